"""Where the labels of a scale stand on rows of characters."""

from __future__ import annotations

from ....domain.charts.chart import Axis

LEAST_GAP, MOST_EMPTY = 2, 3
"""Rows from one label of the axis to the next at least, and rows that may stay empty so that these are even."""


def even_ticks(axis: Axis, rows: int) -> tuple[tuple[float, ...], int]:
    """Return the values to label and how many of the rows to draw on, so that labels are equally far apart.

    The finest steps that leave two rows between labels; a few rows may stay empty for it, or to give each whole number
    a row of its own.
    """
    low = min(axis.top, axis.bottom)
    choices: list[tuple[int, bool, int, int, tuple[float, ...]]] = []
    for step in axis.steps:
        gaps = round(axis.span / step)
        if gaps < 1 or abs(gaps * step - axis.span) > 1e-6 or (rows - 1) // gaps < min(LEAST_GAP, rows - 1):
            continue
        values = tuple(low + step * n for n in range(gaps + 1))
        most = (rows - 1) // gaps * gaps + 1
        choices += (
            (max(rows - drawn_rows - MOST_EMPTY, 0), not has_row_each(axis, drawn_rows), -gaps, -drawn_rows, values)
            for drawn_rows in {most, *range(most, rows - MOST_EMPTY - 1, -gaps)}
        )
    if not choices:
        return (low, low + axis.span), rows
    *_, drawn_rows, values = min(choices)
    return values, -drawn_rows


def has_row_each(axis: Axis, rows: int) -> bool:
    """Tell whether each whole number of the axis lies in the middle of one of the rows."""
    return rows > axis.span and (rows - 1) % axis.span == 0
