"""What `check` looks at: the file, its entries, its folder and its safety copies."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ..core.errors import StoreError
from .backups import LASTING
from .disk import REAL_DISK, leftovers
from .layout import Damaged, parse
from .storage import Storage
from .typed_rows import TypedRows


class Finding(msgspec.Struct, frozen=True):
    """Something that is not as it should be. `serious`: entries can't be read, or could be lost."""

    serious: bool
    sentence: str


def examine(storage: Storage, tables: Mapping[str, TypedRows[Any]]) -> tuple[Finding, ...]:
    """All findings, the entries first."""
    return (*_entries(tables), *_file(storage, frozenset(tables)), *_read_only(storage))


def _entries(tables: Mapping[str, TypedRows[Any]]) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for name, rows in tables.items():
        for key, reason in rows.unreadable.items():
            yield Finding(True, f"{name}, number {key}, can't be read: {reason}; correct it in the file, or delete it.")
        for ulid in rows.doubles:
            yield Finding(False, f"{name} has {ulid} more than once; the one with the greatest rev counts.")
        for record in rows.records:
            if record.id in owners:
                yield Finding(False, f"{record.id} is in {owners[record.id]} and in {name}.")
            owners[record.id] = name


def _file(storage: Storage, known: frozenset[str]) -> Iterator[Finding]:
    file = storage.file
    if file.path is None:
        return
    found = file.read()
    if found is not None:
        try:
            intact = parse(found.data, known).intact
        except Damaged as damage:
            yield Finding(True, f"{file.path} can't be used: {damage}; start the app, which restores the newest copy.")
        else:
            if not intact:
                yield Finding(False, f"{file.path} was changed by hand or by another program since it was saved.")
    try:
        for path, data, refusal in file.copies():
            if data is None:
                yield Finding(True, refusal)
                continue
            try:
                parse(data, known)
            except Damaged as damage:
                yield Finding(False, f"The safety copy {path} can't be used: {damage}; it may be deleted.")
                continue
            if path.name.startswith(LASTING) and storage.lacks(data):
                yield Finding(
                    False,
                    f"The safety copy {path} has what the file lacks: “sciatica-tui merge {path}” adds it; "
                    "delete it when you miss nothing.",
                )
    except StoreError as error:
        yield Finding(True, str(error))
    yield from _folder(file.path)


def _folder(path: Path) -> Iterator[Finding]:
    folder = path.parent
    for left in leftovers(REAL_DISK, folder):
        yield Finding(False, f"{left} was left by a save that was cut off; the next save takes it away.")
    for name in sorted(REAL_DISK.names(folder)):
        if ".corrupt-" in name:
            yield Finding(
                False, f"{folder / name} is a damaged file that was set aside; delete it when you miss nothing."
            )
    for each in (folder, path):
        if os.name == "posix" and each.exists() and stat.S_IMODE(each.stat().st_mode) & 0o077:
            wish = "700" if each == folder else "600"
            yield Finding(False, f"Others on this machine can look into {each}; chmod {wish} closes it.")


def _read_only(storage: Storage) -> Iterator[Finding]:
    if storage.read_only is not None:
        yield Finding(True, storage.read_only)
