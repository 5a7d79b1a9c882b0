"""A line over a grid of characters, of box-drawing pieces: it is whole where dots would look like dust."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

HEAVY, LIGHT = tuple("━┃┏┓┗┛"), tuple("─│╭╮╰╯")
"""The pieces of a line: level, upright, then the four bends, by where they are in a box."""

Point = tuple[float, float]
"""A column and a row, of which the whole numbers are the middles of cells."""


def stroke(places: Sequence[Point], pieces: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Draw from place to place, columns growing: each cell as column, row and character, one way from end to end."""
    level, upright, rises_into, falls_out, falls_into, rises_out = pieces
    before: int | None = None
    for column, row in _rows(places):
        if before is None or before == row:
            yield column, row, level
        else:
            leaves, enters = (falls_out, falls_into) if row > before else (rises_out, rises_into)
            yield column, before, leaves
            yield column, row, enters
            for between in range(min(before, row) + 1, max(before, row)):
                yield column, between, upright
        before = row


def _rows(places: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """The row of each column from the first place to the last; each place is in the cell it lies in."""
    columns = [nearest(x) for x, _ in places]
    rows = [y for _, y in places]
    for (start, y0), (end, y1) in pairwise(zip(columns, rows, strict=True)):
        for column in range(start, end):
            yield column, nearest(y0 + (y1 - y0) * (column - start) / (end - start))
    yield columns[-1], nearest(rows[-1])


def nearest(place: float) -> int:
    """The cell a place lies in; between two the further one, so that places evenly apart stay so."""
    return int(place + 0.5)
