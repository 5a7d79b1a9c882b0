"""A canvas for filled shapes with smooth edges, shown as block characters of two colours each. No Textual in here.

A cell is two dots wide and four high, about square ones. Where colours can't be mixed (`smooth` is false) each dot has
one of the inks as they were given.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

Ink = tuple[int, int, int]
"""Red, green and blue, 0–255."""

Place = tuple[float, float]
"""Dots from the left and from the top."""

Cell = tuple[str, Ink, Ink]
"""A character, its colour and the one behind it."""

WIDE, HIGH = 2, 4
"""Dots of a cell."""

_SHAPES = {" ": "00000000", "█": "11111111", "▀": "11110000", "▄": "00001111", "▌": "10101010", "▐": "01010101"}
_SHAPES |= {"▘": "10100000", "▝": "01010000", "▖": "00001010", "▗": "00000101", "▚": "10100101", "▞": "01011010"}
_SHAPES |= {"▙": "10101111", "▟": "01011111", "▛": "11111010", "▜": "11110101", "▂": "00000011", "▆": "00111111"}
_MASKS = {int(dots[::-1], 2): character for character, dots in _SHAPES.items()}


@cache
def nearest(mask: int) -> tuple[str, int, bool]:
    """The character that shows a set of dots best, the dots it shows, and whether its two colours are exchanged.

    Bit `2 × row + column` of the mask stands for a dot.
    """
    best = min(_MASKS, key=lambda own: min((own ^ mask).bit_count(), (own ^ mask ^ 255).bit_count()))
    exchanged = (best ^ mask).bit_count() > (best ^ mask ^ 255).bit_count()
    return _MASKS[best], best ^ 255 if exchanged else best, exchanged


@cache
def solid(mask: int) -> str:
    """The character that shows a set of dots best in one colour."""
    return _MASKS[min(_MASKS, key=lambda own: ((own ^ mask).bit_count(), own))]


NONE, FULL = 0.25, 0.75
"""How far in a dot lies that is just not filled, and one that is full: an edge is half a dot wide, crisp in cells."""

FAINT = 900
"""Two colours of a cell nearer to each other than this (the squares of their differences, added) are shown as one."""


class Canvas:
    """Draw shapes over each other, then read the `cells`."""

    def __init__(self, columns: int, rows: int, ground: Ink, smooth: bool = True) -> None:
        self.columns, self.rows = columns, rows
        self.width, self.height = columns * WIDE, rows * HIGH
        self._smooth = smooth
        self._dots: list[list[Ink]] = [[ground] * self.width for _ in range(self.height)]

    def capsule(self, start: Place, start_radius: float, end: Place, end_radius: float, ink: Ink) -> None:
        """Fill a limb between two round ends."""
        (ax, ay), (bx, by) = start, end
        dx, dy = bx - ax, by - ay
        squared = dx * dx + dy * dy or 1e-9
        grows = end_radius - start_radius

        def cover(x: int, py: float) -> float:
            px = x + 0.5 - ax
            along = (px * dx + py * dy) / squared
            along = 0.0 if along < 0 else 1.0 if along > 1 else along
            return start_radius + grows * along + 0.5 - math.hypot(px - dx * along, py - dy * along)

        left, right = min(ax - start_radius, bx - end_radius), max(ax + start_radius, bx + end_radius)
        top, bottom = min(ay - start_radius, by - end_radius), max(ay + start_radius, by + end_radius)
        for y in range(max(int(top) - 1, 0), min(int(bottom) + 2, self.height)):
            self._span(y, left, right, ink, cover, y + 0.5 - ay)

    def path(self, places: Sequence[Place], radius: float, ink: Ink) -> None:
        """Fill a line of the same thickness through several places."""
        for start, end in pairwise(places):
            self.capsule(start, radius, end, radius, ink)

    def polygon(self, corners: Sequence[Place], ink: Ink) -> None:
        """Fill a convex shape, its corners in order."""
        area = sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise((*corners, corners[0])))
        sign = 1 if area > 0 else -1
        edges = []
        for (ax, ay), (bx, by) in pairwise((*corners, corners[0])):
            if size := math.hypot(bx - ax, by - ay):
                nx, ny = sign * (ay - by) / size, sign * (bx - ax) / size
                edges.append((nx, ny, 0.5 - nx * ax - ny * ay))
        xs, ys = [x for x, _ in corners], [y for _, y in corners]

        def cover(x: int, y: float) -> float:
            return min(nx * (x + 0.5) + ny * y + offset for nx, ny, offset in edges)

        for y in range(max(int(min(ys)) - 1, 0), min(int(max(ys)) + 2, self.height)):
            self._span(y, min(xs), max(xs), ink, cover, y + 0.5)

    def _span(
        self, y: int, left: float, right: float, ink: Ink, cover: Callable[[int, float], float], height: float
    ) -> None:
        """Fill a row of a convex shape: only its edges are measured, what lies between them is full.

        `cover` tells of a dot's column, and of the `height` of the row in terms of its own, how far in the dot lies.
        """
        row = self._dots[y]
        first, last = max(int(left) - 1, 0), min(int(right) + 2, self.width) - 1
        while first <= last and (inside := cover(first, height)) < FULL:
            if inside > NONE:
                self._blend(row, first, ink, (inside - NONE) / (FULL - NONE))
            first += 1
        while last > first and (inside := cover(last, height)) < FULL:
            if inside > NONE:
                self._blend(row, last, ink, (inside - NONE) / (FULL - NONE))
            last -= 1
        if first <= last:
            row[first : last + 1] = [ink] * (last + 1 - first)

    def _blend(self, row: list[Ink], x: int, ink: Ink, share: float) -> None:
        if self._smooth:
            red, green, blue = row[x]
            row[x] = (
                int(red + (ink[0] - red) * share),
                int(green + (ink[1] - green) * share),
                int(blue + (ink[2] - blue) * share),
            )
        elif share >= 0.5:
            row[x] = ink

    def cells(self) -> list[list[Cell]]:
        """The rows of characters that come nearest to what was drawn."""
        return [self._row(self._dots[HIGH * row : HIGH * (row + 1)]) for row in range(self.rows)]

    def _row(self, dots: list[list[Ink]]) -> list[Cell]:
        cells: list[Cell] = []
        for x in range(0, self.width, WIDE):
            samples = [line[x + side] for line in dots for side in (0, 1)]
            first = samples[0]
            cells.append((" ", first, first) if samples.count(first) == len(samples) else self._cell(samples))
        return cells

    def _cell(self, samples: list[Ink]) -> Cell:
        """The two colours furthest apart, each dot with the nearer one, and the character of that shape."""
        if self._smooth:
            front = max(samples, key=lambda ink: _apart(ink, samples[0]))
            back = max(samples, key=lambda ink: _apart(ink, front))
            if _apart(front, back) < FAINT:
                return " ", samples[0], samples[0]
        else:
            front, back = sorted(set(samples), key=samples.count)[-1:-3:-1]
        mask = sum(1 << n for n, ink in enumerate(samples) if _apart(ink, front) < _apart(ink, back))
        character, shown, exchanged = nearest(mask)
        if self._smooth:
            front = _mean([ink for n, ink in enumerate(samples) if shown >> n & 1]) or front
            back = _mean([ink for n, ink in enumerate(samples) if not shown >> n & 1]) or back
        return (character, back, front) if exchanged else (character, front, back)


def _apart(a: Ink, b: Ink) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2


def _mean(inks: list[Ink]) -> Ink | None:
    if not inks:
        return None
    count = len(inks)
    return sum(i[0] for i in inks) // count, sum(i[1] for i in inks) // count, sum(i[2] for i in inks) // count
