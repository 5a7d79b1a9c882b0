"""The columns of a spreadsheet with what each means, those to decide first.

Tests: `tests/tui/screens/test_file_import.py`.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widgets.option_list import Option

from ...domain.text.grammar import cut
from ...domain.text.lines import wrapped
from ...services.imports import ColumnView
from .options import Options

WIDEST = 30
"""Letters of a title in the list."""

COMES_IN, UNSURE, LEFT_OUT_MARK, BLANK = "✓", "?", "✗", " "
"""Before what comes in, what is to be decided, and what does not come in; nothing before what is said of these."""

MARKS = {
    " ": (COMES_IN, "$text-success", ""),
    "?": (UNSURE, "$text-warning", "to decide: "),
    "–": (LEFT_OUT_MARK, "bold", "left out: "),
}
"""How a column is marked, in which style, and which words stand before what it means."""

FAINT = "$foreground 60%"
EVIDENCE = "    "
LEAST = 12
"""Cells that a column's words have in any window, and before there is one."""


class ColumnList(Options):
    """One option for each column; what is longer than its line goes on below its own words."""

    _views: tuple[ColumnView, ...] = ()
    _evidence_of_all = False

    def set_columns(self, views: Iterable[ColumnView], marked: int, *, evidence_of_all: bool) -> None:
        """Show these, with the pointer on one of them; the evidence of all, or only of those that are asked about."""
        self._views, self._evidence_of_all = tuple(views), evidence_of_all
        self._fill(marked)

    def on_resize(self) -> None:
        """Break the lines anew."""
        if self._views:
            self._fill(self.highlighted)

    def _fill(self, marked: int | None) -> None:
        self.clear_options()
        title_width = min(WIDEST, max((len(view.title) for view in self._views if len(view.titles) == 1), default=0))
        self.add_options(Option(self._words(view, title_width)) for view in self._views)
        self.highlighted = marked

    def _words(self, view: ColumnView, title_width: int) -> Content:
        mark, style, before = MARKS[view.mark]
        if len(view.titles) > 1:
            titles, meaning = (self._below(text, len(EVIDENCE)) for text in (view.title, f"{before}{view.meaning}"))
            return Content.assemble((mark, style), f" {titles}\n{EVIDENCE}", (meaning, FAINT))
        head = f" {cut(view.title, WIDEST):<{title_width}}  "
        meaning = self._below(f"{before}{view.meaning}", len(mark + head))
        is_explained = view.evidence and (view.mark == "?" or self._evidence_of_all)
        evidence = f"\n{EVIDENCE}{self._below(view.evidence, len(EVIDENCE))}" if is_explained else ""
        return Content.assemble((mark, style), head + meaning, (evidence, FAINT))

    def _below(self, text: str, column: int) -> str:
        """Break a text that begins at this column into lines that all do."""
        padding = self.get_component_styles("option-list--option").padding.width
        width = self.content_size.width - self.styles.scrollbar_size_vertical - padding - column
        return f"\n{' ' * column}".join(wrapped(text, max(width, LEAST)))
