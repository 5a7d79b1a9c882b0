"""What one version of the tables holds that another lacks, and how it is added to that again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Raw

from ..domain.records import TABLES
from .file_format import Rows, Tables
from .merge import History, Version, read_history
from .record_table import TOMBSTONES

_NAMES = (*TABLES, TOMBSTONES)


class _Identified(msgspec.Struct):
    id: str


_decode_id = msgspec.json.Decoder(_Identified).decode


def lost_versions(ours: Tables, theirs: Tables, *, older: bool = False) -> History:
    """The versions of records in `ours` that are in `theirs` neither as they are nor replaced by a later one.

    Two that differ under the same time and revision come from a hand edit: `theirs` counts unless it is `older`.
    """
    unlike = {name: list(_unlike(ours.get(name, {}), theirs.get(name, {}))) for name in _NAMES}
    if not any(unlike.values()):
        return {}
    our_versions = read_history(unlike).history
    replaced = read_history({name: _unlike(theirs.get(name, {}), ours.get(name, {})) for name in _NAMES}).history
    if not _later(our_versions, replaced, older):
        return {}
    return _later(our_versions, read_history({name: _raws(theirs.get(name, {})) for name in _NAMES}).history, older)


def with_versions(tables: Tables, versions: History) -> Tables:
    """The tables with these versions in the place of whatever they have under the same ids."""
    mended: dict[str, dict[str, Raw]] = {name: dict(rows.items()) for name, rows in tables.items()}
    for name in _NAMES:
        for key in [key for key, raw in mended.get(name, {}).items() if _id_of(raw) in versions]:
            del mended[name][key]
    for version in versions.values():
        rows = mended.setdefault(TOMBSTONES if version.gone else version.table, {})
        rows[str(1 + max(map(int, rows), default=0))] = Raw(version.data)
    return mended


def _later(ours: History, theirs: History, older: bool) -> History:
    return {ulid: version for ulid, version in ours.items() if not _counts(theirs.get(ulid), version, older)}


def _counts(theirs: Version | None, ours: Version, older: bool) -> bool:
    """Whether their version is ours, or one that was made later."""
    if theirs is None:
        return False
    if theirs[:3] == ours[:3]:
        return not older or theirs.data == ours.data
    return theirs[:3] > ours[:3]


def _unlike(rows: Rows, other_rows: Rows) -> Iterator[Raw]:
    """The documents of `rows` that are not, byte for byte, among the others."""
    same = set(map(bytes, _raws(other_rows)))
    return (raw for raw in _raws(rows) if bytes(raw) not in same)


def _raws(rows: Mapping[str, Raw]) -> Iterable[Raw]:
    return (raw for _, raw in rows.items())


def _id_of(raw: Raw) -> str | None:
    try:
        return _decode_id(raw).id
    except (msgspec.DecodeError, RecursionError):
        return None
