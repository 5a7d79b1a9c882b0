"""What was done of each exercise: a bar a side, beside all that was planned."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from ....domain.routines.amounts import Amount
from ....domain.routines.catalogue import title_of
from ....domain.routines.timer_view import amount_words

FULL, EMPTY = "▆", "▁"
GAP = 3
"""Cells between the columns."""


class AmountBars(Widget):
    """A row for each exercise and side: `Hamstring stretch   left leg   ▆▆▆▆▁▁▁   0:42 of 1:30`.

    `spaced`: an empty line between two exercises. Where not all rows have room, the last says how many more there are.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "amount-bars--title",
        "amount-bars--full",
        "amount-bars--empty",
        "amount-bars--more",
    }
    DEFAULT_CSS = """
    AmountBars {
        width: 1fr; height: auto; max-height: 100%; text-wrap: nowrap; text-overflow: ellipsis;
        & > .amount-bars--title { text-style: bold; }
        & > .amount-bars--full { color: $success; text-style: bold; }
        & > .amount-bars--empty { color: $foreground 40%; }
        & > .amount-bars--more { color: $foreground 65%; }
        &:ansi > .amount-bars--empty, &:ansi > .amount-bars--more { text-style: dim; }
    }
    """
    ALLOW_SELECT = False

    amounts: reactive[tuple[Amount, ...]] = reactive((), layout=True)
    spaced: reactive[bool] = reactive(False, layout=True)

    @property
    def rows(self) -> int:
        """How many rows it needs."""
        gaps = sum(before.exercise != after.exercise for before, after in pairwise(self.amounts))
        return len(self.amounts) + (gaps if self.spaced else 0)

    def render(self) -> Content:
        width, height = self.content_size
        lines = list(self._lines(width))
        if len(lines) > height:
            first_lines = lines[: max(height - 1, 0)]
            more = sum(bool(line.plain) for line in lines[len(first_lines) :])
            lines = [*first_lines, Content.styled(f"and {more} more", self._style("more"))]
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self.rows

    def _lines(self, width: int) -> Iterator[Content]:
        """Titles, sides, bars and amounts in four columns; the bars take what is left."""
        titles = [title_of(amount.exercise) for amount in self.amounts]
        sides = [f"{amount.side} leg" if amount.side is not None else "" for amount in self.amounts]
        lengths = [amount_words((amount,)) for amount in self.amounts]
        title_cells, side_cells, length_cells = (
            max(map(len, column), default=0) for column in (titles, sides, lengths)
        )
        ends = title_cells + (side_cells + GAP if side_cells else 0) + length_cells + 2 * GAP
        former = ""
        for amount, title, side, length in zip(self.amounts, titles, sides, lengths, strict=True):
            if former and title != former and self.spaced:
                yield Content("")
            yield Content.assemble(
                (("" if title == former else title).ljust(title_cells + GAP), self._style("title")),
                side.ljust(side_cells + GAP) if side_cells else "",
                *self._bar(amount, max(width - ends, 0)),
                " " * GAP,
                length.rjust(length_cells),
            )
            former = title

    def _bar(self, amount: Amount, cells: int) -> tuple[Content, ...]:
        """Empty where it takes as long as it takes."""
        if not amount.planned_seconds:
            return (Content(" " * cells),)
        full = min(round(amount.done_seconds / amount.planned_seconds * cells), cells)
        full = max(full, 1) if round(amount.done_seconds) else 0
        return Content.styled(FULL * full, self._style("full")), Content.styled(
            EMPTY * (cells - full), self._style("empty")
        )

    def _style(self, part: str) -> Style:
        return self.get_visual_style(f"amount-bars--{part}")
