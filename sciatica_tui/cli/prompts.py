"""Questions at a terminal, and long work that shows how far it is and can be stopped."""

from __future__ import annotations

import shlex
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from ..domain.errors import BadInput
from ..domain.progress import Progress
from ..domain.text.dates import long_day
from ..services.clock import Clock
from ..services.output_files import check_output
from ..services.paths import Paths
from .context import at_a_terminal
from .output import note, read_answer, say, say_command, show

OLD_DAYS = 28
"""A check-in for a day so far back is asked about: a slip of one month in a date makes as much, a missed day less."""

PROGRESS_DELAY = 0.5
"""Seconds of silence before a long work shows how far it is."""

STEP = 0.1
"""Seconds between two of its words."""


def ask(question: str) -> str | None:
    """Ask, and return the answer in lower case; None where input has ended."""
    try:
        return read_answer(question)
    except EOFError:
        say("")
        return None


def agreed(question: str, yes: bool, otherwise: str) -> bool:
    """Ask whether the person agrees, unless `yes`. Raises BadInput with `otherwise` where nobody can be asked."""
    if yes:
        return True
    if not at_a_terminal():
        raise BadInput(otherwise)
    return ask(f"{question} y yes · n no: ") in ("y", "yes")


def confirm_old_day(day: date, today: date) -> None:
    """Ask whether a day so long ago is meant. Raises BadInput where it was mistyped, so that nothing is saved."""
    days = (today - day).days
    if days < OLD_DAYS:
        return
    show(f"{long_day(day)} {day.year} is {days} days ago: is that the day you mean?")
    if ask("y yes · n no, mistyped: ") not in ("y", "yes"):
        raise BadInput("Nothing was saved; try again with the right day.")


def choose_output(path: Path, paths: Paths, force: bool) -> bool:
    """Ask before a file is written over; whether it may be. Raises BadInput where it can't be written."""
    check_output(path, paths, force=True)
    if force or not path.exists():
        return True
    if not at_a_terminal():
        check_output(path, paths, force=False)
    return ask(f"{path} already exists. Overwrite it? y yes · n no: ") in ("y", "yes")


def command_line(args: Namespace, command: str) -> str:
    """Return how a command is typed for the same data: `sciatica-tui undo`."""
    data = f" --data {shlex.quote(args.data)}" if args.data else ""
    return f"sciatica-tui {command}{data}"


def say_how_to_undo(args: Namespace, command: str = "undo", before: str = "To undo:") -> None:
    """Say which command takes back what was just done, or that nothing of it is kept."""
    if args.demo:
        say("This is the made-up history: nothing is kept.")
    else:
        say_command(before, command_line(args, command))


def one_file(words: list[str], name: str, example: str) -> Path:
    """Return the one file a command takes. Raises BadInput where there is none, or more."""
    if len(words) != 1:
        raise BadInput(f"{name} takes one file, such as: sciatica-tui {name} {example} (see {name} --help).")
    return Path(words[0]).expanduser()


@contextmanager
def long_work(clock: Clock, undone: str) -> Iterator[Progress]:
    """Give the work inside a way to show on stderr how far it is, at a terminal and once it takes long.

    Ctrl+c stops it; `undone` is then printed.
    """
    line = _ProgressLine(clock)
    try:
        yield line
    except KeyboardInterrupt:
        line.clear()
        note(undone)
        raise
    finally:
        line.clear()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let ctrl+c wait while something is saved, so that it is there as a whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    import signal

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _ProgressLine:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next = clock.monotonic() + PROGRESS_DELAY
        self._width = 0

    def __call__(self, task: str, position: int, total: int) -> None:
        if not sys.stderr.isatty() or self._clock.monotonic() < self._next:
            return
        self._next = self._clock.monotonic() + STEP
        share = f" {100 * position // total} %" if total else ""
        text = f"{task} …{share}  (ctrl+c stops)"
        print(f"\r{text.ljust(self._width)}", end="", file=sys.stderr, flush=True)
        self._width = len(text)

    def clear(self) -> None:
        if self._width:
            print(f"\r{' ' * self._width}\r", end="", file=sys.stderr, flush=True)
            self._width = 0
