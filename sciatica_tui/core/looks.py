"""The verdict on one measure: weekly looks that compare now with the beginning, and when a run of them is believed.

A look compares the first entries with the latest ones (`windows`), and is *positive* where the change is one that
counts and, for daily ratings, its 95 % interval excludes 0. One positive look is an early sign; two in a row are
the verdict; it holds until two in a row stop supporting it (`Standing`). Looks have fixed dates, so the answer for
a day depends on the entries up to it and on nothing else. Error rates: `python -m tests.bench.verdicts`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import median

import msgspec

from .rules import Rule, Verdict
from .statistics import TYPICAL_SD, contrast

Entries = tuple[tuple[int, float], ...]
"""One value a day as (`date.toordinal()`, value), ascending; a day without one is simply not there."""

FIRST_LOOK = 14
LOOK_EVERY = 7
SILENCE = 14
"""Days without an entry after which nothing is sure any more."""
BACK_UP_DAYS = 3
_CLOSE = 1e-9


class Comparison(msgspec.Struct, frozen=True):
    """One window against another: two levels, the change between them, and which entries were used.

    `sd` is the prior's centre of the autoregressive contrast, `None` where medians are compared. The distribution
    of the change is made anew when asked for: ten years of looks would be megabytes of them.
    """

    baseline: float
    current: float
    change: float
    before: Entries
    after: Entries
    sd: float | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the change; `None` where medians are compared."""
        return None if self.sd is None else contrast(self.before, self.after, self.sd).change.interval()

    def sure(self) -> bool:
        """Whether the interval, where there is one, excludes no change."""
        return self.sd is None or contrast(self.before, self.after, self.sd).change.excludes(0)

    @property
    def entries(self) -> int:
        """How many daily values were used."""
        return len(self.before) + len(self.after)

    @property
    def days(self) -> int:
        """How many days they span, first and last included."""
        return self.after[-1][0] - self.before[0][0] + 1


class Look(msgspec.Struct, frozen=True):
    """One look: its day, what it compared, and which way it was positive, if it was.

    A look that is positive for worsening after an improvement compares with the best level, not with the baseline.
    """

    on: int
    comparison: Comparison
    leans: Verdict | None

    @property
    def positive(self) -> bool:
        """Whether the change counts and its interval excludes 0."""
        return self.leans is not None


class Standing(msgspec.Struct, frozen=True):
    """What is believed after a run of looks.

    `leans` is the way of the latest look; `misses` how many in a row did not support the verdict; `best` the
    current window at the best look of a confirmed improvement, which worsening is measured from ever after.
    """

    verdict: Verdict | None = None
    leans: Verdict | None = None
    misses: int = 0
    best: Entries = ()
    best_level: float | None = None

    def after(self, look: Look | None, rule: Rule) -> Standing:
        """What is believed after one more look; `None` is a look that had too few entries, which supports nothing."""
        leans = look.leans if look else None
        verdict, misses = self.verdict, 0
        if leans is not None and leans == self.leans:
            verdict = leans
        elif verdict is not None and leans != verdict:
            misses = self.misses + 1
            if misses == 2:
                verdict, misses = None, 0
        best, level = self.best, self.best_level
        if look and verdict == leans == Verdict.IMPROVING:
            current = look.comparison.current
            if level is None or rule.gain(current - level) > 0:
                best, level = look.comparison.after, current
        return Standing(verdict, leans, misses, best, level)


class Reading(msgspec.Struct, frozen=True):
    """Everything known of one measure on one day. Days are day numbers; figures are in the measure's unit.

    `shown` is the comparison as of that day (that of the latest look where today's windows are not full);
    `needs_days` is in how many days, each with an entry, there is a first answer; `needs_tests` the same in tests.
    `silent`: no entry for 14 days. `back_up`: three of the last seven days are well above the best level.
    `still_severe`: it began so high that it could not rise, and is there still.
    """

    rule: Rule
    on: int
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
    history: History | None = None

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
    def sure(self) -> bool:
        """Whether nothing of the last days speaks against the verdict."""
        return not (self.silent or self.back_up)


class History(msgspec.Struct, frozen=True):
    """The looks up to a day and what was believed after each: handed back in, past looks are not computed again."""

    rule: Rule
    start: int
    entries: Entries
    trail: tuple[tuple[int, Look | None, Standing], ...]


def read(rule: Rule, entries: Entries, start: date, on: date, known: History | None = None) -> Reading:
    """The reading of a measure on a day, from its entries up to that day.

    `start` is the day of the episode's first entry, from which the weekly looks are counted. `known` is the history
    of an earlier reading; what it shares with this one is taken from it, and the answer is the same without it.
    """
    today = on.toordinal()
    entries = up_to(entries, today)
    history = _history(rule, entries, start.toordinal(), today, known)
    standing = history.trail[-1][2] if history.trail else Standing()
    looks = tuple([look for _, look, _ in history.trail if look is not None])
    silent = bool(entries) and rule.cadence.weekly_looks and today - entries[-1][0] >= SILENCE
    verdict, early, since = standing.verdict, None, None
    if standing.leans is not None and standing.leans != verdict:
        early = standing.leans
    if verdict is not None:
        since = _since(history, verdict)
    shown = _shown(rule, entries, today, standing)
    if shown is None and verdict is not None and not silent:
        shown = looks[-1].comparison
    if shown is None or not looks or silent:
        days, tests = _needs(rule, entries, history.start, today)
        return Reading(
            rule, today, Verdict.NOT_ENOUGH_DATA, None, shown, days, tests, looks, silent=silent, history=history
        )
    if verdict is None:
        verdict = Verdict.NOT_AFFECTED if rule.unaffected(shown.baseline) else Verdict.NO_CLEAR_CHANGE
    return Reading(
        rule,
        today,
        verdict,
        early,
        shown,
        looks=looks,
        since=since,
        back_up=verdict == Verdict.IMPROVING and _back_up(rule, entries, today, standing.best_level),
        still_severe=_still_severe(rule, looks),
        history=history,
    )


def up_to(entries: Entries, day: int) -> Entries:
    """The entries of that day and before."""
    if not entries or entries[-1][0] <= day:
        return entries
    return entries[: bisect_right(entries, day, key=_day)]


def windows(rule: Rule, entries: Entries, on: int) -> tuple[Entries, Entries] | None:
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
    before = within(entries[first : first + size], entries[first][0] + cadence.reach)
    after = since_day(entries[len(entries) - size :], on - cadence.reach)
    if len(before) < cadence.least or len(after) < cadence.least:
        return None
    return before, after


def within(entries: Entries, last: int) -> Entries:
    """The entries up to the day `last`."""
    return up_to(entries, last)


def since_day(entries: Entries, first: int) -> Entries:
    """The entries from the day `first` on."""
    return entries[bisect_left(entries, first, key=_day) :]


def compare(rule: Rule, before: Entries, after: Entries) -> Comparison:
    """One window against a later one: means with the autoregressive contrast, or medians."""
    if not rule.contrast:
        baseline, current = median([v for _, v in before]), median([v for _, v in after])
        return Comparison(baseline, current, current - baseline, before, after)
    sd = TYPICAL_SD * rule.counts / 2
    fitted = contrast(before, after, sd)
    floor = 0.0  # close windows lean on each other; no level may come out below what can be answered
    return Comparison(max(floor, fitted.before), max(floor, fitted.after), fitted.change.mean, before, after, sd)


def _history(rule: Rule, entries: Entries, start: int, today: int, known: History | None) -> History:
    trail = list(_still_true(known, rule, start, entries, today))
    standing = trail[-1][2] if trail else Standing()
    done = trail[-1][0] if trail else -1
    for on in _look_days(rule, entries, start, today):
        if on <= done:
            continue
        look = _look(rule, up_to(entries, on), on, standing)
        standing = standing.after(look, rule)
        trail.append((on, look, standing))
    return History(rule, start, entries, tuple(trail))


def _look_days(rule: Rule, entries: Entries, start: int, today: int) -> Sequence[int]:
    if rule.cadence.weekly_looks:
        return range(start + FIRST_LOOK, today + 1, LOOK_EVERY)
    return [day for day, _ in entries]


def _still_true(
    known: History | None, rule: Rule, start: int, entries: Entries, today: int
) -> Iterator[tuple[int, Look | None, Standing]]:
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


def _look(rule: Rule, entries: Entries, on: int, standing: Standing) -> Look | None:
    pair = windows(rule, entries, on)
    if pair is None:
        return None
    whole = compare(rule, *pair)
    relapse = _from_best(rule, entries, on, standing) if standing.best else whole
    if relapse is not None and _worse(rule, relapse):
        return Look(on, relapse, Verdict.WORSENING)
    return Look(on, whole, Verdict.IMPROVING if _better(rule, whole) else None)


def _better(rule: Rule, seen: Comparison) -> bool:
    counts = rule.better_by(seen.baseline) - _CLOSE
    return not rule.unaffected(seen.baseline) and rule.gain(seen.change) >= counts and seen.sure()


def _worse(rule: Rule, seen: Comparison) -> bool:
    return -rule.gain(seen.change) >= rule.worse_by(seen.baseline) - _CLOSE and seen.sure()


def _from_best(rule: Rule, entries: Entries, on: int, standing: Standing) -> Comparison | None:
    """The latest entries against the best window of a confirmed improvement; `None` while too few came after it."""
    later = since_day(entries, max(standing.best[-1][0] + 1, on - rule.cadence.reach))
    after = later[-rule.cadence.most :]
    return compare(rule, standing.best, after) if len(after) >= rule.cadence.least else None


def _shown(rule: Rule, entries: Entries, today: int, standing: Standing) -> Comparison | None:
    if standing.verdict == Verdict.WORSENING and standing.best:
        relapse = _from_best(rule, entries, today, standing)
        if relapse is not None:
            return relapse
    pair = windows(rule, entries, today)
    return compare(rule, *pair) if pair else None


def _baseline_start(rule: Rule, entries: Entries) -> int | None:
    least, reach = rule.cadence.least, rule.cadence.reach
    for first in range(len(entries) - least + 1):
        if entries[first + least - 1][0] - entries[first][0] <= reach:
            return first
    return None


def _needs(rule: Rule, entries: Entries, start: int, today: int) -> tuple[int | None, int | None]:
    """In how many days, if each has an entry, there is a first look; or how many tests are missing for one."""
    cadence = rule.cadence
    if not cadence.weekly_looks:
        now = entries[-1][0] if entries else today
        for tests in range(2 * cadence.least + 1):
            to_come = tuple([(max(now, today) + 1 + k, 0.0) for k in range(tests)])
            if windows(rule, entries + to_come, max(now, today) + tests):
                return None, max(tests, 1)
        return None, 2 * cadence.least
    later = max(today + 1, start + FIRST_LOOK)
    on = later + (start - later) % LOOK_EVERY
    while not windows(rule, entries + tuple([(day, 0.0) for day in range(today + 1, on + 1)]), on):
        on += LOOK_EVERY
    return on - today, None


def _since(history: History, verdict: Verdict) -> int:
    """The day of the look that confirmed the verdict which stands."""
    day = history.trail[-1][0]
    for on, _, standing in reversed(history.trail):
        if standing.verdict != verdict:
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


def _day(entry: tuple[int, float]) -> int:
    return entry[0]
