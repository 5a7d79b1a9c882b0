"""Taking entries back, in one way for the app and the command line: what goes along, and which red flags stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from ..domain.check_in import form as forms
from ..domain.check_in.form import Drafts, Form
from ..domain.episodes import current_episode
from ..domain.errors import BadInput
from ..domain.measures.questions import Depth
from ..domain.records import CheckIn, Episode, Medication, Record, RedFlagAnswer
from ..domain.red_flags.alarms import Raised, goes_with_its_entry, raised_by
from ..domain.red_flags.flags import describe_flags
from ..storage.journal import Journal, Saved

if TYPE_CHECKING:
    from .container import Services


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


DRAFT = "checkin"
UNUSABLE = "A half-filled form was changed by hand, or by a newer version, and can't be shown"


class CheckInService:
    """One for the check-in screen; it keeps no form itself."""

    def __init__(self, services: Services) -> None:
        self._services = services

    # Forms

    def drafts(self) -> Drafts:
        """The forms left half filled, as their side file has them now: another window may have begun or saved one.

        What is no form in it, changed by hand say, is set aside with the file, and the journal's `notices` say so.
        Raises AppError where the other forms can't be kept.
        """
        kept = self._services.journal_writer.load_draft(DRAFT)
        if kept is not None and (usable := forms.usable(kept)) != kept:
            self._services.journal.set_draft_aside(DRAFT, UNUSABLE, usable)
        return forms.drafts_from(kept, self._services.journal.all(CheckIn), self._medications())

    def keep(self, form: Form) -> None:
        """Keep a half-filled form; it is on the disk when the keeper has settled."""
        self._services.journal_writer.change_draft(DRAFT, form.id, lambda kept: forms.draft_kept(kept, form))

    def release(self, form: Form) -> None:
        """Forget a half-filled form; it is gone from the disk when the keeper has settled."""
        self._services.journal_writer.change_draft(DRAFT, form.id, lambda kept: forms.draft_let_go(kept, form))

    def blank(self, day: date, depth: Depth) -> Form:
        """A new form."""
        return Form(self._services.stamp()["id"], day, self._services.clock.now(), depth)

    def edit(self, entry: CheckIn) -> Form:
        """A form that changes an entry."""
        return forms.edit(entry, self._medications(), self._services.clock.now())

    def episode(self) -> Episode | None:
        """The episode that has not ended."""
        return current_episode(self._services.journal.all(Episode))

    # The entry of a form

    def up_to_date(self, form: Form) -> Form:
        """The form over its entry as it is now, where that is in the history."""
        entry = self._services.journal.get(CheckIn, form.id)
        return form if entry is None else forms.rebased(form, entry, self._medications())

    def set_apart(self, form: Form) -> Form:
        """The form as one of its own where it can't be what it was, else as it is.

        Two windows that took up the same half-filled form write two entries: neither is to replace the other's. A
        change of an entry that is gone becomes a new form of the same day: what was typed is not deleted with it.
        """
        entry = self._services.journal.get(CheckIn, form.id)
        if self.gone(form):
            apart = form.worth_keeping
        else:
            apart = entry is not None and not forms.became(form, entry, self._medications())
        return replace(form, id=self._services.stamp()["id"], editing=None, before={}) if apart else form

    def gone(self, form: Form) -> bool:
        """Whether the form changes an entry that was deleted since, or taken back."""
        return form.editing is not None and self._services.journal.get(CheckIn, form.editing.id) is None

    # Saving

    def raised(self, entry: CheckIn) -> Raised:
        """The alarms that the entry raises beside the others, and those it no longer does."""
        journal = self._services.journal
        return raised_by(entry, journal.all(CheckIn), journal.all(RedFlagAnswer), journal.all(Episode))

    def records(self, form: Form, entry: CheckIn, raised: Raised, *, seen: bool) -> tuple[list[Record], list[Record]]:
        """What is saved with the form's entry, and what is deleted; `seen`: a clinician knows what it raises."""
        stamp, today, now = self._services.stamp, self._services.today(), self._services.clock.now()
        records: list[Record] = [entry, *raised.records(entry, today, now, seen=seen, stamp=stamp)]
        wanted = form.answers.get(forms.MEDICATION) or ()
        taken, dropped = forms.medication_changes(form, entry, self._medications(), (stamp() for _ in wanted))
        episode = forms.renamed_activities(form, self.episode())
        records += [*taken, *([episode] if episode is not None else [])]
        return records, [*dropped, *raised.withdrawn]

    def _medications(self) -> tuple[Medication, ...]:
        return self._services.journal.all(Medication)
