"""What a mistyped word was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def near_miss(word: str, among: Iterable[str], least: float = 0.6) -> str:
    """Say `did you mean calf?`, or nothing where none is near.

    What begins with the word is nearest, then what resembles it: by a ratio (0–1, of `difflib`) of at least `least`.
    """
    word, words = word.lower(), list(among)
    begun = [longer for longer in words if word and longer.startswith(word)]
    if not begun:
        from difflib import get_close_matches

        begun = get_close_matches(word, words, n=1, cutoff=least)
    return f"did you mean {begun[0]}?" if begun else ""
