"""Shapes in block characters: as large as they are, crisp, and in the given colours where none can be mixed."""

from __future__ import annotations

import pytest

from sciatica_tui.tui.widgets.figures.canvas import Canvas, Cell, Ink, nearest

GROUND: Ink = (0, 0, 0)
WHITE: Ink = (250, 250, 250)
RED: Ink = (200, 0, 0)


def text(rows: list[list[Cell]]) -> list[str]:
    return ["".join(character for character, *_ in row) for row in rows]


def filled(rows: list[list[Cell]]) -> list[str]:
    """`#` where a whole cell has a colour of its own."""
    return ["".join("#" if cell[0] == " " and cell[2] != GROUND else "." for cell in row) for row in rows]


def test_an_empty_canvas_is_blank() -> None:
    assert text(Canvas(3, 2, GROUND).cells()) == ["   ", "   "]


def test_a_square_fills_the_cells_it_covers() -> None:
    canvas = Canvas(4, 3, GROUND)
    canvas.polygon(((2, 4), (6, 4), (6, 8), (2, 8)), WHITE)
    assert filled(canvas.cells()) == ["....", ".##.", "...."]


@pytest.mark.parametrize("backwards", [False, True])
def test_the_corners_of_a_shape_may_go_round_either_way(backwards: bool) -> None:
    corners = ((2.0, 4.0), (6.0, 4.0), (6.0, 8.0), (2.0, 8.0))
    canvas = Canvas(4, 3, GROUND)
    canvas.polygon(corners[::-1] if backwards else corners, WHITE)
    assert filled(canvas.cells())[1] == ".##."


def test_a_limb_is_round_at_both_ends_and_as_thick_as_said() -> None:
    canvas = Canvas(10, 3, GROUND)
    canvas.capsule((4, 6), 2, (16, 6), 2, WHITE)
    rows = filled(canvas.cells())
    assert rows[1] == ".########."
    assert rows[0] == rows[2] == "." * 10


def test_what_lies_outside_is_left_out() -> None:
    canvas = Canvas(2, 1, GROUND)
    canvas.capsule((-50, -50), 3, (90, 90), 3, WHITE)
    assert len(canvas.cells()[0]) == 2


def test_colours_that_cannot_be_mixed_stay_as_they_are() -> None:
    canvas = Canvas(12, 6, GROUND, smooth=False)
    canvas.capsule((5, 5), 3.3, (19, 18), 2.1, RED)
    canvas.capsule((5, 18), 2.3, (19, 5), 2.1, WHITE)
    inks = {ink for row in canvas.cells() for _, *both in row for ink in both}
    assert inks == {GROUND, RED, WHITE}


def test_any_set_of_dots_is_shown_by_a_block_near_to_it() -> None:
    misses = [(mask ^ nearest(mask)[1]).bit_count() for mask in range(256)]
    assert max(misses) <= 4
    assert sum(misses) / len(misses) < 2


@pytest.mark.parametrize("shape", ["11110000", "10101010", "11000000", "10100101", "11111010", "00000011", "00111111"])
def test_halves_and_quarters_are_shown_as_they_are(shape: str) -> None:
    mask = int(shape[::-1], 2)
    assert nearest(mask)[1] == mask
