"""The program in a pseudo-terminal of its own: what it draws is read from a terminal emulator, keys are written in."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyte

PATIENCE = 30.0
"""Seconds until what does not come true fails the test; a busy machine needs a few of them."""

USUALLY_ON = {7, 25}
"""The modes that a terminal has on by itself: lines wrap, the cursor shows."""

KEEP_TITLE, GIVE_TITLE_BACK = b"\x1b[22;2t", b"\x1b[23;2t"

ROOT = Path(__file__).parents[2]


class PtyProgram:
    """`python -m sciatica_tui` with these arguments, as a person starts it; or a script that runs it otherwise."""

    def __init__(
        self,
        *args: str,
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
        script: str = "",
    ):
        self.master, self.slave = pty.openpty()
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.written = b""
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [sys.executable, *(("-c", script) if script else ("-m", "sciatica_tui")), *args],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            preexec_fn=self._control,  # noqa: PLW1509 – one system call, and nothing else gives it a terminal
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", **(environment or {})},
        )

    def _control(self) -> None:
        """In the child: this terminal is the one it is controlled by."""
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)

    def resize(self, columns: int, rows: int) -> None:
        """Drag the window to another size."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def type(self, keys: str) -> None:
        """Type them all at once, as a fast typist or a slow line does."""
        os.write(self.master, keys.encode())

    def drain(self, seconds: float = 0.05) -> None:
        """Read what the program has written so far."""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return
            if not data:
                return
            self.written += data
            self.stream.feed(data)
            seconds = 0.0

    def until(self, condition: Callable[[], object], what: str = "", seconds: float = PATIENCE) -> None:
        """Read on until it holds."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what or condition}; the screen:\n{self.text}")
            self.drain()

    def until_shown(self, words: str, seconds: float = PATIENCE) -> None:
        """Read on until these words stand on the screen."""
        self.until(lambda: words in self.text, repr(words), seconds)

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.screen.display)

    def wait(self) -> int:
        """Wait until it ends; its exit code."""
        self.until(lambda: self.process.poll() is not None, "the end")
        self.drain()
        return self.process.returncode

    def assert_as_before(self) -> None:
        """The terminal is as it was: input, every mode that was changed, keyboard protocol, title; and no traceback."""
        assert termios.tcgetattr(self.slave) == self.before
        modes: dict[int, bytes] = {}
        for numbers, state in re.findall(rb"\x1b\[\?([\d;]+)([hl])", self.written):
            modes |= {int(number): state for number in numbers.split(b";")}
        assert {mode: state for mode, state in modes.items() if (state == b"h") != (mode in USUALLY_ON)} == {}
        assert len(re.findall(rb"\x1b\[>\d+u", self.written)) == self.written.count(b"\x1b[<u")
        assert self.written.count(KEEP_TITLE) == self.written.count(GIVE_TITLE_BACK)
        assert self.written.rfind(b"\x1b]2;") <= self.written.rfind(GIVE_TITLE_BACK)
        assert b"Traceback" not in self.written

    def close_terminal(self) -> None:
        """Close the window: the program gets SIGHUP."""
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)
        for descriptor in (self.master, self.slave):
            if descriptor >= 0:
                os.close(descriptor)
