"""What the columns of somebody else's spreadsheet probably mean, from their header and their values.

A guess is shown, with its evidence, before anything is taken over. What can be read in two ways, day-first against
month-first, is never guessed but asked. The evidence and its weights are in `evidence.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec.structs import replace

from ...domain.measures.catalogue import BY_PATH
from ...domain.measures.questions import Choice
from ...domain.records import ActivityKind, LegRaiseMethod, Quality, Side, Zone
from ...domain.zones import level
from .cells import Values
from .evidence import is_zone_text, weigh
from .mapping import NOTHING, Column, SheetMap
from .reader import DELIMITERS, Sheet
from .synonyms import Vocabulary, vocabulary_for
from .time_columns import find_when
from .titles import Title
from .weighing import FEELING, OTHER, Facts

SEVERAL = ("symptom", "hurts", "activity", "posture", "tag", "note", "medication", "leg_pain", "back_pain")
"""What several columns can say at once; of all else one column has the answer."""

SPASM_BANDS = ((0, "none"), (2, "one_or_two"), (5, "three_to_five"), (10, "six_to_ten"))

EMPTY = "it is empty"
"""Why a column is left out that loses nothing by it."""

UNNAMED = "not in the mapping"
"""Why a column is left out that a mapping does not take."""
CHOSEN = "you left it out"
"""Why a column is left out that the person was asked about."""
DECIDED = "you said so"
"""The evidence of a column that the person was asked about."""

Table = dict[str, str | bool | int | float]


class Unsure(StrEnum):
    """What becomes of a column that is asked about: `tag` keeps its words as a tag or in the note."""

    TAKE = "take"
    LEG = "leg"
    BACK = "back"
    TAG = "tag"
    SKIP = "skip"


class Guess(NamedTuple):
    """A mapping, the reason for each column that is left out, the date formats where there are two, and the evidence.

    `evidence` has the words for each column that was guessed; `language` is the one that the titles are in, empty where
    most are in none that is known. `readings` has what each column can be taken for, also one that is left out.
    """

    mapping: SheetMap
    left_out: dict[str, str]
    dates: tuple[str, ...]
    evidence: Mapping[str, str] = MappingProxyType({})
    language: str = ""
    readings: Mapping[str, Mapping[Unsure, Column]] = MappingProxyType({})

    @property
    def unsure(self) -> tuple[str, ...]:
        """The titles of the columns that may well mean something else."""
        return tuple(title for title, column in self.mapping.columns.items() if not column.sure)

    @property
    def lost(self) -> int:
        """How many columns are left out with something in them."""
        return sum(reason != EMPTY for reason in self.left_out.values())


class _Meaning(NamedTuple):
    """What a column is taken for, None where it is left out, with what says so, or why."""

    column: Column | None
    evidence: str
    is_sure: bool = True
    readings: Mapping[Unsure, Column] = MappingProxyType({})

    @property
    def takes(self) -> str:
        return NOTHING if self.column is None else self.column.takes


def guess(sheet: Sheet, mapping: SheetMap | None = None) -> Guess:
    """Guess what the columns of a sheet mean; those that `mapping` names stay, and its `guess` rules all others."""
    vocabulary = vocabulary_for(sheet.header)
    names_measure = {title: Title(title, vocabulary).names_measure for title in sheet.header}
    values = {
        title: Values((row.cells[index] for row in sheet.rows), vocabulary, is_named=names_measure[title])
        for index, title in enumerate(sheet.header)
    }
    when = mapping.when if mapping is not None else None
    dates: tuple[str, ...] = (when.date_format,) if when is not None else ()
    if when is None:
        when, dates = find_when(sheet, values)
    columns: dict[str, Column] = dict(mapping.columns) if mapping is not None else {}
    left_out: dict[str, str] = {}
    meanings: dict[str, _Meaning] = {}
    readings: dict[str, Mapping[Unsure, Column]] = {}
    marks = sum(column_values.zero_one for column_values in values.values())
    for title in sheet.header:
        if title in (when.date, when.time):
            continue
        prefixes = mapping.guess if mapping is not None else ("",)
        prefix = next((text for text in prefixes if title.startswith(text)), None)
        times = mapping.guess[prefix] or None if mapping is not None and prefix is not None else None
        beside = marks - values[title].zero_one
        meaning = _meaning(title.removeprefix(prefix or ""), values[title], vocabulary, beside, times)
        readings[title] = meaning.readings
        if title in columns:
            readings[title] = meaning.readings if columns[title].takes == NOTHING else _kept(title, columns[title])
        elif prefix is None:
            left_out[title] = UNNAMED
        elif meaning.column is None:
            left_out[title] = meaning.evidence
        else:
            meanings[title] = meaning
    rivals = _rivals(meanings, columns)
    left_out |= rivals
    for title in rivals:
        readings[title] = {choice: column for choice, column in readings[title].items() if choice is not Unsure.TAKE}
    order = [title for title in sheet.header if title in meanings and title not in left_out]
    columns |= {title: column for title in order if (column := meanings[title].column) is not None}
    name = mapping.name if mapping is not None else sheet.path.name
    delimiter = sheet.delimiter if sheet.delimiter in DELIMITERS else ""
    base = mapping or SheetMap(when=when, name=name, delimiter=delimiter)
    evidence = {title: meanings[title].evidence for title in order}
    in_order = {title: left_out[title] for title in sheet.header if title in left_out}
    foreign = sum(Title(title, vocabulary).is_foreign for title in sheet.header)
    language = vocabulary.name if foreign * 2 < len(sheet.header) else ""
    return Guess(replace(base, columns=columns), in_order, dates, evidence, language, readings)


def decided(guess: Guess, title: str, choice: Unsure) -> Guess:
    """Return the guess with what is to become of a column."""
    columns = {name: column for name, column in guess.mapping.columns.items() if name != title}
    left_out = {name: reason for name, reason in guess.left_out.items() if name != title}
    if choice is Unsure.SKIP:
        left_out[title] = CHOSEN
    else:
        columns[title] = replace(guess.readings[title][choice], sure=True)
    mapping = replace(guess.mapping, columns=columns)
    return guess._replace(mapping=mapping, left_out=left_out, evidence={**guess.evidence, title: DECIDED})


def _kept(title: str, column: Column) -> Mapping[Unsure, Column]:
    """What a column can be taken for that a mapping names: that, or its words."""
    return {Unsure.TAKE: column, Unsure.TAG: _as_words(title, column)}


def _as_words(title: str, column: Column) -> Column:
    """A column of marks as a tag, any other in the note, after its title."""
    is_marks = column.takes in ("symptom", "hurts", "tag", "flare", "cough_pain", "weakness_felt") and not column.rated
    if is_marks and not column.split:
        return Column(takes=OTHER, word=title[:60], values=column.values)
    return Column(takes="note", word=title[:60])


def _rivals(meanings: Mapping[str, _Meaning], columns: Mapping[str, Column]) -> dict[str, str]:
    """Name the columns that another has the answer of already: the sure one stays, else the first."""
    owners = {column.takes: title for title, column in columns.items()}
    left_out = {}
    for title, meaning in sorted(meanings.items(), key=lambda item: not item[1].is_sure):
        takes = meaning.takes
        owner = owners.setdefault(takes, title)
        if takes not in SEVERAL and owner != title:
            left_out[title] = f"“{owner}” already answers the same"
    return left_out


def _meaning(text: str, values: Values, vocabulary: Vocabulary, marks_beside: int, times: float | None) -> _Meaning:
    """What a column means, or why it is left out. `times` is the factor of its numbers where that is known."""
    if not values.texts:
        return _Meaning(None, EMPTY)
    title = Title(text, vocabulary, _cell_units(values))
    if times is not None:
        values = _scaled(values, times)
    facts = Facts(title, values, marks_beside)
    verdict = weigh(facts)
    column = _column(text, facts, verdict.meaning, times)
    reasons, doubts = ", ".join(verdict.reasons), "" if verdict.sure else ", ".join(verdict.doubts)
    if column is None:
        words = Column(takes=OTHER if facts.marks else "note", values=_yes_no(facts))
        is_open = not verdict.reasons and not verdict.doubts
        readings = {**(_pains(facts, times) if is_open else {}), Unsure.TAG: _as_words(text, words)}
        why = ", ".join(verdict.reasons or verdict.doubts[:1]) or _not_understood(facts)
        return _Meaning(None, why, readings=readings)
    is_open = verdict.meaning == "pain" and not verdict.sure
    pains = {choice: pain for choice, pain in _pains(facts, times).items() if is_open and pain.takes != column.takes}
    readings = {Unsure.TAKE: column, **pains, Unsure.TAG: _as_words(text, column)}
    evidence = ", but ".join(filter(None, (reasons, doubts)))
    return _Meaning(replace(column, sure=verdict.sure), evidence, verdict.sure, readings)


def _pains(facts: Facts, times: float | None) -> dict[Unsure, Column]:
    """Numbers as a rating of pain in leg or back, where they can be one and the title names no part of the body."""
    if not facts.numbers or facts.title.parts or (times or facts.title.scale or facts.values.scale) is None:
        return {}
    scale = _scale(facts, times)
    return {Unsure.LEG: Column(takes="leg_pain", **scale), Unsure.BACK: Column(takes="back_pain", **scale)}


def _not_understood(facts: Facts) -> str:
    return f"its {'numbers' if facts.values.numeric else 'words'} were not understood"


def _cell_units(values: Values) -> list[str]:
    """The unit that stands behind most numbers: `25 min`."""
    suffixes = Counter(re.sub(r"^[<>~≈\d.,\s+-]+", "", text) for text in values.texts if text[-1:].isalpha())
    if not suffixes or not values.numeric:
        return []
    suffix, count = suffixes.most_common(1)[0]
    return values.vocabulary.read(suffix).keys("units") if count * 2 > len(values.texts) else []


def _scaled(values: Values, times: float) -> Values:
    """The values as they are once their numbers are multiplied, for a scale that a mapping knows."""
    scaled = Values((), values.vocabulary, is_named=values.is_named)
    scaled.texts = tuple(f"{number * times:g}" for number in values.numbers) if values.numeric else values.texts
    return scaled


def _column(name: str, facts: Facts, meaning: str, times: float | None) -> Column | None:
    """The column of a mapping for a meaning; None where it can't be kept."""
    title, values = facts.title, facts.values
    side = Side(title.side) if title.side else None
    match meaning:
        case "pain":
            return _pain(facts, side, times)
        case "symptom":
            zone = max(title.zones, key=level)
            scale = _scale(facts, times) if facts.numbers else {}
            quality = Quality(title.feelings[0])
            return Column(
                takes=FEELING,
                zone=zone,
                quality=quality,
                side=side,
                rated=facts.numbers,
                values=_yes_no(facts),
                **scale,
            )
        case "tag":
            if facts.marks or "elsewhere" in title.parts:
                return Column(takes=OTHER, word=name[:60], values=_yes_no(facts))
            return None
        case "nothing":
            return None
        case "note":
            return Column(takes="note")
        case "tags":
            return Column(takes=OTHER, split=_splitter(values), values=_nothing(values))
        case "medication":
            if facts.marks or values.numeric:
                return Column(takes="medication", word=name[:300], values=_yes_no(facts))
            return Column(takes="medication", split=_splitter(values), values=_nothing(values))
        case "posture":
            if facts.marks:
                return Column(takes="posture", word=title.keys("postures")[0], values=_yes_no(facts))
            return Column(takes="posture")
        case "activity":
            return Column(takes="activity", kind=ActivityKind(title.keys("activities")[0]), times=_to_minutes(title))
        case "zone":
            return Column(takes="zone", values=_zones(values))
        case "side":
            return Column(takes="side", values=_sides(values))
    return _measure(meaning, facts, side, times)


def _pain(facts: Facts, side: Side | None, times: float | None) -> Column:
    title = facts.title
    zone = max(title.zones, key=level, default=None)
    if facts.marks:
        return Column(takes="hurts", zone=zone, side=side, values=_yes_no(facts))
    scale = _scale(facts, times)
    values: Table = _nothing(facts.values, 0)
    if zone is Zone.BACK and not title.legs:
        return Column(takes="back_pain", values=values, **scale)
    if zone is None or zone is Zone.BACK or title.legs:
        return Column(takes="leg_pain", side=side, values=values, **scale)
    return Column(takes="hurts", zone=zone, side=side, rated=True, values=values, **scale)


def _measure(path: str, facts: Facts, side: Side | None, times: float | None) -> Column:
    title, values = facts.title, facts.values
    match path:
        case "weakness_felt" | "flare" | "cough_pain":
            return Column(takes=path, values=_yes_no(facts))
        case "leg_raise":
            method = LegRaiseMethod.SEATED if title.has("seated") else LegRaiseMethod.LYING
            return Column(takes=f"leg_raise.{side}_degrees", method=method)
        case "heel_rises":
            return Column(takes=f"heel_rises.{side}")
        case "spasm_count":
            return Column(takes=path, values={text: _spasm_band(text, values) for text in dict.fromkeys(values.texts)})
        case "sit_minutes" | "stand_minutes" | "walk_minutes":
            return Column(takes=path, times=_to_minutes(title))
        case "spasm_severity" | "sleep":
            return Column(takes=path, **_scale(facts, times))
        case "frequency":
            question = BY_PATH[path].input
            assert isinstance(question, Choice)
            return Column(takes=path)
    return Column(takes=path)


def _scale(facts: Facts, times: float | None) -> dict[str, Any]:
    """What makes 0–10 of the numbers, by the scale of the title, else by their size."""
    if times is not None:
        return {"times": times}
    low, high = facts.title.scale or facts.values.scale or (0, 10)
    factor = round(10 / (high - low), 6)
    return {"times": factor, "plus": -round(low * factor, 6)} if low else {"times": factor}


def _to_minutes(title: Title) -> float:
    return 60.0 if "hours" in title.units and "minutes" not in title.units else 1.0


def _yes_no(facts: Facts) -> Table:
    """What stands for yes and no in another language, and a blank where nothing but yes is marked."""
    values = facts.values
    if not facts.marks:
        return {}
    table: Table = {"": False} if values.only_yes else {}
    english = ("yes", "no", "1", "0", "true", "false", "x", "y", "n")
    foreign = [text for text in dict.fromkeys(values.texts) if text.lower() not in english]
    return table | {text: values.is_yes(text) for text in foreign if values.is_yes(text) or values.is_no(text)}


def _nothing(values: Values, number: int | None = None) -> Table:
    """What stands for none in another language: no medicine, no tag, a rating of 0."""
    english = ("none", "no", "nothing", "nil")
    texts = [text for text in dict.fromkeys(values.texts) if values.is_nothing(text) and text.lower() not in english]
    return dict.fromkeys(texts, False if number is None else number)


def _zones(values: Values) -> Table:
    """What each cell stands for that is not the zone's own name: with its side, or that alone of a leg."""
    table: Table = {}
    for text in dict.fromkeys(values.texts):
        if not is_zone_text(values, text):
            continue
        reading = values.vocabulary.read(text)
        zones = [Zone(part) for part in reading.keys("parts") if part in tuple(Zone)]
        if values.is_nothing(text) or text == "0":
            zones = [Zone.NONE]
        zone = [max(zones, key=level).value] if zones else []
        meaning = " ".join((*zone, *reading.keys("sides")))
        if meaning != text.lower():
            table[text] = meaning
    return table


def _sides(values: Values) -> Table:
    table: Table = {}
    for text in dict.fromkeys(values.texts):
        sides = values.vocabulary.read(text).keys("sides")
        if sides and text.lower() != sides[0]:
            table[text] = sides[0] if len(sides) == 1 else Side.BOTH.value
    return table


def _spasm_band(text: str, values: Values) -> str:
    number = Values([text], values.vocabulary).numbers
    return next((band for top, band in SPASM_BANDS if number and number[0] <= top), "more")


def _splitter(values: Values) -> str:
    return next((splitter for splitter in ("|", ";", ",") if any(splitter in text for text in values.texts)), "")
