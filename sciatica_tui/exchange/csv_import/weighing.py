"""How evidence for what a column means is weighed.

The weights of each meaning are added up; the greatest sum wins, and is sure where it leads the next by `SURE`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .cells import Values
from .titles import Title

RULES_OUT = -100.0
"""It can't be that: the values are of another kind."""
DECIDES = 16.0
"""No other word of the title counts beside it: “no”, “ice”, “stretch”, “head”."""
NAMES = 10.0
"""It names just that, and the values are what that takes."""
SAYS = 6.0
"""It says so, and might be said of something else."""
HINTS = 3.0
"""Alone it is not enough to be sure."""
DOUBT = -5.0
"""It leaves it open whether a symptom or a measure is meant."""
SURE = 4.0
"""How far a meaning must lead the next one to be taken without asking."""

MANY_MARKS = 3
"""Where so many other columns have nothing but 0 and 1, a 1 is more often a mark than a rating."""

PAIN, FEELING, OTHER, UNKEPT = "pain", "symptom", "tag", "nothing"
"""Meanings beside the measures and kinds of a mapping: a rating or mark of pain; something else than a symptom."""

KEEPS_WORDS = (OTHER, UNKEPT, "note", "tags", "medication", "posture", "zone", "side")


class Facts(NamedTuple):
    """What is known of a column: its title, its values, and how many columns beside it have nothing but 0 and 1."""

    title: Title
    values: Values
    marks_beside: int = 0

    @property
    def numbers(self) -> bool:
        """Whether the values are numbers.

        0 and 1 are where the title speaks of pain, but of no feeling in a zone, and of no zone among many marks.
        """
        title, values = self.title, self.values
        is_mark = title.zones and (title.feelings or (self.marks_beside >= MANY_MARKS and not title.scale))
        is_rated = values.zero_one and title.has("pain") and not is_mark
        return values.numeric and (is_rated or not values.yes_no)

    @property
    def marks(self) -> bool:
        """Whether the values are yes and no."""
        return self.values.yes_no and not self.numbers


class Evidence(NamedTuple):
    """One piece: what it speaks for (`""`: against everything but a tag or a note), its weight, and why in words."""

    meaning: str
    weight: float
    words: str


class Verdict(NamedTuple):
    """What a column means by all evidence, whether that is sure, and the words for and against."""

    meaning: str
    sure: bool
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


Clue = Callable[[Facts], Iterator[Evidence]]


def add_up(pieces: Sequence[Evidence]) -> Verdict:
    """Add up the weights of each meaning: the greatest sum wins, UNKEPT where nothing speaks for any."""
    meanings = dict.fromkeys(piece.meaning for piece in pieces if piece.meaning and piece.weight > 0)
    sums = {
        meaning: sum(piece.weight for piece in pieces if piece.meaning in (meaning, _doubted(meaning)))
        for meaning in meanings
    }
    best = max(sums, key=lambda meaning: sums[meaning], default="")
    doubts = [piece.words for piece in pieces if piece.meaning in (best, _doubted(best)) and piece.weight < 0]
    if not best or sums[best] < RULES_OUT / 2:
        return Verdict(UNKEPT, True, (), tuple(dict.fromkeys(doubts)))
    runner_up = max([0.0, *(weight for meaning, weight in sums.items() if meaning != best)])
    reasons = [piece.words for piece in pieces if piece.meaning == best and piece.weight >= 0]
    is_sure = sums[best] - runner_up >= SURE
    return Verdict(best, is_sure, tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(doubts)))


def _doubted(meaning: str) -> str:
    """A symptom or a measure can be doubted; what keeps the words as they are has nothing wrong with it."""
    return meaning if meaning in KEEPS_WORDS else ""
