"""The chance told beforehand that a trial finds an effect."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.trials.design import LENGTHS_IN_WEEKS
from sciatica_tui.domain.trials.noise import NoiseGuess, noise_of
from sciatica_tui.domain.trials.power import EFFECTS, chance_to_find

TYPICAL = noise_of([], [])


def test_a_longer_trial_a_larger_effect_and_more_answers_are_found_more_often() -> None:
    assert sorted(EFFECTS) == list(EFFECTS)
    by_effect = [chance_to_find(effect, TYPICAL, 8, 1, 0.8) for effect in EFFECTS]
    by_length = [chance_to_find(1.5, TYPICAL, weeks, 1, 0.8) for weeks in LENGTHS_IN_WEEKS]
    by_answers = [chance_to_find(1.5, TYPICAL, 8, 1, rate) for rate in (0.3, 0.6, 1.0)]
    for chances in (by_effect, by_length, by_answers):
        assert chances == sorted(chances)
        assert len(set(chances)) == len(chances)


def test_a_restless_pain_hides_what_a_steady_one_shows() -> None:
    steady, restless = (NoiseGuess(1, 0.35, 0.8),), (NoiseGuess(1, 0.35, 2.5),)
    assert chance_to_find(1, steady, 8, 1, 0.9) > 0.85
    assert chance_to_find(1, restless, 8, 1, 0.9) < 0.3


@pytest.mark.parametrize("answer_rate", [0.0, 0.05, 1.0])
def test_it_is_a_probability_even_where_hardly_an_evening_is_answered(answer_rate: float) -> None:
    assert 0 <= chance_to_find(1, TYPICAL, 6, 3, answer_rate) < 1
