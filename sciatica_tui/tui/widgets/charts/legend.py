"""What the glyphs of a chart mean."""

from __future__ import annotations

from ..spot import Line, Spot, width_of
from .drawing import DAYS, DOTS_A_DAY, GRAIN, MANY_DAYS, POINTS, SEVERAL, Drawing, marks_shown

Glyph = tuple[str, str, str]
"""A character, its look, and what it means."""
LOW, MOST_LINES = 16, 2
"""Rows of a plot up to which the legend takes so many lines at most: what goes without saying is left out for it."""


def legend(drawing: Drawing, width: int) -> list[Line]:
    """What the glyphs mean, those that occur, on as many lines as it takes."""
    glyphs = _glyphs_of(drawing)
    lines = _lines(glyphs, width)
    if drawing.rows <= LOW and len(lines) > MOST_LINES and len(drawing.chart.series) == 1:
        lines = _lines([glyph for glyph in glyphs[1:] if glyph[0] != SEVERAL], width)
    return lines


def _glyphs_of(drawing: Drawing) -> list[Glyph]:
    """Those that occur: of days, line and band, then of what happened."""
    chart = drawing.chart
    entries: list[Glyph] = []
    series = chart.series[0] if chart.series else None
    if series and series.points:
        many = 2 * drawing.columns * MANY_DAYS < chart.days
        one_each = 2 * drawing.columns >= DOTS_A_DAY * chart.days
        many_words = "best and worst days" if many else "day"
        glyph, words = (POINTS[0], chart.point_words) if series.sparse else ("⠐", many_words)
        glyph = DAYS[0] if one_each and not series.sparse else glyph
        entries.append((glyph, "line-1" if series.sparse else "day-1", words))
        if len(chart.series) > 1:
            second = POINTS[1] if series.sparse else DAYS[1] if one_each else ""
            first_words = f"{words}, {series.words}"
            alone = series.words if chart.series[1].line else words
            entries[-1] = (glyph, entries[-1][1], first_words if second else alone)
            if second:
                entries.append((second, "line-2" if series.sparse else "day-2", chart.series[1].words))
    if series and series.line and chart.line_words:
        entries.append(("⠶⠶", "line-1", chart.line_words))
    if series and any(p.low is not None for p in series.line):
        grain = drawing.fill == GRAIN
        entries.append(("░░" if grain else "  ", "fill" if grain else "band", chart.band_words))
    marks = marks_shown(chart)
    kinds = {mark.glyph: mark.kind for mark in marks}
    if any(glyph == SEVERAL for glyph, _ in drawing.mark_cells(marks)):
        kinds[SEVERAL] = "several"
    return [*entries, *((glyph, "mark", kind) for glyph, kind in kinds.items())]


def _lines(glyphs: list[Glyph], width: int) -> list[Line]:
    lines: list[Line] = [[]]
    for glyph, look, words in glyphs:
        entry = [Spot(glyph, look), Spot(f" {words}", "axis")]
        if lines[-1] and width_of(lines[-1]) + 2 + width_of(entry) > width:
            lines.append([])
        lines[-1] += [Spot("  "), *entry] if lines[-1] else entry
    return lines
