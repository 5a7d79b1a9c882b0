"""From exec to the first paint, from a key to its paint, memory and idle cost, beside a bare Textual app.

    python -m tests.bench start

Both run in a pseudo-terminal of 120×30. A key's paint is the first output after it; the bare app answers a key by
changing one label.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sciatica_tui.store.journal import Journal

from ..driving import episode
from .report import RUNS, Row, history, side_by_side

ROOT = Path(__file__).parents[2]
IDLE = 10.0
"""Seconds over which an app that nobody touches is watched."""

BARE = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("Today")
    def on_key(self, event):
        self.query_one(Label).update(event.key)
Bare().run()
"""


class Running:
    """A program in a terminal, up to its first paint: `started` milliseconds after exec."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        begin = time.perf_counter()
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.chdir(ROOT)
            kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
            os.execvpe(command[0], list(command), kept | {"HOME": str(home), "TERM": "xterm-256color"})
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 120, 0, 0))
        shown = b""
        while b"Today" not in shown:  # an end of the program raises OSError
            shown += os.read(self._terminal, 65536)
        self.started = (time.perf_counter() - begin) * 1000

    def quiet(self, seconds: float) -> None:
        """Take in output until there has been none for so long, for three seconds at most."""
        until = time.perf_counter() + max(3.0, seconds)
        while time.perf_counter() < until and select.select([self._terminal], [], [], seconds)[0]:
            os.read(self._terminal, 65536)

    def key(self, key: bytes) -> float:
        """Milliseconds from the key to the first output after it."""
        self.quiet(0.15)
        begin = time.perf_counter()
        os.write(self._terminal, key)
        select.select([self._terminal], [], [], 5)
        return (time.perf_counter() - begin) * 1000

    def shown(self, key: bytes) -> float:
        """Milliseconds from the key to the last output before a pause."""
        self.quiet(0.3)
        begin = last = time.perf_counter()
        os.write(self._terminal, key)
        while select.select([self._terminal], [], [], 0.15)[0]:
            os.read(self._terminal, 65536)
            last = time.perf_counter()
        return (last - begin) * 1000

    def leave(self, key: bytes) -> None:
        """End it by its key, and wait until it has."""
        os.write(self._terminal, key)
        try:
            while os.read(self._terminal, 65536):
                pass
        except OSError:  # so Linux says that nobody writes any more
            pass
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def megabytes(self) -> float:
        """Resident memory."""
        lines = Path(f"/proc/{self._pid}/status").read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) / 1024

    def idle(self) -> float:
        """Per cent of a core while nothing is done."""
        self.quiet(1)
        before = self._ticks()
        until = time.perf_counter() + IDLE
        while (left := until - time.perf_counter()) > 0:
            self.quiet(min(left, 0.5))
        return (self._ticks() - before) / os.sysconf("SC_CLK_TCK") / IDLE * 100

    def end(self) -> None:
        """Kill it."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def _ticks(self) -> int:
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])


def rows(years: int) -> Iterator[Row]:
    """The start, a key, the memory and the idle cost with so many years of data."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        now = datetime(2026, 6, 1, 9, tzinfo=UTC)
        journal = Journal.open(home / "data", lambda: now)
        journal.save("history", episode(), *history(years))
        ours = [sys.executable, "-m", "sciatica_tui", "--data", str(home / "data")]
        yield from _rows(years, ours, [sys.executable, "-c", BARE], home)


def _rows(years: int, ours: Sequence[str], bare: Sequence[str], home: Path) -> Iterator[Row]:
    def started(command: Sequence[str]) -> float:
        running = Running(command, home)
        running.end()
        return running.started

    found = side_by_side({"ours": lambda: started(ours), "bare": lambda: started(bare)})
    at_most = 1.35 if years == 10 else None
    yield Row("exec to first paint", years, found["ours"], "ms", found["bare"], "bare Textual app", at_most=at_most)
    app, floor = Running(ours, home), Running(bare, home)
    try:
        keys = [(app.key(key), floor.key(key)) for key in (b"j", b"k") * RUNS]
        mine, its = median(each[0] for each in keys), median(each[1] for each in keys)
        yield Row("key to paint, Today", years, mine, "ms", its, "bare Textual app", limit=15)
        yield Row("memory, history loaded", years, app.megabytes(), "MB", floor.megabytes(), "bare Textual app")
        yield Row("processor, idle", years, app.idle(), "%", floor.idle(), "bare Textual app", limit=0.5)
    finally:
        app.end()
        floor.end()
