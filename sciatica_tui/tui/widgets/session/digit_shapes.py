"""Digits of any size drawn with half blocks: seven strokes, rounded where two meet. No Textual in here.

A cell is two square dots high, so that a digit keeps its shape at every size and reads from across a room.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

SEGMENTS = {
    "0": "abcdef",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgedc",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
}
"""Which strokes a digit has: a top, b and c right, d bottom, e and f left, g middle."""

NARROW_ONE = "l"
"""Stands for a 1 before other digits, which the hole behind it would part from them; elsewhere all are of one width, so
that none jumps as the seconds pass.
"""

POINT = "."
SMALLEST_ROWS = 3
BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}

Dots = tuple[tuple[bool, ...], ...]


def big_lines(text: str, width: int, height: int, longest: str = "") -> tuple[str, ...]:
    """Digits, colons and points as large as they fit into so many cells, without margins; () where they do not.

    They are no larger than `longest` would be, so that all up to that are of one size.
    """
    if text.startswith("1") and text != "1":
        text = NARROW_ONE + text[1:]
    texts = text, longest
    rows = next((n for n in range(height, SMALLEST_ROWS - 1, -1) if all(_width(t, n) <= width for t in texts)), 0)
    if rows == 0 or not text:
        return ()
    gap = (False,) * _gap(rows)
    glyphs = [_glyph(letter, rows) for letter in text]
    lines = []
    for row in range(rows):
        upper, lower = (
            [dot for glyph in glyphs for dot in (*glyph[2 * row + part], *gap)][: -len(gap)] for part in (0, 1)
        )
        lines.append("".join(BLOCKS[pair] for pair in zip(upper, lower, strict=True)))
    return tuple(lines)


def arrow_lines(side: str, rows: int) -> tuple[str, ...]:
    """A triangle half as wide as it is high that points `left` or `right`, in the same dots."""
    dots = 2 * rows
    lines = []
    for row in range(rows):
        line = ""
        for x in range(rows):
            depth = x + 1 if side == "left" else rows - x
            upper, lower = (abs(2 * (2 * row + part) + 1 - dots) < 2 * depth for part in (0, 1))
            line += BLOCKS[upper, lower]
        lines.append(line)
    return tuple(lines)


def _stroke(rows: int) -> int:
    return max(1, round(rows * 0.3))


def _digit_width(rows: int) -> int:
    return max(3, round(rows * 1.2))


def _gap(rows: int) -> int:
    return max(1, round(rows * 0.3))


def _width(text: str, rows: int) -> int:
    widths = {":": _stroke(rows), POINT: _stroke(rows), NARROW_ONE: 2 * _stroke(rows)}
    letters = sum(widths.get(letter, _digit_width(rows)) for letter in text)
    return letters + _gap(rows) * (len(text) - 1)


@lru_cache(maxsize=64)
def _glyph(letter: str, rows: int) -> Dots:
    height, stroke = 2 * rows, _stroke(rows)
    if letter == ":":
        first = height // 3 - stroke // 2
        spots = (first, height - first - stroke)
        return tuple((any(spot <= y < spot + stroke for spot in spots),) * stroke for y in range(height))
    if letter == POINT:
        return tuple((y >= height - stroke,) * stroke for y in range(height))
    width = _digit_width(rows)
    if letter in ("1", NARROW_ONE):
        width, stem = (width, (width - stroke) // 2) if letter == "1" else (2 * stroke, stroke)
        return tuple(tuple(_one(x, y, stem, stroke) for x in range(width)) for y in range(height))
    return tuple(
        tuple(_dot(x, y, SEGMENTS[letter], width, height, stroke) for x in range(width)) for y in range(height)
    )


def _one(x: int, y: int, stem: int, stroke: int) -> bool:
    return stem <= x < stem + stroke or (y < stroke and stem - stroke <= x < stem)


def _dot(x: int, y: int, on: str, width: int, height: int, stroke: int) -> bool:
    """Whether a dot is set: inside a stroke, and not cut off by the rounding where two strokes meet."""
    middle = (height - stroke) // 2
    upper, lower = y < middle + stroke, y >= middle
    left, right = x < stroke, x >= width - stroke
    inside = (
        ("a" in on and y < stroke)
        or ("d" in on and y >= height - stroke)
        or ("g" in on and upper and lower)
        or ("f" in on and left and upper)
        or ("e" in on and left and lower)
        or ("b" in on and right and upper)
        or ("c" in on and right and lower)
    )
    return inside and not any(corner.cuts(x, y, stroke) for corner in _corners(on, width, height, stroke))


class Corner(NamedTuple):
    """An outer corner where two strokes meet: its dot, and which way is inwards."""

    x: int
    y: int
    across: int
    down: int

    def cuts(self, x: int, y: int, radius: int) -> bool:
        """Whether rounding the corner takes this dot away."""
        inwards, deep = (x - self.x) * self.across, (y - self.y) * self.down
        near = 0 <= inwards < radius and 0 <= deep < radius
        return near and math.hypot(radius - 0.5 - inwards, radius - 0.5 - deep) > radius


@lru_cache(maxsize=64)
def _corners(on: str, width: int, height: int, stroke: int) -> tuple[Corner, ...]:
    right, bottom, middle = width - 1, height - 1, (height - stroke) // 2
    outer = {
        ("a", "f"): Corner(0, 0, 1, 1),
        ("a", "b"): Corner(right, 0, -1, 1),
        ("d", "e"): Corner(0, bottom, 1, -1),
        ("d", "c"): Corner(right, bottom, -1, -1),
    }
    turns = {
        ("g", "f", "e"): Corner(0, middle + stroke - 1, 1, -1),
        ("g", "e", "f"): Corner(0, middle, 1, 1),
        ("g", "b", "c"): Corner(right, middle + stroke - 1, -1, -1),
        ("g", "c", "b"): Corner(right, middle, -1, 1),
    }
    return (
        *(corner for (a, b), corner in outer.items() if a in on and b in on),
        *(corner for (a, b, not_on), corner in turns.items() if a in on and b in on and not_on not in on),
    )
