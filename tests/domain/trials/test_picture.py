"""The picture of a trial's pairs."""

from __future__ import annotations

from datetime import date

from sciatica_tui.domain.trials.picture import Pair, pairs_picture

FIRST = date(2026, 11, 20)


def test_each_point_there_was_has_a_row_and_each_pair_the_day_on_which_it_begins() -> None:
    assert pairs_picture(
        [(1.0, 3.0), (4.0, 4.3), (None, 2.0), (3.6, None), (None, None)], FIRST, 2, 68, "Leg pain"
    ) == (
        "Leg pain. A column: 1 day ● with and 1 day ○ without, ◉ the same",
        " 4          ◉                 ●",
        " 3 ○",
        " 2                   ○",
        " 1 ●",
        "   20 Nov   22 Nov   24 Nov   26 Nov",
    )


def test_without_an_answer_there_is_none() -> None:
    assert pairs_picture([(None, None)], FIRST, 2, 68, "Leg pain") == ()


def test_many_pairs_stand_closer_and_only_some_of_their_days_are_named() -> None:
    pairs: list[Pair] = [(2.0, 3.0)] * 28
    picture = pairs_picture(pairs, FIRST, 2, 68, "Leg pain")
    assert picture[2] == " 2 " + " ".join("●" * 28)
    assert picture[3] == "   20 Nov  28 Nov  6 Dec   14 Dec  22 Dec  30 Dec  7 Jan"


def test_a_narrow_picture_shows_the_latest_pairs() -> None:
    pairs: list[Pair] = [(10.0, None)] * 5 + [(None, 0.0)] * 2
    picture = pairs_picture(pairs, FIRST, 2, 7, "Leg pain")
    assert picture[1:] == (" 0 ○ ○", "   30 Nov")
