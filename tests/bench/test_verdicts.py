"""The table of error rates on fewer people and a fixed seed; `python -m tests.bench.verdicts` prints it all."""

import pytest

from tests.bench.verdicts import CELLS, METHODS, NOISES, Tally, missed_by, tally

PEOPLE = 250
CHANCE = 0.04
"""So few people scatter: about 1.3 standard errors of the hardest cells."""


@pytest.fixture(scope="module", params=range(len(NOISES)))
def judged(request: pytest.FixtureRequest) -> tuple[int, Tally]:
    noise: int = request.param
    return noise, tally(PEOPLE, "tests", noise)


@pytest.mark.parametrize("row", range(len(CELLS)), ids=lambda row: CELLS[row].words)
def test_the_verdicts_keep_the_bounds_of_the_clinical_rules(judged: tuple[int, Tally], row: int) -> None:
    noise, seen = judged
    assert missed_by(CELLS[row], noise, seen.counts[row][0] / seen.people) <= (CHANCE if CELLS[row].at_least else 0)


def test_the_simple_rules_of_other_trackers_call_a_change_for_most_people_who_have_none(
    judged: tuple[int, Tally],
) -> None:
    _, seen = judged
    names = [name for name, _ in METHODS]
    assert seen.counts[0][names.index("7 v 7, 0.5")] / seen.people > 0.95
    assert seen.counts[0][names.index("Mann–Kendall")] / seen.people > 0.3
