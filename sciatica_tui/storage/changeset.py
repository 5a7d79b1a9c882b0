"""One change of the history: what each touched record is to become, what it was, and how to go back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from ..domain.errors import ChangedSince
from ..domain.records import TABLES, Record, validated
from .merge import History, instant, merged
from .record_table import TOMBSTONES, RecordTable, Tombstone
from .tinydb_documents import Document, decode_document, laid_over

if TYPE_CHECKING:
    from .tinydb_tables import Database

_NAMES = {kind: name for name, kind in TABLES.items()}

Targets = Mapping[str, Mapping[str, Document | None]]
"""Table → record id → the whole document it becomes, or `None` for deleted."""


class Touched(msgspec.Struct, frozen=True):
    """A record that was changed: its document before and after, `None` where there was none."""

    table: str
    id: str
    before: Raw | None
    after: Raw | None

    @property
    def records(self) -> tuple[Record | None, Record | None]:
        """The record before and after; `None` also where this version can't read it."""
        return self._record(self.before), self._record(self.after)

    def _record(self, raw: Raw | None) -> Record | None:
        with suppress(msgspec.DecodeError):
            return msgspec.json.decode(raw, type=TABLES[self.table]) if raw is not None else None
        return None


class Step(msgspec.Struct, frozen=True):
    """A change with its label in words, which `undo` takes back as a whole."""

    label: str
    touched: tuple[Touched, ...]

    @property
    def changed_records(self) -> tuple[Record, ...]:
        """The records as it left them, but for those that it left as they were."""
        changed = (touched.records[1] for touched in self.touched if touched.before != touched.after)
        return tuple(record for record in changed if record is not None)

    def without(self, ids: Iterable[str]) -> Step:
        """Return the step without the records of those ids."""
        staying = frozenset(ids)
        return Step(self.label, tuple(record for record in self.touched if record.id not in staying))


def merging(ours: History, theirs: History) -> Targets:
    """Return what takes over the later versions of another copy."""
    documents: dict[str, dict[str, Document | None]] = {TOMBSTONES: {}}
    for ulid, version in merged(ours, theirs).items():
        before = ours.get(ulid)
        if version == before:
            continue
        if before is not None and not before.gone and (version.gone or before.table != version.table):
            documents.setdefault(before.table, {})[ulid] = None
        documents[TOMBSTONES][ulid] = version.document if version.gone else None
        if not version.gone:
            documents.setdefault(version.table, {})[ulid] = version.document
    return documents


class Changer:
    """Changes one version of the history, inside a transaction. `record_table` gives that version's tables by name."""

    def __init__(self, database: Database, record_table: Callable[[str], RecordTable[Any]], now: datetime) -> None:
        self._database = database
        self._record_table = record_table
        self._now = now

    def document(self, table: str, record: Record) -> Document:
        """Return the document of `record`: stamped, and with the fields of the old one that this version does not know.

        Raises msgspec.ValidationError where a value is out of range.
        """
        rev = max(record.rev, self._next_rev(table, record.id))
        changed_at = max(self._changed_at(table, record.id), record.updated_at, key=instant)
        record = validated(replace(record, updated_at=changed_at, rev=rev))
        old = self._raw(table, record.id)
        return laid_over(decode_document(old) if old is not None else {}, record)

    def documents(self, records: Iterable[Record]) -> Targets:
        """Return the documents of records as they are kept, to put them back unchanged."""
        targets: dict[str, dict[str, Document | None]] = {}
        for record in records:
            table = _NAMES[type(record)]
            raw = self._raw(table, record.id)
            targets.setdefault(table, {})[record.id] = decode_document(raw) if raw is not None else None
        return targets

    def check_unchanged(self, table: str, record: Record) -> None:
        """Raise ChangedSince where the record is not the version that is kept."""
        current = self._record_table(table).get(record.id)
        if current is None or current.rev != record.rev:
            raise ChangedSince("Another window has changed the same entry meanwhile; nothing was saved.")

    def reversal(self, step: Step, save: Iterable[Record] = ()) -> Targets:
        """Return what undoes the step and saves some records with that.

        Raises ChangedSince where another window has changed one of the step's.
        """
        targets: dict[str, dict[str, Document | None]] = {}
        for record in step.touched:
            if _content(self._raw(record.table, record.id)) != _content(record.after):
                raise ChangedSince(
                    f"“{step.label}” can't be undone: another window has changed the same entry since; "
                    "correct or delete it in History."
                )
            before, stamp = record.before, self._stamp(record.table, record.id)
            document = None if before is None else decode_document(before) | stamp
            targets.setdefault(record.table, {})[record.id] = document
        for saved in save:
            table = _NAMES[type(saved)]
            targets.setdefault(table, {})[saved.id] = self.document(table, saved)
        return targets

    def apply(self, label: str, targets: Targets) -> Step:
        """Turn the records into their targets; a deleted one leaves a tombstone, that of `targets` or a new one."""
        tables = {table: documents for table, documents in targets.items() if table != TOMBSTONES}
        touched = [record for table, documents in tables.items() for record in self._exchange(table, documents)]
        tombstones = {record.id: self._tombstone(record) for record in touched}
        self._exchange(TOMBSTONES, tombstones | dict(targets.get(TOMBSTONES, {})))
        return Step(label, tuple(touched))

    def _exchange(self, name: str, documents: Mapping[str, Document | None]) -> list[Touched]:
        table, record_table, before = (
            self._database.table(name),
            self._record_table(name),
            self._database.storage.rows(name),
        )
        keys = {ulid: key for ulid in documents if (key := record_table.key(ulid)) is not None}
        additions = {
            ulid: document for ulid, document in documents.items() if document is not None and ulid not in keys
        }
        removals = [int(key) for ulid, key in keys.items() if documents[ulid] is None]
        removals += [int(key) for ulid in documents for key in record_table.doubles.get(ulid, ())]
        updates = [int(key) for ulid, key in keys.items() if documents[ulid] is not None]
        if additions:
            doc_ids = table.insert_multiple(additions.values())
            keys |= {ulid: str(doc_id) for ulid, doc_id in zip(additions, doc_ids, strict=True)}
        if updates:
            table.update(lambda document: _become(document, documents[document["id"]]), doc_ids=updates)
        if removals:
            table.remove(doc_ids=removals)
        after = self._database.storage.rows(name)
        return [Touched(name, ulid, before.get(key), after.get(key)) for ulid, key in keys.items()]

    def _tombstone(self, touched: Touched) -> Document | None:
        if touched.after is not None:
            return None
        rev = self._next_rev(touched.table, touched.id)
        tombstone = Tombstone(
            id=touched.id, table=touched.table, rev=rev, deleted_at=self._changed_at(touched.table, touched.id)
        )
        document: Document = msgspec.to_builtins(tombstone)
        return document

    def _stamp(self, table: str, ulid: str) -> Document:
        changed_at = msgspec.to_builtins(self._changed_at(table, ulid))
        return {"updated_at": changed_at, "rev": self._next_rev(table, ulid)}

    def _raw(self, table: str, ulid: str) -> Raw | None:
        record_table = self._record_table(table)
        key = record_table.key(ulid)
        return None if key is None else record_table.rows[key]

    def _changed_at(self, table: str, ulid: str) -> datetime:
        """Return now, or the time of the last change where the clock has gone back since.

        Else that change would win over this one when copies are merged.
        """
        record, tombstone = self._record_table(table).get(ulid), self._record_table(TOMBSTONES).get(ulid)
        times = [self._now]
        times += [record.updated_at] if record is not None else []
        times += [tombstone.deleted_at] if tombstone is not None else []
        return max(times, key=instant)

    def _next_rev(self, table: str, ulid: str) -> int:
        versions = (self._record_table(table).get(ulid), self._record_table(TOMBSTONES).get(ulid))
        return 1 + max((version.rev for version in versions if version is not None), default=0)


def _content(raw: Raw | None) -> Document | None:
    """Return the record without its revision: undoing a later change leaves the same under another one."""
    if raw is None:
        return None
    return {name: value for name, value in decode_document(raw).items() if name not in ("updated_at", "rev")}


def _become(document: MutableMapping[str, Any], target: Document | None) -> None:
    document.clear()
    document.update(target or {})
