"""The log file: readable by its owner alone, made when there is something to write, at most two megabytes in all."""

from __future__ import annotations

import errno
import logging
import os
import stat
from io import TextIOWrapper
from pathlib import Path

from ..domain.text.visible import visible
from ..storage.filesystem import NO_WAITING, REAL_DISK, make_folders

LARGEST = 1_000_000
"""Bytes after which the file becomes the old one, and the old one before goes."""


class _Visible(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Format a record without hidden characters: it may quote a stored text, and a log is read in a terminal."""
        return visible(super().format(record))


class LogFile(logging.FileHandler):
    """Adds to the file at `path`. A log that can't be written is no reason to trouble anyone."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", errors="replace", delay=True)
        self.setFormatter(_Visible("%(asctime)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, in a new file where this one has become too large."""
        try:
            if self.stream is not None and self.stream.tell() > LARGEST:
                self.stream.close()
                self.stream = None
            super().emit(record)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Do nothing: the usual traceback would land on the screen."""

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        make_folders(REAL_DISK, path.parent)
        if path.is_file() and path.stat().st_size > LARGEST:
            path.replace(path.with_name(f"{path.name}.old"))
        descriptor = REAL_DISK.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | NO_WAITING)
        if not stat.S_ISREG(REAL_DISK.status(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="replace")
