"""What is said of one measure on one day: its verdict, its numbers, and what is missing for more."""

from __future__ import annotations

from datetime import date
from itertools import count

import msgspec

from ..daily import Entries
from ..measures.rules import Rule, Verdict
from .comparison import LEAST, Comparison, as_measured, compare, comparison_windows, since_day, up_to
from .daily_look import DailyLook
from .daily_looks import DailyHistory, daily_history
from .enough_entries import missing_entries
from .level_uncertainty import Uncertainties, first_uncertainties
from .look_days import FIRST_LOOK, LOOK_EVERY, next_look
from .onset import Onset, onset_of
from .sparse_looks import SparseHistory, SparseLook, from_improvement, sparse_history

SILENCE = 14
"""Days without an entry after which nothing is sure any more."""
LAST_DAYS, WORSE_BY = 3, 1.5
"""So many latest entries that are all so much worse than the level was, in the model's unit, are said to be (a choice
of ours): the level follows a change of a few days slowly."""


class MeasureAssessment(msgspec.Struct, frozen=True):
    """Everything known of one measure on one day. Days are day numbers; figures are in the measure's unit.

    `comparison` is as of that day, and says from where to where; `today` what the model knows of a daily measure;
    `looks` those that had enough entries. `early`: the way of a change that is no verdict yet. `since`: the day from
    which the verdict stands. `needs_days`: how many more days with an entry there must be before anything is said
    (0: only time), `needs_tests` the same in tests. `first_check`: the earliest weekly look that can say something,
    `None` once one did. `is_over`: the episode has ended, and nothing more comes: all three are `None`. `silent`: no
    entry for 14 days. `doubtful`: a verdict stood that is not sure any more. `sure_for_all`: the verdict is sure enough
    for the sentence over all measures. `still_severe`: it began so high that it could not rise, and is there still.
    """

    rule: Rule
    on: int
    history: DailyHistory | SparseHistory
    verdict: Verdict
    early: Verdict | None = None
    comparison: Comparison | None = None
    today: DailyLook | None = None
    looks: tuple[DailyLook | SparseLook, ...] = ()
    needs_days: int | None = None
    first_check: int | None = None
    needs_tests: int | None = None
    since: int | None = None
    is_over: bool = False
    silent: bool = False
    doubtful: bool = False
    sure_for_all: bool = False
    still_severe: bool = False

    @property
    def entries(self) -> Entries:
        """All entries up to that day."""
        return self.history.entries

    @property
    def counts(self) -> float | None:
        """The change that counts, for the direction spoken of, or else the one it leans to."""
        if self.comparison is None:
            return None
        undecided = self.verdict is not Verdict.IMPROVING and self.early is not Verdict.IMPROVING
        leans_to_worse = undecided and -self.rule.gain(self.comparison.change) >= self.rule.counts / 4
        if leans_to_worse or Verdict.WORSENING in (self.verdict, self.early):
            return self.rule.worse_by(self.comparison.baseline)
        return self.rule.better_by(self.comparison.baseline)

    @property
    def baseline(self) -> float | None:
        """The level at first, also where a worsening is measured from an improvement."""
        if self.today is not None:
            return self.today.baseline if self.looks else None
        return self.looks[-1].comparison.baseline if self.looks else None

    @property
    def already_low(self) -> bool:
        """Whether pain was low from the start, so that nothing is said of its falling."""
        return self.comparison is not None and self.rule.low is not None and self.comparison.baseline <= self.rule.low

    @property
    def daily_looks(self) -> tuple[DailyLook, ...]:
        """The looks of a daily measure that had enough entries; none of a test."""
        return tuple([look for look in self.looks if isinstance(look, DailyLook)])

    @property
    def flare_start(self) -> bool:
        """Whether it began in a flare, whose week is left out."""
        return isinstance(self.history, DailyHistory) and self.history.flare_start

    @property
    def from_improvement(self) -> bool:
        """Whether the comparison is with an improvement, not with the beginning."""
        if isinstance(self.history, SparseHistory):
            return (
                self.comparison is not None
                and bool(self.comparison.before)
                and (self.comparison.before == self.history.state.improved)
            )
        today, comparison = self.today, self.comparison
        if today is None or today.from_anchor is None or comparison is None:
            return False
        return comparison.first == today.from_anchor.since

    @property
    def not_sure_yet(self) -> bool:
        """Whether a daily measure has changed by what counts, either way, and that is not even probable enough for an
        early sign."""
        if self.verdict is not Verdict.NO_CLEAR_CHANGE or self.early or self.doubtful or self.comparison is None:
            return False
        first, now = self.comparison.baseline, self.comparison.current
        loss = -self.rule.gain(now - first)
        return self.rule.daily and (self.rule.improved(first, now) or loss >= self.rule.worse_by(first))

    @property
    def counts_from(self) -> date | None:
        """The next weekly check, where what an early sign tells of is large and probable enough today; else `None`."""
        history, today = self.history, self.today
        if not isinstance(history, DailyHistory) or today is None or self.early is None or self.is_over:
            return None
        if self.doubtful or today.direction is not self.early:
            return None
        return next_look(date.fromordinal(history.start), date.fromordinal(self.on))

    @property
    def may_be_worse(self) -> bool:
        """Whether it may be getting worse, without a verdict: an early sign, a doubted improvement, a few bad days."""
        if self.verdict in (Verdict.WORSENING, Verdict.NOT_ENOUGH_DATA) or self.comparison is None:
            return False
        rose = self.doubtful and self.from_improvement and self.rule.gain(self.comparison.change) < 0
        return self.early is Verdict.WORSENING or rose or self.last_days_worse

    @property
    def last_days_worse(self) -> bool:
        """Whether the last entries of a daily measure, all within a week, are well above the lower of two levels.

        They are that of the last look before them, as today's has begun to follow them, and today's, as it may lie
        below that look for what was logged between.
        """
        last = self.entries[-LAST_DAYS:]
        if self.today is None or len(last) < LAST_DAYS or self.on - last[0][0] >= LOOK_EVERY:
            return False
        before = next((look for look in reversed(self.daily_looks) if look.on < last[0][0]), self.today)
        level = min(before.level_said, self.today.level_said)
        return all(self.rule.to_model(value) - level >= WORSE_BY for _, value in last)

    @property
    def onset(self) -> Onset | None:
        """Since when it has been better, or worse: of a daily measure with such a verdict."""
        if self.today is None or self.verdict not in (Verdict.IMPROVING, Verdict.WORSENING) or self.comparison is None:
            return None
        return onset_of(since_day(self.entries, self.comparison.first))

    @property
    def probability(self) -> float | None:
        """How sure (0–1) it is that the level has moved by at least half of what counts, the way it leans; of a daily
        measure."""
        if self.today is None:
            return None
        if Verdict.WORSENING in (self.verdict, self.early):
            return self.today.worse
        change = self.today.from_first
        if Verdict.IMPROVING in (self.verdict, self.early):
            return change.better
        return max(change.better, change.worse)


def read(
    rule: Rule,
    entries: Entries,
    start: date,
    on: date,
    earlier: MeasureAssessment | None = None,
    *,
    flares: frozenset[int] = frozenset(),
    uncertainties: Uncertainties | None = None,
    is_over: bool = False,
) -> MeasureAssessment:
    """Return the reading of a measure on a day, from its entries up to that day.

    `start` is the day of the episode's first entry, from which the weekly looks are counted; `flares` are days the
    person called a flare. What an `earlier` reading shares with this one is taken from it; the answer is the same
    without it. `uncertainties` (`first_uncertainties()`) may be shared by the measures of one day. `is_over`: the
    episode has ended, and waits for no more entries.
    """
    entries = up_to(entries, on.toordinal())
    before = earlier.history if earlier is not None else None
    if not rule.daily:
        tests = sparse_history(rule, entries, before if isinstance(before, SparseHistory) else None)
        return _of_tests(rule, tests, on.toordinal(), is_over=is_over)
    history = daily_history(
        rule,
        entries,
        start.toordinal(),
        on.toordinal(),
        flares,
        uncertainties or first_uncertainties(),
        before if isinstance(before, DailyHistory) else None,
    )
    return _of_days(rule, history, on.toordinal(), is_over=is_over)


def in_seconds(reading: MeasureAssessment, seconds: Entries) -> MeasureAssessment:
    """Return a reading whose entries are grades with the seconds that they were given for."""
    if reading.comparison is None:
        return reading
    looks = tuple(
        [
            msgspec.structs.replace(look, comparison=as_measured(look.comparison, seconds))
            for look in reading.looks
            if isinstance(look, SparseLook)
        ]
    )
    return msgspec.structs.replace(reading, comparison=as_measured(reading.comparison, seconds), looks=looks)


def _of_days(rule: Rule, history: DailyHistory, on: int, *, is_over: bool) -> MeasureAssessment:
    entries, state, today = history.entries, history.state, history.today
    looks = tuple([look for look in history.looks if look.enough])
    silent = bool(entries) and on - entries[-1][0] >= SILENCE
    doubtful = history.doubtful or (today is not None and _undone(rule, today, state.verdict))
    verdict = None if doubtful else state.verdict
    latest = today if today is not None and today.enough else looks[-1] if looks else None
    outdated = latest is not None and state.verdict is None and on - latest.on >= SILENCE
    if today is None or latest is None or not looks or silent or outdated:
        check, missing_days = (None, None) if is_over else _first_answer(history, on)
        return MeasureAssessment(
            rule,
            on,
            history,
            Verdict.NOT_ENOUGH_DATA,
            comparison=today.compared(today.from_first) if today is not None and looks else None,
            today=today,
            looks=looks,
            needs_days=missing_days,
            first_check=None if looks else check,
            is_over=is_over,
            silent=silent,
        )
    early = None if verdict else latest.direction or latest.early  # not forgotten by leaving out days
    change = today.from_first
    if doubtful or Verdict.WORSENING in (verdict, early):
        change = today.from_anchor or today.from_first
    comparison = today.compared(change)
    if early is not None and (rule.gain(comparison.change) > 0) is not (early is Verdict.IMPROVING):
        early = None
    if verdict is None:
        low = rule.unaffected(today.baseline) and rule.unaffected(today.current)
        verdict = Verdict.NOT_AFFECTED if low and early is None else Verdict.NO_CLEAR_CHANGE
    return MeasureAssessment(
        rule,
        on,
        history,
        verdict,
        early,
        comparison,
        today,
        looks,
        since=state.since if verdict is state.verdict else None,
        is_over=is_over,
        doubtful=doubtful,
        sure_for_all=state.sure_for_all,
        still_severe=_still_severe(rule, looks),
    )


def _of_tests(rule: Rule, history: SparseHistory, on: int, *, is_over: bool) -> MeasureAssessment:
    entries, state = history.entries, history.state
    pair = comparison_windows(entries, on)
    comparison = compare(*pair) if pair else None
    if state.verdict is Verdict.WORSENING and state.improved:
        comparison = from_improvement(entries, on, state) or comparison
    if comparison is None and state.verdict is not None:
        comparison = history.looks[-1].comparison
    if comparison is None or not history.looks:
        needs = None if is_over else _needed_tests(entries, on)
        return MeasureAssessment(
            rule,
            on,
            history,
            Verdict.NOT_ENOUGH_DATA,
            comparison=comparison,
            looks=history.looks,
            needs_tests=needs,
            is_over=is_over,
        )
    doubtful = _is_undone(rule.gain(comparison.change), state.verdict)
    verdict = None if doubtful else state.verdict
    early = None if verdict else state.direction
    if verdict is None:
        levels = (comparison.baseline, comparison.current, entries[-1][1])
        low = early is None and all(map(rule.unaffected, levels))
        verdict = Verdict.NOT_AFFECTED if low else Verdict.NO_CLEAR_CHANGE
    return MeasureAssessment(
        rule,
        on,
        history,
        verdict,
        early,
        comparison,
        looks=history.looks,
        since=None if doubtful else state.since,
        is_over=is_over,
        doubtful=doubtful,
        sure_for_all=True,
    )


def _undone(rule: Rule, today: DailyLook, verdict: Verdict | None) -> bool:
    """Whether nothing is left, on the day, of the change that a verdict was given on."""
    before = (today.from_anchor if verdict is Verdict.WORSENING else None) or today.from_first
    return _is_undone(rule.gain(today.current - rule.from_model(before.level)), verdict)


def _is_undone(gain: float, verdict: Verdict | None) -> bool:
    return (verdict is Verdict.IMPROVING and gain <= 0) or (verdict is Verdict.WORSENING and gain >= 0)


def _first_answer(history: DailyHistory, on: int) -> tuple[int, int]:
    """Return the first day that can say something, and how many more days with an entry it takes by then.

    The day is a weekly look, until one had enough entries, and any day after that.
    """
    entries = history.entries
    logged_today = bool(entries) and entries[-1][0] == on
    looked = any(look.enough for look in history.looks)
    for day in count(on + 1 if logged_today else on):
        if not looked and (day < history.start + FIRST_LOOK or (day - history.start) % LOOK_EVERY):
            continue
        for missing_days in range(day - on + (not logged_today) + 1):
            logged = (*entries, *((later, 0.0) for later in range(day - missing_days + 1, day + 1)))
            if missing_entries(logged, day) == 0 and (not looked or missing_days):
                return day, missing_days
    raise AssertionError


def _needed_tests(entries: Entries, on: int) -> int:
    day = max(entries[-1][0] if entries else on, on)
    for tests in range(1, 2 * LEAST + 1):
        if comparison_windows(entries + tuple([(day + number, 0.0) for number in range(1, tests + 1)]), day + tests):
            return tests
    return 2 * LEAST


def _still_severe(rule: Rule, looks: tuple[DailyLook, ...]) -> bool:
    if rule.severe is None or len(looks) < 2:
        return False
    first, still = rule.severe
    return all(look.baseline >= first and look.current >= still for look in looks[-2:])
