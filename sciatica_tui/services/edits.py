"""Changing an entry: what a person changed is laid over the entry as it is now, whoever has changed it meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from ..domain.check_in import form as forms
from ..domain.check_in.date_input import When
from ..domain.records import CheckIn, Medication, Record, RedFlagAnswer, Visit
from ..storage.journal import Journal
from . import check_ins, side_records
from .check_ins import PendingCheckIn
from .concurrent_changes import Conflict, conflicts
from .record_ids import new_stamp
from .side_records import SideRecord

Changes = Mapping[str, Any]
"""Path of an answer, or name of a field → its plain value; `None` takes it back."""

MEDICATION = forms.MEDICATION
"""The path of what was taken with a check-in; kept as records of their own."""


class Editing(NamedTuple):
    """An entry that a person is changing: the record, and what it said as plain values, as they were when they began.

    `kind` is its name in `side_records.KINDS`, empty for a check-in.
    """

    journal: Journal
    record: CheckIn | SideRecord
    before: Mapping[str, Any]
    kind: str

    @property
    def gone(self) -> bool:
        """Whether the entry was deleted since."""
        return self.current is None

    @property
    def current(self) -> CheckIn | SideRecord | None:
        """The entry as it is now."""
        return self.journal.get(type(self.record), self.record.id)

    def conflicts(self, changes: Changes) -> list[Conflict]:
        """List what was changed both here and by another window since."""
        self.journal.refresh()
        current = self.journal.get(type(self.record), self.record.id)
        if current is None:
            return []
        return conflicts(self.before, _answers(self.journal, current), changes)

    def changed_record(self, changes: Changes, when: When | None = None) -> SideRecord:
        """Return a record of one of `side_records.KINDS` as it is now with what was changed. Raises BadInput."""
        assert not isinstance(self.record, CheckIn)
        current = self.journal.get(type(self.record), self.record.id) or self.record
        at = {"at": when.at} if when is not None and isinstance(current, Medication | Visit) else {}
        day = {"day": when.day} if when is not None else {}
        return side_records.changed_record(current, {**changes, **day, **at})

    def is_as_before(self, record: Record) -> bool:
        """Whether a record is the one that is kept."""
        return record == self.journal.get(type(record), record.id)

    def pending(
        self,
        changes: Changes,
        today: date,
        now: datetime,
        *,
        when: When | None = None,
        flags: tuple[str, ...] | None = None,
    ) -> PendingCheckIn:
        """Work out what changing a check-in means, ready to be saved; what came with it moves to its day and time.

        One that was deleted since becomes an entry of its own. Raises BadInput for an answer out of range.
        """
        assert isinstance(self.record, CheckIn)
        medications = self.journal.all(Medication)
        current = self.journal.get(CheckIn, self.record.id)
        mine = {path: answer for path, answer in {**self.before, **changes}.items() if answer is not None}
        if flags is not None:
            mine["red_flags"] = list(flags)
        base = current if current is not None else msgspec.structs.replace(self.record, **new_stamp(now))
        form = replace(forms.edit(base, medications, now), answers=mine, before=self.before)
        if current is not None:
            form = forms.rebased(form, current, medications)
        if when is not None:
            base = msgspec.structs.replace(base, day=when.day, at=when.at)
        new_entry = replace(form, editing=base).checkin(new_stamp(now), today, now)
        stamps = (new_stamp(now) for _ in form.answers.get(MEDICATION) or ())
        additions, deletions = forms.medication_changes(form, new_entry, medications, stamps)
        over = () if current is None else (current,)
        pending = check_ins.pending(
            self.journal, new_entry, flags=flags or (), records=additions, deletions=deletions, over=over
        )
        if current is None or (current.day, current.at) == (new_entry.day, new_entry.at):
            return pending
        return msgspec.structs.replace(pending, records=(*pending.records, *_moved(self.journal, new_entry, pending)))

    def changes_nothing(self, pending: PendingCheckIn) -> bool:
        """Whether saving a changed check-in would leave everything as it is."""
        besides = (
            pending.records,
            pending.deletions,
            pending.flags,
            pending.raised.alarms,
            pending.raised.reworded,
        )
        return self.is_as_before(pending.entry) and not any(besides)


def begin(journal: Journal, record: Record) -> Editing | None:
    """Begin to change an entry; `None` for one of a kind that is not edited."""
    if isinstance(record, CheckIn):
        return Editing(journal, record, _answers(journal, record), "")
    if isinstance(record, SideRecord):
        return Editing(journal, record, _answers(journal, record), side_records.name_of(record))
    return None


def _answers(journal: Journal, record: CheckIn | SideRecord) -> dict[str, Any]:
    """What an entry says as plain values by path, a check-in's medicines among it."""
    if isinstance(record, CheckIn):
        return dict(forms.edit(record, journal.all(Medication), record.created_at).answers)
    fields: dict[str, Any] = msgspec.to_builtins(record)
    return fields


def _moved(journal: Journal, entry: CheckIn, pending: PendingCheckIn) -> list[Record]:
    """What came with an entry and stays, on the entry's new day and at its new time."""
    handled_ids = {record.id for record in (*pending.records, *pending.deletions, *pending.raised.reworded)}
    medications = [m for m in journal.all(Medication) if m.checkin == entry.id and m.id not in handled_ids]
    answers = [a for a in journal.all(RedFlagAnswer) if a.checkin == entry.id and a.raised and a.id not in handled_ids]
    return [
        *(msgspec.structs.replace(medication, day=entry.day, at=entry.at) for medication in medications),
        *(msgspec.structs.replace(answer, day=entry.day) for answer in answers),
    ]
