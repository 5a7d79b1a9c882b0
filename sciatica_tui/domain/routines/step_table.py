"""A routine's steps as a table, and its time taken apart: how long is exercise, rest, and changing over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..errors import BadInput
from ..records import RoutineStep
from ..text.grammar import count
from .catalogue import Guided, check_limits, title_of
from .session_plan import BETWEEN, RESTS, PlannedStep, StepKind, expand, expand_each, steps_before_work, total_seconds
from .timer_view import length_text, side_words

HEADINGS = ("Step", "Time", "Sets", "Rest", "Sides", "Total")

UNNAMED = "(no name yet)"

WORDS = {
    StepKind.READY: "getting ready",
    StepKind.HOLD: "holding",
    StepKind.MOVE: "moving",
    StepKind.REST: "rest",
    StepKind.SWITCH: "changing sides",
    StepKind.ICE: "ice",
    StepKind.HEAT: "heat",
    StepKind.WALK: "walking",
    StepKind.SIT: "sitting",
    StepKind.UP: "up and about",
    StepKind.TEST: "testing",
}
"""What is done in a part of the time line."""

BETWEEN_STEPS = "between steps"


class TimePart(NamedTuple):
    """A part of the time line: what is done for so many seconds, and the index of the step it belongs to."""

    seconds: int
    step: int
    words: str
    is_exercise: bool


def table(routine: Guided, steps: Sequence[RoutineStep]) -> tuple[tuple[str, ...], ...]:
    """Return the headings and a row for each step; a column that is empty in all rows is left out."""
    rows = (HEADINGS, *(_row(routine, step) for step in steps))
    return tuple(zip(*(column for column in zip(*rows, strict=True) if any(column[1:])), strict=True))


def _row(routine: Guided, step: RoutineStep) -> tuple[str, ...]:
    plan = _plan(routine, step)
    hold = _time(step.hold_seconds)
    return (
        title_of(step.name) or UNNAMED,
        f"{step.repetitions:,} × {hold}" if step.repetitions != 1 else hold,
        f"{step.sets:,}" if step.sets != 1 else "",
        _time(step.rest_seconds) if any(part.kind in RESTS for part in plan) else "",
        "both" if step.sides else "",
        length_text(total_seconds(plan)) if plan else "–",
    )


def sum_words(routine: Guided, step: RoutineStep) -> str:
    """Say `3:44 in all: 6 × 30 s, 3 × 8 s to change sides, 2 rests of 10 s`; empty where it is in one piece."""
    plan = _plan(routine, step)
    parts = plan[steps_before_work(plan) :]
    if len(parts) < 2:
        return ""
    pauses = Counter((part.kind, part.seconds) for part in parts if part.kind in (*RESTS, StepKind.SWITCH))
    times = sum(part.beats or 1 for part in parts if (part.kind, part.seconds) not in pauses)
    pieces = [f"{times:,} × {_time(step.hold_seconds)}"]
    for (kind, seconds), number in pauses.items():
        if kind is StepKind.SWITCH:
            pieces.append(f"{f'{number:,} × ' if number > 1 else ''}{_time(seconds)} to change sides")
        else:
            pieces.append(f"{count(number, 'break' if kind is StepKind.UP else 'rest')} of {_time(seconds)}")
    return f"{length_text(sum(part.seconds for part in parts))} in all: {', '.join(pieces)}"


def parts_of(routine: Guided, step: RoutineStep) -> tuple[tuple[str, str], ...]:
    """Return what its time goes to, without getting ready: `left leg`, `30 s`; `changing sides`, `8 s`."""
    plan = _plan(routine, step)
    return tuple((_part_words(part), _part_time(part)) for part in plan[steps_before_work(plan) :])


def _part_words(part: PlannedStep) -> str:
    return (side_words(part) if part.kind not in BETWEEN else "") or WORDS[part.kind]


def _part_time(part: PlannedStep) -> str:
    return f"{part.beats} × {_time(part.seconds // part.beats)}" if part.beats else _time(part.seconds)


def _plan(routine: Guided, step: RoutineStep) -> tuple[PlannedStep, ...]:
    """One step as a session would run through it; nothing where its numbers are not allowed."""
    try:
        check_limits(routine, step)
    except BadInput:
        return ()
    return expand(routine.kind, (step,))


def time_line(routine: Guided) -> tuple[TimePart, ...]:
    """Return the parts of the whole in their order, from the first piece of exercise on."""
    spans = [
        TimePart(part.seconds, index, _words(part, number == 0), part.kind not in BETWEEN)
        for index, plan in enumerate(expand_each(routine.kind, routine.steps))
        for number, part in enumerate(plan)
    ]
    return tuple(spans[steps_before_work(routine.plan) :])


def _words(part: PlannedStep, is_first: bool) -> str:
    return BETWEEN_STEPS if is_first and part.kind in BETWEEN else WORDS[part.kind]


def line_words(spans: Iterable[TimePart]) -> str:
    """Say `9:00 holding, 1:12 changing sides, 1:00 rest, 0:30 between steps`; empty where it is all the same."""
    seconds: Counter[str] = Counter()
    for span in spans:
        seconds[span.words] += span.seconds
    return ", ".join(f"{length_text(total)} {words}" for words, total in seconds.items()) if len(seconds) > 1 else ""


def _time(seconds: int) -> str:
    return f"{seconds:,} s" if seconds < 120 else f"{seconds / 60:g} min"
