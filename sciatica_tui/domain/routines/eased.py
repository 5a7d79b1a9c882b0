"""What eased it: how pain was after each routine, beside all sessions together, and when one is clearly better.

A minute after, pain is further up (towards the spine, which is good), the same, or further down; the next day is
better, the same, or worse, as the person said. With few sessions chance decides, so a routine's mean is drawn towards
that of all sessions, as if `PRIOR_SESSIONS` more had gone like all of them. It is clearly better only beside the other
sessions of the same weeks, with what the leg pain before explains taken out: a bad day is followed by a better one
whatever was done. That test is the stratified one of mean scores (Landis 1978). All of it tells what goes together,
never what comes of what.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from ..assessment.statistics import t_quantile
from ..records import NextDay, Session
from ..zones import level
from .done import was_done

LEAST_SESSIONS = 5
"""Answered sessions from which on a routine is named."""
PRIOR_SESSIONS = 5
"""The weight of “no difference”, in sessions: at the least that is named, half of the figure is the routine's own."""
LAST_DAYS = timedelta(365)
"""Older sessions say little of the leg of today (our choice)."""
ALPHA = 0.05
"""How often, at most, some routine of a person is called better where none is, 0–1; shared by those compared."""
_LEAST_FREEDOM = 3

_NEXT_DAY_SCORES = {NextDay.BETTER: 1, NextDay.SAME: 0, NextDay.WORSE: -1}


class Tally(msgspec.Struct, frozen=True, gc=False):
    """Of so many answers, how many were better (or further up), the same, and worse (or further down)."""

    better: int
    same: int
    worse: int

    @property
    def answers(self) -> int:
        """How many there are."""
        return self.better + self.same + self.worse

    def ahead_of(self, everything: Tally) -> float:
        """Return how far its mean of −1 to 1 is above that of all sessions, drawn towards no difference."""
        if not self.answers:
            return 0.0
        difference = (self.better - self.worse) / self.answers
        difference -= (everything.better - everything.worse) / everything.answers
        return difference * self.answers / (self.answers + PRIOR_SESSIONS)


class RoutineTally(msgspec.Struct, frozen=True, gc=False):
    """How it went after one routine, by its name, or after all of them (the name is empty).

    `ahead` is how much better than after all sessions together, −4 to 4; `is_better` whether that is clear.
    """

    routine: str
    sessions: int
    at_once: Tally
    next_day: Tally
    ahead: float = 0.0
    is_better: bool = False


class WhatEased(msgspec.Struct, frozen=True):
    """The routines with `LEAST_SESSIONS` or more, what eased most first, and all sessions together."""

    rows: tuple[RoutineTally, ...]
    everything: RoutineTally

    @property
    def better(self) -> tuple[str, ...]:
        """The names of the routines that are clearly better, the best first."""
        return tuple(row.routine for row in self.rows if row.is_better)


def what_eased(sessions: Iterable[Session], today: date) -> WhatEased:
    """Return how it went after each routine in the year up to today."""
    recent = [each for each in sessions if today - LAST_DAYS < each.day <= today and was_done(each)]
    answered_sessions = [each for each in recent if _scores(each)]
    by_routine: dict[str, list[Session]] = defaultdict(list)
    for session in answered_sessions:
        by_routine[session.routine].append(session)
    everything = _tally("", answered_sessions)
    better = _clearly_better(answered_sessions)
    rows = [
        _beside(_tally(routine, own), everything, routine in better)
        for routine, own in by_routine.items()
        if len(own) >= LEAST_SESSIONS
    ]
    return WhatEased(tuple(sorted(rows, key=lambda row: (-row.ahead, row.routine))), everything)


def moved_up(session: Session) -> int | None:
    """Return where pain was a minute after: 1 further up, 0 the same, −1 further down, `None` where it is unknown."""
    before, after = session.before, session.after
    if after is None:
        return None
    if after.further_down:
        return -1
    if before is None or before.zone is None or after.zone is None:
        return None
    zones = level(before.zone) - level(after.zone)
    return (zones > 0) - (zones < 0)


def _scores(session: Session) -> list[int]:
    """What is known of a minute after and of the next day, each −1 to 1."""
    next_day = None if session.next_day is None else _NEXT_DAY_SCORES[session.next_day]
    return [score for score in (moved_up(session), next_day) if score is not None]


def _tally(routine: str, sessions: Sequence[Session]) -> RoutineTally:
    moves = [moved_up(session) for session in sessions]
    answers = [session.next_day for session in sessions]
    return RoutineTally(
        routine,
        len(sessions),
        Tally(moves.count(1), moves.count(0), moves.count(-1)),
        Tally(*(answers.count(answer) for answer in _NEXT_DAY_SCORES)),
    )


def _beside(tally: RoutineTally, everything: RoutineTally, is_better: bool) -> RoutineTally:
    ahead = tally.at_once.ahead_of(everything.at_once) + tally.next_day.ahead_of(everything.next_day)
    return msgspec.structs.replace(tally, ahead=ahead, is_better=is_better)


Week = list[tuple[str, int, float]]
"""The sessions of a week: routine, leg pain before (0–10), and the mean of what is known after, −1 to 1."""


def _clearly_better(sessions: Iterable[Session]) -> frozenset[str]:
    """The routines that are better than the others of the same weeks by more than chance would give."""
    weeks: dict[int, Week] = defaultdict(list)
    for session in sessions:
        if session.before is not None and session.before.leg_pain is not None:
            scores = _scores(session)
            monday = session.day.toordinal() - session.day.weekday()
            weeks[monday].append((session.routine, session.before.leg_pain, sum(scores) / len(scores)))
    residuals = _without_pain_before(list(weeks.values()))
    distances = {
        routine: distance
        for routine in {routine for week in residuals for routine, _ in week}
        if (distance := _distance(routine, residuals)) is not None
    }
    return frozenset(
        routine
        for routine, (distance, freedom) in distances.items()
        if distance > t_quantile(1 - ALPHA / len(distances), max(freedom, _LEAST_FREEDOM))
    )


def _without_pain_before(weeks: Sequence[Week]) -> list[list[tuple[str, float]]]:
    """How much better each session went than its week, beyond what the leg pain before it explains."""
    products = squares = 0.0
    centred = []
    for week in weeks:
        mean_pain = sum(pain for _, pain, _ in week) / len(week)
        mean_score = sum(score for _, _, score in week) / len(week)
        centred.append([(routine, pain - mean_pain, score - mean_score) for routine, pain, score in week])
        products += sum(pain * score for _, pain, score in centred[-1])
        squares += sum(pain * pain for _, pain, _ in centred[-1])
    slope = products / squares if squares else 0.0
    return [[(routine, score - slope * pain) for routine, pain, score in week] for week in centred]


def _distance(routine: str, weeks: Iterable[Sequence[tuple[str, float]]]) -> tuple[float, int] | None:
    """How many standard errors a routine is above the others of its weeks, and the degrees of freedom.

    `None` with fewer than `LEAST_SESSIONS` of it, or of others, in weeks that have both.
    """
    total = variance = 0.0
    own_count = other_count = freedom = 0
    for week in weeks:
        own = [score for name, score in week if name == routine]
        if 0 < len(own) < len(week):
            others = len(week) - len(own)
            total += sum(own)
            variance += len(own) * others / (len(week) * (len(week) - 1)) * sum(score * score for _, score in week)
            own_count, other_count, freedom = own_count + len(own), other_count + others, freedom + len(week) - 1
    if min(own_count, other_count) < LEAST_SESSIONS or variance < 1e-9:
        return None
    return total / math.sqrt(variance), freedom - 1
