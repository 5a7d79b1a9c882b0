"""A CSV file as a sheet: a header and rows of cells, each with the line it stands on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ...domain.errors import BadInput
from ...domain.progress import Progress, no_progress
from ..files import decode_text

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}

CELL_LIMIT = 200_000
"""Letters in one cell; a note has up to 100,000."""

ROW_LIMIT = 200_000


class Row(NamedTuple):
    """One row: the line it begins on, counted from 1, and a cell for each column."""

    line: int
    cells: tuple[str, ...]


class Sheet(NamedTuple):
    """A sheet as it was read; `turned` where its columns were made from rows with one answer each."""

    path: Path
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str
    encoding: str
    turned: bool = False

    def where(self, row: Row, column: int) -> str:
        """A cell as a person finds it: `diary.csv, line 12, column C (leg pain)`; by name where rows were turned."""
        if self.turned:
            return f"{self.path}, line {row.line} (“{self.header[column]}”)"
        return f"{self.path}, line {row.line}, column {column_letter(column)} ({self.header[column]})"


def column_letter(number: int) -> str:
    """As spreadsheets call a column, counted from 0: A, B, … Z, AA."""
    letters = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def read_sheet(path: Path, data: bytes, delimiter: str | None = None, progress: Progress = no_progress) -> Sheet:
    """The sheet in a CSV file; what parts its columns is found from the first line unless given.

    Empty rows are left out and rows that end early filled up. BadInput, with the line, for a file that is no sheet.
    """
    text, encoding = decode_text(path, data)
    declared, text, skipped = _declared(text)
    found = delimiter or declared or _found(path, text)
    rows = _rows(path, text, found, skipped, progress)
    first = next(rows, None)
    if first is None:
        raise BadInput(f"{path} is empty.")
    header = _header(path, first)
    if delimiter is not None and len(header) == 1:
        raise BadInput(f"{path}, line {first.line}: no {DELIMITERS.get(delimiter, delimiter)} part the columns there.")
    taken = tuple(_filled(path, row, len(header)) for row in rows)
    if not taken:
        raise BadInput(f"{path} has a header and no rows below it.")
    return _without_nameless(Sheet(path, header, taken, found, encoding))


def _declared(text: str) -> tuple[str | None, str, int]:
    """Excel's own first line, `sep=;`."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest, 1
    return None, text, 0


def _found(path: Path, text: str) -> str:
    """What parts the columns: what gives the most of them in the first rows, as many in each."""
    sample = io.StringIO(text[:65_536], newline="")
    lines = [line for _, line in zip(range(40), sample, strict=False) if line.strip()]
    widths = {each: _widths(lines, each) for each in DELIMITERS}
    wide = {each: found for each, found in widths.items() if found and found[0] > 1}
    if not wide:
        raise BadInput(
            f"{path}, line 1: there is one column only; columns are parted by {', '.join(DELIMITERS.values())}."
        )
    return max(wide, key=lambda each: (wide[each].count(wide[each][0]) / len(wide[each]) > 0.9, wide[each][0]))


def _widths(lines: list[str], delimiter: str) -> list[int]:
    try:
        return [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)]
    except csv.Error:
        return []


def _rows(path: Path, text: str, delimiter: str, skipped: int, progress: Progress) -> Iterator[Row]:
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line, number = 1 + skipped, 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadInput(f"{path}, line {line}: {_words(error)}.") from error
        if any(cell.strip() for cell in cells):
            number += 1
            if number > ROW_LIMIT:
                raise BadInput(f"{path} has more than {ROW_LIMIT:,} rows; a diary has far fewer.")
            if number % 500 == 0:
                progress("Reading rows", min(line, text.count("\n") + 1), text.count("\n") + 1)
            yield Row(line, tuple(cells))
        line = reader.line_num + 1 + skipped


def _words(error: csv.Error) -> str:
    message = str(error)
    if "unexpected end" in message:
        return "a quotation mark that opens in this row never closes"
    if "field larger" in message:
        return f"a cell has more than {CELL_LIMIT:,} letters"
    if "NUL" in message:
        return "there is a zero byte in it"
    return f"it is no CSV ({message})"


def _header(path: Path, row: Row) -> tuple[str, ...]:
    names = tuple(" ".join(cell.split()) for cell in row.cells)
    seen: set[str] = set()
    for place, name in enumerate(names):
        if name and name in seen:
            raise BadInput(
                f"{path}, line {row.line}: two columns are called “{name}”; rename the one in {column_letter(place)}."
            )
        seen.add(name)
    return names


def _filled(path: Path, row: Row, width: int) -> Row:
    cells = row.cells
    if any(cell.strip() for cell in cells[width:]):
        raise BadInput(
            f"{path}, line {row.line}: {len(cells)} cells, but the header names {width} columns; "
            "is a quotation mark or a column name missing?"
        )
    return Row(row.line, (*cells[:width], *[""] * (width - len(cells))))


def _without_nameless(sheet: Sheet) -> Sheet:
    """Leaves out columns without a name; one with something in it is an error."""
    keep = [place for place, name in enumerate(sheet.header) if name]
    if len(keep) == len(sheet.header):
        return sheet
    for row in sheet.rows:
        for place, name in enumerate(sheet.header):
            if not name and row.cells[place].strip():
                raise BadInput(
                    f"{sheet.path}, line {row.line}, column {column_letter(place)}: this column has no name."
                )
    rows = tuple(Row(row.line, tuple(row.cells[place] for place in keep)) for row in sheet.rows)
    return sheet._replace(header=tuple(sheet.header[place] for place in keep), rows=rows)


def turn(sheet: Sheet, keys: Sequence[str], name: Sequence[str], value: str, note: str = "") -> Sheet:
    """A sheet with one answer a row as one with a column for each thing answered.

    Rows after each other with the same `keys` become one, unless they answer the same thing twice. What the cells of
    `name` say together, without a bracket at the end, is the column; `note` becomes a column of its own.
    """
    places = {title: place for place, title in enumerate(sheet.header)}
    found: list[tuple[int, tuple[str, ...], dict[str, str]]] = []
    for row in sheet.rows:
        key = tuple(row.cells[places[each]] for each in keys)
        about = ": ".join(filter(None, (row.cells[places[each]].strip() for each in name)))
        about = re.sub(r"\s*\([^()]*\)$", "", about)
        if not found or found[-1][1] != key or about in found[-1][2]:
            found.append((row.line, key, {}))
        found[-1][2][about] = row.cells[places[value]]
        if note and row.cells[places[note]].strip():
            there = found[-1][2].get(note)
            found[-1][2][note] = "; ".join(filter(None, (there, row.cells[places[note]].strip())))
    titles = list(dict.fromkeys(title for _, _, answers in found for title in answers))
    rows = tuple(Row(line, (*key, *(answers.get(title, "") for title in titles))) for line, key, answers in found)
    return sheet._replace(header=(*keys, *titles), rows=rows, turned=True)
