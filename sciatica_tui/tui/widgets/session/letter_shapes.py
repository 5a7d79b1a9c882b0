"""Capitals and digits of a few dots, in half blocks, for the word that is read from the floor. No Textual in here.

A letter is five dots high; two dots make a cell's height, as in the digits.
"""

from __future__ import annotations

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
    "0": ".##. #.## ##.# #..# .##.",
    "1": ".#. ##. .#. .#. ###",
    "2": "###. ...# .##. #... ####",
    "3": "###. ...# .##. ...# ###.",
    "4": "#..# #..# #### ...# ...#",
    "5": "#### #... ###. ...# ###.",
    "6": ".##. #... ###. #..# .##.",
    "7": "#### ...# ..#. .#.. .#..",
    "8": ".##. #..# .##. #..# .##.",
    "9": ".##. #..# .### ...# .##.",
    "→": "..... ...#. ##### ...#. .....",
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
    if scale == 0:
        return ()
    dots = [[dot == "#" for dot in row for _ in range(scale)] for row in rows for _ in range(scale)]
    dots += [[False] * len(dots[0])] * (len(dots) % 2)
    pairs = zip(dots[::2], dots[1::2], strict=True)
    return tuple("".join(BLOCKS[both] for both in zip(upper, lower, strict=True)) for upper, lower in pairs)
