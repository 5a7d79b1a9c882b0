"""What is worth saying beside a verdict: a crossed knee, a leg free of pain, more medication."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ..measures.rules import LEG_PAIN, Verdict
from ..records import Medication
from ..zones import KNEE_LEVEL
from .comparison import since_day
from .look_days import LOOK_EVERY
from .measure_assessment import MeasureAssessment
from .verdict_input import MedicationRise, Overall, Readings, VerdictInput
from .verdict_text import severe_words

MORE_MEDICATION, MEDICATION_FLOOR = 1.3, 4
"""How far days with medication must have risen to be said, and how many of the last 14 it takes (choices of ours).

A gel on two days is a rise from none, but no reason for weeks of less pain."""
ABOLISHED_LOGGED = 5
"""Days with an entry of seven, for pain to be gone from the leg (a choice of ours)."""


def more_medication(medications: Iterable[Medication], start: date, on: date) -> MedicationRise | None:
    """Return how days with medication rose by 30 % (and two days) to 4 or more; `None` where they did not."""
    two_weeks = timedelta(days=14)
    if on - start < 2 * two_weeks:
        return None
    days = {m.day for m in medications}
    before = sum(start <= day < start + two_weeks for day in days)
    now = sum(on - two_weeks < day <= on for day in days)
    rose = now >= max(MORE_MEDICATION * before, before + 2, MEDICATION_FLOOR)
    return MedicationRise(before, now) if rose else None


def abolished(zone: MeasureAssessment) -> bool:
    """Tell whether pain has been no further out than the low back for 7 days, at least 5 of them logged."""
    week = since_day(zone.entries, zone.on - 6)
    return len(week) >= ABOLISHED_LOGGED and all(value <= 1 for _, value in week)


def crossed_knee(zone: MeasureAssessment) -> bool:
    """Tell whether it moved from below the knee to above it: a strong change (Albert 2012)."""
    return zone.comparison is not None and zone.comparison.baseline > KNEE_LEVEL > zone.comparison.current


def remarks_on(verdict: Overall, readings: Readings, facts: VerdictInput) -> tuple[str, ...]:
    """Return what is worth saying beside the verdict on it all."""
    remarks = []
    leg = readings[LEG_PAIN.measure]
    rise = facts.more_medication
    if verdict.verdict is Verdict.IMPROVING and rise is not None:
        remarks.append(f"Medication on {rise.last} of the last 14 days, on {rise.first} of the first 14.")
    is_new = leg.verdict is Verdict.IMPROVING and leg.since is not None and leg.on - leg.since < LOOK_EVERY
    if is_new and not facts.locked:
        remarks.append("Many people start at their worst, so part of an early drop comes by itself.")
    flares = [r for r in readings.values() if r.flare_start]
    if flares:
        remarks.append("It began in a flare, so the app judges it from day 8 on.")
    severe = [r for r in readings.values() if r.still_severe and r.rule.measure not in verdict.named]
    if severe:
        remarks.append(f"{severe_words(severe)}: see a clinician.")
    return tuple(remarks)
