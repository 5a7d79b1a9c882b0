"""A measure week by week: the table and, where there is room below it, the levels of the weeks as a chart."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize

from ....domain.charts.chart import Chart
from .lines_view import LinesView, MakeLines
from .time_chart import TimeChart

LEAST_CHART = 26
"""Rows of the chart, with the one above it, below which there is none: a row is then worth half a point of pain.

With fewer, weeks would be drawn on lines that they are beyond; the bars of the table say it better.
"""
LEAST_OF_FIRST = 16
"""The same of a first week, beside which there is neither a line nor another week."""


class WeeksView(Vertical):
    """`table` is scrolled where it is longer than its room."""

    DEFAULT_CSS = """
    WeeksView {
        height: 1fr;
        width: 1fr;
        & TimeChart { margin-top: 1; }
    }
    """
    table = getters.query_one(LinesView)
    chart = getters.query_one(TimeChart)
    _make: MakeLines | None = None

    def compose(self) -> ComposeResult:
        yield LinesView()
        chart = TimeChart()
        chart.can_focus = False
        yield chart

    def set_weeks(self, make: MakeLines, airy: MakeLines, chart: Chart) -> None:
        """Show a table, `airy` where it has the room that the chart can't use, and the chart."""
        self._make = make
        self.chart.chart = chart
        self.table.set_lines(airy, make)
        self._share()

    @on(Resize)
    def _share(self) -> None:
        chart = self.chart.chart
        weeks = sum(len(curve.points) for curve in chart.series) if chart is not None else 0
        rows = len(self._make(self.size.width)) if self._make is not None else 0
        has_room = weeks > 0 and self.size.height >= rows + (LEAST_CHART if weeks > 1 else LEAST_OF_FIRST)
        self.chart.display = has_room
        self.table.styles.height = rows if has_room else "1fr"
        self.chart.styles.height = self.chart.rows_used(self.size.width, self.size.height - rows - 1) if has_room else 0

    @on(TimeChart.Moved)
    def _has_no_cursor(self, event: TimeChart.Moved) -> None:
        event.stop()
        self.chart.cursor = None
