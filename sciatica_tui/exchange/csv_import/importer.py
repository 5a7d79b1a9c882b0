"""Entries from somebody else's spreadsheet, by a mapping: each row becomes a check-in, with medicines beside it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, time
from hashlib import blake2b
from typing import Any, NamedTuple

from ...domain.days import HURTING
from ...domain.errors import BadInput
from ...domain.measures.answers import Answers, checkin_from
from ...domain.measures.catalogue import Measure, measure_at
from ...domain.measures.questions import YES_NO, Choice, Number, Scale, takes
from ...domain.progress import Progress, no_progress
from ...domain.records import CheckIn, Medication, Zone, new_id
from ...domain.text.suggestions import near_miss
from ...domain.zones import furthest, level
from .cells import number_in
from .datetimes import Moment
from .mapping import NOTHING, Column, SheetMap
from .reader import Row, Sheet, shortened, turn
from .row_times import RowTimes
from .setting import Setting
from .synonyms import NO, UNANSWERED, YES

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Ids begin with the time since then."""

ZONES_FOR_NONE = 3
"""A sheet says that nothing hurts anywhere only where it asks about this many zones."""


NAMED = 5
"""Cells named of those that can't be read."""


class SheetRecords(NamedTuple):
    """The check-ins of a sheet in its order, its medicines, and sentences for the person about both."""

    checkins: tuple[CheckIn, ...]
    medications: tuple[Medication, ...]
    notices: tuple[str, ...]


def prepare(sheet: Sheet, mapping: SheetMap) -> Sheet:
    """Give a sheet with one answer a row a column for each. Raises BadInput naming a column that is missing."""
    when_titles = [mapping.when.date, *([mapping.when.time] if mapping.when.time else [])]
    rows = mapping.rows
    if rows is not None:
        answer_titles = [*rows.name, rows.value, *([rows.note] if rows.note else [])]
        _require(sheet, [*when_titles, *answer_titles])
        sheet = turn(sheet, when_titles, rows.name, rows.value, rows.note)
    else:
        _require(sheet, [*when_titles, *mapping.columns])
    return sheet


def take(sheet: Sheet, mapping: SheetMap, setting: Setting, progress: Progress = no_progress) -> SheetRecords:
    """Make the entries of a prepared sheet.

    The id of an entry comes from the source, its day and time, and its place among rows of the same, so that a grown or
    corrected copy of the sheet gives the same ids.

    A time that can't be read is unknown, and a row whose date can't be is left out; `notices` names them. Raises
    BadInput with line and column of the first other cell that can't be read, and the number of other such rows.
    """
    reader = _Reader(sheet, mapping, setting)
    checkins: dict[str, CheckIn] = {}
    medications: list[Medication] = []
    taken: set[tuple[str, ...]] = set()
    empty = doubles = 0
    problems: list[str] = []
    for number, row in enumerate(sheet.rows):
        if number % 200 == 0:
            progress("Understanding rows", number, len(sheet.rows))
        if row.cells in taken:
            doubles += 1
            continue
        try:
            entry, medicines = reader.read(row)
        except BadInput as error:
            problems.append(str(error))
            continue
        if entry is None:
            empty += 1
        else:
            taken.add(row.cells)
            checkins[entry.id] = entry
            medications += medicines
    undated = reader.times.undated
    if len(undated) > len(sheet.rows) / 2:
        problems[:0] = undated
    if problems:
        further = len(problems) - 1
        count_words = f" ({further} more {'row' if further == 1 else 'rows'} can't be taken either)" if further else ""
        raise BadInput(problems[0].removesuffix(".") + count_words + ".")
    return SheetRecords(tuple(checkins.values()), tuple(medications), reader.notices(empty - len(undated), doubles))


def _require(sheet: Sheet, titles: list[str]) -> None:
    for title in titles:
        if title not in sheet.header:
            hint = near_miss(title, sheet.header) or f"there are {', '.join(sheet.header[:12])}."
            raise BadInput(f"{sheet.path}, line 1: the column “{title}” is missing; {hint}")


class _RowAnswers:
    """The answers of one row, gathered column by column."""

    def __init__(self) -> None:
        self.answers: Answers = {}
        self.symptoms: list[dict[str, Any]] = []
        self.feelings_asked: set[Zone] = set()
        self.hurting: dict[Zone, float] = {}
        self.tags: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.postures: list[str] = []
        self.activity: dict[str, int] = {}
        self.medicines: list[str] = []
        self.rated = False

    def set_worst(self, path: str, value: Any) -> None:
        """Set an answer; of several columns with the same pain the worst counts."""
        before = self.answers.get(path)
        both = isinstance(before, int | float) and path in ("leg_pain", "back_pain")
        self.answers[path] = max(before, value) if both and before is not None else value


class _Reader:
    def __init__(self, sheet: Sheet, mapping: SheetMap, setting: Setting) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self.setting = setting
        self.indexes = {title: index for index, title in enumerate(sheet.header)}
        self.columns = [
            (self.indexes[title], title, column)
            for title, column in mapping.columns.items()
            if title in self.indexes and column.takes != NOTHING
        ]
        self.times = RowTimes(sheet, mapping.when, setting)
        self.rounded = self.worked_out = False
        self.places: Counter[str] = Counter()
        self.several_notes = sum(column.takes == "note" for _, _, column in self.columns) > 1

    def notices(self, empty: int, doubles: int) -> tuple[str, ...]:
        """Say which rows were left out, and what was worked out or rounded."""
        odd = [f"{problem}; the row is left out." for problem in self.times.undated]
        odd += [f"{problem}; the entry has none." for problem in self.times.untimed]
        sentences = odd[:NAMED]
        if len(odd) > NAMED:
            sentences.append(f"{len(odd) - NAMED} more cells with a date or a time can't be read either.")
        if empty:
            rows = (
                "1 row says nothing but the date and is"
                if empty == 1
                else f"{empty} rows say nothing but the date and are"
            )
            sentences.append(f"{rows} left out.")
        if doubles:
            rows = (
                "1 row is the same as another and is"
                if doubles == 1
                else f"{doubles} rows are the same as others and are"
            )
            sentences.append(f"{rows} taken once.")
        if self.worked_out:
            sentences.append("The furthest zone is worked out: the furthest that hurts, where numbness is no pain.")
        if self.rounded:
            sentences.append("Numbers between two steps of a scale are rounded, halves up.")
        return tuple(sentences)

    def read(self, row: Row) -> tuple[CheckIn | None, list[Medication]]:
        """Make the check-in of a row, `None` where it answers nothing, and its medicines."""
        row_time = self.times.read(row)
        if row_time is None:
            return None, []
        moment, day, at = row_time
        row_answers = _RowAnswers()
        for index, title, column in self.columns:
            try:
                self._cell(row_answers, row.cells[index], title, column)
            except ValueError as error:
                raise BadInput(f"{self.sheet.where(row, index)}: “{shortened(row.cells[index])}” {error}.") from error
        answers = self._answers(row_answers)
        if not answers and not row_answers.medicines:
            return None, []
        identity = self._identity(moment)
        now = self.setting.now
        stamp: dict[str, Any] = {"id": _id(moment, identity), "created_at": now, "updated_at": now, "rev": 1}
        try:
            entry = checkin_from(answers, **stamp, day=day, at=at)
        except BadInput as error:
            raise BadInput(f"{self.sheet.path}, line {row.line}: {error}") from error
        medications = [
            Medication(
                **(stamp | {"id": _id(moment, f"{identity}\x1f{medicine}")}),
                day=day,
                at=at,
                product=medicine,
                checkin=entry.id,
            )
            for medicine in dict.fromkeys(row_answers.medicines)
        ]
        return entry, medications

    def _identity(self, moment: Moment) -> str:
        """What an entry is known by, whatever else its row says."""
        at = f"{moment.day} {moment.time or ''}"
        self.places[at] += 1
        return "\x1f".join((self.setting.source, at, str(self.places[at])))

    # What a cell says

    def _cell(self, row_answers: _RowAnswers, cell: str, title: str, column: Column) -> None:
        text = cell.strip()
        meaning = _stands_for(column.values, text)
        if meaning is None and text.lower() in UNANSWERED:
            return
        value = text if meaning is None else meaning
        match column.takes:
            case "symptom" | "hurts":
                self._feeling(row_answers, value, column)
            case "note":
                row_answers.notes.append((title, text))
            case "tag" | "posture" | "medication":
                self._words(row_answers, value, column)
            case "activity":
                assert column.kind is not None
                minutes = self._whole(self._number(value, column))
                row_answers.activity[column.kind] = row_answers.activity.get(column.kind, 0) + minutes
            case path:
                row_answers.set_worst(path, self._answer(measure_at(path), value, column))

    def _feeling(self, row_answers: _RowAnswers, value: str | bool | float, column: Column) -> None:
        assert column.zone is not None
        strength = self._number(value, column) if column.rated else float(_yes(value))
        if column.rated and not 0 <= strength <= 10:
            raise ValueError("is no rating of 0–10")
        if column.takes == "hurts":
            row_answers.hurting[column.zone] = max(strength, row_answers.hurting.get(column.zone, 0))
            row_answers.rated |= column.rated
            return
        row_answers.feelings_asked.add(column.zone)
        if strength:
            symptom: dict[str, Any] = {"zone": column.zone.value, "quality": column.quality}
            if column.side is not None:
                symptom["side"] = column.side.value
            if column.rated:
                symptom["intensity"] = self._whole(strength)
            row_answers.symptoms.append(symptom)

    def _words(self, row_answers: _RowAnswers, value: str | bool | float, column: Column) -> None:
        if column.word:
            texts = [column.word] if _yes(value) else []
        else:
            parts = str(value).split(column.split) if column.split else [str(value)]
            texts = [" ".join(part.split()) for part in parts if part.strip()]
        longest = 300 if column.takes == "medication" else 60
        if any(len(text) > longest for text in texts):
            raise ValueError(f"is longer than {longest} letters; take it as a note")
        lists = {"tag": row_answers.tags, "posture": row_answers.postures, "medication": row_answers.medicines}
        lists[column.takes].extend(texts)

    def _answer(self, measure: Measure, value: str | bool | float, column: Column) -> Any:
        match measure.input:
            case Scale(low, high) | Number(low, high):
                number = self._number(value, column)
                if isinstance(measure.input, Scale) or (measure.input.decimals == 0 and measure.path != "reach_cm"):
                    number = self._whole(number)
                if not low <= number <= high:
                    raise ValueError(f"is out of range: {measure.label.lower()} takes {takes(measure.input)}")
                return number
            case Choice(options):
                if measure.input is YES_NO:
                    return _yes(value)
                for stored, option_words in options:
                    if str(value).strip().lower() in (str(stored), option_words):
                        return stored
                raise ValueError(f"is not understood: {measure.label.lower()} takes {takes(measure.input)}")
        raise ValueError(f"can't be taken: {measure.label.lower()} takes {takes(measure.input)}")

    def _number(self, value: str | bool | float, column: Column) -> float:
        number = number_in(value) if isinstance(value, str) else float(value)
        if number is None:
            raise ValueError("is no number")
        return number * column.times + column.plus

    def _whole(self, number: float) -> int:
        nearest = math.floor(round(number, 6) + 0.5)
        self.rounded |= abs(nearest - number) > 1e-6
        return nearest

    # What a row says altogether

    def _answers(self, row_answers: _RowAnswers) -> Answers:
        answers = dict(row_answers.answers)
        if row_answers.symptoms or row_answers.feelings_asked:
            answers["symptoms"] = row_answers.symptoms
        answers.update(self._worked_out(row_answers, answers))
        if row_answers.postures:
            answers["posture"] = row_answers.postures[0]
            row_answers.tags += row_answers.postures[1:]
        if row_answers.tags:
            answers["tags"] = list(dict.fromkeys(row_answers.tags))
        if row_answers.activity:
            answers["activity"] = [{"kind": kind, "minutes": minutes} for kind, minutes in row_answers.activity.items()]
        if row_answers.notes:
            notes = [f"{title}: {text}" if self.several_notes else text for title, text in row_answers.notes]
            answers["note"] = "\n".join(notes)
        return answers

    def _worked_out(self, row_answers: _RowAnswers, answers: Answers) -> Answers:
        """The furthest zone, and pain by zone, where the sheet says it by columns of its own."""
        deduced: Answers = {}
        if "zone" not in answers:
            zones = row_answers.feelings_asked | row_answers.hurting.keys()
            hurts = [zone for zone, strength in row_answers.hurting.items() if strength]
            hurts += [Zone(s["zone"]) for s in row_answers.symptoms if s["quality"] in HURTING]
            nowhere = not hurts and not row_answers.symptoms and len(zones) >= ZONES_FOR_NONE
            zone = Zone.NONE if nowhere else furthest(hurts)
            if zone is not None:
                deduced["zone"] = zone.value
                self.worked_out = True
        if row_answers.rated:
            leg = [strength for zone, strength in row_answers.hurting.items() if level(zone) >= level(Zone.BUTTOCK)]
            if leg and "leg_pain" not in answers:
                deduced["leg_pain"] = self._whole(max(leg))
            if Zone.BACK in row_answers.hurting and "back_pain" not in answers:
                deduced["back_pain"] = self._whole(row_answers.hurting[Zone.BACK])
        return deduced


def _id(moment: Moment, identity: str) -> str:
    at = datetime.combine(moment.day, moment.time or time(12), tzinfo=UTC)
    return new_id(max(at, EPOCH), blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=10).digest())


def _stands_for(table: Mapping[str, str | bool | int | float], text: str) -> str | bool | float | None:
    """What the table says the text means, whatever its case; `None` where it says nothing."""
    if not table:
        return None
    if text in table:
        return table[text]
    return next((value for key, value in table.items() if key.lower() == text.lower()), None)


def _yes(value: str | bool | float) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    number = number_in(word)
    if number is None:
        raise ValueError("is neither yes nor no")
    return number > 0
