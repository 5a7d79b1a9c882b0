"""The ledger of Phase: what is to be decided, then what the next phase asks for, with the figures of both weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from ..assessment.assess import Assessment
from ..assessment.criteria import NO_NEW_WEAKNESS, Criterion, State
from ..assessment.open_questions import NEW_EPISODE, SAME_EPISODE
from ..assessment.phase_decided import ORDER, PHASE_WORDS
from ..assessment.phrases import STATE_GLYPHS, needs_parts
from ..assessment.verdict_style import STATE_STYLES
from ..charts.measure_display import BY_MEASURE
from ..records import Phase
from ..red_flags.flags import without_day
from ..text.dates import day_words, short_month
from ..text.row_mark import RowMark
from .summary import (
    criterion_level,
    days_words,
    ledger_note,
    missing_words,
    needs_only_time,
    next_look_words,
    value_words,
)
from .todo import TO_DO

HOW_JUDGED = (
    "Once a week, on the weekday of your first entry; weeks in Trends end on Sundays. Pain and zone: by your usual "
    "level or the week's average, whichever is higher. A weekly question: by its latest answer; its sign: by the "
    "middle of three."
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
    return f"To reach {ahead}, two weeks running", f"To reach {ahead}", f"Toward {ahead}"


def week_heads(assessment: Assessment) -> str:
    """Return what stands over the figures of the weeks: `week to 14 Nov  21 Nov`; empty where there are none."""
    days = _week_days(assessment)
    return f"week to {'  '.join(days)}" if days else ""


def ledger_title(assessment: Assessment, room: int, *, with_weeks: bool) -> str:
    """Return the longest title that there is room for; `with_weeks`: what stands over the figures ends it."""
    titles, weeks = ledger_titles(assessment), week_heads(assessment) if with_weeks else ""
    title = longest(titles, room - len(weeks) - LEAST_GAP)
    if weeks and len(title) + LEAST_GAP + len(weeks) <= room:
        return f"{title}{weeks:>{room - len(title)}}"
    return longest(titles, room)


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
        parts = _brief_note(criterion, assessment), days if criterion.state is not State.UNKNOWN else ""
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


def _brief_note(criterion: Criterion, assessment: Assessment) -> str:
    """Return what a row has room for: all notes, or the first with how many more there are.

    The day of a weakness that an alarm has said is left out.
    """
    if assessment.locked and criterion.text == NO_NEW_WEAKNESS:
        return without_day(criterion.note)
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
    return f"{criterion_level(criterion, level)} {STATE_GLYPHS[state_in_week(criterion, level)]}"


def state_in_week(criterion: Criterion, level: float) -> State:
    """Tell whether a week of that level keeps to what is asked."""
    return State.MET if criterion.bound is not None and criterion.bound.holds(level) else State.NOT_MET


LEAST_BAR, LONGEST_BAR = 8, 80
LEAST_GAP = 2
"""Cells between the title and the heads that end it."""
BESIDE_BAR = 10
"""Cells of a row that the pointer, the mark and the gaps around a bar take."""
BESIDE_FIGURES = 5
"""Cells that pointer, mark and the gap before the figures take."""


def with_gauges(lines: Sequence[tuple[Line, TaskRow]], room: int) -> tuple[TaskRow, ...]:
    """Return the rows with a bar between words and figures, as long as rows of `room` cells have room for.

    Where both weeks have no room beside the words, the figure of the latest stands alone, in its column.
    """
    lines = [(line, _latest_alone(row) if _is_too_long(line, row, room) else row) for line, row in lines]
    bounded = [row for line, row in lines if isinstance(line, Criterion) and gauge(line, LEAST_BAR)]
    at, aside = (max((len(row[part]) for row in bounded), default=0) for part in (1, 2))
    cells = min(room - BESIDE_BAR - at - aside, LONGEST_BAR)
    bars = [gauge(line, cells) if isinstance(line, Criterion) and cells >= LEAST_BAR else "" for line, _ in lines]
    return tuple(
        (mark, f"{words:<{at}}  {bar}" if bar else words, figures)
        for bar, (_, (mark, words, figures)) in zip(bars, lines, strict=True)
    )


def _is_too_long(line: Line, row: TaskRow, room: int) -> bool:
    _, words, figures = row
    return isinstance(line, Criterion) and len(line.levels) > 1 and len(words) + len(figures) + BESIDE_FIGURES > room


def _latest_alone(row: TaskRow) -> TaskRow:
    mark, words, figures = row
    return mark, words, figures.rpartition("  ")[2]


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
