"""What a trial found: the difference, its interval, and how often chance alone would give as large a one.

The days count as they were drawn, kept to or not (Edgington & Onghena 2007). Every order that might
have been drawn gives a difference; the share of them at least as far from zero as the real one is the p value. That is
true whatever the noise is; trend and noise only decide how much weight a day has. The interval holds the effects that
the same test does not reject.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from enum import Enum

import msgspec

from .design import Order
from .noise import contrast, dot

ALPHA = 0.05
MATTERS = 1.0
"""Points of 0–10 below which a difference is of no size that matters (our choice: the smallest one planned for)."""
FEWEST_PAIRS = 6
"""With fewer pairs no order is rare enough: the p value could not fall below 2 of 32."""
DRAWS = 9_999
"""Orders drawn where there are more than that."""
_WIDEST = 10.0
"""The interval ends where the scale of pain does."""
_PRECISION = 0.01
_TABLE_BITS = 8
_EQUAL = 1e-9
"""Sums of the same numbers in another order differ by less."""


class Conclusion(Enum):
    """What a trial says."""

    HELPS = "helps"
    HARMS = "makes it worse"
    NO_DIFFERENCE = "no difference that matters"
    UNKNOWN = "could not tell"


class TrialResult(msgspec.Struct, frozen=True, gc=False):
    """The mean of the days with less that of the days without, in points of 0–10; `p` is 0–1. Below zero it helps."""

    difference: float
    low: float
    high: float
    p: float
    pairs: int

    @property
    def conclusion(self) -> Conclusion:
        """The one of four sentences that is true."""
        if self.p <= ALPHA:
            return Conclusion.HELPS if self.difference < 0 else Conclusion.HARMS
        if self.low > -MATTERS and self.high < MATTERS:
            return Conclusion.NO_DIFFERENCE
        return Conclusion.UNKNOWN


def trial_result(order: Order, stretch: int, pains: Mapping[int, float], phi: float) -> TrialResult | None:
    """Return what was found, or `None` where fewer than `FEWEST_PAIRS` pairs have an answer on both sides.

    `pains` are the answers by the day of the trial, from 0; other days are left out. `phi` is fixed before the trial.
    """
    days = sorted(day for day in pains if 0 <= day < len(order))
    pairs = _complete_pairs(days, stretch)
    if pairs < FEWEST_PAIRS:
        return None
    side = [0.5 if order[day] else -0.5 for day in days]
    weights = contrast(days, side, phi)
    information = dot(weights, side)
    # Another order turns pairs round; what a pair adds to the comparison then changes its sign.
    pain_of_pair = _by_pair(days, contrast(days, [pains[day] for day in days], phi), stretch)
    side_of_pair = _by_pair(days, weights, stretch)
    real = sum(order[2 * stretch * pair] << bit for bit, pair in enumerate(pain_of_pair))
    sums = _sums([complex(pain_of_pair[pair], side_of_pair[pair]) for pair in pain_of_pair], real)
    difference = sums[0].real / information
    return TrialResult(
        difference, _end(sums, difference, -_WIDEST), _end(sums, difference, _WIDEST), _p(sums, 0.0), pairs
    )


def _complete_pairs(days: Sequence[int], stretch: int) -> int:
    stretches = {day // stretch for day in days}
    return sum(number % 2 == 0 and number + 1 in stretches for number in stretches)


def _by_pair(days: Sequence[int], column: Sequence[float], stretch: int) -> dict[int, float]:
    """What each pair adds where its first stretch is the one with."""
    sums: dict[int, float] = {}
    for day, value in zip(days, column, strict=True):
        number = day // stretch
        sums[number // 2] = sums.get(number // 2, 0.0) + (value / 2 if number % 2 == 0 else -value / 2)
    return sums


def _sums(of_pairs: Sequence[complex], real: int) -> list[complex]:
    """What the pairs add up to in the real order, and then in all others or in a sample that is always the same.

    An order is a number whose bits say for each pair whether its first stretch is the one with. Pains are added up in
    the real part, sides in the imaginary one, eight pairs at a time from a table.
    """
    count = len(of_pairs)
    if 2**count <= DRAWS + 1:
        orders = [real, *(order for order in range(2**count) if order != real)]
    else:
        chance = random.Random(count)
        orders = [real, *(chance.getrandbits(count) for _ in range(DRAWS))]
    sums = [0j] * len(orders)
    for first in range(0, count, _TABLE_BITS):
        table = [0j]
        for value in of_pairs[first : first + _TABLE_BITS]:
            table = [*[before - value for before in table], *[before + value for before in table]]
        sums = [before + table[order >> first & len(table) - 1] for before, order in zip(sums, orders, strict=True)]
    return sums


def _p(sums: Sequence[complex], effect: float) -> float:
    """The share of orders whose difference is as large as the real one's, the first, if the effect were that."""
    least = abs(sums[0].real - effect * sums[0].imag) - _EQUAL
    return sum([abs(of_order.real - effect * of_order.imag) >= least for of_order in sums]) / len(sums)


def _end(sums: Sequence[complex], inside: float, outside: float) -> float:
    """Where between the two the effects begin that the test rejects, to 0.01 points."""
    if _p(sums, outside) > ALPHA:
        return outside
    while abs(outside - inside) > _PRECISION:
        middle = (inside + outside) / 2
        if _p(sums, middle) > ALPHA:
            inside = middle
        else:
            outside = middle
    return outside
