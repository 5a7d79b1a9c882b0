"""The scales of a chart: ticks that are round, true and never touch."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sciatica_tui.domain.charts.chart import RATING_AXIS, Chart, Curve, MeanPoint, date_ticks, fitting_axis, word_axis

LAST = date(2026, 11, 22).toordinal()


@pytest.mark.parametrize(
    ("days", "first_labels"),
    [
        (14, ["9 Nov", "13 Nov", "17 Nov"]),
        (28, ["26 Oct", "2 Nov", "9 Nov"]),
        (92, ["Sep", "Oct", "Nov"]),
        (365, ["2026", "Apr", "Jul"]),
        (3650, ["2018", "2020", "2022"]),
    ],
)
def test_dates_are_labelled_by_days_weeks_months_or_years(days: int, first_labels: list[str]) -> None:
    labels = [text for _, text in date_ticks(LAST - days + 1, LAST, 43)]
    assert labels[:3] == first_labels


@settings(max_examples=60, deadline=None)
@given(days=st.integers(1, 5000), columns=st.integers(10, 200))
def test_no_two_labels_touch_and_none_lies_beside_the_chart(days: int, columns: int) -> None:
    first = LAST - days + 1
    ticks = date_ticks(first, LAST, columns)
    assert all(first <= day <= LAST for day, _ in ticks)
    ends = [((day - first) * columns / days, len(text)) for day, text in ticks]
    for (a, wide), (b, next_wide) in itertools.pairwise(ends):
        assert a + wide / 2 < b - next_wide / 2


def test_ratings_have_their_fixed_scale_and_fewer_ticks_in_less_room() -> None:
    assert RATING_AXIS.ticks(11) == tuple(range(11))
    assert RATING_AXIS.ticks(4) == (0, 5, 10)
    assert [RATING_AXIS.share(value) for value in (10, 5, 0, -3, 14)] == [0, 0.5, 1, 1, 0]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 1440), max_size=20), st.booleans())
def test_a_fitting_scale_starts_at_nothing_and_holds_every_value(values: list[float], minutes: bool) -> None:
    axis = fitting_axis(values, minutes=minutes)
    assert axis.bottom == 0
    assert axis.top >= max(values, default=0)
    assert 2 <= len(axis.ticks(8)) <= 8


def test_zones_run_downwards_as_on_the_body() -> None:
    axis = word_axis(("none", "back", "foot"), first_on_top=True)
    assert axis.share(0) == 0
    assert axis.share(2) == 1
    assert axis.label(2) == "foot"


def test_the_cursor_goes_by_days_and_from_test_to_test() -> None:
    points = ((LAST - 20, 40.0), (LAST - 9, 45.0))
    daily = Chart("t", LAST - 27, LAST, RATING_AXIS, (Curve("a", points),))
    tests = Chart("t", LAST - 27, LAST, RATING_AXIS, (Curve("a", points, (MeanPoint(*points[0]),), 35, sparse=True),))
    assert daily.stepped(LAST, -1, 1) == LAST - 1
    assert daily.stepped(LAST, 1, 1) == LAST
    young = replace(daily, room=5)
    assert young.stepped(LAST - 6, 3, 1) == LAST - 5, "not into what is to come"
    assert daily.until == LAST
    assert tests.stepped(LAST, 0, 1) == LAST - 9
    assert tests.stepped(LAST, -1, 1) == LAST - 9
    assert tests.stepped(LAST - 9, -1, 1) == LAST - 20
    assert tests.stepped(LAST - 20, -1, 1) == LAST - 20
    assert tests.stepped(LAST - 20, 1, 1) == LAST - 9
