"""One deed of the real program, struck at each of its system calls in turn, and what is found afterwards."""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sciatica_tui.domain.records import CheckIn
from sciatica_tui.storage.journal import FILE_NAME, Journal

from ..storage.making import Now, check_in, stock
from . import LONG
from .strace import KILL, ON_FILES, Call, Ended, save_window, strike

OLD, NEW, LATER = 6, 5, 4
"""Leg pain: in the file before, what the deed adds, what is added afterwards."""

Pains = frozenset[int | None]


@dataclass(frozen=True)
class Deed:
    """`command` gives the program's arguments for a folder; `prepare` makes the folder as it is before.

    `readable` is false where the file can't be read before the deed and may not be until the next start.
    """

    prepare: Callable[[Path], None]
    command: Callable[[Path], Sequence[str]]
    before: Pains = frozenset({OLD})
    after: Pains = frozenset({OLD, NEW})
    readable: bool = True


@dataclass(frozen=True)
class Outcome:
    """What was found after a strike."""

    call: Call
    ended: Ended
    folder: Path


class Bench:
    """Fresh folders for one deed, and the calls it makes."""

    def __init__(self, deed: Deed, home: Path) -> None:
        self.deed = deed
        self._home = home
        self._template = home / "before"
        deed.prepare(self._template)
        for _ in range(2):  # the first run may still compile what the second only loads
            folder = self._fresh(0)
            self.calls = save_window(deed.command(folder), folder)

    def strikes(self, how: str) -> Iterator[Outcome]:
        """A strike at every call (in the short form at those that change something), each in a folder of its own."""
        struck = ON_FILES if how != KILL else {call.name for call in self.calls}
        short = (call for call in self.calls if call.changing or call.name == "exit_group")
        chosen = [call for call in (self.calls if LONG else short) if call.name in struck]
        with ThreadPoolExecutor(2) as pool:
            yield from pool.map(lambda numbered: self._strike(how, *numbered), enumerate(chosen, 1))

    def _fresh(self, number: int) -> Path:
        folder = self._home / f"{number:04}"
        shutil.rmtree(folder, ignore_errors=True)
        if self._template.exists():
            shutil.copytree(self._template, folder)
        return folder

    def _strike(self, how: str, number: int, call: Call) -> Outcome:
        folder = self._fresh(number)
        return Outcome(call, strike(self.deed.command(folder), folder, call, how), folder)


def acknowledged(ended: Ended) -> bool:
    """Whether the program said that it is done."""
    return ended.code == 0 or "Saved" in ended.out or "is done" in ended.err


def examine(deed: Deed, outcome: Outcome) -> None:
    """What every strike must leave, whatever it was."""
    try:
        _examine(deed, outcome.folder, outcome.ended)
    except (AssertionError, ValueError, OSError) as error:
        error.add_note(f"at {outcome.call.text}\n{outcome.ended}")
        raise


def _examine(deed: Deed, folder: Path, ended: Ended) -> None:
    assert "Traceback" not in ended.err
    if deed.readable and folder.exists():
        assert pains_by_stock(folder) in (deed.before, deed.after)
    only_mine(folder)
    now = Now()
    journal = Journal.open(folder, now)
    assert not list(folder.rglob("*.tmp")), "litter after the next start"
    found = frozenset(each.leg_pain for each in journal.all(CheckIn))
    assert found in (deed.before, deed.after)
    if acknowledged(ended):
        assert found == deed.after, "acknowledged and lost"
    elif ended.code > 0:
        assert found == deed.before, "reported as failed, and there"
    assert pains_by_stock(folder) == found
    journal.save("later", check_in(9, leg_pain=LATER))
    assert len(stock(folder / FILE_NAME)) == len(found) + 1, "an entry is there twice"
    for copy in (folder / "backups").glob("*.json"):
        json.loads(copy.read_bytes())
    only_mine(folder)


def pains_by_stock(folder: Path) -> Pains:
    """What TinyDB as it is installed finds; a file that is not there yet is empty."""
    path = folder / FILE_NAME
    return frozenset(each["leg_pain"] for each in stock(path)) if path.exists() else frozenset()


def only_mine(folder: Path) -> None:
    """Nobody else can look into anything of ours."""
    for path in (folder, *folder.rglob("*")) if folder.exists() else ():
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
