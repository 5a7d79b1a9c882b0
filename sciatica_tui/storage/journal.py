"""What the app speaks to: typed records in and out, undo, drafts.

Reading takes the last version that was read or saved and waits for nobody, so it is safe from the event loop while a
worker saves. Saving blocks for as long as the disk takes: use a worker.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from ..domain.errors import BadInput, DurabilityUnknown, StoreError
from ..domain.records import TABLES, R, Record
from .backup_list import Backup, BackupList, describe_backups
from .changeset import Changer, Step, Targets, merging
from .drafts import SideFiles
from .durable_file import DurableFile
from .file_format import FILE_NAME as FILE_NAME
from .file_format import Tables
from .file_protocol import ByteFile, FileVersion, MemoryFile
from .integrity import examine, repair
from .last_change import last_change
from .merge import History, Read, read_history
from .notices import NOTICES, Notices, Replacement
from .record_table import TOMBSTONES, RecordTable, Tombstone
from .recovery import BEFORE_RESTORE, MERGED
from .steps import Steps
from .storage import NO_ROWS, Storage
from .tinydb_documents import Document

_KINDS: dict[str, type[Any]] = {**TABLES, TOMBSTONES: Tombstone}
_NAMES: dict[type[Record], str] = {kind: name for name, kind in TABLES.items()}


class Saved(msgspec.Struct, frozen=True):
    """What was saved. `certain` is false where the disk did not confirm that a power cut would not lose it."""

    label: str
    certain: bool = True


class Restored(msgspec.Struct, frozen=True):
    """What restoring a backup left: where the present is kept, and the records that stay though the backup lacks them.

    `certain` as in `Saved`.
    """

    previous: Path | None
    staying: tuple[Record, ...]
    certain: bool


def load_for_changes() -> None:
    """Load what the first change needs: no module is looked for while an entry waits, or after an upgrade."""
    from . import tinydb_tables  # noqa: F401 - to have loaded it is all that is wanted


class Journal:
    """All records of one person. `Journal.open` for the file, `Journal.in_memory` for a history that is not kept."""

    def __init__(self, file: ByteFile, side_file: Callable[[str], ByteFile], now: Callable[[], datetime]) -> None:
        self._now = now
        self._file = file
        self._storage = Storage(file, now, frozenset(TABLES))
        self._drafts = SideFiles(side_file)
        self._record_tables: dict[str, RecordTable[Any]] = {}
        self._steps = Steps()
        self._changing = threading.Lock()
        self._listeners: list[Callable[[Step | None], None]] = []

    @classmethod
    def open(cls, folder: Path, now: Callable[[], datetime]) -> Journal:
        """The journal kept in `folder`, which is made where it is missing.

        A damaged file is set aside and the newest good backup put in its place; `notices` then says so. Raises
        StoreError where the data can't be read, or belongs to another program.
        """
        file = DurableFile(folder / FILE_NAME, now)
        file.prepare()
        return cls(file, lambda name: DurableFile(folder / name, now, backups=False, lock=file.lock), now)

    @classmethod
    def in_memory(cls, now: Callable[[], datetime], records: Iterable[Record] = ()) -> Journal:
        """A journal with these records as they are, of which nothing is kept."""
        journal = cls(MemoryFile(), lambda name: MemoryFile(), now)
        documents: dict[str, list[Document]] = {}
        for record in records:
            documents.setdefault(_NAMES[type(record)], []).append(msgspec.to_builtins(record))
        with journal._storage.database.transaction():
            for name, rows in documents.items():
                journal._storage.database.table(name).insert_multiple(rows)
        return journal

    @property
    def path(self) -> Path | None:
        """The document file; `None` in memory."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved; `notices` says why."""
        return self._storage.read_only is not None

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the person: a restored backup, a hand edit, unreadable entries of the tables read so far."""
        reason = self._storage.read_only
        tables = self._record_tables.copy()  # another thread may add to them
        unreadable = [_unreadable_notice(name, table) for name, table in tables.items() if table.unreadable]
        return (*self._storage.notices, *((reason,) if reason else ()), *unreadable, *self._drafts.notices)

    @property
    def damage(self) -> tuple[Replacement, ...]:
        """What some of the `notices` tell of a damaged or missing file, in whose place another one is shown."""
        return self._storage.damage

    @property
    def version(self) -> int:
        """Another number whenever the contents are others."""
        return self._storage.committed.version

    @property
    def file_version(self) -> FileVersion | None:
        """The version of the file that is in memory; `None` without one, and where it is not certain."""
        return self._storage.committed.tag

    def listen(self, listener: Callable[[Step | None], None]) -> None:
        """Call it after each change that is made here, in the thread that made it; it must not raise.

        It is given what was saved, deleted or undone; `None` for a merge, an import, a restored backup and a repair.
        """
        self._listeners.append(listener)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of the kind, sorted by id, which is the order they were made in."""
        return self._rows(_NAMES[kind]).records

    def get(self, kind: type[R], ulid: str) -> R | None:
        """The record of that id; `None` where there is none, or it was deleted."""
        record: R | None = self._rows(_NAMES[kind]).get(ulid)
        return record

    def save(self, label: str, *records: Record, delete: Iterable[Record] = (), over: Iterable[Record] = ()) -> Saved:
        """Keep the records, new or changed, and delete others, together: all or nothing, one step for `undo`.

        `over` are records that must still be as given. `updated_at` and `rev` are set here. Saving the same again is
        harmless. Raises BadInput for a value out of range, ChangedSince where one of `over` is another by now,
        StoreError and its kinds where nothing was saved.
        """
        deletions, expected = tuple(delete), tuple(over)
        with self._changing:
            try:
                step, doubt = self._change(label, lambda changer: _saving(changer, records, deletions, expected))
            except msgspec.ValidationError as error:
                from ..domain.measures.answers import explain

                raise BadInput(explain(error)) from error
            if step.touched:
                self._steps.add(step)
            return Saved(label, certain=doubt is None)

    def delete(self, label: str, *records: Record) -> Saved:
        """Delete the records; of each remains a tombstone without its contents."""
        return self.save(label, delete=records)

    @property
    def last_step(self) -> Step | None:
        """The last change of this window, which `undo` would take back."""
        return self._steps.last

    @property
    def last_undone(self) -> Step | None:
        """What undoing made of the journal last, which `redo` would take back."""
        return self._steps.last_undone

    def take_up_last_change(self) -> Step | None:
        """Make the change that led to this version of the file, whoever made it, the one that `undo` would take back.

        `None` where the version before is not in the backups, or this one was not made from it by a change.
        """
        step = last_change(self._file.previous(), self._storage.committed) if self.path is not None else None
        if step is not None:
            self._steps.add(step)
        return step

    def undo(self, keep: Iterable[Record] = (), save: Iterable[Record] = ()) -> str | None:
        """Take back the last change of this window as a whole and return its label; `None` where there is none.

        Records of it that are in `keep` stay as they are; those of `save` are saved with it. Raises StoreError where
        another window has changed the same record since (that change can't be undone then) and where nothing could be
        saved; DurabilityUnknown where it is undone but the disk did not confirm it.
        """
        with self._changing:
            return self._steps.undo(self._change, keep, save)

    def redo(self) -> str | None:
        """Make the change that was undone last again, unless another came since; return and raise as `undo`."""
        with self._changing:
            return self._steps.redo(self._change)

    def leave_notices(self) -> None:
        """Keep what there is to say for the app to say once more: nobody may have read a command's stderr.

        Raises StoreError, also where another window is saving at this moment.
        """
        if self.notices and not self.read_only:
            with self._drafts.locked(NOTICES, wait=False):
                self.save_draft(NOTICES, Notices(self.notices, self.damage)._asdict())

    def left_notices(self) -> Notices:
        """Return the notices of commands, and forget them."""
        left = self.load_draft(NOTICES) or {}
        if left and not self.read_only:  # what can't be taken away is said again at the next start
            with suppress(StoreError), self._drafts.locked(NOTICES, wait=False):
                self.discard_draft(NOTICES)
        return Notices.from_draft(left)

    def history(self) -> Read:
        """Everything, deletions too, for an export or to merge; with what can't be read and is left out."""
        return read_history(
            {name: [raw for _, raw in rows.items()] for name, rows in self._storage.committed.tables.items()}
        )

    def merge(self, label: str, theirs: History) -> Saved:
        """Take over the later versions of another copy, all or nothing, as one step for `undo`. Raises StoreError.

        Records keep their revisions and times, so that every device arrives at the same history.
        """
        with self._changing:
            step, doubt = self._change(label, lambda _: merging(self.history().history, theirs), own=False)
            if step.touched:
                self._steps.add(step)
            return Saved(label, certain=doubt is None)

    def backup(self, name: str) -> Path | None:
        """Keep a lasting backup of the file as it is, called `name`; return its path, `None` without a file."""
        return self._file.keep_as(name)

    def keep_other(self, data: bytes) -> Path | None:
        """Keep another device's copy in the backups; return its path."""
        return self._file.keep_as(MERGED, data)

    def backups(self) -> BackupList:
        """List the backups, newest first, and those that can't be read."""
        return describe_backups(self._file.backups())

    @property
    def store(self) -> str:
        """Names this history; the same in copies of it on other devices."""
        return self._storage.committed.meta.store

    def restore(self, copy: Backup, staying: Callable[[], Iterable[Record]] = tuple) -> Restored:
        """Put a backup in the place of everything, after a copy of the present: all or nothing.

        `staying` tells which records of the newest version stay as they are. Raises StoreError: nothing was changed.
        """
        tables, certain = copy.tables(), True
        with self._changing:
            try:
                with self._storage.database.transaction():
                    documents = Changer(self._storage.database, self._rows, self._now()).documents(staying())
                    present = self.backup(BEFORE_RESTORE)
                    step = _put_all(self._storage, tables, documents, self._now())
            except DurabilityUnknown:
                certain = False
            self._steps.clear()
            self._make_ready(tuple(self._record_tables))
            self._tell(None)
        return Restored(present, step.changed_records, certain)

    def repair(self) -> tuple[str, ...]:
        """Mend what can be mended without losing an entry, after a backup; return a sentence for each repair."""
        with self._changing:
            sentences = repair(self._storage, self._storage.database, {name: self._rows(name) for name in _KINDS})
            self._tell(None)
        return sentences

    def refresh(self) -> bool:
        """Read what another process wrote; tell whether one did. Does not wait for a save of our own.

        Costs next to nothing where there was nothing; else it reads the file: use a worker.
        """
        if not self._storage.refresh(wait=False):
            return False
        self._make_ready(tuple(self._record_tables))
        return True

    def save_draft(self, name: str, contents: Mapping[str, object]) -> None:
        """Keep a half-filled form or a running session, as durably as a record. Raises StoreError, BadInput."""
        self._drafts.save(name, contents)

    def load_draft(self, name: str) -> dict[str, object] | None:
        """Return the draft as JSON gives it back; `None` where there is none or it can't be read (see `notices`)."""
        return self._drafts.load(name)

    def change_draft(
        self, name: str, change: Callable[[Mapping[str, object] | None], Mapping[str, object] | None]
    ) -> None:
        """Keep what `change` makes of the present draft (None discards it), with no other window between."""
        with self._drafts.locked(name):
            contents = change(self.load_draft(name))
            if contents is None:
                self.discard_draft(name)
            else:
                self.save_draft(name, contents)

    def set_draft_aside(self, name: str, reason: str, remainder: Mapping[str, object] | None = None) -> None:
        """Keep a draft that can't be used under another name, and in its place the remainder that can, if any.

        `notices` then say why and where. Raises StoreError where the remainder can't be kept.
        """
        with self._drafts.locked(name):
            self._drafts.set_aside(name, reason)
            if remainder is not None:
                self._drafts.save(name, remainder)

    def discard_draft(self, name: str) -> None:
        """Discard the draft."""
        self._drafts.discard(name)

    def check(self) -> tuple[str, ...]:
        """List what is not as it should be with the file, its folder and its entries."""
        self.refresh()
        return examine(self._storage, {name: self._rows(name) for name in _KINDS})

    def _rows(self, name: str) -> RecordTable[Any]:
        rows = self._storage.committed.tables.get(name, NO_ROWS)
        table = self._record_tables.get(name)
        if table is None or table.rows is not rows:
            table = self._record_tables[name] = RecordTable(_KINDS[name], rows, table)
        return table

    def _change(
        self, label: str, targets: Callable[[Changer], Targets], *, own: bool = True
    ) -> tuple[Step, DurabilityUnknown | None]:
        """Make a change in one transaction; return the doubt, too, where the disk did not confirm it."""
        doubt: DurabilityUnknown | None = None
        try:
            with self._storage.database.transaction():
                changer = Changer(self._storage.database, self._rows, self._now())
                step = changer.apply(label, targets(changer))
        except DurabilityUnknown as error:
            doubt = error
        self._make_ready({record.table for record in step.touched})
        if step.touched:
            self._tell(step if own else None)
        return step, doubt

    def _tell(self, step: Step | None) -> None:
        for listener in self._listeners:
            listener(step)

    def _make_ready(self, tables: Iterable[str]) -> None:
        """Decode the tables here, in the worker, so that the event loop need not."""
        for name in tables:
            self._rows(name)


def _saving(
    changer: Changer, records: Iterable[Record], deletions: Iterable[Record], expected: Iterable[Record]
) -> Targets:
    for record in expected:
        changer.check_unchanged(_NAMES[type(record)], record)
    documents: dict[str, dict[str, Document | None]] = {}
    for record in records:
        name = _NAMES[type(record)]
        documents.setdefault(name, {})[record.id] = changer.document(name, record)
    for record in deletions:
        documents.setdefault(_NAMES[type(record)], {})[record.id] = None
    return documents


def _put_all(storage: Storage, tables: Tables, over: Targets, now: datetime) -> Step:
    """Put tables in the place of all, and documents over them; return the step that the documents are."""
    storage.put_all(tables)
    changer = Changer(storage.database, lambda name: RecordTable(_KINDS[name], storage.rows(name)), now)
    return changer.apply("restore", over)


def _unreadable_notice(name: str, table: RecordTable[Any]) -> str:
    numbers = ", ".join(list(table.unreadable)[:5])
    words = "check-ins" if name == "checkins" else name.replace("_", " ")
    return (
        f"{len(table.unreadable)} of your {words} can't be read (number {numbers}). What can't be read is left out but "
        "stays in the file: “sciatica-tui check” says what is wrong."
    )
