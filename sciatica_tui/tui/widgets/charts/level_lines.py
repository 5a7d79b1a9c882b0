"""The levels of a chart, laid over its cells: spaced dots where nothing else is, with their words."""

from __future__ import annotations

from collections.abc import Sequence

from ....domain.charts.chart import Level
from .stroke import nearest

LEVEL = "⠒"
HEIGHTS = f"⠉{LEVEL}⣀"
"""A level where areas have colours: at three heights within a row, so that 5.1 is not drawn where 5.4 is."""
SPACE = 2
"""Columns from dots to dots: no curve has gaps, and in those of one level there is room for another on its row."""
EMPTY = f" {LEVEL}"
EDGES = "▄▀"
"""The ends of a band, which would be taken for dots between those of a level."""
FILLED = f"{EMPTY}░{EDGES}"
"""What the words of a level stand on besides levels, at best, and at worst."""
GROUNDS = ("band", "phase")
AREAS = ("", "fill", *GROUNDS)
"""What the look of a cell ends with that has nothing but an area: a value may be half a block too."""

Cell = tuple[str, str]
"""A character and its look."""


class LevelLines:
    """Draws levels on the `cells` of a plot, row by row.

    `places`: each level with its row, of which the whole numbers are the middles. `has_heights`: whether a line may be
    drawn at several heights within a row. Those whose words have no room are `wordless`.
    """

    def __init__(self, cells: list[list[Cell]], places: Sequence[tuple[Level, float]], has_heights: bool) -> None:
        self.wordless: list[Level] = []
        self._cells = cells
        self._heights = dict(places)
        self._has_heights = has_heights
        self._worded: list[tuple[int, float]] = []
        """Of each level with words: their row, and its own."""

    def draw(self, level: Level, start: int) -> None:
        """Draw a level from the column `start` on where nothing else is, and its words, or else its brief ones."""
        height = self._heights[level]
        row = self._cells[nearest(height)]
        glyph = piece(HEIGHTS, height) if self._has_heights else LEVEL
        number = list(self._heights).index(level)
        for column, (character, look) in enumerate(row[start:], start):
            ground = look.partition(" ")[0]
            ground = ground if ground in GROUNDS else ""
            if column % SPACE == number % SPACE and is_free(character, look, FILLED):
                row[column] = (glyph, f"{ground} level".strip())
            elif look.endswith("fill") and character in EDGES:
                row[column] = (" ", ground)
        if not self._has_words(level, level.words, start):
            self.wordless.append(level)
            self._has_words(level, level.brief, start)

    def _has_words(self, level: Level, label: str, start: int) -> bool:
        """Write words on a level's row or joined to it by a corner, over no day and no mean, if they have room.

        The words of several levels stand in the order of these.
        """
        height = self._heights[level]
        row = nearest(height)
        on, above, below = (row, ""), (row - 1, "┌ "), (row + 1, "└ ")
        is_lower = any(
            nearest(level_height) == row and level_height < height for level_height in self._heights.values()
        )
        for free in (EMPTY, FILLED):
            for near, pointer in (below, on, above) if is_lower else (on, above, below):
                words = f" {pointer}{label} "
                if not label or not 0 <= near < len(self._cells):
                    continue
                if any((near - words_row) * (height - its_height) < 0 for words_row, its_height in self._worded):
                    continue
                cells = self._cells[near]
                for start_at in range(len(cells) - len(words), start - 1, -1):
                    room = cells[start_at : start_at + len(words)]
                    if start_at >= 0 and all(is_free(character, look, free) for character, look in room):
                        self._worded.append((near, height))
                        for column, letter in enumerate(words, start_at):
                            ground = cells[column][1].split(" ")[0]
                            base = ground if ground in GROUNDS else ""
                            cells[column] = (letter, f"{base} level".strip())
                        return True
        return False


def piece(pieces: str, height: float) -> str:
    """Return the one of a row's pieces, from the top, that is nearest to a height in rows."""
    depth = height + 0.5 - nearest(height)
    return pieces[min(int(depth * len(pieces)), len(pieces) - 1)]


def is_free(character: str, look: str, free: str) -> bool:
    """Tell whether nothing but an area in `free` and levels is on a cell; the words of a level are something."""
    is_area = look.rpartition(" ")[2] in AREAS
    return _is_level(character, look) or (character in free and is_area)


def _is_level(character: str, look: str) -> bool:
    """Whether a cell is a piece of a level's line."""
    return look.endswith("level") and character in HEIGHTS
