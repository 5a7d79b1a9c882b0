"""Every routine has a figure, which lies on its mat as a person would."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sciatica_tui.domain.routines.body import RADII, Joints, Stance, between, joints_of
from sciatica_tui.domain.routines.catalogue import ROUTINES
from sciatica_tui.domain.routines.pose import Cord, Pose
from sciatica_tui.domain.routines.poses import POSES
from sciatica_tui.domain.routines.session_plan import RoutineKind
from sciatica_tui.domain.routines.weekly_poses import TEST_POSES
from sciatica_tui.domain.views.weekly_tests import WEEKLY_TESTS

EVERY_POSE = {**POSES, **TEST_POSES}

SINKS = 2.0
"""Centimetres that flesh gives way to the floor."""


def stances(pose: Pose) -> Iterator[Stance]:
    for share in (0.0, 0.5, 1.0):
        yield between(pose.start, pose.end, share) if pose.end is not None else pose.start
    yield from (stance for stance in (pose.helper, pose.helper_end) if stance is not None)


def lowest(joints: Joints) -> float:
    return min(point[1] - thick for point, thick in joints.thick)


def test_every_exercise_of_every_routine_has_a_pose_and_there_is_no_other() -> None:
    exercises = {name for routine in ROUTINES for name in routine.exercises}
    assert exercises | {"alternating"} == set(POSES)


def test_every_weekly_test_that_moves_has_a_figure_and_no_other_is_drawn() -> None:
    poses = [test.pose for test in WEEKLY_TESTS if test.pose]
    assert len(poses) == 6
    assert set(poses) <= EVERY_POSE.keys()
    assert set(TEST_POSES) <= set(poses)
    assert not TEST_POSES.keys() & POSES.keys()


@pytest.mark.parametrize("routine", [r for r in ROUTINES if r.kind is RoutineKind.MOVEMENT], ids=lambda r: r.name)
def test_a_movement_has_two_ends(routine: object) -> None:
    assert POSES[routine.name].end is not None  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", EVERY_POSE)
def test_nothing_of_a_figure_is_below_the_floor(name: str) -> None:
    for stance in stances(EVERY_POSE[name]):
        assert lowest(joints_of(stance)) > -SINKS


@pytest.mark.parametrize("name", EVERY_POSE)
def test_a_figure_rests_on_the_floor_or_on_a_seat(name: str) -> None:
    for stance in stances(EVERY_POSE[name]):
        joints = joints_of(stance)
        feet = min(leg.end[1] - RADII["ankle"] for leg in (joints.near_leg, joints.far_leg))
        assert lowest(joints) < SINKS or feet < 5, "in the air"


@pytest.mark.parametrize("name", EVERY_POSE)
def test_what_a_prop_hangs_on_is_a_joint(name: str) -> None:
    props = EVERY_POSE[name].props
    names = {point for prop in props if isinstance(prop, Cord) for point in prop.points if isinstance(point, str)}
    assert names <= {"near_hand", "far_hand", "near_sole", "far_sole"}


@pytest.mark.parametrize("name", EVERY_POSE)
def test_each_picture_is_said_in_one_sentence_too(name: str) -> None:
    caption = EVERY_POSE[name].caption
    assert caption.endswith(".")
    assert len(caption) <= 100


def test_stretches_work_the_near_leg_so_that_mirroring_shows_the_other() -> None:
    for name in ("hamstring", "piriformis", "knee-to-chest", "slider", "bird-dog", "leg-raise", "heel-rises"):
        assert "near_leg" in EVERY_POSE[name].worked
