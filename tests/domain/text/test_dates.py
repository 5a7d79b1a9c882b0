"""Days in words: with the year of every day that is not of this one."""

from __future__ import annotations

from datetime import date

import pytest

from sciatica_tui.domain.text.dates import day_words, short_month, year_of

TODAY = date(2026, 1, 9)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 2), "2 January"),
        (date(2025, 12, 28), "28 December 2025"),
        (date(2016, 12, 1), "1 December 2016"),
    ],
)
def test_a_day_of_another_year_names_it(day: date, words: str) -> None:
    assert day_words(day, TODAY) == words


def test_a_day_early_in_this_year_names_it_when_the_same_day_of_the_next_is_nearer() -> None:
    assert year_of(date(2026, 1, 2), date(2026, 12, 20)) == " 2026"
    assert short_month(date(2026, 6, 2), date(2026, 12, 20)) == "2 Jun"
