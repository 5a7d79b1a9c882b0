"""Where it hurt: the ribbon of all days, one of them on the body, the same in words, and the replay."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from ....domain.charts.chart import Mark
from ....domain.charts.pain_map import ZONES, DayWhere, day_words, on_day, parts_where, story, zone_words
from ....domain.daily import Entries
from ....domain.records import Side
from ....domain.text.grammar import number
from ....domain.zones import level
from ..body_map import BodyMap, shades_of
from .week_maps import WeekMaps
from .zone_ribbon import ZoneRibbon

REPLAY_SECONDS = 0.12
"""Between two steps of the replay."""
REPLAY_STEPS = 120
"""About how many steps a replay takes at most."""
WEEK_WIDTH, BAR = 17, "━"
"""Of the rows of weeks: cells of their name, and what a zone further down is drawn as."""
BETWEEN = 4
"""Cells between columns of weeks."""
KEYS = "← → go from day to day, Space plays them."


class WhereView(Vertical):
    """`cursor` is the day that the body shows. A day that was clicked or played to is `Moved`."""

    DEFAULT_CSS = """
    WhereView {
        height: 1fr;
        & Horizontal { height: 1fr; }
        & #day { layout: horizontal; }
        & #body { width: 30; height: 1fr; }
        & Static { width: 1fr; height: 1fr; padding-left: 2; }
        & WeekMaps { display: none; width: 1fr; height: 1fr; }
    }
    """
    ribbon = getters.query_one(ZoneRibbon)
    body_map = getters.query_one("#body", BodyMap)
    week_maps = getters.query_one(WeekMaps)
    words = getters.query_one(Static)

    @dataclass
    class Moved(Message):
        """Another day is shown."""

        day: int

    class Played(Message):
        """The replay has come to the last day."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[DayWhere, ...] = ()
        self._first = self._last = self._cursor = 1
        self._side: Side | None = None
        self._pains: tuple[tuple[str, Mapping[int, float]], ...] = ()
        self._replay: Timer | None = None

    def compose(self) -> ComposeResult:
        yield ZoneRibbon()
        with Horizontal():
            with Container(id="day"):
                yield BodyMap(id="body")
                yield Static()
            yield WeekMaps()

    def set_days(
        self,
        days: tuple[DayWhere, ...],
        first: int,
        last: int,
        marks: tuple[Mark, ...],
        side: Side | None,
        pains: Mapping[str, Entries],
        room: int = 0,
    ) -> None:
        """Show the days from `first` to `last`; `side` hurts on those that don't say which; `pains` stand beside.

        `room`: days to come that the ribbon has room for, so that one day does not look like weeks.
        """
        self._days, self._first, self._last, self._side = days, first, last, side
        self._pains = tuple((words, dict(entries)) for words, entries in pains.items())
        self.ribbon.set_days(days, first, last + room, marks)
        self.week_maps.show_weeks(days, last, side)

    def go(self, day: int) -> None:
        """Show a day, or the nearest there is."""
        self._cursor = min(max(day, self._first), self._last)
        self.ribbon.cursor = self._cursor
        row = on_day(self._days, self._cursor)
        self.body_map.shades = shades_of(row, self._side)
        lines = list(day_words(self._days, self._cursor))
        pains = [f"{words} {number(by_day[self._cursor])}" for words, by_day in self._pains if self._cursor in by_day]
        lines += [", ".join(pains)] if pains else []
        lines += self._by_week(self.words.container_size.height - len(lines))
        self.words.update(Content("\n".join([*lines, "", KEYS])))

    def _by_week(self, room: int) -> list[str]:
        """How far down it mostly went, each part by itself where all have room, the latest first, else in a sentence.

        Beside drawings of the weeks the sentence is enough.
        """
        unit, parts = parts_where(self._days, self._first, self._last)
        _, sentence = story(self._days, self._first, self._last)
        if not sentence:
            return []
        head = f"{unit.capitalize()} by {unit}, how far down it mostly went:"
        rows = [
            f"{part.words.ljust(WEEK_WIDTH)}{(BAR * level(part.zone)).ljust(len(ZONES))}  {zone_words(part.zone)}"
            for part in reversed(parts)
        ]
        cells = max(map(len, rows)) + BETWEEN
        columns = range(1, max((self.words.content_size.width + BETWEEN) // cells, 1) + 1)
        heights = (math.ceil(len(rows) / number_of) for number_of in columns)
        height = next((height for height in heights if height <= room - 2), 0)
        if self.week_maps.display or not height:
            return ["", head, sentence]
        return ["", head, *("".join(row.ljust(cells) for row in rows[y::height]).rstrip() for y in range(height))]

    @on(Resize)
    def _fit(self) -> None:
        if self._days:
            self.call_after_refresh(self.go, self._cursor)

    @on(ZoneRibbon.Moved)
    def _clicked(self, event: ZoneRibbon.Moved) -> None:
        event.stop()
        self.stop()
        self._move(event.day)

    def move(self, steps: int) -> None:
        """Go on by days, or by as many as a column holds."""
        self.stop()
        days = self._last - self._first + 1
        self._move(self._cursor + steps * max(round(days / max(self.ribbon.content_size.width, 1)), 1))

    def _move(self, day: int) -> None:
        self.go(day)
        self.post_message(self.Moved(self._cursor))

    # The replay

    def play(self) -> None:
        """Play the days, from the start once they are at the end; or stop."""
        if self.is_playing or not self._days:
            self.stop()
            return
        if self._cursor >= self._last:
            self._move(self._first)
        self._replay = self.set_interval(REPLAY_SECONDS, self._play_on)

    @property
    def is_playing(self) -> bool:
        """Whether the days are being played."""
        return self._replay is not None

    def _play_on(self) -> None:
        if self._cursor >= self._last:
            self.stop()
            self.post_message(self.Played())
        else:
            self._move(self._cursor + max((self._last - self._first) // REPLAY_STEPS, 1))

    def stop(self) -> None:
        """Stop the replay where it is."""
        if self._replay is not None:
            self._replay.stop()
            self._replay = None
