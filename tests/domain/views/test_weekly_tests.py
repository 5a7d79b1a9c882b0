"""The weekly tests one by one."""

from __future__ import annotations

from typing import Any

from sciatica_tui.domain.measures.catalogue import MEASURES
from sciatica_tui.domain.measures.questions import Depth
from sciatica_tui.domain.views.weekly_tests import TEXTS, WEEKLY_TESTS, last_result

from ...support import TODAY, checkin


def test_every_weekly_question_belongs_to_one_test_that_says_how_it_is_done() -> None:
    measures = [measure for test in WEEKLY_TESTS for measure in test.measures]
    assert measures == [measure for measure in MEASURES if measure.depth is Depth.WEEKLY]
    assert [test.name for test in WEEKLY_TESTS] == list(TEXTS)
    assert all(test.title and test.how for test in WEEKLY_TESTS)


def test_the_last_result_is_the_latest_before_this_entry() -> None:
    rises = next(test for test in WEEKLY_TESTS if test.name == "heel_rises")
    counts: dict[str, Any] = {"heel_rises.left": 18, "heel_rises.right": 25}
    now = checkin(0, **counts)
    assert last_result(rises, [now], now.id, TODAY) == ""
    assert last_result(rises, [checkin(10, **counts), now], now.id, TODAY) == "12 Nov: left 18, right 25"


def test_a_result_of_several_answers_names_each() -> None:
    bother = next(test for test in WEEKLY_TESTS if test.name == "bother")
    raise_ = next(test for test in WEEKLY_TESTS if test.name == "leg_raise")
    answers: dict[str, Any] = {"bother.leg_pain": 3, "bother.sitting": 2}
    degrees: dict[str, Any] = {"leg_raise.method": "lying", "leg_raise.left_degrees": 45}
    entry = checkin(3, **answers, **degrees)
    assert last_result(bother, [entry], "", TODAY) == "19 Nov: leg pain 3 of 6, sitting 2 of 6"
    assert last_result(raise_, [entry], "", TODAY) == "19 Nov: lying, leg raise left 45°, right –"
