"""The guide's pages and their headings in the command palette."""

from __future__ import annotations

from functools import partial

from textual.command import Hit, Hits, Provider

from .. import guide
from .mode_screen import GuideWanted


class GuideFinder(Provider):
    """Finds pages by a few letters of their title or of a heading."""

    async def search(self, query: str) -> Hits:
        """Pages and headings that fit."""
        matcher = self.matcher(query)
        for page in guide.pages():
            for section in page.sections:
                if section.heading == "Sources":
                    continue
                words = f"Guide: {page.title}" + (f" › {section.heading}" if section.heading else "")
                score = matcher.match(words)
                if score > 0:
                    wanted = GuideWanted(page.name, section.anchor)
                    yield Hit(score, matcher.highlight(words), partial(self.app.post_message, wanted), words)
