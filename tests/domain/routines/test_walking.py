"""The walking plan: the next day's leg decides, and no rule of it is ever broken, whatever was logged."""

from __future__ import annotations

import os
from datetime import date, timedelta
from random import Random
from typing import Any

import msgspec
import pytest

from sciatica_tui.domain.pauses import is_paused, resumed
from sciatica_tui.domain.records import (
    CheckIn,
    NextDay,
    RedFlagAnswer,
    Session,
    StepDone,
    WalkMove,
    WalkPause,
    WalkPlan,
    WalkStep,
    Zone,
)
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.routines.walking import (
    GOAL_MINUTES,
    advice,
    as_planned,
    current_plan,
    full_walks,
    limit,
    minutes_on,
    minutes_today,
    paused,
    says_otherwise_now,
    stepped,
    walked_minutes,
)
from sciatica_tui.domain.routines.walking_text import plan_rows, plan_words, walking_ask
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.text.dates import long_day

from ...support import NOW, TODAY, checkin, day, stamp

HISTORIES = 10_000 if os.environ.get("SCIATICA_LONG") else 20


def plan(began_ago: int = 10, minutes: float = 10, **fields: Any) -> WalkPlan:
    return WalkPlan(**stamp(), day=day(began_ago), minutes=minutes, **fields)


def walked(ago: int, minutes: float = 10, leg: int = 3, **answers: Any) -> CheckIn:
    return checkin(ago, leg_pain=leg, activity=[{"kind": "walk", "minutes": round(minutes)}], **answers)


def walk_session(ago: int, minutes: float, **fields: Any) -> Session:
    step = StepDone(kind="walk", planned_seconds=minutes * 60, done_seconds=minutes * 60, routine="walk")
    return Session(**stamp(), day=day(ago), routine="walk", started_at=NOW, steps=(step,), **fields)


def diary(*checkins: CheckIn, **records: Any) -> RecordSnapshot:
    return RecordSnapshot(checkins=checkins, **records)


def steady(*agos: int, leg: int = 3, minutes: float = 10) -> RecordSnapshot:
    """A walk on these days, and the same leg pain on all others."""
    others = (checkin(ago, leg_pain=leg) for ago in range(30) if ago not in agos)
    return diary(*(walked(ago, minutes, leg) for ago in agos), *others)


def test_three_walks_that_the_leg_took_make_a_step_up_of_a_fifth() -> None:
    advised = advice(plan(), steady(6, 4, 2), TODAY)
    assert (advised.move, advised.minutes) == (WalkMove.UP, 12)
    assert advised.why == "3 walks of 8 min or more went well"


def test_no_step_is_left_out_of_the_plan_without_a_word() -> None:
    on = plan(began_ago=60)
    for number in range(5):
        on = stepped(on, day(50 - 7 * number), 11 + number, WalkMove.UP, "walked")
    assert [row.minutes for row in plan_rows(on, diary(), TODAY)] == [30, 15, 14, 13, 12, 11, 10]
    rows = plan_rows(stepped(on, day(3), 16, WalkMove.UP, "walked"), diary(), TODAY)
    assert [row.minutes for row in rows] == [30, 16, 15, 14, 13, None, 10]
    assert rows[-2].words == "2 earlier steps"


def test_walks_that_reach_the_goal_make_it_the_next_step_and_are_called_what_they_were() -> None:
    advised = advice(plan(minutes=19), steady(6, 4, 2, minutes=40), TODAY)
    assert (advised.move, advised.minutes) == (WalkMove.UP, 30)
    assert advised.why == "your walks already reach the goal of 30 min or go past it, and your leg took them well"
    assert advice(plan(minutes=19), steady(6, 4, 2, minutes=29), TODAY).minutes == 22
    assert advice(plan(began_ago=6, minutes=19), steady(5, 4, 2, minutes=40), TODAY).move is WalkMove.SAME


def test_one_may_set_it_to_what_one_walks_on_three_days_of_seven() -> None:
    assert limit(plan(), steady(6, 4, 2, minutes=25), TODAY)[0] == 25
    assert limit(plan(), steady(6, 4, 2, minutes=45), TODAY)[0] == 30
    assert limit(plan(), steady(6, 4, minutes=25), TODAY)[0] == 12
    worse = diary(*steady(6, 4, 2, minutes=25).checkins, checkin(0, leg_pain=9))
    assert limit(plan(), worse, TODAY) == (10, f"{long_day(TODAY)} was a worse day")


def test_a_step_takes_a_week_and_three_walks_and_missed_days_cost_nothing() -> None:
    early = advice(plan(began_ago=6), steady(5, 4, 2), TODAY)
    assert (early.move, early.why) == (
        WalkMove.SAME,
        f"each step lasts at least a week, this one until {long_day(day(-1))}",
    )
    few = advice(plan(), steady(6, 2), TODAY)
    assert (few.move, few.minutes) == (WalkMove.SAME, 10)
    assert few.why == "2 walks of 8 min or more in seven days; a step up takes three. Missed days cost nothing"
    assert advice(plan(began_ago=300), steady(), TODAY).minutes == 10


def test_two_walks_in_a_row_with_a_worse_day_after_are_a_step_back_at_once() -> None:
    bad = diary(
        *(checkin(ago, leg_pain=3) for ago in range(5, 15)), walked(4), walked(3, leg=5), checkin(2, leg_pain=5)
    )
    advised = advice(plan(began_ago=5), bad, TODAY)
    assert (advised.move, advised.minutes) == (WalkMove.BACK, 8)
    assert minutes_today(plan(began_ago=5), bad, TODAY) == 8


def test_one_worse_day_after_a_walk_is_no_step_back_but_never_a_step_up() -> None:
    days = [
        *(walked(ago) for ago in (6, 4, 2)),
        *(checkin(ago, leg_pain=3) for ago in (9, 8, 7, 5, 3)),
        checkin(1, leg_pain=6),
    ]
    advised = advice(plan(), diary(*days), TODAY)
    assert (advised.move, advised.minutes) == (WalkMove.SAME, 10)
    assert advised.why == "Saturday 21 November was a worse day; no step up right after one"


def test_further_down_the_leg_is_a_worse_day_too() -> None:
    days = [walked(ago, zone="thigh") for ago in (6, 4, 2)]
    assert advice(plan(), diary(*days, checkin(5, leg_pain=3), checkin(3, leg_pain=3)), TODAY).move is WalkMove.UP
    out = advice(plan(), diary(*days, checkin(5, leg_pain=3), checkin(1, leg_pain=3, zone="calf")), TODAY)
    assert out.move is WalkMove.SAME


def test_a_flare_holds_the_plan_without_resetting_it() -> None:
    held = diary(*steady(6, 4, 2).checkins, checkin(1, leg_pain=8, flare=True))
    at_16 = plan(began_ago=40, steps=(WalkStep(day=day(10), minutes=16, move=WalkMove.UP, why="walked"),))
    advised = advice(at_16, held, TODAY)
    assert (advised.move, advised.minutes) == (WalkMove.SAME, 16)
    assert advised.why.startswith("you are in a flare")
    assert limit(at_16, held, TODAY)[0] == 16


def test_a_red_flag_and_a_pause_hold_it() -> None:
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("fever",))
    locked = advice(plan(), diary(*steady(6, 4, 2).checkins, red_flags=(flag,)), TODAY)
    assert locked.why == "a red flag is open; the plan waits until a clinician has seen it"
    assert advice(paused(plan(), TODAY), steady(6, 4, 2), TODAY).why == "it is paused"


def test_after_a_pause_it_goes_on_where_it_was_and_a_week_passes_before_a_step() -> None:
    waiting = paused(plan(began_ago=30), day(20))
    assert is_paused(waiting, day(10))
    on_again = resumed(waiting, day(5))
    assert on_again.pauses == (WalkPause(first=day(20), last=day(6)),)
    assert advice(on_again, steady(4, 3, 2), TODAY).why.endswith(f"this one until {long_day(day(-2))}")
    assert minutes_on(on_again, TODAY) == 10
    assert resumed(paused(plan(), TODAY), TODAY).pauses == ()


def test_a_phone_that_says_0_every_day_never_makes_a_step() -> None:
    zeros = diary(*(checkin(ago, leg_pain=0, activity=[{"kind": "walk", "minutes": 0}]) for ago in range(60)))
    assert advice(plan(began_ago=50), zeros, TODAY).move is WalkMove.SAME


def test_days_after_that_nobody_logged_are_not_good() -> None:
    sessions = tuple(walk_session(ago, 10) for ago in (6, 4, 2))
    advised = advice(plan(), diary(sessions=sessions), TODAY)
    assert advised.why == "check in the day after a walk, so that it knows how your leg took it"


def test_minutes_of_sessions_and_check_ins_count_and_the_same_walk_once() -> None:
    both = diary(walked(0, 12), sessions=(walk_session(0, 7), walk_session(0, 8)))
    assert walked_minutes(both, TODAY) == 15
    assert full_walks(plan(minutes=15), both, TODAY) == 1
    worse = walk_session(2, 10, next_day=NextDay.WORSE), walk_session(1, 10, next_day=NextDay.WORSE)
    assert advice(plan(), diary(sessions=worse), TODAY).move is WalkMove.BACK


@pytest.mark.parametrize(("start", "weeks"), [(2, 18), (5, 12), (10, 7), (20, 3)])
def test_thirty_minutes_are_reached_in_twelve_weeks_from_five_and_later_from_fewer(start: int, weeks: int) -> None:
    on, taken = plan(began_ago=0, minutes=start), 0
    while minutes_on(on, TODAY) < GOAL_MINUTES:
        shifted = msgspec.structs.replace(
            on, day=day(10), steps=tuple(msgspec.structs.replace(s, day=day(10)) for s in on.steps)
        )
        advised = advice(shifted, steady(6, 4, 2, minutes=28), TODAY)
        on, taken = stepped(on, TODAY, advised.minutes, advised.move, advised.why), taken + 1
    assert taken == weeks


def test_at_thirty_minutes_it_is_kept_up_and_can_still_go_back() -> None:
    there = plan(began_ago=100, minutes=30)
    assert advice(there, steady(6, 4, 2, minutes=30), TODAY).why == "this is the goal: keep it up, on five days a week"
    bad = diary(
        *(checkin(ago, leg_pain=2) for ago in range(5, 15)), walked(4), walked(3, leg=5), checkin(2, leg_pain=5)
    )
    assert advice(there, bad, TODAY).minutes == 25


def test_an_edit_explains_a_step_and_does_not_rewrite_it() -> None:
    took = stepped(plan(), TODAY, 12, WalkMove.UP, "walked")
    assert not says_otherwise_now(took, took.steps[0], steady(6, 4, 2))
    assert says_otherwise_now(took, took.steps[0], steady(6))
    assert minutes_on(took, TODAY) == 12


def test_of_two_devices_plans_the_one_made_last_counts() -> None:
    first, second = plan(), plan(began_ago=12, minutes=20)
    assert current_plan((second, first)) is second
    assert current_plan((first, msgspec.structs.replace(second, ended=TODAY))) is first


def test_a_clock_that_was_wrong_makes_no_step_and_no_error() -> None:
    ahead = plan(began_ago=-400, steps=(WalkStep(day=day(-500), minutes=30, move=WalkMove.UP, why="walked"),))
    assert advice(ahead, steady(6, 4, 2), TODAY).move is WalkMove.SAME
    assert minutes_on(ahead, TODAY) == 10


def test_the_walk_takes_the_plans_minutes_and_nothing_else_does() -> None:
    (step,) = as_planned(BY_NAME["walk"], plan(minutes=2.4), diary(), TODAY).steps
    assert step.hold_seconds == 144
    assert as_planned(BY_NAME["ice"], plan(), diary(), TODAY) is BY_NAME["ice"]
    assert as_planned(BY_NAME["walk"], None, diary(), TODAY) is BY_NAME["walk"]


def test_no_rule_is_broken_in_any_history() -> None:
    for seed in range(HISTORIES):
        _holds_the_rules(seed)


def _holds_the_rules(seed: int) -> None:
    random = Random(seed)
    first, length = day(120), random.randrange(30, 120)
    on = plan(began_ago=120, minutes=random.choice((1, 2, 3.3, 5, 7, 10, 15, 22, 30)))
    checkins: list[CheckIn] = []
    highest, walked_by_now = dict[date, float](), 0.0
    for number in range(length):
        today = first + timedelta(number)
        checkins += _a_day(random, 120 - number, minutes_on(on, today))
        diary_then = RecordSnapshot(checkins=tuple(checkins))
        before, advised = minutes_on(on, today), advice(on, diary_then, today)
        assert 1 <= advised.minutes <= GOAL_MINUTES
        walked_anyway = _third_longest(diary_then, today)
        if advised.move is WalkMove.UP:
            a_fifth = before < advised.minutes <= before * 1.2 + 1e-9
            assert a_fifth or (advised.minutes == GOAL_MINUTES <= walked_anyway)
            week = [today - timedelta(ago) for ago in range(7)]
            assert not any(step.day in week for step in on.steps)
            assert not any(c.flare for c in checkins if c.day in week)
            assert not is_paused(on, today)
        elif advised.move is WalkMove.BACK:
            assert advised.minutes < before
            assert not any(c.flare for c in checkins if (today - c.day).days < 7)
        else:
            assert advised.minutes == before
        assert minutes_today(on, diary_then, today) <= before
        kept = on.steps
        on = _what_the_person_does(random, on, diary_then, today)
        assert on.steps[: len(kept)] == kept
        highest[today] = max([on.minutes, minutes_on(on, today), *highest.values()])
        a_week_ago = highest.get(today - timedelta(7), on.minutes)
        walked_by_now = max(walked_by_now, walked_anyway)
        assert highest[today] <= max(a_week_ago * 1.2 + 1e-9, walked_by_now)


def _third_longest(diary_then: RecordSnapshot, today: date) -> float:
    return sorted(walked_minutes(diary_then, today - timedelta(ago)) for ago in range(7))[-3]


def _a_day(random: Random, ago: int, minutes: float) -> list[CheckIn]:
    if random.random() < 0.25:
        return []
    answers: dict[str, Any] = {"leg_pain": random.choice((0, 2, 3, 3, 3, 4, 5, 9)), "flare": random.random() < 0.02}
    if random.random() < 0.5:
        answers["zone"] = random.choice(list(Zone)).value
    if random.random() < 0.7:
        answers["activity"] = [{"kind": "walk", "minutes": random.choice((0, round(minutes), round(minutes), 1440))}]
    return [checkin(ago, **answers)]


def _what_the_person_does(random: Random, on: WalkPlan, diary_then: RecordSnapshot, today: date) -> WalkPlan:
    advised, most = advice(on, diary_then, today), limit(on, diary_then, today)[0]
    roll = random.random()
    if advised.move is not WalkMove.SAME and roll < 0.6:
        return stepped(on, today, advised.minutes, advised.move, advised.why)
    if roll > 0.97:
        return stepped(on, today, random.choice((1.0, most)), WalkMove.OWN, "as I like")
    if roll > 0.95:
        return resumed(on, today) if is_paused(on, today) else paused(on, today)
    return on


def test_the_plan_says_that_a_part_of_a_walk_counts_as_the_list_has_shorter_ones() -> None:
    now, _ = plan_words(plan(minutes=15), steady(1, 2, minutes=12), TODAY)
    least = "12 min or more counts"
    assert now == f"Now 15 min on five days a week ({least}). Done on 2 of the last 7 days."


@pytest.mark.parametrize(("minutes", "least"), [(14, 11), (26, 20), (6, 4.8), (2, 1.6)])
def test_a_walk_counts_from_the_minutes_on_that_are_named(minutes: float, least: float) -> None:
    on = plan(minutes=minutes)
    now, _ = plan_words(on, diary(), TODAY)
    least_words = f"({least} min or more counts)"
    assert least_words in now
    ask = walking_ask((on,), diary(), TODAY)
    assert ask is not None
    assert ask.words == f"walks of {minutes} min {least_words}"
    assert full_walks(on, diary(sessions=(walk_session(0, least),)), TODAY) == 1
    assert full_walks(on, diary(sessions=(walk_session(0, least - 0.1),)), TODAY) == 0
