"""What a routine's minutes are made of: a bar of its parts in their order, and how long each sort of part takes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby, islice, pairwise
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from ...domain.routines.step_table import TimePart, line_words
from ...domain.routines.timer_view import length_text

EXERCISE, PAUSE = "█", "─"
LABEL_GAP = 2
"""Cells between two times of the axis at least."""


class TimeLine(Widget):
    """The time line of a routine; the step at the index `current` stands out. With `axis` its times stand below it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "time-line--current",
        "time-line--exercise",
        "time-line--pause",
        "time-line--time",
    }
    DEFAULT_CSS = """
    TimeLine {
        width: 1fr; height: auto; text-wrap: nowrap; text-overflow: ellipsis;
        & > .time-line--current { color: $accent; }
        & > .time-line--exercise { color: $foreground 45%; }
        & > .time-line--pause, & > .time-line--time { color: $foreground 65%; }
        &:ansi > .time-line--exercise { color: ansi_default; }
    }
    """
    ALLOW_SELECT = False

    spans: reactive[tuple[TimePart, ...]] = reactive((), layout=True)
    current: reactive[int | None] = reactive(None)
    axis: reactive[bool] = reactive(False, layout=True)

    def render(self) -> Content:
        width = self.content_size.width
        return Content("\n").join(self._lines(width)) if self.spans and width else Content("")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 3 if self.axis else 2

    def _lines(self, width: int) -> list[Content]:
        runs = [list(run) for _, run in groupby(self.spans, lambda span: span.is_exercise and (span.step,))]
        seconds = [sum(span.seconds for span in run) for run in runs]
        columns = [0, *cell_ends(seconds, width)]
        parts = [run[0] for run in runs]
        bar = Content.assemble(
            *(self._cells(part, end - start) for part, (start, end) in zip(parts, pairwise(columns), strict=True))
        )
        words = Content(line_words(self.spans))
        return [bar, self._axis(parts, columns, [0, *accumulate(seconds)], width), words] if self.axis else [bar, words]

    def _cells(self, part: TimePart, cells: int) -> tuple[str, Style]:
        return (EXERCISE if part.is_exercise else PAUSE) * cells, self._look(part)

    def _look(self, span: TimePart) -> Style:
        part = "pause" if not span.is_exercise else "current" if span.step == self.current else "exercise"
        return self.get_visual_style(f"time-line--{part}")

    def _axis(self, parts: Sequence[TimePart], columns: Sequence[int], times: Sequence[int], width: int) -> Content:
        """When each step begins, as far as there is room, and the end of the last."""
        begins: dict[int, tuple[int, int]] = {}
        for part, column, seconds in zip(parts, columns, times, strict=False):
            if part.is_exercise:
                begins.setdefault(part.step, (column, seconds))
        line, last = "", length_text(times[-1])
        for column, seconds in begins.values():
            label = length_text(seconds)
            if column >= len(line) + LABEL_GAP * bool(line) and column + len(label) + LABEL_GAP <= width - len(last):
                line = line.ljust(column) + label
        return Content.styled(line.ljust(width - len(last)) + last, self.get_visual_style("time-line--time"))


def cell_ends(seconds: Sequence[int], width: int) -> list[int]:
    """Return the column where each part ends, in proportion; none is without a cell where there is one for each."""
    ends = [round(end * width / sum(seconds)) for end in accumulate(seconds)]
    if len(ends) > width:
        return ends
    latest = range(width - len(ends) + 1, width + 1)
    pushed = accumulate(ends, lambda before, end: max(end, before + 1), initial=0)
    return [min(end, most) for end, most in zip(islice(pushed, 1, None), latest, strict=True)]
