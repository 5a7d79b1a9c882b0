"""The level of a daily measure over time, as its verdict has it: the line and the band of its chart.

The level model (`assessment.level_model`) says at each weekly look, and on the last day, what the level was by then;
the first day has the level that the verdict begins at. Between two of these days the line is straight.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

from ..assessment.daily_looks import DailyHistory
from ..assessment.look_days import FIRST_LOOK, LOOK_EVERY
from ..assessment.measure_assessment import MeasureAssessment
from .chart import MeanPoint
from .rolling_mean import LEAST

JOIN = FIRST_LOOK
"""Days apart up to which two points are joined: the first look's from the first day, and over one look left out."""


def level_line(reading: MeasureAssessment | None, top: float = math.inf) -> tuple[MeanPoint, ...]:
    """Return the points of the line; none of a test, nor on a day without an entry in the week before.

    It begins with the first look: before that it says nothing.

    `top` is the end of the measure's scale, which the band does not leave.
    """
    history = reading.history if reading is not None else None
    if not isinstance(history, DailyHistory) or history.today is None or not history.looks:
        return ()
    levels = [(history.entries[0][0], history.today.baseline, history.first_band)]
    for look in (*history.looks, history.today):
        if look.on > levels[-1][0] and look.on - look.last < LOOK_EVERY and look.entries >= LEAST:
            levels.append((look.on, look.current, look.band))
    points = [MeanPoint(day, level, low, min(high, top)) for day, level, (low, high) in levels]
    return tuple(points) if len(points) > 1 else ()


def level_on(line: Sequence[MeanPoint], day: int) -> MeanPoint | None:
    """Return the point of the line on a day, which may lie between two; `None` where it has none."""
    number = bisect_left(line, day, key=lambda point: point.day)
    if number == len(line):
        return None
    after = line[number]
    if after.day == day:
        return after
    before = line[number - 1] if number else None
    if before is None or after.day - before.day > JOIN:
        return None
    share = (day - before.day) / (after.day - before.day)

    def between(start: float | None, end: float | None) -> float | None:
        return None if start is None or end is None else start + (end - start) * share

    value = before.value + (after.value - before.value) * share
    return MeanPoint(day, value, between(before.low, after.low), between(before.high, after.high))
