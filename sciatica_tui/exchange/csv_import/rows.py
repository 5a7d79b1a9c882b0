"""The rows of a file, before anything is known of them."""

from __future__ import annotations

from typing import NamedTuple

from ...domain.text.grammar import cut


class Row(NamedTuple):
    """One row: the line it begins on, counted from 1, and a cell for each column."""

    line: int
    cells: tuple[str, ...]


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
