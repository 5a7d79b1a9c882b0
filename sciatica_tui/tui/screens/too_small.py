"""What a window that is too small for anything else shows."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Static

from ..window_size import SMALLEST_WINDOW, is_too_small
from .base import BaseModal


def cover(app: App[None]) -> None:
    """Cover what shows, where that is not done yet."""
    if not any(isinstance(screen, TooSmallScreen) for screen in app.screen_stack):
        app.push_screen(TooSmallScreen())


class TooSmallScreen(BaseModal[None]):
    """Says how large the window needs to be, and closes by itself once it is."""

    def compose(self) -> ComposeResult:
        yield Static(f"Too small: needs {SMALLEST_WINDOW.width}×{SMALLEST_WINDOW.height}. Nothing is lost.")

    def on_resize(self, event: Resize) -> None:
        self._close_if_large_enough(event.size)

    def on_screen_resume(self) -> None:
        self._close_if_large_enough(self.app.size)

    def _close_if_large_enough(self, window: Size) -> None:
        if not is_too_small(window) and self.app.screen is self:
            self.dismiss()
