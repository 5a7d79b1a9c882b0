"""What the palette lists: a line for each thing, with what it does and its key at the right, below headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets.option_list import Option

from .fitting_line import shortened
from .options import Answers

LONGEST_NAME = 32
"""Cells of the column of names at most; a longer name takes from what is said beside it."""
GAP, FAINT = 2, "$foreground 65%"


class TargetRow(NamedTuple):
    """A line: its words, with what was typed at `spans`, what it does, and its key."""

    words: str
    about: str
    key: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class DrawnRow(Visual):
    """A line, drawn as wide as the list is by then; its names are in a column of so many cells."""

    row: TargetRow
    column: int

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The line, with a gap between its key and the bar."""
        return drawn(self.row, self.column, width - 1).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All of it."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """One line."""
        return 1


class TargetList(Answers, can_focus=False):
    """The lines and, as plain strings, headings; which change with every letter typed."""

    def __init__(self) -> None:
        super().__init__(compact=True)

    def show(self, lines: Sequence[TargetRow | str]) -> None:
        """List these, the first of them selected."""
        names = [cell_len(line.words) for line in lines if not isinstance(line, str)]
        column = min(max(names, default=0), LONGEST_NAME)
        self.set_options(
            Option(Content.styled(line, FAINT), disabled=True)
            if isinstance(line, str)
            else Option(DrawnRow(line, column))
            for line in lines
        )
        self.highlighted = next((number for number, line in enumerate(lines) if not isinstance(line, str)), None)


def drawn(row: TargetRow, column: int, width: int) -> Content:
    """Return a line, its names in a column so wide; in less room than that takes, its key goes last."""
    words = Content(row.words)
    for start, end in row.spans:
        words = words.stylize("bold underline", start, end)
    words = words.pad_right(max(column - words.cell_length, 0) + GAP)
    key = Content.styled(row.key, "bold $primary")
    room = width - words.cell_length - key.cell_length - GAP
    about = shortened(row.about, room)
    gap = max(width - words.cell_length - cell_len(about) - key.cell_length, 0)
    return Content.assemble(words, (about, FAINT), " " * gap, key)
