"""What eased it: what counts, that little is drawn towards no difference, and how seldom chance is called better."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.records import Felt, NextDay, Session, StepDone, Zone
from sciatica_tui.domain.routines.eased import LEAST_SESSIONS, Tally, moved_up, what_eased

from ...bench.eased import ROUTINES, Habit, better
from ...support import NOW, TODAY, day, stamp

PEOPLE = 150


def session(
    routine: str,
    days_ago: int,
    zones: tuple[Zone | None, Zone | None] = (Zone.CALF, Zone.CALF),
    next_day: NextDay | None = None,
    further_down: bool | None = None,
    **fields: object,
) -> Session:
    """A session with the furthest zone before and after it."""
    before, after = Felt(leg_pain=5, zone=zones[0]), Felt(zone=zones[1], further_down=further_down)
    times = {"day": day(days_ago), "routine": routine, "started_at": NOW}
    return Session(**{**stamp(), **times, "before": before, "after": after, "next_day": next_day, **fields})


@pytest.mark.parametrize(
    ("zones", "further_down", "expected"),
    [
        ((Zone.CALF, Zone.THIGH), False, 1),
        ((Zone.CALF, Zone.CALF), False, 0),
        ((Zone.CALF, Zone.FOOT), None, -1),
        ((Zone.CALF, Zone.THIGH), True, -1),
        ((None, None), True, -1),
        ((None, Zone.CALF), False, None),
        ((Zone.NONE, Zone.NONE), None, 0),
    ],
)
def test_pain_is_further_up_the_same_or_further_down_or_nobody_knows(
    zones: tuple[Zone | None, Zone | None], further_down: bool | None, expected: int | None
) -> None:
    assert moved_up(session("bridge", 1, zones, further_down=further_down)) == expected
    assert moved_up(session("bridge", 1, zones, after=None)) is None


def test_a_routine_is_named_from_five_answered_sessions_on() -> None:
    four = [session("bridge", number) for number in range(4)]
    unanswered = [session("bridge", number, before=None, after=None) for number in range(4, 9)]
    assert what_eased([*four, *unanswered], TODAY).rows == ()
    [row] = what_eased([*four, session("bridge", 9, next_day=NextDay.BETTER)], TODAY).rows
    assert (row.routine, row.sessions, row.at_once, row.next_day) == ("bridge", 5, Tally(0, 5, 0), Tally(1, 0, 0))
    assert row.ahead == 0.0, "all sessions are its own"


def test_what_was_skipped_is_long_ago_or_still_to_come_does_not_count() -> None:
    skipped = StepDone(kind="hold", planned_seconds=30, done_seconds=0, routine="bridge")
    counted = [session("bridge", number) for number in range(LEAST_SESSIONS)]
    others = [session("bridge", 5, steps=(skipped,)), session("bridge", 365), session("bridge", -1)]
    assert what_eased([*counted, *others], TODAY).everything.sessions == LEAST_SESSIONS


def test_what_eased_most_stands_first_and_few_sessions_are_drawn_towards_no_difference() -> None:
    up, same = (Zone.CALF, Zone.THIGH), (Zone.CALF, Zone.CALF)
    often = [session("press-up", number, up) for number in range(20)]
    seldom = [session("bridge", number, up) for number in range(5)]
    never = [session("cat-camel", number, same) for number in range(25)]
    eased = what_eased([*often, *seldom, *never], TODAY)
    assert [row.routine for row in eased.rows] == ["press-up", "bridge", "cat-camel"]
    assert [round(row.ahead, 3) for row in eased.rows] == [0.4, 0.25, -0.417]
    assert eased.everything.at_once == Tally(25, 25, 0)


def test_one_that_is_better_in_the_same_weeks_is_clearly_better() -> None:
    up, same = (Zone.CALF, Zone.THIGH), (Zone.CALF, Zone.CALF)
    eased = [session("press-up", number, up if number % 5 else same) for number in range(0, 28, 2)]
    others = [session("bridge", number, same if number % 5 else up) for number in range(1, 28, 2)]
    assert what_eased([*eased, *others], TODAY).better == ("press-up",)


def test_in_other_weeks_it_says_nothing_as_everything_was_better_then() -> None:
    earlier = [session("bridge", number) for number in range(28, 56)]
    later = [session("press-up", number, (Zone.CALF, Zone.THIGH)) for number in range(14)]
    rows = what_eased([*earlier, *later], TODAY).rows
    assert [row.routine for row in rows] == ["press-up", "bridge"]
    assert not any(row.is_better for row in rows)


def test_without_any_scatter_or_any_session_nothing_is_better() -> None:
    alike = [session(name, number) for number in range(28) for name in ("bridge", "press-up")]
    assert what_eased(alike, TODAY).better == ()
    assert what_eased((), TODAY).rows == ()


@pytest.mark.parametrize(
    "habit", [pytest.param(habit, marks=() if habit is Habit.ANY_DAY else pytest.mark.slow) for habit in Habit]
)
def test_where_no_routine_is_better_hardly_anybody_is_told_so(habit: Habit) -> None:
    claims = sum(bool(better(habit, 0.0, number)) for number in range(PEOPLE))
    assert claims <= 0.05 * PEOPLE


def test_where_one_eases_clearly_it_is_told_and_rarely_another() -> None:
    claims = [better(Habit.ANY_DAY, 0.3, number) for number in range(PEOPLE // 3)]
    assert sum(ROUTINES[0] in names for names in claims) > 0.6 * len(claims)
    assert sum(bool(set(names) - {ROUTINES[0]}) for names in claims) <= 0.1 * len(claims)
