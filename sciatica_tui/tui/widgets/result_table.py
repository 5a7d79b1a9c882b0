"""What a weekly test gave: a day in each row, and a column for each answer. Tests: `tests/tui/screens`."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from ...domain.views.weekly_tests import Results

DAY_CELLS = 6
"""Cells of a day such as `20 Nov`, so that one with a single digit stands in line."""

GAP = 2
"""Cells between the columns."""


class ResultTable(Static):
    """The latest results, no more than `most`."""

    DEFAULT_CSS = "ResultTable { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, results: Results, most: int, *, classes: str = "") -> None:
        super().__init__(_table(results, most), classes=classes)


def _table(results: Results, most: int) -> Content:
    rows = results.rows[:most]
    widths = [max(map(len, column)) for column in zip(results.columns, *(cells for _, cells in rows), strict=True)]
    lines = [Content.styled(" " * DAY_CELLS + _in_columns(results.columns, widths), "$foreground 65%")]
    lines += [Content.assemble((day.rjust(DAY_CELLS), "bold"), _in_columns(cells, widths)) for day, cells in rows]
    return Content("\n").join(lines)


def _in_columns(cells: tuple[str, ...], widths: list[int]) -> str:
    return "".join(" " * GAP + cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
