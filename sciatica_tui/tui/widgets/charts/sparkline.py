"""A course in one row of bars."""

from __future__ import annotations

from collections.abc import Sequence

from ....domain.charts.chart import Axis

BARS = "▁▂▃▄▅▆▇"
"""Not the full block, which would run into the row above."""


def sparkline(points: Sequence[tuple[int, float]], first: int, last: int, axis: Axis, columns: int) -> str:
    """A row of bars on the true scale, the mean of the days of each column; a column without any is blank."""
    sums: dict[int, list[float]] = {}
    for day, value in points:
        if first <= day <= last:
            sums.setdefault((day - first) * columns // (last - first + 1), []).append(value)
    low, high = sorted((axis.top, axis.bottom))

    def bar(column: int) -> str:
        values = sums.get(column)
        if not values:
            return " "
        share = (sum(values) / len(values) - low) / (high - low)
        return BARS[min(max(round(share * (len(BARS) - 1)), 0), len(BARS) - 1)]

    return "".join(bar(column) for column in range(columns))
