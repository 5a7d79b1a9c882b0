"""Why a sign is judged as it is: a friend's answer, each measure with its numbers and checks, the sources last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from ..assessment.comparison import Comparison
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phrases import (
    BANDED,
    CLEAR,
    GLYPHS,
    LIKELY,
    VERDICT_WORDS,
    arrow,
    both_ends,
    change_figure,
    degree,
    grade_words,
    how_sure,
    middle_of,
    needs,
    range_words,
    signed_with_unit,
    unsure_words,
)
from ..assessment.signs import Sign, SignReading
from ..assessment.verdict_style import NO_VERDICT, unaffected_words
from ..assessment.verdict_text import name_of
from ..daily import Digest
from ..measures.rules import LEG_PAIN, Verdict
from ..text.dates import day_words, short_month, short_span
from ..text.grammar import capital, count
from .sections import Block, Row
from .sign_checks import BETTER_OR_WORSE, check_rows
from .sign_sentence import sign_sentences, with_unit
from .summary import sign_words

NOT_WEIGHED = (
    "A scan is kept here, but never counts for or against you: a year on, a herniation could still be seen in 35 of "
    "100 people who did well, and in 33 of 100 who did not."
)
SCAN_SOURCE = "el Barzouhi, NEJM 2013;368:999."
IN_SHORT, FOR_CLINICIAN = "In short", "For your clinician"
SHORT_FORMS = {
    "MDC": "MDC is the smallest change that is more than a test's own error (MDC90: with 90 % certainty)",
    "SD)": "SD is the standard deviation",
    " 10.1": "a number such as 10.1007/… finds the paper at doi.org",
    "PMID": "a number after PMID finds it at PubMed",
}
"""What stands in the sources, and what is said of it."""


class SignExplanation(msgspec.Struct, frozen=True):
    """The answer `in_short`, the measure that leads, the others, and what only a clinician wants."""

    in_short: Block
    lead: Block | None = None
    other_measures: tuple[Block, ...] = ()
    sources: Block | None = None

    @property
    def measures(self) -> tuple[Block, ...]:
        """The measures, the leading one first."""
        return tuple(filter(None, (self.lead, *self.other_measures)))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All of it in the order of reading."""
        return tuple(filter(None, (self.in_short, *self.measures, self.sources)))


def explain(sign: SignReading, digest: Digest, on: date, *, locked: bool = False) -> SignExplanation:
    """Explain a sign as it is read on a day.

    `locked`: an emergency or same-day red flag is open; then the numbers stand without a verdict.
    """
    if sign.sign is Sign.IMAGING:
        sources = Block(FOR_CLINICIAN, (Row(SCAN_SOURCE),))
        return SignExplanation(Block(capital(sign_words(sign)), (Row(NOT_WEIGHED),)), sources=sources)
    measures = [reading for reading in sign.readings if reading.entries]
    measures.sort(key=lambda reading: reading is not sign.lead)
    if not measures:
        names = ", ".join(map(name_of, sign.readings))
        return SignExplanation(Block("Nothing logged", (Row(f"This sign goes by: {names}."),)))
    lead, *other_measures = (
        _measure(sign, reading, on, locked, first=reading is measures[0], alone=len(measures) == 1)
        for reading in measures
    )
    in_short = Block(IN_SHORT, tuple(map(Row, sign_sentences(sign, digest, locked=locked))))
    return SignExplanation(in_short, lead, tuple(other_measures), _sources(measures))


IN_HINDSIGHT = "as worked out in hindsight"
"""Why a change may have begun long before the first check that has it: a check knows only the days before it."""


def _measure(
    sign: SignReading, reading: MeasureAssessment, on: date, locked: bool, *, first: bool, alone: bool
) -> Block:
    rows = (*_numbers(reading, on, locked), *check_rows(reading, on, locked=locked, leads=first))
    title = f"{reading.rule.words} (decides)" if reading is sign.lead and not alone else reading.rule.words
    if locked:
        return Block(title, rows, NO_VERDICT, "")
    verdict = sign.verdict_of(reading)
    words = _verdict_words(reading) if verdict is reading.verdict else VERDICT_WORDS[verdict]
    return Block(title, rows, GLYPHS[verdict], words)


def _numbers(reading: MeasureAssessment, on: date, locked: bool) -> Iterator[Row]:
    rule, comparison = reading.rule, reading.comparison
    if comparison is None:
        entries = count(len(reading.entries), "entry", "entries")
        yield Row(entries, "Entries") if reading.is_over else Row(f"{needs(reading)}; {entries} so far", "Needs")
        return
    if reading.verdict is Verdict.NOT_ENOUGH_DATA and not reading.is_over:
        yield Row(needs(reading), "Missing")
    before = "Best" if reading.from_improvement else "First"
    first, now = (with_unit(reading, words) for words in both_ends(rule, comparison))
    yield Row(f"{first} · {_rests_on(comparison, first=True, on=on)}", before)
    yield Row(f"{now} · {_rests_on(comparison, first=False, on=on)}", "Now")
    change = arrow(rule, comparison) if rule.measure in BANDED else _change(reading, comparison)
    if grade := grade_words(rule, comparison):
        change += f", {grade}"
    rests_on = f", {count(comparison.entries, 'entry', 'entries')}" if rule.daily else ""
    yield Row(f"{change} · over {count(comparison.days, 'day')}{rests_on}", "Change")
    sure = "" if locked else how_sure(reading)
    if sure:
        yield Row(sure, "Sure")
    onset = reading.onset
    if onset is not None and not locked:
        began, earliest, latest = (day_words(date.fromordinal(day), on) for day in (onset.on, onset.low, onset.high))
        way = BETTER_OR_WORSE[reading.verdict]
        yield Row(f"to get {way} about {began} (between {earliest} and {latest}), {IN_HINDSIGHT}", "Began")
    if reading.flare_start:
        yield Row("it began in a flare, so the app judges it from day 8 on", "Flare")


def _rests_on(comparison: Comparison, *, first: bool, on: date) -> str:
    """`about 21 Sep` of a level by the model; `the middle of 2 tests, 21–27 Sep` of a median of tests."""
    tests = comparison.before if first else comparison.after
    if not tests:
        return f"about {short_month(date.fromordinal(comparison.first if first else comparison.last), on)}"
    days = short_span(date.fromordinal(tests[0][0]), date.fromordinal(tests[-1][0]), on)
    return f"the {middle_of(len(tests))} tests, {days}"


def _change(reading: MeasureAssessment, comparison: Comparison) -> str:
    rule = reading.rule
    return signed_with_unit(rule, change_figure(rule, comparison)) + range_words(rule, comparison, LIKELY)


def _verdict_words(reading: MeasureAssessment) -> str:
    if reading.verdict is Verdict.NOT_AFFECTED:
        return unaffected_words(reading)
    if unsure := unsure_words(reading):
        return unsure
    words = VERDICT_WORDS[reading.verdict]
    degree_words = degree(reading)
    return f"{words}, {degree_words}" if degree_words else words


def _sources(measures: list[MeasureAssessment]) -> Block:
    """Where each measure's rule is from and what a test of it may differ by; then what the short forms mean."""
    rows = [Row(_source(reading), reading.rule.words) for reading in measures]
    text = " ".join(row.words for row in rows)
    meanings = [words for short, words in SHORT_FORMS.items() if short in text]
    if any(reading.rule.daily and reading.comparison is not None for reading in measures):
        meanings.insert(0, "a likely range holds the true change in 95 of 100 cases")
    return Block(FOR_CLINICIAN, (*rows, *(Row(f"{capital('; '.join(meanings))}.") for _ in meanings[:1])))


def _source(reading: MeasureAssessment) -> str:
    rule, comparison = reading.rule, reading.comparison
    sentences = [capital(rule.source)]
    if rule.error:
        sentences.append(f"A test's own error: {rule.error}")
    if rule is LEG_PAIN and comparison is not None and -comparison.change >= CLEAR:
        sentences.append(f"A fall of {CLEAR:.0f} or more is clear for sciatica")
    return f"{'. '.join(sentences)}."
