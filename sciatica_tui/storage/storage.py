"""The store under TinyDB: tables in memory and in one file, changed together or not at all.

What is in memory is never changed, only exchanged for the next version, so that reading needs no lock and taking a
change back is forgetting it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from .current_version import CurrentVersion, Snapshot
from .file_format import META, SCHEMA, Rows, Tables
from .file_protocol import ByteFile
from .migrations import STEPS, Step
from .tinydb_documents import encode_documents

if TYPE_CHECKING:
    from tinydb.storages import Storage as TinyStorage

    from .notices import Replacement
    from .tinydb_tables import Database
else:
    TinyStorage = object  # `tinydb_tables` tells TinyDB; who only reads need not load it

NO_ROWS: Rows = {}


class Storage(TinyStorage):
    """The tables of one file, which opening restores where it is damaged or gone: see `CurrentVersion`.

    `own_tables` tell our file where it has no `_meta`. Reading waits for no lock. Raises StoreError and its kinds.
    """

    def __init__(
        self,
        file: ByteFile,
        now: Callable[[], datetime],
        own_tables: frozenset[str] = frozenset(),
        steps: Mapping[int, Step] = STEPS,
        schema: int = SCHEMA,
    ) -> None:
        self._file = file
        self._mutex = threading.RLock()
        self._working: Tables | None = None
        self._current = CurrentVersion(file, now, own_tables, steps, schema)

    @cached_property
    def database(self) -> Database:
        """TinyDB over it, made for the first change: reading does without."""
        from .tinydb_tables import Database

        return Database(storage=lambda: self)

    @property
    def file(self) -> ByteFile:
        """Where it is kept."""
        return self._file

    @property
    def committed(self) -> Snapshot:
        """The last version that was read or saved; another thread's unfinished transaction does not show."""
        return self._current.snapshot

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the person on what was restored or found changed."""
        return self._current.notices

    @property
    def damage(self) -> tuple[Replacement, ...]:
        """What some of the `notices` tell of a damaged or missing file."""
        return self._current.damage

    @property
    def read_only(self) -> str | None:
        """The sentence that says why nothing could be saved when it was opened; `None` when it could."""
        return self._current.read_only

    def lacks(self, data: bytes | None) -> bool:
        """Tell whether a copy of the file holds something that is missing here."""
        return self._current.lacks(data)

    def refresh(self, *, wait: bool = True) -> bool:
        """Read what another process wrote; tell whether one did. Without `wait`, not during a save."""
        if not self._mutex.acquire(blocking=wait):
            return False
        try:
            return self._working is None and self._current.refresh()
        finally:
            self._mutex.release()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let everything that is read inside be of one version, the newest."""
        with self._mutex:
            self.refresh()
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all changes made inside at once when the outermost one ends; an error takes them back.

        Raises StoreBusy, StoreReadOnly, StoreError (nothing was saved), DurabilityUnknown (all of it was).
        """
        with self._mutex:
            if self._working is not None:
                outer = self._working
                try:
                    yield
                except BaseException:
                    self._working = outer
                    raise
                return
            with self._file.locked():
                self._current.catch_up()
                before = self.committed
                self._working = before.tables
                try:
                    yield
                    if self._working is not before.tables:
                        self._current.commit(self._working, before.meta, before.tag)
                finally:
                    self._working = None

    def rows(self, table: str) -> Rows:
        """Return the encoded documents of a table, inside a transaction with its changes."""
        return self._view().get(table, NO_ROWS)

    def put(self, table: str, rows: Rows | None) -> None:
        """Exchange a table's documents inside a transaction; `None` drops the table."""
        assert self._working is not None, "outside a transaction"
        if table == META:
            raise ValueError(f"the table {META} is kept by the storage itself")
        tables = dict(self._working)
        if rows is None:
            tables.pop(table, None)
        else:
            tables[table] = rows
        self._working = tables

    def put_all(self, tables: Tables) -> None:
        """Exchange all tables inside a transaction; others are dropped."""
        for name in self.names() - tables.keys():
            self.put(name, None)
        for name, rows in tables.items():
            self.put(name, rows)

    def names(self) -> set[str]:
        """Return the names of the tables."""
        return set(self._view())

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Decode everything, as TinyDB asks for it; the caller may change it at will."""
        with self.reading():
            tables = self._view()
            return {
                name: {key: msgspec.json.decode(raw) for key, raw in tables[name].items()} for name in tables
            } or None

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Exchange everything, as TinyDB does it."""
        with self.transaction():
            self.put_all({name: encode_documents(documents) for name, documents in data.items()})

    def close(self) -> None:
        """Do nothing, as no file stays open; TinyDB calls it."""

    def _view(self) -> Tables:
        return self.committed.tables if self._working is None else self._working
