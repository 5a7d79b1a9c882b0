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
    """One version of a table. `unreadable` maps document ids to what is wrong with them; they stay in the file."""

    def __init__(self, kind: type[K], rows: Rows, before: TypedRows[K] | None = None) -> None:
        self.rows = rows
        self.unreadable: dict[str, str] = {}
        self.doubles: list[str] = []
        self._by_key: dict[str, K] = {}
        self._keys: dict[str, str] = {}
        self._decode(kind, before)
        self.records: tuple[K, ...] = tuple(sorted(map(self._by_key.__getitem__, self._keys.values()), key=_ID))
        self._keys.update(self._keys_of_unreadable())

    def get(self, ulid: str) -> K | None:
        """The record of that id."""
        return self._by_key.get(self._keys.get(ulid, ""))

    def key(self, ulid: str) -> str | None:
        """The document id where the record is, or where there is something unreadable of that id."""
        return self._keys.get(ulid)

    def _decode(self, kind: type[K], before: TypedRows[K] | None) -> None:
        decode = msgspec.json.Decoder(kind).decode
        old_rows, old = (before.rows, before._by_key) if before is not None else ({}, {})
        by_key, keys = self._by_key, self._keys
        for key, raw in self.rows.items():
            record = old.get(key)
            if record is None or (old_rows[key] is not raw and old_rows[key] != raw):
                try:
                    record = decode(raw)
                except (msgspec.DecodeError, RecursionError) as error:
                    self.unreadable[key] = str(error)
                    continue
            by_key[key] = record
            if keys.setdefault(record.id, key) != key:
                self.doubles.append(record.id)
                if by_key[keys[record.id]].rev <= record.rev:
                    keys[record.id] = key

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
