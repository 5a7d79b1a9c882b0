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


THIRDS = "▔━▁"
"""The level piece of a fine line at three heights within a row, whole where dots would be taken for days or levels."""


def fine_stroke(places: Sequence[Point]) -> Iterator[tuple[int, int, str]]:
    """Draw from place to place, columns growing, by thirds of a row: each cell as in `stroke`."""
    before: int | None = None
    for column, height in _heights(places):
        third = int((height + 0.5) * len(THIRDS))
        row = third // len(THIRDS)
        if before is not None:
            for between in range(min(before, row) + 1, max(before, row)):
                yield column, between, HEAVY[1]
        yield column, row, THIRDS[third % len(THIRDS)]
        before = row


def _heights(places: Sequence[Point]) -> list[tuple[int, float]]:
    """Each column from the first place to the last with the line's height there."""
    columns = [nearest(x) for x, _ in places]
    heights = [y for _, y in places]
    return [
        *(
            (column, y0 + (y1 - y0) * (column - start) / (end - start))
            for (start, y0), (end, y1) in pairwise(zip(columns, heights, strict=True))
            for column in range(start, end)
        ),
        (columns[-1], heights[-1]),
    ]


def _rows(places: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """The row of each column from the first place to the last: the cell it lies in, but for the least of bumps."""
    runs = [(row, list(run)) for row, run in groupby(_heights(places), key=lambda point: nearest(point[1]))]
    for number, (row, run) in enumerate(runs):
        is_bump = 0 < number < len(runs) - 1 and _is_least_bump(runs[number - 1 : number + 2])
        drawn = runs[number - 1][0] if is_bump else row
        yield from ((column, drawn) for column, _ in run)


def _is_least_bump(runs: Sequence[tuple[int, Sequence[tuple[int, float]]]]) -> bool:
    """Tell whether the middle one of three runs of a line leaves the row of both others by hardly anything."""
    (row_before, _), (row, _), (row_after, _) = runs
    if row_before != row_after or abs(row - row_before) != 1:
        return False
    before, bump, after = ([(y - row_before) * (row - row_before) for _, y in run] for _, run in runs)
    return max(bump) - max(min(before), min(after)) < LEAST_BUMP


def nearest(place: float) -> int:
    """The cell a place lies in; between two the further one, so that places evenly apart stay so."""
    return int(place + 0.5)
