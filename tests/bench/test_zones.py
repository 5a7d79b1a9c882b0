"""The zone on few people and a fixed seed; `python -m tests.bench.zones` prints the whole table."""

import pytest

from tests.bench.zones import MEDIANS_ONLY, NOISES, share

PEOPLE = 100


@pytest.mark.parametrize("noise", range(len(NOISES)))
def test_a_zone_that_does_not_move_is_seldom_said_to(noise: int) -> None:
    assert share(0, noise, PEOPLE, "tests") <= 0.16


def test_the_median_alone_says_so_of_a_third_and_more() -> None:
    assert share(0, 1, PEOPLE, "tests", MEDIANS_ONLY) > 0.33


@pytest.mark.parametrize(("course", "least"), [(1, 0.9), (2, 0.7)])
def test_a_zone_that_moves_is_seen(course: int, least: float) -> None:
    assert share(course, 1, PEOPLE, "tests") >= least
