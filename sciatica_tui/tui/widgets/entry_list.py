"""A long list of entries, drawn line by line as it is scrolled: ten years cost no more than a week."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from ...domain.record_text import PAIN_COLUMNS
from ...domain.records import CheckIn
from ...domain.text.dates import listed_day
from ...domain.text.visible import visible_line
from ...domain.views.history import Entry, around
from ..pain_palette import pain_cell
from .hover import HIT, Hovering, hit_of
from .selection import POINTER, RowClicks, ground, on_ground, pointer

DAY_WIDTH, TIME_WIDTH = 12, 7
POINTER_WIDTH = len(POINTER)
MUCH = 0.6
"""The part of the room that whole parts of a line must fill, or as many words are shown as fit."""
CELL_WIDTH, PAIN_WIDTH, ZONE_WIDTH = 4, 5, 8
PAINS_WIDTH = 2 * PAIN_WIDTH + ZONE_WIDTH
"""The columns of a check-in's leg and back pain and its furthest zone; others go over them."""

LEAST_WORDS = 18
"""Columns that the other answers of a check-in need beside its pains; with fewer they give way to these."""


class EntryHead(Widget):
    """The names of the columns, over a list that has them."""

    DEFAULT_CSS = """
    EntryHead { height: 1; color: $text-muted; text-style: bold; }
    """
    ALLOW_SELECT = False

    def render(self) -> Content:
        columns = (
            *(("", POINTER_WIDTH), ("Day", DAY_WIDTH), ("Time", TIME_WIDTH)),
            *(("Leg", PAIN_WIDTH), ("Back", PAIN_WIDTH), ("Zone", ZONE_WIDTH)),
        )
        has_words = self.size.width - sum(width for _, width in columns) >= LEAST_WORDS
        return Content("".join(name.ljust(width) for name, width in columns) + ("What" if has_words else ""))


class EntryList(Hovering, ScrollView, can_focus=True):
    """Entries, one a line; `cursor` is the one the keys act on. `empty` is said where there are none.

    Days of another year than that of `today` name it.

    What was searched for is marked, and the words around it shown where a line has no room for all. A list that is
    `only_read` has no cursor and takes neither the focus nor clicks.
    """

    DEFAULT_CSS = """
    EntryList { height: 1fr; width: 1fr; overflow-x: hidden; }
    EntryList > .entry-list--day { color: $foreground; }
    EntryList > .entry-list--faint { color: $text-muted; }
    EntryList > .entry-list--hit { color: $text-accent; text-style: bold underline; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entry-list--day",
        "entry-list--faint",
        "entry-list--hit",
        "entry-list--cursor",
    }
    ALLOW_SELECT = False

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """The entry under the cursor was clicked."""

        entry: Entry

    @dataclass
    class Highlighted(Message):
        """The cursor is on another entry."""

        entry: Entry

    def __init__(self, today: date, empty: str, *, only_read: bool = False) -> None:
        super().__init__()
        self.can_focus = not only_read
        self.today = today
        self._entries: Sequence[Entry] = ()
        self._empty = empty
        self._search = ""
        self._clicks = RowClicks()

    @property
    def entries(self) -> Sequence[Entry]:
        """What is listed."""
        return self._entries

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entries[self.cursor] if self.cursor < len(self._entries) else None

    def set_entries(self, entries: Sequence[Entry], empty: str, search: str = "") -> None:
        """List these, found by that search; the cursor stays on its record, else goes to the next older one."""
        before = self.current
        self._entries = entries
        self._empty = empty
        self._search = search
        self.virtual_size = Size(self.size.width, max(len(self._entries), 1))
        if before is not None and not self.show_record(before.record.id):
            self.cursor = sum(entry.is_after(before) for entry in entries)
        self.refresh()

    def validate_cursor(self, cursor: int) -> int:
        return min(max(cursor, 0), max(len(self._entries) - 1, 0))

    def watch_cursor(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)
        self.refresh()
        if self.current is not None:
            self.post_message(self.Highlighted(self.current))

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        faint = self.get_component_rich_style("entry-list--faint")
        if not self._entries:
            text = visible_line(self._empty) if number == 0 else ""
            return Strip([Segment(set_cell_size(text, width), faint)])
        if number >= len(self._entries):
            return Strip.blank(width, self.rich_style)
        entry = self._entries[number]
        new_day = number == 0 or y == 0 or self._entries[number - 1].day != entry.day
        is_cursor = number == self.cursor and self.can_focus
        left = width - POINTER_WIDTH - DAY_WIDTH - TIME_WIDTH
        segments = [
            Segment(pointer(is_cursor), self.rich_style),
            Segment(
                (listed_day(entry.day, self.today) if new_day else "").ljust(DAY_WIDTH),
                self.get_component_rich_style("entry-list--day"),
            ),
            Segment(entry.time.ljust(TIME_WIDTH), faint),
        ]
        if isinstance(entry.record, CheckIn):
            segments += self._answers(entry, entry.record, left)
        else:
            segments += self._words(entry.with_lateness(entry.beside_pain), left)
        strip = Strip(segments)
        strip = strip.adjust_cell_length(width, self.rich_style)
        strip = self._selected(strip) if is_cursor else strip
        return self.lit(strip.apply_meta({HIT: number})) if self.can_focus else strip

    def _selected(self, strip: Strip) -> Strip:
        """The selected row on its ground, but for its pains, which keep their colours."""
        own, over = self.rich_style.bgcolor, ground(self, "entry-list--cursor")
        pieces = ((segment.style.bgcolor if segment.style else own, Strip([segment])) for segment in strip)
        return Strip.join(piece if colour not in (own, None) else on_ground(piece, over) for colour, piece in pieces)

    def _answers(self, entry: Entry, checkin: CheckIn, width: int) -> Iterator[Segment]:
        """The pains and the words; without room for both, the words if there are no pains or they were searched for."""
        room = width - PAINS_WIDTH
        painless = all(getattr(checkin, column) is None for column in PAIN_COLUMNS)
        words = entry.with_lateness(entry.beside_pain or (entry.text if painless else ""))
        if room >= LEAST_WORDS:
            yield from self._pains(checkin)
            yield from self._words(words, room)
        elif painless or around(visible_line(words), self._search, width)[1]:
            yield from self._words(words, width)
        else:
            yield from self._pains(checkin)

    def _pains(self, checkin: CheckIn) -> Iterator[Segment]:
        """Leg and back in the colours of the palette, and the zone; what was not answered is blank."""
        for pain in (checkin.leg_pain, checkin.back_pain):
            cell = pain_cell(self.app, pain).rich_style if pain is not None else self.rich_style
            yield Segment(("" if pain is None else f"{pain}").center(CELL_WIDTH), cell)
            yield Segment(" " * (PAIN_WIDTH - CELL_WIDTH), self.rich_style)
        zone = checkin.zone.value if checkin.zone is not None else ""
        yield Segment(zone.ljust(ZONE_WIDTH), self.rich_style)

    def _words(self, words: str, width: int) -> Iterator[Segment]:
        text, hits = around(visible_line(words), self._search, width)
        text, at = _fitted(text, width), 0
        hit = self.get_component_rich_style("entry-list--hit", partial=True)
        for start, end in hits:
            yield Segment(text[at:start], self.rich_style)
            yield Segment(text[start:end], self.rich_style + hit)
            at = end
        yield Segment(text[at:], self.rich_style)

    def page(self, pages: int) -> None:
        """Move the cursor by as many lines as are shown."""
        self.cursor += pages * max(self.scrollable_content_region.height - 1, 1)

    def show_latest(self, now: datetime) -> None:
        """Put the cursor on the latest entry up to now: visits can be ahead."""
        self.show_first(lambda entry: entry.day < self.today or (entry.day == self.today and _is_past(entry, now)))
        self.call_after_refresh(self._show_what_is_above)

    def _show_what_is_above(self) -> None:
        """Scroll back as far as the cursor stays in sight: before the first layout nothing has room above it."""
        self.scroll_to(y=max(self.cursor - self.size.height + 1, 0), animate=False, force=True, immediate=True)

    def show_first(self, fits: Callable[[Entry], bool]) -> None:
        """Put the cursor on the first entry for which that is so, if there is one."""
        self.cursor = next((number for number, entry in enumerate(self._entries) if fits(entry)), self.cursor)

    def show_day(self, day: date) -> None:
        """Put the cursor on the first entry of the day, or of the one before it."""
        self.show_first(lambda entry: entry.day <= day)

    def show_record(self, ulid: str) -> bool:
        """Put the cursor on the entry of a record; whether that is listed."""
        index = next((number for number, entry in enumerate(self._entries) if entry.record.id == ulid), None)
        if index is not None:
            self.cursor = index
        return index is not None

    def on_click(self, event: Click) -> None:
        number = hit_of(event)
        if isinstance(number, int) and number < len(self._entries):
            acts = self._clicks.acts(number == self.cursor, event.chain)
            self.cursor = number
            if acts and self.current is not None:
                self.post_message(self.Chosen(self.current))

    def action_scroll_up(self) -> None:
        """One entry up: the cursor moves, the view follows."""
        self.cursor -= 1

    def action_scroll_down(self) -> None:
        """One entry down."""
        self.cursor += 1

    def action_page_up(self) -> None:
        """A page up."""
        self.page(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self.page(1)

    def action_scroll_home(self) -> None:
        """To the first."""
        self.cursor = 0

    def action_scroll_end(self) -> None:
        """To the last."""
        self.cursor = len(self._entries)


def _is_past(entry: Entry, now: datetime) -> bool:
    return entry.at is None or entry.at <= now


def _fitted(text: str, width: int) -> str:
    """The text, or as many of its parts between commas as there is room for; as many words where that leaves much."""
    cut = set_cell_size(text, max(width, 0))
    if cut.rstrip() == text.rstrip() or width < 2:
        return cut
    begun = set_cell_size(text, width - 1)
    whole, words = (begun.rpartition(mark)[0] for mark in (", ", " "))
    if len(whole) > width * MUCH:
        return set_cell_size(f"{whole}, …", width)
    return set_cell_size(f"{words} …", width) if len(words) > width // 2 else f"{begun}…"
