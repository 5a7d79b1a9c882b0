"""What a trial found: as drawn, against every order that might have been drawn."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatica_tui.domain.trials.analysis import ALPHA, FEWEST_PAIRS, Conclusion, trial_result
from sciatica_tui.domain.trials.design import RANDOM_BYTES, Order, drawn_order, order_of

EIGHT_WEEKS = drawn_order(8, 1, b"\x1d\x0c\xa6\x95\x3b\x55")


def pains(order: Order, effect: float, scatter: float = 0.7, trend: float = 0.0, seed: int = 4) -> dict[int, float]:
    chance = random.Random(seed)
    return {
        day: 5 + effect * with_it + chance.gauss(0, scatter) + trend * day / len(order)
        for day, with_it in enumerate(order)
    }


def conclusion(effect: float, scatter: float = 0.7) -> Conclusion:
    result = trial_result(EIGHT_WEEKS, 1, pains(EIGHT_WEEKS, effect, scatter), 0.35)
    assert result is not None
    return result.conclusion


def test_each_of_the_four_answers_is_given_where_it_is_true() -> None:
    assert conclusion(-1.5) is Conclusion.HELPS
    assert conclusion(1.5) is Conclusion.HARMS
    assert conclusion(0.0) is Conclusion.NO_DIFFERENCE
    assert conclusion(0.0, scatter=2.5) is Conclusion.UNKNOWN


def test_a_trend_as_large_as_the_effect_changes_the_difference_little() -> None:
    flat = trial_result(EIGHT_WEEKS, 1, pains(EIGHT_WEEKS, -1), 0.35)
    falling = trial_result(EIGHT_WEEKS, 1, pains(EIGHT_WEEKS, -1, trend=-3), 0.35)
    assert flat is not None
    assert falling is not None
    assert falling.difference == pytest.approx(flat.difference, abs=1e-9)
    assert falling.p == flat.p


def test_the_p_value_is_the_share_of_all_orders_with_as_large_a_difference() -> None:
    order = order_of((True, False, False, True, True, False, True), 3)
    answers = pains(order, -1)
    result = trial_result(order, 3, answers, 0.0)
    assert result is not None

    def plain_difference(other: Order) -> float:
        """By least squares on side, level and day: with φ = 0 that is the whole of it."""
        days = range(len(order))
        middle = sum(days) / len(order)
        side = [0.5 if with_it else -0.5 for with_it in other]
        slope = sum((day - middle) * answers[day] for day in days) / sum((day - middle) ** 2 for day in days)
        return sum(s * (answers[day] - slope * (day - middle)) for day, s in enumerate(side))

    orders = [order_of(first, 3) for first in product((True, False), repeat=7)]
    real = abs(plain_difference(order)) - 1e-9
    assert result.p == sum(abs(plain_difference(other)) >= real for other in orders) / 128


@settings(max_examples=25, deadline=None)
@given(
    randomness=st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES),
    effect=st.sampled_from([-2.0, 0.0, 1.0]),
    missing=st.sets(st.integers(0, 41), max_size=25),
    phi=st.sampled_from([0.0, 0.35, 0.6]),
)
def test_the_interval_holds_the_difference_and_zero_exactly_where_the_test_does_not_reject(
    randomness: bytes, effect: float, missing: set[int], phi: float
) -> None:
    order = drawn_order(6, 1, randomness)
    result = trial_result(
        order, 1, {day: pain for day, pain in pains(order, effect).items() if day not in missing}, phi
    )
    if result is None:
        return
    assert result.low <= result.difference <= result.high
    if result.p > ALPHA:
        assert result.low <= 0 <= result.high
    else:
        assert not result.low + 0.01 < 0 < result.high - 0.01


def test_adding_the_same_to_every_day_with_moves_the_difference_and_its_interval_by_as_much() -> None:
    before = trial_result(EIGHT_WEEKS, 1, pains(EIGHT_WEEKS, 0), 0.35)
    after = trial_result(EIGHT_WEEKS, 1, pains(EIGHT_WEEKS, -2), 0.35)
    assert before is not None
    assert after is not None
    assert after.difference == pytest.approx(before.difference - 2)
    assert (after.low, after.high) == pytest.approx((before.low - 2, before.high - 2), abs=0.02)


def test_the_same_answers_give_the_same_finding_each_time() -> None:
    answers = pains(EIGHT_WEEKS, -0.4)
    assert trial_result(EIGHT_WEEKS, 1, answers, 0.35) == trial_result(EIGHT_WEEKS, 1, answers, 0.35)


def test_too_few_pairs_answered_on_both_sides_tell_nothing() -> None:
    answers = pains(EIGHT_WEEKS, -3)
    enough = {day: pain for day, pain in answers.items() if day < 2 * FEWEST_PAIRS}
    assert trial_result(EIGHT_WEEKS, 1, enough, 0.35) is not None
    assert trial_result(EIGHT_WEEKS, 1, {day: pain for day, pain in enough.items() if day}, 0.35) is None
    assert trial_result(EIGHT_WEEKS, 1, {}, 0.35) is None
    assert trial_result(EIGHT_WEEKS, 1, {day: pain for day, pain in answers.items() if day % 2 == 0}, 0.35) is None


def test_an_evening_whose_neighbour_is_missing_still_counts() -> None:
    whole = {day: pain for day, pain in pains(EIGHT_WEEKS, -1).items() if day < 40}
    halves = {day: pain for day, pain in pains(EIGHT_WEEKS, -1).items() if day >= 40 and day % 2}
    of_whole, of_both = (trial_result(EIGHT_WEEKS, 1, answers, 0.35) for answers in (whole, whole | halves))
    assert of_whole is not None
    assert of_both is not None
    assert of_both.pairs == of_whole.pairs
    assert of_both.high - of_both.low < of_whole.high - of_whole.low


def test_answers_before_and_after_the_trial_do_not_count() -> None:
    answers = pains(EIGHT_WEEKS, -1)
    assert trial_result(EIGHT_WEEKS, 1, answers | {-1: 10.0, 56: 0.0}, 0.35) == trial_result(
        EIGHT_WEEKS, 1, answers, 0.35
    )
