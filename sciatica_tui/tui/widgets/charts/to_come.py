"""What Trends will show: as lines of a table before there is anything, then in the room of the days to come."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from ....domain.views.trends_to_come import TO_COME
from ..spot import Line, Spot

GAP, MOST = 2, 76
"""Columns between those of the table, and of all at most."""
HEAD = "What you see here, and from when on"


LEAST_ROOM, MOST_ROOM = 24, 44
"""Columns of sentences in the room of the days to come, at least and at most."""
EDGE = 3
"""Columns from the latest day to them, and from them to the end."""


def write_to_come(cells: list[list[tuple[str, str]]], sentences: Sequence[str], start: int) -> None:
    """Write sentences in the middle of the cells from the column `start` on, if they have room over nothing else."""
    room = len(cells[0]) - start - 2 * EDGE
    if room < LEAST_ROOM:
        return
    lines = [line for sentence in sentences for line in ["", *wrap(sentence, min(room, MOST_ROOM))]][1:]
    width = max(map(len, lines), default=0)
    left, top = start + EDGE + (room - width) // 2, (len(cells) - len(lines)) // 2
    places = [(top + y, left, line) for y, line in enumerate(lines)]
    if top >= 1 and all(
        cells[row][column][0] == " " for row, at, line in places for column in range(at, at + len(line))
    ):
        for row, at, line in places:
            for column, letter in enumerate(line, at):
                cells[row][column] = letter, f"{cells[row][column][1]} axis".strip()


def to_come_lines(width: int, last: str) -> list[Line]:
    """Each thing with its sign and how much it takes, rows apart; `last` is said in the end."""
    left = max(len(when) for _, when, _ in TO_COME) + GAP
    indent = 1 + GAP
    lines: list[Line] = [[Spot(HEAD, "head")], []]
    for sign, when, what in TO_COME:
        start = [Spot(sign.ljust(indent), "bar"), Spot(when.ljust(left), "value")]
        for number, words in enumerate(wrap(what, max(min(width, MOST) - indent - left, 1))):
            lines.append([*(start if not number else [Spot(" " * (indent + left))]), Spot(words)])
        lines.append([])
    return [*lines, [Spot(last, "faint")]]
