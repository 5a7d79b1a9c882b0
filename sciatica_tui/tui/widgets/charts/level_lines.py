"""The levels of a chart, laid over its cells: thin lines where nothing else is, with their words."""

from __future__ import annotations

from collections.abc import Sequence

from ....domain.charts.chart import Level
from .stroke import BRAILLE, nearest

LEVEL = "╌"
HEIGHTS = "⠉⠒⠤⣀"
"""A level where areas have colours: at four heights within a row, so that 4.9 is not drawn where 5.4 is."""
EMPTY = f" {LEVEL}"
FILLED = f"{EMPTY}░▄▀"
"""What the words of a level stand on besides levels, at best, and at worst."""
GROUNDS = ("band", "phase")

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
        for column, (character, look) in enumerate(row[start:], start):
            if is_free(character, look, FILLED):
                glyph, ground = piece(HEIGHTS, height) if self._has_heights else LEVEL, look.partition(" ")[0]
                if _is_level(character, look) and self._has_heights:
                    glyph = chr(ord(glyph) | ord(character))
                row[column] = (glyph, f"{ground if ground in GROUNDS else ''} level".strip())
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
    return _is_level(character, look) or (character in free and not look.endswith("level"))


def _is_level(character: str, look: str) -> bool:
    """Whether a cell is a piece of one level's line, or of several."""
    return look.endswith("level") and (character == LEVEL or ord(character) > BRAILLE)
