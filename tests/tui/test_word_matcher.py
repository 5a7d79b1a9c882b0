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
    assert WordMatcher(typed).highlight(name).plain == name


@pytest.mark.parametrize(
    ("typed", "name"), [("undo", "Sound and voice"), ("leg heat", "Heat"), ("", "Heat"), (" ", "Heat")]
)
def test_letters_scattered_over_a_name_do_not_find_it(typed: str, name: str) -> None:
    assert WordMatcher(typed).match(name) == 0


def test_a_beginning_goes_before_a_part_and_a_whole_name_before_both() -> None:
    names = ("Overheating", "Heat and ice in turn", "Heat")
    assert sorted(names, key=WordMatcher("heat").match, reverse=True) == ["Heat", "Heat and ice in turn", "Overheating"]


def test_what_was_typed_is_marked_where_it_begins_a_word() -> None:
    (span,) = WordMatcher("in").highlight("Ice in turn").spans
    assert (span.start, span.end) == (4, 6)
    (span,) = WordMatcher("in").highlight("Painting in").spans
    assert (span.start, span.end) == (9, 11)
