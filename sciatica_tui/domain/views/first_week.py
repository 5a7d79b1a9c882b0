"""What the first week of a diary is for, as steps: there is nothing yet to tell how it goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..assessment.measure_assessment import MeasureAssessment
from ..check_in.schedule import WEEKLY_DAYS, last_weekly, tells_of_the_day
from ..routines.catalogue import Guided
from ..routines.done import was_done
from ..routines.poses import POSES
from ..routines.session_plan import total_seconds
from ..snapshot import RecordSnapshot
from ..text.dates import short_month
from .todo import COMPLETED, DUE, LATER, TO_DO, Todo

NO_DAY_YET = "in 2 weeks"
"""When the first answer can be there, before there is an entry to count from."""


def first_week(
    diary: RecordSnapshot,
    routine: Guided | None,
    readings: Iterable[MeasureAssessment],
    flags_day: date | None,
    on: date,
) -> tuple[Todo, ...]:
    """Return the steps, those behind the person as such; the last is none, but what they lead to.

    `routine` is one to begin with, `flags_day` when the red flags were asked for.
    """
    days = {checkin.day for checkin in diary.checkins if checkin.day <= on and tells_of_the_day(checkin)}
    rows = [Todo("checkin", COMPLETED if on in days else TO_DO, "Check in once a day", _of_the_week(len(days)))]
    has_tests = last_weekly(diary.checkins, on) is not None
    rows.append(Todo("weekly", COMPLETED if has_tests else TO_DO, "Do the weekly tests", "about 5 min"))
    if routine is not None:
        has_routine = any(was_done(session) for session in diary.sessions)
        minutes = f"{max(round(total_seconds(routine.plan) / 60), 1)} min"
        words = "Try a routine" if has_routine else f"Try a routine: {routine.title}"
        rows.append(
            Todo(f"routine:{routine.name}", COMPLETED if has_routine else TO_DO, words, "" if has_routine else minutes)
        )
    rows.append(Todo("red_flags", COMPLETED if flags_day is not None else DUE, "Know the red flags", "at any time"))
    looks = [r.first_check for r in readings if r.entries and r.first_check is not None]
    day = f"on {short_month(date.fromordinal(min(looks)), on)}" if looks else NO_DAY_YET
    rows.append(Todo("phase", LATER, "Am I getting better?", day))
    return tuple(rows)


def routine_to_begin_with(routines: Iterable[Guided]) -> Guided | None:
    """Return the first of these whose pose can be drawn."""
    return next((routine for routine in routines if routine.steps and routine.steps[0].name in POSES), None)


def _of_the_week(days: int) -> str:
    return f"{days} of {WEEKLY_DAYS} days"
