"""How far a daily measure has moved since a given day: the question of a look, asked of another day than its own."""

from __future__ import annotations

import msgspec

from ..measures.rules import Rule, Verdict
from .comparison import Comparison, count_up_to, up_to
from .daily_look import EARLY, NOTICEABLE, SURE_BETTER, SURE_WORSE, WORSE_BY
from .daily_looks import DailyHistory
from .enough_entries import LEAST_RECENT, missing_entries
from .level_course import LevelCourse
from .level_uncertainty import Uncertainties


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
    course = LevelCourse.begin(rule, entries, uncertainties)
    course.advance(day)
    course.anchor()
    course.advance(on)
    look = course.look()
    change = look.from_anchor
    assert change is not None
    comparison, rise = look.compared(change), look.level_said - change.level
    if missing_entries(entries, on) or since < LEAST_RECENT:
        return ChangeSince(rule, comparison, Verdict.NOT_ENOUGH_DATA)
    worse, better = change.worse, change.better
    if worse > SURE_WORSE and rise >= WORSE_BY:
        return ChangeSince(rule, comparison, Verdict.WORSENING)
    if better > SURE_BETTER and rule.improved(comparison.baseline, comparison.current):
        return ChangeSince(rule, comparison, Verdict.IMPROVING)
    early = None
    if max(worse, better) > EARLY and abs(rise) >= NOTICEABLE:
        early = Verdict.WORSENING if worse > better else Verdict.IMPROVING
    return ChangeSince(rule, comparison, Verdict.NO_CLEAR_CHANGE, early)
