"""What the screen Phase says beside the verdict, as rows and blocks: stations, ledger, signs, what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

import msgspec

from ..assessment.assess import Assessment
from ..assessment.comparison import Comparison
from ..assessment.criteria import CLEARLY_LOWER
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phase_decided import ORDER, PHASE_WORDS
from ..assessment.phases import PhaseReading
from ..assessment.phrases import (
    BANDED,
    GLYPHS,
    SIGN_WORDS,
    VERDICT_WORDS,
    and_words,
    change_figure,
    figure,
    how_sure,
    in_number,
    middle_of,
    needs_parts,
    range_words,
    short,
    signed_with_unit,
    unit_words,
    unsure_words,
)
from ..assessment.signs import Sign, SignReading
from ..charts.chart import GLANCE_AXIS, LEVEL_WORDS, RANGE_WORDS, Chart, Curve, Level
from ..charts.level_line import JOIN, level_line
from ..charts.measure_display import BY_MEASURE
from ..charts.trends import SHORTEST, phase_spans
from ..measures.rules import Verdict
from ..records import Phase
from ..red_flags.flags import TITLES, Urgency, open_flags, urgency_of, without_day
from ..routines.phase_goals import DAYS, Ask
from ..text.dates import MONTHS, short_month, year_of
from ..text.grammar import capital, count
from ..text.row_mark import RowMark
from .ledger import HOW_JUDGED, has_end
from .natural_course import SEE_A_CLINICIAN
from .sections import Block, Row
from .summary import (
    brief_sign_words,
    briefest_sign_words,
    notes,
    sign_glyph,
    sign_words,
    to_do,
)

BULLET = RowMark("•")


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


def sign_line(sign: SignReading, *, locked: bool = False, room: int = 0) -> str:
    """Return a sign in words; of what it waits for the first part, as `sign_numbers` has the other.

    With a `room`, words that are longer without what a column or the ledger says: `back: maybe better` of one that says
    how far too, `left heel walk: weak` of one that says on which day, `left leg weak` of two; while a red flag locks,
    the alarm says that day.
    """
    lead = sign.lead
    if sign.sign is Sign.IMAGING or lead is None:
        return sign_words(sign, locked=locked)
    words = needs_parts(lead)[0] if _waits(sign, lead) else sign_words(sign, locked=locked)
    if locked and sign.against:
        words = without_day(words)
    if not room or len(words) <= room:
        return words
    first = words.partition(",")[0]
    fitting = (text for text in (first, without_day(first)) if len(text) <= room)
    return next(fitting, brief_sign_words(sign, locked=locked))


def _waits(sign: SignReading, lead: MeasureAssessment) -> bool:
    undecided = lead.verdict is Verdict.NOT_ENOUGH_DATA or lead.comparison is None
    return undecided and sign.verdict is lead.verdict and not sign.against


def sign_numbers(sign: SignReading, *, brief: bool = False) -> str:
    """Say change, likely range and entries, `−4.5 (−6.2 to −2.8)   14 entries`; before there are any, what it takes.

    The `brief` words leave the number of entries out, and of how many tests it is the middle beside what matters; and
    the word of a unit where the levels beside it have that.
    """
    lead = sign.lead
    if sign.sign is Sign.IMAGING or lead is None:
        return ""
    if _waits(sign, lead):
        return needs_parts(lead)[1]
    if lead.comparison is None:
        return ""
    matters = _matters(lead)
    is_left_out = brief and (bool(matters) or not lead.comparison.after)
    entries = "" if is_left_out else f"{_rests_on(lead.comparison):>12}"
    change = _change(lead)
    unit = unit_words(lead.rule)
    if brief and not (matters or sign.against) and "→" in short(lead) and unit.startswith(" "):
        change = change.removesuffix(unit)
    return "   ".join(filter(None, (change + matters, entries))).strip()


def _rests_on(comparison: Comparison) -> str:
    """`56 entries`; of tests, whose latest stands in the ledger, `middle of 3`."""
    tests = len(comparison.after)
    return middle_of(tests) if tests else count(comparison.entries, "entry", "entries")


def _change(reading: MeasureAssessment) -> str:
    rule, comparison = reading.rule, reading.comparison
    if comparison is None or rule.measure in BANDED:
        return ""
    return signed_with_unit(rule, change_figure(rule, comparison)) + range_words(rule, comparison)


def _matters(reading: MeasureAssessment) -> str:
    """Say which change of a test counts, `, 7 matter`, where its row has no levels: a range tells it of the others."""
    comparison, counts = reading.comparison, reading.counts
    is_alone = short(reading) == VERDICT_WORDS[Verdict.NO_CLEAR_CHANGE]
    if comparison is None or not comparison.after or not is_alone or counts is None or reading.rule.measure in BANDED:
        return ""
    points = "" if unit_words(reading.rule) else in_number(reading.rule, comparison.change, " points")
    return f"{points}, {figure(reading.rule, counts)} matter"


WORDS_HEAD = "usual level, first → now"
FIGURE_HEADS = ("change (likely range)", "matters from", "how sure", "rests on")
_FIGURE_WIDTHS = (22, 13, 11, 13)


def sign_figures(sign: SignReading, *, locked: bool = False) -> str:
    """Return all figures of a sign in columns, for a window that has room for them; what it waits for instead."""
    lead = sign.lead
    if sign.sign is Sign.IMAGING or lead is None:
        return ""
    if _waits(sign, lead) or lead.comparison is None:
        return sign_numbers(sign)
    odds = "" if locked else how_sure(lead).partition(" that")[0].partition(";")[0]
    counts = "one step" if lead.rule.measure in BANDED else ""
    if lead.counts is not None and not counts and lead.verdict is not Verdict.NOT_AFFECTED:
        counts = f"{figure(lead.rule, lead.counts)}{unit_words(lead.rule)}"
    return _in_columns((_change(lead), counts, odds, _rests_on(lead.comparison)))


def figure_heads() -> str:
    """Return what the columns of figures are called."""
    return _in_columns(FIGURE_HEADS)


def _in_columns(cells: Sequence[str]) -> str:
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, _FIGURE_WIDTHS, strict=True))


def legends(assessment: Assessment) -> tuple[str, ...]:
    """Say what stands for what in the rows of the signs: glyphs, and what tests go by; then without the second."""
    if assessment.locked:
        return ("no verdict while a red flag is open",)
    signs = assessment.signs
    glyphs = dict.fromkeys((GLYPHS[sign.verdict], VERDICT_WORDS[sign.verdict]) for sign in signs if sign.lead)
    words = "  ".join(" ".join(pair) for pair in glyphs)
    tests = [len(sign.lead.comparison.after) for sign in signs if sign.lead and sign.lead.comparison]
    if not any(tests):
        return (words,)
    median_words = middle_of(max(tests))
    long = f"{median_words}: the {'middle one' if max(tests) > 2 else 'average'} of the latest {max(tests)} tests"
    return f"{long} · {words}", f"{median_words}: of the latest tests · {words}", words


def sign_word(sign: SignReading, *, locked: bool = False) -> str:
    """Return the verdict as a word, where the row does not say it already; none while a red flag locks."""
    if locked:
        return ""
    word = VERDICT_WORDS[sign.verdict]
    if sign.lead is None or sign.sign is Sign.IMAGING:
        return ""
    words = sign_words(sign).removeprefix("back: ")
    return "" if words.startswith(unsure_words(sign.lead) or word) else word


def _fitted(name: str, width: int) -> str:
    return name if len(name) < width else f"{name[: width - 2]}."


MOST_KNOWN = 43
"""Letters of what is known of a sign at most, beside its name in a window of 120 columns."""


def sign_rows(assessment: Assessment, *, brief: bool, briefest: bool = False) -> tuple[tuple[RowMark, str, str], ...]:
    """Return a row for each sign: its mark, what is known of it, and its verdict."""
    words, locked = briefest_sign_words if briefest else brief_sign_words if brief else sign_words, assessment.locked
    width = 11 if briefest else 15

    def known(sign: SignReading) -> str:
        full = words(sign, locked=locked)
        fitting = (text for text in (full, without_day(full)) if len(text) <= MOST_KNOWN)
        return next(fitting, brief_sign_words(sign, locked=locked))

    return tuple(
        (
            sign_glyph(sign, locked=locked),
            f"{_fitted(SIGN_WORDS[sign.sign], width):<{width}}{known(sign)}",
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
        help_now = Block(TITLES[urgency], (Row(to_do(assessment, emergency, same_day, clinician)),))
        return help_now, _open_flags(assessment), *_to_know(assessment)
    blocks = [] if has_end(assessment) else [_what_the_phase_asks(goals, logged_days)]
    if assessment.phase.back_when is not None:
        words = f"The app proposes a step back after {assessment.phase.back_when}. A flare never moves you."
        blocks.append(Block("What would move you back", (Row(words),)))
    blocks += _to_know(assessment)
    blocks.append(Block("When to see a clinician", tuple(Row(reason, mark=BULLET) for reason in SEE_A_CLINICIAN)))
    return tuple(blocks)


def _open_flags(assessment: Assessment) -> Block:
    words = open_flags(assessment.flags, assessment.on)
    title = "The open red flag" if len(words) == 1 else "The open red flags"
    flags = tuple(Row(capital(flag), mark=BULLET) for flag in words)
    return Block(title, (*flags, Row("When a clinician has seen it, or if it was a mistake, say so under Red flags.")))


def _what_the_phase_asks(goals: Sequence[Ask], logged_days: int) -> Block:
    asks = [*goals, Ask("a check-in", f"{logged_days} of {DAYS} days", logged_days / DAYS)]
    bar_rows = [Row(ask.words, share=ask.share, aside=ask.progress) for ask in asks if ask.share is not None]
    bullet_rows = [Row(ask.words, mark=BULLET) for ask in asks if ask.share is None]
    return Block("What this phase asks", tuple(bar_rows + bullet_rows), aside="last 7 days")


def _to_know(assessment: Assessment) -> tuple[Block, ...]:
    rows = tuple(Row(note) for note in notes(assessment))
    return (Block("Good to know", rows),) if rows else ()


HOW_BLOCK = Block("How it is judged", (Row(HOW_JUDGED),))
"""For a window that has room for it."""


def course_chart(assessment: Assessment, *, with_goal: bool) -> Chart:
    """Return leg and back pain over the whole episode, their levels, the phases and, if wanted, what is asked next."""
    days, today = assessment.digest, assessment.on.toordinal()
    first = (days.first or assessment.on).toordinal()
    last = max(today, first + SHORTEST - 1)
    pain = [
        (BY_MEASURE[measure], words, days.entries.get(measure, ()))
        for measure, words in (("leg_pain", "leg"), ("back_pain", "back"))
    ]
    title = f"Your course · {and_words([words for _, words, entries in pain if entries] or ['leg', 'back'])} pain"
    if assessment.phase.follows_back:  # the chart is about the first, and has its band
        pain.reverse()
    return Chart(
        title=title,
        first=first,
        last=last,
        room=last - today,
        axis=GLANCE_AXIS,
        series=tuple(
            Curve(words, entries, level_line(assessment.readings.get(kind.measure), kind.top), JOIN)
            for kind, words, entries in pain
            if entries
        ),
        levels=tuple(
            Level(row.bound.limit, f"asked: {row.text}", first)
            for row in assessment.phase.criteria
            if with_goal and not assessment.locked and row.bound is not None and row.measure == pain[0][0].measure
            if CLEARLY_LOWER not in row.text
        ),
        spans=phase_spans(assessment, today),
        line_words=LEVEL_WORDS,
        band_words=RANGE_WORDS,
        empty="Your days will show here.",
    )
