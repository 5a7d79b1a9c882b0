"""A criterion opened: the answer in a sentence, the weeks it rests on as a table, why so much, how it is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..assessment.assess import Assessment
from ..assessment.comparison import up_to
from ..assessment.criteria import (
    ABILITIES_ENOUGH,
    BACK_ACCEPTABLE,
    BACK_BEARABLE,
    BOTHER_ACCEPTABLE,
    CLEARLY_LOWER,
    LEG_ACCEPTABLE,
    LEG_LOW,
    LOGGED_ENOUGH,
    NO_LONG_GAP,
    NO_NEW_WEAKNESS,
    NO_NUMBNESS,
    NOTHING_WORSE,
    WEAKNESS_SEEN,
    Criterion,
    State,
    drop_words,
    look_levels,
)
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phrases import STATE_GLYPHS, and_words, figure, level_words, why_then
from ..measures.rules import ABILITIES, ZONE
from ..text.dates import WEEKDAYS, day_words, short_month
from ..text.grammar import capital, count, ended
from ..text.row_mark import RowMark
from .ledger import state_in_week
from .sections import Block, Row
from .summary import criterion_level, missing_words

ACCEPTABLE = "People with sciatica who said that they could live with how they were"
HAUGEN = " (Haugen 2011)."

HOW_DAILY = (
    "Once a week, by the higher of two figures: your usual level by then, and the average of that "
    "week. So one good day does not move you on. It takes two weeks running."
)
HOW_ZONE = (
    "Once a week, by your usual zone by then or the average of that week, whichever is further down. "
    "It takes two weeks running."
)
HOW_ASKED = "Once a week, by your latest answer of the 14 days before. It takes two weeks running."
HOW_WORSE = (
    "Every day, from all you log but spasms. It is not met while anything you measure is getting "
    "worse, a weakness is new, numbness has spread to a new place, or a red flag is open."
)
HOW_WEAK = (
    "Every day, by your strength tests, by whether the leg felt weak, and by your answers to the red "
    "flags; one of them in 14 days is enough. It is not met while there is a weakness that no clinician has seen."
)
HOW_NUMB = "Every day, by where you said it was numb in the last 7 days."
HOW_FREE = "Every day, over the last 30 days."
WHY_SO_MUCH: dict[tuple[str, float], str] = {
    ("leg_pain", LEG_ACCEPTABLE): (
        f"{ACCEPTABLE} had leg pain of 1.75 or less over a week{HAUGEN} On screen 1.75 is cut to 1.7."
    ),
    ("back_pain", BACK_ACCEPTABLE): (
        f"{ACCEPTABLE} had back pain of 2.25 or less over a week{HAUGEN} On screen 2.25 is cut to 2.2."
    ),
    ("bother", BOTHER_ACCEPTABLE): f"{ACCEPTABLE} had a bother of 6 or less of 24{HAUGEN}",
    ("abilities", ABILITIES_ENOUGH): "10 is as well as before it began, and 8 is close to that; our choice.",
    ("leg_pain", LEG_LOW): "Pain up to 3 counts as mild, whatever it was at first; our choice.",
    ("back_pain", BACK_BEARABLE): "Leg pain may go down while back pain goes up; 5 is our choice.",
}
"""Why a level is asked for, by the measure and what it is held against."""
A_THIRD_LOWER = (
    "A level 30 % lower, and 2 at least, is a change that people feel. This is {} lower than your {} at the start."
)
OR_CLEARLY_LOWER = (
    "Pain up to 3 counts as mild. A level 30 % lower than at the start, and 2 at least, is a change that people feel. "
    "Once your start is known, the higher of the two is asked for; our choice."
)
DAILY_HEADS = ("week to", "counts", "usual level", "average")
ASKED_HEADS = ("week to", "counts", "answered on")
IN_SHORT, HOW = "In short", "How it is judged"

Cells = tuple[str, ...]
"""A row of the table."""


def criterion_blocks(criterion: Criterion, assessment: Assessment) -> tuple[Block, ...]:
    """Answer whether it is met, with the figures of each week and, of a test, of its sign; then why and how."""
    bound, measure, mark = criterion.bound, criterion.measure, STATE_GLYPHS[criterion.state]
    if bound is None:
        return (
            Block(IN_SHORT, (Row(_answer(criterion, assessment), mark=mark),)),
            Block(HOW, (Row(_rule_without_levels(criterion)),)),
        )
    reading = assessment.readings[measure]
    how = HOW_ZONE if reading.rule is ZONE else HOW_DAILY if reading.rule.daily else HOW_ASKED
    drop = bool(measure in ("leg_pain", "back_pain") and bound.limit > LEG_LOW)
    reason = WHY_SO_MUCH.get((measure, bound.limit), _a_third_lower(reading) if drop else "")
    if CLEARLY_LOWER in criterion.text:
        reason = OR_CLEARLY_LOWER
    why = (Block("Why this much", (Row(reason),)),) if reason else ()
    if not criterion.levels:
        words = f"{ended(capital(missing_words(criterion, assessment)))} {why_then(reading)}".rstrip()
        return Block(IN_SHORT, (Row(words, mark=mark),)), *why, Block(HOW, (Row(how),))
    rows = _of_days if reading.rule.daily else _of_answers
    table = _in_columns(tuple(rows(criterion, reading, assessment.on)))
    return (
        Block(IN_SHORT, (Row(_in_short(criterion, assessment), mark=mark),)),
        Block("Week by week", (*table, *_beside(reading))),
        *why,
        Block(HOW, (Row(f"{how} {_which_weeks(criterion.dates[-1])}"),)),
    )


def _a_third_lower(reading: MeasureAssessment) -> str:
    """Say by how much of what at the start a bound is lower."""
    first = reading.baseline
    return "" if first is None else A_THIRD_LOWER.format(drop_words(first), figure(reading.rule, first))


def _in_short(criterion: Criterion, assessment: Assessment) -> str:
    """Answer in a sentence for a title such as `Leg pain 1.7 or less`."""
    if criterion.state is State.UNKNOWN:
        return ended(f"Not known yet: {missing_words(criterion, assessment)}")
    if criterion.state is State.MET:
        return "Yes: it was so in both weeks."
    if not criterion.looks_met:
        return "No: it was so in neither week." if len(criterion.levels) > 1 else "No: it was not so in this week."
    if criterion.bound is not None and criterion.bound.holds(criterion.levels[-1]):
        return "Not yet: it was so in the last week, but not in the one before."
    return "Not any more: it was so in the week before, but not in the last one."


def _of_days(criterion: Criterion, reading: MeasureAssessment, on: date) -> Iterator[tuple[RowMark, Cells]]:
    yield RowMark(" "), DAILY_HEADS
    for day, level in zip(criterion.dates, criterion.levels, strict=True):
        both = tuple(_figure(reading, value) for value in look_levels(reading, day.toordinal()))
        yield _mark(criterion, level), (short_month(day, on), criterion_level(criterion, level), *both)
    if reading.today is not None:
        yield RowMark(" "), ("today", "", _figure(reading, reading.today.current))


def _of_answers(criterion: Criterion, reading: MeasureAssessment, on: date) -> Iterator[tuple[RowMark, Cells]]:
    yield RowMark(" "), ASKED_HEADS
    for day, level in zip(criterion.dates, criterion.levels, strict=True):
        latest = date.fromordinal(up_to(reading.entries, day.toordinal())[-1][0])
        yield (
            _mark(criterion, level),
            (short_month(day, on), criterion_level(criterion, level), short_month(latest, on)),
        )


def _mark(criterion: Criterion, level: float) -> RowMark:
    return STATE_GLYPHS[state_in_week(criterion, level)]


def _figure(reading: MeasureAssessment, value: float) -> str:
    return level_words(reading.rule, value) if reading.rule is ZONE else figure(reading.rule, value)


def _in_columns(rows: Sequence[tuple[RowMark, Cells]]) -> Iterator[Row]:
    widths = [max(len(cells[at]) for _, cells in rows if at < len(cells)) for at in range(len(rows[0][1]))]
    for mark, cells in rows:
        yield Row("   ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=False)), mark=mark)


def _beside(reading: MeasureAssessment) -> tuple[Row, ...]:
    """Say which other figure of a test stands elsewhere, and from which answers it is."""
    comparison = reading.comparison
    if reading.rule.daily or comparison is None or not comparison.after:
        return ()
    answers = [figure(reading.rule, value) for _, value in comparison.after]
    now = figure(reading.rule, comparison.current)
    if now == answers[-1]:
        return ()
    where = "Mobility and Trends go" if reading.rule.measure == ABILITIES.measure else "Trends goes"
    middle_words = "the middle one of your latest three" if len(answers) > 2 else "the average of your latest two"
    return Row(""), Row(f"{where} by {now} instead: {middle_words} answers, {and_words(answers)}.")


def _which_weeks(last: date) -> str:
    """Say why they may end on another day than those of Trends."""
    weekday = WEEKDAYS[last.weekday()]
    if last.weekday() == len(WEEKDAYS) - 1:
        return "Weeks end on Sundays, as in Trends."
    return f"Weeks end on {weekday}s, the weekday of your first entry; those in Trends on Sundays."


def _answer(criterion: Criterion, assessment: Assessment) -> str:
    """Answer in a sentence what has no weeks of its own: whether anything is worse, weak or numb, or hurts at all."""
    if criterion.state is State.UNKNOWN:
        reading = assessment.readings.get(criterion.measure)
        words = ended(f"Not known yet: {missing_words(criterion, assessment)}")
        return f"{words} {why_then(reading) if reading is not None else ''}".rstrip()
    if criterion.note:
        return f"{_SAID_OF.get(criterion.text, capital(criterion.text))}: {criterion.note}."
    if criterion.state is State.NOT_MET:
        return f"No: the last day on which it was not so is {day_words(criterion.dates[-1], assessment.on)}."
    words = _MET_WORDS.get(criterion.text, "Yes: it was so on all {} you logged.")
    return words.format(count(round(criterion.value or 0), "day"))


_SAID_OF = {
    NOTHING_WORSE: "No",
    NO_NEW_WEAKNESS: "Weakness that no clinician has seen",
    WEAKNESS_SEEN: "Seen by a clinician",
    NO_NUMBNESS: "Numb",
}
_MET_WORDS = {
    NOTHING_WORSE: "Yes: nothing you measure is getting worse, nowhere is newly numb, and no red flag is open.",
    NO_NEW_WEAKNESS: "Yes: neither your answers nor your strength tests tell of a new weakness.",
    LOGGED_ENOUGH: "Yes: {}.",
    NO_LONG_GAP: "Yes: the longest is {}.",
}


def _rule_without_levels(criterion: Criterion) -> str:
    rules = {NOTHING_WORSE: HOW_WORSE, NO_NEW_WEAKNESS: HOW_WEAK, WEAKNESS_SEEN: HOW_WEAK, NO_NUMBNESS: HOW_NUMB}
    return rules.get(criterion.text, HOW_FREE)
