"""Encoded documents seen as dictionaries: decoded when looked at, encoded again when changed, never shared."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from itertools import chain
from typing import Any

import msgspec
from msgspec import Raw

from ..domain.errors import BadInput
from .file_format import Rows, is_number

Document = dict[str, Any]

_HARMLESS = frozenset({str, int, bool, type(None)})


def decode_document(raw: Raw) -> Document:
    """A fresh dictionary; changing it changes nothing else."""
    document: Document = msgspec.json.decode(raw)
    return document


def encode_document(document: Mapping[str, Any]) -> Raw:
    """The document as JSON. BadInput for what JSON can't hold: `nan`, half characters, other objects."""
    _refuse_no_number(document)
    try:
        return Raw(msgspec.json.encode(document))
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise BadInput(f"This can't be kept as JSON ({error}); leave it out.") from error


def encode_documents(documents: Mapping[Any, Mapping[str, Any]]) -> Rows:
    """Encode documents by their ids. Raises BadInput as `encode_document`, and for an id that is no whole number."""
    rows = {str(key): encode_document(document) for key, document in documents.items()}
    for key in rows:
        if not is_number(key):
            raise BadInput(f"“{key}” can't be the number of an entry; leave it out, and the next free one is taken.")
    return rows


def laid_over(old: Document, record: msgspec.Struct) -> Document:
    """The record as a document that keeps whatever of `old` this version has no field for."""
    document: Document = msgspec.to_builtins(record)
    for field, name in zip(record.__struct_fields__, record.__struct_encode_fields__, strict=True):
        part, old_part = getattr(record, field), old.get(name)
        if isinstance(part, msgspec.Struct) and isinstance(old_part, dict):
            document[name] = laid_over(old_part, part)
    return document | {name: value for name, value in old.items() if name not in record.__struct_encode_fields__}


def _refuse_no_number(value: object) -> None:
    """`nan` and infinities would be written as `null`, which means unanswered."""
    if value.__class__ in _HARMLESS:
        return
    if isinstance(value, float):
        if not math.isfinite(value):
            raise BadInput(f"{value} is not a number that can be kept; leave it out.")
    elif isinstance(value, Mapping):
        for part in value.values():
            _refuse_no_number(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_no_number(part)


class ReadDocuments(Mapping[str, Document]):
    """A table as TinyDB reads it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __getitem__(self, key: str) -> Document:
        return decode_document(self._rows[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class OpenDocuments(MutableMapping[Any, Document]):
    """A table as TinyDB changes it; whatever was looked at may have been changed."""

    def __init__(self, rows: Rows, id_class: Callable[[str], Any]) -> None:
        self._before = rows
        self._open: dict[str, Document] = {}
        self._gone: set[str] = set()
        self._id_class = id_class

    def __getitem__(self, doc_id: Any) -> Document:
        key = str(doc_id)
        if key in self._gone:
            raise KeyError(doc_id)
        if key not in self._open:
            self._open[key] = decode_document(self._before[key])
        return self._open[key]

    def __setitem__(self, doc_id: Any, document: Document) -> None:
        self._gone.discard(str(doc_id))
        self._open[str(doc_id)] = document

    def __delitem__(self, doc_id: Any) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._open.pop(str(doc_id), None)
        self._gone.add(str(doc_id))

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return key in self._open or (key in self._before and key not in self._gone)

    def __iter__(self) -> Iterator[Any]:
        old_keys = (key for key in self._before if key not in self._gone)
        return map(self._id_class, chain(old_keys, [key for key in self._open if key not in self._before]))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Takes every document out."""
        self._open.clear()
        self._gone.update(self._before)

    def encoded(self) -> Rows:
        """The table as it is now; the very same object as before where nothing changed."""
        encoded = encode_documents(self._open)
        changes = {key: raw for key, raw in encoded.items() if raw != self._before.get(key)}
        removals = self._gone & self._before.keys()
        if not changes and not removals:
            return self._before
        rows = {**self._before, **changes}
        for key in removals:
            del rows[key]
        return rows
