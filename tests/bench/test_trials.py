"""How often a trial finds what is there, on few people; `python -m tests.bench.trials` prints it all."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.trials.analysis import ALPHA
from tests.bench.trials import Lived, Person, lived
from tests.bench.verdicts import standard_error

PEOPLE = 200
MISSING = (0.1, 0.3)
GAP = 0.07
"""What not knowing the noise and the ends of the scale cost; to leave out each evening without its pair costs more."""


def lives(effect: float) -> list[Lived]:
    return [lived(Person(0.5, 1.8, effect, MISSING, seed)) for seed in range(PEOPLE)]


def share(of: list[bool]) -> float:
    return sum(of) / len(of)


@pytest.mark.slow
def test_a_trial_with_missing_evenings_finds_nothing_where_nothing_is() -> None:
    trials = lives(0.0)
    assert abs(share([trial.found for trial in trials]) - ALPHA) <= 2 * standard_error(ALPHA, PEOPLE)


@pytest.mark.slow
def test_a_trial_with_missing_evenings_finds_nearly_as_often_as_can_be_and_as_was_told() -> None:
    trials = lives(-1.5)
    found = share([trial.found for trial in trials])
    at_best = sum(trial.at_best for trial in trials) / PEOPLE
    told = sum(trial.told for trial in trials) / PEOPLE
    assert found >= at_best - GAP
    assert abs(found - told) <= 0.05 + 2 * standard_error(found, PEOPLE)
    assert share([trial.held for trial in trials]) >= 1 - ALPHA - 2 * standard_error(ALPHA, PEOPLE)
