"""A chart as it stands on the screen, in rooms of any height."""

from __future__ import annotations

from datetime import date

import pytest
from textual.app import App, ComposeResult

from sciatica_tui.domain.charts.chart import GLANCE_AXIS, RATING_AXIS, Chart, Curve, Mark
from sciatica_tui.tui.widgets.charts.time_chart import TimeChart

LAST = date(2026, 11, 27).toordinal()


class ChartApp(App[None]):
    """One chart and nothing else."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart

    def compose(self) -> ComposeResult:
        chart = TimeChart()
        chart.chart = self.chart
        yield chart


@pytest.mark.parametrize("height", [8, 9, 12, 13, 14, 20])
async def test_each_whole_pain_of_either_kind_is_drawn_at_a_height_of_its_own(height: int) -> None:
    pains = tuple((LAST - 10 + pain, float(pain)) for pain in range(11))
    none = tuple((day, 0.0) for day, _ in pains)
    for series in ((Curve("leg", pains), Curve("back", none)), (Curve("leg", none), Curve("back", pains))):
        app = ChartApp(Chart("Leg pain and back pain", LAST - 10, LAST, GLANCE_AXIS, series))
        async with app.run_test(size=(60, height)):
            rows = [app.query_one(TimeChart).render_line(y).text for y in range(height)]
            plot = [row[3:55] for row in rows if row[2:3] in set("│┤")]
            drawn = ["".join(column).rstrip() for column in zip(*plot, strict=True)]
            assert len({column for column in drawn if column}) == 11


@pytest.mark.parametrize(("height", "is_marked"), [(15, False), (16, True)])
async def test_a_low_chart_has_rows_rather_than_marks_and_their_legend(height: int, is_marked: bool) -> None:
    kinds = (("◇", "visit"), ("□", "scan"), ("✶", "flare"), ("+", "exercise"), ("↓", "injection"))
    marks = tuple(Mark(LAST - 2 * number, glyph, kind, kind) for number, (glyph, kind) in enumerate(kinds))
    pains = tuple((LAST - ago, 4.0) for ago in range(20))
    app = ChartApp(Chart("Leg pain", LAST - 27, LAST, RATING_AXIS, (Curve("leg", pains),), marks=marks))
    async with app.run_test(size=(30, height)):
        rows = [app.query_one(TimeChart).render_line(y).text for y in range(height)]
        assert sum(row[2:3] in set("│┤") for row in rows) >= 11
        assert ("visit" in "".join(rows)) is is_marked
        assert ("◇" in "".join(rows)) is is_marked
