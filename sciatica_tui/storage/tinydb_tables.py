"""TinyDB over our storage: its documented behaviour, with the lock around each operation and one write for several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import tinydb
import tinydb.storages
import tinydb.table
from tinydb.queries import QueryLike
from tinydb.table import Document

from .file_format import Rows
from .storage import NO_ROWS, Storage
from .tinydb_documents import OpenDocuments, ReadDocuments

P = ParamSpec("P")
T = TypeVar("T")


def _reads(operation: Callable[Concatenate[Table, P], T]) -> Callable[Concatenate[Table, P], T]:
    def inside(self: Table, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.in_step(self.storage.reading()):
            return operation(self, *args, **kwargs)

    inside.__doc__ = operation.__doc__
    return inside


def _writes(operation: Callable[Concatenate[Table, P], T]) -> Callable[Concatenate[Table, P], T]:
    def inside(self: Table, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.in_step(self.storage.transaction()):
            return operation(self, *args, **kwargs)

    inside.__doc__ = operation.__doc__
    return inside


tinydb.storages.Storage.register(Storage)


class Table(tinydb.table.Table):
    """A table whose every operation sees the newest version; what it returns is the caller's own."""

    _storage: Storage
    _next_id: Any

    def __init__(self, storage: Storage, name: str, cache_size: int = 10, persist_empty: bool = False) -> None:
        self._rows: Rows = NO_ROWS
        super().__init__(storage, name, cache_size, persist_empty)

    @property
    def storage(self) -> Storage:
        """The storage of all tables."""
        return self._storage

    insert = _writes(tinydb.table.Table.insert)
    insert_multiple = _writes(tinydb.table.Table.insert_multiple)
    update = _writes(tinydb.table.Table.update)
    update_multiple = _writes(tinydb.table.Table.update_multiple)
    upsert = _writes(tinydb.table.Table.upsert)
    remove = _writes(tinydb.table.Table.remove)
    truncate = _writes(tinydb.table.Table.truncate)
    contains = _reads(tinydb.table.Table.contains)
    count = _reads(tinydb.table.Table.count)
    __len__ = _reads(tinydb.table.Table.__len__)
    if not TYPE_CHECKING:  # its overloads would be lost
        get = _reads(tinydb.table.Table.get)

    @_reads
    def search(self, cond: QueryLike) -> list[Document]:
        """The documents that match; the query cache keeps its own."""
        matches = super().search(cond)
        documents = self._read_table()
        return [self.document_class(documents[str(match.doc_id)], match.doc_id) for match in matches]

    @_reads
    def __iter__(self) -> Iterator[Document]:
        return iter(list(super().__iter__()))

    @contextmanager
    def in_step(self, step: AbstractContextManager[None]) -> Iterator[None]:
        """Inside, what TinyDB remembers of the table (next id, query results) is not older than the table."""
        with step:
            rows = self._storage.rows(self._name)
            if rows is not self._rows:
                self._rows = rows
                self._next_id = None
                self.clear_cache()
            yield

    def _get_next_id(self) -> int:
        if self._next_id is None:  # found at once, where TinyDB asks for each id in a way of its own
            self._next_id = 1 + max(map(int, self._storage.rows(self._name)), default=0)
        next_id: int = super()._get_next_id()  # type: ignore[no-untyped-call]
        return next_id

    # Read only: TinyDB asks for a dict and never writes to it.
    def _read_table(self) -> Mapping[str, Mapping[str, Any]]:  # type: ignore[override]  # read only
        return ReadDocuments(self._storage.rows(self._name))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._storage.transaction():
            before = self._storage.rows(self._name)
            documents = OpenDocuments(before, self.document_id_class)
            updater(documents)
            self._rows = documents.encoded()
            if self._rows is not before or self._name not in self._storage.names():
                self._storage.put(self._name, self._rows)
        self.clear_cache()


class Database(tinydb.TinyDB):
    """TinyDB with these tables, and with several operations as one."""

    # TinyDB types these as its own classes; ours narrow what they are made with.
    table_class = Table  # type: ignore[assignment]  # narrower
    default_storage_class = Storage  # type: ignore[assignment]  # narrower
    _storage: Storage

    @property
    def storage(self) -> Storage:
        """The storage of all tables."""
        return self._storage

    def transaction(self) -> AbstractContextManager[None]:
        """See `Storage.transaction`."""
        return self._storage.transaction()

    def tables(self) -> set[str]:
        """The names of all tables but `_meta`."""
        with self._storage.reading():
            return self._storage.names()

    def drop_tables(self) -> None:
        """Drops all tables."""
        with self.transaction():
            super().drop_tables()

    def drop_table(self, name: str) -> None:
        """Drops a table; nothing happens where there is none of that name."""
        with self.transaction():
            self._tables.pop(name, None)
            self._storage.put(name, None)
