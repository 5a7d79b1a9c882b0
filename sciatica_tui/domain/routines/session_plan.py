"""A routine unfolded into the steps that a session runs through, each with its planned seconds.

Each side gets its full hold: getting ready and switching have steps of their own, so that neither steals from a hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import chain, pairwise
from typing import Annotated

import msgspec
from msgspec import Meta

from ..records import Line, RoutineStep, Side

READY_SECONDS = 5
"""To get ready before the first step."""

CHANGE_SECONDS = 15
"""To change position between two exercises (our choice)."""

SWITCH_SECONDS = 8
"""To switch sides."""

PACK_SECONDS = 30
"""To lay one pack aside and take the other (our choice)."""

COUNTED_BELOW = 10
"""Repetitions below this many seconds run as one step with a beat for each; longer ones are steps of their own."""


class RoutineKind(StrEnum):
    """What sort of thing a routine is; it decides which questions and limits apply."""

    STRETCH = "stretch"
    MOVEMENT = "movement"
    ICE = "ice"
    HEAT = "heat"
    ALTERNATING = "alternating"
    WALK = "walk"
    SITTING = "sitting"
    TEST = "test"
    OWN = "own"


class StepKind(StrEnum):
    """What the person does in a step."""

    READY = "ready"
    HOLD = "hold"
    MOVE = "move"
    SWITCH = "switch"
    REST = "rest"
    ICE = "ice"
    HEAT = "heat"
    WALK = "walk"
    SIT = "sit"
    UP = "up"
    TEST = "test"


BETWEEN = frozenset({StepKind.READY, StepKind.SWITCH, StepKind.REST})
"""Steps that only lead from one to the next; a record leaves them out."""

RESTS = frozenset({StepKind.REST, StepKind.UP})
"""Steps as long as the rest that a routine names."""

ON_SKIN = frozenset({StepKind.ICE, StepKind.HEAT})
"""Steps with something cold or warm on the skin: capped, and they count on through a gap."""


Count = Annotated[int, Meta(ge=1)]


class PlannedStep(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step as planned, `seconds` long.

    `exercise` names what it belongs to (for getting ready, switching and resting: what comes next). `repetition` of
    `repetitions` in `set` of `sets` count from 1. `beats` are repetitions counted evenly within the step, 0 for none.
    `counts_up` shows the time taken instead of the time left: the person ends it. `note` is the person's own line.
    """

    kind: StepKind
    seconds: Annotated[int, Meta(ge=1, le=7200)]
    exercise: Line
    side: Side | None = None
    repetition: Count = 1
    repetitions: Count = 1
    set: Count = 1
    sets: Count = 1
    beats: Annotated[int, Meta(ge=0)] = 0
    counts_up: bool = False
    note: str | None = None


def expand(kind: RoutineKind, steps: Sequence[RoutineStep]) -> tuple[PlannedStep, ...]:
    """Return every step of the session in order; the steps must be allowed (`routines.check`)."""
    return tuple(chain.from_iterable(expand_each(kind, steps)))


def expand_each(kind: RoutineKind, steps: Sequence[RoutineStep]) -> Iterator[tuple[PlannedStep, ...]]:
    """Return the same, taken apart into what belongs to each step: first what leads to it, if anything does."""
    for number, step in enumerate(steps):
        work = tuple(_work(kind, step))
        plan = [work[0]] if kind is RoutineKind.SITTING else [_lead(kind, number, work[0]), work[0]]
        for before, after in pairwise(work):
            plan.extend(_joint(step, before, after))
            plan.append(after)
        yield tuple(plan)


def steps_before_work(plan: Sequence[PlannedStep]) -> int:
    """Return how many steps lead to the first piece of work: getting ready, which is part of no length that is told."""
    return int(bool(plan) and plan[0].kind is StepKind.READY)


def total_seconds(plan: Sequence[PlannedStep]) -> int:
    """Return how long the whole takes as planned, from the first piece of work on."""
    return sum(step.seconds for step in plan[steps_before_work(plan) :])


def work_seconds(plan: Sequence[PlannedStep]) -> int:
    """Return how long the person works in it as planned; a test takes as long as it takes, so it adds nothing."""
    return sum(step.seconds for step in plan if step.kind not in BETWEEN and step.kind is not StepKind.TEST)


def _work(kind: RoutineKind, step: RoutineStep) -> Iterator[PlannedStep]:
    sides: tuple[Side | None, ...] = (Side.LEFT, Side.RIGHT) if step.sides else (None,)
    step_kind = _kind_of(kind, step)
    is_counted = step.hold_seconds < COUNTED_BELOW
    for number in range(1, step.sets + 1):
        for repetition in range(1, 2 if is_counted else step.repetitions + 1):
            for side in sides:
                yield PlannedStep(
                    kind=step_kind,
                    seconds=step.hold_seconds * (step.repetitions if is_counted else 1),
                    exercise=step.name,
                    side=side,
                    repetition=repetition,
                    repetitions=1 if is_counted else step.repetitions,
                    set=number,
                    sets=step.sets,
                    beats=step.repetitions if is_counted else 0,
                    counts_up=step.name == "sit-to-stand" and kind is RoutineKind.TEST,
                    note=step.note,
                )
            if kind is RoutineKind.SITTING:
                yield PlannedStep(StepKind.UP, step.rest_seconds, step.name, None, repetition, step.repetitions)


def _kind_of(kind: RoutineKind, step: RoutineStep) -> StepKind:
    if kind in (RoutineKind.ICE, RoutineKind.HEAT, RoutineKind.ALTERNATING):
        return StepKind(step.name)
    if kind is RoutineKind.WALK:
        return StepKind.WALK
    if kind is RoutineKind.SITTING:
        return StepKind.SIT
    if kind is RoutineKind.TEST:
        return StepKind.TEST
    return StepKind.MOVE if step.hold_seconds < COUNTED_BELOW else StepKind.HOLD


def _lead(kind: RoutineKind, number: int, first: PlannedStep) -> PlannedStep:
    if number == 0:
        return PlannedStep(StepKind.READY, READY_SECONDS, first.exercise, first.side)
    if kind is RoutineKind.ALTERNATING:
        return PlannedStep(StepKind.SWITCH, PACK_SECONDS, first.exercise)
    return PlannedStep(StepKind.READY, CHANGE_SECONDS, first.exercise, first.side)


def has_rests(kind: RoutineKind, step: RoutineStep) -> bool:
    """Tell whether its rest ever comes: repetitions that are counted run on without one."""
    return kind is RoutineKind.SITTING or step.sets > 1 or (step.repetitions > 1 and step.hold_seconds >= COUNTED_BELOW)


def _joint(step: RoutineStep, before: PlannedStep, after: PlannedStep) -> Iterator[PlannedStep]:
    """What lies between two pieces of work: switching in the middle of a repetition, resting between two."""
    if before.kind is StepKind.SIT or before.kind is StepKind.UP:
        return
    same_turn = (before.set, before.repetition) == (after.set, after.repetition)
    if same_turn or (before.side is not after.side and step.rest_seconds < SWITCH_SECONDS):
        yield PlannedStep(StepKind.SWITCH, SWITCH_SECONDS, after.exercise, after.side)
    elif step.rest_seconds:
        yield PlannedStep(StepKind.REST, step.rest_seconds, after.exercise, after.side)
