"""The weekly tests one by one."""

from __future__ import annotations

from typing import Any

from sciatica_tui.domain.measures.catalogue import MEASURES
from sciatica_tui.domain.measures.questions import Depth
from sciatica_tui.domain.views.weekly_tests import TEXTS, WEEKLY_TESTS, past_results

from ...support import TODAY, checkin


def test_every_weekly_question_belongs_to_one_test_that_says_how_it_is_done() -> None:
    measures = [measure for test in WEEKLY_TESTS for measure in test.measures]
    assert measures == [measure for measure in MEASURES if measure.depth is Depth.WEEKLY]
    assert [test.name for test in WEEKLY_TESTS] == list(TEXTS)
    assert all(test.title and test.how for test in WEEKLY_TESTS)


def test_the_past_results_are_those_before_this_entry_the_latest_first() -> None:
    rises = next(test for test in WEEKLY_TESTS if test.name == "heel_rises")
    counts: dict[str, Any] = {"heel_rises.left": 18, "heel_rises.right": 25}
    now = checkin(0, **counts)
    assert past_results(rises, [now], now.id, TODAY) == ()
    earlier = [checkin(ago, **{**counts, "heel_rises.left": left}) for ago, left in ((17, 16), (10, 18))]
    results = ("12 Nov: left 18, right 25", "5 Nov: left 16, right 25")
    assert past_results(rises, [*earlier, now], now.id, TODAY) == results


def test_a_result_of_several_answers_names_each() -> None:
    bother = next(test for test in WEEKLY_TESTS if test.name == "bother")
    raise_ = next(test for test in WEEKLY_TESTS if test.name == "leg_raise")
    answers: dict[str, Any] = {"bother.leg_pain": 3, "bother.sitting": 2}
    degrees: dict[str, Any] = {"leg_raise.method": "lying", "leg_raise.left_degrees": 45}
    entry = checkin(3, **answers, **degrees)
    assert past_results(bother, [entry], "", TODAY) == ("19 Nov: leg pain 3 of 6, sitting 2 of 6",)
    assert past_results(raise_, [entry], "", TODAY) == ("19 Nov: lying, leg raise left 45°, right –",)
