"""The app in a real pseudo-terminal, as the harnesses of faults drive it."""

from __future__ import annotations

import select
import termios
from pathlib import Path

from .window import Window

TICK = 0.02
"""Seconds that are waited for output at a time."""


class Terminal(Window):
    """The app on a data folder. After the program's end `as_before` says whether the terminal was put right."""

    def __init__(self, folder: Path) -> None:
        super().__init__("--data", str(folder), home=folder.parent, size=(100, 30))
        self._before = termios.tcgetattr(self._terminal)

    @property
    def as_before(self) -> bool:
        """Whether the terminal is set as it was when the program began."""
        return termios.tcgetattr(self._terminal) == self._before

    def press(self, key: str) -> None:
        """Type a key, and take in what comes back at once."""
        self.type(key)
        self.look(TICK)

    def wait_for_one(self, *words: str, seconds: float = 30) -> str:
        """Wait until one of the words stands on the screen, and answer which; "" where the program has ended."""
        for _ in range(round(seconds / TICK)):
            for word in words:
                if word in self.text:
                    return word
            if select.select([self._terminal], [], [], TICK)[0] and not self._take():
                return ""
        raise TimeoutError(f"none of {words} came:\n{self.text}")
