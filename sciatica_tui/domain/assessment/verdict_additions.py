"""What stands beside the sentence of the overall verdict: what speaks against it, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..measures.rules import BACK_PAIN, LEG_PAIN, Verdict
from ..red_flags.flags import TITLES, Urgency, are_open, open_flags, urgency_of
from ..text.dates import day_words
from ..text.grammar import capital, lower
from .measure_assessment import MeasureAssessment
from .phrases import and_words
from .signs import SignReading
from .verdict_input import (
    SEE_A_CLINICIAN,
    Overall,
    Readings,
    VerdictInput,
    follows_back,
    may_be_worse,
    what_is_worse,
)
from .verdict_text import change_words, listed, numb_words

NO_BETTER_AFTER = 28
"""Days without improvement after which the person should see a clinician (week 4–6)."""


def completed(verdict: Overall, signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> Overall:
    """Return the verdict with what gets worse without deciding it, and what to do that goes before all else."""
    brief = verdict.brief or f"{verdict.sentence} {verdict.but}".strip()
    verdict = msgspec.structs.replace(verdict, brief=brief)
    if facts.gap is None and facts.silence is None:
        verdict = _with_what_else_is_worse(verdict, signs, readings, facts)
    if facts.numb_now and not facts.numb and not facts.maybe_numb:
        verdict = _beside(verdict, f"{numb_words(facts.numb_now)} still numb.")
    if facts.maybe_numb and "numb" not in verdict.story:
        question = f"{numb_words(sorted(facts.maybe_numb))} numb: is that new? Answer on Today."
        verdict = _to_do(verdict, question)
    if facts.returned is not None:
        verdict = _to_do(verdict, "Is this a new episode? Answer on Phase.")
    if not verdict.clinician and _not_better(verdict, readings, facts):
        lead = _lead(readings)
        from_best = lead.may_be_worse and lead.from_improvement  # it was better, and may be still
        advice = "If it stays like this, see a clinician." if from_best else _no_better(lead, verdict)
        verdict = _to_do(verdict, advice, clinician=True)
    if not verdict.clinician and facts.gap is None and facts.silence is None and _is_worse(readings, facts):
        verdict = _to_do(verdict, SEE_A_CLINICIAN, clinician=True)
    if facts.ended_on is not None:
        end_words = day_words(facts.ended_on, facts.on)
        verdict = msgspec.structs.replace(
            verdict,
            sentence=f"This episode ended on {end_words}. Until then, {lower(_of_the_past(verdict.sentence))}",
            brief=f"This episode ended on {end_words}. Until then, {lower(_of_the_past(verdict.brief))}",
            but=_of_the_past(verdict.but),
            do="",
            clinician=False,
        )
        if facts.weakness is not None or facts.numb:
            what = "weakness" if facts.weakness is not None else "numbness"
            verdict = _to_do(verdict, f"Have the {what} seen, if no clinician has.", clinician=True)
        if facts.after_end:
            verdict = _to_do(verdict, "If it hurts again, start a new episode: what you log now counts for none.")
    return _with_flags(verdict, facts)


def _is_worse(readings: Readings, facts: VerdictInput) -> bool:
    return bool(what_is_worse(readings) or facts.new_weakness_seen)


def _no_better(lead: MeasureAssessment, verdict: Overall) -> str:
    """Say of which pain it is, as something else may be better: of one that the sentence is about not again."""
    pain = lower(lead.rule.words)
    not_better = "Not" if pain in verdict.sentence.lower() else f"{capital(pain)} is not"
    return f"{not_better} clearly better after four weeks: see a clinician."


def _of_the_past(words: str) -> str:
    """Return them without the hope that more days will tell, nor as if it went on."""
    for too_early in ("Too early to say.", "Too early to be sure."):
        words = words.replace(too_early, "That was not sure.")
    return words.replace("is moving up", "moved up")


def _beside(verdict: Overall, words: str, brief: str = "") -> Overall:
    """Return the verdict with one more thing beside its sentence, `brief` where it has numbers."""
    return msgspec.structs.replace(
        verdict, but=f"{verdict.but} {words}".strip(), brief=f"{verdict.brief} {brief or words}".strip()
    )


def _to_do(verdict: Overall, words: str, *, clinician: bool = False) -> Overall:
    return msgspec.structs.replace(
        verdict, do=f"{verdict.do} {words}".strip(), clinician=verdict.clinician or clinician
    )


def _with_what_else_is_worse(
    verdict: Overall, signs: Sequence[SignReading], readings: Readings, facts: VerdictInput
) -> Overall:
    """With a new weakness that was seen, and every measure that is worse or pain that may be, unless it is named."""
    weak = facts.new_weakness_seen
    if weak and weak not in verdict.sentence:
        verdict = _beside(verdict, f"{capital(weak)}.")
    named = (*verdict.named, *facts.measures_of_weakness)
    unsaid = [r for r in readings.values() if r.rule.measure not in named]
    worse = [r for r in unsaid if r.verdict is Verdict.WORSENING]
    rising = next((r for r in unsaid if r.early is Verdict.WORSENING and r.rule in (LEG_PAIN, BACK_PAIN)), None)
    bad = verdict.verdict is Verdict.WORSENING
    if worse:
        also = "Also worse" if bad else "But worse"
        full, brief = (f"{also}: {and_words([listed(r, brief=brief) for r in worse])}." for brief in (False, True))
        return _beside(verdict, full, brief)
    if rising is not None:
        words = f"{lower(rising.rule.words)} may be getting worse"
        change = change_words(rising, name=False)
        also = f"{capital(words)} too" if bad else f"But {words}"
        return _beside(verdict, f"{also}: {change}.", f"{also}.")
    if "worse" not in verdict.sentence and may_be_worse(signs, readings):
        words = "The last few days were worse."
        return msgspec.structs.replace(
            verdict, but=f"{words} {verdict.but}".strip(), brief=f"{verdict.brief} {words}".strip()
        )
    return verdict


def _with_flags(verdict: Overall, facts: VerdictInput) -> Overall:
    """With the most urgent red flag that is open: one that locks takes the place of every other sentence."""
    if not facts.flags:
        return verdict
    urgency = urgency_of(facts.flags[0].flags) or Urgency.SAME_DAY
    words = open_flags(facts.flags, facts.on)
    if urgency is Urgency.SOON:
        do = f"{TITLES[urgency]}: {'; '.join(words)}."
        return verdict if verdict.clinician else _to_do(verdict, do, clinician=True)
    subject = capital(are_open(len(words)))
    sentence = f"{subject}: {'; '.join(words)}."
    return msgspec.structs.replace(
        verdict,
        verdict=Verdict.NO_CLEAR_CHANGE if verdict.verdict is Verdict.IMPROVING else verdict.verdict,
        sentence=sentence,
        brief=sentence if len(words) == 1 else f"{subject}.",
        but="",
        do=f"{TITLES[urgency]}.",
        clinician=True,
        named=(),
    )


def _not_better(verdict: Overall, readings: Readings, facts: VerdictInput) -> bool:
    late = facts.day is not None and facts.day > NO_BETTER_AFTER and facts.gap is None
    not_better = _lead(readings).verdict is Verdict.NO_CLEAR_CHANGE
    return late and not_better and verdict.verdict is not Verdict.IMPROVING


def _lead(readings: Readings) -> MeasureAssessment:
    return readings[BACK_PAIN.measure if follows_back(readings) else LEG_PAIN.measure]
