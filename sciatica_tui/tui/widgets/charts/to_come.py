"""What Trends will show, as lines of a table, before there is anything to show."""

from __future__ import annotations

from textwrap import wrap

from ....domain.views.trends_to_come import TO_COME
from ..spot import Line, Spot

GAP, MOST = 2, 76
"""Columns between those of the table, and of all at most."""
HEAD = "What you see here, and from when on"


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
