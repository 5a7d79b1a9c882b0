"""The clinician's page as a PDF, A4 or Letter, drawn with ReportLab, which is imported only for this."""

from __future__ import annotations

import io
from collections.abc import Sequence

from msgspec.structs import replace
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from ...domain.progress import Progress, no_progress
from .page import Report, Section, short_date
from .pdf_chart import AROUND, ChartDrawing
from .pdf_sections import draw_named_lines, draw_questions, draw_section, draw_table, section_height
from .pen import FAINT, INK, LINE, RULE, SIZE, Box, Colour, Pen, printable, register_fonts, shortened

PAGES = {"a4": A4, "letter": LETTER}

MARGIN = 40.0
SMALL = 7.0
GAP = 9.0
COLUMN_GAP = 16.0
FOOTER_HEIGHT = 32.0
VISIT_HEIGHT = 190.0
"""What there is about visits takes at most."""
CHART_LOWEST, CHART_HIGHEST = 58.0, 132.0
"""The least and the greatest height of the chart's plot."""
DATE_WIDTH = 70.0
EMPTY = 0.8
"""The share of a page's height that there always is on one with nothing else on it."""
WEEKS_READING_HEIGHT = 36.0
WEEKS_READING = (
    "Pain: mean of the days with an entry, with its 95 % interval by the model behind the verdicts; “few” if "
    "fewer than three days have one. Furthest zone: the median. A week without entries is empty, not free of pain."
)
ALARM = (0.70, 0.10, 0.12)


def write_pdf(report: Report, paper: str = "a4", progress: Progress = no_progress) -> bytes:
    """Draw a report as PDF on paper of PAGES. The same report gives the same bytes."""
    register_fonts()
    out = io.BytesIO()
    size = PAGES[paper]
    canvas = Canvas(out, pagesize=size, invariant=1, lang="en-GB")
    canvas.setDateFormatter(lambda *_: f"D:{report.made_on:%Y%m%d}")  # else that of the same bytes, in 2000
    canvas.setTitle(_title(report))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setAuthor(printable(report.name))
    canvas.setCreator("sciatica-tui")
    progress("Drawing", 0, 2)
    page = _Page(canvas, size, report)
    sections = page.draw()
    while sections:
        canvas.showPage()
        sections = page.draw_further(sections)
    if report.weeks is not None:
        progress("Drawing", 1, 2)
        page.draw_weeks(report.weeks)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _title(report: Report) -> str:
    return printable(f"Sciatica: summary of {report.name}" if report.name else "Sciatica: summary for a clinician")


class _Page:
    """The page being drawn, from `top` downwards to `bottom`."""

    def __init__(self, canvas: Canvas, size: tuple[float, float], report: Report) -> None:
        self.pen = Pen(canvas)
        self.canvas = canvas
        self.report = report
        self.left = MARGIN
        self.width = size[0] - 2 * MARGIN
        self.highest = size[1] - MARGIN + 6
        self.top = self.highest
        self.bottom = MARGIN - 4

    def draw(self) -> list[Section]:
        """Draw the first page; return the sections that it has no room for."""
        self._head()
        self._verdict()
        self._footer()
        by_name = {section.name: section for section in self.report.sections}
        self._visit(by_name.pop("since", None), by_name.pop("questions", None))
        measures = by_name.pop("measures", None)
        column_sections = list(by_name.values())
        if self.report.chart is not None:
            table = section_height(self.pen, measures, self.width) + GAP if measures is not None else 0
            room = self.top - self.bottom - FOOTER_HEIGHT - table - self._columns_height(column_sections)
            height = AROUND + min(CHART_HIGHEST, max(CHART_LOWEST, room - AROUND))
            box = Box(self.left, self.top, self.width, height)
            self.top -= ChartDrawing(self.pen, self.report.chart, box).draw() + GAP
        if measures is not None:
            box = Box(self.left, self.top, self.width, self.top - self.bottom)
            self.top -= draw_table(self.pen, box, measures) + GAP
        beyond = self._columns(column_sections)
        if beyond:
            words = f"On the next page: {' · '.join(section.title for section in beyond)}"
            self.pen.text(self.left, self.bottom + 23, shortened(words, self.width), colour=FAINT)
        self.top = self.bottom
        return beyond

    def draw_further(self, sections: Sequence[Section]) -> list[Section]:
        """Draw sections on a page of their own; return those that it has no room for either."""
        self.top = self.highest
        title = f"{_title(self.report)}, continued"
        title = shortened(title, self.width - DATE_WIDTH, bold=True, size=12)
        self.pen.text(self.left, self.top - 15, title, bold=True, size=12)
        made_on = short_date(self.report.made_on)
        self.pen.text(self.left + self.width, self.top - 15, made_on, size=9, colour=FAINT, right=True)
        self.top -= 30
        return self._columns(sections)

    def draw_weeks(self, weeks: Section) -> None:
        """Draw weekly figures below what is on the page, or on one of their own where they don't fit."""
        if self.top - self.bottom < WEEKS_READING_HEIGHT + section_height(self.pen, weeks, self.width):
            self.canvas.showPage()
            self.top = self.highest
        title = f"{weeks.title}, to {short_date(self.report.made_on)}"
        box = Box(self.left, self.top, self.width, self.top)
        height = draw_table(self.pen, box, replace(weeks, title=title))
        self.pen.wrapped(Box(self.left, box.top - height - 6, box.width, 30), WEEKS_READING, size=6.4, colour=FAINT)

    def _head(self) -> None:
        pen, report = self.pen, self.report
        title = shortened(_title(report), self.width - DATE_WIDTH, bold=True, size=15)
        pen.text(self.left, self.top - 15, title, bold=True, size=15)
        pen.text(self.left + self.width, self.top - 15, short_date(report.made_on), size=9, colour=FAINT, right=True)
        self.top -= 24
        for fact in report.facts:
            self.top -= pen.wrapped(Box(self.left, self.top, self.width, 2 * LINE), fact)
        self.top -= 5

    def _verdict(self) -> None:
        """What it comes to, and beside it the red flags."""
        pen, report = self.pen, self.report
        share = 0.58 if report.flags is not None else 1.0
        height = self._verdict_height(share)
        colour = ALARM if report.alarm else INK
        inner = Box(self.left + 8, self.top - 6, self.width * share - 22, height - 8)
        self._frame(self.left, self.width * share - 6, height, ALARM if report.alarm else RULE)
        depth = pen.wrapped(inner, report.verdict, bold=True, size=10.2, colour=colour) + 3
        for reason in report.reasons:
            below = inner._replace(top=inner.top - depth, height=inner.height - depth)
            if pen.lines(below, reason, SMALL) * SMALL * LINE / SIZE > below.height:
                break
            depth += pen.wrapped(below, reason, size=SMALL)
        if report.flags is not None:
            left = self.left + self.width * share
            self._frame(left, self.width * (1 - share), height, ALARM if report.alarm else RULE)
            box = Box(left + 8, self.top - 6, self.width * (1 - share) - 16, height - 8)
            depth = pen.wrapped(box, "Red flags", bold=True, size=8.2) + 1
            for line in report.flags:
                bold = line.startswith("OPEN")
                below = box._replace(top=box.top - depth, height=box.height - depth)
                depth += pen.wrapped(below, line, bold=bold, colour=ALARM if bold else INK)
        self.top -= height + GAP

    def _visit(self, since: Section | None, questions: Section | None) -> None:
        """What has changed since the last visit, and beside it the questions, each with a line to write on."""
        sections = [section for section in (since, questions) if section is not None]
        if not sections:
            return
        heights = [0.0]
        width = (self.width - COLUMN_GAP * (len(sections) - 1)) / len(sections)
        for index, section in enumerate(sections):
            box = Box(self.left + index * (width + COLUMN_GAP), self.top, width, VISIT_HEIGHT)
            draw = draw_questions if section is questions else draw_named_lines
            heights.append(draw(self.pen, box, section))
        self.top -= max(heights) + GAP

    def _verdict_height(self, share: float) -> float:
        """Enough for the whole verdict and the whole of the red flags, within reason."""
        report, box = self.report, Box(0, 0, self.width * share - 22, 0)
        height = self.pen.lines(box, report.verdict, 10.2, bold=True) * 10.2 * LINE / SIZE + 14
        if report.flags is not None:
            beside = Box(0, 0, self.width * (1 - share) - 16, 0)
            lines = sum(self.pen.lines(beside, line, SIZE, bold=line.startswith("OPEN")) for line in report.flags)
            height = max(height, (lines + 1.2) * LINE + 14)
        return min(max(64.0, height), 130.0)

    def _frame(self, left: float, width: float, height: float, colour: Colour) -> None:
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(1.2 if colour == ALARM else 0.6)
        self.canvas.roundRect(left, self.top - height, width, height, 4, stroke=1, fill=0)

    def _columns(self, sections: Sequence[Section]) -> list[Section]:
        """Two columns; each section goes where there is more room, whole; return those that found none.

        Only one that would not even fit an empty page is cut.
        """
        width = (self.width - COLUMN_GAP) / 2
        tops = [self.top, self.top]
        beyond: list[Section] = []
        for section in sections:
            column = 0 if tops[0] >= tops[1] else 1
            room = tops[column] - self.bottom - FOOTER_HEIGHT
            if room < min(section_height(self.pen, section, width), self.highest * EMPTY):
                beyond.append(section)
                continue
            box = Box(self.left + column * (width + COLUMN_GAP), tops[column], width, room)
            tops[column] -= draw_section(self.pen, box, section) + GAP
        self.top = min(tops)
        return beyond

    def _columns_height(self, sections: Sequence[Section]) -> float:
        """The height the two columns would take."""
        tops = [0.0, 0.0]
        for section in sections:
            column = 0 if tops[0] <= tops[1] else 1
            tops[column] += section_height(self.pen, section, (self.width - COLUMN_GAP) / 2) + GAP
        return max(tops)

    def _footer(self) -> None:
        box = Box(self.left, self.bottom + 18, self.width, 24)
        self.pen.line(self.left, box.top + 2, self.left + self.width, box.top + 2)
        self.pen.wrapped(box, self.report.footer, size=6.0, colour=FAINT)
