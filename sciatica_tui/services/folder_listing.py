"""What there is to choose from in a folder, for a path that is being typed."""

from __future__ import annotations

import os
import re
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

SUFFIXES = (".csv", ".tsv", ".txt", ".json")
"""Files that an import may take."""

MOST = 500


class FolderListing(NamedTuple):
    """The names that go on from what is typed, folders with a slash at their end; `folder` as it was typed."""

    folder: str
    names: tuple[str, ...]

    def completed(self, path: str) -> str:
        """Return what is typed as far as all names go on alike."""
        first, last = (choose((name.lower() for name in self.names), default="") for choose in (min, max))
        alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
        name = path.removeprefix(self.folder)
        return self.folder + (self.names[0][:alike] if alike > len(name) else name)


def one_path(path: str, before: str) -> str:
    """Return the one path that is meant where `before` was changed to `path`.

    An absolute path that was pasted behind another takes its place, and so does one from `~/` on. A slash that was
    typed twice is one.
    """
    path = path[path.rfind("/~/") + 1 :]
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
    except (OSError, RuntimeError):
        return FolderListing(folder, ())
    folders = sorted((f"{entry.name}/" for entry in matches if entry.is_dir()), key=str.lower)
    files = sorted((entry.name for entry in matches if not entry.is_dir()), key=str.lower)
    return FolderListing(folder, tuple((*files, *folders)[:MOST]))


def folder_above(folder: str) -> str:
    """Return the folder above one, as a person types it; "" where there is none."""
    try:
        path, home = Path(folder or ".").expanduser().absolute(), Path("~").expanduser()
    except RuntimeError:
        return ""
    if path.parent == path:
        return ""
    if path.parent.is_relative_to(home):
        return f"{Path('~') / path.parent.relative_to(home)}/"
    return f"{path.parent}/".replace("//", "/")


def _fits(entry: os.DirEntry[str], start: str) -> bool:
    if entry.name.startswith(".") and not start.startswith("."):
        return False
    if not entry.name.lower().startswith(start.lower()):
        return False
    return entry.is_dir() or entry.name.lower().endswith(SUFFIXES)
