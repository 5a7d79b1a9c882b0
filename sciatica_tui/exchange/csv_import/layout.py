"""Where the table of a spreadsheet is: its header, what stands above it, and rows that sum up the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...domain.text.grammar import count
from .datetimes import looks_like_date
from .rows import Row, column_letter, shortened

HEAD = 40
"""Rows by which the layout is decided."""

FULL = 0.6
"""The share of the fullest row's cells that a header fills; what fills fewer is a title or a remark."""

SUMMARY = frozenset(
    (
        *("average", "averages", "avg", "mean", "median", "total", "totals", "sum", "min", "max", "minimum", "maximum"),
        *("durchschnitt", "mittelwert", "mittel", "summe", "gesamt", "moyenne", "somme", "promedio", "media", "suma"),
        *("totale", "somma", "gemiddelde", "gemiddeld", "totaal", "som", "média", "soma"),
    )
)
"""First words of rows that sum up the others, in the languages that are read."""


class Layout(NamedTuple):
    """The titles of the columns, the rows below them, and sentences on what was left out.

    Where there is no header, the columns are called by their letters. `sums` are the rows that sum up others.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    notices: tuple[str, ...]
    sums: tuple[Row, ...] = ()


def find_layout(rows: Sequence[Row], header: bool | None = None) -> Layout:
    """Find the table in the rows of a file, of which there is one at least; `header` says whether it has a header."""
    column = _date_column(rows[:HEAD])
    first = _first_dated(rows[:HEAD], column) if column is not None else None
    index = 0 if header or first is None else _header_index(rows[: first + 1])
    if header is False:
        index = None
    below = rows if index is None else rows[index + 1 :]
    summaries = [row for row in below if _is_summary(row, column)]
    left = tuple(row for row in below if row not in summaries)
    notices = [*_above_words(rows[: index or 0]), *map(_summary_words, summaries)]
    if index is None:
        width = max(len(row.cells) for row in rows)
        notices.append(f"There is no header: line {rows[0].line} is data, and the columns are named by their letters.")
        return Layout(tuple(map(column_letter, range(width))), left, tuple(notices), tuple(summaries))
    return Layout(rows[index].cells, left, tuple(notices), tuple(summaries))


def _date_column(rows: Sequence[Row]) -> int | None:
    """The column with the most dates, `None` where not even half of the rows from the first one on have one."""
    width = max(len(row.cells) for row in rows)
    dated = [sum(_is_dated(row, column) for row in rows) for column in range(width)]
    best = max(range(width), key=lambda column: dated[column])
    if not dated[best]:
        return None
    first = _first_dated(rows, best)
    return best if first is not None and dated[best] * 2 > len(rows) - first - 1 else None


def _first_dated(rows: Sequence[Row], column: int) -> int | None:
    return next((index for index, row in enumerate(rows) if _is_dated(row, column)), None)


def _header_index(rows: Sequence[Row]) -> int | None:
    """The header among the rows down to the first with a date: the first that is as full as a header is."""
    fullest = max(_filled(row) for row in rows)
    for index, row in enumerate(rows[:-1]):
        if _filled(row) >= max(2, FULL * fullest):
            return index
    return None


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _is_dated(row: Row, column: int) -> bool:
    return column < len(row.cells) and looks_like_date(row.cells[column].strip())


def _is_summary(row: Row, column: int | None) -> bool:
    if column is None or _is_dated(row, column):
        return False
    first = next(cell for cell in row.cells if cell.strip())
    words = re.findall(r"\w+", first.lower())
    return bool(words) and words[0] in SUMMARY


def _above_words(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    text = next(cell for cell in rows[0].cells if cell.strip())
    be = "is" if len(rows) == 1 else "are"
    return [f"{count(len(rows), 'line')} above the header (“{shortened(text)}”) {be} left out."]


def _summary_words(row: Row) -> str:
    text = next(cell for cell in row.cells if cell.strip())
    return f"Line {row.line} (“{shortened(text)}”) sums up the others and is left out."
