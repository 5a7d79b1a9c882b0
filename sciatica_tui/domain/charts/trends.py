"""What the Trends screen shows of each measure: its values, its level from day to day, and the chart of a range.

Levels are those of the verdicts: the model's with its likely range, a 95 % interval, where a measure is judged by
that, the tests themselves where it is tested; what is only shown has the mean of seven days. Lines at the first level
and at the level that counts are taken from the reading, so that a chart and a verdict never disagree.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from ..assessment.assess import Assessment
from ..assessment.comparison import Comparison
from ..assessment.enough_entries import LEAST
from ..assessment.look_days import FIRST_LOOK
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phase_decided import PHASE_WORDS, phase_number
from ..assessment.phrases import measured_words
from ..assessment.series import bother_answered, left_and_right, series_of
from ..averages import median
from ..daily import Entries, digest
from ..measures.catalogue import TWO_SIDES
from ..measures.rules import SIT_TO_STAND_BANDS, Verdict
from ..record_text import describe
from ..records import CheckIn, Event, EventKind, Scan, Side
from ..text.grammar import count
from .chart import AVERAGE, GLANCE_AXIS, LEVEL_WORDS, RANGE_WORDS, Chart, Curve, DaySpan, Level, Mark, MeanPoint
from .daily_values import AS_ANSWERED, daily_values
from .level_line import JOIN, level_line
from .measure_display import BY_MEASURE, MeasureDisplay, axis_of, end_texts, is_test, level_text, on_scale
from .rolling_mean import LONG_WINDOW, WINDOW, mean_on

TESTS_JOIN = 35
"""Days up to which two tests are joined by a line."""
SHORTEST = 14
"""Days that a chart spans at least."""
EACH_DAY = 92
"""Days up to which every day has its mean; longer ranges have at most `MOST_MEANS` of them."""
MOST_MEANS = 60
YEAR = 366
PAINS = ("leg_pain", "back_pain")
"""What has the colours of the pain palette."""


class TimeRange(msgspec.Struct, frozen=True):
    """A stretch of days up to now; `days` is `None` for all."""

    words: str
    days: int | None


RANGES = (
    TimeRange("2 weeks", 14),
    TimeRange("4 weeks", 28),
    TimeRange("3 months", 92),
    TimeRange("a year", 365),
    TimeRange("all", None),
)


class Trends(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the Trends screen draws from, as of `today`, a day number.

    `entries` has each kind's values; `sides` the left and right ones of tests; `first` and `last` are the days that
    all of it spans, the last no earlier than today (a day entered ahead, after travelling, is shown too).
    `verdicts` and `against_moving_up` are those of the page. `locked`: an emergency or same-day red flag is open, and
    nothing is judged. `bother_answered`: how many of its four questions the latest answers have. `side` is affected.
    """

    today: int
    first: int
    last: int
    entries: Mapping[str, Entries]
    sides: Mapping[str, tuple[Entries, Entries]]
    readings: Mapping[str, MeasureAssessment]
    verdicts: Mapping[str, Verdict]
    spans: tuple[DaySpan, ...]
    marks: tuple[Mark, ...]
    against_moving_up: str | None = None
    locked: bool = False
    bother_answered: int = 0
    side: Side | None = None

    def of(self, kind: MeasureDisplay) -> Entries:
        """Return a kind's values."""
        return self.entries.get(kind.measure, ())

    def days_of(self, span: TimeRange) -> tuple[int, int]:
        """Return the first and last day of a range up to the last day, or all.

        The first two weeks of a diary have room for what is to come, rather than for days before it.
        """
        if span.days is None:
            return self.first, max(self.last, self.first + SHORTEST - 1)
        return self.last - span.days + 1, self.last


def trends_of(
    checkins: Sequence[CheckIn], events: Sequence[Event], scans: Sequence[Scan], assessment: Assessment, today: date
) -> Trends:
    """Return all that is shown, from every check-in there is.

    Phases and levels are those of the assessment's episode.
    """
    side = assessment.series.side
    days_digest = digest(tuple(checkins), assessment.everything)
    entries = dict(series_of(days_digest, side).entries) if checkins else {}
    entries |= {kind.measure: daily_values(kind, checkins) for kind in AS_ANSWERED}
    days = [c.day.toordinal() for c in checkins]
    now = today.toordinal()
    return Trends(
        today=now,
        first=min(days, default=now),
        last=max([now, *days]),
        entries=entries,
        sides=left_and_right(days_digest.tests),
        readings=assessment.readings,
        verdicts=assessment.verdicts,
        spans=phase_spans(assessment, max([now, *days])),
        marks=marks_of(checkins, events, scans),
        against_moving_up=assessment.against_moving_up,
        locked=assessment.locked,
        bother_answered=bother_answered(days_digest.tests),
        side=side,
    )


def ranges(trends: Trends) -> tuple[TimeRange, ...]:
    """Return the ranges that show less than all there is, and all."""
    total = trends.last - trends.first + 1
    return tuple(r for r in RANGES if r.days is None or r.days < total)


def range_or_usual(trends: Trends, choice: TimeRange | None) -> TimeRange:
    """Return the range that was chosen or, if there is none such for these days, three months, or all."""
    choices = ranges(trends)
    return choice if choice in choices else next((r for r in choices if r.days == RANGES[2].days), RANGES[-1])


def chart_of(trends: Trends, kind: MeasureDisplay, span: TimeRange, *, over: bool = False) -> Chart:
    """Return the chart of a measure over a range; `over`: with what may be laid over it."""
    first, last = trends.days_of(span)
    series = _laid_over(trends, kind, first, last) if over else ()
    together = bool(series)
    series = series or (_series(trends, kind, trends.of(kind), kind.label, first, last),)
    values = [value for curve in series for _, value in curve.points]
    values += [point.high for point in series[0].line if point.high is not None]  # a band cut off looks like a limit
    return Chart(
        title=_title(kind, together),
        first=first,
        last=last,
        axis=axis_of(kind, values),
        series=series,
        levels=() if together else _levels(trends, kind),
        spans=trends.spans,
        marks=trends.marks,
        line_words=_line_words(kind, last - first + 1 > YEAR),
        band_words=RANGE_WORDS,
        empty="Nothing logged on these days; try a longer range." if trends.of(kind) else "",
        ends="" if together else kind.ends,
        is_pain=kind.measure in PAINS,
        room=last - trends.last,
        to_come=_to_come(trends, kind) if last > trends.last else (),
    )


def _to_come(trends: Trends, kind: MeasureDisplay) -> tuple[str, ...]:
    """Say what the days to come add to a chart, and of what is judged when a line and an answer do."""
    each_words = f"Each {'test' if is_test(kind) else 'check-in'} adds a mark here."
    reading = trends.readings.get(kind.measure)
    is_open = reading is not None and reading.verdict is Verdict.NOT_ENOUGH_DATA and not reading.is_over
    if kind.rule is None or is_test(kind) or not is_open or trends.locked:
        return (each_words,)
    weeks = FIRST_LOOK // 7
    return each_words, f"After {weeks} weeks, with {LEAST} of them: your {LEVEL_WORDS} as a line, and a first answer."


def pain_chart(trends: Trends, pain: str, most: int, *, with_marks: bool, as_bars: bool) -> Chart:
    """Return leg and back pain in one chart, for a glance: without phases, and without marks if not asked for.

    It is about `pain`, one of both as a measure.

    It begins with the first entry, at most `most` days ago.
    """
    chart = chart_of(trends, BY_MEASURE[pain], TimeRange("", most), over=True)
    first = max(trends.first, chart.first)
    last = max(trends.last, first + SHORTEST - 1)
    return msgspec.structs.replace(
        chart,
        first=first,
        last=last,
        room=last - trends.last,
        axis=GLANCE_AXIS,
        spans=(),
        to_come=(),
        marks=chart.marks if with_marks else (),
        as_bars=as_bars,
        empty="Your leg and back pain will show here, one point a day.",
    )


def _series(trends: Trends, kind: MeasureDisplay, entries: Entries, words: str, first: int, last: int) -> Curve:
    start, end = bisect_left(entries, (first, -1.0)), bisect_right(entries, (last, float("inf")))
    if is_test(kind):
        line = tuple(MeanPoint(*entry) for entry in entries[start:end])
        return Curve(words, entries[start:end], line, TESTS_JOIN, sparse=True)
    if kind.rule is not None:
        return Curve(words, entries[start:end], level_line(trends.readings.get(kind.measure), kind.top), JOIN)
    step = _step(first, last)
    days = LONG_WINDOW if last - first + 1 > YEAR else WINDOW
    means = (mean_on(kind, entries, day, days) for day in range(last, first - 1, -step))
    line = tuple(point for point in means if point is not None)[::-1]
    return Curve(words, entries[start:end], line, step)


def _step(first: int, last: int) -> int:
    """Days from one mean to the next: each day as long as they are few, then so many that they stay few."""
    days = last - first + 1
    return 1 if days <= EACH_DAY else -(-days // MOST_MEANS)


def _laid_over(trends: Trends, kind: MeasureDisplay, first: int, last: int) -> tuple[Curve, ...]:
    if kind.over == TWO_SIDES:
        left, right = trends.sides.get(kind.measure, ((), ()))
        if left and right:
            pair = (("left", left), ("right", right))
            return tuple(_series(trends, kind, entries, words, first, last) for words, entries in pair)
        return ()
    second = BY_MEASURE.get(kind.over)
    if second is None or not trends.of(second):
        return ()
    return tuple(_series(trends, kind, trends.of(kind), _short(kind), first, last) for kind in (kind, second))


def _short(kind: MeasureDisplay) -> str:
    return kind.label.removesuffix(" pain").removeprefix("Can ").lower()


UNITS = {"min": "minutes", "s": "seconds"}
"""As a heading has them."""


def _title(kind: MeasureDisplay, together: bool) -> str:
    unit = f", {UNITS.get(kind.unit, kind.unit)}" if kind.unit and kind.unit != "°" else ""
    if not together:
        return f"{kind.title}{unit}"
    if kind.over == TWO_SIDES:
        return f"{kind.title.partition(',')[0]}, left and right{unit}"
    return f"{kind.label} and {BY_MEASURE[kind.over].label.lower()}{unit}"


def _line_words(kind: MeasureDisplay, long: bool) -> str:
    if is_test(kind):
        return ""
    if kind.rule is not None:
        return LEVEL_WORDS
    days = "4-week" if long else "7-day"
    return f"{days} {'median' if kind.bands else AVERAGE}"


def _levels(trends: Trends, kind: MeasureDisplay) -> tuple[Level, ...]:
    """The first level, or the best where it is measured from that, and the one from which on a change counts."""
    reading, rule = trends.readings.get(kind.measure), kind.rule
    if rule is None or reading is None or reading.comparison is None or reading.counts is None:
        return ()
    comparison = reading.comparison
    first, baseline = comparison.first, comparison.baseline
    worse = Verdict.WORSENING in (reading.verdict, reading.early)
    gain = -reading.counts if worse else reading.counts
    target = baseline - gain if rule.lower_is_better else baseline + gain
    way = "worse" if worse else "better"
    if kind.measure == "sit_to_stand_seconds":
        return tuple(_levels_in_seconds(comparison, int(target), way))
    start = Level(baseline, f"{end_texts(kind, comparison)[0]}{_start_words(reading, comparison)}", first)
    if reading.verdict is Verdict.NOT_AFFECTED or not on_scale(kind, target):
        return (start,)
    side = "up" if (target > baseline) is not kind.first_on_top else "down"
    return start, Level(target, f"{way} from {_reached(kind, target, baseline)} {side}", first, way)


def _levels_in_seconds(comparison: Comparison, band: int, way: str) -> Iterator[Level]:
    """Of what is judged by its band: the first tests as they were measured, and the end of the band that counts."""
    if comparison.measured is not None:
        tests = comparison.measured[0]
        seconds = median([value for _, value in tests])
        yield Level(seconds, f"{measured_words(tests)}, first {count(len(tests), 'test')}", comparison.first)
    end = band - (way == "worse")
    if 0 <= end < len(SIT_TO_STAND_BANDS):
        limit = SIT_TO_STAND_BANDS[end]
        words = f"worse above {limit:g} s" if way == "worse" else f"better from {limit:g} s down"
        yield Level(limit, words, comparison.first, way)


def _reached(kind: MeasureDisplay, target: float, baseline: float) -> str:
    """Name the level that counts; on a scale of words the first one that is as far from where it began."""
    if kind.bands:
        target = math.floor(target) if target < baseline else math.ceil(target)
    return level_text(kind, target)


def _start_words(reading: MeasureAssessment, comparison: Comparison) -> str:
    """Say what the first level is; of tests it is a median, which the first of them need not have given."""
    if reading.from_improvement:
        return " at best"
    return f", first {len(comparison.before)} tests" if comparison.before else " at first"


def phase_spans(assessment: Assessment, last: int) -> tuple[DaySpan, ...]:
    """Return the phases of the episode, each up to the day before the next, the present one up to `last`."""
    past = [(phase, day.toordinal()) for phase, day in assessment.phase.past]
    ends = [*(day - 1 for _, day in past[1:]), last]
    return tuple(
        DaySpan(day, end, PHASE_WORDS[phase], phase_number(phase))
        for (phase, day), end in zip(past, ends, strict=False)
        if end >= day
    )


FLARE = ("✶", "flare")
SCAN = ("□", "scan")
EVENTS = {
    EventKind.INJECTION: ("↓", "injection"),
    EventKind.SURGERY: ("×", "surgery"),
    EventKind.EXERCISE: ("+", "exercise"),
    EventKind.CLINICIAN: ("◇", "visit"),
    EventKind.NOTE: ("•", "note"),
    EventKind.OTHER: ("•", "other"),
}
"""Glyph and word of each; the glyphs differ from those of the verdicts."""


def marks_of(checkins: Sequence[CheckIn], events: Sequence[Event], scans: Sequence[Scan]) -> tuple[Mark, ...]:
    """Return all marks, by day."""
    flares = {c.day for c in checkins if c.flare}
    marks = [_mark(day, FLARE, "flare") for day in flares]
    marks += [_mark(event.day, EVENTS[event.kind], describe(event)) for event in events]
    marks += [_mark(scan.day, SCAN, describe(scan)) for scan in scans]
    return tuple(sorted(marks, key=lambda mark: (mark.day, mark.glyph)))


def _mark(day: date, look: tuple[str, str], words: str) -> Mark:
    return Mark(day.toordinal(), *look, words)
