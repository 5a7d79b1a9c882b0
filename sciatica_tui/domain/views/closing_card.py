"""What a person reads when a session is over: how the leg went, what was done, this week, when it may be done again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from ..records import Session, Side
from ..routines.catalogue import title_of
from ..routines.done import was_done
from ..routines.safety import Permission
from ..routines.session_plan import BETWEEN, PlannedStep
from ..routines.session_text import how_ended
from ..routines.setbacks import exercises_of
from ..routines.timer_view import DONE_WORD, STOPPED_WORD, length_text
from .routine_times import week_lines

Row = tuple[str, str]
"""A heading, and what stands beside it."""


class ClosingCard(msgspec.Struct, frozen=True):
    """The card as large as the session: a few words in big letters, and rows below them."""

    headline: str
    rows: tuple[Row, ...]


def closing_card(
    session: Session, plan: Sequence[PlannedStep], permission: Permission, sessions: Iterable[Session], today: date
) -> ClosingCard:
    """Return the card of a session that was done, at least in part; `plan` is all that was planned."""
    ended = how_ended(session)
    before = session.before.leg_pain if session.before is not None else None
    after = session.after.leg_pain if session.after is not None else None
    if before is not None and after is not None:
        headline = f"Leg {before} → {after}"
    else:
        headline = DONE_WORD if was_done(session) and not ended else STOPPED_WORD
    own = [s for s in sessions if s.routine == session.routine]
    rows: list[Row] = [*_amounts(session, plan)]
    if ended:
        rows.append(("", ended))
    rows += _headed("This week", week_lines(own, today))
    rows.append(("Again", _again(permission)))
    if exercises_of(session):
        rows.append(("Tomorrow", "The app asks how your leg took it."))
    return ClosingCard(headline, tuple(rows))


def _amounts(session: Session, plan: Sequence[PlannedStep]) -> Iterable[Row]:
    """A row for each exercise and side: `left leg: 1:30 of 1:30`. What takes as long as it takes has no plan."""
    planned: dict[tuple[str, Side | None], int] = {}
    for step in plan:
        if step.kind not in BETWEEN:
            key = step.exercise, step.side
            planned[key] = planned.get(key, 0) + (0 if step.counts_up else step.seconds)
    done: dict[tuple[str, Side | None], float] = {}
    for record in session.steps:
        key = record.routine or "", record.side
        done[key] = done.get(key, 0.0) + record.done_seconds
    former = ""
    for (exercise, side), seconds in planned.items():
        of_plan = f" of {length_text(seconds)}" if seconds else ""
        name = f"{side} leg: " if side is not None else ""
        title = title_of(exercise) if len({name for name, _ in planned}) > 1 else DONE_WORD
        amount = f"{name}{length_text(round(done.get((exercise, side), 0.0)))}{of_plan}"
        yield ("" if title == former else title, amount)
        former = title


def _headed(heading: str, lines: Iterable[str]) -> list[Row]:
    return [(heading if number == 0 else "", line) for number, line in enumerate(lines)]


def _again(permission: Permission) -> str:
    return permission.reason if not permission.allowed else "Whenever you like."
