"""Which of a day's check-ins the value of that day on a chart comes from."""

from __future__ import annotations

from collections.abc import Iterable

from ..assessment.series import series_of
from ..daily import digest, in_order
from ..records import CheckIn, Side
from .daily_values import AS_ANSWERED, daily_values
from .measure_display import MeasureDisplay


def charted_entry(kind: MeasureDisplay, of_day: Iterable[CheckIn], charted: float, side: Side | None) -> CheckIn | None:
    """Return the day's last check-in that answered `charted`, else the last that answered the measure at all.

    `side` is the affected side; none of a total is all of it, then the last is as good as any.
    """
    last = None
    for checkin in reversed(in_order(of_day)):
        answer = _answered(kind, checkin, side)
        if answer == charted:
            return checkin
        if answer is not None and last is None:
            last = checkin
    return last


def _answered(kind: MeasureDisplay, checkin: CheckIn, side: Side | None) -> float | None:
    """What a check-in by itself would have on the chart."""
    one = (checkin,)
    entries = daily_values(kind, one) if kind in AS_ANSWERED else series_of(digest(one), side).entries[kind.measure]
    return entries[0][1] if entries else None
