"""The lower body seen from behind, as a filled shape: one description, drawn at any size.

Lengths are shares of the height from the waist to the floor; `y` runs downwards from 0 to 1. The right half is
described and mirrored. Seen from behind, the person's left is on the left.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from ...domain.records import Side, Zone

Curve = tuple[tuple[float, float], ...]
Dot = tuple[int, int]

STRETCH = 1.4
"""Broader than life, so that a calf has room for a pattern."""

CROTCH = 0.315
OUTER: Curve = (
    *((0.00, 0.160), (0.05, 0.150), (0.09, 0.149), (0.13, 0.158), (0.18, 0.177), (0.23, 0.191), (0.28, 0.196)),
    *((0.33, 0.192), (0.38, 0.184), (0.45, 0.169), (0.52, 0.152), (0.57, 0.143), (0.61, 0.142), (0.66, 0.149)),
    *((0.71, 0.151), (0.76, 0.145), (0.81, 0.132), (0.86, 0.118), (0.905, 0.109), (0.935, 0.113), (0.965, 0.137)),
    (1.00, 0.158),
)
"""From waist over hip, thigh, knee and calf to the foot: y and the distance from the midline."""

INNER: Curve = (
    *((0.315, 0.003), (0.36, 0.008), (0.43, 0.014), (0.50, 0.022), (0.57, 0.033), (0.61, 0.035), (0.66, 0.030)),
    *((0.71, 0.029), (0.76, 0.035), (0.81, 0.045), (0.86, 0.055), (0.905, 0.061), (0.935, 0.057), (0.965, 0.053)),
    (1.00, 0.055),
)
"""The inside of the leg, from the crotch down."""

ZONE_ENDS = ((0.17, Zone.BACK), (0.34, Zone.BUTTOCK), (0.59, Zone.THIGH), (0.92, Zone.CALF), (1.0, Zone.FOOT))
"""Where each zone ends."""

WHOLE = 255
"""The dots of a cell that lies all inside."""


class Cell(NamedTuple):
    """A character of the drawing: its region, and its dots inside (bit `2 × row + column`)."""

    zone: Zone
    side: Side
    inside: int


def columns(rows: int) -> int:
    """The columns of a drawing of that many rows: an even number."""
    return 2 * math.ceil(max(width for _, width in OUTER) * 4 * rows * STRETCH / 2)


@lru_cache(maxsize=8)
def body(rows: int) -> tuple[tuple[Cell, ...], ...]:
    """The drawing in `rows` rows of as many `columns` as it takes."""
    middle = columns(rows)
    bits: defaultdict[Dot, int] = defaultdict(int)
    for x, y in _dots(rows):
        bits[x // 2, y // 4] |= 1 << (2 * (y % 4) + x % 2)
    zones = _zones(rows)
    return tuple(
        tuple(
            Cell(zones[row], Side.LEFT if 2 * column < middle else Side.RIGHT, bits[column, row])
            for column in range(middle)
        )
        for row in range(rows)
    )


@lru_cache(maxsize=8)
def outline(rows: int, region: tuple[Zone, Side]) -> frozenset[Dot]:
    """The column and row of each character of that drawing in which a region ends."""
    middle, zones = columns(rows), _zones(rows)
    own = {(x, y) for x, y in _dots(rows) if (zones[y // 4], Side.LEFT if x < middle else Side.RIGHT) == region}
    ends = ((x, y) for x, y in own if not {(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)} <= own)
    return frozenset((x // 2, y // 4) for x, y in ends)


@lru_cache(maxsize=8)
def _dots(rows: int) -> set[Dot]:
    """The dots inside the body, four rows of them and two columns in each character."""
    return _smooth(_filled(rows * 4, columns(rows)))


def _zones(rows: int) -> list[Zone]:
    """The zone of each row."""
    return [_zone_at((row + 0.5) / rows) for row in range(rows)]


def middle_row(rows: int, zone: Zone) -> int:
    """The row of a drawing of that many `rows` on which to write the zone's name."""
    own = [row for row in range(rows) if _zone_at((row + 0.5) / rows) is zone]
    return own[len(own) // 2] if own else rows - 1


def _zone_at(y: float) -> Zone:
    return next((zone for end, zone in ZONE_ENDS if y < end), Zone.FOOT)


def _filled(height: int, middle: int) -> set[Dot]:
    """Every dot between the inner and the outer curve, on both sides."""
    dots: set[Dot] = set()
    for row in range(height):
        y = (row + 0.5) / height
        outer = _at(OUTER, y) * height * STRETCH
        inner = _at(INNER, y) * height * STRETCH if y >= CROTCH else 0
        for x in range(middle):
            if inner <= x + 0.5 <= outer:
                dots |= {(middle + x, row), (middle - 1 - x, row)}
    return dots


def _smooth(dots: set[Dot]) -> set[Dot]:
    """Without single dots that stick out: a dot stays where most of its nine neighbours are set."""
    around = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]

    def stays(x: int, y: int) -> bool:
        # A dot with all four beside it need not be counted; nearly all are like that.
        amid = (x + 1, y) in dots and (x - 1, y) in dots and (x, y + 1) in dots and (y == 0 or (x, y - 1) in dots)
        return amid or sum((x + dx, y + dy) in dots or y + dy < 0 for dx, dy in around) >= 5

    return {(x, y) for x, y in dots if stays(x, y)}


def _at(curve: Curve, y: float) -> float:
    """The value of a curve at `y`: a cubic Hermite spline through its points."""
    last = len(curve) - 1
    left = next((index for index in range(last) if y < curve[index + 1][0]), last - 1)
    (y0, v0), (y1, v1) = curve[left], curve[left + 1]
    t = min(max((y - y0) / (y1 - y0), 0.0), 1.0)

    def tangent(index: int) -> float:
        (ya, va), (yb, vb) = curve[max(index - 1, 0)], curve[min(index + 1, last)]
        return (vb - va) / (yb - ya) * (y1 - y0)

    m0, m1 = tangent(left), tangent(left + 1)
    return v0 * (2 * t**3 - 3 * t**2 + 1) + m0 * (t**3 - 2 * t**2 + t) + v1 * (3 * t**2 - 2 * t**3) + m1 * (t**3 - t**2)
