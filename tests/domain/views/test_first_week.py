"""The first week of a diary: its steps, and what they lead to."""

from __future__ import annotations

from sciatica_tui.domain.assessment.assess import assess
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.first_week import first_week, routine_to_begin_with
from sciatica_tui.domain.views.todo import COMPLETED, DUE, LATER, TO_DO, Todo

from ...support import TODAY, checkin

TILT = BY_NAME["pelvic-tilt"]


def steps(*entries: CheckIn) -> tuple[Todo, ...]:
    diary = RecordSnapshot(checkins=entries)
    return first_week(diary, TILT, assess(diary, TODAY).readings.values(), None, TODAY)


def test_an_empty_diary_says_what_there_is_to_do_and_when_that_gives_an_answer() -> None:
    assert [(step.mark, step.words, step.aside) for step in steps()] == [
        (TO_DO, "Check in once a day", "0 of 7 days"),
        (TO_DO, "Do the weekly tests", "about 5 min"),
        (TO_DO, "Try a routine: Pelvic tilt", "1 min"),
        (DUE, "Know the red flags", "at any time"),
        (LATER, "Am I getting better?", "in 2 weeks"),
    ]


def test_what_was_logged_counts_and_the_day_of_the_first_answer_is_that_of_the_signs() -> None:
    entries = checkin(2, leg_pain=5), checkin(0, leg_pain=4, reach_cm=12)
    check_in, tests, *_, answer = steps(*entries)
    assert (check_in.mark, check_in.aside) == (COMPLETED, "2 of 7 days")
    assert tests.mark == COMPLETED
    assert answer.aside == "on 4 Dec"


def test_the_routine_to_begin_with_can_be_drawn() -> None:
    assert routine_to_begin_with([]) is None
    assert routine_to_begin_with([TILT]) is TILT
