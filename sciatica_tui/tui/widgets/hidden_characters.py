"""Hidden characters on the screen: marked before a line is laid out, and kept from the terminal whatever happens."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from ...domain.text.visible import visible, visible_line
from ..textual_compat import mark_text


def mark_hidden() -> None:
    """Mark the hidden characters in the text of every widget before it is laid out, so that its width is right."""
    mark_text(visible)


class HiddenCharacters(LineFilter):
    """Replaces every hidden character that has no mark by spaces of its width, last thing before the terminal.

    It passes a line through the filters before it as well: a line is kept as it is after each filter.
    """

    def __init__(self, filters_before: tuple[LineFilter, ...] = ()) -> None:
        super().__init__()
        self.filters_before = filters_before

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        for earlier in self.filters_before:
            segments = earlier.apply(segments, background)
        return [s if s.control or s.text.isprintable() else Segment(_bare(s.text), s.style) for s in segments]


def _bare(text: str) -> str:
    line = visible_line(text)
    return "".join(c if c == mark else " " * cell_len(c) for c, mark in zip(text, line, strict=True))
