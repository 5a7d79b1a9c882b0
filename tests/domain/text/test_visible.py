"""Marks: one for each hidden character, none for what is writing."""

from __future__ import annotations

import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_tui.domain.text.visible import visible, visible_line

EVERYTHING = "".join(map(chr, range(sys.maxunicode + 1)))


def test_nothing_without_a_shape_is_left_but_line_ends_tabs_and_joiners() -> None:
    left = {letter for letter in visible(EVERYTHING) if category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert left == set("\n\t\u200c\u200d")
    assert set(visible_line(EVERYTHING)) & set("\n\t") == set()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\x00b\x7f", "a␀b␡"),
        ("\x9b2J \u202eevil\u2066 \u200b\ufeff\u2028\ud800", "�2J �evil� ����"),
        ("one\ntwo\r\nthree\rfour\tfive", "one\ntwo \nthree␍four\tfive"),
    ],
)
def test_each_hidden_character_has_a_mark(text: str, marked: str) -> None:
    assert visible(text) == marked


def test_one_line_has_marks_for_its_line_ends_and_tabs() -> None:
    assert visible_line("one\r\ntwo\tthree") == "one␍␊two␉three"


@pytest.mark.parametrize("text", ["", "é ß 漢 🙂 👨‍👩‍👧 می‌خواهم שלום", "no-break\u00a0space", "\ue0a0 icon"])
def test_writing_stays_as_it_is(text: str) -> None:
    assert visible(text) == visible_line(text) == text


@given(st.text(st.characters()))
def test_marks_keep_every_place_and_need_no_marks_themselves(text: str) -> None:
    for mark in (visible, visible_line):
        assert len(mark(text)) == len(text)
        assert mark(mark(text)) == mark(text)
