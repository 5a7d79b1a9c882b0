"""What stands before the words of a row: a glyph, with the tone of its colour."""

from __future__ import annotations

from enum import Enum


class Tone(Enum):
    """What a colour is to say; the screens choose the colour."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    DUE = "due"
    UNMET = "unmet"


class RowMark(str):
    """What stands before the words of a row, with the tone it is drawn in."""

    __slots__ = ("tone",)

    tone: Tone

    def __new__(cls, glyph: str, tone: Tone = Tone.PLAIN) -> RowMark:
        mark = super().__new__(cls, glyph)
        mark.tone = tone
        return mark
