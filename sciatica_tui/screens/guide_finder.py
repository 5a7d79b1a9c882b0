"""The guide's pages in the command palette."""

from __future__ import annotations

from functools import partial

from textual.command import Hit, Hits, Provider

from .. import guide
from .mode_screen import GuideWanted


class GuideFinder(Provider):
    """Finds pages by a few letters of their title."""

    async def search(self, query: str) -> Hits:
        """Pages whose title fits."""
        matcher = self.matcher(query)
        for page in guide.pages():
            words = f"Guide: {page.title}"
            score = matcher.match(words)
            if score > 0:
                wanted = partial(self.app.post_message, GuideWanted(page.name))
                yield Hit(score, matcher.highlight(words), wanted, words)
