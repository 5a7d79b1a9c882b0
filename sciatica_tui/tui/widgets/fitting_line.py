"""One line of text that says less where there is less room."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

LEAST_ROOM = 12
"""Cells for part of a sentence at least; better nothing than less."""
CLAUSES = re.compile(r"[.;:,](?= )")


class FittingLine(Widget):
    """The first of its wordings, the fullest first, for which a line has room; else the last."""

    DEFAULT_CSS = "FittingLine { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    wordings: reactive[Sequence[str]] = reactive(())

    def render(self) -> Content:
        width = self.content_size.width
        return Content(
            next((words for words in self.wordings if cell_len(words) <= width), "".join(self.wordings[-1:]))
        )


def shortened(sentence: str, room: int) -> str:
    """Return as much of a sentence as there is room for, up to where it pauses; nothing where that is too little."""
    cut = f"{sentence[: room - 1].rpartition(' ')[0]}…" if room >= LEAST_ROOM else ""
    return whole_clauses(sentence, room) or cut


def whole_clauses(sentence: str, room: int) -> str:
    """Return as many whole clauses of a sentence as there is room for; nothing where that is none, or too little."""
    words = sentence.rstrip(".")
    if cell_len(words) <= room:
        return words
    ends = [match.start() for match in CLAUSES.finditer(words) if match.start() <= room]
    return words[: ends[-1]] if ends and ends[-1] >= LEAST_ROOM else ""
