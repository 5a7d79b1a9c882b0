"""The rows of a file, before anything is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...domain.text.grammar import cut

LINES_NAMED = 12
"""Lines named of those of which the same is said."""


class Row(NamedTuple):
    """One row: the line it begins on, counted from 1, and a cell for each column."""

    line: int
    cells: tuple[str, ...]


class OddCell(NamedTuple):
    """A cell that can't be read: where it is, what stands in it, and why not, as the end of a sentence."""

    where: str
    line: int
    text: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: “{self.text}” {self.reason}"


def column_letter(number: int) -> str:
    """Return the letters of a column, counted from 0, as spreadsheets show them: A, B, … Z, AA."""
    letters = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def shortened(cell: str) -> str:
    """Return the beginning of a cell in one line, for a sentence."""
    return cut(" ".join(cell.split()), 40)


def lines_named(lines: Sequence[int]) -> str:
    """Name lines: `Line 3`, `Lines 3, 7`, `Lines 3, 4, … and 6 more`."""
    numbers = ", ".join(map(str, lines[:LINES_NAMED]))
    further = f" and {len(lines) - LINES_NAMED} more" if len(lines) > LINES_NAMED else ""
    return f"{'Line' if len(lines) == 1 else 'Lines'} {numbers}{further}"
