"""The change that led to the file as it is, told by the version before it, which the backups hold."""

from __future__ import annotations

from contextlib import suppress

import msgspec
from msgspec import Raw

from ..domain.records import TABLES
from .changeset import Step, Touched
from .current_version import Snapshot
from .file_format import Damaged, Rows, Tables, parse
from .file_protocol import BackupFile

LABEL = "the last change"


def last_change(previous: BackupFile | None, current: Snapshot) -> Step | None:
    """Return what made `current` out of the version before; `None` where that is not known, or nothing differs.

    Before the first save there was nothing. A file that another program has put there was not made by a change.
    """
    before = {} if current.meta.sequence == 1 else _tables_before(previous, current)
    if before is None:
        return None
    step = step_between(LABEL, before, current.tables)
    return step if step.touched else None


def _tables_before(previous: BackupFile | None, current: Snapshot) -> Tables | None:
    if previous is None or previous.data is None:
        return None
    try:
        contents = parse(previous.data, frozenset(TABLES))
    except Damaged:
        return None
    ours, before = current.meta, contents.meta
    follows = (before.store, before.schema, before.sequence + 1) == (ours.store, ours.schema, ours.sequence)
    return contents.tables if follows else None


class _Identity(msgspec.Struct):
    id: str


_identity = msgspec.json.Decoder(_Identity)


def step_between(label: str, before: Tables, after: Tables) -> Step:
    """Return the change that made one version out of another, as far as records go that can be told by their id."""
    touched = []
    for table in sorted(TABLES.keys() & (before.keys() | after.keys())):
        old, new = (
            _by_id(rows.get(table, {}), other.get(table, {})) for rows, other in ((before, after), (after, before))
        )
        touched += [Touched(table, ulid, old.get(ulid), new.get(ulid)) for ulid in {**old, **new}]
    return Step(label, tuple(touched))


def _by_id(rows: Rows, other: Rows) -> dict[str, Raw]:
    """The documents that are not the same under the same number in the other version."""
    documents = {}
    for key, raw in rows.items():
        if key not in other or bytes(other[key]) != bytes(raw):
            with suppress(msgspec.DecodeError):
                documents[_identity.decode(raw).id] = raw
    return documents
