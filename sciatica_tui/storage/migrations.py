"""From an older schema to this one, a step at a time. Each file is copied to the backups before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from .file_format import SCHEMA, Rows, Tables

Documents = dict[str, dict[str, dict[str, Any]]]
"""Table → document id → document."""

Step = Callable[[Documents], None]
"""Changes the documents in place, from one schema to the next."""


def _from_1(documents: Documents) -> None:
    """0.1 to 1.0: every record stays as it is. What 1.0 writes beside them, 0.1 must not write over."""


STEPS: Mapping[int, Step] = {1: _from_1}
"""The step away from each older schema."""


def migrate(tables: Tables, schema: int, steps: Mapping[int, Step] = STEPS, target: int = SCHEMA) -> Tables:
    """The tables as `target` has them. Rows that are no documents are carried along untouched."""
    documents: Documents = {}
    non_documents: dict[str, dict[str, Raw]] = {}
    for name, rows in tables.items():
        documents[name], non_documents[name] = _opened(rows)
    for step in range(schema, target):
        steps[step](documents)
    for name, table in documents.items():
        encoded = {key: Raw(msgspec.json.encode(document)) for key, document in table.items()}
        non_documents[name] = encoded | non_documents.get(name, {})
    return {name: rows for name, rows in non_documents.items() if name in documents or rows}


def _opened(rows: Rows) -> tuple[dict[str, dict[str, Any]], dict[str, Raw]]:
    documents: dict[str, dict[str, Any]] = {}
    non_documents: dict[str, Raw] = {}
    for key, raw in rows.items():
        try:
            documents[key] = msgspec.json.decode(raw, type=dict[str, Any])
        except msgspec.DecodeError:
            non_documents[key] = raw
    return documents, non_documents
