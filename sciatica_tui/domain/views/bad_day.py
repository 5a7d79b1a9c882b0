"""What is said of one bad day: that it is one, what it does to the level, and that there is a plan for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..assessment.comparison import since_day
from ..assessment.daily_looks import DailyHistory, level_without_last
from ..assessment.phrases import figure
from ..averages import mean
from ..measures.rules import BACK_PAIN, LEG_PAIN, Verdict
from ..text.grammar import lower
from .flares import PLAN_WORDS
from .todo import DUE, PLAN, Todo

if TYPE_CHECKING:
    from ..assessment.assess import Assessment
    from ..assessment.measure_assessment import MeasureAssessment

BAD_DAY = 2
"""Points of pain over the mean of the week before from which a day is called a bad one: the least that counts."""
LEAST_DAYS = 3
"""Days with that pain in the week before that make a mean to set a day against (our choice)."""
WEEK = 7

_SHORT = {LEG_PAIN.measure: "leg", BACK_PAIN.measure: "back"}


def bad_day_words(assessment: Assessment) -> str:
    """Say of one bad day that it is one, and how far it alone lifts the level that the verdict tells of.

    Nothing is said where a red flag locks, the episode has its last day, or the verdict itself says more than one day.
    """
    verdict = assessment.overall
    if assessment.locked or assessment.span.last is not None or verdict.verdict is Verdict.WORSENING or verdict.but:
        return ""
    followed, beside = (
        (BACK_PAIN.measure, LEG_PAIN.measure)
        if assessment.phase.follows_back
        else (LEG_PAIN.measure, BACK_PAIN.measure)
    )
    on = assessment.on.toordinal()
    entries = since_day(assessment.digest.entries.get(followed, ()), on - WEEK)
    before, pain = [value for day, value in entries if day < on], dict(entries).get(on)
    if pain is None or len(before) < LEAST_DAYS or pain - mean(before) < BAD_DAY:
        return ""
    pain_beside = dict(assessment.digest.entries.get(beside, ())[-1:]).get(on, 0)
    pains = f"{_SHORT[followed]} {pain:g}" + (f", {_SHORT[beside]} {pain_beside:g}" if pain_beside > pain else "")
    is_first = before[-1] - mean(before) < BAD_DAY
    lift = _lift_words(assessment.readings[followed], mean(before))
    return f"{'One' if is_first else 'Another'} bad day: {pains}. {lift}"


def rows_of_the_plan(assessment: Assessment, rows: Sequence[Todo], *, has_plan: bool) -> tuple[Todo, ...]:
    """Return the row of the plan on a day that is told to be a bad one; none where `rows` has it, or nothing does."""
    is_missing = has_plan and all(row.kind != PLAN for row in rows)
    return (Todo(PLAN, DUE, PLAN_WORDS, "Enter"),) if is_missing and bad_day_words(assessment) else ()


def _lift_words(reading: MeasureAssessment, week: float) -> str:
    """Say what the day does to the level; where no level is told, what the week before was."""
    name = lower(reading.rule.words)
    history, now = reading.history, reading.comparison
    before = level_without_last(history) if isinstance(history, DailyHistory) else None
    if now is not None and before is not None and reading.verdict is not Verdict.NOT_ENOUGH_DATA:
        first, last = figure(reading.rule, before), figure(reading.rule, now.current)
        if first != last:
            return f"It lifts your usual {name} from {first} to {last}."
    return f"Your {name} averaged {week:.1f} in the week before."
