"""Entries of a measure, and what lies between two of its levels."""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from ..averages import median
from ..daily import Entries
from ..measures.rules import Rule
from .statistics import TYPICAL_SD

LEAST, MOST, REACH = 2, 3, 90
"""Tests that make a window, at least and at most; days from its first test, or back from the present, it may span.
That a test of three months ago is not current is a choice of ours."""


class Comparison(msgspec.Struct, frozen=True, gc=False):
    """One level against a later one, in the measure's unit, and what they rest on.

    `first` and `last` are the days of the two levels, `entries` how many values were used. `interval` holds the change
    with 95 %, of a daily measure; `before` and `after` are the tests whose medians are compared, of a test; `measured`
    are these as they were measured, where they are judged by a grade.
    """

    baseline: float
    current: float
    change: float
    first: int
    last: int
    entries: int
    interval: tuple[float, float] | None = None
    before: Entries = ()
    after: Entries = ()
    measured: tuple[Entries, Entries] | None = None

    @property
    def days(self) -> int:
        """How many days they span, first and last included."""
        return self.last - self.first + 1


def comparison_windows(entries: Entries, on: int) -> tuple[Entries, Entries] | None:
    """Return the first and the latest tests on a day; `None` while either are too few.

    The first begin at the first test that has another one within reach, so that one stray test long before the rest
    does not stand for the beginning. With fewer tests than two full windows need, each takes half, rounded down: they
    never overlap.
    """
    first, latest_first = 0, len(entries) - LEAST
    while first <= latest_first and entries[first + LEAST - 1][0] - entries[first][0] > REACH:
        first += 1
    if first > latest_first:
        return None
    size = min(MOST, (len(entries) - first) // 2)
    before = up_to(entries[first : first + size], entries[first][0] + REACH)
    after = since_day(entries[len(entries) - size :], on - REACH)
    if len(before) < LEAST or len(after) < LEAST:
        return None
    return before, after


def compare(before: Entries, after: Entries) -> Comparison:
    """Return the median of some tests against that of later ones."""
    baseline, current = median([value for _, value in before]), median([value for _, value in after])
    count = len(before) + len(after)
    return Comparison(
        baseline, current, current - baseline, before[0][0], after[-1][0], count, before=before, after=after
    )


def as_measured(comparison: Comparison, values: Entries) -> Comparison:
    """Return a comparison of grades with what was measured in its tests, which is in `values`."""
    before, after = ({day for day, _ in tests} for tests in (comparison.before, comparison.after))
    measured = tuple([entry for entry in values if entry[0] in before]), tuple([e for e in values if e[0] in after])
    return msgspec.structs.replace(comparison, measured=measured)


def typical_sd(rule: Rule) -> float:
    """Return the prior's centre for the spread of a mean of days, in the measure's unit."""
    return TYPICAL_SD * rule.counts / 2


def up_to(entries: Entries, day: int) -> Entries:
    """Return the entries of that day and before."""
    number = count_up_to(entries, day)
    return entries if number == len(entries) else entries[:number]


def count_up_to(entries: Entries, day: int) -> int:
    """Return how many entries there are of that day and before."""
    if not entries or entries[-1][0] <= day:
        return len(entries)
    return bisect_left(entries, (day + 1,))


def since_day(entries: Entries, first: int) -> Entries:
    """Return the entries from the day `first` on."""
    return entries[bisect_left(entries, (first,)) :]
