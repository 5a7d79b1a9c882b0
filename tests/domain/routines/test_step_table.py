"""A routine's steps as a table, and its minutes taken apart."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.records import RoutineStep
from sciatica_tui.domain.routines.catalogue import BY_NAME, OWN_LIMITS, ROUTINES, Guided, exercise_of
from sciatica_tui.domain.routines.session_plan import RoutineKind, total_seconds
from sciatica_tui.domain.routines.step_table import line_words, parts_of, sum_words, table, time_line


def own(*steps: RoutineStep) -> Guided:
    return Guided("Mine", "Mine", RoutineKind.OWN, steps, OWN_LIMITS, own="1")


def test_a_step_is_a_row_of_its_numbers_and_an_empty_column_is_left_out() -> None:
    slider = BY_NAME["slider"]
    assert table(slider, slider.steps) == (
        ("Step", "Time", "Sets", "Rest", "Sides", "Total"),
        ("Sciatic slider", "10 × 4 s", "2", "30 s", "both", "3:26"),
    )
    ice = BY_NAME["ice"]
    assert table(ice, ice.steps) == (("Step", "Time", "Total"), ("Ice", "15 min", "15:00"))


def test_a_rest_that_never_comes_is_not_named() -> None:
    bridge = BY_NAME["bridge"]
    assert bridge.steps[0].rest_seconds == 30
    assert table(bridge, bridge.steps)[0] == ("Step", "Time", "Total")


def test_a_step_without_a_name_or_with_numbers_that_are_not_allowed_has_a_row_all_the_same() -> None:
    steps = (RoutineStep(name="", hold_seconds=30), RoutineStep(name="Lean", hold_seconds=0, repetitions=99_999))
    assert table(own(*steps), steps) == (
        ("Step", "Time", "Total"),
        ("(no name yet)", "30 s", "0:30"),
        ("Lean", "99,999 × 0 s", "–"),
    )


@pytest.mark.parametrize(
    ("routine", "words"),
    [
        ("hamstring", "3:44 in all: 6 × 30 s, 3 × 8 s to change sides, 2 rests of 10 s"),
        ("slider", "3:26 in all: 40 × 4 s, 2 × 8 s to change sides, 1 rest of 30 s"),
        ("bird-dog", "2:08 in all: 20 × 6 s, 8 s to change sides"),
        ("sitting-break", "1:36:00 in all: 3 × 30 min, 3 breaks of 2 min"),
        ("walk", ""),
    ],
)
def test_what_a_steps_time_is_made_of_is_said_where_it_is_not_in_one_piece(routine: str, words: str) -> None:
    assert sum_words(BY_NAME[routine], BY_NAME[routine].steps[0]) == words


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.name)
def test_the_parts_of_the_line_are_the_whole(routine: Guided) -> None:
    spans = time_line(routine)
    assert sum(span.seconds for span in spans) == total_seconds(routine.plan)
    assert [span.step for span in spans] == sorted(span.step for span in spans)


def test_the_line_says_how_long_each_sort_of_part_takes() -> None:
    daily = time_line(BY_NAME["daily"])
    assert line_words(daily) == "9:00 holding, 1:12 changing sides, 1:00 rest, 0:30 between steps"
    assert line_words(time_line(BY_NAME["walk"])) == ""


def test_a_session_names_sides_and_what_lies_between() -> None:
    bird_dog = BY_NAME["bird-dog"]
    assert parts_of(bird_dog, bird_dog.steps[0]) == (
        ("left leg", "10 × 6 s"),
        ("changing sides", "8 s"),
        ("right leg", "10 × 6 s"),
    )


def test_a_title_in_any_case_is_our_exercise_and_other_words_are_only_words() -> None:
    assert exercise_of("bridge") == exercise_of("Bridge") == "bridge"
    assert exercise_of("HAMSTRING stretch") == "hamstring"
    assert exercise_of("Bridge, slowly") == "Bridge, slowly"
    assert exercise_of("Ice") == "Ice"
