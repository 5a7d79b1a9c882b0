"""Where it hurt, as a ribbon: days across, zones down from the back to the foot, denser and warmer the worse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from ....domain.charts.chart import Mark, date_ticks
from ....domain.charts.pain_map import ON_THE_WAY, ZONES, DayWhere, columns
from ...pain_palette import SHADE_PAINS, pain_ink
from ..hover import drawn
from ..spot import Line, Spot

LABEL_WIDTH = 9
SHADE = "zone-ribbon--shade-"
"""What the style of a zone on a day begins with, before its shade."""
SHADES, PATTERNS = "·┊████", "·┊░▒▓█"
"""Nothing, in between, then the colour of the pain, or without colours of our own denser with it.

A day that is unknown is blank.
"""
CURSOR, STEM, UNDER = "┃", "┻", "━"
"""Below the day of the cursor: the middle of its cells, in the row of marks and on the axis, and the others."""
WORDS = ("none", "in between", "mild", "moderate", "severe", "worst")
BETWEEN, BETWEEN_BRIEFLY = "in between, not rated", "between"
"""The second in full, between the back and the furthest zone, where nobody asked how much it hurts; and briefly."""
DATES = 2
"""Lines of the dates: the axis, and what stands below it."""
CHROME = 4
"""Lines beside the zones: marks, axis, dates, legend."""


class Ribbon:
    """The ribbon at a size: `lines` are its rows, `day_at` the day of a cell."""

    def __init__(
        self,
        days: Sequence[DayWhere],
        first: int,
        last: int,
        width: int,
        height: int,
        marks: Sequence[Mark] = (),
        glyphs: str = SHADES,
    ) -> None:
        self._glyphs = glyphs
        self.first, self.last = first, last
        room = max(width - LABEL_WIDTH, 1)
        self._columns = columns(days, first, last, room)
        self._edges = [n * room // len(self._columns) for n in range(len(self._columns) + 1)]
        self.deep = max((height - CHROME) // len(ZONES), 1)
        self.width = room
        self.lines = [*self._zones(), self._marks(marks), *self._dates()]

    def column_of(self, day: int) -> int:
        """The number of the column that holds a day."""
        return next((n for n, (_, last, _) in enumerate(self._columns) if day <= last), len(self._columns) - 1)

    def day_at(self, x: int) -> int | None:
        """The last day of the column at a cell; `None` beside the ribbon."""
        if not LABEL_WIDTH <= x < LABEL_WIDTH + self.width:
            return None
        return self._columns[bisect_right(self._edges, x - LABEL_WIDTH) - 1][1]

    def with_cursor(self, day: int) -> list[Line]:
        """The rows with the day's column marked below the zones, so that its shades stay as they are."""
        column = self.column_of(day)
        start, end = (LABEL_WIDTH + edge for edge in self._edges[column : column + 2])
        middle = (end - start - 1) // 2
        under = UNDER * middle + STEM + UNDER * (end - start - 1 - middle)
        number = len(self.lines) - DATES
        marks, axis = ("".join(spot.text for spot in line) for line in self.lines[number - 1 : number + 1])
        tip = start + middle if marks[start:end].isspace() else end
        return [
            *self.lines[: number - 1],
            _with_cursor(marks, tip, CURSOR[: end - tip], "zone-ribbon--mark"),
            _with_cursor(axis, start, under[: end - start], "zone-ribbon--label"),
            *self.lines[number + 1 :],
        ]

    def _zones(self) -> list[Line]:
        lines: list[Line] = []
        for number, zone in enumerate(ZONES):
            row: Line = []
            for (_, _, shades), (start, end) in zip(self._columns, pairwise(self._edges), strict=True):
                shade = None if shades is None else shades[number]
                text = " " if shade is None else self._glyphs[shade]
                row.append(Spot(text * (end - start), "" if shade is None else f"zone-ribbon--shade-{shade}"))
            for part in range(self.deep):
                name = zone.value if part == (self.deep - 1) // 2 else ""
                lines.append([Spot(name.ljust(LABEL_WIDTH), "zone-ribbon--label"), *_joined(row)])
        return lines

    def _marks(self, marks: Sequence[Mark]) -> Line:
        cells = [" "] * self.width
        for mark in marks:
            if self.first <= mark.day <= self.last:
                cells[self._edges[self.column_of(mark.day)]] = mark.glyph
        return [Spot(" " * LABEL_WIDTH), Spot("".join(cells), "zone-ribbon--mark")]

    def _dates(self) -> list[Line]:
        axis, labels = ["─"] * self.width, " " * (LABEL_WIDTH + self.width)
        for day, text in date_ticks(self.first, self.last, self.width):
            at = self._edges[self.column_of(day)]
            axis[at] = "┬"
            start = min(max(LABEL_WIDTH + at - (len(text) - 1) // 2, 0), len(labels) - len(text))
            labels = labels[:start] + text + labels[start + len(text) :]
        style = "zone-ribbon--label"
        return [[Spot(" " * LABEL_WIDTH + "".join(axis), style)], [Spot(labels, style)]]


def legend(width: int, glyphs: str = SHADES, *, has_between: bool = True) -> Line:
    """What the glyphs mean; `has_between`: some zone lies between the back and the furthest, unrated."""
    line: Line = [Spot(" " * LABEL_WIDTH)]
    for shade, (glyph, words) in enumerate(zip(glyphs, WORDS, strict=True)):
        if shade == ON_THE_WAY and not has_between:
            continue
        line += [Spot(glyph, f"{SHADE}{shade}"), Spot(f" {words}  ", "zone-ribbon--label")]
    unknown = Spot("blank: unknown", "zone-ribbon--label")
    tight = [spot._replace(text=spot.text.replace(WORDS[1], BETWEEN_BRIEFLY)) for spot in line[1:]]
    full = [spot._replace(text=spot.text.replace(WORDS[1], BETWEEN)) for spot in line]
    for shorter in ([*full, unknown], [*line, unknown], [*line[1:], unknown], [*tight, unknown]):
        if sum(len(spot.text) for spot in shorter) <= width:
            return shorter
    return _short_legend(glyphs)


def _short_legend(glyphs: str) -> Line:
    """The glyphs from nothing to worst, for where there is no room for a word each."""
    shades = [Spot(glyph, f"{SHADE}{shade}") for shade, glyph in enumerate(glyphs)]
    return [Spot("none ", "zone-ribbon--label"), *shades, Spot(" worst", "zone-ribbon--label")]


class ZoneRibbon(Widget):
    """The ribbon of the days from `first` to `last`; `cursor` is a day. A click is `Moved`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "zone-ribbon--label",
        "zone-ribbon--mark",
        "zone-ribbon--cursor",
        "zone-ribbon--shade-0",
        "zone-ribbon--shade-1",
    }
    DEFAULT_CSS = """
    ZoneRibbon {
        height: auto;
        width: 1fr;
        text-wrap: nowrap;
        & > .zone-ribbon--label { color: $foreground 65%; }
        & > .zone-ribbon--mark { color: $text-accent; text-style: bold; }
        & > .zone-ribbon--cursor { color: $foreground; text-style: bold; }
        & > .zone-ribbon--shade-0 { color: $foreground 30%; }
        & > .zone-ribbon--shade-1 { color: $foreground 65%; }
        &:ansi > .zone-ribbon--label, &:ansi > .zone-ribbon--shade-0 { text-style: dim; }
    }
    """
    ALLOW_SELECT = False

    cursor: reactive[int | None] = reactive(None)

    @dataclass
    class Moved(Message):
        """A person put the cursor on a day."""

        day: int

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[DayWhere, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._first = self._last = 1
        self._drawn: tuple[tuple[Size, str], Ribbon] | None = None

    def set_days(self, days: tuple[DayWhere, ...], first: int, last: int, marks: tuple[Mark, ...]) -> None:
        """Show these days."""
        self._days, self._first, self._last, self._marks = days, first, last, marks
        self._drawn = None
        self.refresh()

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        day = self._ribbon().day_at(offset.x) if offset is not None else None
        if day is not None:
            event.stop()
            self.post_message(self.Moved(day))

    def _ribbon(self) -> Ribbon:
        drawn_as = (self.content_size, self._glyphs)
        if self._drawn is None or self._drawn[0] != drawn_as:
            width, height = self.content_size
            ribbon = Ribbon(self._days, self._first, self._last, width, height, self._marks, self._glyphs)
            self._drawn = (drawn_as, ribbon)
        return self._drawn[1]

    @property
    def _glyphs(self) -> str:
        return PATTERNS if self.app.no_color or self.app.native_ansi_color else SHADES

    def render(self) -> Content:
        ribbon = self._ribbon()
        lines = ribbon.lines if self.cursor is None else ribbon.with_cursor(self.cursor)
        has_between = any(self._first <= day.day <= self._last and ON_THE_WAY in day.shades for day in self._days)
        lines = [*lines, legend(self.content_size.width, self._glyphs, has_between=has_between)]
        return Content("\n").join(
            Content.assemble(*((spot.text, self.style_of(spot)) for spot in line)) for line in lines
        )

    def style_of(self, spot: Spot) -> Style:
        """The style of a spot: of what hurts the colour of its pain."""
        shade = spot.style.removeprefix(SHADE)
        pain = SHADE_PAINS.get(int(shade)) if shade.isdigit() else None
        return drawn(self, spot) if pain is None else pain_ink(self.app, pain)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        deep = 1 if container.height < 26 else 2 if container.height < 42 else 3
        return deep * len(ZONES) + CHROME


def _joined(row: Line) -> Line:
    """Neighbours of the same look as one piece."""
    spots: Line = []
    for spot in row:
        if spots and spots[-1].style == spot.style:
            spots[-1] = spots[-1]._replace(text=spots[-1].text + spot.text)
        else:
            spots.append(spot)
    return spots


def _with_cursor(row: str, start: int, cursor: str, look: str) -> Line:
    """A row with the cursor in place of what is there."""
    return [Spot(row[:start], look), Spot(cursor, "zone-ribbon--cursor"), Spot(row[start + len(cursor) :], look)]
