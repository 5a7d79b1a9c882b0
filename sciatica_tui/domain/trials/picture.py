"""A picture of a trial's pairs: the mean pain with and without, side by side, in characters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..text.dates import short_month
from ..text.grammar import count

WITH, WITHOUT, BOTH = "●", "○", "◉"
MARGIN = len("10 ")
NARROWEST, WIDEST = 2, 9
"""Columns of a pair; the widest leaves room for its day."""

Pair = tuple[float | None, float | None]
"""The mean of the days with, and of those without; `None` where no evening was answered."""


def pairs_picture(pairs: Sequence[Pair], first: date, days: int, width: int, outcome: str) -> tuple[str, ...]:
    """Return the lines of the picture: what is shown, a row for each point of pain there was, and the first days.

    At most `width` wide; older pairs and those to come are left out. A pair is of so many `days`, the first one from
    `first` on. Without an answer there is nothing to show.
    """
    room = max((width - MARGIN) // NARROWEST, 1)
    answered = max((number for number, pair in enumerate(pairs, 1) if pair != (None, None)), default=0)
    columns = list(enumerate(pairs[:answered]))[-room:]
    points = {round(mean) for _, pair in columns for mean in pair if mean is not None}
    if not points:
        return ()
    step = min(max((width - MARGIN) // max(len(columns), 1), NARROWEST), WIDEST)
    lines = []
    for level in range(max(points), min(points) - 1, -1):
        cells = "".join(f"{_cell(pair, level):<{step}}" for _, pair in columns)
        lines.append(f"{level:>2} {cells}".rstrip())
    stretch = count(days // 2, "day")
    head = f"{outcome}. A column: {stretch} {WITH} with and {stretch} {WITHOUT} without, {BOTH} the same"
    return (head, *lines, _day_line([number for number, _ in columns], first, days, step))


def _day_line(numbers: Sequence[int], first: date, days: int, step: int) -> str:
    """The days on which pairs begin, each under its pair, as many as have room."""
    line = " " * MARGIN
    for column, number in enumerate(numbers):
        start = MARGIN + column * step
        if len(line) <= start:
            day = date.fromordinal(first.toordinal() + number * days)
            line = f"{line:<{start}}{short_month(day, day)}  "
    return line.rstrip()


def _cell(pair: Pair, level: int) -> str:
    marks = [
        mark for mean, mark in zip(pair, (WITH, WITHOUT), strict=True) if mean is not None and round(mean) == level
    ]
    return BOTH if len(marks) == 2 else marks[0] if marks else ""
