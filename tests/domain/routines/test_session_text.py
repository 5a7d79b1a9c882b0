"""A session in full, as History shows it."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from sciatica_tui.domain.record_text import describe
from sciatica_tui.domain.records import Felt, NextDay, Pause, Session, Side, StepDone, Zone
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.routines.session_text import length_words, step_words
from sciatica_tui.domain.views.history import details

from ...support import NOW, TODAY, stamp


def held(side: Side, seconds: float) -> StepDone:
    return StepDone(kind="hold", planned_seconds=30, done_seconds=seconds, side=side, routine="hamstring", repetition=1)


STRETCH = Session(
    **stamp(),
    day=TODAY,
    routine="hamstring",
    started_at=NOW,
    ended_at=NOW + timedelta(minutes=4),
    steps=(held(Side.LEFT, 30), held(Side.RIGHT, 30), held(Side.LEFT, 12)),
    pauses=(Pause(at=NOW, seconds=300, why="gap"),),
    ended="stopped",
    before=Felt(leg_pain=4, zone=Zone.THIGH),
    after=Felt(leg_pain=6, zone=Zone.THIGH, further_down=False),
)


def test_planned_and_done_stand_for_each_side_with_pauses_and_how_it_was() -> None:
    assert details(STRETCH) == (
        ("Routine", "Hamstring stretch"),
        ("Began", "08:10"),
        ("Ended", "08:14, stopped early"),
        ("Done", "1 min of 3 min"),
        ("Hamstring stretch", "left: 30 s, 12 of 30 s"),
        ("", "right: 30 s"),
        ("Paused", "08:10, 5 min, timer stalled"),
        ("Before", "leg pain 4, furthest zone thigh"),
        ("After", "leg pain 6, furthest zone thigh, not further down"),
        ("Outcome", "a setback"),
        ("Because of", "Hamstring stretch"),
    )


def test_what_was_done_of_several_steps_says_what_of_the_time_it_leaves_out() -> None:
    whole = Session(
        **stamp(),
        day=TODAY,
        routine="hamstring",
        started_at=NOW,
        ended_at=NOW + timedelta(minutes=4),
        steps=tuple(held(side, 30) for side in (Side.LEFT, Side.RIGHT) for _ in range(3)),
        ended="finished",
    )
    assert dict(details(whole))["Done"] == "3 min, rests and changes not counted"
    assert "rests" not in describe(whole)
    one_step = msgspec.structs.replace(whole, steps=whole.steps[:1])
    cut_short = msgspec.structs.replace(whole, steps=tuple(held(side, 20) for side in (Side.LEFT, Side.RIGHT)))
    unended = msgspec.structs.replace(whole, ended=None)
    for session in (one_step, cut_short, unended):
        assert "rests" not in dict(details(session))["Done"]


def test_the_same_amount_several_times_in_a_row_is_said_once() -> None:
    steps = (*(held(Side.LEFT, 30) for _ in range(3)), held(Side.LEFT, 12))
    session = Session(**stamp(), day=TODAY, routine="hamstring", started_at=NOW, steps=steps)
    assert dict(details(session))["Hamstring stretch"] == "left: 3 × 30 s, 12 of 30 s"


def test_without_the_next_days_answer_the_outcome_is_not_yet_known() -> None:
    session = Session(**stamp(), day=TODAY, routine="hamstring", started_at=NOW, steps=(held(Side.LEFT, 30),))
    assert dict(details(session))["Outcome"] == "not yet known"


def test_of_a_pack_no_outcome_is_awaited_as_the_next_day_asks_for_none() -> None:
    ice = StepDone(kind="ice", planned_seconds=900, done_seconds=450, routine="ice")
    session = Session(**stamp(), day=TODAY, routine="ice", started_at=NOW, steps=(ice,), ended="finished")
    lines = dict(details(session))
    assert lines["Ice"] == "7.5 of 15 min"
    assert "Outcome" not in lines
    assert lines["Before"] == "not asked"


def test_one_line_names_minutes_how_it_ended_the_leg_and_the_next_day() -> None:
    assert describe(STRETCH) == "Hamstring stretch, 1 min of 3 min, stopped early, leg 4 → 6"
    session = Session(
        **stamp(), day=TODAY, routine="hamstring", started_at=NOW, steps=(held(Side.LEFT, 20),), next_day=NextDay.SAME
    )
    assert describe(session) == "Hamstring stretch, 20 s, the same the next day"


def test_a_rest_is_named_only_where_it_comes() -> None:
    words = {name: step_words(BY_NAME[name].steps[0], BY_NAME[name].kind).partition(": ")[2] for name in BY_NAME}
    assert (words["press-up"], words["pelvic-tilt"]) == ("10 × 5 s", "10 × 6 s")
    assert words["slider"] == "10 × 4 s, each side, 2 sets, rest 30 s"
    assert words["hamstring"] == "3 × 30 s, each side, rest 10 s"
    assert words["sitting-break"] == "3 × 30 min, rest 120 s"


def test_the_length_in_all_is_told_from_what_history_counts_where_the_two_differ() -> None:
    assert length_words(BY_NAME["daily"].plan) == "11:42 in all, 9 min without rests and changes"
    assert length_words(BY_NAME["walk"].plan) == ""
