"""What a window that is too small for anything else shows."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Static

from .base import BaseModal

SMALLEST_WINDOW = Size(60, 16)
"""Columns and rows below which nothing useful can be shown."""


def cover_small_window(app: App[None], window: Size) -> None:
    """Cover what shows while the window is too small for it."""
    if _is_large_enough(window) or any(isinstance(screen, TooSmallScreen) for screen in app.screen_stack):
        return
    app.push_screen(TooSmallScreen())


def _is_large_enough(window: Size) -> bool:
    return window.width >= SMALLEST_WINDOW.width and window.height >= SMALLEST_WINDOW.height


class TooSmallScreen(BaseModal[None]):
    """Says how large the window needs to be, and closes by itself once it is."""

    def compose(self) -> ComposeResult:
        yield Static(f"Too small: needs {SMALLEST_WINDOW.width}×{SMALLEST_WINDOW.height}. Nothing is lost.")

    def on_resize(self, event: Resize) -> None:
        self._close_if_large_enough(event.size)

    def on_screen_resume(self) -> None:
        self._close_if_large_enough(self.app.size)

    def _close_if_large_enough(self, window: Size) -> None:
        if _is_large_enough(window) and self.app.screen is self:
            self.dismiss()
