"""One value a day, as it was answered, of measures that are not judged, or judged in other units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..daily import Entries, in_order
from ..measures.catalogue import Daily
from ..measures.rules import SIT_TO_STAND
from ..records import CheckIn
from .measure_display import DISPLAYS, MeasureDisplay

AS_ANSWERED: tuple[MeasureDisplay, ...] = tuple(
    display for display in DISPLAYS if display.rule is None or display.rule is SIT_TO_STAND
)
"""What is drawn as it was answered; sit to stand is judged in bands and drawn in seconds."""


def _last(values: Sequence[float]) -> float:
    return values[-1]


_VALUE_OF_A_DAY: Mapping[Daily, Callable[[Sequence[float]], float]] = {
    Daily.HIGHEST: max,
    Daily.LOWEST: min,
    Daily.TOTAL: sum,
    Daily.LAST: _last,
}


def daily_values(kind: MeasureDisplay, checkins: Iterable[CheckIn]) -> Entries:
    """Return a number a day for a measure of `AS_ANSWERED`; of activities, the minutes of all together."""
    values: dict[int, list[float]] = {}
    for checkin in in_order(c for c in checkins if getattr(c, kind.measure) is not None):
        answer = getattr(checkin, kind.measure)
        number = sum(activity.minutes for activity in answer) if kind.measure == "activity" else answer
        values.setdefault(checkin.day.toordinal(), []).append(float(number))
    return tuple((day, float(_VALUE_OF_A_DAY[kind.daily](values[day]))) for day in sorted(values))
