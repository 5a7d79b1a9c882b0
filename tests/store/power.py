"""A power cut: of what was not flushed, any part may be missing afterwards.

After "All File Systems Are Not Created Equal" (ALICE, OSDI 2014): names and contents reach the disk in any order and
in part, unless a flush of the folder or of the file stands between.
"""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sciatica_tui.store.disk import Disk

State = frozenset[tuple[Path, bytes]]


@dataclass
class Cut:
    """What is known of the disk at one moment: names and contents that are certain, and what is under way."""

    names: dict[Path, int]
    contents: dict[int, bytes]
    renamings: list[dict[Path, int | None]] = field(default_factory=list)
    unflushed: set[int] = field(default_factory=set)

    def states(self) -> Iterator[State]:
        """Everything that a person may find after the cut."""
        for chosen in itertools.product((False, True), repeat=len(self.renamings)):
            names: dict[Path, int | None] = dict(self.names)
            for renaming in itertools.compress(self.renamings, chosen):
                names.update(renaming)
            there = {path: file for path, file in names.items() if file is not None}
            for part in (0.0, 0.5, 1.0) if self.unflushed & set(there.values()) else (1.0,):
                yield frozenset((path, self._contents(file, part)) for path, file in there.items())

    def _contents(self, file: int, part: float) -> bytes:
        data = self.contents[file]
        return data[: int(len(data) * part)] if file in self.unflushed else data


class RecordingDisk(Disk):
    """The real disk; remembers what a cut after each call could leave. `deaf_to` makes some flushes do nothing."""

    def __init__(self, folder: Path, deaf_to: str = "") -> None:
        self._deaf_to = deaf_to
        self._numbers = itertools.count()
        self._files: dict[int, int] = {}
        self._open: dict[int, Path] = {}
        self._now = Cut({}, {})
        for path in folder.rglob("*"):
            if path.is_file():
                self._now.names[path] = self._number(path.stat().st_ino)
                self._now.contents[self._now.names[path]] = path.read_bytes()
        self.cuts: list[Cut] = []
        self._remember()

    def open(self, path: Path, flags: int) -> int:
        descriptor = super().open(path, flags)
        self._open[descriptor] = path
        if flags & os.O_EXCL:
            file = self._number(self.status(descriptor).st_ino)
            self._now.contents[file] = b""
            self._now.unflushed.add(file)
            self._rename({path: file})
        return descriptor

    def write(self, descriptor: int, data: memoryview) -> int:
        taken = super().write(descriptor, data)
        file = self._files[self.status(descriptor).st_ino]
        self._now.contents[file] += bytes(data[:taken])
        self._remember()
        return taken

    def flush(self, descriptor: int) -> None:
        super().flush(descriptor)
        status = self.status(descriptor)
        if stat.S_ISDIR(status.st_mode):
            if self._deaf_to != "folders":
                self._settle(self._open[descriptor])
        elif self._deaf_to != "files":
            self._now.unflushed.discard(self._files[status.st_ino])
        self._remember()

    def replace(self, source: Path, target: Path) -> None:
        file = self._file(source)
        super().replace(source, target)
        gone: dict[Path, int | None] = {} if source.exists() else {source: None}
        self._rename({**gone, target: file})

    def link(self, source: Path, target: Path) -> None:
        super().link(source, target)
        self._rename({target: self._file(source)})

    def remove(self, path: Path) -> None:
        super().remove(path)
        self._rename({path: None})

    def _number(self, inode: int) -> int:
        self._files[inode] = next(self._numbers)
        return self._files[inode]

    def _file(self, path: Path) -> int:
        return self._files[self.status(path).st_ino]

    def _rename(self, renaming: dict[Path, int | None]) -> None:
        self._now.renamings.append(renaming)
        self._remember()

    def _settle(self, folder: Path) -> None:
        waiting = []
        for renaming in self._now.renamings:
            if next(iter(renaming)).parent != folder:
                waiting.append(renaming)
                continue
            for path, file in renaming.items():
                self._now.names.pop(path, None)
                if file is not None:
                    self._now.names[path] = file
        self._now.renamings = waiting

    def _remember(self) -> None:
        now = self._now
        self.cuts.append(Cut(dict(now.names), dict(now.contents), list(now.renamings), set(now.unflushed)))
