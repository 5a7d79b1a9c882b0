"""A power cut: of what was not flushed, any part may be missing afterwards.

After "All File Systems Are Not Created Equal" (ALICE, OSDI 2014): names, sizes and blocks reach the disk in any order
and in part, unless a flush of the folder or of the file stands between.
"""

from __future__ import annotations

import itertools
import os
import random
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sciatica_tui.storage.filesystem import Disk

from . import LONG

BLOCK = 256
"""Bytes that reach the disk together. Real blocks are larger, and so are real files."""

SAMPLE = 4000 if LONG else 250
"""So many states of one cut are looked at where there are more."""

State = frozenset[tuple[Path, bytes]]


@dataclass(frozen=True)
class Contents:
    """What the disk has for certain, and what the program has written."""

    certain: bytes
    newest: bytes

    def versions(self) -> tuple[bytes, ...]:
        """Everything that may be found afterwards."""
        return (self.newest,) if self.certain == self.newest else _mixtures(self.certain, self.newest)


@cache
def _mixtures(old: bytes, new: bytes) -> tuple[bytes, ...]:
    """Every size between the two, and of each block the old one, the new one, or zeros where there was none."""
    size = max(len(old), len(new))
    starts = range(0, size, BLOCK)
    found = set()
    for chosen in itertools.product((old, new), repeat=len(starts)):
        blocks = (each[at : at + BLOCK].ljust(BLOCK, b"\0") for each, at in zip(chosen, starts, strict=True))
        whole = b"".join(blocks)
        found |= {whole[:end] for end in {len(old), len(new), *(s for s in starts if s > min(len(old), len(new)))}}
    return tuple(sorted(found))


@dataclass(frozen=True)
class Cut:
    """What is known of the disk at one moment: names that are certain, those under way, and contents."""

    names: dict[Path, int]
    contents: dict[int, Contents]
    renamings: tuple[dict[Path, int | None], ...] = ()

    def states(self) -> Iterator[State]:
        """What a person may find after the cut: everything, or a sample where that is too much."""
        for chosen in itertools.product((False, True), repeat=len(self.renamings)):
            names: dict[Path, int | None] = dict(self.names)
            for renaming in itertools.compress(self.renamings, chosen):
                names.update(renaming)
            there = {path: file for path, file in names.items() if file is not None}
            files = sorted(set(there.values()))
            for versions in _sampled([self.contents[file].versions() for file in files]):
                of = dict(zip(files, versions, strict=True))
                yield frozenset((path, of[file]) for path, file in there.items())


def _sampled(choices: list[tuple[bytes, ...]]) -> Iterator[tuple[bytes, ...]]:
    total = 1
    for each in choices:
        total *= len(each)
    if total <= SAMPLE:
        yield from itertools.product(*choices)
        return
    rng = random.Random(total)
    for _ in range(SAMPLE):
        yield tuple(rng.choice(each) for each in choices)


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
                self._now.contents[self._now.names[path]] = Contents(path.read_bytes(), path.read_bytes())
        self.cuts: list[Cut] = []
        self._remember()

    def open(self, path: Path, flags: int) -> int:
        new = flags & os.O_CREAT and not path.exists()
        descriptor = super().open(path, flags)
        self._open[descriptor] = path
        if new:
            file = self._number(self.status(descriptor).st_ino)
            self._now.contents[file] = Contents(b"", b"")
            self._rename({path: file})
        elif flags & os.O_TRUNC:
            self._written(descriptor, b"")
        return descriptor

    def write(self, descriptor: int, data: memoryview) -> int:
        taken = super().write(descriptor, data)
        newest = self._now.contents[self._files[self.status(descriptor).st_ino]].newest
        self._written(descriptor, newest + bytes(data[:taken]))
        return taken

    def flush(self, descriptor: int) -> None:
        super().flush(descriptor)
        status = self.status(descriptor)
        if stat.S_ISDIR(status.st_mode):
            if self._deaf_to != "folders":
                self._settle(self._open[descriptor])
        elif self._deaf_to != "files":
            file = self._files[status.st_ino]
            newest = self._now.contents[file].newest
            self._now.contents[file] = Contents(newest, newest)
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

    def _written(self, descriptor: int, newest: bytes) -> None:
        file = self._files[self.status(descriptor).st_ino]
        self._now.contents[file] = replace(self._now.contents[file], newest=newest)
        self._remember()

    def _rename(self, renaming: dict[Path, int | None]) -> None:
        self._now = replace(self._now, renamings=(*self._now.renamings, renaming))
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
        self._now = replace(self._now, renamings=tuple(waiting))

    def _remember(self) -> None:
        self.cuts.append(replace(self._now, names=dict(self._now.names), contents=dict(self._now.contents)))
