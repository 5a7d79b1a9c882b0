"""Taking entries back, in one way for the app and the command line: what goes along, and which red flags stay."""

from __future__ import annotations

import msgspec

from .core.errors import BadInput
from .core.raising import goes_with_its_entry
from .core.records import CheckIn, Medication, Record, RedFlagAnswer
from .core.words import describe_flags
from .store.journal import Journal, Saved


class TakenBack(msgspec.Struct, frozen=True):
    """What was taken back, in words, empty where nothing was; and the open red flags that stay nevertheless."""

    what: str
    open_flags: tuple[RedFlagAnswer, ...] = ()


def delete(journal: Journal, what: str, record: Record) -> Saved:
    """Delete a record, and with a check-in all that belongs to it, as one change called `what`.

    Raises BadInput for a red flag itself, which the person ends in other ways; StoreError where nothing was deleted.
    """
    if isinstance(record, RedFlagAnswer) and record.flags:
        raise BadInput("A red flag is ended on its own screen, Red flags, not deleted.")
    journal.refresh()  # another window may have ended a red flag of it since
    return journal.delete(what, record, *_belongings(journal, record))


def open_flags_of(journal: Journal, record: Record) -> tuple[RedFlagAnswer, ...]:
    """The open red flags that came with a check-in and stay when it is deleted."""
    return tuple(a for a in _answers_with(journal, record) if a.cleared is None and not goes_with_its_entry(a))


def undo(journal: Journal) -> TakenBack | None:
    """Take back the last change of this window, except for red flags that the person marked in it.

    `None` where there is nothing to take back. Raises StoreError where it can't be done.
    """
    step = journal.last_step
    if step is None:
        return None
    added = {touched.id for touched in step.touched if touched.before is None}
    staying = [a for a in journal.all(RedFlagAnswer) if a.id in added and not goes_with_its_entry(a)]
    what = journal.undo(keep=staying) or ""
    return TakenBack(what if len(staying) < len(step.touched) else "", tuple(a for a in staying if a.cleared is None))


def staying_words(open_flags: tuple[RedFlagAnswer, ...]) -> str:
    """That the red flags stay and how they end, in two sentences; empty where there are none."""
    if not open_flags:
        return ""
    flags = describe_flags(tuple(dict.fromkeys(flag for answer in open_flags for flag in answer.flags)))
    return (
        f"What you marked as a red flag stays: {flags}. It ends on its own screen, Red flags, when you say that a "
        "clinician has seen it or that it was a mistake."
    )


def _belongings(journal: Journal, record: Record) -> list[Record]:
    if not isinstance(record, CheckIn):
        return []
    medications: list[Record] = [m for m in journal.all(Medication) if m.checkin == record.id]
    return [*medications, *filter(goes_with_its_entry, _answers_with(journal, record))]


def _answers_with(journal: Journal, record: Record) -> list[RedFlagAnswer]:
    return [answer for answer in journal.all(RedFlagAnswer) if answer.checkin == record.id]
