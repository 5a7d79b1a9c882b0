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

from ..core.errors import StoreBusy
from .disk import BINARY, NO_FOLLOW, Disk, explained, let_go

PATIENCE = 5.0
"""Seconds we wait for another window before we say so."""

_PAUSE = 0.02
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

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


class FileLock:
    """An exclusive lock on a file beside the data, re-entrant within a thread.

    The file stays for ever: deleting it would let two processes each hold "the" lock. The system lets go of the lock
    when the holder ends, however it ends.
    """

    def __init__(self, path: Path, disk: Disk, patience: float = PATIENCE) -> None:
        self.path = path
        self._disk = disk
        self._patience = patience
        self._thread = threading.RLock()
        self._depth = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Holds the lock inside; `StoreBusy` after `patience` seconds, `StoreReadOnly` where nothing can be written."""
        if not self._thread.acquire(timeout=self._patience):
            raise self._busy()
        try:
            if self._depth:
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                return
            descriptor = self._lock_file()
            self._depth = 1
            try:
                yield
            finally:
                self._depth = 0
                let_go(self._disk, descriptor)
        finally:
            self._thread.release()

    def _lock_file(self) -> int:
        with explained("write to", self.path.parent):
            descriptor = self._disk.open(self.path, os.O_RDWR | os.O_CREAT | NO_FOLLOW | BINARY)
            try:
                self._wait_for(descriptor)
            except BaseException:  # ctrl+c while waiting too must not leave the file open
                let_go(self._disk, descriptor)
                raise
        return descriptor

    def _wait_for(self, descriptor: int) -> None:
        for attempt in range(max(1, round(self._patience / _PAUSE))):
            if attempt:
                time.sleep(_PAUSE)
            try:
                take_lock(descriptor)
            except OSError as error:
                if error.errno not in _HELD:
                    raise
            else:
                return
        raise self._busy()

    def _busy(self) -> StoreBusy:
        return StoreBusy(
            f"Another window is saving and holds {self.path}; nothing was changed: try again in a moment, or close it."
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
            descriptor = self._disk.open(self._path, os.O_RDWR | os.O_CREAT | NO_FOLLOW | BINARY)
            try:
                take_lock(descriptor)
            except OSError as error:
                let_go(self._disk, descriptor)
                if error.errno not in _HELD:
                    raise
                return False
        self._descriptor = descriptor
        return True

    def drop(self) -> None:
        """Let another window have it."""
        if self._descriptor is not None:
            let_go(self._disk, self._descriptor)
            self._descriptor = None
