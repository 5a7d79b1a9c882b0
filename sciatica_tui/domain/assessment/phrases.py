"""Readings in plain words: numbers, levels, changes, and the one line that says all of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from ..averages import median
from ..daily import Entries
from ..measures.answers import choice_words
from ..measures.rules import (
    FREQUENCY,
    HEEL_WALK,
    SIT_TO_STAND,
    SPASM_COUNT,
    TOE_LIFT,
    ZONE,
    Rule,
    Verdict,
    band_words,
    bands_around,
)
from ..records import Frequency, SpasmCount
from ..text.dates import day_words, short_month
from ..text.grammar import count, number, whole
from ..zones import ORDER
from .comparison import Comparison
from .daily_look import SURE_BETTER, SURE_RELAPSE, SURE_WORSE, WORSE_BY
from .measure_assessment import MeasureAssessment
from .signs import Sign
from .verdict_style import STATE_STYLES, VERDICT_STYLES, unaffected_words

VERDICT_WORDS = {verdict: style.word for verdict, style in VERDICT_STYLES.items()}
BANDED: dict[str, tuple[str, ...]] = {
    ZONE.measure: tuple(zone.value for zone in ORDER),
    FREQUENCY.measure: tuple(choice_words("frequency", band.value) for band in Frequency),
    SPASM_COUNT.measure: tuple(choice_words("spasm_count", band.value) for band in SpasmCount),
    HEEL_WALK.measure: ("cannot", "weak", "normal"),
    TOE_LIFT.measure: ("cannot", "weak", "normal"),
    SIT_TO_STAND.measure: ("10.4 s or less", "10.5–15.2 s", "15.3–22 s", "over 22 s"),
}
MUCH = 0.5
"""The share of the baseline from which a fall in pain is "much better" (Dworkin 2008, IMMPACT)."""
CLEAR = 3.0
"""The fall in leg pain that is clear in sciatica treated without surgery (10.1016/j.jclinepi.2014.07.008)."""
LEAST_TOLD = 0.5
"""Of a band, a minute, a degree: what a change is told as none below, where levels are told in whole ones."""
OVER, OVER_ALL = "over", "over all"
"""What stands before the days of a change, also beside a chart that does not show all of them."""
LIKELY, EXACTLY = "likely ", "95 % "
"""What the range of a change is called: to everybody, and behind Enter or to a clinician."""
_WHOLE_UNITS = ("min", "°", "cm")
_IN_NAME = ("rises",)
"""Units that the name of a measure has already, so that only a change says them."""


def level_words(rule: Rule, value: float) -> str:
    """Return a level of a measure: `3.4`, `calf`, `45°`, `20 min`; between two bands both are named."""
    bands = BANDED.get(rule.measure)
    if bands is None:
        return figure(rule, value) + _level_unit(rule)
    return band_words(bands, value)


def answer_words(rule: Rule, value: float) -> str:
    """Return an answer as it was given: `3`, `calf`, `20 min`."""
    return level_words(rule, value) if rule.measure in BANDED else number(value) + _level_unit(rule)


def both_ends(rule: Rule, comparison: Comparison) -> tuple[str, str]:
    """Return both levels of a change in words, one band for each on a scale of words: `3–5`, `1–2`.

    What is judged by a grade is told as it was measured: `16.9 s`; see `grades`.
    """
    if comparison.measured is not None:
        first_seconds, now_seconds = map(measured_words, comparison.measured)
        return first_seconds, now_seconds
    bands = BANDED.get(rule.measure)
    if bands is None:
        now_words = level_words(rule, comparison.current)
        is_none = rule.unit in _WHOLE_UNITS and abs(comparison.change) < LEAST_TOLD
        return now_words if is_none else level_words(rule, comparison.baseline), now_words
    return grades(bands, comparison)


def grades(bands: Sequence[str], comparison: Comparison) -> tuple[str, str]:
    """Return one band for each end of a change."""
    first, now = one_band_each(comparison, len(bands))
    return bands[first], bands[now]


def grade_words(rule: Rule, comparison: Comparison) -> str:
    """Say what is judged beside what was measured: `from the range 15.3–22 s to 10.5–15.2 s`; else nothing."""
    if comparison.measured is None:
        return ""
    first, now = grades(BANDED[rule.measure], comparison)
    return f"from the range {first} to {now}" if first != now else f"the same range, {now}"


def measured_words(tests: Entries) -> str:
    """Return the median of tests that were measured in seconds: `16.9 s`."""
    return f"{number(round(median([value for _, value in tests]), 1))} s"


def one_band_each(comparison: Comparison, band_count: int) -> tuple[int, int]:
    """Return the number of one band for each end of a change, wherever it is told.

    Of two bands that a level lies between it is the one nearer to the other end, so that the change never sounds
    larger than it is; the higher, or else the lower, of both where that would leave nothing of half a band or more.
    """
    (first_low, first_high), (now_low, now_high) = (
        bands_around(level, band_count) for level in (comparison.baseline, comparison.current)
    )
    if abs(comparison.change) < LEAST_TOLD:
        return now_high, now_high
    nearer = (first_low, now_high) if comparison.change < 0 else (first_high, now_low)
    pairs = (nearer, (first_high, now_high), (first_low, now_low))
    return next((pair for pair in pairs if pair[0] != pair[1]), nearer)


def figure(rule: Rule, value: float) -> str:
    """Return a number as precise as its measure is; a test's without needless decimals: `19`, `6.7`."""
    if rule.unit in _WHOLE_UNITS:
        return whole(value)
    return f"{value:.1f}" if rule.daily else number(round(value, 1))


def signed(rule: Rule, value: float) -> str:
    """Return a change with its sign: `−2.7`, `+10`; one that rounds to nothing has none."""
    digits = figure(rule, abs(value))
    if float(digits) == 0:
        return digits
    return ("−" if value < 0 else "+") + digits


def signed_with_unit(rule: Rule, value: float) -> str:
    """Return a change as it stands alone: `+10°`, `+6 rises`, `−1 rise`."""
    unit = unit_words(rule)
    return signed(rule, value) + (in_number(rule, value, unit) if rule.unit in _IN_NAME else unit)


def in_number(rule: Rule, value: float, unit: str) -> str:
    """Return the plural of a unit as a change takes it: without its s after 1."""
    return unit.removesuffix("s") if figure(rule, abs(value)) == "1" else unit


def change_figure(rule: Rule, comparison: Comparison) -> float:
    """Return a change as the difference of its two ends as they are told: 3.8 → 1.8 is −2.0, whatever was rounded."""
    is_none = rule.unit in _WHOLE_UNITS and abs(comparison.change) < LEAST_TOLD
    return 0.0 if is_none else float(figure(rule, comparison.current)) - float(figure(rule, comparison.baseline))


def arrow(rule: Rule, comparison: Comparison) -> str:
    """Say from where to where: `6.1 → 3.4`, `calf → thigh`, `calf, as at first`."""
    first, now = both_ends(rule, comparison)
    return f"{first} → {now}" if first != now else f"{now}, as at first"


def change_line(reading: MeasureAssessment, over: str = OVER) -> str:
    """Return all of a reading: `Leg pain 6.1 → 3.4: −2.7 (likely −4.1 to −1.2) over 31 days, 14 entries; …`."""
    rule, comparison = reading.rule, reading.comparison
    if comparison is None:
        return f"{rule.words}: {needs(reading)}"
    first, now = both_ends(rule, comparison)
    change = ""
    if rule.measure not in BANDED:
        change = f": {signed_with_unit(rule, change_figure(rule, comparison))}" if first != now else ""
        change += range_words(rule, comparison, LIKELY)
    words = f"{rule.words} {brief_change(reading, comparison, change, over)}, {basis_words(reading)}"
    matters = what_matters(reading)
    return f"{words}; {matters} matters" if matters and rule.measure not in BANDED else words


def range_words(rule: Rule, comparison: Comparison, name: str = "") -> str:
    """Return between which changes the true one lies with 95 %, ` (likely −4.1 to −1.2)`; of a test nothing."""
    if comparison.interval is None:
        return ""
    low, high = (signed(rule, end) for end in comparison.interval)
    return f" ({name}{low} to {high})"


def brief_change(reading: MeasureAssessment, comparison: Comparison, change: str = "", over: str = OVER) -> str:
    """Say from where to where, with the change between, and `over` how many days: `6.1 → 3.4 over 31 days`."""
    first, now = both_ends(reading.rule, comparison)
    ends = arrow(reading.rule, comparison) + (" since its best" if reading.from_improvement else "")
    days = f"{',' if first == now else ''} {over} {count(comparison.days, 'day')}" if over else ""
    grade = grade_words(reading.rule, comparison)
    return f"{ends}{f' ({grade})' if grade else ''}{change}{days}"


def basis_words(reading: MeasureAssessment) -> str:
    """Say what a change rests on: `14 entries`, of tests `the middle of 3 tests at either end`."""
    comparison = reading.comparison
    assert comparison is not None
    if reading.rule.daily:
        return count(comparison.entries, "entry", "entries")
    first, last = len(comparison.before), len(comparison.after)
    if first == last:
        return f"the {middle_of(first)} tests at either end"
    return f"the {middle_of(first)} tests, then the {middle_of(last)}"


def middle_of(test_count: int) -> str:
    """Say what the median of so many tests is called: `middle of 3`; that of two is their average."""
    return f"{'average' if test_count == 2 else 'middle'} of {test_count}"


def what_matters(reading: MeasureAssessment) -> str:
    """Say which change counts: `a change of 12 min or more`; empty where none is to be expected, or none is asked."""
    rule, counts = reading.rule, reading.counts
    if counts is None or reading.verdict is Verdict.NOT_AFFECTED:
        return ""
    if rule.measure in BANDED:
        return "a change of one step or more"
    least = f"{figure(rule, counts)}{unit_words(rule)} or more"
    return f"only a narrowing of {least}" if rule.worse_counts == math.inf else f"a change of {least}"


def how_sure(reading: MeasureAssessment) -> str:
    """Say how sure the change of a daily measure is, in odds a tired person understands; empty of a test.

    `Surely better: 99 in 100 that it is at least 1 lower (needed: 92)`, `81 in 100; not sure yet`.
    """
    probability = reading.probability
    if probability is None or reading.verdict is Verdict.NOT_ENOUGH_DATA or reading.comparison is None:
        return ""
    odds = f"{min(max(round(probability * 100), 1), 99)} in 100"
    if reading.verdict not in (Verdict.IMPROVING, Verdict.WORSENING):
        check, on = reading.counts_from, date.fromordinal(reading.on)
        waits = f"counts at the next weekly check, {day_words(check, on)}" if check else not_sure(reading)
        return f"{odds}; {waits}" if reading.early else ""
    better = reading.verdict is Verdict.IMPROVING
    threshold = SURE_BETTER if better else SURE_RELAPSE if reading.from_improvement else SURE_WORSE
    down, up = least_step(reading.rule)
    step = down if better is reading.rule.lower_is_better else up
    return f"{odds} that it is at least {step} (needed: {threshold * 100:.0f})"


_LEAST_STEPS = {
    ZONE.measure: ("half a zone further up", "half a zone further down"),
    FREQUENCY.measure: ("half a step less often", "half a step more often"),
    SPASM_COUNT.measure: ("half a step fewer", "half a step more"),
}
"""Half of what counts, down and up, of the daily measures in bands."""


def least_step(rule: Rule) -> tuple[str, str]:
    """Return the change that probabilities are of, down and up: `1 lower`, `half a zone further down`."""
    if rule.measure in _LEAST_STEPS:
        return _LEAST_STEPS[rule.measure]
    if rule.logarithmic:
        return f"{rule.share * 50:.0f} % less", f"{rule.share * 50:.0f} % more"
    least = f"{rule.counts / 2:g}{unit_words(rule)}"
    return f"{least} lower", f"{least} higher"


def least_rise(rule: Rule) -> str:
    """Return how far a level itself must have got worse for a worsening: `1.5`, `18 %`, `three quarters of a zone`."""
    if rule.measure in _LEAST_STEPS:
        return f"three quarters of a {'zone' if rule is ZONE else 'step'}"
    if rule.logarithmic:
        factor = (1 + rule.share) ** (WORSE_BY / 2)
        return f"{(1 - 1 / factor if not rule.lower_is_better else factor - 1) * 100:.0f} %"
    return f"{rule.counts * WORSE_BY / 2:g}{unit_words(rule)}"


def degree(reading: MeasureAssessment) -> str:
    """Say how much better, where more can be said: `much better` from half on."""
    comparison = reading.comparison
    if comparison is None or reading.verdict is not Verdict.IMPROVING or reading.rule.measure in BANDED:
        return ""
    gain = reading.rule.gain(comparison.change)
    is_much = reading.rule.daily and comparison.baseline > 0 and gain >= MUCH * comparison.baseline
    return "much better" if is_much else ""


def and_words(words: Sequence[str]) -> str:
    """Say `a`, `a and b`, `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def unsure_words(reading: MeasureAssessment) -> str:
    """Say what stands in the place of `no clear change` where the change is there, but not sure; else nothing.

    `maybe better`, `not sure yet`, `not sure any more`.
    """
    if reading.verdict is Verdict.NOT_AFFECTED:
        return ""
    if reading.doubtful:
        return "not sure any more"
    if reading.early is not None:
        return f"maybe {'better' if reading.early is Verdict.IMPROVING else 'worse'}"
    return not_sure(reading) if reading.not_sure_yet else ""


def not_sure(reading: MeasureAssessment) -> str:
    """Say `not sure yet`; once the episode has ended just `not sure`."""
    return "not sure" if reading.is_over else "not sure yet"


def short(reading: MeasureAssessment) -> str:
    """Return a reading in a few words, for a line beside its glyph."""
    comparison = reading.comparison
    if reading.verdict is Verdict.NOT_ENOUGH_DATA or comparison is None:
        return needs(reading)
    if reading.verdict is Verdict.NOT_AFFECTED:
        return unaffected_words(reading)
    if unsure := unsure_words(reading):
        return f"{unsure}, {arrow(reading.rule, comparison)}"
    if reading.verdict is Verdict.NO_CLEAR_CHANGE:
        return "no clear change"
    return arrow(reading.rule, comparison)


def measured(reading: MeasureAssessment) -> str:
    """Return a reading in a few words without its verdict: from where to where, or what is missing."""
    if reading.verdict is Verdict.NOT_ENOUGH_DATA or reading.comparison is None:
        return needs(reading)
    return arrow(reading.rule, reading.comparison)


def needs(reading: MeasureAssessment) -> str:
    """Say what is missing for an answer: `log 4 more days; first answer 3 Dec at the earliest`."""
    answer, entries = needs_parts(reading)
    if reading.first_check is None or not reading.entries or reading.silent:
        return ", ".join(filter(None, (answer, entries)))
    if not entries or answer.endswith("today"):
        return " for a ".join(filter(None, (entries, answer)))
    return f"{entries}; {answer} at the earliest"


WEEKLY_ANSWERS = "Answers come once a week, the first no sooner than two weeks after your first entry."


def why_then(reading: MeasureAssessment) -> str:
    """Say why an answer comes later than the days end that it takes; nothing where no day is named for one."""
    is_named = reading.first_check is not None and bool(reading.entries) and not reading.silent
    return WEEKLY_ANSWERS if is_named else ""


def needs_parts(reading: MeasureAssessment) -> tuple[str, str]:
    """Return what is missing, and what it takes until a day that is named; of what went silent the last answer."""
    if not reading.entries:
        return "nothing logged", ""
    if reading.silent:
        last, value = reading.entries[-1]
        return f"not answered since {_short_day(last, reading.on)}", f"last: {answer_words(reading.rule, value)}"
    if reading.needs_tests is not None:
        return f"{count(reading.needs_tests, 'more test')}", ""
    if reading.needs_days is None:
        return "not enough data", ""
    more = count(reading.needs_days, "more day")
    if reading.first_check is None:
        return f"{more} with an entry", ""
    first = f"first answer {_check_day(reading.first_check, reading.on)}"
    return first, f"log {more}" if reading.needs_days else ""


def brief_needs(reading: MeasureAssessment) -> str:
    """Say the same in a few words: `answer 3 Dec`, `2 more days`, `last 3 Nov`."""
    if reading.silent:
        return f"last {_short_day(reading.entries[-1][0], reading.on)}"
    if reading.first_check is None or not reading.entries:
        return needs(reading).removesuffix(" with an entry")
    return f"answer {_check_day(reading.first_check, reading.on)}"


def _short_day(day: int, on: int) -> str:
    return short_month(date.fromordinal(day), date.fromordinal(on))


def _check_day(check: int, on: int) -> str:
    """`today`, or `3 Dec`: it is too near to need its year."""
    day = date.fromordinal(check)
    return "today" if check == on else short_month(day, day)


def unit_words(rule: Rule) -> str:
    """Return the unit as it follows a number: ` min`, `°`; empty for bands and plain ratings."""
    if rule.unit in ("band", "step", ""):
        return ""
    return rule.unit if rule.unit == "°" else f" {rule.unit}"


def _level_unit(rule: Rule) -> str:
    return "" if rule.unit in _IN_NAME else unit_words(rule)


SIGN_WORDS = {
    Sign.CENTRALIZATION: "Centralization",
    Sign.PAIN: "Pain",
    Sign.MOBILITY: "Mobility",
    Sign.SPASMS: "Spasms",
    Sign.STRENGTH: "Strength",
    Sign.LEG_RAISE: "Leg raise",
    Sign.IMAGING: "Imaging",
}
GLYPHS = {verdict: style.mark for verdict, style in VERDICT_STYLES.items()}
STATE_GLYPHS = {state: style.mark for state, style in STATE_STYLES.items()}
