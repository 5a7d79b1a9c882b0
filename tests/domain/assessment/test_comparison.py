"""Which entries make a window."""

import pytest

from sciatica_tui.domain.assessment.comparison import comparison_windows
from sciatica_tui.domain.measures.rules import LEG_PAIN
from tests.domain.people import FIRST, days_of, entries_of


class TestWindows:
    def test_with_fourteen_days_the_first_seven_stand_against_the_last_seven(self) -> None:
        pair = comparison_windows(LEG_PAIN, entries_of((20, 5)), FIRST + 19)
        assert pair is not None
        assert days_of(pair[0]) == [0, 1, 2, 3, 4, 5, 6]
        assert days_of(pair[1]) == [13, 14, 15, 16, 17, 18, 19]

    @pytest.mark.parametrize(("days", "each"), [(10, 5), (11, 5), (12, 6), (13, 6), (14, 7), (15, 7)])
    def test_with_fewer_each_takes_half_rounded_down(self, days: int, each: int) -> None:
        pair = comparison_windows(LEG_PAIN, entries_of((days, 5)), FIRST + days - 1)
        assert pair is not None
        assert [len(window) for window in pair] == [each, each]
        assert pair[0][-1][0] < pair[1][0][0]

    def test_nine_days_are_too_few(self) -> None:
        assert comparison_windows(LEG_PAIN, entries_of((9, 5)), FIRST + 8) is None

    def test_the_baseline_lies_within_fourteen_days_of_its_first(self) -> None:
        every_third = entries_of((60, 5), skip=[d for d in range(60) if d % 3])
        pair = comparison_windows(LEG_PAIN, every_third, FIRST + 59)
        assert pair is not None
        assert days_of(pair[0]) == [0, 3, 6, 9, 12]

    def test_current_entries_are_none_older_than_fourteen_days(self) -> None:
        entries = entries_of((30, 5))
        assert comparison_windows(LEG_PAIN, entries, FIRST + 29 + 10) is not None
        assert comparison_windows(LEG_PAIN, entries, FIRST + 29 + 11) is None

    def test_one_stray_entry_long_before_the_rest_does_not_take_the_baseline(self) -> None:
        entries = ((FIRST - 300, 9.0), *entries_of((20, 5)))
        pair = comparison_windows(LEG_PAIN, entries, FIRST + 19)
        assert pair is not None
        assert days_of(pair[0])[0] == 0
