"""How it goes, in as few lines as Today has for it."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from ...domain.views.story import Story

ROWS = 3
"""Lines at most: how it goes, what speaks against it, what to do."""
USUAL_ROWS = 2
"""Lines that it takes as a rule, before it is there."""


class StoryView(Widget):
    """The story; nothing before it is set. `together`: in one piece, where three lines are too many."""

    DEFAULT_CSS = "StoryView { height: auto; }"

    story: reactive[Story | None] = reactive(None, layout=True)
    together: reactive[bool] = reactive(False, layout=True)

    @property
    def lines(self) -> int:
        """How many lines it takes, as wide as it is, or will as a rule."""
        return max(len(self._lines(self.content_size.width)), USUAL_ROWS)

    def _lines(self, width: int) -> list[str]:
        return self.story.lines(width, ROWS, together=self.together) if self.story is not None and width else []

    def render(self) -> Content:
        return Content("\n".join(self._lines(self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(len(self._lines(width)), 1)
