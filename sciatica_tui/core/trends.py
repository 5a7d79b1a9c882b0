"""What the Trends screen shows of each measure: its values, its level from day to day, and the chart of a range.

Levels are those of the verdicts: the autoregressive mean with its 95 % interval where a measure is judged by that,
the median where it is judged by medians, the tests themselves where it is tested. Lines at the first level and at
the level that counts are taken from the reading, so that a chart and a verdict never disagree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from statistics import fmean, median

import msgspec

from .assessment import Assessment
from .chart import TEN, Axis, Chart, Level, Mark, MeanPoint, Series, Span, fitting_axis, word_axis
from .digest import digest, in_order
from .marks import marks_of
from .phases import PHASE_WORDS
from .reading import Reading
from .records import CheckIn, Event, Scan
from .rules import RULES, SIT_TO_STAND_BANDS, Rule, Verdict
from .series import left_and_right, series_of
from .statistics import TYPICAL_SD, level
from .windows import Entries, typical_sd
from .zones import ORDER

WINDOW = 7
"""Days of a mean or median drawn on a chart; each stands on the last of its days."""
LONG_WINDOW = 28
"""The same for more than a year, where seven days would be less than a column."""
LEAST = 3
"""Entries without which there is no mean: fewer have an interval as wide as the scale (a choice of ours)."""
TESTS_JOIN = 35
"""Days up to which two tests are joined by a line."""
SHORTEST = 14
"""Days that a chart spans at least."""
EACH_DAY = 92
"""Days up to which every day has its mean; longer ranges have at most `MOST_MEANS` of them."""
MOST_MEANS = 60
YEAR = 366

_RULES = {rule.measure: rule for rule in RULES}


class Kind(msgspec.Struct, frozen=True):
    """How a measure is shown. `words` fit a list, `title` heads its chart; `unit` is as in its rule.

    `bands` name the steps of a scale of words, `ten` is the fixed 0–10, else the scale fits. `over` names what may be
    laid over it: another measure, or its two sides.
    """

    measure: str
    words: str
    title: str
    ten: bool = False
    bands: tuple[str, ...] = ()
    first_on_top: bool = False
    unit: str = ""
    over: str = ""

    @property
    def rule(self) -> Rule | None:
        """How it is judged; `None` for what is only shown."""
        return _RULES.get(self.measure)


SIDES = "sides"
_MUSCLE = ("cannot", "weak", "normal")
KINDS: tuple[Kind, ...] = (
    Kind("leg_pain", "Leg pain", "Worst leg pain", ten=True, over="back_pain"),
    Kind("back_pain", "Back pain", "Worst back pain", ten=True, over="leg_pain"),
    Kind("zone", "Zone", "Furthest zone", bands=tuple(zone.value for zone in ORDER), first_on_top=True),
    Kind("frequency", "How often", "How often leg pain came", bands=("none", "now&then", "half", "most", "constant")),
    Kind("abilities", "Activities", "Your activities, mean", ten=True),
    Kind("sit_minutes", "Can sit", "Can sit until it stops you", unit="min", over="walk_minutes"),
    Kind("stand_minutes", "Can stand", "Can stand until it stops you", unit="min", over="sit_minutes"),
    Kind("walk_minutes", "Can walk", "Can walk until it stops you", unit="min", over="sit_minutes"),
    Kind("reach_cm", "Reach", "Fingertips to the floor", unit="cm"),
    Kind("spasm_count", "Spasms", "Spasms a day", bands=("none", "1–2", "3–5", "6–10", "over 10")),
    Kind("spasm_severity", "Worst spasm", "Worst spasm", ten=True),
    Kind("leg_raise", "Leg raise", "Straight leg raise", unit="°", over=SIDES),
    Kind("leg_raise_gap", "Raise gap", "Leg raise, gap between the sides", unit="°"),
    Kind("heel_rises", "Heel rises", "Heel rises on one leg", over=SIDES),
    Kind("heel_walk", "Heel walk", "Heel walk, weaker side", bands=_MUSCLE, over=SIDES),
    Kind("toe_lift", "Toe lift", "Big toe lift, weaker side", bands=_MUSCLE, over=SIDES),
    Kind("sit_to_stand_seconds", "Stand up", "Sit to stand, five times", unit="s"),
    Kind("bother", "Bother", "Bother, of 24"),
    Kind("bother.weakness", "Weakness", "Bother: weakness, of 6"),
    Kind("sleep", "Sleep", "Sleep, 10 is restful", ten=True),
    Kind("activity", "Active", "Minutes of activity", unit="min"),
)
BY_MEASURE = {kind.measure: kind for kind in KINDS}
_TOPS = {"bother": 24.0, "bother.weakness": 6.0, "heel_rises": 25.0}
"""Fixed ends of scales that have one."""


class Range(msgspec.Struct, frozen=True):
    """A stretch of days up to now; `days` is `None` for all."""

    words: str
    days: int | None


RANGES = (
    Range("2 weeks", 14),
    Range("4 weeks", 28),
    Range("3 months", 92),
    Range("a year", 365),
    Range("all", None),
)


class Trends(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the Trends screen draws from, as of `today`, a day number.

    `entries` has each kind's values; `sides` the left and right ones of tests; `first` and `last` are the days that
    all of it spans, the last no earlier than today (a day entered ahead, after travelling, is shown too).
    """

    today: int
    first: int
    last: int
    entries: Mapping[str, Entries]
    sides: Mapping[str, tuple[Entries, Entries]]
    readings: Mapping[str, Reading]
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]

    def of(self, kind: Kind) -> Entries:
        """A kind's values."""
        return self.entries.get(kind.measure, ())

    def days_of(self, span: Range) -> tuple[int, int]:
        """The first and last day of a range up to the last day, never fewer than `SHORTEST`."""
        first = self.first if span.days is None else self.last - span.days + 1
        return min(first, self.last - SHORTEST + 1), self.last


def trends_of(
    checkins: Sequence[CheckIn], events: Sequence[Event], scans: Sequence[Scan], seen: Assessment, today: date
) -> Trends:
    """All that is shown, from every check-in there is; phases and levels are those of the assessment's episode."""
    side = seen.span.episode.side if seen.span.episode else None
    boiled = digest(tuple(checkins))
    entries = dict(series_of(boiled, side).entries) if checkins else {}
    entries["sleep"] = _of_day(checkins, lambda c: c.sleep, max)
    entries["activity"] = _of_day(checkins, _active_minutes, sum)
    entries["sit_to_stand_seconds"] = _of_day(checkins, lambda c: c.sit_to_stand_seconds, _last)
    days = [c.day.toordinal() for c in checkins]
    now = today.toordinal()
    return Trends(
        today=now,
        first=min(days, default=now),
        last=max([now, *days]),
        entries=entries,
        sides=left_and_right(boiled.tests),
        readings=seen.readings,
        spans=_spans(seen, max([now, *days])),
        marks=marks_of(checkins, events, scans),
    )


def ranges(trends: Trends) -> tuple[Range, ...]:
    """The ranges that show less than all there is, and all."""
    total = trends.last - trends.first + 1
    return tuple(r for r in RANGES if r.days is None or r.days < total)


def chart_of(trends: Trends, kind: Kind, span: Range, *, over: bool = False) -> Chart:
    """The chart of a measure over a range; `over`: with what may be laid over it."""
    first, last = trends.days_of(span)
    series = _laid_over(trends, kind, first, last) if over else ()
    together = bool(series)
    series = series or (_series(kind, trends.of(kind), kind.words, first, last),)
    values = [value for each in series for _, value in each.points]
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
        band_words="95 %",
        empty="Nothing written down on these days. r shows more of them." if trends.of(kind) else "",
    )


def axis_of(kind: Kind, values: Sequence[float]) -> Axis:
    """The scale of a measure: fixed for ratings and words, fitting for minutes, degrees and counts."""
    if kind.ten:
        return TEN
    if kind.bands:
        return word_axis(kind.bands, first_on_top=kind.first_on_top)
    top = _TOPS.get(kind.measure)
    return fitting_axis((top,) if top else values, minutes=kind.unit == "min")


def mean_on(kind: Kind, entries: Entries, day: int, days: int = WINDOW) -> MeanPoint | None:
    """The level of the `days` days up to a day; `None` with fewer than `LEAST` entries, or where tests are meant."""
    if is_test(kind):
        return None
    window = entries[bisect_left(entries, (day - days + 1, -1.0)) : bisect_right(entries, (day, float("inf")))]
    if len(window) < LEAST:
        return None
    if kind.bands:
        return MeanPoint(day, median([value for _, value in window]))
    found = interval_of(kind, window)
    if found is None:
        return MeanPoint(day, fmean([value for _, value in window]))
    return MeanPoint(day, *found)


def interval_of(kind: Kind, window: Entries) -> tuple[float, float, float] | None:
    """The mean of some days and its 95 % interval within the scale; `None` where the model of ratings is not meant."""
    if kind.bands or is_test(kind) or (kind.rule is None and not kind.ten):
        return None
    top = 10.0 if kind.ten else float("inf")
    value, low, high = estimate(window, typical_sd(kind.rule) if kind.rule else TYPICAL_SD)
    return min(max(value, 0.0), top), max(low, 0.0), min(high, top)


def is_test(kind: Kind) -> bool:
    """Whether it is tested now and then rather than asked every day."""
    return kind.rule is not None and not kind.rule.cadence.weekly_looks


@lru_cache(maxsize=4096)
def estimate(window: Entries, sd: float) -> tuple[float, float, float]:
    """The level of a few entries and the ends of its 95 % interval."""
    found = level(window, sd)
    return found.mean, *found.interval()


def _series(kind: Kind, entries: Entries, words: str, first: int, last: int) -> Series:
    start, end = bisect_left(entries, (first, -1.0)), bisect_right(entries, (last, float("inf")))
    if is_test(kind):
        line = tuple(MeanPoint(*entry) for entry in entries[start:end])
        return Series(words, entries[start:end], line, TESTS_JOIN)
    step = _step(first, last)
    days = LONG_WINDOW if last - first + 1 > YEAR else WINDOW
    found = (mean_on(kind, entries, day, days) for day in range(last, first - 1, -step))
    line = tuple(point for point in found if point is not None)[::-1]
    return Series(words, entries[start:end], line, step)


def _step(first: int, last: int) -> int:
    """Days from one mean to the next: each day as long as they are few, then so many that they stay few."""
    days = last - first + 1
    return 1 if days <= EACH_DAY else -(-days // MOST_MEANS)


def _laid_over(trends: Trends, kind: Kind, first: int, last: int) -> tuple[Series, ...]:
    if kind.over == SIDES:
        left, right = trends.sides.get(kind.measure, ((), ()))
        if left and right:
            return _series(kind, left, "left", first, last), _series(kind, right, "right", first, last)
        return ()
    other = BY_MEASURE.get(kind.over)
    if other is None or not trends.of(other):
        return ()
    pair = ((each, trends.of(each), _short(each)) for each in (kind, other))
    return tuple(_series(each, entries, words, first, last) for each, entries, words in pair)


def _short(kind: Kind) -> str:
    return kind.words.removesuffix(" pain").removeprefix("Can ").lower()


def _title(kind: Kind, together: bool) -> str:
    unit = f", {kind.unit}" if kind.unit and kind.unit != "°" else ""
    if not together:
        return f"{kind.title}{unit}"
    if kind.over == SIDES:
        return f"{kind.title.partition(',')[0]}, left and right{unit}"
    return f"{kind.words} and {BY_MEASURE[kind.over].words.lower()}{unit}"


def _line_words(kind: Kind, long: bool) -> str:
    if is_test(kind):
        return ""
    days = "4-week" if long else "7-day"
    return f"{days} {'median' if kind.bands else 'mean'}"


def _levels(trends: Trends, kind: Kind) -> tuple[Level, ...]:
    """The first level, and the one from which on a change counts: as the reading has them."""
    reading, rule = trends.readings.get(kind.measure), kind.rule
    if rule is None or reading is None or reading.shown is None or reading.counts is None:
        return ()
    shown = reading.shown
    first = shown.before[0][0]
    worse = Verdict.WORSENING in (reading.verdict, reading.early)
    gain = -reading.counts if worse else reading.counts
    target = shown.baseline - gain if rule.lower_is_better else shown.baseline + gain
    if kind.measure == "sit_to_stand_seconds":
        band = int(target)
        known = 0 <= band < len(SIT_TO_STAND_BANDS)
        return (Level(SIT_TO_STAND_BANDS[band], f"{SIT_TO_STAND_BANDS[band]:g} s counts", first),) if known else ()
    start = Level(shown.baseline, f"{level_text(kind, shown.baseline)} at first", first)
    if reading.verdict is Verdict.NOT_AFFECTED or not _on_scale(kind, target):
        return (start,)
    return start, Level(target, f"{level_text(kind, target)} counts", first)


def _on_scale(kind: Kind, value: float) -> bool:
    top = 10 if kind.ten else len(kind.bands) - 1 if kind.bands else _TOPS.get(kind.measure, float("inf"))
    return 0 <= value <= top


def level_text(kind: Kind, value: float) -> str:
    """A level as it stands in a list: `3.4`, `calf`, `45°`, `20 min`; halfway between two words is named by both."""
    if kind.bands:
        low = int(value)
        return kind.bands[low] if value == low else f"{kind.bands[low]}–{kind.bands[low + 1]}"
    if kind.unit in ("min", "cm", "°"):
        return f"{value:.0f}{'' if kind.unit == '°' else ' '}{kind.unit}"
    return f"{value:.1f}{' s' if kind.unit == 's' else ''}"


def _of_day(
    checkins: Sequence[CheckIn],
    value: Callable[[CheckIn], float | None],
    of_all: Callable[[Sequence[float]], float],
) -> Entries:
    """One value a day from those of its check-ins that have one."""
    found: dict[int, list[float]] = {}
    for checkin in in_order(checkins):
        answer = value(checkin)
        if answer is not None:
            found.setdefault(checkin.day.toordinal(), []).append(float(answer))
    return tuple((day, float(of_all(found[day]))) for day in sorted(found))


def _active_minutes(checkin: CheckIn) -> float | None:
    return None if checkin.activity is None else sum(each.minutes for each in checkin.activity)


def _last(values: Sequence[float]) -> float:
    return values[-1]


def _spans(seen: Assessment, last: int) -> tuple[Span, ...]:
    """The phases, each up to the day before the next."""
    past = [(phase, day.toordinal()) for phase, day in seen.phase.past]
    ends = [*(day - 1 for _, day in past[1:]), last]
    return tuple(
        Span(day, end, PHASE_WORDS[phase]) for (phase, day), end in zip(past, ends, strict=False) if end >= day
    )
