"""The entries that a person lists, reads, changes and deletes: told apart by short ids, and said in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from ..domain.errors import BadInput
from ..domain.record_text import describe
from ..domain.records import CheckIn, Medication, Record, RedFlagAnswer, Visit
from ..domain.red_flags.reasons import with_reasons
from ..domain.text.dates import long_day, year_of
from ..domain.views.history import KINDS, Entry, Listing
from ..storage.changeset import Touched
from ..storage.journal import Journal

ID_LETTERS, LEAST_LETTERS = 6, 3
"""Letters of an id that are shown: its end, 30 random bits; more where they don't tell all entries apart."""

MOST_LINES = 5
"""Records of an undone change that are named, before the others are counted."""

_LATEST = r"last|[-–]([1-9][0-9]{0,5})"
_CROCKFORD = str.maketrans("OIL", "011")
"""Letters that an id never has, read as the digits they are taken for."""


def listing(journal: Journal, today: date | None = None) -> Listing:
    """List everything that was written down, the newest first; given `today`, red flags as they are told on it."""
    records = [record for kind in KINDS if kind is not RedFlagAnswer for record in journal.all(kind)]
    answers = journal.all(RedFlagAnswer)
    return Listing((*records, *(answers if today is None else with_reasons(answers, journal.all(CheckIn), today))))


def id_length(entries: Iterable[Entry]) -> int:
    """Return how many letters, from its end, tell each id from all others."""
    ids = [entry.record.id for entry in entries]
    length = ID_LETTERS
    while len({ulid[-length:] for ulid in ids}) < len(ids) and length < 26:
        length += 1
    return length


def entry_of(journal: Journal, word: str) -> Entry:
    """Return the entry that a word names: its id, the first or last letters of it, or `last`, `-1`, `-2` ….

    What came with a check-in, and a visit that was kept ahead, is not counted among the latest. Raises BadInput where
    none is meant, or several.
    """
    entries = listing(journal).entries
    latest = re.fullmatch(_LATEST, word.strip().lower())
    if latest is not None:
        own = [entry for entry in entries if not _came_along(entry.record) and not _was_ahead(entry.record)]
        number = int(latest[1] or 1)
        if not own:
            raise BadInput("There is no entry yet; log something first.")
        if number > len(own):
            raise BadInput(f"{word} goes back too far: there is nothing before -{len(own)}.")
        return own[number - 1]
    letters = word.strip().upper().translate(_CROCKFORD)
    if len(letters) < LEAST_LETTERS:
        raise BadInput(
            f"“{word}” is too short for an id; sciatica-tui list shows the ids, and last is the latest entry."
        )
    length = id_length(entries)
    matches = [e for e in entries if e.record.id.endswith(letters) or e.record.id[-length:].startswith(letters)]
    if not matches:
        raise BadInput(f"There is no entry with the id {word}; sciatica-tui list shows the ids.")
    if len(matches) > 1:
        ids = ", ".join(short_id(entry.record, length) for entry in matches[:3])
        dots = " …" if len(matches) > 3 else ""
        raise BadInput(f"{len(matches)} entries have an id that fits {word}: {ids}{dots}; give more letters.")
    return matches[0]


def short_id(record: Record, length: int = ID_LETTERS) -> str:
    """Return the end of a record's id."""
    return record.id[-length:]


def belongings(journal: Journal, record: Record) -> Sequence[Entry]:
    """Return the entries that came with a check-in: medicines taken, red flags marked or raised."""
    return [entry for entry in listing(journal).entries if getattr(entry.record, "checkin", None) == record.id]


def as_saved(journal: Journal, records: Iterable[Record]) -> list[Entry]:
    """Return records that were just saved as entries, as they are in the file."""
    return [Entry(journal.get(type(record), record.id) or record) for record in records if type(record) in KINDS]


def moment(entry: Entry, today: date) -> str:
    """Say `Saturday 21 November, 08:10`; the day is the one it belongs to, with the year where it needs one."""
    words = long_day(entry.day) + year_of(entry.day, today)
    return f"{words}, {entry.time_words}" if entry.at is not None else words


def sentence(entry: Entry, today: date) -> str:
    """Say `check-in of Saturday 21 November, 08:10: leg 6, back 3, calf`."""
    return f"{entry.kind.value} of {moment(entry, today)}: {entry.text}"


def undone_lines(touched: Sequence[Touched], today: date) -> list[str]:
    """Say of each record of an undone change what became of it, the first few in full."""
    lines = [_undone(record, today) for record in touched[:MOST_LINES]]
    if len(touched) > MOST_LINES:
        lines.append(f"… and {len(touched) - MOST_LINES} more.")
    return lines


def _undone(touched: Touched, today: date) -> str:
    before, after = touched.records
    verb = "Undone" if touched.before is None else "Brought back" if touched.after is None else "Changed back"
    record = before or after
    if record is None:
        return f"{verb}: an entry that can't be read"
    return f"{verb}: {sentence(Entry(record), today) if type(record) in KINDS else describe(record)}"


def _came_along(record: Record) -> bool:
    return isinstance(record, Medication | RedFlagAnswer) and record.checkin is not None


def _was_ahead(record: Record) -> bool:
    return isinstance(record, Visit) and record.day > record.created_at.date()
