"""The weekly tests that are no exercise of a routine, as figures. They draw what `domain.views.weekly_tests` says."""

from __future__ import annotations

from ..records import Side
from .pose import SEATED, STANDING, Pose, chair, change

_BENT = change(
    STANDING,
    hip=(-14, 90, 0),
    shoulder=(24, 60, 0),
    head=(0.7, -0.7, 0),
    face=(-0.3, -1, 0),
    near_hand=(26, 12, 14),
    far_hand=(26, 12, -14),
    near_elbow=(-0.3, 0, 1),
    far_elbow=(-0.3, 0, -1),
    bend=(0.5, 1, 0),
)

_ON_HEELS = change(
    STANDING,
    hip=(0, 89, 0),
    shoulder=(-2, 139, 0),
    near_toe=(0.8, 0.75, 0),
    far_toe=(0.8, 0.75, 0),
    far_hand=(24, 100, -26),
)

_FINGER_ON_TOE = change(
    SEATED,
    shoulder=(20, 92, 0),
    head=(0.7, 0.7, 0),
    near_hand=(56, 14, 12),
    near_elbow=(-0.2, 0, 1),
)

TEST_POSES: dict[str, Pose] = {
    "heel-walk": Pose(
        caption="Beside a wall: a few steps on the heels, the toes up.",
        ends=("one step", "the next"),
        near=Side.RIGHT,
        start=change(_ON_HEELS, near_ankle=(20, 8, 9), far_ankle=(-18, 8, -9)),
        end=change(_ON_HEELS, near_ankle=(-18, 8, 9), far_ankle=(20, 8, -9)),
        worked=frozenset({"near_leg", "far_leg"}),
    ),
    "toe-lift": Pose(
        caption="Sit with the foot flat: lift the big toe against a finger.",
        ends=("flat", "lifted"),
        near=Side.RIGHT,
        start=_FINGER_ON_TOE,
        end=change(_FINGER_ON_TOE, near_hand=(56, 20, 12), near_toe=(1, 0.35, 0)),
        worked=frozenset({"near_leg"}),
        props=chair(-4),
    ),
    "reach": Pose(
        caption="Knees straight: reach for the floor, and measure from the fingertips.",
        ends=("upright", "reaching"),
        near=Side.RIGHT,
        start=STANDING,
        end=_BENT,
        worked=frozenset({"near_leg", "far_leg", "trunk"}),
    ),
}
