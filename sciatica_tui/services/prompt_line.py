"""Keeping the line of `status --short` ready for prompts; `prompt_state` has the file and reads it."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from ..domain.days import day_of
from ..domain.errors import StoreError
from ..domain.views.prompt import prompt_line
from ..storage.atomic_file import write_atomically
from ..storage.filesystem import REAL_DISK, Disk, make_folders
from ..storage.journal import Journal
from . import prompt_state
from .clock import Clock
from .config import load_config
from .paths import Paths
from .records_snapshot import snapshot_of


class _CacheDisk(Disk):
    """A disk that is not waited for: a line that a power cut takes, or damages, is made anew."""

    def flush(self, descriptor: int) -> None:
        """Return at once."""


_CACHE_DISK = _CacheDisk()


def keep_prompt_line(journal: Journal, paths: Paths, clock: Clock) -> None:
    """Write down what is left to do today, for prompts.

    Nothing is written where a command would have more to say, of the data or of the settings, or where it is not
    certain which version of the file the journal holds. A disk that refuses it harms nothing.
    """
    if paths.prompt is None:
        return
    with suppress(OSError, StoreError):
        settings_version = prompt_state.version_of(os.fspath(paths.config))
        config = load_config(paths.config)
        journal_version = _journal_version(journal, paths)
        records = snapshot_of(journal)
        if journal_version is None or journal.notices or config.problems:
            return
        boundary = config.times.boundary
        today = day_of(clock.now(), boundary)
        contents = prompt_state.composed(
            (today.isoformat(), (today + timedelta(1)).isoformat()),
            boundary.hour * 60 + boundary.minute,
            ((os.fspath(paths.config), settings_version), journal_version),
            prompt_line(records, today),
        )
        if contents is not None and journal_version == _journal_version(journal, paths):
            path = Path(paths.prompt)
            make_folders(REAL_DISK, path.parent)
            write_atomically(path, contents, disk=_CACHE_DISK)


def _journal_version(journal: Journal, paths: Paths) -> tuple[str, str] | None:
    """The file of the journal, or the folder that is not there yet, and which version of it is in memory."""
    version = journal.file_version
    if version is not None:
        return os.fspath(paths.journal), prompt_state.version_words(*version)
    return None if os.path.lexists(paths.data) else (os.fspath(paths.data), prompt_state.NONE)
