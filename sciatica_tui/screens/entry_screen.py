"""One entry in full, over History."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..core.entries import Entry
from ..core.words import long_day


class EntryScreen(ModalScreen[None]):
    """Every answer of an entry on a line of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", "Close"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, entry: Entry, lines: tuple[tuple[str, str], ...]) -> None:
        super().__init__(classes="dialog")
        self._entry = entry
        self._lines = lines

    def compose(self) -> ComposeResult:
        entry = self._entry
        with VerticalScroll() as box:
            time = f", {entry.time}" if entry.time else ", time unknown"
            box.border_title = Content(f"{long_day(entry.day)} {entry.day.year}{time}")
            box.border_subtitle = "Esc closes"
            for question, answer in self._lines or (("", "Nothing was answered."),):
                yield Static(Content.assemble((f"{question:<20}" if question else "", "dim"), answer))

    def action_scroll(self, lines: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
