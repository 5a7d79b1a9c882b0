"""Rows for a person and for a program: aligned and coloured on a terminal, parted by tabs in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from unicodedata import category, east_asian_width

from ..domain.text.visible import visible_line
from .output import say_inert

UNKNOWN = "-"
"""Stands for what is not known: programs that read columns take two tabs in a row for one."""

NARROWEST = 12
"""Columns that the last one is given at least, however narrow the terminal."""

DIM, RED, CYAN = 2, 31, 36

Colour = Callable[[Sequence[str]], int | None]
"""The cells of a row → the code of a colour for one of them, `None` for that of the text."""


def on_terminal() -> bool:
    """Return whether stdout is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def coloured(text: str, code: int | None) -> str:
    """Return an inert text in a colour, where there is a terminal that shows colours and NO_COLOR is not set."""
    plain = code is None or not on_terminal() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain else f"\x1b[{code}m{text}\x1b[0m"


def say_table(header: Sequence[str], rows: Sequence[Sequence[str]], colours: Sequence[Colour]) -> None:
    """Print rows under a header on a terminal, the last column cut to its width; in a pipe rows alone, with tabs."""
    rows = [[visible_line(cell) or UNKNOWN for cell in row] for row in rows]
    if not on_terminal():
        for row in rows:
            say_inert("\t".join(row))
        return
    from shutil import get_terminal_size

    widths = [max(map(display_width, column)) for column in zip(header, *rows, strict=True)][:-1]
    room = max(get_terminal_size().columns - sum(widths) - 2 * len(widths), NARROWEST)
    say_inert(coloured(_aligned([*header[:-1], header[-1]], widths, room).rstrip(), DIM))
    for row in rows:
        cells = _padded(row, widths, room)
        codes = (colour(row) for colour in colours)
        say_inert("  ".join(coloured(cell, code) for cell, code in zip(cells, codes, strict=True)).rstrip())


def _aligned(row: Sequence[str], widths: Sequence[int], room: int) -> str:
    return "  ".join(_padded(row, widths, room))


def _padded(row: Sequence[str], widths: Sequence[int], room: int) -> list[str]:
    cells = [cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=False)]
    return [*cells, shortened(row[-1], room)]


def shortened(text: str, room: int) -> str:
    """Return the text, or so many words of its beginning with `…` as a terminal shows in `room` columns."""
    if display_width(text) <= room:
        return text
    end, width = 0, 1
    while end < len(text) and width + display_width(text[end]) <= room:
        width += display_width(text[end])
        end += 1
    words = text[:end].rpartition(" ")[0].rstrip()
    return f"{words} …" if len(words) > room // 2 else f"{text[:end].rstrip()}…"


def display_width(text: str) -> int:
    """Return the columns that a terminal needs for a line."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(letter) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(letter) in "WF") for letter in text
    )
