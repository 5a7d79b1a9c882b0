"""A file that is either as it was or as it should be, whatever happens meanwhile. Bytes in, bytes out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from ..domain.errors import StoreError, StoreReadOnly
from .atomic_file import leftovers, sweep, write_atomically
from .backups import STAMP, Backups
from .file_protocol import HEAD, BackupFile, FileVersion, Found
from .filesystem import (
    REAL_DISK,
    Disk,
    explained,
    flush_folder,
    make_folders,
    open_file,
    read_all,
    release,
)
from .locks import FileLock


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
        """Makes the folder where it is missing, for its owner alone, and takes away what a killed save left.

        StoreError where the folder can't be made.
        """
        with explained("use the folder", self._path.parent):
            make_folders(self._disk, self._path.parent)
        self._tidy()

    def locked(self, *, wait: bool = True) -> AbstractContextManager[None]:
        """See `ByteFile`."""
        return self.lock.held(wait=wait)

    def tag(self) -> FileVersion | None:
        """See `ByteFile`."""
        with self._opened() as descriptor:
            if descriptor is None:
                return None
            head = self._disk.read(descriptor, HEAD)
            return _version(self._disk.status(descriptor), head)

    def read(self) -> Found | None:
        """See `ByteFile`."""
        self._unshare()
        with self._opened() as descriptor:
            if descriptor is None:
                return None
            data = read_all(self._disk, descriptor)
            return Found(data, _version(self._disk.status(descriptor), data[:HEAD]))

    def replace(self, data: bytes | bytearray, expected: FileVersion | None) -> FileVersion:
        """See `ByteFile`."""
        with self.locked(), explained("save", self._path):
            self._refuse_unless(expected)
            status = write_atomically(
                self._real, data, before_rename=lambda: self._keep_version(expected), disk=self._disk
            )
        return _version(status, bytes(data[:HEAD]))

    def keep_schema(self, schema: int) -> None:
        """See `ByteFile`."""
        if self._backups is not None:
            with self.locked(), explained("copy", self._path):
                self._backups.keep_schema(self._real, schema)

    def keep_as(self, name: str, data: bytes | None = None) -> Path | None:
        """See `ByteFile`."""
        on_disk = self.read() if data is None else None
        data = bytes(on_disk.data) if on_disk is not None else data
        if self._backups is None or data is None:
            return None
        with self.locked(), explained("keep a backup in", self._backups.folder):
            return self._backups.keep_as(name, data)

    def set_aside(self) -> Path:
        """See `ByteFile`."""
        stamp = self._now().strftime(STAMP)
        aside = self._real.with_name(f"{self._damaged}{stamp}-{os.urandom(2).hex()}")
        with self.locked(), explained("set aside", self._path):
            self._disk.replace(self._real, aside)
            flush_folder(self._disk, self._real.parent)
        return aside

    def remove(self) -> None:
        """See `ByteFile`."""
        with self.locked(), explained("remove", self._path), suppress(FileNotFoundError):
            self._disk.remove(self._real)
            flush_folder(self._disk, self._real.parent)

    def damaged_files(self) -> tuple[Path, ...]:
        """See `ByteFile`."""
        with explained("open", self._real.parent, reading=True):
            names = self._disk.names(self._real.parent)
        return tuple(self._real.with_name(name) for name in sorted(names) if name.startswith(self._damaged))

    def backups(self) -> Iterator[BackupFile]:
        """See `ByteFile`."""
        if self._backups is not None:
            with explained("read the backups in", self._backups.folder, reading=True):
                yield from self._backups.files()

    def previous(self) -> BackupFile | None:
        """See `ByteFile`."""
        return self._backups.previous() if self._backups is not None else None

    def backup_heads(self) -> Iterator[tuple[Path, bytes]]:
        """See `ByteFile`."""
        if self._backups is not None:
            with explained("read the backups in", self._backups.folder, reading=True):
                yield from self._backups.heads()

    def keep_copy(self, copy: Path) -> Path:
        """See `ByteFile`."""
        if self._backups is None:
            return copy
        with self.locked(), explained("keep a backup in", self._backups.folder):
            return self._backups.keep_for_good(copy)

    def obstacle(self) -> str | None:
        """See `ByteFile`."""
        with explained("open", self._real.parent, reading=True):
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

    @property
    def _damaged(self) -> str:
        """How the name of a damaged file begins that was set aside."""
        return f"{self._real.name}.corrupt-"

    def _tidy(self) -> None:
        """Entries must not lie about in temporary files until the next save; where that can't be, it sweeps them."""
        with suppress(OSError, StoreError):
            folders = [self._real.parent]
            if self._backups is not None and self._backups.folder.name in self._disk.names(self._path.parent):
                folders.append(self._backups.folder)
            if any(leftovers(self._disk, folder) for folder in folders):
                with self.locked(wait=False):
                    for folder in folders:
                        sweep(self._disk, folder)

    def _unshare(self) -> None:
        with suppress(OSError, StoreError):
            if self._backups is not None and self._disk.status(self._real).st_nlink > 1:
                with self.locked(wait=False), explained("copy", self._path):
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
                release(self._disk, descriptor)

    def _keep_version(self, expected: FileVersion | None) -> None:
        """Give the version that is about to be replaced to the backups, and look once more whether it is still that."""
        if self._backups is not None and expected is not None:
            with explained("keep a backup in", self._backups.folder):
                self._backups.keep(self._real)
        self._refuse_another_version(expected)

    def _refuse_unless(self, expected: FileVersion | None) -> None:
        obstacle = self.obstacle()
        if obstacle is not None:
            raise StoreReadOnly(obstacle)
        self._refuse_another_version(expected)

    def _refuse_another_version(self, expected: FileVersion | None) -> None:
        """Asked once more when the backups are made: a second name changes `changed_ns`, and nothing else."""
        tag = self.tag()
        if tag is None or expected is None:
            same = tag is expected
        else:
            same = tag._replace(changed_ns=expected.changed_ns) == expected
        if not same:
            raise StoreError(
                f"Can't save {self._path}: another program has just changed it, so it was left as it is; save again."
            )


def _version(status: os.stat_result, head: bytes) -> FileVersion:
    return FileVersion(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns, head)


def _resolved(path: Path) -> Path:
    with explained("use", path):
        try:
            return path.resolve()
        except RuntimeError:  # Python before 3.13, of links in a circle: reading it says so
            return path
