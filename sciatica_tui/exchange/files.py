"""Files that come in: read whole and unchanged or not at all."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from ..domain.errors import BadInput, reason
from ..domain.progress import Progress, no_progress

LARGEST = 100 * 1024 * 1024
"""Bytes; ten years of check-ins are about 6 MB."""

BLOCK = 1 << 20

_NOT_TEXT: tuple[tuple[bytes, str], ...] = (
    (
        b"PK\x03\x04",
        "is a zip archive (an Excel or OpenDocument sheet is one too): save the sheet as CSV, or unpack it",
    ),
    (b"\xd0\xcf\x11\xe0", "is an old Excel file: save the sheet as CSV"),
    (b"\x1f\x8b", "is a gzip archive: unpack it"),
    (b"%PDF", "is a PDF: it takes a JSON or CSV file"),
    (b"\x89PNG", "is a picture: it takes a JSON or CSV file"),
    (b"\xff\xd8\xff", "is a picture: it takes a JSON or CSV file"),
    (b"SQLite format 3", "is an SQLite database: export it as CSV"),
)

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_input(path: Path, progress: Progress = no_progress) -> bytes:
    """Read a whole file. Raises BadInput where it is missing, no plain file, too large, or changes meanwhile."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise BadInput(_why_not(path, error)) from error
    try:
        before = os.fstat(descriptor)
        if stat.S_ISDIR(before.st_mode):
            raise BadInput(f"{path} is a folder; name the file in it.")
        if not stat.S_ISREG(before.st_mode):
            raise BadInput(f"{path} is no plain file; copy its contents into one first.")
        if before.st_size > LARGEST:
            raise BadInput(
                f"{path} has {before.st_size / 1e6:,.0f} MB, and a diary of many years has less than "
                f"{LARGEST // (1 << 20)} MB; it must be something else."
            )
        parts: list[bytes] = []
        size = 0
        while part := os.read(descriptor, BLOCK):
            parts.append(part)
            size += len(part)
            progress("Reading", min(size, before.st_size), before.st_size)
            if size > LARGEST:
                break
        after = os.fstat(descriptor)
    except OSError as error:
        raise BadInput(_why_not(path, error)) from error
    finally:
        os.close(descriptor)
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns) or size != after.st_size:
        raise BadInput(f"{path} was changed while it was read; wait until nothing writes to it and try again.")
    return b"".join(parts)


def decode_text(path: Path, data: bytes) -> tuple[str, str]:
    """Decode UTF-8, or UTF-16 and UTF-32 by their mark, else Windows-1252 as old Excel writes it; name the encoding.

    Raises BadInput, with the line, for what is no text or breaks off.
    """
    for head, words in _NOT_TEXT:
        if data.startswith(head):
            raise BadInput(f"{path} {words}.")
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadInput(f"{path} is empty.")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in data[:4096]:
        raise BadInput(f"{path} is no text: it has zero bytes in it; save it as CSV in UTF-8.")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if encoding != "utf-8":
            raise BadInput(f"{path}, line {line}: it breaks off or is no {encoding.upper()}; save it anew.") from error
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}, line {line}: this is neither UTF-8 nor Windows text; save it in UTF-8.") from error
    if sum(not (letter.isprintable() or letter in "\r\n\t") for letter in text[:4096]) > 8:
        raise BadInput(f"{path}, line {line}: this is no text; it takes a JSON or CSV file.")
    return text, "cp1252"


def _why_not(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"There is no file {path}."
    return f"Can't read {path}: {reason(error)}."
