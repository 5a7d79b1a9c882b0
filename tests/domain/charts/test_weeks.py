"""Week by week: Monday to Sunday, each with its entries, and an interval only where there are enough."""

from __future__ import annotations

from datetime import date

import pytest

from sciatica_tui.domain.charts.chart import RATING_AXIS, Chart
from sciatica_tui.domain.charts.measure_display import BY_MEASURE
from sciatica_tui.domain.charts.rolling_mean import mean_on
from sciatica_tui.domain.charts.weeks import chart_of_weeks, monday_of, to_table, week_words, weeks

LEG, ZONE, RAISE = (BY_MEASURE[name] for name in ("leg_pain", "zone", "leg_raise"))
SUNDAY = date(2026, 11, 22).toordinal()


def test_a_week_begins_on_monday() -> None:
    assert monday_of(SUNDAY) == SUNDAY - 6
    assert monday_of(SUNDAY - 6) == SUNDAY - 6


def test_the_latest_week_comes_first_marked_as_so_far_and_empty_weeks_stay() -> None:
    found = weeks(LEG, ((SUNDAY - 20, 5.0), (SUNDAY, 3.0)), SUNDAY - 20, SUNDAY)
    assert [(week.entries, week.so_far) for week in found] == [(1, True), (0, False), (1, False)]
    assert found[1].value is None


def test_three_entries_have_the_interval_of_the_chart_and_two_have_none() -> None:
    entries = tuple((SUNDAY - ago, 4.0) for ago in (6, 3, 0))
    week = weeks(LEG, entries, SUNDAY, SUNDAY)[0]
    mean = mean_on(LEG, entries, SUNDAY)
    assert mean is not None
    assert (week.value, week.low, week.high) == (mean.value, mean.low, mean.high)
    two = weeks(LEG, entries[:2], SUNDAY, SUNDAY)[0]
    assert (two.value, two.few) == (4.0, True)


def test_the_average_is_that_of_the_answers() -> None:
    (week,) = weeks(LEG, ((SUNDAY - 2, 6.0), (SUNDAY - 1, 5.0), (SUNDAY, 5.0)), SUNDAY, SUNDAY)
    assert week.value == 16 / 3
    assert week.low is not None
    assert week.high is not None
    assert week.low < week.value < week.high


def test_words_have_their_middle_and_their_ends_and_tests_their_mean() -> None:
    zones = weeks(ZONE, ((SUNDAY - 2, 2.0), (SUNDAY - 1, 4.0), (SUNDAY, 4.0)), SUNDAY, SUNDAY)[0]
    assert (zones.value, zones.low, zones.high) == (4.0, 2.0, 4.0)
    raised = weeks(RAISE, ((SUNDAY, 45.0),), SUNDAY, SUNDAY)[0]
    assert (raised.value, raised.low) == (45.0, None)


def test_a_week_is_named_by_its_days() -> None:
    first, second = weeks(LEG, ((SUNDAY - 21, 1.0), (SUNDAY - 14, 1.0)), SUNDAY - 21, SUNDAY - 14)
    assert week_words(first.monday) == "2 – 8 Nov"
    assert week_words(second.monday) == "26 Oct – 1 Nov"


@pytest.mark.parametrize("days", [14, 28])
def test_each_week_of_a_chart_is_drawn_in_its_middle_however_few_of_its_days_the_range_has(days: int) -> None:
    saturday = SUNDAY - 1
    entries = tuple((saturday - ago, 4.0) for ago in reversed(range(40)))
    table = weeks(LEG, entries, saturday - days + 1, saturday)
    made = chart_of_weeks(table, Chart("", saturday - days + 1, saturday, RATING_AXIS, ()), LEG, saturday)
    assert [day for day, _ in made.series[0].points] == [week.monday + 3 for week in reversed(table)]
    assert made.first == table[-1].monday, "the whole of the first week, as in the table"


def test_a_first_week_has_its_mark_and_no_line_to_another() -> None:
    young = Chart("", SUNDAY, SUNDAY + 13, RATING_AXIS, (), room=13, to_come=("Each check-in adds a mark here.",))
    made = chart_of_weeks(weeks(LEG, ((SUNDAY, 6.0),), SUNDAY, SUNDAY), young, LEG, SUNDAY)
    assert made.series[0].points == ((SUNDAY - 3, 6.0),)
    assert (made.line_words, made.to_come) == ("", ("Each week adds a mark here.",))


def test_a_future_entry_has_its_week() -> None:
    assert weeks(LEG, ((SUNDAY + 1, 1.0),), SUNDAY, SUNDAY)[0].monday == SUNDAY + 1


def test_the_table_runs_forward() -> None:
    rows = to_table(weeks(LEG, ((SUNDAY - 7, 5.0), (SUNDAY, 3.0)), SUNDAY - 7, SUNDAY), LEG).splitlines()
    assert rows[1:] == ["2026-11-09\t1\t5\t\t", "2026-11-16\t1\t3\t\t"]
