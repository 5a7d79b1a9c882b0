"""Today: what was logged, no more and no less."""

from __future__ import annotations

from typing import Any

from sciatica_tui.domain.check_in import schedule
from sciatica_tui.domain.records import Episode, Medication, Session, StepDone, VisitQuestion
from sciatica_tui.domain.routines.catalogue import ROUTINES, find
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views import today, todo
from sciatica_tui.domain.views.todo import Todo
from sciatica_tui.domain.views.visit_rows import visit_rows
from tests.domain.visits.test_visit import visit
from tests.support import NOW, TODAY, checkin, day, stamp


def episode(**fields: object) -> Episode:
    return Episode(**stamp(), day=TODAY, **fields)  # type: ignore[arg-type]


def test_the_headline_of_an_empty_journal_says_how_to_begin() -> None:
    assert today.headline((), TODAY).startswith("Nothing logged yet.")


def test_the_headline_says_the_worst_of_today() -> None:
    entries = [checkin(at="08:00", leg_pain=6, zone="calf"), checkin(at="12:00", leg_pain=3, back_pain=2)]
    assert today.headline(entries, TODAY) == "Today, at worst: leg pain 6, back 2, down to the calf."


def test_the_headline_of_a_day_not_logged_says_when_the_last_was() -> None:
    assert today.headline([checkin(1, leg_pain=4)], TODAY) == "Not checked in today. Yesterday: leg pain 4."
    assert "Last, on Thursday 19 November: back pain 2" in today.headline([checkin(3, back_pain=2)], TODAY)


def test_a_day_without_pain_reads_as_such_and_not_as_unknown() -> None:
    words = today.headline([checkin(leg_pain=0, back_pain=0, zone="none")], TODAY)
    assert words == "Today leg pain 0, back 0, hurting nowhere."


def test_the_remembered_change_is_asked_four_weeks_after_the_first_entry_and_each_answer() -> None:
    first, answered = checkin(28, leg_pain=6), checkin(27, change_felt=1)
    assert not schedule.felt_due([checkin(27, leg_pain=6)], TODAY)
    assert schedule.felt_due([first], TODAY)
    assert not schedule.felt_due([first, answered], TODAY)
    assert schedule.felt_due([first, checkin(28, change_felt=0)], TODAY)
    assert schedule.felt_due([first, checkin(-1, change_felt=0)], TODAY)
    assert not schedule.felt_due([], TODAY)
    assert todo.felt_row([first], TODAY)[0].words == "Since it began: better or worse?"


def test_a_last_check_in_of_years_ago_has_its_year() -> None:
    assert "Last, on Thursday 1 December 2016: leg pain 6." in today.headline([checkin(3643, leg_pain=6)], TODAY)
    assert "Last, on Wednesday 18 November: leg pain 6." in today.headline([checkin(4, leg_pain=6)], TODAY)


def test_the_remembered_change_alone_is_no_weekly_test() -> None:
    assert schedule.weekly_due([checkin(1, change_felt=2)], TODAY)


def test_weekly_tests_are_due_after_seven_days_without_one() -> None:
    test: dict[str, Any] = {"heel_rises.left": 12}
    assert schedule.weekly_due([checkin(1, leg_pain=3)], TODAY)
    assert not schedule.weekly_due([checkin(6, **test)], TODAY)
    assert schedule.weekly_due([checkin(7, **test)], TODAY)


def test_weekly_tests_half_done_stay_on_today_with_how_many_are_left() -> None:
    begun = [checkin(8, leg_pain=3), checkin(0, heel_rises={"left": 12}), checkin(0, reach_cm=10, change_felt=1)]
    [row] = [row for row in todo.todo(begun, TODAY, TODAY) if row.kind == "weekly"]
    assert row.words == "Weekly tests: 8 left"
    assert "weekly" not in [row.kind for row in todo.todo(begun, TODAY, TODAY, locked=True)]


def test_weekly_tests_are_not_offered_while_a_red_flag_locks() -> None:
    entries = [checkin(8, leg_pain=3)]
    assert "weekly" in [row.kind for row in todo.todo(entries, TODAY, TODAY)]
    assert "weekly" not in [row.kind for row in todo.todo(entries, TODAY, TODAY, locked=True)]
    assert "red_flags" not in [row.kind for row in todo.todo(entries, None, TODAY, locked=True)], "one is open"


def test_today_offers_the_check_in_until_it_is_done() -> None:
    assert todo.todo((), None, TODAY)[0].mark == "☐"
    assert todo.todo([checkin(leg_pain=1)], TODAY, TODAY)[0].mark == "✓"


def test_the_weekly_tests_and_a_flare_are_no_check_ins() -> None:
    test: dict[str, Any] = {"heel_rises.left": 12}
    asides = [checkin(**test), checkin(flare=True)]
    assert todo.todo(asides, TODAY, TODAY)[0].words == "Check in"
    assert todo.todo([checkin(leg_pain=1), *asides], TODAY, TODAY)[0].words == "Check-in"
    assert todo.todo([checkin(leg_pain=1), checkin(leg_pain=2), *asides], TODAY, TODAY)[0].words == "Check-in ×2"


def test_the_row_of_several_check_ins_says_that_it_is_the_worst_of_them() -> None:
    both = [checkin(leg_pain=6, back_pain=3, zone="calf"), checkin(leg_pain=4, back_pain=2, zone="thigh")]
    assert todo.todo(both, TODAY, TODAY)[0].aside == "worst leg 6  back 3  calf"
    assert todo.todo(both[:1], TODAY, TODAY)[0].aside == "leg 6  back 3  calf"
    assert todo.todo([checkin(note="a"), checkin(note="b")], TODAY, TODAY)[0].aside == "done"


def test_red_flags_not_asked_for_a_week_are_named() -> None:
    entries = [checkin(leg_pain=1)]
    asked_late = [row.kind for row in todo.todo(entries, day(7), TODAY)]
    asked_lately = [row.kind for row in todo.todo(entries, day(6), TODAY)]
    assert "red_flags" in asked_late
    assert "red_flags" not in asked_lately
    assert all(isinstance(row, Todo) for row in todo.todo(entries, None, TODAY))


def test_a_sitting_break_says_how_often_and_not_how_long_all_of_it_takes() -> None:
    diary = RecordSnapshot(checkins=(checkin(0, leg_pain=3),))
    rows = today.routine_rows(diary, ROUTINES, NOW, TODAY)
    assert next(row.aside for row in rows if row.words == "Sitting break") == "every 30 min"


def of_today(seconds: float, ended: str | None) -> Todo:
    """Today's row of the pelvic tilt after a session of so long that ended so."""
    tilt = find("pelvic-tilt")
    step = StepDone(kind="movement", planned_seconds=60, done_seconds=seconds, routine="pelvic-tilt")
    done = Session(**stamp(), day=TODAY, routine="pelvic-tilt", started_at=NOW, steps=(step,), ended=ended)
    rows = today.routine_rows(RecordSnapshot(sessions=(done,)), (tilt,), NOW, TODAY)
    return next(row for row in rows if row.kind == "routine:pelvic-tilt")


def test_a_routine_that_was_stopped_early_stays_open_with_what_was_done_of_it() -> None:
    assert (of_today(2, "stopped").mark, of_today(2, "stopped").aside) == ("☐", "1 min")
    assert of_today(29, "interrupted").mark == "☐"
    assert (of_today(3, "finished").mark, of_today(20, None).mark) == ("☐", "☐")


def test_a_routine_of_which_half_was_done_is_done_however_it_ended() -> None:
    assert (of_today(61, "finished").mark, of_today(61, "finished").aside) == ("✓", "1 min done")
    assert (of_today(130, "stopped").mark, of_today(130, "stopped").aside) == ("✓", "2 min done")
    assert (of_today(40, None).mark, of_today(40, "interrupted").aside) == ("✓", "done")


def test_the_last_seven_days_count_logged_days_minutes_and_medication_days() -> None:
    entries = [
        checkin(0, at="08:00", activity=[{"kind": "walk", "minutes": 10}]),
        checkin(0, at="18:00", leg_pain=7, activity=[{"kind": "swim", "minutes": 20}]),
        checkin(6, activity=[{"kind": "walk", "minutes": 5}]),
        checkin(7, activity=[{"kind": "walk", "minutes": 500}]),
    ]
    sessions = [Session(**stamp(), day=day(n), routine="walk", started_at=NOW) for n in (2, 9)]
    taken = [Medication(**stamp(), day=day(n), product="x") for n in (0, 0, 3, 9)]
    week = today.last_week(entries, sessions, taken, TODAY)
    assert (week.active_minutes, week.active_today, week.medication_days) == (35, 30, 2)
    assert [day.logged for day in week.days] == [True, False, False, False, False, False, True]
    assert [day.routine for day in week.days] == [False, False, False, False, True, False, False]
    assert [day.pain for day in week.days] == [None] * 6 + [7]
    of_back = today.last_week([checkin(0, leg_pain=0, back_pain=5)], [], [], TODAY, "back_pain")
    assert of_back.days[0].pain == 5


def test_the_days_of_a_first_week_begin_with_the_first_entry_and_the_rest_is_to_come() -> None:
    week = today.last_week([checkin(2, leg_pain=6), checkin(0, leg_pain=4)], [], [], TODAY)
    assert [day.pain for day in week.days] == [6, None, 4, None, None, None, None]
    assert [day.to_come for day in week.days] == [False] * 3 + [True] * 4
    assert today.week_title(week, "leg_pain") == "First 7 days"
    assert today.week_title(today.last_week([checkin(6, leg_pain=6)], [], [], TODAY), "leg_pain") == "Last 7 days"
    empty = today.last_week([], [], [], TODAY)
    assert (empty.days[0].day, empty.days[0].to_come, empty.days[1].to_come) == (TODAY, False, True)


def test_the_next_visit_is_named_from_a_week_before_with_how_many_questions_wait() -> None:
    question = VisitQuestion(**stamp(), day=TODAY, text="May I cycle?")
    late = visit(-8)
    assert visit_rows([late], [question], TODAY, NOW) == ()
    (row,) = visit_rows([late, visit(-7, "10:30", who="Dr Lee")], [question], TODAY, NOW)
    assert (row.words, row.aside) == ("Visit Sun 29 Nov 10:30: Dr Lee", "1 question")
    (row,) = visit_rows([visit(0, "16:00")], [], TODAY, NOW)
    assert (row.words, row.aside) == ("Visit today 16:00: doctor", "")


def test_after_a_visit_it_is_asked_what_was_said() -> None:
    (row,) = visit_rows([visit(1, who="Dr Lee")], [], TODAY, NOW)
    assert (row.kind.partition(":")[0], row.words) == ("told", "Dr Lee: what was said?")
