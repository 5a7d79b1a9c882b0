"""What is said of flares: on Today, beside each other, before each, and the plan for bad days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

import msgspec
import pytest

from sciatica_tui.domain.flares import Flare, flares
from sciatica_tui.domain.records import CheckIn, FlareAnswer, FlarePlan, RedFlagAnswer
from sciatica_tui.domain.views.flares import (
    NOT_BECAUSE,
    before_lines,
    comparison_words,
    flare_lines,
    flare_rows,
    newest_plan,
    plan_rows,
    red_flags_first,
)
from tests.domain.test_flares import flare, quiet, said
from tests.support import NOW, TODAY, checkin, day, stamp


def plan(minutes: int = 0, **fields: object) -> FlarePlan:
    return FlarePlan(**stamp(NOW + timedelta(minutes=minutes)), day=TODAY, **fields)  # type: ignore[arg-type]


def called(*courses: tuple[int, Sequence[int]]) -> tuple[Flare, ...]:
    """Flares that began so many days ago with these pains day by day, with quiet days about them."""
    pains = {first - number: pain for first, course in courses for number, pain in enumerate(course)}
    entries = [
        checkin(ago, leg_pain=pains.get(ago, 2), flare=True if ago in pains else None)
        for ago in range(120, -1, -1)
        if ago in pains or ago > min(pains)
    ]
    return flares(entries, (), TODAY)


def rows(
    checkins: Sequence[CheckIn], answers: Iterable[FlareAnswer] = (), plan: FlarePlan | None = None
) -> list[tuple[str, str]]:
    todos = flare_rows(flares(checkins, answers, TODAY), checkins, plan, TODAY)
    return [(row.kind, row.words) for row in todos]


@pytest.mark.parametrize("bad", [checkin(leg_pain=8), checkin(back_pain=9)])
def test_pain_of_eight_or_more_today_offers_the_plan(bad: CheckIn) -> None:
    assert rows([bad]) == [("bad-day", "The plan for bad days")]
    yesterday = msgspec.structs.replace(bad, day=day(1))
    assert rows([yesterday, checkin(leg_pain=7)]) == []


def test_a_flare_offers_the_plan_and_says_its_day() -> None:
    course = [*quiet(20, 4), *flare(3, 2)]
    assert rows(course) == [("bad-day", "The plan for bad days"), ("flare", "Flare, day 4")]
    assert rows(course, [said(1, over=True)], plan()) == []


def test_three_calm_days_ask_whether_it_is_over_for_two_weeks() -> None:
    course = [*quiet(20, 11), *flare(10, 8), *quiet(7, 5)]
    assert rows(course) == [(f"flare-over:{day(8)}", "Three calm days: is the flare over?")]
    assert rows([*course, checkin(leg_pain=8)]) == [("bad-day", "The plan for bad days")]
    assert [kind for kind, _ in rows(course, [said(8, over=True)])] == ["bad-day"]
    assert [kind for kind, _ in rows(course, [said(2, over=False)])] == ["bad-day", "flare"]
    earlier = [*quiet(60, 31), *flare(30, 28), *quiet(27, 1)]
    assert rows(earlier) == []


def test_once_a_flare_is_over_a_plan_is_to_be_written_where_there_is_none() -> None:
    course = [*quiet(20, 11), *flare(10, 8)]
    assert rows(course, [said(8, over=True)]) == [("bad-day", "Write your plan for bad days")]
    assert rows(course, [said(8, over=True)], plan()) == []


def test_the_first_flare_says_that_later_ones_stand_beside_it() -> None:
    assert comparison_words(called((2, (7, 7)))).startswith("This is the first flare you logged.")


def test_a_day_stands_beside_the_same_day_of_the_earlier_ones_with_how_many_there_are() -> None:
    milder = called((80, (7, 7, 7, 7)), (60, (6, 6, 6, 6)), (40, (5, 5, 5, 4)), (3, (6, 6, 6, 5)))
    assert comparison_words(milder) == "Day 4: milder than 2 of 3 earlier flares (1 milder)."
    as_bad = called((80, (7, 7, 5)), (60, (6, 6)), (2, (6, 6, 5)))
    assert comparison_words(as_bad) == "Day 3: none of 2 earlier flares was worse (1 as bad, 1 over by then)."
    worst = called((80, (6, 6)), (2, (6, 7)))
    assert comparison_words(worst) == "Day 2: your earlier flare was no worse (1 milder)."


def test_days_without_an_entry_are_named_and_not_guessed() -> None:
    gap = [*quiet(60, 51), *flare(50, 50), *flare(47, 47), *quiet(46, 3), *flare(2, 1)]
    assert comparison_words(flares(gap, (), TODAY)) == "Day 2: no entry for that day in your earlier flare."
    unrated = [*quiet(60, 51), *flare(50, 50), *quiet(49, 2), checkin(1, flare=True)]
    assert comparison_words(flares(unrated, (), TODAY)) == "It has no pain logged yet to compare."


def test_one_that_is_over_says_how_long_it_was_and_nothing_of_the_next() -> None:
    over = called((80, (7, 7, 7)), (40, (6,)), (20, (6, 6)), (10, (2,)))[:3]
    assert comparison_words(over) == "It lasted 2 days. 1 of 2 earlier flares lasted longer."
    assert comparison_words(over[:2]) == "It lasted 1 day. Your earlier flare lasted longer."
    assert comparison_words(over[:1]) == "It lasted 3 days."


def test_the_chart_has_the_newest_first_with_gaps_as_gaps_and_no_day_to_come() -> None:
    course = [*quiet(60, 51), *flare(50, 49), *quiet(48, 4), *flare(3, 3), *flare(1, 1, leg=8)]
    newest, earlier = flare_lines(flares(course, (), TODAY), TODAY)
    assert (newest.name, newest.pains) == ("19 Nov", (7, None, 8, None))
    assert (earlier.name, earlier.pains) == ("3 Oct", (7, 7))


def test_many_long_flares_show_the_newest_six_and_two_weeks_of_each() -> None:
    lines = flare_lines(called(*((first, (7,)) for first in range(100, 30, -10)), (20, (7,) * 20)), TODAY)
    assert [len(line.pains) for line in lines] == [14, 1, 1, 1, 1, 1]


def test_what_was_logged_on_the_three_days_before_goes_with_it_and_is_no_cause() -> None:
    course = [checkin(3, leg_pain=2, tags=["long drive"]), checkin(2, leg_pain=3), *flare(0, 0)]
    lines = before_lines(flares(course, (), TODAY), course, TODAY)
    assert lines == (
        NOT_BECAUSE,
        "",
        "Before Sunday 22 November",
        "  3 days leg 2, #long drive",
        "  2 days leg 3",
        "  1 day  –",
    )
    assert "need not have caused it" in NOT_BECAUSE


def test_the_plan_changed_last_counts() -> None:
    old, new = plan(call="Ana"), plan(5, call="Ben")
    assert newest_plan([new, old]) is new
    assert newest_plan([]) is None


def test_the_plan_reads_in_lines_and_without_one_there_is_something_to_start_from() -> None:
    full = plan(helped=("short walks", "ice"), routine="walk", call="Ana", note="It passed.")
    assert plan_rows(full, "Walk") == (
        ("What helped", "short walks · ice"),
        ("Routine", "Walk"),
        ("Call", "Ana"),
        ("To yourself", "It passed."),
    )
    assert plan_rows(plan(), None) == (("Your plan", "It is empty."),)
    assert "short walks" in plan_rows(None, None)[1][1]


def test_above_a_plan_stand_an_open_red_flag_and_what_no_plan_is_for_each_as_urgent_as_in_the_list() -> None:
    weak = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("one_leg_weakness",))
    [(_, words)] = red_flags_first((), TODAY)
    emergency, _, same_day = words.partition(". ")
    assert "weakness" not in emergency
    assert same_day.startswith("Of new weakness of one leg tell a doctor today.")
    assert red_flags_first((weak,), TODAY)[0] == ("Red flag open", "Speak to a doctor today, before anything below.")
