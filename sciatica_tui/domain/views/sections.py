"""What a page says, as blocks: a heading with rows below it. How wide it is drawn is the screen's."""

from __future__ import annotations

import msgspec

from ..text.row_mark import RowMark

NO_MARK = RowMark("")


class Row(msgspec.Struct, frozen=True):
    """A row of words, with a label before them and a mark in front of it all.

    `share`, 0–1, is drawn as a bar, with `aside` after it.
    """

    words: str
    label: str = ""
    mark: RowMark = NO_MARK
    share: float | None = None
    aside: str = ""


class Block(msgspec.Struct, frozen=True):
    """A heading, what stands at the end of its line, and its rows."""

    title: str
    rows: tuple[Row, ...] = ()
    mark: RowMark = NO_MARK
    aside: str = ""
