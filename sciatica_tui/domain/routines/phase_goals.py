"""What each phase asks of the person, with what the last seven days hold of it. No target is a duty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from ..records import ActivityKind, CheckIn, Phase, Session
from ..text.grammar import count, of_goal
from .catalogue import BY_NAME, PACKS
from .done import exercises_done, was_done
from .session_plan import RoutineKind

DAYS = 7
ACTIVE_A_DAY = 30
"""Minutes of activity a day the founding article aims at."""
ACTIVE_A_WEEK = 150
"""Minutes of moderate activity a week (WHO 2020): what 30 a day on five days come to."""
OTHER = "anything else you did"
"""Routines and activity that the phase does not ask."""
STRENGTH_DAYS = 2
WALK_DAYS = 5

_STRENGTHENING = ("bridge", "bird-dog")


class Week(msgspec.Struct, frozen=True):
    """The last seven days: minutes of each activity, the days on which each activity or routine was done.

    `logged_days`: on how many of them there is a check-in.
    """

    minutes: dict[str, int]
    days: dict[str, frozenset[date]]
    logged_days: int

    def minutes_of(self, kinds: Iterable[str]) -> int:
        """Return the minutes of these activities together."""
        return sum(self.minutes.get(kind, 0) for kind in kinds)

    def days_with(self, names: Iterable[str]) -> int:
        """Return on how many days any of these was done."""
        return len(self.days_of(names))

    def days_of(self, names: Iterable[str]) -> frozenset[date]:
        """Return the days on which any of these was done."""
        return frozenset[date]().union(*(self.days.get(name, frozenset()) for name in names))


class Ask(msgspec.Struct, frozen=True):
    """One thing the phase asks, and what was done of it; empty and `None` where nothing of it is counted.

    `share`, 0–1: of what is aimed at; of days without an aim, of the seven.
    """

    words: str
    progress: str = ""
    share: float | None = None


def week_up_to(checkins: Iterable[CheckIn], sessions: Iterable[Session], on: date) -> Week:
    """Return what the seven days up to and with `on` hold."""
    first = on - timedelta(days=DAYS - 1)
    minutes: dict[str, int] = {}
    days: dict[str, set[date]] = {}
    logged_days: set[date] = set()
    for checkin in checkins:
        if first <= checkin.day <= on:
            logged_days.add(checkin.day)
            for activity in checkin.activity or ():
                minutes[activity.kind] = minutes.get(activity.kind, 0) + activity.minutes
                days.setdefault(activity.kind, set()).add(checkin.day)
    for session in sessions:
        if first <= session.day <= on:
            routine = {session.routine} if was_done(session) else set()
            for name in {*routine, *exercises_done(session)}:
                days.setdefault(name, set()).add(session.day)
    return Week(minutes, {name: frozenset(dates) for name, dates in days.items()}, len(logged_days))


def phase_goals(phase: Phase, week: Week, walking: Ask | None = None) -> tuple[Ask, ...]:
    """Return what the phase asks, in the order of the clinical rules; a walking plan comes first.

    What else was done comes last, so that nothing that Today has seems forgotten: other activity, and routines of days
    with none that the phase asks.
    """
    asks = [Ask(words, *(progress(week) if progress is not None else ())) for words, progress in _ASKS[phase]]
    asked_names = {name for _, progress in _ASKS[phase] if progress is not None for name in progress.names}
    other_activity = week.days_of(kind for kind in ActivityKind if kind not in asked_names)
    days = other_activity | (week.days_of(week.days) - week.days_of(asked_names))
    asks += [Ask(f"{OTHER}: {count(len(days), 'day')}")] if days else []
    return tuple(asks) if walking is None else (walking, *(ask for ask in asks if ask.words not in _WALK_ASKS))


def asked_in(phase: Phase) -> tuple[str, ...]:
    """Name what a phase asks."""
    return tuple(words for words, _ in _ASKS[phase])


def _of_kinds(*kinds: RoutineKind) -> tuple[str, ...]:
    return tuple(routine.name for routine in BY_NAME.values() if routine.kind in kinds)


class _OnDays(msgspec.Struct, frozen=True):
    """Gives on how many days any of these was done, in words, and its share of what is aimed at."""

    names: tuple[str, ...]
    least: int = 0

    def __call__(self, week: Week) -> tuple[str, float]:
        number = week.days_with(self.names)
        words = of_goal(number, self.least, "days") if self.least else count(number, "day")
        return words, min(number / (self.least or DAYS), 1.0)


def _on_days(*names: str, least: int = 0) -> _OnDays:
    return _OnDays(names, least)


class _ActiveAWeek(msgspec.Struct, frozen=True):
    """Gives the minutes of these activities beside the goal that Today has for all, and their share of that."""

    names: tuple[str, ...]

    def __call__(self, week: Week) -> tuple[str, float]:
        minutes = week.minutes_of(self.names)
        return of_goal(minutes, ACTIVE_A_WEEK, "min"), min(minutes / ACTIVE_A_WEEK, 1.0)


_ENDURANCE = (ActivityKind.WALK, ActivityKind.SWIM, ActivityKind.CYCLE)
_MOVEMENTS = _of_kinds(RoutineKind.MOVEMENT)
_STRETCHES = (*_of_kinds(RoutineKind.STRETCH), "slider")
_CARE = (ActivityKind.PHYSIOTHERAPY, ActivityKind.MASSAGE)
_WALKS = (ActivityKind.WALK, "walk")
_WALK_ASKS = ("short walks, no target", "a walk")
_STRENGTH = (ActivityKind.STRENGTH, *_STRENGTHENING)

_ASKS: dict[Phase, Sequence[tuple[str, _OnDays | _ActiveAWeek | None]]] = {
    Phase.PAIN_RELIEF: (
        (_WALK_ASKS[0], _on_days(*_WALKS)),
        ("gentle movement", _on_days(*_MOVEMENTS)),
        ("ice or heat", _on_days(*_of_kinds(*PACKS))),
        ("positions that ease it", None),
        ("doing less of what hurts", None),
    ),
    Phase.FUNCTIONAL_IMPROVEMENT: (
        ("walking, swimming or cycling", _ActiveAWeek(_ENDURANCE)),
        ("stretches and nerve sliders", _on_days(*_STRETCHES)),
        ("strengthening", _on_days(*_STRENGTH)),
        ("physiotherapy or massage", _on_days(*_CARE)),
    ),
    Phase.FULL_RECOVERY: (
        ("activity", _ActiveAWeek(tuple(ActivityKind))),
        ("strength", _on_days(*_STRENGTH, least=STRENGTH_DAYS)),
        ("yoga", _on_days(ActivityKind.YOGA)),
        ("moving and lifting well", None),
        ("an ergonomic workplace", None),
        ("return to work and hobbies", None),
        ("weight, food, smoking, alcohol", None),
    ),
    Phase.RECOVERED: (
        ("activity", _ActiveAWeek(tuple(ActivityKind))),
        ("strength", _on_days(*_STRENGTH, least=STRENGTH_DAYS)),
        (_WALK_ASKS[1], _on_days(*_WALKS, least=WALK_DAYS)),
    ),
}
