"""Two copies of one history made into one, so that it does not matter which is merged into which, or how often.

A history is one version of each record by id. Of two versions the greatest counts, by instant of the last change, then
revision, then a deletion before a change, then the bytes. That order is total, so merging is commutative, associative
and idempotent, and no id is ever lost. TinyDB's document numbers and `_meta` are local and take no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from ..domain.records import TABLES, Record, are_ulids
from .record_table import TOMBSTONES, Tombstone
from .tinydb_documents import Document, decode_document, encode_document, laid_over

LONG_AGO = datetime.min.replace(tzinfo=UTC)
FAR_AHEAD = datetime.max.replace(tzinfo=UTC)


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


class Read(msgspec.Struct, frozen=True):
    """A history, and a sentence for each record of it that can't be read."""

    history: History
    unreadable: tuple[str, ...]


_TYPES: dict[str, type[msgspec.Struct]] = {**TABLES, TOMBSTONES: Tombstone}
_NAMES: dict[type[Record], str] = {kind: name for name, kind in TABLES.items()}


def read_history(tables: Mapping[str, Iterable[bytes]]) -> Read:
    """The history in tables of encoded documents; tables of other names are left out.

    Where an id is there more than once, the greatest version counts.
    """
    versions: dict[str, Version] = {}
    unreadable: list[str] = []
    for table, decoder in ((name, msgspec.json.Decoder(kind)) for name, kind in _TYPES.items()):
        for number, raw in enumerate(tables.get(table, ()), 1):
            try:
                record = decoder.decode(raw)
                data = msgspec.json.encode(msgspec.json.decode(raw))
            except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
                unreadable.append(f"{table}, entry {number}: {error}")
                continue
            version = _version(table, record, data)
            ulid: str = record.id  # type: ignore[attr-defined]  # every kind has one, what they share has not
            if not are_ulids([ulid]):
                unreadable.append(f"{table}, entry {number}: “{ulid}” is not an id")
                continue
            versions[ulid] = max(version, versions[ulid]) if ulid in versions else version
    return Read(versions, tuple(unreadable))


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
        return Version(instant(record.deleted_at), record.rev, True, data, record.table)
    return Version(instant(record.updated_at), record.rev, False, data, table)  # type: ignore[attr-defined]


def instant(moment: datetime) -> datetime:
    """The moment as versions are compared by it; one without an offset counts as long ago."""
    if moment.tzinfo is None:
        return LONG_AGO
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first or the last hours that a date can say, in a zone far from UTC
        return LONG_AGO if moment.year == LONG_AGO.year else FAR_AHEAD


def _greatest(ours: Version | None, theirs: Version | None) -> Version:
    return max(version for version in (ours, theirs) if version is not None)


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


def incoming(ours: History, records: Iterable[Record], now: datetime) -> History:
    """Records that were exported from here, as versions that merging takes over where it should.

    One that says something else under the same revision and time was edited in a spreadsheet, which counts as a change
    now.
    """
    versions: dict[str, Version] = {}
    for record in records:
        before = ours.get(record.id)
        old_document = before.document if before is not None and not before.gone else {}
        version = _version_of(record, old_document)
        if before is None or before.gone:
            versions[record.id] = version
        elif _content(before) == _content(version):
            versions[record.id] = before
        elif (before.changed_at, before.rev) == (version.changed_at, version.rev):
            versions[record.id] = _version_of(
                replace(record, updated_at=max(now, record.updated_at), rev=record.rev + 1), old_document
            )
        else:
            versions[record.id] = version
    return versions


def deletion(version: Version) -> Version:
    """The deletion of a record, as old as the version it follows, so that a later change elsewhere wins over it."""
    ulid, deleted_at = version.document["id"], version.changed_at
    tombstone = Tombstone(id=ulid, table=version.table, rev=version.rev + 1, deleted_at=deleted_at)
    return _version(TOMBSTONES, tombstone, msgspec.json.encode(tombstone))


def _version_of(record: Record, over: Document) -> Version:
    data = bytes(encode_document(laid_over(over, record))) if over else msgspec.json.encode(record)
    return Version(instant(record.updated_at), record.rev, False, data, _NAMES[type(record)])


def _content(version: Version) -> Document:
    return {name: value for name, value in version.document.items() if name not in ("created_at", "updated_at", "rev")}


def by_table(history: History) -> dict[str, list[bytes]]:
    """The records, encoded, by the table they are in and sorted by id; deletions are in `tombstones`."""
    tables: dict[str, list[bytes]] = {}
    for ulid in sorted(history):
        version = history[ulid]
        tables.setdefault(TOMBSTONES if version.gone else version.table, []).append(version.data)
    return tables


def revived(ours: History, theirs: History, now: datetime) -> History:
    """The other history, with what was deleted here later as if it had been changed there now."""
    versions = dict(theirs)
    for ulid in differences(ours, theirs).deleted_here:
        changed_at, rev = max(instant(now), ours[ulid].changed_at), ours[ulid].rev + 1
        document = theirs[ulid].document | {"updated_at": msgspec.to_builtins(changed_at), "rev": rev}
        data = bytes(encode_document(document))
        versions[ulid] = theirs[ulid]._replace(changed_at=changed_at, rev=rev, data=data)
    return versions
