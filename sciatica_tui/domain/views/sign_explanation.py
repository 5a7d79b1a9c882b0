"""Why a sign is judged as it is: for each of its measures the numbers, the window, the looks and the source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..assessment.comparison import Comparison
from ..assessment.daily_look import DailyLook
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phrases import (
    BANDED,
    EXACTLY,
    GLYPHS,
    VERDICT_WORDS,
    arrow,
    basis_words,
    both_ends,
    degree,
    how_sure,
    needs,
    range_words,
    signed,
    unit_words,
    unsure_words,
    what_matters,
)
from ..assessment.remarks import abolished, crossed_knee
from ..assessment.signs import Sign, SignReading
from ..assessment.sparse_looks import SparseLook
from ..assessment.verdict_style import NO_VERDICT
from ..daily import Digest
from ..measures.rules import Verdict
from ..text.dates import day_words, short_month, short_span
from ..text.grammar import count, is_or_are
from ..text.row_mark import RowMark
from .sections import Block, Row
from .summary import sign_words

LOOKS = 8
"""The latest looks that are listed; of those before only their number is said."""

NOT_WEIGHED = (
    "Shown, but never part of a verdict: a year on, a herniation was still visible in 35 % of people who did well and "
    "in 33 % of those who did not (el Barzouhi, NEJM 2013;368:999)."
)


def sign_blocks(sign: SignReading, digest: Digest, on: date, *, locked: bool = False) -> tuple[Block, ...]:
    """Return a block for each measure with entries, the leading one first, and one for what else has to be said.

    `on` is the day it is read. `locked`: an emergency or same-day red flag is open; then the numbers stand without a
    verdict.
    """
    if sign.sign is Sign.IMAGING:
        return (Block(sign_words(sign), (Row(NOT_WEIGHED),)),)
    measures = [reading for reading in sign.readings if reading.entries]
    measures.sort(key=lambda reading: reading is not sign.lead)
    blocks = [_measure(sign, reading, reading is sign.lead and len(measures) > 1, on, locked) for reading in measures]
    if not blocks:
        return (Block("Nothing logged", (Row(f"This sign goes by: {_names(sign)}."),)),)
    beside = tuple(Row(words) for words in _beside(sign, digest, locked))
    return (*blocks, Block("Also", beside)) if beside else tuple(blocks)


def _names(sign: SignReading) -> str:
    return ", ".join(reading.rule.words.lower() for reading in sign.readings)


def _measure(sign: SignReading, reading: MeasureAssessment, leads: bool, on: date, locked: bool) -> Block:
    rows = [*_numbers(reading, on, locked), *_looks(reading, on, locked)]
    rows.append(Row(_capital(f"{reading.rule.source}."), "Source"))
    title = f"{reading.rule.words} (leads)" if leads else reading.rule.words
    if locked:
        return Block(title, tuple(rows), NO_VERDICT, "")
    verdict = sign.verdict_of(reading)
    words = _verdict_words(reading) if verdict is reading.verdict else VERDICT_WORDS[verdict]
    return Block(title, tuple(rows), GLYPHS[verdict], words)


def _numbers(reading: MeasureAssessment, on: date, locked: bool) -> Iterator[Row]:
    rule, comparison = reading.rule, reading.comparison
    if comparison is None:
        entries = count(len(reading.entries), "entry", "entries")
        yield Row(entries, "Entries") if reading.is_over else Row(f"{needs(reading)}; {entries} so far", "Needs")
        return
    if reading.verdict is Verdict.NOT_ENOUGH_DATA and not reading.is_over:
        yield Row(needs(reading), "Missing")
    before = "Best" if reading.from_improvement else "First"
    first, now = both_ends(rule, comparison)
    yield Row(f"{first} · {_rests_on(comparison, first=True, on=on)}", before)
    yield Row(f"{now} · {_rests_on(comparison, first=False, on=on)}", "Now")
    change = arrow(rule, comparison) if rule.measure in BANDED else _change(reading, comparison)
    yield Row(f"{change} · over {count(comparison.days, 'day')}, {basis_words(reading)}", "Change")
    sure = "" if locked else how_sure(reading)
    if sure:
        yield Row(sure, "Sure")
    onset = reading.onset
    if onset is not None and not locked:
        began = day_words(date.fromordinal(onset.on), on)
        yield Row(f"about {began}, give or take {count(onset.give_or_take, 'day')}", "Since")
    if reading.flare_start:
        yield Row("it began in a flare, so the app judges it from day 8 on", "Flare")
    matters = what_matters(reading)
    if matters:
        yield Row(f"{matters}{'' if rule.daily else ', two tests running'}", "Matters")
    if rule.error:
        yield Row(rule.error, "Error")


def _rests_on(comparison: Comparison, *, first: bool, on: date) -> str:
    """`about 21 Sep` of a level by the model; `2 tests, 21–27 Sep` of a median of tests."""
    tests = comparison.before if first else comparison.after
    if not tests:
        return f"about {short_month(date.fromordinal(comparison.first if first else comparison.last), on)}"
    days = short_span(date.fromordinal(tests[0][0]), date.fromordinal(tests[-1][0]), on)
    return f"{count(len(tests), 'test')}, {days}"


def _change(reading: MeasureAssessment, comparison: Comparison) -> str:
    rule = reading.rule
    return signed(rule, comparison.change) + unit_words(rule) + range_words(rule, comparison, EXACTLY)


def _looks(reading: MeasureAssessment, on: date, locked: bool) -> Iterator[Row]:
    """The latest first."""
    latest = reading.looks[-LOOKS:]
    levels = max((len(both_ends(reading.rule, look.comparison)[1]) for look in latest), default=0)
    days = [short_month(date.fromordinal(look.on), on) for look in latest]
    changes = max((len(signed(reading.rule, look.comparison.change)) for look in latest), default=0)
    for number, (look, day) in enumerate(zip(reversed(latest), reversed(days), strict=True)):
        direction = None if locked else look.direction
        mark = GLYPHS[direction] if direction else NO_VERDICT
        words = f"  {VERDICT_WORDS[direction]}" if direction else ""
        yield Row(
            f"{day:>{max(map(len, days))}}  {_look_words(reading, look, levels, changes)}{words}",
            "Checks" if number == 0 else "",
            mark,
        )
    earlier = len(reading.looks) - LOOKS
    if earlier > 0:
        yield Row(f"and {count(earlier, 'check')} before", "", RowMark(" "))


def _look_words(reading: MeasureAssessment, look: DailyLook | SparseLook, levels: int, changes: int) -> str:
    rule, comparison = reading.rule, look.comparison
    words = f"{both_ends(rule, comparison)[1]:<{levels}}"
    if rule.measure not in BANDED:
        words += f"  {signed(rule, comparison.change):>{changes}}{range_words(rule, comparison, EXACTLY)}"
    return words


def _verdict_words(reading: MeasureAssessment) -> str:
    if reading.already_low and reading.verdict is Verdict.NOT_AFFECTED:
        return "already low"
    if unsure := unsure_words(reading):
        return unsure
    words = VERDICT_WORDS[reading.verdict]
    degree_words = degree(reading)
    return f"{words}, {degree_words}" if degree_words else words


def _beside(sign: SignReading, digest: Digest, locked: bool) -> Iterator[str]:
    if sign.sign is Sign.CENTRALIZATION and sign.lead is not None:
        if not locked and sign.verdict is Verdict.IMPROVING and crossed_knee(sign.lead):
            yield "It moved up past the knee: a strong sign."
        if not locked and abolished(sign.lead):
            yield "No further down than the low back for 7 days."
        if digest.numb_now:
            yield f"Numb in the last 7 days: {', '.join(digest.numb_now)}."
    if locked:
        return
    if sign.against:
        yield f"Not counted as moving up: {sign.against}."
    for reading in sign.worsening:
        words = reading.rule.words
        yield f"{words} {is_or_are(words)} getting worse."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
