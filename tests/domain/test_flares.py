"""When a flare begins and when it is over, from what was logged and what the person said."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from sciatica_tui.domain.flares import Flare, flares
from sciatica_tui.domain.record_text import describe
from sciatica_tui.domain.records import CheckIn, FlareAnswer, FlarePlan
from tests.support import NOW, TODAY, checkin, day, stamp


def said(days_ago: int, *, over: bool, minutes: int = 0) -> FlareAnswer:
    """What was said of a flare; more `minutes` are later."""
    return FlareAnswer(**stamp(NOW + timedelta(minutes=minutes)), day=day(days_ago), over=over)


def quiet(first: int, last: int, leg: int = 3) -> list[CheckIn]:
    """Days logged at the usual level, from so many days ago to so many."""
    return [checkin(ago, leg_pain=leg) for ago in range(first, last - 1, -1)]


def flare(first: int, last: int, leg: int = 7) -> list[CheckIn]:
    """Days called a flare."""
    return [checkin(ago, leg_pain=leg, flare=True) for ago in range(first, last - 1, -1)]


def days_of(all_flares: tuple[Flare, ...]) -> list[tuple[date, date | None]]:
    return [(each.first, each.last) for each in all_flares]


def test_a_yes_in_the_form_begins_one_and_it_is_open_until_something_ends_it() -> None:
    (only,) = flares([*quiet(20, 3), *flare(2, 2), checkin(1, leg_pain=6)], (), TODAY)
    assert (only.first, only.last, only.pains) == (day(2), None, {1: 7, 2: 6})
    assert flares(quiet(20, 1), (), TODAY) == ()


def test_it_ends_before_three_logged_days_back_within_a_point_of_the_level_before() -> None:
    course = [*quiet(20, 11), *flare(10, 8), checkin(7, leg_pain=6)]
    assert flares([*course, *quiet(6, 5, leg=4)], (), TODAY)[0].last is None
    (only,) = flares([*course, *quiet(6, 3, leg=4)], (), TODAY)
    assert (only.last, only.back_since) == (day(7), day(4))
    assert flares([*course, *quiet(6, 3, leg=5)], (), TODAY)[0].last is None


def test_days_without_an_entry_count_neither_way_and_a_bad_day_begins_the_three_anew() -> None:
    course = [*quiet(20, 11), *flare(10, 10)]
    gaps = [checkin(ago, leg_pain=3) for ago in (9, 6, 2)]
    assert flares([*course, *gaps], (), TODAY)[0].last == day(10)
    broken = [checkin(9, leg_pain=3), checkin(8, leg_pain=3), checkin(7, leg_pain=6), checkin(6, leg_pain=3)]
    assert flares([*course, *broken], (), TODAY)[0].last is None


def test_back_pain_has_a_level_of_its_own_and_both_have_to_be_back() -> None:
    before = [checkin(ago, leg_pain=3, back_pain=1) for ago in range(20, 10, -1)]
    worse_back = [checkin(ago, leg_pain=3, back_pain=5) for ago in (9, 8, 7)]
    assert flares([*before, *flare(10, 10), *worse_back], (), TODAY)[0].last is None


def test_a_no_in_the_form_speaks_for_its_end_whatever_the_pain() -> None:
    no = [checkin(ago, leg_pain=7, flare=False) for ago in (9, 8, 7)]
    assert flares([*quiet(20, 11), *flare(10, 10), *no], (), TODAY)[0].last == day(10)
    unrated = [checkin(ago, note="a visit") for ago in (9, 8, 7)]
    assert flares([*quiet(20, 11), *flare(10, 10), *unrated], (), TODAY)[0].last is None


def test_with_nothing_logged_before_only_the_person_or_time_ends_it() -> None:
    first_entries = [*flare(20, 19), *quiet(18, 10, leg=0)]
    assert flares(first_entries, (), TODAY)[0].last is None
    assert flares(first_entries, (), TODAY + timedelta(8))[0].last is None
    assert flares(first_entries, (), TODAY + timedelta(9))[0].last == day(19)


def test_the_person_says_which_day_was_the_last_and_a_later_yes_is_another_flare() -> None:
    course = [*quiet(20, 11), *flare(10, 6)]
    assert days_of(flares(course, [said(8, over=True)], TODAY)) == [(day(10), day(8)), (day(7), None)]
    assert days_of(flares(course, [said(5, over=True)], TODAY)) == [(day(10), day(5))]
    assert days_of(flares(course, [said(10, over=True)], TODAY))[0] == (day(10), day(10))


def test_a_no_to_is_it_over_keeps_it_open_until_three_more_days() -> None:
    course = [*quiet(20, 11), *flare(10, 9), *quiet(8, 6)]
    assert flares(course, (), TODAY)[0].back_since == day(6)
    for ago in (6, 5):
        assert flares(course, [said(ago, over=False)], TODAY)[0].last is None
        assert flares([*course, *quiet(4, 2)], [said(ago, over=False)], TODAY)[0].last == day(max(ago, 5))


def test_two_devices_of_the_same_day_the_newest_counts_and_of_two_ends_the_earlier() -> None:
    course = [*quiet(20, 11), *flare(10, 8)]
    both = [said(7, over=False, minutes=5), said(7, over=True)]
    assert flares(course, both, TODAY)[0].last is None
    assert flares(course, both[::-1], TODAY)[0].last is None
    assert days_of(flares(course, [said(5, over=True), said(7, over=True)], TODAY)) == [(day(10), day(7))]


def test_a_yes_filled_in_later_between_two_flares_joins_nothing_that_was_said_to_be_over() -> None:
    course = [*quiet(30, 21), *flare(20, 19), *quiet(18, 11), *flare(10, 9)]
    assert [first for first, _ in days_of(flares(course, (), TODAY))] == [day(20), day(10)]
    assert len(flares([*course, *flare(15, 15)], (), TODAY)) == 3
    without = [entry for entry in course if not entry.flare]
    assert flares(without, [said(19, over=True)], TODAY) == ()


def test_what_a_wrong_clock_put_into_the_future_or_the_first_year_waits_or_does_no_harm() -> None:
    future = msgspec.structs.replace(checkin(leg_pain=9, flare=True), day=TODAY + timedelta(400))
    ancient = msgspec.structs.replace(checkin(leg_pain=9, flare=True), day=date.min)
    assert days_of(flares([future, ancient], [said(-3, over=True)], TODAY)) == [(date.min, date.min)]


@pytest.mark.parametrize("moment", range(0, 60, 7))
def test_flares_never_overlap_and_at_most_the_last_is_open(moment: int) -> None:
    course: list[CheckIn] = []
    for ago in range(120, -1, -1):
        fields: dict[str, Any] = {"leg_pain": (ago * 7 + moment) % 9}
        if (ago * 13 + moment) % 5 == 0:
            fields["flare"] = (ago + moment) % 3 != 0
        course.append(checkin(ago, **fields))
    answers = [said(ago, over=ago % 2 == 0) for ago in range(moment, 120, 17)]
    all_flares = flares(course, answers, TODAY)
    assert all_flares
    for before, after in pairwise(all_flares):
        assert before.last is not None
        assert before.first <= before.last < after.first


def test_both_records_read_in_a_line() -> None:
    assert describe(said(1, over=True)) == "the last day of the flare"
    assert describe(said(1, over=False)) == "the flare is not over"
    plan = FlarePlan(**stamp(), day=TODAY, helped=("lying down",), call="Ana")
    assert describe(plan) == "lying down, Ana"
    assert describe(FlarePlan(**stamp(), day=TODAY)) == "plan for bad days"
