"""The chart of a measure and, where there is room for all, its other three views below it, small and side by side."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget

from ....domain.charts.chart import Chart
from .lines_view import LinesView
from .time_chart import TimeChart
from .zone_ribbon import ZoneRibbon

LEAST_HEIGHT = 20
LEAST_WIDTH = 130
"""Columns from which on the zones have room beside the other two."""


class Summaries(Horizontal):
    """The zones day by day where they have room, the measure week by week, and what goes with it."""

    DEFAULT_CSS = """
    Summaries { height: 1fr; display: none; }
    Summaries ZoneRibbon { height: 1fr; }
    Summaries > .summary-weeks { width: 42; }
    Summaries > .summary-with { width: 68; }
    Summaries > Vertical { width: 1fr; border: round $border; border-title-color: $text-muted; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.ribbon = ZoneRibbon()
        self._ribbon_box = _titled(self.ribbon, "Where it hurt")
        self.weeks = LinesView()
        self.goes_with = LinesView()
        self._with_box = _titled(self.goes_with, "What goes with it, all days", "summary-with")

    def compose(self) -> ComposeResult:
        yield self._ribbon_box
        yield _titled(self.weeks, "Week by week", "summary-weeks")
        yield self._with_box

    @on(Resize)
    def _fit(self) -> None:
        self._ribbon_box.display = self.size.width >= LEAST_WIDTH

    def name_outcome(self, words: str) -> None:
        """Say with what the last view is about, before it is put together too: not every measure can be compared."""
        self._with_box.border_title = Content(f"What goes with {words}, all days")


class ChartOverSummaries(Vertical):
    """The chart as high as its scale is even, and the summaries in the rest; without these it has all the room."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = TimeChart()
        self.summaries = Summaries()

    def compose(self) -> ComposeResult:
        yield self.chart
        yield self.summaries

    def set_chart(self, chart: Chart, *, has_summaries: bool) -> None:
        """Show a chart."""
        self.chart.chart = chart
        self.summaries.display = has_summaries
        self._share()

    @on(Resize)
    def _share(self) -> None:
        width, most = self.size.width, self.size.height - LEAST_HEIGHT
        self.chart.styles.height = self.chart.rows_used(width, most) if self.summaries.display and most > 0 else "1fr"


def _titled(view: Widget, title: str, classes: str | None = None) -> Vertical:
    box = Vertical(view, classes=classes)
    box.border_title = title
    return box
