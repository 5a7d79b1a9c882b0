"""The table of error rates on fewer people and fixed seeds; `python -m tests.bench.verdicts` prints it all."""

import pytest

from tests.bench.verdicts import (
    METHODS,
    NOISES,
    PAGE_CELLS,
    RATING_CELLS,
    STRENGTH_CELLS,
    Cell,
    Counts,
    missed_by,
    pages,
    ratings,
    standard_error,
    strength,
)

PEOPLE, PAGES, TESTED = 60, 30, 400
NINE_WEEKS = 63


def within_chance(cell: Cell, noise: int, count: int, people: int) -> bool:
    """Whether the bound is kept, or missed by no more than two standard errors of a share that just keeps it."""
    bound = cell.bounds[noise]
    return bound is None or missed_by(cell, noise, count / people) <= 2 * standard_error(bound, people)


@pytest.fixture(scope="module", params=range(len(NOISES)), ids=("calm", "wide"))
def judged(request: pytest.FixtureRequest) -> tuple[int, Counts]:
    noise: int = request.param
    return noise, ratings(PEOPLE, f"tests {noise}", *NOISES[noise])


@pytest.mark.parametrize("row", range(len(RATING_CELLS)), ids=lambda row: RATING_CELLS[row].words)
def test_the_verdicts_keep_the_bounds_of_the_clinical_rules(judged: tuple[int, Counts], row: int) -> None:
    noise, counts = judged
    assert within_chance(RATING_CELLS[row], noise, counts[row][0], PEOPLE)


def test_the_simple_rules_of_other_trackers_call_a_change_for_most_people_who_have_none(
    judged: tuple[int, Counts],
) -> None:
    _, counts = judged
    names = [name for name, _ in METHODS]
    assert counts[0][names.index("7 v 7, 0.5")] / PEOPLE > 0.95
    assert counts[0][names.index("Mann–Kendall")] / PEOPLE > 0.3


def test_a_page_on_which_nothing_truly_changes_seldom_says_or_proposes_anything() -> None:
    counts = pages(PAGES, "tests", *NOISES[1], days=NINE_WEEKS)
    for cell, (count,) in zip(PAGE_CELLS, counts, strict=True):
        assert within_chance(cell, 1, count, PAGES), cell.words


def test_stable_strength_seldom_raises_an_alarm_once_a_low_count_was_tried_again() -> None:
    [(count,)] = strength(TESTED, "tests", *NOISES[0])
    assert count > 0
    assert within_chance(STRENGTH_CELLS[0], 0, count, TESTED)
