"""What is said of one measure on one day: its verdict, its numbers, and what is missing for more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from ..daily import Entries
from ..measures.rules import Rule, Verdict
from .comparison import Comparison, compare, comparison_windows, since_day, up_to
from .looks import FIRST_LOOK, LOOK_EVERY, History, Look, VerdictState, from_best, history_of

SILENCE = 14
"""Days without an entry after which nothing is sure any more."""
BACK_UP_DAYS = 3


class MeasureAssessment(msgspec.Struct, frozen=True):
    """Everything known of one measure on one day. Days are day numbers; figures are in the measure's unit.

    `shown` is the comparison as of that day (that of the latest look where today's windows are not full);
    `needs_days` is in how many days, each with an entry, there is a first answer; `needs_tests` the same in tests.
    `silent`: no entry for 14 days. `back_up`: three of the last seven days are well above the best level.
    `still_severe`: it began so high that it could not rise, and is there still.
    """

    rule: Rule
    on: int
    history: History
    verdict: Verdict
    early: Verdict | None = None
    shown: Comparison | None = None
    needs_days: int | None = None
    needs_tests: int | None = None
    looks: tuple[Look, ...] = ()
    since: int | None = None
    silent: bool = False
    back_up: bool = False
    still_severe: bool = False

    @property
    def entries(self) -> Entries:
        """All entries up to that day."""
        return self.history.entries

    @property
    def counts(self) -> float | None:
        """The change that counts, for the direction spoken of."""
        if self.shown is None:
            return None
        if Verdict.WORSENING in (self.verdict, self.early):
            return self.rule.worse_by(self.shown.baseline)
        return self.rule.better_by(self.shown.baseline)

    @property
    def already_low(self) -> bool:
        """Whether pain was low from the start, so that nothing is said of its falling."""
        return self.shown is not None and self.rule.low is not None and self.shown.baseline <= self.rule.low

    @property
    def from_best(self) -> bool:
        """Whether what is shown is measured from the best level of an improvement, not from the baseline."""
        return self.shown is not None and self.shown.before == self.history.state.best

    @property
    def sure(self) -> bool:
        """Whether nothing of the last days speaks against the verdict."""
        return not (self.silent or self.back_up)


def read(rule: Rule, entries: Entries, start: date, on: date, known: History | None = None) -> MeasureAssessment:
    """The reading of a measure on a day, from its entries up to that day.

    `start` is the day of the episode's first entry, from which the weekly looks are counted. `known` is the history
    of an earlier reading; what it shares with this one is taken from it, and the answer is the same without it.
    """
    today = on.toordinal()
    entries = up_to(entries, today)
    history = history_of(rule, entries, start.toordinal(), today, known)
    state, looks = history.state, history.looks
    silent = bool(entries) and rule.cadence.weekly_looks and today - entries[-1][0] >= SILENCE
    verdict, early, since = state.verdict, None, None
    if state.direction is not None and state.direction != verdict:
        early = state.direction
    if verdict is not None:
        since = _since(history, verdict)
    shown = _shown(rule, entries, today, state)
    if shown is None and verdict is not None and not silent:
        shown = looks[-1].comparison
    if shown is None or not looks or silent:
        days, tests = _needs(rule, entries, history.start, today)
        return MeasureAssessment(
            rule, today, history, Verdict.NOT_ENOUGH_DATA, None, shown, days, tests, looks, silent=silent
        )
    if verdict is None:
        verdict = Verdict.NOT_AFFECTED if rule.unaffected(shown.baseline) else Verdict.NO_CLEAR_CHANGE
    return MeasureAssessment(
        rule,
        today,
        history,
        verdict,
        early,
        shown,
        looks=looks,
        since=since,
        back_up=verdict == Verdict.IMPROVING and _back_up(rule, entries, today, state.best_level),
        still_severe=_still_severe(rule, looks),
    )


def _shown(rule: Rule, entries: Entries, today: int, state: VerdictState) -> Comparison | None:
    if state.verdict == Verdict.WORSENING and state.best:
        relapse = from_best(rule, entries, today, state)
        if relapse is not None:
            return relapse
    pair = comparison_windows(rule, entries, today)
    return compare(rule, *pair) if pair else None


def _needs(rule: Rule, entries: Entries, start: int, today: int) -> tuple[int | None, int | None]:
    """In how many days, if each has an entry, there is a first look; or how many tests are missing for one."""
    cadence = rule.cadence
    if not cadence.weekly_looks:
        now = entries[-1][0] if entries else today
        for tests in range(2 * cadence.least + 1):
            to_come = tuple([(max(now, today) + 1 + k, 0.0) for k in range(tests)])
            if comparison_windows(rule, entries + to_come, max(now, today) + tests):
                return None, max(tests, 1)
        return None, 2 * cadence.least
    later = max(today + 1, start + FIRST_LOOK)
    on = later + (start - later) % LOOK_EVERY
    while not comparison_windows(rule, entries + tuple([(day, 0.0) for day in range(today + 1, on + 1)]), on):
        on += LOOK_EVERY
    return on - today, None


def _since(history: History, verdict: Verdict) -> int:
    """The day of the look that confirmed the verdict which stands."""
    day = history.trail[-1][0]
    for on, _, state in reversed(history.trail):
        if state.verdict != verdict:
            break
        day = on
    return day


def _back_up(rule: Rule, entries: Entries, today: int, best: float | None) -> bool:
    if rule.back_up is None or best is None:
        return False
    week = since_day(entries, today - 6)
    return sum(-rule.gain(value - best) >= rule.back_up for _, value in week) >= BACK_UP_DAYS


def _still_severe(rule: Rule, looks: Sequence[Look]) -> bool:
    if rule.severe is None or len(looks) < 2:
        return False
    began, still = rule.severe
    return all(x.comparison.baseline >= began and x.comparison.current >= still for x in looks[-2:])
