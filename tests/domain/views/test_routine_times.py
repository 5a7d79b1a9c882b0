"""How a routine went lately, in a few lines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sciatica_tui.domain.records import Activity, ActivityKind, Felt, NextDay, Session, StepDone
from sciatica_tui.domain.views.routine_times import lately, others

from ...support import TODAY, checkin, stamp

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def session(ago: int, before: int = 5, after: int = 4, seconds: float = 30, next_day: NextDay | None = None) -> Session:
    return Session(
        **stamp(),
        day=TODAY - timedelta(ago),
        routine="bridge",
        started_at=AT - timedelta(ago),
        steps=(StepDone(kind="move", planned_seconds=60, done_seconds=seconds, routine="bridge"),),
        ended="finished" if seconds else "skipped",
        before=Felt(leg_pain=before),
        after=Felt(leg_pain=after),
        next_day=next_day,
    )


def test_what_was_never_done_says_so() -> None:
    assert lately("bridge", (), TODAY, 6) == ("Not done yet.",)


def test_the_newest_comes_first_with_before_after_and_the_next_day() -> None:
    lines = lately("bridge", (session(3, 6, 4, next_day=NextDay.SAME), session(1, 5, 3)), TODAY, 6)
    assert lines[3].endswith("leg 5 → 3"), "what nobody has asked yet is no news"
    assert lines[4].endswith("leg 6 → 4, the same the next day")


def test_the_week_has_a_mark_on_each_day_it_was_done_and_none_for_one_that_was_skipped() -> None:
    lines = lately("bridge", (session(0), session(2), session(3, seconds=0), session(9)), TODAY, 6)
    assert lines[1] == "·   ·   ·   ·   ●   ·   ●   on 2 days"


def test_what_was_only_begun_is_marked_as_that() -> None:
    assert lately("bridge", (session(0, seconds=10),), TODAY, 6)[1] == "·   ·   ·   ·   ·   ·   ○   begun on 1 day"


def test_a_walk_that_only_a_check_in_tells_of_counts() -> None:
    walked = (Activity(kind=ActivityKind.WALK, minutes=16),)
    lines = lately("walk", (), TODAY, 6, [checkin(1, activity=walked)])
    assert lines[1].endswith("on 1 day")
    assert lines[3:] == ("Sat 21 Nov 16 min, logged",)
    assert lately("bridge", (), TODAY, 6, [checkin(1, activity=walked)]) == ("Not done yet.",)


def test_of_many_only_the_last_are_listed() -> None:
    lines = lately("bridge", [session(ago) for ago in range(20)], TODAY, 6)
    assert len(lines) == 3 + 6


def test_the_other_routines_are_listed_with_their_names_and_this_one_is_not() -> None:
    sessions = (session(3, 6, 4), session(1, 5, 3, next_day=NextDay.BETTER))
    assert others("bridge", sessions, TODAY, 6) == ()
    lines = others("walk", sessions, TODAY, 6)
    assert lines[1:] == ("Your other routines", "Sat 21 Nov Bridge, leg 5 → 3", "Thu 19 Nov Bridge, leg 6 → 4")
    assert len(others("walk", sessions, TODAY, 1)) == 3
