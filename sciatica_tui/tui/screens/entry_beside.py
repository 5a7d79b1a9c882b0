"""The entry under the cursor of the history, in full beside the list, and where it hurt that day.

Tests: `tests/tui/screens/test_history.py`.
"""

from __future__ import annotations

from datetime import date

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...domain.charts.pain_map import usual_side, where
from ...domain.records import CheckIn, Episode
from ...domain.text.dates import short_day, year_of
from ...domain.views.history import Entry, Listing
from ...services.container import Services
from ..widgets.body_map import BodyMap, shades_of
from .base import panel
from .entry_details import details_and_day, title_of_entry

MAP_ROWS = 14
"""Rows that the details leave for a map."""

FRAME = 2
"""Rows of its borders."""


class EntryBeside(Vertical):
    """The details of an entry, and the map of its day as far as there is room."""

    details = getters.query_one("#details", VerticalScroll)
    body_map = getters.query_one(BodyMap)

    shows_all = False
    """Whether the entry is read here from its beginning to its end."""

    def __init__(self, services: Services) -> None:
        super().__init__(id="beside")
        self._services = services

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="details", classes="panel", can_focus=False):
            yield Static(id="details-text")
        yield panel(BodyMap(id="where"), "Where")

    def draw(self, entry: Entry | None, entries: Listing) -> None:
        """Draw it for an entry among all."""
        title = title_of_entry(entry, self._services.today(), short_day) if entry is not None else "Details"
        self.details.border_title = Content(title)
        width = self.details.content_size.width - 1  # the scroll bar's
        text = details_and_day(entry, entries, width) if entry is not None and width > 0 else Content("")
        self.query_one("#details-text", Static).update(text)
        rows_left = self.size.height - len(text.plain.splitlines())
        self.shows_all = self.display and bool(text) and rows_left >= FRAME
        self._draw_where(entry.day if entry is not None and rows_left >= MAP_ROWS else None, entries)

    def _draw_where(self, day: date | None, entries: Listing) -> None:
        """Shade where it hurt on a day; nothing without one."""
        records = (entry.record for entry in entries.of_day(day)) if day is not None else ()
        places = where(record for record in records if isinstance(record, CheckIn))
        journal = self._services.journal
        side = usual_side(journal.all(CheckIn), journal.all(Episode))
        last = places[0] if places else None
        of_day = f" · {short_day(day)}{year_of(day, self._services.today())}" if day is not None else ""
        self.set_class(last is None, "-nowhere")
        self.body_map.shades = shades_of(last, side)
        self.body_map.border_title = f"Where{of_day}"
