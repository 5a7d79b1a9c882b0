"""Check-ins as a spreadsheet: one row an entry, columns named as in FORMAT.md, with their units.

A list stands in one cell, its parts after each other with `; ` between; `none` is asked, and none. A text that a
spreadsheet would run as a formula has an apostrophe before it, which importing takes away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Any, NamedTuple

from ..domain.errors import BadInput
from ..domain.measures.answers import STAMP, Answers, answers_of, checkin_from
from ..domain.measures.catalogue import MEASURES, answer_paths, measure_at
from ..domain.measures.questions import YES_NO, Choice, Number, Scale, Special
from ..domain.progress import Progress, no_progress
from ..domain.records import CheckIn
from .csv_import.datetimes import ISO, Unread, date_formats, read_moment, words
from .csv_import.reader import Sheet
from .csv_import.rows import Row

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""

NONE = "none"


class ExportColumn(NamedTuple):
    """A column: the path of its answer, the unit after its name, and how to write and read a cell of it."""

    path: str
    unit: str
    write_cell: Callable[[Any], str]
    read_cell: Callable[[str], Any]

    @property
    def title(self) -> str:
        """Its name in the header: `leg_pain (0-10)`."""
        return f"{self.path} ({self.unit})" if self.unit else self.path


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """Take away the apostrophe that `guarded` put there."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def _joined(parts: Iterable[str]) -> str:
    escaped = [part.replace("\\", "\\\\").replace(";", "\\;") for part in parts]
    text = "; ".join(escaped) or NONE
    return guarded(f"\\{text}" if escaped == [NONE] else text)


def _parts(cell: str) -> list[str]:
    text = unguarded(cell)
    if text.strip() == NONE:
        return []
    parts = re.findall(r"(?:\\.|[^\\;]|\\$)+", text, re.DOTALL)
    return [
        re.sub(r"\\(.)", r"\1", part.removeprefix(" " if number else ""), flags=re.DOTALL)
        for number, part in enumerate(parts)
    ]


def _number(cell: str) -> float | int:
    text = cell.strip().replace(",", ".").replace("−", "-")
    if re.fullmatch(r"[+-]?\d{1,9}", text):
        return int(text)
    if re.fullmatch(r"[+-]?\d{1,9}(\.\d{1,20})?([eE][+-]?\d{1,2})?", text):
        value = float(text)
        return int(value) if value.is_integer() else value
    raise ValueError("is not a number")


def _yes_no(cell: str) -> bool:
    words = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    try:
        return words[cell.strip().lower()]
    except KeyError:
        raise ValueError("is not yes or no") from None


def _symptoms(cell: str) -> list[dict[str, Any]]:
    symptoms = []
    for part in _parts(cell):
        words = part.split()
        symptom: dict[str, Any] = dict(zip(("zone", "quality"), words, strict=False))
        if len(words) < 2:
            raise ValueError(f"has “{part}”, which is not a zone and a feeling")
        for word in words[2:]:
            symptom["intensity" if word.isdigit() else "side"] = int(word) if word.isdigit() else word
        symptoms.append(symptom)
    return symptoms


def _symptom_words(symptoms: list[dict[str, Any]]) -> str:
    order = ("zone", "quality", "side", "intensity")
    return _joined(" ".join(str(symptom[name]) for name in order if name in symptom) for symptom in symptoms)


def _pairs(
    first: str, second: str
) -> tuple[Callable[[list[dict[str, Any]]], str], Callable[[str], list[dict[str, Any]]]]:
    """A list of a name with a number: `walk 20; swim 25`."""

    def write(items: list[dict[str, Any]]) -> str:
        return _joined(f"{item[first]} {item[second]}" for item in items)

    def read(cell: str) -> list[dict[str, Any]]:
        items = []
        for part in _parts(cell):
            name, _, value = part.rpartition(" ")
            if not name:
                raise ValueError(f"has “{part}”, which is not a name and a number")
            items.append({first: name, second: _number(value)})
        return items

    return write, read


def _text(cell: str) -> str:
    return unguarded(cell)


def _word(cell: str) -> str:
    return cell.strip()


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _number_text(value: float) -> str:
    return repr(value).removesuffix(".0")


_LISTS: dict[str, tuple[str, Callable[[Any], str], Callable[[str], Any]]] = {
    "symptoms": ("zone feeling side 0-10", _symptom_words, _symptoms),
    "activity": ("kind minutes", *_pairs("kind", "minutes")),
    "abilities": ("name 0-10", *_pairs("name", "score")),
    "tags": ("", _joined, _parts),
    "posture": ("", guarded, _text),
    "text": ("", guarded, _text),
}
"""What a special input takes → the unit of its column, and how a cell of it is written and read."""


def _column(path: str) -> ExportColumn:
    """The column of an answer, as its question has it; the unit says what the name of the field does not."""
    question = measure_at(path).input
    match question:
        case Special(takes):
            return ExportColumn(path, *_LISTS[takes])
        case Choice():
            return (
                ExportColumn(path, "yes/no", _yes, _yes_no)
                if question is YES_NO
                else ExportColumn(path, "", str, _word)
            )
        case Scale(low, high):
            return ExportColumn(path, f"{low}-{high}" if low >= 0 else f"{low} to {high}", _number_text, _number)
        case Number(low, high, unit):
            return ExportColumn(path, f"{low}-{high}" if unit == "times" else "", _number_text, _number)


_FIELDS = CheckIn.__struct_fields__
_PATHS = sorted(
    (path for measure in MEASURES for path in answer_paths(measure) if path.partition(".")[0] in _FIELDS),
    key=lambda path: _FIELDS.index(path.partition(".")[0]),
)
"""The paths of all answers in the order of the record; medication is a record of its own and not among them."""

COLUMNS: tuple[ExportColumn, ...] = (
    *map(_column, _PATHS),
    *(ExportColumn(f"heel_rises.{side}_first", "", _number_text, _number) for side in ("left", "right")),
    ExportColumn("red_flags", "", _joined, _parts),
)

_BY_PATH = {column.path: column for column in COLUMNS}


class Dialect(NamedTuple):
    """How a spreadsheet program writes a CSV: between cells, in numbers, and days as in Python's strftime."""

    delimiter: str = ","
    decimal: str = "."
    day: str = "%Y-%m-%d"


DIALECTS = {"excel": Dialect(), "excel-de": Dialect(";", ",", "%d.%m.%Y")}
"""What Excel and LibreOffice open without a question: in English, and in German and most of Europe."""


def write_csv(
    checkins: Iterable[CheckIn], progress: Progress = no_progress, dialect: Dialect = DIALECTS["excel"]
) -> bytes:
    """Write check-ins as CSV in UTF-8, in the order of their ids."""
    entries = sorted(checkins, key=lambda entry: entry.id)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", delimiter=dialect.delimiter)
    writer.writerow([*STAMP, *(column.title for column in COLUMNS)])
    for number, entry in enumerate(entries):
        if number % 500 == 0:
            progress("Writing", number, len(entries))
        answers = answers_of(entry)
        cells = [_cell(column, answers[column.path], dialect) if column.path in answers else "" for column in COLUMNS]
        writer.writerow([*_stamp(entry, dialect), *cells])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _cell(column: ExportColumn, value: Any, dialect: Dialect) -> str:
    cell = column.write_cell(value)
    return cell.replace(".", dialect.decimal) if column.write_cell is _number_text else cell


def is_own(sheet: Sheet) -> bool:
    """Whether the sheet is one that `write_csv` wrote, perhaps edited since."""
    return {"id", "day", "updated_at"} <= set(map(_name, sheet.header))


def read_csv(sheet: Sheet, progress: Progress = no_progress) -> tuple[CheckIn, ...]:
    """Read the check-ins of an exported sheet, also as a spreadsheet program writes its days and numbers.

    Raises BadInput with line and column of the first cell that is wrong.
    """
    sheet.refuse_broken()
    names = [_name(title) for title in sheet.header]
    for number, name in enumerate(names):
        if name not in STAMP and name not in _BY_PATH:
            raise BadInput(
                f"{sheet.path}, line 1: this version does not know the column “{name}”; "
                "remove it, or update sciatica-tui."
            )
        if name in names[:number]:
            raise BadInput(f"{sheet.path}, line 1: the column {name} is there twice.")
    for name in STAMP:
        if name not in names:
            raise BadInput(f"{sheet.path}, line 1: the column {name} is missing.")
    day_format = _day_format(sheet, names)
    entries: list[CheckIn] = []
    lines: dict[str, int] = {}
    for number, row in enumerate(sheet.rows):
        if number % 500 == 0:
            progress("Checking", number, len(sheet.rows))
        entry = _entry(sheet, names, row, day_format)
        if entry.id in lines:
            raise BadInput(f"{sheet.path}, line {row.line}: the id {entry.id} is already in line {lines[entry.id]}.")
        lines[entry.id] = row.line
        entries.append(entry)
    return tuple(entries)


def _entry(sheet: Sheet, names: list[str], row: Row, day_format: str) -> CheckIn:
    fixed: dict[str, Any] = {}
    answers: Answers = {}
    for number, (name, cell) in enumerate(zip(names, row.cells, strict=True)):
        if not cell or (name != "note" and not cell.strip()):
            continue
        try:
            if name == "day":
                fixed[name] = _day(cell.strip(), day_format)
            elif name in STAMP:
                fixed[name] = _READ_STAMP[name](cell.strip())
            else:
                answers[name] = _BY_PATH[name].read_cell(cell)
        except ValueError as error:
            raise BadInput(f"{sheet.where(row, number)}: “{_short(cell)}” {error}.") from error
    for name in STAMP[:-1]:
        if name not in fixed:
            raise BadInput(f"{sheet.where(row, names.index(name))}: it is empty; every entry needs one.")
    try:
        return checkin_from(answers, **fixed)
    except BadInput as error:
        raise BadInput(f"{sheet.path}, line {row.line}: {error}") from error


def _stamp(entry: CheckIn, dialect: Dialect) -> list[str]:
    moments = (entry.created_at, entry.updated_at)
    return [
        entry.id,
        *(moment.isoformat() for moment in moments),
        str(entry.rev),
        entry.day.strftime(dialect.day),
        entry.at.isoformat() if entry.at is not None else "",
    ]


def _name(title: str) -> str:
    return title.partition(" (")[0].strip().lower()


def _moment(cell: str) -> datetime:
    with suppress(ValueError):
        moment = datetime.fromisoformat(cell)
        if moment.tzinfo is not None:
            return moment
    raise ValueError("is not a time like 2026-11-21T08:10:00+01:00 (did a spreadsheet change it?)")


def _day(cell: str, day_format: str) -> date:
    try:
        return read_moment(cell, day_format).day
    except Unread:
        raise ValueError(f"is not a day like {words(day_format)} (did a spreadsheet change it?)") from None


def _day_format(sheet: Sheet, names: list[str]) -> str:
    """How the days are written; of two ways to read them the one nearer to when the entries were made."""
    days, made = ([row.cells[names.index(name)].strip() for row in sheet.rows] for name in ("day", "created_at"))
    formats = date_formats(days) or (ISO,)
    return min(formats, key=lambda form: sum(_days_apart(*pair, form) for pair in zip(days, made, strict=True)))


def _days_apart(day: str, made: str, form: str) -> int:
    with suppress(ValueError):
        return abs(read_moment(day, form).day - datetime.fromisoformat(made).date()).days
    return 0


def _whole(cell: str) -> int:
    number = _number(cell)
    if not isinstance(number, int) or number < 1:
        raise ValueError("is not a whole number from 1")
    return number


def _ulid(cell: str) -> str:
    if not re.fullmatch(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", cell):
        raise ValueError("is not an id; leave ids as they are")
    return cell


_READ_STAMP: dict[str, Callable[[str], Any]] = {
    "id": _ulid,
    "created_at": _moment,
    "updated_at": _moment,
    "rev": _whole,
    "at": _moment,
}


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= 40 else line[:39] + "…"
