"""From exec to the first paint and to a filled Today, from a key to its paint, memory and idle cost.

    python -m tests.bench start

Ours and a bare Textual app run in a pseudo-terminal of 120×30. The first paint has the strip and the footer in their
places; with its panels Today says all it has to say but what is judged, the signs and the week by the pain that is
followed, which come last. A key's paint is the first output after it; the bare app answers a key by changing one label.
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

from sciatica_tui.storage.journal import Journal

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


PANELS = b"Last 7 days"
"""The title of the last panel of Today, painted with all of them."""

PANELS_AT_FIRST = b"Before any exercise"
"""The same where nothing is logged yet, nor asked about red flags."""

LONGEST_START = 60.0
"""Seconds after which a word that does not come is one that the screen no longer has."""

JUDGED = " · Phase".encode()
"""In the title of the first panel once the days are judged."""


class Running:
    """A program in a terminal, up to the paint with this word: `started` milliseconds after exec."""

    def __init__(self, command: Sequence[str], home: Path, word: bytes = b"Today") -> None:
        begin = time.perf_counter()
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.chdir(ROOT)
            kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
            os.execvpe(command[0], list(command), kept | {"HOME": str(home), "TERM": "xterm-256color"})
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 120, 0, 0))
        shown = b""
        while word not in shown:  # an end of the program raises OSError
            if not select.select([self._terminal], [], [], LONGEST_START)[0]:
                self.end()
                raise RuntimeError(f"no {word.decode()!r} on the screen")
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

    def end(self, by: signal.Signals = signal.SIGKILL) -> None:
        """Kill it, by a signal that it does not heed."""
        os.kill(self._pid, by)
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
    memory = 0.0

    def started(command: Sequence[str], word: bytes = b"Today") -> float:
        nonlocal memory
        running = Running(command, home, word)
        memory = running.megabytes()
        running.end()
        return running.started

    found = side_by_side(
        {
            "bare": lambda: started(bare),
            "panels": lambda: started(ours, PANELS if years else PANELS_AT_FIRST),
            "judged": lambda: started(ours, JUDGED),
            "ours": lambda: started(ours),
        }
    )
    floor_is = "bare Textual app"
    yield Row("exec to first paint", years, found["ours"], "ms", found["bare"], floor_is, at_most=1.15)
    yield Row("memory at first paint", years, memory, "MB", limit=42)
    yield Row("exec to Today without verdicts", years, found["panels"], "ms", found["bare"], floor_is, at_most=1.6)
    yield Row("exec to Today with verdicts", years, found["judged"], "ms", found["bare"], floor_is, at_most=2.2)
    app, floor = Running(ours, home, JUDGED), Running(bare, home)
    try:
        keys = [(app.key(key), floor.key(key)) for key in (b"j", b"k") * RUNS]
        mine, its = median(each[0] for each in keys), median(each[1] for each in keys)
        yield Row("key to paint, Today", years, mine, "ms", its, floor_is, limit=8)
        yield Row("memory, history loaded", years, app.megabytes(), "MB", floor.megabytes(), floor_is, limit=62)
        yield Row("processor, idle", years, app.idle(), "%", floor.idle(), floor_is, limit=0.5)
    finally:
        app.end()
        floor.end()
