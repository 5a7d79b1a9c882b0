"""A TinyDB storage on a durable file: one copy in memory, compared with the disk before each step.

What is in memory is never changed, only exchanged for the next version, so that reading needs no lock and taking a
change back is forgetting it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import msgspec
import tinydb.storages
from msgspec.structs import replace

from ..core.errors import NotCertain, StoreError, StoreReadOnly
from .byte_file import ByteFile, Found, Tag
from .documents import encode_document
from .layout import META, SCHEMA, Contents, Damaged, Foreign, Meta, Tables, compose, parse, token
from .migrations import STEPS, Step, migrate
from .packed_rows import PackedRows, Rows, packed
from .recovery import Copy, foreign, newest_copy, restored, too_new

NO_ROWS = PackedRows({})


class Snapshot(msgspec.Struct, frozen=True):
    """One version of everything. `tag` is that of the file it was read from or written to, `None` without a file.

    `version` differs between any two snapshots of a storage.
    """

    tables: Mapping[str, PackedRows]
    meta: Meta
    tag: Tag | None
    version: int


class Storage(tinydb.storages.Storage):
    """The tables of one file. `known` names the tables by which a file without `_meta` is known as ours.

    Opening restores the newest good backup where the file is damaged or gone, and says so in `notices`.
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
        self._working: Mapping[str, PackedRows] | None = None
        self._committed = Snapshot({}, Meta(schema=schema, store=token()), None, 0)
        self._load()
        self._obstacle = file.obstacle()

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

        Raises StoreBusy, StoreReadOnly, StoreError (nothing was saved), NotCertain (all of it was).
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
                self.refresh()
                self._working = self._committed.tables
                try:
                    yield
                    if self._working is not self._committed.tables:
                        self._commit(self._working, self._committed.meta, self._committed.tag)
                finally:
                    self._working = None

    def rows(self, table: str) -> PackedRows:
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
            changed |= packed({table: rows})
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
                self.put(name, {str(key): encode_document(document) for key, document in documents.items()})

    def _view(self) -> Mapping[str, PackedRows]:
        return self._committed.tables if self._working is None else self._working

    def _publish(self, tables: Tables, meta: Meta, tag: Tag | None) -> None:
        self._committed = Snapshot(packed(tables), meta, tag, self._committed.version + 1)

    def _commit(self, tables: Tables, meta: Meta, expected: Tag | None) -> None:
        if meta.schema > self._schema:
            raise StoreReadOnly(too_new(self._file))
        rows = packed(tables)
        meta, data = compose(meta, rows, self._now())
        try:
            tag = self._file.replace(data, expected)
        except NotCertain:
            self._publish(rows, meta, None)
            raise
        self._publish(rows, meta, tag)

    def _load(self) -> None:
        try:
            found, contents = self._understand(self._file.read())
        except Damaged:
            with self._file.locked():
                self._repair()
        else:
            self._take(found, contents)

    def _understand(self, found: Found | None) -> tuple[Found, Contents]:
        if found is None:
            raise Damaged("it is missing")
        return found, parse(found.data, self._known)

    def _take(self, found: Found, contents: Contents) -> None:
        """Makes what was found the current version, brought to our schema where it is older."""
        if not contents.intact:
            self._notify(f"{self._file.path} was changed by hand or by another program; it was taken as it is.")
        tables: Tables = contents.tables
        meta = contents.meta
        if not meta.store:
            copy = self._newest_copy()
            meta = replace(meta, store=token(), sequence=copy.contents.meta.sequence if copy else 0)
        if meta.schema >= self._schema:
            self._publish(tables, meta, found.tag)
            return
        tables, meta = self._migrated(tables, meta)
        if self._file.obstacle() is not None:
            self._publish(tables, meta, found.tag)
            return
        with self._file.locked():
            if self._file.tag() != found.tag:
                self._load()
                return
            self._file.keep_schema(contents.meta.schema)
            self._commit_or_doubt(tables, meta, self._file.tag())

    def _repair(self) -> None:
        """Under the lock: puts the newest good version in the place of a file that is damaged or gone."""
        found = self._file.read()
        try:
            self._take(*self._understand(found))
        except Damaged as damage:
            best = self._newest_copy()
            if best is None and isinstance(damage, Foreign):
                raise StoreError(foreign(self._file, damage)) from damage
            obstacle = self._file.obstacle()
            if obstacle is not None:
                raise StoreReadOnly(obstacle) from damage
            aside = self._file.set_aside() if found is not None else None
            if best is not None or aside is not None:
                self._notify(restored(self._file, damage, best, aside))
            if best is None:
                self._publish({}, Meta(schema=self._schema, store=token()), None)
            else:
                self._commit_or_doubt(*self._migrated(best.contents.tables, best.contents.meta), None)

    def _migrated(self, tables: Tables, meta: Meta) -> tuple[Tables, Meta]:
        if meta.schema < self._schema:
            tables = migrate(tables, meta.schema, self._steps, self._schema)
        return tables, replace(meta, schema=self._schema)

    def _commit_or_doubt(self, tables: Tables, meta: Meta, expected: Tag | None) -> None:
        try:
            self._commit(tables, meta, expected)
        except NotCertain as doubt:
            self._notify(str(doubt))

    def _newest_copy(self) -> Copy | None:
        held = Contents(self._committed.meta, self._committed.tables, intact=True)
        return newest_copy(self._file, self._known, self._schema, held)

    def _notify(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices += (sentence,)
