"""What the screen Phase says beside the verdict, as rows and blocks: stations, ledger, signs, what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

import msgspec

from ..assessment.assess import Assessment
from ..assessment.criteria import Criterion, State
from ..assessment.phases import ORDER, PHASE_WORDS, PhaseReading
from ..assessment.phrases import BANDED, GLYPHS, STATE_GLYPHS, VERDICT_WORDS, signed, unit_words
from ..assessment.signs import Sign, SignReading
from ..assessment.verdict_style import Mark
from ..records import Phase
from ..red_flags.flags import TITLES, Urgency, urgency_of
from ..routines.phase_goals import Ask
from ..text.dates import MONTHS, short_month, year_of
from ..text.grammar import count
from .natural_course import SEE_A_CLINICIAN
from .sections import Block, Row
from .summary import days_words, missing_words, needs_only_time, notes, sign_words, to_do, value_words

JUDGED = (
    "Pain and zone are judged once a week, by their level over all days so far; a weekly question by its latest answer "
    "of the 14 days before. What each rests on stands with its sign."
)

BULLET = Mark("•")


class Place(Enum):
    """Where a station of the line lies as seen from where one is."""

    BEHIND = "behind"
    HERE = "here"
    AHEAD = "ahead"


class Station(msgspec.Struct, frozen=True):
    """A phase on the line, and the days one was last in it: `21 Sep – 27 Oct`, `since 27 Oct`, or nothing."""

    phase: Phase
    place: Place
    days: str = ""

    @property
    def words(self) -> str:
        """Its name."""
        return PHASE_WORDS[self.phase]


def stations(phase: PhaseReading, on: date) -> tuple[Station, ...]:
    """The four phases in their order; after a step back the days in a later one are still named."""
    here = ORDER.index(phase.phase)
    return tuple(
        Station(each, _place(number, here), _days_in(each, phase.past, number == here, on))
        for number, each in enumerate(ORDER)
    )


def _place(number: int, here: int) -> Place:
    return Place.HERE if number == here else Place.BEHIND if number < here else Place.AHEAD


def _days_in(phase: Phase, past: Sequence[tuple[Phase, date]], here: bool, on: date) -> str:
    last = max((place for place, (each, _) in enumerate(past) if each is phase), default=None)
    if last is None:
        return ""
    began = past[last][1]
    return f"since {short_month(began, on)}" if here else _stay(began, past[last + 1][1], on)


def _stay(began: date, ended: date, on: date) -> str:
    """`21 Sep – 27 Oct`; long ago by the month, as there is no room for more: `Sep – Oct 2016`."""
    if not year_of(began, on):
        return f"{short_month(began, on)} – {short_month(ended, on)}"
    first, last = (MONTHS[day.month - 1][:3] for day in (began, ended))
    if began.year != ended.year:
        return f"{first} {began.year} – {last} {ended.year}"
    return f"{first} – {last} {ended.year}" if first != last else f"{last} {ended.year}"


def ledger_title(phase: PhaseReading) -> str:
    """What the rows of the ledger are for."""
    if phase.phase is Phase.RECOVERED:
        return "Recovered"
    ahead = PHASE_WORDS[ORDER[ORDER.index(phase.phase) + 1]].lower()
    if phase.phase is Phase.FULL_RECOVERY:
        return f"To be {ahead}"
    return f"To move on to {ahead}, two weeks running"


def criterion_row(criterion: Criterion, seen: Assessment) -> tuple[Mark, str, str]:
    """(mark, words, aside): the value and its days, or what is missing."""
    if criterion.state is State.UNKNOWN:
        reading = seen.readings.get(criterion.measure)
        aside = missing_words(criterion, seen)
        if reading is None or not needs_only_time(reading, seen.on):
            aside += "   › ask now"
    else:
        aside = "   ".join(filter(None, (value_words(criterion), days_words(criterion.dates, seen.on, short_month))))
    return STATE_GLYPHS[criterion.state], criterion.text, aside


def sign_numbers(sign: SignReading) -> str:
    """Estimate, interval and entries: `−4.5 (−6.2 to −2.8)   14 entries`; empty while there are none."""
    lead = sign.lead
    if sign.sign is Sign.IMAGING or lead is None or lead.comparison is None:
        return ""
    entries = f"{count(lead.comparison.entries, 'entry', 'entries'):>10}"
    if lead.rule.measure in BANDED:
        return entries.strip()
    said = signed(lead.rule, lead.comparison.change) + unit_words(lead.rule)
    if lead.comparison.interval is not None:
        low, high = (signed(lead.rule, end) for end in lead.comparison.interval)
        said += f" ({low} to {high})"
    return f"{said}   {entries}"


def legend(seen: Assessment) -> str:
    """What the glyphs before the signs stand for: those that are there."""
    if seen.locked:
        return "no verdict while a red flag is open"
    signs = seen.signs
    known = dict.fromkeys((GLYPHS[sign.verdict], VERDICT_WORDS[sign.verdict]) for sign in signs if sign.lead)
    return "  ".join(" ".join(pair) for pair in known)


def sign_word(sign: SignReading, *, locked: bool = False) -> str:
    """The verdict as a word, where the row does not say it already; none while a red flag locks."""
    if locked:
        return ""
    word = VERDICT_WORDS[sign.verdict]
    return "" if sign.sign is Sign.IMAGING or sign_words(sign) == word else word


def aside_blocks(
    seen: Assessment, asked: Sequence[Ask], logged: int, emergency: str = "", same_day: str = "", clinician: str = ""
) -> tuple[Block, ...]:
    """What the phase asks with the last seven days, what would move one back, notes, and when to see a clinician.

    While a red flag locks, what to do about it stands in place of all coaching, with the person's own numbers.
    """
    if seen.locked:
        urgency = urgency_of(seen.flags[0].flags) or Urgency.SAME_DAY
        blocks = [Block(TITLES[urgency], (Row(to_do(seen, emergency, same_day, clinician)),))]
        return (*blocks, *_to_know(seen))
    rows = [Row(ask.words + (f" – {ask.done}" if ask.done else ""), mark=BULLET) for ask in asked]
    rows.append(Row(f"a check-in – {logged} of 7 days", mark=BULLET))
    blocks = [Block("What this phase asks", tuple(rows), aside="last 7 days")]
    if seen.phase.back_when is not None:
        words = f"A step back would be proposed after {seen.phase.back_when}. A flare never moves you."
        blocks.append(Block("What would move you back", (Row(words),)))
    blocks += _to_know(seen)
    blocks.append(Block("When to see a clinician", tuple(Row(each, mark=BULLET) for each in SEE_A_CLINICIAN)))
    return tuple(blocks)


def _to_know(seen: Assessment) -> tuple[Block, ...]:
    rows = tuple(Row(note) for note in notes(seen))
    return (Block("Good to know", rows),) if rows else ()


def why_block(seen: Assessment) -> tuple[Block, ...]:
    """The whole line of numbers of each sign that has one: for a window that has room for it."""
    rows = tuple(Row(reason, mark=BULLET) for reason in seen.overall.reasons if reason not in seen.overall.remarks)
    return (Block("The numbers behind it", rows),) if rows else ()
