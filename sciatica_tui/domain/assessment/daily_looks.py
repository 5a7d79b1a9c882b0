"""The verdict on a daily measure: weekly looks at one model of the whole course, and when they are believed.

At a look the model (`level_model`) says how far the level is from that of the first day, and from the *anchor*, the
level at a confirmed improvement. A look direction one way where such a change is probable enough and large enough to
matter; one such look is the verdict, two in a row that do not support it take it back. Looks have fixed dates, so the
answer for a day depends on the entries up to it and on nothing else. Probabilities are those of the clinical rules
("The verdict on a sign"); the error rates that come of them: `python -m tests.bench.verdicts`.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

import msgspec

from ..daily import Entries
from ..measures.rules import Rule, Verdict
from .comparison import Comparison, count_up_to, since_day, up_to
from .level_model import LevelState, Uncertainties, first_state
from .look_days import FIRST_LOOK, LOOK_EVERY
from .statistics import Mixture

LEAST, LEAST_RECENT, RECENT = 10, 3, 14
"""Entries in all, and so many of them in the last so many days, without which a look says nothing."""
RARE_GAP, RARE_LEAST, RARE_LEAST_RECENT, RARE_RECENT = 5, 6, 2, 21
"""The same for who usually leaves so many days or more between entries."""
SURE_BETTER, SURE_WORSE, SURE_RELAPSE = 0.92, 0.91, 0.94
"""How probable a change of at least 1 (in the model's unit) must be for a verdict."""
SURE_FOR_ALL = 0.95
"""How probable for the sentence over all measures: three chances are three."""
EARLY = 0.80
DOUBTFUL = 0.70
"""How probable a rise of at least 1 from the anchor must be for "not sure any more"; or how improbable the fall."""
NOTICEABLE, WORSE_BY = 1.0, 1.5
"""In the model's unit: the change whose probability is asked, and the least mean change that is a worsening."""
NEW_ANCHOR = 0.5
"""How far below the anchor a later improving look must be to become the anchor, in the model's unit."""
FLARE_DAYS, FLARE_WEEK = 3, 7
"""So many flare days among the first so many, and the measure is judged from the day after them."""
TYPED, TYPED_MEAN = 7, 3
"""A level never lies outside the first so many values or, later, outside the means of so many in a row of the latest (a
choice of ours)."""
CHECKPOINTS = 5
"""The latest looks whose state is kept, so that a new entry, or one of the last weeks, costs a few days' work."""


class DailyLook(msgspec.Struct, frozen=True):
    """What is known on one day. Levels are in the measure's unit; probabilities 0–1 are of a change of at least 1.

    `from_first` and `from_anchor` compare the day with the first day and with the anchor; `direction` is the way of a
    change that is probable and large enough, `early` that of one that is not yet; `sure_for_all`: probable enough for
    the sentence over all measures. `enough`: whether there are entries enough to say anything. `band`: where the level
    of the day lies with 95 %.
    """

    on: int
    enough: bool
    from_first: Comparison
    better: float
    worse: float
    from_anchor: Comparison | None = None
    relapse: float | None = None
    direction: Verdict | None = None
    early: Verdict | None = None
    sure_for_all: bool = False
    band: tuple[float, float] = (0.0, 0.0)

    @property
    def comparison(self) -> Comparison:
        """The comparison that speaks: with the anchor where it tells of a worsening since, else with the first day."""
        if self.from_anchor is not None and Verdict.WORSENING in (self.direction, self.early):
            return self.from_anchor
        return self.from_first

    def doubts(self, verdict: Verdict | None) -> bool:
        """Tell whether a verdict is not sure any more.

        An improvement is not where a relapse is likely, or a real change no longer is; a worsening where it is less
        likely than not.
        """
        if verdict is Verdict.IMPROVING:
            return self.better < DOUBTFUL or (self.relapse is not None and self.relapse > DOUBTFUL)
        higher = self.worse if self.relapse is None else self.relapse
        return verdict is Verdict.WORSENING and higher < 0.5


class VerdictState(msgspec.Struct, frozen=True):
    """What is believed after a run of looks; `misses` of them in a row did not support it.

    `sure_for_all`: one of the looks that support it was sure enough for the sentence over all measures. `since`: the
    day of the look from which it stands.
    """

    verdict: Verdict | None = None
    misses: int = 0
    sure_for_all: bool = False
    since: int | None = None

    def after(self, look: DailyLook) -> VerdictState:
        """Return what is believed after one more look."""
        if look.direction is not None:
            same = look.direction is self.verdict
            sure = look.sure_for_all or (same and self.sure_for_all)
            return VerdictState(look.direction, 0, sure, self.since if same else look.on)
        if self.verdict is None:
            return self
        if self.misses:
            return VerdictState()
        return msgspec.structs.replace(self, misses=1)


class DailyHistory(msgspec.Struct, frozen=True):
    """The looks of a measure up to a day with what was believed after each, and what is known on that day itself.

    `start` is the first day of the looks' calendar, `checkpoints` are the states at the latest looks; handed back in,
    what did not change is not worked out again. `doubtful`: the verdict is not sure any more, by more than the last
    entry. `flare_start`: it began in a flare, whose week is left out.
    """

    rule: Rule
    start: int
    entries: Entries
    looks: tuple[DailyLook, ...] = ()
    states: tuple[VerdictState, ...] = ()
    today: DailyLook | None = None
    doubtful: bool = False
    flare_start: bool = False
    checkpoints: tuple[tuple[int, LevelState], ...] = ()

    @property
    def state(self) -> VerdictState:
        """What is believed after the last look."""
        return self.states[-1] if self.states else VerdictState()


def daily_history(
    rule: Rule,
    entries: Entries,
    start: int,
    today: int,
    flares: frozenset[int],
    uncertainties: Uncertainties,
    earlier: DailyHistory | None = None,
) -> DailyHistory:
    """Return every look up to a day, of entries up to that day, and what is known on that day itself.

    `start` is the day of the episode's first entry, `flares` are the days the person called a flare. `uncertainties`
    (`first_uncertainties()`) are shared between the measures of one assessment. What an `earlier` history shares with
    this one is taken from it, to the same result.
    """
    entries, flare_start = without_first_flare(entries, flares)
    if not entries:
        return DailyHistory(rule, start, entries, flare_start=flare_start)
    looks, states, checkpoints = _still_true(earlier, rule, start, entries, today)
    belief = states[-1] if states else VerdictState()
    day, level = checkpoints[-1] if checkpoints else (entries[0][0], _first_level(rule, entries, uncertainties))
    for on in range(start + FIRST_LOOK, today + 1, LOOK_EVERY):
        if on <= day:
            continue
        level, day = _advance(level, rule, entries, day, on), on
        look = _look(rule, level, entries, on)
        belief = belief.after(look)
        if belief.verdict is look.direction is Verdict.IMPROVING and _below_anchor(level):
            level = _anchored(level, rule, entries, on)
        looks.append(look)
        states.append(belief)
        checkpoints.append((on, level))
    last = _look(rule, _advance(level, rule, entries, day, today), entries, today)
    doubtful = last.doubts(belief.verdict) and _doubted_before(rule, entries, checkpoints, belief.verdict)
    return DailyHistory(
        rule,
        start,
        entries,
        tuple(looks),
        tuple(states),
        last,
        doubtful=doubtful,
        flare_start=flare_start,
        checkpoints=tuple(checkpoints[-CHECKPOINTS:]),
    )


class ChangeSince(msgspec.Struct, frozen=True):
    """What is known of the change of a daily measure since a given day, and what that comes to.

    `verdict` asks what a look asks, but of this change: how probable, and large enough to matter. `early` is the way of
    one that is not sure yet.
    """

    rule: Rule
    comparison: Comparison
    verdict: Verdict
    early: Verdict | None = None


def change_since(history: DailyHistory, day: int, on: int, uncertainties: Uncertainties) -> ChangeSince | None:
    """Return the change from one day to a later one: a copy of the level is anchored on the first, as at a verdict.

    `None` where there is no entry up to the first day, or none after it.
    """
    rule, entries = history.rule, up_to(history.entries, on)
    since = len(entries) - count_up_to(entries, day)
    if not 0 < since < len(entries):
        return None
    level = _advance(_first_level(rule, entries, uncertainties), rule, entries, entries[0][0], day)
    level = _advance(_anchored(level, rule, entries, day), rule, entries, day, on)
    anchor = level.anchor
    assert anchor is not None
    change, number, before = level.change_from(anchor), len(entries), anchor.estimate
    current = _as_typed(rule, level.level().mean, entries, number)
    comparison = _comparison(rule, before, current, change, day, (number, entries[-1][0]))
    if missing_entries(entries, on) or since < LEAST_RECENT:
        return ChangeSince(rule, comparison, Verdict.NOT_ENOUGH_DATA)
    worse, better = 1 - change.below(NOTICEABLE), change.below(-NOTICEABLE)
    if worse > SURE_WORSE and current - before >= WORSE_BY:
        return ChangeSince(rule, comparison, Verdict.WORSENING)
    if better > SURE_BETTER and _improved(rule, comparison):
        return ChangeSince(rule, comparison, Verdict.IMPROVING)
    early = None
    if max(worse, better) > EARLY and abs(current - before) >= NOTICEABLE:
        early = Verdict.WORSENING if worse > better else Verdict.IMPROVING
    return ChangeSince(rule, comparison, Verdict.NO_CLEAR_CHANGE, early)


def _first_level(rule: Rule, entries: Entries, uncertainties: Uncertainties) -> LevelState:
    day, value = entries[0]
    middle = value if rule.middle is None else rule.middle
    return first_state(day, rule.to_model(value), rule.to_model(middle), uncertainties)


def _doubted_before(
    rule: Rule, entries: Entries, checkpoints: list[tuple[int, LevelState]], verdict: Verdict | None
) -> bool:
    """Whether the verdict was in doubt on the day before the last entry already: one day says little."""
    day = entries[-1][0] - 1
    checkpoint = next((point for point in reversed(checkpoints) if point[0] <= day), None)
    if checkpoint is None:
        return True
    return _look(rule, _advance(checkpoint[1], rule, entries, checkpoint[0], day), entries, day).doubts(verdict)


def without_first_flare(entries: Entries, flares: frozenset[int]) -> tuple[Entries, bool]:
    """Return the entries from day 8 on, and true, where three or more of the first seven days were flares; else all."""
    if not entries:
        return entries, False
    second_week = entries[0][0] + FLARE_WEEK
    if sum(day in flares for day, _ in up_to(entries, second_week - 1)) < FLARE_DAYS:
        return entries, False
    return since_day(entries, second_week), True


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
    rare = usual_gap(entries[max(number - LEAST, 0) : number]) >= RARE_GAP
    least, least_recent, recent = (
        (RARE_LEAST, RARE_LEAST_RECENT, RARE_RECENT) if rare else (LEAST, LEAST_RECENT, RECENT)
    )
    return max(least - number, least_recent - (number - count_up_to(entries, on - recent)), 0)


def _still_true(
    earlier: DailyHistory | None, rule: Rule, start: int, entries: Entries, today: int
) -> tuple[list[DailyLook], list[VerdictState], list[tuple[int, LevelState]]]:
    """What of an earlier history holds: all up to the last checkpoint before the first entry that differs."""
    if earlier is None or (earlier.rule, earlier.start) != (rule, start) or earlier.entries[:1] != entries[:1]:
        return [], [], []
    shared = _alike(earlier.entries, entries)
    first_difference = min(
        [part[shared][0] for part in (earlier.entries, entries) if len(part) > shared], default=today + 1
    )
    checkpoints = [point for point in earlier.checkpoints if point[0] < first_difference and point[0] <= today]
    if not checkpoints:
        return [], [], []
    number = bisect_right(earlier.looks, checkpoints[-1][0], key=_day_of_look)
    return list(earlier.looks[:number]), list(earlier.states[:number]), checkpoints


def _alike(earlier: Entries, later: Entries) -> int:
    """How many entries two histories have in common at the front."""
    shorter = min(len(earlier), len(later))
    if earlier[:shorter] == later[:shorter]:
        return shorter
    return next(number for number in range(shorter) if earlier[number] != later[number])


def _day_of_look(look: DailyLook) -> int:
    return look.on


def _advance(level: LevelState, rule: Rule, entries: Entries, day: int, on: int) -> LevelState:
    """The state of a later day."""
    values: list[float | None] = [None] * (on - day)
    for entry_day, value in entries[count_up_to(entries, day) : count_up_to(entries, on)]:
        values[entry_day - day - 1] = rule.to_model(value)
    return level.after(values) if values else level


def _anchored(level: LevelState, rule: Rule, entries: Entries, on: int) -> LevelState:
    return level.anchored(on, _as_typed(rule, level.level().mean, entries, count_up_to(entries, on)))


def _below_anchor(level: LevelState) -> bool:
    return level.anchor is None or level.change_from(level.anchor).mean <= -NEW_ANCHOR


def _look(rule: Rule, level: LevelState, entries: Entries, on: int) -> DailyLook:
    enough = missing_entries(entries, on) == 0
    change = level.change_from(level.first)
    better, worse = change.below(-NOTICEABLE), 1 - change.below(NOTICEABLE)
    number = count_up_to(entries, on)
    by_model = level.level()
    current = _as_typed(rule, by_model.mean, entries, number)
    margin = 1.96 * by_model.sd
    low, high = sorted((rule.from_model(current - margin), rule.from_model(current + margin)))
    first_level = _among_first(rule, level.level_of(level.first), entries[: min(TYPED, number)])
    rests_on = number, entries[number - 1][0]
    from_first = _comparison(rule, first_level, current, change, entries[0][0], rests_on)
    from_anchor, relapse, rise, sure_worse = None, None, current - first_level, SURE_WORSE
    if level.anchor is not None:
        since_anchor = level.change_from(level.anchor)
        best = level.anchor.estimate
        relapse, rise, sure_worse = 1 - since_anchor.below(NOTICEABLE), current - best, SURE_RELAPSE
        from_anchor = _comparison(rule, best, current, since_anchor, level.anchor.day, rests_on)
    higher = worse if relapse is None else relapse
    direction = early = None
    if enough and higher > sure_worse and rise >= WORSE_BY:
        direction = Verdict.WORSENING
    elif enough and better > SURE_BETTER and _improved(rule, from_first):
        direction = Verdict.IMPROVING
    elif enough and higher > EARLY:
        early = Verdict.WORSENING
    elif enough and better > EARLY and not rule.unaffected(from_first.baseline):
        early = Verdict.IMPROVING
    sure_for_all = direction is not None and (higher if direction is Verdict.WORSENING else better) > SURE_FOR_ALL
    return DailyLook(
        on, enough, from_first, better, worse, from_anchor, relapse, direction, early, sure_for_all, (low, high)
    )


def _improved(rule: Rule, comparison: Comparison) -> bool:
    return not rule.unaffected(comparison.baseline) and rule.gain(comparison.change) >= rule.better_by(
        comparison.baseline
    )


def _as_typed(rule: Rule, level: float, entries: Entries, number: int) -> float:
    """A level of the model, held within the latest of the first `number` entries: it may run ahead of a fast fall."""
    values = [rule.to_model(value) for _, value in entries[max(number - TYPED, 0) : number]]
    size = min(TYPED_MEAN, len(values))
    means = [sum(values[start : start + size]) / size for start in range(len(values) - size + 1)]
    return min(max(level, min(means)), max(means))


def _among_first(rule: Rule, level: float, first: Entries) -> float:
    """The level of the first day, held within the first entries."""
    values = [value for _, value in first]
    low, high = sorted((rule.to_model(min(values)), rule.to_model(max(values))))
    return min(max(level, low), high)


def _comparison(
    rule: Rule, before: float, current: float, change: Mixture, first: int, rests_on: tuple[int, int]
) -> Comparison:
    """`before` and `current` are levels of the model; the interval is that of the change, about the current level.

    `rests_on`: how many entries there are, and the day of the last.
    """
    baseline, now = rule.from_model(before), rule.from_model(current)
    margin = 1.96 * change.sd
    ends = sorted((rule.from_model(current - margin) - baseline, rule.from_model(current + margin) - baseline))
    count, last = rests_on
    return Comparison(baseline, now, now - baseline, first, last, count, (ends[0], ends[1]))
