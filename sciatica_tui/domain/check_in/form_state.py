"""Where the check-in form stands: which form is open, whether it is laid out, and how far its saving is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

import msgspec
from msgspec.structs import replace

from ..records import CheckIn
from .form import Form


class Saving(Enum):
    """How far the saving of the form is."""

    IDLE = "no save is under way"
    WRITING = "what the form says is being written"
    CONFIRMING = "the person is asked about a red flag that the entry raises"
    RENEWING = "the entry is saved, and another form takes the place of this one"
    LEAVING = "the save is over, and another screen is about to show"


class FormState(msgspec.Struct, frozen=True):
    """The state of the check-in screen; each change of it is a method that returns the state after.

    `form` is the form that is open, None before the first; `opened_on` the day on which it was opened. `draft_failed`
    tells that the last attempt to keep it as a draft failed. `earlier` are its answers before each question that was
    answered since it was opened, for undoing.
    """

    form: Form | None = None
    opened_on: date | None = None
    laid_out: bool = False
    left_behind: bool = False
    saving: Saving = Saving.IDLE
    draft_failed: bool = False
    earlier: tuple[Mapping[str, Any], ...] = ()

    # What can be done in it

    @property
    def takes_keys(self) -> bool:
        """Whether a key is meant for this form, rather than for the one or the screen that is about to show."""
        return self.laid_out and self.saving is Saving.IDLE

    @property
    def can_save(self) -> bool:
        """Whether a save may begin."""
        return self.form is not None and not self.is_saving

    @property
    def is_saving(self) -> bool:
        """Whether a save has begun and is not over."""
        return self.saving in (Saving.WRITING, Saving.CONFIRMING, Saving.RENEWING)

    @property
    def is_writing(self) -> bool:
        """Whether the app must not end now: it would not be known whether the entry is saved."""
        return self.saving is Saving.WRITING

    def is_stale(self, today: date, current: Form, *, entry_exists: bool) -> bool:
        """Tell whether the open form can be replaced without a loss, and should be.

        `current` is the form over its entry as that is in the journal now; `entry_exists` tells whether the entry
        that it edits is still there. Stale is a form that another window saved as it is, an empty one opened for a
        day that has ended since, an edit whose entry is gone and that changed nothing, and an edit that was left on
        another day.
        """
        form = self.form
        if form is None:
            return True
        if form.editing is not None:
            return self.left_behind or (not entry_exists and not form.worth_keeping)
        if not self.is_saving and current.editing is not None:
            return not current.changed
        return form.empty and form.day == self.opened_on and form.day != today

    # The form

    def opened(self, form: Form, today: date) -> FormState:
        """Open a form, or the same at another depth; it takes keys once it is laid out."""
        earlier = self.earlier if self.form is not None and self.form.id == form.id else ()
        return replace(self, form=form, opened_on=today, laid_out=False, left_behind=False, earlier=earlier)

    def awaiting_layout(self) -> FormState:
        """Take no keys until a form is laid out."""
        return replace(self, laid_out=False)

    def with_layout(self) -> FormState:
        """Take keys: the form is laid out."""
        return replace(self, laid_out=True)

    def answered(self, form: Form) -> FormState:
        """Let the open form say something else; several answers to one question in a row are one to be undone.

        Clearing an answer is undone by itself, and what is again as it was before is no change to be undone.
        """
        before = self.form.answers if self.form is not None else {}
        paths = _differing(before, form.answers)
        goes_on = bool(self.earlier) and _differing(self.earlier[-1], before) == paths <= form.answers.keys()
        earlier = self.earlier if goes_on else (*self.earlier, before)
        return replace(self, form=form, earlier=earlier[:-1] if earlier[-1] == form.answers else earlier)

    def answer_undone(self) -> tuple[FormState, str] | None:
        """Undo what was answered last in the open form; return the state after with that path, None for nothing."""
        if self.form is None or not self.earlier:
            return None
        *earlier, answers = self.earlier
        paths = _differing(answers, self.form.answers)
        return replace(self, form=replace(self.form, answers=answers), earlier=tuple(earlier)), min(paths, default="")

    def detached(self, form: Form) -> FormState:
        """Let the open form be one of its own, with the identity of `form` and the answers that it has."""
        assert self.form is not None
        return replace(self, form=replace(self.form, id=form.id, editing=form.editing, before=form.before))

    def joined(self, form: Form) -> FormState:
        """Let the open form go on as `form`, a change of the entry that another window has made of it."""
        return replace(self, form=form)

    def resumed(self, today: date) -> FormState:
        """Show the screen again: an edit left on another day gives way to a new form and waits as a draft."""
        form = self.form
        left_behind = form is not None and form.editing is not None and self.opened_on != today
        saving = Saving.IDLE if self.saving is Saving.LEAVING else self.saving
        return replace(self, left_behind=left_behind, saving=saving)

    def drafted(self, *, failed: bool) -> FormState:
        """Note whether the last attempt to keep the form as a draft failed."""
        return replace(self, draft_failed=failed)

    # Saving

    def save_begun(self) -> FormState:
        """Begin a save."""
        return replace(self, saving=Saving.WRITING)

    def confirmation_asked(self) -> FormState:
        """Wait for the person's answer about a red flag."""
        return replace(self, saving=Saving.CONFIRMING)

    def confirmation_given(self) -> FormState:
        """Go on with the save, or with its end."""
        return replace(self, saving=Saving.WRITING)

    def entry_saved(self) -> FormState:
        """Note that the entry is saved; another form takes the place of this one."""
        return replace(self, saving=Saving.RENEWING)

    def save_over(self) -> FormState:
        """End the save: after a success another screen shows, otherwise the form takes keys again."""
        return replace(self, saving=Saving.LEAVING if self.saving is Saving.RENEWING else Saving.IDLE)

    def form_after(self, saved: Form, entry: CheckIn) -> Form | None:
        """Return what becomes of the open form once `saved` has become `entry`; None if a new form follows.

        What was typed while the disk was busy is an edit of the entry.
        """
        form = self.form
        if form is None or form == saved:
            return None
        if form.id != saved.id:
            return form
        return replace(form, editing=entry, before=saved.answers)


def _differing(answers: Mapping[str, Any], others: Mapping[str, Any]) -> frozenset[str]:
    """The paths whose answers differ."""
    return frozenset(path for path in (*answers, *others) if answers.get(path) != others.get(path))
