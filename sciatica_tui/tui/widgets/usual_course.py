"""The usual course of others as bars, with what they rest on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ...domain.views.natural_course import USUAL_NOTE, usual_block
from .sections_view import FactSheet


class UsualCourse(Vertical):
    """How many of 100 people were better by when, and between them one's own day."""

    def __init__(self) -> None:
        super().__init__(classes="panel")
        self.border_title = "The usual course of others · not a prediction"
        self._bars = FactSheet()

    def compose(self) -> ComposeResult:
        yield self._bars
        yield Static(Content(USUAL_NOTE))

    def show_day(self, day: int | None) -> None:
        """Say where one's own day of the episode lies; nothing where nobody knows it."""
        self._bars.blocks = (usual_block(day),)
