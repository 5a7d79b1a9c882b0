"""The overall verdict: one sentence that is true, one that says what speaks against it, one that says what to do.

In the order of the clinical rules ("The overall verdict"): worsening, mixed, improving, an early sign, no clear change.
It covers leg and back. Imaging is not an input; spasms, which no validated scale measures, can't take "improving"
away. What stands beside the sentence is `verdict_additions`.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..measures.rules import BACK_PAIN, LEG_PAIN, Verdict
from ..text.dates import day_words
from ..text.grammar import capital, is_or_are, lower
from .measure_assessment import MeasureAssessment
from .phrases import and_words, not_sure
from .remarks import remarks_on
from .signs import LEADING, Sign, SignReading
from .verdict_additions import completed
from .verdict_input import (
    SEE_A_CLINICIAN,
    Overall,
    Readings,
    VerdictInput,
    leading,
    leg_unrated,
    measures,
    what_is_better,
    what_is_worse,
    what_was_worse,
)
from .verdict_text import (
    change_words,
    gains,
    least_missing,
    measured_lines,
    numb_words,
    rest_of_signs,
    severe_words,
    way_words,
)

BACK_RISE = 2.0


def moving_up(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> tuple[SignReading, ...]:
    """Return the signs, with "moving up" taken back where something speaks against it.

    It is said only where the level rose by a zone, no zone is newly numb or may be, no strength test dropped and back
    pain rose by less than 2 (Albert 2012 for the response to repeated movements; from day to day it is an
    extrapolation).
    """
    against = against_moving_up(readings, facts)
    return tuple(
        msgspec.structs.replace(sign, verdict=Verdict.NO_CLEAR_CHANGE, against=against)
        if against and sign.sign is Sign.CENTRALIZATION and sign.verdict is Verdict.IMPROVING
        else sign
        for sign in signs
    )


def weakened(signs: Sequence[SignReading], facts: VerdictInput) -> tuple[SignReading, ...]:
    """Return the signs, with strength worsening while there is a new weakness, whether a clinician has seen it or not.

    One that was there from the start and was seen is told, and nothing then says that strength is not affected.
    """
    standing = facts.weakness_seen
    why = facts.weakness or (standing.words(facts.on) if standing is not None else None)
    if why is None:
        return tuple(signs)
    is_new = standing is None or standing.is_new
    return tuple(_weakened(sign, why, is_new=is_new) if sign.sign is Sign.STRENGTH else sign for sign in signs)


def _weakened(strength: SignReading, why: str, *, is_new: bool) -> SignReading:
    if is_new:
        return msgspec.structs.replace(strength, verdict=Verdict.WORSENING, against=why)
    if strength.verdict in (Verdict.IMPROVING, Verdict.WORSENING, Verdict.MIXED):
        return strength
    return msgspec.structs.replace(strength, verdict=Verdict.NO_CLEAR_CHANGE, against=why)


def overall(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> Overall:
    """Return the verdict on a day."""
    rules = (_weak, _new_episode, _silent, _worsening, _mixed, _returned, _doubtful, _improving)
    verdict = next((v for v in (rule(signs, readings, facts) for rule in rules) if v is not None), None)
    verdict = completed(verdict or _undecided(signs, readings, facts), signs, readings, facts)
    remarks = remarks_on(verdict, readings, facts)
    reasons = (*verdict.reasons, *measured_lines(signs), *remarks)
    return msgspec.structs.replace(verdict, reasons=reasons, remarks=(*verdict.reasons, *remarks))


def _weak(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> Overall | None:
    """New weakness speaks at once."""
    if not facts.weakness:
        return None
    return Overall(
        verdict=Verdict.WORSENING,
        sentence="New weakness.",
        do="See a clinician today.",
        clinician=True,
        reasons=(f"{capital(facts.weakness)}.",),
    )


def _new_episode(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> Overall | None:
    """After a long gap nothing is compared until the person says whether it is the same episode.

    What is worse sends to a clinician meanwhile.
    """
    if facts.gap is None:
        return None
    worse = bool(facts.numb) or bool(what_is_worse(readings))
    if facts.ended_on is not None:
        sentence = f"Not compared: {facts.gap} days in it have no entry."
        return Overall(verdict=Verdict.NOT_ENOUGH_DATA, sentence=sentence)
    question = "Is this the same episode or a new one? Answer on Phase."
    return Overall(
        verdict=Verdict.NOT_ENOUGH_DATA,
        sentence=f"Back after {facts.gap} days without an entry.",
        do=f"{SEE_A_CLINICIAN} {question}" if worse else question,
        clinician=worse,
    )


def _worsening(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> Overall | None:
    """A new numb zone; leg pain, zone, function or back pain, while none of them is better."""
    worse = [r for r in leading(signs, readings) if r.verdict is Verdict.WORSENING and r.sure_for_all]
    if not facts.numb and (not worse or what_is_better(signs, readings)):
        return None
    numb = [f"the {zone} is newly numb" for zone in sorted(facts.numb)]
    return Overall(
        verdict=Verdict.WORSENING,
        sentence=f"Getting worse: {and_words([*map(change_words, worse), *numb])}.",
        brief=f"Getting worse: {and_words([*(way_words(r, brief=True) for r in worse), *numb])}.",
        do=SEE_A_CLINICIAN,
        clinician=True,
        named=measures(worse),
    )


def _mixed(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> Overall | None:
    """Something of leg pain, zone, function and back pain better, and any measure worse."""
    better, worse = what_is_better(signs, readings), what_is_worse(readings)
    weak = [facts.new_weakness_seen] if facts.new_weakness_seen else []
    worse = [r for r in worse if r.rule.measure not in facts.measures_of_weakness]
    if not better or not (worse or weak):
        return None
    sentence, brief = (
        f"Mixed: {and_words([way_words(r, brief=brief) for r in better])}, "
        f"but {and_words([*weak, *(way_words(r, brief=brief) for r in worse)])}."
        for brief in (False, True)
    )
    return Overall(
        verdict=Verdict.MIXED,
        sentence=sentence,
        brief=brief,
        do=SEE_A_CLINICIAN,
        clinician=True,
        named=measures([*better, *worse]),
    )


def _silent(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> Overall | None:
    """After 14 days without an entry no change stands, of weekly tests neither; one for the worse is not forgotten."""
    if facts.last_entry is None:
        return Overall(
            verdict=Verdict.NOT_ENOUGH_DATA,
            sentence="Nothing logged yet." if facts.ended_on is None else "Nothing logged.",
        )
    if facts.silence is None:
        return None
    words = f"no entry for {facts.silence} days"
    was_worse = bool(facts.numb) or bool(what_was_worse(readings))
    return Overall(
        verdict=Verdict.NOT_ENOUGH_DATA,
        sentence=f"{capital(words)}." if facts.ended_on is not None else f"Not sure any more: {words}.",
        do="It was getting worse: see a clinician." if was_worse else "",
        clinician=was_worse,
    )


def _returned(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> Overall | None:
    """Pain that came back after recovery, which may be a new episode."""
    if facts.returned is None:
        return None
    back = day_words(facts.returned, facts.on)
    return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence=f"Pain came back on {back}.")


def _doubtful(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> Overall | None:
    """A verdict on leg pain, zone, function or back pain that is not sure any more."""
    doubtful = next((reading for reading in leading(signs, readings) if reading.doubtful), None)
    if doubtful is None:
        return None
    sentence = f"Not sure any more: {change_words(doubtful)}."
    return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence=sentence, named=measures([doubtful]))


def _improving(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> Overall | None:
    """At least two signs, leg pain, zone or function among them; one alone is said to be one alone."""
    better = [sign for sign in signs if sign.verdict is Verdict.IMPROVING]
    if not any(sign.sign in LEADING for sign in better):
        return None
    words = and_words(gains(better))
    guard = _guard(readings, facts)
    if guard is not None:
        return msgspec.structs.replace(guard, sentence=f"{capital(words)}.")
    sure_for_all = any(s.sign in LEADING and s.lead is not None and s.lead.sure_for_all for s in better)
    if len(better) == 1 or not sure_for_all:
        return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence=f"Better: {words}.", but=rest_of_signs(better, signs))
    medication = ", with more medication" if facts.more_medication is not None else ""
    return Overall(verdict=Verdict.IMPROVING, sentence=f"Getting better{medication}: {words}.")


def _guard(readings: Readings, facts: VerdictInput) -> Overall | None:
    """What must be known before anything is called better; the sentence is the caller's."""
    if facts.flags:
        return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence="")
    if facts.maybe_numb:
        return Overall(
            verdict=Verdict.NO_CLEAR_CHANGE,
            sentence="",
            but=f"{numb_words(sorted(facts.maybe_numb))} numb.",
            do="Is that new? Answer on Today.",
        )
    if facts.flags_unasked:
        return Overall(
            verdict=Verdict.NO_CLEAR_CHANGE,
            sentence="",
            do="Answer the red flags first, then this says more.",
            reasons=("You have not answered the red flags in the last 7 days.",),
        )
    if leg_unrated(readings, facts):
        return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence="", but="You have not rated leg pain for two weeks.")
    return None


def _undecided(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> Overall:
    of = leading(signs, readings)
    severe = [r for r in readings.values() if r.still_severe]
    if severe:
        return Overall(
            verdict=Verdict.NO_CLEAR_CHANGE,
            sentence=f"{severe_words(severe)}.",
            do=SEE_A_CLINICIAN,
            clinician=True,
            named=measures(severe),
        )
    rising = tuple([r for r in of if r.verdict is Verdict.WORSENING])
    if rising:
        sentence = f"{capital(and_words([way_words(r) for r in rising]))}."
        of_rising = [sign for sign in signs if sign.lead in rising]
        return Overall(
            verdict=Verdict.NO_CLEAR_CHANGE,
            sentence=sentence,
            but=rest_of_signs(of_rising, signs),
            named=measures(rising),
        )
    with_verdict = [r for r in of if r.verdict is not Verdict.NOT_ENOUGH_DATA]
    if not with_verdict:
        words = "Not enough data" if facts.ended_on is not None else f"Not enough data yet: {least_missing(of)}"
        return Overall(verdict=Verdict.NOT_ENOUGH_DATA, sentence=f"{words}.")
    worse = next((r for r in with_verdict if r.early is Verdict.WORSENING), None)
    if worse is not None:
        suffix = " again" if worse.comparison is not None and worse.from_improvement else ""
        return Overall(
            verdict=Verdict.NO_CLEAR_CHANGE,
            sentence=f"Maybe getting worse{suffix}: {change_words(worse)}.",
            but="Too early to say.",
            named=measures([worse]),
        )
    better = next((r for r in with_verdict if r.early is Verdict.IMPROVING), None)
    if better is not None:
        speaks_against = _guard(readings, facts) is not None or bool(what_is_worse(readings) or facts.new_weakness_seen)
        words = capital(change_words(better)) if speaks_against else f"Maybe getting better: {change_words(better)}"
        return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence=f"{words}.", but="Too early to say.")
    affected = next((r for r in with_verdict if r.verdict is not Verdict.NOT_AFFECTED), None)
    if affected is None:
        return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence=_unaffected(of))
    words = capital(not_sure(affected)) if affected.not_sure_yet else "No clear change"
    return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence=f"{words}: {change_words(affected)}.")


def _unaffected(readings: Sequence[MeasureAssessment]) -> str:
    pains = [r for r in readings if r.rule in (LEG_PAIN, BACK_PAIN) and r.entries]
    if not pains:
        return "Nothing you log is affected; pain was never rated."
    judged = next((r for r in pains if r.verdict is not Verdict.NOT_ENOUGH_DATA), None)
    if judged is None:
        return "Nothing else you log is affected; pain was not rated often enough to say."
    return f"{judged.rule.words} has been low from the start."


def against_moving_up(readings: Readings, facts: VerdictInput) -> str | None:
    """Say what speaks against "moving up", `None` where nothing does."""
    back = readings[BACK_PAIN.measure]
    numb = facts.numb or facts.maybe_numb
    if numb:
        return f"the {and_words(sorted(numb))} {'is' if facts.numb else 'may be'} newly numb"
    if facts.dropped:
        return f"{lower(facts.dropped)} {is_or_are(facts.dropped)} weaker"
    if back.comparison is not None and back.comparison.change >= BACK_RISE:
        return f"{change_words(back)}"
    return None
