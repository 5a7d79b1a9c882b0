"""The ledger of Phase: what is to be decided, then what the next phase asks for, with the figures of both weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from ..assessment.assess import Assessment
from ..assessment.criteria import (
    ABILITIES_ENOUGH,
    BACK_ACCEPTABLE,
    BACK_BEARABLE,
    BOTHER_ACCEPTABLE,
    LEG_ACCEPTABLE,
    LEG_LOW,
    NO_NEW_WEAKNESS,
    NO_NUMBNESS,
    NOTHING_WORSE,
    Criterion,
    State,
    look_levels,
)
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.open_questions import NEW_EPISODE, SAME_EPISODE
from ..assessment.phase_decided import ORDER, PHASE_WORDS
from ..assessment.phrases import STATE_GLYPHS, figure, needs_parts
from ..assessment.verdict_style import STATE_STYLES
from ..charts.measure_display import BY_MEASURE
from ..measures.rules import ZONE
from ..records import Phase
from ..text.dates import day_words, short_month
from ..text.grammar import capital
from ..text.row_mark import RowMark
from .summary import (
    criterion_level,
    criterion_so_far,
    days_words,
    ledger_note,
    missing_words,
    needs_only_time,
    next_look_words,
    value_words,
)
from .todo import TO_DO

ACCEPTABLE = "Why this much: people with sciatica who said that they could live with how they were"
HAUGEN = " (Haugen 2011)."
ONE_DECIMAL = " The app shows levels with one decimal:"

HOW_JUDGED = (
    "Once a week. Pain and zone: your usual level by then or the average of that week, whichever is higher, so one "
    "good day does not move you on. A weekly question: its latest answer of the last 14 days; the seven signs go by "
    "the middle one of the latest three answers instead."
)
HOW_DAILY = (
    "How it is judged: once a week, by your usual level by then or the average of that week, whichever is higher, so "
    "one good day does not move you on. It takes two weeks running."
)
HOW_ZONE = (
    "How it is judged: once a week, by your usual zone by then or the average of that week, whichever is further down. "
    "It takes two weeks running."
)
HOW_ASKED = (
    "How it is judged: once a week, by your latest answer of the 14 days before. It takes two weeks running. The seven "
    "signs go by the middle one of your latest three answers instead, so their figure may differ."
)
HOW_WORSE = (
    "How it is judged: every day, from all you log but spasms. It is not met while anything you measure is getting "
    "worse, numbness has spread to a new place, or a red flag is open."
)
HOW_WEAK = (
    "How it is judged: every day, by your strength tests, by whether the leg felt weak, and by your answers to the red "
    "flags; one of them in 14 days is enough. It is not met while there is a weakness that no clinician has seen."
)
HOW_NUMB = "How it is judged: every day, by where you said it was numb in the last 7 days."
HOW_FREE = "How it is judged: every day, over the last 30 days."
WHY_SO_MUCH: dict[tuple[str, float], str] = {
    ("leg_pain", LEG_ACCEPTABLE): (
        f"{ACCEPTABLE} had leg pain of 1.75 or less over a week{HAUGEN}{ONE_DECIMAL} 1.75 as 1.7."
    ),
    ("back_pain", BACK_ACCEPTABLE): (
        f"{ACCEPTABLE} had back pain of 2.25 or less over a week{HAUGEN}{ONE_DECIMAL} 2.25 as 2.2."
    ),
    ("bother", BOTHER_ACCEPTABLE): f"{ACCEPTABLE} had a bother of 6 or less of 24{HAUGEN}",
    ("abilities", ABILITIES_ENOUGH): "Why 8: 10 is as well as before it began, and 8 is close to that; our choice.",
    ("leg_pain", LEG_LOW): "Why 3: pain up to 3 counts as mild, whatever it was at first; our choice.",
    ("back_pain", BACK_BEARABLE): "Why 5: leg pain may go down while back pain goes up; 5 is our choice.",
}
"""Why a level is asked for, by the measure and what it is held against."""
A_THIRD_LOWER = (
    "Why this much: a level lower by 30 %, and by 2 at least, is a change that people feel. It is worked out from "
    "where you began."
)
NOTE = 32
"""Letters of a note that a row of the ledger has room for at 80 columns, beside its text and a day."""
ENTER_DECIDES = "Enter decides"

TaskRow = tuple[RowMark, str, str]
"""(mark, words, aside) of a row that a key acts on."""


def has_end(assessment: Assessment) -> bool:
    """Tell whether the episode has ended, so that nothing logged later moves it on."""
    return assessment.span.last is not None


def ledger_titles(assessment: Assessment) -> tuple[str, ...]:
    """Say what the rows of the ledger are for; shorter from one to the next."""
    phase = assessment.phase
    if has_end(assessment):
        return ("This episode has ended",)
    if phase.phase is Phase.RECOVERED:
        return ("Recovered",)
    ahead = PHASE_WORDS[ORDER[ORDER.index(phase.phase) + 1]].lower()
    if phase.phase is Phase.FULL_RECOVERY:
        return (f"To be {ahead}",)
    running = f"{ahead}, two weeks running"
    return f"To reach {running}", capital(running), capital(ahead)


def week_heads(assessment: Assessment) -> str:
    """Return what stands over the figures of the weeks: `week to 14 Nov  21 Nov`; empty where there are none."""
    days = _week_days(assessment)
    return f"week to {'  '.join(days)}" if days else ""


def ledger_title(assessment: Assessment, room: int, *, with_weeks: bool) -> str:
    """Return the longest title that there is room for; `with_weeks`: what stands over the figures ends it."""
    weeks = week_heads(assessment) if with_weeks else ""
    left = room - len(weeks) - LEAST_GAP if weeks else room
    title = longest(ledger_titles(assessment), left)
    return f"{title}{weeks:>{room - len(title)}}" if weeks else title


def _week_days(assessment: Assessment) -> list[str]:
    return [short_month(day, assessment.on) for day in _weeks(assessment.phase.criteria)]


def longest(titles: Sequence[str], room: int) -> str:
    """Return the first that there is room for; the last where there is room for none."""
    return next((title for title in titles if len(title) <= room), titles[-1])


def ledger_subtitle(assessment: Assessment) -> str:
    """Say how much of it is met, and what the figures for pain are."""
    criteria = assessment.phase.criteria
    met = sum(row.state is State.MET for row in criteria)
    count_words = f"{met} of {len(criteria)} met" if criteria and not assessment.locked else ""
    return " · ".join(filter(None, (count_words, ledger_note(assessment.phase))))


class Decision(StrEnum):
    """What a row of the ledger may ask the person to decide."""

    AFTER_END = "after end"
    GAP = "gap"
    RECURRENCE = "recurrence"
    PROPOSAL = "proposal"


Line = Criterion | Decision
"""What a row of the ledger stands for."""


def ledger(assessment: Assessment) -> tuple[tuple[Line, TaskRow], ...]:
    """Return each line with its row (mark, words, aside): what is to be decided, then the criteria."""
    if has_end(assessment):
        return ((Decision.AFTER_END, (TO_DO, "What now? Reopen it, or start the next one", ENTER_DECIDES)),)
    phase, rows = assessment.phase, list[tuple[Line, TaskRow]]()
    if assessment.facts.gap is not None and not assessment.locked:
        words = f"Back after {assessment.facts.gap} days: {SAME_EPISODE}"
        rows.append((Decision.GAP, (STATE_STYLES[State.UNKNOWN].mark, words, ENTER_DECIDES)))
    if phase.returned is not None and not assessment.locked:
        words = f"Pain has been back since {day_words(phase.returned, assessment.on)}: {NEW_EPISODE}"
        rows.append((Decision.RECURRENCE, (TO_DO, words, ENTER_DECIDES)))
    if phase.proposal is not None:
        way = "a step back to " if phase.proposal.back else ""
        words = f"Proposed: {way}{PHASE_WORDS[phase.proposal.phase].lower()}"
        rows.append((Decision.PROPOSAL, (TO_DO, words, ENTER_DECIDES)))
    return (*rows, *((criterion, criterion_row(criterion, assessment)) for criterion in phase.criteria))


def criterion_row(criterion: Criterion, assessment: Assessment) -> TaskRow:
    """Return (mark, words, aside): the figures of both weeks, the value and its day, or what is missing."""
    reading = assessment.readings.get(criterion.measure)
    is_today = criterion.dates == (assessment.on,)
    days = "today" if is_today else days_words(criterion.dates, assessment.on, short_month)
    if criterion.notes:
        parts = _brief_note(criterion), days if criterion.state is not State.UNKNOWN else ""
    elif criterion.levels and criterion.state is not State.UNKNOWN:
        parts = _both_weeks(criterion, assessment), ""
    elif criterion.state is not State.UNKNOWN:
        parts = value_words(criterion), days
    elif criterion.now is not None:
        parts = missing_words(criterion, assessment), ""
    elif reading is not None and needs_only_time(reading, assessment.on):
        parts = needs_parts(reading)
    elif criterion.next_look is not None:
        parts = next_look_words(criterion, assessment.on)
    else:
        parts = missing_words(criterion, assessment), "› ask now"
    return STATE_GLYPHS[criterion.state], criterion.text, "   ".join(filter(None, parts))


def _brief_note(criterion: Criterion) -> str:
    """Return what a row has room for: all notes, or the first with how many more there are."""
    if len(criterion.note) <= NOTE or len(criterion.notes) == 1:
        return criterion.note
    return f"{criterion.notes[0]} and {len(criterion.notes) - 1} more"


def _weeks(criteria: Sequence[Criterion]) -> tuple[date, ...]:
    """The last days of the weeks that the ledger has figures of."""
    return tuple(sorted({day for criterion in criteria if criterion.levels for day in criterion.dates}))


def _both_weeks(criterion: Criterion, assessment: Assessment) -> str:
    """`2.6 ✗  2.5 ✗`, each week in a column of its own, as wide as its head."""
    criteria = assessment.phase.criteria
    cells = []
    for day, head in zip(_weeks(criteria), _week_days(assessment), strict=True):
        figures = [_in_week(row, day) for row in criteria if row.state is not State.UNKNOWN and _has_figures(row)]
        cells.append(f"{_in_week(criterion, day):>{max([len(head), *map(len, figures)])}}")
    return "  ".join(cells)


def _has_figures(criterion: Criterion) -> bool:
    """Whether its levels are figures; words, such as a zone, are as long as they are."""
    return bool(criterion.levels) and not BY_MEASURE[criterion.measure].bands


def _in_week(criterion: Criterion, day: date) -> str:
    if day not in criterion.dates or criterion.bound is None:
        return "– ·"
    level = criterion.levels[criterion.dates.index(day)]
    return f"{criterion_level(criterion, level)} {STATE_GLYPHS[_state(criterion, level)]}"


def _state(criterion: Criterion, level: float) -> State:
    return State.MET if criterion.bound is not None and criterion.bound.holds(level) else State.NOT_MET


LEAST_BAR, LONGEST_BAR = 10, 80
LEAST_GAP = 2
"""Cells between the title and the heads that end it."""
BESIDE_BAR = 10
"""Cells of a row that the pointer, the mark and the gaps around a bar take."""


def with_gauges(lines: Sequence[tuple[Line, TaskRow]], room: int) -> tuple[TaskRow, ...]:
    """Return the rows with a bar between words and figures, as long as rows of `room` cells have room for."""
    bounded = [row for line, row in lines if isinstance(line, Criterion) and gauge(line, LEAST_BAR)]
    at, aside = (max((len(row[part]) for row in bounded), default=0) for part in (1, 2))
    cells = min(room - BESIDE_BAR - at - aside, LONGEST_BAR)
    bars = [gauge(line, cells) if isinstance(line, Criterion) and cells >= LEAST_BAR else "" for line, _ in lines]
    return tuple(
        (mark, f"{words:<{at}}  {bar}" if bar else words, figures)
        for bar, (_, (mark, words, figures)) in zip(bars, lines, strict=True)
    )


def gauge(criterion: Criterion, cells: int) -> str:
    """Return a bar of the latest level on its scale with what is asked for as `┃` in it; empty without either."""
    bound, level = criterion.bound, criterion.value
    if bound is None or level is None or not _has_figures(criterion):
        return ""
    top = BY_MEASURE[criterion.measure].top
    asked, full = (round(min(value / top, 1.0) * (cells - 1)) for value in (bound.limit, level))
    full = max(full, asked + 1) if bound.holds(level) is bound.at_least else min(full, asked)
    bar = "━" * full + "┄" * (cells - 1 - full)
    return f"{bar[:asked]}┃{bar[asked:]}"


def criterion_lines(criterion: Criterion, assessment: Assessment) -> tuple[str, ...]:
    """Say how each of the weeks was, what it is now, why so much is asked for, and how it is judged."""
    bound, measure, on = criterion.bound, criterion.measure, assessment.on
    if bound is None:
        return _answer(criterion, assessment), "", _rule_without_levels(criterion)
    reading = assessment.readings[measure]
    rule = HOW_ZONE if reading.rule is ZONE else HOW_DAILY if reading.rule.daily else HOW_ASKED
    if not criterion.levels:
        return f"{STATE_GLYPHS[criterion.state]} {capital(missing_words(criterion, assessment))}.", "", rule
    weeks = [
        f"{STATE_GLYPHS[_state(criterion, level)]} in the week to {day_words(day, on)}: "
        f"{criterion_level(criterion, level)}{_what_it_is(reading, day)}"
        for day, level in zip(criterion.dates, criterion.levels, strict=True)
    ]
    today = reading.today if reading.rule.daily else None
    now = (f"Your usual level today: {criterion_level(criterion, today.current)}",) if today is not None else ()
    drop = bool(measure in ("leg_pain", "back_pain") and bound.limit > LEG_LOW)
    why = WHY_SO_MUCH.get((measure, bound.limit), A_THIRD_LOWER if drop else "")
    return (*weeks, *now, *(("", why) if why else ()), "", rule)


def _answer(criterion: Criterion, assessment: Assessment) -> str:
    """Answer in a sentence what has no weeks of its own: whether anything is worse, weak or numb, or hurts at all."""
    glyph, on = STATE_GLYPHS[criterion.state], assessment.on
    if criterion.state is State.UNKNOWN:
        return f"{glyph} Not known yet: {missing_words(criterion, assessment)}."
    if criterion.note:
        return f"{glyph} {_SAID_OF.get(criterion.text, capital(criterion.text))}: {criterion.note}."
    if criterion.text in _MET_WORDS:
        return f"{glyph} {_MET_WORDS[criterion.text]}"
    so_far = criterion_so_far(criterion, on)
    return f"{glyph} {capital(criterion.text)}: {so_far}."


_SAID_OF = {
    NOTHING_WORSE: "Getting worse today",
    NO_NEW_WEAKNESS: "Weakness that no clinician has seen",
    NO_NUMBNESS: "Numb",
}
_MET_WORDS = {
    NOTHING_WORSE: "As of today nothing you measure is getting worse, nowhere is newly numb, and no red flag is open.",
    NO_NEW_WEAKNESS: "As of today neither your answers nor your strength tests tell of a new weakness.",
}


def _rule_without_levels(criterion: Criterion) -> str:
    rules = {NOTHING_WORSE: HOW_WORSE, NO_NEW_WEAKNESS: HOW_WEAK, NO_NUMBNESS: HOW_NUMB}
    return rules.get(criterion.text, HOW_FREE)


def _what_it_is(reading: MeasureAssessment, day: date) -> str:
    """Of two figures that a week goes by, say which one it is, and the other: `, its average (usual level 2.3)`."""
    levels = look_levels(reading, day.toordinal())
    texts = tuple(figure(reading.rule, level) for level in levels)
    if len(set(texts)) < 2 or BY_MEASURE[reading.rule.measure].bands:
        return ""
    usual, average = texts
    if levels[0] > levels[1]:
        return f", your usual level by then (the week's average was {average})"
    return f", the week's average (your usual level by then was {usual})"
