"""Digits, letters and arrows: as large as the space allows, and each unlike the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_tui.domain.routines.timer_view import WORDS
from sciatica_tui.tui.widgets.session.digit_shapes import arrow_lines, big_lines
from sciatica_tui.tui.widgets.session.letter_shapes import LETTERS, word_lines


@pytest.mark.parametrize(("text", "width", "height"), [("30", 78, 11), ("14:59", 78, 11), ("1:02:03", 78, 11)])
def test_on_eighty_columns_the_digits_are_at_least_seven_rows_high(text: str, width: int, height: int) -> None:
    assert len(big_lines(text, width, height)) >= 7


@given(st.from_regex(r"[0-9]{1,2}(:[0-9]{2}){0,2}", fullmatch=True), st.integers(1, 220), st.integers(1, 60))
def test_digits_fit_whatever_the_room(text: str, width: int, height: int) -> None:
    lines = big_lines(text, width, height)
    assert len(lines) <= height
    assert all(len(line) == len(lines[0]) <= width for line in lines)


@pytest.mark.parametrize("rows", range(3, 46))
def test_no_two_digits_look_alike_at_any_size(rows: int) -> None:
    drawn = {big_lines(sign, 300, rows) for sign in "0123456789.:"}
    assert len(drawn) == 12
    assert all(len(lines) == rows for lines in drawn)


def test_a_digit_has_its_shape() -> None:
    assert big_lines("5", 8, 7) == (
        "▄███████",
        "██      ",
        "██      ",
        "▀██████▄",
        "      ██",
        "      ██",
        "███████▀",
    )


def test_the_hole_behind_a_leading_1_is_no_wider_than_the_1() -> None:
    assert big_lines("10", 78, 7)[:2] == (
        "████  ▄██████▄",
        "  ██  ██    ██",
    )


def test_nothing_is_drawn_where_nothing_fits() -> None:
    assert big_lines("10:00", 9, 20) == ()
    assert big_lines("", 80, 20) == ()
    assert word_lines("HOLD", 10, 3) == ()
    assert word_lines("HOLD", 80, 1) == ()


def test_arrows_mirror_each_other() -> None:
    left, right = arrow_lines("left", 6), arrow_lines("right", 6)
    assert [line[::-1] for line in left] == list(right)
    assert len(left) == 6


def test_no_two_letters_look_alike() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS) == 26 + 10 + 3
    for rows in LETTERS.values():
        assert len(rows.split()) == 5
        assert len({len(row) for row in rows.split()}) == 1


def test_every_word_of_a_step_with_its_side_can_be_drawn() -> None:
    for word in WORDS.values():
        assert word_lines(word, 78, 3)
        assert word_lines(f"{word} right", 118, 3)


def test_words_grow_with_the_room() -> None:
    assert [len(word_lines("Rest", 200, height)) for height in (3, 5, 8)] == [3, 5, 8]
    assert word_lines("Hip flexor [b]", 200, 5) == ()


def test_strokes_that_meet_at_a_corner_run_into_each_other() -> None:
    assert word_lines("6", 40, 5) == (
        " ▄████  ",
        "██▀     ",
        "██████▄ ",
        "██▄  ███",
        " ▀████▀ ",
    )
    assert word_lines("→", 40, 5)[2] == "██████████"
