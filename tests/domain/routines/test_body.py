"""A body in space: no limb changes its length, and what is planted stays where it is."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_tui.domain.routines.body import (
    FOREARM,
    SHANK,
    SPINE,
    THIGH,
    UPPER_ARM,
    Joints,
    Point,
    Stance,
    between,
    joints_of,
    length,
    subtracted,
)
from sciatica_tui.domain.routines.poses import POSES

STANDING = POSES["sit-to-stand"].end
assert STANDING is not None

coordinates = st.floats(-200, 200)
points = st.tuples(coordinates, coordinates, coordinates)


def apart(a: Point, b: Point) -> float:
    return length(subtracted(a, b))


def lengths(joints: Joints) -> list[float]:
    """Every bone, from the back to the feet."""
    limbs = (joints.back, joints.near_arm, joints.far_arm, joints.near_leg, joints.far_leg)
    bones = [apart(*ends) for limb in limbs for ends in ((limb.root, limb.middle), (limb.middle, limb.end))]
    neck, feet = apart(joints.back.end, joints.head), (joints.near_toe, joints.far_toe)
    return [*bones, neck, *(apart(leg.end, toe) for leg, toe in zip(limbs[3:], feet, strict=True))]


@given(hand=points, ankle=points)
def test_a_limb_that_reaches_for_anything_is_as_long_as_it_is(hand: Point, ankle: Point) -> None:
    stance = Stance(
        **{name: getattr(STANDING, name) for name in Stance.__struct_fields__}
        | {"near_hand": hand, "near_ankle": ankle}
    )
    joints = joints_of(stance)
    assert math.isclose(apart(joints.near_arm.root, joints.near_arm.middle), UPPER_ARM, abs_tol=1e-3)
    assert math.isclose(apart(joints.near_arm.middle, joints.near_arm.end), FOREARM, abs_tol=1e-3)
    assert math.isclose(apart(joints.near_leg.root, joints.near_leg.middle), THIGH, abs_tol=1e-3)
    assert math.isclose(apart(joints.near_leg.middle, joints.near_leg.end), SHANK, abs_tol=1e-3)


@pytest.mark.parametrize("name", [name for name, pose in POSES.items() if pose.end is not None])
def test_no_bone_changes_its_length_on_the_way_from_one_end_to_the_other(name: str) -> None:
    pose = POSES[name]
    assert pose.end is not None
    start = lengths(joints_of(pose.start))
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        assert lengths(joints_of(between(pose.start, pose.end, share))) == pytest.approx(start, abs=1e-3)


def test_a_straight_leg_is_lifted_straight() -> None:
    pose = POSES["leg-raise"]
    assert pose.end is not None
    halfway = joints_of(between(pose.start, pose.end, 0.5)).near_leg
    assert apart(halfway.root, halfway.end) > 0.98 * (THIGH + SHANK)


def test_feet_and_shoulders_stay_where_they_are_while_the_hips_rise() -> None:
    pose = POSES["bridge"]
    assert pose.end is not None
    start, halfway = joints_of(pose.start), joints_of(between(pose.start, pose.end, 0.5))
    assert apart(start.near_leg.end, halfway.near_leg.end) < 1
    assert apart(start.back.end, halfway.back.end) < 2 * SPINE * 0.02
    assert halfway.back.root[1] > start.back.root[1] + 8
