"""What goes with a measure where there is room: with it and without as two bars, and the difference beside them."""

from __future__ import annotations

from collections.abc import Sequence

from ....domain.charts.comparisons import ComparisonRow, Group
from ....domain.charts.measure_display import MeasureDisplay
from ....domain.charts.trends import PAINS
from ....domain.text.grammar import count
from ..spot import Line, Spot
from .comparison_table import (
    BAR_AT,
    GAP,
    KEY_LINE,
    STANDS_OUT,
    comparison_table,
    difference_of,
    reach_of,
    scale_line,
    texts_of,
)
from .drawing import fitted
from .interval_bar import interval_bar, zero_line
from .lines_view import INK

MOST_WORDS, LEVEL_BAR, LEVEL = 30, 24, 5
WITH_IT = "with", "without"


def comparison_bars(
    groups: Sequence[Group], kind: MeasureDisplay, lower_is_better: bool, width: int, *, air: bool = False
) -> list[Line]:
    """Each row of the groups that can be compared, on two lines, and what the signs mean; `air`: rows apart.

    Without room for the difference it is the table instead.
    """
    digits = 0 if kind.unit == "min" else 1
    rows = [row for group in groups for row in group.rows]
    highest = kind.top if kind.rating else max(level for row in rows for level, _ in _sides(row))
    texts = {row: texts_of(row, digits) for row in rows}
    words = min(max(len(row.words) for row in rows) + 4, MOST_WORDS)
    counts = max(len(count(times, group.unit)) for group in groups for row in group.rows for _, times in _sides(row))
    numbers = max(len(difference) for *_, difference in texts.values())
    left = words + len(WITH_IT[1]) + GAP + LEVEL_BAR + LEVEL + GAP + counts + GAP
    plot = width - left - GAP - numbers
    plot -= 1 - plot % 2
    if plot < BAR_AT:
        return comparison_table(groups, kind, lower_is_better, width)
    reach = reach_of(rows)
    lines: list[Line] = [[Spot(" " * left), *scale_line(kind, reach, plot)]]
    for group in groups:
        lines += [[], [Spot(group.words, "head")]] if lines[1:] else [[Spot(group.words, "head")]]
        for row in group.rows:
            better = (row.difference or 0) < 0 if lower_is_better else (row.difference or 0) > 0
            look = ("better" if better else "worse") if row.stands_out else "value"
            name = f"{STANDS_OUT if row.stands_out else ' '} {fitted(row.words, words - 3)}"
            above, below = (
                [
                    Spot(start.ljust(words)),
                    Spot(with_it.ljust(len(WITH_IT[1]) + GAP), "faint"),
                    _bar(level, highest, kind),
                    Spot(f"{level:.{digits}f}".rjust(LEVEL)),
                    Spot(" " * GAP + count(times, group.unit).ljust(counts) + " " * GAP, "faint"),
                ]
                for start, with_it, (level, times) in zip((name, ""), WITH_IT, _sides(row), strict=True)
            )
            bar = interval_bar(difference_of(row, digits), row.low, row.high, -reach, reach, plot, look)
            difference = Spot(texts[row][-1].rjust(GAP + numbers), look if row.stands_out else "")
            lines += [[*above, *zero_line(bar, plot // 2), difference], [*below, *_zero(plot)]]
            lines += [[Spot(" " * left), *_zero(plot)]] if air and row is not group.rows[-1] else []
    return [*lines, [], KEY_LINE]


def _zero(plot: int) -> Line:
    return [Spot(" " * (plot // 2)), Spot("│", "faint")]


def _sides(row: ComparisonRow) -> tuple[tuple[float, int], tuple[float, int]]:
    """The level and the number of entries, with it and without."""
    return (row.level_with or 0.0, row.n_with), (row.level_without or 0.0, row.n_without)


def _bar(level: float, highest: float, kind: MeasureDisplay) -> Spot:
    full = max(round(level / highest * LEVEL_BAR), 1) if level else 0
    look = f"{INK}{round(level)}" if kind.measure in PAINS else "bar"
    return Spot(("▆" * full).ljust(LEVEL_BAR), look)
