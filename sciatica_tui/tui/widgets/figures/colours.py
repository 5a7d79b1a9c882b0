"""The colours of a drawing as its widget's stylesheet has them, and its cells as what Textual shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from ....domain.routines.pose import Look
from .canvas import Cell, Ink
from .figure_drawing import Inks

PARTS = ("body", "far", "worked", "helper", *(look.value for look in Look))

FIGURE_CLASSES = frozenset(f"figure--{part}" for part in PARTS)

MOST_LOOKS = 1024
"""Pairs of colours that are kept: each as an object of its own for every cell of every picture would be a megabyte."""

FIGURE_CSS = """
    & > .figure--body { color: $foreground 68%; }
    & > .figure--far { color: $foreground 42%; }
    & > .figure--helper { color: $foreground 25%; }
    & > .figure--worked { color: $accent; }
    & > .figure--mat { color: $foreground 13%; }
    & > .figure--furniture { color: $foreground 25%; }
    & > .figure--strap { color: $secondary; }
    & > .figure--cold { color: $primary; }
    & > .figure--warm { color: $error; }
    & > .figure--arrow { color: $primary; }
    &:ansi > .figure--body { color: ansi_white; }
    &:ansi > .figure--far, &:ansi > .figure--helper { color: ansi_bright_black; }
    &:ansi > .figure--mat, &:ansi > .figure--furniture { color: ansi_bright_black; }
    &:ansi > .figure--worked { color: ansi_yellow; }
    &:ansi > .figure--strap { color: ansi_magenta; }
    &:ansi > .figure--cold, &:ansi > .figure--arrow { color: ansi_blue; }
    &:ansi > .figure--warm { color: ansi_red; }
"""
"""The colours of the figures, for inside the rule of whatever draws them."""


class Palette:
    """The inks of a widget as it looks now; those with the same `signature` are the same."""

    def __init__(self, widget: Widget) -> None:
        smooth = not widget.app.native_ansi_color
        styles = {part: widget.get_component_rich_style(f"figure--{part}") for part in PARTS}
        self._colours: dict[Ink, Color] = {}
        ground = styles["body"].bgcolor if smooth else None
        inks = {name: self._ink(style.color, smooth) for name, style in styles.items()}
        self.signature = (self._ink(ground, smooth), *inks.values())
        self.inks = Inks(
            ground=self._ink(ground, smooth),
            body=inks["body"],
            far=inks["far"],
            worked=inks["worked"],
            helper=inks["helper"],
            looks={look: inks[look.value] for look in Look},
            smooth=smooth,
        )

    def _ink(self, colour: Color | None, smooth: bool) -> Ink:
        """The colour as red, green and blue; a number instead where the terminal's own colours are to be kept."""
        if smooth and colour is not None:
            triplet = colour.get_truecolor()
            return triplet.red, triplet.green, triplet.blue
        same = (ink for ink, known in self._colours.items() if known == (colour or Color.default()))
        ink = next(same, (len(self._colours), 0, 0))
        self._colours[ink] = colour or Color.default()
        return ink

    def _colour(self, ink: Ink) -> Color:
        return self._colours.get(ink) or Color.from_rgb(*ink)

    def strips(self, rows: Iterable[Iterable[Cell]]) -> list[Strip]:
        """The cells for a widget that draws line by line."""
        return [
            Strip([Segment(text, _look(self._colour(front), self._colour(back))) for text, front, back in _runs(row)])
            for row in rows
        ]

    def contents(self, rows: Iterable[Iterable[Cell]]) -> list[Content]:
        """The cells as lines of text."""
        return [
            Content.assemble(
                *(
                    (text, Style.from_rich_style(_look(self._colour(front), self._colour(back))))
                    for text, front, back in _runs(row)
                )
            )
            for row in rows
        ]


@lru_cache(maxsize=MOST_LOOKS)
def _look(front: Color, back: Color) -> RichStyle:
    return RichStyle(color=front, bgcolor=back)


def _runs(row: Iterable[Cell]) -> Iterator[Cell]:
    """Cells of the same colours as one."""
    for (front, back), cells in groupby(row, key=lambda cell: cell[1:]):
        yield "".join(character for character, *_ in cells), front, back
