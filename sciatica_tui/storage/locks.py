"""One writer at a time: a thread lock, and around it an exclusive lock on a file, so that other windows wait too."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..domain.errors import StoreBusy
from .filesystem import BINARY, NO_FOLLOW, Disk, explained, release

LOCK_TIMEOUT = 5.0
"""Seconds we wait for another window before we say so."""

_PAUSE = 0.02
_LOCK_REFUSALS = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def take_lock(descriptor: int) -> None:
        """Locks an open file until it is closed, or its holder ends; OSError where another has it."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def take_lock(descriptor: int) -> None:
        """Locks an open file until it is closed, or its holder ends; OSError where another has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _open_locked(disk: Disk, path: Path) -> int | None:
    """The file at `path`, open and locked; `None` while somebody else has it.

    A file that another program deleted meanwhile locks nobody out, so what is locked must still be what has the name.
    """
    descriptor = disk.open(path, os.O_RDWR | os.O_CREAT | NO_FOLLOW | BINARY)
    try:
        take_lock(descriptor)
        ours, by_name = disk.status(descriptor), disk.status(path)
        if (ours.st_dev, ours.st_ino) == (by_name.st_dev, by_name.st_ino):
            return descriptor
    except FileNotFoundError:
        pass
    except OSError as error:
        if error.errno not in _LOCK_REFUSALS:
            release(disk, descriptor)
            raise
    except BaseException:  # ctrl+c too must not leave the file open
        release(disk, descriptor)
        raise
    release(disk, descriptor)
    return None


class FileLock:
    """An exclusive lock on a file beside the data, re-entrant within a thread.

    The file stays for ever: deleting it would let two processes each hold "the" lock. The system lets go of the lock
    when the holder ends, however it ends.
    """

    def __init__(self, path: Path, disk: Disk, patience: float = LOCK_TIMEOUT) -> None:
        self.path = path
        self._disk = disk
        self._patience = patience
        self._thread = threading.RLock()
        self._depth = 0

    @contextmanager
    def held(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the lock inside.

        Raises StoreBusy after `patience` seconds, without `wait` at once; StoreReadOnly where nothing can be written.
        """
        turns = iter(range(round(self._patience / _PAUSE) if wait else 0))
        while not self._thread.acquire(timeout=_PAUSE if wait else 0):
            self._use_up(turns)
        try:
            if self._depth:
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                return
            descriptor = self._lock_file(turns)
            self._depth = 1
            try:
                yield
            finally:
                self._depth = 0
                release(self._disk, descriptor)
        finally:
            self._thread.release()

    def _lock_file(self, turns: Iterator[int]) -> int:
        with explained("write to", self.path.parent):
            while (descriptor := _open_locked(self._disk, self.path)) is None:
                self._use_up(turns)
                time.sleep(_PAUSE)
        return descriptor

    def _use_up(self, turns: Iterator[int]) -> None:
        if next(turns, None) is None:
            raise self._busy()

    def _busy(self) -> StoreBusy:
        return StoreBusy(
            f"Another window is saving and has locked {self.path}; nothing was changed: "
            "try again in a moment, or close it."
        )


class Claim:
    """What one window at a time may have, for as long as it lives: the running session.

    A lock on a file of its own, never waited for. The system lets go of it when the holder ends, however it ends, so
    that a side file without a holder is one that was cut short.
    """

    def __init__(self, path: Path, disk: Disk) -> None:
        self._path = path
        self._disk = disk
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Whether it is ours now; `False` while another window has it. StoreReadOnly where nothing can be written."""
        if self._descriptor is not None:
            return True
        with explained("write to", self._path.parent):
            self._descriptor = _open_locked(self._disk, self._path)
        return self._descriptor is not None

    def drop(self) -> None:
        """Let another window have it."""
        if self._descriptor is not None:
            release(self._disk, self._descriptor)
            self._descriptor = None
