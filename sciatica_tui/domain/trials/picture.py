"""A picture of a trial's pairs: the mean pain with and without, side by side, in characters."""

from __future__ import annotations

from collections.abc import Sequence

WITH, WITHOUT, BOTH = "●", "○", "◉"
HIGHEST, STEP = 10, 2
"""The scale of pain, and how much of it a line of the picture holds."""

Pair = tuple[float | None, float | None]
"""The mean of the days with, and of those without; `None` where no evening was answered."""


def pairs_picture(pairs: Sequence[Pair], width: int) -> tuple[str, ...]:
    """Return the lines of the picture, from the worst pain down, at most `width` wide; older pairs are left out."""
    margin = len("10 ")
    columns = list(pairs[-max((width - margin) // 2, 1) :])
    lines = []
    for level in range(HIGHEST, -1, -STEP):
        cells = (_cell(pair, level) for pair in columns)
        lines.append(f"{level:>2} {' '.join(cells)}".rstrip())
    return (*lines, f"{WITH} with  {WITHOUT} without  {BOTH} both")


def _cell(pair: Pair, level: int) -> str:
    marks = [mark for mean, mark in zip(pair, (WITH, WITHOUT), strict=True) if mean is not None and _row(mean) == level]
    return BOTH if len(marks) == 2 else marks[0] if marks else " "


def _row(mean: float) -> int:
    return round(mean / STEP) * STEP
