"""A measure week by week as lines of a table: its days, the average with its interval on the scale, what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ....domain.charts.chart import AVERAGE, RANGE_WORDS, Axis, Mark
from ....domain.charts.measure_display import MeasureDisplay, is_test, level_text
from ....domain.charts.trends import PAINS
from ....domain.charts.weeks import WEEK, WeekLevel, week_words
from ....domain.text.dates import WEEKDAYS
from ....domain.text.grammar import count
from ..spot import Line, Spot
from .drawing import PAIN, fitted
from .interval_bar import interval_bar
from .sparkline import sparkline

WEEK_WIDTH, COUNT_WIDTH = 16, 4
GAP = 2
DAY_WIDTH = 2
BAR_AT = 10
LONGEST_BAR = 60
EVENTS_WIDTH = 34
"""Cells of what happened in a week, where the bar has its longest beside it."""
HEADS = (AVERAGE, RANGE_WORDS), (AVERAGE, RANGE_WORDS.split()[-1])
"""Of the level and of the range, the fuller first."""
HEADS_OF_WORDS = (("median", "from – to"),)
HEADS_ALONE = ((AVERAGE, ""),)
"""Of a test, which has no range."""
SO_FAR = " …"
NOTE = "… this week, so far"
ONE_WEEK = "Each week gets a row of its own here, so that you can compare them."
KEY = f"├─●─┤ {AVERAGE} and {RANGE_WORDS} of that week alone"
BAND_KEY = "├─●─┤ median, lowest and highest"
"""What level and range are, of numbers and of words."""
WEEK_HEAD = "Mon – Sun"
"""Says which week it is: other pages count to the day of their last look."""


def week_lines(
    weeks: Sequence[WeekLevel],
    kind: MeasureDisplay,
    axis: Axis,
    width: int,
    values: Mapping[int, float] | None = None,
    marks: Iterable[Mark] = (),
    span: tuple[int, int] | None = None,
    *,
    air: bool = False,
) -> list[Line]:
    """A head and a line a week, the latest first.

    As far as there is room it has the days' `values`, the bar and what the `marks` say happened, in this order.
    Only days from the first to the last of `span` can have been missed; others are blank. `air`: rows apart.
    """
    if is_test(kind):
        span = 0, -1  # it is not missed on the days between
    start, end = (axis.top, axis.bottom) if kind.first_on_top else (axis.bottom, axis.top)
    texts = [_texts(week, kind) for week in weeks]
    all_heads = HEADS_OF_WORDS if kind.bands else HEADS_ALONE if is_test(kind) else HEADS
    between_at = WEEK_WIDTH + COUNT_WIDTH + GAP
    for heads in all_heads:
        levels = max([len(heads[0]) + 1, *(len(level) + GAP for level, _ in texts)])
        wide = [levels, max([len(heads[1]), *(len(between) for _, between in texts)]) + GAP]
        if between_at + sum(wide) - GAP <= width:
            wide[1] = min(wide[1], width - between_at - wide[0])
            break
    else:
        heads, texts, wide = (heads[0], ""), [(level, "") for level, _ in texts], [wide[0], 0]
    days = WEEK * DAY_WIDTH + GAP
    bar = width - WEEK_WIDTH - COUNT_WIDTH - sum(wide) - GAP
    days = days if values and bar - days >= BAR_AT else 0
    happened = {week.monday: _happened(week, marks) for week in weeks}
    events = EVENTS_WIDTH if any(happened.values()) and bar - days - EVENTS_WIDTH >= LONGEST_BAR // 2 else 0
    bar = min(bar - days - events, LONGEST_BAR)
    has_bar = bar >= BAR_AT
    beside = " " * (len(axis.label(end)) - 1)  # the scale ends where its label begins: 9 would be below that of 10
    scale = axis.label(start).ljust(bar - len(axis.label(end))) + axis.label(end) if has_bar else ""
    head = (
        WEEK_HEAD.ljust(WEEK_WIDTH)
        + "days".rjust(COUNT_WIDTH)
        + heads[0].rjust(wide[0])
        + " " * GAP
        + heads[1].ljust(wide[1])
    )
    names = "".join(name[0].ljust(DAY_WIDTH) for name in WEEKDAYS) + " " * GAP if days else ""
    lines: list[Line] = [[Spot(head, "head"), Spot(names + scale, "faint")]]
    for week, (level, between) in zip(weeks, texts, strict=True):
        words = week_words(week.monday) + (SO_FAR if week.so_far else "")
        line = [Spot(words.ljust(WEEK_WIDTH), "now" if week.so_far else "")]
        if week.value is None:
            empty = "–".rjust(COUNT_WIDTH) + "  nothing logged"
            line.append(Spot(empty.ljust(COUNT_WIDTH + sum(wide) + GAP + days + bar), "faint"))
        else:
            line += [
                Spot(str(week.entries).rjust(COUNT_WIDTH)),
                Spot(level.rjust(wide[0]), "value"),
                Spot(" " * GAP + between.ljust(wide[1]), "faint"),
            ]
            line += _days(week.monday, values or {}, kind, axis, span) if days else []
            if has_bar:
                line += interval_bar(week.value, week.low, week.high, start, end, bar - len(beside))
                line.append(Spot(beside))
        if events:
            line.append(Spot(" " * GAP + fitted(happened[week.monday], events - GAP), "faint"))
        lines += [[], line] if air else [line]
    notes = [NOTE] if any(week.so_far for week in weeks) else []
    notes += [ONE_WEEK] if len(weeks) == 1 and len(ONE_WEEK) <= width else []
    if has_bar and any(week.low is not None for week in weeks):
        notes.append(BAND_KEY if kind.bands else KEY)
    together = "   ".join(notes)
    rows = [together] if len(together) <= width else notes
    return [*lines, [], *([Spot(row, "faint")] for row in rows)] if notes else lines


def _days(
    monday: int, values: Mapping[int, float], kind: MeasureDisplay, axis: Axis, span: tuple[int, int] | None
) -> Line:
    """The days of a week: a rating as its number, a pain on its colour, anything else as a small bar."""
    line: Line = []
    for day in range(monday, monday + WEEK):
        value = values.get(day)
        if value is None:
            text, look = "·" if span is None or span[0] <= day <= span[1] else " ", "faint"
        elif kind.rating and value < 10:
            text, look = f"{value:.0f}", f"{PAIN}{round(value)}" if kind.measure in PAINS else ""
        else:
            text, look = sparkline(((day, value),), day, day, axis, 1), "bar"
        line.append(Spot(text.ljust(DAY_WIDTH), look))
    return [*line, Spot(" " * GAP)]


def _happened(week: WeekLevel, marks: Iterable[Mark]) -> str:
    """`3 flares, visit`."""
    kinds = Counter(mark.kind for mark in marks if week.monday <= mark.day < week.monday + WEEK)
    several = {kind: f"{kind[:-1]}ies" if kind.endswith("y") else "" for kind in kinds}
    return ", ".join(kind if number == 1 else count(number, kind, several[kind]) for kind, number in kinds.items())


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
