"""Dots two across and four down in each character: the canvas of everything that is drawn in braille."""

from __future__ import annotations

BRAILLE = {(0, 0): 1, (0, 1): 2, (0, 2): 4, (1, 0): 8, (1, 1): 16, (1, 2): 32, (0, 3): 64, (1, 3): 128}
"""The bit of each dot of a braille cell, by column and row."""

_BITS = [BRAILLE[x, y] for y in range(4) for x in range(2)]


class Dots:
    """A canvas of `columns` × `rows` characters; dots are set by x and y from the top left, those outside are left."""

    def __init__(self, columns: int, rows: int) -> None:
        self.width = 2 * columns
        self.height = 4 * rows
        self.cells = [[0] * columns for _ in range(rows)]

    def set(self, x: int, y: int) -> None:
        """Set one dot."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self.cells[y >> 2][x >> 1] |= _BITS[(y & 3) * 2 + (x & 1)]

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Set the dots from one place to another, x growing, without a hole however steep it is."""
        start, end = round(x0), round(x1)
        before = round(y0)
        for x in range(start, end + 1):
            y = round(y0 + (y1 - y0) * ((x - start) / (end - start))) if end > start else round(y1)
            for between in range(min(before, y), max(before, y) + 1):
                if x == start or abs(between - before) > 0 or y == before:
                    self.set(x, between)
            before = y

    def character(self, column: int, row: int) -> str:
        """The character of a cell; a space where no dot is set."""
        return braille(self.cells[row][column])


def braille(bits: int) -> str:
    """The character with these dots; a space for none."""
    return chr(0x2800 + bits) if bits else " "
