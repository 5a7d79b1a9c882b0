"""Entries from somebody else's spreadsheet, by a mapping: each row becomes a check-in, with medicines beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime, time
from hashlib import blake2b
from typing import Any, NamedTuple

from ...domain.check_in.medication import product_and_amount
from ...domain.errors import BadInput
from ...domain.measures.answers import checkin_from
from ...domain.progress import Progress, no_progress
from ...domain.records import CheckIn, Medication, new_id
from ...domain.text.grammar import count
from .datetimes import Moment
from .mapping import SheetMap
from .reader import Sheet
from .row_answers import CellReader
from .row_times import RowTimes
from .rows import Row
from .setting import Setting

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Ids begin with the time since then."""

MOST_NAMES = 20
"""Rows, dates and times named of those that can't be read."""


class LeftOut(NamedTuple):
    """How many rows of a sheet make no entry, are there twice, which columns, cells and times are not taken."""

    rows: int = 0
    doubles: int = 0
    cells: int = 0
    times: int = 0
    columns: int = 0

    @property
    def words(self) -> str:
        """Say how much is left out: `Left out: 2 rows, 1 column, 3 cells.`; empty where nothing is."""
        parts = [
            count(self.rows, "row") if self.rows else "",
            f"{count(self.doubles, 'row')} that {'is' if self.doubles == 1 else 'are'} there twice"
            if self.doubles
            else "",
            count(self.columns, "column") if self.columns else "",
            count(self.cells, "cell") if self.cells else "",
            count(self.times, "time") if self.times else "",
        ]
        words = ", ".join(filter(None, parts))
        return f"Left out: {words}." if words else ""


class SheetRecords(NamedTuple):
    """The check-ins of a sheet in its order, its medicines, and sentences for the person about both.

    `lost_lines` are those of rows that make no entry, `odd_lines` those of cells that can't be read.
    """

    checkins: tuple[CheckIn, ...]
    medications: tuple[Medication, ...]
    notices: tuple[str, ...]
    left_out: LeftOut
    lost_lines: frozenset[int] = frozenset()
    odd_lines: frozenset[int] = frozenset()


def take(
    sheet: Sheet,
    mapping: SheetMap,
    setting: Setting,
    progress: Progress = no_progress,
    *,
    guessed_titles: Collection[str] = (),
) -> SheetRecords:
    """Make the entries of a prepared sheet.

    The id of an entry comes from the source, its day and time, and its place among rows of the same, so that a grown or
    corrected copy of the sheet gives the same ids.

    A cell that can't be read is unknown, and a row whose date can't be is left out; `notices` names them. Raises
    BadInput, with line and column, where most of the dates can't be read, or of the cells of a column that is none of
    the `guessed_titles`: a guess may be wrong, and costs no more than its column.
    """
    reader = _Reader(sheet, mapping, setting)
    checkins: dict[str, CheckIn] = {}
    medications: list[Medication] = []
    earlier_cells: set[tuple[str, ...]] = set()
    empty = doubles = 0
    lost_lines = {*(row.line for row in sheet.broken), *(row.line for row in sheet.sums)}
    problems: list[str] = []
    for number, row in enumerate(sheet.rows):
        if number % 200 == 0:
            progress("Understanding rows", number, len(sheet.rows))
        if row.cells in earlier_cells:
            doubles += 1
            lost_lines.add(row.line)
            continue
        try:
            entry, medicines = reader.read(row)
        except BadInput as error:
            problems.append(str(error))
            continue
        if entry is None:
            empty += 1
            lost_lines.add(row.line)
        else:
            earlier_cells.add(row.cells)
            checkins[entry.id] = entry
            medications += medicines
    problems += reader.cells.unfit_columns(guessed_titles)
    undated = reader.times.undated
    if len(undated) > len(sheet.rows) / 2:
        problems[:0] = map(str, undated)
    if problems:
        further = len(problems) - 1
        count_words = (
            f" ({further} more {'row' if further == 1 else 'rows'} can't be imported either)" if further else ""
        )
        raise BadInput(problems[0].removesuffix(".") + count_words + ".")
    return SheetRecords(
        tuple(checkins.values()),
        tuple(medications),
        reader.notices(empty - len(undated) - reader.cells.odd_rows, doubles),
        LeftOut(
            empty + len(sheet.broken) + len(sheet.sums), doubles, reader.cells.odd_cells, len(reader.times.untimed)
        ),
        frozenset(lost_lines),
        reader.cells.odd_lines | {cell.line for cell in reader.times.untimed},
    )


def unfit_titles(sheet: Sheet, mapping: SheetMap) -> tuple[str, ...]:
    """Return the columns of a prepared sheet of which most cells can't be what the mapping says."""
    reader = CellReader(sheet, mapping)
    for row in sheet.rows:
        reader.read(row)
    return reader.unfit_titles


class _Reader:
    def __init__(self, sheet: Sheet, mapping: SheetMap, setting: Setting) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self.setting = setting
        self.times = RowTimes(sheet, mapping.when, setting)
        self.cells = CellReader(sheet, mapping)
        self.places: Counter[str] = Counter()
        self.moved_entries = 0
        """How many belong to the day before the one that their row names: the day had not ended."""

    def notices(self, empty: int, doubles: int) -> tuple[str, ...]:
        """Say which rows were left out, and what was worked out or rounded."""
        odd = self.sheet.broken_sentences + self.times.sentences()
        sentences = [*self.sheet.notices, *odd[:MOST_NAMES]]
        if len(odd) > MOST_NAMES:
            sentences.append(f"{len(odd) - MOST_NAMES} more rows, dates or times can't be read either.")
        if empty:
            rows = (
                "1 row has nothing but the date and is"
                if empty == 1
                else f"{empty} rows have nothing but the date and are"
            )
            sentences.append(f"{rows} left out.")
        if doubles:
            rows = (
                "1 row is the same as another and is"
                if doubles == 1
                else f"{doubles} rows are the same as others and are"
            )
            sentences.append(f"{rows} imported once.")
        if self.moved_entries:
            counts = "counts" if self.moved_entries == 1 else "count"
            ends = f"{self.setting.day_ends:%H:%M}"
            rows = count(self.moved_entries, "row")
            sentences.append(f"{rows} from before {ends} {counts} as the day before, as your day ends at {ends}.")
        sentences += self.cells.odd_sentences()
        if self.cells.odd_rows:
            is_single = self.cells.odd_rows == 1
            rows, pronoun = ("1 row has", "it") if is_single else (f"{self.cells.odd_rows} rows have", "them")
            sentences.append(f"{rows} no other answer, so nothing is imported from {pronoun}.")
        if self.cells.worked_out:
            sentences.append(
                "The furthest zone is worked out: the furthest one that hurts; numbness alone is not pain."
            )
        if self.cells.rounded:
            sentences.append(f"Only whole numbers are kept, so others are rounded: {self.cells.rounded}.")
        return tuple(sentences)

    def read(self, row: Row) -> tuple[CheckIn | None, list[Medication]]:
        """Make the check-in of a row, `None` where it answers nothing, and its medicines."""
        row_time = self.times.read(row)
        if row_time is None:
            return None, []
        moment, day, at = row_time
        answers, products = self.cells.read(row)
        if not answers and not products:
            return None, []
        self.moved_entries += day != moment.day
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
                product=product_and_amount(medicine)[0],
                amount=product_and_amount(medicine)[1],
                checkin=entry.id,
            )
            for medicine in products
        ]
        return entry, medications

    def _identity(self, moment: Moment) -> str:
        """What an entry is known by, whatever else its row says."""
        at = f"{moment.day} {moment.time or ''}"
        self.places[at] += 1
        return "\x1f".join((self.setting.source, at, str(self.places[at])))


def _id(moment: Moment, identity: str) -> str:
    at = datetime.combine(moment.day, moment.time or time(12), tzinfo=UTC)
    return new_id(max(at, EPOCH), blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=10).digest())
