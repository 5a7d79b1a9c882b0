"""When the weekly questions, and the one for the remembered change, are due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ..days import each_day
from ..measures.answers import answers_of
from ..measures.catalogue import MEASURES
from ..measures.questions import Depth
from ..records import CheckIn

WEEKLY_DAYS = 7
"""Weekly measures are due again after this many days."""


FELT_DAYS = 28
"""The remembered change is asked for again after this many days."""

_MONTHLY = "change_felt"
_WEEKLY = tuple(measure.path for measure in MEASURES if measure.depth is Depth.WEEKLY and measure.path != _MONTHLY)


def has_weekly(checkin: CheckIn) -> bool:
    """Tell whether it answers any of the weekly questions."""
    return any(path.startswith(_WEEKLY) for path in answers_of(checkin))


def tells_of_the_day(checkin: CheckIn) -> bool:
    """Tell whether it says how the day was: not only weekly tests, the remembered change, or whether it is a flare."""
    answers = answers_of(checkin)
    return not answers or not all(path.startswith((*_WEEKLY, _MONTHLY, "flare")) for path in answers)


def felt_due(checkins: Iterable[CheckIn], on: date) -> bool:
    """Tell whether to ask for the change as remembered: four weeks after the first of these, and after each answer."""
    checkins = tuple(checkins)
    answered = [c.day for c in checkins if c.change_felt is not None and c.day <= on]
    last = max(answered) if answered else min([on, *(c.day for c in checkins)])
    return on - last >= timedelta(FELT_DAYS)


def weekly_due(checkins: Iterable[CheckIn], on: date) -> bool:
    """Tell whether no weekly question has been answered in the last seven days."""
    before = on - timedelta(WEEKLY_DAYS)
    return not any(has_weekly(c) for c in checkins if before < c.day <= on)


def missed_days(checkins: Iterable[CheckIn], on: date) -> tuple[date, ...]:
    """Return the days of the last week, today left out, without a check-in; none from before the first one."""
    days = {checkin.day for checkin in checkins if checkin.day <= on}
    first = max(min(days, default=on), on - timedelta(WEEKLY_DAYS))
    return tuple(day for day in each_day(first, on - timedelta(1)) if day not in days)
