"""Tests of the guide's texts."""

from sciatica_tui.core.guide import plain_text
from sciatica_tui.guide import page


def words_of(name: str) -> str:
    """All words of a page in one line."""
    return " ".join(" ".join(plain_text(block) for block in page(name).blocks).split())
