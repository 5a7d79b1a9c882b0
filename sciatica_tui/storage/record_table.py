"""A table's documents as records: decoded once, and again only where a document changed."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from operator import attrgetter, lt
from typing import Any, Generic, Protocol, TypeVar

import msgspec
from msgspec import Raw

from .rows import PackedRows

TOMBSTONES = "tombstones"
"""The table of what was deleted."""

MANY = 500
"""Changes from which on all is decoded anew: each change is looked up in a table of its own length."""


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

    def __init__(self, kind: type[K], rows: PackedRows, before: RecordTable[K] | None = None) -> None:
        self.rows = rows
        self.unreadable: dict[str, str] = {}
        self.doubles: dict[str, list[str]] = {}
        self._decode = msgspec.json.Decoder(kind).decode
        self._keys, self.records = self._taken_over(before) or self._read()
        self._unreadable_keys = self._keys_of_unreadable()

    def get(self, ulid: str) -> K | None:
        """The record of that id."""
        place = self._place(ulid)
        return None if place is None else self.records[place]

    def key(self, ulid: str) -> str | None:
        """The document id where the record is, or where there is something unreadable of that id."""
        place = self._place(ulid)
        return self._unreadable_keys.get(ulid) if place is None else str(self._keys[place])

    def extra_keys(self) -> frozenset[str]:
        """The document ids of doubles that do not count."""
        return frozenset(key for keys in self.doubles.values() for key in keys)

    def _place(self, ulid: str) -> int | None:
        place = bisect_left(self.records, ulid, key=_ID)
        return place if place < len(self.records) and self.records[place].id == ulid else None

    def _taken_over(self, before: RecordTable[K] | None) -> tuple[array[int], tuple[K, ...]] | None:
        """What was decoded before, with the little that has changed; `None` where everything is to be read."""
        if before is None or before.unreadable or before.doubles:
            return None
        changed = self.rows.changed_since(before.rows)
        if len(changed) > MANY:
            return None
        keys, records = before._keys[:], list(before.records)
        for key in changed:
            with suppress(ValueError):
                place = keys.index(int(key))
                del keys[place], records[place]
        now = ((key, raw) for key in sorted(changed, key=int) if (raw := self.rows.get(key)) is not None)
        for key, record in self._decoded(now):
            place = bisect_left(records, record.id, key=_ID)
            if place < len(records) and records[place].id == record.id:
                self.unreadable.clear()
                return None
            keys.insert(place, int(key))
            records.insert(place, record)
        return keys, tuple(records)

    def _read(self) -> tuple[array[int], tuple[K, ...]]:
        with suppress(msgspec.DecodeError, RecursionError):
            records = [self._decode(raw) for _, raw in self.rows.items()]
            keys, ids = array("q", map(int, self.rows)), list(map(_ID, records))
            if all(map(lt, ids, ids[1:])):
                return keys, tuple(records)
            if len(set(ids)) == len(ids):
                order = sorted(range(len(ids)), key=ids.__getitem__)
                return array("q", [keys[place] for place in order]), tuple([records[place] for place in order])
        return self._read_one_by_one()

    def _read_one_by_one(self) -> tuple[array[int], tuple[K, ...]]:
        """What can't be read left out, of doubles the one that counts, all in order."""
        found: dict[str, tuple[str, K]] = {}
        for key, record in self._decoded(self.rows.items()):
            other = found.setdefault(record.id, (key, record))
            if other[0] != key:
                counts = other[1].rev <= record.rev
                if counts:
                    found[record.id] = key, record
                self.doubles.setdefault(record.id, []).append(other[0] if counts else key)
        by_id = [found[ulid] for ulid in sorted(found)]
        return array("q", [int(key) for key, _ in by_id]), tuple([record for _, record in by_id])

    def _decoded(self, rows: Iterable[tuple[str, Raw]]) -> Iterator[tuple[str, K]]:
        for key, raw in rows:
            try:
                yield key, self._decode(raw)
            except (msgspec.DecodeError, RecursionError) as error:
                self.unreadable[key] = str(error)

    def _keys_of_unreadable(self) -> dict[str, str]:
        keys = {}
        for key in self.unreadable:
            try:
                document: dict[str, Any] = msgspec.json.decode(self.rows[key], type=dict[str, Any])
            except (msgspec.DecodeError, RecursionError):
                continue
            ulid = document.get("id")
            if isinstance(ulid, str) and self._place(ulid) is None:
                keys[ulid] = key
        return keys


_ID = attrgetter("id")
