"""The check-in form that is open: which one it is, its draft on the disk, and its saving."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from ...domain.check_in.form import Form
from ...domain.check_in.form_state import FormState
from ...domain.check_in.form_text import entry_title
from ...domain.errors import AppError, ChangedSince
from ...domain.measures.answers import mismatch
from ...domain.measures.questions import Depth
from ...domain.record_text import describe_briefly
from ...domain.records import CheckIn
from ...domain.text.dates import long_day
from ...domain.text.grammar import cut, ended
from ...services.check_in_forms import CheckInForms
from ...services.check_ins import PendingCheckIn
from ...services.container import Services
from ..messages import CheckInSaved, RedFlagsRaised
from ..notices import say_error
from ..screens.check_in_fields import FLAGS, Questions
from ..screens.dialogs import Answer, Ask
from ..screens.mode_screen import TAKES_BACK
from ..screens.red_flags import FIRST_SAVED, NO_FLAGS_SAVED, Confirmed, confirm, never_asked
from ..screens.saving import agree, saved_words, tell_failure
from .form_questions import questions_of

if TYPE_CHECKING:
    from ..screens.check_in import CheckInScreen

ENTRY_TEXT_LENGTH = 200
"""Characters of an entry that the notice of its saving names; a note can be a page long."""

DRAFT_SENTENCE = "Your answers are still in the form."
NO_DRAFT_SENTENCE = "Your answers are still on the screen, but closing the app would lose them."


EDIT_KEPT = (
    "Your change to {day} is not saved yet. {{history.edit}} on that entry opens it again; there ⏎ saves it and "
    "{{checkin.clear}} drops it."
)
SAVED_ELSEWHERE = "Saved in another window: what you change here changes that check-in."
SAVED_OTHERWISE = "Saved in another window with other answers: yours here make a further check-in."
GONE = "The entry of {entry} is gone: deleted or undone."
ONLY_FLAGS = "Nothing else was answered, so there is no check-in."


def _sentence(entry: CheckIn, *, other_day: bool) -> str:
    day = f" for {long_day(entry.day)}" if other_day else ""
    return f"Saved{day}: {ended(cut(describe_briefly(entry), ENTRY_TEXT_LENGTH))}"


def _clearing(form: Form) -> Ask:
    """Ask whether to let go of what is filled in."""
    if form.editing is not None:
        return Ask(
            "Discard your changes?",
            f"The entry of {entry_title(form.editing)} stays as it was saved.",
            (Answer("n", "No, keep editing", "no"), Answer("y", "Yes, discard them", "yes")),
        )
    return Ask(
        "Clear this form?",
        "You lose what you filled in here and did not save; saved entries stay as they are.",
        (Answer("n", "No, keep it", "no"), Answer("y", "Yes, clear it", "yes")),
    )


class CheckInFormController:
    """Keep the state of the open form; the screen shows it, asks its questions and lays it out."""

    def __init__(self, screen: CheckInScreen, services: Services) -> None:
        self._screen = screen
        self._services = services
        self._check_ins = CheckInForms(services)
        self._state = FormState()
        self._not_writing = asyncio.Event()
        self._not_writing.set()

    @property
    def state(self) -> FormState:
        """The state that holds now."""
        return self._state

    @state.setter
    def state(self, state: FormState) -> None:
        self._state = state
        if state.is_writing:
            self._not_writing.clear()
        else:
            self._not_writing.set()

    @property
    def form(self) -> Form:
        """The open form; there once one was opened."""
        assert self._state.form is not None, "no form is open yet"
        return self._state.form

    def take_keys(self) -> None:
        """Let keys through: the form is laid out."""
        self.state = self._state.with_layout()

    def questions(self) -> Questions:
        """Return the questions of the open form, with the answers of the day before beside them."""
        return questions_of(self.form, self._services, self._check_ins.episode())

    # Which form

    def is_stale(self) -> bool:
        """Whether the open form, if any, is to be replaced by another (see `FormState.is_stale`)."""
        form = self._state.form
        if form is None:
            return True
        current, entry_exists = self._check_ins.up_to_date(form), not self._check_ins.gone(form)
        return self._state.is_stale(self._services.today(), current, entry_exists=entry_exists)

    def successor(self) -> Form:
        """Return the form that takes the place of a stale one, and say so if the entry of that was deleted."""
        form = self._state.form
        if form is not None and self._check_ins.gone(form):
            self._report_deletion(form, "You are no longer editing it; this is another form.")
        return self.form_for(None, None)

    def form_for(self, day: date | None, entry: CheckIn | None) -> Form:
        """Return the form that edits an entry, that of a day, or the one left half filled; a new one if there is none.

        A form that was left half filled on another day, or half changed, is named to the person.
        """
        drafts, today = self._screen.drafts(), self._services.today()
        if entry is not None:
            return drafts.of_entry(entry) or self._check_ins.edit(entry)
        if day is not None and day != today:
            return drafts.of(day) or self._blank(day)
        form, edit = self._state.form, drafts.unfinished()
        if edit is not None and (form is None or form.editing is not None):
            self._notify_of_draft(
                f"You left a change to {entry_title(edit)} unfinished. To continue, press {{history.edit}} on that "
                f"entry in History."
            )
        latest = drafts.latest()
        if form is None and latest is not None and latest.day != today:
            self._notify_of_draft(
                f"This form is for today. The one for {long_day(latest.day)} is half filled: {{mode.checkin}} shows it."
            )
        return drafts.of(today) or self._blank(today)

    def _blank(self, day: date) -> Form:
        form = self._state.form
        is_usual = form is not None and form.editing is None and form.depth is not Depth.WEEKLY
        return self._check_ins.blank(day, form.depth if form is not None and is_usual else Depth.QUICK)

    def _notify_of_draft(self, sentence: str) -> None:
        self._screen.notify(self._screen.with_keys(sentence), timeout=10)

    def handle_journal_change(self, *, shows: bool) -> None:
        """Detach the form where another window saved the same one, or the entry that this one edits was deleted.

        Unless the form `shows`, a deletion waits: undone there, it is none any more, and all is as before.
        """
        form = self._state.form
        if form is not None and not self._state.is_saving:
            if self._check_ins.gone(form):
                if not shows:
                    return
                self._screen.take_typed_words()
            if self._detach(self.form).id != form.id and form.editing is None and shows:
                self._screen.notify(SAVED_OTHERWISE, timeout=20)

    def join_saved_entry(self) -> bool:
        """Go on as a change of the entry once another window has saved the open form; return whether it says more."""
        form = self._state.form
        joined = self._check_ins.up_to_date(form) if form is not None and not self._state.is_saving else None
        if form is None or form.editing is not None or joined is None or joined.editing is None:
            return False
        self.state = self._state.joined(joined)
        change_draft = self._check_ins.keep if joined.changed else self._check_ins.release
        change_draft(joined)
        self._write_drafts()
        self._screen.show_title()
        self._screen.notify(SAVED_ELSEWHERE, timeout=20)
        return joined.answers != form.answers

    def tell_of_kept_change(self) -> None:
        """Say what becomes of the change to an entry, as its form is left."""
        form = self._state.form
        if form is not None and form.editing is not None and form.changed:
            self._screen.app.notify(self._screen.with_keys(EDIT_KEPT.format(day=long_day(form.day))))

    # Its draft

    def answer(self, answers: Mapping[str, Any]) -> bool:
        """Put answers, by their paths, into the form and keep it as a draft; return whether it says something else."""
        form = self.form
        for path, value in answers.items():
            form = form.answered(path, value)
        if form == self.form:
            return False
        self.state = self._state.answered(form)
        self._screen.show_title()
        self._keep_draft()
        return True

    def undo_answer(self) -> str | None:
        """Undo what was answered last in the form; return the path of the question, None where there is nothing."""
        step = self._state.answer_undone()
        if step is None:
            return None
        self.state, path = step
        self._keep_draft()
        return path

    def _keep_draft(self) -> None:
        self._check_ins.keep(self.form)
        self._write_drafts()

    def release_draft(self, form: Form) -> None:
        """Forget a half-filled form."""
        self._check_ins.release(form)
        self._write_drafts()

    def _write_drafts(self) -> None:
        self._screen.run_worker(self._write_and_report(), group="draft")

    async def _write_and_report(self) -> None:
        error = await self._settle_drafts()
        if error is not None and not self._state.is_saving:  # a save that fails reports it itself
            say_error(self._screen.app, f"{error} {NO_DRAFT_SENTENCE}")

    async def _settle_drafts(self) -> AppError | None:
        """Write the drafts; return the error, unless the attempt before failed too."""
        error = None
        try:
            await self._services.journal_writer.settle()
        except AppError as store_error:
            error = store_error
        first_error = None if self._state.draft_failed else error
        self.state = self._state.drafted(failed=error is not None)
        self._screen.show_draft_state()
        return first_error

    async def write_over(self) -> None:
        """Return once nothing is being written: no save is under way, or the one there is waits for the person."""
        await self._not_writing.wait()

    async def clear(self) -> bool:
        """Ask whether to let go of what is filled in and not saved; return whether that was done."""
        form = self.form
        if form.empty and form.editing is None:
            return False
        if await self._screen.app.push_screen_wait(_clearing(form)) != "yes":
            return False
        self.release_draft(self.form)
        return True

    # Its saving

    def save(self) -> None:
        """Save the form, and with it the red flags that it raises and the medication that was taken."""
        if not self._state.can_save:
            return
        self._screen.take_typed_words()
        if self.form.empty and self.form.editing is None:
            self._screen.notify("Nothing is answered yet, so there is nothing to save.")
            return
        if self.form.editing is None and self.form.answers.keys() == {FLAGS} and self.form.answers[FLAGS]:
            self._screen.notify(f"The red flags you marked are saved. {ONLY_FLAGS}")
            return
        self.state = self._state.save_begun()
        self._screen.run_worker(self._save(self.form), group="save")

    async def _save(self, form: Form) -> None:
        try:
            await self._save_and_leave(form)
        except AppError as error:
            await self._settle_drafts()
            where_answers_are = NO_DRAFT_SENTENCE if self._state.draft_failed else DRAFT_SENTENCE
            tell_failure(self._screen.app, error, where_answers_are)
        finally:
            self.state = self._state.save_over()

    async def _save_and_leave(self, filled_in: Form) -> None:
        with suppress(AppError):  # the save fails too, and tells of it with what the answers mean
            await self._services.journal_writer.refresh()
        if self._check_ins.gone(filled_in):
            self._detach(filled_in)
            return
        agreed = await self._agree(self._detach(filled_in))
        if agreed is None:
            return
        filled_in, form = agreed, self._check_ins.up_to_date(agreed)
        pending = self._check_ins.pending(form)
        confirmed = await self._confirm(pending)
        if confirmed is None:
            return
        if self._check_ins.gone(filled_in) or self._check_ins.up_to_date(filled_in) != form:
            await self._save_and_leave(filled_in)  # another window changed the entry meanwhile
            return
        entry, raised = confirmed.entry, confirmed.raised
        pending, today, now = pending.confirmed(entry, raised), self._services.today(), self._services.clock.now()
        writer, seen = self._services.journal_writer, confirmed.seen
        no_flags_saved = FIRST_SAVED if never_asked(self._services) else NO_FLAGS_SAVED
        try:
            saved = await writer.save_check_in(pending, today, now, seen_by_clinician=seen)
        except ChangedSince:  # by another window in this very moment
            await self._save_and_leave(filled_in)
            return
        self.release_draft(form)
        self.state = self._state.entry_saved()
        is_check_in = isinstance(saved.records[0], CheckIn)
        if is_check_in or self.form == filled_in:
            await self._replace(filled_in, entry)
        else:
            self._keep_draft()  # what was typed meanwhile is a check-in of its own
        first = _sentence(entry, other_day=entry.day != today) if is_check_in else f"{no_flags_saved} {ONLY_FLAGS}"
        keys = self._screen.with_keys(TAKES_BACK)
        sentence = saved_words(first, keys, mismatch(entry), certain=saved.certain)
        self._screen.post_message(CheckInSaved(entry, sentence))
        if raised.alarms and not seen:
            self._screen.post_message(RedFlagsRaised())

    async def _agree(self, form: Form) -> Form | None:
        """Ask whose answers count where another window has changed the same ones; None where the person goes back."""
        conflicts = self._check_ins.conflicts(form)
        if not conflicts:
            return form
        self.state = self._state.confirmation_asked()
        agreed = await agree(self._screen.app, form, conflicts)
        self.state = self._state.confirmation_given()
        if agreed is not None:
            self.state = self._state.answered(agreed)
        return agreed

    async def _confirm(self, pending: PendingCheckIn) -> Confirmed | None:
        self.state = self._state.confirmation_asked()
        confirmed = await confirm(self._screen.app, pending.entry, pending.raised)
        self.state = self._state.confirmation_given()
        return confirmed

    async def _replace(self, saved: Form, entry: CheckIn) -> None:
        form = self._state.form_after(saved, entry)
        if form is None:
            await self._screen.start_afresh()
        elif form != self.form:
            self.state = self._state.answered(form)
            self._screen.show_title()
            self._keep_draft()

    def _detach(self, form: Form) -> Form:
        """Return the form as one of its own if it can't be what it was (see `CheckInForms.set_apart`).

        The open form becomes that too.
        """
        detached = self._check_ins.set_apart(form)
        if detached.id != form.id and self._state.form is not None and self.form.id == form.id:
            self.release_draft(self.form)
            self.state = self._state.detached(detached)
            if not self._screen.gone:
                self._screen.show_title()
            self._keep_draft()
            if form.editing is not None:
                sentence = "What you typed is still in the form: Enter there saves it as a new entry."
                self._report_deletion(form, sentence)
        return detached

    def _report_deletion(self, form: Form, sentence: str) -> None:
        if form.editing is not None:
            self._screen.notify(f"{GONE.format(entry=entry_title(form.editing))} {sentence}", timeout=20)
