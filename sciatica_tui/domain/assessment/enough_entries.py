"""How many entries a weekly look at a daily measure needs before it says anything."""

from __future__ import annotations

from itertools import pairwise

from ..daily import Entries
from .comparison import count_up_to

LEAST, LEAST_RECENT, RECENT = 10, 3, 14
"""Entries in all, and so many of them in the last so many days, without which a look says nothing."""
RARE_GAP, RARE_LEAST, RARE_LEAST_RECENT, RARE_RECENT = 5, 6, 2, 21
"""The same for who usually leaves so many days or more between entries."""


def usual_gap(entries: Entries) -> int:
    """Return the median of the days between the latest entries, up to ten of them: 1 for one a day.

    Of an even number it is the higher of the middle two.
    """
    days = [day for day, _ in entries[-LEAST:]]
    gaps = sorted([after - before for before, after in pairwise(days)])
    return gaps[len(gaps) // 2] if gaps else 1


def missing_entries(entries: Entries, on: int) -> int:
    """Return how many more days with an entry a look on that day would need before it says anything.

    0 where it does.
    """
    number = count_up_to(entries, on)
    if are_enough(entries, number, on):
        return 0
    least, least_recent, recent = _needed(entries, number)
    return max(least - number, least_recent - (number - count_up_to(entries, on - recent)))


def are_enough(entries: Entries, number: int, on: int) -> bool:
    """Tell whether the first `number` entries, those up to a day, are enough for a look on it."""
    if number >= LEAST and entries[number - LEAST_RECENT][0] > on - RECENT:
        return True  # enough for who leaves days between entries is less
    least, least_recent, recent = _needed(entries, number)
    return number >= least and entries[number - least_recent][0] > on - recent


def _needed(entries: Entries, number: int) -> tuple[int, int, int]:
    """How many entries a look needs, how many of them lately, and in how many days, by the usual gap of the first."""
    if usual_gap(entries[max(number - LEAST, 0) : number]) >= RARE_GAP:
        return RARE_LEAST, RARE_LEAST_RECENT, RARE_RECENT
    return LEAST, LEAST_RECENT, RECENT
