"""What was really done of a session, whatever the record calls its end; the one rule for what counts as done."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Session, StepDone
from .catalogue import BY_NAME
from .session_plan import BETWEEN, StepKind, work_seconds

SKIPPED_WITHIN = 2.0
"""Seconds: a step left sooner, and before its end, was skipped (our choice)."""

ENOUGH = 0.5
"""The part of what was planned from which a session counts as done (our choice); the skin's rest has its own rule."""

FINISHED, SKIPPED = "finished", "skipped"
"""How a session that ran to its end ended: with enough done, or with every step skipped."""


def steps_done(steps: Iterable[StepDone]) -> tuple[StepDone, ...]:
    """Return the steps with work in them that were not skipped."""
    return tuple(step for step in steps if step.kind not in BETWEEN and not _was_skipped(step))


def _was_skipped(step: StepDone) -> bool:
    return step.done_seconds == 0 or step.done_seconds < min(SKIPPED_WITHIN, step.planned_seconds)


def anything_done(session: Session) -> bool:
    """Tell whether any of it was done, which the leg may have felt; one without steps, from elsewhere, is believed."""
    return not session.steps or bool(steps_done(session.steps))


def was_done(session: Session) -> bool:
    """Tell whether it counts as done, wherever days or times are counted: at least half of what was planned.

    One without steps, from elsewhere, is believed.
    """
    return not session.steps or (anything_done(session) and _is_enough(*done_and_planned(session)))


def is_enough(steps: Iterable[StepDone]) -> bool:
    """Tell whether at least half of these steps was done, and not all of them skipped."""
    steps = tuple(step for step in steps if step.kind not in BETWEEN)
    return bool(steps_done(steps)) and _is_enough(*_seconds(steps))


def exercises_done(session: Session) -> frozenset[str]:
    """Return the exercises of it of which at least half was done."""
    names = {step.routine for step in session.steps if step.routine is not None}
    return frozenset(name for name in names if is_enough(step for step in session.steps if step.routine == name))


def done_and_planned(session: Session) -> tuple[float, float]:
    """Return seconds done and planned.

    A test takes as long as it takes, which counts as planned. A record holds the steps that a session came to; of one
    that ended before its end, all that was planned counts: for a record without that, our own plan of the routine.
    """
    done_seconds, planned_seconds = _seconds(session.steps)
    if session.ended not in (FINISHED, None):
        planned_seconds = max(planned_seconds, _whole_plan(session))
    return done_seconds, planned_seconds


def _whole_plan(session: Session) -> float:
    if session.planned_seconds is not None:
        return session.planned_seconds
    ours = BY_NAME.get(session.routine)
    return work_seconds(ours.plan) if ours is not None else 0


def _seconds(steps: Iterable[StepDone]) -> tuple[float, float]:
    steps = tuple(steps)
    planned_seconds = sum(s.done_seconds if s.kind == StepKind.TEST else s.planned_seconds for s in steps)
    return sum(step.done_seconds for step in steps), planned_seconds


def _is_enough(done_seconds: float, planned_seconds: float) -> bool:
    return done_seconds >= ENOUGH * planned_seconds
