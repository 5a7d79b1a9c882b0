"""Pain and the furthest zone over time in the PDF.

The chart also reads in black and white: leg pain is a full line with full dots, back pain a dashed one with rings, a
zone has its place and not only its shade.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ...domain.zones import ORDER
from .page import Chart, short_date
from .pen import FAINT, RULE, Box, Colour, Pen, width_of

AROUND = 103.0
"""Points above and below the plot: its title, the zones, the dates."""

LEG = (0.06, 0.33, 0.52)
BACK = (0.72, 0.40, 0.10)
ZONE_SHADES = (0.90, 0.86, 0.76, 0.64, 0.48, 0.28)
"""Grey of each zone from none to foot: the further down, the darker."""


class ChartDrawing:
    """The chart in a box of the page; its plot is AROUND less high than the box."""

    def __init__(self, pen: Pen, chart: Chart, box: Box) -> None:
        self.pen = pen
        self.canvas = pen.canvas
        self.chart = chart
        self.box = box
        self.plot = Box(box.left + 30, box.top - 20, box.width - 32, box.height - AROUND)
        self.ribbon = Box(self.plot.left, self.plot.top - self.plot.height - 17, self.plot.width, 37)

    def draw(self) -> float:
        """Draw the chart; return its height."""
        pen, chart, plot, ribbon = self.pen, self.chart, self.plot, self.ribbon
        pen.text(self.box.left, self.box.top - 8, "Pain, worst of the day, 0–10", bold=True, size=8.2)
        self._legend()
        for value in range(0, 11, 2):
            y = plot.top - plot.height * (1 - value / 10)
            pen.line(plot.left, y, plot.left + plot.width, y, colour=RULE, width=0.3)
            pen.text(plot.left - 4, y - 2.6, str(value), size=6.6, colour=FAINT, right=True)
        self._phases()
        self._marks()
        self._series(chart.back, chart.back_mean, BACK, full=False)
        self._series(chart.leg, chart.leg_mean, LEG, full=True)
        pen.text(self.box.left, ribbon.top + 4, "Furthest zone that hurt, day by day", bold=True, size=7.2)
        self._ribbon()
        self._dates()
        return self.box.top - (ribbon.top - ribbon.height - 12)

    def _legend(self) -> None:
        pen, chart, y = self.pen, self.chart, self.box.top - 5.5
        x = self.box.left + 150
        for words, values, colour, full in (("leg", chart.leg, LEG, True), ("back", chart.back, BACK, False)):
            if not values:
                continue
            pen.line(x, y, x + 20, y, colour=colour, width=1.4, dash=() if full else (3, 2))
            if not chart.long:
                self._dot(x + 10, y, colour, full)
            dots = "" if chart.long else "dots are days, "
            x += 33 + pen.text(x + 24, y - 2.5, f"{words}: {dots}line {chart.mean_days}-day mean", size=6.8)

    def _dot(self, x: float, y: float, colour: Colour, full: bool) -> None:
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setFillColorRGB(*(colour if full else (1, 1, 1)))
        self.canvas.setLineWidth(0.5)
        self.canvas.circle(x, y, 1.25, stroke=1, fill=1)

    def _x(self, day: date) -> float:
        days = max(1, (self.chart.last - self.chart.first).days)
        return self.plot.left + 3 + (self.plot.width - 6) * (day - self.chart.first).days / days

    def _series(
        self,
        values: Sequence[tuple[date, float]],
        means: Sequence[tuple[date, float]],
        colour: Colour,
        full: bool,
    ) -> None:
        """Dots for days; the mean as a line that breaks where a week has nothing."""
        chart, plot = self.chart, self.plot
        bottom = plot.top - plot.height
        for day, value in () if chart.long else values:
            self._dot(self._x(day), bottom + plot.height * value / 10, colour, full)
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(1.4)
        self.canvas.setDash([] if full else [3.0, 2.0])
        path = self.canvas.beginPath()
        before: date | None = None
        for day, value in means:
            point = (self._x(day), bottom + plot.height * value / 10)
            if before is None or (day - before).days > chart.mean_days:
                path.moveTo(*point)
            else:
                path.lineTo(*point)
            before = day
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setDash()

    def _phases(self) -> None:
        """A thin line where a phase begins, with its name above the plot, where no day is."""
        plot, edge = self.plot, self.plot.left
        for phase in self.chart.phases:
            x = self._x(max(phase.day, self.chart.first))
            self.pen.line(x, plot.top, x, plot.top - plot.height, width=0.8)
            width = width_of(phase.words, 6.4)
            if x >= edge - 1 and x + 2 + width < plot.left + plot.width:
                self.pen.text(x + 2, plot.top + 2.5, phase.words, size=6.4, colour=FAINT)
                edge = x + width + 8

    def _marks(self) -> None:
        """A dotted line for each thing that happened, with its words where there is room."""
        plot, edges = self.plot, [0.0, 0.0]
        for mark in self.chart.marks:
            x = self._x(max(mark.day, self.chart.first))
            self.pen.line(x, plot.top - 9, x, plot.top - plot.height, colour=FAINT, width=0.5, dash=(1, 2))
            words = mark.words if len(mark.words) <= 26 else f"{mark.words[:25]}…"
            width = width_of(words, 6.4)
            left = min(x + 2, plot.left + plot.width - width)
            row = next((row for row, edge in enumerate(edges) if left > edge + 4), None)
            if row is not None:
                self.pen.text(left, plot.top - 15 - 7.5 * row, words, size=6.4, colour=FAINT)
                edges[row] = left + width

    def _ribbon(self) -> None:
        """A column a day, foot at the bottom, filled from the back down to the furthest zone of the day."""
        chart, box = self.chart, self.ribbon
        names = [zone.value for zone in ORDER[1:]]
        row = box.height / len(names)
        days = max(1, (chart.last - chart.first).days)
        width = max(0.6, min(14.0, (box.width - 6) / days))
        for day, value in chart.zone:
            furthest = int(value)
            x = max(box.left, self._x(day) - width / 2)
            shade = ZONE_SHADES[furthest]
            self.canvas.setFillColorRGB(shade, shade + 0.02 if shade < 0.9 else shade, min(1, shade + 0.05))
            if furthest:
                self.canvas.rect(x, box.top - row * furthest, width * 0.86, row * furthest, stroke=0, fill=1)
            else:
                self.canvas.rect(x, box.top - 1.5, width * 0.86, 1.5, stroke=0, fill=1)
        for index, name in enumerate(names):
            y = box.top - row * index
            self.pen.line(box.left, y, box.left + box.width, y, width=0.25)
            self.pen.text(box.left - 2, y - row + 1.6, name, size=5.4, colour=FAINT, right=True)
        self.pen.line(box.left, box.top - box.height, box.left + box.width, box.top - box.height, width=0.25)

    def _dates(self) -> None:
        chart, plot, ribbon = self.chart, self.plot, self.ribbon
        days = (chart.last - chart.first).days
        step = next((interval for interval in (7, 14, 28, 56, 91, 182, 364) if days / interval <= 9), 728)
        y = ribbon.top - ribbon.height - 8
        day, edge = chart.first, 0.0
        while day <= chart.last:
            x = self._x(day)
            words = short_date(day) if days > 300 else short_date(day).rpartition(" ")[0]
            width = width_of(words, 6.6)
            if x + width / 2 <= plot.left + plot.width + 8 and x - width / 2 > edge:
                self.pen.text(x - width / 2, y, words, size=6.6, colour=FAINT)
                self.pen.line(x, ribbon.top - ribbon.height, x, ribbon.top - ribbon.height - 2, colour=FAINT)
                edge = x + width / 2 + 4
            day += timedelta(step)
