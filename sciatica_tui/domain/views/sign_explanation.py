"""Why a sign is judged as it is: for each of its measures the numbers, the window, the looks and the source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..assessment.comparison import Comparison
from ..assessment.daily_look import SURE_BETTER, DailyLook
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phrases import (
    BANDED,
    EXACTLY,
    GLYPHS,
    LEAST_TOLD,
    VERDICT_WORDS,
    answer_words,
    arrow,
    basis_words,
    both_ends,
    degree,
    how_sure,
    middle_of,
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
from ..measures.rules import SPASM_COUNT, Verdict
from ..text.dates import day_words, short_month, short_span
from ..text.grammar import capital, count, is_or_are
from ..text.row_mark import RowMark
from .sections import Block, Row
from .summary import sign_words

LOOKS = 8
"""The latest looks that are listed; of those before only their number is said."""

LEFT = (1, 2)
"""The columns of the checks that begin at the left."""
HINDSIGHT = "; worked out in hindsight: a check knows only the days before it"
CHECK_DAILY = (
    f"better from {SURE_BETTER * 100:.0f} in 100 on, so that equal figures may differ; two checks running that fall "
    "short end it"
)
CHECK_TEST = (
    "a check counts where the middle of the latest tests and that day's own have both changed enough; it takes two "
    "checks running"
)

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
    rows.append(Row(capital(f"{reading.rule.source}."), "Source"))
    title = f"{reading.rule.words} (main)" if leads else reading.rule.words
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
    first, now = (_with_unit(reading, words) for words in both_ends(rule, comparison))
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
        give_or_take = count(onset.give_or_take, "day")
        yield Row(f"about {began}, give or take {give_or_take}{HINDSIGHT}", "Since")
    if reading.flare_start:
        yield Row("it began in a flare, so the app judges it from day 8 on", "Flare")
    matters = what_matters(reading)
    if matters:
        yield Row(f"{matters}{'' if rule.daily else ', two tests running'}", "Matters")
    if rule.error:
        yield Row(rule.error, "Error")


def _rests_on(comparison: Comparison, *, first: bool, on: date) -> str:
    """`about 21 Sep` of a level by the model; `the middle of 2 tests, 21–27 Sep` of a median of tests."""
    tests = comparison.before if first else comparison.after
    if not tests:
        return f"about {short_month(date.fromordinal(comparison.first if first else comparison.last), on)}"
    days = short_span(date.fromordinal(tests[0][0]), date.fromordinal(tests[-1][0]), on)
    return f"the {middle_of(len(tests))} tests, {days}"


def _change(reading: MeasureAssessment, comparison: Comparison) -> str:
    rule = reading.rule
    return signed(rule, comparison.change) + unit_words(rule) + range_words(rule, comparison, EXACTLY)


def _looks(reading: MeasureAssessment, on: date, locked: bool) -> Iterator[Row]:
    """The latest first, with how sure each was: it is what equal figures may differ by."""
    latest = reading.looks[-LOOKS:]
    if latest and not locked:
        yield Row(CHECK_DAILY if reading.rule.daily else CHECK_TEST, "Rule")
    rows = [_look_cells(reading, look, on, locked) for look in latest]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) if rows else 0)]
    for number, (look, cells) in enumerate(zip(reversed(latest), reversed(rows), strict=True)):
        direction = None if locked else look.direction
        mark = GLYPHS[direction] if direction else NO_VERDICT
        words = f"  {VERDICT_WORDS[direction]}" if direction else ""
        columns = (
            f"{cell:<{width}}" if at in LEFT else f"{cell:>{width}}"
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
            if width
        )
        yield Row(f"{'  '.join(columns)}{words}", "Checks" if number == 0 else "", mark)
    earlier = len(reading.looks) - LOOKS
    if earlier > 0:
        yield Row(f"and {count(earlier, 'check')} before", "", RowMark(" "))


def _look_cells(
    reading: MeasureAssessment, look: DailyLook | SparseLook, on: date, locked: bool
) -> tuple[str, str, str, str]:
    """The day, the level by then, the change with its range, and how sure it is or what the test itself gave."""
    rule, comparison = reading.rule, look.comparison
    change = ""
    if rule.measure not in BANDED:
        change = f"{signed(rule, comparison.change)}{range_words(rule, comparison)}"
    if isinstance(look, DailyLook):
        beside = "" if locked else _odds(look)
    else:
        own = next(value for day, value in reversed(reading.entries) if day == look.on)
        beside = f"that day {answer_words(rule, round(own, 1))}"
    day = short_month(date.fromordinal(look.on), on)
    return day, _level_at(reading, comparison), change, beside


def _level_at(reading: MeasureAssessment, comparison: Comparison) -> str:
    """The level of a check; on a scale of words one as at first is told as it is there."""
    first = reading.comparison
    is_same = first is not None and abs(comparison.baseline - first.baseline) < LEAST_TOLD
    if reading.rule.measure in BANDED and is_same and first is not None and abs(comparison.change) < LEAST_TOLD:
        return _with_unit(reading, both_ends(reading.rule, first)[0])
    return _with_unit(reading, both_ends(reading.rule, comparison)[1])


def _with_unit(reading: MeasureAssessment, words: str) -> str:
    """Say what a band of spasms counts, as `1–2` alone could be anything."""
    return f"{words} a day" if reading.rule is SPASM_COUNT and words[:1].isdigit() else words


def _odds(look: DailyLook) -> str:
    """Rounded down, so that none that is short of what is needed reads as if it were enough."""
    worse = look.direction is Verdict.WORSENING or look.comparison.change * (1 if look.rule.lower_is_better else -1) > 0
    odds = look.worse if worse else look.from_first.better
    return f"{min(max(int(odds * 100), 1), 99)} in 100"


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
