"""Safety copies: the version before the last save, one a day for a week, one before each migration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from .disk import Disk, flush_folder, read_file, sweep, temporary_name, write_beside

DAYS_KEPT = 7
STAMP = "%Y%m%dT%H%M%S"


class Backups:
    """The folder of safety copies. Only the caller knows whether a file is good: it never hands in a damaged one."""

    def __init__(self, folder: Path, now: Callable[[], datetime], disk: Disk) -> None:
        self.folder = folder
        self._now = now
        self._disk = disk

    def keep(self, source: Path) -> None:
        """Keeps `source` as `previous.json`, and as the day's copy where the day has none yet."""
        self._prepare()
        self._copy(source, self.folder / "previous.json")
        today = self.folder / f"daily-{self._now().date().isoformat()}.json"
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
        stem = f"{name}-{self._now().strftime(STAMP)}"
        taken = self._disk.names(self.folder)
        names = (f"{stem}{number}.json" for number in chain([""], (f"-{n}" for n in count(2))))
        target = self.folder / next(each for each in names if each not in taken)
        temporary, _ = write_beside(self._disk, target, data)
        self._disk.replace(temporary, target)
        flush_folder(self._disk, self.folder)
        return target

    def unshare(self, source: Path) -> None:
        """Gives each copy that is a second name of `source` bytes of its own.

        A save that was cut off leaves such a name; an editor that writes in place would then change the copy too.
        """
        ours = self._disk.status(source)
        for name in self._disk.names(self.folder):
            copy = self.folder / name
            if (at := self._disk.status(copy)).st_ino == ours.st_ino and at.st_dev == ours.st_dev:
                temporary, _ = write_beside(self._disk, copy, read_file(self._disk, source))
                self._disk.replace(temporary, copy)

    def copies(self) -> Iterator[tuple[Path, bytes]]:
        """Every copy, in no order. One that can't be read may be the newest, so it is an error and not left out."""
        with suppress(FileNotFoundError):
            for name in self._disk.names(self.folder):
                if name.endswith(".json"):
                    with suppress(FileNotFoundError):
                        yield self.folder / name, read_file(self._disk, self.folder / name)

    def _prepare(self) -> None:
        with suppress(FileExistsError):
            self._disk.make_folder(self.folder)
            flush_folder(self._disk, self.folder.parent)
        sweep(self._disk, self.folder)

    def _copy(self, source: Path, target: Path) -> None:
        """A second name costs nothing and holds the old bytes, as we never write into a file; else a true copy."""
        temporary = temporary_name(target)
        try:
            self._disk.link(source, temporary)
        except OSError:
            temporary, _ = write_beside(self._disk, target, read_file(self._disk, source))
        self._disk.replace(temporary, target)
        with suppress(FileNotFoundError):
            self._disk.remove(temporary)  # replacing one name of a file by another of the same file does nothing

    def _forget_old_days(self, today: Path) -> None:
        days = sorted(name for name in self._disk.names(self.folder) if name.startswith("daily-"))
        for name in [name for name in days if name != today.name][: -(DAYS_KEPT - 1)]:
            with suppress(OSError):
                self._disk.remove(self.folder / name)
