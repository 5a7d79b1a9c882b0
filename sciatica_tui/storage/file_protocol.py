"""What the storage needs of a file, and the same in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

HEAD = 256
"""Bytes at the start of the file that belong to the change tag: the commit id stands there."""


class FileVersion(NamedTuple):
    """What tells one version of the file from another. Size and time alone miss a quick change of the same length."""

    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int
    head: bytes


class Found(msgspec.Struct, frozen=True):
    """The contents of the file and the tag of exactly these contents."""

    data: bytes
    tag: FileVersion


class BackupFile(NamedTuple):
    """A file among the backups: its contents, or `None` and a sentence on why it can't be read."""

    path: Path
    data: bytes | None
    refusal: str = ""


class ByteFile(Protocol):
    """What the storage needs of a file."""

    @property
    def path(self) -> Path | None:
        """Where it lies; `None` in memory."""

    def locked(self, *, wait: bool = True) -> AbstractContextManager[None]:
        """Keeps every other writer out; re-entrant. StoreBusy, without `wait` at once; StoreReadOnly."""

    def tag(self) -> FileVersion | None:
        """Of what is there now; `None` when there is no file."""

    def read(self) -> Found | None:
        """What is there now; `None` when there is no file."""

    def replace(self, data: bytes | bytearray, expected: FileVersion | None) -> FileVersion:
        """Puts `data` in the place of the good version `expected` (`None`: no file), which goes to the backups.

        StoreError: nothing was changed. DurabilityUnknown: it is saved, but might not survive a power cut.
        """

    def keep_schema(self, schema: int) -> None:
        """A lasting copy of what is there now, before a migration away from `schema`."""

    def keep_as(self, name: str, data: bytes | None = None) -> Path | None:
        """A lasting copy of these bytes, or of what is there now; where it is, `None` if there is nothing to copy."""

    def set_aside(self) -> Path | None:
        """Gives a damaged file a name of its own, where it stays; returns that."""

    def remove(self) -> None:
        """Takes the file away for good; nothing happens where there is none."""

    def damaged_files(self) -> tuple[Path, ...]:
        """The damaged files that were set aside and are still there, oldest first."""

    def backups(self) -> Iterator[BackupFile]:
        """The backups. StoreError where there is no saying which there are."""

    def previous(self) -> BackupFile | None:
        """The backup of the version before the last save; `None` where there is none."""

    def backup_heads(self) -> Iterator[tuple[Path, bytes]]:
        """The first `HEAD` bytes of each backup that can be read. StoreError as for `backups`."""

    def keep_copy(self, copy: Path) -> Path:
        """Gives a backup that a later save would replace or delete a lasting name; where it is now."""

    def obstacle(self) -> str | None:
        """The sentence that says why nothing can be saved here; `None` when it can."""


class MemoryFile:
    """The same in memory, for a history that is not to be kept."""

    path = None

    def __init__(self) -> None:
        self._found: Found | None = None
        self._writes = 0

    def locked(self, *, wait: bool = True) -> AbstractContextManager[None]:
        """Nobody else can know of it."""
        return nullcontext()

    def tag(self) -> FileVersion | None:
        """See `ByteFile`."""
        return None if self._found is None else self._found.tag

    def read(self) -> Found | None:
        """See `ByteFile`."""
        return self._found

    def replace(self, data: bytes | bytearray, expected: FileVersion | None) -> FileVersion:
        """See `ByteFile`."""
        self._writes += 1
        self._found = Found(bytes(data), FileVersion(0, self._writes, len(data), 0, 0, b""))
        return self._found.tag

    def keep_schema(self, schema: int) -> None:
        """No copies in memory."""

    def keep_as(self, name: str, data: bytes | None = None) -> None:
        """No copies in memory."""

    def set_aside(self) -> None:
        """Forgets it."""
        self._found = None

    def remove(self) -> None:
        """See `ByteFile`."""
        self._found = None

    def damaged_files(self) -> tuple[Path, ...]:
        """None."""
        return ()

    def backups(self) -> Iterator[BackupFile]:
        """None."""
        return iter(())

    def previous(self) -> None:
        """None."""

    def backup_heads(self) -> Iterator[tuple[Path, bytes]]:
        """None."""
        return iter(())

    def keep_copy(self, copy: Path) -> Path:
        """No copies in memory."""
        return copy

    def obstacle(self) -> None:
        """Never."""
