"""The guide's pages: their order, and what their few signs of Markdown mean.

A page is a title, then headings, paragraphs, lists, drawings and tables. In a line `**strong**`, `*emphasis*`,
`` `keys` `` and `[words](page)` or `[words](page#heading)` mean something; anything else is plain text.
A line `![words](exercise)` is the figure of an exercise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

import msgspec

from ..domain.assessment.verdict_style import VERDICT_STYLES


class Look(Enum):
    """How a run of text stands out."""

    PLAIN = ""
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"


class Run(msgspec.Struct, frozen=True):
    """Text of one look; `link` is the page (and `#anchor`) it leads to, empty for none."""

    text: str
    look: Look = Look.PLAIN
    link: str = ""


Runs = tuple[Run, ...]


class Heading(msgspec.Struct, frozen=True):
    """The title of a section; `anchor` is what links call it."""

    text: str
    anchor: str


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph, wrapped where it is shown."""

    runs: Runs


class Item(msgspec.Struct, frozen=True):
    """An item of a list; `mark` is what stands before it: `•`, `1.`"""

    mark: str
    runs: Runs


class Drawing(msgspec.Struct, frozen=True):
    """A picture in characters, or a command: never wrapped."""

    lines: tuple[str, ...]


class Figure(msgspec.Struct, frozen=True):
    """The figure of an `exercise`, with words for whom it says nothing."""

    exercise: str
    words: str


class Table(msgspec.Struct, frozen=True):
    """Rows of cells; the first row is the head."""

    rows: tuple[tuple[Runs, ...], ...]


Block = Heading | Paragraph | Item | Drawing | Figure | Table


class Section(msgspec.Struct, frozen=True):
    """What stands under one heading, as plain text; before the first heading both names are empty.

    Each item of a list and each row of a table has a line of its own.
    """

    heading: str
    anchor: str
    text: str


class Page(msgspec.Struct, frozen=True):
    """A page of the guide; `name` is what links call it."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its sections in order, the one before the first heading included."""
        sections: list[Section] = []
        heading, texts = Heading("", ""), list[str]()
        for block in (*self.blocks, Heading("", "")):
            if isinstance(block, Heading):
                if texts or heading.text:
                    sections.append(
                        Section(heading.text, heading.anchor, re.sub(r"\s*\n\s*", "\n", "".join(texts)).strip())
                    )
                heading, texts = block, []
            elif isinstance(block, Item | Table):
                texts.append(f"\n{plain_text(block)}\n")
            else:
                texts.append(f"{plain_text(block)} ")
        return tuple(sections)

    @property
    def opening(self) -> str:
        """Its first paragraph, with the heading before that where it is a question; without any the heading."""
        heading = ""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                return f"{heading} {plain_text(block)}" if heading.endswith("?") else plain_text(block)
            if isinstance(block, Heading):
                heading = plain_text(block)
        return heading

    @property
    def links(self) -> tuple[str, ...]:
        """Where it leads, in order."""
        return tuple(run.link for block in self.blocks for run in _runs_of(block) if run.link)


class Part(msgspec.Struct, frozen=True):
    """A part of the guide: its title, and the names of its pages."""

    title: str
    pages: tuple[str, ...]


CONTENTS: tuple[Part, ...] = (
    Part("Begin here", ("start", "red-flags")),
    Part("Sciatica", ("what-it-is", "causes", "risk-factors", "how-long")),
    Part(
        "The signs",
        (
            "seven-signs",
            "centralization",
            "pain",
            "mobility",
            "spasms",
            "strength",
            "leg-raise",
            "imaging",
        ),
    ),
    Part(
        "Getting better",
        ("phases", "speed-up", "ice-and-heat", "movement", "keep-away", "flares", "try-out", "visits", "questions"),
    ),
    Part("How the app judges", ("how-we-judge", "what-it-cannot-know")),
    Part(
        "The app",
        (
            "today",
            "check-in",
            "trends",
            "routines",
            "session",
            "phase",
            "history",
            "guide",
            "settings",
            "command-line",
            "your-data",
            "accessibility",
        ),
    ),
)
"""The table of contents."""

NAMES: tuple[str, ...] = tuple(name for part in CONTENTS for name in part.pages)
"""Every page, in the order of the contents."""


def slug(words: str) -> str:
    """Return the name that links use for a heading: `Ice and heat` → `ice-and-heat`."""
    return "-".join(re.findall(r"\w+", words.lower()))


def parse_page(name: str, source: str) -> Page:
    """Return a page from its text. Raises ValueError where the title is missing or a drawing does not end."""
    lines = _with_glyphs(source).strip().split("\n")[1:]
    return Page(name, title_of(name, source), tuple(_blocks(name, lines)))


def _with_glyphs(source: str) -> str:
    """Put the glyphs of verdicts in: `{improving}`, `{not_affected}`."""
    for verdict, style in VERDICT_STYLES.items():
        source = source.replace(f"{{{verdict}}}", style.glyph)
    return source


def title_of(name: str, source: str) -> str:
    """Return the title that a page's text begins with. Raises ValueError where it is missing."""
    first = source.lstrip().partition("\n")[0]
    if not first.startswith("# "):
        raise ValueError(f"Page {name} does not begin with a title, as “# Title”.")
    return first[2:].strip()


def _blocks(name: str, lines: Sequence[str]) -> Iterator[Block]:
    """Blocks of lines; a line that continues another one is joined to it."""
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        item = _ITEM.match(line)
        if not line.strip():
            continue
        if line.startswith("## "):
            yield Heading(line[3:].strip(), slug(line[3:]))
        elif line.startswith("```"):
            if "```" not in lines[index:]:
                raise ValueError(f"Page {name}: a drawing does not end.")
            end = lines.index("```", index)
            yield Drawing(tuple(lines[index:end]))
            index = end + 1
        elif figure := _FIGURE.fullmatch(line.strip()):
            yield Figure(figure[2], figure[1])
        elif line.startswith("|"):
            end = index
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            yield Table(tuple(_cells(row) for row in (line, *lines[index + 1 : end])))
            index = end
        else:
            text = [item[2] if item else line.strip()]
            while index < len(lines) and lines[index].strip() and not _BEGINS.match(lines[index]):
                text.append(lines[index].strip())
                index += 1
            runs = tuple(_runs(" ".join(text)))
            yield Item("•" if item[1] == "-" else item[1], runs) if item else Paragraph(runs)


_ITEM = re.compile(r"(-|\d+\.) +(.*)")
_BEGINS = re.compile(r"(-|\d+\.) |## |```|\||!\[")
_FIGURE = re.compile(r"!\[(.+)\]\((.+)\)")
_INLINE = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<strong>.+?)\*\*|\*(?P<em>[^*]+)\*|\[(?P<words>[^]]+)\]\((?P<link>[^)]+)\)"
)


def _cells(row: str) -> tuple[Runs, ...]:
    return tuple(tuple(_runs(cell.strip())) for cell in row.strip().strip("|").split("|"))


def _runs(text: str) -> Iterator[Run]:
    end = 0
    for hit in _INLINE.finditer(text):
        if hit.start() > end:
            yield Run(text[end : hit.start()])
        end = hit.end()
        if hit["link"]:
            yield Run(hit["words"], link=hit["link"])
        elif hit["code"]:
            yield Run(hit["code"], Look.CODE)
        else:
            yield Run(hit["strong"] or hit["em"], Look.STRONG if hit["strong"] else Look.EMPHASIS)
    if end < len(text):
        yield Run(text[end:])


def _runs_of(block: Block) -> Iterator[Run]:
    match block:
        case Paragraph() | Item():
            yield from block.runs
        case Table():
            for row in block.rows:
                for cell in row:
                    yield from cell


def plain_text(block: Block) -> str:
    """Return the words of a block, a line for each row of a table without its head; a drawing has none."""
    match block:
        case Table():
            rows = ([text for cell in row if (text := "".join(run.text for run in cell))] for row in block.rows[1:])
            return "\n".join(f"{first}: {', '.join(others)}" if others else first for first, *others in rows)
        case Heading():
            return block.text
        case Paragraph() | Item():
            return "".join(run.text for run in block.runs)
        case Figure():
            return block.words
        case Drawing():
            return ""
