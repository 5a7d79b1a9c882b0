"""Lines broken between words, as wide as what they stand in."""

from __future__ import annotations

import re
from textwrap import TextWrapper

_COLUMNS = re.compile(r"\s*\S+(?: \S+)* {2,}(?=\S)")
"""What stands in a line before its second column."""


def on_lines(text: str, width: int | None, indent: int = 2) -> str:
    """Return the text with its lines broken between words where they are longer than `width`; as it is for `None`.

    What goes on stands below the second column of its line, or `indent` further in. A longer word, such as a path,
    stays in one piece.
    """
    if width is None or len(text) <= width:
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        wrapper = TextWrapper(width, break_long_words=False, break_on_hyphens=False, expand_tabs=False)
        wrapper.subsequent_indent = " " * _further_in(line, width, indent)
        lines += wrapper.wrap(line) if len(line) > width else [line]
    return "\n".join(lines)


def _further_in(line: str, width: int, indent: int) -> int:
    before = _COLUMNS.match(line)
    if before is not None and indent and before.end() <= width // 2:
        return before.end()
    return min(len(line) - len(line.lstrip()) + indent, width // 2)
