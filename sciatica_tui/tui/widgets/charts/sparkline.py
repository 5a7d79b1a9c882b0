"""A few weeks of one measure, small: its true scale, true dates, and a gap where nothing was logged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ....domain.charts.chart import Axis
from .braille import Dots

Points = tuple[tuple[date, float], ...]
"""Days with their value, in order. A day that is missing is unknown."""

AXIS_WIDTH = 3
VALUE_WIDTH = 4
ROOM_FOR_MIDDLE = 5
"""Rows from which on the middle of the scale is labelled too."""

SMALLEST = (16, 2)
"""Columns and rows below which only the last value is written."""
BARS = "▁▂▃▄▅▆▇"
"""Not the full block, which would run into the row above."""

LINE_ROWS = 4
"""Rows from which a line can be told from its noise; below that there is a bar for each day."""
EIGHTHS = f" {BARS}█"
"""A cell filled from nothing to the whole."""

DAYS = 28
LOW, HIGH = 0, 10


class SmallChart(Widget):
    """Ratings of the last 28 days up to `last_day`, on the fixed scale from 0 to 10, the last value written out."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"small-chart--axis", "small-chart--line", "small-chart--value"}
    DEFAULT_CSS = """
    SmallChart {
        height: 3;
        width: 1fr;
        text-wrap: nowrap;
        & > .small-chart--axis { color: $foreground 65%; }
        &:ansi > .small-chart--axis { text-style: dim; }
        & > .small-chart--line { color: $text-primary; }
        & > .small-chart--value { color: $text-primary; text-style: bold; }
    }
    """
    ALLOW_SELECT = False

    points: reactive[Points] = reactive(())
    last_day: reactive[date] = reactive(date.min)

    def render(self) -> Content:
        width, height = self.content_size
        points = [(day, value) for day, value in self.points if 0 <= (self.last_day - day).days < DAYS]
        if not points:
            return Content.styled("nothing logged yet", self.get_visual_style("small-chart--axis"))
        last = points[-1][1]
        if width < SMALLEST[0] or height < SMALLEST[1]:
            return Content.styled(f"{last:g} of {HIGH:g}", self.get_visual_style("small-chart--value"))
        columns = width - AXIS_WIDTH - VALUE_WIDTH
        if height < LINE_ROWS:
            return self._bars(points, columns, height)
        dots = Dots(columns, height)
        for x, y in self._dots(points, dots.width, dots.height):
            dots.set(x, y)
        at = self._row(last, height * 4) // 4
        texts = ("".join(dots.character(column, row) for column in range(columns)) for row in range(height))
        return Content("\n").join(self._line(text, row, height, at, last) for row, text in enumerate(texts))

    def _bars(self, points: list[tuple[date, float]], columns: int, height: int) -> Content:
        """A bar for each day, as high as its value, and the last one beside the lowest row."""
        first = self.last_day - timedelta(days=DAYS - 1)
        values = {(day - first).days: value for day, value in points}

        def cell(column: int, row: int) -> str:
            value = values.get(column * DAYS // columns)
            full = 0 if value is None else 8 * height - self._row(value, 8 * height)
            return EIGHTHS[min(max(full - 8 * (height - 1 - row), 0), 8)]

        texts = ("".join(cell(column, row) for column in range(columns)) for row in range(height))
        lines = (self._line(text, row, height, height - 1, points[-1][1]) for row, text in enumerate(texts))
        return Content("\n").join(lines)

    def _line(self, text: str, row: int, height: int, at: int, last: float) -> Content:
        axis, line, value = (self.get_visual_style(f"small-chart--{part}") for part in ("axis", "line", "value"))
        middle = (LOW + HIGH) / 2
        labels = {self._row(middle, height * 4) // 4: middle} if height >= ROOM_FOR_MIDDLE else {}
        label = {**labels, 0: HIGH, height - 1: LOW}.get(row)
        number = "" if label is None else f"{label:g}"
        return Content.assemble((f"{number:>2}│", axis), (text, line), (f" {last:.3g}" if row == at else "", value))

    def _row(self, value: float, height: int) -> int:
        share = (min(max(value, LOW), HIGH) - LOW) / (HIGH - LOW)
        return round((1 - share) * (height - 1))

    def _dots(self, points: list[tuple[date, float]], width: int, height: int) -> Iterator[tuple[int, int]]:
        """A short dash for each day, joined to the next day's where that was logged too."""
        first = self.last_day - timedelta(days=DAYS - 1)
        spots = [((day - first).days, self._row(value, height)) for day, value in points]
        for number, row in spots:
            start = number * width // DAYS
            for x in range(start, max((number + 1) * width // DAYS, start + 1)):
                yield x, row
        for (number, row), (following, next_row) in pairwise(spots):
            if following == number + 1:
                x = following * width // DAYS
                step = 1 if next_row > row else -1
                for y in range(row, next_row, step):
                    yield x, y


def sparkline(points: Sequence[tuple[int, float]], first: int, last: int, axis: Axis, columns: int) -> str:
    """A row of bars on the true scale, the mean of the days of each column; a column without any is blank."""
    sums: dict[int, list[float]] = {}
    for day, value in points:
        if first <= day <= last:
            sums.setdefault((day - first) * columns // (last - first + 1), []).append(value)
    low, high = sorted((axis.top, axis.bottom))

    def bar(column: int) -> str:
        values = sums.get(column)
        if not values:
            return " "
        share = (sum(values) / len(values) - low) / (high - low)
        return BARS[min(max(round(share * (len(BARS) - 1)), 0), len(BARS) - 1)]

    return "".join(bar(column) for column in range(columns))
