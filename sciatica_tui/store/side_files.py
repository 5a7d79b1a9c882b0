"""Drafts: a half-filled form or a running session, each in a small durable file of its own beside the history."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from typing import Any

import msgspec

from ..core.errors import StoreError
from .byte_file import ByteFile
from .documents import encode_document

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


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
            file.replace(data, file.tag())

    def locked(self, name: str, *, wait: bool = True) -> AbstractContextManager[None]:
        """Keeps every other writer out, from reading a draft until its change is kept. StoreBusy; see `ByteFile`."""
        return self._file(name).locked(wait=wait)

    def load(self, name: str) -> dict[str, object] | None:
        """What was kept; `None` where there is nothing, or something damaged, which is then set aside."""
        file = self._file(name)
        found = file.read()
        if found is None:
            return None
        try:
            contents: dict[str, Any] = msgspec.json.decode(found.data, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            with suppress(StoreError):
                aside = file.set_aside()
                self.notices += (f"The draft {file.path} was damaged and is kept as {aside.name if aside else ''}.",)
            return None
        return contents

    def discard(self, name: str) -> None:
        """Forgets it; nothing happens where there is none."""
        self._file(name).remove()

    def _file(self, name: str) -> ByteFile:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name for a draft")
        if name not in self._files:
            self._files[name] = self._make(f"draft-{name}.json")
        return self._files[name]
