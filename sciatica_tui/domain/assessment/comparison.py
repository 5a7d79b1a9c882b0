"""Which entries stand for "at first" and which for "now", and what lies between the two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from ..daily import Entries
from ..measures.rules import Rule
from .statistics import TYPICAL_SD, contrast


class Comparison(msgspec.Struct, frozen=True):
    """One window against another: two levels, the change between them, and which entries were used.

    `sd` is the prior's centre of the autoregressive contrast, `None` where there is none. `medians`: the levels are
    medians, beside which the contrast only says whether they differ by more than chance. The distribution of the
    change is made anew when asked for: ten years of looks would be megabytes of them.
    """

    baseline: float
    current: float
    change: float
    before: Entries
    after: Entries
    sd: float | None = None
    medians: bool = False

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the change; `None` where medians are compared."""
        return None if self.sd is None or self.medians else contrast(self.before, self.after, self.sd).change.interval()

    def sure(self) -> bool:
        """Whether the contrast, where there is one, excludes no change."""
        return self.sd is None or contrast(self.before, self.after, self.sd).change.excludes(0)

    @property
    def entries(self) -> int:
        """How many daily values were used."""
        return len(self.before) + len(self.after)

    @property
    def days(self) -> int:
        """How many days they span, first and last included."""
        return self.after[-1][0] - self.before[0][0] + 1


def comparison_windows(rule: Rule, entries: Entries, on: int) -> tuple[Entries, Entries] | None:
    """The baseline and the current window on a day; `None` while either has too few entries.

    The baseline begins at the first entry that has enough others within reach, so that one stray entry long before
    the rest does not take it. With fewer entries than two full windows need, each takes half, rounded down: they
    never overlap.
    """
    cadence = rule.cadence
    first = _baseline_start(rule, entries)
    if first is None:
        return None
    size = min(cadence.most, (len(entries) - first) // 2)
    before = up_to(entries[first : first + size], entries[first][0] + cadence.reach)
    after = since_day(entries[len(entries) - size :], on - cadence.reach)
    if len(before) < cadence.least or len(after) < cadence.least:
        return None
    return before, after


def typical_sd(rule: Rule) -> float:
    """The prior's centre for the spread of a measure judged by the contrast, in its unit."""
    return TYPICAL_SD * rule.counts / 2


def compare(rule: Rule, before: Entries, after: Entries) -> Comparison:
    """One window against a later one: means with the autoregressive contrast, or medians."""
    if not rule.contrast:
        baseline, current = _median([v for _, v in before]), _median([v for _, v in after])
        sd = typical_sd(rule) if rule.banded else None
        return Comparison(baseline, current, current - baseline, before, after, sd, medians=True)
    sd = typical_sd(rule)
    fitted = contrast(before, after, sd)
    floor = 0.0  # close windows lean on each other; no level may come out below what can be answered
    return Comparison(max(floor, fitted.before), max(floor, fitted.after), fitted.change.mean, before, after, sd)


def up_to(entries: Entries, day: int) -> Entries:
    """The entries of that day and before."""
    if not entries or entries[-1][0] <= day:
        return entries
    return entries[: bisect_right(entries, day, key=_day)]


def since_day(entries: Entries, first: int) -> Entries:
    """The entries from the day `first` on."""
    return entries[bisect_left(entries, first, key=_day) :]


def _baseline_start(rule: Rule, entries: Entries) -> int | None:
    least, reach = rule.cadence.least, rule.cadence.reach
    for first in range(len(entries) - least + 1):
        if entries[first + least - 1][0] - entries[first][0] <= reach:
            return first
    return None


def _median(values: Sequence[float]) -> float:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _day(entry: tuple[int, float]) -> int:
    return entry[0]
