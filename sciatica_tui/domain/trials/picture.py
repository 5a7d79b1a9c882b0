"""A picture of a trial's pairs: the mean pain with and without, side by side, in characters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..text.dates import short_month

WITH, WITHOUT, BOTH = "●", "○", "◉"
HIGHEST = 10
MARGIN = len("10 ")
NARROWEST, WIDEST = 2, 9
"""Columns of a pair; the widest leaves room for its day."""

Pair = tuple[float | None, float | None]
"""The mean of the days with, and of those without; `None` where no evening was answered."""


def pairs_picture(pairs: Sequence[Pair], first: date, days: int, width: int) -> tuple[str, ...]:
    """Return the lines of the picture, a point of pain each, over the days on which the pairs begin.

    At most `width` wide; older pairs and those to come are left out. A pair is of so many `days`, the first one from
    `first` on.
    """
    room = max((width - MARGIN) // NARROWEST, 1)
    answered = max((number for number, pair in enumerate(pairs, 1) if pair != (None, None)), default=0)
    columns = list(enumerate(pairs[:answered]))[-room:]
    step = min(max((width - MARGIN) // max(len(columns), 1), NARROWEST), WIDEST)
    lines = []
    for level in range(HIGHEST, -1, -1):
        cells = "".join(f"{_cell(pair, level):<{step}}" for _, pair in columns)
        lines.append(f"{level:>2} {cells}".rstrip())
    return (*lines, _day_line([number for number, _ in columns], first, days, step), _LEGEND)


_LEGEND = f"{WITH} with  {WITHOUT} without  {BOTH} both"


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
