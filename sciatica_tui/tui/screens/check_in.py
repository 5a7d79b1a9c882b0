"""The check-in: one form in three depths, nothing preselected, kept while it is being filled in."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from ...domain.check_in import form as forms
from ...domain.check_in.form import Drafts, Form
from ...domain.errors import AppError
from ...domain.measures.questions import Depth
from ...domain.record_text import describe_checkin
from ...domain.records import CheckIn, Medication, Zone
from ...domain.text.dates import long_day, short_day
from ...domain.text.grammar import count, cut
from ...services.check_ins import CheckInService, PendingCheckIn
from ...services.commands import Scope
from ...services.container import Services
from ..bindings import bindings
from ..key_queue import KEY_WAIT_TIMEOUT
from ..messages import CheckInSaved
from ..widgets.body_map import BodyMap, shades_of_zone
from ..widgets.choice_line import ChoiceLine
from ..widgets.fields.field import Field
from ..widgets.fields.tags_field import TagsField
from ..widgets.form_scroll import FormScroll
from .check_in_fields import FLAGS, Questions
from .dialogs import Answer, Ask
from .form_navigation import Moving, moving_keys
from .mode_screen import TAKES_BACK, ModeScreen
from .red_flags import Confirmed, confirm

SLOW = 0.3
"""Seconds of a save for which keys wait."""

SAVED_WORDS = 200
"""Characters of an entry that the word of its saving names; a note can be a page long."""

KEPT = "The form is kept."
NOT_KEPT = "The form stays on the screen, but would be lost if the app were closed."


class CheckInScreen(Moving, ModeScreen):
    """Writes down how it is, today or on another day, or changes what was written."""

    MODE = "checkin"
    DIGITS_ANSWER = True
    SCOPE = Scope.CHECKIN
    BINDINGS = bindings(Scope.CHECKIN)
    AUTO_FOCUS = ""

    box = getters.query_one("#form", VerticalScroll)
    hint = getters.query_one("#hint", Static)
    tabs = getters.query_one(ChoiceLine)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._check_ins = CheckInService(services)
        self._form: Form | None = None
        self._opening = asyncio.Lock()
        self._opened_on: date | None = None
        self._questions: Questions
        self._left: Field[Any] | None = None
        self._ready = False
        """Whether the form is laid out."""
        self._saving = False
        self._saved = False
        """Whether the form was saved just now, and the screen is about to give way."""
        self._at_rest = asyncio.Event()
        """Set while no save is under way, or the one there is waits for the person."""
        self._at_rest.set()
        self._draft_failed = False
        self._left_behind = False
        """Whether the form is an edit of another day: what is typed now is not meant for it."""

    def body(self) -> ComposeResult:
        yield ChoiceLine(*(depth.name.capitalize() for depth in Depth))
        yield FormScroll(id="form", classes="panel")
        yield Static(id="hint")

    def show(self) -> None:
        """Begin where there is no form yet, or none that still holds."""
        if self._stale():
            self._ready = False
            self.run_worker(self._begin_if_stale(), group="begin")

    def heed_journal(self) -> None:
        """Another window may have saved the form that both took up, or deleted the entry that this one changes."""
        if self._form is not None and not self._saving:
            if self._check_ins.gone(self._form):
                self._take_typed()
            self._set_apart(self._form)

    def on_screen_resume(self) -> None:
        """An edit left on another day waits for its entry."""
        self._saved = False
        form = self._form
        self._left_behind = form is not None and form.editing is not None and self._opened_on != self.services.today()
        if self._left_behind:
            self.show()

    @property
    def takes_keys(self) -> bool:
        """False while a form is laid out or saved: what is typed meanwhile is meant for what comes then."""
        return self._ready and not self._saving and not self._saved

    @property
    def patience(self) -> float:
        """A disk that takes longer over a save does not keep the person from going on with the form."""
        return KEY_WAIT_TIMEOUT if not self._ready else SLOW

    def _stale(self) -> bool:
        """Whether the form is an untouched one for a day that has ended since, an unchanged one of an entry that is
        gone, an edit left behind on another day, or was saved by another window as it is."""
        form = self._form
        if form is None:
            return True
        if form.editing is not None:
            return self._left_behind or (self._check_ins.gone(form) and not form.worth_keeping)
        if not self._saving and (now := self._check_ins.up_to_date(form)).editing is not None:
            return not now.changed
        return form.empty and form.day == self._opened_on and form.day != self.services.today()

    async def _begin_if_stale(self) -> None:
        async with self._opening:
            if self._stale():
                if self._form is not None and self._check_ins.gone(self._form):
                    self._say_gone(self._form, "Its editing has ended; this is another form.")
                await self._lay_out(self._form_for(None, None))
            else:
                self._laid_out()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be done with a form before it is there."""
        return self._form is not None or not hasattr(self, f"action_{action}")

    def _laid_out(self) -> None:
        self._ready = True

    # Which form

    async def begin(
        self, day: date | None = None, entry: CheckIn | None = None, *, weekly: bool = False, ask: str = ""
    ) -> None:
        """A form for `entry`, for `day`, or the one left half filled; what is half filled elsewhere is kept.

        `weekly` begins with the first weekly question that is open, `ask` with the question of that path; the form is
        then at least as deep as that.
        """
        async with self._opening:
            self._take_typed()
            form = self._form_for(day, entry)
            least = Depth.WEEKLY if weekly else forms.depth_of(ask) if ask else form.depth
            await self._lay_out(forms.deeper(form, least))
            if ask:
                self._questions.asking(ask).focus()
            elif weekly:
                self._questions.first_open(Depth.WEEKLY).focus()

    def _form_for(self, day: date | None, entry: CheckIn | None) -> Form:
        drafts, today = self._drafts(), self.services.today()
        if entry is not None:
            return drafts.of_entry(entry) or self._check_ins.edit(entry)
        if day is not None:
            return drafts.of(day) or self._blank(day)
        unfinished = drafts.unfinished()
        if unfinished is not None and (self._form is None or self._form.editing is not None):
            self.notify(
                f"The change of {_title_of(unfinished)} was left half done; "
                f"{self.with_keys('{history.edit}')} on that entry in History goes on with it.",
                timeout=10,
                markup=False,
            )
        latest = drafts.latest()
        if latest is not None:
            if self._form is None and latest.day != today:
                self.notify(
                    f"The form of {long_day(latest.day)} was left half filled; Enter saves it for that day, "
                    f"{self.with_keys('{checkin.forward}')} goes on.",
                    timeout=10,
                    markup=False,
                )
            return latest
        return drafts.of(today) or self._blank(today)

    def _drafts(self) -> Drafts:
        try:
            return self._check_ins.drafts()
        except AppError as error:
            self._say_error(f"{error} A form left half filled can't be shown.")
            return Drafts()

    def _blank(self, day: date) -> Form:
        depth = self._form.depth if self._form is not None and self._form.editing is None else Depth.QUICK
        return self._check_ins.blank(day, depth)

    async def _lay_out(self, form: Form) -> None:
        self._ready = False
        here = self._here().name if self._form is not None and self._form.id == form.id else None
        self._form = form
        self._opened_on = self.services.today()
        self._left_behind = False
        journal = self.services.journal
        checkins = journal.all(CheckIn)
        self._questions = Questions(
            form,
            forms.earlier_answers(checkins, form.day - timedelta(1)),
            self._check_ins.episode(),
            checkins,
            journal.all(Medication),
            self.services.clock.monotonic,
            "yesterday" if form.day == self._opened_on else short_day(form.day - timedelta(1))[:3],
        )
        async with self.batch():
            await self.box.remove_children()
            if self.gone:
                return
            await self.box.mount(*self._questions.shown())
            if form.depth is Depth.QUICK:
                await self.box.mount(BodyMap(id="quick-map"))
                self._draw_zone()
        self.tabs.current = tuple(Depth).index(form.depth)
        self._title()
        self._left = None
        if here is not None and here in {field.name for field in self._questions.shown()}:
            self._questions.by_name(here).focus()
        else:
            self._questions.first().focus(scroll_visible=False)
            self.box.scroll_home(animate=False)
        self.app.call_later(self._laid_out)  # behind the focus, which comes to pass by the app's queue too

    def _title(self) -> None:
        form = self._form
        assert form is not None
        today = self.services.today()
        if form.editing is not None:
            title = f"Editing · {_title_of(form.editing)}"
        elif form.day == today:
            title = f"{long_day(form.day)}, today"
        else:
            title = f"{long_day(form.day)}, time unknown"
        there = sum(each.day == form.day for each in self.services.journal.all(CheckIn))
        if there and form.editing is None:
            title += f" · {count(there, 'entry', 'entries')} already"
        self.box.border_title = Content(title)
        self._say_whether_kept()

    def _say_whether_kept(self) -> None:
        if self._form is not None and not self.gone:
            kept = "not on the disk yet" if self._draft_failed else "kept as a draft"
            self.box.border_subtitle = "" if self._form.empty else f"{kept} · Enter saves"

    # Answering

    def on_key(self, event: Key) -> None:
        """Digits answer here: one that the question has no use for does not leave the form for another mode."""
        if self.focused is not None and event.character and event.character.isdecimal():
            event.stop()

    @on(Field.Changed)
    async def _changed(self, event: Field.Changed) -> None:
        if event.field not in self._questions.shown():
            return
        self._take(event.field)
        if event.field.name == forms.ACTIVITIES:
            assert self._form is not None
            await self._questions.rename(self.box, self._form)

    def _take(self, field: Field[Any]) -> None:
        """Take what a field says into the form, and keep that as a draft."""
        form = self._form
        assert form is not None
        for path, value in self._questions.answers(field).items():
            form = form.answered(path, value)
        if form != self._form:
            self._form = form
            self._title()
            self._draw_zone()
            self._keep_draft()

    def _take_typed(self) -> None:
        """Take a word that is typed and not yet confirmed: whatever comes next, it is meant."""
        for tags in self.query(TagsField):
            if tags.take_typed() and tags in self._questions.shown():
                self._take(tags)

    async def flush_pending(self) -> None:
        self._take_typed()
        await self._at_rest.wait()

    def _draw_zone(self) -> None:
        """In the short form the body stands below the questions: it shows the zone, and a click answers it."""
        assert self._form is not None
        zone = self._form.answers.get("zone")
        episode = self._check_ins.episode()
        for body in self.query(BodyMap):
            body.shades = shades_of_zone(Zone(zone) if zone else None, episode.side if episode is not None else None)

    @on(BodyMap.Chosen)
    def _zone_clicked(self, event: BodyMap.Chosen) -> None:
        self._questions.by_name("zone").answer(event.zone.value)

    def _keep_draft(self) -> None:
        form = self._form
        assert form is not None
        self._check_ins.keep(form)
        self._write_draft()

    def _let_draft_go(self, form: Form) -> None:
        self._check_ins.release(form)
        self._write_draft()

    @work(group="draft")
    async def _write_draft(self) -> None:
        news = await self._settled()
        if news is not None and not self._saving:  # a save that fails says it itself
            self._say_error(f"{news} {NOT_KEPT}")

    async def _settled(self) -> AppError | None:
        """Write the draft; what kept it from being written, where that is news."""
        failed = None
        try:
            await self.services.journal_writer.settle()
        except AppError as error:
            failed = error
        news = None if self._draft_failed else failed
        self._draft_failed = failed is not None
        self._say_whether_kept()
        return news

    def _say_error(self, sentence: str) -> None:
        self.notify(sentence, severity="error", timeout=20, markup=False)

    @on(Field.Done)
    def _done(self) -> None:
        self.action_move(1)

    def on_descendant_focus(self) -> None:
        if self._form is not None:
            self._left = self._here()
            self.hint.update(Content(self._questions.hint(self._left)))

    def _here(self) -> Field[Any]:
        """The question with the focus, else the one that had it last."""
        fields = self._questions.shown()
        focused = next((f for f in fields if f is self.focused or f.has_focus_within), None)
        if focused is not None:
            return focused
        return self._left if self._left in fields else self._questions.first()

    def action_move(self, steps: int) -> None:
        """To the next question or the one before, stopping at the ends."""
        fields = self._questions.shown()
        here = fields.index(self._here())
        self._move_to(fields[min(max(here + steps, 0), len(fields) - 1)])

    def action_ends(self, last: bool) -> None:
        """To the last or the first question."""
        self._move_to(self._questions.shown()[-1 if last else 0])

    def _move_to(self, field: Field[Any]) -> None:
        self.move_to(field, moving_keys(self.SCOPE, self.services.settings.keys))

    def action_no_flags(self) -> None:
        """None of the red flags is new."""
        self.flags_answered(())

    def flags_answered(self, flags: tuple[str, ...]) -> None:
        """Take an answer to the red flags into the form."""
        self._questions.by_name(FLAGS).answer(flags)

    def flags_cleared(self) -> None:
        """What was marked was a mistake: the question is open again."""
        question = self._questions.by_name(FLAGS)
        if question.value:
            question.answer(None)

    def action_copy(self) -> None:
        """Copy yesterday's answer to this question."""
        field = self._here()
        if field.yesterday is None:
            self.notify("Nothing was answered to this on the day before.", markup=False)
            return
        field.answer(field.yesterday, final=True)

    async def action_depth(self) -> None:
        """Quick, daily, weekly, and round again."""
        assert self._form is not None
        order = tuple(Depth)
        await self._set_depth(order[(order.index(self._form.depth) + 1) % len(order)])

    @on(ChoiceLine.Chosen)
    async def _depth_chosen(self, event: ChoiceLine.Chosen) -> None:
        await self._set_depth(tuple(Depth)[event.number])

    async def _set_depth(self, depth: Depth) -> None:
        async with self._opening:
            self._take_typed()
            if self._form is not None:
                await self._lay_out(forms.at_depth(self._form, depth))

    async def action_day(self, days: int) -> None:
        """Fill in another day; a form begun for this one waits as its draft."""
        form = self._form
        assert form is not None
        day = form.day + timedelta(days)
        if form.editing is None and day <= self.services.today():
            await self.begin(day)

    @work(exclusive=True, group="clear")
    async def action_clear(self) -> None:
        """Ask, then start afresh; an edited entry stays as it was."""
        if self._form is None or (self._form.empty and self._form.editing is None):
            return
        answer = await self.app.push_screen_wait(
            Ask(
                "Let the changes go?",
                f"The entry of {_title_of(self._form.editing)} stays as it was saved.",
                (Answer("y", "Yes, let them go", "yes"), Answer("n", "No, go on", "no")),
            )
            if self._form.editing is not None
            else Ask(
                "Clear this form?",
                "What is filled in here and not saved goes; saved entries stay as they are.",
                (Answer("y", "Yes, clear it", "yes"), Answer("n", "No, keep it", "no")),
            )
        )
        if answer == "yes" and self._form is not None:
            self._let_draft_go(self._form)
            await self._start_afresh()

    async def _start_afresh(self) -> None:
        async with self._opening:
            await self._lay_out(self._form_for(self.services.today(), None))

    # Saving

    def action_save(self) -> None:
        """Keep the check-in, and with it what it raises and what was taken."""
        if self._form is None or self._saving:
            return
        self._take_typed()
        if self._form.empty and self._form.editing is None:
            self.notify("Nothing is answered yet, so there is nothing to save.", markup=False)
            return
        self._saving = True
        self._at_rest.clear()
        self._save(self._form)

    @work(group="save")
    async def _save(self, form: Form) -> None:
        try:
            await self._save_and_tell(form)
        except AppError as error:
            await self._settled()
            self._say_error(f"{error} {NOT_KEPT if self._draft_failed else KEPT}")
        finally:
            self._saving = False
            self._at_rest.set()

    async def _save_and_tell(self, filled_in: Form) -> None:
        await self.services.journal_writer.refresh()
        if self._check_ins.gone(filled_in):
            self._set_apart(filled_in)
            return
        filled_in = self._set_apart(filled_in)
        form = self._check_ins.up_to_date(filled_in)
        pending = self._check_ins.pending(form)
        confirmed = await self._confirm(pending)
        if confirmed is None:
            return
        if (
            self._check_ins.gone(filled_in) or self._check_ins.up_to_date(filled_in) != form
        ):  # by another window, meanwhile
            await self._save_and_tell(filled_in)
            return
        entry, raised = confirmed.entry, confirmed.raised
        saved = await self.services.journal_writer.save_check_in(
            pending.confirmed(entry, raised),
            self.services.today(),
            self.services.clock.now(),
            seen_by_clinician=confirmed.seen,
        )
        self._let_draft_go(form)
        self._at_rest.set()
        self._saved = True
        await self._leave(filled_in, entry)
        certain = "" if saved.certain else " The disk has not yet confirmed it."
        sentence = f"Saved: {cut(describe_checkin(entry), SAVED_WORDS)}.{certain} {self.with_keys(TAKES_BACK)}"
        sentence = f"{sentence} {forms.doubt(entry)}".strip()
        flags = () if confirmed.seen else tuple(alarm.flag for alarm in raised.alarms)
        self.post_message(CheckInSaved(entry, sentence, flags))

    async def _confirm(self, pending: PendingCheckIn) -> Confirmed | None:
        self._at_rest.set()
        confirmed = await confirm(self.app, pending.entry, pending.raised)
        self._at_rest.clear()
        return confirmed

    async def _leave(self, saved: Form, entry: CheckIn) -> None:
        """A new form; but what was typed while the disk was busy becomes a change of the entry."""
        form = self._form
        if form is None or form == saved:
            await self._start_afresh()
        elif form.id == saved.id:
            self._form = replace(form, editing=entry, before=saved.answers)
            self._title()
            self._keep_draft()

    def _set_apart(self, form: Form) -> Form:
        """The form as one of its own, should it be no longer what it was (see the desk); the one shown likewise."""
        apart = self._check_ins.set_apart(form)
        if apart.id != form.id and self._form is not None and self._form.id == form.id:
            self._let_draft_go(self._form)
            self._form = replace(self._form, id=apart.id, editing=apart.editing, before=apart.before)
            if not self.gone:
                self._title()
            self._keep_draft()
            if form.editing is not None:
                self._say_gone(form, "What you typed is kept in the form: Enter there saves it as a new entry.")
        return apart

    def _say_gone(self, form: Form, then: str) -> None:
        if form.editing is not None:
            title = _title_of(form.editing)
            self.notify(f"The entry of {title} is gone: deleted or taken back. {then}", timeout=20, markup=False)


def _title_of(entry: CheckIn) -> str:
    """The day and the time of an entry."""
    return f"{long_day(entry.day)}, {f'{entry.at:%H:%M}' if entry.at is not None else 'time unknown'}"
