"""The line of open red flags: shown whole, in fewer words where there is less room."""

from __future__ import annotations

from sciatica_tui.tui.widgets.flag_banner import fitting

LINES = ("Speak to a doctor today: fever", "Speak to a doctor today")


def test_the_longest_that_has_room_is_shown() -> None:
    assert fitting(LINES, len(LINES[0])) == LINES[0]
    assert fitting(LINES, len(LINES[0]) - 1) == LINES[1]


def test_where_nothing_has_room_the_shortest_is_left_to_be_cut() -> None:
    assert fitting(LINES, 5) == LINES[1]


def test_without_a_red_flag_there_is_nothing_to_say() -> None:
    assert fitting((), 5) == ""
