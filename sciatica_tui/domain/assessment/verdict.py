"""The overall verdict: the first rule that holds, in one sentence, with the reasons that led to it.

Worsening before mixed before improving before no clear change (clinical rules, "The overall verdict"). Imaging is
not an input; spasms, which no validated scale measures, can't take "improving" away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from ..measures.rules import BACK_PAIN, LEG_PAIN, ZONE, Verdict
from ..records import RedFlagAnswer, Zone
from ..red_flags.flags import BY_NAME, Urgency, urgency_of
from ..text.grammar import is_or_are, plain
from .measure_assessment import SILENCE, MeasureAssessment
from .phrases import arrow, change_line, level_words, short
from .signs import Sign, SignReading

LEADING = (Sign.PAIN, Sign.CENTRALIZATION, Sign.MOBILITY)
"""One of these must be among the signs that improve, and worsening of any of them is worsening."""
BACK_RISE = 2.0
FLAGS_ASKED = timedelta(days=7)
NO_BETTER_AFTER = 28
"""Days without improvement after which the person should see a clinician (week 4–6)."""
NO_BETTER = (Verdict.NO_CLEAR_CHANGE, Verdict.WORSENING)


class VerdictInput(msgspec.Struct, frozen=True, kw_only=True):
    """What the overall verdict weighs beside the signs, as of one day.

    `weakness`: one that no clinician has seen, in words. `numb`: zones newly numb at two looks. `dropped`: a
    strength test that is down. `flags`: the red flags that are open. `asked`: the last day they were answered.
    `more_medication`: days with medication rose by 30 % or more. `day`: of the episode, from 1. `last_entry`: the
    last day with a check-in.
    """

    on: date
    day: int | None = None
    last_entry: date | None = None
    weakness: str | None = None
    numb: frozenset[Zone] = frozenset()
    dropped: str | None = None
    flags: tuple[RedFlagAnswer, ...] = ()
    asked: date | None = None
    more_medication: bool = False


class Overall(msgspec.Struct, frozen=True):
    """The verdict on it all, in a sentence for a tired person, and why. `clinician`: it says to see one.

    `remarks` are those of the reasons that no sign says itself.
    """

    verdict: Verdict
    sentence: str
    reasons: tuple[str, ...] = ()
    clinician: bool = False
    remarks: tuple[str, ...] = ()


def moving_up(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> tuple[SignReading, ...]:
    """The signs, with "moving up" taken back where something speaks against it.

    It is said only where no new zone is numb, no strength test dropped and back pain rose by less than 2 (Albert
    2012 for the response to repeated movements; from day to day it is an extrapolation).
    """
    against = _against_moving_up(readings[BACK_PAIN.measure], facts)
    return tuple(
        msgspec.structs.replace(sign, verdict=Verdict.NO_CLEAR_CHANGE, against=against)
        if against and sign.sign is Sign.CENTRALIZATION and sign.verdict is Verdict.IMPROVING
        else sign
        for sign in signs
    )


def overall(signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput) -> Overall:
    """The verdict on a day."""
    believed = _believed(signs, readings, facts)
    urgent = [a for a in facts.flags if (urgency_of(a.flags) or 0) >= Urgency.SAME_DAY]
    if urgent and believed.verdict is Verdict.IMPROVING:
        believed = msgspec.structs.replace(believed, verdict=Verdict.NO_CLEAR_CHANGE)
    further = _remarks(believed, readings, facts)
    reasons, remarks = (*believed.reasons, *_measured(signs), *further), (*believed.reasons, *further)
    if urgent:
        return Overall(believed.verdict, _flag_sentence(urgent[0]), reasons, clinician=True, remarks=remarks)
    return msgspec.structs.replace(believed, reasons=reasons, remarks=remarks)


def _believed(signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput) -> Overall:
    for rule in (_worsening, _mixed, _silent, _improving):
        said = rule(signs, readings, facts)
        if said is not None:
            return said
    return _undecided(signs, readings, facts)


def _worsening(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> Overall | None:
    """New weakness at once; leg pain, zone or function at two looks; a new numb zone at two looks."""
    if facts.weakness:
        said = "New weakness: see a clinician today."
        return Overall(Verdict.WORSENING, said, (facts.weakness,), clinician=True)
    leads = [r for r in _leads(signs) if r.rule is not BACK_PAIN or follows_back(readings)]
    worse = [r for r in leads if r.verdict is Verdict.WORSENING]
    lines = [_lower(f"{r.rule.words} {_arrow(r)}") for r in worse]
    lines += [f"the {zone} is newly numb" for zone in sorted(facts.numb)]
    if not lines:
        return None
    said = f"Getting worse: {_and(lines)}. See a clinician."
    return Overall(Verdict.WORSENING, said, clinician=True)


def _mixed(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> Overall | None:
    """Some signs improving and some worsening; or leg pain better while back pain rose by 2 or more at two looks."""
    leg, back = readings[LEG_PAIN.measure], readings[BACK_PAIN.measure]
    if leg.verdict is Verdict.IMPROVING and _back_rose(back):
        said = f"Mixed: leg pain {_arrow(leg)}, but back pain {_arrow(back)}. See a clinician."
        return Overall(Verdict.MIXED, said, clinician=True)
    better = _by(signs, Verdict.IMPROVING)
    worse = [s for s in _by(signs, Verdict.WORSENING) if s.sign is not Sign.SPASMS]
    if not better or not worse:
        return None
    said = f"Mixed: {_and(_named(better))} better, {_and(_named(worse))} worse. See a clinician."
    return Overall(Verdict.MIXED, said, clinician=True)


def _silent(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> Overall | None:
    """After 14 days without an entry no improvement stands, of weekly tests neither."""
    if facts.last_entry is None:
        return Overall(Verdict.NOT_ENOUGH_DATA, "Nothing written down yet.")
    silence = (facts.on - facts.last_entry).days
    if silence < SILENCE:
        return None
    return Overall(Verdict.NOT_ENOUGH_DATA, f"Not sure any more: no entry for {silence} days.")


def _improving(
    signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput
) -> Overall | None:
    """At least two signs, leg pain, zone or function among them; one alone is said to be one alone."""
    better = _by(signs, Verdict.IMPROVING)
    if not any(s.sign in LEADING for s in better):
        return None
    back_up = next((s.lead for s in better if s.lead and s.lead.back_up), None)
    if back_up is not None:
        what = _lower(back_up.rule.words)
        said = f"Not sure any more: {what} was well above its best on three or more of the last seven days."
        return Overall(Verdict.NO_CLEAR_CHANGE, said)
    if facts.asked is None or facts.on - facts.asked > FLAGS_ASKED:
        said = f"{_capital(', and '.join(_gains(better)))}. Answer the red flags before this says more."
        return Overall(Verdict.NO_CLEAR_CHANGE, said, ("The red flags have not been answered in the last 7 days.",))
    if len(better) == 1:
        return Overall(Verdict.NO_CLEAR_CHANGE, _one_alone(better[0], signs) + _but(readings) + ".")
    with_more = ", with more medication" if facts.more_medication else ""
    return Overall(Verdict.IMPROVING, f"Getting better{with_more}: {', and '.join(_gains(better))}.")


def _undecided(signs: Sequence[SignReading], readings: Mapping[str, MeasureAssessment], facts: VerdictInput) -> Overall:
    leads = _leads(signs)
    severe = next((r for r in readings.values() if r.still_severe), None)
    if severe is not None:
        said = f"{severe.rule.words} is still severe: see a clinician."
        return Overall(Verdict.NO_CLEAR_CHANGE, said, clinician=True)
    known = [r for r in leads if r.verdict is not Verdict.NOT_ENOUGH_DATA]
    if not known:
        return Overall(Verdict.NOT_ENOUGH_DATA, f"Not enough data yet: {_least_missing(leads)}.")
    early = next((r for r in known if r.early is not None), None)
    if early is not None:
        way = "improving" if early.early is Verdict.IMPROVING else "worsening"
        asked = facts.asked is not None and facts.on - facts.asked <= FLAGS_ASKED
        if way == "worsening" or asked:
            said = f"An early sign of {way}: {_lower(early.rule.words)} {_arrow(early)}. The next look will tell."
            return Overall(Verdict.NO_CLEAR_CHANGE, said)
    affected = [r for r in known if r.verdict is not Verdict.NOT_AFFECTED]
    if not affected:
        said = f"{known[0].rule.words} has been low from the start{_but(readings)}."
    else:
        said = f"No clear change: {_lower(affected[0].rule.words)} {_arrow(affected[0])}{_but(readings)}."
    return Overall(Verdict.NO_CLEAR_CHANGE, said)


def follows_back(readings: Mapping[str, MeasureAssessment]) -> bool:
    """Whether back pain is followed instead: leg pain was 0 from the start, or never rated while back pain was."""
    leg, back = readings[LEG_PAIN.measure], readings[BACK_PAIN.measure]
    if leg.shown is not None:
        return all(value == 0 for _, value in leg.shown.before)
    return not leg.entries and bool(back.entries)


def _against_moving_up(back: MeasureAssessment, facts: VerdictInput) -> str | None:
    if facts.numb:
        return f"the {_and(sorted(facts.numb))} is newly numb"
    if facts.dropped:
        return f"{_lower(facts.dropped)} {is_or_are(facts.dropped)} weaker"
    if back.shown is not None and back.shown.change >= BACK_RISE:
        return f"back pain rose, {_arrow(back)}"
    return None


def _back_rose(back: MeasureAssessment) -> bool:
    looks = back.looks[-2:]
    return back.verdict is Verdict.WORSENING and all(
        look.direction is Verdict.WORSENING and look.comparison.change >= BACK_RISE for look in looks
    )


def _leads(signs: Sequence[SignReading]) -> list[MeasureAssessment]:
    """The readings that speak for pain, zone and function. Back pain speaks where leg pain has nothing to say."""
    return [s.lead for sign in LEADING for s in signs if s.sign is sign and s.lead is not None]


def _by(signs: Iterable[SignReading], verdict: Verdict) -> list[SignReading]:
    return [s for s in signs if s.verdict is verdict]


def _gains(better: Sequence[SignReading]) -> list[str]:
    """What is better, leg pain first: `leg pain 6.1 → 3.4`, `moving up out of the calf`."""
    leading = [s for sign in LEADING for s in better if s.sign is sign]
    said: list[str] = []
    for sign in leading[:2]:
        assert sign.lead is not None
        if sign.sign is Sign.CENTRALIZATION and sign.lead.shown is not None:
            whence = level_words(ZONE, sign.lead.shown.baseline)
            said.append(f"{'it' if said else 'pain'} is moving up out of the {whence}")
        else:
            said.append(_lower(f"{sign.lead.rule.words} {_arrow(sign.lead)}"))
    return said


def _one_alone(sign: SignReading, signs: Sequence[SignReading]) -> str:
    known = (Verdict.NO_CLEAR_CHANGE, Verdict.NOT_AFFECTED)
    others = [s for s in signs if s is not sign and s.sign is not Sign.IMAGING]
    assert sign.lead is not None
    said = f"Better: {_lower(sign.lead.rule.words)} {_arrow(sign.lead)}"
    if any(s.verdict in known for s in others):
        return f"{said}; the rest shows no clear change"
    return f"{said}; the rest is unknown"


def _but(readings: Mapping[str, MeasureAssessment]) -> str:
    """What is getting worse without deciding it all."""
    worse = [_lower(f"{r.rule.words} {_arrow(r)}") for r in readings.values() if r.verdict is Verdict.WORSENING]
    return f", but {_and(worse)}" if worse else ""


def _measured(signs: Sequence[SignReading]) -> tuple[str, ...]:
    """One line a sign that has something to say, with its numbers."""
    lines = []
    for sign in signs:
        if sign.lead is None or sign.verdict in (Verdict.NOT_ENOUGH_DATA, Verdict.NOT_AFFECTED):
            continue
        line = change_line(sign.lead)
        if sign.worsening:
            line += f"; but {_and([_lower(f'{r.rule.words} {_arrow(r)}') for r in sign.worsening])}"
        if sign.against:
            line += f"; but {sign.against}"
        lines.append(line + ".")
    return tuple(lines)


def _remarks(said: Overall, readings: Mapping[str, MeasureAssessment], facts: VerdictInput) -> tuple[str, ...]:
    remarks = []
    leg = readings[LEG_PAIN.measure]
    if said.verdict is Verdict.IMPROVING:
        if facts.more_medication:
            remarks.append("Days with medication rose by 30 % or more meanwhile.")
        if leg.since is not None and leg.on - leg.since < 7:
            remarks.append("Many people start at their worst, so some of an early fall comes by itself.")
    elif facts.day is not None and facts.day > NO_BETTER_AFTER and leg.verdict in NO_BETTER:
        remarks.append("No better after four weeks: see a clinician.")
    remarks += [f"{r.rule.words} is still severe: see a clinician." for r in readings.values() if r.still_severe]
    return tuple(remarks)


def _flag_sentence(answer: RedFlagAnswer) -> str:
    when = "now" if urgency_of(answer.flags) == Urgency.EMERGENCY else "today"
    return f"A red flag is open: {_flag_words(answer)}. Get medical help {when}."


def _flag_words(answer: RedFlagAnswer) -> str:
    words = [BY_NAME[n].words if n in BY_NAME else plain(n) for n in answer.flags]
    return _lower("; ".join(words))


def _least_missing(leads: Sequence[MeasureAssessment]) -> str:
    started = [r for r in leads if r.entries]
    return short(min(started or leads, key=lambda r: (r.needs_days or 99, r.needs_tests or 99)))


def _named(signs: Sequence[SignReading]) -> list[str]:
    return [_lower(s.lead.rule.words) for s in signs if s.lead is not None]


def _arrow(reading: MeasureAssessment) -> str:
    return arrow(reading.rule, reading.shown) if reading.shown is not None else short(reading)


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
