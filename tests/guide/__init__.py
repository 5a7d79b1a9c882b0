"""Tests of the guide's texts."""

from sciatica_tui.guide import page
from sciatica_tui.guide.markup import plain_text


def words_of(name: str) -> str:
    """All words of a page in one line."""
    return " ".join(" ".join(plain_text(block) for block in page(name).blocks).split())
