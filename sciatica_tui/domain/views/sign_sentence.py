"""A sign as a friend would tell it: which way it went, whether that is sure, and what else goes that way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..assessment.comparison import Comparison
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phrases import BANDED, and_words, both_ends, figure, needs, unit_words, what_matters, why_then
from ..assessment.remarks import abolished, crossed_knee
from ..assessment.signs import Sign, SignReading
from ..assessment.verdict_text import name_of
from ..daily import Digest
from ..measures.rules import SPASM_COUNT, Verdict
from ..text.dates import day_words
from ..text.grammar import capital

_WENT = {
    "zone": ("Your pain has moved up", "Your pain has moved down"),
    "leg_pain": ("Your leg pain is lower", "Your leg pain is higher"),
    "back_pain": ("Your back pain is lower", "Your back pain is higher"),
    "frequency": ("Leg pain comes less often", "Leg pain comes more often"),
    "abilities": ("The activities you named have become harder", "The activities you named have become easier"),
    "sit_minutes": ("You can't sit for as long", "You can sit for longer"),
    "stand_minutes": ("You can't stand for as long", "You can stand for longer"),
    "walk_minutes": ("You can't walk for as long", "You can walk for longer"),
    "reach_cm": ("You get closer to the floor with your fingers", "You stay further from the floor with your fingers"),
    "spasm_count": ("You have fewer spasms", "You have more spasms"),
    "spasm_severity": ("Your worst spasm is milder", "Your worst spasm is stronger"),
    "heel_rises": ("You manage fewer heel rises", "You manage more heel rises"),
    "heel_walk": ("Your heel walk is weaker", "Your heel walk is stronger"),
    "toe_lift": ("Your big toe lift is weaker", "Your big toe lift is stronger"),
    "sit_to_stand_seconds": ("Your sit to stand is faster", "Your sit to stand is slower"),
    "bother.weakness": ("Weakness bothers you less", "Weakness bothers you more"),
    "leg_raise": ("Your leg goes up less far before it hurts", "Your leg goes up further before it hurts"),
    "leg_raise_gap": ("Your legs differ less in the leg raise", "Your legs differ more in the leg raise"),
}
"""What is said of a measure that went down, and of one that went up."""
NO_VERDICT_NOW = "While a red flag is open the app gives no verdict; these are the numbers alone."


def sign_sentences(sign: SignReading, digest: Digest, *, locked: bool = False) -> tuple[str, ...]:
    """Return the answer first, then what else belongs to it; while a red flag locks, that there is none."""
    lead = sign.lead
    assert lead is not None
    sentences = [NO_VERDICT_NOW] if locked else [_answer(sign, lead), *_others(sign, lead)]
    if sign.sign is Sign.CENTRALIZATION:
        sentences += _of_the_zone(sign, lead, digest, locked)
    return tuple(sentences)


def with_unit(reading: MeasureAssessment, words: str) -> str:
    """Say what a band of spasms counts, as `1–2` alone could be anything."""
    return f"{words} a day" if reading.rule is SPASM_COUNT and words[:1].isdigit() else words


def _answer(sign: SignReading, lead: MeasureAssessment) -> str:
    comparison = lead.comparison
    if sign.sign is Sign.STRENGTH and sign.against:
        return f"{capital(sign.against)}."
    if lead.verdict is Verdict.NOT_ENOUGH_DATA or comparison is None:
        if lead.is_over:
            return "Too little was logged to say."
        return f"Nothing can be said yet: {needs(lead)}. {why_then(lead)}".rstrip()
    if lead.verdict is Verdict.NOT_AFFECTED:
        return f"{lead.rule.words}: {_both(lead, comparison)}. {_too_good(lead)}"
    if lead.doubtful:
        return f"{_went(lead, comparison)}. What was sure before is not sure any more."
    if lead.verdict in (Verdict.IMPROVING, Verdict.WORSENING):
        if sign.against:
            return f"{lead.rule.words}: {_both(lead, comparison)}."
        return f"{_went(lead, comparison)}. {'The app is sure.' if lead.rule.daily else 'Two tests running say so.'}"
    if lead.early is not None:
        if lead.counts_from is not None:
            check = day_words(lead.counts_from, date.fromordinal(lead.on))
            return f"{_went(lead, comparison)}. It counts if the next weekly check, on {check}, finds the same."
        return f"{_went(lead, comparison)}. {'That was not sure.' if lead.is_over else 'It is too early to be sure.'}"
    if lead.not_sure_yet:
        return f"{_went(lead, comparison)}. Your days go up and down too much to be sure of it."
    least = what_matters(lead).removeprefix("a change of ").removeprefix("only ")
    takes = f": it takes {least}{'' if lead.rule.daily else ', at two tests running'}" if least else ""
    return f"{lead.rule.words}: {_both(lead, comparison)}. That is no clear change{takes}."


def _too_good(lead: MeasureAssessment) -> str:
    """Say why a measure that began well can't be told to get better: not that nothing is wrong."""
    if lead.rule.daily or lead.rule.measure in BANDED:
        return "That was good from the start, with no room for a change that matters."
    gain = figure(lead.rule, lead.rule.counts) + unit_words(lead.rule)
    return f"This scale has no room left to show a gain that counts, which is {gain}; something may still be wrong."


def _went(lead: MeasureAssessment, comparison: Comparison) -> str:
    """`Your leg pain is lower: 7.2 at first, 2.2 now`."""
    down, up = _WENT[lead.rule.measure]
    return f"{up if comparison.change > 0 else down}: {_both(lead, comparison)}"


def _both(lead: MeasureAssessment, comparison: Comparison) -> str:
    first, now = (with_unit(lead, words) for words in both_ends(lead.rule, comparison))
    if first == now:
        return f"{now}, as at first"
    return f"{first} {'at its best' if lead.from_improvement else 'at first'}, {now} now"


def _others(sign: SignReading, lead: MeasureAssessment) -> Iterator[str]:
    for verdict, words in ((Verdict.IMPROVING, "Better"), (Verdict.WORSENING, "Worse")):
        names = [name_of(reading) for reading in sign.readings if reading is not lead and reading.verdict is verdict]
        if names:
            yield f"{words}{' too' if lead.verdict is verdict else ''}: {and_words(names)}."
    if sign.sign is Sign.STRENGTH and sign.against:
        early = [name_of(reading) for reading in sign.readings if reading.early is Verdict.WORSENING]
        if early:
            yield f"Maybe worse: {and_words(early)}."


def _of_the_zone(sign: SignReading, lead: MeasureAssessment, digest: Digest, locked: bool) -> Iterator[str]:
    if not locked and sign.verdict is Verdict.IMPROVING and crossed_knee(lead):
        yield "It moved up past the knee: a strong sign."
    if not locked and abolished(lead):
        yield "No further down than the low back for 7 days."
    if digest.numb_now:
        yield f"Numb in the last 7 days: {', '.join(digest.numb_now)}."
    if sign.against and not locked:
        yield f"Not counted as moving up: {sign.against}."
