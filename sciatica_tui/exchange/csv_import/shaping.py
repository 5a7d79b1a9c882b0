"""Sheets of another shape brought into that of a row an entry: one answer a row, several in a cell, an app's marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...domain.errors import BadInput
from ...domain.text.suggestions import near_miss
from .mapping import Rows, SheetMap
from .reader import Sheet
from .rows import Row

SCALE = "Scale: "
"""Before the name of a rating that came out of a cell with several."""

NAME_TITLES = ("featurename", "feature", "habitname", "habit", "tracker", "symptom", "item", "name", "measure")
VALUE_TITLES = ("value", "amount", "rating", "score", "count", "severity", "intensity", "level")
NOTE_TITLES = ("note", "notes", "comment", "commenttext")

LOOP_MARKS = {"YES_MANUAL": "yes", "YES_AUTO": "", "NO": "no", "UNKNOWN": "", "SKIP": ""}
LOOP_NUMBERS = {"2": "yes", "1": "", "0": "no", "-1": "", "3": ""}
"""Loop Habit Tracker's check marks, by their words and, in older versions, numbers → yes, no or not known.

YES_AUTO is a day on which the habit was not due again yet: nothing was done, and nothing missed.
"""

LOOP_FILE = "checkmarks"
LOOP_UNITS = 1000
"""Loop's measured habits are in thousandths."""

_DURATION = re.compile(r"(\d{1,2}):([0-5]\d):([0-5]\d)(?:\.\d+)?")


class _Answer(NamedTuple):
    title: str
    cell: str
    note: str


def prepare(sheet: Sheet, mapping: SheetMap) -> Sheet:
    """Give a sheet the shape of a row an entry. Raises BadInput naming a column that is missing."""
    for title, parts in mapping.joined.items():
        require(sheet, parts)
        sheet = _with_joined(sheet, title, parts)
    for title, splitter in mapping.scales.items():
        sheet = _with_scales(sheet, title, splitter) if title in sheet.header else sheet
    rows, when = mapping.rows, mapping.when
    when_titles = [when.date, *([when.time] if when.time else [])]
    if rows is None:
        require(sheet, [*when_titles, *(title for title in mapping.columns if title not in mapping.optional)])
        return sheet
    require(sheet, [*when_titles, *rows.name, rows.value, *([rows.note] if rows.note else [])])
    return turn(sheet, when_titles, rows)


def require(sheet: Sheet, titles: Sequence[str]) -> None:
    """Raise BadInput where one of the columns is missing."""
    for title in titles:
        if title not in sheet.header:
            hint = near_miss(title, sheet.header) or f"there are {', '.join(sheet.header[:12])}."
            raise BadInput(f"{sheet.path}, line 1: the column “{title}” is missing; {hint}")


def long_table(sheet: Sheet) -> Rows | None:
    """Return how a sheet with one answer a row, by the titles of its columns, is to be turned; None for any other."""
    titles = {re.sub(r"\W", "", title.lower()): title for title in sheet.header}
    name = next((titles[title] for title in NAME_TITLES if title in titles), None)
    value = next((titles[title] for title in VALUE_TITLES if title in titles), None)
    note = next((titles[title] for title in NOTE_TITLES if title in titles), "")
    if name is None or value is None:
        return None
    names = [row.cells[sheet.header.index(name)].strip() for row in sheet.rows]
    repeated = len(set(names)) < len(names) or len(names) == 1
    return Rows(name=(name,), value=value, note=note) if repeated and all(names) else None


def without_loop_marks(sheet: Sheet) -> Sheet:
    """Turn the check marks of Loop Habit Tracker into yes and no; any other sheet stays as it is."""
    cells = {cell for row in sheet.rows for cell in row.cells[1:]}
    if cells & {"YES_MANUAL", "YES_AUTO"}:
        marks = LOOP_MARKS
    elif sheet.path.stem.lower() == LOOP_FILE and cells <= LOOP_NUMBERS.keys():
        marks = LOOP_NUMBERS
    else:
        return sheet
    rows = [Row(row.line, (row.cells[0], *(_loop_cell(cell, marks) for cell in row.cells[1:]))) for row in sheet.rows]
    return sheet._replace(rows=tuple(rows))


def turn(sheet: Sheet, keys: Sequence[str], rows: Rows) -> Sheet:
    """Turn a sheet with one answer a row into one with a column for each question.

    Consecutive rows of the same minute become one, unless they answer the same question twice. The cells of the name
    together, without a bracket at the end, name the column; the note becomes a column of its own.
    """
    key_indexes = [sheet.header.index(title) for title in keys]
    groups: list[tuple[int, tuple[str, ...], dict[str, str]]] = []
    for row in sheet.rows:
        key = tuple(row.cells[index] for index in key_indexes)
        answer = _answer(sheet, row, rows)
        is_list = answer.title in rows.lists
        same = groups and _minute(groups[-1][1]) == _minute(key)
        if not same or (answer.title in groups[-1][2] and not is_list):
            groups.append((row.line, key, {}))
        answers = groups[-1][2]
        earlier = answers.get(answer.title)
        answers[answer.title] = f"{earlier} | {answer.cell}" if earlier else answer.cell
        if answer.note:
            answers[rows.note] = "; ".join(filter(None, (answers.get(rows.note), answer.note)))
    titles = list(dict.fromkeys(title for _, _, answers in groups for title in answers))
    turned = tuple(Row(line, (*key, *(answers.get(title, "") for title in titles))) for line, key, answers in groups)
    return sheet._replace(header=(*keys, *titles), rows=turned, letters=())


def _answer(sheet: Sheet, row: Row, rows: Rows) -> _Answer:
    """What a row answers; of a list, such as the medicines, the name with its value behind."""
    cells = dict(zip(sheet.header, (cell.strip() for cell in row.cells), strict=True))
    value = _DURATION.sub(lambda match: f"{int(match[1]) * 60 + int(match[2])} min", cells[rows.value])
    first, *others = (cells[title] for title in rows.name)
    note = cells[rows.note] if rows.note else ""
    if first in rows.lists:
        return _Answer(first, " ".join(filter(None, (*others, value))), note)
    title = re.sub(r"\s*\([^()]*\)$", "", ": ".join(filter(None, (first, *others))))
    return _Answer(title, value, note)


def _minute(key: tuple[str, ...]) -> tuple[str, ...]:
    """A moment without its seconds: answers given one after another belong together."""
    return tuple(re.sub(r"(?<=T\d\d:\d\d):\d\d(\.\d+)?", "", cell) for cell in key)


def _loop_cell(cell: str, marks: dict[str, str]) -> str:
    if cell in marks:
        return marks[cell]
    return f"{int(cell) / LOOP_UNITS:g}" if cell.lstrip("-").isdigit() else cell


def _with_joined(sheet: Sheet, title: str, parts: Sequence[str]) -> Sheet:
    """Join columns into one called `title`: lines of a text, or the parts of a date."""
    indexes = [sheet.header.index(part) for part in parts]
    staying = [index for index in range(len(sheet.header)) if index not in indexes]
    separator = "\n" if title in NOTE_TITLES else " "
    rows = []
    for row in sheet.rows:
        texts = [_plain_text(row.cells[index]) for index in indexes]
        rows.append(Row(row.line, (*(row.cells[index] for index in staying), separator.join(filter(None, texts)))))
    return sheet._replace(header=(*(sheet.header[index] for index in staying), title), rows=tuple(rows), letters=())


def _plain_text(cell: str) -> str:
    """A text without the marks of a web page: a line break stays one."""
    text = re.sub(r"<br\s*/?>|</p>|</div>", "\n", cell, flags=re.IGNORECASE)
    return re.sub(r"</?(?:b|i|u|s|p|div|span|strong|em|ul|ol|li|font)\b[^<>]*>", "", text, flags=re.IGNORECASE).strip()


def _with_scales(sheet: Sheet, title: str, splitter: str) -> Sheet:
    """Give each rating of a cell with several, `Leg pain: 6/10 | Back pain: 3/10`, a column of its own."""
    index = sheet.header.index(title)
    ratings = [dict(_ratings(row.cells[index], splitter)) for row in sheet.rows]
    names = list(dict.fromkeys(name for row_ratings in ratings for name in row_ratings))
    rows = tuple(
        Row(row.line, (*row.cells, *(row_ratings.get(name, "") for name in names)))
        for row, row_ratings in zip(sheet.rows, ratings, strict=True)
    )
    return sheet._replace(header=(*sheet.header, *(f"{SCALE}{name}" for name in names)), rows=rows, letters=())


def _ratings(cell: str, splitter: str) -> Iterator[tuple[str, str]]:
    for part in cell.split(splitter):
        name, colon, value = part.rpartition(":")
        if colon:
            yield name.strip(), value.strip()
