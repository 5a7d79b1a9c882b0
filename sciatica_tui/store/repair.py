"""Mending the file, its folder and its safety copies where that loses nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from .database import Database
from .disk import FOLDER_ONLY_MINE
from .layout import Damaged, parse
from .storage import Storage
from .typed_rows import TOMBSTONES, TypedRows


def repair(storage: Storage, database: Database, tables: Mapping[str, TypedRows[Any]]) -> tuple[str, ...]:
    """Keeps a safety copy, then mends; a sentence for each thing done. Entries that can't be read stay as they are."""
    file = storage.file
    if file.path is None:
        return ()
    kept = file.keep_as("before-repair")
    done = [f"The file as it was is kept as {kept}."] if kept is not None else []
    with database.transaction():
        for name, typed in tables.items():
            done += _without_doubles(storage, name, typed)
        if _changed_by_hand(storage, frozenset(tables)):
            done.append("The file was written anew, so that its checksum is right.")
        for name in storage.names():
            storage.put(name, storage.rows(name))
    done += _folder_closed(file.path.parent)
    done += _copies_set_aside(storage, frozenset(tables))
    return tuple(done)


def _without_doubles(storage: Storage, name: str, typed: TypedRows[Any]) -> Iterator[str]:
    """Of an entry that is there more than once, the one that counts already is kept."""
    extra = typed.extra_keys()
    if extra and name != TOMBSTONES:
        storage.put(name, {key: raw for key, raw in storage.rows(name).items() if key not in extra})
        yield f"{name}: {len(extra)} older doubles of entries were taken out."


def _changed_by_hand(storage: Storage, known: frozenset[str]) -> bool:
    found = storage.file.read()
    try:
        return found is not None and not parse(found.data, known).intact
    except Damaged:
        return False


def _folder_closed(folder: Path) -> Iterator[str]:
    if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        with suppress(OSError):
            folder.chmod(FOLDER_ONLY_MINE)
            yield f"{folder} was closed to others."


def _copies_set_aside(storage: Storage, known: frozenset[str]) -> Iterator[str]:
    for path, data, _ in storage.file.copies():
        if data is None:
            continue
        try:
            parse(data, known)
        except Damaged:
            with suppress(OSError):
                path.rename(path.with_name(f"{path.name}.damaged"))
                yield f"The damaged safety copy {path.name} was set aside as {path.name}.damaged."
