"""The palette of all commands."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandList, SearchIcon
from textual.message import Message
from textual.widgets import Input, OptionList

from ..notices import NoticesApp
from ..textual_compat import PaletteBase
from ..widgets.options import ClickCheck


class Commands(ClickCheck, CommandList):
    """The palette's list, which changes with each letter."""


class Palette(PaletteBase):
    """Textual's palette (8.2.8), mended where keys and clicks come faster than it: a command runs once."""

    def compose(self) -> ComposeResult:
        """Compose what Textual does, with a list that stands a click on what has just gone."""
        for widget in super().compose():
            if isinstance(widget, SearchIcon):
                widget.icon = "/"  # Textual's is an emoji, which many fonts of terminals lack
            yield Commands() if isinstance(widget, CommandList) else widget

    def on_screen_resume(self) -> None:
        """Drop what was said in passing, as on any other screen."""
        if isinstance(self.app, NoticesApp):
            self.app.drop_old_notices()

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Close it, once; a second Enter would close the screen below."""
        return super().dismiss() if self.is_active else AwaitComplete()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be had: none before its list is there."""
        return super().check_action(action, parameters) if self.is_mounted else False

    def accepts(self, message: Message) -> bool:
        """Whether to handle a message: no command is run once it closes."""
        return self.is_active or not isinstance(message, Input.Submitted | OptionList.OptionSelected)
