"""How sessions went: what counts as a setback, which exercise it holds against, and what that stops."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

import msgspec

from ..records import Felt, NextDay, Precaution, Session, Zone
from ..snapshot import RecordSnapshot
from ..text.dates import short_month
from ..zones import level
from .catalogue import title_of
from .done import steps_done
from .session_plan import StepKind

LEG_PAIN_RISE = 2
"""Leg pain up by this much over a session stops that exercise for the day."""

SET_ASIDE_AFTER, SET_ASIDE_DAYS = 2, 7
"""So many setbacks within so many days set an exercise aside until the person clears it."""

SET_ASIDE = "set_aside"


class Outcome(StrEnum):
    """How a session went, as far as is known; without the next day's answer it is not yet known, never good."""

    SET_BACK = "set_back"
    NOT_YET_KNOWN = "not_yet_known"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


def set_back(session: Session) -> bool:
    """Tell whether it went further down the leg, or leg pain rose by 2 or more, a minute after standing up."""
    before, after = session.before, session.after
    if after is None:
        return False
    if after.further_down:
        return True
    if before is None:
        return False
    if before.zone is not None and after.zone is not None and level(after.zone) > level(before.zone):
        return True
    return (
        before.leg_pain is not None and after.leg_pain is not None and after.leg_pain - before.leg_pain >= LEG_PAIN_RISE
    )


def contradiction(before: Felt | None, felt: Felt) -> str:
    """Say which two answers around a session can't both be true; empty where they can."""
    zone, zone_before = felt.zone, before.zone if before is not None else None
    if zone is None:
        return ""
    if felt.leg_pain is not None and (felt.leg_pain > 0) == (zone is Zone.NONE):
        where = "nowhere" if zone is Zone.NONE else f"down to the {zone.value}"
        if zone is Zone.NONE or level(zone) > level(Zone.BUTTOCK):
            return f"Leg pain is {felt.leg_pain}, but it hurts {where}."
    if zone_before is None or felt.further_down is None or zone is zone_before:
        return ""
    is_further = level(zone) > level(zone_before)
    if is_further is felt.further_down:
        return ""
    way, answer = ("down", "no") if is_further else ("up", "yes")
    words = {each: "low back" if each is Zone.BACK else each.value for each in (zone_before, zone)}
    zones = f"Furthest zone {words[zone_before]} before, {words[zone]} now"
    return f"{zones}: that is further {way}, but you answered {answer}."


def exercises_of(session: Session) -> tuple[str, ...]:
    """Return the exercises that were done in it, each once, in order; none for packs, walks and tests."""
    names = (s.routine for s in steps_done(session.steps) if s.kind in (StepKind.HOLD, StepKind.MOVE))
    return tuple(dict.fromkeys(name for name in names if name is not None))


def to_blame(session: Session) -> tuple[str, ...]:
    """Return the exercises a setback holds against: the one named, else all that were done; none without a setback."""
    if not set_back(session):
        return ()
    exercises = exercises_of(session)
    return (session.culprit,) if session.culprit in exercises else exercises


def asks_which(session: Session) -> bool:
    """Tell whether to ask which exercise it was: a setback in a set, and none named."""
    return len(to_blame(session)) > 1


def is_stopped_today(exercise: str, diary: RecordSnapshot, day: date) -> bool:
    """Tell whether that exercise had a setback today."""
    return any(s.day == day and exercise in to_blame(s) for s in diary.sessions)


def set_aside_by_hand(exercise: str, diary: RecordSnapshot) -> tuple[Precaution, ...]:
    """Return what the person set it aside with, and has not taken back."""
    return tuple(p for p in _set_aside(exercise, diary) if p.applies and p.cleared_on is None)


def is_set_aside(exercise: str, diary: RecordSnapshot) -> bool:
    """Tell whether it is set aside, by hand or by two setbacks within seven days, and not cleared since."""
    if set_aside_by_hand(exercise, diary):
        return True
    records = _set_aside(exercise, diary)
    cleared = max((p.updated_at for p in records if p.cleared_on is not None), default=None)
    days = sorted(
        s.day for s in diary.sessions if exercise in to_blame(s) and (cleared is None or s.started_at > cleared)
    )
    return any(
        last - first < timedelta(SET_ASIDE_DAYS) for first, last in zip(days, days[SET_ASIDE_AFTER - 1 :], strict=False)
    )


def _set_aside(exercise: str, diary: RecordSnapshot) -> list[Precaution]:
    return [p for p in diary.precautions if p.kind == SET_ASIDE and p.about == exercise]


def why_set_aside(exercise: str, diary: RecordSnapshot, today: date) -> str:
    """Say by whom an exercise that is set aside was, as a sentence that goes on from its name."""
    by_hand = set_aside_by_hand(exercise, diary)
    if by_hand:
        return f"you set it aside on {short_month(min(p.day for p in by_hand), today)}."
    return "it made your leg worse twice within a week, so it is set aside."


def outcome(session: Session) -> Outcome:
    """Return how it went: a setback at once, else the next day's answer, else not yet known."""
    if set_back(session):
        return Outcome.SET_BACK
    return Outcome(session.next_day) if session.next_day is not None else Outcome.NOT_YET_KNOWN


def next_day_due(diary: RecordSnapshot, day: date) -> tuple[Session, ...]:
    """Return yesterday's sessions with exercises that nobody has asked about yet, in order."""
    due = [s for s in diary.sessions if s.day == day - timedelta(1) and s.next_day is None and exercises_of(s)]
    return tuple(sorted(due, key=lambda s: s.started_at))


def with_next_day(session: Session, answer: NextDay) -> Session:
    """Return the session with the next day's answer."""
    return msgspec.structs.replace(session, next_day=answer)


def with_after(session: Session, after: Felt) -> Session:
    """Return the session with how it was a minute after standing up."""
    return msgspec.structs.replace(session, after=after)


def with_culprit(session: Session, exercise: str) -> Session:
    """Return the session with the exercise that the person holds its setback against."""
    return msgspec.structs.replace(session, culprit=exercise)


def setback_words(session: Session, diary: RecordSnapshot) -> str:
    """Say what a setback means for its exercises, in one or two sentences; `diary` holds the session already."""
    blamed = to_blame(session)
    aside = tuple(name for name in blamed if is_set_aside(name, diary))
    stopped = tuple(name for name in blamed if name not in aside)
    parts = []
    if stopped:
        parts.append(f"{_names(stopped)}: out for today, because your leg got worse.")
    if aside:
        parts.append(f"{_names(aside)}: worse twice in seven days, so set aside until you have asked someone.")
    return " ".join(parts)


def _names(exercises: tuple[str, ...]) -> str:
    return ", ".join(title_of(name) for name in exercises)
