"""The mean and the median: two lines each, where the standard `statistics` takes as long to load as a command may."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum


def mean(values: Iterable[float]) -> float:
    """Return the mean of one or more values."""
    numbers = list(values)
    return fsum(numbers) / len(numbers)


def median(values: Iterable[float]) -> float:
    """Return the median of one or more values: of an even number that between the middle two."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
