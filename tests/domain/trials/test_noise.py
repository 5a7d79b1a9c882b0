"""The scatter of a diary, and comparisons that neither its trend nor its noise can move."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_tui.domain.trials.noise import contrast, dot, expected_phi, noise_of


def scatter(days: int, phi: float, sd: float, seed: int = 1) -> list[float]:
    chance = random.Random(seed)
    values = [chance.gauss(0, sd)]
    while len(values) < days:
        values.append(phi * values[-1] + chance.gauss(0, sd * math.sqrt(1 - phi * phi)))
    return values


@pytest.mark.parametrize(("phi", "sd"), [(0.0, 1.0), (0.3, 1.6), (0.6, 1.8)])
def test_a_long_diary_tells_its_own_scatter_whatever_its_trend(phi: float, sd: float) -> None:
    days = list(range(0, 800, 1))
    noise = noise_of(days, [5 - day / 400 + value for day, value in enumerate(scatter(len(days), phi, sd))])
    assert expected_phi(noise) == pytest.approx(phi, abs=0.08)
    assert sum(guess.weight * guess.sd for guess in noise) == pytest.approx(sd, rel=0.1)
    assert sum(guess.weight for guess in noise) == pytest.approx(1)


def test_without_a_diary_the_typical_scatter_holds() -> None:
    noise = noise_of([], [])
    assert expected_phi(noise) == pytest.approx(0.35, abs=0.02)
    assert {guess.sd for guess in noise} == {1.4}


@given(
    days=st.lists(st.integers(0, 83), min_size=1, max_size=84, unique=True).map(sorted),
    phi=st.sampled_from([0.0, 0.35, 0.6, 0.9]),
    level=st.floats(-10, 10),
    slope=st.floats(-1, 1),
)
def test_a_level_and_a_straight_line_change_no_comparison(
    days: list[int], phi: float, level: float, slope: float
) -> None:
    side = [0.5 if day * 7919 % 13 < 6 else -0.5 for day in days]
    weights = contrast(days, side, phi)
    assert dot(weights, [level + slope * day for day in days]) == pytest.approx(0, abs=1e-6)
