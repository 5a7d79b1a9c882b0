"""A session under way, as it is kept in a side file, and the record it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from ..errors import BadInput
from ..records import EPOCH, Felt, Session, StepDone, Ulid
from .catalogue import Guided, check
from .session_plan import BETWEEN, StepKind, work_seconds
from .timer import LONGEST_READING, TimerEvent, TimerState, instant, start, update

LATEST = EPOCH + timedelta(seconds=LONGEST_READING)
"""No session begins later: every reading of its clock is then a date that can be told."""


class Running(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A session that has begun: which routine, since when, how it was before, and the timer's state.

    `id` and `day` are those of the record it becomes, decided once, so that keeping it twice keeps it once.
    """

    id: Ulid
    day: date
    routine: str
    title: str
    timer: TimerState
    before: Felt | None = None
    after: Felt | None = None


def begin(
    routine: Guided,
    ulid: str,
    day: date,
    now: float,
    at: datetime,
    before: Felt | None = None,
    on_already: Mapping[StepKind, float] | None = None,
) -> Running:
    """Return a session of the routine that starts now; BadInput where its steps may not stand (`routines.check`).

    `on_already`: the seconds that ice and heat were on shortly before (`plan.Permission`).
    """
    check(routine, routine.steps)
    timer = start(routine.plan, now, at, on_already)
    return Running(id=ulid, day=day, routine=routine.name, title=routine.title, timer=timer, before=before)


def then(running: Running, event: TimerEvent, now: float) -> Running:
    """Return the session after an event of its timer."""
    return msgspec.structs.replace(running, timer=update(running.timer, event, now))


def record(running: Running, end_reason: str, at: datetime) -> Session:
    """Return the session as it is kept: steps between the work left out, seconds to a tenth, an open pause closed.

    `end_reason` is `finished`, `skipped`, `stopped`, `interrupted` or `red_flag`; `at` is now by the wall clock. The
    same record comes out each time but for `updated_at`; its revision is the journal's to count.
    """
    timer = running.timer
    if not timer.over:
        timer = update(timer, TimerEvent.STOP, timer.read)
    return Session(
        id=running.id,
        created_at=timer.started_at,
        updated_at=at,
        rev=1,
        day=running.day,
        routine=running.routine,
        started_at=timer.started_at,
        ended_at=instant(timer, timer.read),
        steps=tuple(_rounded(step) for step in timer.done if step.kind not in BETWEEN),
        planned_seconds=work_seconds(timer.plan) or None,
        pauses=timer.pauses,
        ended=end_reason,
        before=running.before,
        after=running.after,
    )


def stored(running: Running) -> dict[str, Any]:
    """Return the session as plain values for its side file."""
    contents: dict[str, Any] = msgspec.to_builtins(running)
    return contents


def from_stored(contents: Mapping[str, object]) -> Running:
    """Return the session from its side file; BadInput where a newer version or a hand left what can't be taken up."""
    try:
        running = msgspec.convert(contents, Running)
    except msgspec.ValidationError as error:
        raise BadInput(f"The interrupted session can't be continued ({error})") from error
    if not all(EPOCH <= moment < LATEST for moment in (running.timer.started_at, running.timer.base_at)):
        raise BadInput("The interrupted session can't be continued (it started at an impossible time)")
    return running


def worked(running: Running) -> bool:
    """Tell whether anything was done that is worth keeping: more than getting ready."""
    if any(step.kind not in BETWEEN for step in running.timer.done):
        return True
    return not running.timer.over and running.timer.step.kind not in BETWEEN and running.timer.elapsed > 0


def _rounded(step: StepDone) -> StepDone:
    return msgspec.structs.replace(step, done_seconds=round(step.done_seconds, 1))
