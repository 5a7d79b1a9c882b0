"""What `check` looks at: the file, its entries, its folder and its backups."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.errors import StoreError
from ..domain.text.grammar import count
from .atomic_file import leftovers
from .backups import LASTING
from .file_format import Damaged, parse
from .filesystem import FOLDER_ONLY_MINE, REAL_DISK
from .record_table import TOMBSTONES, RecordTable
from .storage import Storage

if TYPE_CHECKING:
    from .tinydb_tables import Database


def examine(storage: Storage, tables: Mapping[str, RecordTable[Any]]) -> tuple[str, ...]:
    """Say in sentences what is not as it should be, the entries first."""
    return (*_entries(tables), *_file(storage, frozenset(tables)), *_read_only(storage))


def _entries(tables: Mapping[str, RecordTable[Any]]) -> Iterator[str]:
    owners: dict[str, str] = {}
    for name, table in tables.items():
        for key, reason in table.unreadable.items():
            yield f"{name}, number {key}, can't be read: {reason}; correct it in the file, or delete it."
        for ulid in table.doubles:
            yield f"{name} has {ulid} more than once; the one with the highest rev counts."
        for record in table.records:
            if record.id in owners:
                yield f"{record.id} is in {owners[record.id]} and in {name}."
            owners[record.id] = name


def _file(storage: Storage, own_tables: frozenset[str]) -> Iterator[str]:
    file = storage.file
    if file.path is None:
        return
    on_disk = file.read()
    if on_disk is not None:
        try:
            intact = parse(on_disk.data, own_tables).intact
        except Damaged as damage:
            yield f"{file.path} can't be used: {damage}; start the app, and it restores the newest backup."
        else:
            if not intact:
                yield f"{file.path} was changed by hand or by another program since it was saved."
    try:
        for path, data, refusal in file.backups():
            if data is None:
                yield refusal
                continue
            try:
                parse(data, own_tables)
            except Damaged as damage:
                yield f"The backup {path} can't be used: {damage}; you may delete it."
                continue
            if path.name.startswith(LASTING) and storage.lacks(data):
                yield (
                    f"The backup {path} has something that your journal lacks: “sciatica-tui merge {path}” adds "
                    "it; delete the backup once nothing is missing."
                )
    except StoreError as error:
        yield str(error)
    yield from _folder(file.path)


def _folder(data_file: Path) -> Iterator[str]:
    folder = data_file.parent
    for left in leftovers(REAL_DISK, folder):
        yield f"{left} was left by a save that was cut off; the next save removes it."
    for name in sorted(REAL_DISK.names(folder)):
        if ".corrupt-" in name:
            yield f"{folder / name} is a damaged file that was set aside; delete it once nothing is missing."
    for path in (folder, data_file):
        if os.name == "posix" and path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            wish = "700" if path == folder else "600"
            yield f"Others on this computer can open {path}; chmod {wish} fixes that."


def _read_only(storage: Storage) -> Iterator[str]:
    if storage.read_only is not None:
        yield storage.read_only


def repair(storage: Storage, database: Database, tables: Mapping[str, RecordTable[Any]]) -> tuple[str, ...]:
    """Keeps a backup, then mends; a sentence for each thing done. Entries that can't be read stay as they are."""
    file = storage.file
    if file.path is None:
        return ()
    backup = file.keep_as("before-repair")
    sentences = [f"The journal as it was is kept as {backup}."] if backup is not None else []
    with database.transaction():
        for name, table in tables.items():
            sentences += _without_doubles(storage, name, table)
        if _changed_by_hand(storage, frozenset(tables)):
            sentences.append("The journal was written again, so its checksum is right.")
        for name in storage.names():
            storage.put(name, storage.rows(name))
    sentences += _folder_closed(file.path.parent)
    sentences += _copies_set_aside(storage, frozenset(tables))
    return tuple(sentences)


def _without_doubles(storage: Storage, name: str, table: RecordTable[Any]) -> Iterator[str]:
    """Of an entry that is there more than once, the one that counts already is kept."""
    extra = table.extra_keys()
    if extra and name != TOMBSTONES:
        storage.put(name, {key: raw for key, raw in storage.rows(name).items() if key not in extra})
        yield f"{name}: {count(len(extra), 'older duplicate')} removed."


def _changed_by_hand(storage: Storage, own_tables: frozenset[str]) -> bool:
    on_disk = storage.file.read()
    try:
        return on_disk is not None and not parse(on_disk.data, own_tables).intact
    except Damaged:
        return False


def _folder_closed(folder: Path) -> Iterator[str]:
    if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        with suppress(OSError):
            folder.chmod(FOLDER_ONLY_MINE)
            yield f"{folder} can now be opened only by you."


def _copies_set_aside(storage: Storage, own_tables: frozenset[str]) -> Iterator[str]:
    for path, data, _ in storage.file.backups():
        if data is None:
            continue
        try:
            parse(data, own_tables)
        except Damaged:
            with suppress(OSError):
                path.rename(path.with_name(f"{path.name}.damaged"))
                yield f"The damaged backup {path.name} was set aside as {path.name}.damaged."
