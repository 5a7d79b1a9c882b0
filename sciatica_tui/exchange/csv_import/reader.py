"""A CSV file as a sheet: a header and rows of cells, each with the line it stands on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ...domain.errors import BadInput
from ...domain.progress import Progress, no_progress
from ...domain.text.grammar import count, joined
from ..files import decode_text
from .layout import find_layout
from .rows import Row, column_letter, lines_named, shortened

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}

CELL_LIMIT = 200_000
"""Letters in one cell; a note has up to 100,000."""

ROW_LIMIT = 200_000

BROKEN_LIMIT = 100
"""Rows that are no row of the table; with more of them the file is none."""


class Broken(NamedTuple):
    """A row that is no row of the table: its line, how it begins, and why not."""

    line: int
    text: str
    reason: str


class Sheet(NamedTuple):
    """A table from a file.

    `letters` are those of its columns in the file, empty where its columns were made of others. `notices` are sentences
    on where its table is, `broken` the rows that it could not take, `sums` those that sum up others.
    """

    path: Path
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str
    encoding: str
    letters: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()
    sums: tuple[Row, ...] = ()

    def where(self, row: Row, column: int) -> str:
        """Say where a cell is: `diary.csv, line 12, column C (leg pain)`; without the letter where there is none."""
        if not self.letters:
            return f"{self.path}, line {row.line} (“{self.header[column]}”)"
        return f"{self.path}, line {row.line}, column {self.letters[column]} ({self.header[column]})"

    def column_words(self, column: int) -> str:
        """Name a column with its letter, where it has one: `leg pain (column C)`."""
        return f"{self.header[column]} (column {self.letters[column]})" if self.letters else self.header[column]

    @property
    def broken_sentences(self) -> list[str]:
        """Name each row that could not be taken."""
        return [f"Line {line} (“{text}”): {reason}; the row is left out." for line, text, reason in self.broken]

    def refuse_broken(self) -> None:
        """Raise BadInput naming the first row that could not be taken, where there is one."""
        if self.broken:
            raise BadInput(f"{self.path}, line {self.broken[0].line}: {self.broken[0].reason}.")


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

    Empty rows are left out, short rows filled up, and rows that can't be taken are `broken`; see `find_layout` for what
    stands around the table. Raises BadInput, with the line, for a file that is no sheet.
    """
    text, encoding = decode_text(path, data, encoding)
    declared, text, skipped = _declared_delimiter(text)
    separator = delimiter or declared or _delimiter_of(path, text)
    good, broken = _rows(path, text, separator, skipped, progress)
    if not good and not broken:
        raise BadInput(f"{path} is empty.")
    sheet = Sheet(path, (), (), separator, encoding, broken=tuple(broken))
    if len(broken) > BROKEN_LIMIT or not good or (broken and broken[0].line < good[0].line):
        sheet.refuse_broken()
    layout = find_layout(good, header)
    if delimiter is not None and len(layout.header) == 1:
        raise BadInput(
            f"{path}, line {good[0].line}: the columns are not separated by {DELIMITERS.get(delimiter, delimiter)}."
        )
    return _table(sheet._replace(notices=layout.notices, sums=layout.sums), layout.header, layout.rows)


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
    candidates = {delimiter: counts for delimiter, counts in widths.items() if counts and _commonest(counts) > 1}
    if not candidates:
        raise BadInput(
            f"{path}, line 1: there is only one column; columns are separated by {', '.join(DELIMITERS.values())}."
        )
    return max(candidates, key=lambda delimiter: _rank(candidates[delimiter]))


def _commonest(widths: list[int]) -> int:
    return max(dict.fromkeys(widths), key=widths.count)


def _rank(widths: list[int]) -> tuple[bool, int, int]:
    """Rows of the same width before uneven ones, then what parts more of the lines, the header too; then the wider."""
    commonest = _commonest(widths)
    return widths.count(commonest) / len(widths) > 0.9, sum(width > 1 for width in widths), commonest


def _widths(lines: list[str], delimiter: str) -> list[int]:
    try:
        return [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)]
    except csv.Error:
        return []


def _rows(path: Path, text: str, delimiter: str, skipped: int, progress: Progress) -> tuple[list[Row], list[Broken]]:
    """Read the rows that have something in them; reading goes on in the line below one that is no CSV."""
    csv.field_size_limit(CELL_LIMIT)
    lines = list(io.StringIO(text, newline=""))
    rows: list[Row] = []
    broken: list[Broken] = []
    start = 0
    while start < len(lines) and len(broken) <= BROKEN_LIMIT:
        line = start
        try:
            for line, cells in _parsed(lines, start, delimiter):
                if not any(cell.strip() for cell in cells):
                    continue
                rows.append(Row(line + 1 + skipped, tuple(cells)))
                if len(rows) > ROW_LIMIT:
                    raise BadInput(f"{path} has more than {ROW_LIMIT:,} rows; a diary has far fewer.")
                if len(rows) % 500 == 0:
                    progress("Reading rows", line, len(lines))
            break
        except _Unparsed as error:
            broken.append(Broken(error.line + 1 + skipped, shortened(lines[error.line]), error.reason))
            start = error.line + 1
    return rows, broken


class _Unparsed(Exception):
    """A row that is no CSV: its first line, counted from 0, and why not."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def _parsed(lines: list[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its first line. Raises _Unparsed."""
    reader = csv.reader(islice(lines, start, None), delimiter=delimiter, strict=True)
    while True:
        line = start + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _Unparsed(line, _words(error)) from error
        yield line, cells


def _words(error: csv.Error) -> str:
    message = str(error)
    if "unexpected end" in message:
        return "a quotation mark in this row is not closed"
    if "field larger" in message:
        return f"a cell has more than {CELL_LIMIT:,} letters"
    if "NUL" in message:
        return "there is a zero byte in it"
    return f"it is not CSV ({message})"


def _table(sheet: Sheet, header: Sequence[str], rows: Sequence[Row]) -> Sheet:
    """Lay out the table: each column that holds something with a name of its own, each row as wide as the header."""
    width = len(header)
    fitting = [row for row in rows if not any(cell.strip() for cell in row.cells[width:])]
    filled = [Row(row.line, (*row.cells[:width], *[""] * (width - len(row.cells)))) for row in fitting]
    wide = [
        Broken(
            row.line,
            shortened(", ".join(row.cells)),
            f"{len(row.cells)} cells, but the header names {count(width, 'column')}",
        )
        for row in rows
        if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:])
    ]
    sheet = sheet._replace(broken=tuple(sorted((*sheet.broken, *wide))))
    if not filled or len(sheet.broken) > len(filled):
        sheet.refuse_broken()
        raise BadInput(f"{sheet.path} has a header but no rows below it.")
    names, notices = _names(header)
    kept_indexes = [
        index for index in range(width) if header[index].strip() or any(row.cells[index].strip() for row in filled)
    ]
    last = max((index for index in kept_indexes if header[index].strip()), default=0)
    short = [row.line for row in fitting if len(row.cells) <= last]
    if short and len(short) * 2 <= len(fitting):
        has = "has" if len(short) == 1 else "have"
        notices.append(f"{lines_named(short)} {has} fewer cells than the header; what is missing counts as empty.")
    return sheet._replace(
        header=tuple(names[index] for index in kept_indexes),
        rows=tuple(Row(row.line, tuple(row.cells[index] for index in kept_indexes)) for row in filled),
        letters=tuple(map(column_letter, kept_indexes)),
        notices=(*sheet.notices, *notices),
    )


def _names(header: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give each column a name of its own, the letter of one that has none, with sentences on those called alike."""
    names: list[str] = []
    letters_by_name: dict[str, list[str]] = {}
    for index, cell in enumerate(header):
        name = " ".join(cell.split()) or column_letter(index)
        if name in names:
            letters_by_name.setdefault(name, []).append(column_letter(index))
        while name in names:
            name = f"{name} ({column_letter(index)})"
        names.append(name)
    return names, [_alike_words(name, letters) for name, letters in letters_by_name.items()]


def _alike_words(name: str, letters: Sequence[str]) -> str:
    if len(letters) == 1:
        return f"Two columns are called “{name}”; the one in {letters[0]} is shown with its letter."
    columns = count(len(letters) + 1, "column")
    return f"{columns} are called “{name}”; those in {joined(letters)} are shown with their letters."
