"""Readings in plain words: numbers, levels, changes, and the one line that says all of it."""

from __future__ import annotations

from ..measures.answers import choice_words
from ..measures.rules import FREQUENCY, HEEL_WALK, LEG_PAIN, SIT_TO_STAND, SPASM_COUNT, TOE_LIFT, ZONE, Rule, Verdict
from ..records import Frequency, SpasmCount
from ..text.grammar import count
from ..zones import ORDER
from .comparison import Comparison
from .criteria import State
from .measure_assessment import MeasureAssessment
from .signs import Sign

VERDICT_WORDS = {
    Verdict.IMPROVING: "improving",
    Verdict.NO_CLEAR_CHANGE: "no clear change",
    Verdict.WORSENING: "worsening",
    Verdict.NOT_ENOUGH_DATA: "not enough data",
    Verdict.NOT_AFFECTED: "not affected",
    Verdict.MIXED: "mixed",
}
BANDED: dict[str, tuple[str, ...]] = {
    ZONE.measure: tuple(zone.value for zone in ORDER),
    FREQUENCY.measure: tuple(choice_words("frequency", band.value) for band in Frequency),
    SPASM_COUNT.measure: tuple(choice_words("spasm_count", band.value) for band in SpasmCount),
    HEEL_WALK.measure: ("cannot", "weak", "normal"),
    TOE_LIFT.measure: ("cannot", "weak", "normal"),
    SIT_TO_STAND.measure: ("up to 10.4 s", "up to 15.2 s", "up to 22 s", "over 22 s"),
}
MUCH = 0.5
"""The share of the baseline from which a fall in pain is "much better" (Ostelo 2008)."""
CLEAR = 3.0
"""The fall in leg pain that is clear in sciatica treated without surgery (10.1016/j.jclinepi.2014.07.008)."""
_WHOLE = ("min", "°", "cm")


def level_words(rule: Rule, value: float) -> str:
    """A level of a measure: `3.4`, `calf`, `45°`, `20 min`; between two bands both are named."""
    bands = BANDED.get(rule.measure)
    if bands is None:
        return figure(rule, value) + unit_words(rule)
    low = int(value)
    return bands[low] if value == low else f"{bands[low]}–{bands[low + 1]}"


def figure(rule: Rule, value: float) -> str:
    """A number as precise as its measure is."""
    return f"{value:.0f}" if rule.unit in _WHOLE else f"{value:.1f}"


def signed(rule: Rule, value: float) -> str:
    """A change with its sign: `−2.7`, `+10`; one that rounds to nothing has none."""
    digits = figure(rule, abs(value))
    if float(digits) == 0:
        return digits
    return ("−" if value < 0 else "+") + digits


def arrow(rule: Rule, shown: Comparison) -> str:
    """From where to where: `6.1 → 3.4`, `calf → thigh`, `calf, as at first`."""
    first, now = level_words(rule, shown.baseline), level_words(rule, shown.current)
    return f"{first} → {now}" if first != now else f"{now}, as at first"


def change_line(reading: MeasureAssessment) -> str:
    """All of a reading: `Leg pain 6.1 → 3.4: −2.7 (95 % −4.1 to −1.2) over 31 days, 14 entries; 2.0 counts`."""
    rule, shown = reading.rule, reading.shown
    if shown is None:
        return f"{rule.words}: {needs(reading)}"
    said = f"{rule.words} {arrow(rule, shown)}" + (", from its best" if reading.from_best else "")
    if rule.measure not in BANDED:
        said += f": {signed(rule, shown.change)}"
        interval = shown.interval
        if interval is not None:
            said += f" (95 % {signed(rule, interval[0])} to {signed(rule, interval[1])})"
    said += f" over {count(shown.days, 'day')}, {count(shown.entries, 'entry', 'entries')}"
    counts = reading.counts
    if counts is None or reading.verdict is Verdict.NOT_AFFECTED:
        return said
    return f"{said}; {figure(rule, counts)}{unit_words(rule)} counts" if rule.measure not in BANDED else said


def degree(reading: MeasureAssessment) -> str:
    """How much better, where more can be said: half or more, and for leg pain what is clear in sciatica."""
    shown = reading.shown
    if shown is None or reading.verdict is not Verdict.IMPROVING or not reading.rule.contrast:
        return ""
    gain = reading.rule.gain(shown.change)
    said = "much better" if shown.baseline > 0 and gain >= MUCH * shown.baseline else ""
    if reading.rule is LEG_PAIN and gain >= CLEAR:
        said = f"{said}, clear for sciatica" if said else "clear for sciatica"
    return said


def short(reading: MeasureAssessment) -> str:
    """A reading in a few words, for a line beside its glyph."""
    shown = reading.shown
    if reading.verdict is Verdict.NOT_ENOUGH_DATA or shown is None:
        return needs(reading)
    if reading.verdict is Verdict.NOT_AFFECTED:
        return "already low" if reading.already_low else "not affected"
    if reading.early is not None:
        return f"early sign, {arrow(reading.rule, shown)}"
    if reading.verdict is Verdict.NO_CLEAR_CHANGE:
        return "no clear change"
    return arrow(reading.rule, shown)


def measured(reading: MeasureAssessment) -> str:
    """A reading in a few words without its verdict: from where to where, or what is missing."""
    if reading.verdict is Verdict.NOT_ENOUGH_DATA or reading.shown is None:
        return needs(reading)
    return arrow(reading.rule, reading.shown)


def needs(reading: MeasureAssessment) -> str:
    """What is missing for an answer."""
    if not reading.entries:
        return "nothing recorded"
    if reading.silent:
        return "no entry for 14 days"
    if reading.needs_tests is not None:
        return f"needs {count(reading.needs_tests, 'more test')}"
    if reading.needs_days is not None:
        return f"needs {count(reading.needs_days, 'more day')}"
    return "not enough data"


def unit_words(rule: Rule) -> str:
    """The unit as it follows a number: ` min`, `°`; empty for bands and plain ratings."""
    if rule.unit in ("band", "step", ""):
        return ""
    return rule.unit if rule.unit == "°" else f" {rule.unit}"


SIGN_WORDS = {
    Sign.CENTRALIZATION: "Centralization",
    Sign.PAIN: "Pain",
    Sign.MOBILITY: "Mobility",
    Sign.SPASMS: "Spasms",
    Sign.STRENGTH: "Strength",
    Sign.LEG_RAISE: "Leg raise",
    Sign.IMAGING: "Imaging",
}
GLYPHS = {
    Verdict.IMPROVING: "▲",
    Verdict.NO_CLEAR_CHANGE: "●",
    Verdict.WORSENING: "▼",
    Verdict.NOT_ENOUGH_DATA: "◌",
    Verdict.NOT_AFFECTED: "○",
    Verdict.MIXED: "◆",
}


NO_VERDICT = "·"
"""Stands where none is given: before imaging, and before everything while a red flag locks."""
STATE_GLYPHS = {State.MET: "✓", State.NOT_MET: "✗", State.UNKNOWN: "?"}
