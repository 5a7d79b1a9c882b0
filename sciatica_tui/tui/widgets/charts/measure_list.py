"""The list of measures: a name, the verdict's glyph, the level, and a sparkline on the measure's true scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ....domain.charts.chart import Axis
from ....domain.daily import Entries
from ....domain.text.row_mark import RowMark, Tone
from ..hover import HIT, Hovering, hit_of
from ..selection import ground, on_ground, pointer
from .drawing import fitted
from .sparkline import spark_rows

WORDS_WIDTH = 13
LEVEL_WIDTH = 8
TONE_STYLES = {Tone.GOOD: "better", Tone.BAD: "worse"}
SPARK_AT = 5
"""Cells from which on a sparkline says anything."""


class MeasureRow(NamedTuple):
    """One measure: its words, the mark of its verdict, its level in words, and what its sparkline shows."""

    words: str
    mark: RowMark
    level: str
    points: Entries
    axis: Axis


class MeasureList(Hovering, ScrollView, can_focus=True):
    """One measure a line, or two where all have room; `cursor` is the chosen one.

    Sparklines show the days from `first` to `last`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "measure-list--faint",
        "measure-list--cursor",
        "measure-list--spark",
        "measure-list--better",
        "measure-list--worse",
    }
    DEFAULT_CSS = """
    MeasureList {
        height: 1fr;
        width: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .measure-list--faint { color: $foreground 65%; }
        &:ansi > .measure-list--faint { text-style: dim; }
        & > .measure-list--spark { color: $primary 80%; }
        & > .measure-list--better { color: $text-success; text-style: bold; }
        & > .measure-list--worse { color: $text-error; text-style: bold; }
    }
    """
    ALLOW_SELECT = False

    rows: reactive[tuple[MeasureRow, ...]] = reactive(())
    cursor: reactive[int] = reactive(0)
    first = last = 0
    _more = ""
    _height = 1
    """Lines of a measure."""

    @dataclass
    class Chosen(Message):
        """A person chose a measure, by its number in the list."""

        number: int

    class MoreWanted(Message):
        """A person clicked on the line of the measures that are left out."""

    def set_rows(self, rows: Sequence[MeasureRow], first: int, last: int, more: str = "") -> None:
        """List these, with sparklines from one day number to another; `more` is said of what is left out, in a line."""
        self.first, self.last = first, last
        self.rows = tuple(rows)
        self._more = more
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        number = len(self.rows) + bool(self._more)
        self._height = 2 if number and 2 * number <= self.size.height else 1
        self.virtual_size = Size(self.size.width, number * self._height)
        self.refresh()

    @property
    def is_on_more(self) -> bool:
        """Whether the cursor is on the line of what is left out."""
        return bool(self._more) and self.cursor == len(self.rows)

    def move(self, steps: int) -> None:
        """Choose the measure so many lines further down."""
        self.choose(self.cursor + steps)

    def choose(self, number: int) -> None:
        """Choose a measure."""
        before = self.cursor
        self.cursor = min(max(number, 0), max(len(self.rows) + bool(self._more) - 1, 0))
        if self.cursor != before:
            self.post_message(self.Chosen(self.cursor))

    def watch_cursor(self) -> None:
        self.scroll_to_cursor()
        self.refresh()

    def scroll_to_cursor(self) -> None:
        """Bring the chosen measure into sight."""
        region = Region(0, self.cursor * self._height, 1, self._height)
        self.scroll_to_region(region, animate=False, force=True)

    def on_click(self, event: Click) -> None:
        number = hit_of(event)
        if not isinstance(number, int):
            return
        if self.is_on_more and number == self.cursor:
            self.post_message(self.MoreWanted())
        elif 0 <= number < len(self.rows) + bool(self._more):
            self.choose(number)

    def render_line(self, y: int) -> Strip:
        number, line = divmod(y + self.scroll_offset.y, self._height)
        width = self.scrollable_content_region.width
        is_cursor = number == self.cursor
        if number == len(self.rows) and self._more and line:
            return self._row(Strip([]), number)
        if number == len(self.rows) and self._more:
            words = Segment(pointer(is_cursor) + self._more, self._look("faint"))
            return self._row(Strip([words]), number)
        if number >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        row = self.rows[number]
        room = width - 2 - WORDS_WIDTH - 2 - LEVEL_WIDTH
        sparks = spark_rows(row.points, self.first, self.last, row.axis, room, self._height)
        spark = sparks[line] if room >= SPARK_AT else ""
        if line:
            return self._row(
                Strip([Segment(" " * (width - room), self.rich_style), Segment(spark, self._look("spark"))]), number
            )
        # A level that is longer lies on the first days of its sparkline, so that the days of all stay below each other.
        level = f"{fitted(row.level, LEVEL_WIDTH - 1 + max(room - SPARK_AT + 3, 1))} ".ljust(LEVEL_WIDTH)
        colour = TONE_STYLES.get(row.mark.tone, "faint")
        plain = self.rich_style if row.points else self._look("faint")
        strip = Strip(
            [
                Segment(pointer(is_cursor), self.rich_style),
                Segment(fitted(row.words, WORDS_WIDTH - 1).ljust(WORDS_WIDTH), plain),
                Segment(f"{row.mark} ", self._look(colour)),
                Segment(level, plain),
                Segment(spark[len(level) - LEVEL_WIDTH :], self._look("spark")),
            ]
        )
        return self._row(strip, number)

    def _row(self, strip: Strip, number: int) -> Strip:
        """Return a row over the whole width, on the ground that it has now."""
        strip = strip.adjust_cell_length(self.scrollable_content_region.width, self.rich_style)
        strip = on_ground(strip, ground(self, "measure-list--cursor")) if number == self.cursor else strip
        return self.lit(strip.apply_meta({HIT: number}))

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"measure-list--{name}")

    def action_scroll_up(self) -> None:
        """The measure above."""
        self.move(-1)

    def action_scroll_down(self) -> None:
        """The measure below."""
        self.move(1)

    def action_scroll_home(self) -> None:
        """The first measure."""
        self.choose(0)

    def action_scroll_end(self) -> None:
        """The last measure."""
        self.choose(len(self.rows))
