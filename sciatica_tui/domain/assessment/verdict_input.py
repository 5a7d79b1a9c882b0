"""What the overall verdict weighs beside the signs, the verdict itself, and the readings that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from ..measures.rules import BACK_PAIN, LEG_PAIN, Verdict
from ..records import RedFlagAnswer, Zone
from ..text.grammar import lower
from .daily_looks import DailyHistory
from .measure_assessment import SILENCE, MeasureAssessment
from .open_questions import SAME_EPISODE
from .signs import LEADING, MEASURES, Sign, SignReading
from .weakness import SeenWeakness

FLAGS_ASKED = timedelta(days=7)
RATED = timedelta(days=14)
"""Leg pain that was not rated for so long says nothing of an improvement."""
SEE_A_CLINICIAN = "See a clinician."

Readings = Mapping[str, MeasureAssessment]
"""What is known of each measure."""


class MedicationRise(msgspec.Struct, frozen=True):
    """Days with medication among the `first` 14 days and the `last` 14, where those are clearly more."""

    first: int
    last: int


class VerdictInput(msgspec.Struct, frozen=True, kw_only=True):
    """What the overall verdict weighs beside the signs, as of one day.

    `weakness`: one that no clinician has seen, in words; `weakness_seen`: one that a clinician has, while it is still
    there. `numb`: zones newly numb at two looks, or since the person
    said that they are new; `maybe_numb`: zones numb of late of which nobody knows whether they were before;
    `numb_now`: all that were numb in the last week with an entry, old ones too. `dropped`: a strength test that is
    down. `flags`: the red flags that are open; `locked`: an emergency or same-day one is among them.
    `flags_asked_on`: the last day they were answered. `more_medication`: how days with medication rose, if so.
    `day`: of the episode, from 1. `last_entry`: the last day with a check-in. `gap`: days without an entry before
    the latest ones, where nobody has said yet whether those are of the same episode, and `back` the first day after
    it. `returned`: the day on which pain came back after recovery. `ended_on`: the day the episode ended, if it has;
    `after_end`: whether there are entries since.
    """

    on: date
    day: int | None = None
    last_entry: date | None = None
    weakness: str | None = None
    weakness_seen: SeenWeakness | None = None
    numb: frozenset[Zone] = frozenset()
    maybe_numb: frozenset[Zone] = frozenset()
    numb_now: tuple[Zone, ...] = ()
    dropped: str | None = None
    flags: tuple[RedFlagAnswer, ...] = ()
    flags_asked_on: date | None = None
    locked: bool = False
    more_medication: MedicationRise | None = None
    gap: int | None = None
    back: date | None = None
    returned: date | None = None
    ended_on: date | None = None
    after_end: bool = False

    @property
    def silence(self) -> int | None:
        """The days since the last check-in, where they are so many that nothing is sure any more."""
        days = 0 if self.last_entry is None else (self.on - self.last_entry).days
        return days if days >= SILENCE else None

    @property
    def new_weakness_seen(self) -> str:
        """A new weakness that a clinician has seen and that is still there, in words; empty where there is none."""
        standing = self.weakness_seen
        return standing.clause(self.on) if standing is not None and standing.is_new else ""

    @property
    def measures_of_weakness(self) -> tuple[str, ...]:
        """The measures that a new weakness that was seen is told of, and so are not told again."""
        standing = self.weakness_seen
        return standing.measures if standing is not None and standing.is_new else ()

    @property
    def flags_unasked(self) -> bool:
        """Whether nobody has answered the red flags for so long that nothing is called better."""
        return self.flags_asked_on is None or self.on - self.flags_asked_on > FLAGS_ASKED


class Overall(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on it all: how it goes, what speaks against it, what to do; each a sentence, the last two may be "".

    `brief`: the first two in one, without numbers, for where there is little room.
    `clinician`: what to do is to see one. `reasons` are the numbers; `remarks` those of them that no sign says itself.
    `named`: the measures that the sentence is about.
    """

    verdict: Verdict
    sentence: str
    but: str = ""
    do: str = ""
    brief: str = ""
    clinician: bool = False
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def findings(self) -> str:
        """The story without what to do: for the page of the clinician who is to be seen."""
        return " ".join(filter(None, (self.sentence, self.but)))

    @property
    def story(self) -> str:
        """The sentences one after the other."""
        return " ".join(filter(None, (self.sentence, self.but, self.do)))


def follows_back(readings: Readings) -> bool:
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


def leading(signs: Sequence[SignReading], readings: Readings) -> list[MeasureAssessment]:
    """Return leg pain, zone, what speaks for function and back pain, in this order; followed back pain comes first."""
    by_sign = {sign.sign: sign for sign in signs}
    function, zone = by_sign[Sign.MOBILITY].lead, by_sign[Sign.CENTRALIZATION].lead
    leg, back = readings[LEG_PAIN.measure], readings[BACK_PAIN.measure]
    pain = (back, leg) if follows_back(readings) else (leg, back)
    order = (pain[0], zone, function, pain[1])
    return [reading for reading in order if reading is not None]


def what_is_better(signs: Sequence[SignReading], readings: Readings) -> list[MeasureAssessment]:
    """Return what is better of leg and back pain, zone and function; the zone only where nothing speaks against it."""
    doubted = [sign.lead.rule.measure for sign in signs if sign.against and sign.lead is not None]
    leads = [sign.lead for sign in signs if sign.sign in LEADING and sign.lead is not None]
    candidates = {reading.rule.measure: reading for reading in (*leading(signs, readings), *leads)}
    return [r for r in candidates.values() if r.verdict is Verdict.IMPROVING and r.rule.measure not in doubted]


def measures(readings: Iterable[MeasureAssessment]) -> tuple[str, ...]:
    """Return the measures that they are of."""
    return tuple([reading.rule.measure for reading in readings])


def what_is_worse(readings: Readings) -> list[MeasureAssessment]:
    """Return every measure that is worse, but for spasms, which no validated scale measures."""
    return [r for r in _all_but_spasms(readings) if r.verdict is Verdict.WORSENING]


def what_was_worse(readings: Readings) -> list[MeasureAssessment]:
    """Return every measure that was worse at its last look or test, but for spasms."""
    return [r for r in _all_but_spasms(readings) if r.history.state.verdict is Verdict.WORSENING]


def _all_but_spasms(readings: Readings) -> list[MeasureAssessment]:
    return [r for r in readings.values() if r.rule.measure not in MEASURES[Sign.SPASMS]]


def leg_unrated(readings: Readings, facts: VerdictInput) -> bool:
    """Tell whether leg pain, once rated, has not been for too long to call anything better."""
    entries = readings[LEG_PAIN.measure].entries
    return bool(entries) and facts.on.toordinal() - entries[-1][0] > RATED.days


def may_be_worse(signs: Sequence[SignReading], readings: Readings) -> bool:
    """Tell whether anything that the sentence is about may be getting worse."""
    return any(reading.may_be_worse for reading in leading(signs, readings))


def unknowns(signs: Sequence[SignReading], readings: Readings, facts: VerdictInput) -> tuple[str, ...]:
    """Return, in words, what keeps "nothing getting worse" open: nothing is proposed ahead while there is any."""
    if facts.silence is not None:
        return (f"no entry for {facts.silence} days",)
    words = [f"numb {zone}: new?" for zone in sorted(facts.maybe_numb)]
    for reading in leading(signs, readings):
        if reading.may_be_worse:
            words.append(f"{lower(reading.rule.words)}: too early to say")
        elif reading.doubtful:
            words.append(f"{lower(reading.rule.words)}: not sure any more")
    if facts.gap is not None:
        words.append(SAME_EPISODE)
    if facts.flags:
        words.append("a red flag is open")
    elif facts.flags_unasked:
        words.append(f"red flags not {'asked yet' if facts.flags_asked_on is None else 'answered lately'}")
    if leg_unrated(readings, facts):
        words.append("leg pain not rated for two weeks")
    return tuple(words)
