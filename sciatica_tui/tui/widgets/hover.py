"""What lights up under the pointer: the row, the word or the number that a click there is for.

A widget gives each part that can be clicked a `hit` of its own; `Hovering` draws the part under the pointer on a
lighter ground, or underlined in a theme of the terminal's own colours. At rest nothing is drawn otherwise.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.events import Leave, MouseEvent, MouseMove
from textual.strip import Strip
from textual.style import Style

if TYPE_CHECKING:
    from textual.widget import Widget

    from .spot import Spot
else:
    Widget = object

HIT = "hit"

LIGHTER = 0.09
"""The part of the foreground in the ground of what is under the pointer: as in that of a selected row."""

KEPT = 512
"""Styles that are kept: what a style is for the terminal is worked out once for each, not once for each part drawn."""


@lru_cache(maxsize=KEPT, typed=True)
def hit_style(hit: Hashable) -> Style:
    """Return what is laid over the words of a part that can be clicked."""
    return Style.from_meta({HIT: hit})


def hit_of(event: MouseEvent) -> Hashable:
    """Return the hit of the part under the pointer; None for none."""
    hit: Hashable = event.style.meta.get(HIT)
    return hit


class Hovering(Widget):
    """Mixed into a widget, before Textual's class: lights up what is under the pointer."""

    _hovered: Hashable = None

    def on_mouse_move(self, event: MouseMove) -> None:
        """Light up what the pointer has come to."""
        self._hover(hit_of(event))

    def on_leave(self, event: Leave) -> None:
        """Light up nothing."""
        if event.node is self:
            self._hover(None)

    def _hover(self, hit: Hashable) -> None:
        if hit != self._hovered:
            self._hovered = hit
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line, with what is under the pointer lit up."""
        return self.lit(super().render_line(y))

    def lit(self, line: Strip) -> Strip:
        """Return a drawn line with what is under the pointer lit up."""
        if self._hovered is None:
            return line
        return Strip(
            [Segment(text, self._lit(style), control) for text, style, control in line],
            line.cell_length,
        )

    def _lit(self, style: RichStyle | None) -> RichStyle | None:
        if style is None or style.meta.get(HIT) != self._hovered:
            return style
        if self.app.native_ansi_color or style.bgcolor is None or style.color is None:
            return style + RichStyle(underline=True)
        ground, ink = Color.from_rich_color(style.bgcolor), Color.from_rich_color(style.color)
        if style.reverse:
            return style + RichStyle(color=ink.blend(ground, LIGHTER).rich_color)
        over = self.visual_style.foreground or ink
        return style + RichStyle(bgcolor=ground.blend(over, LIGHTER).rich_color)


def drawn(widget: Widget, spot: Spot) -> Style:
    """The style of a spot, named by its component classes, with what a click on it means."""
    style = widget.get_visual_style(*spot.style.split()) if spot.style else Style()
    return style if spot.hit is None and not spot.reverse else _laid_over(style, spot.reverse, spot.hit)


@lru_cache(maxsize=KEPT)
def _laid_over(style: Style, reverse: bool, hit: int | None) -> Style:
    if reverse:  # a component's `text-style: reverse` gets lost in `get_visual_style`
        style += Style(reverse=True)
    return style if hit is None else style + hit_style(hit)
