"""The made-up history: always the same story, true to the rules, and with something to see in every corner."""

from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from typing import TypeVar

import msgspec
import pytest

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.check_in.schedule import weekly_due
from sciatica_tui.domain.days import day_of, day_rows
from sciatica_tui.domain.measures.answers import answers_of
from sciatica_tui.domain.measures.catalogue import MEASURES
from sciatica_tui.domain.records import (
    TABLES,
    CheckIn,
    Episode,
    Event,
    EventKind,
    Medication,
    Record,
    RedFlagAnswer,
    Session,
    Side,
    Trial,
    TrialEvening,
    Visit,
    VisitQuestion,
    Zone,
    validated,
)
from sciatica_tui.domain.red_flags.alarms import alarms
from sciatica_tui.domain.red_flags.flags import open_answers
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.routines.eased import what_eased
from sciatica_tui.domain.routines.session_plan import StepKind, total_seconds
from sciatica_tui.domain.trials.analysis import Conclusion
from sciatica_tui.domain.trials.trial import is_with, result_of
from sciatica_tui.domain.visits.visit import waiting_questions

R = TypeVar("R", bound=Record)
HERE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=HERE)
TODAY = NOW.date()
STORY = demo_records(TODAY, NOW)
ROWS = day_rows([r for r in STORY if isinstance(r, CheckIn)], TODAY - timedelta(days=62), TODAY)


def of(kind: type[R]) -> list[R]:
    return [record for record in STORY if isinstance(record, kind)]


def mean(values: list[int]) -> float:
    return sum(values) / len(values)


def test_it_is_the_same_each_time() -> None:
    assert demo_records(TODAY, NOW) == STORY


def test_every_record_is_one_that_could_be_saved() -> None:
    assert all(validated(record) == record for record in STORY)
    assert len({record.id for record in STORY}) == len(STORY)


def test_it_spans_nine_weeks_up_to_today() -> None:
    logged = [row.day for row in ROWS if row.logged]
    assert (logged[0], logged[-1]) == (TODAY - timedelta(days=62), TODAY)


@pytest.mark.parametrize("now", [NOW, NOW.replace(hour=3, minute=1), NOW.replace(hour=23), NOW.replace(hour=1)])
def test_nothing_but_a_visit_lies_in_the_future(now: datetime) -> None:
    today = day_of(now)
    for record in demo_records(today, now):
        assert max(record.created_at, record.updated_at) <= now
        assert isinstance(record, Visit) or record.day <= today  # type: ignore[attr-defined]


def test_a_visit_is_to_come_with_two_questions_for_it_and_one_lies_three_weeks_back() -> None:
    days = sorted(visit.day for visit in of(Visit))
    assert days[-2:] == [TODAY - timedelta(days=21), TODAY + timedelta(days=3)]
    assert len(waiting_questions(of(VisitQuestion))) == 2


def test_in_the_morning_the_first_look_has_todays_entry_and_the_weekly_tests_due() -> None:
    assert (ROWS[-1].leg_pain, ROWS[-1].back_pain, ROWS[-1].zone) == (2, 1, Zone.BUTTOCK)
    assert weekly_due(of(CheckIn), TODAY)


def test_before_the_first_entry_of_the_day_there_is_none() -> None:
    early = NOW.replace(hour=5)
    assert not any(r.day == TODAY for r in demo_records(TODAY, early) if isinstance(r, CheckIn))


def test_leg_pain_falls_from_seven_to_two_and_moves_up() -> None:
    first = [row.leg_pain for row in ROWS[:7] if row.leg_pain is not None]
    last = [row.leg_pain for row in ROWS[-7:] if row.leg_pain is not None]
    assert 6 <= mean(first) <= 7.5
    assert 1 <= mean(last) <= 2.5
    assert {row.zone for row in ROWS[:9]} - {None} == {Zone.FOOT, Zone.CALF}
    assert ROWS[-2].zone is Zone.BUTTOCK


def test_days_are_missed_and_some_have_several_entries() -> None:
    missed = sum(not row.logged for row in ROWS)
    assert 4 <= missed <= 10
    assert sum(len(row.checkins) >= 2 for row in ROWS) >= 10
    assert any(c.at is None for c in of(CheckIn))


def test_flares_are_what_the_person_said() -> None:
    flares = {c.day for c in of(CheckIn) if c.flare}
    assert len(flares) == 5


def test_weekly_tests_come_each_seven_days() -> None:
    tested = [c.day for c in of(CheckIn) if c.heel_rises is not None]
    assert {(b - a).days for a, b in pairwise(tested)} == {7}


def test_every_question_is_answered_somewhere() -> None:
    answered = {path for c in of(CheckIn) for path in answers_of(c)}
    asked = {m.path for m in MEASURES if not m.sided} - {"medication", "weakness_felt", "tasks.lifting"}
    assert asked <= answered


def test_pain_was_further_up_after_press_ups_clearly_more_often_than_after_stretches() -> None:
    eased = what_eased(of(Session), TODAY)
    assert [row.routine for row in eased.rows] == ["press-up", "daily"]
    assert eased.better == ("press-up",)


def test_four_stretching_sessions_a_week_from_the_fourth_week() -> None:
    stretches = [s.day for s in of(Session) if s.routine not in ("ice", "heat", "press-up")]
    assert min(stretches) == TODAY - timedelta(days=41)
    assert 18 <= len(stretches) <= 24
    assert all(
        step.routine in ("hamstring", "piriformis", "knee-to-chest", "press-up", "ice", "heat")
        for s in of(Session)
        for step in s.steps
    )


def test_each_side_is_held_as_long_as_the_other() -> None:
    for session in of(Session):
        held = {side: sum(s.done_seconds for s in session.steps if s.side is side) for side in (Side.LEFT, Side.RIGHT)}
        assert held[Side.LEFT] == held[Side.RIGHT]


def test_a_step_is_of_a_kind_that_there_is() -> None:
    assert {step.kind for session in of(Session) for step in session.steps or ()} <= set(StepKind)


def test_yesterdays_session_waits_for_its_next_day_answer() -> None:
    [yesterday] = [s for s in of(Session) if s.day == TODAY - timedelta(days=1)]
    assert yesterday.next_day is None


def test_heat_was_on_whenever_its_trial_is_told_that_it_was() -> None:
    heat, _ = sorted(of(Trial), key=lambda trial: trial.day)
    told = {e.day for e in of(TrialEvening) if e.trial == heat.id and e.kept_to == is_with(heat, e.day)}
    days = {s.day for s in of(Session) if s.routine == "heat"}
    assert days == {day for day in told if is_with(heat, day)}
    assert len(days) > 15


def test_trial_and_days_as_they_came_agree_that_there_was_less_pain_with_heat() -> None:
    heat, _ = sorted(of(Trial), key=lambda trial: trial.day)
    result = result_of(heat, of(TrialEvening))
    assert result is not None
    assert result.conclusion is Conclusion.HELPS
    days = {s.day for s in of(Session) if s.routine == "heat"}
    pains = [(row.day in days, row.leg_pain) for row in ROWS[14:56] if row.leg_pain is not None]
    assert mean([pain for on, pain in pains if on]) < mean([pain for on, pain in pains if not on])


def test_an_evening_of_a_trial_is_no_worse_than_the_worst_of_its_day_and_sometimes_better() -> None:
    worst = {row.day: row.leg_pain for row in ROWS}
    evenings = [(e.pain, worst[e.day]) for e in of(TrialEvening)]
    assert all(pain is not None and most is not None and pain <= most for pain, most in evenings)
    assert any(pain != most for pain, most in evenings)


def test_a_session_took_as_long_as_its_routine_does() -> None:
    for session in of(Session):
        assert session.ended_at is not None
        took = session.ended_at - session.started_at
        assert took.total_seconds() == total_seconds(BY_NAME[session.routine].plan)


def test_medication_days_fall() -> None:
    days = [(TODAY - m.day).days for m in of(Medication)]
    assert sum(day > 42 for day in days) > 2 * sum(21 < day <= 42 for day in days) > 0
    assert all(day > 14 for day in days)


def test_red_flags_are_answered_mostly_with_none_and_nothing_is_open() -> None:
    entries = of(CheckIn)
    assert sum(c.red_flags == () for c in entries) / len(entries) > 0.75
    assert open_answers(of(RedFlagAnswer), TODAY) == ()


def test_nothing_in_it_raises_an_alarm() -> None:
    entries, [episode] = of(CheckIn), of(Episode)
    for entry in entries:
        assert alarms(entry, entries, of(RedFlagAnswer), episode) == ()


def test_there_is_something_in_every_table_but_that_of_imports() -> None:
    assert {type(r) for r in STORY} == set(TABLES.values()) - {TABLES["imports"]}
    assert {EventKind.INJECTION, EventKind.EXERCISE} <= {e.kind for e in of(Event)}
    [episode] = of(Episode)
    assert len(episode.activities or ()) == 3


def test_it_is_the_same_story_in_another_year() -> None:
    def told(today: date, now: datetime) -> list[object]:
        return [(r.leg_pain, r.zone, (today - r.day).days) for r in demo_records(today, now) if isinstance(r, CheckIn)]

    later = NOW + timedelta(weeks=60)
    assert told(TODAY, NOW) == told(later.date(), later)


def test_it_is_as_small_as_a_file_of_nine_weeks_is() -> None:
    assert len(msgspec.json.encode(STORY)) < 200_000
