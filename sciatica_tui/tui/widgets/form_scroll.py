"""A form that scrolls with its questions: the arrows are theirs, not the scroll bar's."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widgets import Input

from .fields.field import Field


class FormScroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls to whatever has the focus, and by the wheel; it takes no key.

    A question that has the focus stays in sight whatever becomes of the window.
    """

    def on_resize(self) -> None:
        focused = self.screen.focused
        if focused is not None and any(isinstance(part, Field | Input) for part in focused.ancestors_with_self):
            self.screen.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            focused.scroll_visible(animate=False, immediate=True)
