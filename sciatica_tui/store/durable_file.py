"""A file that is either as it was or as it should be, whatever happens meanwhile. Bytes in, bytes out."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from ..core.errors import NotCertain, StoreError, StoreReadOnly
from .backups import STAMP, Backups
from .disk import (
    REAL_DISK,
    Disk,
    explained,
    flush_folder,
    let_go,
    open_file,
    open_folder,
    read_all,
    sweep,
    write_beside,
)
from .locking import FileLock

HEAD = 256
"""Bytes at the start of the file that belong to the change tag: the commit id stands there."""


class Tag(NamedTuple):
    """What tells one version of the file from another. Size and time alone miss a quick change of the same length."""

    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int
    head: bytes


class Found(NamedTuple):
    """The contents of the file and the tag of exactly these contents."""

    data: bytes
    tag: Tag


class ByteFile(Protocol):
    """What the storage needs of a file."""

    @property
    def path(self) -> Path | None:
        """Where it lies; `None` in memory."""

    def locked(self) -> AbstractContextManager[None]:
        """Keeps every other writer out; re-entrant. StoreBusy, StoreReadOnly."""

    def tag(self) -> Tag | None:
        """Of what is there now; `None` when there is no file."""

    def read(self) -> Found | None:
        """What is there now; `None` when there is no file."""

    def replace(self, data: bytes, expected: Tag | None) -> Tag:
        """Puts `data` in the place of the good version `expected` (`None`: no file), which goes to the backups.

        StoreError: nothing was changed. NotCertain: it is saved, but might not survive a power cut.
        """

    def keep_schema(self, schema: int) -> None:
        """A lasting copy of what is there now, before a migration away from `schema`."""

    def keep_as(self, name: str, data: bytes | None = None) -> Path | None:
        """A lasting copy of these bytes, or of what is there now; where it is, `None` if there is nothing to copy."""

    def set_aside(self) -> Path | None:
        """Gives a damaged file a name of its own, where it stays; returns that."""

    def remove(self) -> None:
        """Takes the file away for good; nothing happens where there is none."""

    def copies(self) -> Iterator[tuple[Path, bytes]]:
        """The safety copies."""

    def obstacle(self) -> str | None:
        """The sentence that says why nothing can be saved here; `None` when it can."""


class DurableFile:
    """A file on disk. `path` may be a link; the file it leads to is replaced, the link stays.

    `backups` of `None` keeps no copies. Files that belong together share one `lock`.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        *,
        backups: bool = True,
        lock: FileLock | None = None,
        disk: Disk = REAL_DISK,
    ) -> None:
        self._path = path
        self._real = _resolved(path)
        self._now = now
        self._disk = disk
        self._backups = Backups(path.parent / "backups", now, disk) if backups else None
        self.lock = lock or FileLock(self._real.with_name(f"{self._real.name}.lock"), disk)

    @property
    def path(self) -> Path:
        """Where the person finds it."""
        return self._path

    def prepare(self) -> None:
        """Makes the folder where it is missing, for its owner alone. StoreError where that can't be."""
        with explained("use the folder", self._path.parent):
            missing = [each for each in self._path.parents if not each.exists()]
            for folder in reversed(missing):
                with suppress(FileExistsError):
                    self._disk.make_folder(folder)
                    flush_folder(self._disk, folder.parent)
            if not self._path.parent.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "", str(self._path.parent))

    def locked(self) -> AbstractContextManager[None]:
        """See `ByteFile`."""
        return self.lock.held()

    def tag(self) -> Tag | None:
        """See `ByteFile`."""
        with self._opened() as descriptor:
            return None if descriptor is None else self._tag_of(descriptor, self._disk.read(descriptor, HEAD))

    def read(self) -> Found | None:
        """See `ByteFile`."""
        self._unshare()
        with self._opened() as descriptor:
            if descriptor is None:
                return None
            data = read_all(self._disk, descriptor)
            return Found(data, self._tag_of(descriptor, data[:HEAD]))

    def replace(self, data: bytes, expected: Tag | None) -> Tag:
        """See `ByteFile`."""
        with self.locked(), explained("save", self._path), open_folder(self._disk, self._real.parent) as folder:
            self._refuse_unless(expected)
            sweep(self._disk, self._real.parent)
            temporary, descriptor = write_beside(self._disk, self._real, data)
            try:
                if self._backups is not None and expected is not None:
                    self._backups.keep(self._real)
                self._put_in_place(temporary, descriptor)
                return self._confirm(descriptor, folder, data[:HEAD])
            finally:
                let_go(self._disk, descriptor)
                with suppress(OSError):
                    self._disk.remove(temporary)

    def keep_schema(self, schema: int) -> None:
        """See `ByteFile`."""
        if self._backups is not None:
            with self.locked(), explained("copy", self._path):
                self._backups.keep_schema(self._real, schema)

    def keep_as(self, name: str, data: bytes | None = None) -> Path | None:
        """See `ByteFile`."""
        found = self.read() if data is None else None
        data = found.data if found is not None else data
        if self._backups is None or data is None:
            return None
        with self.locked(), explained("copy to the backups of", self._path):
            return self._backups.keep_as(name, data)

    def set_aside(self) -> Path:
        """See `ByteFile`."""
        stamp = self._now().strftime(STAMP)
        aside = self._real.with_name(f"{self._real.name}.corrupt-{stamp}-{os.urandom(2).hex()}")
        with self.locked(), explained("set aside", self._path):
            self._disk.replace(self._real, aside)
            flush_folder(self._disk, self._real.parent)
        return aside

    def remove(self) -> None:
        """See `ByteFile`."""
        with self.locked(), explained("remove", self._path), suppress(FileNotFoundError):
            self._disk.remove(self._real)
            flush_folder(self._disk, self._real.parent)

    def copies(self) -> Iterator[tuple[Path, bytes]]:
        """See `ByteFile`."""
        return iter(()) if self._backups is None else self._backups.copies()

    def obstacle(self) -> str | None:
        """See `ByteFile`."""
        with explained("look into", self._real.parent, reading=True):
            if not self._disk.may_write(self._real.parent):
                return (
                    f"The folder {self._real.parent} can't be written to, so nothing can be saved; "
                    "make it writable, or choose another with --data."
                )
            with suppress(FileNotFoundError):
                if not self._disk.may_write(self._real):
                    return (
                        f"{self._path} is marked read-only, so nothing can be saved; "
                        "make it writable, or choose another folder with --data."
                    )
        return None

    def _unshare(self) -> None:
        with suppress(OSError, StoreError):
            if self._backups is not None and self._disk.status(self._real).st_nlink > 1:
                with self.locked(), explained("copy", self._path):
                    self._backups.unshare(self._real)

    @contextmanager
    def _opened(self) -> Iterator[int | None]:
        with explained("read", self._path, reading=True):
            try:
                descriptor = open_file(self._disk, self._real)
            except FileNotFoundError:
                yield None
                return
            try:
                yield descriptor
            finally:
                let_go(self._disk, descriptor)

    def _tag_of(self, descriptor: int, head: bytes) -> Tag:
        at = self._disk.status(descriptor)
        return Tag(at.st_dev, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns, head)

    def _refuse_unless(self, expected: Tag | None) -> None:
        obstacle = self.obstacle()
        if obstacle is not None:
            raise StoreReadOnly(obstacle)
        if self.tag() != expected:
            raise StoreError(
                f"Can't save {self._path}: another program changed it at this very moment; nothing of it was touched: "
                "save again."
            )

    def _put_in_place(self, temporary: Path, descriptor: int) -> None:
        """The point of no return: from a successful renaming on, it counts as saved."""
        try:
            self._disk.replace(temporary, self._real)
        except OSError as error:
            if self._is_in_place(descriptor):
                raise self._doubt(error) from error
            raise

    def _confirm(self, descriptor: int, folder: int | None, head: bytes) -> Tag:
        try:
            if folder is not None:
                self._disk.flush(folder)
            return self._tag_of(descriptor, head)
        except OSError as error:
            raise self._doubt(error) from error

    def _is_in_place(self, descriptor: int) -> bool:
        """Whether the new file has the name, or that can't be found out any more."""
        try:
            there, ours = self._disk.status(self._real), self._disk.status(descriptor)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)

    def _doubt(self, error: OSError) -> NotCertain:
        return NotCertain(
            f"Saved in {self._path}, but the disk did not confirm it ({error.strerror or 'no reason given'}), "
            "so that a power cut now might lose it; save again later, and have the disk checked."
        )


def _resolved(path: Path) -> Path:
    with explained("use", path):
        try:
            return path.resolve()
        except RuntimeError as error:  # Python before 3.13 reports links in a circle like this
            raise OSError(errno.ELOOP, "the link leads in a circle", str(path)) from error


class MemoryFile:
    """The same in memory, for a history that is not to be kept."""

    path = None

    def __init__(self) -> None:
        self._found: Found | None = None
        self._writes = 0

    def locked(self) -> AbstractContextManager[None]:
        """Nobody else can know of it."""
        return nullcontext()

    def tag(self) -> Tag | None:
        """See `ByteFile`."""
        return None if self._found is None else self._found.tag

    def read(self) -> Found | None:
        """See `ByteFile`."""
        return self._found

    def replace(self, data: bytes, expected: Tag | None) -> Tag:
        """See `ByteFile`."""
        self._writes += 1
        self._found = Found(data, Tag(0, self._writes, len(data), 0, 0, data[:HEAD]))
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

    def copies(self) -> Iterator[tuple[Path, bytes]]:
        """None."""
        return iter(())

    def obstacle(self) -> None:
        """Never."""
