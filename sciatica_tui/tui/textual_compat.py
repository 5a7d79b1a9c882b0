"""Modes that change without Textual's pause, and screens that take the styles as they are."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any, TypeVar

from textual import messages
from textual.app import ComposeResult, ReturnType
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.message import Message
from textual.screen import Screen
from textual.widget import AwaitMount
from textual.widgets import Input, OptionList

from .key_queue import KeyQueueApp
from .widgets.options import ClickCheck

S = TypeVar("S", bound=Screen[Any])


class QuickModes(KeyQueueApp[ReturnType]):
    """An app that paints the screen of another mode as soon as it is put together, and reads its styles once."""

    def __init__(self) -> None:
        super().__init__()
        self._styled_for: str | None = None

    def start_with(self, theme: str) -> None:
        """The theme that is there from the start, whose styles are read once."""
        self.theme = theme
        self.stylesheet.set_variables(self.get_css_variables())
        self._styled_for = theme

    def styled(self, screen: S) -> S:
        """A new screen takes the styles as they are; without this mark Textual reads them all anew for each."""
        screen._css_update_count = self._css_update_count
        return screen

    def refresh_css(self, animate: bool = True) -> None:
        """Read all styles anew, but not for the theme that is there from the start: Textual would read them twice."""
        at_start, self._styled_for = self._styled_for == self.theme, None
        if at_start:
            for screen in self.screen_stack:
                screen._css_update_count = self._css_update_count
            return
        super().refresh_css(animate=animate)

    def delay_update(self, delay: float = 0.05) -> None:
        """Nothing: Textual would hold every paint back for so long whenever the mode changes."""

    def switch_mode(self, mode: str) -> AwaitMount:
        """Change the mode, and hold paints back only until its screen is put together."""
        with ExitStack() as held:
            held.enter_context(self.batch_update())
            mounted = super().switch_mode(mode)
            # The whole screen is to be painted first; a part of it that has changed would land in the screen before.
            self.screen.post_message(messages.Update(self.screen))
            until_mounted = held.pop_all()
        if not self.screen.call_later(until_mounted.close):
            until_mounted.close()
        return mounted


class Commands(ClickCheck, CommandList):
    """The palette's list, which changes with each letter."""


class Palette(CommandPalette):
    """Textual's palette (8.2.8), mended where keys come faster than it.

    A page key before its list is laid out ended the app, and a click on what had just gone from it; Enter twice ran the
    command twice and closed what lies below.
    """

    def compose(self) -> ComposeResult:
        """Compose what Textual does, with a list of ours."""
        for part in super().compose():
            yield Commands() if isinstance(part, CommandList) else part

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Close it, once."""
        return super().dismiss() if self.is_active else AwaitComplete()

    async def _dispatch_message(self, message: Message) -> None:
        if self.is_active or not isinstance(message, Input.Submitted | OptionList.OptionSelected):
            await super()._dispatch_message(message)

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).size.height:
            super()._action_command_list(action)
