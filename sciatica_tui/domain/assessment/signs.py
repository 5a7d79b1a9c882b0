"""The seven signs of improving sciatica, and the verdict on each from its measures.

Source of the seven: "Top 7 Signs of Sciatica Improving" (docus.ai, 2024), with the corrections of the clinical
rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from ..measures.rules import ABILITIES, BACK_PAIN, LEG_RAISE_OTHER, ONE_ABILITY, RULES, SIT_TO_STAND, Verdict
from ..records import Scan
from .level_uncertainty import first_uncertainties
from .measure_assessment import MeasureAssessment, in_seconds, read
from .series import Series


class Sign(StrEnum):
    """A sign, in the order in which they are shown."""

    CENTRALIZATION = "centralization"
    PAIN = "pain"
    MOBILITY = "mobility"
    SPASMS = "spasms"
    STRENGTH = "strength"
    LEG_RAISE = "leg_raise"
    IMAGING = "imaging"


MEASURES: dict[Sign, tuple[str, ...]] = {
    Sign.CENTRALIZATION: ("zone",),
    Sign.PAIN: ("leg_pain", "back_pain", "frequency"),
    Sign.MOBILITY: ("abilities", "sit_minutes", "stand_minutes", "walk_minutes", "reach_cm"),
    Sign.SPASMS: ("spasm_count", "spasm_severity"),
    Sign.STRENGTH: ("heel_rises", "heel_walk", "toe_lift", "sit_to_stand_seconds", "bother.weakness"),
    Sign.LEG_RAISE: ("leg_raise", "leg_raise_gap", "leg_raise_other"),
    Sign.IMAGING: (),
}
"""The first named leads."""

EITHER = (Sign.SPASMS, Sign.LEG_RAISE)
"""Signs for which the change that counts is in one measure *or* the other: the one that changed leads."""

LEADING = (Sign.PAIN, Sign.CENTRALIZATION, Sign.MOBILITY)
"""One of these must be among the signs that improve, and worsening of any of them is worsening."""

_NEVER_LEADS = (LEG_RAISE_OTHER.measure,)


class SignReading(msgspec.Struct, frozen=True):
    """The verdict on one sign: that of `lead`, the measure that speaks for it, unless something speaks against that.

    `worsening` are the supporting measures that are getting worse; `against`, in words, what speaks against
    centralization, or the weakness that makes strength worsening. `scan` is the latest up to the day `on`, for
    imaging, which has weight 0 and so never more of a verdict than "not enough data" (el Barzouhi, NEJM
    2013;368:999).
    """

    sign: Sign
    verdict: Verdict
    lead: MeasureAssessment | None = None
    readings: tuple[MeasureAssessment, ...] = ()
    worsening: tuple[MeasureAssessment, ...] = ()
    against: str | None = None
    scan: Scan | None = None
    on: date | None = None

    @property
    def early(self) -> Verdict | None:
        """The way of a change of the leading measure that is no verdict yet."""
        return self.lead.early if self.lead else None

    def verdict_of(self, reading: MeasureAssessment) -> Verdict:
        """Return the verdict on a measure: its own, but the sign's where something speaks against "moving up"."""
        spoken_against = self.sign is Sign.CENTRALIZATION and reading is self.lead and self.against
        return self.verdict if spoken_against and reading.verdict is Verdict.IMPROVING else reading.verdict


def readings_of(
    series: Series,
    start: date,
    on: date,
    flares: frozenset[int] = frozenset(),
    earlier: Mapping[str, MeasureAssessment] | None = None,
    *,
    is_over: bool = False,
) -> dict[str, MeasureAssessment]:
    """Return every measure's reading on a day. `earlier` are readings of another day; the answer is the same without.

    `is_over`: the episode has ended. A single named activity must change by more than the mean of several.
    """
    earlier = earlier or {}
    uncertainties = first_uncertainties()
    readings = {}
    for rule in RULES:
        if rule is ABILITIES and len(series.activities) == 1:
            rule = ONE_ABILITY
        entries = series.entries.get(rule.measure, ())
        readings[rule.measure] = read(
            rule,
            entries,
            start,
            on,
            earlier.get(rule.measure),
            flares=flares,
            uncertainties=uncertainties,
            is_over=is_over,
        )
    readings[SIT_TO_STAND.measure] = in_seconds(readings[SIT_TO_STAND.measure], series.seconds)
    return readings


def signs_of(readings: Mapping[str, MeasureAssessment], scan: Scan | None, on: date) -> tuple[SignReading, ...]:
    """Return the seven signs in order."""
    return tuple(
        SignReading(sign, Verdict.NOT_ENOUGH_DATA, scan=scan, on=on)
        if sign is Sign.IMAGING
        else sign_of(sign, tuple(readings[measure] for measure in MEASURES[sign]))
        for sign in Sign
    )


def sign_of(sign: Sign, readings: tuple[MeasureAssessment, ...]) -> SignReading:
    """Return a sign, led by its first measure or, where that has no verdict, the next that has one.

    A lead with nothing to improve leaves the sign "not affected", unless another measure of it changes, or back pain is
    affected where leg pain is not. One measure better and another worse is mixed.
    """
    lead = _lead(sign, readings)
    worsening = tuple(r for r in readings if r is not lead and r.verdict is Verdict.WORSENING)
    verdict = lead.verdict
    if verdict is Verdict.IMPROVING and worsening:
        verdict = Verdict.MIXED if any(map(_may_lead, worsening)) else Verdict.NO_CLEAR_CHANGE
    elif verdict is Verdict.WORSENING and any(_may_lead(r) and r.verdict is Verdict.IMPROVING for r in readings):
        verdict = Verdict.MIXED
    return SignReading(sign, verdict, lead, readings, worsening)


def _may_lead(reading: MeasureAssessment) -> bool:
    return reading.rule.measure not in _NEVER_LEADS


def _lead(sign: Sign, readings: tuple[MeasureAssessment, ...]) -> MeasureAssessment:
    candidates = [r for r in readings if _may_lead(r)]
    with_verdict = [r for r in candidates if r.verdict is not Verdict.NOT_ENOUGH_DATA]
    if not with_verdict:
        return next((r for r in candidates if r.entries), candidates[0])
    first = with_verdict[0]
    with_change = [r for r in with_verdict if r.verdict in (Verdict.IMPROVING, Verdict.WORSENING)]
    if with_change and (sign in EITHER or first.verdict is Verdict.NOT_AFFECTED):
        return with_change[0]
    back = next((r for r in with_verdict if r.rule.measure == BACK_PAIN.measure), None)
    worse_back = back is not None and back.verdict is Verdict.WORSENING and first.verdict is Verdict.NO_CLEAR_CHANGE
    affected_back = first.verdict is Verdict.NOT_AFFECTED and back is not None
    if back is not None and (worse_back or (affected_back and back.verdict is not Verdict.NOT_AFFECTED)):
        return back
    return first
