"""Days as the person lives them: the day boundary, and check-ins gathered into one row a day with gaps kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from operator import attrgetter

import msgspec

from .records import CheckIn, Frequency, Quality, Zone
from .zones import furthest, level

DAY_ENDS = time(3, 0)
"""When a day ends unless the person set another hour: a check-in at 01:30 belongs to the day before."""

AFTER_MIDNIGHT = "after midnight"
"""Said of a time that belongs to the day before: alone it would read as that day's morning."""

ENTRIES_FOR_A_SHARE = 4
"""A share of fewer entries of a day says too little about the day."""

_PLACES = {band: place for place, band in enumerate(Frequency)}

HURTING = frozenset({Quality.ACHE, Quality.SHARP, Quality.ELECTRIC, Quality.BURNING})
"""The feelings that are pain."""


def day_of(instant: datetime, day_ends: time = DAY_ENDS) -> date:
    """Return the day an instant belongs to, by the wall clock of its own UTC offset."""
    wall = instant.replace(tzinfo=None)
    today = wall.date()
    return today if wall.time() >= day_ends else today - timedelta(days=1)


def is_after_midnight(at: datetime, day: date) -> bool:
    """Whether an instant of a day is after the midnight that ended it by the calendar, before the day ended here."""
    return at.date() != day


def time_words(at: datetime, day: date) -> str:
    """Say `08:10`, or `02:55 after midnight`."""
    return f"{at:%H:%M} {AFTER_MIDNIGHT}" if is_after_midnight(at, day) else f"{at:%H:%M}"


def step(day: date, days: int) -> date:
    """Return the day that many days later; days are stepped as dates, so no clock change can skip one."""
    return day + timedelta(days=days)


def each_day(first: date, last: date) -> Iterator[date]:
    """Return every day from first to last, both included; nothing where last is before first."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


class DayRow(msgspec.Struct, frozen=True):
    """One day: its worst leg and back pain, furthest zone, and all its check-ins in order. `None` is unknown, not 0."""

    day: date
    checkins: tuple[CheckIn, ...] = ()
    leg_pain: int | None = None
    back_pain: int | None = None
    zone: Zone | None = None

    @property
    def logged(self) -> bool:
        """Whether there is any check-in on this day."""
        return bool(self.checkins)

    @property
    def numb(self) -> tuple[Zone, ...]:
        """The zones that felt numb in any check-in of the day, from the spine outwards; none where nobody said."""
        numb = {s.zone for c in self.checkins for s in c.symptoms or () if s.quality is Quality.NUMB}
        return tuple(sorted(numb, key=level))


def day_row(day: date, checkins: Iterable[CheckIn]) -> DayRow:
    """Return the day's worst answers; check-ins without a time come first, then by instant."""
    entries = tuple(sorted(checkins, key=lambda c: (c.at is not None, c.at.timestamp() if c.at else 0.0, c.id)))
    return DayRow(
        day=day,
        checkins=entries,
        leg_pain=max((c.leg_pain for c in entries if c.leg_pain is not None), default=None),
        back_pain=max((c.back_pain for c in entries if c.back_pain is not None), default=None),
        zone=furthest(c.zone for c in entries if c.zone is not None),
    )


def leg_hurts(entry: CheckIn) -> bool | None:
    """Tell whether an entry says that the leg (buttock or further down) hurts; `None` where it does not say.

    By leg pain, else by the furthest zone, else by what is felt where. Numbness, tingling and tightness are no pain.
    """
    if entry.leg_pain is not None:
        return entry.leg_pain > 0
    if entry.zone is not None:
        return level(entry.zone) >= level(Zone.BUTTOCK)
    if entry.symptoms is not None:
        return any(s.quality in HURTING and level(s.zone) >= level(Zone.BUTTOCK) for s in entry.symptoms)
    return None


def frequency_of(entries: Iterable[CheckIn]) -> Frequency | None:
    """Return how much of a day the leg hurt: the most that was answered, else by the share of entries with leg pain.

    Of the share: none at 0, now and then to a third, half the day below two thirds, most of it below all, constant at
    all our choice; `None` with fewer than 4 entries that say whether the leg hurts.
    """
    entries = tuple(entries)
    answers = [entry.frequency for entry in entries if entry.frequency is not None]
    if answers:
        return max(answers, key=_PLACES.__getitem__)
    replies = [hurts for entry in entries if (hurts := leg_hurts(entry)) is not None]
    if len(replies) < ENTRIES_FOR_A_SHARE:
        return None
    hurting, total = sum(replies), len(replies)
    if hurting == 0:
        return Frequency.NONE
    if 3 * hurting <= total:
        return Frequency.NOW_AND_THEN
    if 3 * hurting < 2 * total:
        return Frequency.HALF
    return Frequency.MOST if hurting < total else Frequency.CONSTANT


def logged_days(checkins: Iterable[CheckIn]) -> dict[date, DayRow]:
    """Return a row for each day with a check-in, in order of date."""
    by_day: dict[date, list[CheckIn]] = {}
    for checkin in checkins:
        by_day.setdefault(checkin.day, []).append(checkin)
    return {day: day_row(day, by_day[day]) for day in sorted(by_day)}


def worst_pain(checkins: Iterable[CheckIn], measure: str) -> dict[date, int | None]:
    """Return the worst leg pain, or back pain, of each day with a check-in; `None` where it was not asked."""
    worst: dict[date, int | None] = {}
    pain_of = attrgetter(measure)
    for checkin in checkins:
        highest, pain = worst.get(checkin.day), pain_of(checkin)
        if highest is None or (pain is not None and pain > highest):
            worst[checkin.day] = pain
    return worst


def day_rows(checkins: Iterable[CheckIn], first: date, last: date) -> tuple[DayRow, ...]:
    """Return a row for every day from first to last; a day nobody logged is an empty row."""
    rows = logged_days(c for c in checkins if first <= c.day <= last)
    return tuple(rows.get(day) or DayRow(day) for day in each_day(first, last))
