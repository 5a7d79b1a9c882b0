"""A year at a glance, or what there is of it: one cell a day, a column a week, shaded by pain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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

FEWEST_WEEKS, YEAR_WEEKS = 8, 53
"""Weeks that are shown: as many as hold every entry, no fewer and no more than these."""
WIDEST_CELL = 12
"""Columns of a week at most."""
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
MONTHS = tuple(name[:3] for name in MONTH_NAMES)
LABEL_WIDTH = 4
LEGEND_CELL = 3
"""Columns of a day in the legend at most."""
DATED_CELL = 7
"""Columns of a week from which its Monday is named above it: `23 Nov`."""
FOLDED_WEEK = 8
"""Columns of a week of the folded calendar: its days, and what parts it from the next one."""
ROWS, FOLDED_ROWS = 9, 2
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
    """The weeks that hold all marks, a year of them at most, up to `today`; or up to an earlier one with the cursor.

    One that `folds` is only two rows high without the focus: the last weeks, one behind the other. Arrows or `h j k l`
    move by weeks and days, `g G` to the first day with an entry and to today; Enter or a second click chooses the day.
    A day without a mark is unknown: a dot; before the first mark it is blank. The border title says which weeks these
    are.
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
        height: auto;
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
    folds: reactive[bool] = reactive(False, init=False, layout=True)
    """Whether it is as low as it can be while it has not the focus."""

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
        self._span = FEWEST_WEEKS
        self._first_mark = date.min
        self.today = self.cursor = today

    # The days that are shown

    @property
    def first_shown(self) -> date:
        """The Monday that the leftmost column starts with."""
        newest = _monday(self.today)
        oldest = newest - (self._weeks - 1) * WEEK
        return min(oldest, _monday(self.cursor))

    @property
    def is_folded(self) -> bool:
        """Whether it shows no more than the last weeks, in one row."""
        return self.folds and not self.has_focus

    @property
    def _weeks(self) -> int:
        room = self.content_size.width
        return min(max(room // FOLDED_WEEK if self.is_folded else room - LABEL_WIDTH - 1, 1), self._span)

    def _find_span(self) -> None:
        """Find how many weeks hold all marks: once for all drawings, as ten years of marks take a while."""
        first = min(self.marks, default=None)
        begun = (_monday(self.today) - _monday(first or self.today)).days // 7 + 1
        self._span = min(max(begun, FEWEST_WEEKS), YEAR_WEEKS)
        self._first_mark = first or date.min
        self._entitle()

    def _entitle(self) -> None:
        first, last = self.first_shown, self._week(self._weeks) - DAY
        weeks = self._weeks
        title = "The year" if weeks == YEAR_WEEKS else f"The last {weeks} weeks"
        if last < self.today:
            title = f"{_month(first)} – {_month(last)}"
        self.border_title = f"{title}, by {self.pain}"

    def watch_marks(self) -> None:
        self._find_span()

    def watch_pain(self) -> None:
        self._entitle()

    def watch_today(self) -> None:
        self._find_span()

    def watch_folds(self) -> None:
        self._entitle()

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        if self.folds:
            self.refresh(layout=True)
            self._entitle()

    def watch_cursor(self) -> None:
        self._entitle()

    def on_resize(self) -> None:
        self._entitle()

    def _week(self, column: int) -> date:
        return self.first_shown + column * WEEK

    # Keys and clicks

    def focus_on_click(self) -> bool:
        """A click on a folded one means the day that is there, and does not unfold it under the pointer."""
        return not self.is_folded

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
        return FOLDED_ROWS if self.is_folded else ROWS

    @property
    def _cell(self) -> int:
        """Columns of a week."""
        return min(max((self.content_size.width - LABEL_WIDTH - 1) // self._weeks, 1), WIDEST_CELL)

    def render(self) -> Content:
        cell = self._cell
        days = (self._weekday(row, cell) for row in range(7))
        lines = (
            [self._mondays(FOLDED_WEEK, str.ljust), self._in_one_row()]
            if self.is_folded
            else [self._months(cell), *days, self._legend(self.content_size.width, cell)]
        )
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
            return [Spot(" " * LABEL_WIDTH), *self._mondays(cell, str.center)]
        text = " " * LABEL_WIDTH
        for column in range(self._weeks):
            monday = self._week(column)
            first = next((day for day in (monday + n * DAY for n in range(7)) if day.day == 1), None)
            start = LABEL_WIDTH + column * cell
            if first and len(text) <= start and start + 3 <= LABEL_WIDTH + self._weeks * cell:
                text = text.ljust(start) + MONTHS[first.month - 1] + " "
        return [Spot(text, "year-calendar--label")]

    def _mondays(self, cell: int, adjusted: Callable[[str, int], str]) -> Line:
        mondays = map(self._week, range(self._weeks))
        dates = (adjusted(f"{monday.day} {MONTHS[monday.month - 1]}", cell) for monday in mondays)
        return [Spot("".join(dates), "year-calendar--label")]

    def _in_one_row(self) -> Line:
        """The days of all weeks behind each other, a blank or the mark of today behind each week."""
        line: Line = []
        for monday in map(self._week, range(self._weeks)):
            days = [monday + n * DAY for n in range(7)]
            line += [self._day(day, 1) for day in days if day <= self.today]
            line.append(Spot("◂", "year-calendar--today") if self.today in days else Spot(" "))
        return line

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
        text, style = _look(self.marks.get(day), cell) if day >= self._first_mark else (" " * cell, "")
        if day == self.cursor:
            style = f"{style} year-calendar--cursor"
        return Spot(text, style, day.toordinal(), reverse=day == self.cursor)

    def _legend(self, width: int, cell: int) -> Line:
        """What the cells mean, in cells as wide as all of it has room for; where there is none as much as fits."""
        sizes = range(min(cell, LEGEND_CELL), 0, -1)
        legends = [[_label(f"{self.pain} "), *_samples(size)] for size in sizes]
        line: Line = []
        for part in next((parts for parts in legends if sum(map(width_of, parts)) <= width), legends[0]):
            if width_of(line) + width_of(part) <= width:
                line += part
        return line


def _label(words: str) -> Line:
    return [Spot(" " * LABEL_WIDTH + words, "year-calendar--label")]


def _samples(cell: int) -> list[Line]:
    ten = " ten   " if cell == 1 else "   "
    routine = " routine   " if cell == 1 else " routine done   "
    samples = (
        *((DayMark(pain), "") for pain in range(10)),
        *((DayMark(10), ten), (DayMark(), " not rated   ")),
        *((DayMark(5, routine=True), routine), (None, " no check-in")),
    )
    return [[Spot(*_look(mark, cell)), Spot(meaning, "year-calendar--label")] for mark, meaning in samples]


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
