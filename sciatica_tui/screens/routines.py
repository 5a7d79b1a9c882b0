"""Routines: the list for the phase, then all, then the person's own; how each is done; Enter starts."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ..commands import Scope
from ..conductor import known_of
from ..core import plan
from ..core.records import Routine
from ..core.routines import Guided, all_routines, title_of
from ..core.steps import total_seconds
from ..core.timer_view import clock_text
from .mode_screen import ModeScreen, SessionWanted, bindings


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

    def body(self) -> ComposeResult:
        with Horizontal(id="routine-columns"):
            yield OptionList(id="routines", classes="panel", compact=True)
            with VerticalScroll(id="how", classes="panel"):
                yield Static(id="how-text")

    def show(self) -> None:
        """List what there is now, and what may be done when."""
        self._routines = all_routines(self.services.journal.all(Routine))
        known, today, now = known_of(self.services.journal), self.services.today(), self.services.clock.now()
        offered = plan.offered(known, self._routines, today)
        self._permitted = {r.name: plan.permission(r, known, now, today) for r in self._routines}
        here = self.routine_list.highlighted
        self.routine_list.border_title = "Routines"
        self.routine_list.clear_options()
        first = tuple(routine for routine in offered if routine.own is None)
        title = "For today" if plan.checked_in(known, today) else "Without a check-in, only the gentlest"
        sections = (
            (title, first),
            ("All", tuple(r for r in self._routines if r.own is None and r not in first)),
            ("Your own", tuple(r for r in self._routines if r.own is not None)),
        )
        for heading, routines in sections:
            if routines:
                self.routine_list.add_option(Option(Content.styled(heading, "bold"), disabled=True))
                self.routine_list.add_options([self._option(routine) for routine in routines])
        self.routine_list.highlighted = here if here is not None else 1

    def _option(self, routine: Guided) -> Option:
        permitted = self._permitted[routine.name]
        time = clock_text(round(total_seconds(routine.plan)))
        aside = time
        if not permitted.allowed:
            aside = f"again {permitted.again_at:%H:%M}" if permitted.again_at is not None else "not now"
        name = f"{routine.title}{' *' if routine.adjusted else ''}"
        return Option(Content.assemble(f"{name:<24}", (f"{aside:>11}", "dim")), id=routine.name)

    def current(self) -> Guided | None:
        """The routine under the mark."""
        option = self.routine_list.highlighted_option
        return next((r for r in self._routines if option is not None and r.name == option.id), None)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        routine = self.current()
        if routine is not None:
            self.how.border_title = Content(routine.title)
            self.text.update(how_to(routine, self._permitted[routine.name]))
            self.how.scroll_home(animate=False)

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


def how_to(routine: Guided, permitted: plan.Permission) -> Content:
    """All about a routine: whether it may be done, the times, how, what it feels like, when to stop, its source."""
    parts: list[Content] = []
    if not permitted.allowed:
        parts += [Content.styled(permitted.reason, "bold"), Content("")]
    elif permitted.notice:
        parts += [Content(permitted.notice), Content("")]
    parts += [Content(line) for line in _times(routine)]
    words = routine.words
    if words is None:
        return Content("\n").join(parts)
    if words.drawing:
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


def _times(routine: Guided) -> list[str]:
    lines = []
    for step in routine.steps:
        times = f"{step.repetitions} × " if step.repetitions > 1 else ""
        sets = f", {step.sets} sets" if step.sets > 1 else ""
        rest = f", rest {step.rest_seconds} s" if step.rest_seconds else ""
        sides = ", each side" if step.sides else ""
        hold = f"{step.hold_seconds} s" if step.hold_seconds < 120 else f"{step.hold_seconds // 60} min"
        lines.append(f"{title_of(step.name)}: {times}{hold}{sides}{sets}{rest}")
        if step.note:
            lines.append(f"  {step.note}")
    return lines
