"""The calendar of the weekly looks at daily measures.

Tests: `tests/domain/assessment/test_measure_assessment.py`.
"""

from __future__ import annotations

from datetime import date

FIRST_LOOK = 14
"""Days from an episode's first entry to the first look."""
LOOK_EVERY = 7
"""Days from one look to the next."""


def look_days(start: date, on: date) -> range:
    """Return the weekly looks of an episode up to a day, as day numbers."""
    return range(start.toordinal() + FIRST_LOOK, on.toordinal() + 1, LOOK_EVERY)
