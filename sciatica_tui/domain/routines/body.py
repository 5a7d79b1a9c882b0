"""A person's body as joints in space: what a stance asks for, the joints that follow, and the way between two.

Lengths are centimetres of someone 1.75 m tall; x runs to the right, y up from the floor, z towards the viewer. A stance
names where hands and feet are; knees, elbows and the bend of the back follow, so that no limb is ever longer or
shorter than it is.
"""

from __future__ import annotations

import math

import msgspec

Point = tuple[float, float, float]

SPINE, NECK = 25.0, 25.0
"""Half of the back, hip to waist and waist to shoulders; shoulders to the middle of the head."""
UPPER_ARM, FOREARM = 29.0, 29.0
THIGH, SHANK, FOOT = 43.0, 42.0, 17.0
SHOULDER_HALF, HIP_HALF = 16.0, 9.0
"""From the midline to a shoulder and to a hip."""

RADII = {"head": 9.5, "trunk": 10.5, "shoulder": 5.0, "elbow": 4.2, "hand": 4.0, "thigh": 8.5}
RADII |= {"knee": 6.0, "ankle": 4.2, "toe": 3.0}
"""How thick the body is at each joint, from its middle to the skin."""


class Stance(msgspec.Struct, frozen=True, kw_only=True):
    """Where a body is: `hip` and `shoulder` are the middles between both sides.

    `near` is the side that is turned to the viewer. Hands and ankles that are out of reach are as near to it as the
    limb is long. `head`, `face`, the toes, `bend` (of the back), elbows and knees are directions. `across` leads from
    the far side of the body to the near one.
    """

    hip: Point
    shoulder: Point
    head: Point
    face: Point
    near_hand: Point
    far_hand: Point
    near_ankle: Point
    far_ankle: Point
    near_toe: Point
    far_toe: Point
    near_elbow: Point
    far_elbow: Point
    near_knee: Point
    far_knee: Point
    bend: Point = (0.0, 1.0, 0.0)
    across: Point = (0.0, 0.0, 1.0)


class Limb(msgspec.Struct, frozen=True):
    """An arm, a leg or the back: its three joints from the root on."""

    root: Point
    middle: Point
    end: Point


class Joints(msgspec.Struct, frozen=True):
    """Every joint of a body. `face` is the direction that it looks in."""

    head: Point
    face: Point
    back: Limb
    near_arm: Limb
    far_arm: Limb
    near_leg: Limb
    far_leg: Limb
    near_toe: Point
    far_toe: Point

    @property
    def thick(self) -> tuple[tuple[Point, float], ...]:
        """Each joint with its thickness."""
        arms, legs = (self.near_arm, self.far_arm), (self.near_leg, self.far_leg)
        return (
            (self.head, RADII["head"]),
            *((point, RADII["trunk"]) for point in (self.back.root, self.back.middle, self.back.end)),
            *((arm.middle, RADII["elbow"]) for arm in arms),
            *((arm.end, RADII["hand"]) for arm in arms),
            *((leg.middle, RADII["knee"]) for leg in legs),
            *((leg.end, RADII["ankle"]) for leg in legs),
            *((toe, RADII["toe"]) for toe in (self.near_toe, self.far_toe)),
        )


def joints_of(stance: Stance) -> Joints:
    """Return every joint of a stance."""
    back = _limb(stance.hip, stance.shoulder, SPINE, SPINE, stance.bend)
    across = unit(stance.across)
    near_shoulder, far_shoulder = (added(back.end, across, s * SHOULDER_HALF) for s in (1, -1))
    near_hip, far_hip = (added(back.root, across, s * HIP_HALF) for s in (1, -1))
    near_leg = _limb(near_hip, stance.near_ankle, THIGH, SHANK, stance.near_knee)
    far_leg = _limb(far_hip, stance.far_ankle, THIGH, SHANK, stance.far_knee)
    return Joints(
        head=added(back.end, unit(stance.head), NECK),
        face=unit(stance.face),
        back=back,
        near_arm=_limb(near_shoulder, stance.near_hand, UPPER_ARM, FOREARM, stance.near_elbow),
        far_arm=_limb(far_shoulder, stance.far_hand, UPPER_ARM, FOREARM, stance.far_elbow),
        near_leg=near_leg,
        far_leg=far_leg,
        near_toe=added(near_leg.end, unit(stance.near_toe), FOOT),
        far_toe=added(far_leg.end, unit(stance.far_toe), FOOT),
    )


def between(start: Stance, end: Stance, share: float) -> Stance:
    """Return the stance a `share` (0–1) of the way: what is planted stays, what swings goes round its joint."""
    hip = mixed(start.hip, end.hip, share)
    shoulder = _swung(start.hip, start.shoulder, end.hip, end.shoulder, hip, share)
    ends = {}
    for name, root in (("hand", "shoulder"), ("ankle", "hip")):
        for side in ("near", "far"):
            key = f"{side}_{name}"
            roots = (getattr(start, root), getattr(end, root), shoulder if root == "shoulder" else hip)
            ends[key] = _swung(roots[0], getattr(start, key), roots[1], getattr(end, key), roots[2], share)
    directions = {
        name: _turned(getattr(start, name), getattr(end, name), share)
        for name in ("head", "face", "near_toe", "far_toe", "near_elbow", "far_elbow", "near_knee", "far_knee")
    }
    bend, across = mixed(start.bend, end.bend, share), mixed(start.across, end.across, share)
    return Stance(hip=hip, shoulder=shoulder, bend=bend, across=across, **ends, **directions)


def _limb(root: Point, end: Point, upper: float, lower: float, toward: Point) -> Limb:
    """Two bones from a root to an end, bent in a direction; an end out of reach is brought within it."""
    reach = subtracted(end, root)
    distance = min(max(length(reach), abs(upper - lower) + 1e-6), upper + lower - 1e-6)
    along = unit(reach)
    end = added(root, along, distance)
    foot = (upper**2 - lower**2 + distance**2) / (2 * distance)
    sideways = added(toward, along, -dot(toward, along))
    out = unit(sideways) if length(sideways) > 1e-9 else (0.0, 0.0, 1.0)
    return Limb(root, added(added(root, along, foot), out, math.sqrt(max(upper**2 - foot**2, 0.0))), end)


def _swung(root_a: Point, a: Point, root_b: Point, b: Point, root: Point, share: float) -> Point:
    if length(subtracted(a, b)) < 1e-6:
        return a
    before, after = subtracted(a, root_a), subtracted(b, root_b)
    reach = length(before) + (length(after) - length(before)) * share
    return added(root, _turned(before, after, share), reach)


def _turned(a: Point, b: Point, share: float) -> Point:
    """The direction a share of the turn from one to another."""
    a, b = unit(a), unit(b)
    angle = math.acos(min(max(dot(a, b), -1.0), 1.0))
    if math.sin(angle) < 1e-6:
        return a if share < 0.5 else b
    weights = math.sin((1 - share) * angle) / math.sin(angle), math.sin(share * angle) / math.sin(angle)
    return added(added((0.0, 0.0, 0.0), a, weights[0]), b, weights[1])


def added(point: Point, direction: Point, amount: float = 1.0) -> Point:
    """Return a point moved by `amount` of a direction."""
    (x, y, z), (dx, dy, dz) = point, direction
    return x + dx * amount, y + dy * amount, z + dz * amount


def subtracted(end: Point, start: Point) -> Point:
    """Return the way from one point to another."""
    return added(end, start, -1.0)


def mixed(a: Point, b: Point, share: float) -> Point:
    """Return the point a share of the way."""
    return added(a, subtracted(b, a), share)


def dot(a: Point, b: Point) -> float:
    """Return how far two directions agree."""
    return sum(p * q for p, q in zip(a, b, strict=True))


def length(vector: Point) -> float:
    """Return how long it is."""
    return math.hypot(*vector)


def unit(vector: Point) -> Point:
    """Return the direction alone, one long."""
    return added((0.0, 0.0, 0.0), vector, 1 / max(length(vector), 1e-9))
