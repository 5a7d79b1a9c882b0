"""The program in a real pseudo-terminal: what is typed, what is shown, and when each bell rang."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[2]

CODES = re.compile(rb"\x1b\](.*?)(?:\x07|\x1b\\)", re.DOTALL)
"""Codes for the terminal itself (titles, notifications); they may end in the bell's byte."""


class Window:
    """One terminal with the program in it. Ends its own child alone."""

    def __init__(self, *argv: str, home: Path, size: tuple[int, int] = (80, 24)) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.bells: list[float] = []
        self.titles: list[str] = []
        self._rest = b""
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            environment = {
                "PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8",
                "PYTHONPATH": str(ROOT), "TEXTUAL_ANIMATIONS": "none",
            }  # fmt: skip
            os.execve(sys.executable, [sys.executable, "-m", "sciatica_tui", *argv], environment)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def type(self, keys: str) -> None:
        """Press the keys."""
        os.write(self._terminal, keys.encode())

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def look(self, seconds: float) -> None:
        """Take in what is shown for that long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], left)[0] and not self._take():
                return

    def wait_for(self, text: str, seconds: float = 20) -> None:
        """Until the text stands on the screen; TimeoutError with the screen where it never does."""
        until = time.monotonic() + seconds
        while text not in self.text:
            left = until - time.monotonic()
            if left <= 0 or (select.select([self._terminal], [], [], left)[0] and not self._take()):
                raise TimeoutError(f"{text!r} never came:\n{self.text}")

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(self.screen.display)

    def end(self, seconds: float = 10) -> int:
        """Wait until the program has ended; its exit code."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.look(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
        raise TimeoutError(f"it does not end:\n{self.text}")

    def close(self) -> None:
        """End the program, if it still runs."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def _take(self) -> bool:
        now = time.monotonic()
        try:
            data = os.read(self._terminal, 65536)
        except OSError:
            return False
        whole = self._rest + data
        place = whole.rfind(b"\x1b]")
        cut = len(whole) if place < 0 or CODES.match(whole, place) else place
        whole, self._rest = whole[:cut], whole[cut:]
        self.titles += [m[1].decode()[2:] for m in CODES.finditer(whole) if m[1].startswith(b"2;")]
        plain = CODES.sub(b"", whole)
        self.bells += [now] * plain.count(b"\x07")
        self._stream.feed(plain)
        return bool(data)


@contextlib.contextmanager
def window(*argv: str, home: Path, size: tuple[int, int] = (80, 24)) -> Iterator[Window]:
    """The program in a terminal, ended when done."""
    opened = Window(*argv, home=home, size=size)
    try:
        yield opened
    finally:
        opened.close()
