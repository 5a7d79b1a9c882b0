"""What there is to choose from in a folder, for a path that is being typed."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from ..domain.text.dates import short_day
from ..domain.text.grammar import count, lower
from ..domain.text.visible import visible_line

HOME = "~/"
DOWNLOADS = "~/Downloads"

SUFFIXES = (".csv", ".tsv", ".txt", ".json")
"""Files that an import may take."""

MOST = 500

BEGINNING = 4096
"""Bytes read to show how a file begins."""


class FolderListing(NamedTuple):
    """The names that go on from what is typed, folders with a slash at their end; `folder` as it was typed.

    `problem` says why there are none where the folder can't be listed. `about` says of each name how large the file is
    and when it was changed, nothing of a folder.
    """

    folder: str
    names: tuple[str, ...]
    problem: str = ""
    about: tuple[str, ...] = ()

    def completed(self, path: str) -> str:
        """Return what is typed as far as all names go on alike."""
        first, last = (choose((name.lower() for name in self.names), default="") for choose in (min, max))
        alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
        name = path.removeprefix(self.folder)
        return self.folder + (self.names[0][:alike] if alike > len(name) else name)


def one_path(path: str, before: str, first: str = "") -> str:
    """Return the one path that is meant where `before` was changed to `path`.

    An absolute path that was pasted behind another takes its place, and so does one from `~/` on; so does a slash
    typed behind the `first` one, which stood there before anything was typed. Elsewhere a slash typed twice is one.
    """
    path = path[path.rfind("/~/") + 1 :]
    if first and (before, path) == (first, f"{first}/"):
        return "/"
    pasted = path.removeprefix(before)
    if before.endswith("/") and pasted.startswith("/") and len(pasted) > 1:
        path = pasted
    return re.sub("//+", "/", path)


def list_folder(path: str) -> FolderListing:
    """List the files and folders that a path begins, hidden ones when asked for; none where they can't be read."""
    folder, slash, start = path.rpartition("/")
    folder += slash
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            matches = [entry for entry, _ in zip(entries, range(MOST * 10), strict=False) if _fits(entry, start)]
    except (FileNotFoundError, NotADirectoryError, RuntimeError):
        return FolderListing(folder, (), f"There is no folder {folder}")
    except OSError as error:
        return FolderListing(folder, (), f"{folder} can't be read: {lower(error.strerror or str(error))}")
    about = {f"{entry.name}/" if entry.is_dir() else entry.name: _about(entry) for entry in matches}
    names = sorted(about, key=lambda name: (name.endswith("/"), name.lower()))[:MOST]
    return FolderListing(folder, tuple(names), about=tuple(about[name] for name in names))


def first_lines(path: str, most: int = 5) -> tuple[str, ...]:
    """Return how a text file begins, with no letter that steers a terminal; none where it can't be read as one."""
    try:
        with Path(path).expanduser().open("rb") as file:
            data = file.read(BEGINNING)
    except (OSError, RuntimeError):
        return ()
    text = _decoded(data)
    return () if "\0" in text else tuple(visible_line(line) for line in text.splitlines()[:most])


def first_folder() -> str:
    """Return the folder to begin in: that of downloads, or else the one that the app was started from."""
    try:
        if Path(DOWNLOADS).expanduser().is_dir():
            return f"{DOWNLOADS}/"
        return as_typed(Path.cwd())
    except (OSError, RuntimeError):
        return HOME


def as_typed(path: Path) -> str:
    """Write a folder as a person types it."""
    home = Path("~").expanduser()
    if path.is_relative_to(home):
        return f"{Path('~') / path.relative_to(home)}/"
    return f"{path}/".replace("//", "/")


def folder_above(folder: str) -> str:
    """Return the folder above one, as a person types it; "" where there is none."""
    try:
        path = Path(folder or ".").expanduser().absolute()
        return as_typed(path.parent) if path.parent != path else ""
    except RuntimeError:
        return ""


def _decoded(data: bytes) -> str:
    """The text that a file begins with, as the import would most likely read it."""
    if data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
        return data.decode("utf-16", "replace")
    whole_lines = data[: data.rfind(b"\n") + 1] or data if len(data) == BEGINNING else data
    try:
        return whole_lines.decode("utf-8-sig")
    except UnicodeDecodeError:
        return whole_lines.decode("cp1252", "replace")


def _about(entry: os.DirEntry[str]) -> str:
    try:
        status = entry.stat()
    except OSError:
        return ""
    if entry.is_dir():
        return ""
    day = datetime.fromtimestamp(status.st_mtime, UTC).astimezone().date()
    return f"{_size_words(status.st_size):>9}  {short_day(day)} {day.year}"


def _size_words(size: int) -> str:
    if size < 1000:
        return count(size, "byte")
    return f"{size / 1e3:.0f} kB" if size < 999_500 else f"{size / 1e6:.1f} MB"


def _fits(entry: os.DirEntry[str], start: str) -> bool:
    if entry.name.startswith(".") and not start.startswith("."):
        return False
    if not entry.name.lower().startswith(start.lower()):
        return False
    return entry.is_dir() or entry.name.lower().endswith(SUFFIXES)
