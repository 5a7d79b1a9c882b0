"""Routines: the list for the phase, then all, then the person's own; how each is done; Enter starts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from ...domain.errors import AppError
from ...domain.records import Precaution, Record, Routine, Session
from ...domain.routines import safety, setbacks
from ...domain.routines.catalogue import (
    BY_NAME,
    EXERCISES,
    NEW_STEP,
    OWN_LIMITS,
    Guided,
    all_routines,
    copy_name,
    title_of,
)
from ...domain.routines.eased import what_eased
from ...domain.routines.session_plan import RoutineKind
from ...domain.text.grammar import capital
from ...domain.trials.start import may_be_tried
from ...domain.views.eased import short_words
from ...domain.views.routine_times import lately, others
from ...services.commands import Scope
from ...services.container import Services
from ...services.records_snapshot import snapshot_of
from ...services.routine_order import is_planned, routines_on, suggested_first
from ..bindings import ENDS, STEPS, bindings
from ..exclusive_workers import one_at_a_time
from ..messages import DialogWanted, SessionWanted, SettingWanted
from ..themes import styles
from ..widgets.command_bar import Offer
from ..widgets.routine_how import HowTo
from ..widgets.routine_list import RoutineList, key_of
from ..window_size import WindowSize
from .mode_screen import BRINGS_BACK, ModeScreen

if TYPE_CHECKING:
    from .routine_editor import Edited, RoutineEditor

NARROW = 76
"""Columns below which list and text don't fit side by side."""

MOST_TIMES = {WindowSize.COMPACT: 0, WindowSize.WIDE: 5, WindowSize.HUGE: 16}
"""How many sessions of a routine are listed."""

ASKED_SOMEONE = "Asked someone? {routines.aside} brings it back."
MORE_EASED = "{routines.eased}: more."
CHANGES = "{routines.precautions} or Enter changes your answer."

EMPTY = Guided("", "", RoutineKind.OWN, (NEW_STEP,), OWN_LIMITS)


class RoutinesScreen(ModeScreen):
    """The list at the left, how it is done at the right."""

    CSS_PATH = styles("routines")
    MODE = "routines"
    SCOPE = Scope.ROUTINES
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.ROUTINES),
        *STEPS,
        *ENDS,
    ]
    AUTO_FOCUS = "OptionList"

    routine_list = getters.query_one(RoutineList)
    how = getters.query_one(HowTo)
    times = getters.query_one("#times", Static)

    _routines: tuple[Guided, ...] = ()
    _eased: Mapping[str, str] = {}

    def body(self) -> ComposeResult:
        with Horizontal(id="routine-columns"):
            with Vertical(id="routine-choice"):
                yield RoutineList(id="routines", classes="panel", compact=True)
                times = Static(id="times", classes="panel")
                times.border_title = "Lately"
                yield times
            yield HowTo(id="how", classes="panel")

    def on_mount(self) -> None:
        self.watch(self.how, "virtual_size", self._say_more_once_laid_out)

    def _say_more_once_laid_out(self) -> None:
        self.call_after_refresh(self._say_more)

    def _say_more(self) -> None:
        """Say that it goes on; the pane has its size only after the text has."""
        self.how.border_subtitle = "PgDn reads on" if self.how.max_scroll_y else ""

    def on_resize(self, event: Resize) -> None:
        """In a narrow window the list stands above its text."""
        self.query_one("#routine-columns").set_class(event.size.width < NARROW, "-stacked")
        self.call_after_refresh(self._show_text)

    def show(self) -> None:
        """List the routines, and what may be done when."""
        self._routines = all_routines(self.services.journal.all(Routine))
        snapshot, today, now = snapshot_of(self.services.journal), self.services.today(), self.services.clock.now()
        self._snapshot = snapshot
        self._permissions = {key_of(r): safety.permission(r, snapshot, now, today) for r in self._routines}
        times = [p.again_at for p in self._permissions.values() if p.again_at is not None]
        self.changes_at = min(times, default=None)
        eased = what_eased(self.services.journal.all(Session), today)
        self._eased = {row.routine: f"{short_words(row)} {self.with_keys(MORE_EASED)}" for row in eased.rows}
        planned = routines_on(self.services.journal, today)
        led_by = suggested_first(self.services.journal, today)
        first = tuple(r for r in safety.offered(snapshot, planned, today, led_by) if r.own is None)
        title = "For today" if safety.checked_in(snapshot, today) else "No check-in yet: gentlest only"
        sections = (
            (title, first),
            ("All", tuple(r for r in planned if r.own is None and r not in first)),
            ("Your own", tuple(r for r in planned if r.own is not None)),
        )
        self.routine_list.border_title = "Routines"
        self.routine_list.set_sections(sections, self._permissions)
        self._show_text()  # before the list says what is marked, the figures would be drawn without it

    @on(OptionList.OptionHighlighted)
    def _routine_highlighted(self) -> None:
        routine = self.routine_list.current
        if routine is not None:
            self.how.border_title = Content(routine.title)
            self._show_text()
            self.how.scroll_home(animate=False)
            self.show_offers()

    def _show_text(self) -> None:
        """Show all about the routine under the cursor, and how it went lately."""
        routine = self.routine_list.current
        if routine is not None:
            permission, asides = self._permissions[key_of(routine)], self._asides(routine)
            reason = "" if permission.left_out and asides.keys() >= set(permission.left_out) else permission.reason
            reason += f" {self.with_keys(CHANGES)}" if permission.by_answer else ""
            self.how.show(routine, reason, permission.notice, [*asides.values()], self._eased.get(routine.name, ""))
            most = MOST_TIMES[self.window_size]
            snapshot = self._snapshot
            lines = lately(routine.name, snapshot.sessions, self.services.today(), most, snapshot.checkins)
            if self.window_size is WindowSize.HUGE:
                room = self.times.content_size.height - len(lines) - 2
                lines += others(routine.name, snapshot.sessions, self.services.today(), max(room, 0))
            self.times.update(Content("\n".join(lines)))

    def _asides(self, routine: Guided) -> dict[str, str]:
        """Return the exercises of a routine that are out, and why."""
        today = self.services.today()
        lines = {}
        for name in routine.exercises:
            if setbacks.is_set_aside(name, self._snapshot):
                why = f"{setbacks.why_set_aside(name, self._snapshot, today)} {self.with_keys(ASKED_SOMEONE)}"
            elif setbacks.is_stopped_today(name, self._snapshot, today):
                why = "your leg got worse today; not again before tomorrow."
            else:
                continue
            lines[name] = f"{title_of(name)}: {why}" if len(routine.exercises) > 1 else capital(why)
        return lines

    def _offers(self) -> tuple[Offer, ...]:
        """Name only what can be done with the routine under the cursor."""
        every = super()._offers()
        routine = self.routine_list.current if self.is_mounted else None
        if routine is None:
            return every
        permission = self._permissions[key_of(routine)]
        is_exercise, is_own = routine.kind in EXERCISES, routine.own is not None
        cannot = {
            "start": not permission.allowed,
            "precautions": permission.by_answer,
            "edit": routine.kind is RoutineKind.TEST,
            "set_aside": not is_exercise,
            "delete": not is_own,
            "try_out": not may_be_tried(routine),
        }
        is_aside = is_exercise and all(setbacks.is_set_aside(name, self._snapshot) for name in routine.exercises)
        words = {"set_aside": "Bring back"} if is_aside else {}
        offers = tuple((key, words.get(action, word), action) for key, word, action in every if not cannot.get(action))
        return (("⏎", "Change your answer", "precautions"), *offers) if permission.by_answer else offers

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_start()

    def action_start(self) -> None:
        """Start the routine under the cursor; where an answer rules it out, show that, to be changed."""
        routine = self.routine_list.current
        if routine is not None and self._permissions[key_of(routine)].by_answer:
            self.action_precautions()
        elif routine is not None:
            self.post_message(SessionWanted(routine))

    def action_step(self, steps: int) -> None:
        """Move one routine up or down."""
        if steps > 0:
            self.routine_list.action_cursor_down()
        else:
            self.routine_list.action_cursor_up()

    def action_ends(self, last: bool) -> None:
        """Move to the last or the first routine."""
        (self.routine_list.action_last if last else self.routine_list.action_first)()

    def action_scroll(self, pages: int) -> None:
        """Scroll in how it is done; the list is short."""
        self.how.scroll_relative(y=pages * (self.how.size.height - 2), animate=False)

    def action_cues(self) -> None:
        """Show in the settings which cues are on."""
        self.post_message(SettingWanted("cues.bell"))

    def action_try_out(self) -> None:
        """Find out whether the marked routine helps, or see the trial that is going on."""
        routine = self.routine_list.current
        if routine is None or not may_be_tried(routine):
            self.notify("A test only measures, so you can't try it out.")
            return
        self.post_message(DialogWanted("trial", routine=routine))

    # Changing routines

    async def _edit(self, routine: Guided, title: str, save: Callable[[Edited], Awaitable[bool]]) -> None:
        """Let the person change a routine until that is kept."""
        from .routine_editor import Edited, RoutineEditor
        from .saving import ask_until_kept

        def editor(edited: Edited) -> RoutineEditor:
            version = msgspec.structs.replace(
                routine,
                title=edited.name if routine.kind is RoutineKind.OWN else routine.title,
                steps=edited.steps or BY_NAME[routine.name].steps,
            )
            return RoutineEditor(version, self._routines, title, self.services.settings.keys)

        await ask_until_kept(self.app, editor, save, Edited(routine.title, routine.steps))

    @one_at_a_time("edit")
    async def action_edit(self) -> None:
        """Change a routine: its times and repetitions, or everything if it is the person's own."""
        routine = self.routine_list.current
        if routine is None:
            return
        if routine.kind is RoutineKind.TEST:
            self.notify("A test is done the same way each time, so that you can compare results.")
            return
        if is_planned(self.services.journal, routine):
            self.post_message(DialogWanted("walking"))
            return
        before = _record_of(self.services, routine)
        save = partial(self._keep_own, before) if routine.own is not None else partial(self._adjust, routine, before)
        await self._edit(routine, f"Change: {routine.title}", save)

    async def _adjust(self, routine: Guided, before: Routine | None, edited: Edited) -> bool:
        """Save the person's numbers for one of our routines, or delete them; return whether that is done."""
        records = [r for r in self.services.journal.all(Routine) if r.adjusts == routine.name]
        label, ours = f"times of {routine.title}", BY_NAME[routine.name].steps
        if edited.steps is None and (before in records or not records):
            return not records or await self._save(label, f"{routine.title} has its usual times again.", delete=records)
        steps, sentence = edited.steps or ours, f"{routine.title} is changed."
        if before is None and records:  # another window's first numbers, beside ours
            before = msgspec.structs.replace(records[-1], steps=ours)
        if before is not None:
            doubles = [record for record in records if record.id != before.id]
            new_version = msgspec.structs.replace(before, steps=steps)
            return await self._save(label, sentence, new_version, before=[before], delete=doubles)
        stamp, today = self.services.stamp(), self.services.today()
        return await self._save(
            label, sentence, Routine(**stamp, day=today, name=routine.title, adjusts=routine.name, steps=steps)
        )

    @one_at_a_time("edit")
    async def action_new(self) -> None:
        """Make a routine of the person's own."""
        await self._edit(EMPTY, "A routine of your own", partial(self._keep_own, None))

    @one_at_a_time("edit")
    async def action_copy(self) -> None:
        """Copy a routine to one of the person's own, to be changed at once."""
        routine = self.routine_list.current
        if routine is None:
            return
        try:
            name = copy_name(routine, self._routines)
        except AppError as error:
            self.notify(str(error), severity="warning")
            return
        copy = msgspec.structs.replace(EMPTY, name=name, title=name, steps=routine.steps)
        await self._edit(copy, f"Copy of {routine.title}", partial(self._keep_own, None))

    async def _keep_own(self, old: Routine | None, edited: Edited) -> bool:
        steps = edited.steps or ()
        if old is not None:
            record = msgspec.structs.replace(old, name=edited.name, steps=steps)
        else:
            record = Routine(**self.services.stamp(), day=self.services.today(), name=edited.name, steps=steps)
        sentence = f"{edited.name} is {'added' if old is None else 'changed'}."
        if not await self._save(f"routine {edited.name}", sentence, record, before=[old] if old is not None else []):
            return False
        self.routine_list.go_to(record.id)
        return True

    @one_at_a_time("edit")
    async def action_delete(self) -> None:
        """Delete a routine of the person's own."""
        routine = self.routine_list.current
        record = self.services.journal.get(Routine, routine.own) if routine is not None and routine.own else None
        if routine is None or record is None:
            self.notify("Only your own routines can be deleted.")
        else:
            from .saving import keep

            label, sentence = f"routine {routine.title} deleted", f"Deleted: {routine.title}."
            await keep(self.app, self.services, label, sentence, delete=[record], hint=BRINGS_BACK)

    # What is out, and why

    @one_at_a_time("edit")
    async def action_set_aside(self) -> None:
        """Set an exercise aside, or take it up again after asking someone."""
        routine = self.routine_list.current
        if routine is None or routine.kind not in EXERCISES:
            self.notify("You can only set aside exercises.")
            return
        from .set_aside import set_aside_or_back

        await set_aside_or_back(self.app, self.services, routine)

    @one_at_a_time("edit")
    async def action_precautions(self) -> None:
        """Show and change the answers that are asked for once only."""
        from .saving import ask_until_kept
        from .session_questions import precautions_screen

        answers_before = safety.answers_once(self.services.journal.all(Precaution))

        async def save(answers: dict[str, Any]) -> bool:
            today = self.services.today()
            precautions = [
                Precaution(**self.services.stamp(), day=today, about=name, kind=safety.CONTRAINDICATION, applies=answer)
                for name, answer in answers.items()
                if answer is not None and answer != answers_before.get(name)
            ]
            return not precautions or await self._save("precautions", "Your answers are saved.", *precautions)

        await ask_until_kept(self.app, partial(precautions_screen, safety.EVERY_ONCE), save, dict(answers_before))

    async def _save(
        self, label: str, sentence: str, *records: Record, before: Iterable[Record] = (), delete: Iterable[Routine] = ()
    ) -> bool:
        from .saving import keep

        return await keep(self.app, self.services, label, sentence, *records, before=before, delete=delete)


def _record_of(services: Services, routine: Guided) -> Routine | None:
    """Return the person's own routine, or their numbers for one of ours."""
    if routine.own is not None:
        return services.journal.get(Routine, routine.own)
    return next((r for r in reversed(services.journal.all(Routine)) if r.adjusts == routine.name), None)
