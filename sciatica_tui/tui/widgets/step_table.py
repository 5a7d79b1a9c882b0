"""The steps of a routine as a table, a list whose rows can be selected below its headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from .fields.controls import fitted
from .options import Options
from .selection import NO_POINTER

LEAST_GAP, WIDEST_GAP = 2, 28
"""Cells between two columns."""

LEAST_NAME = 8
"""Cells for a step's name, whatever else there is."""


class TableLast(Screen[Any]):
    """A screen on which Tab comes to the table after all that is typed: there letters are commands."""

    @property
    def focus_chain(self) -> list[Widget]:
        return sorted(super().focus_chain, key=lambda part: isinstance(part.parent, StepTable))


class StepTable(Vertical):
    """A row for each step. The numbers stand in columns, as far from each other as there is room."""

    DEFAULT_CSS = """
    StepTable {
        height: auto;
        & > Static { dock: top; height: 1; color: $foreground 65%; text-wrap: nowrap; text-overflow: ellipsis; }
        & > Options { height: auto; max-height: 100%; border: none; padding: 0; background: $background; }
    }
    """

    headings = getters.query_one(Static)
    rows = getters.query_one(OptionList)

    _table: Sequence[tuple[str, ...]] = ()

    def compose(self) -> ComposeResult:
        yield Static()
        yield Options(compact=True)

    @property
    def index(self) -> int | None:
        """The selected step, `None` where there is none."""
        index = self.rows.highlighted
        return index if index is not None and index < self.rows.option_count else None

    def show(self, table: Sequence[tuple[str, ...]], index: int) -> None:
        """Show the headings and rows of a table, with the row at `index` selected."""
        self._table = table
        lines = self._lines()
        self.rows.clear_options()
        self.rows.add_options([Option(Content(line)) for line in lines[1:]])
        if lines[1:]:
            self.rows.highlighted = min(max(index, 0), len(lines) - 2)

    def change(self, table: Sequence[tuple[str, ...]]) -> None:
        """Show the rows anew, as many as before."""
        self._table = table
        for index, line in enumerate(self._lines()[1:]):
            self.rows.replace_option_prompt_at_index(index, Content(line))

    def on_resize(self) -> None:
        self.change(self._table)

    def _lines(self) -> list[str]:
        """The table in columns: names at the left, what is counted at the right of its column."""
        if not self._table:
            return [""]
        width = max(self.content_size.width - len(NO_POINTER), LEAST_NAME)
        names, *columns = zip(*self._table, strict=True)
        widths = [max(map(cell_len, column)) for column in columns]
        name_cells = max(LEAST_NAME, *map(cell_len, names))
        gap = min(max((width - sum(widths) - name_cells) // max(len(columns), 1), LEAST_GAP), WIDEST_GAP)
        name_cells = max(min(name_cells, width - sum(widths) - gap * len(columns)), LEAST_NAME)
        lines = [
            fitted(name, name_cells)
            + "".join(" " * gap + cell.rjust(cells) for cell, cells in zip(row, widths, strict=True))
            for name, *row in self._table
        ]
        self.headings.update(Content(NO_POINTER + lines[0]))
        return lines
