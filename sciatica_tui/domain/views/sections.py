"""What a page says, as blocks: a heading with rows below it. How wide it is drawn is the screen's."""

from __future__ import annotations

import msgspec

from ..assessment.verdict_style import Mark

NO_MARK = Mark("")


class Row(msgspec.Struct, frozen=True):
    """A row of words, with a label before them and a mark in front of it all."""

    words: str
    label: str = ""
    mark: Mark = NO_MARK


class Block(msgspec.Struct, frozen=True):
    """A heading, what stands at the end of its line, and its rows."""

    title: str
    rows: tuple[Row, ...] = ()
    mark: Mark = NO_MARK
    aside: str = ""
