"""One change of the history: what each touched record is to become, what it was, and how to go back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from ..domain.errors import StoreError
from ..domain.records import Record, validated
from .merge import instant
from .record_table import TOMBSTONES, RecordTable, Tombstone
from .tinydb_documents import Document, decode_document, laid_over
from .tinydb_tables import Database

Wanted = Mapping[str, Mapping[str, Document | None]]
"""Table → record id → the whole document it becomes, or `None` for deleted."""


class Touched(msgspec.Struct, frozen=True):
    """A record that was changed: its document before and after, `None` where there was none."""

    table: str
    id: str
    before: Raw | None
    after: Raw | None


class Step(msgspec.Struct, frozen=True):
    """What `undo` takes back as a whole."""

    what: str
    touched: tuple[Touched, ...]

    def without(self, ids: Iterable[str]) -> Step:
        """The step without what it did to the records of those ids."""
        left_out = frozenset(ids)
        return Step(self.what, tuple(touched for touched in self.touched if touched.id not in left_out))


class ChangedSince(StoreError):
    """Another window has changed a record since, so that undoing would take back more than the person's own change."""


class Changer:
    """Changes one version of the history, inside a transaction. `typed` gives that version's tables by name."""

    def __init__(self, database: Database, typed: Callable[[str], RecordTable[Any]], now: datetime) -> None:
        self._database = database
        self._typed = typed
        self._now = now

    def kept(self, table: str, record: Record) -> Document:
        """The document `record` becomes: stamped, and with what this version does not know of the old one.

        Raises msgspec.ValidationError where a value is out of range.
        """
        rev = max(record.rev, self._next_rev(table, record.id))
        changed_at = max(self._changed_at(table, record.id), record.updated_at, key=instant)
        record = validated(replace(record, updated_at=changed_at, rev=rev))
        old = self._raw(table, record.id)
        return laid_over(decode_document(old) if old is not None else {}, record)

    def taken_back(self, step: Step) -> Wanted:
        """What undoes the step. ChangedSince where somebody else has changed one of its records since."""
        wanted: dict[str, dict[str, Document | None]] = {}
        for each in step.touched:
            if _said(self._raw(each.table, each.id)) != _said(each.after):
                raise ChangedSince(
                    f"“{step.what}” can't be undone: another window has changed the same entry since; "
                    "edit or delete it in History."
                )
            document = None if each.before is None else decode_document(each.before) | self._stamp(each.table, each.id)
            wanted.setdefault(each.table, {})[each.id] = document
        return wanted

    def make(self, what: str, wanted: Wanted) -> Step:
        """Makes the documents what they are to be; a deleted one leaves a tombstone, that of `wanted` or a new one."""
        tables = {table: documents for table, documents in wanted.items() if table != TOMBSTONES}
        touched = [each for table, documents in tables.items() for each in self._exchange(table, documents)]
        given = dict(wanted.get(TOMBSTONES, {}))
        self._exchange(TOMBSTONES, {each.id: self._tombstone(each) for each in touched if each.id not in given} | given)
        return Step(what, tuple(touched))

    def _exchange(self, name: str, documents: Mapping[str, Document | None]) -> list[Touched]:
        table, typed, before = self._database.table(name), self._typed(name), self._database.storage.rows(name)
        keys = {ulid: key for ulid in documents if (key := typed.key(ulid)) is not None}
        new = {ulid: document for ulid, document in documents.items() if document is not None and ulid not in keys}
        gone = [int(key) for ulid, key in keys.items() if documents[ulid] is None]
        gone += [int(key) for ulid in documents for key in typed.doubles.get(ulid, ())]
        changed = [int(key) for ulid, key in keys.items() if documents[ulid] is not None]
        if new:
            keys |= {ulid: str(doc_id) for ulid, doc_id in zip(new, table.insert_multiple(new.values()), strict=True)}
        if changed:
            table.update(lambda document: _become(document, documents[document["id"]]), doc_ids=changed)
        if gone:
            table.remove(doc_ids=gone)
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
        typed = self._typed(table)
        key = typed.key(ulid)
        return None if key is None else typed.rows[key]

    def _changed_at(self, table: str, ulid: str) -> datetime:
        """Now, or the time of the last change where the clock has gone back since.

        Else that change would win over this one when copies are merged.
        """
        record, tombstone = self._typed(table).get(ulid), self._typed(TOMBSTONES).get(ulid)
        times = [self._now]
        times += [record.updated_at] if record is not None else []
        times += [tombstone.deleted_at] if tombstone is not None else []
        return max(times, key=instant)

    def _next_rev(self, table: str, ulid: str) -> int:
        there = (self._typed(table).get(ulid), self._typed(TOMBSTONES).get(ulid))
        return 1 + max((each.rev for each in there if each is not None), default=0)


def _said(raw: Raw | None) -> Document | None:
    """What the record says; undoing a later change leaves the same under another revision."""
    if raw is None:
        return None
    return {name: value for name, value in decode_document(raw).items() if name not in ("updated_at", "rev")}


def _become(document: MutableMapping[str, Any], wanted: Document | None) -> None:
    document.clear()
    document.update(wanted or {})
