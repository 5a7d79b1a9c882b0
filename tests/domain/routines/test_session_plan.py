"""A routine unfolded: ready, each side in full, time to switch, rest between."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sciatica_tui.domain.records import RoutineStep, Side
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.routines.session_plan import BETWEEN, RoutineKind, StepKind, expand, total_seconds


def outline(name: str) -> list[tuple[str, int, str]]:
    return [(s.kind.value, s.seconds, s.side.value if s.side else "") for s in BY_NAME[name].plan]


def test_a_stretch_is_ready_left_switch_right_rest_and_again() -> None:
    turn = [("hold", 30, "left"), ("switch", 8, "right"), ("hold", 30, "right")]
    rest = [("rest", 10, "left")]
    assert outline("hamstring") == [("ready", 5, "left"), *turn, *rest, *turn, *rest, *turn]


def test_the_daily_set_leaves_time_to_change_position() -> None:
    ready = [(s.kind, s.seconds, s.exercise) for s in BY_NAME["daily"].plan if s.kind is StepKind.READY]
    assert ready == [
        (StepKind.READY, 5, "hamstring"),
        (StepKind.READY, 15, "piriformis"),
        (StepKind.READY, 15, "knee-to-chest"),
    ]


def test_short_repetitions_are_one_step_with_a_beat_for_each() -> None:
    slider = [s for s in BY_NAME["slider"].plan if s.kind is StepKind.MOVE]
    assert [(s.side, s.seconds, s.beats, s.set, s.sets) for s in slider] == [
        (Side.LEFT, 40, 10, 1, 2),
        (Side.RIGHT, 40, 10, 1, 2),
        (Side.LEFT, 40, 10, 2, 2),
        (Side.RIGHT, 40, 10, 2, 2),
    ]


def test_alternating_is_heat_and_ice_twice_and_ends_cold() -> None:
    assert outline("alternating") == [
        ("ready", 5, ""),
        ("heat", 600, ""),
        ("switch", 30, ""),
        ("ice", 600, ""),
        ("switch", 30, ""),
        ("heat", 600, ""),
        ("switch", 30, ""),
        ("ice", 600, ""),
    ]


def test_a_sitting_break_sits_thirty_minutes_and_is_up_for_two() -> None:
    assert outline("sitting-break") == [("sit", 1800, ""), ("up", 120, "")] * 3


STEPS = st.lists(
    st.builds(
        RoutineStep,
        name=st.just("Lift"),
        hold_seconds=st.integers(1, 60),
        repetitions=st.integers(1, 5),
        sets=st.integers(1, 3),
        rest_seconds=st.integers(0, 20),
        sides=st.booleans(),
    ),
    min_size=1,
    max_size=4,
).map(tuple)


@given(STEPS)
@settings(max_examples=100, deadline=None)
def test_every_repetition_of_every_step_is_planned_in_full_on_each_side(steps: tuple[RoutineStep, ...]) -> None:
    plan = expand(RoutineKind.OWN, steps)
    work = [s for s in plan if s.kind not in BETWEEN]
    wanted = sum(s.hold_seconds * s.repetitions * s.sets * (2 if s.sides else 1) for s in steps)
    assert sum(s.seconds for s in work) == wanted
    by_side = {side: sum(s.seconds for s in work if s.side is side) for side in Side}
    assert by_side[Side.LEFT] == by_side[Side.RIGHT]
    assert total_seconds(plan) == sum(s.seconds for s in plan[1:]), "getting ready is not part of the length"


@given(STEPS)
@settings(max_examples=100, deadline=None)
def test_there_is_always_time_to_switch_sides(steps: tuple[RoutineStep, ...]) -> None:
    plan = expand(RoutineKind.OWN, steps)
    for before, after in pairwise(plan):
        both_work = before.kind not in BETWEEN and after.kind not in BETWEEN
        assert not (both_work and before.side is not after.side)
        if after.kind is StepKind.REST and before.side is not after.side:
            assert after.seconds >= 8
