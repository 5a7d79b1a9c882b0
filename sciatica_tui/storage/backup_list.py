"""The backups as a person chooses among them, and other devices' copies beside our file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..domain.errors import BadInput
from ..domain.records import TABLES
from .file_format import FILE_NAME, SCHEMA, Contents, Damaged, Tables, parse
from .file_protocol import BackupFile
from .migrations import migrate

OWN_TABLES = frozenset(TABLES)

_KINDS = {
    "previous": "the version before the last save",
    "daily": "the first save of that day",
    "schema": "before a change of format",
    "by-hand": "made by hand",
    "before-import": "before an import",
    "before-restore": "before a restore",
    "before-repair": "before a repair",
    "kept": "kept, as the journal lacked part of it or could not be read",
    "held": "before another journal replaced it",
    "merged": "another device's copy, merged",
}

# Patterns are compiled when they are first asked for: a save needs none of them.
_DEVICE_COPY = r"""(?xi)sciatica(
    \.sync-conflict-.*\.json            # Syncthing
  | .*\(.*conflict.*\).*\.json           # Dropbox, Nextcloud, ownCloud: “conflicted copy”
  | [ _-].*conflict.*\.json              # others that put it in plain words
)"""

HEAD = 1024
"""Bytes at the beginning of a data file in which it says what history it is of."""

_STORE = rb'(?s)\A(?:\xef\xbb\xbf)?\s*\{\s*"_meta".*?"store"\s*:\s*"([0-9a-f]{32})"'

_OURS = r"draft-|\.|.*\.(tmp|lock|corrupt-.*)$"
"""Files of our own beside the data file: half-filled forms, what is being written, locks, what was set aside."""


class Backup(msgspec.Struct, frozen=True):
    """A backup that can be used: what it is in words, when it was saved, and what is in it."""

    path: Path
    words: str
    saved_at: datetime | None
    contents: Contents

    @property
    def entries(self) -> int:
        """How many check-ins it holds."""
        return len(self.contents.tables.get("checkins", {}))

    @property
    def last_day(self) -> str:
        """The day of its last check-in, as in the file; empty where there is none."""
        days = []
        for raw in self.contents.tables.get("checkins", {}).values():
            try:
                days.append(_DAY.decode(raw).day)
            except msgspec.DecodeError:
                continue
        return max(days, default="")

    def tables(self) -> Tables:
        """What is in it, as this version keeps it. BadInput where a newer version wrote it."""
        schema = self.contents.meta.schema
        if schema > SCHEMA:
            raise BadInput(
                f"{self.path.name} was written by a newer version of sciatica-tui; update sciatica-tui first."
            )
        return migrate(self.contents.tables, schema) if schema < SCHEMA else self.contents.tables


class _Day(msgspec.Struct):
    day: str


_DAY = msgspec.json.Decoder(_Day)


class BackupList(NamedTuple):
    """Those that can be used, newest first, and a sentence for each that can't be read."""

    usable: tuple[Backup, ...]
    refusals: tuple[str, ...]


def describe_backups(files: Iterable[BackupFile]) -> BackupList:
    """The backups as a person chooses among them."""
    copies, refusals = [], []
    for file in files:
        if file.data is None:
            refusals.append(file.refusal)
        elif (copy := describe_backup(file.path, file.data)) is not None:
            copies.append(copy)
    newest = sorted(copies, key=lambda copy: copy.path.name)
    newest.sort(key=lambda copy: (copy.saved_at is not None, _seconds(copy)), reverse=True)
    return BackupList(tuple(newest), tuple(sorted(refusals)))


def describe_backup(path: Path, data: bytes) -> Backup | None:
    """A copy of the data file; `None` where it is damaged or something else."""
    try:
        contents = parse(data, OWN_TABLES)
    except Damaged:
        return None
    kind = next((words for name, words in _KINDS.items() if path.name.startswith(name)), "a copy")
    return Backup(path, kind, _moment(contents.meta.saved_at), contents)


def find_others(folder: Path) -> tuple[Path, ...]:
    """Other devices' copies of the data file that a program which keeps folders alike left beside ours.

    They are known by the store they name, as ours does, and by their names where that can't be read.
    """
    if not folder.is_dir():
        return ()
    store = _store_of(folder / FILE_NAME)
    candidates = [path for path in folder.iterdir() if path.name != FILE_NAME and path.is_file()]
    return tuple(
        sorted(
            path
            for path in candidates
            if re.fullmatch(_DEVICE_COPY, path.name)
            or (store and not re.match(_OURS, path.name) and _store_of(path) == store)
        )
    )


def _store_of(path: Path) -> str:
    """The history that a data file is of, by its first bytes; empty where it is none or can't be read."""
    try:
        with path.open("rb") as file:
            match = re.search(_STORE, file.read(HEAD))
    except OSError:
        return ""
    return match[1].decode() if match is not None else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _seconds(copy: Backup) -> float:
    return copy.saved_at.timestamp() if copy.saved_at else 0.0
