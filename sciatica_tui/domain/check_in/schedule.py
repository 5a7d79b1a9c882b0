"""When the weekly questions, and the one for the remembered change, are due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter

from ..days import each_day
from ..measures.answers import answers_of
from ..measures.catalogue import MEASURES
from ..measures.questions import Depth
from ..records import CheckIn

WEEKLY_DAYS = 7
"""Weekly measures are due again after this many days."""


FELT_DAYS = 28
"""The remembered change is asked for again after this many days."""

MONTHLY = "change_felt"
_WEEKLY = tuple(measure.path for measure in MEASURES if measure.depth is Depth.WEEKLY and measure.path != MONTHLY)
_WEEKLY_PARTS = tuple(dict.fromkeys(path.partition(".")[0] for path in _WEEKLY))
_weekly_parts = attrgetter(*_WEEKLY_PARTS)
_NO_PARTS = (None,) * len(_WEEKLY_PARTS)


def _tests_of(checkins: Iterable[CheckIn]) -> set[str]:
    """Return the names of the weekly tests that these answer, at least in part: the first part of their paths."""
    names = {path.partition(".")[0] for checkin in checkins for path in answers_of(checkin)}
    return names & {*_WEEKLY_PARTS, MONTHLY}


def tests_done(checkins: Iterable[CheckIn], on: date) -> set[str]:
    """Return the names of the tests that need not be done now: those of the week, and the monthly one of four weeks."""
    before = on - timedelta(FELT_DAYS)
    month = [c for c in checkins if before < c.day <= on]
    return _tests_of(of_the_week(month, on)) | (_tests_of(month) & {MONTHLY})


def tests_left(checkins: Iterable[CheckIn], on: date) -> int:
    """Count the weekly tests that are still to do."""
    return len({*_WEEKLY_PARTS, MONTHLY} - tests_done(checkins, on))


def has_weekly(checkin: CheckIn) -> bool:
    """Tell whether it answers any of the weekly questions."""
    # Ten years have 15,000 check-ins, of which few have any: those are told apart before their answers are laid out.
    return _weekly_parts(checkin) != _NO_PARTS and any(path.startswith(_WEEKLY) for path in answers_of(checkin))


def last_weekly(checkins: Iterable[CheckIn], on: date) -> date | None:
    """Return the last day up to `on` with an answer to a weekly question, `None` for none."""
    return max((checkin.day for checkin in checkins if checkin.day <= on and has_weekly(checkin)), default=None)


def tells_of_the_day(checkin: CheckIn) -> bool:
    """Tell whether it says how the day was: not only weekly tests, the remembered change, a flare or the red flags."""
    answers = answers_of(checkin)
    return not answers or not all(path.startswith((*_WEEKLY, MONTHLY, "flare", "red_flags")) for path in answers)


def felt_due(checkins: Iterable[CheckIn], on: date) -> bool:
    """Tell whether to ask for the change as remembered: four weeks after the first of these, and after each answer."""
    checkins, before = tuple(checkins), on - timedelta(FELT_DAYS)
    lately = [c for c in checkins if before < c.day <= on]
    return all(c.change_felt is None for c in lately) and any(c.day <= before for c in checkins)


def weekly_due(checkins: Iterable[CheckIn], on: date) -> bool:
    """Tell whether no weekly question has been answered in the last seven days."""
    return not any(has_weekly(c) for c in of_the_week(checkins, on))


def of_the_week(checkins: Iterable[CheckIn], on: date) -> list[CheckIn]:
    """Return the check-ins of the last seven days: so long an answer to a weekly question holds."""
    before = on - timedelta(WEEKLY_DAYS)
    return [checkin for checkin in checkins if before < checkin.day <= on]


def is_first_week(checkins: Iterable[CheckIn], on: date) -> bool:
    """Tell whether the first entry is less than seven days old, or still to come: nothing is overdue yet."""
    before = on - timedelta(WEEKLY_DAYS)
    return all(c.day > before for c in checkins)


def missed_days(checkins: Iterable[CheckIn], on: date) -> tuple[date, ...]:
    """Return the days of the last week, today left out, of which nothing tells; none from before the first entry."""
    checkins = tuple(checkin for checkin in checkins if checkin.day <= on)
    first = max(min((checkin.day for checkin in checkins), default=on), on - timedelta(WEEKLY_DAYS))
    check_in_days = {checkin.day for checkin in checkins if checkin.day >= first and tells_of_the_day(checkin)}
    return tuple(day for day in each_day(first, on - timedelta(1)) if day not in check_in_days)
