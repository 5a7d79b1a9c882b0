"""The weekly tests over time, each as the chart that Trends has of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from ..assessment.assess import Assessment
from ..charts.chart import Chart
from ..charts.measure_display import BY_MEASURE
from ..charts.trends import chart_of, range_or_usual, trends_of
from ..records import CheckIn
from .weekly_tests import WEEKLY_TESTS


def weekly_charts(checkins: Sequence[CheckIn], assessment: Assessment, today: date) -> Mapping[str, Chart]:
    """Return the charts by the titles of the tests, over three months; none of a test without results."""
    trends = trends_of(checkins, (), (), assessment, today)
    span = range_or_usual(trends, None)
    shown_tests = [test for test in WEEKLY_TESTS if test.name in BY_MEASURE and trends.of(BY_MEASURE[test.name])]
    charts = {test.title: chart_of(trends, BY_MEASURE[test.name], span, over=True) for test in shown_tests}
    return {title: _by_tests(chart) for title, chart in charts.items() if chart.has_points}


def _by_tests(chart: Chart) -> Chart:
    """Return the chart with each value as large as that of a test, which comes once a week."""
    return replace(chart, series=tuple(replace(series, sparse=True) for series in chart.series))
