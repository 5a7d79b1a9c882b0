"""The verdict on a daily measure: weekly looks at one model of the whole course, and when they are believed.

One look that points one way (`daily_look`) is the verdict, two in a row that do not support it take it back. Looks have
fixed dates, so the answer for a day depends on the entries up to it and on nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence

import msgspec

from ..daily import Entries
from ..measures.rules import Rule, Verdict
from .comparison import since_day, up_to
from .daily_look import DailyLook, band_about
from .level_course import LevelCourse
from .level_model import LevelState
from .level_uncertainty import Uncertainties
from .look_days import FIRST_LOOK, LOOK_EVERY

FLARE_DAYS, FLARE_WEEK = 3, 7
"""So many flare days among the first so many, and the measure is judged from the day after them."""
CHECKPOINTS = 5
"""The latest looks whose state is kept, so that a new entry, or one of the last weeks, costs a few days' work."""


class VerdictState(msgspec.Struct, frozen=True, gc=False):
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
        direction = look.direction
        if direction is not None:
            same = direction is self.verdict
            sure = (same and self.sure_for_all) or look.sure_for_all
            return VerdictState(direction, 0, sure, self.since if same else look.on)
        if self.verdict is None:
            return self
        if self.misses:
            return VerdictState()
        return msgspec.structs.replace(self, misses=1)


class DailyHistory(msgspec.Struct, frozen=True):
    """The looks of a measure up to a day with what was believed after each, and what is known on that day itself.

    `start` is the first day of the looks' calendar, `checkpoints` are the states at the latest looks; handed back in,
    what did not change is not worked out again. `first_sd`: how well the first day's level is known by now, as the
    model's standard deviation. `doubtful`: the verdict is not sure any more, by more than the last
    entry. `flare_start`: it began in a flare, whose week is left out.
    """

    rule: Rule
    start: int
    entries: Entries
    looks: tuple[DailyLook, ...] = ()
    states: tuple[VerdictState, ...] = ()
    today: DailyLook | None = None
    first_sd: float = 0.0
    doubtful: bool = False
    flare_start: bool = False
    checkpoints: tuple[tuple[int, LevelState], ...] = ()

    @property
    def state(self) -> VerdictState:
        """What is believed after the last look."""
        return self.states[-1] if self.states else VerdictState()

    @property
    def first_band(self) -> tuple[float, float]:
        """Where the level of the first day lies with 95 %, as far as is known by now, in the measure's unit."""
        assert self.today is not None
        return band_about(self.rule, self.today.from_first.level, self.first_sd)


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
    looks, states, shared = _still_true(earlier, rule, start, entries, today)
    checkpoints = deque(shared, CHECKPOINTS)
    belief = states[-1] if states else VerdictState()
    if checkpoints:
        course = LevelCourse(rule, entries, *checkpoints[-1])
    else:
        course = LevelCourse.begin(rule, entries, uncertainties)
    calendar = range(start + FIRST_LOOK, today + 1, LOOK_EVERY)
    for on in calendar[bisect_right(calendar, course.day) :]:
        course.advance(on)
        look = course.look()
        belief = belief.after(look)
        if belief.verdict is Verdict.IMPROVING and not belief.misses and course.is_below_anchor():
            course.anchor()
        looks.append(look)
        states.append(belief)
        checkpoints.append((on, course.level))
    course.advance(today)
    last = course.look()
    doubtful = last.doubts(belief.verdict) and _doubted_before(rule, entries, checkpoints, belief.verdict)
    return DailyHistory(
        rule,
        start,
        entries,
        tuple(looks),
        tuple(states),
        last,
        course.level.sd_of(course.level.first),
        doubtful=doubtful,
        flare_start=flare_start,
        checkpoints=tuple(checkpoints),
    )


def _doubted_before(
    rule: Rule, entries: Entries, checkpoints: deque[tuple[int, LevelState]], verdict: Verdict | None
) -> bool:
    """Whether the verdict was in doubt on the day before the last entry already: one day says little."""
    day = entries[-1][0] - 1
    checkpoint = _checkpoint_before(checkpoints, day)
    if checkpoint is None:
        return True
    course = LevelCourse(rule, entries, *checkpoint)
    course.advance(day)
    return course.look().doubts(verdict)


def _checkpoint_before(checkpoints: Sequence[tuple[int, LevelState]], day: int) -> tuple[int, LevelState] | None:
    return next((point for point in reversed(checkpoints) if point[0] <= day), None)


def level_without_last(history: DailyHistory) -> float | None:
    """Return the level that the last day would have without the last entry, in the measure's unit.

    `None` where there was no look before that entry.
    """
    if history.today is None:
        return None
    checkpoint = _checkpoint_before(history.checkpoints, history.entries[-1][0] - 1)
    if checkpoint is None:
        return None
    course = LevelCourse(history.rule, history.entries[:-1], *checkpoint)
    course.advance(history.today.on)
    return course.look().current


def without_first_flare(entries: Entries, flares: frozenset[int]) -> tuple[Entries, bool]:
    """Return the entries from day 8 on, and true, where three or more of the first seven days were flares; else all."""
    if not entries:
        return entries, False
    second_week = entries[0][0] + FLARE_WEEK
    if sum(day in flares for day, _ in up_to(entries, second_week - 1)) < FLARE_DAYS:
        return entries, False
    return since_day(entries, second_week), True


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
