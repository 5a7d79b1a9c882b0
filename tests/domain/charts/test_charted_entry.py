"""The check-in that the value of a day on a chart comes from."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.charts.charted_entry import charted_entry
from sciatica_tui.domain.charts.measure_display import BY_MEASURE, DISPLAYS, MeasureDisplay
from sciatica_tui.domain.records import Side

from ...support import checkin


def test_it_is_the_last_one_that_answered_the_charted_value() -> None:
    first, second = checkin(at="08:00", leg_pain=6), checkin(at="09:00", leg_pain=6)
    of_day = (checkin(at="20:00", leg_pain=1), second, first, checkin(at="21:00", sleep=3))
    assert charted_entry(BY_MEASURE["leg_pain"], of_day, 6, None) == second


def test_where_no_single_one_has_the_value_it_is_the_last_that_answered_the_measure() -> None:
    walk, swim = ([{"kind": kind, "minutes": 20}] for kind in ("walk", "swim"))
    last = checkin(at="18:00", activity=swim)
    of_day = (checkin(at="08:00", activity=walk), last, checkin(at="20:00", leg_pain=1))
    assert charted_entry(BY_MEASURE["activity"], of_day, 40, None) == last


def test_of_a_test_of_two_sides_it_is_the_one_of_the_affected_leg() -> None:
    right, left = checkin(at="08:00", heel_rises={"right": 9}), checkin(at="09:00", heel_rises={"left": 25})
    assert charted_entry(BY_MEASURE["heel_rises"], (right, left), 9, Side.RIGHT) == right


@pytest.mark.parametrize("kind", DISPLAYS, ids=lambda kind: kind.measure)
def test_of_no_measure_a_check_in_without_an_answer_is_taken(kind: MeasureDisplay) -> None:
    assert charted_entry(kind, (checkin(note="only this"),), 1, None) is None
