"""The rows of the seven signs on Phase: the small course, the words and the figures, as wide as the window allows."""

from __future__ import annotations

from ...domain.assessment.assess import Assessment
from ...domain.assessment.phrases import SIGN_WORDS
from ...domain.assessment.signs import SignReading
from ...domain.charts.measure_display import BY_MEASURE, axis_of
from ...domain.views.phase import WORDS_HEAD, figure_heads, sign_figures, sign_line, sign_numbers
from ...domain.views.summary import sign_glyph
from ..widgets.charts.sparkline import sparkline
from ..widgets.task_list import Row

BAR_CELLS = {"-narrow": 0, "-wide": 12, "-huge": 16}
"""Cells of a course, by the width of the window."""
LEAST_BARS = 6
"""The fewest cells of a course, as many as its head has letters."""
NAME_CELLS = 20
"""Cells of a row that the name of a sign and the gap after its course take, less those that the frame leaves."""


def sign_rows(assessment: Assessment, width: str, room: int, *, roomy: bool) -> tuple[tuple[Row, ...], tuple[str, str]]:
    """Return a row for each sign and what stands over them, in a window of that width with `room` cells for a row.

    The figures stand in line: where words are longer, bars are shorter, or no row says how many entries it rests on.
    """
    signs, locked, cells = assessment.signs, assessment.locked, BAR_CELLS[width]
    figures = [sign_numbers(sign) for sign in signs]
    words = [sign_line(sign, locked=locked) for sign in signs]
    if roomy:
        spare = max(map(len, words)) - len(WORDS_HEAD)
        cells = max(cells - max(spare, 0), LEAST_BARS)
        most = len(WORDS_HEAD) + BAR_CELLS[width] - cells
        words = [sign_line(sign, locked=locked, room=most) for sign in signs]
        figures = [sign_figures(sign, locked=locked) for sign in signs]
    elif any(
        len(f"{line} {numbers}") + cells > room - NAME_CELLS for line, numbers in zip(words, figures, strict=True)
    ):
        figures = [sign_numbers(sign, brief=True) for sign in signs]
        least = min(cells, LEAST_BARS)
        most = room - NAME_CELLS - least - 1
        pairs = list(zip(signs, figures, strict=True))
        words = [sign_line(sign, locked=locked, room=max(most - len(numbers), 1)) for sign, numbers in pairs]
        longest = max(len(f"{line} {numbers}") for line, numbers in zip(words, figures, strict=True))
        cells = max(min(cells, room - NAME_CELLS - longest), least)
    rows = tuple(
        (sign_glyph(sign, locked=locked), f"{SIGN_WORDS[sign.sign]:<15}{_bars(sign, assessment, cells)}{line}", numbers)
        for sign, line, numbers in zip(signs, words, figures, strict=True)
    )
    return rows, (f"{'':<15}{'course':<{cells}}  {WORDS_HEAD}", figure_heads())


def _bars(sign: SignReading, assessment: Assessment, cells: int) -> str:
    """So many cells of the course of a sign in small bars, and a gap; nothing in a window without room for them."""
    first, lead = assessment.digest.first, sign.lead
    if not cells:
        return ""
    if lead is None or first is None or not lead.entries:
        return " " * (cells + 2)
    axis = axis_of(BY_MEASURE[lead.rule.measure], [value for _, value in lead.entries])
    bars = sparkline(lead.entries, first.toordinal(), assessment.on.toordinal(), axis, cells)
    return f"{bars:<{cells}}  "
