"""One value a day of a measure as it was answered, where nothing of it is judged or it is judged in other units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..daily import Entries, in_order
from ..measures.catalogue import MEASURES, Daily, Measure
from ..measures.rules import RULES, SIT_TO_STAND
from ..records import CheckIn

_JUDGED = {rule.measure for rule in RULES} - {SIT_TO_STAND.measure}
"""Sit to stand is judged in bands and drawn in seconds."""

AS_ANSWERED: tuple[Measure, ...] = tuple(m for m in MEASURES if m.plot is not None and m.path not in _JUDGED)
"""What is drawn and has no series of the verdicts to be drawn from."""


def _last(values: Sequence[float]) -> float:
    return values[-1]


_VALUE_OF_A_DAY: Mapping[Daily | None, Callable[[Sequence[float]], float]] = {
    Daily.HIGHEST: max,
    Daily.LOWEST: min,
    Daily.TOTAL: sum,
    Daily.LAST: _last,
}


def daily_values(measure: Measure, checkins: Iterable[CheckIn]) -> Entries:
    """A number a day for a measure of `AS_ANSWERED`; of activities, their minutes together."""
    values: dict[int, list[float]] = {}
    for checkin in in_order(c for c in checkins if getattr(c, measure.path) is not None):
        answer = getattr(checkin, measure.path)
        number = sum(activity.minutes for activity in answer) if measure.path == "activity" else answer
        values.setdefault(checkin.day.toordinal(), []).append(float(number))
    value_of_a_day = _VALUE_OF_A_DAY[measure.daily]
    return tuple((day, float(value_of_a_day(values[day]))) for day in sorted(values))
