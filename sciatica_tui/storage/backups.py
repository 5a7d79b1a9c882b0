"""Backups: the version before the last save, one a day for a week, one before each migration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from ..domain.errors import DurabilityUnknown, StoreError
from .atomic_file import sweep, temporary_path, write_atomically
from .file_protocol import HEAD, BackupFile
from .filesystem import Disk, explained, flush_folder, read_file, read_head

DAYS_KEPT = 7
PREVIOUS = "previous.json"
DAILY = "daily-"
LASTING = "kept"
"""How the lasting name of a copy begins that would else have been replaced or deleted."""
STAMP = "%Y%m%dT%H%M%S"


class Backups:
    """The folder of backups. Only the caller knows whether a file is good: it never hands in a damaged one."""

    def __init__(self, folder: Path, now: Callable[[], datetime], disk: Disk) -> None:
        self.folder = folder
        self._now = now
        self._disk = disk

    def keep(self, source: Path) -> None:
        """Keeps `source` as `previous.json`, and as the day's copy where the day has none yet."""
        self._prepare()
        self._copy(source, self.folder / PREVIOUS)
        today = self.folder / f"{DAILY}{self._now().date().isoformat()}.json"
        if today.name not in self._disk.names(self.folder):
            self._copy(source, today)
            self._forget_old_days(today)
        flush_folder(self._disk, self.folder)

    def keep_schema(self, source: Path, schema: int) -> None:
        """Keeps `source` as it is before a migration away from `schema`; such a copy is never deleted."""
        self._prepare()
        self._copy(source, self.folder / f"schema-{schema}-{self._now().strftime(STAMP)}.json")
        flush_folder(self._disk, self.folder)

    def keep_as(self, name: str, data: bytes) -> Path:
        """Keeps the bytes as `name` with the time in it; such a copy is never deleted. Returns where it is."""
        self._prepare()
        target = self._free_name(name)
        self._write(target, data)
        return target

    def unshare(self, source: Path) -> None:
        """Gives each copy that is a second name of `source` bytes of its own.

        A save that was cut off leaves such a name; an editor that writes in place would then change the copy too.
        """
        ours = self._disk.status(source)
        for name in self._disk.names(self.folder):
            copy = self.folder / name
            if (at := self._disk.status(copy)).st_ino == ours.st_ino and at.st_dev == ours.st_dev:
                self._write(copy, read_file(self._disk, source))

    def keep_for_good(self, copy: Path) -> Path:
        """Gives a copy that would be replaced or deleted some day a lasting name; where it is now."""
        if copy.name != PREVIOUS and not copy.name.startswith(DAILY):
            return copy
        target = self._free_name(LASTING)
        self._disk.replace(copy, target)
        flush_folder(self._disk, self.folder)
        return target

    def files(self) -> Iterator[BackupFile]:
        """Every copy, in no order, also one that can't be read: that may be the newest."""
        for path in self._paths():
            copy = self._copy_at(path)
            if copy is not None:
                yield copy

    def previous(self) -> BackupFile | None:
        """The copy of the version before the last save; `None` where there is none."""
        return self._copy_at(self.folder / PREVIOUS)

    def heads(self) -> Iterator[tuple[Path, bytes]]:
        """The beginning of every copy that can be read."""
        for path in self._paths():
            with suppress(OSError):
                yield path, read_head(self._disk, path, HEAD)

    def _paths(self) -> list[Path]:
        try:
            return [self.folder / name for name in self._disk.names(self.folder) if name.endswith(".json")]
        except FileNotFoundError:
            return []

    def _copy_at(self, path: Path) -> BackupFile | None:
        try:
            with explained("read the backup", path, reading=True), suppress(FileNotFoundError):
                return BackupFile(path, read_file(self._disk, path))
        except StoreError as error:
            return BackupFile(path, None, str(error))
        return None

    def _free_name(self, name: str) -> Path:
        stem = f"{name}-{self._now().strftime(STAMP)}"
        names_in_use = self._disk.names(self.folder)
        names = (f"{stem}{number}.json" for number in chain([""], (f"-{n}" for n in count(2))))
        return self.folder / next(free for free in names if free not in names_in_use)

    def _prepare(self) -> None:
        with suppress(FileExistsError):
            self._disk.make_folder(self.folder)
            flush_folder(self._disk, self.folder.parent)
        sweep(self._disk, self.folder)

    def _copy(self, source: Path, target: Path) -> None:
        """A second name costs nothing and holds the old bytes, as we never write into a file; else a true copy."""
        temporary = temporary_path(self.folder)
        try:
            self._disk.link(source, temporary)
        except OSError:
            self._write(target, read_file(self._disk, source))
            return
        self._disk.replace(temporary, target)
        with suppress(FileNotFoundError):
            self._disk.remove(temporary)  # replacing one name of a file by another of the same file does nothing

    def _write(self, target: Path, data: bytes) -> None:
        """Write a copy of its own. A save relies on it before it touches the file, so that one in doubt is none."""
        try:
            write_atomically(target, data, disk=self._disk)
        except DurabilityUnknown as doubt:
            raise StoreError(
                f"Can't keep a backup in {self.folder}: the disk did not confirm it; "
                "copy the folder somewhere safe and have the disk checked."
            ) from doubt

    def _forget_old_days(self, today: Path) -> None:
        days = sorted(name for name in self._disk.names(self.folder) if name.startswith(DAILY))
        for name in [name for name in days if name != today.name][: -(DAYS_KEPT - 1)]:
            with suppress(OSError):
                self._disk.remove(self.folder / name)
