"""What is written down beside the check-ins: medication, scans, events, visits and questions for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

import msgspec

from ..domain.check_in.date_input import read_time
from ..domain.days import day_of
from ..domain.errors import BadInput
from ..domain.records import Event, Medication, Scan, Visit, VisitQuestion
from ..domain.text.dates import long_day
from ..storage.journal import Journal, Saved
from . import concurrent_changes
from .record_ids import new_stamp

TAKEN = "taken"
"""The answer of a form that says at what time of its day a medicine was taken."""

SideRecord = Medication | Scan | Event | Visit | VisitQuestion

KINDS: dict[str, type[SideRecord]] = {
    "medication": Medication,
    "scan": Scan,
    "event": Event,
    "visit": Visit,
    "question": VisitQuestion,
}


def new_record(name: str, answers: Mapping[str, Any], day: date, at: datetime | None, now: datetime) -> SideRecord:
    """Make a record of the kind in `KINDS`; `at` is its time, of a kind that has one. Raises BadInput."""
    moment = {"at": at} if "at" in KINDS[name].__struct_fields__ else {}
    return _converted(name, {**new_stamp(now), "day": day, **moment}, answers)


def record_of(
    name: str, answers: Mapping[str, Any], day: date, now: datetime, day_ends: time, before: SideRecord | None = None
) -> SideRecord:
    """Return the record of the kind in `KINDS` that a form tells of, or `before` as it changes it. Raises BadInput."""
    if name == "medication":
        return medication_of(answers, day, now, day_ends, before if isinstance(before, Medication) else None)
    if before is not None:
        return changed_record(before, answers)
    return new_record(name, answers, day, now if day_of(now, day_ends) == day else None, now)


@contextmanager
def about(field: str) -> Iterator[None]:
    """Name the question of a form whose answer can't be taken."""
    try:
        yield
    except BadInput as error:
        error.field = field
        raise


def taken_text(medication: Medication) -> str | None:
    """Write the time a medicine was taken as a form takes it."""
    return f"{medication.at:%H:%M}" if medication.at is not None else None


def medication_of(
    answers: Mapping[str, Any], day: date, now: datetime, day_ends: time, before: Medication | None = None
) -> SideRecord:
    """Return the medication that a form tells of, or `before` as it changes it. Raises BadInput.

    What is new today was taken now, unless it says when. A time that nobody touched stays as it is, with its offset.
    """
    fields = {name: answer for name, answer in answers.items() if name != TAKEN}
    text = answers[TAKEN]
    if before is not None and text == taken_text(before):
        return changed_record(before, fields)
    with about(TAKEN):
        at = read_time(text, day, now, day_ends) if text else None
    if before is not None:
        return changed_record(before, {**fields, "at": at})
    return new_record("medication", fields, day, at or (now if day_of(now, day_ends) == day else None), now)


def changed_record(record: SideRecord, answers: Mapping[str, Any]) -> SideRecord:
    """Give a record other answers; None takes an answer back. Raises BadInput."""
    return _converted(name_of(record), msgspec.to_builtins(record), answers)


def save(journal: Journal, record: SideRecord, before: SideRecord | None = None) -> Saved:
    """Save a record of one of the `KINDS`, `before` as it changes it; see `concurrent_changes.save`."""
    return concurrent_changes.save(journal, label_of(record), [record], [before] if before is not None else [])


def label_of(record: SideRecord) -> str:
    """Return what undoing calls the saving of a record."""
    return f"{name_of(record)} of {long_day(record.day)}"


def name_of(record: SideRecord) -> str:
    """Return the name of the kind of a record in `KINDS`."""
    return next(name for name, kind in KINDS.items() if isinstance(record, kind))


def _converted(name: str, fields: Mapping[str, Any], answers: Mapping[str, Any]) -> SideRecord:
    unanswered = {field for field, answer in answers.items() if answer is None}
    document = {field: value for field, value in {**fields, **answers}.items() if field not in unanswered}
    try:
        return msgspec.convert(document, KINDS[name])
    except msgspec.ValidationError as error:
        raise BadInput(f"This {name} can't be saved ({error}).") from error
