"""A walking plan: what it asks, how it came to that, and what was walked lately, as bars on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from ...domain.routines.walking_text import MinutesRow, minutes_words
from ...domain.text.lines import wrapped
from ..window_size import WindowSize, window_size

DAY, MINUTES, GAP = 12, 8, 2
"""Columns for the day and for its minutes, and those after the bar."""
LEAST_WORDS, LEAST_BAR, MOST_BAR = 36, 6, 45
"""Columns that the words have before the bar grows, and those of the longest bar."""
WALK_ROWS = {WindowSize.COMPACT: 0, WindowSize.WIDE: 7, WindowSize.HUGE: 14}
"""Days of walks that have a row of their own; a small window has a line instead."""


class MinutesChart(Widget):
    """Words, then the steps of a plan, then the walks of the last days."""

    DEFAULT_CSS = "MinutesChart { height: auto; }"
    ALLOW_SELECT = False

    def __init__(
        self, words: Sequence[str], steps: Sequence[MinutesRow], walks: Sequence[MinutesRow], walk_line: str
    ) -> None:
        """`walk_line` says in a line what `walks` show day by day, the newest first."""
        super().__init__(classes="dialog-text")
        self._words = tuple(words)
        self._steps = tuple(steps)
        self._walks = tuple(walks)
        self._walk_line = walk_line

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def _lines(self, width: int) -> tuple[Content, ...]:
        walks = self._walks[: WALK_ROWS[window_size(self.app.size)]]
        bar = max(min(width - DAY - MINUTES - GAP - LEAST_WORDS, MOST_BAR), LEAST_BAR)
        per_cell = max(row.minutes or 0 for row in (*self._steps, *walks)) / bar
        lines = [Content(line) for words in self._words for line in wrapped(words, width)]
        lines += [Content(""), *_rows(self._steps, bar, per_cell, width)]
        if walks:
            lines += [
                Content(""),
                Content.assemble(("Your walks", "bold"), "; a longer one counts too"),
                *_rows(walks, bar, per_cell, width),
            ]
        else:
            lines += [Content(line) for line in wrapped(self._walk_line, width)]
        return tuple(lines)


def _rows(rows: Sequence[MinutesRow], bar: int, per_cell: float, width: int) -> Iterator[Content]:
    indent = DAY + MINUTES + bar + GAP
    for row in rows:
        minutes = minutes_words(row.minutes) if row.minutes else "" if row.minutes is None else "–"
        full, half = divmod(round(2 * (row.minutes or 0) / per_cell), 2)
        cells = "━" * full + "╸" * half
        first, *others = wrapped(row.words, max(width - indent, LEAST_BAR)) or [""]
        yield Content.assemble(
            (f"{row.day:<{DAY}}", "$foreground 65%"),
            f"{minutes:<{MINUTES}}",
            (f"{cells:<{bar + GAP}}", "$primary"),
            first,
        )
        yield from (Content(" " * indent + line) for line in others)
