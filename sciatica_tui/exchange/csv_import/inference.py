"""What the columns of somebody else's spreadsheet probably mean, from their header and their values.

A guess is shown before anything is taken over. What can be read in two ways, day-first against month-first, is never
guessed but asked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from ...domain.records import Side, Zone
from .cells import Values, values_of
from .mapping import Column, SheetMap
from .reader import DELIMITERS, Sheet
from .synonyms import (
    ACTIVITIES,
    MEDICATION,
    NOTES,
    POSTURES,
    QUALITIES,
    SIDES,
    TAGS,
    first_in,
    has,
    zone_in,
)
from .time_columns import find_when


class Guess(NamedTuple):
    """A mapping, the reason for each column that is left out, and the date formats where there are two."""

    mapping: SheetMap
    left_out: dict[str, str]
    dates: tuple[str, ...]


def guess(sheet: Sheet, mapping: SheetMap | None = None) -> Guess:
    """Guess what the columns of a sheet mean; those that `mapping` names stay, and its `guess` rules all others."""
    values = {title: values_of(row.cells[index] for row in sheet.rows) for index, title in enumerate(sheet.header)}
    when = mapping.when if mapping is not None else None
    dates: tuple[str, ...] = (when.date_format,) if when is not None else ()
    if when is None:
        when, dates = find_when(sheet, values)
    columns: dict[str, Column] = dict(mapping.columns) if mapping is not None else {}
    left_out: dict[str, str] = {}
    for title in sheet.header:
        if title in (when.date, when.time) or title in columns:
            continue
        prefixes = mapping.guess if mapping is not None else ("",)
        prefix = next((text for text in prefixes if title.startswith(text)), None)
        if prefix is None:
            left_out[title] = "the mapping does not name it"
            continue
        meaning = _column(title.removeprefix(prefix), values[title], scaled=bool(prefix))
        if isinstance(meaning, str):
            left_out[title] = meaning
        elif _is_taken(meaning, columns):
            left_out[title] = f"another column is {meaning.takes} already"
        else:
            times = mapping.guess[prefix] if mapping is not None else meaning.times
            columns[title] = replace(meaning, times=times)
    name = mapping.name if mapping is not None else sheet.path.name
    delimiter = sheet.delimiter if sheet.delimiter in DELIMITERS else ""
    base = mapping or SheetMap(when=when, name=name, delimiter=delimiter)
    return Guess(replace(base, columns=columns), left_out, dates)


def _is_taken(column: Column, columns: dict[str, Column]) -> bool:
    """Whether only one column can have the answer, and another has it."""
    several = ("symptom", "hurts", "activity", "posture", "tag", "note", "medication", "leg_pain", "back_pain")
    return column.takes not in several and any(existing.takes == column.takes for existing in columns.values())


def _column(title: str, values: Values, scaled: bool) -> Column | str:
    """What a column means, or why it is left out. `scaled`: its numbers are converted by a factor that is known."""
    if not values.texts:
        return "it is empty"
    for rule in (_by_name, _yes_no, _numbers, _words):
        meaning = rule(title, values, scaled)
        if meaning is not None:
            return meaning
    return "it was not understood"


Rule = Callable[[str, Values, bool], "Column | str | None"]


def _by_name(title: str, values: Values, scaled: bool) -> Column | str | None:
    """Columns that their name alone decides."""
    if has(title, ("weekday", "mood", "stress", "energy", "weather", "temperature", "step", "weight", "id")):
        return "this app keeps nothing of the kind"
    if has(title, ("flare",)) and values.yes_no:
        return Column(takes="flare")
    if has(title, ("cough", "sneeze", "coughing", "sneezing")) and values.yes_no:
        return Column(takes="cough_pain")
    if has(title, ("weak", "weakness")) and values.yes_no:
        return Column(takes="weakness_felt")
    if all(text.lower() in SIDES for text in values.texts) and not values.yes_no:
        return Column(takes="side", values=_table(values, lambda text: SIDES[text.lower()].value))
    return None


def _yes_no(title: str, values: Values, scaled: bool) -> Column | str | None:
    if scaled or not values.yes_no:
        return None
    blank: dict[str, str | bool | int | float] = {"": False} if values.marks else {}
    zone, quality, side = zone_in(title), first_in(title, QUALITIES), _side(title)
    if zone is not None and quality is not None:
        return Column(
            takes="symptom", zone=zone, quality=QUALITIES[quality], side=side, values=blank, sure=_knee(title)
        )
    if zone is not None:
        return Column(takes="hurts", zone=zone, values=blank, sure=_knee(title))
    if has(title, MEDICATION):
        return Column(takes="medication", word=title[:300], values=blank)
    posture = first_in(title, POSTURES)
    if posture is not None:
        return Column(takes="posture", word=POSTURES[posture], values=blank)
    if has(title, ("pain", "sciatica", "hurt", "leg")):
        return "yes or no is no rating of 0–10, and no zone is named"
    return Column(takes="tag", word=title[:60], values=blank)


def _numbers(title: str, values: Values, scaled: bool) -> Column | str | None:
    if not values.numeric:
        return None
    zone, quality = zone_in(title), first_in(title, QUALITIES)
    rated = values.within(0, 10)
    if has(title, ("sleep",)):
        hours = has(title, ("hour", "h", "duration", "time"))
        return (
            Column(takes="sleep", sure=has(title, ("quality",)))
            if rated and not hours
            else "this app keeps no hours of sleep"
        )
    if zone is not None and quality is not None:
        if not rated:
            return "its numbers are no rating of 0–10"
        return Column(takes="symptom", zone=zone, quality=QUALITIES[quality], side=_side(title), rated=True)
    return _tolerance(title, values) or _pain(title, values, zone, scaled) or _activity(title, values)


def _tolerance(title: str, values: Values) -> Column | None:
    limit = has(title, ("tolerance", "until", "max", "can", "able", "limit"))
    for word, path in (("sit", "sit_minutes"), ("stand", "stand_minutes"), ("walk", "walk_minutes")):
        if limit and has(title, (word, f"{word}ting", f"{word}ing")) and values.within(0, 1440):
            return Column(takes=path)
    if has(title, ("fingertip", "reach")) and values.within(0, 150):
        return Column(takes="reach_cm")
    return None


def _pain(title: str, values: Values, zone: Zone | None, scaled: bool) -> Column | str | None:
    leg = has(title, ("leg", "sciatica", "sciatic", "nerve"))
    general = has(title, ("pain", "nprs", "nrs", "vas", "intensity", "severity", "hurt", "discomfort", "ache"))
    if not (leg or general or zone is not None):
        return None
    if not scaled and not values.within(0, 100):
        return "its numbers are no rating of 0–10"
    times = 1.0 if values.within(0, 10) else 0.1
    if leg and zone in (None, Zone.THIGH, Zone.CALF):
        return Column(takes="leg_pain", times=times, sure=times == 1.0)
    if zone is Zone.BACK:
        return Column(takes="back_pain", times=times, sure=times == 1.0)
    if zone is not None:
        return Column(takes="hurts", zone=zone, times=times, rated=True, sure=_knee(title))
    return Column(takes="leg_pain", times=times, sure=False)


def _activity(title: str, values: Values) -> Column | str | None:
    kind = first_in(title, ACTIVITIES)
    if kind is None:
        return "its numbers were not understood"
    if not values.within(0, 1440):
        return "its numbers are no minutes of a day"
    return Column(takes="activity", kind=ACTIVITIES[kind], sure=has(title, ("min", "minute")))


def _words(title: str, values: Values, scaled: bool) -> Column | str | None:
    if has(title, NOTES):
        return Column(takes="note")
    if has(title, MEDICATION):
        return Column(takes="medication", split=_splitter(values))
    if all(zone_in(text) or text.lower() in ("none", "nowhere", "0") for text in values.texts):
        return Column(takes="zone", values=_table(values, lambda text: (zone_in(text) or Zone.NONE).value))
    postures = [first_in(text, POSTURES) for text in values.texts]
    if has(title, ("posture", "position")) or all(postures):
        short = all(len(text) <= 60 for text in values.texts)
        return Column(takes="posture") if short else Column(takes="note", sure=False)
    if has(title, TAGS):
        return Column(takes="tag", split=_splitter(values))
    if sum(map(len, values.texts)) / len(values.texts) > 25:
        return Column(takes="note", sure=False)
    return "its words were not understood"


def _table(values: Values, meaning: Callable[[str], str]) -> dict[str, str | bool | int | float]:
    """What each word stands for, where it is not the word itself."""
    words = {text: meaning(text) for text in dict.fromkeys(values.texts)}
    return {text: word for text, word in words.items() if text.lower() != word}


def _splitter(values: Values) -> str:
    return next((splitter for splitter in ("|", ";", ",") if any(splitter in text for text in values.texts)), "")


def _side(title: str) -> Side | None:
    key = first_in(title, SIDES)
    return SIDES[key] if key is not None else None


def _knee(title: str) -> bool:
    """Whether the zone is plain: a knee is neither thigh nor calf."""
    return not has(title, ("knee",))
