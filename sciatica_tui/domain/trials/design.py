"""The order of a trial: stretches of days with and without, two by two, each two in an order by chance.

Stretches of one day suit what helps on the day itself. What still helps the next day needs stretches of three: the
first day of each would otherwise be counted for the wrong side (Kravitz & Duan 2014).
"""

from __future__ import annotations

from collections.abc import Iterator

LENGTHS_IN_WEEKS = (6, 8, 12)
STRETCHES = (1, 3)
"""Days in a row with or without: 1, or 3 for what still helps the next day."""
RANDOM_BYTES = 6
"""How many random bytes are enough for the order of the longest trial: a bit for each pair."""

Order = tuple[bool, ...]
"""For each day of a trial whether it is one with, `True`, or without."""


def pair_count(weeks: int, stretch: int) -> int:
    """How many pairs of stretches of `stretch` days fit into so many weeks."""
    return weeks * 7 // (2 * stretch)


def order_of(first_with: Iterator[bool] | tuple[bool, ...], stretch: int) -> Order:
    """The order of the days, from whether the first stretch of each pair is the one with."""
    return tuple(with_it for first in first_with for with_it in (first, not first) for _ in range(stretch))


def drawn_order(weeks: int, stretch: int, randomness: bytes) -> Order:
    """The order of a trial, drawn from at least `RANDOM_BYTES` random bytes: a coin for each pair."""
    bits = int.from_bytes(randomness)
    return order_of(tuple(bool(bits >> pair & 1) for pair in range(pair_count(weeks, stretch))), stretch)
