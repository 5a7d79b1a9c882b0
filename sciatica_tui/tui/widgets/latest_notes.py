"""The latest notes on Today; before there is anything in the journal, what is where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...domain.text.dates import listed_day
from ...domain.text.visible import visible_line
from ..modes import WHAT_FOR
from .hanging_rows import FAINT, HangingRows

NO_NOTES = "Notes and events you log show here."


class LatestNotes(HangingRows):
    """A row for each note, its day before it."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(indent=12, id=id, classes=FAINT)

    @property
    def rows_in_room(self) -> tuple[tuple[str, str], ...]:
        """The latest rows, as many as can stand whole; the first even where it can't."""
        width, height = self.content_size
        beginnings = (self.rows[:number] for number in range(len(self.rows), 1, -1))
        return next((rows for rows in beginnings if len(self.lines_of(rows, width)) <= height), self.rows[:1])

    def show_notes(self, notes: Sequence[tuple[date, str]], today: date) -> None:
        """List the notes."""
        rows = tuple((listed_day(day, today), visible_line(text)) for day, text in notes)
        self.border_title, self.rows = "Latest notes", rows or ((NO_NOTES, ""),)

    def show_modes(self, modes: Sequence[tuple[str, str, str]]) -> None:
        """List what each of these modes is for, with its key."""
        self.border_title, self.rows = (
            "What is where",
            tuple((f"{key} {words}", WHAT_FOR[name]) for name, key, words in modes),
        )
