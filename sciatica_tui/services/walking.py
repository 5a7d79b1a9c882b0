"""Begin, change and end a walking plan, and what the phase asks with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from ..domain.errors import BadInput
from ..domain.records import CheckIn, Phase, Session, WalkMove, WalkPlan
from ..domain.routines.phase_goals import Ask, phase_goals, week_up_to
from ..domain.routines.walking import GOAL_MINUTES, limit, stepped
from ..domain.routines.walking_text import walking_ask
from ..domain.snapshot import RecordSnapshot
from ..domain.text.grammar import number
from ..storage.journal import Journal
from .record_ids import new_stamp
from .records_snapshot import snapshot_of


def new_plan(minutes: float, day: date, now: datetime) -> WalkPlan:
    """Return a plan that begins on that day with so many minutes. Raises BadInput outside 1–30."""
    if not 1 <= minutes <= GOAL_MINUTES:
        raise BadInput(
            f"A walking plan takes 1 to {GOAL_MINUTES} minutes, not {number(minutes)}; "
            f"if you already walk {GOAL_MINUTES}, begin with that and keep it up."
        )
    return WalkPlan(**new_stamp(now), day=day, minutes=minutes)


def changed(plan: WalkPlan, minutes: float, diary: RecordSnapshot, day: date) -> WalkPlan:
    """Return the plan with minutes of the person's own from that day on. Raises BadInput for what it can't be today."""
    most, why = limit(plan, diary, day)
    if not 1 <= minutes <= most:
        raise BadInput(f"1 to {number(most)} min today, not {number(minutes)}: {why}.")
    return stepped(plan, day, minutes, WalkMove.OWN, "chosen by you")


def all_ended(plans: Iterable[WalkPlan], day: date) -> tuple[WalkPlan, ...]:
    """Return every plan that goes on, from other devices too, ended on that day."""
    return tuple(msgspec.structs.replace(plan, ended=day) for plan in plans if plan.ended is None)


def asks_of_phase(journal: Journal, phase: Phase, on: date) -> tuple[tuple[Ask, ...], int]:
    """Return what the phase asks with what the last seven days hold of it, and on how many of them was logged."""
    week = week_up_to(journal.all(CheckIn), journal.all(Session), on)
    walking = walking_ask(journal.all(WalkPlan), snapshot_of(journal), on)
    return phase_goals(phase, week, walking), week.logged_days
