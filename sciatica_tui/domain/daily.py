"""Check-ins boiled down to one row a day, once, and again only for the days that changed.

Of what was felt, a day's row holds the worst; of what was tested, the check-ins themselves. `None` is not answered.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import islice
from operator import attrgetter, itemgetter

import msgspec

from .averages import mean
from .days import frequency_of
from .records import CheckIn, Frequency, Quality, SpasmCount, Zone
from .zones import ORDER

RATE_DAYS, RATE_CHANGE = 14, 1.0
"""Days with a check-in at the beginning and at the end, and the difference in check-ins a day between them from which a
day counts by its last entry."""

_DAY = itemgetter(0)
_shared_float, _shared_zones = cache(float), cache(frozenset[Zone])
"""Ten years have few different values; each as an object of its own would be a megabyte."""

_NUMB = Quality.NUMB
_FREQUENCY = {band: float(index) for index, band in enumerate(Frequency)}
_SPASMS = {band: float(index) for index, band in enumerate(SpasmCount)}
_ZONE = {zone: float(index) for index, zone in enumerate(ORDER)}

_TESTS = (
    "abilities",
    "bother",
    "leg_raise",
    "heel_rises",
    "heel_walk",
    "toe_lift",
    "sit_to_stand_seconds",
    "reach_cm",
    "change_felt",
)
_TESTED, _NOT_TESTED = attrgetter(*_TESTS), (None,) * len(_TESTS)


class Day(msgspec.Struct, frozen=True, gc=False):
    """One day with a check-in.

    Ratings 0–10 are the day's highest; `zone` its furthest, 0–5; `frequency` and `spasm_count` bands from 0; minutes
    the fewest, as they are how long it took until it stopped the person. `numb`: zones, where feelings were answered
    at all. `flare` and `flags_asked` (the red flags): in any check-in of the day. `tests`: its check-ins with a test or
    a remembered change; `weak`: those that say whether a leg feels weak; both in order. `count`: of its check-ins.
    """

    leg_pain: float | None = None
    back_pain: float | None = None
    zone: float | None = None
    frequency: float | None = None
    spasm_count: float | None = None
    spasm_severity: float | None = None
    sit_minutes: float | None = None
    stand_minutes: float | None = None
    walk_minutes: float | None = None
    numb: frozenset[Zone] | None = None
    flare: bool = False
    flags_asked: bool = False
    tests: tuple[CheckIn, ...] = ()
    weak: tuple[CheckIn, ...] = ()
    count: int = 1


DAY_MEASURES = (
    "leg_pain",
    "back_pain",
    "zone",
    "frequency",
    "spasm_count",
    "spasm_severity",
    "sit_minutes",
    "stand_minutes",
    "walk_minutes",
)
"""The fields of a day that are measures."""


class Digest(msgspec.Struct, frozen=True):
    """The days with a check-in, ascending, the check-ins they were made of, and one value a day for what was felt."""

    checkins: tuple[CheckIn, ...]
    days: dict[date, Day]
    entries: dict[str, Entries]

    @property
    def first(self) -> date | None:
        """The first day with a check-in."""
        return next(iter(self.days), None)

    @property
    def last(self) -> date | None:
        """The last day with a check-in."""
        return next(reversed(self.days), None)

    def part(self, first: date | None, last: date) -> Digest:
        """Return the digest of the days from `first` (`None`: from the beginning) to `last`."""
        first = first or date.min
        if all(first <= day <= last for day in (self.first, self.last) if day is not None):
            return self
        low, high = first.toordinal(), last.toordinal()
        entries = {
            measure: values[bisect_left(values, low, key=_DAY) : bisect_right(values, high, key=_DAY)]
            for measure, values in self.entries.items()
        }
        days = {day: row for day, row in self.days.items() if first <= day <= last}
        return Digest(tuple([c for c in self.checkins if first <= c.day <= last]), days, entries)

    @property
    def last_entries(self) -> dict[str, Entries]:
        """One value a day for what was felt as `entries` has it, but of each day its last answer, not its worst."""
        ordered = in_order(self.checkins)
        answers: dict[str, dict[int, float]] = {measure: {} for measure in DAY_MEASURES}
        for checkin in ordered:
            of_one = _day((checkin,))
            for measure in DAY_MEASURES:
                value = getattr(of_one, measure)
                if value is not None:
                    answers[measure][checkin.day.toordinal()] = value
        return {measure: tuple(values.items()) for measure, values in answers.items()}

    @property
    def logs_otherwise_than_at_first(self) -> bool:
        """Whether days have more check-ins than at first, or fewer: the worst of more answers is worse by itself."""
        counts = [row.count for row in self.days.values()]
        first, latest = counts[:RATE_DAYS], counts[-RATE_DAYS:]
        return len(counts) >= 2 * RATE_DAYS and abs(mean(first) - mean(latest)) > RATE_CHANGE

    @property
    def tests(self) -> list[CheckIn]:
        """All check-ins with a test or a remembered change, in order."""
        return [test for day in self.days.values() for test in day.tests]

    @property
    def weak(self) -> list[CheckIn]:
        """All check-ins that say whether a leg feels weak, in order."""
        return [checkin for day in self.days.values() for checkin in day.weak]

    @property
    def flares(self) -> frozenset[int]:
        """The days the person called a flare, as day numbers."""
        return frozenset([day.toordinal() for day, row in self.days.items() if row.flare])

    @property
    def flags_asked_on(self) -> date | None:
        """The last day on which a check-in answered the red flags."""
        return next((day for day in reversed(self.days) if self.days[day].flags_asked), None)

    @property
    def numb_now(self) -> tuple[Zone, ...]:
        """Zones that were numb in the seven days up to the last one with a check-in, from the spine outwards."""
        numb: set[Zone] = set()
        for day in reversed(self.days):
            if self.last is None or (self.last - day).days >= 7:
                break
            numb |= self.days[day].numb or set()
        return tuple(zone for zone in ORDER if zone in numb)

    def first_numb(self, most: int) -> dict[int, frozenset[Zone]]:
        """Return day number → where it was numb, for the first days on which feelings were answered."""
        numb_by_day = ((day.toordinal(), row.numb) for day, row in self.days.items() if row.numb is not None)
        return dict(islice(numb_by_day, most))

    def numb_on(self, day: int) -> frozenset[Zone]:
        """Return where it was numb on a day number, as far as that was answered."""
        row = self.days.get(date.fromordinal(day))
        return (row and row.numb) or frozenset()


def digest(checkins: tuple[CheckIn, ...], earlier: Digest | None = None) -> Digest:
    """Return the digest of check-ins in any order; what an earlier one shares is taken from it, to the same result."""
    if earlier is None or not earlier.checkins:
        days = _days(checkins)
        return Digest(checkins, days, _felt(days))
    if earlier.checkins == checkins:
        return earlier
    front, back = _shared(earlier.checkins, checkins)
    old, new = earlier.checkins[front : len(earlier.checkins) - back], checkins[front : len(checkins) - back]
    changed_days = {c.day for c in old} | {c.day for c in new}
    new_rows = _days(c for c in checkins if c.day in changed_days) if changed_days else {}
    days = earlier.days | new_rows
    for emptied in changed_days - new_rows.keys():
        del days[emptied]
    if any(day < last for day in new_rows.keys() - earlier.days.keys() if (last := earlier.last) is not None):
        days = {day: days[day] for day in sorted(days)}
    new_entries = _felt(new_rows)
    entries = {m: _replaced(earlier.entries[m], changed_days, new_entries[m]) for m in DAY_MEASURES}
    return Digest(checkins, days, entries)


def _replaced(entries: Entries, days: set[date], new: Entries) -> Entries:
    """The entries with those of some days in place of what was there; of years only the part about them is sorted."""
    if not days:
        return entries
    numbers = {day.toordinal() for day in days}
    first, end = bisect_left(entries, min(numbers), key=_DAY), bisect_right(entries, max(numbers), key=_DAY)
    between = [entry for entry in entries[first:end] if entry[0] not in numbers]
    return (*entries[:first], *sorted([*between, *new]), *entries[end:])


def _felt(days: dict[date, Day]) -> dict[str, Entries]:
    numbers, rows = [day.toordinal() for day in days], list(days.values())
    values = {measure: map(attrgetter(measure), rows) for measure in DAY_MEASURES}
    return {
        measure: tuple([(number, value) for number, value in zip(numbers, column, strict=True) if value is not None])
        for measure, column in values.items()
    }


def in_order(checkins: Iterable[CheckIn]) -> list[CheckIn]:
    """Sort by day, then those without a time, then by instant."""
    several = list(checkins)
    if len(several) < 2:
        return several
    return sorted(several, key=lambda c: (c.day, c.at.timestamp() if c.at else 0.0, c.id))


def _shared(old: Sequence[CheckIn], new: Sequence[CheckIn]) -> tuple[int, int]:
    """How many check-ins two sequences have in common at the front, and of the rest at the back."""
    front = _alike(old, new)
    return front, _alike(old[: front - 1 : -1] if front else old[::-1], new[: front - 1 : -1] if front else new[::-1])


def _alike(left: Sequence[CheckIn], right: Sequence[CheckIn]) -> int:
    shorter = min(len(left), len(right))
    if left[:shorter] == right[:shorter]:
        return shorter
    return next(number for number in range(shorter) if left[number] != right[number])


def _days(checkins: Iterable[CheckIn]) -> dict[date, Day]:
    by_day: dict[date, list[CheckIn]] = {}
    for checkin in checkins:
        by_day.setdefault(checkin.day, []).append(checkin)
    return {day: _day(by_day[day]) for day in sorted(by_day)}


def _day(checkins: Sequence[CheckIn]) -> Day:
    often = frequency_of(checkins)
    return Day(
        leg_pain=_most([c.leg_pain for c in checkins if c.leg_pain is not None]),
        back_pain=_most([c.back_pain for c in checkins if c.back_pain is not None]),
        zone=_most([_ZONE[c.zone] for c in checkins if c.zone is not None]),
        frequency=None if often is None else _FREQUENCY[often],
        spasm_count=_most([_SPASMS[c.spasm_count] for c in checkins if c.spasm_count is not None]),
        spasm_severity=_most([c.spasm_severity for c in checkins if c.spasm_severity is not None]),
        sit_minutes=_fewest([c.sit_minutes for c in checkins if c.sit_minutes is not None]),
        stand_minutes=_fewest([c.stand_minutes for c in checkins if c.stand_minutes is not None]),
        walk_minutes=_fewest([c.walk_minutes for c in checkins if c.walk_minutes is not None]),
        numb=_numb(checkins),
        flare=True in [c.flare for c in checkins],
        flags_asked=True in [c.red_flags is not None for c in checkins],
        tests=tuple(in_order([c for c in checkins if _TESTED(c) != _NOT_TESTED])),
        weak=tuple(in_order([c for c in checkins if c.weakness_felt is not None])),
        count=len(checkins),
    )


def _most(answers: Sequence[float]) -> float | None:
    return _shared_float(max(answers)) if answers else None


def _fewest(answers: Sequence[float]) -> float | None:
    return _shared_float(min(answers)) if answers else None


def _numb(checkins: Sequence[CheckIn]) -> frozenset[Zone] | None:
    feelings = [c.symptoms for c in checkins if c.symptoms is not None]
    if not feelings:
        return None
    return _shared_zones(tuple([s.zone for symptoms in feelings for s in symptoms if s.quality is _NUMB]))


Entries = tuple[tuple[int, float], ...]
"""One value a day as (`date.toordinal()`, value), ascending; a day without one is simply not there."""
