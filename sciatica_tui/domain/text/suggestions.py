"""What a mistyped word was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def near_miss(word: str, among: Iterable[str], least: float = 0.6) -> str:
    """Say `did you mean calf?`, or nothing where none is near: a ratio (0–1, of `difflib`) under `least`."""
    from difflib import get_close_matches

    matches = get_close_matches(word.lower(), list(among), n=1, cutoff=least)
    return f"did you mean {matches[0]}?" if matches else ""
