"""A CSV file as a sheet: a header and rows of cells, each with the line it stands on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ...domain.errors import BadInput
from ...domain.progress import Progress, no_progress
from ..files import decode_text
from .layout import find_layout
from .rows import Row, column_letter

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}

CELL_LIMIT = 200_000
"""Letters in one cell; a note has up to 100,000."""

ROW_LIMIT = 200_000


class Sheet(NamedTuple):
    """A table from a file. `turned` is true where its columns were made from rows with one answer each.

    `notices` are sentences on where its table is, and what was left out around it.
    """

    path: Path
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str
    encoding: str
    turned: bool = False
    notices: tuple[str, ...] = ()

    def where(self, row: Row, column: int) -> str:
        """Say where a cell is: `diary.csv, line 12, column C (leg pain)`; without the letter where rows were turned."""
        if self.turned:
            return f"{self.path}, line {row.line} (“{self.header[column]}”)"
        return f"{self.path}, line {row.line}, column {column_letter(column)} ({self.header[column]})"


def read_sheet(
    path: Path,
    data: bytes,
    delimiter: str | None = None,
    progress: Progress = no_progress,
    *,
    encoding: str | None = None,
    header: bool | None = None,
) -> Sheet:
    """Read a CSV file; without a `delimiter` it is worked out from the first rows, and so are the other two.

    Empty rows are left out and short rows filled up; see `find_layout` for what stands around the table. Raises
    BadInput, with the line, for a file that is no sheet.
    """
    text, encoding = decode_text(path, data, encoding)
    declared, text, skipped = _declared_delimiter(text)
    separator = delimiter or declared or _delimiter_of(path, text)
    rows = list(_rows(path, text, separator, skipped, progress))
    if not rows:
        raise BadInput(f"{path} is empty.")
    layout = find_layout(rows, header)
    titles = _header(path, layout.line or rows[0].line, layout.header)
    if delimiter is not None and len(titles) == 1:
        raise BadInput(
            f"{path}, line {rows[0].line}: the columns are not separated by {DELIMITERS.get(delimiter, delimiter)}."
        )
    filled_rows = tuple(_filled(path, row, len(titles)) for row in layout.rows)
    if not filled_rows:
        raise BadInput(f"{path} has a header but no rows below it.")
    return _without_nameless(Sheet(path, titles, filled_rows, separator, encoding, notices=layout.notices))


def _declared_delimiter(text: str) -> tuple[str | None, str, int]:
    """Read Excel's own first line, `sep=;`: the delimiter, the text below it, the number of lines skipped."""
    first, _, remainder = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], remainder, 1
    return None, text, 0


def _delimiter_of(path: Path, text: str) -> str:
    """The delimiter that gives the most columns in the first rows, as many in each."""
    sample = io.StringIO(text[:65_536], newline="")
    lines = [line for _, line in zip(range(40), sample, strict=False) if line.strip()]
    widths = {delimiter: _widths(lines, delimiter) for delimiter in DELIMITERS}
    candidates = {delimiter: each for delimiter, each in widths.items() if each and _commonest(each) > 1}
    if not candidates:
        raise BadInput(
            f"{path}, line 1: there is only one column; columns are separated by {', '.join(DELIMITERS.values())}."
        )
    return max(candidates, key=lambda delimiter: _rank(candidates[delimiter]))


def _commonest(widths: list[int]) -> int:
    return max(dict.fromkeys(widths), key=widths.count)


def _rank(widths: list[int]) -> tuple[bool, int]:
    """Rows of the same width before uneven ones, then the wider ones."""
    commonest = _commonest(widths)
    return widths.count(commonest) / len(widths) > 0.9, commonest


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
        return "a quotation mark in this row is not closed"
    if "field larger" in message:
        return f"a cell has more than {CELL_LIMIT:,} letters"
    if "NUL" in message:
        return "there is a zero byte in it"
    return f"it is not CSV ({message})"


def _header(path: Path, line: int, cells: Sequence[str]) -> tuple[str, ...]:
    names = tuple(" ".join(cell.split()) for cell in cells)
    earlier: set[str] = set()
    for index, name in enumerate(names):
        if name and name in earlier:
            raise BadInput(
                f"{path}, line {line}: two columns are called “{name}”; rename the one in {column_letter(index)}."
            )
        earlier.add(name)
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
    """Leave out columns without a name; one with something in it is an error."""
    titled = [index for index, name in enumerate(sheet.header) if name]
    if len(titled) == len(sheet.header):
        return sheet
    for row in sheet.rows:
        for index, name in enumerate(sheet.header):
            if not name and row.cells[index].strip():
                raise BadInput(
                    f"{sheet.path}, line {row.line}, column {column_letter(index)}: this column has no name."
                )
    rows = tuple(Row(row.line, tuple(row.cells[index] for index in titled)) for row in sheet.rows)
    return sheet._replace(header=tuple(sheet.header[index] for index in titled), rows=rows)
