"""Since when a measure has changed: the best ramp from one level to another, and how well its beginning is known."""

from __future__ import annotations

import math

import msgspec

from ..daily import Entries

STEPS = 40
"""Days tried as the beginning, and as the end, of the ramp; a longer course takes wider steps."""
INDEPENDENT = 0.38
"""What a day is worth, as the days around it tell the same: (1 − φ) / (1 + φ) at φ 0.45."""
TAIL = 0.05


class Onset(msgspec.Struct, frozen=True, gc=False):
    """The day on which a change began, and the ends of its 90 % interval; day numbers."""

    on: int
    low: int
    high: int


def onset_of(entries: Entries) -> Onset | None:
    """Return when the change over these entries began; `None` where they have none or are fewer than three.

    A course is one level up to some day, a straight line to another level on a later day, and that level from then on.
    Each pair of days is weighed by its likelihood, with both levels and the spread fitted.
    """
    if len(entries) < 3:
        return None
    first, last = entries[0][0], entries[-1][0]
    step = max(-(-(last - first) // STEPS), 1)
    candidates = range(first, last + 1, step)
    mean = sum(value for _, value in entries) / len(entries)
    total = sum((value - mean) ** 2 for _, value in entries)
    if total <= 0:
        return None
    exponent = -0.5 * INDEPENDENT * len(entries)
    logs = [
        (start, exponent * math.log(max(_rest(entries, start, end, mean, total), 1e-9 * total)))
        for start in candidates
        for end in candidates
        if end > start
    ]
    highest = max(log for _, log in logs)
    weights: dict[int, float] = {}
    for start, log in logs:
        weights[start] = weights.get(start, 0.0) + math.exp(log - highest)
    total_weight = sum(weights.values())
    middle, low, high = (_quantile(weights, share * total_weight) for share in (0.5, TAIL, 1 - TAIL))
    return Onset(middle, max(low - step, first), min(high + step, last))


def _rest(entries: Entries, start: int, end: int, mean: float, total: float) -> float:
    """The sum of squares that is left when the ramp between two days is fitted."""
    ramp = [min(max((day - start) / (end - start), 0.0), 1.0) for day, _ in entries]
    middle = sum(ramp) / len(ramp)
    spread = sum((part - middle) ** 2 for part in ramp)
    if spread <= 0:
        return total
    together = sum((part - middle) * (value - mean) for part, (_, value) in zip(ramp, entries, strict=True))
    return total - together * together / spread


def _quantile(weights: dict[int, float], least: float) -> int:
    below = 0.0
    for day, weight in weights.items():
        below += weight
        if below >= least:
            return day
    return max(weights)
