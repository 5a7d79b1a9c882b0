"""Starting, keys, screens and memory, in a real pseudo-terminal of 120×30 beside a bare Textual app in the same turn.

    python -m tests.bench start

`first paint` is the moment the first whole screen has reached the terminal. Instructions (cachegrind, where valgrind
is there) count from exec until `q` has ended the app, for both. Memory is what Linux calls resident.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sciatica_tui.core.days import step
from sciatica_tui.core.records import Episode, new_id
from sciatica_tui.store.journal import Journal

from .report import Row, history, side_by_side

ROOT = Path(__file__).parents[2]
BARE = """
from textual.app import App
from textual.reactive import reactive
from textual.widgets import Static

class Count(Static):
    shown = reactive(0)
    def render(self):
        return f"bare-app {self.shown}"

class Bare(App):
    BINDINGS = [("q", "quit", "Quit"), ("j", "more", "More")]
    def compose(self):
        yield Count()
    def action_more(self):
        self.query_one(Count).shown += 1

Bare().run()
"""
FLOOR = [sys.executable, "-c", BARE]
MODES = "1234567"
EPOCH, NOW = date(2016, 1, 1), datetime(2016, 1, 2, 8, tzinfo=UTC)
SWITCHES = 160
KEYS = 60
QUIET = 0.06
"""Seconds without a byte after which a screen is complete."""

PATIENCE = 60.0


class Program:
    """A program in a pseudo-terminal of its own."""

    def __init__(self, command: Sequence[str]) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 120, 0, 0))
        self.written = b""
        self.began = time.perf_counter()
        environment = {"TERM": "xterm-256color", "LANG": "C.UTF-8", **{k: os.environ[k] for k in ("PATH", "HOME")}}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=ROOT, env=environment, start_new_session=True
        )
        os.close(slave)

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)

    def read(self, patience: float) -> bool:
        """Read what comes within so many seconds; False where nothing does."""
        if not select.select([self.master], [], [], patience)[0]:
            return False
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            return False
        self.written += data
        return bool(data)

    def until(self, words: bytes) -> float:
        """Milliseconds since exec until these words have been written."""
        while words not in self.written:
            if not self.read(PATIENCE):
                raise AssertionError(f"waited in vain for {words!r}: {self.written[-500:]!r}")
        return (time.perf_counter() - self.began) * 1000

    def settle(self, quiet: float = QUIET) -> float:
        """Read until nothing comes any more; the milliseconds from the call to the last byte."""
        begin = last = time.perf_counter()
        while self.read(quiet):
            last = time.perf_counter()
        return (last - begin) * 1000

    def press(self, key: str) -> float:
        """Milliseconds from a key to the first byte of the answer."""
        begin = time.perf_counter()
        os.write(self.master, key.encode())
        assert self.read(PATIENCE)
        return (time.perf_counter() - begin) * 1000

    def memory(self) -> float:
        """Resident megabytes."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE") / 2**20


def rows(years: int) -> Iterator[Row]:
    """Everything with so many years of data."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, years)
        ours = [sys.executable, "-m", "sciatica_tui", "--data", str(folder)]
        yield first_paint(ours, years)
        if years == 0 and shutil.which("valgrind"):
            yield instructions(ours)
        yield from commands(folder, years)
        yield from inside(ours, years)
        yield from memory(ours, years)


def fill(folder: Path, years: int) -> None:
    """A journal with an episode and so many years of check-ins."""
    checkins = history(years)
    last = max((checkin.day for checkin in checkins), default=step(EPOCH, 1))
    at = checkins[-1].created_at if checkins else NOW
    start = Episode(id=new_id(at, bytes(10)), created_at=at, updated_at=at, rev=1, day=last, started=EPOCH)
    Journal.open(folder, lambda: at).save("what there is", start, *checkins)


def painted(command: Sequence[str], words: bytes) -> Callable[[], float]:
    """Measures once, from exec to these words and the rest of the screen with them."""

    def measure() -> float:
        with Program(command) as program:
            program.until(words)
            program.read(0.005)
            return (time.perf_counter() - program.began) * 1000

    return measure


OUR_WORDS, BARE_WORDS = b"Red flags", b"bare-app"


def first_paint(ours: Sequence[str], years: int) -> Row:
    """From exec to the first screen."""
    found = side_by_side({"ours": painted(ours, OUR_WORDS), "bare": painted(FLOOR, BARE_WORDS)})
    return Row("exec to first paint", years, found["ours"], "ms", found["bare"], "a bare Textual app", at_most=1.35)


def instructions(ours: Sequence[str]) -> Row:
    """What the processor does from exec to the end, asked for at the first paint."""

    def counted(command: Sequence[str], words: bytes) -> float:
        with tempfile.NamedTemporaryFile("r") as log:
            valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
            with Program([*valgrind, f"--log-file={log.name}", *command]) as program:
                program.until(words)
                os.write(program.master, b"q")
                while program.process.poll() is None:
                    program.read(1)
            found = re.search(r"I\s+refs:\s+([\d,]+)", Path(log.name).read_text())
            assert found is not None
            return int(found[1].replace(",", "")) / 1e6

    floor = counted(FLOOR, BARE_WORDS)
    own = counted(ours, OUR_WORDS)
    return Row("instructions to first paint", 0, own, "M", floor, "a bare Textual app", at_most=1.6)


def commands(folder: Path, years: int) -> Iterator[Row]:
    """The commands that need no screen."""

    def ran(*command: str) -> Callable[[], float]:
        def measure() -> float:
            begin = time.perf_counter()
            subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
            return (time.perf_counter() - begin) * 1000

        return measure

    mine = ("-m", "sciatica_tui", "--data", str(folder))
    given: dict[str, tuple[str, ...]] = {"status": ("status",), "log": ("log", "3/2")}
    if years == 0:
        given = {"--version": ("--version",), "--help": ("--help",), **given}
    works = {name: ran(*mine, *words) for name, words in given.items()}
    found = side_by_side({"floor": ran("-c", "import msgspec, tinydb"), **works})
    for name in given:
        yield Row(name, years, found[name], "ms", found["floor"], "import msgspec, tinydb", at_most=2.5)


def inside(ours: Sequence[str], years: int) -> Iterator[Row]:
    """Keys and screens, once it runs."""
    with Program(FLOOR) as bare, Program(ours) as program:
        bare.until(BARE_WORDS)
        program.until(OUR_WORDS)
        bare.settle(1.0)
        program.settle(1.0)
        floor, own = [], []
        for number in range(KEYS):
            floor.append(bare.press("j"))
            bare.settle()
            own.append(program.press("jk"[number // 3 % 2]))
            program.settle()
        for name, place, limit in (("median", 50, 15.0), ("95th percentile", 95, 40.0)):
            least, cost = (statistics.quantiles(each, n=100)[place - 1] for each in (floor, own))
            yield Row(f"key to paint, {name}", years, cost, "ms", least, "a bare Textual app", limit=limit)
        for name, limit in (("first", 120.0), ("again", 60.0)):
            times = []
            for mode in MODES[1:] + MODES[0]:
                os.write(program.master, FUNCTION_KEYS[mode])
                times.append(program.settle(0.15))
            yield Row(f"switching screens, {name}, median", years, statistics.median(times), "ms", limit=limit)
            yield Row(f"switching screens, {name}, slowest", years, max(times), "ms", limit=limit)


FUNCTION_KEYS = dict(
    zip(MODES, (b"\x1bOP", b"\x1bOQ", b"\x1bOR", b"\x1bOS", b"\x1b[15~", b"\x1b[17~", b"\x1b[18~"), strict=True)
)


def memory(ours: Sequence[str], years: int) -> Iterator[Row]:
    """What it holds: at the first paint, when the data is there, after all screens, after going round and round."""
    if not sys.platform.startswith("linux"):
        return
    with Program(FLOOR) as bare:
        bare.until(BARE_WORDS)
        floor = bare.memory()
    with Program(ours) as program:
        program.until(OUR_WORDS)
        yield Row("memory at first paint", years, program.memory(), "MB", floor, "a bare Textual app", limit=42)
        program.settle(2.0)
        yield Row("memory, data loaded", years, program.memory(), "MB", floor, "a bare Textual app", limit=62)
        for mode in MODES:
            os.write(program.master, FUNCTION_KEYS[mode])
            program.settle(0.3)
        all_screens = program.memory()
        yield Row("memory after all screens", years, all_screens, "MB", floor, "a bare Textual app", limit=72)
        for number in range(SWITCHES):
            os.write(program.master, FUNCTION_KEYS[MODES[number % len(MODES)]])
            program.settle(0.05)
        program.settle(1.0)
        yield Row(f"memory grown over {SWITCHES} switches", years, program.memory() - all_screens, "MB", limit=5)
