"""Where it hurt: shades by zone, unknown days apart from painless ones, the story in words."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.charts.pain_map import (
    MODERATE,
    ON_THE_WAY,
    columns,
    day_words,
    on_day,
    shade_of,
    story,
    usual_side,
    weeks_where,
    where,
)
from sciatica_tui.domain.charts.weeks import monday_of
from sciatica_tui.domain.records import Side, Zone

from ...driving import episode
from ...support import TODAY, checkin

NOW_DAY = TODAY.toordinal()


def test_the_furthest_zone_has_the_pains_shade_and_the_way_there_a_faint_one() -> None:
    (found,) = where([checkin(0, leg_pain=8, zone="calf")])
    assert found.shades == (1, 1, 1, 4, 0)


def test_the_back_on_the_way_has_the_shade_of_its_own_pain() -> None:
    (found,) = where([checkin(0, leg_pain=8, back_pain=4, zone="calf")])
    assert found.shades == (3, 1, 1, 4, 0)


def test_a_symptom_shades_its_zone_and_an_unrated_one_counts_as_severe_but_not_worst() -> None:
    symptoms = [{"zone": "foot", "quality": "sharp"}, {"zone": "thigh", "quality": "ache", "intensity": 10}]
    (found,) = where([checkin(0, symptoms=symptoms)])
    assert found.shades == (0, 0, 5, 0, 4)
    assert found.zone is None
    assert [shade_of(n) for n in (0, 3, 4, 6, 7, 9, 10)] == [2, 2, 3, 3, 4, 4, 5]


def test_what_tingles_or_is_numb_is_no_pain() -> None:
    beyond = [{"zone": "calf", "quality": "tingling", "intensity": 9}, {"zone": "foot", "quality": "numb"}]
    (day,) = where([checkin(0, leg_pain=2, zone="buttock", symptoms=beyond)])
    assert day.shades == (1, 2, 0, 0, 0)
    days = where([checkin(0, symptoms=beyond)])
    assert columns(days, NOW_DAY, NOW_DAY, 9) == ((NOW_DAY, NOW_DAY, None),), "unknown, as nobody said where it hurts"


def test_the_usual_side_is_that_of_the_episode_or_else_the_one_said_most() -> None:
    entries = [checkin(9, side="right"), checkin(5, side="left"), checkin(1)]
    assert usual_side(entries, [episode(side=Side.BOTH)]) is Side.BOTH
    assert usual_side(entries, [episode(side=None)]) is usual_side(entries, []) is Side.LEFT
    assert usual_side([*entries, checkin(8, side="right")], []) is Side.RIGHT
    assert usual_side([], []) is None


def test_hurting_nowhere_is_known_and_a_day_without_an_answer_is_not() -> None:
    days = where([checkin(2, leg_pain=4), checkin(1, leg_pain=0, zone="none")])
    assert [each.day for each in days] == [NOW_DAY - 1]
    assert days[0].shades == (0, 0, 0, 0, 0)
    assert on_day(days, NOW_DAY - 2) is None


def test_columns_hold_all_days_in_order_and_the_unknown_ones_stay_unknown() -> None:
    days = where([checkin(9, leg_pain=9, zone="foot"), checkin(0, leg_pain=3, zone="back", back_pain=5)])
    each_day = columns(days, NOW_DAY - 9, NOW_DAY, 50)
    assert len(each_day) == 10
    assert [shades is None for *_, shades in each_day] == [False, *[True] * 8, False]
    two = columns(days, NOW_DAY - 9, NOW_DAY, 2)
    assert [(first, last) for first, last, _ in two] == [(NOW_DAY - 9, NOW_DAY - 5), (NOW_DAY - 4, NOW_DAY)]


@pytest.mark.parametrize("pain", [4, 10])
def test_one_day_of_a_week_is_in_no_figure_however_bad_and_half_of_the_days_are(pain: int) -> None:
    others = [checkin(ago, leg_pain=3, back_pain=1, zone="buttock") for ago in range(1, 7)]
    (week,) = weeks_where(where([*others, checkin(0, leg_pain=pain, zone="calf")]), NOW_DAY, 6)
    assert (week.zone, week.shades) == (Zone.BUTTOCK, (2, 2, 0, 0, 0))
    days = where([others[0], checkin(0, leg_pain=pain, zone="calf")])
    (week,) = weeks_where(days, NOW_DAY, 6)
    assert (week.zone, week.shades[3]) == (Zone.CALF, shade_of(pain))
    ((_, _, shades),) = columns(days, NOW_DAY - 1, NOW_DAY, 1)
    assert shades == week.shades, "the ribbon has the same rule"


def test_the_zone_named_has_the_colour_of_a_pain_where_half_of_the_days_went_beyond_it_or_stopped_before() -> None:
    zones = ("foot", "foot", "foot", "calf", "calf", "thigh", "thigh")
    days = where([checkin(ago, leg_pain=5, zone=zone) for ago, zone in enumerate(zones)])
    (week,) = weeks_where(days, NOW_DAY, 6)
    assert (week.zone, week.shades) == (Zone.CALF, (ON_THE_WAY, ON_THE_WAY, ON_THE_WAY, MODERATE, 0))
    ((_, _, shades),) = columns(days, NOW_DAY - 6, NOW_DAY, 1)
    assert shades == week.shades


def test_the_story_runs_by_weeks_and_for_years_by_years() -> None:
    days = where([checkin(ago, zone=zone) for ago, zone in ((27, "foot"), (20, "foot"), (13, "thigh"), (0, "none"))])
    assert story(days, NOW_DAY - 27, NOW_DAY) == ("week", "foot 2 weeks → thigh 1 week → nowhere 1 week")
    long_ago = where([checkin(3000, zone="foot"), checkin(0, zone="back")])
    assert story(long_ago, NOW_DAY - 3000, NOW_DAY) == ("year", "foot 1 year → back 1 year")
    assert story((), NOW_DAY, NOW_DAY) == ("week", "")
    assert story(days[-1:], NOW_DAY - 27, NOW_DAY) == ("week", ""), "one week goes nowhere"


def test_a_range_that_begins_within_a_week_tells_that_week_as_its_drawing_does() -> None:
    monday = monday_of(NOW_DAY) - 7
    days = where(
        [
            *(checkin(NOW_DAY - day, zone="thigh") for day in range(monday, monday + 6)),
            *(checkin(NOW_DAY - day, zone="buttock") for day in range(monday + 6, NOW_DAY + 1)),
        ]
    )
    assert story(days, monday + 6, NOW_DAY) == ("week", "thigh 1 week → buttock 1 week")
    assert [week.zone for week in weeks_where(days, NOW_DAY, 6)] == [Zone.THIGH, Zone.BUTTOCK]


def test_a_day_is_told_with_its_symptoms() -> None:
    symptoms = [{"zone": "calf", "quality": "tingling", "side": "left", "intensity": 4}]
    days = where([checkin(0, zone=Zone.BACK.value, symptoms=symptoms)])
    assert day_words(days, NOW_DAY) == ("Sunday 22 November", "down to the low back", "left calf, tingling 4")
    assert day_words(days, NOW_DAY - 1)[1] == "nothing logged"
