"""The three sizes of a window that every screen is designed for: a larger one shows more, not the same stretched."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from textual.geometry import Size


class WindowSize(IntEnum):
    """How much a window holds; the sizes compare."""

    COMPACT = 0
    """80×24, and down to 60×16."""
    WIDE = 1
    """From 110×30."""
    HUGE = 2
    """From 170×45."""


LEAST = {WindowSize.WIDE: (110, 30), WindowSize.HUGE: (170, 45)}
"""Columns and rows from which on a window is that size; it has to have both."""

CLASSES = {WindowSize.WIDE: "wide-window", WindowSize.HUGE: "huge-window"}
"""The class a screen has in a window of at least that size: a huge one has both."""


SMALLEST_WINDOW = Size(60, 16)
"""Columns and rows below which nothing useful can be shown."""

Breakpoints = Iterable[tuple[int, str]]
"""The least number of cells, ascending from 0 → the class a screen has from there on; as Textual has them."""


def window_size(size: Size) -> WindowSize:
    """Return which of the three a window of so many cells is."""
    fits = [name for name, least in LEAST.items() if size.width >= least[0] and size.height >= least[1]]
    return max(fits, default=WindowSize.COMPACT)


def is_too_small(size: Size) -> bool:
    """Return whether nothing useful can be shown in so many cells."""
    return size.width < SMALLEST_WINDOW.width or size.height < SMALLEST_WINDOW.height


def class_of(breakpoints: Breakpoints, cells: int) -> str:
    """Return the class of a screen so many cells wide, or high."""
    return [name for least, name in breakpoints if cells >= least][-1]
