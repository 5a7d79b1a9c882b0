"""Every call to the file system that the store makes, and what a refusal means in one sentence for a person."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..domain.errors import StoreError, StoreReadOnly, reason, remedy

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
NO_WAITING = getattr(os, "O_NONBLOCK", 0)
BINARY = getattr(os, "O_BINARY", 0)
READ_FLAGS = os.O_RDONLY | NO_WAITING | BINARY
CREATE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW | BINARY
ONLY_MINE = 0o600
FOLDER_ONLY_MINE = 0o700


class Disk:
    """The real file system. Tests hand in one that is full, fails, dies half-way or writes down what it did."""

    def open(self, path: Path, flags: int) -> int:
        """A file descriptor, closed to child processes; a new file is readable by its owner alone."""
        return os.open(path, flags, ONLY_MINE)

    def read(self, descriptor: int, size: int) -> bytes:
        """At most `size` bytes from where the descriptor stands; empty at the end."""
        return os.read(descriptor, size)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Hands over some of the data and says how many bytes were taken."""
        return os.write(descriptor, data)

    def flush(self, descriptor: int) -> None:
        """Returns when the disk has the file, or a folder's list of names, for good (where it honours a flush)."""
        if sys.platform == "darwin":
            import fcntl

            with suppress(OSError):  # not every file system there knows the full flush
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Gives the descriptor back."""
        os.close(descriptor)

    def status(self, file: Path | int) -> os.stat_result:
        """Of a path, not following a link, or of an open descriptor."""
        return os.fstat(file) if isinstance(file, int) else file.lstat()

    def replace(self, source: Path, target: Path) -> None:
        """Gives `source` the name `target` in one step; nobody ever sees neither or half."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """A second name for the same file."""
        target.hardlink_to(source)

    def remove(self, path: Path) -> None:
        """Takes the name away."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """A folder that its owner alone can look into."""
        path.mkdir(mode=FOLDER_ONLY_MINE)

    def may_write(self, path: Path) -> bool:
        """Whether the file or folder may be changed; a file marked read-only counts even where we could override."""
        return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)

    def names(self, folder: Path) -> list[str]:
        """What is in the folder, in no order."""
        return [entry.name for entry in folder.iterdir()]


REAL_DISK = Disk()

OTHER_FOLDER = "or choose another folder with --data"
_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def explained(doing: str, path: Path, *, reading: bool = False, elsewhere: str = OTHER_FOLDER) -> Iterator[None]:
    """Turns a refusal of the system into `StoreError`: `doing` is the verb, as in "Can't save /home/…".

    `elsewhere` says how to choose another place, where that helps.
    """
    try:
        yield
    except OSError as error:
        kind = StoreReadOnly if error.errno in _NOT_WRITABLE and not reading else StoreError
        raise kind(f"Can't {doing} {path}: {reason(error)}; {remedy(error, elsewhere)}.") from error


def release(disk: Disk, descriptor: int) -> None:
    """Closes; what a close has to complain about was settled by the flush before."""
    with suppress(OSError):
        disk.close(descriptor)


def read_all(disk: Disk, descriptor: int) -> bytes:
    """The whole of an open file."""
    parts = [disk.read(descriptor, disk.status(descriptor).st_size)]
    while part := disk.read(descriptor, 65536):
        parts.append(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def read_file(disk: Disk, path: Path) -> bytes:
    """The whole of the file at `path`."""
    descriptor = open_file(disk, path)
    try:
        return read_all(disk, descriptor)
    finally:
        release(disk, descriptor)


def read_head(disk: Disk, path: Path, size: int) -> bytes:
    """At most the first `size` bytes of the file at `path`."""
    descriptor = open_file(disk, path)
    try:
        return disk.read(descriptor, size)
    finally:
        release(disk, descriptor)


def open_file(disk: Disk, path: Path) -> int:
    """A plain file, open for reading; refuses pipes and devices, which would hang or never end."""
    descriptor = disk.open(path, READ_FLAGS)
    kind = disk.status(descriptor).st_mode
    if stat.S_ISREG(kind):
        return descriptor
    release(disk, descriptor)
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
    raise OSError(errno.EINVAL, "it is not a regular file", str(path))


@contextmanager
def open_folder(disk: Disk, folder: Path) -> Iterator[int | None]:
    """The folder, open so that its list of names can be flushed; `None` where the system has no such thing."""
    if sys.platform == "win32":
        yield None
        return
    descriptor = disk.open(folder, READ_FLAGS)
    try:
        yield descriptor
    finally:
        release(disk, descriptor)


def flush_folder(disk: Disk, folder: Path) -> None:
    """Returns when names given, changed or taken away in the folder would survive a power cut."""
    with open_folder(disk, folder) as descriptor:
        if descriptor is not None:
            disk.flush(descriptor)


def write_all(disk: Disk, descriptor: int, data: bytes | bytearray) -> None:
    """Writes the data into an open file and returns when the disk has it for good."""
    left = memoryview(data)
    while left:
        left = left[disk.write(descriptor, left) :]
    disk.flush(descriptor)


def make_folders(disk: Disk, folder: Path) -> None:
    """Makes the folder and those above it where they are missing, for their owner alone, whatever the umask."""
    for missing in reversed([parent for parent in (folder, *folder.parents) if not parent.exists()]):
        with suppress(FileExistsError):
            disk.make_folder(missing)
            flush_folder(disk, missing.parent)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "", str(folder))
