"""The real app in a real pseudo-terminal: keys in, the screen as text out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Sequence
from pathlib import Path

import pyte

from .strace import ROOT, surroundings

TICK = 0.02
"""Seconds the terminal waits for output at a time."""

_STRANGE = re.compile(rb"\x1b\[[<>=?]\d*(;\d*)*u|\x1b\[>\d*q|\x1b\[\?\d+\$p|\x1b\[>[\d;]*m|\x1bP.*?\x1b\\", re.S)
"""Sequences that pyte would show as text."""


class Terminal:
    """A program in a terminal of its own. `screen` is what a person sees."""

    def __init__(self, command: Sequence[str], home: Path, columns: int = 100, rows: int = 30) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(theirs)
        self._theirs = theirs
        self.process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            start_new_session=True,
            env=surroundings(home) | {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )

    @property
    def screen(self) -> str:
        """The rows, as text."""
        return "\n".join(self._screen.display)

    @property
    def as_before(self) -> bool:
        """Whether the terminal is set as it was when the program began."""
        return termios.tcgetattr(self._theirs) == self.before

    def press(self, *keys: str) -> None:
        """Type the keys, each as a terminal sends it, and take in what comes back at once."""
        for key in keys:
            os.write(self._ours, key.encode())
            self.watch(TICK)

    def watch(self, seconds: float) -> bool:
        """Take in what comes within the time; whether anything came."""
        ready, _, _ = select.select([self._ours], [], [], seconds)
        if not ready:
            return False
        data = os.read(self._ours, 1 << 16)
        if b"\x1b[?2026$p" in data:
            os.write(self._ours, b"\x1b[?2026;2$y")
        self._stream.feed(_STRANGE.sub(b"", data))
        return True

    def wait_for(self, *words: str, patience: float = 30.0) -> str:
        """Wait until one of the words is on the screen, and answer which; "" when the program has ended."""
        for _ in range(round(patience / TICK)):
            for word in words:
                if word in self.screen:
                    return word
            if not self.watch(TICK) and self.process.poll() is not None:
                return ""
        raise AssertionError(f"none of {words} came:\n{self.screen}")

    def wait_for_end(self, patience: float = 30.0) -> int:
        """Wait until the program has ended; its exit code."""
        for _ in range(round(patience / TICK)):
            self.watch(TICK)
            if (code := self.process.poll()) is not None:
                return code
        raise AssertionError(f"it did not end:\n{self.screen}")

    def close(self) -> None:
        """End the program, however it stands."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for descriptor in (self._ours, self._theirs):
            os.close(descriptor)
