"""What was really done: a session that was skipped through is not done, and one that was cut short says by how much."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.record_text import describe
from sciatica_tui.domain.records import Phase, Session, StepDone
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.routines.done import anything_done, exercises_done, was_done
from sciatica_tui.domain.routines.phase_goals import ACTIVE_A_WEEK, OTHER, phase_goals, week_up_to
from sciatica_tui.domain.routines.safety import Permission
from sciatica_tui.domain.routines.self_tests import results
from sciatica_tui.domain.routines.setbacks import exercises_of, next_day_due
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.text.grammar import of_goal
from sciatica_tui.domain.views import today
from sciatica_tui.domain.views.closing_card import closing_card
from sciatica_tui.domain.views.history import details
from sciatica_tui.domain.views.routine_times import week_lines

from ...support import NOW, TODAY, checkin, day, stamp


def session(
    *seconds: float, ended: str | None = "finished", kind: str = "hold", name: str = "hamstring", planned: float = 30
) -> Session:
    """A session with so many seconds done of each of its steps, yesterday."""
    steps = tuple(StepDone(kind=kind, planned_seconds=planned, done_seconds=each, routine=name) for each in seconds)
    return Session(**stamp(), day=day(1), routine=name, started_at=NOW, ended_at=NOW, steps=steps, ended=ended)


def test_a_session_skipped_all_through_is_not_done_whatever_its_record_says() -> None:
    for ended in ("finished", "skipped", "stopped"):
        assert not was_done(session(0.4, 0.2, 1.9, ended=ended))
    assert describe(session(0.4, 0.2, ended="skipped")) == "Hamstring stretch, not done"
    assert describe(session(0.4, 0.2)) == "Hamstring stretch, not done"
    lines = dict(details(session(0.4, 0.2, ended="skipped")))
    assert (lines["Ended"], lines["Done"]) == ("08:10", "not done")
    assert "Outcome" not in lines


def test_a_step_that_is_shorter_than_what_counts_as_skipped_is_done_when_it_ran_to_its_end() -> None:
    assert was_done(session(1, 1, planned=1))
    assert not was_done(session(0.9, 0.9, planned=1))
    assert not was_done(session(0, 0, planned=0))


def test_a_session_that_was_mostly_skipped_says_how_much_of_what_was_planned_was_done() -> None:
    assert describe(session(30, 12, 0.3, 0.2)) == "Hamstring stretch, 42 s of 2 min, stopped early"
    assert describe(session(30, 30, 28)) == "Hamstring stretch, 1 min"
    assert dict(details(session(30, 12, 0.3, 0.2)))["Done"] == "42 s of 2 min"


def test_nothing_follows_from_a_session_that_was_skipped() -> None:
    skipped = session(0.4, 0.2)
    assert exercises_of(skipped) == ()
    assert next_day_due(RecordSnapshot(sessions=(skipped,)), TODAY) == ()
    assert week_up_to((), (skipped,), TODAY).days_with(["hamstring"]) == 0
    assert week_up_to((), (session(30, 0.2),), TODAY).days_with(["hamstring"]) == 1


def test_todays_task_is_done_only_with_half_of_what_was_planned() -> None:
    assert not was_done(session(30, 12, 0.3, 0.2))
    assert was_done(session(30, 29, 0.3, 0.2, planned=29))
    cut_short = session(9, 9, 0.3, 0.3, name="pelvic-tilt", kind="move")
    [row] = today.routine_rows(RecordSnapshot(sessions=(cut_short,)), (BY_NAME["pelvic-tilt"],), NOW, day(1))
    assert (row.mark, row.words) == ("☐", "Pelvic tilt")


def test_a_session_of_seconds_counts_as_done_nowhere() -> None:
    for ended in ("finished", "stopped", "interrupted", None):
        short = session(3, ended=ended, kind="move", name="pelvic-tilt", planned=60)
        assert anything_done(short)
        assert not was_done(short)
        assert exercises_done(short) == frozenset()
        assert describe(short).startswith("Pelvic tilt, 3 s of 1 min")
        assert week_up_to((), (short,), TODAY).days_with(["pelvic-tilt"]) == 0
        assert week_lines((short,), TODAY)[1].endswith("begun on 1 day")
        assert not any(each.routine for each in today.last_week((), (short,), (), TODAY).days)
    quick = session(3, kind="move", name="pelvic-tilt", planned=60)
    assert dict(details(quick))["Ended"] == "08:10, stopped early"
    assert closing_card(quick, (), Permission(True), (quick,), TODAY).headline == "Stopped"


def test_a_session_that_ended_before_its_end_is_measured_by_the_whole_plan() -> None:
    assert not was_done(session(30, 30, 12, ended="stopped"))
    assert was_done(session(30, 30, 30, ended="interrupted"))


def test_the_plan_is_that_of_the_session_with_the_settings_the_person_has() -> None:
    shorter = replace(session(30, 30, ended="stopped"), planned_seconds=120)
    assert was_done(shorter)
    own = replace(session(30, ended="stopped", name="my-own"), planned_seconds=90)
    assert not was_done(own)
    assert describe(own) == "my-own, 30 s of 2 min, stopped early"


def test_a_test_takes_as_long_as_it_takes_but_a_skipped_side_has_no_result() -> None:
    stood = session(14.2, kind="test", name="sit-to-stand", planned=120)
    assert was_done(stood)
    assert describe(stood) == "Sit to stand, 14 s"
    assert results(stood) == {"sit_to_stand_seconds": 14.2}
    assert results(session(0.3, 0.2, kind="test", name="heel-rises", planned=50)) == {}


def test_of_several_routines_of_yesterday_it_is_asked_in_one_row_one_after_another() -> None:
    first, later = session(30, name="bridge"), session(30)
    later = replace(later, started_at=NOW + timedelta(hours=1))
    [row] = today.next_day_rows(RecordSnapshot(sessions=(later, first)), TODAY)
    assert (row.kind, row.words) == (f"next-day:{first.id}", "Yesterday's 2 routines: how did your leg take them?")
    [row] = today.next_day_rows(RecordSnapshot(sessions=(later,)), TODAY)
    assert (row.kind, row.words) == (
        f"next-day:{later.id}",
        "Yesterday's hamstring stretch: how did your leg take it?",
    )


@pytest.mark.parametrize(
    ("phase", "kind"),
    [(Phase.FUNCTIONAL_IMPROVEMENT, "swim"), (Phase.FULL_RECOVERY, "yoga"), (Phase.RECOVERED, "yoga")],
)
def test_phase_and_today_count_the_same_minutes_beside_the_same_goal(phase: Phase, kind: str) -> None:
    entries = [
        checkin(0, activity=[{"kind": "walk", "minutes": 90}]),
        checkin(5, activity=[{"kind": kind, "minutes": 80}]),
    ]
    asked = phase_goals(phase, week_up_to(entries, (), TODAY))
    week = today.last_week(entries, [], [], TODAY)
    assert of_goal(week.active_minutes or 0, ACTIVE_A_WEEK, "min") == asked[0].progress == "170 min, goal 150"


def test_where_phase_names_activities_it_counts_those_and_no_others() -> None:
    others = [{"kind": kind, "minutes": 40} for kind in ("massage", "physiotherapy", "yoga", "strength", "other")]
    named = [{"kind": kind, "minutes": 20} for kind in ("walk", "swim", "cycle")]
    week = week_up_to([checkin(0, activity=named), checkin(1, activity=others)], (), TODAY)
    first_ask = phase_goals(Phase.FUNCTIONAL_IMPROVEMENT, week)[0]
    assert (first_ask.words, first_ask.progress) == ("walking, swimming or cycling", "60 of 150 min")
    only_others = week_up_to([checkin(1, activity=[{"kind": "other", "minutes": 40}])], (), TODAY)
    assert f"{OTHER}: 1 day" in [ask.words for ask in phase_goals(Phase.FUNCTIONAL_IMPROVEMENT, only_others)]


@pytest.mark.parametrize(
    ("phase", "routine", "words"),
    [
        (Phase.PAIN_RELIEF, "hamstring", ": 2 days"),
        (Phase.PAIN_RELIEF, "cat-camel", ": 1 day"),
        (Phase.FUNCTIONAL_IMPROVEMENT, "hamstring", ""),
    ],
)
def test_what_else_was_done_is_counted_beside_what_the_phase_asks(phase: Phase, routine: str, words: str) -> None:
    swim = checkin(2, activity=[{"kind": "swim", "minutes": 30}])
    week = week_up_to([swim], [session(30, name=routine)], TODAY)
    other_words = [ask.words.removeprefix(OTHER) for ask in phase_goals(phase, week) if OTHER in ask.words]
    assert "".join(other_words) == words
