"""The words of the overall verdict: from where to where, what is better, what is worse, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..measures.rules import ZONE, Verdict
from ..records import Zone
from ..text.grammar import capital, lower
from .comparison import Comparison
from .measure_assessment import MeasureAssessment
from .phrases import and_words, arrow, both_ends, change_line, short
from .signs import LEADING, Sign, SignReading


def gains(better: Sequence[SignReading]) -> list[str]:
    """Say what is better, leg pain first: `leg pain 6.1 → 3.4`, `it is moving up, calf to thigh`."""
    leading = [sign for order in LEADING for sign in better if sign.sign is order]
    words: list[str] = []
    for sign in leading[:2]:
        assert sign.lead is not None
        if sign.sign is Sign.CENTRALIZATION and sign.lead.comparison is not None:
            subject = "it" if words else "pain"
            words.append(f"{subject} is moving up{_way_up(sign.lead.comparison)}")
        else:
            words.append(change_words(sign.lead))
    return words


def _way_up(change: Comparison) -> str:
    first, now = both_ends(ZONE, change)
    return f" out of the {first}" if now in (first, Zone.NONE) else f", {first} to {now}"


def rest_of_signs(named: Sequence[SignReading], signs: Sequence[SignReading]) -> str:
    """Say what is known of the signs beside those that are named; nothing where one of them has changed."""
    rest = [s for s in signs if s not in named and s.sign is not Sign.IMAGING]
    verdicts = {s.verdict for s in rest}
    if verdicts & {Verdict.IMPROVING, Verdict.WORSENING, Verdict.MIXED}:
        return ""
    if any(s.early for s in rest):
        return "The rest is not sure."
    if Verdict.NO_CLEAR_CHANGE in verdicts:
        return "The rest shows no clear change."
    if Verdict.NOT_AFFECTED in verdicts:
        unknown = Verdict.NOT_ENOUGH_DATA in verdicts
        return "Nothing else is affected, as far as you logged it." if unknown else "Nothing else is affected."
    return "The rest is unknown."


def measured_lines(signs: Sequence[SignReading]) -> tuple[str, ...]:
    """Give a line to each sign that has something to say, with its numbers."""
    lines = []
    for sign in signs:
        if sign.lead is None or sign.verdict in (Verdict.NOT_ENOUGH_DATA, Verdict.NOT_AFFECTED):
            continue
        line = change_line(sign.lead)
        if sign.worsening:
            change = sign.lead.comparison.change if sign.lead.comparison is not None else 0.0
            joint = "also" if sign.lead.rule.gain(change) < 0 else "but"
            line += f"; {joint} worse: {and_words(list(map(listed, sign.worsening)))}"
        if sign.against and sign.sign is not Sign.STRENGTH:  # weakness is a line of its own
            line += f"; but {sign.against}"
        lines.append(line + ".")
    return tuple(lines)


def least_missing(leading: Sequence[MeasureAssessment]) -> str:
    """Say what is missing for the measure that is nearest to an answer, which is named where another needs more."""
    with_entries = [reading for reading in leading if reading.entries]
    if not with_entries:
        return "no pain, zone or mobility logged"
    nearest = min(with_entries, key=_nearness)
    differs = any(short(reading) != short(nearest) for reading in with_entries)
    return f"{short(nearest)} ({_subject(nearest)})" if differs else short(nearest)


def _nearness(reading: MeasureAssessment) -> tuple[int, int]:
    """The day that may bring an answer, after all of them the number of tests; then the days with an entry it takes."""
    if reading.needs_days is None:
        return date.max.toordinal() + (reading.needs_tests or 0), 0
    return reading.first_check or reading.on + reading.needs_days, reading.needs_days


def change_words(reading: MeasureAssessment, *, name: bool = True) -> str:
    """Say from where to where a measure went: `leg pain 6.1 → 3.4`."""
    change = arrow(reading.rule, reading.comparison) if reading.comparison is not None else short(reading)
    return f"{_subject(reading)} {change}" if name else change


def _subject(reading: MeasureAssessment) -> str:
    return _SUBJECTS.get(reading.rule.measure, lower(reading.rule.words))


_SUBJECTS = {
    "zone": "furthest point",
    "frequency": "how often it hurts",
    "sit_minutes": "sitting time",
    "stand_minutes": "standing time",
    "walk_minutes": "walking time",
}
"""What changed, where the name of the measure does not stand before an arrow."""


def severe_words(readings: Sequence[MeasureAssessment]) -> str:
    """Say `Leg pain is still severe`, `Leg pain and back pain are still severe`."""
    words = and_words([lower(reading.rule.words) for reading in readings])
    return f"{capital(words)} {'is' if len(readings) == 1 else 'are'} still severe"


def numb_words(zones: Sequence[Zone]) -> str:
    """Say `The foot is`, `The calf and foot are`: numb, or still numb."""
    return f"The {and_words(zones)} {'is' if len(zones) == 1 else 'are'}"


_NAMES = {
    "zone": "the furthest point",
    "frequency": "how often it hurts",
    "sit_minutes": "sitting",
    "stand_minutes": "standing",
    "walk_minutes": "walking",
    "bother.weakness": "bother from weakness",
    "bother": "bother",
    "leg_raise_gap": "the gap between the legs",
    "leg_raise_other": "the leg raise of the other side",
}
"""How a measure is named in a sentence, where its title is none."""


def name_of(reading: MeasureAssessment) -> str:
    """Return how a measure is named in a sentence."""
    return _NAMES.get(reading.rule.measure, lower(reading.rule.words))


def listed(reading: MeasureAssessment, *, brief: bool = False) -> str:
    """Name a measure in a list of what is better or worse, and if not `brief` how far: `sitting (41 min → 17 min)`."""
    if brief or reading.comparison is None:
        return name_of(reading)
    return f"{name_of(reading)} ({arrow(reading.rule, reading.comparison)})"


_WAYS = {
    "zone": ("pain further up", "pain further down"),
    "frequency": ("leg pain less often", "leg pain more often"),
    "abilities": ("your activities harder", "your activities easier"),
    "sit_minutes": ("you can sit less", "you can sit longer"),
    "stand_minutes": ("you can stand less", "you can stand longer"),
    "walk_minutes": ("you can walk less", "you can walk longer"),
    "reach_cm": ("better reach to the floor", "worse reach to the floor"),
    "spasm_count": ("fewer spasms", "more spasms"),
    "spasm_severity": ("worst spasm milder", "worst spasm stronger"),
    "heel_rises": ("fewer heel rises", "more heel rises"),
    "heel_walk": ("heel walk weaker", "heel walk stronger"),
    "toe_lift": ("big toe lift weaker", "big toe lift stronger"),
    "sit_to_stand_seconds": ("sit to stand faster", "sit to stand slower"),
    "bother.weakness": ("less bother from weakness", "more bother from weakness"),
    "bother": ("less bother", "more bother"),
    "leg_raise_gap": ("gap between the leg raises narrower", "gap between the leg raises wider"),
    "leg_raise_other": ("leg raise of the other side lower", "leg raise of the other side higher"),
}
"""What is said of a measure that went down, and of one that went up, where "lower" and "higher" would mislead."""


def way_words(reading: MeasureAssessment, *, brief: bool = False) -> str:
    """Say which way a measure went, and if not `brief` how far: `leg pain lower, 6.1 → 3.4`."""
    if reading.comparison is None:
        return change_words(reading)
    name = lower(reading.rule.words)
    down, up = _WAYS.get(reading.rule.measure, (f"{name} lower", f"{name} higher"))
    way = up if reading.comparison.change > 0 else down
    return way if brief else f"{way}, {arrow(reading.rule, reading.comparison)}"


def part_of_bother(answer_count: int) -> str:
    """Say what is missing where one to three of the four questions on bother have an answer."""
    number = {1: "one", 2: "two", 3: "three"}[answer_count]
    return f"needs all four answers; {number} so far"
