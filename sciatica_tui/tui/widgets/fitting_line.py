"""One line of text that says less where there is less room."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class FittingLine(Widget):
    """The first of its wordings, the fullest first, for which a line has room; else the last."""

    DEFAULT_CSS = "FittingLine { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    wordings: reactive[Sequence[str]] = reactive(())

    def render(self) -> Content:
        width = self.content_size.width
        return Content(
            next((words for words in self.wordings if cell_len(words) <= width), "".join(self.wordings[-1:]))
        )
