"""The session timer: a value and functions over it. Time comes in as readings of a clock; nothing here ticks.

Every `now` is `Clock.boottime()`: seconds that only grow and also count while the machine sleeps, so that a stopped
process, a blocked program and a sleeping machine all look alike: a silence.

`update(state, event, now)` is the only way on; `view(state, now)` is what to show; `cues_between(state, then, now)` are
the cues that fell due since, so that a late tick never swallows one. Elapsed time is the difference of readings, never
a count of ticks. More than `GAP_SECONDS` without an update is a gap: a hold pauses where it was last seen, and the gap
does not count as held; ice and heat count on through it and end at their planned end, never above `PACK_CAP_SECONDS` in
all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from ..records import Instant, Pause, StepDone, Word
from .session_plan import ON_SKIN, PlannedStep, StepKind

GAP_SECONDS = 5.0
"""A longer silence than this pauses the session."""

PACK_CAP_SECONDS = 1200
"""Ice, and heat, for at most 20 minutes each in one session (clinical rules)."""

SKIN_CHECK_SECONDS = 300
"""When to look at the skin under ice or heat."""

SKIN_CHECK_SHOWN = 20
"""How long the word for it stands."""

ALERT_EVERY, ALERT_SECONDS = 10, 120
"""The end of ice or heat repeats its cue every 10 s for two minutes, until someone answers."""

NUDGE_SECONDS = 10
"""What plus and minus add and take; of counted repetitions it is one."""

LONGEST_STEP = 7200
"""No step is stretched beyond this."""

LONGEST_READING = 1e10
"""Seconds, some 300 years: a stored session that says more was damaged."""

Reading = Annotated[float, Meta(ge=0, le=LONGEST_READING)]
"""A reading of `Clock.boottime()`, or seconds counted by it."""

BACK_WITHIN = 3.0
"""`BACK` later than this into a step goes to its start, earlier to the step before."""


class TimerEvent(StrEnum):
    """What may happen to a session; all but `TICK` come from the person and also answer the end of ice or heat."""

    TICK = "tick"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    PLUS = "plus"
    MINUS = "minus"
    STOP = "stop"


class Status(StrEnum):
    """Whether time runs."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


class CueKind(StrEnum):
    """What a cue says.

    `COUNT` is 3, 2, 1 (a step with repetitions counts those instead, as `BEAT`); `END` the different one as a step
    ends; `FINISHED` the last of them; `TAKE_OFF` the repeated end of ice or heat; `GAP` that it was held up.
    """

    COUNT = "count"
    BEAT = "beat"
    END = "end"
    FINISHED = "finished"
    SKIN_CHECK = "skin_check"
    TAKE_OFF = "take_off"
    GAP = "gap"


class Cue(msgspec.Struct, frozen=True):
    """One cue: `after` seconds from the state it was asked of; `number` is 3, 2, 1, the beat, or a gap's seconds.

    `step` is the place in the plan that it belongs to; for `END` and `FINISHED` the one that ended.
    """

    kind: CueKind
    after: float
    step: int
    number: int = 0


class TimerState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A session as far as it has come. Frozen, and may be stored as it is.

    `elapsed` are the active seconds of the current step up to the reading `read`, `adjust` what plus and minus made of
    it. `done` are all steps left, also those between. `paused` counts the seconds of the open pause, `why` says whence.
    `alert` counts the seconds since ice or heat ended, `None` once answered. The wall clock said `base_at` at the
    reading `base`; later instants are counted on from it, so that a changed wall clock or zone moves nothing.
    `on_already` are the seconds that ice and heat were on in sessions shortly before; they count towards the cap.
    """

    plan: Annotated[tuple[PlannedStep, ...], Meta(min_length=1)]
    started_at: Instant
    base_at: Instant
    base: Reading
    read: Reading
    index: Annotated[int, Meta(ge=0)] = 0
    elapsed: Reading = 0.0
    adjust: Annotated[float, Meta(ge=-LONGEST_STEP, le=LONGEST_STEP)] = 0.0
    status: Status = Status.RUNNING
    done: tuple[StepDone, ...] = ()
    pauses: tuple[Pause, ...] = ()
    paused: Reading = 0.0
    why: Word = "person"
    alert: Reading | None = None
    on_already: Mapping[StepKind, Reading] = {}

    @property
    def over(self) -> bool:
        """Whether it has ended, in whichever way."""
        return self.status in (Status.FINISHED, Status.STOPPED)

    @property
    def step(self) -> PlannedStep:
        """The current step; the last one once it is over."""
        return self.plan[min(self.index, len(self.plan) - 1)]


def start(
    plan: tuple[PlannedStep, ...], now: float, at: datetime, on_already: Mapping[StepKind, float] | None = None
) -> TimerState:
    """Return a session that begins now; `at` is the same instant by the wall clock. The plan must have a step."""
    return TimerState(plan=plan, started_at=at, base_at=at, base=now, read=now, on_already=on_already or {})


def instant(state: TimerState, now: float) -> datetime:
    """Return the wall clock's time of a reading, counted on from the start."""
    return state.base_at + timedelta(seconds=now - state.base)


def update(state: TimerState, event: TimerEvent, now: float) -> TimerState:
    """Return the session after an event; time up to `now` is counted first."""
    state = _advance(state, now)[0]
    if event is TimerEvent.TICK:
        return state
    state = _with(state, alert=None)
    if state.over:
        return state
    if event is TimerEvent.STOP:
        state = _unpaused(state)
        return _with(_leave(state, state.elapsed) if state.elapsed else state, status=Status.STOPPED)
    if event is TimerEvent.PAUSE and state.status is Status.RUNNING:
        return _with(state, status=Status.PAUSED, why="person", paused=0.0)
    if event is TimerEvent.RESUME and state.status is Status.PAUSED:
        return _with(_unpaused(state), status=Status.RUNNING)
    if event is TimerEvent.NEXT:
        return _enter(_leave(state, state.elapsed), state.index + 1)
    if event is TimerEvent.BACK:
        return _back(state)
    if event is TimerEvent.PLUS:
        return _lasting(state, min(target(state) + _nudge(state), max(_longest(state), target(state))))
    if event is TimerEvent.MINUS:
        shorter = target(state) - _nudge(state)
        past = shorter <= state.elapsed
        return _enter(_leave(state, state.elapsed), state.index + 1) if past else _lasting(state, shorter)
    return state


def cues_between(state: TimerState, previous: float, now: float) -> tuple[Cue, ...]:
    """Return the cues after `previous` and up to `now`, in order, if nothing but time happens to this state.

    Asked with each tick, before `update`, each cue comes exactly once.
    """
    since = previous - state.read
    return tuple(cue for cue in _advance(state, now)[1] if cue.after > since or state.read == previous)


def restored(state: TimerState, now: float, at: datetime) -> TimerState:
    """Return a stored session taken up again, paused, after a quit, a crash or a restart of the machine.

    `at` is now by the wall clock. Ice and heat count on for as long as the program was away, by whichever clock saw
    more of it: after a restart of the machine the readings start anew.
    """
    last = instant(state, state.read)
    away = max((at - last).total_seconds(), now - state.read, 0.0)
    if state.status is Status.RUNNING and state.step.kind in ON_SKIN:
        state = _through_gap(state, away)[0]
        if state.status is Status.RUNNING:
            state = _with(state, status=Status.PAUSED, paused=0.0)
    elif state.status is Status.RUNNING:
        state = _with(state, status=Status.PAUSED, paused=away)
    elif state.status is Status.PAUSED:
        state = _with(state, paused=state.paused + away)
    return _with(state, why="interrupted", base_at=at, base=now, read=now)


def target(state: TimerState) -> float:
    """Return how long the current step may last, in seconds: as planned and adjusted, within the cap of packs."""
    seconds = min(state.step.seconds + state.adjust, LONGEST_STEP)
    if state.step.kind in ON_SKIN:
        seconds = min(seconds, PACK_CAP_SECONDS - _used(state))
    return max(seconds, 0.0)


def beats(state: TimerState) -> int:
    """Return how many repetitions the current step counts, with those added and taken; 0 where none are counted."""
    step = state.step
    return round((step.seconds + state.adjust) * step.beats / step.seconds) if step.beats else 0


def has_skin_check(state: TimerState) -> bool:
    """Tell whether the skin is to be looked at within the current step."""
    return state.step.kind in ON_SKIN and target(state) > SKIN_CHECK_SECONDS


def _nudge(state: TimerState) -> float:
    return state.step.seconds / state.step.beats if state.step.beats else NUDGE_SECONDS


def _used(state: TimerState) -> float:
    """Seconds of the current kind of pack in steps already left, and in sessions shortly before."""
    in_steps = sum(step.done_seconds for step in state.done if step.kind == state.step.kind)
    return state.on_already.get(state.step.kind, 0.0) + in_steps


def _left(state: TimerState) -> float:
    return target(state) - state.elapsed


def _longest(state: TimerState) -> float:
    """How long the current step may be made: the cap leaves room for what is still planned of the same pack."""
    if state.step.kind not in ON_SKIN:
        return LONGEST_STEP
    ahead = sum(step.seconds for step in state.plan[state.index + 1 :] if step.kind is state.step.kind)
    return PACK_CAP_SECONDS - _used(state) - ahead


def _lasting(state: TimerState, seconds: float) -> TimerState:
    return _with(state, adjust=seconds - state.step.seconds)


def _with(state: TimerState, **changes: object) -> TimerState:
    return msgspec.structs.replace(state, **changes)


def _unpaused(state: TimerState) -> TimerState:
    """The state with its open pause written down."""
    if state.status is not Status.PAUSED:
        return state
    began = instant(state, state.read) - timedelta(seconds=state.paused)
    pause = Pause(at=began, seconds=round(state.paused, 1), why=state.why)
    return _with(state, pauses=(*state.pauses, pause), paused=0.0)


def _leave(state: TimerState, seconds: float) -> TimerState:
    """The state with the current step written down as done for that long."""
    step = state.step
    step_done = StepDone(
        kind=step.kind,
        planned_seconds=step.seconds,
        done_seconds=seconds,
        side=step.side,
        routine=step.exercise,
        repetition=step.repetition,
    )
    return _with(state, done=(*state.done, step_done))


def _enter(state: TimerState, index: int) -> TimerState:
    """The state at the start of a step; past the last one it is finished."""
    if index >= len(state.plan):
        state = _with(_unpaused(state), status=Status.FINISHED)
    return _with(state, index=index, elapsed=0.0, adjust=0.0)


def _back(state: TimerState) -> TimerState:
    restarts = state.elapsed > BACK_WITHIN or state.index == 0
    return _enter(_leave(state, state.elapsed), state.index if restarts else state.index - 1)


def _advance(state: TimerState, now: float) -> tuple[TimerState, list[Cue]]:
    """The state at `now` and the cues on the way, if nothing but time happens."""
    passed = max(now - state.read, 0.0)
    cues: list[Cue] = []
    if state.alert is not None:
        state = _alerted(state, passed, 0.0, cues)
    if state.status is Status.PAUSED:
        state = _with(state, paused=state.paused + passed)
    elif state.status is Status.RUNNING and passed > GAP_SECONDS:
        state, gap_cues = _through_gap(state, passed) if state.step.kind in ON_SKIN else _gap(state, passed)
        cues += gap_cues
    elif state.status is Status.RUNNING:
        state = _run(state, passed, cues)
    cues.sort(key=lambda cue: cue.after)
    return _with(state, read=now), cues


def _run(state: TimerState, passed: float, cues: list[Cue]) -> TimerState:
    """Time without a gap: a step that ends hands what is left of it to the next."""
    before, end = 0.0, passed
    while state.status is Status.RUNNING:
        left = _left(state)
        if end - before < left:
            cues += _within(state, state.elapsed + (end - before), before)
            return _with(state, elapsed=state.elapsed + (end - before))
        cues += _within(state, target(state), before)
        before += max(left, 0.0)
        kind, state = state.step.kind, _ended(state, before, cues)
        if kind in ON_SKIN:
            state = _alerted(state, end - before, before, cues)
    return state


def _ended(state: TimerState, after: float, cues: list[Cue]) -> TimerState:
    """The current step at its end, with its cue, and the next one begun."""
    seconds = target(state)
    step = state.step
    last = state.index + 1 >= len(state.plan)
    cues.append(Cue(CueKind.FINISHED if last else CueKind.END, after, state.index))
    state = _enter(_leave(state, seconds), state.index + 1)
    return _with(state, alert=0.0) if step.kind in ON_SKIN else state


def _gap(state: TimerState, passed: float) -> tuple[TimerState, list[Cue]]:
    """A gap in a hold: paused where it was last seen."""
    paused = _with(state, status=Status.PAUSED, why="gap", paused=passed)
    return paused, [Cue(CueKind.GAP, passed, state.index, round(passed))]


def _through_gap(state: TimerState, passed: float) -> tuple[TimerState, list[Cue]]:
    """A gap in ice or heat: it counts on, and ends in it where its time ran out; what follows then waits, paused."""
    cues = [Cue(CueKind.GAP, passed, state.index, round(passed))]
    left = _left(state)
    reached = state.elapsed + min(passed, left)
    if has_skin_check(state) and state.elapsed < SKIN_CHECK_SECONDS <= reached:
        cues.append(Cue(CueKind.SKIN_CHECK, passed, state.index))
    if passed < left:
        return _with(state, elapsed=reached), cues
    state = _ended(state, passed, cues)
    if state.over:
        return state, cues
    return _with(state, status=Status.PAUSED, why="gap", paused=passed - left), cues


def _within(state: TimerState, reached: float, before: float) -> Iterator[Cue]:
    """The cues inside the current step after what has elapsed, up to `reached` seconds of it."""
    step, end, began = state.step, target(state), before - state.elapsed

    def due(moment: float) -> bool:
        return state.elapsed < moment <= reached and moment < end

    for number in () if step.beats or step.counts_up else (3, 2, 1):
        if due(end - number):
            yield Cue(CueKind.COUNT, began + end - number, state.index, number)
    if has_skin_check(state) and due(SKIN_CHECK_SECONDS):
        yield Cue(CueKind.SKIN_CHECK, began + SKIN_CHECK_SECONDS, state.index)
    if step.beats:
        pace = step.seconds / step.beats
        for beat in range(1, beats(state)):
            if due(beat * pace):
                yield Cue(CueKind.BEAT, began + beat * pace, state.index, beat + 1)


def _alerted(state: TimerState, passed: float, before: float, cues: list[Cue]) -> TimerState:
    """The end of ice or heat, repeated every ten seconds; after a gap once, for nobody could hear the others."""
    since = state.alert or 0.0
    reached = since + passed
    first = math.floor(since / ALERT_EVERY) + 1
    last = min(math.floor(reached / ALERT_EVERY), ALERT_SECONDS // ALERT_EVERY)
    if passed > GAP_SECONDS:
        first = max(first, last)
    cues.extend(
        Cue(CueKind.TAKE_OFF, before + number * ALERT_EVERY - since, state.index) for number in range(first, last + 1)
    )
    return _with(state, alert=None if reached >= ALERT_SECONDS else reached)
