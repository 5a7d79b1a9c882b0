"""What a chart shows, as plain data that a terminal and a picture file draw alike; and where its ticks belong.

Days are day numbers (`date.toordinal()`), so that x is true time: a day without a value is simply not there.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import msgspec

from ..daily import Entries
from ..text.dates import MONTHS, short_day


class MeanPoint(NamedTuple):
    """A level on a day with its 95 % interval, where there is one."""

    day: int
    value: float
    low: float | None = None
    high: float | None = None


class Curve(msgspec.Struct, frozen=True):
    """Values by day, and the line through them. Line points up to `join` days apart are joined, others leave a gap.

    `sparse`: now and then instead of daily, so that each value stands out and the cursor goes from one to the next.
    """

    words: str
    points: Entries
    line: tuple[MeanPoint, ...] = ()
    join: int = 1
    sparse: bool = False


class Axis(msgspec.Struct, frozen=True):
    """The vertical scale: the values at top and bottom (either may be the greater), and how far apart ticks may be.

    `steps` are the distances to choose from, the finest first. `words` name the whole numbers from 0, where the
    scale is one of words.
    """

    top: float
    bottom: float
    steps: tuple[float, ...] = (1, 2, 5, 10)
    words: tuple[str, ...] = ()

    @property
    def span(self) -> float:
        """How far its ends are apart."""
        return abs(self.top - self.bottom)

    def share(self, value: float) -> float:
        """Return how far down a value lies, 0 at the top to 1 at the bottom; what lies outside is put at the end."""
        low, high = sorted((self.top, self.bottom))
        return (self.top - min(max(value, low), high)) / (self.top - self.bottom)

    def ticks(self, most: int) -> tuple[float, ...]:
        """Return the values to label, at most about `most` of them: the finest step for which that is so."""
        low, high = sorted((self.top, self.bottom))
        step = next((s for s in self.steps if self.span / s + 1 <= most), self.steps[-1])
        first = math.ceil(low / step - 1e-9)
        return tuple(step * n for n in range(first, math.floor(high / step + 1e-9) + 1))

    def label(self, value: float) -> str:
        """Return a tick's value as it is written."""
        return self.words[round(value)] if self.words else f"{value:g}"


class Level(msgspec.Struct, frozen=True):
    """A horizontal line with words, from the day `first` on; `brief` stands on it where these have no room."""

    value: float
    words: str
    first: int
    brief: str = ""


class DaySpan(msgspec.Struct, frozen=True):
    """Days that belong together, both ends included; `brief` names them where `words` have no room."""

    first: int
    last: int
    words: str
    brief: str = ""


class Mark(msgspec.Struct, frozen=True):
    """Something that happened on a day. `kind` is what the legend says of its glyph, `words` what it was."""

    day: int
    glyph: str
    kind: str
    words: str


class Chart(msgspec.Struct, frozen=True):
    """One chart. The first of `series` is the one it is about and the only one whose band is drawn.

    `line_words` says what the line is (without them a sparse curve has none in a terminal), `band_words` what the band
    is, `point_words` what each value of a sparse curve is; `empty` is said where there is nothing to draw, `ends` what
    the ends of the scale mean.
    `to_come`: what else its days will show, as sentences for the room of those to come.
    `is_pain`: the values are pains of 0–10, whose days have the colours of the pain palette. `as_bars`: each day is
    a bar, for a room in which days, a line and a band would lie on each other. `room`: days at its end that are still
    to come, so that a few days need not fill it.
    """

    title: str
    first: int
    last: int
    axis: Axis
    series: tuple[Curve, ...]
    levels: tuple[Level, ...] = ()
    spans: tuple[DaySpan, ...] = ()
    marks: tuple[Mark, ...] = ()
    line_words: str = ""
    band_words: str = ""
    point_words: str = "test"
    empty: str = ""
    ends: str = ""
    is_pain: bool = False
    as_bars: bool = False
    room: int = 0
    to_come: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How many days it spans."""
        return self.last - self.first + 1

    @property
    def until(self) -> int:
        """The last of its days that is not only room for what is to come."""
        return self.last - self.room

    @property
    def has_points(self) -> bool:
        """Whether there is any value on its days."""
        return any(self.first <= day <= self.last for series in self.series for day, _ in series.points)

    @property
    def last_entry(self) -> int | None:
        """The last of its days with a value."""
        days = (day for series in self.series for day, _ in series.points if self.first <= day <= self.last)
        return max(days, default=None)

    def words_on(self, day: int) -> str:
        """Return a day and its values in words."""
        on = date.fromordinal(day)
        values = ((curve.words, value) for curve in self.series for at, value in curve.points if at == day)
        words = ", ".join(f"{name} {self.axis.label(value)}".strip() for name, value in values)
        return f"{short_day(on)}: {words or 'nothing logged'}"

    def stepped(self, day: int, steps: int, days: int) -> int:
        """Return the day so many steps of `days` days on.

        From value to value where these are sparse. Never off the chart, nor into what is to come.
        """
        if any(series.sparse for series in self.series):
            days_with_value = sorted(
                {d for series in self.series for d, _ in series.points if self.first <= d <= self.last}
            )
            index = bisect_left(days_with_value, day) if steps < 0 else bisect_right(days_with_value, day) - 1
            return days_with_value[min(max(index + steps, 0), len(days_with_value) - 1)] if days_with_value else day
        return min(max(day + steps * days, self.first), self.until)


LEVEL_WORDS, RANGE_WORDS = "usual level", "likely range"
"""What the line and the band of a chart are called wherever they show: the model's level and its 95 % interval."""
AVERAGE = "average"
"""What a mean is called wherever it shows."""
RATING_AXIS = Axis(10, 0)
GLANCE_AXIS = Axis(10, 0, steps=(5, 10))
"""The same with labels so few that they are the same ones at every height."""
_NICE = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_NICE_MINUTES = (1, 5, 10, 15, 30, 60, 120, 240, 480)


def word_axis(words: Sequence[str], *, first_on_top: bool = False) -> Axis:
    """Return a scale of words; the last one is on top unless the first is."""
    last = len(words) - 1
    ends = (0, last) if first_on_top else (last, 0)
    return Axis(*ends, steps=(1, 2, last), words=tuple(words))


def fitting_axis(values: Sequence[float], *, minutes: bool = False) -> Axis:
    """Return a scale from 0 to a round number that holds every value, with about four steps."""
    highest = max(values, default=0) or 1
    steps = _NICE_MINUTES if minutes else _NICE
    step = next((s for s in steps if highest / s <= 5), steps[-1])
    return Axis(max(1, math.ceil(highest / step)) * step, 0, steps=steps[steps.index(step) :])


SHORTEST_LABEL = 3
LABELS_APART = 3
"""Cells between two labels at least."""


def date_ticks(first: int, last: int, columns: int) -> tuple[tuple[int, str], ...]:
    """Return days to label on `columns` cells for the days from `first` to `last`, as many as keep apart.

    Days are labelled `15 Sep`, months by their name and January by its year, years by their number.
    """
    room = columns / (last - first + 1)
    for days, labels in _LADDER:
        if days * room < SHORTEST_LABEL + 1:
            continue
        ticks = [tick for tick in labels(first, last) if first <= tick[0] <= last]
        if all((b[0] - a[0]) * room >= (len(a[1]) + len(b[1])) / 2 + LABELS_APART for a, b in pairwise(ticks)):
            return tuple(ticks)
    return ()


Labels = Callable[[int, int], Iterator[tuple[int, str]]]


def _day_steps(step: int) -> Labels:
    def labels(first: int, last: int) -> Iterator[tuple[int, str]]:
        monday = first - (first - 1) % 7  # day number 1 was a Monday
        for day in range(monday if step % 7 == 0 else first, last + 1, step):
            on = date.fromordinal(day)
            yield day, f"{on.day} {MONTHS[on.month - 1][:3]}"

    return labels


def _month_steps(step: int) -> Labels:
    def labels(first: int, last: int) -> Iterator[tuple[int, str]]:
        start = date.fromordinal(first)
        number = (start.year * 12 + start.month - 1) // step * step
        while True:
            year, month = divmod(number, 12)
            day = date(year, month + 1, 1).toordinal()
            if day > last:
                return
            yield day, str(year) if month == 0 else MONTHS[month][:3]
            number += step

    return labels


_LADDER: tuple[tuple[int, Labels], ...] = (
    *((step, _day_steps(step)) for step in (1, 2, 4, 7, 14)),
    *((step * 31, _month_steps(step)) for step in (1, 3, 6, 12, 24, 60, 120)),
)
