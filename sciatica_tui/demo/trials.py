"""The made-up trials: heat was on when the trial said so, and eased the evening more than the worst of the day.

So the trial, Trends, Routines and History tell the same of heat: an evening's answer goes by that day's check-in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from ..domain.days import step
from ..domain.records import CheckIn, Record, Session, Trial, TrialEnd, TrialEvening
from ..domain.trials.design import RANDOM_BYTES
from ..domain.trials.trial import is_with, order_of_days
from .sessions import timed
from .story import ENDED_TRIAL, FLARES, HEAT_ON, LAST, RUNNING_TRIAL, TrialStory
from .walking import Identity

HEAT_AT = time(19, 10)
HEAT_SECONDS = 900
EASED_BY = (1, 0, 1)
"""Points by which the evening was better than the worst of the day, after heat, from time to time."""


class TrialsStory:
    """Both trials with their evenings, and the heat of the first one; `first` is the first day of the history."""

    def __init__(self, identity: Callable[[datetime], Identity], now: datetime, first: date) -> None:
        self._identity = identity
        self._now = now
        self._first = first

    def records(self, checkins: Iterable[CheckIn]) -> Iterator[Record]:
        """Yield them all, going by the leg pain of the evenings' check-ins."""
        pains = {
            (entry.day - self._first).days: entry.leg_pain
            for entry in checkins
            if entry.frequency is not None and entry.leg_pain is not None
        }
        heat = self._trial(ENDED_TRIAL, _order_with_the_better_days(ENDED_TRIAL, pains))
        days_with_heat = [
            ENDED_TRIAL.first + number
            for number, with_it in enumerate(order_of_days(heat))
            if with_it and ENDED_TRIAL.first + number in pains and ENDED_TRIAL.first + number not in FLARES
        ]
        yield heat
        eased = {number: EASED_BY[turn % len(EASED_BY)] for turn, number in enumerate(days_with_heat)}
        evenings = {number: max(pain - eased.get(number, 0), 0) for number, pain in pains.items()}
        yield from self._evenings(heat, evenings, {n for n in FLARES if is_with(heat, step(self._first, n))})
        yield from (self._heat(number) for number in days_with_heat if number not in HEAT_ON)
        walk = self._trial(RUNNING_TRIAL, Random(LAST).randbytes(RANDOM_BYTES))
        yield walk
        yield from self._evenings(walk, pains, {LAST - 2})

    def _trial(self, story: TrialStory, order: bytes) -> Trial:
        over = story.decision is not None
        return Trial(
            **self._identity(self._at(story.first - 1, time(19, 0))),
            day=step(self._first, story.first),
            subject=story.subject,
            routine=story.routine,
            weeks=story.weeks,
            stretch=1,
            order=order.hex(),
            phi=0.35,
            chance=story.chance,
            ended=step(self._first, story.first + story.weeks * 7 - 1) if over else None,
            end=TrialEnd.FINISHED if over else None,
            decision=story.decision,
        )

    def _evenings(self, trial: Trial, pains: Mapping[int, int], not_kept_to: set[int]) -> Iterator[TrialEvening]:
        """An answer for each evening with a check-in."""
        for number, pain in pains.items():
            day = step(self._first, number)
            if number < LAST and is_with(trial, day) is not None and day <= (trial.ended or day):
                at = self._identity(self._at(number, time(21, 10)))
                yield TrialEvening(**at, day=day, trial=trial.id, pain=pain, kept_to=number not in not_kept_to)

    def _heat(self, number: int) -> Session:
        started = self._at(number, HEAT_AT)
        ended = started + timedelta(seconds=HEAT_SECONDS)
        return Session(
            **self._identity(ended),
            day=step(self._first, number),
            routine="heat",
            started_at=started,
            ended_at=ended,
            steps=(timed("heat", HEAT_SECONDS),),
            ended="finished",
        )

    def _at(self, number: int, wall: time) -> datetime:
        return datetime.combine(step(self._first, number), wall, tzinfo=self._now.tzinfo)


def _order_with_the_better_days(story: TrialStory, pains: Mapping[int, int]) -> bytes:
    """The order of the trial: with heat on the better day of each pair, and on the days when it was on anyway."""
    first_with = 0
    for pair in range(story.weeks * 7 // 2):
        first = story.first + 2 * pair
        second = first + 1
        better = pains.get(first, 10) + pair % 2 <= pains.get(second, 10)
        first_with |= (first in HEAT_ON or (better and second not in HEAT_ON)) << pair
    return first_with.to_bytes(RANDOM_BYTES)
