"""The weekly tests one by one."""

from __future__ import annotations

from typing import Any

import pytest

from sciatica_tui.domain.measures.catalogue import MEASURES, answer_paths
from sciatica_tui.domain.measures.questions import Depth
from sciatica_tui.domain.views.weekly_tests import (
    ABILITIES,
    EXAMPLES,
    TEXTS,
    WEEKLY_TESTS,
    Results,
    WeeklyTest,
    past_results,
)
from sciatica_tui.tui.screens.check_in_overview import DETAIL_CELLS

from ...support import TODAY, checkin


def test_every_weekly_question_belongs_to_one_test_that_says_how_it_is_done() -> None:
    measures = [measure for test in WEEKLY_TESTS for measure in test.measures]
    assert measures == [measure for measure in MEASURES if measure.depth is Depth.WEEKLY]
    assert [test.name for test in WEEKLY_TESTS] == list(TEXTS)
    assert all(test.title and test.how for test in WEEKLY_TESTS)


def test_the_past_results_are_those_before_this_entry_the_latest_first() -> None:
    counts: dict[str, Any] = {"heel_rises.left": 18, "heel_rises.right": 25}
    now = checkin(0, **counts)
    assert past_results(_test("heel_rises"), [now], now.id, TODAY) == Results()
    earlier = [checkin(ago, **{**counts, "heel_rises.left": left}) for ago, left in ((17, 16), (10, 18))]
    rows = (("12 Nov", ("18", "25")), ("5 Nov", ("16", "25")))
    assert past_results(_test("heel_rises"), [*earlier, now], now.id, TODAY) == Results(("left", "right"), rows)


def test_each_answer_of_a_test_has_its_column() -> None:
    answers: dict[str, Any] = {"bother.leg_pain": 3, "bother.sitting": 2, "change_felt": -2, "worry": 4}
    degrees: dict[str, Any] = {"leg_raise.method": "lying", "leg_raise.left_degrees": 45}
    named = [{"name": "Tie my shoes", "score": 7}, {"name": "Walk all the way to the office", "score": 10}]
    entry = checkin(3, abilities=named, sit_to_stand_seconds=12.3, **answers, **degrees)
    tables = {test.name: past_results(test, [entry], "", TODAY) for test in WEEKLY_TESTS}
    assert tables["bother"] == Results(("leg pain", "sitting"), (("19 Nov", ("3", "2")),))
    assert tables["leg_raise"] == Results(("how", "left"), (("19 Nov", ("lying", "45°")),))
    assert tables["abilities"] == Results(("Tie my shoes", "Walk all the way…"), (("19 Nov", ("7", "10")),))
    assert tables["change_felt"] == Results(("felt",), (("19 Nov", ("−2",)),))
    assert tables["worry"] == Results(("of 10",), (("19 Nov", ("4",)),))
    assert tables["sit_to_stand_seconds"] == Results(("s",), (("19 Nov", ("12.3",)),))
    assert tables["heel_walk"] == Results()


def test_a_day_without_one_of_the_answers_has_a_gap_in_its_column() -> None:
    one, both = checkin(9, heel_rises={"left": 9}), checkin(2, heel_rises={"left": 8, "right": 25})
    rows = (("20 Nov", ("8", "25")), ("13 Nov", ("9", "–")))
    assert past_results(_test("heel_rises"), [one, both], "", TODAY).rows == rows


def _test(name: str) -> WeeklyTest:
    return next(test for test in WEEKLY_TESTS if test.name == name)


def test_results_in_short_are_the_latest_in_their_order_or_the_last_of_each_column() -> None:
    course = past_results(_test("worry"), [checkin(ago, worry=ago) for ago in (1, 2, 3, 4, 5)], "", TODAY)
    assert course.in_short(34) == "4 → 3 → 2 → 1"
    sides = past_results(_test("heel_rises"), [checkin(2, heel_rises={"left": 8, "right": 25})], "", TODAY)
    assert sides.in_short(34) == "left 8 · right 25"
    assert sides.in_short(10) == "8 / 25"
    degrees: dict[str, Any] = {"leg_raise.method": "lying", "leg_raise.left_degrees": 45}
    assert past_results(_test("leg_raise"), [checkin(2, **degrees)], "", TODAY).in_short(34) == "lying · left 45°"
    assert Results().in_short(34) == ""


def test_every_test_says_what_it_asks_for_in_a_line_of_the_list_and_what_it_is_for() -> None:
    assert all(0 < len(test.asks) <= DETAIL_CELLS for test in WEEKLY_TESTS), "none is cut"
    assert all(test.purpose for test in WEEKLY_TESTS)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_the_columns_that_results_of_its_test_have(name: str) -> None:
    test, example = _test(name), EXAMPLES[name]
    assert all(len(cells) == len(example.columns) for _, cells in example.rows)
    if name != ABILITIES:
        answers: dict[str, Any] = {path: 1 for measure in test.measures for path in answer_paths(measure)}
        words = {"lying": "lying", "heel_walk": "normal", "toe_lift": "normal"}
        answers |= {path: words.get(name, "lying") for path in answers if "method" in path or name in words}
        assert past_results(test, [checkin(3, **answers)], "", TODAY).columns == example.columns
