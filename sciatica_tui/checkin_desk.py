"""What a check-in form has to do with the journal: the forms left half filled, the entry it changes, what it saves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .core import form as forms
from .core import red_flags
from .core.episodes import current_episode
from .core.form import Drafts, Form
from .core.measures import Depth
from .core.raising import Raised, raised_by
from .core.records import CheckIn, Episode, Medication, Record, RedFlagAnswer
from .services import Services

DRAFT = "checkin"
UNUSABLE = "A half-filled form was changed by hand, or by a newer version, and can't be shown"


class CheckInDesk:
    """One for the check-in screen; it keeps no form itself."""

    def __init__(self, services: Services) -> None:
        self._services = services

    # Forms

    def drafts(self) -> Drafts:
        """The forms left half filled, as their side file has them now: another window may have begun or saved one.

        What is no form in it, changed by hand say, is set aside with the file, and the journal's `notices` say so.
        Raises AppError where the other forms can't be kept.
        """
        kept = self._services.keeper.load_draft(DRAFT)
        if kept is not None and (usable := forms.usable(kept)) != kept:
            self._services.journal.set_draft_aside(DRAFT, UNUSABLE, usable)
        return forms.drafts_from(kept, self._services.journal.all(CheckIn), self._medications())

    def keep(self, form: Form) -> None:
        """Keep a half-filled form; it is on the disk when the keeper has settled."""
        self._services.keeper.change_draft(DRAFT, form.id, lambda kept: forms.draft_kept(kept, form))

    def let_go(self, form: Form) -> None:
        """Forget a half-filled form; it is gone from the disk when the keeper has settled."""
        self._services.keeper.change_draft(DRAFT, form.id, lambda kept: forms.draft_let_go(kept, form))

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
        records: list[Record] = [entry, *red_flags.raise_alarms(raised.alarms, entry, today, now, seen, stamp)]
        wanted = form.answers.get(forms.MEDICATION) or ()
        taken, dropped = forms.medication_changes(form, entry, self._medications(), (stamp() for _ in wanted))
        episode = forms.renamed_activities(form, self.episode())
        records += [*taken, *([episode] if episode is not None else [])]
        return records, [*dropped, *raised.withdrawn]

    def _medications(self) -> tuple[Medication, ...]:
        return self._services.journal.all(Medication)
