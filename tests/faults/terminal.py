"""The app in a real pseudo-terminal, as the harnesses of faults drive it."""

from __future__ import annotations

import termios
import time
from pathlib import Path

from ..terminal.pty_program import PATIENCE, PtyProgram

TICK = 0.02
"""Seconds that are waited for output at a time."""


class Terminal(PtyProgram):
    """The app on a data folder, with a home beside it that is its own.

    After the program's end `as_before` says whether the terminal was put right.
    """

    def __init__(self, folder: Path) -> None:
        home = folder.with_name(f"{folder.name}.home")
        home.mkdir(exist_ok=True)
        environment = {"HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}  # so that every run makes the same calls
        super().__init__("--data", str(folder), environment=environment, size=(100, 30))

    @property
    def as_before(self) -> bool:
        """Whether the terminal is set as it was when the program began."""
        return termios.tcgetattr(self.slave) == self.before

    def press(self, key: str) -> None:
        """Type a key, and take in what comes back at once."""
        self.type(key)
        self.drain(TICK)

    def look(self, seconds: float) -> None:
        """Take in what is shown for that long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.drain(left)

    def wait_for_one(self, *words: str) -> str:
        """Wait until one of the words stands on the screen, and answer which; "" where the program has ended."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            ended = self.process.poll() is not None
            self.drain(TICK)
            for word in words:
                if word in self.text:
                    return word
            if ended:
                return ""
        raise TimeoutError(f"none of {words} came:\n{self.text}")
