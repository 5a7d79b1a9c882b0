"""The line for a prompt says what Today asks for, and nothing that it only offers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sciatica_tui.domain.records import RedFlagAnswer, Session, StepDone
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.prompt import WORDS, prompt_line
from sciatica_tui.domain.views.todo import felt_row, todo

from ...support import NOW, TODAY, checkin, stamp

WEEKLY: dict[str, Any] = {"sit_to_stand_seconds": 12}


def stretch(days_ago: int, **fields: Any) -> Session:
    at = NOW - timedelta(days_ago)
    step = StepDone(kind="hold", routine="hamstring", planned_seconds=30, done_seconds=30)
    return Session(**stamp(), day=at.date(), routine="hamstring", started_at=at, steps=(step,), **fields)


def test_nothing_written_down_leaves_the_check_in_and_nothing_is_due() -> None:
    assert prompt_line(RecordSnapshot(), TODAY) == "not logged"


def test_it_is_empty_once_all_that_today_asks_for_is_done() -> None:
    records = RecordSnapshot(checkins=(checkin(leg_pain=3, red_flags=[], **WEEKLY),))
    assert prompt_line(records, TODAY) == ""


def test_red_flags_that_nobody_asked_about_for_a_week_are_left_to_do() -> None:
    assert prompt_line(RecordSnapshot(checkins=(checkin(leg_pain=3, **WEEKLY),)), TODAY) == "red flags not asked"


def test_yesterdays_stretches_ask_how_it_has_been_since_until_they_are_answered() -> None:
    done = (checkin(leg_pain=3, red_flags=[], **WEEKLY),)
    records = RecordSnapshot(checkins=done, sessions=(stretch(1),))
    assert prompt_line(records, TODAY) == "yesterday's stretch: how was your leg?"
    two = RecordSnapshot(checkins=done, sessions=(stretch(1), stretch(1)))
    assert prompt_line(two, TODAY) == "yesterday's stretches: how was your leg?"
    assert prompt_line(RecordSnapshot(checkins=done, sessions=(stretch(1, next_day="same"), stretch(2))), TODAY) == ""


def test_an_open_red_flag_comes_first_and_no_exercise_is_asked_for_beside_it() -> None:
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("fever",))
    assert prompt_line(RecordSnapshot(red_flags=(flag,)), TODAY) == "! Speak to a doctor today · not logged"


def test_every_row_that_today_can_ask_for_has_its_words() -> None:
    entry = checkin(days_ago=40, leg_pain=3)
    rows = (*todo((entry,), None, TODAY), *felt_row((entry,), TODAY))
    assert {row.kind for row in rows} == WORDS.keys()
    words = prompt_line(RecordSnapshot(checkins=(entry,)), TODAY)
    assert words == "not logged · weekly tests due · red flags not asked · better or worse since it began?"
