"""A year at a glance, or what there is of it: one cell a day, a column a week, shaded by pain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from ....domain.text.dates import MONTHS as MONTH_NAMES
from ...pain_palette import pain_cell
from ..hover import Hovering, drawn, hit_of, hit_style
from ..spot import Line, Spot, width_of

SPANS = (13, 26, 53)
"""Weeks that are shown: the least of these that hold every entry, the last of them a year."""
YEAR_CELL = 3
"""Columns of a week at which there is room for the whole year in any case."""
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
MONTHS = tuple(name[:3] for name in MONTH_NAMES)
LABEL_WIDTH = 4
LEGEND_CELL = 3
"""Columns of a day in the legend at most."""
DATED_CELL = 7
"""Columns of a week from which its Monday is named above it: `23 Nov`."""
DAY = timedelta(days=1)
WEEK = timedelta(days=7)

PAIN = "pain-"
"""What the style of a day begins with before its pain. The number stands in the cell, for those without colour."""

TEN = "X"
UNRATED, UNKNOWN = "-", "·"


class DayMark(NamedTuple):
    """What is known of a day with an entry: its worst pain, if it was rated, and whether a routine was done."""

    pain: float | None = None
    routine: bool = False


class YearCalendar(Hovering, Widget, can_focus=True):
    """A year, or where that is too wide the 13 or 26 weeks that hold all marks, up to `today`.

    Or up to an earlier week where the cursor went. Arrows or `h j k l` move by weeks and days, `g G` to the first day
    with an entry and to today; Enter or a second click chooses the day. A day without a mark is unknown: a dot. The
    border title says which weeks are shown.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "year-calendar--label",
        "year-calendar--today",
        "year-calendar--cursor",
        "year-calendar--unrated",
        "year-calendar--routine",
    }
    DEFAULT_CSS = """
    YearCalendar {
        height: 9;
        width: 1fr;
        text-wrap: nowrap;
        & > .year-calendar--label { color: $foreground 65%; }
        &:ansi > .year-calendar--label { text-style: dim; }
        & > .year-calendar--today { color: $text-primary; text-style: bold; }
        & > .year-calendar--unrated { color: $foreground 65%; }
        & > .year-calendar--routine { text-style: underline; }
        &:focus > .year-calendar--cursor { color: $text-primary; text-style: bold; }
    }
    """
    ALLOW_SELECT = False

    today: reactive[date] = reactive(date.min)
    """The last day there is."""
    marks: reactive[Mapping[date, DayMark]] = reactive({})
    """What is known, by day. Give a new mapping to change it."""
    cursor: reactive[date] = reactive(date.min)
    pain: reactive[str] = reactive("leg pain")
    """Which pain the marks are of, in words."""

    @dataclass
    class DayChanged(Message):
        """The cursor went to another day."""

        day: date

    @dataclass
    class DayChosen(Message):
        """A day was chosen with Enter or a second click."""

        day: date

    def __init__(self, today: date) -> None:
        super().__init__()
        self._span = SPANS[0]
        self.today = self.cursor = today

    # The days that are shown

    @property
    def first_shown(self) -> date:
        """The Monday that the leftmost column starts with."""
        newest = _monday(self.today)
        oldest = newest - (self._weeks - 1) * WEEK
        return min(oldest, _monday(self.cursor))

    @property
    def _weeks(self) -> int:
        return min(max(self.content_size.width - LABEL_WIDTH - 1, 1), self._most_weeks)

    @property
    def _most_weeks(self) -> int:
        has_room = self.content_size.width > LABEL_WIDTH + SPANS[-1] * YEAR_CELL
        return SPANS[-1] if has_room else self._span

    def _find_span(self) -> None:
        """Find how many weeks hold all marks: once for all drawings, as ten years of marks take a while."""
        begun = (_monday(self.today) - _monday(min(self.marks, default=self.today))).days // 7 + 1
        self._span = next((weeks for weeks in SPANS if weeks >= begun), SPANS[-1])
        self._entitle()

    def _entitle(self) -> None:
        first, last = self.first_shown, self._week(self._weeks) - DAY
        weeks = self._most_weeks
        title = "The year" if weeks == SPANS[-1] else f"The last {weeks} weeks"
        if last < self.today:
            title = f"{_month(first)} – {_month(last)}"
        self.border_title = f"{title}, by {self.pain}"

    def watch_marks(self) -> None:
        self._find_span()

    def watch_pain(self) -> None:
        self._entitle()

    def watch_today(self) -> None:
        self._find_span()

    def watch_cursor(self) -> None:
        self._entitle()

    def on_resize(self) -> None:
        self._entitle()

    def _week(self, column: int) -> date:
        return self.first_shown + column * WEEK

    # Keys and clicks

    def on_key(self, event: events.Key) -> None:
        days = {"left": -7, "h": -7, "right": 7, "l": 7, "up": -1, "k": -1, "down": 1, "j": 1}
        if event.key in days:
            self._go(self.cursor + days[event.key] * DAY)
        elif event.key in ("home", "g"):
            self._go(min(self.marks, default=self.first_shown))
        elif event.key in ("end", "G"):
            self._go(self.today)
        elif event.key == "enter":
            self.post_message(self.DayChosen(self.cursor))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        number = hit_of(event)
        if not isinstance(number, int):
            return
        day = date.fromordinal(number)
        event.stop()
        if day == self.cursor:
            self.post_message(self.DayChosen(day))
        else:
            self._go(day)

    def _go(self, day: date) -> None:
        day = min(day, self.today)
        if day != self.cursor:
            self.cursor = day
            self.post_message(self.DayChanged(day))

    # Drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 9

    @property
    def _cell(self) -> int:
        """Columns of a week."""
        return max((self.content_size.width - LABEL_WIDTH - 1) // self._weeks, 1)

    def render(self) -> Content:
        cell = self._cell
        days = (self._weekday(row, cell) for row in range(7))
        lines = [self._months(cell), *days, self._legend(self.content_size.width, cell)]
        return Content("\n").join(Content.assemble(*self._runs(line)) for line in lines)

    def _runs(self, line: Line) -> Iterator[tuple[str, Style]]:
        """Text and style of each stretch that looks alike and is of one day, or of none."""
        looks: dict[tuple[str, bool], Style] = {}
        for (style, reverse, hit), spots in groupby(line, key=lambda spot: (spot.style, spot.reverse, spot.hit)):
            look = looks.get((style, reverse)) or looks.setdefault((style, reverse), self._look(style, reverse))
            yield "".join(spot.text for spot in spots), look if hit is None else look + hit_style(hit)

    def _look(self, style: str, reverse: bool) -> Style:
        """A style by its names: a pain has the colour of the palette, the cursor turns it round."""
        names = style.split()
        look = drawn(self, Spot("", " ".join(n for n in names if not n.startswith(PAIN)), reverse=reverse))
        pain = next((n.removeprefix(PAIN) for n in names if n.startswith(PAIN)), None)
        if pain is None or "year-calendar--cursor" in names:
            return look
        return look + pain_cell(self.app, float(pain))

    def _months(self, cell: int) -> Line:
        """Each month's name above the week with its first day, where the name before it has ended; or each Monday."""
        if cell >= DATED_CELL:
            mondays = map(self._week, range(self._weeks))
            dates = (f"{monday.day} {MONTHS[monday.month - 1]}".center(cell) for monday in mondays)
            return [Spot(" " * LABEL_WIDTH + "".join(dates), "year-calendar--label")]
        text = " " * LABEL_WIDTH
        for column in range(self._weeks):
            monday = self._week(column)
            first = next((day for day in (monday + n * DAY for n in range(7)) if day.day == 1), None)
            start = LABEL_WIDTH + column * cell
            if first and len(text) <= start and start + 3 <= LABEL_WIDTH + self._weeks * cell:
                text = text.ljust(start) + MONTHS[first.month - 1] + " "
        return [Spot(text, "year-calendar--label")]

    def _weekday(self, row: int, cell: int) -> Line:
        line: Line = [Spot(WEEKDAYS[row].ljust(LABEL_WIDTH), "year-calendar--label")]
        first = self.first_shown + row * DAY
        line += [self._day(first + column * WEEK, cell) for column in range(self._weeks)]
        if self.today == self._week(self._weeks - 1) + row * DAY:
            line.append(Spot("◂", "year-calendar--today"))
        return line

    def _day(self, day: date, cell: int) -> Spot:
        if day > self.today:
            return Spot(" " * cell)
        text, style = _look(self.marks.get(day), cell)
        if day == self.cursor:
            style = f"{style} year-calendar--cursor"
        return Spot(text, style, day.toordinal(), reverse=day == self.cursor)

    def _legend(self, width: int, cell: int) -> Line:
        cell = min(cell, LEGEND_CELL)
        line: Line = [Spot(" " * LABEL_WIDTH + f"{self.pain} ", "year-calendar--label")]
        samples = [(DayMark(pain), "") for pain in range(10)]
        ten = " ten   " if cell == 1 else "   "
        words = (
            *((DayMark(10), ten), (DayMark(), " not rated   ")),
            *((DayMark(5, routine=True), " routine done   "), (None, " no entry")),
        )
        for mark, meaning in (*samples, *words):
            entry: Line = [Spot(*_look(mark, cell)), Spot(meaning, "year-calendar--label")]
            if width_of(line) + width_of(entry) <= width:
                line += entry
        return line


def _look(mark: DayMark | None, cell: int) -> tuple[str, str]:
    """Text and style of a day, `cell` columns wide; a routine is a line below it."""
    text, style = UNKNOWN if mark is None else UNRATED, "year-calendar--unrated"
    if mark is not None and mark.pain is not None:
        text, style = f"{mark.pain:.0f}", f"{PAIN}{mark.pain:.0f}"
    text = TEN if len(text) > cell else text.ljust(cell) if cell < LEGEND_CELL else text.center(cell)
    return text, f"{style} year-calendar--routine" if mark is not None and mark.routine else style


def _month(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def _monday(day: date) -> date:
    return day - day.weekday() * DAY
