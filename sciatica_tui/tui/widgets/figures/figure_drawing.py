"""A pose as filled limbs on a canvas, as large as the room allows. No Textual in here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import msgspec

from ....domain.routines.body import RADII, Joints, Limb, Point, Stance, added, between, joints_of, mixed
from ....domain.routines.pose import Cord, Look, Pose, Surface
from .canvas import HIGH, WIDE, Canvas, Cell, Ink, Place

MARGIN = 1.5
"""Dots left free at every edge."""

GAP = 1.6
"""Centimetres, and the most dots, between a limb and what lies behind it."""


class Inks(msgspec.Struct, frozen=True):
    """The colours of a picture: the ground, the body, its far side, the worked part, another person, each `Look`."""

    ground: Ink
    body: Ink
    far: Ink
    worked: Ink
    helper: Ink
    looks: dict[Look, Ink]
    smooth: bool = True


def draw_pose(
    pose: Pose, columns: int, rows: int, inks: Inks, share: float = 0.0, mirrored: bool = False
) -> list[list[Cell]]:
    """Return the cells of a pose, a `share` (0–1) of the way from its first stance to its last."""
    camera = _Camera(pose, columns * WIDE, rows * HIGH, mirrored)
    canvas = Canvas(columns, rows, inks.ground, inks.smooth)
    _Painter(canvas, camera, inks, pose).paint(share)
    return canvas.cells()


def stances_at(pose: Pose, share: float) -> tuple[Stance, Stance | None]:
    """Return the stance of the person, and of the helper, a share of the way."""
    person = between(pose.start, pose.end, share) if pose.end is not None else pose.start
    if pose.helper is None or pose.helper_end is None:
        return person, pose.helper
    return person, between(pose.helper, pose.helper_end, share)


class _Camera:
    """Looks at a pose from the front, turned and tilted, so that both of its stances fit the room."""

    def __init__(self, pose: Pose, width: float, height: float, mirrored: bool) -> None:
        turn, tilt = math.radians(pose.turn), math.radians(pose.tilt)
        self._turn = math.cos(turn), math.sin(turn)
        self._tilt = math.cos(tilt), math.sin(tilt)
        self._mirror = -1 if mirrored else 1
        self._scale, self._left, self._top = 1.0, 0.0, 0.0
        boxes = [(*self.place(point), thick) for point, thick in _extent(pose)]
        left, right = min(x - r for x, _, r in boxes), max(x + r for x, _, r in boxes)
        top, bottom = min(y - r for _, y, r in boxes), max(y + r for _, y, r in boxes)
        self._scale = min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (bottom - top))
        self._left = width / 2 - (left + right) / 2 * self._scale
        self._top = height / 2 - (top + bottom) / 2 * self._scale

    def size(self, centimetres: float) -> float:
        """Dots for a length."""
        return centimetres * self._scale

    def place(self, point: Point) -> Place:
        """Where a point is on the canvas."""
        x, y, z = point
        (cos_turn, sin_turn), (cos_tilt, sin_tilt) = self._turn, self._tilt
        across, toward = x * cos_turn - z * sin_turn, x * sin_turn + z * cos_turn
        return (
            self._mirror * across * self._scale + self._left,
            (toward * sin_tilt - y * cos_tilt) * self._scale + self._top,
        )

    def nearness(self, point: Point) -> float:
        """How near to the viewer a point is."""
        x, y, z = point
        return (x * self._turn[1] + z * self._turn[0]) * self._tilt[0] + y * self._tilt[1]


def _extent(pose: Pose) -> Iterator[tuple[Point, float]]:
    """Every point that is to be in the picture, with its thickness."""
    for share in (0.0, 0.5, 1.0):
        for stance in stances_at(pose, share):
            if stance is not None:
                yield from joints_of(stance).thick
    for prop in (*pose.props, *pose.start_props, *pose.end_props):
        if isinstance(prop, Surface):
            yield from ((corner, 0.0) for corner in prop.corners)
        else:
            yield from ((point, prop.radius) for point in prop.points if not isinstance(point, str))


class _Painter:
    def __init__(self, canvas: Canvas, camera: _Camera, inks: Inks, pose: Pose) -> None:
        self._canvas, self._camera, self._inks, self._pose = canvas, camera, inks, pose

    def paint(self, share: float) -> None:
        person, helper = stances_at(self._pose, share)
        joints = joints_of(person)
        props = (*self._pose.props, *(self._pose.end_props if share >= 0.5 else self._pose.start_props))
        for prop in props:
            if isinstance(prop, Surface):
                corners = [self._camera.place(corner) for corner in prop.corners]
                self._canvas.polygon(corners, self._inks.looks[prop.look])
            elif prop.behind:
                self._cord(prop, joints)
        if helper is not None:
            self._body(joints_of(helper), dict.fromkeys(("near", "far", "trunk", "head"), self._inks.helper))
        self._body(joints, {})
        for prop in props:
            if isinstance(prop, Cord) and not prop.behind:
                self._cord(prop, joints)

    def _cord(self, cord: Cord, joints: Joints) -> None:
        places = [self._camera.place(_joint(joints, p) if isinstance(p, str) else p) for p in cord.points]
        radius = max(self._camera.size(cord.radius), 0.6)
        ink = self._inks.looks[cord.look]
        if cord.radius > 3:
            self._canvas.path(places, radius + 1, self._inks.ground)
        self._canvas.path(places, radius, ink)
        if cord.look is Look.ARROW:
            (ax, ay), (bx, by) = places[-2:]
            size = math.hypot(bx - ax, by - ay) or 1.0
            dx, dy, wide = (bx - ax) / size, (by - ay) / size, max(3.2 * radius, 2.2)
            tip = bx + dx * wide * 1.3, by + dy * wide * 1.3
            self._canvas.polygon((tip, (bx - dy * wide, by + dx * wide), (bx + dy * wide, by - dx * wide)), ink)

    def _body(self, joints: Joints, inks: dict[str, Ink]) -> None:
        """Each part over what is further away, with a gap around it, so that a limb before another is seen."""
        parts = [
            ("far_leg", _leg(joints.far_leg, joints.far_toe)),
            ("near_leg", _leg(joints.near_leg, joints.near_toe)),
            ("far_arm", _arm(joints.far_arm)),
            ("near_arm", _arm(joints.near_arm)),
            ("trunk", _trunk(joints)),
            ("head", _head(joints)),
        ]
        order = {name: (name == self._pose.on_top, self._depth(segments)) for name, segments in parts}
        for name, segments in sorted(parts, key=lambda part: order[part[0]]):
            self._fill(segments, inks.get(name.partition("_")[0]) or self._ink(name))

    def _ink(self, part: str) -> Ink:
        if part in self._pose.worked:
            return self._inks.worked
        return self._inks.far if part.startswith("far") else self._inks.body

    def _depth(self, segments: Iterable[_Segment]) -> float:
        ends = [self._camera.nearness(point) for start, _, end, _ in segments for point in (start, end)]
        return sum(ends) / len(ends)

    def _fill(self, segments: Iterable[_Segment], ink: Ink) -> None:
        shapes = [
            (self._camera.place(a), self._camera.size(ra), self._camera.place(b), self._camera.size(rb))
            for a, ra, b, rb in segments
        ]
        gap = min(self._camera.size(GAP), GAP)
        for a, ra, b, rb in shapes:
            self._canvas.capsule(a, max(ra, 0.7) + gap, b, max(rb, 0.7) + gap, self._inks.ground)
        for a, ra, b, rb in shapes:
            self._canvas.capsule(a, max(ra, 0.7), b, max(rb, 0.7), ink)


_Segment = tuple[Point, float, Point, float]
"""A limb's piece: where it begins and how thick it is there, where it ends and how thick it is there."""


def _leg(leg: Limb, toe: Point) -> tuple[_Segment, ...]:
    calf = mixed(leg.middle, leg.end, 0.35)
    return (
        (leg.root, RADII["thigh"], leg.middle, RADII["knee"]),
        (leg.middle, RADII["knee"], calf, RADII["knee"] + 0.3),
        (calf, RADII["knee"] + 0.3, leg.end, RADII["ankle"]),
        (leg.end, RADII["ankle"], toe, RADII["toe"]),
    )


def _arm(arm: Limb) -> tuple[_Segment, ...]:
    wrist = mixed(arm.middle, arm.end, 0.85)
    return (
        (arm.root, RADII["shoulder"], arm.middle, RADII["elbow"]),
        (arm.middle, RADII["elbow"], wrist, 3.2),
        (wrist, 3.2, arm.end, RADII["hand"]),
    )


def _trunk(joints: Joints) -> tuple[_Segment, ...]:
    """Back, shoulders and hips; at the shoulders as slim as the arm over them, or it would show past that."""
    back, thick, shoulder = joints.back, RADII["trunk"], RADII["shoulder"]
    pieces: list[_Segment] = [
        (back.root, thick, back.middle, thick - 1.5),
        (back.middle, thick - 1.5, back.end, shoulder + 1.5),
    ]
    pieces.append((joints.near_leg.root, RADII["thigh"] + 1, joints.far_leg.root, RADII["thigh"] + 1))
    near, far = mixed(back.end, joints.near_arm.root, 0.75), mixed(back.end, joints.far_arm.root, 0.75)
    pieces.append((near, shoulder, far, shoulder))
    for side, leg in ((near, joints.near_leg), (far, joints.far_leg)):
        pieces += [(side, shoulder, back.middle, thick - 2), (back.middle, thick - 2, leg.root, RADII["thigh"])]
    return tuple(pieces)


def _head(joints: Joints) -> tuple[_Segment, ...]:
    """The neck, the head, and a nose that shows where it looks."""
    neck = joints.back.end
    pieces: list[_Segment] = [(mixed(neck, joints.head, 0.25), 5.2, mixed(neck, joints.head, 0.6), 5.0)]
    crown = added(joints.head, _away(joints.head, neck), 3.0)
    pieces.append((added(joints.head, _away(joints.head, neck), -2.5), RADII["head"] - 1.5, crown, RADII["head"]))
    nose = added(joints.head, joints.face, RADII["head"] + 0.5)
    pieces.append((joints.head, 3.0, nose, 1.8))
    return tuple(pieces)


def _away(point: Point, root: Point) -> Point:
    way = added(point, root, -1.0)
    size = math.hypot(*way) or 1.0
    return way[0] / size, way[1] / size, way[2] / size


def _joint(joints: Joints, name: str) -> Point:
    """A joint by the name that props call it."""
    side, _, part = name.partition("_")
    if part == "hand":
        return (joints.near_arm if side == "near" else joints.far_arm).end
    leg, toe = (joints.near_leg, joints.near_toe) if side == "near" else (joints.far_leg, joints.far_toe)
    return added(mixed(leg.end, toe, 0.6), _away(leg.end, leg.middle), RADII["ankle"])
