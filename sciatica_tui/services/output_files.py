"""Files written for the person: whole, readable by their owner alone, and never over one of the app's own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from ..domain.errors import BadInput, reason
from ..storage.atomic_file import write_atomically
from ..storage.filesystem import REAL_DISK, explained, make_folders
from .paths import Paths

ELSEWHERE = "or choose another place"


def check_output(path: Path, paths: Paths, force: bool) -> Path:
    """Check that a file may be written, and return the path it leads to through links.

    Raises BadInput where nothing could be written there, where the app keeps its own files, and where something is
    there and `force` is not given.
    """
    try:
        target = path.resolve()
    except (OSError, RuntimeError) as error:
        words = reason(error) if isinstance(error, OSError) else "the link points to itself"
        raise BadInput(f"{path} leads nowhere ({words}); give the whole path of another file.") from error
    if path.is_dir():
        raise BadInput(f"{path} is a folder; name a file in it, such as {path / 'sciatica.json'}.")
    if not target.parent.is_dir():
        raise BadInput(f"There is no folder {path.parent}; create it first.")
    if _is_own(target, paths):
        raise BadInput(f"{path} is where sciatica-tui keeps its own files; choose another place.")
    if target.exists() and not target.is_file():
        raise BadInput(f"{path} is not a regular file; name another.")
    if os.path.lexists(path) and not force:
        raise _is_there(path)
    return target


def write_output(path: Path, data: bytes, paths: Paths, force: bool = False) -> None:
    """Write the file whole, for its owner alone and for good, or leave what is there as it is.

    Raises BadInput as `check_output`, StoreError, and DurabilityUnknown where it is written but might not survive a
    power cut.
    """
    target = check_output(path, paths, force)
    with explained("write", path, elsewhere=ELSEWHERE):
        try:
            write_atomically(target, data, overwrite=force)
        except FileExistsError as error:
            raise _is_there(path) from error


def write_beside_others(folder: Path, name: str, data: bytes, paths: Paths) -> Path:
    """Write a file into a folder of the app under a name that is still free there, and return its path."""
    make_output_folder(folder)
    first = folder / name
    paths_of_name = chain([first], (first.with_stem(f"{first.stem}-{number}") for number in count(2)))
    path = next(path for path in paths_of_name if not os.path.lexists(path))
    write_output(path, data, paths)
    return path


def make_output_folder(folder: Path) -> None:
    """Make a folder for what the app writes where it is missing, for its owner alone. Raises StoreError."""
    with explained("make the folder", folder, elsewhere=ELSEWHERE):
        make_folders(REAL_DISK, folder)


def _is_there(path: Path) -> BadInput:
    return BadInput(f"{path} already exists; choose another name, or overwrite it with --force.")


def _is_own(target: Path, paths: Paths) -> bool:
    """Whether the path is one of our own files, perhaps under another name."""
    ours = (paths.data, paths.backups)
    open_to_all = [folder for folder in (paths.pages, paths.pictures) if not _is_any(folder, ours)]
    if any(_is_any(parent, ours) for parent in target.parents) and not _is_any(target.parent, open_to_all):
        return True
    return any(_is_same(target, file) for file in _own_files(paths))


def _own_files(paths: Paths) -> Iterator[Path]:
    yield from (paths.config, paths.log, paths.log.with_name(f"{paths.log.name}.old"))
    for folder in (paths.data, paths.backups):
        with suppress(OSError):
            yield from folder.iterdir()
    with suppress(OSError, RuntimeError):
        journal = paths.journal.resolve()  # where it is a link, its lock and what is set aside lie beside the real file
        yield from (file for file in journal.parent.iterdir() if file.name.startswith(f"{journal.name}."))


def _is_any(path: Path, candidates: Sequence[Path]) -> bool:
    return any(_is_same(path, candidate) for candidate in candidates)


def _is_same(path: Path, candidate: Path) -> bool:
    """Whether both are one file or folder, under whatever names, or would be the same new file."""
    with suppress(OSError):
        if path.exists() and candidate.exists():
            return path.samefile(candidate)
        return path.name.casefold() == candidate.name.casefold() and path.parent.samefile(candidate.parent)
    return False
