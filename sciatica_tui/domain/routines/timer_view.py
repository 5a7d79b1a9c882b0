"""What the running session shows and says: words for each step, what is next, and the figures for digits and bars."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

import msgspec

from ..records import Side, StepDone
from ..text.grammar import count
from .amounts import Amount, amounts_of
from .catalogue import BY_NAME, title_of
from .done import is_enough, steps_done
from .instructions import TEXTS
from .session_plan import BETWEEN, ON_SKIN, PlannedStep, RoutineKind, StepKind, steps_before_work, total_seconds
from .timer import (
    SKIN_CHECK_SECONDS,
    SKIN_CHECK_SHOWN,
    Cue,
    CueKind,
    Status,
    TimerEvent,
    TimerState,
    beats,
    has_skin_check,
    target,
    update,
)

WORDS: dict[StepKind, str] = {
    StepKind.READY: "Get ready",
    StepKind.HOLD: "Hold",
    StepKind.MOVE: "Move",
    StepKind.SWITCH: "Switch sides",
    StepKind.REST: "Rest",
    StepKind.ICE: "Ice",
    StepKind.HEAT: "Heat",
    StepKind.WALK: "Walk",
    StepKind.SIT: "Sit",
    StepKind.UP: "Get up",
    StepKind.TEST: "Go",
}
"""Step → the word for it, as a command where it is one."""


class SessionTone(StrEnum):
    """What the background says: get ready, work, change, rest, cold, warm, look, stopped, done."""

    READY = "ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"
    ICE = "ice"
    HEAT = "heat"
    SKIN_CHECK = "skin_check"
    PAUSED = "paused"
    OVER = "over"


TONES: dict[StepKind, SessionTone] = {
    StepKind.READY: SessionTone.READY,
    StepKind.SWITCH: SessionTone.SWITCH,
    StepKind.REST: SessionTone.REST,
    StepKind.SIT: SessionTone.REST,
    StepKind.ICE: SessionTone.ICE,
    StepKind.HEAT: SessionTone.HEAT,
}


class View(msgspec.Struct, frozen=True):
    """One moment of a session for the eye.

    `routine` is what it is called as a whole. `word` and `side` say what to do ("Hold", "left leg"; at rest none has
    a turn), `clock` is the time (left, or taken where the person ends the step), `digits` what stands in large ones:
    the repetition where they are counted, else the time; `title` the exercise, `line` its cue, `count` "2 of 3",
    `next` what follows. `step` and `session_share` are fractions done, 0–1; `left` and `total` the time of the whole,
    as "4:10". `notice` says why it is paused; `alerting` that ice or heat has ended and nobody has answered.
    `exercise` names whose figure to show, none at rest; `repetition_share` (0–1) is where in a repetition it is, 0.5
    the other end of the movement, and `repetition_seconds` how long one takes, 0 while none is counted. `amounts` say
    what was done, once it is over, and `asks` that how the leg is is asked then. `is_only_step`: nothing else is
    planned, so that the whole is as far as the step. `counts`: the step counts repetitions, so that plus and minus add
    and take one of them. `longest_digits` are of the shape of the step's longest, all zeros: digits keep their size.
    """

    routine: str
    status: Status
    tone: SessionTone
    word: str
    side: str
    clock: str
    digits: str
    title: str
    count: str
    line: str
    next: str
    step: float
    session_share: float
    left: str
    total: str
    notice: str = ""
    alerting: bool = False
    exercise: str = ""
    repetition_share: float = 0.0
    repetition_seconds: float = 0.0
    amounts: tuple[Amount, ...] = ()
    asks: bool = False
    is_only_step: bool = False
    counts: bool = False
    longest_digits: str = ""


def view(state: TimerState, now: float, routine: str = "") -> View:
    """Return what to show at `now`; the state itself stays as it is. `routine` is the title of the whole."""
    state = update(state, TimerEvent.TICK, now)
    step, length = state.step, target(state)
    left = 0.0 if state.over else max(length - state.elapsed, 0.0)
    left_in_all, total = _whole(state, left, length)
    tone, word = _tone_and_word(state)
    length_words = step.beats if step.beats else clock_text(math.ceil(0 if step.counts_up else length))
    clock = clock_text(math.floor(state.elapsed) if step.counts_up else math.ceil(left - 1e-6))
    return View(
        routine=routine,
        status=state.status,
        tone=tone,
        word=word,
        side="" if state.over or step.kind is StepKind.REST else side_words(step),
        clock=clock,
        digits=str(_beat(state)) if step.beats else clock,
        longest_digits=re.sub(r"\d", "0", str(length_words)),
        title=title_of(step.exercise),
        count="" if state.over else _count(state),
        line=_line(state, tone),
        next=next_words(state),
        step=1.0 if state.over else min(state.elapsed / length, 1.0) if length else 1.0,
        session_share=1.0 if state.status is Status.FINISHED else 1.0 - left_in_all / total if total else 1.0,
        left=length_text(math.ceil(left_in_all - 1e-6)),
        total=length_text(round(total)),
        notice=_notice(state),
        alerting=state.alert is not None,
        exercise="" if step.kind is StepKind.REST and not state.over else step.exercise,
        repetition_share=_repetition_share(state),
        repetition_seconds=step.seconds / step.beats if step.beats and state.status is Status.RUNNING else 0.0,
        amounts=amounts_of(state.plan, state.done) if state.over and steps_done(state.done) else (),
        counts=bool(step.beats),
        is_only_step=state.index == len(state.plan) - 1 == steps_before_work(state.plan),
        asks=state.over and _asks(steps_done(state.done)),
    )


def _whole(state: TimerState, left: float, length: float) -> tuple[float, float]:
    """Seconds left of all the steps, and how long all take; getting ready before the first of them is not counted."""
    lengths = [float(step.seconds) for step in state.plan]
    lengths[state.index : state.index + 1] = [length] if state.index < len(lengths) else []
    before_work = steps_before_work(state.plan)
    ahead = sum(lengths[max(state.index + 1, before_work) :])
    return (left if state.index >= before_work else 0.0) + ahead, sum(lengths[before_work:])


def _repetition_share(state: TimerState) -> float:
    """Where in a repetition it is; the other end of the movement where the step is to be there all the time."""
    step = state.step
    if step.beats:
        return state.elapsed * step.beats / step.seconds % 1
    return 0.5 if step.kind in (StepKind.UP, StepKind.WALK, StepKind.TEST) else 0.0


def clock_text(seconds: int) -> str:
    """Return seconds for the digits: `42`, `4:10`, `1:02:03`."""
    minutes, seconds = divmod(max(seconds, 0), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}" if minutes else str(seconds)


def length_text(seconds: int) -> str:
    """Say how long something takes, with its minutes even where they are none: `0:42`, `4:10`, `1:02:03`."""
    return clock_text(seconds) if seconds >= 60 else f"0:{max(seconds, 0):02}"


def amount_words(amounts: Collection[Amount]) -> str:
    """Say how long it was done, `0:42 of 1:30`; without `of` where nothing says how long it was to be."""
    planned = sum(amount.planned_seconds for amount in amounts)
    done = length_text(round(sum(amount.done_seconds for amount in amounts)))
    return f"{done} of {length_text(planned)}" if planned else done


def not_counted_words(plan: Sequence[PlannedStep], amounts: Iterable[Amount]) -> str:
    """Say what the whole has, as a session counts it down, and the amounts have not; empty where they are the same."""
    planned = sum(amount.planned_seconds for amount in amounts)
    return "without rests and changes" if 0 < planned < total_seconds(plan) else ""


def side_words(step: PlannedStep) -> str:
    """Say `left leg`, `right leg`, or nothing."""
    return f"{step.side} leg" if step.side in (Side.LEFT, Side.RIGHT) else ""


def word_of(step: PlannedStep) -> str:
    """Return the word for a step; stretching, changing packs and changing position have their own."""
    if step.kind is StepKind.HOLD and step.exercise in BY_NAME and BY_NAME[step.exercise].kind is RoutineKind.STRETCH:
        return "Stretch"
    if step.kind is StepKind.SWITCH and step.side is None:
        return "Change over"
    return WORDS[step.kind]


def cue_line(step: PlannedStep) -> str:
    """Return the one line of how-to while it runs: ours, the person's note, or nothing."""
    if step.kind is StepKind.SWITCH and step.exercise in (StepKind.ICE, StepKind.HEAT):
        on, off = ("Ice", "heat") if step.exercise == StepKind.ICE else ("Heat", "ice")
        return f"Take the {off} off and look at the skin. {on} on, with its cloth."
    if step.kind is StepKind.SWITCH and step.side is not None:
        return f"Get into position for the other side: {side_words(step)}."
    if step.kind is StepKind.REST:
        return "Let the leg down, breathe." if step.side is not None else "Let go, breathe."
    if step.kind is StepKind.UP:
        return TEXTS["sitting-break"].cue
    if step.kind is StepKind.SIT:
        return "Sit as you like; the cue tells you when to get up."
    if step.note:
        return step.note
    return TEXTS[step.exercise].cue if step.exercise in TEXTS else ""


def next_words(state: TimerState) -> str:
    """Say what comes next: "switch sides (8 s), then hold, right leg, 30 s".

    The look at the skin while it is ahead, the end where nothing follows.
    """
    following = state.plan[state.index + 1 :]
    if state.over:
        return ""
    if has_skin_check(state) and state.elapsed < SKIN_CHECK_SECONDS:
        return f"skin check in {length_text(math.ceil(SKIN_CHECK_SECONDS - state.elapsed - 1e-6))}"
    if not following:
        return f"take the {state.step.kind} off" if state.step.kind in ON_SKIN else "the end"
    first = following[0]
    if first.kind not in BETWEEN or len(following) == 1:
        return _short(first, state.step)
    return f"{word_of(first).lower()} ({first.seconds} s), then {_short(following[1], state.step)}"


def spoken(state: TimerState, cue: Cue) -> str:
    """Say what the voice says for a cue of this state, as it was asked for it; short, with side and next step."""
    step = state.plan[cue.step] if cue.step < len(state.plan) else state.plan[-1]
    if cue.kind in (CueKind.COUNT, CueKind.BEAT):
        return str(cue.number)
    if cue.kind is CueKind.SKIN_CHECK:
        return f"Skin check. Look at the skin under the {step.kind}."
    if cue.kind is CueKind.TAKE_OFF:
        return "Time is up. Take it off now."
    if cue.kind is CueKind.GAP:
        return "The timer stalled."
    if cue.kind is CueKind.FINISHED:
        return (
            f"Time is up. Take the {step.kind} off." if step.kind in ON_SKIN else f"Done. {_after_words(state.plan)}."
        )
    return announcement(state.plan[cue.step + 1])


def announcement(step: PlannedStep) -> str:
    """Say what the voice says as a step begins: the word, the side, and the exercise where it is new."""
    words = [word_of(step)]
    if step.kind is StepKind.READY:
        words.append(title_of(step.exercise))
    if side := side_words(step):
        words.append(f"Next, {side}" if step.kind is StepKind.REST else side.capitalize())
    if step.kind is StepKind.SWITCH and step.side is None:
        words = [cue_line(step).rstrip(".")]
    if step.kind is StepKind.HOLD:
        words.append(f"{step.seconds} seconds")
    if step.beats:
        words.append("1")
    return ". ".join(words) + "."


def _tone_and_word(state: TimerState) -> tuple[SessionTone, str]:
    step = state.step
    if state.over:
        return (SessionTone.OVER if state.alert is None else SessionTone.SKIN_CHECK), over_word(state)
    if state.status is Status.PAUSED:
        return SessionTone.PAUSED, "Paused"
    if step.kind in ON_SKIN and 0 <= state.elapsed - SKIN_CHECK_SECONDS < SKIN_CHECK_SHOWN:
        return SessionTone.SKIN_CHECK, "Skin check"
    return TONES.get(step.kind, SessionTone.WORK), word_of(step)


def _line(state: TimerState, tone: SessionTone) -> str:
    if state.over:
        if state.alert is not None:
            return f"Time is up: take the {state.step.kind} off, then press any key."
        word = over_word(state)
        if word == STOPPED_WORD:
            amounts = amounts_of(state.plan, state.done)
            parts = (f"{_OVER_LINES[word]}: {amount_words(amounts)}", not_counted_words(state.plan, amounts))
            return f"{', '.join(filter(None, parts))}."
        return f"{_after_words(steps_done(state.done)) if word == DONE_WORD else _OVER_LINES[word]}."
    if tone is SessionTone.SKIN_CHECK:
        look = "white" if state.step.kind is StepKind.ICE else "bright red"
        return f"If the skin is {look}, blotchy, blistered or numb, take the {state.step.kind} off now. Else go on."
    return cue_line(state.step)


DONE_WORD, NOT_DONE_WORD, STOPPED_WORD = "Done", "Not done", "Stopped"

_OVER_LINES = {
    NOT_DONE_WORD: "None of it was done",
    STOPPED_WORD: "What you did is saved",
}


def _after_words(steps: Iterable[PlannedStep | StepDone]) -> str:
    """Say what to do once it is done: where the leg is asked about, what is to be done before the answer."""
    return "Stand up slowly, walk a few steps for a minute" if _asks(steps) else "Rest a moment"


def _asks(steps: Iterable[PlannedStep | StepDone]) -> bool:
    """Whether how the leg is is asked after these steps."""
    return any(step.kind in (StepKind.HOLD, StepKind.MOVE) for step in steps)


def over_word(state: TimerState) -> str:
    """Say what a session that is over has come to, in a word or two."""
    if state.status is Status.STOPPED:
        return STOPPED_WORD if steps_done(state.done) else NOT_DONE_WORD
    if state.alert is not None:
        return f"{WORDS[state.step.kind]} off"
    if not steps_done(state.done):
        return NOT_DONE_WORD
    return DONE_WORD if is_enough(state.done) else STOPPED_WORD


def _count(state: TimerState) -> str:
    step = state.step
    if step.kind in BETWEEN:
        return ""
    parts = []
    if step.beats:
        parts.append(f"{_beat(state)} of {beats(state)}")
    elif step.repetitions > 1:
        parts.append(f"{step.repetition} of {step.repetitions}")
    if step.sets > 1:
        parts.append(f"set {step.set} of {step.sets}")
    return ", ".join(parts)


def _beat(state: TimerState) -> int:
    """Which repetition of a movement it is, from 1."""
    step = state.step
    return min(math.floor(state.elapsed / (step.seconds / step.beats)) + 1, beats(state))


def _short(step: PlannedStep, now: PlannedStep) -> str:
    """`right leg, 30 s` within an exercise, with its title where it is another."""
    amount = (
        count(step.beats, "time")
        if step.beats
        else f"{step.seconds} s"
        if step.seconds < 120
        else f"{step.seconds // 60} min"
    )
    new = title_of(step.exercise) if step.exercise != now.exercise else ""
    name = "" if new or step.side else word_of(step).lower()
    return ", ".join(part for part in (new, name, side_words(step), amount) if part)


def _notice(state: TimerState) -> str:
    if state.status is not Status.PAUSED:
        return ""
    pack = f" Take the {state.step.kind} off meanwhile." if state.step.kind in ON_SKIN else ""
    if state.why == "gap":
        return "The timer stalled, so it paused; that time does not count." + pack
    if state.why == "interrupted":
        return "This session was interrupted; it continues from here." + pack
    return pack.strip()
