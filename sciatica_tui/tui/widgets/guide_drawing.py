"""A page of the guide as lines of styled text of a given width, and where its links stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from textual.content import Content
from textual.style import Style

from ...guide.markup import Block, Drawing, Figure, Heading, Item, Look, Page, Paragraph, Runs, Table
from .hover import HIT, hit_style

GAP = 2
"""Columns between two columns of a table."""
LEAST_COLUMN = 20
"""Columns below which a column of words holds a word or two a line."""


@dataclass(frozen=True)
class Looks:
    """The styles that a page is drawn with, and who draws its figures."""

    title: Style
    heading: Style
    link: Style
    mark: Style
    code: Style
    drawing: Style
    figure: Callable[[str, int], list[Content]]
    """Draws the figure of an exercise in that many columns."""


@dataclass(frozen=True)
class Place:
    """Where a link leads and stands: (line, first column, column after the last), several where it is wrapped."""

    target: str
    parts: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Drawn:
    """The lines of a page, its links in order, and the line of each heading by its anchor."""

    lines: tuple[Content, ...]
    links: tuple[Place, ...]
    anchors: dict[str, int]


def draw(page: Page, width: int, looks: Looks, ending: Runs = ()) -> Drawn:
    """Lay a page out; `ending` is a last line that leads on."""
    pen = _Pen(looks)
    blocks: list[Block] = [*page.blocks]
    if ending:
        blocks.append(Paragraph(ending))
    lines = [*pen.text(((page.title, looks.title),), width), Content("")]
    anchors: dict[str, int] = {}
    for before, block in pairwise((None, *blocks)):
        assert block is not None
        lines += [Content("")] * _air(before, block)
        if isinstance(block, Heading):
            anchors[block.anchor] = len(lines)
        lines += pen.block(block, width)
    return Drawn(tuple(lines), tuple(_places(lines, pen.targets)), anchors)


def _air(before: Block | None, block: Block) -> int:
    """Blank lines between two blocks: none inside a list or between a heading and its text, else one."""
    in_list = isinstance(before, Item) and isinstance(block, Item)
    headed = isinstance(before, Heading) and isinstance(block, Paragraph | Item)
    return int(before is not None and not in_list and not headed)


class _Pen:
    """Draws blocks; it numbers the links as it meets them."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self.targets: list[str] = []

    def block(self, block: Block, width: int) -> list[Content]:
        match block:
            case Heading():
                return self.text(((block.text, self._looks.heading),), width)
            case Paragraph():
                return self.runs(block.runs).wrap(width)
            case Item():
                mark = Content.styled(f"{block.mark} ", self._looks.mark)
                lines = self.runs(block.runs).wrap(max(width - len(mark), 1))
                return [(mark if n == 0 else Content(" " * len(mark))) + line for n, line in enumerate(lines)]
            case Drawing():
                return [Content.styled(line, self._looks.drawing) for line in block.lines]
            case Figure():
                words = self.text(((block.words, self._looks.mark),), width)
                return [*self._looks.figure(block.exercise, width), *words]
            case Table():
                return self.table(block, width)

    def text(self, parts: Iterable[tuple[str, Style]], width: int) -> list[Content]:
        return Content.assemble(*parts).wrap(width)

    def runs(self, runs: Runs) -> Content:
        parts: list[Content] = []
        for run in runs:
            if run.link:
                parts.append(Content.styled(run.text, self._looks.link + hit_style(len(self.targets))))
                self.targets.append(run.link)
            else:
                parts.append(Content.styled(run.text, self._look(run.look)) if run.look.value else Content(run.text))
        return Content("").join(parts)

    def _look(self, look: Look) -> Style:
        styles = {Look.STRONG: Style(bold=True), Look.EMPHASIS: Style(italic=True), Look.CODE: self._looks.code}
        return styles[look]

    def table(self, table: Table, width: int) -> list[Content]:
        rows = [[self.runs(cell) for cell in row] for row in table.rows]
        widths = _column_widths(rows, width)
        narrowed = [room for room, full in zip(widths, _full_widths(rows), strict=True) if room < full]
        if len(narrowed) > 1 and min(narrowed) < LEAST_COLUMN:
            return self.named_cells(rows, width)
        lines: list[Content] = []
        for number, row in enumerate(rows):
            cells = [cell.wrap(room) if cell else [Content("")] for cell, room in zip(row, widths, strict=True)]
            height = max(len(cell) for cell in cells)
            for y in range(height):
                parts = [cell[y] if y < len(cell) else Content("") for cell in cells]
                line = Content(" " * GAP).join(
                    part.pad_right(room - part.cell_length) for part, room in zip(parts, widths, strict=True)
                )
                lines.append(line.stylize(self._looks.heading) if number == 0 else line)
            if number == 0:
                lines.append(Content.styled("─" * (sum(widths) + GAP * (len(widths) - 1)), self._looks.mark))
        return lines

    def named_cells(self, rows: list[list[Content]], width: int) -> list[Content]:
        """The rows as paragraphs, each cell after the head of its column, where columns would be too narrow to read.

        A table of two columns has a single cell there, which needs no name.
        """
        head, *body_rows = rows
        lines: list[Content] = []
        for first, *cells in body_rows:
            lines += first.stylize(self._looks.heading).wrap(width)
            for name, cell in zip(head[1:], cells, strict=True):
                label = f"{name.plain}: " if len(cells) > 1 else ""
                parts = Content.assemble((label, self._looks.mark), cell).wrap(max(width - GAP, 1))
                lines += [part.pad_left(GAP) for part in parts]
        return lines


def _full_widths(rows: list[list[Content]]) -> list[int]:
    return [max(cell.cell_length for cell in column) for column in zip(*rows, strict=True)]


def _column_widths(rows: list[list[Content]], width: int) -> list[int]:
    """As wide as the cells, but the widest columns give way until the table fits."""
    widths = _full_widths(rows)
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    return widths


def _places(lines: list[Content], targets: list[str]) -> Iterator[Place]:
    parts: list[list[tuple[int, int, int]]] = [[] for _ in targets]
    for y, line in enumerate(lines):
        for start, end, style in line.spans:
            number = style.meta.get(HIT) if isinstance(style, Style) else None
            if number is not None:
                parts[number].append((y, start, end))
    for target, stood in zip(targets, parts, strict=True):
        yield Place(target, tuple(stood))
