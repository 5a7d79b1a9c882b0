"""What goes with pain: days with something against days without it, in the same weeks.

Someone who recovers walks more *and* has less pain, whatever the walking does. So only weeks that have both kinds
count: each gives the difference of its two means, and the mean of those differences has its 95 % interval from the
model of the verdicts. It tells what goes with what, never what comes of what. Splits at 30 minutes and at a sleep of
5, and how much is enough, are choices of ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from ..assessment.comparison import typical_sd
from ..assessment.statistics import TYPICAL_SD
from ..averages import mean
from ..records import CheckIn, Medication, Session
from ..routines.catalogue import title_of
from ..routines.done import was_done
from ..routines.phase_goals import ACTIVE_A_DAY
from ..text.grammar import plain
from .chart import RANGE_WORDS
from .measure_display import BY_MEASURE, MeasureDisplay
from .rolling_mean import estimate
from .trends import Trends
from .weeks import monday_of

LEAST_WEEKS = 3
LEAST_OF_EACH = 5
"""Weeks with both kinds, and entries of each kind in them, below which a row says "too few"."""
BAD_SLEEP = 5
CHANCE = 0.05
"""The share of rows that stand out where nothing goes with anything, as each has a 95 % interval."""
MOST_ROWS = 8
"""Rows of a group beside the one of all: those that can be compared first, the most frequent first."""

NONE_LOGGED = "“Without” medication means: none logged on a day whose daily questions you answered at least in part."
"""An entry has no field in which to say so."""

Observation = tuple[int, bool, float]
"""One entry: the Monday of its week, whether the thing was so, and the value."""


class ComparisonRow(msgspec.Struct, frozen=True):
    """One comparison: how often with and without, in how many shared weeks, both levels, and the difference.

    The levels and the difference with its interval are `None` where there are too few.
    """

    words: str
    n_with: int
    n_without: int
    weeks: int
    level_with: float | None = None
    level_without: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def few(self) -> bool:
        """Whether there are too few entries to compare."""
        return self.difference is None

    @property
    def stands_out(self) -> bool:
        """Whether the interval leaves no difference out."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


class Group(msgspec.Struct, frozen=True):
    """Rows of one kind; `unit` is what each entry is: a check-in or a day. `note` says what the records can't tell."""

    words: str
    rows: tuple[ComparisonRow, ...]
    unit: str = "day"
    note: str = ""


def compared(groups: Iterable[Group]) -> int:
    """Return how many rows have enough entries to be compared."""
    return sum(not row.few for group in groups for row in group.rows)


def outcome_of(kind: MeasureDisplay) -> MeasureDisplay:
    """Return what is compared when this measure is chosen: itself, else leg pain."""
    return kind if kind.compared else BY_MEASURE["leg_pain"]


def comparisons(
    trends: Trends,
    kind: MeasureDisplay,
    checkins: Sequence[CheckIn],
    sessions: Iterable[Session],
    medications: Iterable[Medication],
) -> tuple[Group, ...]:
    """Return every group that has anything to compare, for the outcome `kind`."""
    values = {date.fromordinal(day): value for day, value in trends.of(kind)}
    sd = typical_sd(kind.rule) if kind.rule else TYPICAL_SD
    by_day: dict[date, list[CheckIn]] = {}
    for checkin in checkins:
        by_day.setdefault(checkin.day, []).append(checkin)
    days = _Days(values, sd)
    done = _by_name((s.day, title_of(plain(s.routine))) for s in sessions if was_done(s))
    medication_days = {medication.day for medication in medications}
    asked_daily = {day for day, of_day in by_day.items() if any(_daily(c) for c in of_day)} | medication_days
    minutes = {day: total for day, of_day in by_day.items() if (total := _active(of_day)) is not None}
    kinds = _by_name((c.day, a.kind.value) for c in checkins for a in c.activity or ())
    sleep = {c.day: c.sleep for c in checkins if c.sleep is not None}
    tagged = _by_name((c.day, tag) for c in checkins for tag in c.tags or ())
    active = {f"{ACTIVE_A_DAY}+ min active": {day for day, total in minutes.items() if total >= ACTIVE_A_DAY}}
    any_done = {"any routine": set().union(*done.values())}
    groups = [
        Group("Posture at the check-in", _postures(kind, checkins, sd), "check-in"),
        Group("Tag of the day", days.rows(tagged, {c.day for c in checkins if c.tags is not None})),
        Group("Activity of the day", days.rows(active, set(minutes)) + days.rows(kinds, set(minutes))),
        Group(
            "Night before",
            days.rows({f"sleep 0–{BAD_SLEEP} of 10": {d for d, s in sleep.items() if s <= BAD_SLEEP}}, set(sleep)),
        ),
        Group("Medication", days.rows({"any medication": medication_days}, asked_daily), note=NONE_LOGGED),
        Group("Routine done", days.rows(any_done, set(values)) + days.rows(done, set(values))),
    ]
    skipped = "Night before" if kind.measure == "sleep" else ""
    return tuple(group for group in groups if group.rows and group.words != skipped)


def compare(words: str, observations: Iterable[Observation], sd: float) -> ComparisonRow:
    """Return one row: only weeks with both kinds count."""
    weeks: dict[int, tuple[list[float], list[float]]] = {}
    n_with = n_without = 0
    for monday, so, value in observations:
        weeks.setdefault(monday, ([], []))[0 if so else 1].append(value)
        n_with, n_without = n_with + so, n_without + (not so)
    shared = {monday: both for monday, both in sorted(weeks.items()) if both[0] and both[1]}
    enough = all(sum(len(both[side]) for both in shared.values()) >= LEAST_OF_EACH for side in (0, 1))
    if len(shared) < LEAST_WEEKS or not enough:
        return ComparisonRow(words, n_with, n_without, len(shared))
    differences = tuple((monday, mean(so) - mean(not_so)) for monday, (so, not_so) in shared.items())
    difference, low, high = estimate(differences, sd)
    without = mean(mean(not_so) for _, not_so in shared.values())
    n_with, n_without = (sum(len(both[side]) for both in shared.values()) for side in (0, 1))
    return ComparisonRow(words, n_with, n_without, len(shared), without + difference, without, difference, low, high)


def to_table(groups: Iterable[Group]) -> str:
    """Return the comparisons as tab-separated text with a head."""
    rows = [
        "\t".join(
            (
                "what",
                "which",
                "with",
                "without",
                "weeks",
                "n with",
                "n without",
                "difference",
                f"{RANGE_WORDS} from",
                f"{RANGE_WORDS} to",
            )
        )
    ]
    for group in groups:
        for row in group.rows:
            levels, ends = (row.level_with, row.level_without), (row.difference, row.low, row.high)
            first, second = (["" if v is None else f"{v:.3g}" for v in values] for values in (levels, ends))
            counts = (str(row.weeks), str(row.n_with), str(row.n_without))
            rows.append("\t".join((group.words, row.words, *first, *counts, *second)))
    return "\n".join(rows) + "\n"


class _Days:
    """Comparisons by day, for one outcome."""

    def __init__(self, values: dict[date, float], sd: float) -> None:
        self._values = values
        self._sd = sd

    def rows(self, days_by_name: dict[str, set[date]], days_with_answer: set[date]) -> tuple[ComparisonRow, ...]:
        """Return a row for each name: its days against the other days on which it was answered."""
        return _most_frequent(
            compare(
                name,
                ((monday_of(d.toordinal()), d in days, v) for d, v in self._values.items() if d in days_with_answer),
                self._sd,
            )
            for name, days in days_by_name.items()
        )


def _postures(kind: MeasureDisplay, checkins: Sequence[CheckIn], sd: float) -> tuple[ComparisonRow, ...]:
    """By check-in: what the posture is now goes with what is felt now."""
    values = [
        (monday_of(c.day.toordinal()), c.posture, float(value))
        for c in checkins
        if c.posture is not None and (value := getattr(c, kind.measure)) is not None
    ]
    names = Counter(posture for _, posture, _ in values)
    return _most_frequent(compare(name, ((w, posture == name, v) for w, posture, v in values), sd) for name in names)


def _most_frequent(rows: Iterable[ComparisonRow]) -> tuple[ComparisonRow, ...]:
    return tuple(
        sorted((row for row in rows if row.n_with), key=lambda row: (row.few, -row.n_with, row.words))[:MOST_ROWS]
    )


def _by_name(pairs: Iterable[tuple[date, str]]) -> dict[str, set[date]]:
    days: dict[str, set[date]] = {}
    for day, name in pairs:
        days.setdefault(name, set()).add(day)
    return days


def _active(checkins: Iterable[CheckIn]) -> int | None:
    answers = [c.activity for c in checkins if c.activity is not None]
    return sum(a.minutes for activity in answers for a in activity) if answers else None


def _daily(checkin: CheckIn) -> bool:
    """Whether more than the quick questions were answered, so that medication could have been named."""
    answers = (checkin.frequency, checkin.spasm_count, checkin.sleep, checkin.activity, checkin.posture, checkin.tags)
    return any(answer is not None for answer in answers)
