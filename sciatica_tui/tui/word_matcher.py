"""What the palette finds for what is typed: each word of it begins a word there, or is part of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual.content import Content
from textual.fuzzy import Matcher

BEGINS, WITHIN = 2.0, 1.0
"""What a word counts that begins a word, and one that stands within."""

COVERAGE = 0.5
"""What it counts that the words typed are the whole name, of a part of it that part."""


class WordMatcher(Matcher):
    """Finds names by whole words and their beginnings; Textual's finds any that has the letters in that order."""

    def match(self, candidate: str) -> float:
        """Return how well a name fits, from 0, not at all, to 1."""
        words = self.query.split()
        places = list(self._places(candidate))
        if not words or len(places) < len(words):
            return 0.0
        points = sum(BEGINS if _begins_word(candidate, start) else WITHIN for start, _ in places)
        share = min(sum(map(len, words)) / max(len(candidate), 1), 1.0)
        return (points / len(words) + COVERAGE * share) / (BEGINS + COVERAGE)

    def highlight(self, candidate: str) -> Content:
        """Return the name with what was typed marked; it is no markup."""
        content = Content(candidate)
        for start, end in self._places(candidate):
            content = content.stylize(self.match_style, start, end)
        return content

    def _places(self, candidate: str) -> Iterator[tuple[int, int]]:
        """Where each word typed stands: where it begins a word if it does, else where it is first; none if nowhere."""
        for word in self.query.split():
            spans = [match.span() for match in re.finditer(re.escape(word), candidate, re.IGNORECASE)]
            if spans:
                yield next((span for span in spans if _begins_word(candidate, span[0])), spans[0])


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()
