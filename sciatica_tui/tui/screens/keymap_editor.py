"""The keys of all commands, and moving a command to another key."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ...domain.errors import AppError
from ...domain.text.grammar import capital
from ...services.commands import BY_ID, Command, Scope, in_scope, key_words
from ...services.container import Services
from ...services.keymap import move, where
from ..bindings import STEPS
from ..exclusive_workers import one_at_a_time
from ..notices import say_error
from ..widgets.fitting_line import whole_clauses
from ..widgets.key_hints import key_hints
from ..widgets.options import Options
from ..window_size import WindowSize
from .base import BaseModal

HINTS = (("Enter: another key", "enter"), ("⌫ the usual one", "backspace"), ("Esc back", "escape"))
WORDS_WIDTH, KEYS_WIDTH = 21, 14
"""Cells for the name of a command, and for its keys."""
MEANING_ROOM = {WindowSize.COMPACT: 36, WindowSize.WIDE: 66, WindowSize.HUGE: 66}
"""Cells for what a command does."""


class KeyList(BaseModal[None]):
    """Every command with its keys; Enter asks for another key, backspace gives the usual one back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        *STEPS,
        Binding("backspace,delete", "usual", "Usual key"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(classes="dialog")
        self.services = services

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Keys"
            box.border_subtitle = key_hints(*HINTS)
            yield Options(compact=True)

    def on_resize(self) -> None:
        self._list()

    def _list(self) -> None:
        options, moved = self.query_one(OptionList), self.services.settings.keys
        row, room = options.highlighted, MEANING_ROOM[self.window_size]
        options.clear_options()
        for scope in Scope:
            options.add_option(Option(Content.styled(scope.value, "bold"), disabled=True))
            for command in in_scope(scope):
                keys = " ".join(key_words(command, moved))
                meaning = (
                    f"usually {' '.join(key_words(command))}"
                    if command.id in moved
                    else whole_clauses(capital(command.tooltip.removeprefix(f"{command.words}: ")), room)
                )
                line = Content.assemble(
                    f"{command.words:<{WORDS_WIDTH}}", (f"{keys:<{KEYS_WIDTH}}", "bold"), (meaning, "$foreground 65%")
                )
                options.add_option(Option(line, id=command.id))
        options.highlighted = row if row is not None else 1

    def action_step(self, steps: int) -> None:
        """Move one command up or down."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if steps > 0 else options.action_cursor_up()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._ask(BY_ID[event.option_id or ""])

    @one_at_a_time("key")
    async def _ask(self, command: Command) -> None:
        key = await self.app.push_screen_wait(PressKey(command))
        if key is None:
            return
        _, problems = move({**self.services.settings.keys, command.id: key})
        if problems:
            self.notify(problems[-1], severity="warning")
            return
        await self._keep(command, key)

    @one_at_a_time("key")
    async def action_usual(self) -> None:
        """Give the command under the cursor its usual key back."""
        option = self.query_one(OptionList).highlighted_option
        if option is None or option.id is None or option.id not in self.services.settings.keys:
            return
        other_keys = {name: keys for name, keys in self.services.settings.keys.items() if name != option.id}
        _, problems = move(other_keys)
        if problems:
            self.notify(problems[-1], severity="warning")
            return
        await self._keep(BY_ID[option.id], None)

    async def _keep(self, command: Command, key: str | None) -> None:
        try:
            await self.services.settings.change("keys", command.id, key)
        except AppError as error:
            say_error(self.app, str(error))
        self._list()


class PressKey(BaseModal[str | None]):
    """Takes one key, whichever it is; dismisses with its name, None on Esc."""

    def __init__(self, command: Command) -> None:
        super().__init__(classes="dialog")
        self._command = command

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(where(self._command))
            keys = " ".join(key_words(self._command))
            text = f"{self._command.tooltip}\n\nPress its new key. Usually it is {keys}. "
            yield Static(Content(text) + key_hints(("Esc keeps the key it has.", "escape")), classes="dialog-text")

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)
