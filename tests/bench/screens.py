"""What the start costs in instructions, the commands without a screen, switching screens, and memory after it all.

    python -m tests.bench screens

Instructions (cachegrind's, where valgrind is there) count from exec until the first paint has been read. A switch
lasts from its key to the last byte before a pause. The floor of the commands is to import msgspec and TinyDB.
"""

from __future__ import annotations

import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sciatica_tui.storage.journal import Journal

from ..driving import episode
from .report import Row, history, side_by_side
from .start import BARE, ROOT, Running

KEYS = (b"\x1bOQ", b"\x1bOR", b"\x1bOS", b"\x1b[15~", b"\x1b[17~", b"\x1b[18~", b"\x1bOP")
"""F2 to F7 and F1: every mode, back on Today in the end."""

SWITCHES = 160


def rows(years: int) -> Iterator[Row]:
    """All of it with so many years of data."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        now = datetime(2026, 6, 1, 9, tzinfo=UTC)
        Journal.open(home / "data", lambda: now).save("history", episode(), *history(years))
        ours = [sys.executable, "-m", "sciatica_tui", "--data", str(home / "data")]
        if shutil.which("valgrind"):
            own, floor = counted(ours, home), counted([sys.executable, "-c", BARE], home)
            yield Row("instructions to first paint", years, own, "M", floor, "bare Textual app", at_most=1.35)
        yield from commands(years, ours)
        yield from switching(years, ours, home)


def counted(command: Sequence[str], home: Path) -> float:
    """Millions of instructions from exec to the first paint, at which it is ended."""
    log = home / "cachegrind.log"
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    running = Running([*valgrind, f"--log-file={log}", *command], home)
    running.end(signal.SIGUSR1)  # after which valgrind still says what it has counted
    found = re.search(r"I\s+refs:\s+([\d,]+)", log.read_text())
    assert found is not None, log.read_text()
    return int(found[1].replace(",", "")) / 1e6


def commands(years: int, ours: Sequence[str]) -> Iterator[Row]:
    """The commands that need no screen."""

    def ran(*command: str) -> Callable[[], float]:
        def measure() -> float:
            begin = time.perf_counter()
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            return (time.perf_counter() - begin) * 1000

        return measure

    given: dict[str, tuple[str, ...]] = {"--version": ("--version",), "--help": ("--help",)} if years == 0 else {}
    given |= {"status": ("status",), "log": ("log", "3/2")}
    works = {name: ran(*ours, *words) for name, words in given.items()}
    found = side_by_side({"floor": ran(sys.executable, "-c", "import msgspec, tinydb"), **works})
    for name in given:
        at_most = 2.5 if years == 0 else None
        yield Row(name, years, found[name], "ms", found["floor"], "import msgspec, tinydb", at_most=at_most)


def switching(years: int, ours: Sequence[str], home: Path) -> Iterator[Row]:
    """Each screen first, again, and round and round."""
    running = Running(ours, home)
    try:
        running.quiet(1)
        for name, limit in (("first", 100.0), ("again", 40.0)):
            times = [running.shown(key) for key in KEYS]
            yield Row(f"switching, {name}, median", years, statistics.median(times), "ms", limit=limit)
            yield Row(f"switching, {name}, slowest", years, max(times), "ms", limit=limit)
        before = running.megabytes()
        yield Row("memory, all screens seen", years, before, "MB", limit=76)
        for number in range(SWITCHES):
            running.key(KEYS[number % len(KEYS)])
        running.quiet(1)
        yield Row(f"memory, more after {SWITCHES} switches", years, running.megabytes() - before, "MB", limit=5)
    finally:
        running.end()
