"""Disks that fail, die half-way or remember what they were told, for every call the store makes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from sciatica_tui.storage.filesystem import Disk

P = ParamSpec("P")
T = TypeVar("T")


class Died(BaseException):
    """The process was killed at this call: nothing after it happens, no clean-up either."""


class CountingDisk(Disk):
    """Counts the calls and does something else at the one with the number `at`; `reached` tells whether it came."""

    def __init__(self, at: int = -1) -> None:
        self._at = at
        self.calls: list[str] = []

    @property
    def reached(self) -> bool:
        return len(self.calls) > self._at >= 0

    def strike(self, name: str) -> None:
        """What happens at the call."""

    def _call(self, name: str, real: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        self.calls.append(name)
        if len(self.calls) - 1 == self._at:
            self.strike(name)
        return real(*args, **kwargs)

    def open(self, path: Path, flags: int) -> int:
        return self._call("open", super().open, path, flags)

    def read(self, descriptor: int, size: int) -> bytes:
        return self._call("read", super().read, descriptor, size)

    def write(self, descriptor: int, data: memoryview) -> int:
        return self._call("write", super().write, descriptor, data)

    def flush(self, descriptor: int) -> None:
        return self._call("flush", super().flush, descriptor)

    def close(self, descriptor: int) -> None:
        return self._call("close", super().close, descriptor)

    def status(self, what: Path | int) -> os.stat_result:
        return self._call("status", super().status, what)

    def replace(self, source: Path, target: Path) -> None:
        return self._call("replace", super().replace, source, target)

    def link(self, source: Path, target: Path) -> None:
        return self._call("link", super().link, source, target)

    def remove(self, path: Path) -> None:
        return self._call("remove", super().remove, path)

    def make_folder(self, path: Path) -> None:
        return self._call("make_folder", super().make_folder, path)

    def may_write(self, path: Path) -> bool:
        return self._call("may_write", super().may_write, path)

    def names(self, folder: Path) -> list[str]:
        return self._call("names", super().names, folder)


class FailingDisk(CountingDisk):
    """Answers one call with an error of the system; a `close` has closed all the same, as Linux does it."""

    def __init__(self, at: int, number: int) -> None:
        super().__init__(at)
        self._number = number

    def strike(self, name: str) -> None:
        raise OSError(self._number, os.strerror(self._number))

    def close(self, descriptor: int) -> None:
        try:
            super().close(descriptor)
        except OSError:
            os.close(descriptor)
            raise


class FailsOnce(CountingDisk):
    """Answers the `nth` call of a name with an error of the system."""

    def __init__(self, name: str, number: int, nth: int = 0) -> None:
        super().__init__()
        self._name, self._number, self._nth = name, number, nth

    def _call(self, name: str, real: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if name == self._name and self.calls.count(name) == self._nth:
            self.calls.append(name)
            raise OSError(self._number, os.strerror(self._number))
        return super()._call(name, real, *args, **kwargs)


class LyingDisk(FailingDisk):
    """Renames, and then says that it failed."""

    def replace(self, source: Path, target: Path) -> None:
        if len(self.calls) == self._at:
            source.replace(target)
        super().replace(source, target)


class DyingDisk(CountingDisk):
    """Kills the process at one call; a write gets half-way. The system closes what was open, which frees the lock."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self._open: set[int] = set()
        self._dead = False

    def _call(self, name: str, real: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._dead:
            raise Died
        return super()._call(name, real, *args, **kwargs)

    def strike(self, name: str) -> None:
        self._dead = True
        for descriptor in self._open:
            os.close(descriptor)
        raise Died

    def open(self, path: Path, flags: int) -> int:
        descriptor = super().open(path, flags)
        self._open.add(descriptor)
        return descriptor

    def write(self, descriptor: int, data: memoryview) -> int:
        if len(self.calls) == self._at:
            os.write(descriptor, data[: len(data) // 2])
        return super().write(descriptor, data)

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        self._open.discard(descriptor)
