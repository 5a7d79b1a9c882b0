"""The verdict on one measure: weekly looks that compare now with the beginning, and when a run of them is believed.

A look compares the first entries with the latest ones (`windows`), and is *positive* where the change is one that
counts and, for daily ratings, its 95 % interval excludes 0. One positive look is an early sign; two in a row are
the verdict; it holds until two in a row stop supporting it (`Standing`). Looks have fixed dates, so the answer for
a day depends on the entries up to it and on nothing else. Error rates: `python -m tests.bench.verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ..daily import Entries
from ..measures.rules import Rule, Verdict
from .comparison import Comparison, compare, comparison_windows, since_day, up_to

FIRST_LOOK = 14
LOOK_EVERY = 7
_CLOSE = 1e-9


class Look(msgspec.Struct, frozen=True):
    """One look: its day, what it compared, and which way it was positive, if it was.

    A look that is positive for worsening after an improvement compares with the best level, not with the baseline.
    """

    on: int
    comparison: Comparison
    direction: Verdict | None

    @property
    def positive(self) -> bool:
        """Whether the change counts and its interval excludes 0."""
        return self.direction is not None


class VerdictState(msgspec.Struct, frozen=True):
    """What is believed after a run of looks.

    `direction` is the way of the latest look; `misses` how many in a row did not support the verdict; `best` the
    current window at the best look of a confirmed improvement, which worsening is measured from ever after.
    """

    verdict: Verdict | None = None
    direction: Verdict | None = None
    misses: int = 0
    best: Entries = ()
    best_level: float | None = None

    def after(self, look: Look | None, rule: Rule) -> VerdictState:
        """What is believed after one more look; `None` is a look that had too few entries, which supports nothing."""
        direction = look.direction if look else None
        verdict, misses = self.verdict, 0
        if direction is not None and direction == self.direction:
            verdict = direction
        elif verdict is not None and direction != verdict:
            misses = self.misses + 1
            if misses == 2:
                verdict, misses = None, 0
        best, level = self.best, self.best_level
        if look and verdict == direction == Verdict.IMPROVING:
            current = look.comparison.current
            if level is None or rule.gain(current - level) > 0:
                best, level = look.comparison.after, current
        return VerdictState(verdict, direction, misses, best, level)


class History(msgspec.Struct, frozen=True):
    """The looks up to a day and what was believed after each: handed back in, past looks are not computed again."""

    rule: Rule
    start: int
    entries: Entries
    trail: tuple[tuple[int, Look | None, VerdictState], ...]

    @property
    def state(self) -> VerdictState:
        """What is believed after the last look."""
        return self.trail[-1][2] if self.trail else VerdictState()

    @property
    def looks(self) -> tuple[Look, ...]:
        """The looks that had enough entries."""
        return tuple([look for _, look, _ in self.trail if look is not None])


def history_of(rule: Rule, entries: Entries, start: int, today: int, known: History | None = None) -> History:
    """Every look up to a day, of entries up to that day. What an earlier history shares is taken from it."""
    trail = list(_still_true(known, rule, start, entries, today))
    state = trail[-1][2] if trail else VerdictState()
    done = trail[-1][0] if trail else -1
    for on in _look_days(rule, entries, start, today):
        if on <= done:
            continue
        look = _look(rule, up_to(entries, on), on, state)
        state = state.after(look, rule)
        trail.append((on, look, state))
    return History(rule, start, entries, tuple(trail))


def from_best(rule: Rule, entries: Entries, on: int, state: VerdictState) -> Comparison | None:
    """The latest entries against the best window of a confirmed improvement; `None` while too few came after it."""
    later = since_day(entries, max(state.best[-1][0] + 1, on - rule.cadence.reach))
    after = later[-rule.cadence.most :]
    return compare(rule, state.best, after) if len(after) >= rule.cadence.least else None


def _look_days(rule: Rule, entries: Entries, start: int, today: int) -> Sequence[int]:
    if rule.cadence.weekly_looks:
        return range(start + FIRST_LOOK, today + 1, LOOK_EVERY)
    return [day for day, _ in entries]


def _still_true(
    known: History | None, rule: Rule, start: int, entries: Entries, today: int
) -> Iterator[tuple[int, Look | None, VerdictState]]:
    """What of an earlier history holds: the looks before the first entry that differs."""
    if known is None or known.rule != rule or known.start != start:
        return
    old = known.entries
    shared = min(len(old), len(entries))
    if old[:shared] != entries[:shared]:
        shared = next(i for i in range(shared) if old[i] != entries[i])
    changed = min((e[shared][0] for e in (old, entries) if len(e) > shared), default=today + 1)
    for step in known.trail:
        if step[0] >= changed or step[0] > today:
            return
        yield step


def _look(rule: Rule, entries: Entries, on: int, state: VerdictState) -> Look | None:
    pair = comparison_windows(rule, entries, on)
    if pair is None:
        return None
    whole = compare(rule, *pair)
    relapse = from_best(rule, entries, on, state) if state.best else whole
    if relapse is not None and _worse(rule, relapse):
        return Look(on, relapse, Verdict.WORSENING)
    return Look(on, whole, Verdict.IMPROVING if _better(rule, whole) else None)


def _better(rule: Rule, seen: Comparison) -> bool:
    counts = rule.better_by(seen.baseline) - _CLOSE
    return not rule.unaffected(seen.baseline) and rule.gain(seen.change) >= counts and seen.sure()


def _worse(rule: Rule, seen: Comparison) -> bool:
    return -rule.gain(seen.change) >= rule.worse_by(seen.baseline) - _CLOSE and seen.sure()
