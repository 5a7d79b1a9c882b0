"""A chart as a picture file: SVG that needs nothing else, no font and no network, for a clinician or a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import pairwise

from ..domain.charts.chart import Chart, Curve, MeanPoint, date_ticks
from ..domain.charts.trend_text import days_words
from ..domain.text.visible import visible_line

WIDTH, HEIGHT = 960, 540
LEFT, RIGHT, TOP, BOTTOM = 90, 40, 84, 96
"""The margins of the plot."""
INK, FAINT, ACCENT = "#1c2227", "#6b7075", "#7d5700"
PHASE, PAPER = "#f0ede6", "#ffffff"
COLOURS = ("#005f96", "#93487c")
"""Of the first and the second series; the dashes of the second tell them apart in grey."""
FONT = "font-family='monospace' font-size='14'"


def picture_name(chart: Chart) -> str:
    """Name the picture's file by the chart's title and its last day."""
    stem = "-".join("".join(c if c.isalnum() else " " for c in chart.title.lower()).split())
    return f"{stem}-{date.fromordinal(chart.until).isoformat()}.svg"


def svg(chart: Chart) -> str:
    """Draw a chart as an SVG document."""
    return "\n".join(
        (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' {FONT}>",
            f"<rect width='{WIDTH}' height='{HEIGHT}' fill='{PAPER}'/>",
            *_Plot(chart).elements(),
            "</svg>\n",
        )
    )


class _Plot:
    def __init__(self, chart: Chart) -> None:
        self.chart = chart

    def elements(self) -> Iterator[str]:
        chart = self.chart
        yield _text(LEFT, 30, chart.title, size=20)
        yield _text(LEFT, 52, days_words(chart), FAINT)
        yield from self._phases()
        yield from self._scales()
        for number, series in enumerate(chart.series):
            if number == 0:
                yield from self._band(series)
        for number, series in enumerate(chart.series):
            yield from self._series(series, COLOURS[number], dashed=number > 0)
        for level in chart.levels:
            y = self._y(level.value)
            way = f"M{self._x(max(level.first, chart.first)):.1f} {y:.1f}H{WIDTH - RIGHT}"
            yield f"<path d='{way}' stroke='{ACCENT}' stroke-dasharray='2 4'/>"
            yield _text(WIDTH - RIGHT, y - 5, level.words, ACCENT, anchor="end")
        yield from self._marks()

    def _x(self, day: float) -> float:
        return LEFT + (day - self.chart.first + 0.5) * (WIDTH - LEFT - RIGHT) / self.chart.days

    def _y(self, value: float) -> float:
        return TOP + self.chart.axis.share(value) * (HEIGHT - TOP - BOTTOM)

    def _phases(self) -> Iterator[str]:
        first, last = self.chart.first, self.chart.last
        for number, span in enumerate(self.chart.spans):
            if span.last < first or span.first > last:
                continue
            start, end = self._x(max(span.first, first) - 0.5), self._x(min(span.last, last) + 0.5)
            if number % 2:
                size = f"width='{end - start:.1f}' height='{HEIGHT - TOP - BOTTOM}'"
                yield f"<rect x='{start:.1f}' y='{TOP}' {size} fill='{PHASE}'/>"
            yield _text(start + 4, TOP - 8, span.words, FAINT)

    def _scales(self) -> Iterator[str]:
        bottom = HEIGHT - BOTTOM
        for value in self.chart.axis.ticks(11):
            y = self._y(value)
            yield f"<path d='M{LEFT - 5} {y:.1f}h5' stroke='{FAINT}'/>"
            yield _text(LEFT - 9, y + 5, self.chart.axis.label(value), FAINT, anchor="end")
        for day, words in date_ticks(self.chart.first, self.chart.last, (WIDTH - LEFT - RIGHT) // 9):
            yield f"<path d='M{self._x(day):.1f} {bottom}v5' stroke='{FAINT}'/>"
            yield _text(self._x(day), bottom + 21, words, FAINT, anchor="middle")
        yield f"<path d='M{LEFT} {TOP}V{bottom}H{WIDTH - RIGHT}' fill='none' stroke='{FAINT}'/>"

    def _band(self, series: Curve) -> Iterator[str]:
        for run in self._runs(series):
            ends = [(p.day, p.low, p.high) for p in run if p.low is not None and p.high is not None]
            upper = [f"{self._x(day):.1f},{self._y(high):.1f}" for day, _, high in ends]
            lower = [f"{self._x(day):.1f},{self._y(low):.1f}" for day, low, _ in reversed(ends)]
            if len(ends) > 1:
                yield f"<polygon points='{' '.join(upper + lower)}' fill='{COLOURS[0]}' fill-opacity='0.15'/>"

    def _series(self, series: Curve, colour: str, *, dashed: bool) -> Iterator[str]:
        for day, value in series.points:
            if self.chart.first <= day <= self.chart.last:
                centre = f"cx='{self._x(day):.1f}' cy='{self._y(value):.1f}'"
                look = "r='4.5'" if series.sparse else "r='2.2' fill-opacity='0.6'"
                yield f"<circle {centre} {look} fill='{colour}'/>"
        runs = self._runs(series)
        for run in runs:
            points = " ".join(f"{self._x(p.day):.1f},{self._y(p.value):.1f}" for p in run)
            dashes = " stroke-dasharray='8 4'" if dashed else ""
            yield f"<polyline points='{points}' fill='none' stroke='{colour}' stroke-width='2.5'{dashes}/>"
        if runs and len(self.chart.series) > 1:
            end = runs[-1][-1]
            yield _text(self._x(end.day), self._y(end.value) - 9, series.words, colour, anchor="end")

    def _runs(self, series: Curve) -> list[list[MeanPoint]]:
        """The pieces of the line between its gaps."""
        points = [p for p in series.line if self.chart.first <= p.day <= self.chart.last]
        runs: list[list[MeanPoint]] = [[p] for p in points[:1]]
        for before, after in pairwise(points):
            if after.day - before.day > series.join:
                runs.append([])
            runs[-1].append(after)
        return runs

    def _marks(self) -> Iterator[str]:
        chart = self.chart
        marks = [mark for mark in chart.marks if chart.first <= mark.day <= chart.last]
        y = HEIGHT - BOTTOM + 44
        for mark in marks:
            yield _text(self._x(mark.day), y, mark.glyph, ACCENT, anchor="middle")
        entries: Sequence[str] = list(dict.fromkeys(f"{mark.glyph} {mark.kind}" for mark in marks))
        if chart.line_words:
            legend = [f"• a day, ─ {chart.line_words}"]
            if any(p.low is not None for series in chart.series[:1] for p in series.line):
                legend[0] += f" with {chart.band_words}"
            entries = legend + list(entries)
        yield _text(LEFT, HEIGHT - 18, "   ".join(entries), FAINT)


def _text(x: float, y: float, words: str, colour: str = INK, *, anchor: str = "start", size: int = 14) -> str:
    look = f"fill='{colour}' text-anchor='{anchor}' font-size='{size}'"
    return f"<text x='{x:.1f}' y='{y:.1f}' {look}>{escape(visible_line(words))}</text>"
