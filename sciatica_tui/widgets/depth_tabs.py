"""Quick, daily, weekly: how much the form asks, the present one marked, each clickable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ..core.measures import Depth

WORDS = {Depth.QUICK: "Quick", Depth.DAILY: "Daily", Depth.WEEKLY: "Weekly"}


class DepthTabs(Widget):
    """One line at the right with the three depths."""

    DEFAULT_CSS = """
    DepthTabs { height: 1; width: 1fr; color: $text-muted; text-align: right; padding: 0 2; }
    DepthTabs > .depth-tabs--current { color: $primary; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"depth-tabs--current"}
    ALLOW_SELECT = False

    depth: reactive[Depth] = reactive(Depth.QUICK)

    @dataclass
    class Chosen(Message):
        """A depth was clicked."""

        depth: Depth

    def render(self) -> Content:
        current = self.get_visual_style("depth-tabs--current")
        parts = [
            Content.styled(f"[{WORDS[depth]}]", current) if depth is self.depth else Content(f" {WORDS[depth]} ")
            for depth in Depth
        ]
        return Content(" ").join(parts)

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        x = self.content_size.width - sum(len(word) + 2 for word in WORDS.values()) - 2
        for depth, word in WORDS.items():
            if x <= offset.x < x + len(word) + 2:
                self.post_message(self.Chosen(depth))
            x += len(word) + 3
