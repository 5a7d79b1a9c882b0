"""The line for a prompt says what Today asks for, and nothing that it only offers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from sciatica_tui.domain.episodes import span_on
from sciatica_tui.domain.records import CheckIn, Episode, RedFlagAnswer, Session, StepDone
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.prompt import CHECK_IN, WORDS, prompt_line
from sciatica_tui.domain.views.todo import DUE, QUESTION, felt_row, todo

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


ENTRIES = st.builds(
    lambda ago, answers: checkin(days_ago=ago, **answers),
    st.one_of(st.integers(-2, 35), st.just(400)),
    st.sampled_from(({"leg_pain": 3}, WEEKLY, {"change_felt": 1}, {"red_flags": []}, {"leg_pain": 3, "flare": True})),
)


@given(st.lists(ENTRIES, max_size=6), st.sampled_from((None, 0, 20, 28, 40, 500)))
@example([checkin(days_ago=400, leg_pain=3), checkin(days_ago=30, leg_pain=3)], 40)
def test_it_asks_for_what_today_asks_for_however_old_the_entries_are(
    checkins: list[CheckIn], began_ago: int | None
) -> None:
    began = TODAY - timedelta(began_ago or 0)
    episodes = (Episode(**stamp(), day=began, started=began),) if began_ago is not None else ()
    of_the_episode = span_on(episodes, TODAY).only(checkins, TODAY)
    asked = max((c.day for c in checkins if c.red_flags is not None and c.day <= TODAY), default=None)
    rows = (*todo(checkins, asked, TODAY), *felt_row(of_the_episode, TODAY))
    kinds = {row.kind for row in rows if row.mark in (DUE, QUESTION) or (row.kind, row.mark) == CHECK_IN}
    parts = prompt_line(RecordSnapshot(checkins=tuple(checkins), episodes=episodes), TODAY).split(" · ")
    assert [kind for kind, words in WORDS.items() if words in parts] == [kind for kind in WORDS if kind in kinds]
