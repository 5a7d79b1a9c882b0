"""The cues of a session: which are on, and how each sounds or looks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ..config import CueSettings
from ..cues import Channel

FLASH_SECONDS = 0.3

TEXT = "Enter gives the cue, on or off. Settings, [cues], turn them on and off."


class CuesScreen(ModalScreen[None]):
    """One row for each way to give a cue; Enter tries it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close"),
        Binding("j", "step(1)", show=False),
        Binding("k", "step(-1)", show=False),
    ]

    def __init__(self, settings: CueSettings, speech: str | None, try_out: Callable[[str], Awaitable[None]]) -> None:
        """`speech` is the name of the speech program, None where there is none; `try_out` gives a cue in one way."""
        super().__init__(classes="dialog")
        self._settings = settings
        self._speech = speech
        self._try_out = try_out

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Cues of a session"
            box.border_subtitle = "Esc closes"
            yield Static(TEXT, classes="dialog-text", markup=False)
            yield OptionList(*(Option(self._row(way), id=way.value) for way in Channel), compact=True)

    def _row(self, way: Channel) -> Content:
        value = getattr(self._settings, way.value)
        words = {
            Channel.VOICE: self._speech or "no speech program was found",
            Channel.COMMAND: self._settings.command or "none",
        }.get(way, "")
        name = "Your own command" if way is Channel.COMMAND else way.value.capitalize()
        return Content(f"{'●' if value else '○'} {name:<18}{'on' if value else 'off':<5}{words}")

    def action_step(self, steps: int) -> None:
        """Move the mark, as the arrows do."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if steps > 0 else options.action_cursor_up()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == Channel.FLASH:
            box = self.query_one(Vertical)
            box.add_class("-flash")
            self.set_timer(FLASH_SECONDS, lambda: box.remove_class("-flash"))
        elif event.option_id is not None:
            self.run_worker(self._give(event.option_id), group="cue", exclusive=True)

    async def _give(self, way: str) -> None:
        await self._try_out(way)
