"""Taking in another device's copy of the data file: read, shown, merged, and kept in the backups."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ..domain.errors import BadInput, StoreError
from .backup_list import OWN_TABLES, find_others
from .file_format import SCHEMA, Damaged, Foreign, parse
from .filesystem import explained
from .journal import Journal
from .merge import Differences, History, differences, read_history
from .migrations import migrate


class Copy(msgspec.Struct, frozen=True):
    """Another copy: what is in it, what it brings, and whether it is of this history.

    `beside` is true where it lies beside our file, from where merging moves it to the backups.
    """

    path: Path
    data: bytes
    history: History
    brings: Differences
    saved_at: str
    entries: int
    ours: bool
    beside: bool
    unreadable: tuple[str, ...]


def read_copy(journal: Journal, path: Path, data: bytes) -> Copy:
    """The copy beside what the journal holds. BadInput where it is none, or a newer version wrote it."""
    if journal.path is not None and path.resolve() == journal.path.resolve():
        raise BadInput(f"{path} is your journal itself; only another copy of it can bring something in.")
    try:
        contents = parse(data, OWN_TABLES)
    except Foreign as error:
        raise BadInput(
            f"{path} is not a journal of sciatica-tui ({error}); to bring in an export, use import."
        ) from error
    except Damaged as error:
        raise BadInput(f"{path} can't be used: {error}.") from error
    schema = contents.meta.schema
    if schema > SCHEMA:
        raise BadInput(f"{path} was written by a newer version of sciatica-tui; update sciatica-tui first.")
    tables = migrate(contents.tables, schema) if schema < SCHEMA else contents.tables
    versions = read_history({name: rows.values() for name, rows in tables.items()})
    return Copy(
        path=path,
        data=data,
        history=versions.history,
        brings=differences(journal.history().history, versions.history),
        saved_at=contents.meta.saved_at[:16].replace("T", " ") or "at an unknown time",
        entries=sum(version.table == "checkins" and not version.gone for version in versions.history.values()),
        ours=not journal.store or contents.meta.store == journal.store,
        beside=journal.path is not None and path.resolve() in [p.resolve() for p in find_others(journal.path.parent)],
        unreadable=versions.unreadable,
    )


class Merged(msgspec.Struct, frozen=True):
    """How a merge ended: where the other copy is kept, and why it is still there, if it is; `certain` as in `Saved`."""

    kept: Path | None
    certain: bool
    trouble: str = ""


def merge_copy(journal: Journal, copy: Copy) -> Merged:
    """Merges it, keeps it in the backups and, where it lay beside our file, takes it away there.

    Raises StoreError where nothing was merged.
    """
    backup = journal.keep_other(copy.data)
    saved, trouble = journal.merge(f"Merge of {copy.path.name}", copy.history), ""
    if copy.beside and backup is not None:
        try:
            with explained("remove", copy.path, elsewhere="or remove it yourself"):
                copy.path.unlink(missing_ok=True)
        except StoreError as error:
            trouble = f"It is merged, but the other copy is still there. {error}"
    return Merged(backup, saved.certain, trouble)
