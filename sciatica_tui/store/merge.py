"""Two copies of one history made into one, so that it does not matter which is merged into which, or how often.

A history is one version of each record by id. Of two versions the greatest counts, by instant of the last change, then
revision, then a deletion before a change, then the bytes. That order is total, so merging is commutative, associative
and idempotent, and no id is ever lost. TinyDB's document numbers and `_meta` are local and take no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec
from msgspec import Raw

from ..core.records import TABLES
from .changes import TOMBSTONES
from .documents import Document, decode_document
from .typed_rows import Tombstone

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Version(NamedTuple):
    """One version of a record, or its tombstone; compared in the order in which versions win."""

    changed_at: datetime
    rev: int
    gone: bool
    data: bytes
    table: str

    @property
    def document(self) -> Document:
        """The record, or the tombstone, as a fresh dictionary."""
        return decode_document(Raw(self.data))


History = Mapping[str, Version]
"""Record id → its version."""


class Differences(msgspec.Struct, frozen=True):
    """What another history has that ours has not: ids by what merging does with them.

    `deleted` were deleted there later than they were changed here; `newer_here` are other there, but older;
    `deleted_here` are there and were deleted here later.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    newer_here: tuple[str, ...] = ()
    deleted_here: tuple[str, ...] = ()

    @property
    def brings(self) -> int:
        """How many records merging changes here."""
        return len(self.added) + len(self.changed) + len(self.deleted)


class Read(NamedTuple):
    """A history, and a sentence for each record of it that can't be read."""

    history: History
    unreadable: tuple[str, ...]


_TYPES: dict[str, type[msgspec.Struct]] = {**TABLES, TOMBSTONES: Tombstone}
_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


def read_history(tables: Mapping[str, Iterable[bytes]]) -> Read:
    """The history in tables of encoded documents; tables of other names are left out.

    Where an id is there more than once, the greatest version counts.
    """
    found: dict[str, Version] = {}
    unreadable: list[str] = []
    for table, decoder in ((name, msgspec.json.Decoder(kind)) for name, kind in _TYPES.items()):
        for place, raw in enumerate(tables.get(table, ()), 1):
            try:
                record = decoder.decode(raw)
                data = msgspec.json.encode(msgspec.json.decode(raw))
            except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
                unreadable.append(f"{table}, entry {place}: {error}")
                continue
            version = _version(table, record, data)
            ulid: str = record.id  # type: ignore[attr-defined]
            if not _ULID.fullmatch(ulid):
                unreadable.append(f"{table}, entry {place}: “{ulid}” is no id")
                continue
            found[ulid] = max(version, found[ulid]) if ulid in found else version
    return Read(found, tuple(unreadable))


def merged(ours: History, theirs: History) -> History:
    """Both as one, sorted by id."""
    both = [(ulid, _greatest(ours.get(ulid), theirs.get(ulid))) for ulid in ours.keys() | theirs.keys()]
    return dict(sorted(both))


def differences(ours: History, theirs: History) -> Differences:
    """What merging `theirs` into `ours` brings."""
    kinds: dict[str, list[str]] = {name: [] for name in Differences.__struct_fields__}
    for ulid in sorted(theirs):
        kind = _kind(ours.get(ulid), theirs[ulid])
        if kind is not None:
            kinds[kind].append(ulid)
    return Differences(**{name: tuple(ids) for name, ids in kinds.items()})


def _version(table: str, record: msgspec.Struct, data: bytes) -> Version:
    if isinstance(record, Tombstone):
        return Version(_instant(record.deleted_at), record.rev, True, data, record.table)
    return Version(_instant(record.updated_at), record.rev, False, data, table)  # type: ignore[attr-defined]


def _instant(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else LONG_AGO


def _greatest(ours: Version | None, theirs: Version | None) -> Version:
    there = [version for version in (ours, theirs) if version is not None]
    return max(there)


def _kind(ours: Version | None, theirs: Version) -> str | None:
    """The name of the difference; `None` where there is none that a person would see."""
    if ours is None:
        return None if theirs.gone else "added"
    if ours == theirs or (ours.gone and theirs.gone):
        return None
    if theirs > ours:
        if theirs.gone:
            return "deleted"
        return "added" if ours.gone else "changed"
    if theirs.gone:
        return None
    return "deleted_here" if ours.gone else "newer_here"


def by_table(history: History) -> dict[str, list[bytes]]:
    """The records, encoded, by the table they are in and sorted by id; deletions are in `tombstones`."""
    tables: dict[str, list[bytes]] = {}
    for ulid in sorted(history):
        version = history[ulid]
        tables.setdefault(TOMBSTONES if version.gone else version.table, []).append(version.data)
    return tables
