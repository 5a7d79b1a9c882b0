"""Plurals, verbs and numbers as they are written."""

from __future__ import annotations

import math
from collections.abc import Sequence


def plain(word: str) -> str:
    """Return a stored word as it is read: `now_and_then` → `now and then`."""
    return word.replace("_", " ")


def capital(words: str) -> str:
    """Return the words with a capital first letter."""
    return words[:1].upper() + words[1:]


def lower(words: str) -> str:
    """Return the words with a small first letter."""
    return words[:1].lower() + words[1:]


def cut(text: str, longest: int) -> str:
    """Return the text, or its beginning and `…` where it is longer."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def ended(words: str) -> str:
    """Return the words with a full stop, unless they were cut, or ask something."""
    return words if words.endswith(("…", "?")) else f"{words}."


def number(value: float) -> str:
    """Write a number without needless decimals: 45, 12.5."""
    return f"{value:g}"


def whole(value: float) -> str:
    """Write a number without decimals, halves always up: 27.5 → 28.5 is 28 → 29, a change of 1 as it was."""
    return str(math.floor(value + 0.5))


def count(number: int, singular: str, plural: str = "") -> str:
    """Say `1 day`, `3 days`."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def of_goal(amount: int, goal: int, unit: str) -> str:
    """Say `22 of 30 min`; of more than is asked `38 min, goal 30`, as no part is larger than the whole."""
    return f"{amount} {unit}, goal {goal}" if amount > goal else f"{amount} of {goal} {unit}"


def joined(words: Sequence[str], conjunction: str = "and") -> str:
    """Write words as a list: `Mon`, `Mon and Tue`, `Mon, Tue and Wed`."""
    return f" {conjunction} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def is_or_are(words: str) -> str:
    """Return the verb after the words of a measure: `is` after leg pain, `are` after heel rises."""
    return "are" if words.endswith("s") and not words.endswith("ss") else "is"


def with_article(noun: str) -> str:
    """Say `a visit`, `an event`."""
    return f"{'an' if noun[:1] in tuple('aeiou') else 'a'} {noun}"
