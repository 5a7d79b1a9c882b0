"""A measure week by week: mean, 95 % interval and entries of each week from Monday to Sunday.

The mean is that of the days as they were answered, the interval that of `statistics.level`, the model of the verdicts.
A measure judged by medians has the median and the lowest and highest instead, as its steps are words and not numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from ..averages import mean, median
from ..daily import Entries
from ..text.dates import MONTHS
from .chart import AVERAGE, RANGE_WORDS, Chart, Curve, MeanPoint
from .measure_display import MeasureDisplay
from .rolling_mean import LEAST, interval_of

WEEK = 7
WEEK_RANGE_WORDS = f"its {RANGE_WORDS}"
"""What the interval of a week's average is called, which is not that of the usual level."""


class WeekLevel(msgspec.Struct, frozen=True):
    """One week from its Monday, a day number. `value`, `low` and `high` are `None` where there are too few entries.

    `so_far`: it is this week, so that more may follow.
    """

    monday: int
    entries: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    so_far: bool = False

    @property
    def few(self) -> bool:
        """Whether there are entries, but too few for an interval."""
        return self.value is not None and self.low is None


def monday_of(day: int) -> int:
    """Return the Monday of a day's week; day number 1 was one."""
    return day - (day - 1) % WEEK


def weeks(kind: MeasureDisplay, entries: Entries, first: int, today: int) -> tuple[WeekLevel, ...]:
    """Return every week from `first` to `today` or the last entry, the latest first, empty ones too."""
    by_week: dict[int, list[tuple[int, float]]] = {}
    for entry in entries:
        by_week.setdefault(monday_of(entry[0]), []).append(entry)
    last = max([monday_of(today), *by_week])
    return tuple(
        _week(kind, monday, tuple(by_week.get(monday, ())), today)
        for monday in range(last, monday_of(first) - 1, -WEEK)
    )


def _week(kind: MeasureDisplay, monday: int, entries: Entries, today: int) -> WeekLevel:
    so_far = monday <= today < monday + WEEK
    values = [value for _, value in entries]
    if not values:
        return WeekLevel(monday, 0, so_far=so_far)
    if kind.bands:
        return WeekLevel(monday, len(values), median(values), min(values), max(values), so_far)
    _, low, high = (interval_of(kind, entries) if len(entries) >= LEAST else None) or (None, None, None)
    return WeekLevel(monday, len(values), mean(values), low, high, so_far)


def chart_of_weeks(weeks: Sequence[WeekLevel], chart: Chart, kind: MeasureDisplay, today: int) -> Chart:
    """Return a chart of the same weeks, whole ones, with their levels in place of the days, each in its middle."""
    middle = {w.monday: min(w.monday + WEEK // 2, max(today, w.monday)) for w in weeks}
    levels = [week for week in reversed(weeks) if week.value is not None]
    line = tuple(MeanPoint(middle[w.monday], w.value, w.low, w.high) for w in levels if w.value is not None)
    curve = Curve("week", tuple((point.day, point.value) for point in line), line, WEEK, sparse=True)
    words = "lowest to highest" if kind.bands else WEEK_RANGE_WORDS
    return msgspec.structs.replace(
        chart,
        first=min([chart.first, *middle]),
        series=(curve,),
        marks=(),
        to_come=("Each week adds a mark here.",) if chart.to_come else (),
        line_words="from week to week" if len(line) > 1 else "",
        point_words=f"{'median' if kind.bands else AVERAGE} of the week",
        band_words=words,
        is_pain=False,
    )


def week_words(monday: int) -> str:
    """Say `16 – 22 Nov`, `30 Nov – 6 Dec`."""
    first, last = (date.fromordinal(day) for day in (monday, monday + WEEK - 1))
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1][:3]}"
    return f"{first.day}{month} – {last.day} {MONTHS[last.month - 1][:3]}"


def to_table(weeks: Sequence[WeekLevel], kind: MeasureDisplay) -> str:
    """Return the weeks as tab-separated text with a head, the earliest first."""
    heads = (
        ("median", "lowest", "highest")
        if kind.bands
        else (AVERAGE, *(f"{WEEK_RANGE_WORDS} {end}" for end in ("from", "to")))
    )
    rows = ["\t".join(("week from", "entries", *heads))]
    for week in reversed(weeks):
        numbers = ("" if value is None else f"{value:.4g}" for value in (week.value, week.low, week.high))
        rows.append("\t".join((date.fromordinal(week.monday).isoformat(), str(week.entries), *numbers)))
    return "\n".join(rows) + "\n"
