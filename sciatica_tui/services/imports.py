"""Taking over another file: read, understood, compared with what is here, and saved as one change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from ..domain.check_in.date_input import system_local
from ..domain.errors import BadInput
from ..domain.progress import Progress, no_progress
from ..domain.records import TABLES, CheckIn, Episode, Import, Medication, RedFlagAnswer
from ..domain.text.dates import long_day
from ..exchange.csv_format import is_own, read_csv
from ..exchange.csv_import.changes import Row, compare, known_source, rows_of, source_name, writing
from ..exchange.csv_import.changes import SheetChanges as SheetChanges
from ..exchange.csv_import.changes_text import ALL_KEPT as ALL_KEPT
from ..exchange.csv_import.changes_text import beside_words
from ..exchange.csv_import.changes_text import changes_lines as changes_lines
from ..exchange.csv_import.changes_text import count_line as count_line
from ..exchange.csv_import.datetimes import read_moment
from ..exchange.csv_import.importer import LeftOut, take, unfit_titles
from ..exchange.csv_import.inference import Guess, decided, guess
from ..exchange.csv_import.inference import Unsure as Unsure
from ..exchange.csv_import.mapping import NOTHING, Column, SheetMap, read_mapping, ready_mappings, write_mapping
from ..exchange.csv_import.preview import (
    SAMPLES,
    choice_words,
    column_lines,
    column_views,
    entry_lines,
    file_line,
    meaning_words,
    row_lines,
)
from ..exchange.csv_import.preview import ColumnView as ColumnView
from ..exchange.csv_import.preview import sample_lines as sample_lines
from ..exchange.csv_import.reader import Sheet, read_sheet
from ..exchange.csv_import.setting import Setting
from ..exchange.csv_import.shaping import long_table, prepare, turn, without_loop_marks
from ..exchange.csv_import.time_columns import example_of
from ..exchange.json_format import is_journal, read_json
from ..storage.journal import Journal
from ..storage.merge import Differences, History, differences, incoming, read_history, revived
from . import imported_red_flags
from .check_ins import marks_with
from .concurrent_changes import handing_over
from .device_copies import copy_in
from .import_episodes import before_start, uncounted
from .input_files import InputFile
from .output_files import write_output
from .paths import Paths

CHOICE_KEYS = {Unsure.TAKE: "y", Unsure.LEG: "l", Unsure.BACK: "b", Unsure.TAG: "k", Unsure.SKIP: "s"}
"""The keys that decide a column; none of them imports."""


class Incoming(NamedTuple):
    """The records of another file, and what taking them over brings."""

    history: History
    differences: Differences


class Imported(NamedTuple):
    """What was taken over: `raised` are the red flags it told of; `certain` is false where the disk did not confirm.

    `open_flags` are the red flags that the person marked with entries it deleted, and that stay. `uncounted` more
    entries than before lie before the first episode.
    """

    certain: bool
    raised: tuple[RedFlagAnswer, ...]
    open_flags: tuple[RedFlagAnswer, ...] = ()
    uncounted: int = 0


class SheetFile(NamedTuple):
    """A spreadsheet, with the mapping that the person gave with it."""

    sheet: Sheet
    mapping: SheetMap | None

    @property
    def is_own(self) -> bool:
        """Whether it is an export as CSV, perhaps edited since."""
        return self.mapping is None and is_own(self.sheet)


class Spreadsheet(NamedTuple):
    """A spreadsheet and what its columns mean. `guessed` is true where neither the person nor its header says so."""

    sheet: Sheet
    guess: Guess
    guessed: bool

    @property
    def date_formats(self) -> tuple[str, ...]:
        """Where its dates can be read in two ways: day first, and month first; see `with_dates`."""
        return self.guess.dates if self.guessed and len(self.guess.dates) > 1 else ()

    @property
    def date_question(self) -> str:
        """`Is 03/04/2026 Friday 3 April 2026, or Wednesday 4 March 2026?`, the day first."""
        text = example_of(self.sheet, self.date_formats)
        first, second = (read_moment(text, form).day for form in self.date_formats)
        return f"Is {text} {long_day(first)} {first.year}, or {long_day(second)} {second.year}?"

    @property
    def lines(self) -> list[str]:
        """What each column means by which evidence, and what is left out."""
        return column_lines(self.sheet, self.guess, self.guessed)

    @property
    def file_line(self) -> str:
        """What the file is."""
        return file_line(self.sheet, self.guess)

    @property
    def columns(self) -> list[ColumnView]:
        """What each column means, for a list."""
        return column_views(self.sheet, self.guess)

    @property
    def unsure(self) -> tuple[str, ...]:
        """The columns that may well mean something else than was guessed; see `with_unsure`."""
        return self.guess.unsure

    @property
    def askable(self) -> tuple[str, ...]:
        """The titles of the columns that come in, or may: all but the date's and the empty ones."""
        return tuple(title for title, readings in self.guess.readings.items() if readings)

    def meaning(self, title: str) -> str:
        """Say what a column would be taken for, and why that is not sure, or why it is left out."""
        return meaning_words(self.sheet, self.guess, title)

    def choice_words(self, title: str) -> dict[Unsure, str]:
        """Say of each choice what becomes of a column by it."""
        return choice_words(self.guess, title)


class SheetEntries(NamedTuple):
    """What a spreadsheet gives: its rows, the spreadsheet's name, lines that show some of them, what is left out.

    `as_written` are the lines of the file with their marks.
    """

    rows: tuple[Row, ...]
    source: str
    preview: list[str]
    left_out: LeftOut
    as_written: list[str]


def from_export(journal: Journal, file: InputFile, progress: Progress = no_progress) -> Incoming:
    """Read an export as JSON. Raises BadInput where any of its records can't be read."""
    export = read_history(read_json(file.path, file.data, progress))
    if export.unreadable:
        raise BadInput(f"{file.path}: {export.unreadable[0]}; nothing was imported.")
    return _beside(journal, export.history)


def from_json(journal: Journal, file: InputFile, progress: Progress = no_progress) -> Incoming:
    """Read an export as JSON, or a copy of a journal. Raises BadInput where any of its records can't be read."""
    if not is_journal(file.text()):
        return from_export(journal, file, progress)
    copy = copy_in(journal, file)
    if copy.unreadable:
        raise BadInput(f"{file.path}: {copy.unreadable[0]}; nothing was imported.")
    return Incoming(copy.history, copy.brings)


def read_sheet_file(
    file: InputFile,
    mapping_path: Path | None = None,
    progress: Progress = no_progress,
    *,
    encoding: str | None = None,
    header: bool | None = None,
) -> SheetFile:
    """Read a spreadsheet, and the mapping in another file where there is one.

    `encoding`, and whether it has a `header`, are worked out where they are not said. Raises BadInput.
    """
    mapping = read_mapping(mapping_path) if mapping_path is not None else None
    delimiter = (mapping.delimiter or None) if mapping is not None else None
    return SheetFile(read_sheet(file.path, file.data, delimiter, progress, encoding=encoding, header=header), mapping)


def from_own_sheet(journal: Journal, file: SheetFile, now: datetime, progress: Progress = no_progress) -> Incoming:
    """Read an export as CSV: a row edited since counts as changed now. Raises BadInput."""
    return _beside(journal, incoming(_ours(journal), read_csv(file.sheet, progress), now))


def understand(file: SheetFile) -> Spreadsheet:
    """Read the columns by the person's mapping, by the one for another app's export, or by a guess. Raises BadInput."""
    sheet = without_loop_marks(file.sheet)
    titles = set(sheet.header)
    mapping = file.mapping or next((m for m in ready_mappings() if set(m.header) <= titles), None)
    if mapping is not None:
        sheet = prepare(sheet, mapping)
        return Spreadsheet(sheet, guess(sheet, mapping), guessed=False)
    rows = long_table(sheet)
    if rows is not None:
        when = guess(sheet).mapping.when
        sheet = turn(sheet, [when.date, *([when.time] if when.time else [])], rows)
    return Spreadsheet(sheet, guess(sheet), guessed=True)


def with_dates(spreadsheet: Spreadsheet, *, day_first: bool) -> Spreadsheet:
    """Decide which of the two `date_formats` is right."""
    form = spreadsheet.date_formats[0 if day_first else 1]
    mapping = spreadsheet.guess.mapping
    mapping = replace(mapping, when=replace(mapping.when, date_format=form))
    return spreadsheet._replace(guess=spreadsheet.guess._replace(mapping=mapping, dates=(form,)))


def with_unsure(spreadsheet: Spreadsheet, title: str, choice: Unsure) -> Spreadsheet:
    """Decide what becomes of a column that is `unsure`."""
    return spreadsheet._replace(guess=decided(spreadsheet.guess, title, choice))


def with_choices(spreadsheet: Spreadsheet, choices: Mapping[str, Unsure]) -> Spreadsheet:
    """Decide what becomes of several columns that are `unsure`, by their titles."""
    for title, choice in choices.items():
        spreadsheet = with_unsure(spreadsheet, title, choice)
    return spreadsheet


class ChangedMeanwhile(BadInput):
    """Another window or command changed the history after it was shown what a spreadsheet brings."""

    def __init__(self) -> None:
        super().__init__(
            "Your journal was changed elsewhere meanwhile; nothing was imported. Check again what the file brings."
        )


class SheetImport(NamedTuple):
    """The taking over of a spreadsheet into a journal: when, on which day, and when days end.

    With `deleted_too` what was deleted here since counts as new. `samples` of the entries are listed.
    """

    journal: Journal
    now: datetime
    today: date
    day_ends: time
    deleted_too: bool = False
    samples: int = SAMPLES

    def entries(self, spreadsheet: Spreadsheet, progress: Progress = no_progress) -> SheetEntries:
        """Make check-ins of the rows. Raises BadInput for a cell that can't be read."""
        sheet, columns, _ = spreadsheet
        source = source_name(sheet.path, columns.mapping.name if columns.mapping.source else "")
        setting = Setting(self.now, self.day_ends, system_local, source)
        records = take(sheet, columns.mapping, setting, progress, guessed_titles=columns.evidence)
        rows = rows_of(records.checkins, records.medications)
        earlier = known_source(rows.values(), self.journal.all(Import), source)
        if earlier != source:
            records = take(
                sheet, columns.mapping, setting._replace(source=earlier), progress, guessed_titles=columns.evidence
            )
            rows = rows_of(records.checkins, records.medications)
        left_out = records.left_out._replace(columns=columns.lost)
        preview, as_written = entry_lines(records, self.samples), row_lines(sheet, records)
        return SheetEntries(tuple(rows.values()), earlier, preview, left_out, as_written)

    def changes(self, entries: SheetEntries) -> SheetChanges:
        """Compare the entries with the journal."""
        present = rows_of(self.journal.all(CheckIn), self.journal.all(Medication))
        imports = self.journal.all(Import)
        return compare(entries.rows, entries.source, imports, present, deleted_too=self.deleted_too)

    def beside(self, changes: SheetChanges) -> str:
        """Say on how many of the days that are new in the sheet there is an entry already; empty for none."""
        days_here = {entry.day for entry in self.journal.all(CheckIn)}
        return beside_words((row.entry.day for row in changes.new), days_here)

    def before_start(self, changes: SheetChanges) -> str:
        """Say how many of the entries that are new lie before the start, with the id of a key; empty for none."""
        return before_start(
            self.journal, uncounted(self.journal, [row.entry for row in changes.new], self.today), self.today
        )

    def is_current(self, entries: SheetEntries, changes: SheetChanges) -> bool:
        """Read what was written elsewhere, and tell whether the entries still bring just that. Raises StoreError."""
        self.journal.refresh()
        return self.changes(entries) == changes

    def take_over(
        self,
        name: str,
        entries: SheetEntries,
        changes: SheetChanges,
        *,
        sheet_wins: bool = False,
        delete_gone: bool = False,
    ) -> Imported:
        """Save what the file called `name` brings and raises, as one change after a backup; see `writing`.

        Raises ChangedMeanwhile where the entries no longer bring just these changes, StoreError.
        """
        if not self.is_current(entries, changes):
            raise ChangedMeanwhile
        self.journal.backup("before-import")
        before = uncounted(self.journal, self.journal.all(CheckIn), self.today)
        imports = self.journal.all(Import)
        write = writing(changes, imports, self.now, self.today, sheet_wins=sheet_wins, delete_gone=delete_gone)
        came = [record for record in write.records if isinstance(record, CheckIn)]
        gone = [record for record in write.deletions if isinstance(record, CheckIn)]
        raised, taken = imported_red_flags.of_entries(self.journal, came, gone, self.now, self.today)
        deletions = (*write.deletions, *taken.withdrawn)
        with handing_over(raised):
            saved = self.journal.save(f"import of {name}", *write.records, *raised, *taken.changed, delete=deletions)
        more_uncounted = uncounted(self.journal, self.journal.all(CheckIn), self.today) - before
        return Imported(saved.certain, raised, marks_with(self.journal, gone), more_uncounted)


def write_sheet_mapping(spreadsheet: Spreadsheet, path: Path, paths: Paths) -> tuple[str, ...]:
    """Write what the columns mean as TOML, over what is there. Raises BadInput, StoreError.

    Returns the guessed columns of which most can't be read: it leaves them out, as it would be refused with them.
    """
    mapping = spreadsheet.guess.mapping
    unfit = unfit_titles(spreadsheet.sheet, mapping)
    ignored = {title: Column(takes=NOTHING) for title in (*spreadsheet.guess.left_out, *unfit)}
    mapping = replace(mapping, columns=mapping.columns | ignored)
    write_output(path, write_mapping(mapping).encode(), paths, force=True)
    return unfit


def with_deleted(journal: Journal, import_: Incoming, now: datetime) -> Incoming:
    """Include what was deleted here since, as if it had just been changed there."""
    return _beside(journal, revived(_ours(journal), import_.history, now))


def without_episodes(journal: Journal, import_: Incoming) -> Incoming:
    """Leave out the episodes that are new here: the entries that come in are of those that are here."""
    left_out = {ulid for ulid in import_.differences.added if TABLES[import_.history[ulid].table] is Episode}
    return _beside(journal, {ulid: version for ulid, version in import_.history.items() if ulid not in left_out})


def take_over(journal: Journal, name: str, import_: Incoming, now: datetime, today: date) -> Imported:
    """Save what the file called `name` brings and raises, as one change, after a backup. Raises StoreError."""
    journal.backup("before-import")
    before = uncounted(journal, journal.all(CheckIn), today)
    history, raised, gone = imported_red_flags.of_history(journal, import_.history, now, today)
    with handing_over(raised):
        saved = journal.merge(f"import of {name}", history)
    more_uncounted = uncounted(journal, journal.all(CheckIn), today) - before
    return Imported(saved.certain, raised, marks_with(journal, gone), more_uncounted)


def _ours(journal: Journal) -> History:
    return journal.history().history


def _beside(journal: Journal, theirs: History) -> Incoming:
    return Incoming(theirs, differences(_ours(journal), theirs))
