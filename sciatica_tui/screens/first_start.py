"""The first start: what this is and isn't, and three short questions, each of which may be skipped."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from ..core import when
from ..core.errors import AppError, BadInput
from ..core.measures import SIDES
from ..core.records import Episode, Side
from ..core.words import long_day
from ..services import Services
from ..widgets.command_bar import CommandBar
from ..widgets.field import Field
from ..widgets.fields import ChoiceField
from ..widgets.text_field import TextField

NOTICE = (
    "sciatica-tui helps you write down how it goes and see honestly whether it gets better. Everything stays on this "
    "machine.\n\n"
    "It is not a medical device. It does not diagnose, does not tell you what to take, and can't know what it isn't "
    "told. When something worries you, ask a clinician, whatever it says here. The red flags (! at any time) are signs "
    "that need help soon; they come next."
)


class FirstStartScreen(Screen[None]):
    """Keeps the first episode and leaves; what was skipped is unknown in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "go_on", "Go on"),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("q,ctrl+c", "app.quit", "Quit"),
    ]
    AUTO_FOCUS = "ChoiceField"

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._stamp = services.stamp()

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False), Vertical(classes="panel") as box:
            box.border_title = "Welcome"
            yield Static(NOTICE, id="notice")
            yield Static("Three short questions; Enter skips what you leave open.", id="questions-title")
            yield ChoiceField("side", "Which side?", SIDES.options, 1)
            yield TextField("started", "Since when?")
            yield TextField("cause", "Told what it is?")
            yield Static(id="understood")
        yield CommandBar((("⏎", "Go on", "go_on"), ("Tab", "Next question", "move(1)"), ("q", "Quit", "app.quit")))

    def on_mount(self) -> None:
        self._say()

    @on(Field.Changed)
    def _say(self) -> None:
        """Tell how the start was understood, as it is typed."""
        try:
            started = self._started()
        except BadInput as error:
            words = str(error)
        else:
            words = f"Started on {long_day(started)} {started.year}." if started else HOW_TO_SAY
        self.query_one("#understood", Static).update(Content(words))

    @on(Field.Done)
    def _done(self, event: Field.Done) -> None:
        if event.field is self.query(Field).last():
            self.action_go_on()
        else:
            self.action_move(1)

    def action_move(self, steps: int) -> None:
        """To the next question or the one before, stopping at the ends."""
        fields = list(self.query(Field))
        here = next((n for n, field in enumerate(fields) if field.has_focus_within), 0)
        fields[min(max(here + steps, 0), len(fields) - 1)].focus()

    @work(group="go-on", exclusive=True)
    async def action_go_on(self) -> None:
        """Keep the answers, if the start can be read."""
        try:
            started = self._started()
        except BadInput:
            self._field("started").focus()
            return
        side = self._field("side").value
        episode = Episode(
            **self._stamp,
            day=self.services.today(),
            started=started,
            side=Side(side) if side is not None else None,
            cause=self._field("cause").value or None,
        )
        try:
            await self.services.keeper.save("your three answers", episode)
        except AppError as error:
            self.notify(f"{error} Your answers are still here; Enter tries again.", severity="error", markup=False)
            return
        self.dismiss()

    def _started(self) -> date | None:
        said = self._field("started").value
        return when.read_day(said, self.services.today()) if said else None

    def _field(self, name: str) -> Field[str]:
        return next(field for field in self.query(Field) if field.name == name)


HOW_TO_SAY = "The start may be a day (2026-11-01), yesterday, or 3 weeks ago."
