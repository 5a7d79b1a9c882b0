"""The sections of the page in the PDF: lines or a table below a title."""

from __future__ import annotations

from .page import Section
from .pen import FAINT, INK, LINE, SIZE, TITLE_HEIGHT, Box, Pen, shortened, width_of


def section_height(pen: Pen, section: Section, width: float) -> float:
    """Return the height of a whole section in a column of that width."""
    height = TITLE_HEIGHT + (LINE if section.aside or section.omitted else 0)
    if section.rows:
        return height + LINE * (len(section.rows) + bool(section.header))
    for mark, words in section.lines:
        height += min(_most_height(section), LINE * pen.lines(Box(0, 0, width - _indent(section, mark), 0), words))
    return height


def _most_height(section: Section) -> float:
    """What one line of a section takes at most: what ends in figures is never cut."""
    return LINE * (3 if section.name == "events" else 12)


def _indent(section: Section, mark: str) -> float:
    return 44.0 if section.name == "events" else 11.0 if mark else 0.0


def draw_section(pen: Pen, box: Box, section: Section) -> float:
    """Draw a section of lines or with a table, cut where the box ends; return the height it takes."""
    if section.rows:
        return draw_table(pen, box, section)
    depth = pen.title(box, section.title)
    for index, (mark, words) in enumerate(section.lines):
        indent = _indent(section, mark)
        below = Box(box.left + indent, box.top - depth, box.width - indent, box.height - depth)
        remaining = len(section.lines) - index + section.omitted
        if below.height < 2 * LINE and remaining > 1:
            pen.text(box.left, below.top - SIZE, f"… and {remaining} more", colour=FAINT)
            return depth + LINE
        bold = section.name == "phase" and index == 0
        height = pen.wrapped(below._replace(height=min(below.height, _most_height(section))), words, bold=bold)
        if height:
            pen.text(box.left, below.top - SIZE, mark)
        depth += height
    return depth + _small_print(pen, box, depth, section)


def _small_print(pen: Pen, box: Box, depth: float, section: Section) -> float:
    if section.omitted:
        pen.text(box.left, box.top - depth - SIZE, f"… and {section.omitted} more", colour=FAINT)
        return LINE
    if not section.aside or box.height - depth < LINE:
        return 0.0
    return pen.wrapped(Box(box.left, box.top - depth - 1, box.width, LINE), section.aside, size=6.0, colour=FAINT)


def draw_table(pen: Pen, box: Box, section: Section) -> float:
    """Draw a table with columns as wide as their cells, cut where the box ends; return the height it takes."""
    depth = pen.title(box, section.title)
    rows = [section.header, *section.rows] if section.header else list(section.rows)
    widths = [max(width_of(row[n]) for row in rows) for n in range(len(rows[0]))]
    gap = (box.width - sum(widths)) / max(1, len(widths) - 1)
    if gap < 6:
        widths[0] = max(60.0, widths[0] - (6 - gap) * (len(widths) - 1))
        gap = 6.0
    for index, row in enumerate(rows):
        remaining = len(rows) - index + section.omitted
        if box.height - depth < 2 * LINE and remaining > 1:
            pen.text(box.left, box.top - depth - SIZE, f"… and {remaining} more", colour=FAINT)
            return depth + LINE
        x = box.left
        head = bool(section.header) and index == 0
        for width, cell in zip(widths, row, strict=True):
            text = shortened(cell, width + 0.5)
            pen.text(x, box.top - depth - SIZE, text, size=6.8 if head else SIZE, colour=FAINT if head else INK)
            x += width + gap
        depth += LINE
    return depth + _small_print(pen, box, depth, section)


NAME_WIDTH = 58.0
"""Of what is told of, before what is said of it."""

WRITING_HEIGHT = 15.0
"""From the last line of a question to the line to write on."""


def draw_named_lines(pen: Pen, box: Box, section: Section) -> float:
    """Draw rows of a name and what is said of it, over as many lines as that takes; return the height it takes."""
    depth = pen.title(box, section.title)
    for index, (name, words) in enumerate(section.rows):
        below = Box(box.left + NAME_WIDTH, box.top - depth, box.width - NAME_WIDTH, box.height - depth)
        remaining = len(section.rows) - index
        if below.height < LINE * (pen.lines(below, words) + (remaining > 1)):
            pen.text(box.left, below.top - SIZE, f"… and {remaining} more", colour=FAINT)
            return depth + LINE
        pen.text(box.left, below.top - SIZE, shortened(name, NAME_WIDTH - 4), colour=FAINT)
        depth += pen.wrapped(below, words)
    return depth


def draw_questions(pen: Pen, box: Box, section: Section) -> float:
    """Draw questions, each with a line below it to write on; return the height it takes."""
    depth = pen.title(box, section.title)
    for number, question in section.lines:
        below = Box(box.left + 11, box.top - depth, box.width - 11, 2 * LINE)
        pen.text(box.left, below.top - SIZE, number)
        depth += pen.wrapped(below, question) + WRITING_HEIGHT
        pen.line(below.left, box.top - depth, box.left + box.width, box.top - depth)
        depth += 3
    return depth
