"""Flares: from the day that the person calls one to the last before it is over, worked out from what was logged.

A flare begins on a day called one. It ends on the day that the person gives as its last, or before `CALM_DAYS` logged
days in a row that are calm: called no flare, or with leg and back within a point of the level before. A day called a
flare in between belongs to it, so that flares never overlap. Of answers for the same day the newest counts, and an end
that no flare is open for means nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile

import msgspec

from .averages import median
from .days import DayRow, each_day, logged_days
from .records import CheckIn, FlareAnswer
from .text.dates import short_month, short_span
from .text.grammar import count

CALM_DAYS = 3
NEAR = 1
"""Points above the level before that still count as back at it (our choice: a step of the scale)."""
LEVEL_DAYS, LEVEL_SPAN = 7, timedelta(28)
"""The level before is the median of the last so many logged days with an answer, within so long (our choice)."""
FORGOTTEN = timedelta(28)
"""After so long without being called one a flare is over on the last day that was (our choice)."""
ASKED_FOR = timedelta(14)
"""For so long after the third calm day Today asks, and a no keeps the flare open."""


Level = tuple[float | None, float | None]
"""The usual leg and back pain, 0–10, each `None` where it is not known."""


class Flare(msgspec.Struct, frozen=True, gc=False):
    """One flare: its first day, its last (`None` while it is open), and its logged days.

    `back_since` is the third calm day, where those ended it and nobody has said so.
    """

    first: date
    last: date | None
    rows: tuple[DayRow, ...]
    back_since: date | None = None

    @property
    def pains(self) -> dict[int, int]:
        """The worst pain of leg or back, 0–10, by the day of the flare, from 1."""
        pains = {self.day_number(row.day): worst_pain(row) for row in self.rows}
        return {number: pain for number, pain in pains.items() if pain is not None}

    def day_number(self, day: date) -> int:
        """Which day of the flare a day is; the first is 1."""
        return (day - self.first).days + 1

    def span_words(self, today: date) -> str:
        """Say `28–30 Oct (3 days)`, `since 28 Oct (3 days)` while it is open."""
        days = count(self.day_number(self.last or today), "day")
        span = short_span(self.first, self.last, today) if self.last else f"since {short_month(self.first, today)}"
        return f"{span} ({days})"


def flare_days(flares: Iterable[Flare], today: date) -> tuple[date, ...]:
    """Return every day of the flares, logged or not, up to today."""
    return tuple(day for flare in flares for day in each_day(flare.first, flare.last or today))


def worst_pain(row: DayRow) -> int | None:
    """Return the worst of leg and back pain of a day, 0–10; `None` where neither was answered."""
    return max((pain for pain in (row.leg_pain, row.back_pain) if pain is not None), default=None)


def flares(checkins: Iterable[CheckIn], answers: Iterable[FlareAnswer], today: date) -> tuple[Flare, ...]:
    """Return all flares up to today, the oldest first; at most the last one is open."""
    checkins = [entry for entry in checkins if entry.day <= today]
    called = sorted({entry.day for entry in checkins if entry.flare})
    if not called:
        return ()
    over: dict[date, bool] = {}
    for answer in sorted(answers, key=lambda answer: (answer.updated_at, answer.id)):
        if answer.day <= today:
            over[answer.day] = answer.over
    rows = _rows_around({*called, *over}, checkins)
    days = sorted({*rows, *over})
    earlier: list[Flare] = []
    for first in called:
        if not earlier or (earlier[-1].last is not None and earlier[-1].last < first):
            at = bisect_left(days, first)
            level = _level(
                [rows[day] for day in days[max(at - LEVEL_SPAN.days, 0) : at] if day in rows], first, earlier
            )
            earlier.append(_flare(days[at:], rows, over, level, today))
    return tuple(earlier)


def _rows_around(days: set[date], checkins: Sequence[CheckIn]) -> Mapping[date, DayRow]:
    """The logged days that may have to do with a flare: of ten years only a few."""
    span = max(LEVEL_SPAN, FORGOTTEN)
    near = {day.toordinal() + number for day in days for number in range(-span.days, span.days + 1)}
    return logged_days(entry for entry in checkins if entry.day.toordinal() in near)


def _flare(
    days: Sequence[date], rows: Mapping[date, DayRow], over: Mapping[date, bool], level: Level, today: date
) -> Flare:
    """The flare that begins on the first of these days, which are logged or have an answer."""
    first = called_last = days[0]
    calm: list[date] = []

    def until(last: date | None, back_since: date | None = None) -> Flare:
        own = takewhile(lambda day: last is None or day <= last, days)
        return Flare(first, last, tuple(rows[day] for day in own if day in rows), back_since)

    for day in days:
        if day - called_last >= FORGOTTEN:
            return until(called_last)
        if over.get(day):
            return until(day)
        row = rows.get(day)
        if day in over or (row is not None and any(entry.flare for entry in row.checkins)):
            called_last, calm = day, []
        elif row is not None and (is_calm := _is_calm(row, level)) is not None:
            calm = [*calm, day] if is_calm else []
        told_otherwise = any(not over[later] for later in over if timedelta(0) < later - day <= ASKED_FOR)
        if len(calm) == CALM_DAYS and not told_otherwise:
            return until(max(before for before in days if before < calm[0]), back_since=day)
    return until(called_last if today - called_last >= FORGOTTEN else None)


def _is_calm(row: DayRow, level: Level) -> bool | None:
    """Whether a day speaks for the end of a flare; `None` where it says nothing of it."""
    if any(entry.flare is False for entry in row.checkins):
        return True
    pairs = zip((row.leg_pain, row.back_pain), level, strict=True)
    near = [pain <= usual + NEAR for pain, usual in pairs if pain is not None and usual is not None]
    return all(near) if near else None


def _level(before: Sequence[DayRow], first: date, earlier: Sequence[Flare]) -> Level:
    """The level before a flare, from days that are in none."""
    in_flares = {row.day for flare in earlier for row in flare.rows}
    quiet = [row for row in before if first - row.day <= LEVEL_SPAN and row.day not in in_flares]
    leg = [row.leg_pain for row in quiet if row.leg_pain is not None][-LEVEL_DAYS:]
    back = [row.back_pain for row in quiet if row.back_pain is not None][-LEVEL_DAYS:]
    return median(leg) if leg else None, median(back) if back else None
