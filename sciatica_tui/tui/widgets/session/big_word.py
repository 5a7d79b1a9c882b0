"""What to do now in letters that are read from the floor."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from .letter_shapes import word_lines

MOST_ROWS = 10
"""Rows of the largest letters; larger ones shout."""


class BigWord(Widget):
    """`text`, and `second` behind it where there is room, as high as the widget; plain where they don't fit."""

    DEFAULT_CSS = """
    BigWord { width: 1fr; height: 3; text-wrap: nowrap; text-style: bold; }
    """
    ALLOW_SELECT = False

    text: reactive[str] = reactive("")
    second: reactive[str] = reactive("")

    def render(self) -> Content:
        """As much of it as fits, the same for both sides: `Stretch left leg`, `Stretch left`, `Stretch`."""
        width, height = self.content_size
        both = f"{self.text} {self.second}".strip()
        ways = (both, both.removesuffix(" leg"), self.text)
        fitting = (way for way in ways if word_lines(way.replace(" left", " right"), width, min(height, MOST_ROWS)))
        lines = word_lines(next(fitting, ""), width, min(height, MOST_ROWS))
        if not lines:
            lines = ("   ·   ".join(part.upper() for part in (self.text, self.second) if part),)
        above = (height - len(lines)) // 2
        return Content("\n".join((*[""] * above, *(line.center(width) for line in lines))))
