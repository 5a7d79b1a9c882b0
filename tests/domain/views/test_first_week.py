"""The first week of a diary: its steps, and what they lead to."""

from __future__ import annotations

from sciatica_tui.domain.assessment.assess import assess
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.first_week import first_week, routine_to_begin_with
from sciatica_tui.domain.views.todo import LATER

from ...support import TODAY, checkin

TILT = BY_NAME["pelvic-tilt"]


def rows(*entries: CheckIn) -> list[tuple[object, str, str]]:
    readings = assess(RecordSnapshot(checkins=entries), TODAY).readings.values()
    return [(row.mark, row.words, row.aside) for row in first_week(readings, TODAY)]


def test_an_empty_diary_adds_when_there_will_be_an_answer() -> None:
    assert rows() == [(LATER, "Am I getting better?", "in 2 weeks")]


def test_the_day_of_the_first_answer_is_that_of_the_signs() -> None:
    entries = checkin(2, leg_pain=5), checkin(0, leg_pain=4, reach_cm=12)
    assert rows(*entries) == [(LATER, "Am I getting better?", "on 4 Dec")]


def test_the_routine_to_begin_with_can_be_drawn() -> None:
    assert routine_to_begin_with([]) is None
    assert routine_to_begin_with([TILT]) is TILT


def test_the_routine_to_begin_with_is_the_gentlest_wherever_it_stands() -> None:
    assert routine_to_begin_with([BY_NAME["walk"], TILT]) is TILT
    assert routine_to_begin_with([BY_NAME["walk"]]) is BY_NAME["walk"]
