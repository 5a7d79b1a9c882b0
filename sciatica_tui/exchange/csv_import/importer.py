"""Entries from somebody else's spreadsheet, by a mapping: each row becomes a check-in, with medicines beside it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timezone
from hashlib import blake2b
from typing import Any, NamedTuple

from ...domain.days import HURTING, day_of
from ...domain.errors import BadInput
from ...domain.measures.answers import Answers, checkin_from
from ...domain.measures.catalogue import Measure, measure_at
from ...domain.measures.questions import YES_NO, Choice, Number, Scale, takes
from ...domain.progress import Progress, no_progress
from ...domain.records import CheckIn, Medication, Zone, new_id
from ...domain.text.dates import long_day
from ...domain.text.suggestions import near_miss
from ...domain.zones import furthest, level
from .datetimes import Moment, Unread, read_moment, read_time, words
from .inference import number_in
from .mapping import NOTHING, Column, SheetMap
from .reader import Row, Sheet, turn
from .synonyms import NO, UNANSWERED, YES

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Ids begin with the time since then."""

ZONES_FOR_NONE = 3
"""A sheet says that nothing hurts anywhere only where it asks about this many zones."""


class Setting(NamedTuple):
    """Where and when it is taken over: the instant, the end of the person's day, wall clock → instant."""

    now: datetime
    day_ends: time
    local: Callable[[datetime], datetime]


class Taken(NamedTuple):
    """What a sheet gives: check-ins in its order, medicines, and what is worth knowing about both."""

    checkins: tuple[CheckIn, ...]
    medications: tuple[Medication, ...]
    notices: tuple[str, ...]


def prepared(sheet: Sheet, mapping: SheetMap) -> Sheet:
    """The sheet as the mapping reads it: with one answer a row, turned. BadInput names a column that is missing."""
    needed = [mapping.when.date, *([mapping.when.time] if mapping.when.time else [])]
    rows = mapping.rows
    if rows is not None:
        extra = [*rows.name, rows.value, *([rows.note] if rows.note else [])]
        _require(sheet, [*needed, *extra])
        sheet = turn(sheet, needed, rows.name, rows.value, rows.note)
    else:
        _require(sheet, [*needed, *mapping.columns])
    return sheet


def take(sheet: Sheet, mapping: SheetMap, setting: Setting, progress: Progress = no_progress) -> Taken:
    """The entries of a prepared sheet. The same row gives the same id, so that taking it again adds nothing.

    BadInput names line and column of the first cell that can't be taken, and how many others can't.
    """
    reader = _Reader(sheet, mapping, setting)
    checkins: dict[str, CheckIn] = {}
    medications: list[Medication] = []
    empty = doubles = 0
    problems: list[str] = []
    for number, row in enumerate(sheet.rows):
        if number % 200 == 0:
            progress("Understanding rows", number, len(sheet.rows))
        try:
            entry, taken = reader.read(row)
        except BadInput as error:
            problems.append(str(error))
            continue
        if entry is None:
            empty += 1
        elif entry.id in checkins:
            doubles += 1
        else:
            checkins[entry.id] = entry
            medications += taken
    if problems:
        more = len(problems) - 1
        others = f" ({more} more {'row' if more == 1 else 'rows'} can't be taken either)" if more else ""
        raise BadInput(problems[0].removesuffix(".") + others + ".")
    return Taken(tuple(checkins.values()), tuple(medications), reader.notices(empty, doubles))


def _require(sheet: Sheet, titles: list[str]) -> None:
    for title in titles:
        if title not in sheet.header:
            hint = near_miss(title, sheet.header) or f"there are {', '.join(sheet.header[:12])}."
            raise BadInput(f"{sheet.path}, line 1: the column “{title}” is missing; {hint}")


class _Said:
    """What one row says, gathered column by column."""

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

    def worst(self, path: str, value: Any) -> None:
        """Of several columns with the same pain the worst counts."""
        before = self.answers.get(path)
        both = isinstance(before, int | float) and path in ("leg_pain", "back_pain")
        self.answers[path] = max(before, value) if both and before is not None else value


class _Reader:
    def __init__(self, sheet: Sheet, mapping: SheetMap, setting: Setting) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self.setting = setting
        self.places = {title: place for place, title in enumerate(sheet.header)}
        self.columns = [
            (self.places[title], title, column)
            for title, column in mapping.columns.items()
            if title in self.places and column.takes != NOTHING
        ]
        self.rounded = self.worked_out = False
        self.several_notes = sum(column.takes == "note" for _, _, column in self.columns) > 1

    def notices(self, empty: int, doubles: int) -> tuple[str, ...]:
        """What is worth knowing about what was read."""
        said = []
        if empty:
            rows = (
                "1 row says nothing but the date and is"
                if empty == 1
                else f"{empty} rows say nothing but the date and are"
            )
            said.append(f"{rows} left out.")
        if doubles:
            rows = (
                "1 row is the same as another and is"
                if doubles == 1
                else f"{doubles} rows are the same as others and are"
            )
            said.append(f"{rows} taken once.")
        if self.worked_out:
            said.append("The furthest zone is worked out: the furthest that hurts, where numbness is no pain.")
        if self.rounded:
            said.append("Numbers between two steps of a scale are rounded, halves up.")
        return tuple(said)

    def read(self, row: Row) -> tuple[CheckIn | None, list[Medication]]:
        """The check-in of a row, `None` where it answers nothing, and its medicines."""
        day, at = self._moment(row)
        said = _Said()
        for place, title, column in self.columns:
            try:
                self._cell(said, row.cells[place], title, column)
            except ValueError as error:
                raise BadInput(f"{self.sheet.where(row, place)}: “{_short(row.cells[place])}” {error}.") from error
        answers = self._answers(said)
        if not answers and not said.medicines:
            return None, []
        stamp = self._stamp(row, day, at)
        try:
            entry = checkin_from(answers, **stamp, day=day, at=at)
        except BadInput as error:
            raise BadInput(f"{self.sheet.path}, line {row.line}: {error}") from error
        taken = [
            Medication(
                **(stamp | {"id": self._id(row, day, at, medicine)}), day=day, at=at, product=medicine, checkin=entry.id
            )
            for medicine in dict.fromkeys(said.medicines)
        ]
        return entry, taken

    # When it was

    def _moment(self, row: Row) -> tuple[date, datetime | None]:
        when = self.mapping.when
        cell = row.cells[self.places[when.date]].strip()
        try:
            moment = read_moment(cell, when.date_format)
        except Unread:
            wanted = f"is no date like {words(when.date_format)}" if cell else "is empty; every row needs a date"
            raise BadInput(f"{self.sheet.where(row, self.places[when.date])}: “{_short(cell)}” {wanted}.") from None
        at = self._at(row, moment)
        day = day_of(at, self.setting.day_ends) if at is not None else moment.day
        if (at or self.setting.now) > self.setting.now or day > day_of(self.setting.now, self.setting.day_ends):
            raise BadInput(
                f"{self.sheet.where(row, self.places[when.date])}: “{_short(cell)}” is still to come "
                f"({long_day(day)} {day.year}); are day and month the right way round?"
            )
        return day, at

    def _at(self, row: Row, moment: Moment) -> datetime | None:
        when, wall = self.mapping.when, moment.time
        if when.time:
            cell = row.cells[self.places[when.time]].strip()
            if not cell or cell.lower() in when.vague:
                return None
            try:
                wall = read_time(cell, when.time_formats)
            except Unread:
                like = words(when.time_formats[0]) if when.time_formats else "14:05"
                raise BadInput(
                    f"{self.sheet.where(row, self.places[when.time])}: “{_short(cell)}” is no time like {like}."
                ) from None
        if wall is None:
            return None
        both = datetime.combine(moment.day, wall)
        return both.replace(tzinfo=timezone(moment.offset)) if moment.offset is not None else self.setting.local(both)

    def _stamp(self, row: Row, day: date, at: datetime | None) -> dict[str, Any]:
        now = self.setting.now
        return {"id": self._id(row, day, at), "created_at": now, "updated_at": now, "rev": 1}

    def _id(self, row: Row, day: date, at: datetime | None, beside: str = "") -> str:
        """The same for the same row, whatever the mapping makes of it."""
        said = "\x1f".join((*row.cells, beside))
        made = max(at or datetime.combine(day, time(12), tzinfo=UTC), EPOCH)
        return new_id(made, blake2b(said.encode("utf-8", "surrogatepass"), digest_size=10).digest())

    # What a cell says

    def _cell(self, said: _Said, cell: str, title: str, column: Column) -> None:
        text = cell.strip()
        meaning = _stands_for(column.values, text)
        if meaning is None and text.lower() in UNANSWERED:
            return
        match column.takes:
            case "symptom" | "hurts":
                self._feeling(said, text if meaning is None else meaning, column)
            case "note":
                said.notes.append((title, text))
            case "tag" | "posture" | "medication":
                self._words(said, text if meaning is None else meaning, column)
            case "activity":
                assert column.kind is not None
                minutes = self._whole(self._number(text if meaning is None else meaning, column))
                said.activity[column.kind] = said.activity.get(column.kind, 0) + minutes
            case path:
                said.worst(path, self._answer(measure_at(path), text if meaning is None else meaning, column))

    def _feeling(self, said: _Said, value: str | bool | float, column: Column) -> None:
        assert column.zone is not None
        strength = self._number(value, column) if column.rated else float(_yes(value))
        if column.rated and not 0 <= strength <= 10:
            raise ValueError("is no rating of 0–10")
        if column.takes == "hurts":
            said.hurting[column.zone] = max(strength, said.hurting.get(column.zone, 0))
            said.rated |= column.rated
            return
        said.feelings_asked.add(column.zone)
        if strength:
            symptom: dict[str, Any] = {"zone": column.zone.value, "quality": column.quality}
            if column.side is not None:
                symptom["side"] = column.side.value
            if column.rated:
                symptom["intensity"] = self._whole(strength)
            said.symptoms.append(symptom)

    def _words(self, said: _Said, value: str | bool | float, column: Column) -> None:
        if column.word:
            found = [column.word] if _yes(value) else []
        else:
            parts = str(value).split(column.split) if column.split else [str(value)]
            found = [" ".join(part.split()) for part in parts if part.strip()]
        longest = 300 if column.takes == "medication" else 60
        if any(len(each) > longest for each in found):
            raise ValueError(f"is longer than {longest} letters; take it as a note")
        {"tag": said.tags, "posture": said.postures, "medication": said.medicines}[column.takes].extend(found)

    def _answer(self, measure: Measure, value: str | bool | float, column: Column) -> Any:
        match measure.input:
            case Scale(low, high) | Number(low, high):
                number = self._number(value, column)
                whole = isinstance(measure.input, Scale) or (measure.input.decimals == 0 and measure.path != "reach_cm")
                number = self._whole(number) if whole else number
                if not low <= number <= high:
                    raise ValueError(f"is out of range: {measure.label.lower()} takes {takes(measure.input)}")
                return number
            case Choice(options):
                if measure.input is YES_NO:
                    return _yes(value)
                for stored, shown in options:
                    if str(value).strip().lower() in (str(stored), shown):
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

    def _answers(self, said: _Said) -> Answers:
        answers = dict(said.answers)
        if said.symptoms or said.feelings_asked:
            answers["symptoms"] = said.symptoms
        answers.update(self._worked_out(said, answers))
        if said.postures:
            answers["posture"] = said.postures[0]
            said.tags += said.postures[1:]
        if said.tags:
            answers["tags"] = list(dict.fromkeys(said.tags))
        if said.activity:
            answers["activity"] = [{"kind": kind, "minutes": minutes} for kind, minutes in said.activity.items()]
        if said.notes:
            named = [f"{title}: {text}" if self.several_notes else text for title, text in said.notes]
            answers["note"] = "\n".join(named)
        return answers

    def _worked_out(self, said: _Said, answers: Answers) -> Answers:
        """The furthest zone, and pain by zone, where the sheet says it by columns of its own."""
        found: Answers = {}
        if "zone" not in answers:
            asked = said.feelings_asked | said.hurting.keys()
            hurts = [zone for zone, strength in said.hurting.items() if strength]
            hurts += [Zone(s["zone"]) for s in said.symptoms if s["quality"] in HURTING]
            nowhere = not hurts and not said.symptoms and len(asked) >= ZONES_FOR_NONE
            zone = Zone.NONE if nowhere else furthest(hurts)
            if zone is not None:
                found["zone"] = zone.value
                self.worked_out = True
        if said.rated:
            leg = [strength for zone, strength in said.hurting.items() if level(zone) >= level(Zone.BUTTOCK)]
            if leg and "leg_pain" not in answers:
                found["leg_pain"] = self._whole(max(leg))
            if Zone.BACK in said.hurting and "back_pain" not in answers:
                found["back_pain"] = self._whole(said.hurting[Zone.BACK])
        return found


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


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= 40 else line[:39] + "…"
