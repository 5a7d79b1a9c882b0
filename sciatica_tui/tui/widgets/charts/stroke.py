"""A line over a grid of characters, of box-drawing pieces: it is whole where dots would look like dust."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

HEAVY, LIGHT = tuple("━┃┏┓┗┛"), tuple("─│╭╮╰╯")
"""The pieces of a line: level, upright, then the four bends, by where they are in a box."""

LEAST_BUMP = 0.75
"""Rows by which a line goes one way and back for that to be drawn: less would show at one height of a chart alone."""

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


QUARTERS = (0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80)
"""The dots of a cell of Braille, from the top: left and right."""
BRAILLE = 0x2800


def fine_stroke(places: Sequence[Point]) -> Iterator[tuple[int, int, str]]:
    """Draw from place to place, columns growing, in dots of half a cell by a quarter: each cell as in `stroke`."""
    dots: dict[tuple[int, int], int] = {}
    before: int | None = None
    for half, quarter in _quarters(places):
        top, bottom = (quarter, quarter) if before is None else sorted((before, quarter))
        for dot in range(top + (top == before != bottom), bottom + 1 - (bottom == before != top)):
            cell = half // 2, dot // 4
            dots[cell] = dots.get(cell, 0) | QUARTERS[dot % 4][half % 2]
        before = quarter
    for (column, row), cell_dots in dots.items():
        yield column, row, chr(BRAILLE | cell_dots)


def _quarters(places: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """The dot of each half of a column, both counted from the upper left; a place alone fills its column."""
    first, last = (2 * nearest(x) for x in (places[0][0], places[-1][0]))
    part = 0
    for half in range(first, last + 2):
        x = half / 2 - 0.25
        while part < len(places) - 2 and places[part + 1][0] < x:
            part += 1
        (x0, y0), (x1, y1) = places[part], places[min(part + 1, len(places) - 1)]
        share = min(max((x - x0) / (x1 - x0), 0.0), 1.0) if x1 > x0 else 0.0
        yield half, int((y0 + (y1 - y0) * share + 0.5) * 4)


def _rows(places: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """The row of each column from the first place to the last: the cell it lies in, but for the least of bumps."""
    columns = [nearest(x) for x, _ in places]
    heights = [y for _, y in places]
    points = [
        (column, y0 + (y1 - y0) * (column - start) / (end - start))
        for (start, y0), (end, y1) in pairwise(zip(columns, heights, strict=True))
        for column in range(start, end)
    ]
    points.append((columns[-1], heights[-1]))
    runs = [(row, list(run)) for row, run in groupby(points, key=lambda point: nearest(point[1]))]
    for number, (row, run) in enumerate(runs):
        is_bump = 0 < number < len(runs) - 1 and _is_least_bump(runs[number - 1 : number + 2])
        drawn = runs[number - 1][0] if is_bump else row
        yield from ((column, drawn) for column, _ in run)


def _is_least_bump(runs: Sequence[tuple[int, Sequence[Point]]]) -> bool:
    """Tell whether the middle one of three runs of a line leaves the row of both others by hardly anything."""
    (row_before, _), (row, _), (row_after, _) = runs
    if row_before != row_after or abs(row - row_before) != 1:
        return False
    before, bump, after = ([(y - row_before) * (row - row_before) for _, y in run] for _, run in runs)
    return max(bump) - max(min(before), min(after)) < LEAST_BUMP


def nearest(place: float) -> int:
    """The cell a place lies in; between two the further one, so that places evenly apart stay so."""
    return int(place + 0.5)
