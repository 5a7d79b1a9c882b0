"""The time of a session in digits as high as the space allows, with an arrow for the side."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from .digit_shapes import arrow_lines, big_lines

ARROW_GAP = 3
"""Cells between an arrow and the digits."""

ARROW_SHARE = 8
"""The part of the width that an arrow has at least, so that it is as large beside two digits as beside one."""


class BigDigits(Widget):
    """`text` are digits and colons, of the size that `longest` has; `side` is `left`, `right` or empty.

    Redraws when they change, without layout.
    """

    DEFAULT_CSS = """
    BigDigits { width: 1fr; height: 1fr; text-wrap: nowrap; }
    """
    ALLOW_SELECT = False

    text: reactive[str] = reactive("")
    longest: reactive[str] = reactive("")
    side: reactive[str] = reactive("")

    def render(self) -> Content:
        """The digits in the middle; plain text where not even the smallest fit."""
        width, height = self.content_size
        for_digits = width - 2 * (ARROW_GAP + width // ARROW_SHARE) if self.side else width
        lines = big_lines(self.text, for_digits, height, self.longest) or (self.text,)
        room = (width - len(lines[0])) // 2
        arrow = arrow_lines(self.side, min(len(lines) // 2, room - ARROW_GAP)) if self.side else ()
        rows = [" " * room + line + " " * (width - room - len(line)) for line in lines]
        above = (len(lines) - len(arrow)) // 2
        for number, piece in enumerate(arrow, above):
            line, gap = rows[number], " " * ARROW_GAP
            if self.side == "left":
                rows[number] = line[: room - ARROW_GAP - len(piece)] + piece + gap + line[room:]
            else:
                end = room + len(lines[0])
                rows[number] = line[:end] + gap + piece + line[end + ARROW_GAP + len(piece) :]
        blank = [" " * width] * ((height - len(rows)) // 2)
        return Content("\n".join((*blank, *rows)))
