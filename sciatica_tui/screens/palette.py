"""The command palette, as Textual has it, less three ways to end the app."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.message import Message
from textual.widgets import Input, OptionList

from ..widgets.options import ClickCheck


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
