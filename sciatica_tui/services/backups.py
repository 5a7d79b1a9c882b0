"""Backups: made, listed, compared with what is here, and put in its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..domain.errors import BadInput
from ..domain.records import RedFlagAnswer
from ..domain.red_flags.raised import goes_with_its_entry
from ..domain.text.grammar import count
from ..storage.backup_list import Backup, BackupList, describe_backup
from ..storage.journal import Journal
from ..storage.merge import History, read_history
from .input_files import read_file
from .output_files import write_output
from .paths import Paths


class Restoring(NamedTuple):
    """What putting a backup in the place of everything changes, in numbers of records."""

    losses: int
    revivals: int
    changes: int


def has_file(journal: Journal) -> bool:
    """Whether there is a data file to back up."""
    return journal.path is not None and journal.path.exists()


def make(journal: Journal) -> Path | None:
    """Copy the data file into the backups, for good, and return the path. Raises StoreError."""
    return journal.backup("by-hand")


def write_copy(journal: Journal, path: Path, paths: Paths) -> None:
    """Copy the data file over what is at `path`. Raises BadInput, StoreError."""
    assert journal.path is not None, "see `has_file`"
    write_output(path, read_file(journal.path).data, paths, force=True)


def list_all(journal: Journal) -> BackupList:
    """List the backups that can be used, newest first, with a sentence for each that can't be read."""
    return journal.backups()


def list_lines(backups: Sequence[Backup]) -> list[str]:
    """Describe each backup in a line: its number from 1, its time, what is in it, why it was made."""
    lines = []
    for number, backup in enumerate(backups, 1):
        time = _time(backup) or "unknown time    "
        last_day = f", the last of {backup.last_day}" if backup.last_day else ""
        entries = count(backup.entries, "check-in")
        lines.append(f"{number:>3}  {time}  {entries}{last_day}  ({backup.words}, {backup.path.name})")
    return lines


def list_json(backups: Sequence[Backup]) -> list[dict[str, object]]:
    """Return each backup as plain values, numbered as in the list."""
    return [
        {
            "number": number,
            "path": str(backup.path),
            "saved_at": backup.saved_at,
            "checkins": backup.entries,
            "last_day": backup.last_day or None,
            "words": backup.words,
        }
        for number, backup in enumerate(backups, 1)
    ]


def find(word: str, backups: Sequence[Backup]) -> Backup:
    """Find a backup by its number or name among the backups, or in the file `word`. Raises BadInput."""
    if word.isascii() and word.isdigit():
        if not 1 <= int(word[:6]) <= len(backups):
            raise BadInput(f"There is no backup number {word}; sciatica-tui restore lists them.")
        return backups[int(word) - 1]
    by_name = next((backup for backup in backups if backup.path.name == word), None)
    if by_name is not None:
        return by_name
    path = Path(word).expanduser()
    backup = describe_backup(path, read_file(path).data)
    if backup is None:
        raise BadInput(f"{path} is damaged, or is not a journal of sciatica-tui; to bring in an export, use import.")
    return backup


def compare(journal: Journal, backup: Backup) -> Restoring:
    """Count what restoring the backup would change. Raises BadInput where a newer version wrote it."""
    theirs = _records(read_history({name: rows.values() for name, rows in backup.tables().items()}).history)
    ours = _records(journal.history().history)
    changes = sum(theirs[ulid] != ours[ulid] for ulid in theirs.keys() & ours.keys())
    return Restoring(len(ours.keys() - theirs.keys()), len(theirs.keys() - ours.keys()), changes)


def description(journal: Journal, backup: Backup) -> list[str]:
    """Say in two lines what is in a backup and what restoring it would change."""
    losses, revivals, changes = compare(journal, backup)
    return [
        f"{backup.path.name} from {_time(backup) or 'an unknown time'}: {count(backup.entries, 'check-in')}.",
        f"It would remove {count(losses, 'entry', 'entries')}, bring back {revivals}, and change {changes}.",
    ]


class Restored(NamedTuple):
    """Where what there was is kept, and the red flags of it that stay open; `certain` as in `Saved`."""

    previous: Path | None
    open_flags: tuple[RedFlagAnswer, ...]
    certain: bool


def restore(journal: Journal, backup: Backup) -> Restored:
    """Replace everything by a backup, but for the open red flags that the person marked since: they end those.

    Raises StoreError where nothing was changed.
    """
    restored = journal.restore(backup, staying=lambda: _open_marks(journal))
    staying = tuple(record for record in restored.staying if isinstance(record, RedFlagAnswer))
    return Restored(restored.previous, staying, restored.certain)


def _open_marks(journal: Journal) -> list[RedFlagAnswer]:
    answers = journal.all(RedFlagAnswer)
    return [answer for answer in answers if answer.cleared is None and not goes_with_its_entry(answer)]


def _time(backup: Backup) -> str:
    return f"{backup.saved_at:%Y-%m-%d %H:%M}" if backup.saved_at is not None else ""


def _records(history: History) -> History:
    return {ulid: version for ulid, version in history.items() if not version.gone}
