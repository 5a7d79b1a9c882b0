"""What was really done of a session: a step that was left at once was skipped, whatever the record calls its end."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Session, StepDone
from .session_plan import BETWEEN, StepKind

SKIPPED_WITHIN = 2.0
"""Seconds: a step left sooner, and before its end, was skipped (our choice)."""

ENOUGH = 0.5
"""The part of what was planned that makes a session that ran to its end a routine that was done (our choice)."""

FINISHED, SKIPPED = "finished", "skipped"
"""How a session that ran to its end ended: with something done, or with every step skipped."""


def steps_done(steps: Iterable[StepDone]) -> tuple[StepDone, ...]:
    """Return the steps with work in them that were not skipped."""
    return tuple(step for step in steps if step.kind not in BETWEEN and not _was_skipped(step))


def _was_skipped(step: StepDone) -> bool:
    return step.done_seconds == 0 or step.done_seconds < min(SKIPPED_WITHIN, step.planned_seconds)


def was_done(session: Session) -> bool:
    """Tell whether anything of it was done; one without steps, from elsewhere, is believed."""
    return not session.steps or bool(steps_done(session.steps))


def done_and_planned(session: Session) -> tuple[float, float]:
    """Return seconds done and planned, of the steps it came to.

    A test takes as long as it takes, which counts as planned.
    """
    done_seconds = sum(step.done_seconds for step in session.steps)
    planned_seconds = sum(s.done_seconds if s.kind == StepKind.TEST else s.planned_seconds for s in session.steps)
    return done_seconds, planned_seconds


def was_completed(session: Session) -> bool:
    """Tell whether it ran to its end with at least half of what was planned done."""
    done_seconds, planned_seconds = done_and_planned(session)
    return session.ended == FINISHED and was_done(session) and done_seconds >= ENOUGH * planned_seconds
