"""A running session against the clock: what it costs, how exact its cues are, and when it ends on a busy machine.

    python -m tests.bench.session [--seconds 20] [--busy 2]

The whole program runs in a pseudo-terminal of 80×24. Cost is the processor time of its process over that many seconds
of a walk (budget: 1.5 % of a core). Cues are the bells as the terminal receives them; the end is the last
bell against the start that the record names plus the planned time, with `--busy` processes counting in the background
(budget: within 50 ms).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sciatica_tui.domain.records import Episode, Routine, RoutineStep, Session
from sciatica_tui.domain.routines.catalogue import all_routines, find
from sciatica_tui.storage.journal import Journal

from ..support import NOW, TODAY, stamp
from ..terminal.pty_program import PtyProgram

HOLD = 10
"""Seconds of each hold of the measured session: the shortest with a count of three."""


CODES = re.compile(rb"\x1b\].*?(?:\x07|\x1b\\)", re.DOTALL)
"""Codes for the terminal itself, such as the window's title; they may end in the bell's byte."""


class Listener(PtyProgram):
    """The program in a terminal that notes when each bell rang."""

    def listen(self, seconds: float, until: str | None = None) -> list[float]:
        """Note bells, by the monotonic clock, for that long or until these words are shown."""
        bells: list[float] = []
        end = time.monotonic() + seconds
        rest = b""
        while time.monotonic() < end and (until is None or until not in self.text):
            before = len(self.written)
            self.drain(0.05)
            now = time.monotonic()
            new = CODES.sub(b"", rest + self.written[before:])
            cut = new.rfind(b"\x1b]")
            new, rest = (new, b"") if cut < 0 else (new[:cut], new[cut:])
            bells += [now] * new.count(b"\x07")
        return bells


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--busy", type=int, default=2)
    options = parser.parse_args()
    print(f"python -m tests.bench.session --seconds {options.seconds:g} --busy {options.busy}\n")
    with tempfile.TemporaryDirectory() as folder:
        print(f"cost at 80×24: {cost(Path(folder) / 'cost', options.seconds):.2f} % of a core (budget 1.5)")
    for busy in dict.fromkeys((0, options.busy)):
        with tempfile.TemporaryDirectory() as folder:
            print(accuracy(Path(folder) / "cues", busy))


def prepared(folder: Path) -> Path:
    """A data folder with a routine of three holds in it."""
    steps = (RoutineStep(name="Lean", hold_seconds=HOLD, repetitions=3),)
    journal = Journal.open(folder, lambda: NOW)
    journal.save("before", Episode(**stamp(), day=TODAY), Routine(**stamp(), day=TODAY, name="Measured", steps=steps))
    return folder


def processor_seconds(pid: int) -> float:
    """User and system time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cost(folder: Path, seconds: float) -> float:
    """Per cent of a core that a walk takes on the screen."""
    if sys.platform != "linux":
        return float("nan")
    program = Listener("--data", str(prepared(folder)), "start", "walk", environment={"HOME": str(folder)})
    try:
        program.until_shown("Next: walk")
        program.type("n")
        program.listen(5)
        before = processor_seconds(program.process.pid)
        program.listen(seconds)
        return (processor_seconds(program.process.pid) - before) / seconds * 100
    finally:
        program.close()


def accuracy(folder: Path, busy: int) -> str:
    """How far the bells lie from whole seconds after the first, and how far the last from the planned end."""
    load = [multiprocessing.Process(target=count_for_ever, daemon=True) for _ in range(busy)]
    for process in load:
        process.start()
    program = Listener("--data", str(prepared(folder)), "start", "Measured", environment={"HOME": str(folder)})
    try:
        late, end = _session(program, folder)
    finally:
        program.close()
        for process in load:
            process.terminate()
            process.join()
    return (
        f"with {busy} busy processes: {len(late)} cues, latest {max(late) * 1000:.0f} ms, "
        f"median {sorted(late)[len(late) // 2] * 1000:.0f} ms late; the end {end * 1000:+.0f} ms (budget 50)"
    )


def _session(program: Listener, folder: Path) -> tuple[list[float], float]:
    program.until_shown("Before: Measured")
    program.drain(0.5)
    program.type("\r")
    bells = program.listen(90, until="After: Measured")
    epoch = time.time() - time.monotonic()
    bells += program.listen(1)
    journal = Journal.open(folder, lambda: datetime.now(UTC))
    (session,) = journal.all(Session)
    planned = sum(step.seconds for step in find("Measured", all_routines(journal.all(Routine))).plan)
    start = session.started_at.timestamp() - epoch
    late = [(bell - start) % 1 for bell in bells]
    firsts = [seconds for seconds in late if seconds < 0.15 or seconds > 0.9]
    last = min(bells, key=lambda bell: abs(bell - start - planned))
    return [seconds if seconds < 0.9 else seconds - 1 for seconds in firsts], last - start - planned


def count_for_ever() -> None:
    """Keep a core busy."""
    while True:
        sum(range(100_000))


if __name__ == "__main__":
    main()
