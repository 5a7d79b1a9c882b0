"""Lines of a table that are drawn for the width there is, and scrolled where they are more than fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ...pain_palette import pain_cell, pain_ink
from ..spot import Line, Spot, width_of
from .drawing import PAIN

INK = "ink-"
"""What the look of a bar begins with that is drawn in the colour of a pain."""

BESIDE_BAR = 1
"""Blank columns between the lines and the scroll bar."""

MakeLines = Callable[[int], list[Line]]
"""The lines for a width in cells."""


class LinesView(ScrollView, can_focus=False):
    """Shows what `set_lines` was given; looks are named as in `COMPONENT_CLASSES`, without their prefix."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"lines-view--{look}" for look in ("head", "faint", "bar", "value", "better", "worse", "now")
    }
    DEFAULT_CSS = """
    LinesView {
        height: 1fr;
        width: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .lines-view--head { color: $foreground 80%; text-style: bold; }
        & > .lines-view--faint { color: $foreground 65%; }
        & > .lines-view--bar { color: $primary; }
        & > .lines-view--value { color: $text-primary; text-style: bold; }
        & > .lines-view--better { color: $text-success; text-style: bold; }
        & > .lines-view--worse { color: $text-error; text-style: bold; }
        & > .lines-view--now { color: $text-accent; }
        &:ansi > .lines-view--faint { text-style: dim; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._makes: tuple[MakeLines, ...] = ()
        self._lines: list[Line] = []
        self._centred = False

    def set_lines(self, *makes: MakeLines, centred: bool = False) -> None:
        """Show what the first of these makes for the width that fits, else the last, from its first line on.

        `centred`: a few sentences in the middle.
        """
        self._makes = makes
        self._centred = centred
        self._lay_out()
        self.scroll_home(animate=False)

    def on_resize(self, event: Resize) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.content_size
        if not self._makes or not width:
            return
        make = next((make for make in self._makes if len(make(width)) <= height), self._makes[-1])
        self._lines = make(width)
        if self._centred:
            above = max(self.content_size.height - len(self._lines), 0) // 2
            left = Spot(" " * ((width - max(map(width_of, self._lines))) // 2))
            centre = [[left, *line] for line in self._lines]
            self._lines = [*([] for _ in range(above)), *centre]
        if len(self._lines) > self.content_size.height:
            self._lines = make(width - self.styles.scrollbar_size_vertical - BESIDE_BAR)
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        line = self._lines[number] if number < len(self._lines) else []
        strip = Strip([Segment(spot.text, self._look(spot.style)) for spot in line])
        return strip.adjust_cell_length(width, self.rich_style)

    def _look(self, look: str) -> Style:
        if look.startswith(PAIN):
            return pain_cell(self.app, float(look.removeprefix(PAIN))).rich_style
        if look.startswith(INK):
            return self.rich_style + pain_ink(self.app, float(look.removeprefix(INK))).rich_style
        return self.get_component_rich_style(f"lines-view--{look}") if look else self.rich_style
