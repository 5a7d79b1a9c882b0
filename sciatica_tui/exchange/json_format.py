"""The complete export: every record of every table as it is kept, sorted by id, one a line.

    {"format": "sciatica-tui", "version": 1, "about": …, "tables": {"checkins": [{…}, {…}], …, "tombstones": […]}}

Export, import into an empty folder and export give the same bytes. TinyDB's document numbers and `_meta` stay local.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Raw

from ..domain.errors import BadInput
from ..domain.progress import Progress, no_progress
from ..domain.records import TABLES, Record, Ulid, are_ulids
from ..domain.text.visible import visible_line
from .files import decode_text

FORMAT = "sciatica-tui"

VERSION = 1
"""Of the file around the records, and of the records themselves (the schema in FORMAT.md)."""

ABOUT = (
    "Everything logged in sciatica-tui, one record per line. FORMAT.md of sciatica-tui describes the tables and "
    "fields. What is missing was not answered; it is not zero."
)

TOMBSTONES = "tombstones"

NAMES = (*TABLES, TOMBSTONES)

Tables = Mapping[str, Iterable[bytes]]
"""Table name → its records, each encoded as JSON."""


class _File(msgspec.Struct):
    format: str = ""
    version: int = 0
    about: str = ""
    tables: dict[str, list[Raw]] = {}


class _Deleted(msgspec.Struct):
    id: Ulid
    table: str
    rev: int
    deleted_at: datetime


def write_json(tables: Tables) -> bytes:
    """Write an export of records that are sorted by id and encoded without blanks."""
    head = {"format": FORMAT, "version": VERSION, "about": ABOUT}
    parts = [msgspec.json.encode(head)[:-1], b',\n"tables":{']
    for number, name in enumerate(NAMES):
        rows = list(tables.get(name, ()))
        parts.append(b",\n" if number else b"\n")
        parts.append(msgspec.json.encode(name) + (b":[\n" if rows else b":["))
        parts.append(b",\n".join(rows))
        parts.append(b"\n]" if rows else b"]")
    parts.append(b"\n}}\n")
    return b"".join(parts)


def read_json(path: Path, data: bytes, progress: Progress = no_progress) -> dict[str, list[bytes]]:
    """Read the tables of an export. Raises BadInput, with line and column or with the entry, for what can't be read.

    A file of the app itself (`sciatica.json`, a backup) is one for `merge`; the error says so.
    """
    text, _ = decode_text(path, data)
    try:
        file = msgspec.json.decode(text, type=_File)
    except msgspec.ValidationError as error:
        raise BadInput(f"{path} is JSON, but not an export of sciatica-tui ({error}).") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadInput(f"{path}{_place(text, str(error))}: this is not JSON; it is cut off or garbled.") from error
    if file.format != FORMAT:
        if is_journal(text):
            raise BadInput(f"{path} is a journal of sciatica-tui, not an export; use: sciatica-tui merge {path}")
        raise BadInput(f"{path} is JSON, but not an export of sciatica-tui; other diaries are imported from CSV.")
    if file.version > VERSION:
        raise BadInput(f"{path} was written by a newer version of sciatica-tui; update sciatica-tui, then import it.")
    for name in msgspec.json.decode(text, type=dict[str, Raw]):
        if name not in _File.__struct_fields__:
            raise BadInput(f"{path} has a part “{name}” that this version does not know; update sciatica-tui.")
    tables: dict[str, list[bytes]] = {}
    owners: dict[str, str] = {}
    total = sum(len(rows) for rows in file.tables.values())
    for name, rows in file.tables.items():
        if name not in NAMES:
            raise BadInput(f"{path} has a table “{name}” that this version does not know; update sciatica-tui.")
        tables[name] = _checked(path, name, rows, owners, progress, total)
    return tables


def is_journal(text: str) -> bool:
    """Tell whether a file is one of the app itself, and no export."""
    return '"_meta"' in text[:400]


def _checked(
    path: Path, name: str, rows: list[Raw], owners: dict[str, str], progress: Progress, total: int
) -> list[bytes]:
    kind: type[Record | _Deleted] = TABLES.get(name, _Deleted)
    decode = msgspec.json.Decoder(kind).decode
    encoded: list[bytes] = []
    for number, raw in enumerate(rows, 1):
        if number % 1000 == 1:
            progress("Checking", len(owners), total)
        where = f"{name}, entry {number}"
        try:
            record = decode(raw)
        except msgspec.ValidationError as error:
            raise BadInput(f"{path}: {where}, can't be imported: {_words(error)}.") from error
        ulid: str = record.id
        if not are_ulids([ulid]):
            raise BadInput(f"{path}: {where}, can't be imported: “{visible_line(ulid)}” is not an id.")
        if ulid in owners:
            raise BadInput(f"{path}: {where}, has the id {ulid}, and so has {owners[ulid]}; remove one of them.")
        owners[ulid] = where
        encoded.append(bytes(raw))
    return encoded


def _words(error: msgspec.ValidationError) -> str:
    """msgspec's reason with the field in plain sight: `leg_pain: expected int <= 10`."""
    reason, _, path = str(error).partition(" - at `$")
    field = path.strip("`.")
    reason = reason[0].lower() + reason[1:].replace("`", "")
    return f"{field}: {reason}" if field else reason


def _place(text: str, message: str) -> str:
    """`, line 3, column 7` from msgspec's byte position, or from the end of what was cut off."""
    byte_match = re.search(r"\(byte (\d+)\)", message)
    encoded = text.encode()
    position = int(byte_match[1]) if byte_match else len(encoded)
    before = encoded[:position]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return f", line {line}, column {column}"
