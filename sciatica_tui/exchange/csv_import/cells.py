"""What the cells of a column say: numbers, yes and no, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .synonyms import NO, UNANSWERED, YES

NUMBER = re.compile(
    r"[<>~≈]?\s*([+-]?\d{1,6}(?:[.,]\d{1,6})?)\s*(?:/\s*10|%|°|cm|s|sec|min|mins|minutes)?", re.IGNORECASE
)
RANGE = re.compile(r"(\d{1,2})\s*(?:-|–|to|/)\s*(\d{1,2})")
"""“5-6”, which people write for “between 5 and 6”; not “7/10”, which NUMBER takes."""


class Values(NamedTuple):
    """What stands in a column: its texts, those that are a number, whether there are blanks."""

    texts: tuple[str, ...]
    numbers: tuple[float, ...]
    blank: bool

    @property
    def yes_no(self) -> bool:
        """Whether every text is yes or no."""
        return bool(self.texts) and all(text.lower() in YES | NO for text in self.texts)

    @property
    def marks(self) -> bool:
        """Whether there is nothing but yes and blanks, so that a blank is a no."""
        return self.blank and bool(self.texts) and all(text.lower() in YES - {"1"} for text in self.texts)

    @property
    def numeric(self) -> bool:
        """Whether every text is a number."""
        return bool(self.texts) and len(self.numbers) == len(self.texts)

    def within(self, low: float, high: float) -> bool:
        """Whether every text is a number of that range, both ends included."""
        return self.numeric and low <= min(self.numbers) and max(self.numbers) <= high


def number_in(text: str) -> float | None:
    """Return the number in a cell: of a range its higher end, 0 for “none”."""
    text = text.strip()
    if text.lower() == "none":
        return 0.0
    single = NUMBER.fullmatch(text)
    if single is not None:
        return float(single[1].replace(",", "."))
    between = RANGE.fullmatch(text)
    return float(max(between[1], between[2], key=int)) if between is not None else None


def values_of(cells: Iterable[str]) -> Values:
    """Return what stands in the cells of a column."""
    texts: list[str] = []
    blank = False
    for cell in cells:
        text = cell.strip()
        if text.lower() in UNANSWERED:
            blank = True
        else:
            texts.append(text)
    numbers = tuple(number for text in texts if (number := number_in(text)) is not None)
    return Values(tuple(texts), numbers, blank)
