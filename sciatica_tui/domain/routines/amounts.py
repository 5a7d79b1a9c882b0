"""How much of each exercise and side was done, beside all that was planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ..records import Side, StepDone
from .session_plan import BETWEEN, PlannedStep


class Amount(msgspec.Struct, frozen=True):
    """Seconds done and planned of one exercise on one side; planned is 0 for what takes as long as it takes."""

    exercise: str
    side: Side | None
    done_seconds: float
    planned_seconds: int


def amounts_of(plan: Sequence[PlannedStep], steps: Iterable[StepDone]) -> tuple[Amount, ...]:
    """Return an amount for each exercise and side, in the order of the plan; getting ready and rests do not count."""
    planned: dict[tuple[str, Side | None], int] = {}
    for step in plan:
        if step.kind not in BETWEEN:
            key = step.exercise, step.side
            planned[key] = planned.get(key, 0) + (0 if step.counts_up else step.seconds)
    seconds_done: dict[tuple[str, Side | None], float] = {}
    for record in steps:
        if record.kind not in BETWEEN:
            key = record.routine or "", record.side
            seconds_done[key] = seconds_done.get(key, 0.0) + round(record.done_seconds, 1)
    return tuple(
        Amount(exercise, side, seconds_done.get((exercise, side), 0.0), seconds)
        for (exercise, side), seconds in planned.items()
    )
