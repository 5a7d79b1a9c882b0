"""How each exercise is done, as figures: one stance for what is held, two for what moves.

They draw what `instructions` says in words.
"""

from __future__ import annotations

from ..records import Side
from .body import Stance
from .pose import (
    DOWN,
    KNEES_BENT,
    LEFT,
    MAT,
    ON_ALL_FOURS,
    PRONE,
    RIGHT,
    SEATED,
    STANDING,
    SUPINE,
    Cord,
    Look,
    Pose,
    chair,
    change,
    mat,
    wall,
)


def _lying_with_pack(look: Look) -> Cord:
    return Cord(look, ((-19, 22.5, 0), (-3, 23.5, 0)), 5.0)


_RESTING = change(
    PRONE,
    near_hand=(-84, 4, 6),
    far_hand=(-84, 4, -8),
    near_elbow=(-0.6, 0, 1),
    far_elbow=(-0.6, 0, -1),
    head=(-1, 0.12, 0),
    face=(0, -0.3, 1),
)
"""Face down, the head on the hands."""

_STEP = change(
    STANDING,
    hip=(0, 88, 0),
    shoulder=(2, 138, 0),
    near_ankle=(30, 9, 7),
    far_ankle=(-28, 12, -7),
    near_toe=(1, 0.2, 0),
    far_toe=(1, -0.65, 0),
    near_hand=(-22, 88, 20),
    far_hand=(30, 92, -20),
)

_HELPER = Stance(
    hip=(105, 53, -40),
    shoulder=(88, 98, -36),
    head=(-0.6, 1, 0),
    face=LEFT,
    near_hand=(84, 10, 2),
    far_hand=(70, 10, 2),
    near_elbow=RIGHT,
    far_elbow=RIGHT,
    near_ankle=(148, 5, -50),
    far_ankle=(148, 5, -30),
    near_toe=(1, -0.1, 0),
    far_toe=(1, -0.1, 0),
    near_knee=(-1, -1, 0),
    far_knee=(-1, -1, 0),
    bend=RIGHT,
    across=(0, 0, -1),
)
"""Kneels at the far side of the leg."""


POSES: dict[str, Pose] = {
    "hamstring": Pose(
        caption="On your back, a strap round the raised foot, its knee a little soft; the other leg flat.",
        near=Side.RIGHT,
        start=change(
            SUPINE,
            near_ankle=(30, 89, 9),
            near_toe=(-1, 0.25, 0),
            near_knee=(-1, 0, 0.2),
            near_hand=(-8, 48, 8),
            far_hand=(-8, 48, -4),
            near_elbow=(0.3, -1, 0.6),
            far_elbow=(0.3, -1, -0.6),
        ),
        worked=frozenset({"near_leg"}),
        props=(MAT, Cord(Look.STRAP, ("near_hand", "near_sole", "far_hand"))),
    ),
    "piriformis": Pose(
        caption="On your back, one ankle across the other knee; both hands draw the lower thigh in.",
        near=Side.RIGHT,
        start=change(
            SUPINE,
            far_ankle=(30, 44, -9),
            far_toe=(0.5, 1, 0),
            near_ankle=(-14, 56, -8),
            near_knee=(0.2, -0.6, 1.2),
            near_toe=(0.1, 1, 0.1),
            near_hand=(0, 36, -2),
            far_hand=(0, 36, -16),
            near_elbow=(0, -0.4, 1),
            far_elbow=(0, -0.4, -1),
        ),
        worked=frozenset({"near_leg"}),
        props=(mat(-92, 40),),
        on_top="near_leg",
        turn=45,
        tilt=22,
    ),
    "knee-to-chest": Pose(
        caption="On your back, both hands draw one knee to the chest; the other leg rests.",
        near=Side.RIGHT,
        start=change(
            SUPINE,
            near_ankle=(8, 44, 9),
            near_knee=(-1, 1, 0.1),
            near_toe=(0.9, 0.5, 0),
            near_hand=(-37, 45, 12),
            far_hand=(-37, 42, 4),
            near_elbow=(-0.3, -0.2, 1),
            far_elbow=(-0.3, -0.2, -1),
        ),
        worked=frozenset({"near_leg"}),
        props=(MAT,),
    ),
    "slider": Pose(
        caption="Sitting tall: straighten one knee and look up, then bend it and lower the chin.",
        near=Side.RIGHT,
        start=change(SEATED, head=(0.7, 1, 0), face=(1, -0.9, 0), near_hand=(16, 64, 16), far_hand=(16, 64, -16)),
        end=change(
            SEATED,
            head=(-0.25, 1, 0),
            face=(1, 0.7, 0),
            near_ankle=(78, 47, 9),
            near_toe=(0.45, 1, 0),
            near_hand=(16, 64, 16),
            far_hand=(16, 64, -16),
        ),
        worked=frozenset({"near_leg"}),
        props=chair(-4),
    ),
    "cat-camel": Pose(
        caption="On hands and knees: round the back and let the head hang, then let the belly sink.",
        near=Side.LEFT,
        start=change(ON_ALL_FOURS, hip=(-3, 49, 0), shoulder=(-45, 55, 0), head=(-0.8, -1, 0), face=(0.8, -1, 0)),
        end=change(ON_ALL_FOURS, shoulder=(-46.5, 55, 0), bend=DOWN, head=(-1, 0.55, 0), face=(-1, -0.5, 0)),
        worked=frozenset({"trunk"}),
        props=(MAT,),
    ),
    "pelvic-tilt": Pose(
        caption="On your back, knees bent: press the low back to the floor, then let go.",
        near=Side.RIGHT,
        start=change(KNEES_BENT, shoulder=(-48, 10.5, 0)),
        end=KNEES_BENT,
        worked=frozenset({"trunk"}),
        props=(MAT,),
        end_props=(Cord(Look.ARROW, ((-24, 56, 0), (-24, 34, 0)), 3.0),),
    ),
    "bridge": Pose(
        caption="On your back, knees bent: lift the hips until shoulders, hips and knees are in one line.",
        near=Side.RIGHT,
        start=KNEES_BENT,
        end=change(KNEES_BENT, hip=(-5.5, 33, 0)),
        worked=frozenset({"trunk"}),
        props=(MAT,),
    ),
    "bird-dog": Pose(
        caption="On hands and knees: one leg back to hip height, the opposite arm forward.",
        near=Side.LEFT,
        start=ON_ALL_FOURS,
        end=change(
            ON_ALL_FOURS,
            near_ankle=(85, 53, 9),
            near_toe=(1, -0.5, 0),
            head=(-1, -0.25, 0),
            face=(-0.3, -1, 0),
            far_hand=(-107, 72, -16),
        ),
        worked=frozenset({"near_leg", "far_arm"}),
        props=(mat(-104, 92),),
    ),
    "press-up": Pose(
        caption="Face down: press the upper body up with the arms while the hips stay on the floor.",
        near=Side.LEFT,
        start=change(
            PRONE, near_hand=(-50, 4, 27), far_hand=(-50, 4, -27), near_elbow=(1, 0.7, 0.3), far_elbow=(1, 0.7, -0.3)
        ),
        end=change(
            PRONE,
            shoulder=(-31, 47, 0),
            bend=(-0.6, -1, 0),
            head=(-0.5, 1, 0),
            face=(-1, -0.1, 0),
            near_hand=(-50, 4, 27),
            far_hand=(-50, 4, -27),
            near_elbow=(1, 0.7, 0.3),
            far_elbow=(1, 0.7, -0.3),
        ),
        worked=frozenset({"near_arm", "far_arm"}),
        props=(MAT,),
    ),
    "ice": Pose(
        caption="Face down and relaxed, the wrapped pack on the low back.",
        near=Side.LEFT,
        start=_RESTING,
        props=(MAT, _lying_with_pack(Look.COLD)),
        tilt=22,
    ),
    "heat": Pose(
        caption="Face down and relaxed, the wrapped pad on the low back; don't fall asleep.",
        near=Side.LEFT,
        start=_RESTING,
        props=(MAT, _lying_with_pack(Look.WARM)),
        tilt=22,
    ),
    "alternating": Pose(
        caption="Face down and relaxed, the wrapped pack on the low back: heat first, then ice.",
        near=Side.LEFT,
        start=_RESTING,
        end=_RESTING,
        props=(MAT,),
        start_props=(_lying_with_pack(Look.WARM),),
        end_props=(_lying_with_pack(Look.COLD),),
        tilt=22,
    ),
    "walk": Pose(
        caption="An easy pace on flat ground, arms loose.",
        near=Side.RIGHT,
        start=change(
            STANDING,
            shoulder=(2, 141, 0),
            far_ankle=(-26, 30, -9),
            far_toe=(0.6, -0.8, 0),
            near_hand=(6, 85, 20),
            far_hand=(-2, 85, -20),
        ),
        end=_STEP,
        worked=frozenset({"near_leg", "far_leg"}),
        props=(mat(-70, 80),),
    ),
    "sitting-break": Pose(
        caption="Sit as usual; at the cue, get up, stand tall and walk a few steps.",
        near=Side.RIGHT,
        start=SEATED,
        end=change(
            STANDING,
            hip=(40, 91.5, 0),
            shoulder=(40, 141.5, 0),
            near_ankle=(40, 7, 9),
            far_ankle=(40, 7, -9),
            near_hand=(44, 84, 20),
            far_hand=(44, 84, -20),
        ),
        worked=frozenset({"near_leg", "far_leg"}),
        props=chair(-4),
    ),
    "leg-raise": Pose(
        caption="Flat on your back; a helper lifts the straight leg until you feel it.",
        ends=("flat", "raised"),
        near=Side.RIGHT,
        start=SUPINE,
        end=change(SUPINE, near_ankle=(55, 76, 9), near_toe=(-0.7, 1, 0)),
        worked=frozenset({"near_leg"}),
        props=(MAT,),
        helper=_HELPER,
        helper_end=change(_HELPER, shoulder=(86, 101, -40), near_hand=(58, 74, 2), far_hand=(50, 60, 2)),
    ),
    "sit-to-stand": Pose(
        caption="Arms crossed on the chest: stand up fully and sit down again, five times.",
        ends=("seated", "standing"),
        near=Side.RIGHT,
        start=change(
            SEATED, near_hand=(6, 96, -8), far_hand=(6, 90, 8), near_elbow=(0.3, -1, 0.4), far_elbow=(0.3, -1, -0.4)
        ),
        end=change(
            STANDING,
            hip=(36, 91.5, 0),
            shoulder=(36, 141.5, 0),
            near_ankle=(40, 7, 9),
            far_ankle=(40, 7, -9),
            near_hand=(50, 132, -8),
            far_hand=(50, 126, 8),
            near_elbow=(0.3, -1, 0.4),
            far_elbow=(0.3, -1, -0.4),
        ),
        worked=frozenset({"near_leg", "far_leg"}),
        props=(wall(-34), *chair(-4)),
    ),
    "heel-rises": Pose(
        caption="On one foot, two fingers on the wall: rise onto the toes as high as you can.",
        ends=("heel down", "on the toes"),
        near=Side.RIGHT,
        start=change(
            STANDING,
            near_hand=(38, 124, 16),
            near_elbow=(0, -1, 0.3),
            far_ankle=(-30, 48, -9),
            far_toe=(-0.7, -1, 0),
        ),
        end=change(
            STANDING,
            hip=(8, 102, 0),
            shoulder=(8, 152, 0),
            near_ankle=(9, 17.2, 9),
            near_toe=(7.6, -14.5, 0),
            near_hand=(38, 130, 16),
            far_hand=(12, 94, -20),
            near_elbow=(0, -1, 0.3),
            far_ankle=(-22, 58, -9),
            far_toe=(-0.7, -1, 0),
        ),
        worked=frozenset({"near_leg"}),
        props=(wall(42),),
    ),
}
"""The name of an exercise → its drawing; `alternating` for heat and ice in turn."""
