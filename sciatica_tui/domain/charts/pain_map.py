"""Where it hurt, day by day and zone by zone: what the ribbon shows, so that healing is seen as moving up.

A day's shade of a zone, 0 nothing to 5 worst: that of the strongest pain there (0–10, in threes), or of the
day's pain for the furthest zone and for the back; a zone on the way to the furthest, whose pain nobody asked, is 1.
The body and the ribbon have the same one. What only tingles or is numb is no pain and has no shade; the body shows it
as that. A day on which nothing about pain in zones was answered is unknown, not free of pain.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby, pairwise

import msgspec

from ..days import DayRow, logged_days
from ..episodes import affected_side, current_episode
from ..records import CheckIn, Episode, Quality, Side, Symptom, Zone
from ..text.dates import MONTHS, long_day
from ..text.grammar import count
from ..zones import ORDER, level, zone_at
from .weeks import monday_of, week_words

ZONES = ORDER[1:]
ON_THE_WAY, MILD, MODERATE, SEVERE, WORST = range(1, 6)
FELT = -1
"""Instead of a shade: it tingles or is numb there, and doesn't hurt."""
NO_PAIN = (Quality.TINGLING, Quality.NUMB)
UNRATED = SEVERE
"""The shade of a zone or a symptom whose pain was not rated."""
BODY_PARTS = {Zone.BACK: "low back"}
Shades = tuple[int, ...]
"""A shade for each of `ZONES`, from the back outwards; none where it is unknown."""


class DayWhere(msgspec.Struct, frozen=True):
    """One day: the furthest zone where it was answered, the shades, the symptoms, and the side that was said.

    `by_zone` are the shades without the symptoms, which have a side of their own.
    """

    day: int
    zone: Zone | None
    shades: Shades
    symptoms: tuple[Symptom, ...] = ()
    by_zone: Shades = ()
    side: Side | None = None

    @property
    def on(self) -> date:
        """The day as a date."""
        return date.fromordinal(self.day)


def _number_of(day: DayWhere) -> int:
    return day.day


def shade_of(intensity: int | None) -> int:
    """Return the shade of an intensity of 0–10: mild up to 3, moderate up to 6, severe up to 9, worst for 10."""
    return UNRATED if intensity is None else min(max((intensity + 2) // 3 + 1, MILD), WORST)


def zone_shades(zone: Zone | None, leg_pain: int | None, back_pain: int | None) -> Shades:
    """Return the shades that a furthest zone and the pains make, without symptoms."""
    shades = [0] * len(ZONES)
    if zone is not None and zone is not Zone.NONE:
        far = level(zone) - 1
        shades[:far] = [ON_THE_WAY] * far
        if back_pain is not None:
            shades[0] = shade_of(back_pain)
        shades[far] = shade_of(back_pain if zone is Zone.BACK else leg_pain)
    return tuple(shades)


def where(checkins: Iterable[CheckIn]) -> tuple[DayWhere, ...]:
    """Return the days on which a zone or symptoms were answered, in order."""
    return tuple(
        _where(day.toordinal(), row)
        for day, row in logged_days(checkins).items()
        if row.zone is not None or any(c.symptoms is not None for c in row.checkins)
    )


def _where(day: int, row: DayRow) -> DayWhere:
    symptoms = tuple(symptom for checkin in row.checkins for symptom in checkin.symptoms or ())
    by_zone = zone_shades(row.zone, row.leg_pain, row.back_pain)
    shades = list(by_zone)
    for symptom in filter(is_pain, symptoms):
        index = level(symptom.zone) - 1
        shades[index] = max(shades[index], shade_of(symptom.intensity))
    unknown = row.zone is None and symptoms and not any(shades)
    side = next((c.side for c in reversed(row.checkins) if c.side is not None), None)
    return DayWhere(day, row.zone, () if unknown else tuple(shades), symptoms, by_zone, side)


def is_pain(symptom: Symptom) -> bool:
    """Tell whether it hurts, rather than tingles or is numb."""
    return symptom.quality not in NO_PAIN


def last_where(checkins: Sequence[CheckIn], on: date) -> DayWhere | None:
    """Return the last day up to `on` with an answer to the furthest zone; None without any."""
    day = max((c.day for c in checkins if c.zone is not None and c.day <= on), default=None)
    return next(iter(where(c for c in checkins if c.day == day)), None)


def usual_side(checkins: Sequence[CheckIn], episodes: Iterable[Episode]) -> Side | None:
    """Return the side that hurts on a day on which none was said: that of the episode that goes on."""
    return affected_side(current_episode(episodes), checkins)


def columns(days: Sequence[DayWhere], first: int, last: int, most: int) -> tuple[tuple[int, int, Shades | None], ...]:
    """Spread the days from `first` to `last` over at most `most` columns: first and last day, and shades."""
    total = last - first + 1
    count = min(total, most)
    bounds = [first + n * total // count for n in range(count + 1)]
    spans = []
    start = bisect_left(days, first, key=_number_of)
    for low, high in pairwise(bounds):
        end = bisect_left(days, high, start, key=_number_of)
        inside = [day for day in days[start:end] if day.shades]
        spans.append((low, high - 1, _on_half(inside)[0] if inside else None))
        start = end
    return tuple(spans)


def story(days: Sequence[DayWhere], first: int, last: int) -> tuple[str, str]:
    """Say it in words: how far down it went on half of the days or more of each week, month or year; runs together.

    `("week", "foot 1 week → calf 4 weeks → buttock 2 weeks")`; a week without an entry is left out,
    and of a single one nothing is said.
    """
    unit, parts = parts_where(days, first, last)
    runs = [(zone, len(list(run))) for zone, run in groupby(part.zone for part in parts)] if len(parts) > 1 else []
    return unit, " → ".join(f"{zone_words(zone)} {count(n, unit)}" for zone, n in runs)


class PartWhere(msgspec.Struct, frozen=True):
    """How far down it went in a week, month or year on half of its days or more; `words` name it."""

    words: str
    zone: Zone


def parts_where(days: Sequence[DayWhere], first: int, last: int) -> tuple[str, tuple[PartWhere, ...]]:
    """Return the unit that so many days are told by, and each week, month or year with an answer, in order.

    The first is told whole, also where `first` lies within it, as the drawings of the weeks tell it.
    """
    unit, start, words = next((unit, start, words) for most, unit, start, words in _UNITS if last - first < most)
    parts: dict[int, list[int]] = {}
    for day in days:
        if start(first) <= day.day <= last and day.zone is not None:
            parts.setdefault(start(day.day), []).append(level(day.zone))
    return unit, tuple(PartWhere(words(day), zone_at(_half(levels))) for day, levels in sorted(parts.items()))


def zone_words(zone: Zone) -> str:
    """Name the furthest zone: where there is none, that it hurt nowhere."""
    return "nowhere" if zone is Zone.NONE else zone.value


class WeekWhere(msgspec.Struct, frozen=True):
    """Where it hurt in one week from its Monday, on half of its days or more: shades and furthest zone, if known.

    `only_day`: the single day of it that has an answer.
    """

    monday: int
    shades: Shades
    zone: Zone | None
    only_day: int | None = None


def weeks_where(days: Sequence[DayWhere], last: int, most: int) -> tuple[WeekWhere, ...]:
    """Return the last weeks that have a day, up to that of `last`, at most so many of them, the earliest first."""
    weeks: dict[int, list[DayWhere]] = {}
    for day in days:
        if day.day <= last and day.shades:
            weeks.setdefault(monday_of(day.day), []).append(day)
    return tuple(
        WeekWhere(monday, *_on_half(of_week), of_week[0].day if len(of_week) == 1 else None)
        for monday, of_week in list(weeks.items())[-most:]
    )


def _half(values: Iterable[int]) -> int:
    """The most that was reached on half of the days or more: a single day of a week is in no figure and no words."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def _on_half(days: Sequence[DayWhere]) -> tuple[Shades, Zone | None]:
    """The shades of half of the days or more, and how far down it went on them, if known, where a pain has its colour.

    On some of them that zone may lie on the way to another: it then has the pain of what lies beyond it too.
    """
    shades = [_half(zone) for zone in zip(*(day.shades for day in days), strict=True)]
    shades_by_zone = [(level(day.zone), day.shades) for day in days if day.zone is not None]
    if not shades_by_zone:
        return tuple(shades), None
    furthest = _half(reached for reached, _ in shades_by_zone)
    if furthest and shades[furthest - 1] <= ON_THE_WAY:
        shades[furthest - 1] = _half(max(of_day[furthest - 1 :]) for _, of_day in shades_by_zone)
    return tuple(shades), zone_at(furthest)


def _month_words(day: int) -> str:
    on = date.fromordinal(day)
    return f"{MONTHS[on.month - 1][:3]} {on.year}"


_UNITS: tuple[tuple[float, str, Callable[[int], int], Callable[[int], str]], ...] = (
    (183, "week", monday_of, week_words),
    (1100, "month", lambda day: date.fromordinal(day).replace(day=1).toordinal(), _month_words),
    (
        float("inf"),
        "year",
        lambda day: date.fromordinal(day).replace(month=1, day=1).toordinal(),
        lambda day: str(date.fromordinal(day).year),
    ),
)
"""Up to how many days which unit is told by, the first day of a day's unit, and the name of the unit from there."""


def on_day(days: Sequence[DayWhere], day: int) -> DayWhere | None:
    """Return what is known of a day."""
    index = bisect_left(days, day, key=_number_of)
    return days[index] if index < len(days) and days[index].day == day else None


def day_words(days: Sequence[DayWhere], day: int) -> tuple[str, ...]:
    """Return a day in lines: its date, the furthest zone, and each symptom."""
    where_it_hurt = on_day(days, day)
    head = long_day(date.fromordinal(day))
    if where_it_hurt is None:
        return head, "nothing logged"
    if where_it_hurt.zone is None:
        zone = "furthest zone not asked"
    else:
        name = BODY_PARTS.get(where_it_hurt.zone, where_it_hurt.zone.value)
        zone = "hurts nowhere" if where_it_hurt.zone is Zone.NONE else f"down to the {name}"
    return head, zone, *dict.fromkeys(_symptom(symptom) for symptom in where_it_hurt.symptoms)


def _symptom(symptom: Symptom) -> str:
    side = "" if symptom.side is None else "both sides: " if symptom.side is Side.BOTH else f"{symptom.side.value} "
    strength = "" if symptom.intensity is None else f" {symptom.intensity}"
    return f"{side}{symptom.zone.value}, {symptom.quality.value}{strength}"
