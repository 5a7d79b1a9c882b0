"""The check-in form in its three depths: nothing is preselected, and it is kept while it is being filled in."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

from textual import on

from ...domain.charts.pain_map import usual_side
from ...domain.check_in import form as forms
from ...domain.check_in.form import Form
from ...domain.check_in.form_text import form_title
from ...domain.measures.questions import Depth
from ...domain.records import CheckIn, Episode
from ...services.container import Services
from ..controllers.check_in_form import CheckInFormController
from ..exclusive_workers import one_at_a_time
from ..key_queue import KEY_WAIT_TIMEOUT
from ..widgets.choice_line import ChoiceLine
from ..widgets.fields.field import Field
from .check_in_fields import FLAGS
from .check_in_form import CheckInForm
from .check_in_overview import entries_before
from .check_in_questions import CheckInQuestions

SAVE_KEY_WAIT = 0.3
"""Seconds of a save for which keys wait."""

ANSWER_UNDONE = "Undone: your last answer in this form."
NOTHING_TO_UNDO = "Nothing to undo in this form. Undo saved entries on any other screen."


class CheckInScreen(CheckInQuestions):
    """Writes down how it is, today or on another day, or changes what was written."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._controller = CheckInFormController(self, services)
        self._opening = asyncio.Lock()

    @property
    def form(self) -> Form | None:
        """The open form; None before the first."""
        return self._controller.state.form

    def show(self) -> None:
        """Open another form if the one there is stale, unless one is opened anyway; else count the entries anew."""
        if not self.is_awaited and self._controller.is_stale():
            self._controller.state = self._controller.state.awaiting_layout()
            self.run_worker(self._replace_if_stale(), group="begin")
        elif self._controller.state.laid_out:
            self.show_title()

    def heed_journal(self) -> None:
        shows = self.app.current_mode == "form"
        self._controller.handle_journal_change(shows=shows)
        if shows and self._controller.join_saved_entry():
            self.run_worker(self._set_depth(self._controller.form.depth), group="begin")  # what came from there shows

    def on_screen_resume(self) -> None:
        self._controller.handle_journal_change(shows=True)
        self._controller.state = self._controller.state.resumed(self.services.today())
        if self._controller.state.left_behind:
            self.show()

    @property
    def takes_keys(self) -> bool:
        """False while a form is laid out or saved: what is typed meanwhile is meant for what comes then."""
        return self._controller.state.takes_keys

    @property
    def patience(self) -> float:
        """A disk that takes longer over a save does not keep the person from going on with the form."""
        return SAVE_KEY_WAIT if self._controller.state.laid_out else KEY_WAIT_TIMEOUT

    async def _replace_if_stale(self) -> None:
        async with self._opening:
            if self._controller.is_stale():
                await self._lay_out(self._controller.successor())
            else:
                self._controller.take_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be had: none of the form's own before there is a form."""
        has_form = self.form is not None or not hasattr(self, f"action_{action}")
        return has_form and super().check_action(action, parameters)

    # Which form

    async def begin(
        self, day: date | None = None, entry: CheckIn | None = None, *, weekly: bool = False, ask: str = ""
    ) -> None:
        """Open the form for `entry`, for `day`, or the one left half filled; what is half filled elsewhere is kept.

        `weekly` begins with the first of the weekly tests that is open, `ask` with the question of that path. A form
        that was left in the weekly tests shows these again only if they are wanted: digits typed at once are the pain.
        """
        async with self._opening:
            self._controller.handle_journal_change(shows=True)
            self.take_typed_words()
            form = self._controller.form_for(day, entry)
            wanted = Depth.WEEKLY if weekly else forms.depth_of(ask) if ask else Depth.QUICK
            if entry is None:
                form = forms.at_depth(form, forms.depth_for(form, wanted))
            await self._lay_out(form, None if form.editing is not None and not (weekly or ask) else ask)

    async def start_afresh(self) -> None:
        """Open the form of today, in place of one that was saved or cleared."""
        async with self._opening:
            await self._lay_out(self._controller.form_for(self.services.today(), None))

    async def _lay_out(self, form: Form, path: str | None = None) -> None:
        """Show a form at the question of a path, else where it opens; with None an open one stays where it is."""
        if path is None:
            path = self.box.current_field.name if self.form is not None and self.form.id == form.id else None
        self._controller.state = self._controller.state.opened(form, self.services.today())
        with self.app.batch_update():
            self.set_visible(visible=True)
            await self.box.lay_out(self._controller.questions(), form, path or "")
            if self.gone:
                return
            self.is_awaited = False
            self.show_depth(form.depth)
            self.show_title()
            self.show_hint()
        self.app.call_later(self._controller.take_keys)  # behind the focus, which comes to pass by the app's queue too

    def show_title(self) -> None:
        """Name the day, or the entry that is changed, above the form."""
        form, checkins = self._controller.form, self.services.journal.all(CheckIn)
        self.show_offers()
        day_ends, counted = self.services.config.times.boundary, () if self.box.tests else checkins
        self.box.title = form_title(form, counted, self.services.today(), day_ends=day_ends)
        self.show_draft_state()
        self.show_overview()

    def show_overview(self) -> None:
        """Draw beside the form where it hurts and what is open, and below it what was written down before."""
        form, checkins = self._controller.form, self.services.journal.all(CheckIn)
        self.box.show_progress()
        self.beside.draw(form, self.box, checkins, usual_side(checkins, self.services.journal.all(Episode)))
        self.beside.draw_also(self.near_map)
        self.before.show(entries_before(form, checkins), self.services.today())

    def show_draft_state(self) -> None:
        """Say below a form how many questions are open, whether what was changed is on the disk, and what saves it."""
        if self.form is not None and not self.gone:
            draft = "not on the disk yet" if self._controller.state.draft_failed else "kept as a draft"
            saving = f"{draft} · {self.save_key} saves" if self.form.changed else ""
            self.box.border_subtitle = " · ".join(filter(None, (self.box.open_words, saving)))

    # Answering

    @on(Field.Changed)
    async def _field_changed(self, event: Field.Changed) -> None:
        if event.field not in self.box.fields:
            return
        self._take(event.field)
        if event.field.name == forms.ACTIVITIES and self.box.questions is not None:
            await self.box.questions.rename(self.box, self._controller.form)
            self.show_offers()

    def _take(self, field: Field[Any]) -> None:
        questions = self.box.questions
        if questions is not None:
            self._controller.answer(questions.answers(field))

    def take_typed_words(self) -> None:
        """Take the words that are typed and not yet confirmed: whatever comes next, they are meant."""
        for box in self.query(CheckInForm):
            for field in box.unconfirmed_words():
                self._take(field)

    async def flush_pending(self) -> bool:
        self.take_typed_words()
        await self._controller.write_over()
        return True

    async def undo_answer(self) -> None:
        """Undo the last answer of the form; nothing outside the form."""
        async with self._opening:
            self.take_typed_words()
            path = self._controller.undo_answer()
            if path is None:
                self.notify(NOTHING_TO_UNDO)
                return
            await self._lay_out(self._controller.form, path or None)
            if not self.gone:
                self.notify(ANSWER_UNDONE)

    @property
    def _can_undo(self) -> bool:
        return bool(self._controller.state.earlier)

    def flags_answered(self, flags: tuple[str, ...] | None) -> None:
        """Put an answer to the red flags into the form, or with None take it out."""
        if self.box.tests:
            self._controller.answer({FLAGS: flags and list(flags)})
        else:
            self.box.field(FLAGS).answer(flags)

    def flags_cleared(self) -> None:
        """Make the question open again: what was marked was a mistake."""
        if self._controller.form.answers.get(FLAGS):
            self.flags_answered(None)

    async def action_depth(self) -> None:
        """Ask more or less: from quick to daily, from anywhere else to quick or daily."""
        depth = Depth.QUICK if self._controller.form.depth is Depth.DAILY else Depth.DAILY
        await self._set_depth(depth)

    async def action_weekly(self) -> None:
        """Show the weekly tests."""
        await self._set_depth(Depth.WEEKLY)

    @on(ChoiceLine.Chosen)
    async def _depth_chosen(self, event: ChoiceLine.Chosen) -> None:
        await self._set_depth(tuple(Depth)[event.number])

    async def _set_depth(self, depth: Depth) -> None:
        async with self._opening:
            self.take_typed_words()
            if self.form is not None:
                await self._lay_out(forms.at_depth(self.form, depth))

    async def action_day(self, days: int) -> None:
        """Fill in another day; a form begun for this one waits as its draft."""
        day = self._controller.form.day + timedelta(days)
        if self._controller.form.editing is None and day <= self.services.today():
            await self.begin(day)

    @one_at_a_time("clear")
    async def action_clear(self) -> None:
        """Ask, then start afresh; an edited entry stays as it was."""
        if self.form is not None and await self._controller.clear():
            await self.start_afresh()

    async def action_leave(self) -> None:
        """Go back; of an entry that was changed, say what becomes of the change."""
        self.take_typed_words()
        await self.run_action("app.leave")
        self._controller.tell_of_kept_change()

    def action_save(self) -> None:
        """Save the check-in, and with it the red flags that it raises and the medication that was taken."""
        self._controller.save()
