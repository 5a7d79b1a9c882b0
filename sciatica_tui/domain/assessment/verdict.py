"""The overall verdict: one sentence that is true, one that says what speaks against it, one that says what to do.

In the order of the clinical rules ("The overall verdict"): worsening, mixed, improving, an early sign, no clear change.
It covers leg and back. Imaging is not an input; spasms, which no validated scale measures, can't take "improving"
away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from ..measures.rules import BACK_PAIN, LEG_PAIN, Verdict
from ..records import RedFlagAnswer, Zone
from ..red_flags.flags import Urgency, flag_words, urgency_of
from ..text.dates import day_words
from ..text.grammar import capital, is_or_are
from .daily_looks import DailyHistory
from .measure_assessment import SILENCE, MeasureAssessment
from .phrases import and_words, lower
from .remarks import remarks_on
from .signs import LEADING, Sign, SignReading
from .verdict_text import change_words, gains, least_missing, measured_lines, rest_of_signs, way_words

BACK_RISE = 2.0
FLAGS_ASKED = timedelta(days=7)
RATED = timedelta(days=14)
"""Leg pain that was not rated for so long says nothing of an improvement."""
NO_BETTER_AFTER = 28
"""Days without improvement after which the person should see a clinician (week 4–6)."""
NO_BETTER = (Verdict.NO_CLEAR_CHANGE, Verdict.WORSENING, Verdict.MIXED)
SEE_A_CLINICIAN = "See a clinician."


class VerdictInput(msgspec.Struct, frozen=True, kw_only=True):
    """What the overall verdict weighs beside the signs, as of one day.

    `weakness`: one that no clinician has seen, in words. `numb`: zones newly numb at two looks, or since the person
    said that they are new; `maybe_numb`: zones numb of late of which nobody knows whether they were before;
    `numb_now`: all that were numb in the last week with an entry, old ones too.
    `dropped`: a strength test that is down. `flags`: the red flags that are open. `flags_asked_on`: the last day they
    were answered. `more_medication`: days with medication rose by 30 % or more. `day`: of the episode, from 1.
    `last_entry`: the last day with a check-in. `gap`: days without an entry before the latest ones, where nobody has
    said yet whether those are of the same episode, and `back` the first day after it. `ended_on`: the day the episode
    ended; `after_end`: whether there are entries since.
    """

    on: date
    day: int | None = None
    last_entry: date | None = None
    weakness: str | None = None
    numb: frozenset[Zone] = frozenset()
    maybe_numb: frozenset[Zone] = frozenset()
    numb_now: tuple[Zone, ...] = ()
    dropped: str | None = None
    flags: tuple[RedFlagAnswer, ...] = ()
    flags_asked_on: date | None = None
    more_medication: bool = False
    gap: int | None = None
    back: date | None = None
    ended_on: date | None = None
    after_end: bool = False


class Overall(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on it all: how it goes, what speaks against it, what to do; each a sentence, the last two may be "".

    `clinician`: what to do is to see one. `reasons` are the numbers; `remarks` those of them that no sign says itself.
    """

    verdict: Verdict
    sentence: str
    but: str = ""
    do: str = ""
    clinician: bool = False
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def story(self) -> str:
        """The sentences one after the other."""
        return " ".join(filter(None, (self.sentence, self.but, self.do)))


def moving_up(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> tuple[SignReading, ...]:
    """Return the signs, with "moving up" taken back where something speaks against it.

    It is said only where the level rose by a zone, no zone is newly numb or may be, no strength test dropped and back
    pain rose by less than 2 (Albert 2012 for the response to repeated movements; from day to day it is an
    extrapolation).
    """
    against = _against_moving_up(readings[BACK_PAIN.measure], facts)
    return tuple(
        msgspec.structs.replace(sign, verdict=Verdict.NO_CLEAR_CHANGE, against=against)
        if against and sign.sign is Sign.CENTRALIZATION and sign.verdict is Verdict.IMPROVING
        else sign
        for sign in signs
    )


def weakened(signs: Sequence[SignReading], facts: VerdictInput) -> tuple[SignReading, ...]:
    """Return the signs, with strength worsening while there is a weakness that no clinician has seen."""
    if facts.weakness is None:
        return tuple(signs)
    why = facts.weakness
    return tuple(
        msgspec.structs.replace(sign, verdict=Verdict.WORSENING, against=why) if sign.sign is Sign.STRENGTH else sign
        for sign in signs
    )


def overall(signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput) -> Overall:
    """Return the verdict on a day."""
    rules = (_worsening, _mixed, _new_episode, _silent, _doubtful, _improving)
    verdict = next((v for v in (rule(signs, readings, facts) for rule in rules) if v is not None), None)
    verdict = _completed(verdict or _undecided(signs, readings, facts), signs, readings, facts)
    remarks = remarks_on(verdict.verdict, readings, more_medication=facts.more_medication)
    reasons = (*verdict.reasons, *measured_lines(signs), *remarks)
    return msgspec.structs.replace(verdict, reasons=reasons, remarks=(*verdict.reasons, *remarks))


def _worsening(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> Overall | None:
    """New weakness at once; a new numb zone; leg pain, zone, function or back pain, while none of them is better."""
    if facts.weakness:
        return Overall(
            verdict=Verdict.WORSENING,
            sentence="New weakness.",
            do="See a clinician today.",
            clinician=True,
            reasons=(f"{capital(facts.weakness)}.",),
        )
    leading = _leading(signs, readings)
    worse = [r for r in leading if r.verdict is Verdict.WORSENING and r.sure_for_all]
    if not facts.numb and (not worse or _better(leading, signs)):
        return None
    parts = [change_words(r) for r in worse] + [f"the {zone} is newly numb" for zone in sorted(facts.numb)]
    sentence = f"Getting worse: {and_words(parts)}."
    return Overall(verdict=Verdict.WORSENING, sentence=sentence, do=SEE_A_CLINICIAN, clinician=True)


def _mixed(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> Overall | None:
    """Something of leg pain, zone, function and back pain better, and something worse."""
    leading = _leading(signs, readings)
    better, worse = _better(leading, signs), [r for r in leading if r.verdict is Verdict.WORSENING]
    if not better or not worse:
        return None
    sentence = f"Mixed: {and_words([way_words(r) for r in better])}, but {and_words([way_words(r) for r in worse])}."
    return Overall(verdict=Verdict.MIXED, sentence=sentence, do=SEE_A_CLINICIAN, clinician=True)


def _new_episode(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> Overall | None:
    """After a long gap nothing is compared until the person says whether it is the same episode."""
    if facts.gap is None:
        return None
    return Overall(
        verdict=Verdict.NOT_ENOUGH_DATA,
        sentence=f"Back after {facts.gap} days without an entry.",
        do="Is this the same episode or a new one? Answer on Phase.",
    )


def _silent(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> Overall | None:
    """After 14 days without an entry no improvement stands, of weekly tests neither."""
    if facts.last_entry is None:
        return Overall(verdict=Verdict.NOT_ENOUGH_DATA, sentence="Nothing logged yet.")
    silence = (facts.on - facts.last_entry).days
    if silence < SILENCE:
        return None
    sentence = f"Not sure any more: no entry for {silence} days."
    return Overall(verdict=Verdict.NOT_ENOUGH_DATA, sentence=sentence)


def _doubtful(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> Overall | None:
    """A verdict on leg pain, zone, function or back pain that is not sure any more."""
    doubtful = next((reading for reading in _leading(signs, readings) if reading.doubtful), None)
    if doubtful is None:
        return None
    sentence = f"Not sure any more: {change_words(doubtful)}."
    return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence=sentence)


def _improving(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> Overall | None:
    """At least two signs, leg pain, zone or function among them; one alone is said to be one alone."""
    better = [sign for sign in signs if sign.verdict is Verdict.IMPROVING]
    if not any(sign.sign in LEADING for sign in better):
        return None
    sentence = f"{capital(and_words(gains(better)))}."
    guard = _guard(readings, facts)
    if guard is not None:
        return msgspec.structs.replace(guard, sentence=sentence)
    if not any(s.sign in LEADING and s.lead is not None and s.lead.sure_for_all for s in better):
        return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence=sentence, but="Too early to be sure.")
    if len(better) == 1:
        return Overall(
            verdict=Verdict.NO_CLEAR_CHANGE,
            sentence=f"Better: {and_words(gains(better))}.",
            but=rest_of_signs(better[0], signs),
        )
    medication = ", with more medication" if facts.more_medication else ""
    return Overall(verdict=Verdict.IMPROVING, sentence=f"Getting better{medication}: {and_words(gains(better))}.")


def _guard(readings: Mapping[str, MeasureAssessment], facts: VerdictInput) -> Overall | None:
    """What must be known before anything is called better; the sentence is the caller's."""
    leg = readings[LEG_PAIN.measure]
    if facts.flags:
        return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence="")
    if facts.maybe_numb:
        return Overall(
            verdict=Verdict.NO_CLEAR_CHANGE,
            sentence="",
            but=f"The {and_words(sorted(facts.maybe_numb))} is numb.",
            do="Is that new? Answer on Today.",
        )
    if facts.flags_asked_on is None or facts.on - facts.flags_asked_on > FLAGS_ASKED:
        return Overall(
            verdict=Verdict.NO_CLEAR_CHANGE,
            sentence="",
            do="Answer the red flags first, then this says more.",
            reasons=("You have not answered the red flags in the last 7 days.",),
        )
    if leg.entries and facts.on.toordinal() - leg.entries[-1][0] > RATED.days:
        return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence="", but="You have not rated leg pain for two weeks.")
    return None


def _undecided(signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput) -> Overall:
    leading = _leading(signs, readings)
    severe = next((r for r in readings.values() if r.still_severe), None)
    if severe is not None:
        sentence = f"{severe.rule.words} is still severe."
        return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence=sentence, do=SEE_A_CLINICIAN, clinician=True)
    rising = [r for r in leading if r.verdict is Verdict.WORSENING]
    if rising:
        sentence = f"{capital(and_words([way_words(r) for r in rising]))}."
        return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence=sentence, but="Too early to be sure.")
    with_verdict = [r for r in leading if r.verdict is not Verdict.NOT_ENOUGH_DATA]
    if not with_verdict:
        return Overall(verdict=Verdict.NOT_ENOUGH_DATA, sentence=f"Not enough data yet: {least_missing(leading)}.")
    worse = next((r for r in with_verdict if r.early is Verdict.WORSENING), None)
    if worse is not None:
        suffix = " again" if worse.comparison is not None and worse.from_improvement else ""
        return Overall(
            verdict=Verdict.NO_CLEAR_CHANGE,
            sentence=f"Maybe getting worse{suffix}: {change_words(worse)}.",
            but="Too early to say.",
        )
    better = next((r for r in with_verdict if r.early is Verdict.IMPROVING), None)
    if better is not None and _guard(readings, facts) is None:
        return Overall(
            verdict=Verdict.NO_CLEAR_CHANGE,
            sentence=f"Maybe getting better: {change_words(better)}.",
            but="Too early to say.",
        )
    affected = [r for r in with_verdict if r.verdict is not Verdict.NOT_AFFECTED]
    if not affected:
        return Overall(
            verdict=Verdict.NO_CLEAR_CHANGE, sentence=f"{with_verdict[0].rule.words} has been low from the start."
        )
    return Overall(verdict=Verdict.NO_CLEAR_CHANGE, sentence=f"No clear change: {change_words(affected[0])}.")


def _completed(
    verdict: Overall, signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> Overall:
    """With what gets worse without deciding it, and what to do that goes before all else."""
    unsaid = [r for r in readings.values() if lower(r.rule.words) not in verdict.sentence.lower()]
    worse = [r for r in unsaid if r.verdict is Verdict.WORSENING]
    rising = [
        r for r in unsaid if r.early is Verdict.WORSENING and r.rule.measure in (LEG_PAIN.measure, BACK_PAIN.measure)
    ]
    also = ""
    if worse:
        beginning = "Also worse:" if verdict.verdict is Verdict.WORSENING else "But"
        also = f"{beginning} {and_words([change_words(r) for r in worse])}."
    elif rising:
        words = f"{lower(rising[0].rule.words)} may be getting worse"
        change = change_words(rising[0], name=False)
        bad = verdict.verdict is Verdict.WORSENING
        also = f"{capital(words)} too: {change}." if bad else f"But {words}: {change}."
    if also and verdict.verdict is not Verdict.NOT_ENOUGH_DATA:
        verdict = msgspec.structs.replace(verdict, but=f"{verdict.but} {also}".strip())
    if not also and "worse" not in verdict.sentence and may_be_worse(signs, readings):
        verdict = msgspec.structs.replace(verdict, but=f"The last few days were worse. {verdict.but}".strip())
    if facts.numb_now and not facts.numb and not facts.maybe_numb:
        still = f"The {and_words(facts.numb_now)} {'is' if len(facts.numb_now) == 1 else 'are'} still numb."
        verdict = msgspec.structs.replace(verdict, but=f"{verdict.but} {still}".strip())
    if facts.maybe_numb and "numb" not in verdict.story:
        question = f"The {and_words(sorted(facts.maybe_numb))} is numb: is that new? Answer on Today."
        verdict = msgspec.structs.replace(verdict, do=f"{verdict.do} {question}".strip())
    if not verdict.do and _not_better(verdict, readings, facts):
        lead = _lead(readings)
        from_best = lead.may_be_worse and lead.from_improvement  # it was better, and may be still
        do = "If it stays like this, see a clinician." if from_best else "No better after four weeks: see a clinician."
        verdict = msgspec.structs.replace(verdict, do=do, clinician=True)
    if facts.ended_on is not None:
        end_words = day_words(facts.ended_on, facts.on)
        verdict = msgspec.structs.replace(
            verdict,
            sentence=f"This episode ended on {end_words}. Until then, {lower(verdict.sentence)}",
            do="This episode has ended; start a new one for what you log now." if facts.after_end else "",
        )
    urgent = [answer for answer in facts.flags if (urgency_of(answer.flags) or 0) >= Urgency.SAME_DAY]
    if not urgent:
        return verdict
    kind = Verdict.NO_CLEAR_CHANGE if verdict.verdict is Verdict.IMPROVING else verdict.verdict
    when = "now" if urgency_of(urgent[0].flags) == Urgency.EMERGENCY else "today"
    return msgspec.structs.replace(
        verdict,
        verdict=kind,
        sentence=f"A red flag is open: {lower(flag_words(urgent[0], facts.on))}.",
        but="",
        do=f"Get medical help {when}.",
        clinician=True,
    )


def _not_better(verdict: Overall, readings: Mapping[str, MeasureAssessment], facts: VerdictInput) -> bool:
    lead = _lead(readings)
    late = facts.day is not None and facts.day > NO_BETTER_AFTER
    return late and verdict.verdict is not Verdict.IMPROVING and lead.verdict in NO_BETTER


def _lead(readings: Mapping[str, MeasureAssessment]) -> MeasureAssessment:
    return readings[BACK_PAIN.measure if follows_back(readings) else LEG_PAIN.measure]


def follows_back(readings: Mapping[str, MeasureAssessment]) -> bool:
    """Tell whether back pain is followed instead: leg pain has stayed low at every look, or was never rated.

    The first look that finds leg pain above that ends it.
    """
    leg, back = readings[LEG_PAIN.measure], readings[BACK_PAIN.measure]
    if not back.entries:
        return False
    if not leg.entries:
        return True
    low = LEG_PAIN.low or 0.0
    looks = leg.history.looks if isinstance(leg.history, DailyHistory) else ()
    return bool(leg.looks) and all(look.current <= low for look in looks)


def _leading(signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment]) -> list[MeasureAssessment]:
    """Leg pain, zone, what speaks for function, back pain: in this order; back pain first where it is followed."""
    by_sign = {sign.sign: sign for sign in signs}
    function, zone = by_sign[Sign.MOBILITY].lead, by_sign[Sign.CENTRALIZATION].lead
    leg, back = readings[LEG_PAIN.measure], readings[BACK_PAIN.measure]
    pain = (back, leg) if follows_back(readings) else (leg, back)
    order = (pain[0], zone, function, pain[1])
    return [reading for reading in order if reading is not None]


def may_be_worse(signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment]) -> tuple[str, ...]:
    """Return the words of what the sentence is about, leg and back pain, zone, function, that may be getting worse."""
    return tuple(lower(reading.rule.words) for reading in _leading(signs, readings) if reading.may_be_worse)


def _better(leading: Sequence[MeasureAssessment], signs: Sequence[SignReading]) -> list[MeasureAssessment]:
    """Return what is better; the zone only where nothing speaks against calling it so."""
    doubted = [sign.lead for sign in signs if sign.against]
    return [reading for reading in leading if reading.verdict is Verdict.IMPROVING and reading not in doubted]


def _against_moving_up(back: MeasureAssessment, facts: VerdictInput) -> str | None:
    numb = facts.numb or facts.maybe_numb
    if numb:
        return f"the {and_words(sorted(numb))} {'is' if facts.numb else 'may be'} newly numb"
    if facts.dropped:
        return f"{lower(facts.dropped)} {is_or_are(facts.dropped)} weaker"
    if back.comparison is not None and back.comparison.change >= BACK_RISE:
        return f"{change_words(back)}"
    return None
