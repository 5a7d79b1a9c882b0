"""What a drawing of an exercise is made of: the figure, what lies about, and the stances that most of them begin from.

Lengths as in `body`; the floor is at y = 0.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from ..records import Side
from .body import Point, Stance


class Look(StrEnum):
    """What a thing in the picture is, for its colour."""

    MAT = "mat"
    FURNITURE = "furniture"
    STRAP = "strap"
    COLD = "cold"
    WARM = "warm"
    ARROW = "arrow"


class Surface(msgspec.Struct, frozen=True):
    """A flat thing by its corners in order: mat, seat, wall; behind the figure."""

    look: Look
    corners: tuple[Point, ...]


class Cord(msgspec.Struct, frozen=True):
    """A long thing through points, or joints by their names; `radius` is half its thickness. Before the figure."""

    look: Look
    points: tuple[Point | str, ...]
    radius: float = 1.6
    behind: bool = False


Prop = Surface | Cord


class Pose(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing: `end` is the other end of a movement, `None` for what is held.

    `near` is the side that the figure turns to the viewer as described; for the other side it is mirrored. `worked` are
    the parts that work or are stretched: `near_leg`, `far_arm`, `trunk`. `caption` says the same in words. `turn` and
    `tilt` are degrees that the viewer stands to the right, and looks down. `on_top` is the part that lies over all
    others. `helper` is another person in it. `ends` name both ends of a movement that are hard to tell apart.
    `start_props` and `end_props` are there in one of the two stances only.
    """

    caption: str
    near: Side
    start: Stance
    end: Stance | None = None
    ends: tuple[str, ...] = ()
    worked: frozenset[str] = frozenset()
    props: tuple[Prop, ...] = ()
    start_props: tuple[Prop, ...] = ()
    end_props: tuple[Prop, ...] = ()
    helper: Stance | None = None
    helper_end: Stance | None = None
    on_top: str = ""
    turn: float = -12.0
    tilt: float = 16.0


def mat(left: float, right: float) -> Surface:
    return Surface(Look.MAT, ((left, 0, -34), (right, 0, -34), (right, 0, 34), (left, 0, 34)))


def chair(x: float) -> tuple[Prop, ...]:
    """A chair whose seat's middle is at `x`, its back to the left."""
    left, right, seat = x - 22, x + 20, 43
    legs = tuple(
        Cord(Look.FURNITURE, ((at, seat - 2, z), (at, 1, z)), 1.8, behind=True)
        for z in (-20, 20)
        for at in (left + 2, right - 2)
    )
    back = Surface(
        Look.FURNITURE, ((left, seat + 8, -20), (left, seat + 46, -20), (left, seat + 46, 20), (left, seat + 8, 20))
    )
    posts = tuple(Cord(Look.FURNITURE, ((left, seat, z), (left, seat + 44, z)), 1.8, behind=True) for z in (-20, 20))
    top = Surface(Look.FURNITURE, ((left, seat, -22), (right, seat, -22), (right, seat, 22), (left, seat, 22)))
    edge = Surface(Look.FURNITURE, ((left, seat, 22), (right, seat, 22), (right, seat - 4, 22), (left, seat - 4, 22)))
    return (*legs, *posts, back, top, edge)


def wall(x: float) -> Surface:
    return Surface(Look.FURNITURE, ((x, 0, -34), (x, 170, -34), (x, 170, 34), (x, 0, 34)))


MAT = mat(-90, 96)
UP, DOWN, RIGHT, LEFT = (0, 1, 0), (0, -1, 0), (1, 0, 0), (-1, 0, 0)

SUPINE = Stance(
    hip=(0, 10.5, 0),
    shoulder=(-50, 10.5, 0),
    head=(-1, 0, 0),
    face=UP,
    near_hand=(6, 4, 25),
    far_hand=(6, 4, -25),
    near_elbow=(0, 0.3, 1),
    far_elbow=(0, 0.3, -1),
    near_ankle=(84.8, 5.5, 9),
    far_ankle=(84.8, 5.5, -9),
    near_toe=(0.25, 1, 0),
    far_toe=(0.25, 1, 0),
    near_knee=UP,
    far_knee=UP,
)
"""Flat on the back, the head at the left."""

change = msgspec.structs.replace

KNEES_BENT = change(
    SUPINE, near_ankle=(44, 6.5, 9), far_ankle=(44, 6.5, -9), near_toe=(1, -0.18, 0), far_toe=(1, -0.18, 0)
)

PRONE = change(
    SUPINE,
    face=DOWN,
    head=(-1, 0.08, 0),
    near_toe=(1, -0.12, 0),
    far_toe=(1, -0.12, 0),
    near_knee=DOWN,
    far_knee=DOWN,
)

ON_ALL_FOURS = Stance(
    hip=(0, 50, 0),
    shoulder=(-49, 57, 0),
    head=(-1, 0.1, 0),
    face=(-0.15, -1, 0),
    near_hand=(-50, 4, 16),
    far_hand=(-50, 4, -16),
    near_elbow=(1, 0, 0.4),
    far_elbow=(1, 0, -0.4),
    near_ankle=(42, 5, 9),
    far_ankle=(42, 5, -9),
    near_toe=(1, -0.1, 0),
    far_toe=(1, -0.1, 0),
    near_knee=(-1, -1, 0),
    far_knee=(-1, -1, 0),
)

SEATED = Stance(
    hip=(-4, 54, 0),
    shoulder=(-8, 104, 0),
    head=(0.1, 1, 0),
    face=RIGHT,
    near_hand=(22, 62, 15),
    far_hand=(22, 62, -15),
    near_elbow=(-1, 0, 0.4),
    far_elbow=(-1, 0, -0.4),
    near_ankle=(40, 7, 9),
    far_ankle=(40, 7, -9),
    near_toe=(1, -0.2, 0),
    far_toe=(1, -0.2, 0),
    near_knee=(1, 1, 0),
    far_knee=(1, 1, 0),
    bend=LEFT,
)

STANDING = Stance(
    hip=(0, 91.5, 0),
    shoulder=(0, 141.5, 0),
    head=(0.12, 1, 0),
    face=RIGHT,
    near_hand=(4, 84, 20),
    far_hand=(4, 84, -20),
    near_elbow=LEFT,
    far_elbow=LEFT,
    near_ankle=(0, 7, 9),
    far_ankle=(0, 7, -9),
    near_toe=(1, -0.2, 0),
    far_toe=(1, -0.2, 0),
    near_knee=RIGHT,
    far_knee=RIGHT,
    bend=LEFT,
)
