"""The pains of a chart as bars, one a day in the colour of its pain: for rows so few that dots would lie on each other.

Each pain has a scale and rows of its own, so that none hides the other. The height of a bar says the same without
colour; a day without an entry is empty, a pain of 0 is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ....domain.charts.chart import Chart, Curve, date_ticks
from ....domain.text.dates import short_month
from ..spot import Line, Spot
from .drawing import LABEL_GAP, PAIN, Plot, runs

EIGHTHS = " ▁▂▃▄▅▆▇█"
HIGHEST = 7
"""Eighths of the topmost row that are filled at most, so that a bar does not run into the row above."""
TICK = "╵"
DAY_STEPS = (1, 2, 4, 7, 14)
"""Days from one tick to the next, where they are no more."""
SECOND_SHARE, SECOND_LEAST = 0.4, 2
"""Rows of the second of two pains: its share of all, and how many at least."""


class DayBars(Plot):
    """The bars with their dates below."""

    head = 0

    def __init__(self, chart: Chart, width: int, height: int) -> None:
        self.chart = chart
        self._ends = [chart.axis.label(value) for value in (chart.axis.top, chart.axis.bottom)]
        self.left = max(map(len, self._ends)) + 1
        has_names = len(chart.series) > 1
        right = max(len(series.words) for series in chart.series) + LABEL_GAP if has_names else 0
        self.columns = max(width - self.left - right, 1)
        self.rows = height - 1
        second = max(int(self.rows * SECOND_SHARE), SECOND_LEAST) if has_names else 0
        self._cells: list[list[tuple[str, str]]] = []
        self.lines: list[Line] = []
        for series, rows in zip(chart.series, (self.rows - second, second), strict=False):
            name = [Spot(" " * LABEL_GAP + series.words)] if has_names else []
            for row, cells in enumerate(self._bars(series, rows)):
                self._cells.append(cells)
                end = {0: self._ends[0], rows - 1: self._ends[1]}.get(row)
                margin = Spot((end or "").rjust(self.left - 1) + ("│" if end is None else "┤"), "axis")
                self.lines.append([margin, *runs(cells), *(name if row == 0 else [])])
        self.lines.append(self._dates(self.columns + right))

    def _bars(self, series: Curve, rows: int) -> list[list[tuple[str, str]]]:
        """The cells of one pain, from the top; where days share a column, the worst of them."""
        columns: dict[int, list[int]] = {}
        for column in range(self.columns):
            columns.setdefault(self.day_at(self.left + column) or 0, []).append(column)
        worst: dict[int, float] = {}
        for day, value in series.points:
            if self.chart.first <= day <= self.chart.last:
                for column in columns.get(day, [self.column_of(day)]):
                    worst[column] = max(value, worst.get(column, value))
        cells = [[(" ", "")] * self.columns for _ in range(rows)]
        for column, value in worst.items():
            filled = 1 + round((1 - self.chart.axis.share(value)) * ((rows - 1) * 8 + HIGHEST - 1))
            for row in range(rows):
                eighths = min(max(filled - 8 * (rows - 1 - row), 0), 8)
                if eighths:
                    cells[row][column] = EIGHTHS[eighths], f"{PAIN}{round(value)}"
        return cells

    def _dates(self, width: int) -> Line:
        """The first day's date and others as they fit, after a tick below the day; before it where the line ends."""
        labels = " " * width
        for day, text in self._ticks():
            column = self.column_of(day)
            start, words = (column, TICK + text) if column + len(text) < width else (column - len(text), text + TICK)
            if start >= 0 and not labels[max(start - 1, 0) : start + len(words)].strip():
                labels = labels[:start] + words + labels[start + len(words) :]
        return [Spot(" " * self.left + labels.rstrip(), "axis")]

    def _ticks(self) -> list[tuple[int, str]]:
        """Days to label, evenly apart from the first on, months where they begin; over months the usual ones."""
        for step in DAY_STEPS:
            ticks = list(self._days_by(step))
            if all(self.column_of(b) - self.column_of(a) > len(TICK + text) for (a, text), (b, _) in pairwise(ticks)):
                return ticks
        return [*self._days_by(self.chart.days), *date_ticks(self.chart.first, self.chart.last, self.columns)]

    def _days_by(self, step: int) -> Iterator[tuple[int, str]]:
        """Every so many days from the first on, the month named with the first day that is in it."""
        first, last = self.chart.first, self.chart.last
        yield first, short_month(date.fromordinal(first), date.fromordinal(last))
        for before, after in pairwise(map(date.fromordinal, range(first, last + 1, step))):
            yield after.toordinal(), str(after.day) if after.month == before.month else short_month(after, after)
