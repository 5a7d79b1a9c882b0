"""Text and lines on a page of the PDF: its fonts, sizes and colours.

The letters are DejaVu Sans Condensed (fonts/), embedded as the part that is used: the fonts every PDF reader has lack
most letters of most languages. All lengths are in points, 1/72 inch.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import NamedTuple

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ...domain.text.visible import visible_line

Colour = tuple[float, float, float]
"""Red, green and blue, each 0–1."""

PLAIN, BOLD = "SciaticaSans", "SciaticaSans-Bold"
FONTS = {PLAIN: "DejaVuSansCondensed.ttf", BOLD: "DejaVuSansCondensed-Bold.ttf"}
MISSING = "\u25a1"
"""Stands for a letter that the font has not."""

SIZE = 7.6
LINE = 10.2
"""The height of a line of SIZE."""
TITLE_HEIGHT = 14.0

INK = (0.13, 0.15, 0.18)
FAINT = (0.42, 0.45, 0.49)
RULE = (0.78, 0.80, 0.83)


class Box(NamedTuple):
    """A rectangle on the page; `top` is its upper edge, and y grows upwards."""

    left: float
    top: float
    width: float
    height: float


_LETTERS: set[int] = set()
"""The letters that the font has; known once it is registered."""


def register_fonts() -> None:
    """Make the fonts known to ReportLab, before the first text is drawn."""
    for name, file in FONTS.items():
        with as_file(files(__package__) / "fonts" / file) as path:
            font = TTFont(name, str(path))
        registerFont(font)
        _LETTERS.update(font.face.charToGlyph)


def printable(text: str) -> str:
    """Put a text on one line, with hidden letters and those that the font has not made visible."""
    return "".join(letter if ord(letter) in _LETTERS else MISSING for letter in visible_line(text))


def width_of(text: str, size: float = SIZE) -> float:
    """Measure a line of text that is not bold."""
    width: float = stringWidth(printable(text), PLAIN, size)
    return width


def shortened(text: str, width: float, *, bold: bool = False, size: float = SIZE) -> str:
    """Cut a text after a word where it is too wide, with an ellipsis at its end: half a figure is a wrong one."""
    text, font = printable(text), BOLD if bold else PLAIN
    if stringWidth(text, font, size) <= width:
        return text
    while text and stringWidth(f"{text}…", font, size) > width:
        text = text.rpartition(" ")[0] or text[:-1]
    return f"{text.rstrip()}…"


class Pen:
    """Text and lines on a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        bold: bool = False,
        size: float = SIZE,
        colour: Colour = INK,
        right: bool = False,
    ) -> float:
        """Write one line; return its width."""
        text = printable(text)
        font = BOLD if bold else PLAIN
        width: float = stringWidth(text, font, size)
        self.canvas.setFont(font, size)
        self.canvas.setFillColorRGB(*colour)
        self.canvas.drawString(x - width if right else x, y, text)
        return width

    def lines(self, box: Box, text: str, size: float = SIZE, *, bold: bool = False) -> int:
        """Count the lines that a text takes in the width of a box."""
        return len(simpleSplit(printable(text), BOLD if bold else PLAIN, size, box.width))

    def wrapped(self, box: Box, text: str, *, bold: bool = False, size: float = SIZE, colour: Colour = INK) -> float:
        """Write as many lines as fit a box; return their height."""
        lines = simpleSplit(printable(text), BOLD if bold else PLAIN, size, box.width)
        step = size * LINE / SIZE
        fit = max(0, int((box.height + 0.1) // step))
        if len(lines) > fit > 0:
            lines = [*lines[: fit - 1], f"{lines[fit - 1].rstrip(' ,;')} …"]
        for index, line in enumerate(lines[:fit]):
            self.text(box.left, box.top - size - index * step, line, bold=bold, size=size, colour=colour)
        return len(lines[:fit]) * step

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        colour: Colour = RULE,
        width: float = 0.5,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a straight line."""
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(width)
        self.canvas.setDash(list(dash))
        self.canvas.line(x1, y1, x2, y2)
        self.canvas.setDash()

    def title(self, box: Box, text: str) -> float:
        """Write a section's title with a line below; return its height."""
        text = shortened(text, box.width, bold=True, size=8.2)
        self.text(box.left, box.top - 8, text, bold=True, size=8.2)
        self.line(box.left, box.top - 11.5, box.left + box.width, box.top - 11.5)
        return TITLE_HEIGHT
