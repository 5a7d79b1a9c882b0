"""The views of Trends, the measures that it lists, and what each view copies."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from textual.content import Content

from ...domain.charts import comparisons, weeks
from ...domain.charts.chart import Chart
from ...domain.charts.measure_display import DISPLAYS, MeasureDisplay, axis_of
from ...domain.charts.trend_text import glyph_of, heading, level_now, span_words, to_table
from ...domain.charts.trends import TimeRange, Trends
from ..widgets.charts.measure_list import MeasureRow

ALWAYS_LISTED = 3
"""So many measures are listed also without a value: leg, back and zone."""


class View(Enum):
    """A way to show the days; the value is its name."""

    CHART = "Chart"
    WHERE = "Where it hurt"
    WEEKS = "Weeks"
    WITH = "Goes with"


def has_values(trends: Trends) -> bool:
    """Tell whether any measure has a value."""
    return any(trends.of(kind) for kind in DISPLAYS)


def listed(trends: Trends, chosen: MeasureDisplay) -> tuple[MeasureDisplay, ...]:
    """Return the measures that have a value, the main ones, and the chosen one."""
    return tuple(
        kind for number, kind in enumerate(DISPLAYS) if number < ALWAYS_LISTED or kind is chosen or trends.of(kind)
    )


def measure_rows(trends: Trends, kinds: Sequence[MeasureDisplay]) -> list[MeasureRow]:
    """Return the row of each measure."""
    return [
        MeasureRow(
            kind.label,
            glyph_of(trends, kind),
            f"{level_now(trends, kind)}{kind.out_of if trends.of(kind) else ''}",
            trends.of(kind),
            axis_of(kind, [value for _, value in trends.of(kind)]),
        )
        for kind in kinds
    ]


def edges(chart: Chart, span: TimeRange, *, is_slim: bool) -> tuple[Content, Content]:
    """Return what stands on the upper and the lower edge of a picture: what it shows, and which days."""
    days = span_words(chart, span)
    return (
        (Content(chart.title), Content(days.partition(",")[0])) if is_slim else (Content(heading(chart)), Content(days))
    )


def table_of(
    view: View,
    kind: MeasureDisplay,
    chart: Chart,
    week_table: tuple[weeks.WeekLevel, ...],
    groups: tuple[comparisons.Group, ...],
) -> str:
    """Return what a view shows as a table for a spreadsheet."""
    match view:
        case View.WEEKS:
            return weeks.to_table(week_table, kind)
        case View.WITH:
            return comparisons.to_table(groups)
    return to_table(chart)
