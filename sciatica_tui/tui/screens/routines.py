"""Routines: the list for the phase, then all, then the person's own; how each is done; Enter starts."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import msgspec
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ...domain.errors import AppError
from ...domain.records import Precaution, Record, Routine
from ...domain.routines import safety, setbacks
from ...domain.routines.catalogue import BY_NAME, EXERCISES, OWN_LIMITS, Guided, all_routines, copy_name, title_of
from ...domain.routines.session_plan import Kind, total_seconds
from ...domain.routines.timer_view import length_text
from ...services.commands import Scope
from ...services.records_snapshot import snapshot_of
from ..bindings import bindings
from ..messages import SessionWanted, SettingWanted
from ..widgets.options import Options
from .dialogs import Answer, Ask
from .mode_screen import BRINGS_BACK, ModeScreen
from .routine_editor import NEW_STEP, Edited, RoutineEditor, step_words
from .session_questions import precautions_screen

NARROW = 76
"""Columns below which list and text don't fit side by side."""
ASIDE_OF_TEXT = 2
"""Columns of the text's scroll bar and of the gap before it."""

EMPTY = Guided("", "", Kind.OWN, (NEW_STEP,), OWN_LIMITS)


class RoutinesScreen(ModeScreen):
    """The list at the left, how it is done at the right."""

    MODE = "routines"
    SCOPE = Scope.ROUTINES
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.ROUTINES),
        Binding("j", "step(1)", show=False),
        Binding("k", "step(-1)", show=False),
        Binding("g", "ends(False)", show=False),
        Binding("G", "ends(True)", show=False),
    ]
    AUTO_FOCUS = "OptionList"

    routine_list = getters.query_one("#routines", OptionList)
    how = getters.query_one("#how", VerticalScroll)
    text = getters.query_one("#how-text", Static)

    _routines: tuple[Guided, ...] = ()
    _marked: Guided | None = None
    _changes_at: datetime | None = None

    def body(self) -> ComposeResult:
        with Horizontal(id="routine-columns"):
            yield Options(id="routines", classes="panel", compact=True)
            with VerticalScroll(id="how", classes="panel"):
                yield Static(id="how-text")

    def on_resize(self, event: Resize) -> None:
        """In a narrow window the list stands above its text."""
        self.query_one("#routine-columns").set_class(event.size.width < NARROW, "-stacked")
        self.call_after_refresh(self._tell)

    def refresh_if_stale(self) -> None:
        """Draw anew also when the time has come that something is allowed again."""
        if self._changes_at is not None and self.services.clock.now() >= self._changes_at:
            self._shown = None
        super().refresh_if_stale()

    def show(self) -> None:
        """List what there is now, and what may be done when."""
        self._routines = all_routines(self.services.journal.all(Routine))
        known, today, now = snapshot_of(self.services.journal), self.services.today(), self.services.clock.now()
        self._known = known
        offered = safety.offered(known, self._routines, today)
        self._permitted = {_key(r): safety.permission(r, known, now, today) for r in self._routines}
        again = [p.again_at for p in self._permitted.values() if p.again_at is not None]
        self._changes_at = min(again, default=None)
        first = tuple(routine for routine in offered if routine.own is None)
        title = "For today" if safety.checked_in(known, today) else "No check-in yet: only the gentlest"
        sections = (
            (title, first),
            ("All", tuple(r for r in self._routines if r.own is None and r not in first)),
            ("Your own", tuple(r for r in self._routines if r.own is not None)),
        )
        here = self.current()
        self.routine_list.border_title = "Routines"
        self.routine_list.clear_options()
        self._marked = None
        for heading, routines in sections:
            if routines:
                self.routine_list.add_option(Option(Content.styled(heading, "bold"), disabled=True))
                self.routine_list.add_options([self._option(routine) for routine in routines])
        self._mark(_key(here) if here is not None else _key(first[0]))

    def _option(self, routine: Guided) -> Option:
        return Option(self._row(routine), id=_key(routine))

    def _row(self, routine: Guided, mark: str = " ") -> Content:
        permitted = self._permitted[_key(routine)]
        aside = length_text(round(total_seconds(routine.plan)))
        if not permitted.allowed:
            aside = f"again {permitted.again_at:%H:%M}" if permitted.again_at is not None else "not now"
        elif permitted.left_out:
            aside = f"{len(permitted.left_out)} left out"
        changed = " *" if routine.adjusted else ""
        name = Content(f"{routine.title}").truncate(24 - len(changed), ellipsis=True) + Content(changed)
        room = " " * (24 - name.cell_length)
        return Content.assemble(f"{mark} ", name, room, (f"{aside:>11}", "$foreground 65%"))

    def _mark(self, key: str) -> None:
        """Put the mark on a routine, or on the first where it is gone."""
        places = [place for place, option in enumerate(self.routine_list.options) if option.id == key]
        self.routine_list.highlighted = places[0] if places else 1

    def current(self) -> Guided | None:
        """The routine under the mark."""
        option = self.routine_list.highlighted_option
        return next((r for r in self._routines if option is not None and _key(r) == option.id), None)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        routine = self.current()
        if routine is not None:
            if self._marked is not None:
                self.routine_list.replace_option_prompt(_key(self._marked), self._row(self._marked))
            self.routine_list.replace_option_prompt(_key(routine), self._row(routine, "›"))
            self._marked = routine
            self.how.border_title = Content(routine.title)
            self._tell()
            self.how.scroll_home(animate=False)

    def _tell(self) -> None:
        """All about the marked routine; its drawing where that fits."""
        routine = self._marked
        if routine is not None:
            width = self.how.content_size.width - ASIDE_OF_TEXT
            self.text.update(how_to(routine, self._permitted[_key(routine)], self._asides(routine), width))

    def _asides(self, routine: Guided) -> list[str]:
        """What is said of its exercises that are out, one line each."""
        today = self.services.today()
        lines = []
        for name in routine.exercises:
            if setbacks.is_set_aside(name, self._known):
                lines.append(f"{title_of(name)} is set aside. x: I have asked someone.")
            elif setbacks.is_stopped_today(name, self._known, today):
                lines.append(f"{title_of(name)} is out for today: it got worse.")
        return lines

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_start()

    def action_start(self) -> None:
        """Start the marked routine."""
        routine = self.current()
        if routine is not None:
            self.post_message(SessionWanted(routine))

    def action_step(self, steps: int) -> None:
        """One routine up or down."""
        if steps > 0:
            self.routine_list.action_cursor_down()
        else:
            self.routine_list.action_cursor_up()

    def action_ends(self, last: bool) -> None:
        """To the last or the first."""
        if last:
            self.routine_list.action_last()
        else:
            self.routine_list.action_first()

    def action_cues(self) -> None:
        """Which cues are on, and how they sound: in the settings."""
        self.post_message(SettingWanted("cues.bell"))

    # Changing routines

    def _editor(self, routine: Guided, title: str) -> RoutineEditor:
        return RoutineEditor(routine, self._routines, title, self.services.settings.keys)

    @work(group="edit", exclusive=True)
    async def action_edit(self) -> None:
        """Change the marked routine: its times and repetitions, or everything where it is the person's own."""
        routine = self.current()
        if routine is None:
            return
        if routine.kind is Kind.TEST:
            self.notify("A test is done the same way each time, so that results compare.", markup=False)
            return
        edited = await self.app.push_screen_wait(self._editor(routine, f"Change: {routine.title}"))
        if edited is None:
            return
        if routine.own is not None:
            old = self.services.journal.get(Routine, routine.own)
            await self._keep_own(edited, old)
        else:
            await self._adjust(routine, edited)

    async def _adjust(self, routine: Guided, edited: Edited) -> None:
        """Keep the person's numbers for one of ours, or let go of them."""
        records = [r for r in self.services.journal.all(Routine) if r.adjusts == routine.name]
        what = f"times of {routine.title}"
        if edited.steps is None:
            if records:
                await self._save(what, delete=records)
            return
        if records:
            await self._save(what, msgspec.structs.replace(records[-1], steps=edited.steps), delete=records[:-1])
            return
        stamp, today = self.services.stamp(), self.services.today()
        record = Routine(**stamp, day=today, name=routine.title, adjusts=routine.name, steps=edited.steps)
        await self._save(what, record)

    @work(group="edit", exclusive=True)
    async def action_new(self) -> None:
        """Make a routine of one's own."""
        edited = await self.app.push_screen_wait(self._editor(EMPTY, "A routine of your own"))
        if edited is not None:
            await self._keep_own(edited, None)

    @work(group="edit", exclusive=True)
    async def action_copy(self) -> None:
        """Copy the marked routine to one of the person's own, to be changed at once."""
        routine = self.current()
        if routine is None:
            return
        try:
            name = copy_name(routine, self._routines)
        except AppError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        copy = msgspec.structs.replace(EMPTY, name=name, title=name, steps=routine.steps)
        edited = await self.app.push_screen_wait(self._editor(copy, f"Copy of {routine.title}"))
        if edited is not None:
            await self._keep_own(edited, None)

    async def _keep_own(self, edited: Edited, old: Routine | None) -> None:
        steps = edited.steps or ()
        if old is not None:
            record = msgspec.structs.replace(old, name=edited.name, steps=steps)
        else:
            record = Routine(**self.services.stamp(), day=self.services.today(), name=edited.name, steps=steps)
        if await self._save(f"routine {edited.name}", record):
            self._mark(record.id)

    @work(group="edit", exclusive=True)
    async def action_delete(self) -> None:
        """Delete a routine of the person's own."""
        routine = self.current()
        record = self.services.journal.get(Routine, routine.own) if routine is not None and routine.own else None
        if routine is None or record is None:
            self.notify("Only your own routines can be deleted.", markup=False)
        elif await self._save(f"routine {routine.title} deleted", delete=[record]):
            self.notify(f"Deleted: {routine.title}. {self.with_keys(BRINGS_BACK)}", markup=False)

    # What is out, and why

    @work(group="edit", exclusive=True)
    async def action_set_aside(self) -> None:
        """Set an exercise of the marked routine aside, or take it up again after asking someone."""
        routine = self.current()
        if routine is None or routine.kind not in EXERCISES:
            self.notify("Only exercises are set aside.", markup=False)
            return
        exercise = await self._which(routine)
        if exercise is None:
            return
        aside = setbacks.is_set_aside(exercise, snapshot_of(self.services.journal))
        answer = await self.app.push_screen_wait(_aside_question(exercise, aside))
        if answer == "yes":
            today = self.services.today()
            record = Precaution(
                **self.services.stamp(),
                day=today,
                about=exercise,
                kind=setbacks.SET_ASIDE,
                applies=not aside,
                cleared_on=today if aside else None,
            )
            cleared = [msgspec.structs.replace(p, cleared_on=today) for p in self._set_by_hand(exercise) if aside]
            await self._save(f"{title_of(exercise)} {'taken up again' if aside else 'set aside'}", record, *cleared)

    def _set_by_hand(self, exercise: str) -> list[Precaution]:
        records = self.services.journal.all(Precaution)
        return [p for p in records if p.kind == setbacks.SET_ASIDE and p.about == exercise and p.cleared_on is None]

    async def _which(self, routine: Guided) -> str | None:
        if len(routine.exercises) == 1:
            return routine.exercises[0]
        known = snapshot_of(self.services.journal)
        answers = [
            Answer(str(n), f"{title_of(name)}{' (set aside)' if setbacks.is_set_aside(name, known) else ''}", name)
            for n, name in enumerate(routine.exercises, 1)
        ]
        answer: str | None = await self.app.push_screen_wait(Ask("Which exercise?", routine.title, answers))
        return answer

    @work(group="edit", exclusive=True)
    async def action_precautions(self) -> None:
        """See and change what was answered once."""
        questions = (*safety.ONCE, *(question for question, _ in safety.ONCE_EXERCISES))
        known = safety.answers_once(self.services.journal.all(Precaution))
        answers = await self.app.push_screen_wait(precautions_screen(questions, known))
        if answers is None:
            return
        today = self.services.today()
        changed: list[Record] = [
            Precaution(**self.services.stamp(), day=today, about=name, kind=safety.CONTRAINDICATION, applies=answer)
            for name, answer in answers.items()
            if answer is not None and answer != known.get(name)
        ]
        if changed:
            await self._save("precautions", *changed)

    async def _save(self, what: str, *records: Record, delete: list[Routine] | None = None) -> bool:
        try:
            await self.services.journal_writer.save(what, *records, delete=delete or ())
        except AppError as error:
            self.notify(str(error), severity="error", timeout=20, markup=False)
            return False
        return True


def _key(routine: Guided) -> str:
    """What tells a routine from every other, whatever the person calls theirs."""
    return routine.own or routine.name


def _aside_question(exercise: str, aside: bool) -> Ask:
    if aside:
        words = "It made the leg worse, or you set it aside. Take it up again once you have asked someone."
        return Ask(
            f"{title_of(exercise)} is set aside",
            words,
            (Answer("y", "I have asked someone: take it up again", "yes"), Answer("n", "Not yet", "no")),
        )
    return Ask(
        f"Set aside: {title_of(exercise)}?",
        "It stays out of every routine until you say that you have asked someone.",
        (Answer("y", "Yes, set it aside", "yes"), Answer("n", "No", "no")),
    )


def how_to(routine: Guided, permitted: safety.Permission, asides: list[str], width: int) -> Content:
    """All about a routine: whether it may be done, the times, how, what it feels like, when to stop, its source.

    A drawing wider than `width` is left out: wrapped, it would show nothing.
    """
    parts: list[Content] = []
    if not permitted.allowed:
        parts += [Content.styled(permitted.reason, "bold"), Content("")]
    elif permitted.notice:
        parts += [Content(permitted.notice), Content("")]
    if asides:
        parts += [*(Content.styled(line, "bold") for line in asides), Content("")]
    for step in routine.steps:
        parts.append(Content(step_words(step)))
        if step.note:
            parts.append(Content(f"  {step.note}"))
    if routine.adjusted:
        default = ", ".join(dict.fromkeys(step_words(s).partition(": ")[2] for s in BY_NAME[routine.name].steps))
        parts.append(Content.styled(f"* changed by you; usually {default}", "$foreground 65%"))
    words = routine.words
    if words is None:
        return Content("\n").join(parts)
    if words.drawing and max(map(len, words.drawing.splitlines())) <= width:
        parts += [Content(""), Content.styled(words.drawing, "$primary")]
    parts += [Content(""), *(Content(f"{number}. {step}") for number, step in enumerate(words.how, 1))]
    for heading, text in (
        ("It feels like", words.feel),
        ("Stop when", words.stop),
        ("In bed or on a chair", words.instead),
        ("Source", words.source),
    ):
        if text:
            parts += [Content(""), Content.styled(heading, "bold"), Content(text)]
    return Content("\n").join(parts)
