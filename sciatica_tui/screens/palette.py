"""The command palette, as Textual has it, less one way to end the app."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Textual's palette; its list of commands (8.2.8) dies of a page key pressed before it has been laid out."""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).size.height:
            super()._action_command_list(action)
