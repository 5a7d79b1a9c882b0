"""Which version takes the place of a damaged or missing file, and what the person is told."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ..domain.errors import StoreError
from .file_format import Contents, Damaged, Meta, meta_in_head, parse
from .file_protocol import BackupFile, ByteFile
from .notices import Replacement

MERGED = "merged"
"""How the name of another device's copy begins in the backups; such a copy never takes our file's place by itself."""

BEFORE_RESTORE = "before-restore"
"""How the name of the copy begins that a restore makes of what was there before."""


class Copy(msgspec.Struct, frozen=True):
    """A good version, and what it is called in a sentence."""

    name: str
    contents: Contents

    @property
    def age(self) -> tuple[bool, int]:
        """By sequence, as clocks may be wrong; one that was edited by hand comes last."""
        return self.contents.intact, self.contents.meta.sequence


class OpeningChoice(msgspec.Struct, frozen=True):
    """The version to put in the file's place, `None` where there is none, and the backups that can't be read."""

    best: Copy | None
    unreadable: tuple[BackupFile, ...]


def newest_copy(file: ByteFile, own_tables: frozenset[str], schema: int, ours: Contents) -> OpeningChoice:
    """The newest good version of a schema we can read: a backup, or what this window still holds."""
    good = [Copy("this window's version", ours)] if ours.meta.sequence else []
    unreadable = []
    for copy in file.backups():
        if copy.path.name.startswith(MERGED):
            continue
        if copy.data is None:
            unreadable.append(copy)
            continue
        try:
            good.append(Copy(f"the backup {copy.path.name}", parse(copy.data, own_tables)))
        except Damaged:
            continue
    best = max((copy for copy in good if copy.contents.meta.schema <= schema), key=lambda copy: copy.age, default=None)
    return OpeningChoice(best, tuple(unreadable))


def newer_copy(file: ByteFile, meta: Meta) -> tuple[Path, Meta] | None:
    """The backup of the same history with the highest sequence, where that is above the file's."""
    heads = (
        (path, about)
        for path, head in file.backup_heads()
        if not path.name.startswith(MERGED) and (about := meta_in_head(head)) is not None
    )
    newer = [(path, about) for path, about in heads if about.store == meta.store and about.sequence > meta.sequence]
    return max(newer, key=lambda copy: (copy[1].sequence, copy[0].name), default=None)


def restored_since(file: ByteFile, before: Meta, after: Meta) -> bool:
    """Whether a backup was restored, on purpose, between two versions of one history."""
    copies = (meta_in_head(head) for path, head in file.backup_heads() if path.name.startswith(BEFORE_RESTORE))
    return any(
        about.store == after.store and before.sequence <= about.sequence < after.sequence
        for about in copies
        if about is not None
    )


def restored(file: ByteFile, damage: Damaged, choice: OpeningChoice, aside: Path | None) -> Replacement:
    """What was done about a damaged or missing file."""
    name = aside.name if aside else ""
    if choice.best is None:
        return Replacement(str(file.path), str(damage), aside=name)
    return Replacement(str(file.path), str(damage), choice.best.name, _saved(choice.best.contents.meta), name)


def stood_in(file: ByteFile, damage: Damaged, best: Copy, aside: Path | None, error: StoreError) -> Replacement:
    """What is shown instead of a damaged or missing file that can't be put right."""
    name = aside.name if aside else ""
    return Replacement(str(file.path), str(damage), best.name, _saved(best.contents.meta), name, str(error))


def older_version_notice(file: ByteFile, meta: Meta, number: int, error: StoreError | None) -> str:
    """What was done about an older or other version of this history in the file's place."""
    changes = "1 change" if number == 1 else f"{number} changes"
    cause = f"Another program replaced {file.path} with the version of {_when(meta)}, which lacks {changes} made here; "
    if error is None:
        return f"{cause}nothing is lost: {'it was' if number == 1 else 'they were'} added again."
    return f"{cause}nothing is lost, but the file could not be corrected yet: {error}"


def other_history_notice(file: ByteFile, backup: Path | None) -> str:
    """What was done when another history was put in the file's place."""
    return f"Another program replaced {file.path} with another journal; the old one is kept as {backup}."


def lag_notice(file: ByteFile, meta: Meta, path: Path, newer: Meta) -> str:
    """A file that lacks what one of its backups has."""
    return (
        f"{file.path}, saved {_when(meta)}, lacks changes that its backup of {_when(newer)} has; perhaps another "
        f"program put back an older version. “sciatica-tui merge {path}” adds them."
    )


def _when(meta: Meta) -> str:
    return _saved(meta) or "an unknown day"


def _saved(meta: Meta) -> str:
    return meta.saved_at[:16].replace("T", " ")


def foreign(file: ByteFile, damage: Damaged) -> str:
    """Why a file is not touched."""
    return (
        f"{file.path} is not a journal of sciatica-tui ({damage}) and was left as it is; "
        "move it away, or choose another folder with --data."
    )


def too_new(file: ByteFile) -> str:
    """Why a file is shown and not changed."""
    return (
        f"{file.path} was written by a newer version of sciatica-tui, so it is shown but not changed; "
        "update sciatica-tui to add to it."
    )
