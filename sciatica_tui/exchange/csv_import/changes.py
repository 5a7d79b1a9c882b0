"""What a spreadsheet brings beside what it said when it was taken over before: a sheet grows, and is corrected.

A row is an entry with its medicines. What the sheet does not speak of, in any of its rows, stays as it is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from ...domain.measures.answers import Answers, answers_of, checkin_from
from ...domain.records import EPOCH, CheckIn, Import, ImportedRow, Medication, Record, new_id

COPY_WORDS = (
    "copy",
    "of",
    "kopie",
    "von",
    "copie",
    "de",
    "copia",
    "di",
    "cópia",
    "final",
    "new",
    "neu",
    "v",
    "version",
)
"""Words of a file's name that tell copies of it apart."""

SAME_SHEET = 0.5
"""The share of rows that a sheet under another name has in common with one that was taken over, to be the same."""


class Row(NamedTuple):
    """An entry with its medicines."""

    entry: CheckIn
    medicines: tuple[Medication, ...] = ()


class RowChange(NamedTuple):
    """An entry that is here, what the sheet says, and the entry with that."""

    present: Row
    sheet: Row
    after: Row


class SheetChanges(NamedTuple):
    """What taking a sheet over means.

    `conflicts` were changed in the sheet and, differently, here; `removals` are here and no longer in the sheet, though
    it covers their day; `deletions` are in the sheet and were deleted here. `same` is what is noted of the others.
    """

    source: str
    new: tuple[Row, ...]
    corrections: tuple[RowChange, ...]
    same: tuple[ImportedRow, ...]
    conflicts: tuple[RowChange, ...]
    removals: tuple[Row, ...]
    deletions: tuple[Row, ...]

    @property
    def brings(self) -> int:
        """How many entries it adds, changes, or could change."""
        return len(self.new) + len(self.corrections) + len(self.conflicts)

    def keeps_all(self, *, sheet_wins: bool, delete_gone: bool) -> bool:
        """Whether every entry stays as it is, once it was asked what counts."""
        is_asked = (sheet_wins and self.conflicts) or (delete_gone and self.removals)
        return not (self.new or self.corrections or is_asked)


class Write(NamedTuple):
    """The records to save and those to delete."""

    records: tuple[Record, ...]
    deletions: tuple[Record, ...]


def source_name(path: Path, app: str = "") -> str:
    """Name the spreadsheet that a file is a copy of: the app it comes from, else its name without numbers.

    `Pain diary (3).csv` and `pain-diary 2026-11.csv` are the same.
    """
    words = re.findall(r"[^\W\d_]+", path.stem.lower())
    return app or " ".join(word for word in words if word not in COPY_WORDS)[:300] or path.stem[:300] or "sheet"


def rows_of(checkins: Iterable[CheckIn], medications: Iterable[Medication]) -> dict[str, Row]:
    """Return each check-in with the medicines that belong to it, by its id."""
    medicines: dict[str | None, list[Medication]] = {}
    for medication in medications:
        medicines.setdefault(medication.checkin, []).append(medication)
    return {entry.id: Row(entry, tuple(medicines.get(entry.id, ()))) for entry in checkins}


def known_source(rows: Iterable[Row], imports: Sequence[Import], source: str) -> str:
    """Return the source of an earlier import that has most of the rows, where there is none called `source`."""
    fingerprints = {fingerprint(row) for row in rows}
    shares = {
        earlier.source: len(fingerprints & {row.row for row in earlier.rows})
        / max(1, min(len(fingerprints), len(earlier.rows)))
        for earlier in imports
    }
    best = max(shares, key=lambda name: shares[name], default=source)
    return best if source not in shares and shares.get(best, 0) >= SAME_SHEET else source


def compare(
    rows: Sequence[Row],
    source: str,
    imports: Sequence[Import],
    entries: Mapping[str, Row],
    *,
    deleted_too: bool = False,
) -> SheetChanges:
    """Compare the rows of a sheet with the entries that are here, by id.

    With `deleted_too` what was deleted here since counts as new.
    """
    earlier = {row.id: row for row in next((i.rows for i in imports if i.source == source), ())}
    paths = {path for row in rows for path in answers_of(row.entry)}
    medicines_too = any(row.medicines for row in rows)
    new: list[Row] = []
    deletions: list[Row] = []
    corrections: list[RowChange] = []
    conflicts: list[RowChange] = []
    same: list[ImportedRow] = []
    for row in rows:
        present, before = entries.get(row.entry.id), earlier.get(row.entry.id)
        if present is None:
            (deletions if before is not None and not deleted_too else new).append(row)
        elif before is not None and before.row == fingerprint(row):
            same.append(before)
        else:
            change = RowChange(present, row, _laid_over(present, row, paths, medicines_too))
            present_print = fingerprint(present)
            if fingerprint(change.after) == present_print:
                same.append(_note(row, present))
            elif before is not None and (before.entry or before.row) == present_print:
                corrections.append(change)
            else:
                conflicts.append(change)
    ids = {row.entry.id for row in rows}
    days = [row.entry.day for row in rows]
    removals = [entries[ulid] for ulid in earlier if ulid not in ids and ulid in entries]
    removals = [row for row in removals if days and min(days) <= row.entry.day <= max(days)]
    return SheetChanges(
        source, tuple(new), tuple(corrections), tuple(same), tuple(conflicts), tuple(removals), tuple(deletions)
    )


def writing(
    changes: SheetChanges, imports: Sequence[Import], now: datetime, today: date, *, sheet_wins: bool, delete_gone: bool
) -> Write:
    """Say what to save and to delete: what is new and changed, and a note of what the sheet said.

    Where an entry was changed in both, the sheet's version is taken only if `sheet_wins`; what is gone from the sheet
    is deleted only if `delete_gone`.
    """
    accepted = [*changes.corrections, *(changes.conflicts if sheet_wins else ())]
    records: list[Record] = [record for row in changes.new for record in (row.entry, *row.medicines)]
    deletions: list[Record] = [
        record for row in changes.removals if delete_gone for record in (row.entry, *row.medicines)
    ]
    for present, _, after in accepted:
        staying = {medicine.id for medicine in after.medicines}
        records += [
            record for record in (after.entry, *after.medicines) if record not in (present.entry, *present.medicines)
        ]
        deletions += [medicine for medicine in present.medicines if medicine.id not in staying]
    notes = [*changes.same, *(_note(change.sheet, change.after) for change in accepted)]
    left = () if sheet_wins else (change.sheet for change in changes.conflicts)
    notes += [_note(row, row) for row in (*changes.new, *changes.deletions, *left)]
    return Write((*records, _import(changes, notes, imports, now, today)), tuple(deletions))


def fingerprint(row: Row) -> str:
    """Return 16 letters that are others for a row that says something else; its times as on the wall."""
    at = row.entry.at.replace(tzinfo=None).isoformat() if row.entry.at is not None else ""
    medicines = sorted((m.product, m.amount or "", m.relief or "") for m in row.medicines)
    parts = [row.entry.day.isoformat(), at, sorted(answers_of(row.entry).items()), medicines]
    return blake2b(msgspec.json.encode(parts), digest_size=8).hexdigest()


def _import(
    changes: SheetChanges, notes: Sequence[ImportedRow], imports: Sequence[Import], now: datetime, today: date
) -> Import:
    """What the sheet said: this time, and earlier of days that it does not cover now."""
    before = next((earlier for earlier in imports if earlier.source == changes.source), None)
    ids = {*(note.id for note in notes), *(row.entry.id for row in changes.removals)}
    rows = (*(row for row in (before.rows if before is not None else ()) if row.id not in ids), *notes)
    if before is not None:
        return replace(before, day=today, rows=rows)
    ulid = new_id(EPOCH, blake2b(changes.source.encode("utf-8", "surrogatepass"), digest_size=10).digest())
    return Import(id=ulid, created_at=now, updated_at=now, rev=1, day=today, source=changes.source, rows=rows)


def _note(sheet: Row, entry: Row) -> ImportedRow:
    sheet_print, entry_print = fingerprint(sheet), fingerprint(entry)
    return ImportedRow(id=sheet.entry.id, row=sheet_print, entry=entry_print if entry_print != sheet_print else None)


def _laid_over(present: Row, row: Row, paths: set[str], medicines_too: bool) -> Row:
    """The entry with what the row says of the measures that the sheet has."""
    answers: Answers = {path: value for path, value in answers_of(present.entry).items() if path not in paths}
    answers |= answers_of(row.entry)
    stamp: dict[str, Any] = {name: getattr(present.entry, name) for name in ("id", "created_at", "updated_at", "rev")}
    entry = checkin_from(answers, **stamp, day=row.entry.day, at=row.entry.at)
    if not medicines_too:
        return Row(entry, present.medicines)
    by_product = {medicine.product: medicine for medicine in present.medicines}
    return Row(entry, tuple(by_product.get(medicine.product, medicine) for medicine in row.medicines))
