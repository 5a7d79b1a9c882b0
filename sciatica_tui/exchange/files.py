"""Files that come in: read whole and unchanged or not at all."""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path

from ..domain.errors import BadInput, reason
from ..domain.progress import Progress, no_progress

LARGEST = 100 * 1024 * 1024
"""Bytes; ten years of check-ins are about 6 MB."""

BLOCK = 1 << 20

WINDOWS = "cp1252"
"""What Excel writes in Western Europe and America."""

LATIN_ENCODINGS = (WINDOWS, "cp1250", "mac_roman")
OTHER_ENCODINGS = ("cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr")
"""The encodings, beside Unicode's, that spreadsheet programs write."""

FEW = 0.3
"""The share of letters beyond ASCII below which a text is in Latin letters."""

_NOT_TEXT: tuple[tuple[bytes, str], ...] = (
    (
        b"PK\x03\x04",
        "is a zip archive (an Excel or OpenDocument sheet is one too): save the sheet as CSV, or unpack it",
    ),
    (b"\xd0\xcf\x11\xe0", "is an old Excel file: save the sheet as CSV"),
    (b"\x1f\x8b", "is a gzip archive: unpack it"),
    (b"%PDF", "is a PDF: a JSON or CSV file is needed"),
    (b"\x89PNG", "is a picture: a JSON or CSV file is needed"),
    (b"\xff\xd8\xff", "is a picture: a JSON or CSV file is needed"),
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
            raise BadInput(f"{path} is not a regular file; copy its contents into one first.")
        if before.st_size > LARGEST:
            raise BadInput(
                f"{path} is {before.st_size / 1e6:,.0f} MB; that is too large for a diary, which stays under "
                f"{LARGEST // (1 << 20)} MB even after many years."
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
        raise BadInput(f"{path} was changed while it was being read; wait until nothing writes to it, and try again.")
    return b"".join(parts)


def decode_text(path: Path, data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Decode a text, by `encoding` where it is said; name the encoding.

    Else by its mark, as UTF-8, or as what its letters look like: Windows-1252, or another that charset-normalizer
    finds. Raises BadInput, with the line, for what is no text or breaks off, and for an encoding that there is not.
    """
    for head, words in _NOT_TEXT:
        if data.startswith(head):
            raise BadInput(f"{path} {words}.")
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadInput(f"{path} is empty.")
    if encoding is not None:
        return _decoded(path, data, encoding), encoding
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in data[:4096]:
        raise BadInput(f"{path} is not text: it has zero bytes in it; save it as CSV in UTF-8, or give its --encoding.")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if encoding != "utf-8":
            raise BadInput(
                f"{path}, line {line}: it is cut off or is not {encoding.upper()}; save it again."
            ) from error
    encoding = _likely_encoding(data)
    if encoding is None:
        raise BadInput(f"{path}, line {line}: these letters can't be read; save it in UTF-8, or give its --encoding.")
    text = data.decode(encoding)
    if sum(not (letter.isprintable() or letter in "\r\n\t") for letter in text[:4096]) > 8:
        raise BadInput(f"{path}, line {line}: this is not text; a JSON or CSV file is needed.")
    return text, encoding


def _decoded(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise BadInput(
            f"There is no encoding “{encoding}”; try utf-8, windows-1252, windows-1251 or mac-roman."
        ) from None
    except UnicodeError as error:
        raise BadInput(f"{path} is not in {encoding}; leave out --encoding, and it is worked out.") from error


def _likely_encoding(data: bytes) -> str | None:
    """What the letters look like, Windows-1252 where nothing is likelier; `None` where it is no text."""
    sample = data if len(data) <= BLOCK else data[: data.rfind(b"\n", 0, BLOCK) + 1 or BLOCK]
    beyond = sum(byte > 127 for byte in sample)
    ascii_letters = sum(byte < 128 and chr(byte).isalpha() for byte in sample)
    if beyond < FEW * (beyond + ascii_letters):
        encoding = max(LATIN_ENCODINGS, key=lambda candidate: _likeness(data, candidate))
    else:
        from charset_normalizer import from_bytes  # loaded for such a file alone

        best = from_bytes(sample, cp_isolation=list(OTHER_ENCODINGS)).best()
        encoding = best.encoding if best is not None else WINDOWS
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding


def _likeness(data: bytes, encoding: str) -> int:
    """How many of the letters beyond ASCII within words are letters in an encoding, and none a capital in a word."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return -len(data)
    within = re.findall(r"([A-Za-z])([^\x00-\x7f])", text)
    return sum(
        letter == "’" or (letter.isalpha() and not (before.islower() and letter.isupper())) for before, letter in within
    )


def _why_not(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"There is no file {path.absolute()}."
    return f"Can't read {path}: {reason(error)}."
