"""The app's own save, in a real terminal: killed at each of its system calls, and refused each of them."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from sciatica_tui.domain.records import CheckIn
from sciatica_tui.services.check_in_forms import DRAFT
from sciatica_tui.storage.journal import FILE_NAME, Journal

from ..driving import episode
from ..storage.making import Now, check_in, stock
from . import LONG
from .matrix import NEW, OLD, only_mine, pains_by_stock
from .strace import BROKEN, FULL, KILL, ON_FILES, Call, missing
from .terminal import TICK, Terminal

pytestmark = pytest.mark.skipif(missing() != "", reason=missing())

_LINE = re.compile(r"(?P<thread>\d+) +(?P<text>(?P<name>\w+)\(.*)")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an episode, so that the app opens on Today, and one entry."""
    folder = tmp_path_factory.mktemp("app") / "before"
    Journal.open(folder, Now()).save("old", episode(), check_in(1, leg_pain=OLD))
    return folder


@contextmanager
def about_to_save(folder: Path, *tracing: str) -> Iterator[Terminal]:
    """The app with a filled-in form, its system calls watched from here on."""
    terminal = Terminal(folder)
    tracer = None
    try:
        terminal.until_shown("1 Today")
        terminal.press("c")
        terminal.until_shown("worst imaginable")
        terminal.press(str(NEW))
        terminal.until_shown("kept as a draft")
        notes = folder.with_name(f"{folder.name}.strace")
        command = ["strace", "-f", "-o", str(notes), *tracing, "-p", str(terminal.process.pid)]
        tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert tracer.stderr is not None
        assert "attached" in tracer.stderr.readline()
        yield terminal
    finally:
        if tracer is not None:
            tracer.terminate()
            tracer.communicate()
        terminal.close()


@pytest.fixture(scope="module")
def calls(before: Path) -> list[Call]:
    """The calls of the thread that saves, for which no other thread makes calls of the same name.

    The save ends as its folder is flushed; what comes after it may run in the same thread or in another one.
    """
    folder = shutil.copytree(before, before.with_name("recorded"))
    with about_to_save(folder) as terminal:
        terminal.press("\x13")
        terminal.until_shown("Saved")
        terminal.look(0.5)
    matches = [_LINE.fullmatch(line) for line in folder.with_name("recorded.strace").read_text().splitlines()]
    lines = [match for match in matches if match is not None]
    renamed = next(n for n, line in enumerate(lines) if line["name"] == "rename" and f'/{FILE_NAME}")' in line["text"])
    saving = lines[renamed]["thread"]
    flushed = (
        n for n, line in enumerate(lines) if n > renamed and line["thread"] == saving and line["name"] == "fsync"
    )
    # What comes after it locks and flushes too; it does so later, and a refusal there changes nothing of the save.
    others = {line["name"] for line in lines if line["thread"] != saving} - {"flock", "fsync"}
    lines = lines[: next(flushed) + 1]
    seen: Counter[str] = Counter()
    found = []
    for line in lines:
        if line["thread"] == saving and line["name"] not in others:
            seen[line["name"]] += 1
            found.append(Call(line["name"], seen[line["name"]], line["text"]))
    assert {"flock", "fsync", "rename"} <= seen.keys()
    assert seen.keys() & {"link", "linkat"}, "since Python 3.14 it is linkat"
    return found


def chosen(calls: list[Call]) -> list[Call]:
    """All of them, or some of those that change something."""
    return calls if LONG else [call for call in calls if call.changing][::4]


@dataclass(frozen=True)
class Ended:
    """What the app said of the save ("" for nothing), and its exit code in the end."""

    said: str
    code: int


def strike(before: Path, how: str, number: int, call: Call) -> tuple[Ended, Path]:
    """A save in which one call is struck, and the end of the app."""
    folder = before.with_name(f"{how[-4:]} {number}")
    shutil.copytree(before, folder)
    with about_to_save(
        folder, "-e", f"trace={call.name}", "-e", f"inject={call.name}:{how}:when={call.nth}"
    ) as terminal:
        terminal.press("\x13")
        try:
            said = terminal.wait_for_one("Saved", "an't ", "read-only")
        except TimeoutError as error:
            error.add_note(f"at {call.text}")
            raise
        if said in ("an't ", "read-only"):
            terminal.look(10 * TICK)
            if NEW in pains_by_stock(folder):  # it was the draft that can't be taken away after the save
                terminal.until_shown("Saved")
                said = "Saved"
        if said:
            terminal.press("q")
        code = terminal.wait()
        if code >= 0:
            assert terminal.as_before, "the terminal is not as it was"
            assert "unexpected" not in terminal.text
            assert "Traceback" not in terminal.text
    return Ended(said, code), folder


def examine(ended: Ended, folder: Path) -> None:
    """Nothing acknowledged is lost, and nothing refused is there."""
    both = frozenset({OLD, NEW})
    assert pains_by_stock(folder) in ({OLD}, both)
    journal = Journal.open(folder, Now())
    found = frozenset(each.leg_pain for each in journal.all(CheckIn))
    assert found in ({OLD}, both)
    if ended.said == "Saved":
        assert found == both, "acknowledged and lost"
    elif ended.said:
        assert found == {OLD}, "reported as failed, and there"
        assert journal.load_draft(DRAFT) is not None, "the form is lost"
    assert not list(folder.rglob("*.tmp"))
    assert len(stock(folder / FILE_NAME)) == len(found)
    only_mine(folder)


def strike_each(before: Path, calls: list[Call], how: str, code: int) -> None:
    """Strikes call by call, each time expecting the app to end like this."""
    with ThreadPoolExecutor(2) as pool:
        for call, (ended, folder) in zip(calls, pool.map(partial(strike, before, how), count(), calls), strict=True):
            try:
                assert ended.code == code
                examine(ended, folder)
            except AssertionError as error:
                error.add_note(f"at {call.text}: {ended}")
                raise


def test_a_kill_at_any_system_call_of_the_save(before: Path, calls: list[Call]) -> None:
    strike_each(before, chosen(calls), KILL, -signal.SIGKILL)


@pytest.mark.parametrize("how", [FULL, BROKEN])
def test_an_error_from_any_call_of_the_save(before: Path, calls: list[Call], how: str) -> None:
    # Linux closes a file even where `close` answers with an error; strace can only leave it open, lock and all.
    struck = [call for call in chosen(calls) if call.name in ON_FILES - {"close"}]
    strike_each(before, struck, how, 0)
