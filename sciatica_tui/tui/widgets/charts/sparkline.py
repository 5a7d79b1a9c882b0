"""A course in one row of bars."""

from __future__ import annotations

from collections.abc import Sequence

from ....domain.charts.chart import Axis

BARS = "▁▂▃▄▅▆▇"
"""Not the full block, which would run into the row above."""
WHOLE = f"{BARS}█"


def sparkline(points: Sequence[tuple[int, float]], first: int, last: int, axis: Axis, columns: int) -> str:
    """A row of bars on the true scale, the mean of the days of each column; a column without any is blank."""
    (row,) = spark_rows(points, first, last, axis, columns, 1)
    return row


def spark_rows(
    points: Sequence[tuple[int, float]], first: int, last: int, axis: Axis, columns: int, rows: int
) -> tuple[str, ...]:
    """The same, so many rows high, from the top."""
    sums: dict[int, list[float]] = {}
    for day, value in points:
        if first <= day <= last:
            sums.setdefault((day - first) * columns // (last - first + 1), []).append(value)
    low, high = sorted((axis.top, axis.bottom))
    most = len(WHOLE) * (rows - 1) + len(BARS)

    def height(column: int) -> int:
        values = sums.get(column)
        if not values:
            return 0
        share = (sum(values) / len(values) - low) / (high - low)
        return 1 + min(max(round(share * (most - 1)), 0), most - 1)

    heights = [height(column) for column in range(columns)]
    return tuple(
        "".join((" " + WHOLE)[min(max(eighths - len(WHOLE) * below, 0), len(WHOLE))] for eighths in heights)
        for below in range(rows - 1, -1, -1)
    )
