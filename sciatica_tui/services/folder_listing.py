"""What there is to choose from in a folder, for a path that is being typed."""

from __future__ import annotations

import os
import re
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from ..domain.text.grammar import lower

HOME = "~/"
DOWNLOADS = "~/Downloads"

SUFFIXES = (".csv", ".tsv", ".txt", ".json")
"""Files that an import may take."""

MOST = 500


class FolderListing(NamedTuple):
    """The names that go on from what is typed, folders with a slash at their end; `folder` as it was typed.

    `problem` says why there are none where the folder can't be listed.
    """

    folder: str
    names: tuple[str, ...]
    problem: str = ""

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
    folders = sorted((f"{entry.name}/" for entry in matches if entry.is_dir()), key=str.lower)
    files = sorted((entry.name for entry in matches if not entry.is_dir()), key=str.lower)
    return FolderListing(folder, tuple((*files, *folders)[:MOST]))


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


def _fits(entry: os.DirEntry[str], start: str) -> bool:
    if entry.name.startswith(".") and not start.startswith("."):
        return False
    if not entry.name.lower().startswith(start.lower()):
        return False
    return entry.is_dir() or entry.name.lower().endswith(SUFFIXES)
