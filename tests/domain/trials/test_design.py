"""The order of a trial is drawn by a coin for each pair of stretches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sciatica_tui.domain.trials.design import LENGTHS_IN_WEEKS, RANDOM_BYTES, STRETCHES, drawn_order, pair_count


@given(
    weeks=st.sampled_from(LENGTHS_IN_WEEKS),
    stretch=st.sampled_from(STRETCHES),
    randomness=st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES),
)
def test_each_pair_has_one_stretch_with_and_one_without(weeks: int, stretch: int, randomness: bytes) -> None:
    order = drawn_order(weeks, stretch, randomness)
    assert len(order) <= weeks * 7
    assert len(order) == 2 * stretch * pair_count(weeks, stretch)
    for first in range(0, len(order), 2 * stretch):
        before, after = order[first : first + stretch], order[first + stretch : first + 2 * stretch]
        assert set(before) | set(after) == {True, False}
        assert len(set(before)) == len(set(after)) == 1


def test_every_bit_of_chance_turns_one_pair_round_and_no_other() -> None:
    for weeks in LENGTHS_IN_WEEKS:
        for stretch in STRETCHES:
            order = drawn_order(weeks, stretch, bytes(RANDOM_BYTES))
            for pair in range(pair_count(weeks, stretch)):
                turned = drawn_order(weeks, stretch, (1 << pair).to_bytes(RANDOM_BYTES))
                other = {day // (2 * stretch) for day, (a, b) in enumerate(zip(order, turned, strict=True)) if a != b}
                assert other == {pair}
