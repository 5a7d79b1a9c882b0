"""What the app does with its terminal: the driver, the cursor, and characters that can't be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.app import ReturnType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Offset

from ..domain.text.lines import WORD
from .key_queue import KeyQueueApp
from .terminal_driver import TerminalDriver
from .textual_compat import break_lines_between
from .themes import with_quiet_border
from .widgets.hidden_characters import HiddenCharacters, mark_hidden

mark_hidden()
break_lines_between(re.compile(WORD))


class TerminalApp(KeyQueueApp[ReturnType]):
    """An app that gives its terminal back as it was, and keeps the terminal's cursor at the focus."""

    def __init__(self) -> None:
        super().__init__()
        self._hidden_characters = HiddenCharacters()

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme, whose frames are quieter than that of the pane with the focus."""
        return with_quiet_border(super().get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """Return our own driver in place of the one of this system; another that is asked for stays."""
        driver = super().get_driver_class()
        return TerminalDriver if issubclass(TerminalDriver, driver) else driver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what each line passes on its way to the terminal."""
        filters = tuple(super().get_line_filters())
        if filters != self._hidden_characters.filters_before:
            self._hidden_characters = HiddenCharacters(filters)
        return [self._hidden_characters]

    def release_terminal(self) -> None:
        """Give the terminal back, in a thread beside the event loop; nothing may be drawn any more."""
        driver = self.terminal_driver
        if isinstance(driver, TerminalDriver):
            driver.release()

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor goes after each paint: magnifiers and screen readers look there.

        A text says itself where one types; anything else has it where it begins.
        """
        focused = self.screen.focused if self.screen_stack else None
        if focused is None or hasattr(type(focused), "cursor_screen_offset"):
            return self._typing_position
        return focused.content_region.offset

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._typing_position = position
