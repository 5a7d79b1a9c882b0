"""Saving, deleting and undoing a check-in with all that belongs to it, in one way for the app and the command line."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from ..domain.check_in.medication import product_and_amount
from ..domain.errors import BadInput, DurabilityUnknown
from ..domain.measures.answers import answers_of
from ..domain.record_text import change_words
from ..domain.records import CheckIn, ClearedHow, Episode, Medication, R, Record, RedFlagAnswer
from ..domain.red_flags.alarms import names_leg, tells_of_flags
from ..domain.red_flags.flags import describe_flags
from ..domain.red_flags.raised import (
    Correction,
    Raised,
    TakenBack,
    goes_with_its_entry,
    raised_by,
    taken_back,
    taken_over,
)
from ..domain.text.dates import long_day
from ..storage.changeset import Step, Touched
from ..storage.journal import Journal
from . import side_records
from .concurrent_changes import as_seen, handing_over
from .record_ids import new_stamp


class PendingCheckIn(msgspec.Struct, frozen=True):
    """A check-in, new or changed, before it is saved: what it raises is to be confirmed by the person first.

    `records` are saved with the entry, `deletions` deleted with it; `flags` are those that the person marks with it.
    It was worked out from the records in `over`, so it is saved only while they are as they were.
    """

    entry: CheckIn
    raised: Raised = Raised()
    flags: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    deletions: tuple[Record, ...] = ()
    over: tuple[Record, ...] = ()

    def confirmed(self, entry: CheckIn, raised: Raised) -> PendingCheckIn:
        """Return it with the entry, and what that raises, as the person answered when asked."""
        return msgspec.structs.replace(self, entry=entry, raised=raised)


class SavedCheckIn(msgspec.Struct, frozen=True):
    """What was written with a check-in; `certain` is false where the disk has not confirmed it."""

    records: tuple[Record, ...]
    deletions: tuple[Record, ...]
    certain: bool


class Deletion(msgspec.Struct, frozen=True):
    """What a deletion leaves: the open red flags that came with the record; `certain` as in `SavedCheckIn`."""

    open_flags: tuple[RedFlagAnswer, ...]
    certain: bool


class UndoneChange(msgspec.Struct, frozen=True):
    """A change that was undone, empty where all of it stays; and the open red flags that stay nevertheless.

    `touched` is each record of it as it was before the change and after, so that it is now as before; `certain` as in
    `SavedCheckIn`. Where an undoing was undone, the change is made again: `redone`.
    """

    label: str
    open_flags: tuple[RedFlagAnswer, ...] = ()
    touched: tuple[Touched, ...] = ()
    certain: bool = True
    redone: bool = False

    @property
    def removes(self) -> bool:
        """Whether all that it touched is gone now."""
        return all(touched.before is None for touched in self.touched)

    @property
    def restores(self) -> bool:
        """Whether all that it touched had been deleted and is there again."""
        return all(touched.after is None for touched in self.touched)

    @property
    def sentence(self) -> str:
        """What to say of it: what is back, what is gone, of a correction what it changed; empty where all stays."""
        if not self.label:
            return ""
        if self.restores:
            return f"The {self.label} is back."
        if self.redone and self.removes:
            return f"The {self.label} is deleted again."
        change = self.label
        for now, earlier in (touched.records for touched in self.touched):
            if isinstance(now, RedFlagAnswer) and isinstance(earlier, RedFlagAnswer) and len(self.touched) == 1:
                return f"The red flag of {long_day(now.day)} is {'open' if now.cleared is None else 'ended'} again."
            if now is not None and earlier is not None and change == _label_of(earlier):
                change = f"the correction of the {change}"
                if isinstance(now, CheckIn) and isinstance(earlier, CheckIn):
                    change += f": {change_words(earlier, now)}"
        return f"{'Done again' if self.redone else 'Undone'}: {change}."


def _label_of(record: Record) -> str:
    """What undoing calls the saving of an entry; empty for a record that is none."""
    if isinstance(record, CheckIn):
        return f"check-in of {long_day(record.day)}"
    return side_records.label_of(record) if isinstance(record, side_records.SideRecord) else ""


def pending(
    journal: Journal,
    entry: CheckIn,
    *,
    flags: tuple[str, ...] = (),
    records: Iterable[Record] = (),
    deletions: Iterable[Record] = (),
    over: Iterable[Record] = (),
) -> PendingCheckIn:
    """Work out what saving an entry means: what it raises beside the others and the person has not marked.

    `over` are the records that it changes, as they were when that was worked out.
    """
    checkins, answers, episodes = journal.all(CheckIn), journal.all(RedFlagAnswer), journal.all(Episode)
    raised = raised_by(entry, checkins, answers, episodes).beside(flags)
    moved: tuple[RedFlagAnswer, ...] = ()
    if raised.withdrawn:
        left = (*(checkin for checkin in checkins if checkin.id != entry.id), entry)
        moved = taken_over(raised.withdrawn, left, answers, episodes)
    withdrawn = _without(raised.withdrawn, moved)
    return PendingCheckIn(entry, raised, flags, (*records, *moved), (*deletions, *withdrawn), tuple(over))


class PendingBatch:
    """New check-ins that are to be saved as one change: each is worked out beside the journal's and those before it."""

    def __init__(self, journal: Journal) -> None:
        self.check_ins: list[PendingCheckIn] = []
        telling = filter(tells_of_flags, journal.all(CheckIn))
        # Those that name a leg first, the latest before all: whether a leg is new is mostly known after a few.
        self._checkins = deque(sorted(telling, key=lambda checkin: not names_leg(checkin)))
        self._answers = list(journal.all(RedFlagAnswer))
        self._episodes = journal.all(Episode)

    def add(self, entry: CheckIn, *, flags: tuple[str, ...] = (), records: Iterable[Record] = ()) -> None:
        """Work out what saving a new entry means, as `pending` does for one alone."""
        raised = raised_by(entry, self._checkins, self._answers, self._episodes).beside(flags)
        check_in = PendingCheckIn(entry, raised, flags, tuple(records))
        self.check_ins.append(check_in)
        self._answers += _answers(check_in, entry.day, entry.created_at)
        if tells_of_flags(entry):
            self._checkins.appendleft(entry)


def save(
    journal: Journal,
    check_in: PendingCheckIn,
    today: date,
    now: datetime,
    *,
    seen_by_clinician: bool = False,
    label: str = "",
) -> SavedCheckIn:
    """Save a check-in with all that belongs to it, as one change; what it raises counts as confirmed.

    An entry that only answers the red flags becomes an answer by itself. `label` is what undoing calls the change, the
    day of the entry where it is empty; `seen_by_clinician` ends the alarms as they are raised.
    Raises BadInput for a value out of range, ChangedSince where another window has changed meanwhile what it was
    worked out from, StoreError where nothing was saved.
    """
    name = "red flags answered" if _tells_flags_alone(check_in) else _label_of(check_in.entry)
    label = label or name
    return save_all(journal, (check_in,), today, now, label, seen_by_clinician=seen_by_clinician)


def save_all(
    journal: Journal,
    check_ins: Iterable[PendingCheckIn],
    today: date,
    now: datetime,
    label: str,
    *,
    seen_by_clinician: bool = False,
) -> SavedCheckIn:
    """Save check-ins with all that belongs to them, all or none of them, as one change; see `save`."""
    records: list[Record] = []
    deletions: list[Record] = []
    over: list[Record] = []
    for check_in in check_ins:
        answers = _answers(check_in, today, now, seen_by_clinician=seen_by_clinician)
        records += [*answers] if _tells_flags_alone(check_in) else [check_in.entry, *check_in.records, *answers]
        deletions += check_in.deletions
        over += check_in.over
    with handing_over(records):
        certain = journal.save(label, *records, delete=deletions, over=over).certain
    return SavedCheckIn(tuple(records), tuple(deletions), certain)


def _answers(
    check_in: PendingCheckIn, today: date, now: datetime, *, seen_by_clinician: bool = False
) -> list[RedFlagAnswer]:
    """The answers to the red flags that are kept with a check-in: what it raises, and what the person marks."""
    entry = check_in.entry
    answers = check_in.raised.records(
        entry, today, now, seen_by_clinician=seen_by_clinician, stamp=lambda: new_stamp(now)
    )
    is_alone = _tells_flags_alone(check_in)
    if is_alone or check_in.flags:
        identity = {**new_stamp(now), "checkin": None if is_alone else entry.id}
        answers.append(RedFlagAnswer(**identity, day=entry.day, at=entry.at, flags=check_in.flags))
    return answers


def _tells_flags_alone(check_in: PendingCheckIn) -> bool:
    """Whether a new entry only answers the red flags: that is kept as an answer by itself, not as a check-in."""
    is_new = not check_in.over and not check_in.records and not check_in.deletions
    return is_new and answers_of(check_in.entry) == {"red_flags": list(check_in.flags)}


def medications_with(entry: CheckIn, products: Iterable[str], now: datetime) -> list[Medication]:
    """Make a record of each product taken, which belongs to the entry."""
    return [
        Medication(**new_stamp(now), day=entry.day, at=entry.at, product=product, amount=amount, checkin=entry.id)
        for product, amount in map(product_and_amount, products)
    ]


def delete(journal: Journal, label: str, record: Record) -> Deletion:
    """Delete a record, and with a check-in all that belongs to it, as one change called `label`.

    What the check-in raised and a later one states too stays, as that one's.

    Raises BadInput for a red flag itself, which the person ends in other ways; ChangedMeanwhile where the record is
    another by now; StoreError where nothing was deleted.
    """
    if isinstance(record, RedFlagAnswer) and record.flags:
        raise BadInput(red_flag_stays(record))
    as_seen(journal, record)
    medications, taken = list[Medication](), TakenBack()
    if isinstance(record, CheckIn):
        left = [checkin for checkin in journal.all(CheckIn) if checkin.id != record.id]
        answers = journal.all(RedFlagAnswer)
        deletion = Correction(record, None, tuple(answer for answer in answers if answer.checkin == record.id))
        taken = taken_back([deletion], left, answers, journal.all(Episode))
        medications += [m for m in journal.all(Medication) if m.checkin == record.id]
    saved = journal.save(label, *taken.changed, delete=(record, *medications, *taken.withdrawn))
    return Deletion(marks_with(journal, [record]), saved.certain)


def marks_with(journal: Journal, records: Iterable[Record]) -> tuple[RedFlagAnswer, ...]:
    """Return the open red flags that the person marked with records which are deleted."""
    ids = {record.id for record in records}
    return tuple(a for a in journal.all(RedFlagAnswer) if a.checkin in ids and _is_open(a))


def red_flag_stays(answer: RedFlagAnswer) -> str:
    """Say that a red flag stays as it is, and how it ends or how it was ended."""
    end = "While it is open, you can end it on its own screen, Red flags."
    if answer.cleared is not None:
        reason = "it was a mistake" if answer.cleared.how is ClearedHow.MISTAKE else "a clinician saw it"
        end = f"You ended this one: {reason}."
    return f"A red flag can't be changed or deleted. {end}"


def undo(journal: Journal) -> UndoneChange | None:
    """Undo the last change of this window, except for red flags that the person marked in it.

    What the change raised and a check-in that stays states too stays, as that one's.

    `None` where there is nothing to undo. Raises StoreError where nothing was undone.
    """
    journal.refresh()  # another window may have saved an entry that states the same
    step = journal.last_step
    if step is None:
        return None
    new_ids = {touched.id for touched in step.touched if touched.before is None}
    staying = [a for a in journal.all(RedFlagAnswer) if a.id in new_ids and not goes_with_its_entry(a)]
    going = [a for a in journal.all(RedFlagAnswer) if a.id in new_ids and goes_with_its_entry(a)]
    moved = taken_over(going, _left_by_undoing(journal, step), journal.all(RedFlagAnswer), journal.all(Episode))
    certain = True
    try:
        journal.undo(keep=staying, save=moved)
    except DurabilityUnknown:
        certain = False
    touched = step.without(answer.id for answer in (*staying, *moved)).touched
    return UndoneChange(step.label if touched else "", tuple(filter(_is_open, staying)), touched, certain)


def redo(journal: Journal) -> UndoneChange | None:
    """Make the change that this window undid last again; `None` where there is none, or another came since.

    Raises StoreError where nothing was changed.
    """
    journal.refresh()
    step = journal.last_undone
    if step is None:
        return None
    certain = True
    try:
        journal.redo()
    except DurabilityUnknown:
        certain = False
    return UndoneChange(step.label, touched=step.touched, certain=certain, redone=True)


def _left_by_undoing(journal: Journal, step: Step) -> list[CheckIn]:
    """The check-ins as they are once the step is undone."""
    touched_ids = {touched.id for touched in step.touched}
    as_before = (touched.records[0] for touched in step.touched)
    return [
        *(checkin for checkin in journal.all(CheckIn) if checkin.id not in touched_ids),
        *(record for record in as_before if isinstance(record, CheckIn)),
    ]


def open_flags_text(open_flags: tuple[RedFlagAnswer, ...]) -> str:
    """Say in two sentences that red flags stay and how they end; empty where there are none."""
    if not open_flags:
        return ""
    flags = describe_flags(tuple(dict.fromkeys(flag for answer in open_flags for flag in answer.flags)))
    return (
        f"What you marked as a red flag stays: {flags}. To end it, say on its own screen, Red flags, that a clinician "
        "has seen it or that it was a mistake."
    )


def _without(records: Iterable[R], others: Iterable[Record]) -> list[R]:
    ids = {other.id for other in others}
    return [record for record in records if record.id not in ids]


def _is_open(answer: RedFlagAnswer) -> bool:
    return bool(answer.flags) and answer.cleared is None
