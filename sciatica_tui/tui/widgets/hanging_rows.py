"""Rows of a heading and words beside it; words that take more than a line go on below themselves."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from ...domain.text.lines import wrapped

LEAST_ROOM = 10
"""Columns for words at least; a narrower window cuts them off."""

FAINT = "-faint"
"""A class: headings that stand back behind the words."""


class HangingRows(Widget):
    """The rows as (heading, words); `indent` is the column at which the words begin."""

    DEFAULT_CSS = "HangingRows { height: auto; width: 1fr; }"
    ALLOW_SELECT = False

    rows: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)

    def __init__(
        self,
        rows: tuple[tuple[str, str], ...] = (),
        *,
        indent: int,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._indent = indent
        self.set_reactive(HangingRows.rows, rows)

    def render(self) -> Content:
        style = "$foreground 65%" if self.has_class(FAINT) else "bold"
        lines = self.lines_of(self.rows_in_room, self.content_size.width)
        return Content("\n").join(Content.assemble((heading, style), words) for heading, words in lines)

    @property
    def rows_in_room(self) -> tuple[tuple[str, str], ...]:
        """The rows that are drawn."""
        return self.rows

    def get_content_width(self, container: Size, viewport: Size) -> int:
        lines = self.lines_of(self.rows, container.width)
        return max((len(heading) + len(words) for heading, words in lines), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(len(self.lines_of(self.rows, width)), 1)

    def lines_of(self, rows: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
        """Return the lines that rows take at a width: what stands before the words, and these."""
        lines: list[tuple[str, str]] = []
        for heading, words in rows:
            parts = wrapped(words, max(width - self._indent, LEAST_ROOM)) or [""]
            starts = (heading.ljust(self._indent), *(" " * self._indent for _ in parts[1:]))
            lines += zip(starts, parts, strict=True)
        return lines
