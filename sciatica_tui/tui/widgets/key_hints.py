"""Keys and what they do, as a line of words: a click on them is a press of the key that they name."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

Hint = tuple[str, str]
"""(words, the key that they name, in Textual's word; "" for none)."""


def key_hints(*hints: Hint, between: str = " · ") -> Content:
    """Return the words one after another."""
    return Content(between).join(_hint(words, key) for words, key in hints)


def _hint(words: str, key: str) -> Content:
    if not key:
        return Content(words)
    return Content.styled(words, Style.from_meta({"@click": f"app.press('{key}')"}))
