"""An assessment in plain words: a line a sign, a line a criterion, and all of it for the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from ..assessment.assess import Assessment
from ..assessment.criteria import Criterion, State, to_tenths
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phase_decided import PHASE_WORDS
from ..assessment.phases import PhaseReading, Proposal
from ..assessment.phrases import (
    GLYPHS,
    SIGN_WORDS,
    STATE_GLYPHS,
    VERDICT_WORDS,
    brief_needs,
    figure,
    level_words,
    measured,
    needs,
    short,
)
from ..assessment.series import bother_answered
from ..assessment.signs import Sign, SignReading
from ..assessment.verdict_style import NO_VERDICT
from ..assessment.verdict_text import part_of_bother
from ..measures.rules import BACK_PAIN, BOTHER, LEG_PAIN, RULES, ZONE, Verdict
from ..record_text import describe
from ..records import CheckIn
from ..red_flags.flags import Urgency, flag_words, urgency_of, what_to_do, without_day
from ..text.dates import day_words, short_month
from ..text.grammar import capital, number
from ..text.row_mark import RowMark

VERY_WORRIED, WORRIED_ANSWERS = 7, 3
"""Worry of 7 or more in so many weekly answers in a row is worth talking about (our choice)."""

HIGHER = "pain: usual level or the week's average, the higher"
"""What the values of the ledger are, where the level alone may be less."""

NEVER_ASKED = "not asked yet"
_PAIN = (LEG_PAIN.measure, BACK_PAIN.measure)
_RULES = {rule.measure: rule for rule in RULES}
_CHANGE_WORDS = (
    "much worse than",
    "worse than",
    "a little worse than",
    "the same as",
    "a little better than",
    "better than",
    "much better than",
)


def sign_words(sign: SignReading, *, locked: bool = False) -> str:
    """Return a sign in a few words, for a line beside its glyph; its numbers alone while a red flag locks."""
    if sign.sign is Sign.IMAGING:
        return (
            "no scan"
            if sign.scan is None
            else f"{describe(sign.scan)}, {day_words(sign.scan.day, sign.on or sign.scan.day)}"
        )
    assert sign.lead is not None
    if sign.sign is Sign.STRENGTH and sign.against:
        return sign.against
    if locked:
        return _of_the_back(sign.lead, measured(sign.lead))
    if sign.verdict is not sign.lead.verdict:
        return VERDICT_WORDS[sign.verdict]
    return _of_the_back(sign.lead, short(sign.lead))


def _of_the_back(reading: MeasureAssessment, words: str) -> str:
    """The words of a reading, with `back` before those of back pain: the sign of pain is led by the leg's as a rule."""
    if reading.rule is not BACK_PAIN or not reading.entries:
        return words
    return f"back {words}" if words[0].isdigit() else f"back: {words}"


BRIEF = 17
"""Letters that a sign has in a narrow column."""
BRIEFEST = 11
"""Letters that it has in the narrowest."""


def brief_sign_words(sign: SignReading, *, locked: bool = False) -> str:
    """Return a sign in words for a narrow column: with fewer words, rather than cut, where there are too many.

    `maybe worse` alone, then, of `maybe worse, 1–2 → 6–10`.
    """
    words = sign_words(sign, locked=locked)
    if len(words) <= BRIEF:
        return words
    if sign.sign is Sign.STRENGTH and sign.against:
        return _brief_weakness(without_day(words))
    if sign.scan is not None and sign.sign is Sign.IMAGING:
        return f"{describe(sign.scan)}, {short_month(sign.scan.day, sign.on or sign.scan.day)}"
    if sign.lead is not None and sign.lead.verdict is Verdict.NOT_ENOUGH_DATA:
        return brief_needs(sign.lead)
    words = words.partition(",")[0]
    return words if len(words) <= BRIEF else words.replace("back: ", "back ").replace("no clear change", "unclear")


def _brief_weakness(words: str) -> str:
    if "leg or foot" in words:
        return "leg or foot weak"
    if " and " in words:
        return "both legs weak" if "left" in words and "right" in words else f"{words.partition(' ')[0]} leg weak"
    weak = words.removeprefix("left ").removeprefix("right ")
    return weak if re.search(": | weak$", weak) and len(weak) <= BRIEF else re.split(r":| \d| not ", words)[0]


def briefest_sign_words(sign: SignReading, *, locked: bool = False) -> str:
    """Return the same where there is hardly any room: of a change that is too long its end, which matters more."""
    words = brief_sign_words(sign, locked=locked)
    if len(words) <= BRIEFEST:
        return words
    _, arrow, end = words.partition("→")
    return f"{arrow}{end}" if arrow else words.partition(",")[0].replace("no clear change", "unclear")


def sign_glyph(sign: SignReading, *, locked: bool = False) -> RowMark:
    """Return the glyph of a sign's verdict; a dot for imaging, which has none, and for all while a red flag locks."""
    return NO_VERDICT if locked or sign.sign is Sign.IMAGING else GLYPHS[sign.verdict]


def to_do(assessment: Assessment, emergency: str = "", same_day: str = "", clinician: str = "") -> str:
    """Say what to do about the red flag that locks, with the person's own local numbers; empty where none does."""
    if not assessment.locked:
        return ""
    return what_to_do(urgency_of(assessment.flags[0].flags) or Urgency.SAME_DAY, emergency, same_day, clinician)


def to_lines(assessment: Assessment) -> tuple[str, ...]:
    """Return the same in plain words, a line each."""
    title = day_title(assessment)
    lines = [
        f"{day_words(assessment.on, assessment.on)} {assessment.on.year}" + (f" · {title}" if title else ""),
        *filter(None, (assessment.overall.sentence, assessment.overall.but, assessment.overall.do)),
    ]
    lines += [*filter(None, (to_do(assessment), felt_words(assessment))), ""]
    locked = assessment.locked
    lines += [
        f"{sign_glyph(s, locked=locked)} {SIGN_WORDS[s.sign]:<15} {sign_words(s, locked=locked)}"
        for s in assessment.signs
    ]
    lines += ["", *assessment.overall.reasons] if assessment.overall.reasons else []
    phase = assessment.phase
    since = f", since {day_words(phase.since, assessment.on)}" if phase.since else ""
    lines += ["", f"Phase: {PHASE_WORDS[phase.phase]}{since}"]
    lines += [f"  {STATE_GLYPHS[c.state]} {_with_missing(c, assessment)}" for c in phase.criteria]
    note = ledger_note(phase)
    if note:
        lines.append(f"    ({note})")
    if phase.proposal:
        lines.append(proposal_words(phase.proposal))
    lines += notes(assessment)
    if phase.back_when:
        lines.append(f"The app proposes a step back after {phase.back_when}.")
    lines += [f"Red flag open since {day_words(a.day, assessment.on)}: {flag_words(a)}" for a in assessment.flags]
    return tuple(lines)


def ledger_note(phase: PhaseReading) -> str:
    """Say what the values of the ledger are, where there are any that may differ from the level."""
    levels = (c for c in phase.criteria if c.measure in _PAIN and c.bound is not None and c.value is not None)
    return HIGHER if any(levels) else ""


def _with_missing(criterion: Criterion, assessment: Assessment) -> str:
    if criterion.state is not State.UNKNOWN:
        return criterion_words(criterion, assessment.on)
    return f"{criterion.text} – {missing_words(criterion, assessment)}"


def criterion_words(criterion: Criterion, on: date) -> str:
    """Return a criterion with its value and the days behind it, as read on a day."""
    so_far = criterion_so_far(criterion, on)
    return criterion.text + (f": {so_far}" if value_words(criterion) else f" {so_far}" if so_far else "")


def criterion_so_far(criterion: Criterion, on: date) -> str:
    """Return the value of a criterion with the days behind it: `2.6, then 2.5 (weeks to 14 and 21 November)`."""
    days = days_words(criterion.dates, on)
    if criterion.levels:
        days = f"{'weeks' if len(criterion.levels) > 1 else 'week'} to {days}"
    return " ".join(filter(None, (value_words(criterion), f"({days})" if days else "")))


def value_words(criterion: Criterion) -> str:
    """Return the value behind a criterion, that of each look where it has them; empty where there is none."""
    if criterion.note:
        return criterion.note
    if criterion.value is None:
        return ""
    if not criterion.levels:
        return criterion_level(criterion, criterion.value)
    words = ", then ".join(criterion_level(criterion, level) for level in criterion.levels)
    return f"{words}: 1 of 2 weeks" if criterion.looks_met == 1 else words


def criterion_level(criterion: Criterion, value: float) -> str:
    """As Trends says it, but never on the other side of what is asked: 1.75 of 1.75 is 1.7, and 3.04 of 3 is 3.04."""
    rule, bound = _RULES.get(criterion.measure), criterion.bound
    if rule is None or bound is None:
        return number(value)
    if rule is ZONE:
        return level_words(rule, value)
    words = figure(rule, value)
    if bound.holds(float(words)) is bound.holds(value):
        return words
    return f"{to_tenths(value):.1f}" if bound.holds(value) else f"{value:.2f}"


def days_words(days: Sequence[date], on: date, say: Callable[[date, date], str] = day_words) -> str:
    """Return days in a row of words: `9 and 16 November`, `30 October and 6 November`."""
    before = [str(day.day) if day.month == days[-1].month else say(day, on) for day in days[:-1]]
    return " and ".join([*before, *(say(day, on) for day in days[-1:])])


def missing_words(criterion: Criterion, assessment: Assessment) -> str:
    """Say what an unknown criterion is missing: days, or an answer, with the day it was last given."""
    if criterion.note:
        return criterion.note
    if criterion.now is not None:
        return f"{criterion_level(criterion, criterion.now)} today: too early to say"
    reading = assessment.readings.get(criterion.measure)
    if reading is None:
        return NEVER_ASKED if assessment.facts.flags_asked_on is None else "not asked lately"
    if not reading.entries:
        answers = bother_answered(assessment.digest.tests) if reading.rule is BOTHER else 0
        return part_of_bother(answers) if answers else NEVER_ASKED
    if needs_only_time(reading, assessment.on):
        return needs(reading)
    if criterion.next_look is not None:
        return ", ".join(next_look_words(criterion, assessment.on))
    return f"not answered since {day_words(date.fromordinal(reading.entries[-1][0]), assessment.on)}"


def next_look_words(criterion: Criterion, on: date) -> tuple[str, str]:
    """Say of a criterion that waits for nothing but time `1 of 2 weeks`, and `next check 29 Nov`."""
    assert criterion.next_look is not None
    return f"{criterion.looks_met} of 2 weeks", f"next check {short_month(criterion.next_look, on)}"


def needs_only_time(reading: MeasureAssessment, on: date) -> bool:
    """Tell whether a measure that is answered now needs nothing but more days."""
    return reading.needs_days is not None and bool(reading.entries) and reading.entries[-1][0] >= on.toordinal() - 1


def proposal_words(proposal: Proposal) -> str:
    """Say what is proposed and why, in a sentence."""
    way = "a step back to " if proposal.back else ""
    return f"Proposed: {way}{PHASE_WORDS[proposal.phase].lower()}, as {proposal.reason}."


def day_title(assessment: Assessment) -> str:
    """Say `Day 66`; `Ended 20 November, day 66` once the episode was ended; empty before anything is known."""
    span = assessment.span
    end = f"ended {day_words(span.last, assessment.on)}" if span.last is not None else ""
    day = span.day_words(assessment.day) if assessment.day else ""
    return capital(", ".join(filter(None, (end, day))))


def felt_words(assessment: Assessment) -> str:
    """Return the change as the person remembered it, with its day, for beside the verdict; empty where never asked."""
    change, day = assessment.change_felt, assessment.felt_on
    if change is None or day is None:
        return ""
    if day == assessment.on:
        return f"You say you feel {_CHANGE_WORDS[change + 3]} when it began."
    return f"On {day_words(day, assessment.on)} you said you felt {_CHANGE_WORDS[change + 3]} when it began."


def notes(assessment: Assessment) -> tuple[str, ...]:
    """Say what else has to be said: what is missing, what is followed instead, what was left out.

    No coaching while a red flag locks.
    """
    phase, lines = assessment.phase, []
    if phase.follows_back:
        rated = assessment.readings[LEG_PAIN.measure].entries
        why = "has been low from the start" if rated else "was never rated"
        lines.append(f"Leg pain {why}: this app is made for leg pain and follows back pain instead.")
    if phase.ask:
        lines.append(f"No phase can be proposed until you answer: {', '.join(_asked(m) for m in phase.ask)}.")
    if phase.nearly:
        lines.append("Nearly recovered: hardly any pain for 30 days.")
    if phase.returned and not assessment.locked:
        lines.append(f"Pain has been back since {day_words(phase.returned, assessment.on)}: is this a new episode?")
    if not assessment.locked and worried_for_weeks(assessment.digest.checkins, assessment.on):
        lines.append("Very worried three weeks running: worth raising at your next visit.")
    if assessment.span.last is not None:
        ended = day_words(assessment.span.last, assessment.on)
        lines.append(f"Entries after {ended} do not count until you reopen the episode or start a new one.")
    if assessment.left_out:
        lines.append(f"Check-ins from before the episode began are left out: {assessment.left_out}.")
    return tuple(lines)


def worried_for_weeks(checkins: Iterable[CheckIn], on: date) -> bool:
    """Tell whether the last three answers to worry were 7 or more, over two weeks at least and not long ago."""
    answers = sorted((c.day, c.id, c.worry) for c in checkins if c.worry is not None and c.day <= on)
    by_day = {day: worry for day, _, worry in answers}
    days = list(by_day)[-WORRIED_ANSWERS:]
    if len(days) < WORRIED_ANSWERS or any(by_day[day] < VERY_WORRIED for day in days):
        return False
    two_weeks = timedelta(14)
    return days[-1] - days[0] >= two_weeks and on - days[-1] <= two_weeks


def _asked(measure: str) -> str:
    return "the red flags" if measure == "red_flags" else _RULES[measure].words.lower()
