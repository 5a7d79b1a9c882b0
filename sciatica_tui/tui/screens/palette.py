"""The palette of all commands."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.command import CommandList, SearchIcon
from textual.message import Message
from textual.widgets import Input, OptionList

from ..textual_compat import PaletteBase
from ..widgets.options import ClickCheck
from .base import BaseScreen


class Commands(ClickCheck, CommandList):
    """The palette's list, which changes with each letter."""


class Palette(PaletteBase, BaseScreen[None]):
    """Textual's palette (8.2.8), mended where keys and clicks come faster than it: a command runs once."""

    def compose(self) -> ComposeResult:
        """Compose what Textual does, with a list that stands a click on what has just gone."""
        for widget in super().compose():
            if isinstance(widget, SearchIcon):
                widget.icon = "/"  # Textual's is an emoji, which many fonts of terminals lack
            yield Commands() if isinstance(widget, CommandList) else widget

    def on_mount(self, event: events.Mount) -> None:
        """Close unseen where another screen shows by now: Textual would look for what that one lies over."""
        if self.app.screen is not self:
            event.prevent_default()
            self.dismiss()

    def accepts(self, message: Message) -> bool:
        """Whether to handle a message: no command is run once it closes."""
        may_run = isinstance(message, Input.Submitted | OptionList.OptionSelected)
        return super().accepts(message) and (self.is_active or not may_run)
