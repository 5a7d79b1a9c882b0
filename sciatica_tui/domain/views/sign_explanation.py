"""Why a sign is judged as it is: for each of its measures the numbers, the window, the looks and the source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..assessment.comparison import Comparison
from ..assessment.looks import Look
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phrases import (
    BANDED,
    GLYPHS,
    VERDICT_WORDS,
    arrow,
    degree,
    figure,
    level_words,
    needs,
    signed,
    unit_words,
)
from ..assessment.remarks import abolished, crossed_knee, from_second_week, started_at_flare
from ..assessment.signs import Sign, SignReading
from ..assessment.verdict_style import NO_VERDICT, Mark
from ..daily import Digest, Entries
from ..measures.rules import Verdict
from ..text.dates import short_month, short_span
from ..text.grammar import count, is_or_are
from .sections import Block, Row
from .summary import sign_words

LOOKS = 8
"""The latest looks that are listed; of those before only their number is said."""

NOT_WEIGHED = (
    "Recorded and shown, never weighed: a year on, a herniation was to be seen as often after a good as after a poor "
    "outcome (el Barzouhi, NEJM 2013)."
)


def sign_blocks(sign: SignReading, digest: Digest, on: date, *, locked: bool = False) -> tuple[Block, ...]:
    """A block for each measure with entries, the leading one first, and one for what else has to be said.

    `on` is the day it is read. `locked`: an emergency or same-day red flag is open; then the numbers stand without a
    verdict.
    """
    if sign.sign is Sign.IMAGING:
        return (Block(sign_words(sign), (Row(NOT_WEIGHED),)),)
    known = [reading for reading in sign.readings if reading.entries]
    known.sort(key=lambda reading: reading is not sign.lead)
    blocks = [_measure(reading, reading is sign.lead and len(known) > 1, digest, on, locked) for reading in known]
    if not blocks:
        return (Block("Nothing written down yet", (Row(f"This sign is followed by: {_names(sign)}."),)),)
    beside = tuple(Row(words) for words in _beside(sign, digest, locked))
    return (*blocks, Block("Also", beside)) if beside else tuple(blocks)


def _names(sign: SignReading) -> str:
    return ", ".join(reading.rule.words.lower() for reading in sign.readings)


def _measure(reading: MeasureAssessment, leads: bool, digest: Digest, on: date, locked: bool) -> Block:
    rows = [*_numbers(reading, on), *_flare(reading, digest), *_looks(reading, on, locked)]
    rows.append(Row(_capital(f"{reading.rule.source}."), "Source"))
    title = f"{reading.rule.words} (leads)" if leads else reading.rule.words
    if locked:
        return Block(title, tuple(rows), NO_VERDICT, "")
    return Block(title, tuple(rows), GLYPHS[reading.verdict], _verdict_words(reading))


def _numbers(reading: MeasureAssessment, on: date) -> Iterator[Row]:
    rule, shown = reading.rule, reading.shown
    if shown is None:
        yield Row(f"{needs(reading)}; {count(len(reading.entries), 'entry', 'entries')} so far", "Needs")
        return
    yield Row(
        f"{level_words(rule, shown.baseline)} · {_window(shown.before, on)}", "Best" if reading.from_best else "First"
    )
    yield Row(f"{level_words(rule, shown.current)} · {_window(shown.after, on)}", "Now")
    if rule.measure not in BANDED:
        yield Row(f"{_change(reading, shown)} · over {count(shown.days, 'day')}", "Change")
    else:
        yield Row(f"{arrow(rule, shown)} · over {count(shown.days, 'day')}", "Change")
    counts = reading.counts
    if counts is not None and reading.verdict is not Verdict.NOT_AFFECTED:
        least = "one step or more" if rule.measure in BANDED else f"{figure(rule, counts)}{unit_words(rule)} or more"
        yield Row(f"{least}, at two looks in a row", "Counts")


def _window(entries: Entries, on: date) -> str:
    """`7 entries, 21–27 Sep`."""
    first, last = date.fromordinal(entries[0][0]), date.fromordinal(entries[-1][0])
    return f"{count(len(entries), 'entry', 'entries')}, {short_span(first, last, on)}"


def _change(reading: MeasureAssessment, shown: Comparison) -> str:
    rule = reading.rule
    return signed(rule, shown.change) + unit_words(rule) + _interval(reading, shown)


def _interval(reading: MeasureAssessment, shown: Comparison) -> str:
    interval = shown.interval
    if interval is None:
        return ""
    low, high = (signed(reading.rule, end) for end in interval)
    return f" (95 % {low} to {high})"


def _flare(reading: MeasureAssessment, digest: Digest) -> Iterator[Row]:
    if not started_at_flare(reading, digest.flares):
        return
    second = from_second_week(reading)
    if second is None:
        yield Row("it started at a flare; there is too little of days 8–14 to compare with", "Flare")
        return
    levels = f"{level_words(reading.rule, second.baseline)} → {level_words(reading.rule, second.current)}"
    yield Row(f"it started at a flare; against days 8–14 it is {levels}{_interval(reading, second)}", "Flare")


def _looks(reading: MeasureAssessment, on: date, locked: bool) -> Iterator[Row]:
    """The latest first."""
    shown = reading.looks[-LOOKS:]
    levels = max((len(level_words(reading.rule, look.comparison.current)) for look in shown), default=0)
    days = [short_month(date.fromordinal(look.on), on) for look in shown]
    changes = max((len(signed(reading.rule, look.comparison.change)) for look in shown), default=0)
    for number, (look, day) in enumerate(zip(reversed(shown), reversed(days), strict=True)):
        direction = None if locked else look.direction
        mark = GLYPHS[direction] if direction else NO_VERDICT
        words = f"  {VERDICT_WORDS[direction]}" if direction else ""
        yield Row(
            f"{day:>{max(map(len, days))}}  {_look_words(reading, look, levels, changes)}{words}",
            "Looks" if number == 0 else "",
            mark,
        )
    earlier = len(reading.looks) - LOOKS
    if earlier > 0:
        yield Row(f"and {count(earlier, 'look')} before", "", Mark(" "))


def _look_words(reading: MeasureAssessment, look: Look, levels: int, changes: int) -> str:
    rule, shown = reading.rule, look.comparison
    said = f"{level_words(rule, shown.current):<{levels}}"
    if rule.measure not in BANDED:
        said += f"  {signed(rule, shown.change):>{changes}}{_interval(reading, shown)}"
    return said


def _verdict_words(reading: MeasureAssessment) -> str:
    if reading.already_low and reading.verdict is Verdict.NOT_AFFECTED:
        return "already low"
    words = VERDICT_WORDS[reading.verdict]
    if reading.early:
        return f"{words}, an early sign of {VERDICT_WORDS[reading.early]}"
    more = degree(reading)
    return f"{words}, {more}" if more else words


def _beside(sign: SignReading, digest: Digest, locked: bool) -> Iterator[str]:
    if sign.sign is Sign.CENTRALIZATION and sign.lead is not None:
        if not locked and sign.lead.verdict is Verdict.IMPROVING and crossed_knee(sign.lead):
            yield "It crossed the knee: a strong sign."
        if not locked and abolished(sign.lead):
            yield "No further out than the low back for 7 days."
        if digest.numb_now:
            yield f"Numb in the last 7 days: {', '.join(digest.numb_now)}."
    if locked:
        return
    if sign.against:
        yield f"Not said to move up: {sign.against}."
    for reading in sign.worsening:
        words = reading.rule.words
        yield f"{words} {is_or_are(words)} getting worse, so this sign is not said to improve."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
