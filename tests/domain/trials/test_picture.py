"""The picture of a trial's pairs."""

from __future__ import annotations

from sciatica_tui.domain.trials.picture import Pair, pairs_picture


def test_each_pair_has_a_mark_for_its_days_with_and_one_for_those_without() -> None:
    assert pairs_picture([(2.0, 6.0), (4.0, 4.3), (None, 0.0), (9.6, None)], 40) == (
        "10       ●",
        " 8",
        " 6 ○",
        " 4   ◉",
        " 2 ●",
        " 0     ○",
        "● with  ○ without  ◉ both",
    )


def test_a_narrow_picture_shows_the_latest_pairs() -> None:
    pairs: list[Pair] = [(10.0, None)] * 5 + [(None, 0.0)] * 2
    picture = pairs_picture(pairs, 7)
    assert picture[0] == "10"
    assert picture[5] == " 0 ○ ○"
