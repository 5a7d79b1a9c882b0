"""Blocks of facts: headings in colour, labels in a column of their own, words that wrap under themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from ...domain.text.lines import without_widow, wrapped
from ...domain.text.row_mark import Tone
from ...domain.views.sections import Block, Row

TONE_STYLES = {Tone.GOOD: "good", Tone.BAD: "bad", Tone.UNMET: "bad", Tone.DUE: "due"}
"""The style of a mark; the words beside it say the same."""

INDENT = 2
GAP = 2
BAR_CELLS = 14
"""A bar's length, where its row has room for more than that."""
LEAST_ASIDE = 18
"""Columns that bars leave at least to what stands after them."""
LEAST_WORDS = 20
"""Columns that words keep whatever the labels take."""

Part = tuple[str, str]
"""Text and the name of its style."""


class FactSheet(Widget):
    """Draws blocks to the width there is; one blank line between two.

    `spare` blocks follow where the pane has room for all of them.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "fact-sheet--title",
        "fact-sheet--faint",
        "fact-sheet--good",
        "fact-sheet--due",
        "fact-sheet--bad",
    }
    DEFAULT_CSS = """
    FactSheet {
        height: auto;
        text-wrap: nowrap;
        & > .fact-sheet--title { color: $primary; text-style: bold; }
        & > .fact-sheet--faint { color: $text-muted; }
        & > .fact-sheet--good { color: $success; }
        & > .fact-sheet--due { color: $warning; text-style: bold; }
        & > .fact-sheet--bad { color: $error; text-style: bold; }
    }
    """

    blocks: reactive[tuple[Block, ...]] = reactive((), layout=True)
    spare: reactive[tuple[Block, ...]] = reactive((), layout=True)
    _room: int = 0
    """Rows that the pane had at the last layout."""

    def __init__(self, blocks: tuple[Block, ...] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(FactSheet.blocks, blocks)

    def render(self) -> Content:
        return Content("\n").join(
            Content.assemble(*((text, self._style(style)) if style else text for text, style in parts))
            for parts in self._lines(self.content_size.width)
        )

    def _lines(self, width: int) -> list[list[Part]]:
        all_lines = lines((*self.blocks, *self.spare), width)
        return all_lines if len(all_lines) <= self._room else lines(self.blocks, width)

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"fact-sheet--{name}")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        self._room = container.height
        return len(self._lines(width))


def lines(blocks: tuple[Block, ...], width: int) -> list[list[Part]]:
    """Every line as its parts."""
    parts: list[list[Part]] = []
    bars = [row for block in blocks for row in block.rows if row.share is not None]  # all of one length, to compare
    bar_at = max((len(row.words) for row in bars), default=0)
    aside = max([LEAST_ASIDE, *(len(row.aside) for row in bars)])
    for block in blocks:
        if parts:
            parts.append([])
        parts += _heading(block, width)
        label = max((len(row.label) for row in block.rows), default=0)
        mark = 2 if any(row.mark for row in block.rows) else 0
        for row in block.rows:
            if row.share is not None:
                parts += _bar_row(row, row.share, bar_at, aside, width)
                continue
            parts += _row(row, label + GAP if label else 0, mark, width)
    return parts


def _heading(block: Block, width: int) -> Iterator[list[Part]]:
    mark = [(f"{block.mark} ", TONE_STYLES.get(block.mark.tone, ""))] if block.mark else []
    columns = sum(len(text) for text, _ in mark) + len(block.title)
    if block.aside and columns + GAP + len(block.aside) <= width:
        space = " " * (width - columns - len(block.aside))
        yield [*mark, (block.title, "title"), (space, ""), (block.aside, TONE_STYLES.get(block.mark.tone, "faint"))]
        return
    yield [*mark, (block.title, "title")]
    for line in wrapped(block.aside, max(width - INDENT, 1)):
        yield [(" " * INDENT + line, "faint")]


def _bar_row(row: Row, share: float, bar_at: int, aside: int, width: int) -> Iterator[list[Part]]:
    """The bar stands after the words, in one column with those around it; below them where the window is narrow."""
    room = width - INDENT - bar_at - 2 * GAP - aside
    before = f"{'':{INDENT}}{row.words}"
    if room < BAR_CELLS:
        yield [(before, "")]
        before, room = " " * (2 * INDENT), width - 2 * INDENT - GAP - aside
    else:
        before = f"{before:<{INDENT + bar_at + GAP}}"
        room = min(room, 3 * BAR_CELLS)
    cells = max(room, 1)
    done = min(max(round(share * cells), 1 if share > 0 else 0), cells)
    yield [(before, ""), ("━" * done, "good"), ("┄" * (cells - done), "faint"), (f"{'':{GAP}}{row.aside}", "")]


def _row(row: Row, label: int, mark: int, width: int) -> Iterator[list[Part]]:
    """The label and the mark stand before the first line; where the window is narrow the label gets its own."""
    room = width - INDENT - label - mark
    before: list[Part] = [(f"{'':{INDENT}}{row.label:<{label}}", "faint")]
    if room < LEAST_WORDS and label:
        if row.label:
            yield [(f"{'':{INDENT}}{row.label}", "faint")]
        before, room, label = [(" " * INDENT, "")], width - INDENT - mark, 0
    hanging = " " * (INDENT + label + mark)
    for number, line in enumerate(without_widow(row.words, max(room, 1)) or [""]):
        if number:
            yield [(hanging + line, "")]
        else:
            yield [*before, (f"{row.mark:<{mark}}", TONE_STYLES.get(row.mark.tone, "")), (line, "")]
