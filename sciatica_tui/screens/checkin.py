"""The check-in: one form in three depths, nothing preselected, kept while it is being filled in."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ..commands import Scope
from ..core import form as forms
from ..core import red_flags
from ..core.errors import AppError
from ..core.form import Drafts, Form
from ..core.measures import Depth
from ..core.overview import current_episode
from ..core.records import CheckIn, Episode, Medication, Record, RedFlagAnswer, Zone
from ..core.words import describe_checkin, long_day
from ..services import Services
from ..widgets.body_map import BodyMap, shades_of_zone
from ..widgets.depth_tabs import DepthTabs
from ..widgets.field import Field
from .dialogs import Answer, Ask
from .mode_screen import CheckInSaved, ModeScreen, bindings
from .questions import FLAGS, Questions

DRAFT = "checkin"


class CheckInScreen(ModeScreen):
    """Writes down how it is, today or on another day, or changes what was written."""

    MODE = "checkin"
    SCOPE = Scope.CHECKIN
    BINDINGS = bindings(Scope.CHECKIN)
    AUTO_FOCUS = ""

    box = getters.query_one("#form", VerticalScroll)
    hint = getters.query_one("#hint", Static)
    tabs = getters.query_one(DepthTabs)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._form: Form | None = None
        self._drafts: Drafts | None = None
        self._opening = asyncio.Lock()
        self._questions: Questions

    def body(self) -> ComposeResult:
        yield DepthTabs()
        yield VerticalScroll(id="form", classes="panel", can_focus=False)
        yield Static(id="hint")

    def show(self) -> None:
        """An untouched form is for the day it is now."""
        form = self._form
        if form is None or (form.empty and form.editing is None):
            self.run_worker(self.begin(), exclusive=True, group="begin")

    # Which form

    async def begin(
        self, day: date | None = None, entry: CheckIn | None = None, *, weekly: bool = False, ask: str = ""
    ) -> None:
        """A form for `entry`, for `day`, or the one left half filled; what is half filled elsewhere is kept.

        `ask` is the path of the question to begin with; the form is then at least as deep as that.
        """
        drafts, now, today = self.drafts, self.services.clock.now(), self.services.today()
        if entry is not None:
            form = drafts.of_entry(entry) or forms.edit(entry, self.services.journal.all(Medication), now)
        elif day is not None:
            form = drafts.of(day) or self._blank(day, now)
        else:
            form = drafts.latest() or drafts.of(today) or self._blank(today, now)
        await self._open(forms.deeper(form, Depth.WEEKLY if weekly else forms.depth_of(ask)) if weekly or ask else form)
        if ask:
            self._questions.asking(ask).focus()

    @property
    def drafts(self) -> Drafts:
        """The forms left half filled, read from their side file once."""
        if self._drafts is None:
            journal = self.services.journal
            self._drafts = forms.drafts_from(journal.load_draft(DRAFT), journal.all(CheckIn))
        return self._drafts

    def _blank(self, day: date, now: datetime) -> Form:
        depth = self._form.depth if self._form is not None and self._form.editing is None else Depth.QUICK
        return Form(self.services.stamp()["id"], day, now, depth)

    async def _open(self, form: Form) -> None:
        async with self._opening:
            await self._lay_out(form)

    async def _lay_out(self, form: Form) -> None:
        self._form = form
        journal = self.services.journal
        checkins = journal.all(CheckIn)
        self._questions = Questions(
            form,
            forms.earlier_answers(checkins, form.day - timedelta(1)),
            current_episode(journal.all(Episode)),
            checkins,
            journal.all(Medication),
            self.services.clock.monotonic,
        )
        async with self.batch():
            await self.box.remove_children()
            await self.box.mount(*self._questions.shown())
            if form.depth is Depth.QUICK:
                await self.box.mount(BodyMap(id="quick-map"))
                self._draw_zone()
        self.tabs.depth = form.depth
        self._title()
        self._questions.first().focus(scroll_visible=False)
        self.box.scroll_home(animate=False)

    def _title(self) -> None:
        form = self._form
        assert form is not None
        today = self.services.today()
        if form.editing is not None:
            at = form.editing.at
            time = f"{at:%H:%M}" if at is not None else "time unknown"
            title = f"Editing · {long_day(form.day)}, {time}"
        elif form.day == today:
            title = f"{long_day(form.day)}, today"
        else:
            title = f"{long_day(form.day)}, time unknown"
        self.box.border_title = Content(title)
        self.box.border_subtitle = "" if form.empty else "kept as a draft · Enter saves"

    # Answering

    @on(Field.Changed)
    async def _changed(self, event: Field.Changed) -> None:
        assert self._form is not None
        for path, value in self._questions.answers(event.field).items():
            self._form = self._form.answered(path, value)
        if event.field.name == forms.ACTIVITIES:
            await self._questions.rename(self.box, self._form)
        self._title()
        self._draw_zone()
        self._keep_draft()

    def _draw_zone(self) -> None:
        """In the short form the body stands below the questions: it shows the zone, and a click answers it."""
        assert self._form is not None
        zone = self._form.answers.get("zone")
        episode = current_episode(self.services.journal.all(Episode))
        for body in self.query(BodyMap):
            body.shades = shades_of_zone(Zone(zone) if zone else None, episode.side if episode is not None else None)

    @on(BodyMap.Chosen)
    def _zone_clicked(self, event: BodyMap.Chosen) -> None:
        self._questions.by_name("zone").answer(event.zone.value)

    def _keep_draft(self) -> None:
        assert self._form is not None
        self._set_drafts(self.drafts.with_form(self._form))

    def _set_drafts(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self.run_worker(self.services.keeper.draft(DRAFT, drafts.document()), group="draft")

    @on(Field.Done)
    def _done(self) -> None:
        self.action_move(1)

    def on_descendant_focus(self) -> None:
        if isinstance(self.focused, Field):
            self.hint.update(Content(self._questions.hint(self.focused)))

    def action_move(self, steps: int) -> None:
        """To the next question or the one before, stopping at the ends."""
        fields = self._questions.shown()
        here = next((n for n, f in enumerate(fields) if f is self.focused or f.has_focus_within), 0)
        fields[min(max(here + steps, 0), len(fields) - 1)].focus()

    def action_ends(self, last: bool) -> None:
        """To the last or the first question."""
        self._questions.shown()[-1 if last else 0].focus()

    def action_no_flags(self) -> None:
        """None of the red flags is new."""
        self.flags_answered(())

    def flags_answered(self, flags: tuple[str, ...]) -> None:
        """Take an answer to the red flags into the form."""
        self._questions.by_name(FLAGS).answer(flags)

    def action_copy(self) -> None:
        """Copy yesterday's answer to this question."""
        field = self.focused
        if not isinstance(field, Field) or field.yesterday is None:
            self.notify("Nothing was answered to this on the day before.", markup=False)
            return
        field.answer(field.yesterday, done=True)

    async def action_depth(self) -> None:
        """Quick, daily, weekly, and round again."""
        assert self._form is not None
        order = tuple(Depth)
        await self._set_depth(order[(order.index(self._form.depth) + 1) % len(order)])

    @on(DepthTabs.Chosen)
    async def _depth_chosen(self, event: DepthTabs.Chosen) -> None:
        await self._set_depth(event.depth)

    async def _set_depth(self, depth: Depth) -> None:
        assert self._form is not None
        await self._open(forms.at_depth(self._form, depth))

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
                "Clear this form?",
                "What is filled in here and not saved goes; saved entries stay as they are.",
                (Answer("y", "Yes, clear it", "yes"), Answer("n", "No, keep it", "no")),
            )
        )
        if answer == "yes":
            await self._start_afresh()

    async def _start_afresh(self) -> None:
        if self._form is not None:
            self._set_drafts(self.drafts.without(self._form))
        await self.begin(self.services.today())

    # Saving

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Keep the check-in, and with it what it raises and what was taken."""
        form = self._form
        if form is None or (form.empty and form.editing is None):
            self.notify("Nothing is answered yet, so there is nothing to save.", markup=False)
            return
        try:
            entry = form.checkin(self.services.stamp(), self.services.today(), self.services.clock.now())
            alarms = self._alarms(entry)
            confirmed = await self._confirm(alarms)
            if confirmed is None:
                return
            records, dropped = self._records(form, entry, alarms, seen=confirmed == "seen")
            saved = await self.services.keeper.save(f"check-in of {long_day(entry.day)}", *records, delete=dropped)
        except AppError as error:
            self.notify(f"{error} The form is kept.", severity="error", timeout=20, markup=False)
            return
        await self._start_afresh()
        certain = "" if saved.certain else " The disk has not yet confirmed it."
        sentence = f"Saved: {describe_checkin(entry)}.{certain} u takes it back."
        self.post_message(CheckInSaved(sentence, () if confirmed == "seen" else tuple(a.flag for a in alarms)))

    def _alarms(self, entry: CheckIn) -> tuple[red_flags.Alarm, ...]:
        journal = self.services.journal
        episode = current_episode(journal.all(Episode))
        return red_flags.alarms(entry, journal.all(CheckIn), journal.all(RedFlagAnswer), episode)

    async def _confirm(self, alarms: tuple[red_flags.Alarm, ...]) -> str | None:
        """Whether what would raise an alarm is right: `yes`, `seen` by a clinician already, or None to change it."""
        known = {flag for a in self.services.journal.all(RedFlagAnswer) if self._raised_before(a) for flag in a.flags}
        if all(alarm.flag in known for alarm in alarms):
            return "yes"
        answer: str | None = await self.app.push_screen_wait(
            Ask(
                "Is this right?",
                "\n".join(alarm.why for alarm in alarms) + "\n\nIf it is, a clinician should know soon.",
                (
                    Answer("y", "Yes, it is right", "yes"),
                    Answer("c", "Yes, and a clinician has already seen this", "seen"),
                    Answer("n", "No, I want to change the answer", "no"),
                ),
            )
        )
        return None if answer in (None, "no") else answer

    def _raised_before(self, answer: RedFlagAnswer) -> bool:
        return self._form is not None and answer.raised and answer.checkin == self._form.id

    def _records(
        self, form: Form, entry: CheckIn, alarms: tuple[red_flags.Alarm, ...], *, seen: bool
    ) -> tuple[list[Record], list[Record]]:
        journal, now, today = self.services.journal, self.services.clock.now(), self.services.today()
        records: list[Record] = [entry]
        answers = journal.all(RedFlagAnswer)
        known = {flag for a in answers if self._raised_before(a) for flag in a.flags}
        records += red_flags.raise_alarms(
            [a for a in alarms if a.flag not in known], entry, today, now, seen, self.services.stamp
        )
        wanted = form.answers.get(forms.MEDICATION) or ()
        taken, dropped = forms.medication_changes(
            form, entry, journal.all(Medication), (self.services.stamp() for _ in wanted)
        )
        episode = forms.renamed_activities(form, current_episode(journal.all(Episode)))
        records += [*taken, *([episode] if episode is not None else [])]
        return records, [*dropped, *red_flags.withdrawn(entry, alarms, answers)]
