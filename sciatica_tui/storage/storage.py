"""A TinyDB storage on a durable file: one copy in memory, compared with the disk before each step.

What is in memory is never changed, only exchanged for the next version, so that reading needs no lock and taking a
change back is forgetting it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import tinydb.storages
from msgspec.structs import replace

from ..domain.errors import DurabilityUnknown, StoreBusy, StoreError, StoreReadOnly
from .file_format import META, SCHEMA, Contents, Damaged, Foreign, Meta, Missing, Rows, Tables, compose, parse, token
from .file_protocol import ByteFile, FileVersion, Found
from .lost_versions import lost_versions, with_versions
from .merge import History
from .migrations import STEPS, Step, migrate
from .recovery import (
    Choice,
    foreign,
    lag_notice,
    newer_copy,
    newest_copy,
    older_version_notice,
    other_history_notice,
    restored,
    restored_since,
    stand_in_notice,
    too_new,
)
from .tinydb_documents import encode_documents

NO_ROWS: Rows = {}


class Snapshot(msgspec.Struct, frozen=True):
    """One version of everything. `tag` is that of the file it was read from or written to, `None` without a file.

    `version` differs between any two snapshots of a storage.
    """

    tables: Tables
    meta: Meta
    tag: FileVersion | None
    version: int


class Storage(tinydb.storages.Storage):
    """The tables of one file. `known` names the tables by which a file without `_meta` is known as ours.

    Opening restores the newest good backup where the file is damaged or gone, and says so in `notices`; so it does
    where another program put an older version in the file's place while it was open. What can't be put right on disk is
    shown as it should be, and tried again before the next change. Reading waits for no lock.
    Raises StoreError and its kinds.
    """

    def __init__(
        self,
        file: ByteFile,
        now: Callable[[], datetime],
        known: frozenset[str] = frozenset(),
        steps: Mapping[int, Step] = STEPS,
        schema: int = SCHEMA,
    ) -> None:
        super().__init__()
        self.notices: tuple[str, ...] = ()
        self._file = file
        self._now = now
        self._known = known
        self._steps = steps
        self._schema = schema
        self._mutex = threading.RLock()
        self._working: Tables | None = None
        self._committed = Snapshot({}, Meta(schema=schema, store=token()), None, 0)
        self._unfinished: StoreError | None = None
        self._load()
        self._obstacle = file.obstacle()
        self._look_for_newer()

    @property
    def file(self) -> ByteFile:
        """Where it is kept."""
        return self._file

    @property
    def committed(self) -> Snapshot:
        """The last version that was read or saved; another thread's unfinished transaction does not show."""
        return self._committed

    @property
    def read_only(self) -> str | None:
        """The sentence that says why nothing could be saved when it was opened; `None` when it could."""
        return too_new(self._file) if self._committed.meta.schema > self._schema else self._obstacle

    def refresh(self, *, wait: bool = True) -> bool:
        """Takes over what another process wrote; whether there was anything. Without `wait`, not during a save."""
        if not self._mutex.acquire(blocking=wait):
            return False
        try:
            if self._working is not None or self._file.tag() == self._committed.tag:
                return False
            self._load()
            return True
        finally:
            self._mutex.release()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside is of one version, the newest."""
        with self._mutex:
            self.refresh()
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes made inside are written at once when the outermost one ends; an error takes them back.

        Raises StoreBusy, StoreReadOnly, StoreError (nothing was saved), DurabilityUnknown (all of it was).
        """
        with self._mutex:
            if self._working is not None:
                before = self._working
                try:
                    yield
                except BaseException:
                    self._working = before
                    raise
                return
            with self._file.locked():
                self._catch_up()
                self._working = self._committed.tables
                try:
                    yield
                    if self._working is not self._committed.tables:
                        self._commit(self._working, self._committed.meta, self._committed.tag)
                finally:
                    self._working = None

    def rows(self, table: str) -> Rows:
        """The encoded documents of a table, inside a transaction with its changes."""
        return self._view().get(table, NO_ROWS)

    def put(self, table: str, rows: Rows | None) -> None:
        """Exchanges a table's documents inside a transaction; `None` drops the table."""
        assert self._working is not None, "outside a transaction"
        if table == META:
            raise ValueError(f"the table {META} is kept by the storage itself")
        changed = dict(self._working)
        if rows is None:
            changed.pop(table, None)
        else:
            changed[table] = rows
        self._working = changed

    def names(self) -> set[str]:
        """The names of the tables."""
        return set(self._view())

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Everything, decoded, as TinyDB asks for it; the caller may change it at will."""
        with self.reading():
            tables = self._view()
            return {
                name: {key: msgspec.json.decode(raw) for key, raw in tables[name].items()} for name in tables
            } or None

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Exchanges everything, as TinyDB does it."""
        with self.transaction():
            for name in self.names() - data.keys():
                self.put(name, None)
            for name, documents in data.items():
                self.put(name, encode_documents(documents))

    def _view(self) -> Tables:
        return self._committed.tables if self._working is None else self._working

    def _catch_up(self) -> None:
        """Takes over what is on disk before a change; raises what keeps the file from being put right."""
        if self._unfinished is None:
            self.refresh()
        else:
            self._load()
        if self._unfinished is not None:
            raise self._unfinished

    def _publish(
        self, tables: Tables, meta: Meta, tag: FileVersion | None, unfinished: StoreError | None = None
    ) -> None:
        self._committed = Snapshot(tables, meta, tag, self._committed.version + 1)
        self._unfinished = unfinished

    def _commit(self, tables: Tables, meta: Meta, expected: FileVersion | None) -> None:
        if meta.schema > self._schema:
            raise StoreReadOnly(too_new(self._file))
        meta, data = compose(meta, tables, self._now())
        try:
            tag = self._file.replace(data, expected)
        except DurabilityUnknown:
            self._publish(tables, meta, None)
            raise
        self._publish(tables, meta, tag)

    def _load(self) -> None:
        try:
            self._take(*self._understand(self._file.read()))
        except Damaged:
            try:
                with self._file.locked(wait=False):
                    self._repair()
            except StoreError as error:
                self._show(error)

    def _understand(self, found: Found | None) -> tuple[Found, Contents]:
        if found is None:
            raise Missing("it is missing")
        return found, parse(found.data, self._known)

    def _take(self, found: Found, contents: Contents) -> None:
        """Makes what was found the current version, brought to our schema, and with what this window held besides."""
        if not contents.intact:
            self._notify(f"{self._file.path} was changed by hand or by another program; it was taken as it is.")
        tables: Tables = contents.tables
        meta = contents.meta
        if not meta.store:
            copy = self._newest_copy().best
            meta = replace(meta, store=token(), sequence=copy.contents.meta.sequence if copy else 0)
        if meta.schema > self._schema:
            self._publish(tables, meta, found.tag)
            return
        tables, meta = self._migrated(tables, meta)
        self._keep_other_history(contents.meta)
        lost = self._lost(contents, tables)
        if lost:
            tables = with_versions(tables, lost)
            meta = replace(meta, sequence=max(meta.sequence, self._committed.meta.sequence))
        elif contents.meta.schema == self._schema:
            self._publish(tables, meta, found.tag)
            return
        unfinished = self._put_in_place(found, contents.meta.schema, tables, meta)
        if lost:
            self._notify(older_version_notice(self._file, contents.meta, len(lost), unfinished))
        if lost and unfinished is None:
            # Saved once more, as the copy of the version before is the one that lacks something, and may come again.
            with suppress(StoreError), self._file.locked(wait=False):
                self._commit_or_doubt(self._committed.tables, self._committed.meta, self._committed.tag)

    def _put_in_place(self, found: Found, schema: int, tables: Tables, meta: Meta) -> StoreError | None:
        """Writes what the file should hold instead of what was found; where that fails, shows it and says why."""
        try:
            with self._file.locked(wait=False):
                obstacle = self._file.obstacle()
                if obstacle is not None:
                    raise StoreReadOnly(obstacle)
                if self._file.tag() != found.tag:
                    self._load()
                    return self._unfinished
                if schema < self._schema:
                    self._file.keep_schema(schema)
                self._commit_or_doubt(tables, meta, self._file.tag())
        except StoreError as error:
            self._publish(tables, meta, found.tag, error)
        return self._unfinished

    def _keep_other_history(self, meta: Meta) -> None:
        """What this window held goes to the backups where the file is another history now. Raises StoreError."""
        held = self._committed
        if held.meta.sequence and meta.store and meta.store != held.meta.store:
            with self._file.locked(wait=False):
                _, data = compose(held.meta, held.tables, self._now())
                self._notify(other_history_notice(self._file, self._file.keep_as("held", data)))

    def _lost(self, contents: Contents, tables: Tables) -> History:
        """What this window held and the file lacks, though nobody took it out on purpose."""
        held, meta = self._committed, contents.meta
        if not held.meta.sequence or meta.store != held.meta.store:
            return {}
        if not contents.intact and (meta.commit == held.meta.commit or meta.sequence > held.meta.sequence):
            return {}
        lost = lost_versions(held.tables, tables, older=meta.sequence < held.meta.sequence)
        return {} if lost and restored_since(self._file, held.meta, meta) else lost

    def _repair(self) -> None:
        """Under the lock: puts the newest good version in the place of a file that is damaged or gone."""
        found = self._file.read()
        try:
            self._take(*self._understand(found))
        except Damaged as damage:
            choice = self._newest_copy()
            if choice.best is None and isinstance(damage, Foreign):
                raise StoreError(foreign(self._file, damage)) from damage
            obstacle = self._file.obstacle()
            if obstacle is not None:
                raise StoreReadOnly(obstacle) from damage
            for copy in choice.unreadable:
                with suppress(StoreError):
                    self._file.keep_copy(copy.path)
                self._notify(copy.refusal)
            aside = self._file.set_aside() if found is not None else self._last_set_aside()
            if choice.best is None:
                self._publish({}, Meta(schema=self._schema, store=token()), None)
            else:
                self._commit_or_doubt(*self._migrated(choice.best.contents.tables, choice.best.contents.meta), None)
            if choice.best is not None or found is not None:
                self._notify(restored(self._file, damage, choice, aside))

    def _show(self, error: StoreError) -> None:
        """Shows the newest good version where the file could not be put right; raises why where there is none."""
        try:
            self._take(*self._understand(self._file.read()))  # the window that holds the lock may have put it right
        except Damaged as damage:
            best = self._newest_copy().best
            if best is not None:
                tables, meta = self._migrated(best.contents.tables, best.contents.meta)
                self._publish(tables, meta, self._file.tag(), error)
                self._notify(stand_in_notice(self._file, damage, best, self._last_set_aside(), error))
            elif isinstance(damage, Missing) and isinstance(error, StoreBusy):
                self._publish({}, self._committed.meta, None)  # another window is about to save for the first time
            else:
                raise error from damage

    def _last_set_aside(self) -> Path | None:
        return next(reversed(self._file.damaged_files()), None)

    def _look_for_newer(self) -> None:
        """Says so where a safety copy has what the file lacks, and keeps that copy from being replaced by a save."""
        ours = self._committed
        newer, data = None, None
        with suppress(StoreError):  # entries that can be read are shown without this look, too
            newer = newer_copy(self._file, ours.meta)
            if newer is not None:
                data = next((copy.data for copy in self._file.copies() if copy.path == newer[0]), None)
        if newer is None or ours.meta.schema > self._schema or not self.lacks(data):
            return
        path, meta = newer
        with suppress(StoreError), self._file.locked(wait=False):
            path = self._file.keep_copy(path)
        self._notify(lag_notice(self._file, ours.meta, path, meta))
        # The next save counts on from there, so that this is said until then; the copy stays, and “check” names it.
        self._committed = replace(ours, meta=replace(ours.meta, sequence=meta.sequence))

    def lacks(self, data: bytes | None) -> bool:
        """Whether a copy of the file holds something that is here neither as it is there nor as something later."""
        try:
            contents = parse(data or b"", self._known)
        except Damaged:
            return False
        if contents.meta.schema > self._schema:
            return False
        tables, _ = self._migrated(contents.tables, contents.meta)
        return bool(lost_versions(tables, self._committed.tables))

    def _migrated(self, tables: Tables, meta: Meta) -> tuple[Tables, Meta]:
        if meta.schema < self._schema:
            tables = migrate(tables, meta.schema, self._steps, self._schema)
        return tables, replace(meta, schema=self._schema)

    def _commit_or_doubt(self, tables: Tables, meta: Meta, expected: FileVersion | None) -> None:
        try:
            self._commit(tables, meta, expected)
        except DurabilityUnknown as doubt:
            self._notify(str(doubt))

    def _newest_copy(self) -> Choice:
        """Raises StoreError where there is none, and some can't be read."""
        held = Contents(self._committed.meta, self._committed.tables, intact=True)
        choice = newest_copy(self._file, self._known, self._schema, held)
        if choice.best is None and choice.unreadable:
            raise StoreError(" ".join(copy.refusal for copy in choice.unreadable))
        return choice

    def _notify(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices += (sentence,)
