"""What the palette finds for what is typed: each word of it begins a word there, or is part of the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

BEGINS, SYNONYM, WITHIN, ABOUT = 3.0, 2.0, 1.5, 1.0
"""What a word counts that begins one of the name, is another word for it, stands within, or is said about it."""

COVERAGE = 0.75
"""What it counts that the words typed are the whole name, of a part of it that part."""


class WordMatcher:
    """Finds by whole words and their beginnings, never by letters scattered over a name."""

    def __init__(self, query: str) -> None:
        self._words = query.split()

    def match(self, name: str, also: str = "", about: str = "") -> float:
        """Return how well it fits, from 0, not at all, to 1.

        `also` are other words that a person may use for it, `about` says what it does: there a word must be begun.
        """
        points = [_points(word, name, also, about) for word in self._words]
        if not points or 0 in points:
            return 0.0
        share = min(sum(map(len, self._words)) / max(len(name), 1), 1.0) if min(points) > ABOUT else 0.0
        return (sum(points) / len(points) + COVERAGE * share) / (BEGINS + COVERAGE)

    def spans(self, name: str) -> Iterator[tuple[int, int]]:
        """Yield where each word typed stands in a name: where it begins a word if it does, else where it is first."""
        for word in self._words:
            spans = list(_spans(word, name))
            if spans:
                yield next((span for span in spans if _begins_word(name, span[0])), spans[0])


def _points(word: str, name: str, also: str, about: str) -> float:
    in_name = [_begins_word(name, start) for start, _ in _spans(word, name)]
    texts = ((also, SYNONYM), (about, ABOUT))
    beside = (points for text, points in texts for start, _ in _spans(word, text) if _begins_word(text, start))
    return max(BEGINS if any(in_name) else WITHIN if in_name else 0.0, *beside, 0.0)


def _spans(word: str, text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(re.escape(word), text, re.IGNORECASE))


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()
