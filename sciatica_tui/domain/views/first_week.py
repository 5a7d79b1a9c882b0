"""What the first week of a diary is for: there is nothing yet to tell how it goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..assessment.measure_assessment import MeasureAssessment
from ..routines.catalogue import Guided
from ..routines.poses import POSES
from ..routines.safety import GENTLEST
from ..text.dates import short_month
from .todo import LATER, Todo

NO_DAY_YET = "in 2 weeks"
"""When the first answer can be there, before there is an entry to count from."""


def first_week(readings: Iterable[MeasureAssessment], on: date) -> tuple[Todo, ...]:
    """Return what comes below the rows of a day: what it all leads to."""
    looks = [r.first_check for r in readings if r.entries and r.first_check is not None]
    day = f"on {short_month(date.fromordinal(min(looks)), on)}" if looks else NO_DAY_YET
    return (Todo("phase", LATER, "Am I getting better?", day),)


def routine_to_begin_with(routines: Iterable[Guided]) -> Guided | None:
    """Return the gentlest of these, else the first, whose pose can be drawn."""
    with_pose = (routine for routine in routines if routine.steps and routine.steps[0].name in POSES)
    return min(with_pose, key=lambda routine: routine.name != GENTLEST, default=None)
