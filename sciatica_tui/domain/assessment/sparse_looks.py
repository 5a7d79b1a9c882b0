"""The verdict on a weekly or sparse test: the first tests against the latest, at each test.

A look at a test is positive where the median of the latest tests, and this test by itself, have both changed by what
counts. One positive look is an early sign; two tests in a row are the verdict, as the second has a value of its own
that says the same; it holds until two in a row do not support it. After an improvement worsening is measured from the
latest tests of that improvement.
"""

from __future__ import annotations

import msgspec

from ..daily import Entries
from ..measures.rules import Rule, Verdict
from .comparison import LEAST, MOST, REACH, Comparison, compare, comparison_windows, since_day

_CLOSE = 1e-9


class SparseLook(msgspec.Struct, frozen=True, gc=False):
    """One look: its day, what it compared, and the way of a change that counts.

    A look that is positive for worsening after an improvement compares with that improvement.
    """

    on: int
    comparison: Comparison
    direction: Verdict | None


class SparseState(msgspec.Struct, frozen=True):
    """What is believed after a run of looks.

    `direction` is the way of the latest look; `misses` how many in a row did not support the verdict; `improved` the
    tests of the latest confirmed improvement; `since` the day from which the verdict stands.
    """

    verdict: Verdict | None = None
    direction: Verdict | None = None
    misses: int = 0
    improved: Entries = ()
    since: int | None = None

    def after(self, look: SparseLook | None, on: int) -> SparseState:
        """Return what is believed after one more test.

        `None` is a look that had too few tests, which supports nothing.
        """
        direction = look.direction if look else None
        verdict, misses, since = self.verdict, 0, self.since
        if direction is not None and direction == self.direction:
            since = since if verdict is direction else on
            verdict = direction
        elif verdict is not None and direction != verdict:
            misses = self.misses + 1
            if misses == 2:
                verdict, misses, since = None, 0, None
        improved = self.improved
        if look and verdict == direction == Verdict.IMPROVING:
            improved = look.comparison.after
        return SparseState(verdict, direction, misses, improved, since)


class SparseHistory(msgspec.Struct, frozen=True):
    """The looks at a test's entries up to a day, and what is believed after the last."""

    rule: Rule
    entries: Entries
    looks: tuple[SparseLook, ...]
    state: SparseState


def sparse_history(rule: Rule, entries: Entries, earlier: SparseHistory | None = None) -> SparseHistory:
    """Return every look at the tests; those of an `earlier` history of the first of them are taken from it."""
    looks, state, first_new = [], SparseState(), 0
    if earlier is not None and (earlier.rule, earlier.entries) == (rule, entries):
        return earlier
    if earlier is not None and earlier.rule == rule and earlier.entries == entries[: len(earlier.entries)]:
        looks, state, first_new = list(earlier.looks), earlier.state, len(earlier.entries)
    for number, (on, _) in enumerate(entries[first_new:], first_new + 1):
        look = _look(rule, entries[:number], on, state)
        state = state.after(look, on)
        if look is not None:
            looks.append(look)
    return SparseHistory(rule, entries, tuple(looks), state)


def from_improvement(entries: Entries, on: int, state: SparseState) -> Comparison | None:
    """Return the latest tests against those of a confirmed improvement; `None` while too few came after it."""
    later = since_day(entries, max(state.improved[-1][0] + 1, on - REACH))[-MOST:]
    return compare(state.improved, later) if len(later) >= LEAST else None


def _look(rule: Rule, entries: Entries, on: int, state: SparseState) -> SparseLook | None:
    pair = comparison_windows(entries, on)
    if pair is None:
        return None
    comparison = compare(*pair)
    relapse = from_improvement(entries, on, state) if state.improved else comparison
    value = entries[-1][1]
    if relapse is not None and _worse(rule, relapse, value):
        return SparseLook(on, relapse, Verdict.WORSENING)
    return SparseLook(on, comparison, Verdict.IMPROVING if _better(rule, comparison, value) else None)


def _better(rule: Rule, comparison: Comparison, value: float) -> bool:
    baseline = comparison.baseline
    counts = rule.better_by(baseline) - _CLOSE
    gains = (rule.gain(comparison.change), rule.gain(value - baseline))
    return not rule.unaffected(baseline) and min(gains) >= counts


def _worse(rule: Rule, comparison: Comparison, value: float) -> bool:
    baseline = comparison.baseline
    losses = (-rule.gain(comparison.change), -rule.gain(value - baseline))
    return min(losses) >= rule.worse_by(baseline) - _CLOSE
