"""What is worth saying beside a verdict: a start at a flare, a crossed knee, a leg free of pain, more medication."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ..records import Medication
from ..zones import KNEE_LEVEL
from .comparison import Comparison, compare, since_day, up_to
from .measure_assessment import MeasureAssessment

FLARE_DAYS = 3
MORE_MEDICATION = 1.3


def more_medication(medications: Iterable[Medication], start: date, on: date) -> bool:
    """Whether days with medication rose by 30 % (and two days) from the first 14 days to the last 14."""
    two_weeks = timedelta(days=14)
    if on - start < 2 * two_weeks:
        return False
    days = {m.day for m in medications}
    before = sum(start <= day < start + two_weeks for day in days)
    now = sum(on - two_weeks < day <= on for day in days)
    return now >= MORE_MEDICATION * before and now - before >= 2


def started_at_flare(reading: MeasureAssessment, flares: frozenset[int]) -> bool:
    """Whether three or more days of the baseline were flares, as the person said."""
    return reading.shown is not None and sum(day in flares for day, _ in reading.shown.before) >= FLARE_DAYS


def from_second_week(reading: MeasureAssessment) -> Comparison | None:
    """Days 8–14 against now, the second comparison where it started at a flare; `None` with too few entries."""
    if reading.shown is None:
        return None
    rule, after = reading.rule, reading.shown.after
    first = reading.shown.before[0][0]
    second = since_day(up_to(reading.entries, first + 13), first + 7)
    if len(second) < rule.cadence.least or second[-1][0] >= after[0][0]:
        return None
    return compare(rule, second, after)


def abolished(zone: MeasureAssessment) -> bool:
    """Whether pain has been no further out than the low back for 7 days, at least 5 of them logged."""
    week = since_day(zone.entries, zone.on - 6)
    return len(week) >= zone.rule.cadence.least and all(value <= 1 for _, value in week)


def crossed_knee(zone: MeasureAssessment) -> bool:
    """Whether it moved from below the knee to above it: a strong change (Albert 2012)."""
    return zone.shown is not None and zone.shown.baseline > KNEE_LEVEL > zone.shown.current
