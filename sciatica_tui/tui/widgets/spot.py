"""A piece of a drawn line, before it has a style. No Textual in here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len


class Spot(NamedTuple):
    """A piece of a drawn line: its text, the component it is styled as, what a click on it means, reversed or not."""

    text: str
    style: str = ""
    hit: int | None = None
    reverse: bool = False


Line = list[Spot]


def width_of(line: Sequence[Spot]) -> int:
    """The cells a line takes."""
    return sum(cell_len(spot.text) for spot in line)
