"""Drafts: a half-filled form or a running session, each in a small durable file of its own beside the history."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

import msgspec

from ..domain.errors import StoreError, reason
from .file_protocol import ByteFile
from .tinydb_documents import encode_document

_NAME = r"[a-z0-9][a-z0-9-]{0,40}"


class SideFiles:
    """Drafts by name (lower-case letters, digits, hyphens). `make` gives the file for a name, once for each."""

    def __init__(self, make: Callable[[str], ByteFile]) -> None:
        self.notices: tuple[str, ...] = ()
        self._make = make
        self._files: dict[str, ByteFile] = {}

    def save(self, name: str, contents: Mapping[str, object]) -> None:
        """Keeps the contents in the place of what was there. StoreError, BadInput for what JSON can't hold."""
        data = bytes(encode_document(contents))
        file = self._file(name)
        with file.locked():
            try:
                tag = file.tag()
            except StoreError as error:
                self._set_aside(file, _unreadable(file, error))
                tag = None
            file.replace(data, tag)

    def locked(self, name: str, *, wait: bool = True) -> AbstractContextManager[None]:
        """Keeps every other writer out, from reading a draft until its change is kept. StoreBusy; see `ByteFile`."""
        return self._file(name).locked(wait=wait)

    def load(self, name: str) -> dict[str, object] | None:
        """What was kept; `None` where there is nothing, or something that can't be read, which is then set aside."""
        file = self._file(name)
        try:
            on_disk = file.read()
            if on_disk is None:
                return None
            contents: dict[str, Any] = msgspec.json.decode(on_disk.data, type=dict[str, Any])
        except (StoreError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            self._set_aside(file, _unreadable(file, error))
            return None
        return contents

    def set_aside(self, name: str, reason: str) -> None:
        """Gives a draft that can't be used a name of its own, where it stays; `notices` then say why and where."""
        self._set_aside(self._file(name), reason)

    def discard(self, name: str) -> None:
        """Forgets it; nothing happens where there is none."""
        self._file(name).remove()

    def _set_aside(self, file: ByteFile, reason: str) -> None:
        """What stands in the place of a draft must neither keep the next one from being kept nor be lost."""
        try:
            aside = file.set_aside()
        except StoreError as failure:
            sentence = f"{reason}. {failure}"
        else:
            sentence = f"{reason}; it is kept as {aside.name}." if aside is not None else f"{reason}."
        if sentence not in self.notices:
            self.notices += (sentence,)

    def _file(self, name: str) -> ByteFile:
        if not re.fullmatch(_NAME, name):
            raise ValueError(f"{name!r} is no name for a draft")
        if name not in self._files:
            self._files[name] = self._make(f"draft-{name}.json")
        return self._files[name]


def _unreadable(file: ByteFile, error: Exception) -> str:
    cause = error.__cause__
    words = reason(cause) if isinstance(cause, OSError) else "it is damaged"
    return f"The half-filled form {file.path} can't be read ({words})"
