"""Rows of things to do: a mark, words, a faint aside; the cursor's row is what Enter acts on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ...domain.text.lines import wrapped
from ...domain.text.row_mark import RowMark, Tone
from ...domain.views.todo import WORST, YES_NO
from ..pain_palette import pain_cell
from .charts.sparkline import BARS as BARS_OF_A_COURSE
from .hover import Hovering, hit_of, hit_style
from .selection import NO_POINTER, POINTER, RowClicks, ground, pointer

Row = tuple[RowMark, str, str]
"""(mark, words, aside); parts of an aside are three spaces apart, or two if none is three; where room is short the last
go first"""

MARGIN = len(POINTER) + 2
"""Cells before the words of a row: the pointer and the mark."""
BEFORE_ASIDE = 2
"""Cells between the words and the aside at least: with one they would read as a sentence."""

BARS = re.compile(f"[{BARS_OF_A_COURSE}]+")
FULL, GOAL, MET = re.compile("━+(?:┃━+)?"), re.compile("┃"), re.compile("(?<= )✓")
"""The full part of a bar, what is asked for in it, and a figure that keeps to that."""

PAINS, WITH_PAINS = re.compile(r"(?:leg|back) (([ 1]\d) )"), "-pains"
"""A pain on two places in the words of a row, which a note rarely has, and the class of a list that colours them."""

TONE_STYLES = {
    Tone.GOOD: "task-list--done",
    Tone.BAD: "task-list--bad",
    Tone.DUE: "task-list--due",
    Tone.UNMET: "task-list--not",
}
"""The style of a row's mark; the words say the same."""


class TaskList(Hovering, Widget, can_focus=True):
    """A few rows; `cursor` is the row the keys act on."""

    DEFAULT_CSS = """
    TaskList { height: auto; }
    TaskList > .task-list--done { color: $success; }
    TaskList > .task-list--due { color: $warning; text-style: bold; }
    TaskList > .task-list--not { color: $text-muted; text-style: bold; }
    TaskList > .task-list--bad { color: $error; text-style: bold; }
    TaskList > .task-list--aside { color: $text-muted; }
    TaskList > .task-list--key { color: $primary; text-style: bold; }
    TaskList > .task-list--bars { color: $primary; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "task-list--done",
        "task-list--due",
        "task-list--bad",
        "task-list--not",
        "task-list--cursor",
        "task-list--aside",
        "task-list--key",
        "task-list--bars",
    }
    ALLOW_SELECT = False

    rows: reactive[tuple[Row, ...]] = reactive((), layout=True)
    head: reactive[tuple[str, str]] = reactive(("", ""), layout=True)
    """(words, aside) of a line over the rows that says what stands in them; none where both are empty."""
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """The selected row was clicked, or Enter pressed on it: of `rows` then, which may be others by now."""

        task_list: TaskList
        row: int
        key: object

        @property
        def control(self) -> TaskList:
            return self.task_list

    class Marked(Message):
        """Another row is marked, or this list got the focus."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._clicks = RowClicks()
        self.keys: tuple[object, ...] = ()
        """What each row is to the screen, where it may become another one."""

    def validate_cursor(self, cursor: int) -> int:
        return min(max(cursor, 0), max(len(self.rows) - 1, 0))

    def watch_rows(self) -> None:
        self.cursor = self.validate_cursor(self.cursor)

    def watch_cursor(self) -> None:
        self.post_message(self.Marked())

    def on_focus(self) -> None:
        self.post_message(self.Marked())

    def render(self) -> Content:
        lines: list[Content] = []
        width = self.content_size.width
        if any(self.head):
            words, aside = self.head
            faint = self.get_visual_style("task-list--aside")
            lines.append(Content.styled(f"{'':{MARGIN}}{words.ljust(width - MARGIN - cell_len(aside))}{aside}", faint))
        for number in self._rows_in_sight(width):
            mark, words, aside = self.rows[number]
            style = TONE_STYLES.get(mark.tone)
            is_cursor = number == self.cursor and self.has_focus
            *above, last = self._wrapped(words, aside, width)
            aside = "" if above and aside != YES_NO else fitting(aside, width - cell_len(last) - MARGIN - BEFORE_ASIDE)
            starts = (pointer(is_cursor), f"{mark} "), *((NO_POINTER, "  "),) * len(above)
            row = [
                Content.assemble(start, (glyph, self.get_visual_style(style) if style else ""), part)
                for (start, glyph), part in zip(starts, (*above, last), strict=True)
            ]
            gap = " " * (width - row[-1].cell_length - cell_len(aside))
            row[-1] = Content.assemble(row[-1], gap, (aside, self.get_visual_style("task-list--aside")))
            row = [self._with_bars(line, mark) for line in row]
            if self.has_class(WITH_PAINS) and not is_cursor:
                row = [self._with_pains(line) for line in row]
            over = hit_style(number)
            if is_cursor:
                over += ground(self, "task-list--cursor")
            lines += [line.pad_right(max(width - line.cell_length, 0)).stylize(over) for line in row]
            if aside == YES_NO:
                lines[-1] = self._with_buttons(lines[-1], number)
        return Content("\n").join(lines)

    def _with_bars(self, line: Content, mark: RowMark) -> Content:
        """Bars of a course, and of how far it is to what is asked, which are green where that is met."""
        bars, met, goal = (self.get_visual_style(f"task-list--{name}") for name in ("bars", "done", "due"))
        line = line.highlight_regex(BARS, style=bars)
        line = line.highlight_regex(FULL, style=met if mark.tone is Tone.GOOD else bars)
        return line.highlight_regex(GOAL, style=goal).highlight_regex(MET, style=met)

    def _with_pains(self, line: Content) -> Content:
        for pain in PAINS.finditer(line.plain):
            line = line.stylize(pain_cell(self.app, int(pain[2])), *pain.span(1))
        return line

    def _with_buttons(self, line: Content, number: int) -> Content:
        """A row whose aside ends in `y  n`, each a button."""
        no = line.cell_length - 2
        key = self.get_visual_style("task-list--key")
        line = line.stylize(key + hit_style((number, True)), no - 3, no)
        return line.stylize(key + hit_style((number, False)), no)

    def choose(self) -> None:
        """Act on the cursor's row."""
        key = self.keys[self.cursor] if self.cursor < len(self.keys) else None
        self.post_message(self.Chosen(self, self.cursor, key))

    async def on_click(self, event: Click) -> None:
        """Select the row under the pointer; a click on the selected row chooses it, one on an answer gives it."""
        row = hit_of(event)
        if isinstance(row, tuple) and row[0] < len(self.rows):
            if event.chain == 1:  # at the second of a double click the next question may have moved up here
                self.cursor, yes = row
                await self.run_action(f"screen.answer({yes})")
        elif isinstance(row, int) and row < len(self.rows):
            acts = self._clicks.acts(row == self.cursor, event.chain)
            self.cursor = row
            if acts:
                self.choose()

    def _wrapped(self, words: str, aside: str, width: int) -> list[str]:
        """The words of a row, on as many lines as they take, beside its answers; on one with `text-wrap: nowrap`."""
        room = width - MARGIN - (len(aside) + 1 if aside == YES_NO else 0)
        return [words] if self.styles.text_wrap == "nowrap" else wrapped(words, max(room, MARGIN)) or [""]

    @property
    def rows_out_of_sight(self) -> tuple[int, int]:
        """How many rows there is no room for, above those that show and below."""
        in_sight = self._rows_in_sight(self.content_size.width)
        return in_sight.start, len(self.rows) - in_sight.stop

    def _rows_in_sight(self, width: int) -> range:
        """All rows; where there is no room for them those that lead to the cursor's, each whole."""
        heights, room = self._heights(width), self.content_size.height - any(self.head)
        if sum(heights) <= room or room < 1:
            return range(len(heights))
        first, after = self.cursor, self.cursor + 1
        room -= heights[first]
        while first > 0 and heights[first - 1] <= room:
            first -= 1
            room -= heights[first]
        while after < len(heights) and heights[after] <= room:
            room -= heights[after]
            after += 1
        return range(first, after)

    def _heights(self, width: int) -> list[int]:
        return [len(self._wrapped(words, aside, width)) for _, words, aside in self.rows]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(sum(self._heights(width)), 1) + any(self.head)


class TaskColumn:
    """Lists below each other with one mark for all: it is in the list with the focus, at first in the topmost."""

    def __init__(self, *task_lists: TaskList) -> None:
        self._lists = task_lists

    @property
    def marked(self) -> TaskList:
        """The list that the mark is in."""
        return next((task_list for task_list in self._lists if task_list.has_focus), self._lists[0])

    def move(self, steps: int) -> bool:
        """Move the mark so many rows down, on through the lists; return False where there is no such row."""
        above = self._lists[: self._lists.index(self.marked)]
        number = sum(len(task_list.rows) for task_list in above) + self.marked.cursor + steps
        is_row = 0 <= number < len(self._rows)
        if is_row:
            self.mark(*self._rows[number])
        return is_row

    def go(self, last: bool) -> None:
        """Mark the last row or the first."""
        if self._rows:
            self.mark(*self._rows[-1 if last else 0])

    def mark(self, task_list: TaskList, row: int) -> None:
        """Mark a row of one of the lists."""
        task_list.cursor = row
        task_list.focus()

    @property
    def _rows(self) -> list[tuple[TaskList, int]]:
        return [(task_list, row) for task_list in self._lists for row in range(len(task_list.rows))]


def fitting(aside: str, room: int) -> str:
    """As many parts of an aside as there is room for; that it is the worst goes before any of them."""
    aside = aside if len(aside) <= room else aside.removeprefix(WORST)
    while len(aside) > room and aside:
        aside = aside.rpartition("   " if "   " in aside else "  ")[0].rstrip()
    return aside
