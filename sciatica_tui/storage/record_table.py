"""A table's documents as records: decoded once, and again only where a document changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import cache
from itertools import chain, compress, repeat
from operator import attrgetter, is_not, lt
from typing import Any, Generic, Protocol, TypeVar

import msgspec
from msgspec import Raw

from ..domain.records import Record, are_ulids
from .file_format import Rows

TOMBSTONES = "tombstones"
"""The table of what was deleted."""

MANY = 500
"""Changes from which on all is decoded anew: each change is looked up in a table of its own length."""

PART = 1000
"""Ids that are looked through at once: those of years, as one text, take new memory from the system."""


class Identified(Protocol):
    """What every record has."""

    @property
    def id(self) -> str:
        """A ULID."""

    @property
    def rev(self) -> int:
        """The number of its changes, from 1."""


K = TypeVar("K", bound=Identified)


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of a deleted record: that it was there, never what it said."""

    id: str
    table: str
    rev: int
    deleted_at: datetime


class RecordTable(Generic[K]):
    """One version of a table; `records` are sorted by id.

    `unreadable` maps document ids to what is wrong with them; they stay in the file. `doubles` maps the id of a record
    that a hand edit put there more than once to the document ids that do not count: the greatest `rev` does.
    """

    def __init__(self, kind: type[K], rows: Rows, before: RecordTable[K] | None = None) -> None:
        self.rows = rows
        self.unreadable: dict[str, str] = {}
        self.doubles: dict[str, list[str]] = {}
        self._kind = kind
        self._has_ulids = issubclass(kind, Record)
        self._keys, self.records = self._updated(before) or self._read()
        self._unreadable_keys = self._keys_of_unreadable()

    def get(self, ulid: str) -> K | None:
        """Return the record of that id."""
        index = self._index(ulid)
        return None if index is None else self.records[index]

    def key(self, ulid: str) -> str | None:
        """Return the document id of the record, or of an unreadable document of that id."""
        index = self._index(ulid)
        return self._unreadable_keys.get(ulid) if index is None else self._keys[index]

    def extra_keys(self) -> frozenset[str]:
        """Return the document ids of doubles that do not count."""
        return frozenset(key for keys in self.doubles.values() for key in keys)

    def _index(self, ulid: str) -> int | None:
        index = bisect_left(self.records, ulid, key=_ID)
        return index if index < len(self.records) and self.records[index].id == ulid else None

    def _updated(self, before: RecordTable[K] | None) -> tuple[list[str], tuple[K, ...]] | None:
        """Decode the few documents that differ from the version before; `None` where everything is to be read."""
        if before is None or before.unreadable or before.doubles:
            return None
        keys_to_read = _other_keys(self.rows, before.rows)
        if len(keys_to_read) > MANY:
            return None
        keys, records = before._keys[:], list(before.records)
        for key in keys_to_read & before.rows.keys():
            index = keys.index(key)
            del keys[index], records[index]
        for key, record in self._decoded(
            (key, self.rows[key]) for key in sorted(keys_to_read & self.rows.keys(), key=int)
        ):
            index = bisect_left(records, record.id, key=_ID)
            if index < len(records) and records[index].id == record.id:
                self.unreadable.clear()
                return None
            keys.insert(index, key)
            records.insert(index, record)
        return keys, tuple(records)

    def _read(self) -> tuple[list[str], tuple[K, ...]]:
        if not self.rows:
            return [], ()
        with suppress(msgspec.DecodeError, RecursionError):
            records: list[K] = list(map(_decoder(self._kind).decode, self.rows.values()))
            keys, ids = list(self.rows), list(map(_ID, records))
            parts = (ids[first : first + PART] for first in range(0, len(ids), PART))
            if self._has_ulids and not all(map(are_ulids, parts)):
                return self._read_one_by_one()
            if all(map(lt, ids, ids[1:])):
                return keys, tuple(records)
            if len(set(ids)) == len(ids):
                order = sorted(range(len(ids)), key=ids.__getitem__)
                return [keys[index] for index in order], tuple([records[index] for index in order])
        return self._read_one_by_one()

    def _read_one_by_one(self) -> tuple[list[str], tuple[K, ...]]:
        """Leave out what can't be read, take of doubles the one that counts, and sort the rest."""
        by_id: dict[str, tuple[str, K]] = {}
        for key, record in self._decoded(self.rows.items()):
            rival_key, rival = by_id.setdefault(record.id, (key, record))
            if rival_key != key:
                counts = rival.rev <= record.rev
                if counts:
                    by_id[record.id] = key, record
                self.doubles.setdefault(record.id, []).append(rival_key if counts else key)
        pairs = [by_id[ulid] for ulid in sorted(by_id)]
        return [key for key, _ in pairs], tuple([record for _, record in pairs])

    def _decoded(self, rows: Iterable[tuple[str, Raw]]) -> Iterator[tuple[str, K]]:
        decode = _decoder(self._kind).decode
        for key, raw in rows:
            try:
                record: K = decode(raw)
            except (msgspec.DecodeError, RecursionError) as error:
                self.unreadable[key] = str(error)
                continue
            if self._has_ulids and not are_ulids([record.id]):
                self.unreadable[key] = f"“{record.id}” is not an id"
                continue
            yield key, record

    def _keys_of_unreadable(self) -> dict[str, str]:
        keys = {}
        for key in self.unreadable:
            try:
                document: dict[str, Any] = msgspec.json.decode(self.rows[key], type=dict[str, Any])
            except (msgspec.DecodeError, RecursionError):
                continue
            ulid = document.get("id")
            if isinstance(ulid, str) and self._index(ulid) is None:
                keys[ulid] = key
        return keys


_ID = attrgetter("id")


@cache
def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    """The decoder of a kind, made once: a table is one version of many."""
    return msgspec.json.Decoder(kind)


def _other_keys(rows: Rows, before: Rows) -> set[str]:
    """Return the ids of documents that were added, changed or removed.

    A document that did not change is mostly the very same object in the same position, so that few are looked up.
    """
    doubtful = compress(rows, map(is_not, rows.values(), chain(before.values(), repeat(None))))
    new_or_changed = {key for key in doubtful if before.get(key) != rows[key]}
    missing = before.keys() - rows.keys() if len(rows) < len(before) + len(new_or_changed - before.keys()) else set()
    return new_or_changed | missing
