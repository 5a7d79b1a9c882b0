"""Lines broken between words, no wider than what they stand in; a number and its unit, a date and h l are one word."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from .dates import MONTHS

_UNITS = f"s|min|h|cm|mg|%|{'|'.join(f'{month}|{month[:3]}' for month in MONTHS)}"

# Patterns are compiled, and `textwrap` is loaded, when they are first asked for: most of what a command says is
# shorter than its line.
WORD = rf"\s*(?:\S*\d (?:{_UNITS})(?!\w)\S*|[hj] [kl](?!\w)\S*|\S+)\s*"
"""A word with the space around it: `text `, `30 s, `."""

_IN_ONE_PIECE = rf"(?<=\d) (?=(?:{_UNITS})(?!\w))|(?<=\b[hj]) (?=[kl]\b)"
_UNBROKEN_SPACE = "\xa0"

_GAP = r"(?<=\S) {2,}(?=\S)"
"""What stands in a line before a further column."""


def on_lines(text: str, width: int | None, indent: int = 2, *, widows: bool = True) -> str:
    """Return the text with its lines broken between words where they are longer than `width`; as it is for `None`.

    What goes on stands below the last column that begins in the first half of its line, or `indent` further in. A
    longer word, such as a path, stays in one piece. Without `widows` no word stands alone where a line goes on, as
    in `without_widow`.
    """
    if width is None or len(text) <= width:
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        broken = partial(_broken, line, _further_in(line, width, indent))
        lines += [line] if len(line) <= width else broken(width) if widows else _without_widow(broken, width)
    return "\n".join(lines)


def _broken(line: str, indent: int, width: int) -> list[str]:
    from textwrap import TextWrapper

    wrapper = TextWrapper(width, break_long_words=False, break_on_hyphens=False, expand_tabs=False)
    wrapper.subsequent_indent = " " * indent
    return _with_spaces(wrapper.wrap(_with_units(line)))


def _further_in(line: str, width: int, indent: int) -> int:
    columns = [gap.end() for gap in re.finditer(_GAP, line) if gap.end() <= width // 2]
    return columns[-1] if columns else min(len(line) - len(line.lstrip()) + indent, width // 2)


def wrapped(text: str, width: int, *, break_on_hyphens: bool = True) -> list[str]:
    """Return the text in lines of at most `width` letters; none where it is empty."""
    from textwrap import wrap

    return _with_spaces(wrap(_with_units(text), width, break_on_hyphens=break_on_hyphens))


def without_widow(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` letters, no more than needed, and no word alone on the last.

    Where that can be: two long words stay as they are. Nothing is broken at a hyphen.
    """
    return _without_widow(lambda narrower: wrapped(text, narrower, break_on_hyphens=False), width)


def _without_widow(broken: Callable[[int], list[str]], width: int) -> list[str]:
    lines = broken(width)
    if len(lines) < 2 or " " in lines[-1].strip():
        return lines
    for narrower in range(width - 1, width // 2, -1):
        narrower_lines = broken(narrower)
        breaks_a_word = _words(narrower_lines) != _words(lines)
        if breaks_a_word or len(narrower_lines) > len(lines):
            break
        if " " in narrower_lines[-1].strip():
            return narrower_lines
    return lines


def _words(lines: list[str]) -> list[str]:
    return " ".join(lines).split()


def _with_units(text: str) -> str:
    """Return the text with each number and its unit, and each pair of keys that move, in one piece."""
    return re.sub(_IN_ONE_PIECE, _UNBROKEN_SPACE, text)


def _with_spaces(lines: list[str]) -> list[str]:
    return [line.replace(_UNBROKEN_SPACE, " ") for line in lines]
