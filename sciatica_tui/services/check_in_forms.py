"""Check-in forms: those left half filled, in their side file, and the entries that they become."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from ..domain.check_in import form as forms
from ..domain.check_in.form import Drafts, Form
from ..domain.episodes import current_episode
from ..domain.measures.questions import Depth
from ..domain.records import CheckIn, Episode, Medication
from .check_ins import PendingCheckIn, pending
from .concurrent_changes import Conflict, conflicts
from .container import Services

DRAFT = "checkin"
UNUSABLE = "A half-filled form was changed by hand, or by a newer version, and can't be shown"


class CheckInForms:
    """The use cases of the check-in form: what is half filled, and the entry it becomes. It holds no form itself."""

    def __init__(self, services: Services) -> None:
        self._services = services

    # Forms

    def drafts(self) -> Drafts:
        """Read the forms left half filled from their side file, where another window may have begun or saved one.

        Entries that are no form, after a change by hand say, are set aside, and the journal's `notices` say so.
        Raises AppError where the other forms can't be kept.
        """
        contents = self._services.journal_writer.load_draft(DRAFT)
        if contents is not None and (usable := forms.usable(contents)) != contents:
            self._services.journal.set_draft_aside(DRAFT, UNUSABLE, usable)
        return forms.drafts_from(contents, self._services.journal.all(CheckIn), self._medications())

    def keep(self, form: Form) -> None:
        """Keep a half-filled form; it is on the disk when the journal writer has settled."""
        self._services.journal_writer.change_draft(DRAFT, form.id, lambda contents: forms.draft_kept(contents, form))

    def release(self, form: Form) -> None:
        """Forget a half-filled form; it is gone from the disk when the journal writer has settled."""
        self._services.journal_writer.change_draft(DRAFT, form.id, lambda contents: forms.draft_let_go(contents, form))

    def blank(self, day: date, depth: Depth) -> Form:
        """Make a new form."""
        return Form(self._services.stamp()["id"], day, self._services.clock.now(), depth)

    def edit(self, entry: CheckIn) -> Form:
        """Make a form that changes an entry."""
        return forms.edit(entry, self._medications(), self._services.clock.now())

    def episode(self) -> Episode | None:
        """Return the episode that has not ended, if there is one."""
        return current_episode(self._services.journal.all(Episode))

    # The entry of a form

    def up_to_date(self, form: Form) -> Form:
        """Add to a form what other windows have changed in its entry since."""
        entry = self._services.journal.get(CheckIn, form.id)
        return form if entry is None else forms.rebased(form, entry, self._medications())

    def conflicts(self, form: Form) -> list[Conflict]:
        """List the answers that a form and another window have both changed, to something else; medicines add up."""
        entry = self._services.journal.get(CheckIn, form.id)
        if form.editing is None or entry is None:
            return []
        now = self.edit(entry).answers
        return conflicts(form.before, now, {p: a for p, a in forms.changes(form).items() if p != forms.MEDICATION})

    def set_apart(self, form: Form) -> Form:
        """Give a form a new id where saving it would replace another window's entry.

        Two windows that took up the same half-filled form write two entries. A change of an entry that was deleted
        becomes a new form of the same day, so that what was typed is not lost with it.
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

    def pending(self, form: Form) -> PendingCheckIn:
        """Make the form's entry, ready to be saved. Raises BadInput where an answer is out of range."""
        stamp, now = self._services.stamp, self._services.clock.now()
        entry = form.checkin(stamp(), self._services.today(), now, day_ends=self._services.config.times.boundary)
        products = form.answers.get(forms.MEDICATION) or ()
        medications, deletions = forms.medication_changes(form, entry, self._medications(), (stamp() for _ in products))
        episode = self.episode()
        renamed = forms.renamed_activities(form, episode)
        records = [*medications, *([renamed] if renamed is not None else [])]
        over = [base for base in (form.editing, episode if renamed is not None else None) if base is not None]
        return pending(self._services.journal, entry, records=records, deletions=deletions, over=over)

    def _medications(self) -> tuple[Medication, ...]:
        return self._services.journal.all(Medication)
