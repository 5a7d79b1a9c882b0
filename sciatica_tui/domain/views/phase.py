"""What the screen Phase says beside the verdict, as rows and blocks: stations, ledger, signs, what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum, StrEnum

import msgspec

from ..assessment.assess import Assessment
from ..assessment.criteria import (
    ABILITIES_ENOUGH,
    BACK_ACCEPTABLE,
    BACK_BEARABLE,
    BOTHER_ACCEPTABLE,
    LEG_ACCEPTABLE,
    LEG_LOW,
    Criterion,
    State,
)
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phase_decided import ORDER, PHASE_WORDS
from ..assessment.phases import PhaseReading
from ..assessment.phrases import (
    BANDED,
    GLYPHS,
    SIGN_WORDS,
    STATE_GLYPHS,
    VERDICT_WORDS,
    how_sure,
    needs_parts,
    range_words,
    signed,
    unit_words,
    unsure_words,
)
from ..assessment.questions import NEW_EPISODE, SAME_EPISODE
from ..assessment.signs import Sign, SignReading
from ..assessment.verdict_style import STATE_STYLES
from ..charts.chart import GLANCE_AXIS, LEVEL_WORDS, RANGE_WORDS, Chart, Curve
from ..charts.level_line import JOIN, level_line
from ..charts.measure_display import BY_MEASURE
from ..charts.trends import SHORTEST, phase_spans
from ..measures.rules import Verdict
from ..records import Phase
from ..red_flags.flags import TITLES, Urgency, urgency_of
from ..routines.phase_goals import DAYS, Ask
from ..text.dates import MONTHS, day_words, short_month, year_of
from ..text.grammar import capital, count
from ..text.row_mark import RowMark
from .natural_course import SEE_A_CLINICIAN
from .sections import Block, Row
from .summary import (
    brief_sign_words,
    criterion_level,
    criterion_so_far,
    days_words,
    missing_words,
    needs_only_time,
    next_look_words,
    notes,
    sign_glyph,
    sign_words,
    to_do,
    value_words,
)
from .todo import TO_DO

ACCEPTABLE = "Why this much: people with sciatica who said that they could live with how they were"
HAUGEN = " (Haugen 2011)."

HOW_JUDGED = (
    "Once a week. Pain and zone by the level over all days so far or by the mean of that week, "
    "whichever is higher, so one good day does not move you on. A weekly question by its latest answer of the last 14 "
    "days. The page of the sign has the entries behind it."
)
IN_A_SENTENCE = f"How it is judged: {HOW_JUDGED[0].lower()}{HOW_JUDGED[1:]}"
WHY_SO_MUCH: dict[tuple[str, float], str] = {
    ("leg_pain", LEG_ACCEPTABLE): f"{ACCEPTABLE} had leg pain of 1.75 or less over a week{HAUGEN}",
    ("back_pain", BACK_ACCEPTABLE): f"{ACCEPTABLE} had back pain of 2.25 or less over a week{HAUGEN}",
    ("bother", BOTHER_ACCEPTABLE): f"{ACCEPTABLE} had a bother of 6 or less of 24{HAUGEN}",
    ("abilities", ABILITIES_ENOUGH): "Why 8: near enough to 10, which is as before it began; our choice.",
    ("leg_pain", LEG_LOW): "Why 3: pain up to 3 counts as mild, whatever it was at first; our choice.",
    ("back_pain", BACK_BEARABLE): "Why 5: leg pain may go down while back pain goes up; 5 is our choice.",
}
"""Why a level is asked for, by the measure and what it is held against."""
A_THIRD_LOWER = (
    "Why this much: a level lower by 30 %, and by 2 at least, is a change that people feel. It is worked out from "
    "where you began."
)
BULLET = RowMark("•")
NOTE = 32
"""Letters of a note that a row of the ledger has room for at 80 columns, beside its text and a day."""
ENTER_DECIDES = "Enter decides"

TaskRow = tuple[RowMark, str, str]
"""(mark, words, aside) of a row that a key acts on."""


class Place(Enum):
    """Where a station of the line lies as seen from where one is."""

    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"


class Station(msgspec.Struct, frozen=True):
    """A phase on the line, and the days one was last in it: `21 Sep – 27 Oct`, `since 27 Oct`, or nothing."""

    phase: Phase
    position: Place
    days: str = ""

    @property
    def words(self) -> str:
        """Its name."""
        return PHASE_WORDS[self.phase]


def stations(phase: PhaseReading, on: date) -> tuple[Station, ...]:
    """Return the four phases in their order; after a step back the days in a later one are still named."""
    current = ORDER.index(phase.phase)
    return tuple(
        Station(station_phase, _place(number, current), _days_in(station_phase, phase.past, number == current, on))
        for number, station_phase in enumerate(ORDER)
    )


def _place(number: int, current: int) -> Place:
    return Place.CURRENT if number == current else Place.BEHIND if number < current else Place.AHEAD


def _days_in(phase: Phase, past: Sequence[tuple[Phase, date]], is_current: bool, on: date) -> str:
    last = max((index for index, (past_phase, _) in enumerate(past) if past_phase is phase), default=None)
    if last is None:
        return ""
    began = past[last][1]
    return f"since {short_month(began, on)}" if is_current else _stay(began, past[last + 1][1], on)


def _stay(began: date, end: date, on: date) -> str:
    """`21 Sep – 27 Oct`; long ago by the month, as there is no room for more: `Sep – Oct 2016`."""
    if not year_of(began, on):
        return f"{short_month(began, on)} – {short_month(end, on)}"
    first, last = (MONTHS[day.month - 1][:3] for day in (began, end))
    if began.year != end.year:
        return f"{first} {began.year} – {last} {end.year}"
    return f"{first} – {last} {end.year}" if first != last else f"{last} {end.year}"


def has_end(assessment: Assessment) -> bool:
    """Tell whether the episode has ended, so that nothing logged later moves it on."""
    return assessment.span.last is not None


def ledger_title(assessment: Assessment) -> str:
    """Say what the rows of the ledger are for."""
    phase = assessment.phase
    if has_end(assessment):
        return "This episode has ended"
    if phase.phase is Phase.RECOVERED:
        return "Recovered"
    ahead = PHASE_WORDS[ORDER[ORDER.index(phase.phase) + 1]].lower()
    if phase.phase is Phase.FULL_RECOVERY:
        return f"To be {ahead}"
    return f"To move on to {ahead}, two weeks running"


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
    """Return (mark, words, aside): the value and its days, or what is missing."""
    reading = assessment.readings.get(criterion.measure)
    days = days_words(criterion.dates, assessment.on, short_month)
    if criterion.notes:
        parts = _brief_note(criterion), days if criterion.state is not State.UNKNOWN else ""
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


def criterion_lines(criterion: Criterion, on: date) -> tuple[str, ...]:
    """Say how each of the weeks was, why so much is asked for, and how it is judged."""
    bound, measure = criterion.bound, criterion.measure
    if not criterion.levels or bound is None:
        so_far = criterion_so_far(criterion, on)
        return (f"{capital(so_far)}.", "", IN_A_SENTENCE) if so_far else (IN_A_SENTENCE,)
    weeks = [
        f"{STATE_GLYPHS[State.MET if bound.holds(level) else State.NOT_MET]} in the week to {day_words(day, on)}: "
        f"{criterion_level(criterion, level)}"
        for day, level in zip(criterion.dates, criterion.levels, strict=True)
    ]
    drop = bool(measure in ("leg_pain", "back_pain") and bound.limit > LEG_LOW)
    why = WHY_SO_MUCH.get((measure, bound.limit), A_THIRD_LOWER if drop else "")
    return (*weeks, *(("", why) if why else ()), "", IN_A_SENTENCE)


def sign_line(sign: SignReading, *, locked: bool = False) -> str:
    """Return a sign in words; of what it waits for the first part, as `sign_numbers` has the other."""
    lead = sign.lead
    if sign.sign is Sign.IMAGING or lead is None or not _waits(sign, lead):
        return sign_words(sign, locked=locked)
    return needs_parts(lead)[0]


def _waits(sign: SignReading, lead: MeasureAssessment) -> bool:
    undecided = lead.verdict is Verdict.NOT_ENOUGH_DATA or lead.comparison is None
    return undecided and sign.verdict is lead.verdict and not sign.against


def sign_numbers(sign: SignReading) -> str:
    """Say estimate, interval and entries: `−4.5 (−6.2 to −2.8)   14 entries`; before there are any, what they take."""
    lead = sign.lead
    if sign.sign is Sign.IMAGING or lead is None:
        return ""
    if _waits(sign, lead):
        return needs_parts(lead)[1]
    if lead.comparison is None:
        return ""
    entries = f"{count(lead.comparison.entries, 'entry', 'entries'):>10}"
    if lead.rule.measure in BANDED:
        return entries.strip()
    change = signed(lead.rule, lead.comparison.change) + unit_words(lead.rule)
    change += range_words(lead.rule, lead.comparison)
    return f"{change}   {entries}"


def legend(assessment: Assessment) -> str:
    """Say what the glyphs before the signs stand for: those that are there."""
    if assessment.locked:
        return "no verdict while a red flag is open"
    signs = assessment.signs
    glyphs = dict.fromkeys((GLYPHS[sign.verdict], VERDICT_WORDS[sign.verdict]) for sign in signs if sign.lead)
    return "  ".join(" ".join(pair) for pair in glyphs)


def sign_word(sign: SignReading, *, locked: bool = False) -> str:
    """Return the verdict as a word, where the row does not say it already; none while a red flag locks."""
    if locked:
        return ""
    word = VERDICT_WORDS[sign.verdict]
    if sign.lead is None or sign.sign is Sign.IMAGING:
        return ""
    return "" if sign_words(sign).startswith(unsure_words(sign.lead) or word) else word


def sign_rows(assessment: Assessment, *, brief: bool) -> tuple[tuple[RowMark, str, str], ...]:
    """Return a row for each sign: its mark, what is known of it, and its verdict."""
    words, locked = brief_sign_words if brief else sign_words, assessment.locked
    return tuple(
        (
            sign_glyph(sign, locked=locked),
            f"{SIGN_WORDS[sign.sign]:<15}{words(sign, locked=locked)}",
            sign_word(sign, locked=locked),
        )
        for sign in assessment.signs
    )


def aside_blocks(
    assessment: Assessment,
    goals: Sequence[Ask],
    logged_days: int,
    emergency: str = "",
    same_day: str = "",
    clinician: str = "",
) -> tuple[Block, ...]:
    """Return the blocks beside the ledger: what the phase asks, what would move back, notes, when to see a clinician.

    While a red flag locks, what to do about it stands in place of all coaching, with the person's own numbers.
    """
    if assessment.locked:
        urgency = urgency_of(assessment.flags[0].flags) or Urgency.SAME_DAY
        blocks = [Block(TITLES[urgency], (Row(to_do(assessment, emergency, same_day, clinician)),))]
        return (*blocks, *_to_know(assessment))
    blocks = [] if has_end(assessment) else [_what_the_phase_asks(goals, logged_days)]
    if assessment.phase.back_when is not None:
        words = f"The app proposes a step back after {assessment.phase.back_when}. A flare never moves you."
        blocks.append(Block("What would move you back", (Row(words),)))
    blocks += _to_know(assessment)
    blocks.append(Block("When to see a clinician", tuple(Row(reason, mark=BULLET) for reason in SEE_A_CLINICIAN)))
    return tuple(blocks)


def _what_the_phase_asks(goals: Sequence[Ask], logged_days: int) -> Block:
    asks = [*goals, Ask("a check-in", f"{logged_days} of {DAYS} days", logged_days / DAYS)]
    counted = [Row(ask.words, share=ask.share, aside=ask.progress) for ask in asks if ask.share is not None]
    others = [Row(ask.words, mark=BULLET) for ask in asks if ask.share is None]
    return Block("What this phase asks", tuple(counted + others), aside="last 7 days")


def _to_know(assessment: Assessment) -> tuple[Block, ...]:
    rows = tuple(Row(note) for note in notes(assessment))
    return (Block("Good to know", rows),) if rows else ()


def why_blocks(assessment: Assessment) -> tuple[Block, ...]:
    """Return the whole line of numbers of each sign that has one, how sure it is, and how it is judged.

    For a window that has room for it.
    """
    rows = tuple(
        Row(reason, mark=BULLET) for reason in assessment.overall.reasons if reason not in assessment.overall.remarks
    )
    leads = [sign.lead for sign in assessment.signs if sign.lead is not None and how_sure(sign.lead)]
    sure = () if assessment.locked else tuple(Row(f"{r.rule.words}: {how_sure(r)}.", mark=BULLET) for r in leads)
    titles = ("The numbers behind it", rows), ("How sure that is", sure), ("How it is judged", (Row(HOW_JUDGED),))
    return tuple(Block(title, rows) for title, rows in titles if rows)


def course_chart(assessment: Assessment) -> Chart:
    """Return leg and back pain over the whole episode, their levels, and the phases."""
    days, today = assessment.digest, assessment.on.toordinal()
    first = (days.first or assessment.on).toordinal()
    last = max(today, first + SHORTEST - 1)
    pain = [
        (BY_MEASURE[measure], words, days.entries.get(measure, ()))
        for measure, words in (("leg_pain", "leg"), ("back_pain", "back"))
    ]
    if assessment.phase.follows_back:  # the chart is about the first, and has its band
        pain.reverse()
    return Chart(
        title="Your course · leg and back pain",
        first=first,
        last=last,
        room=last - today,
        axis=GLANCE_AXIS,
        series=tuple(
            Curve(words, entries, level_line(assessment.readings.get(kind.measure), kind.top), JOIN)
            for kind, words, entries in pain
            if entries
        ),
        spans=phase_spans(assessment, today),
        line_words=LEVEL_WORDS,
        band_words=RANGE_WORDS,
        empty="Your days will show here.",
    )
