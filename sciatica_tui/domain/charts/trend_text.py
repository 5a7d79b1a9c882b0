"""What the Trends screen says beside its charts: the verdict, a day, and the numbers to take away."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phrases import (
    GLYPHS,
    OVER,
    OVER_ALL,
    VERDICT_WORDS,
    brief_change,
    change_line,
    middle_of,
    needs,
    unsure_words,
    what_matters,
)
from ..assessment.verdict_style import NO_VERDICT, unaffected_words
from ..assessment.verdict_text import part_of_bother
from ..averages import median
from ..daily import Entries
from ..measures.catalogue import TWO_SIDES
from ..measures.questions import Depth
from ..measures.rules import BOTHER, Verdict
from ..text.dates import long_day, short_day, short_span, year_of
from ..text.grammar import capital, count, number, whole
from ..text.row_mark import RowMark
from .chart import AVERAGE, LEVEL_WORDS, RANGE_WORDS, Chart, MeanPoint
from .level_line import level_line, level_on
from .measure_display import BY_MEASURE, MeasureDisplay, end_texts, level_text
from .rolling_mean import mean_on
from .trends import TimeRange, Trends

NOTHING_YET = "Nothing logged yet. {asked_by}"
ASKED_BY = {
    Depth.QUICK: "Every check-in asks for it.",
    Depth.DAILY: "The daily check-in asks for it.",
    Depth.WEEKLY: "The weekly tests ask for it.",
}

LONGEST_LEVEL = 8
"""Letters that a level has in the list of measures."""


def heading(chart: Chart) -> str:
    """Say what a chart is about, and on which scale: `Worst leg pain, 0 none – 10 worst`."""
    return ", ".join(filter(None, (chart.title, chart.ends)))


def glyph_of(trends: Trends, kind: MeasureDisplay) -> RowMark:
    """Return the glyph of a measure's verdict; a dot where it is never judged, and for all while a red flag locks."""
    reading = trends.readings.get(kind.measure)
    if trends.locked or kind.rule is None or reading is None:
        return NO_VERDICT
    return GLYPHS[trends.verdicts[kind.measure]]


def level_now(trends: Trends, kind: MeasureDisplay) -> str:
    """Return the present level as the verdict or else the chart has it, or that of the last days; empty without any."""
    entries = trends.of(kind)
    reading = trends.readings.get(kind.measure)
    comparison = reading.comparison if reading else None
    if comparison is not None and kind.measure == "sit_to_stand_seconds":
        days = {day for day, _ in comparison.after}
        return _in_list(kind, median([value for day, value in entries if day in days]))
    if comparison is not None:
        return end_texts(kind, comparison)[1]
    line = level_line(reading, kind.top)
    if line:
        return _in_list(kind, line[-1].value)
    if entries and kind.rule is not None:
        return _in_list(kind, entries[-1][1]) if kind.bands else answer_text(kind, entries[-1][1])
    return latest_level(kind, entries) if entries else ""


def latest_level(kind: MeasureDisplay, entries: Entries) -> str:
    """Return the mean or median of the last days with an entry, else the last value of all."""
    mean = mean_on(kind, entries, entries[-1][0])
    return _in_list(kind, mean.value) if mean else answer_text(kind, entries[-1][1])


def _in_list(kind: MeasureDisplay, value: float) -> str:
    """Name a level; by the nearest word alone where two would be too long for the list."""
    text = level_text(kind, value)
    return text if len(text) <= LONGEST_LEVEL or not kind.bands else kind.bands[round(value)]


def verdict_line(
    trends: Trends, kind: MeasureDisplay, *, brief: bool = False, with_days: bool = True, first: int | None = None
) -> str:
    """Return the verdict with its numbers, or why there is none; `brief`: from where to where, `with_days` in how long.

    Beside a chart that begins later than the verdict, on the day `first`, it says that it is about all days.
    """
    reading = trends.readings.get(kind.measure)
    if not trends.of(kind):
        partly = kind.measure == BOTHER.measure and trends.bother_answered
        return (
            f"{capital(part_of_bother(trends.bother_answered))}."
            if partly
            else NOTHING_YET.format(asked_by=ASKED_BY[kind.asked_at])
        )
    if kind.rule is None or reading is None:
        return f"{NO_VERDICT} Shown for comparison, never judged."
    verdict = trends.verdicts[kind.measure]
    glyph, words = GLYPHS[verdict], VERDICT_WORDS[verdict]
    if reading.verdict is Verdict.NOT_ENOUGH_DATA or reading.comparison is None:
        return f"{glyph} Not enough data{f': {needs(reading)}' if not reading.is_over else ''}."
    over = OVER_ALL if first is not None and reading.comparison.first < first else OVER
    if brief:
        numbers = brief_change(reading, reading.comparison, over=over if with_days else "")
        is_no_change = verdict is Verdict.NO_CLEAR_CHANGE and not unsure_words(reading)
        if with_days and is_no_change and (matters := what_matters(reading)):
            numbers += f"; {matters} matters"
    else:
        numbers = change_line(reading, over).removeprefix(f"{reading.rule.words} ")
    if trends.locked:
        return f"{NO_VERDICT} No verdict while a red flag is open: {numbers}."
    if verdict is reading.verdict:
        words = unsure_words(reading) or words
    if reading.verdict is Verdict.NOT_AFFECTED:
        words = unaffected_words(reading)
    if verdict is not reading.verdict:
        numbers += f"; but {trends.against_moving_up}"
    return f"{glyph} {words[0].upper()}{words[1:]}: {numbers}."


def day_lines(trends: Trends, kind: MeasureDisplay, day: int, *, over: bool = False) -> tuple[str, str, str, str]:
    """Read one day out: its value, what happened, and the level with its interval.

    Then the same without the day of the week, without the interval too, and with one word for a level between two, for
    where there is less room.
    """
    on = date.fromordinal(day)
    day_words = f"{short_day(on)}{year_of(on, date.fromordinal(trends.today))}"
    parts = [_values(trends, kind, day, over=over)]
    parts += dict.fromkeys(mark.words for mark in trends.marks if mark.day == day)
    if day > trends.today:
        parts.append("in the future")
    level, interval, nearest = ("", "", "") if over and kind.over else _level_words(trends, kind, day)
    brief = " · ".join(filter(None, (*parts, level)))
    date_words = day_words.partition(" ")[2].strip()
    briefest = " · ".join(filter(None, (*parts, nearest)))
    full = f"{brief}{interval}"
    return f"{day_words}: {full}", f"{date_words}: {full}", f"{date_words}: {brief}", f"{date_words}: {briefest}"


def _level_words(trends: Trends, kind: MeasureDisplay, day: int) -> tuple[str, str, str]:
    """The level of the chart's line on a day, `usual level 3.4`, and ` (2.6–4.1)`; if never judged, the 7-day mean.

    Then the level with the nearest word alone, where it lies between two.
    On the day of the latest test that which is judged: `middle of 3 tests 19 cm`.
    """
    judged, reading = kind.rule is not None, trends.readings.get(kind.measure)
    tests = reading.comparison.after if reading is not None and reading.comparison is not None else ()
    if tests and tests[-1][0] == day:
        words = f"{middle_of(len(tests))} tests {level_now(trends, kind)}"
        return words, "", words
    point = level_on(level_line(reading, kind.top), day) if judged else mean_on(kind, trends.of(kind), day)
    if point is None:
        return "", "", ""
    name = LEVEL_WORDS if judged else "median" if kind.bands else AVERAGE
    level = _level_text_on(kind, reading, point, trends.of(kind)[-1][0])
    words = f"{name} {level}"
    if kind.bands:
        return words, "", words if level in kind.bands else f"{name} {kind.bands[round(point.value)]}"
    if point.low is None or point.high is None:
        return words, "", words
    return words, f" ({_plain(kind, point.low)}–{_plain(kind, point.high)})", words


def _level_text_on(kind: MeasureDisplay, reading: MeasureAssessment | None, point: MeanPoint, last_entry: int) -> str:
    """Name a level; the first and those from the last entry on as the change between them, which names one band."""
    comparison = reading.comparison if reading is not None else None
    if reading is not None and comparison is not None and kind.bands:
        if point.day >= last_entry:
            return end_texts(kind, comparison)[1]
        if point.day == comparison.first and not reading.from_improvement:
            return end_texts(kind, comparison)[0]
    return level_text(kind, point.value)


def _values(trends: Trends, kind: MeasureDisplay, day: int, *, over: bool) -> str:
    if over and kind.over == TWO_SIDES:
        pairs = zip(("left", "right"), trends.sides.get(kind.measure, ((), ())), strict=True)
        return ", ".join(f"{words} {_value_on(kind, entries, day) or '–'}" for words, entries in pairs)
    if over and kind.over:
        pair = (kind, BY_MEASURE[kind.over])
        values = {kind.label.lower(): _value_on(kind, trends.of(kind), day) for kind in pair}
        return ", ".join(f"{label} {value or '–'}" for label, value in values.items())
    return _value_on(kind, trends.of(kind), day) or "nothing logged"


def _plain(kind: MeasureDisplay, value: float) -> str:
    return whole(value) if kind.unit in ("min", "cm", "°") else f"{value:.1f}"


def _value_on(kind: MeasureDisplay, entries: tuple[tuple[int, float], ...], day: int) -> str:
    index = bisect_left(entries, (day, -1.0))
    if index == len(entries) or entries[index][0] != day:
        return ""
    return answer_text(kind, entries[index][1])


def answer_text(kind: MeasureDisplay, value: float) -> str:
    """Return a value as it was answered: `5`, `calf`, `20 min`."""
    if kind.bands:
        return level_text(kind, value)
    unit = kind.unit if kind.unit == "°" else f" {kind.unit}" if kind.unit else ""
    return f"{number(round(value, 1))}{unit}"


def to_table(chart: Chart) -> str:
    """Return the values and levels of a chart as tab-separated text with a head, a row a day that has any."""
    head = ["day"]
    columns: list[dict[int, tuple[float | None, ...]]] = []
    for series in chart.series:
        columns.append({day: (value,) for day, value in series.points if chart.first <= day <= chart.last})
        head.append(series.words)
        if chart.line_words:
            columns.append({p.day: (p.value, p.low, p.high) for p in series.line if chart.first <= p.day <= chart.last})
            head += [chart.line_words, f"{RANGE_WORDS} from", f"{RANGE_WORDS} to"]
    rows = ["\t".join(head)]
    for day in sorted({day for column in columns for day in column}):
        cells = [date.fromordinal(day).isoformat()]
        for number_of, column in enumerate(columns):
            wide = 3 if chart.line_words and number_of % 2 else 1
            cells += ["" if v is None else f"{v:.4g}" for v in column.get(day, (None,) * wide)]
        rows.append("\t".join(cells))
    return "\n".join(rows) + "\n"


def span_words(chart: Chart, time_range: TimeRange) -> str:
    """Say which days are shown, as fits the edge of a chart: `2 weeks: 9–22 Nov`, `all: 21 Sep – 22 Nov, 63 days`."""
    first, last = date.fromordinal(chart.first), date.fromordinal(chart.until)
    number = f", {count((last - first).days + 1, 'day')}" if time_range.days is None else ""
    return f"{time_range.words}: {short_span(first, last, last)}{number}"


def days_words(chart: Chart) -> str:
    """Say from when to when: `21 September – 22 November, 63 days`."""
    first, last = date.fromordinal(chart.first), date.fromordinal(chart.until)
    start, end = (long_day(day).partition(" ")[2] for day in (first, last))
    years = f" {first.year}", f" {last.year}"
    if first.year == last.year:
        years = "", ""
    days = (last - first).days + 1
    return f"{start}{years[0]} – {end}{years[1]}, {count(days, 'day')}" if days > 1 else f"{end}{years[1]}, 1 day"
