"""Other devices' copies of the data file: read, described, merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec.json import decode
from msgspec.structs import replace

from ..domain.episodes import Span, began, span_on
from ..domain.records import TABLES, CheckIn, Episode
from ..domain.text.dates import day_words, short_span
from ..domain.text.grammar import count
from ..storage.backup_list import find_others

if TYPE_CHECKING:
    from ..domain.records import RedFlagAnswer
    from ..storage.device_copies import Copy, Merged
    from ..storage.journal import Journal
    from ..storage.merge import Differences, History
    from .input_files import InputFile

R = TypeVar("R", CheckIn, Episode)


def paths_beside(folder: Path) -> tuple[Path, ...]:
    """List the copies that a program which syncs folders has put into the data folder, by name."""
    return find_others(folder)


def copies_words(paths: Sequence[Path]) -> str:
    """Say in a few words that there are copies, and what to do; empty where there are none."""
    return f"{count(len(paths), 'copy', 'copies')} from another device: sciatica-tui merge" if paths else ""


def copy_sentence(path: Path) -> str:
    """Say what a copy is, and what to do about it."""
    return f"{path.name} is a copy of your journal from another device; sciatica-tui merge brings in what is new in it."


def copies_beside(journal: Journal) -> tuple[Copy, ...]:
    """Read the copies beside our file, in the order of their names. Raises BadInput for one that can't be read."""
    if journal.path is None or journal.read_only:
        return ()
    from .input_files import read_file  # `status` only tells that there are copies

    return tuple(copy_in(journal, read_file(path)) for path in paths_beside(journal.path.parent))


def copy_in(journal: Journal, file: InputFile) -> Copy:
    """Read a file as a copy, and compare it with the journal. Raises BadInput where it is no copy."""
    from ..storage.device_copies import read_copy

    return read_copy(journal, file.path, file.data)


class MergedCopy(NamedTuple):
    """How a merge ended; `raised` are the red flags it told of.

    `open_flags` are the red flags that the person marked with entries it deleted, and that stay.
    """

    merged: Merged
    raised: tuple[RedFlagAnswer, ...]
    open_flags: tuple[RedFlagAnswer, ...]


def merge(journal: Journal, copy: Copy, now: datetime, today: date) -> MergedCopy:
    """Take over what a copy has later, with what that raises, as one change; the copy goes to the backups.

    Raises StoreError.
    """
    from ..storage.device_copies import merge_copy
    from .check_ins import marks_with
    from .concurrent_changes import handing_over
    from .imported_red_flags import of_history

    history, raised, gone = of_history(journal, copy.history, now, today)
    with handing_over(raised):
        merged = merge_copy(journal, replace(copy, history=history))
    return MergedCopy(merged, raised, marks_with(journal, gone))


def description(copy: Copy) -> str:
    """Say what is in a copy and what it brings."""
    contents = (
        f"{copy.path.name}, saved {copy.saved_at}, holds {count(copy.entries, 'check-in')}. "
        f"{differences_sentence(copy.brings)}"
    )
    return contents if copy.ours else f"{contents} It is not a copy of this journal: it was started separately."


def differences_sentence(differences: Differences) -> str:
    """Say what a copy brings: `It brings 3 new, 1 newer there; 2 newer here stay as they are.`"""
    changes = _counts(
        (differences.added, "new"), (differences.changed, "newer there"), (differences.deleted, "deleted there")
    )
    unchanged = _counts((differences.newer_here, "newer here"), (differences.deleted_here, "deleted here since"))
    return f"It brings {changes or 'nothing new'}" + (f"; {unchanged} stay as they are." if unchanged else ".")


def new_records(theirs: History, brings: Differences, kind: type[R]) -> list[R]:
    """Return the records of a kind that another history has and ours has not, by day."""
    versions = [theirs[ulid] for ulid in brings.added]
    records = [decode(version.data, type=kind) for version in versions if TABLES[version.table] is kind]
    return sorted(records, key=lambda record: record.day)


def differences_lines(journal: Journal, theirs: History, brings: Differences, today: date) -> list[str]:
    """Say what another history brings: new check-ins and other records, and what is here already.

    There is no line where nothing differs.
    """
    from ..exchange.csv_import.changes_text import beside_words, new_words  # `status` only tells that there are copies

    documents = [theirs[ulid] for ulid in brings.added]
    days = [entry.day for entry in new_records(theirs, brings, CheckIn)]
    tables = sorted({version.table.replace("_", " ") for version in documents if TABLES[version.table] is not CheckIn})
    record_count = count(len(documents) - len(days), "other record" if days else "record")
    unlike = _counts(
        (brings.changed, "newer there"),
        (brings.deleted, "deleted there"),
        (brings.newer_here, "newer here (kept as they are)"),
        (brings.deleted_here, "deleted here since (kept deleted)"),
    )
    lines = (
        f"{new_words(days)}." if days else "",
        beside_words(days, {entry.day for entry in journal.all(CheckIn)}),
        f"{'Also new' if days else 'New'}: {record_count} ({', '.join(tables)})." if tables else "",
        f"Here already: {unlike}." if unlike else "",
        _episode_sentence(journal.all(Episode), span_brought(journal, theirs, brings, today), today),
    )
    return list(filter(None, lines))


def span_brought(journal: Journal, theirs: History, brings: Differences, today: date) -> Span | None:
    """Return the days that today's episode has with those that come in.

    `None` where it stays ours with all its entries, and where there is none here.
    """
    ours = journal.all(Episode)
    current, next_one = span_on(ours, today), span_on((*ours, *new_records(theirs, brings, Episode)), today)
    if current.episode is None:
        return None
    entries = journal.all(CheckIn)
    loses = len(next_one.only(entries, today)) < len(current.only(entries, today))
    return next_one if next_one.episode is not current.episode or loses else None


def _episode_sentence(ours: Iterable[Episode], span: Span | None, today: date) -> str:
    """Say what the episodes that are brought mean for verdicts; empty for nothing."""
    if span is None or span.episode is None:
        return ""
    first = began(span.episode)
    if span.episode in ours:
        return (
            f"It brings an earlier episode, so that yours only begins on {day_words(first, today)}: your days and "
            "verdicts begin anew."
        )
    if span.episode.ended is None:
        return (
            f"It brings an episode of its own, from {day_words(first, today)} on: your days and verdicts begin anew "
            "with it."
        )
    return (
        f"It brings an episode of its own, {short_span(first, max(first, span.episode.ended), today)}: your days and "
        "verdicts are of that one then, which is over."
    )


def _counts(*rows: tuple[tuple[str, ...], str]) -> str:
    return ", ".join(f"{len(ids)} {words}" for ids, words in rows if ids)
