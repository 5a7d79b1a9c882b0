"""The weekly tests over time, as Trends draws them."""

from __future__ import annotations

from sciatica_tui.domain.assessment.assess import assess
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.weekly_charts import weekly_charts

from ...support import TODAY, checkin


def test_only_a_test_with_results_has_a_chart() -> None:
    past = tuple(checkin(ago, worry=worry) for ago, worry in ((15, 6), (8, 4), (1, 3)))
    charts = weekly_charts(past, assess(RecordSnapshot(checkins=past), TODAY), TODAY)
    assert list(charts) == ["How worried you are"]
    [chart] = charts.values()
    assert [value for curve in chart.series for _, value in curve.points] == [6, 4, 3]
    assert weekly_charts((), assess(RecordSnapshot(), TODAY), TODAY) == {}
