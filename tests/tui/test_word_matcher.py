"""The palette finds a name by words of it, their beginnings, or parts of them; never by letters scattered over it."""

from __future__ import annotations

import pytest

from sciatica_tui.tui.word_matcher import WordMatcher


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("walk", "Start: Walk"),
        ("WALK", "Heel walk, weaker side"),
        ("pain leg", "Trend: Worst leg pain"),
        ("hamstr", "Start: Hamstring stretch"),
        ("string", "Start: Hamstring stretch"),
        ("check in", "Check-in"),
        ("[/]", "Start: [bold]mine[/]"),
    ],
)
def test_each_word_typed_is_there(typed: str, name: str) -> None:
    assert 0 < WordMatcher(typed).match(name) <= 1


@pytest.mark.parametrize(
    ("typed", "name"), [("undo", "Sound and voice"), ("leg heat", "Heat"), ("", "Heat"), (" ", "Heat")]
)
def test_letters_scattered_over_a_name_do_not_find_it(typed: str, name: str) -> None:
    assert WordMatcher(typed).match(name) == 0


def test_a_beginning_goes_before_a_part_and_a_whole_name_before_both() -> None:
    names = ("Overheating", "Heat and ice in turn", "Heat")
    assert sorted(names, key=WordMatcher("heat").match, reverse=True) == ["Heat", "Heat and ice in turn", "Overheating"]


def test_what_was_typed_is_marked_where_it_begins_a_word() -> None:
    assert list(WordMatcher("in").spans("Ice in turn")) == [(4, 6)]
    assert list(WordMatcher("in").spans("Painting in")) == [(9, 11)]


def test_another_word_for_a_thing_finds_it_after_its_name_and_what_is_said_about_it_last() -> None:
    things = (("Trends", "", "Cold days"), ("Start: Ice", "cold", ""), ("Cold pack", "", ""))
    scores = [WordMatcher("cold").match(*thing) for thing in things]
    assert 0 < scores[0] < scores[1] < scores[2]


def test_beside_the_name_a_word_must_be_begun() -> None:
    assert WordMatcher("old").match("Start: Ice", "cold", "Cold, ten minutes") == 0


def test_a_word_of_the_name_and_another_word_for_it_find_it_together() -> None:
    assert WordMatcher("start cold").match("Start: Ice", "cold") > 0
