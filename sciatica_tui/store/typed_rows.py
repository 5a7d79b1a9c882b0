"""A table's documents as records: decoded once, and again only where a document changed."""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from .layout import Rows


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


class TypedRows(Generic[K]):
    """One version of a table.

    `unreadable` maps document ids to what is wrong with them; they stay in the file. `doubles` maps the id of a record
    that a hand edit put there more than once to the document ids that do not count: the greatest `rev` does.
    """

    def __init__(self, kind: type[K], rows: Rows, before: TypedRows[K] | None = None) -> None:
        self.rows = rows
        self.unreadable: dict[str, str] = {}
        self.doubles: dict[str, list[str]] = {}
        self._by_key: dict[str, K] = {}
        self._keys: dict[str, str] = {}
        if before is None or before.unreadable or before.doubles:
            self._decode(kind, rows)
        else:
            self._go_on_from(before, kind)
        self.records: tuple[K, ...] = tuple(sorted(map(self._by_key.__getitem__, self._keys.values()), key=_ID))
        self._keys |= self._keys_of_unreadable()

    def get(self, ulid: str) -> K | None:
        """The record of that id."""
        return self._by_key.get(self._keys.get(ulid, ""))

    def key(self, ulid: str) -> str | None:
        """The document id where the record is, or where there is something unreadable of that id."""
        return self._keys.get(ulid)

    def extra_keys(self) -> frozenset[str]:
        """The document ids of doubles that do not count."""
        return frozenset(key for key, record in self._by_key.items() if self._keys[record.id] != key)

    def _go_on_from(self, before: TypedRows[K], kind: type[K]) -> None:
        old, new = before.rows, self.rows
        changed = {key: raw for key, raw in new.items() if (was := old.get(key)) is not raw and was != raw}
        self._by_key, self._keys = before._by_key.copy(), before._keys.copy()
        for key in [key for key in old if key in changed or key not in new]:
            del self._keys[self._by_key.pop(key).id]
        self._decode(kind, changed)

    def _decode(self, kind: type[K], rows: Rows) -> None:
        decode = msgspec.json.Decoder(kind).decode
        by_key, keys = self._by_key, self._keys
        for key, raw in rows.items():
            try:
                record = decode(raw)
            except (msgspec.DecodeError, RecursionError) as error:
                self.unreadable[key] = str(error)
                continue
            by_key[key] = record
            other = keys.setdefault(record.id, key)
            if other != key:
                counts, spare = (key, other) if by_key[other].rev <= record.rev else (other, key)
                keys[record.id] = counts
                self.doubles.setdefault(record.id, []).append(spare)

    def _keys_of_unreadable(self) -> dict[str, str]:
        keys = {}
        for key in self.unreadable:
            try:
                document: dict[str, Any] = msgspec.json.decode(self.rows[key], type=dict[str, Any])
            except (msgspec.DecodeError, RecursionError):
                continue
            ulid = document.get("id")
            if isinstance(ulid, str) and ulid not in self._keys:
                keys[ulid] = key
        return keys


_ID = attrgetter("id")
