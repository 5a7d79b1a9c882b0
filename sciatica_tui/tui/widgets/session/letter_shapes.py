"""Capitals and digits of a few dots, in half blocks, for the word that is read from the floor. No Textual in here.

A letter is five dots high, and rounded where it is larger; two dots make a cell's height, as in the digits.
"""

from __future__ import annotations

from collections.abc import Sequence

from .digit_shapes import BLOCKS

DOTS_HIGH = 5

LETTERS = {
    "A": ".##. #..# #### #..# #..#",
    "B": "###. #..# ###. #..# ###.",
    "C": ".### #... #... #... .###",
    "D": "###. #..# #..# #..# ###.",
    "E": "#### #... ###. #... ####",
    "F": "#### #... ###. #... #...",
    "G": ".### #... #.## #..# .###",
    "H": "#..# #..# #### #..# #..#",
    "I": "### .#. .#. .#. ###",
    "J": "..## ...# ...# #..# .##.",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#... #... #... #... ####",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": ".##. #..# #..# #..# .##.",
    "P": "###. #..# ###. #... #...",
    "Q": ".##. #..# #..# #.## .###",
    "R": "###. #..# ###. #.#. #..#",
    "S": ".### #... .##. ...# ###.",
    "T": "##### ..#.. ..#.. ..#.. ..#..",
    "U": "#..# #..# #..# #..# .##.",
    "V": "#...# #...# .#.#. .#.#. ..#..",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#..# #..# .##. #..# #..#",
    "Y": "#...# .#.#. ..#.. ..#.. ..#..",
    "Z": "#### ..#. .#.. #... ####",
    "0": ".#. #.# #.# #.# .#.",
    "1": ".#. ##. .#. .#. ###",
    "2": "###. ...# .##. #... ####",
    "3": "###. ...# .##. ...# ###.",
    "4": "#..# #..# #### ...# ...#",
    "5": "#### #... ###. ...# ###.",
    "6": ".##. #... ###. #..# .##.",
    "7": "#### ...# ..#. .#.. .#..",
    "8": ".##. #..# .##. #..# .##.",
    "9": ".##. #..# .### ...# .##.",
    "→": "..#.. ...#. ##### ...#. ..#..",
    ":": ". # . # .",
    " ": ". . . . .",
}
"""Each sign's rows from the top, `#` for a dot."""


def word_lines(text: str, width: int, height: int) -> tuple[str, ...]:
    """The text in capitals as large as it fits into that many cells; () where it does not or has other signs."""
    letters = text.upper()
    if not letters or not set(letters) <= LETTERS.keys():
        return ()
    rows = [".".join(LETTERS[letter].split()[row] for letter in letters) for row in range(DOTS_HIGH)]
    scale = min(width // len(rows[0]), 2 * height // DOTS_HIGH)
    if scale <= 0:
        return ()
    dots = [[_dot(rows, x, y, scale) for x in range(scale * len(rows[0]))] for y in range(scale * DOTS_HIGH)]
    dots += [[False] * len(dots[0])] * (len(dots) % 2)
    pairs = zip(dots[::2], dots[1::2], strict=True)
    return tuple("".join(BLOCKS[both] for both in zip(upper, lower, strict=True)) for upper, lower in pairs)


def _dot(rows: Sequence[str], x: int, y: int, scale: int) -> bool:
    """Whether a dot of the enlarged letters is set: where two touch with a corner it is filled, a turn is rounded."""
    column, row = x // scale, y // scale
    right, down = 2 * (x % scale) >= scale, 2 * (y % scale) >= scale
    from_side = scale - 1 - x % scale if right else x % scale
    from_end = scale - 1 - y % scale if down else y % scale
    own = _set(rows, column, row)
    if 2 * (from_side + from_end) >= scale - 1:
        return own
    across, along = (1 if right else -1), (1 if down else -1)
    beside, above = _set(rows, column + across, row), _set(rows, column, row + along)
    if not own:
        return beside and above and not _set(rows, column + across, row + along)
    turns = _set(rows, column - across, row) and _set(rows, column, row - along)
    return beside or above or not turns


def _set(rows: Sequence[str], column: int, row: int) -> bool:
    return 0 <= row < len(rows) and 0 <= column < len(rows[0]) and rows[row][column] == "#"
