"""What a window shows that is too small for anything else."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmallScreen(ModalScreen[None]):
    """Says how large the window needs to be; the app takes it away when it is."""

    def __init__(self, smallest: tuple[int, int]) -> None:
        super().__init__()
        self._smallest = smallest

    def compose(self) -> ComposeResult:
        columns, rows = self._smallest
        yield Static(f"Too small: needs {columns}×{rows}. Nothing is lost.")
