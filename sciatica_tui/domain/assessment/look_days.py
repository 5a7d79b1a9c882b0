"""The calendar of the weekly looks at daily measures.

Tests: `tests/domain/assessment/test_measure_assessment.py`.
"""

from __future__ import annotations

from datetime import date, timedelta

FIRST_LOOK = 14
"""Days from an episode's first entry to the first look."""
LOOK_EVERY = 7
"""Days from one look to the next."""


def next_look(start: date, on: date) -> date:
    """Return the first weekly look of an episode after a day."""
    weeks = max((on - start).days - FIRST_LOOK + LOOK_EVERY, 0) // LOOK_EVERY
    return start + timedelta(FIRST_LOOK + weeks * LOOK_EVERY)


def look_days(start: date, on: date) -> range:
    """Return the weekly looks of an episode up to a day, as day numbers."""
    return range(start.toordinal() + FIRST_LOOK, on.toordinal() + 1, LOOK_EVERY)
