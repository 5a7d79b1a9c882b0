"""What the glyphs of a chart mean."""

from __future__ import annotations

from ..spot import Line, Spot, width_of
from .drawing import BOTH, GRAIN, SEVERAL, Drawing, marks_shown
from .level_lines import LEVEL, SPACE
from .stroke import HEAVY, LIGHT

Glyph = tuple[str, str, str]
"""A character, its look, and what it means."""


def legend(drawing: Drawing, width: int) -> list[Line]:
    """What the glyphs mean, those that occur, on as many lines as it takes; what happened comes last."""
    return _lines(_glyphs_of(drawing), width)


def _glyphs_of(drawing: Drawing) -> list[Glyph]:
    """Those that occur: of days, line, band and levels without words, then of what happened."""
    chart = drawing.chart
    entries: list[Glyph] = []
    series = chart.series[0] if chart.series else None
    if series and series.points:
        words = chart.point_words if series.sparse else "best and worst days" if drawing.has_many_days else "day"
        glyph = drawing.glyph(0)
        entries.append((glyph, "line-1" if series.sparse else "day-1", words))
        if len(chart.series) > 1:
            day = drawing.glyph(1)
            second = day if series.sparse or drawing.has_column_each else ""
            has_own = second or chart.series[1].line
            entries[-1] = (glyph, entries[-1][1], f"{words}, {series.words}" if has_own else words)
            if second:
                entries.append((second, "line-2" if series.sparse else "day-2", chart.series[1].words))
    if drawing.has_both:
        entries.append((BOTH, entries[-1][1], "both"))
    if series and series.line and chart.line_words:
        has_thin = any(curve.line for curve in chart.series[1:] if not curve.sparse)
        entries.append((f"{HEAVY[0]} {LIGHT[0]}" if has_thin else 2 * HEAVY[0], "line-1", chart.line_words))
    if series and any(p.low is not None for p in series.line):
        grain = drawing.fill == GRAIN
        entries.append(("░░" if grain else "  ", "fill" if grain else "band", chart.band_words))
    if drawing.wordless:
        entries.append(
            (
                LEVEL.ljust(SPACE) + LEVEL,
                "level",
                ", ".join(level.words for level in drawing.wordless),
            )
        )
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
