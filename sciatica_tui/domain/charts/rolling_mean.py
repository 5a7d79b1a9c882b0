"""The level of a measure over some days, by the rules of its verdict: mean with interval, or median."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from ..assessment.comparison import typical_sd
from ..assessment.statistics import TYPICAL_SD, level
from ..averages import mean, median
from ..daily import Entries
from .chart import MeanPoint
from .measure_display import MeasureDisplay, is_test

WINDOW = 7
"""Days of a mean or median drawn on a chart; each stands on the last of its days."""
LONG_WINDOW = 28
"""The same for more than a year, where seven days would be less than a column."""
FRESH = 3
"""Days without an entry after which the line ends instead of running on over the gap (a choice of ours)."""
LEAST = 3
"""Entries without which there is no mean: fewer have an interval as wide as the scale (a choice of ours)."""


def mean_on(kind: MeasureDisplay, entries: Entries, day: int, days: int = WINDOW) -> MeanPoint | None:
    """Return the level of the `days` days up to a day; `None` with too few entries or none lately, or for tests."""
    if is_test(kind):
        return None
    window = entries[bisect_left(entries, (day - days + 1, -1.0)) : bisect_right(entries, (day, float("inf")))]
    if len(window) < LEAST or day - window[-1][0] > FRESH:
        return None
    if kind.bands:
        return MeanPoint(day, median([value for _, value in window]))
    mean_and_interval = interval_of(kind, window)
    if mean_and_interval is None:
        return MeanPoint(day, mean([value for _, value in window]))
    return MeanPoint(day, *mean_and_interval)


def interval_of(kind: MeasureDisplay, window: Entries) -> tuple[float, float, float] | None:
    """Return the mean of some days and its 95 % interval within the scale.

    `None` where the model of ratings is not meant.
    """
    if kind.bands or is_test(kind) or (kind.rule is None and not kind.rating):
        return None
    top = 10.0 if kind.rating else float("inf")
    value, low, high = estimate(window, typical_sd(kind.rule) if kind.rule else TYPICAL_SD)
    return min(max(value, 0.0), top), max(low, 0.0), min(high, top)


@lru_cache(maxsize=4096)
def estimate(window: Entries, sd: float) -> tuple[float, float, float]:
    """Return the level of a few entries and the ends of its 95 % interval."""
    window_level = level(window, sd)
    return window_level.mean, *window_level.interval()
