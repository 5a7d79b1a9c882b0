"""Which tests stand for the beginning and which for now."""

from sciatica_tui.domain.assessment.comparison import compare, comparison_windows
from sciatica_tui.domain.daily import Entries
from tests.domain.people import FIRST, days_of


def weekly(weeks: int, value: float = 5) -> Entries:
    return tuple((FIRST + 7 * week, value) for week in range(weeks))


def test_with_six_tests_the_first_three_stand_against_the_last_three() -> None:
    pair = comparison_windows(weekly(8), FIRST + 49)
    assert pair is not None
    assert days_of(pair[0]) == [0, 7, 14]
    assert days_of(pair[1]) == [35, 42, 49]


def test_with_fewer_each_takes_half_rounded_down_and_they_never_overlap() -> None:
    pair = comparison_windows(weekly(5), FIRST + 28)
    assert pair is not None
    assert [len(window) for window in pair] == [2, 2]
    assert pair[0][-1][0] < pair[1][0][0]


def test_three_tests_are_too_few() -> None:
    assert comparison_windows(weekly(3), FIRST + 14) is None


def test_a_test_of_more_than_three_months_ago_is_not_current() -> None:
    assert comparison_windows(weekly(6), FIRST + 35 + 80) is not None
    assert comparison_windows(weekly(6), FIRST + 35 + 84) is None


def test_one_stray_test_long_before_the_rest_does_not_stand_for_the_beginning() -> None:
    pair = comparison_windows(((FIRST - 300, 9.0), *weekly(6)), FIRST + 35)
    assert pair is not None
    assert days_of(pair[0])[0] == 0


def test_medians_are_compared() -> None:
    comparison = compare(((0, 1.0), (7, 9.0), (14, 2.0)), ((21, 5.0), (28, 6.0)))
    assert (comparison.baseline, comparison.current, comparison.change) == (2, 5.5, 3.5)
    assert (comparison.first, comparison.last, comparison.entries, comparison.days) == (0, 28, 5, 29)
