"""What a window shows that is too small for anything else."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Static

from .base import BaseModal


class TooSmallScreen(BaseModal[None]):
    """Says how large the window needs to be, and goes away by itself when it is."""

    def __init__(self, smallest: tuple[int, int]) -> None:
        super().__init__()
        self._smallest = smallest

    def compose(self) -> ComposeResult:
        columns, rows = self._smallest
        yield Static(f"Too small: needs {columns}×{rows}. Nothing is lost.")

    def on_resize(self, event: Resize) -> None:
        self._go_if_large(event.size)

    def on_screen_resume(self) -> None:
        self._go_if_large(self.app.size)

    def _go_if_large(self, size: Size) -> None:
        columns, rows = self._smallest
        if size.width >= columns and size.height >= rows and self.app.screen is self:
            self.dismiss()
