"""A chart over time with a cursor: `drawing` on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from msgspec.structs import replace
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ....domain.charts.chart import GLANCE_AXIS, Chart
from ...pain_palette import pain_ink
from ..spot import Line
from .day_bars import DayBars
from .drawing import BLOCKS, GRAIN, PAIN, SMALLEST, Drawing, Plot
from .legend import legend

LOOKS = (
    *("axis", "head", "level", "mark", "cursor", "fill", "band", "phase"),
    *("day-1", "day-2", "line-1", "line-2"),
)

LEAST_ROWS = 5
"""Rows that the plot keeps of those that a legend of more than one line would take."""
ROW_EACH = 11
"""Rows of a plot from which each whole number of a rating has one of its own, and a line reads well."""
NO_ROOM = "This chart needs a larger window."


class TimeChart(Widget, can_focus=True):
    """A chart as large as its room, its legend in the last line. `cursor` is a day number on it, `None` for none.

    The drawing is kept: a step of the cursor draws two columns.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"time-chart--{look}" for look in LOOKS}
    DEFAULT_CSS = """
    TimeChart {
        height: 1fr;
        width: 1fr;
        & > .time-chart--axis { color: $foreground 65%; }
        & > .time-chart--head { color: $foreground 80%; text-style: italic; }
        & > .time-chart--level { color: $text-accent; }
        & > .time-chart--mark { color: $text-accent; text-style: bold; }
        & > .time-chart--cursor { color: $foreground; }
        & > .time-chart--band { background: $primary 28%; }
        & > .time-chart--fill { color: $primary 28%; }
        & > .time-chart--phase { background: $foreground 6%; }
        & > .time-chart--day-1 { color: $foreground 75%; }
        & > .time-chart--line-1 { color: $text-primary; text-style: bold; }
        & > .time-chart--day-2 { color: $text-secondary; }
        & > .time-chart--line-2 { color: $text-secondary; }
        &:ansi > .time-chart--axis { text-style: dim; }
        &:ansi > .time-chart--line-1 { color: $foreground; }
        &:ansi > .time-chart--day-1 { color: $warning; }
        &:ansi > .time-chart--band, &:ansi > .time-chart--phase { background: transparent; }
    }
    """
    ALLOW_SELECT = False

    chart: reactive[Chart | None] = reactive(None)
    has_legend: reactive[bool] = reactive(True)
    cursor: reactive[int | None] = reactive(None)

    @dataclass
    class Moved(Message):
        """A person put the cursor on a day."""

        day: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._drawn: tuple[object, Plot, list[Line]] | None = None
        self._styles_of: dict[str, Style] = {}

    # Moving

    @property
    def step(self) -> int:
        """Days that one step of the cursor goes: one, or as many as a column holds."""
        if self.chart is None:
            return 1
        return max(round(self.chart.days / max(self.content_size.width - 8, 1)), 1)

    def move(self, steps: int) -> None:
        """Move the cursor by steps; the first one puts it on the last day."""
        if self.chart is not None:
            at = self.cursor if self.cursor is not None else self.chart.until
            self.go(self.chart.stepped(at, steps, self.step))

    def go(self, day: int) -> None:
        """Put the cursor on a day of the chart, or the nearest."""
        if self.chart is not None and self.chart.has_points:
            self.cursor = min(max(day, self.chart.first), self.chart.until)
            self.border_subtitle = Content(self.chart.words_on(self.cursor))
            self.post_message(self.Moved(self.cursor))

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        drawing = self._drawing()
        day = drawing.day_at(offset.x) if offset is not None and drawing is not None else None
        if day is not None:
            event.stop()
            self.go(day)

    # Drawing

    def notify_style_update(self) -> None:
        self._styles_of.clear()
        super().notify_style_update()

    def watch_chart(self, chart: Chart | None) -> None:
        if self.border_subtitle and chart is not None and self.cursor is not None:
            self.border_subtitle = Content(chart.words_on(self.cursor))

    def watch_cursor(self, old: int | None, new: int | None) -> None:
        drawing = self._drawing()
        for day in (old, new):
            if day is not None and drawing is not None:
                x = drawing.left + drawing.column_of(day)
                self.refresh(Region(x, drawing.head, 1, drawing.rows))

    def _drawing(self) -> Plot | None:
        """The drawing at this size, made anew only when the chart, the size or the theme's kind has changed."""
        width, height = self.content_size
        if self.chart is None or width < SMALLEST[0] or height < SMALLEST[1] - self.chart.as_bars:
            return None
        key = (self.chart, width, height, self._fill, self.has_legend)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, *self._draw(self.chart, width, height, self._fill))
        return self._drawn[1]

    def _draw(self, chart: Chart, width: int, height: int, fill: str) -> tuple[Plot, list[Line]]:
        """The chart, its pains as bars where points have not a row each: 9 would stand on the line of 10."""
        if not chart.as_bars:
            drawing, below = self._with_legend(chart, width, height, fill)
            if chart.axis != GLANCE_AXIS or drawing.rows >= ROW_EACH:
                return drawing, [*drawing.lines, *below]
        bars = DayBars(chart, width, height)
        return bars, bars.lines

    def _with_legend(self, chart: Chart, width: int, height: int, fill: str) -> tuple[Drawing, list[Line]]:
        """The drawing with its legend below; without what happened, where a low plot gets more rows from that."""
        drawing, below = self._with_whole_legend(chart, width, height, fill)
        if drawing.rows < ROW_EACH and chart.marks:
            bare, bare_below = self._with_whole_legend(replace(chart, marks=()), width, height, fill)
            if bare.rows > drawing.rows:
                return bare, bare_below
        return drawing, below

    def _with_whole_legend(self, chart: Chart, width: int, height: int, fill: str) -> tuple[Drawing, list[Line]]:
        """The drawing with its legend below, as far as there is room for that."""
        below: list[Line] = [[]] if self.has_legend else []
        while True:
            drawing = Drawing(chart, width, height - len(below), fill)
            most = max(drawing.rows + len(below) - LEAST_ROWS, 1)
            lines = legend(drawing, width)[:most] if self.has_legend else []
            if len(lines) <= len(below):
                return drawing, lines
            below = lines

    def rows_used(self, width: int, most: int) -> int:
        """Return how many of at most so many rows it uses with none empty and whole numbers evenly apart, on rows."""
        if self.chart is None or width < SMALLEST[0] or most < SMALLEST[1]:
            return most
        return most - self._draw(self.chart, width, most, self._fill)[0].spare

    @property
    def _fill(self) -> str:
        return GRAIN if self.app.native_ansi_color else BLOCKS

    def render_line(self, y: int) -> Strip:
        width = self.content_size.width
        drawing = self._drawing()
        if drawing is None or self._drawn is None or self.chart is None or not self.chart.has_points:
            words = self._instead(width).get(y, "")
            return Strip([Segment(words.center(width), self._style("axis"))]).adjust_cell_length(width, self._style(""))
        line = self._drawn[2][y] if y < len(self._drawn[2]) else []
        strip = Strip([Segment(spot.text, self._style(spot.style)) for spot in line])
        if self.cursor is not None and drawing.head <= y < drawing.head + drawing.rows:
            x = drawing.left + drawing.column_of(self.cursor)
            character, look = drawing.under_cursor(self.cursor, y - drawing.head)
            spot = Strip([Segment(character, self._style(look))])
            strip = Strip.join([strip.crop(0, x), spot, strip.crop(x + 1)])
        return strip.adjust_cell_length(width, self._style(""))

    def _instead(self, width: int) -> dict[int, str]:
        """What says why there is no drawing, by line: in the middle."""
        if self.chart is None:
            return {}
        lines = wrap(NO_ROOM if self.chart.has_points else self.chart.empty, max(width, 1))
        return dict(enumerate(lines, max(self.content_size.height - len(lines), 0) // 2))

    def _style(self, look: str) -> Style:
        """The style of one or two looks, the ground first."""
        style = self._styles_of.get(look)
        if style is None:
            names = look.split()
            classes = [f"time-chart--{name}" for name in names if not name.startswith(PAIN)]
            visual = self.get_visual_style(*classes) if classes else self.visual_style
            for name in names[len(classes) :]:
                visual += pain_ink(self.app, float(name.removeprefix(PAIN)))
            style = visual.rich_style
            self._styles_of[look] = style
        return style

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 16
