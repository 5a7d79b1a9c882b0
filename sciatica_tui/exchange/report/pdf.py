"""The clinician's page as a PDF, A4 or Letter, drawn with ReportLab, which is imported only for this.

The letters are DejaVu Sans Condensed (exchange/fonts), embedded as the part that is used: the fonts every PDF reader
has lack most letters of most languages. The page also reads in black and white: leg pain is a full line with full dots,
back pain a dashed one with rings, a zone has its place and not only its shade.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta
from importlib.resources import as_file, files
from typing import NamedTuple

from msgspec.structs import replace
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ...domain.progress import Progress, no_progress
from ...domain.text.visible import visible_line
from ...domain.zones import ORDER
from .page import Chart, Report, Section, short_date

PAGES = {"a4": A4, "letter": LETTER}

PLAIN, BOLD = "SciaticaSans", "SciaticaSans-Bold"
FONTS = {PLAIN: "DejaVuSansCondensed.ttf", BOLD: "DejaVuSansCondensed-Bold.ttf"}
MISSING = "\u25a1"
"""Stands for a letter that the font has not."""

MARGIN = 40.0
SIZE = 7.6
SMALL = 7.0
LINE = 10.2
GAP = 9.0
COLUMN_GAP = 16.0
TITLE_HEIGHT = 14.0
FOOTER_HEIGHT = 28.0
CHART_LOWEST, CHART_HIGHEST = 74.0, 132.0
CHART_AROUND = 103.0
"""Points above and below the plot: its title, the zones, the dates.

All lengths are in points, 1/72 inch.
"""
INK = (0.13, 0.15, 0.18)
FAINT = (0.42, 0.45, 0.49)
RULE = (0.78, 0.80, 0.83)
LEG = (0.06, 0.33, 0.52)
BACK = (0.72, 0.40, 0.10)
ALARM = (0.70, 0.10, 0.12)
ZONE_SHADES = (0.90, 0.86, 0.76, 0.64, 0.48, 0.28)
"""Grey of each zone from none to foot: the further down, the darker."""


class Box(NamedTuple):
    """A place on the page; `top` is its upper edge, and y grows upwards."""

    left: float
    top: float
    width: float
    height: float


def write_pdf(report: Report, paper: str = "a4", progress: Progress = no_progress) -> bytes:
    """The PDF. The same report gives the same bytes."""
    _register()
    out = io.BytesIO()
    size = PAGES[paper]
    canvas = Canvas(out, pagesize=size, invariant=1)
    canvas.setTitle("Sciatica: summary for a clinician")
    canvas.setAuthor(_shown(report.name))
    canvas.setCreator("sciatica-tui")
    progress("Drawing", 0, 2)
    _Page(canvas, size, report).draw()
    canvas.showPage()
    if report.weeks is not None:
        progress("Drawing", 1, 2)
        _draw_weeks(canvas, size, report, report.weeks)
    canvas.save()
    return out.getvalue()


_LETTERS: set[int] = set()
"""The letters that the font has; known once it is registered."""


def _register() -> None:
    for name, file in FONTS.items():
        with as_file(files(__package__) / "fonts" / file) as path:
            font = TTFont(name, str(path))
        registerFont(font)
        _LETTERS.update(font.face.charToGlyph)


def _shown(text: str) -> str:
    """The text on one line, with what is hidden or lacks in the font made visible."""
    known = _LETTERS
    return "".join(letter if ord(letter) in known else MISSING for letter in visible_line(text))


class _Pen:
    """Text and lines on a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        bold: bool = False,
        size: float = SIZE,
        colour: tuple[float, float, float] = INK,
        right: bool = False,
    ) -> float:
        """Writes one line; returns its width."""
        text = _shown(text)
        font = BOLD if bold else PLAIN
        width: float = stringWidth(text, font, size)
        self.canvas.setFont(font, size)
        self.canvas.setFillColorRGB(*colour)
        self.canvas.drawString(x - width if right else x, y, text)
        return width

    def lines(self, box: Box, text: str, size: float = SIZE, *, bold: bool = False) -> int:
        """How many lines the text takes in the width of the box."""
        return len(simpleSplit(_shown(text), BOLD if bold else PLAIN, size, box.width))

    def wrapped(
        self, box: Box, text: str, *, bold: bool = False, size: float = SIZE, colour: tuple[float, float, float] = INK
    ) -> float:
        """Writes as many lines as fit the box; returns the height used."""
        lines = simpleSplit(_shown(text), BOLD if bold else PLAIN, size, box.width)
        step = size * LINE / SIZE
        fit = max(0, int((box.height + 0.1) // step))
        if len(lines) > fit > 0:
            lines = [*lines[: fit - 1], f"{lines[fit - 1].rstrip(' ,;')} …"]
        for place, line in enumerate(lines[:fit]):
            self.text(box.left, box.top - size - place * step, line, bold=bold, size=size, colour=colour)
        return len(lines[:fit]) * step

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        colour: tuple[float, float, float] = RULE,
        width: float = 0.5,
        dash: Sequence[float] = (),
    ) -> None:
        """A straight line."""
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(width)
        self.canvas.setDash(list(dash))
        self.canvas.line(x1, y1, x2, y2)
        self.canvas.setDash()

    def title(self, box: Box, text: str) -> float:
        """A section's title with a line below; returns the height used."""
        self.text(box.left, box.top - 8, text, bold=True, size=8.2)
        self.line(box.left, box.top - 11.5, box.left + box.width, box.top - 11.5)
        return TITLE_HEIGHT


class _Page:
    """The first page."""

    def __init__(self, canvas: Canvas, size: tuple[float, float], report: Report) -> None:
        self.pen = _Pen(canvas)
        self.canvas = canvas
        self.report = report
        self.left = MARGIN
        self.width = size[0] - 2 * MARGIN
        self.top = size[1] - MARGIN + 6
        self.bottom = MARGIN - 4

    def draw(self) -> None:
        self._head()
        self._verdict()
        self._footer()
        by_name = {section.name: section for section in self.report.sections}
        measures = by_name.pop("measures", None)
        rest = list(by_name.values())
        if self.report.chart is not None:
            table = _height(self.pen, measures, self.width) + GAP if measures is not None else 0
            room = self.top - self.bottom - FOOTER_HEIGHT - table - self._packed(rest)
            self._chart(self.report.chart, min(CHART_HIGHEST, max(CHART_LOWEST, room - CHART_AROUND)))
        if measures is not None:
            self._table(measures)
        self._columns(rest)

    def _head(self) -> None:
        pen, report = self.pen, self.report
        title = f"Sciatica: summary of {report.name}" if report.name else "Sciatica: summary for a clinician"
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
        used = pen.wrapped(inner, report.verdict, bold=True, size=10.2, colour=colour) + 3
        for reason in report.reasons:
            rest = inner._replace(top=inner.top - used, height=inner.height - used)
            if pen.lines(rest, reason, SMALL) * SMALL * LINE / SIZE > rest.height:
                break
            used += pen.wrapped(rest, reason, size=SMALL)
        if report.flags is not None:
            left = self.left + self.width * share
            self._frame(left, self.width * (1 - share), height, ALARM if report.alarm else RULE)
            box = Box(left + 8, self.top - 6, self.width * (1 - share) - 16, height - 8)
            used = pen.wrapped(box, "Red flags", bold=True, size=8.2) + 1
            for line in report.flags:
                bold = line.startswith("OPEN")
                rest = box._replace(top=box.top - used, height=box.height - used)
                used += pen.wrapped(rest, line, bold=bold, colour=ALARM if bold else INK)
        self.top -= height + GAP

    def _verdict_height(self, share: float) -> float:
        """Enough for the whole verdict and the whole of the red flags, within reason."""
        report, box = self.report, Box(0, 0, self.width * share - 22, 0)
        needed = self.pen.lines(box, report.verdict, 10.2, bold=True) * 10.2 * LINE / SIZE + 14
        if report.flags is not None:
            beside = Box(0, 0, self.width * (1 - share) - 16, 0)
            lines = sum(self.pen.lines(beside, line, SIZE, bold=line.startswith("OPEN")) for line in report.flags)
            needed = max(needed, (lines + 1.2) * LINE + 14)
        return min(max(64.0, needed), 130.0)

    def _frame(self, left: float, width: float, height: float, colour: tuple[float, float, float]) -> None:
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(1.2 if colour == ALARM else 0.6)
        self.canvas.roundRect(left, self.top - height, width, height, 4, stroke=1, fill=0)

    # Over time

    def _chart(self, chart: Chart, height: float) -> None:
        pen = self.pen
        box = Box(self.left + 30, self.top - 20, self.width - 32, height)
        pen.text(self.left, self.top - 8, "Pain, worst of the day, 0–10", bold=True, size=8.2)
        self._legend(chart)
        for value in range(0, 11, 2):
            y = box.top - box.height * (1 - value / 10)
            pen.line(box.left, y, box.left + box.width, y, colour=RULE, width=0.3)
            pen.text(box.left - 4, y - 2.6, str(value), size=6.6, colour=FAINT, right=True)
        self._phases(chart, box)
        self._marks(chart, box)
        self._series(chart, box, chart.back, chart.back_mean, BACK, full=False)
        self._series(chart, box, chart.leg, chart.leg_mean, LEG, full=True)
        ribbon = Box(box.left, box.top - box.height - 17, box.width, 37)
        pen.text(self.left, ribbon.top + 4, "Furthest zone that hurt, day by day", bold=True, size=7.2)
        self._ribbon(chart, ribbon)
        self._dates(chart, box, ribbon)
        self.top = ribbon.top - ribbon.height - 12 - GAP

    def _legend(self, chart: Chart) -> None:
        pen, y = self.pen, self.top - 5.5
        x = self.left + 150
        for words, colour, full in (("leg", LEG, True), ("back", BACK, False)):
            pen.line(x, y, x + 20, y, colour=colour, width=1.4, dash=() if full else (3, 2))
            if not chart.long:
                self._dot(x + 10, y, colour, full)
            dots = "" if chart.long else "dots are days, "
            x += 33 + pen.text(x + 24, y - 2.5, f"{words}: {dots}line {chart.mean_days}-day mean", size=6.8)

    def _dot(self, x: float, y: float, colour: tuple[float, float, float], full: bool) -> None:
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setFillColorRGB(*(colour if full else (1, 1, 1)))
        self.canvas.setLineWidth(0.5)
        self.canvas.circle(x, y, 1.25, stroke=1, fill=1)

    def _x(self, chart: Chart, box: Box, day: date) -> float:
        days = max(1, (chart.last - chart.first).days)
        return box.left + 3 + (box.width - 6) * (day - chart.first).days / days

    def _series(
        self,
        chart: Chart,
        box: Box,
        values: Sequence[tuple[date, float]],
        means: Sequence[tuple[date, float]],
        colour: tuple[float, float, float],
        full: bool,
    ) -> None:
        """Dots for days; the mean as a line that breaks where a week has nothing."""
        bottom = box.top - box.height
        for day, value in () if chart.long else values:
            self._dot(self._x(chart, box, day), bottom + box.height * value / 10, colour, full)
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(1.4)
        self.canvas.setDash([] if full else [3.0, 2.0])
        path = self.canvas.beginPath()
        before: date | None = None
        for day, value in means:
            point = (self._x(chart, box, day), bottom + box.height * value / 10)
            if before is None or (day - before).days > chart.mean_days:
                path.moveTo(*point)
            else:
                path.lineTo(*point)
            before = day
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setDash()

    def _phases(self, chart: Chart, box: Box) -> None:
        """A thin line where a phase begins, with its name at the top."""
        edge = box.left
        for phase in chart.phases:
            x = self._x(chart, box, max(phase.day, chart.first))
            self.pen.line(x, box.top, x, box.top - box.height, width=0.8)
            width = stringWidth(phase.words, PLAIN, 6.4)
            if x >= edge - 1 and x + 2 + width < box.left + box.width:
                self.pen.text(x + 2, box.top - 6, phase.words, size=6.4, colour=FAINT)
                edge = x + width + 8

    def _marks(self, chart: Chart, box: Box) -> None:
        """A dotted line for each thing that happened, with its words where there is room."""
        edges = [0.0, 0.0]
        for mark in chart.marks:
            x = self._x(chart, box, max(mark.day, chart.first))
            self.pen.line(x, box.top - 9, x, box.top - box.height, colour=FAINT, width=0.5, dash=(1, 2))
            words = mark.words if len(mark.words) <= 26 else f"{mark.words[:25]}…"
            width = stringWidth(_shown(words), PLAIN, 6.4)
            left = min(x + 2, box.left + box.width - width)
            row = next((row for row, edge in enumerate(edges) if left > edge + 4), None)
            if row is not None:
                self.pen.text(left, box.top - 15 - 7.5 * row, words, size=6.4, colour=FAINT)
                edges[row] = left + width

    def _ribbon(self, chart: Chart, box: Box) -> None:
        """A column a day, foot at the bottom, filled from the back down to the furthest zone of the day."""
        names = [zone.value for zone in ORDER[1:]]
        row = box.height / len(names)
        days = max(1, (chart.last - chart.first).days)
        width = max(0.6, min(14.0, (box.width - 6) / days))
        for day, value in chart.zone:
            furthest = int(value)
            x = max(box.left, self._x(chart, box, day) - width / 2)
            shade = ZONE_SHADES[furthest]
            self.canvas.setFillColorRGB(shade, shade + 0.02 if shade < 0.9 else shade, min(1, shade + 0.05))
            if furthest:
                self.canvas.rect(x, box.top - row * furthest, width * 0.86, row * furthest, stroke=0, fill=1)
            else:
                self.canvas.rect(x, box.top - 1.5, width * 0.86, 1.5, stroke=0, fill=1)
        for place, name in enumerate(names):
            y = box.top - row * place
            self.pen.line(box.left, y, box.left + box.width, y, width=0.25)
            self.pen.text(box.left - 2, y - row + 1.6, name, size=5.4, colour=FAINT, right=True)
        self.pen.line(box.left, box.top - box.height, box.left + box.width, box.top - box.height, width=0.25)

    def _dates(self, chart: Chart, box: Box, ribbon: Box) -> None:
        days = (chart.last - chart.first).days
        step = next((each for each in (7, 14, 28, 56, 91, 182, 364) if days / each <= 9), 728)
        y = ribbon.top - ribbon.height - 8
        day, edge = chart.first, 0.0
        while day <= chart.last:
            x = self._x(chart, box, day)
            words = short_date(day) if days > 300 else short_date(day).rpartition(" ")[0]
            width = stringWidth(words, PLAIN, 6.6)
            if x + width / 2 <= box.left + box.width + 8 and x - width / 2 > edge:
                self.pen.text(x - width / 2, y, words, size=6.6, colour=FAINT)
                self.pen.line(x, ribbon.top - ribbon.height, x, ribbon.top - ribbon.height - 2, colour=FAINT)
                edge = x + width / 2 + 4
            day += timedelta(step)

    # Figures

    def _table(self, section: Section) -> None:
        self.top -= _draw_table(self.pen, Box(self.left, self.top, self.width, self.top - self.bottom), section) + GAP

    def _columns(self, sections: Sequence[Section]) -> None:
        """Two columns; each section goes where there is more room, and is cut where there is none left."""
        width = (self.width - COLUMN_GAP) / 2
        tops = [self.top, self.top]
        left_out: list[str] = []
        for section in sections:
            column = 0 if tops[0] >= tops[1] else 1
            room = tops[column] - self.bottom - FOOTER_HEIGHT
            if room < 3.5 * LINE:
                left_out.append(section.title)
                continue
            box = Box(self.left + column * (width + COLUMN_GAP), tops[column], width, room)
            tops[column] -= _draw_section(self.pen, box, section) + GAP
        if left_out:
            words = f"No room for: {', '.join(left_out)}. Leave out other sections to see them."
            self.pen.text(self.left, self.bottom + FOOTER_HEIGHT - 4, words, size=6.0, colour=FAINT)

    def _packed(self, sections: Sequence[Section]) -> float:
        """The height the two columns would take."""
        tops = [0.0, 0.0]
        for section in sections:
            column = 0 if tops[0] <= tops[1] else 1
            tops[column] += _height(self.pen, section, (self.width - COLUMN_GAP) / 2) + GAP
        return max(tops)

    def _footer(self) -> None:
        box = Box(self.left, self.bottom + 18, self.width, 24)
        self.pen.line(self.left, box.top + 2, self.left + self.width, box.top + 2)
        self.pen.wrapped(box, self.report.footer, size=6.0, colour=FAINT)


def _height(pen: _Pen, section: Section, width: float) -> float:
    """The height of a section that is not cut."""
    used = TITLE_HEIGHT + (LINE if section.aside or section.omitted else 0)
    if section.rows:
        return used + LINE * (len(section.rows) + bool(section.header))
    for mark, words in section.lines:
        used += LINE * min(3, pen.lines(Box(0, 0, width - _indent(section, mark), 0), words))
    return used


def _indent(section: Section, mark: str) -> float:
    return 44.0 if section.name == "events" else 11.0 if mark else 0.0


def _draw_section(pen: _Pen, box: Box, section: Section) -> float:
    """A section of lines or with a table; returns the height used."""
    if section.rows:
        return _draw_table(pen, box, section)
    used = pen.title(box, section.title)
    for place, (mark, words) in enumerate(section.lines):
        indent = _indent(section, mark)
        rest = Box(box.left + indent, box.top - used, box.width - indent, box.height - used)
        left = len(section.lines) - place + section.omitted
        if rest.height < 2 * LINE and left > 1:
            pen.text(box.left, rest.top - SIZE, f"… and {left} more", colour=FAINT)
            return used + LINE
        bold = section.name == "phase" and place == 0
        height = pen.wrapped(rest._replace(height=min(rest.height, 3 * LINE)), words, bold=bold)
        if height:
            pen.text(box.left, rest.top - SIZE, mark)
        used += height
    return used + _small_print(pen, box, used, section)


def _small_print(pen: _Pen, box: Box, used: float, section: Section) -> float:
    if section.omitted:
        pen.text(box.left, box.top - used - SIZE, f"… and {section.omitted} more", colour=FAINT)
        return LINE
    if not section.aside or box.height - used < LINE:
        return 0.0
    return pen.wrapped(Box(box.left, box.top - used - 1, box.width, LINE), section.aside, size=6.0, colour=FAINT)


def _draw_table(pen: _Pen, box: Box, section: Section) -> float:
    """A table with columns as wide as they need to be, numbers in the middle; returns the height used."""
    used = pen.title(box, section.title)
    rows = [section.header, *section.rows] if section.header else list(section.rows)
    wide = [max(stringWidth(_shown(row[n]), PLAIN, SIZE) for row in rows) for n in range(len(rows[0]))]
    spare = (box.width - sum(wide)) / max(1, len(wide) - 1)
    if spare < 6:
        wide[0] = max(60.0, wide[0] - (6 - spare) * (len(wide) - 1))
        spare = 6.0
    for place, row in enumerate(rows):
        left = len(rows) - place + section.omitted
        if box.height - used < 2 * LINE and left > 1:
            pen.text(box.left, box.top - used - SIZE, f"… and {left} more", colour=FAINT)
            return used + LINE
        x = box.left
        head = bool(section.header) and place == 0
        for column, cell in enumerate(row):
            text = _fitted(cell, wide[column] + 0.5)
            pen.text(x, box.top - used - SIZE, text, size=6.8 if head else SIZE, colour=FAINT if head else INK)
            x += wide[column] + spare
        used += LINE
    return used + _small_print(pen, box, used, section)


def _fitted(text: str, width: float) -> str:
    text = _shown(text)
    if stringWidth(text, PLAIN, SIZE) <= width:
        return text
    while text and stringWidth(f"{text}…", PLAIN, SIZE) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _draw_weeks(canvas: Canvas, size: tuple[float, float], report: Report, weeks: Section) -> None:
    """The second page."""
    pen = _Pen(canvas)
    top = size[1] - MARGIN
    pen.text(MARGIN, top - 9, f"Week by week, to {short_date(report.made_on)}", bold=True, size=12)
    box = Box(MARGIN, top - 22, size[0] - 2 * MARGIN, size[1])
    used = _draw_table(pen, box, replace(weeks, title=""))
    words = (
        "Pain: mean of the days with an entry, with its 95 % interval by the model of the verdicts; “few” where "
        "fewer than three days have one. Furthest zone: the median. A week without entries is empty, not free of pain."
    )
    pen.wrapped(Box(MARGIN, box.top - used - 6, box.width, 30), words, size=6.4, colour=FAINT)
    canvas.showPage()
