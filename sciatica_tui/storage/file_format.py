"""How the document file is written: one JSON object of tables, `_meta` first, readable by stock TinyDB.

    {"_meta": {"1": {"commit": …, "sequence": …, …}}, "checkins": {"1": {…}, "2": {…}}, …}

A document stays as the bytes it was read as until somebody looks at it, so that a save encodes only what changed. The
checksum is over every byte after `_meta`.
"""

from __future__ import annotations

import codecs
import os
import zlib
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Raw
from msgspec.structs import replace

SCHEMA = 2
"""The schema this version writes. A file with a greater one is read, never written."""

FILE_NAME = "sciatica.json"

META = "_meta"

Rows = Mapping[str, Raw]
"""Document id, a whole number as a string → the document, encoded; never changed, only exchanged for the next."""

Tables = Mapping[str, Rows]
"""Table name → its rows."""

_PIECE = 1 << 16
_HEAD = b'{"_meta":{"1":'
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Damaged(Exception):
    """Not a document file, or one that was cut off or overwritten. The message is the reason, in a few words."""


class Foreign(Damaged):
    """Valid JSON, but plainly of another program."""


class Missing(Damaged):
    """There is no file."""


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """What the file says of itself. `commit` changes with each save, and `sequence` grows by one."""

    commit: str = ""
    sequence: Annotated[int, msgspec.Meta(ge=0)] = 0
    schema: Annotated[int, msgspec.Meta(ge=1)] = SCHEMA
    store: str = ""
    saved_at: str = ""
    checksum: str = ""


class Contents(msgspec.Struct, frozen=True):
    """A file that was understood. `intact` is false where somebody else wrote it: the checksum does not match."""

    meta: Meta
    tables: Tables
    intact: bool


def token() -> str:
    """128 random bits: the name of a store, or of a commit."""
    return os.urandom(16).hex()


_encoder = msgspec.json.Encoder()
_decode_rows = msgspec.json.Decoder(dict[str, dict[str, Raw]]).decode
_decode_meta = msgspec.json.Decoder(Meta).decode


def compose(meta: Meta, tables: Tables, saved_at: datetime) -> tuple[Meta, bytearray]:
    """Return what the next version of the file says of itself, and its bytes."""
    meta = replace(
        meta,
        commit=token(),
        sequence=meta.sequence + 1,
        saved_at=saved_at.isoformat(timespec="seconds"),
        checksum=_checksum(b""),
    )
    # All in one buffer: another one of that size costs more than to fill it.
    data = bytearray(_head(meta, tables))
    begin = len(data)
    _encoder.encode_into(tables, data, begin - 1)
    meta = replace(meta, checksum=_checksum(memoryview(data)[begin:]))
    data[:begin] = _head(meta, tables)
    return meta, data


def _head(meta: Meta, tables: Tables) -> bytes:
    return b"".join([_HEAD, _encoder.encode(meta), b"}," if tables else b"}"])


def parse(data: bytes, own_tables: frozenset[str]) -> Contents:
    """Understand a file, also one that was edited by hand or written by stock TinyDB.

    Raises Foreign for a file with neither `_meta` nor one of `own_tables`, Damaged for anything else that is not an
    object of tables of documents.
    """
    data = data.removeprefix(_BYTE_ORDER_MARK)
    if not data.strip(b"\0 \t\r\n"):
        raise Damaged("it is empty")
    try:
        _refuse_half_characters(data)
        tables = _decode_rows(data)
    except msgspec.ValidationError as error:
        raise Foreign("it is laid out differently") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Damaged("it is cut off or garbled") from error
    meta = _meta(tables.pop(META, {}))
    if meta is None and not own_tables & tables.keys():
        raise Foreign("it belongs to another program") if tables else Damaged("it is empty")
    end_of_meta = data.find(b"}", data.find(b"}") + 1) + 1
    body = memoryview(data)[end_of_meta + bool(tables) :]
    intact = meta is not None and meta.checksum == _checksum(body)
    return Contents(meta or Meta(), {name: _numbered(rows) for name, rows in tables.items()}, intact)


def _refuse_half_characters(data: bytes) -> None:
    """Raise UnicodeDecodeError for what is no UTF-8; piece by piece, as years in one text take long to lay out."""
    if data.isascii():
        return
    position = 0
    while position < len(data):
        piece = data[position : position + _PIECE]
        _, length = codecs.utf_8_decode(piece, "strict", position + len(piece) == len(data))
        position += length


def meta_in_head(head: bytes) -> Meta | None:
    """What a file says of itself, by its first bytes; `None` for one that `compose` did not write."""
    if not head.startswith(_HEAD):
        return None
    try:
        return _decode_meta(head[len(_HEAD) : head.find(b"}") + 1])
    except msgspec.DecodeError:
        return None


def _meta(rows: Rows) -> Meta | None:
    try:
        return _decode_meta(rows["1"])
    except (KeyError, msgspec.DecodeError):
        return None


def _checksum(body: bytes | memoryview) -> str:
    """CRC-32, as eight hexadecimal digits: it tells a change of somebody else's, not a forgery."""
    return f"{zlib.crc32(body):08x}"


def is_number(key: str) -> bool:
    """Tell whether it is an id as TinyDB gives them: a whole number, in decimal digits alone."""
    return len(key) < 19 and key.isascii() and key.isdecimal() and (key[0] != "0" or key == "0")


def _are_counted(keys: Collection[str]) -> bool:
    """Tell of all ids at once that each is a whole number above 0: so it is in years of entries, and told sooner."""
    digits = "".join(keys)
    return digits.isascii() and digits.isdecimal() and min(keys) >= "1" and max(map(len, keys)) < 19


def _numbered(rows: Rows) -> Rows:
    """Give documents that a hand edit put under something other than a whole number the next free one."""
    if _are_counted(rows) or all(map(is_number, rows)):
        return rows
    numbered = {key: raw for key, raw in rows.items() if is_number(key)}
    free = 1 + max(map(int, numbered), default=0)
    unnumbered = (raw for key, raw in rows.items() if not is_number(key))
    return numbered | {str(number): raw for number, raw in enumerate(unnumbered, free)}
