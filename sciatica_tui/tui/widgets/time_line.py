"""What a routine's minutes are made of: a bar of its parts in their order, and how long each sort of part takes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, groupby
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
        ends = list(accumulate(span.seconds for span in self.spans))
        bar = self._bar(ends, width)
        words = Content(line_words(self.spans))
        return [bar, self._axis(ends, width), words] if self.axis else [bar, words]

    def _bar(self, ends: Sequence[int], width: int) -> Content:
        """Each cell as what is done in its middle."""
        spans = [self.spans[bisect_right(ends, (column + 0.5) * ends[-1] / width)] for column in range(width)]
        looks = ((EXERCISE if s.is_exercise else PAUSE, self._look(s)) for s in spans)
        return Content.assemble(*((glyph * len(list(cells)), style) for (glyph, style), cells in groupby(looks)))

    def _look(self, span: TimePart) -> Style:
        part = "pause" if not span.is_exercise else "current" if span.step == self.current else "exercise"
        return self.get_visual_style(f"time-line--{part}")

    def _axis(self, ends: Sequence[int], width: int) -> Content:
        """When each step begins, as far as there is room, and the end of the last."""
        begins: dict[int, int] = {}
        for span, end in zip(self.spans, ends, strict=True):
            if span.is_exercise:
                begins.setdefault(span.step, end - span.seconds)
        line, last = "", length_text(ends[-1])
        for seconds in begins.values():
            column, label = seconds * width // ends[-1], length_text(seconds)
            if column >= len(line) + LABEL_GAP * bool(line) and column + len(label) + LABEL_GAP <= width - len(last):
                line = line.ljust(column) + label
        return Content.styled(line.ljust(width - len(last)) + last, self.get_visual_style("time-line--time"))
