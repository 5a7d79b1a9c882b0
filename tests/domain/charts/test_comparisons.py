"""What goes with pain: only within the same weeks, only where there is enough, and never from nothing."""

from __future__ import annotations

import random

from sciatica_tui.domain.assessment.assess import assess
from sciatica_tui.domain.charts.comparisons import ComparisonRow, Group, compare, comparisons, outcome_of, to_table
from sciatica_tui.domain.charts.measure_display import BY_MEASURE
from sciatica_tui.domain.charts.trends import trends_of
from sciatica_tui.domain.records import CheckIn, Medication, Session
from sciatica_tui.domain.snapshot import RecordSnapshot

from ...support import NOW, TODAY, checkin, day, stamp

LEG = BY_MEASURE["leg_pain"]


def groups(
    *checkins: CheckIn, sessions: tuple[Session, ...] = (), medications: tuple[Medication, ...] = ()
) -> dict[str, Group]:
    found = trends_of(checkins, (), (), assess(RecordSnapshot(checkins=checkins), TODAY), TODAY)
    return {group.words: group for group in comparisons(found, LEG, checkins, sessions, medications)}


def row(group: Group, words: str) -> ComparisonRow:
    return next(each for each in group.rows if each.words == words)


def test_a_fall_over_the_weeks_is_not_put_down_to_what_came_later() -> None:
    """Pain falls week by week, walking begins in the middle: the plain means differ by far, the weeks do not."""
    told = [(week, week >= 5 if day < 4 else week < 5, 8.0 - week) for week in range(10) for day in range(7)]
    found = compare("walk", told, 1.4)
    assert found.difference is not None
    assert abs(found.difference) < 0.01
    assert not found.stands_out


def test_a_true_difference_within_the_weeks_stands_out() -> None:
    pick = random.Random(5)
    told = [(w * 7, d % 2 == 0, 4 + 2 * (d % 2 == 0) + pick.gauss(0, 0.5)) for w in range(8) for d in range(7)]
    found = compare("sitting", told, 1.4)
    assert found.stands_out
    assert found.difference is not None
    assert 1.5 < found.difference < 2.5
    assert found.level_with is not None
    assert found.level_without is not None
    assert found.level_with == found.level_without + found.difference


def test_too_few_weeks_or_entries_say_so_and_give_no_number() -> None:
    two_weeks = compare("x", [(w, d % 2 == 0, 5.0) for w in range(2) for d in range(7)], 1.4)
    assert (two_weeks.few, two_weeks.weeks, two_weeks.difference) == (True, 2, None)
    never_both = compare("x", [(w, w % 2 == 0, 5.0) for w in range(8) for _ in range(7)], 1.4)
    assert (never_both.few, never_both.weeks) == (True, 0)


def test_posture_is_compared_by_check_in_and_the_rest_by_day() -> None:
    found = groups(
        *(checkin(ago, at="09:00", leg_pain=6, posture="sitting", sleep=3, tags=["desk"]) for ago in range(30)),
        *(checkin(ago, at="19:00", leg_pain=2, posture="lying") for ago in range(30)),
    )
    sitting = row(found["Posture at the check-in"], "sitting")
    assert sitting.difference is not None
    assert round(sitting.difference) == 4
    assert (sitting.n_with, sitting.n_without) == (30, 30)
    assert row(found["Night before"], "sleep 0–5 of 10").n_with == 30
    assert row(found["Tag of the day"], "desk").few, "every day had it"


def test_a_day_on_which_something_was_not_asked_counts_as_neither() -> None:
    found = groups(*(checkin(ago, leg_pain=5, sleep=3 if ago % 2 else None) for ago in range(28)))
    slept = row(found["Night before"], "sleep 0–5 of 10")
    assert (slept.n_with, slept.n_without) == (14, 0)
    assert "Activity of the day" not in found


def test_medication_is_without_only_on_days_with_a_daily_check_in() -> None:
    taken = tuple(Medication(**stamp(), day=day(ago), product="x") for ago in range(0, 28, 2))
    quick = groups(*(checkin(ago, leg_pain=5) for ago in range(28)), medications=taken)
    assert row(quick["Medication"], "any medication").n_without == 0
    daily = groups(*(checkin(ago, leg_pain=5, sleep=7) for ago in range(28)), medications=taken)
    assert row(daily["Medication"], "any medication").n_without == 14
    assert "none logged" in daily["Medication"].note, "which is all that the records tell"


def test_a_routine_done_is_set_against_logged_days_without() -> None:
    done = tuple(Session(**stamp(), day=day(ago), routine="knee_to_chest", started_at=NOW) for ago in range(0, 28, 2))
    found = groups(*(checkin(ago, leg_pain=4 if ago % 2 else 5) for ago in range(28)), sessions=done)
    assert row(found["Routine done"], "knee to chest").n_without == 14
    assert row(found["Routine done"], "any routine").level_with is not None


def test_what_holds_for_all_stands_before_the_single_ones_however_often_each_was() -> None:
    routines = tuple(
        Session(**stamp(), day=day(ago), routine="ice" if ago % 2 else "heat", started_at=NOW) for ago in range(28)
    )
    walks = {ago: [{"kind": "walk", "minutes": 20 if ago % 4 else 40}] for ago in range(0, 28, 2)}
    found = groups(*(checkin(ago, leg_pain=5, activity=walks.get(ago, [])) for ago in range(28)), sessions=routines)
    assert [row.words for row in found["Routine done"].rows] == ["any routine", "Heat", "Ice"]
    assert [row.words for row in found["Activity of the day"].rows] == ["30+ min active", "walk"]


def test_a_measure_that_is_not_asked_daily_gives_way_to_leg_pain() -> None:
    assert outcome_of(BY_MEASURE["zone"]) is LEG
    assert outcome_of(BY_MEASURE["back_pain"]).measure == "back_pain"


def test_the_table_leaves_too_few_empty() -> None:
    table = to_table([Group("Tag", (ComparisonRow("desk", 3, 40, 1),))]).splitlines()
    assert table[1].split("\t") == ["Tag", "desk", "", "", "1", "3", "40", "", "", ""]
