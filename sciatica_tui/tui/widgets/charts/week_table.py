"""A measure week by week as lines of a table, with the mean and its interval drawn on the measure's scale."""

from __future__ import annotations

from collections.abc import Sequence

from ....domain.charts.chart import Axis
from ....domain.charts.measure_display import MeasureDisplay, level_text
from ....domain.charts.weeks import WeekLevel, week_words
from ..fields.controls import Line, Spot
from .interval_bar import interval_bar

WEEK_WIDTH, COUNT_WIDTH = 17, 3
GAP = 2
BAR_AT = 10
SO_FAR = " …"
NOTE = "… this week, so far"


def week_lines(weeks: Sequence[WeekLevel], kind: MeasureDisplay, axis: Axis, width: int) -> list[Line]:
    """A head and a line a week, the latest first; without room for the bar there is the table alone."""
    start, end = (axis.top, axis.bottom) if kind.first_on_top else (axis.bottom, axis.top)
    heads = ("median", "from – to") if kind.bands else ("mean", "95 %")
    texts = [_texts(week, kind) for week in weeks]
    wide = [max([len(head), *(len(text[n]) for text in texts)]) + GAP for n, head in enumerate(heads)]
    if WEEK_WIDTH + COUNT_WIDTH + sum(wide) + GAP > width:
        heads, texts, wide = (heads[0], ""), [(level, "") for level, _ in texts], [wide[0], 0]
    bar = width - WEEK_WIDTH - COUNT_WIDTH - sum(wide) - GAP
    scale = ""
    if bar >= BAR_AT:
        scale = axis.label(start) + axis.label(end).rjust(bar - len(axis.label(start)))
    head = (
        "week".ljust(WEEK_WIDTH)
        + "n".rjust(COUNT_WIDTH)
        + heads[0].rjust(wide[0])
        + " " * GAP
        + heads[1].ljust(wide[1])
    )
    lines: list[Line] = [[Spot(head, "head"), Spot(scale, "faint")]]
    for week, (level, between) in zip(weeks, texts, strict=True):
        words = week_words(week) + (SO_FAR if week.so_far else "")
        line = [Spot(words.ljust(WEEK_WIDTH), "now" if week.so_far else "")]
        if week.value is None:
            lines.append([*line, Spot("–".rjust(COUNT_WIDTH) + "  nothing logged", "faint")])
            continue
        line += [
            Spot(str(week.entries).rjust(COUNT_WIDTH)),
            Spot(level.rjust(wide[0]), "value"),
            Spot(" " * GAP + between.ljust(wide[1]), "faint"),
        ]
        if scale:
            line += interval_bar(week.value, week.low, week.high, start, end, bar)
        lines.append(line)
    return [*lines, [], [Spot(NOTE, "faint")]] if any(week.so_far for week in weeks) else lines


def _texts(week: WeekLevel, kind: MeasureDisplay) -> tuple[str, str]:
    """A week's level, and from where to where it goes; empty where that is not known."""
    if week.value is None:
        return "", ""
    level = level_text(kind, week.value)
    if week.low is None or week.high is None:
        return level, ""
    if kind.bands:
        low, high = kind.bands[int(week.low)], kind.bands[int(week.high)]
        return level, low if low == high else f"{low}–{high}"
    digits = 0 if kind.unit in ("min", "cm", "°") else 1
    return level, f"{week.low:.{digits}f}–{week.high:.{digits}f}"
