"""A session in full, as History shows it: what was planned and done, and how it was before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..records import Felt, RoutineStep, Session, StepDone
from .catalogue import title_of
from .done import FINISHED, anything_done, done_and_planned, steps_done, was_done
from .session_plan import RESTS, PlannedStep, RoutineKind, expand, total_seconds, work_seconds
from .setbacks import Outcome, exercises_of, outcome, to_blame
from .timer_view import length_text

PAUSES = {"person": "by you", "gap": "timer stalled", "interrupted": "interrupted"}

OUTCOMES = {
    Outcome.SET_BACK: "a setback",
    Outcome.NOT_YET_KNOWN: "not yet known",
    Outcome.BETTER: "better the next day",
    Outcome.SAME: "the same the next day",
    Outcome.WORSE: "worse the next day",
}

Line = tuple[str, str]


def session_details(session: Session) -> tuple[Line, ...]:
    """Return (question, answer) lines: times, exercises as done of planned, pauses, before, after, the next day."""
    end_time = f"{session.ended_at:%H:%M}" if session.ended_at is not None else "not known"
    end_words = how_ended(session) or (session.ended if anything_done(session) else "") or ""
    lines: list[Line] = [
        ("Routine", title_of(session.routine)),
        ("Began", f"{session.started_at:%H:%M}"),
        ("Ended", ", ".join(filter(None, (end_time, end_words)))),
        ("Done", _work(session) if session.steps else ""),
        *_steps(session),
        *_pauses(session),
        ("Before", _felt(session.before)),
        ("After", _felt(session.after)),
        ("Outcome", _outcome(session)),
    ]
    blamed = to_blame(session)
    if blamed:
        lines.append(("Because of", ", ".join(title_of(name) for name in blamed)))
    if session.note:
        lines.append(("Note", session.note))
    return tuple(line for line in lines if line[1])


def _work(session: Session) -> str:
    """Say how much was done; of several steps to the end also what that leaves out of the time from start to end."""
    leaves_out = session.ended == FINISHED and len(steps_done(session.steps)) > 1 and not _is_short(session)
    return f"{how_much(session)}, rests and changes not counted" if leaves_out else how_much(session)


def _steps(session: Session) -> Iterator[Line]:
    """A line for each exercise and side in a row: `left: 2 × 30 s, 12 of 30 s`."""
    for name, group in groupby(session.steps, key=lambda step: step.routine):
        steps = list(group)
        heading = title_of(name) if name else steps[0].kind
        for side in dict.fromkeys(step.side for step in steps):
            runs = groupby(_done(step) for step in steps if step.side is side)
            counted = ((len(list(run)), amount) for amount, run in runs)
            amounts = ", ".join(f"{times} × {amount}" if times > 1 else amount for times, amount in counted)
            yield heading, f"{side.value}: {amounts}" if side is not None else amounts
            heading = ""


def _done(step: StepDone) -> str:
    """How long it was done, and of how long where that is more."""
    in_minutes = step.planned_seconds >= 120
    done = f"{step.done_seconds / 60:.1f}" if in_minutes else f"{step.done_seconds:.0f}"
    planned, unit = (f"{step.planned_seconds / 60:g}", "min") if in_minutes else (f"{step.planned_seconds:.0f}", "s")
    return f"{planned} {unit}" if float(done) == float(planned) else f"{done} of {planned} {unit}"


def _pauses(session: Session) -> Iterator[Line]:
    heading = "Paused"
    for pause in session.pauses:
        time = f"{pause.seconds:.0f} s" if pause.seconds < 120 else f"{pause.seconds / 60:.0f} min"
        yield heading, f"{pause.at:%H:%M}, {time}, {PAUSES.get(pause.why, pause.why)}"
        heading = ""


def _outcome(session: Session) -> str:
    """How it went; nothing of what no answer is awaited for, as of heat, or of a session not done."""
    how = outcome(session)
    is_open = how is Outcome.NOT_YET_KNOWN
    return OUTCOMES[how] if anything_done(session) and (exercises_of(session) or not is_open) else ""


def _felt(condition: Felt | None) -> str:
    if condition is None:
        return "not asked"
    parts = [f"leg pain {condition.leg_pain}" if condition.leg_pain is not None else ""]
    if condition.zone is not None:
        parts.append("hurting nowhere" if condition.zone == "none" else f"furthest zone {condition.zone}")
    if condition.further_down is not None:
        parts.append("moved further down" if condition.further_down else "not further down")
    return ", ".join(filter(None, parts)) or "left open"


END_WORDS = {
    "stopped": "stopped early",
    "interrupted": "interrupted",
    "red_flag": "stopped by a red flag",
}
"""How a session ended, where it was not simply finished, or not done at all."""


def how_ended(session: Session) -> str:
    """Say how it ended, empty where it was finished or all skipped; with less than half done it was stopped early."""
    early = session.ended == FINISHED and anything_done(session) and not was_done(session)
    return END_WORDS.get("stopped" if early else session.ended or "", "")


def describe_session(session: Session) -> str:
    """Say `Hamstring stretch, 3 min, stopped early, leg 4 → 6, worse the next day`; `12 s of 3 min` after skipping."""
    parts = [title_of(session.routine), how_much(session), how_ended(session)]
    before = session.before.leg_pain if session.before is not None else None
    after = session.after.leg_pain if session.after is not None else None
    if before is not None and after is not None:
        parts.append(f"leg {before} → {after}")
    if session.next_day is not None:
        parts.append(f"{'the same' if session.next_day == 'same' else session.next_day} the next day")
    return ", ".join(filter(None, parts))


CUT_SHORT = 0.9
"""The part of what was planned below which the planned time is said too."""


def how_much(session: Session) -> str:
    """Say `3 min`.

    `42 s of 2 min` where it was cut short, or doesn't count as done; `not done` where all was skipped.
    """
    if not anything_done(session):
        return "not done"
    done_seconds, planned_seconds = done_and_planned(session)
    return _time(done_seconds) + (f" of {_time(planned_seconds)}" if _is_short(session) else "")


def _is_short(session: Session) -> bool:
    done_seconds, planned_seconds = done_and_planned(session)
    return not was_done(session) or (session.ended == FINISHED and done_seconds < CUT_SHORT * planned_seconds)


def _time(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 60 else f"{seconds:.0f} s"


def length_words(plan: Sequence[PlannedStep]) -> str:
    """Say how long a routine takes, and without what History doesn't count; empty where that is the same."""
    total, work = total_seconds(plan), work_seconds(plan)
    if not work or _time(total) == _time(work):
        return ""
    return f"{length_text(round(total))} in all, {_time(work)} without rests and changes"


def step_words(step: RoutineStep, kind: RoutineKind) -> str:
    """`Hamstring stretch: 3 × 30 s, each side, rest 10 s`; no rest that never comes in a routine of this kind."""
    times = f"{step.repetitions:,} × " if step.repetitions != 1 else ""
    hold = f"{step.hold_seconds:,} s" if step.hold_seconds < 120 else f"{step.hold_seconds / 60:g} min"
    sets = f", {step.sets:,} sets" if step.sets != 1 else ""
    sides = ", each side" if step.sides else ""
    pause = f", rest {step.rest_seconds:,} s" if any(part.kind in RESTS for part in expand(kind, (step,))) else ""
    return f"{title_of(step.name) or '(no name yet)'}: {times}{hold}{sides}{sets}{pause}"
