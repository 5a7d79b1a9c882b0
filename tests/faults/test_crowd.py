"""The app and ten commands write at once: everything is there, and once."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sciatica_tui.domain.records import CheckIn
from sciatica_tui.storage.journal import FILE_NAME, Journal

from ..driving import episode
from ..storage.making import Now, stock
from . import LONG
from .matrix import only_mine
from .strace import ROOT, program, surroundings
from .terminal import Terminal

pytest.importorskip("fcntl", reason="the app is driven through a pseudo-terminal")

COMMANDS = 10
ENTRIES = 1000 if LONG else 40
BY_THE_APP = ENTRIES // 20


def log(folder: Path, number: int) -> int:
    """Logs a numbered note until it is acknowledged; how often it was refused before."""
    for refused in range(50):
        command = program("log", str(number % 11), "--note", f"number {number}", "--data", str(folder))
        ran = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=surroundings(folder.parent),
            timeout=120,
        )
        if ran.returncode == 0:
            return refused
        assert "Another window is saving" in ran.stderr
    raise AssertionError("refused fifty times")


def save_in_the_app(terminal: Terminal) -> int:
    """Saves check-ins in the app until it has saved enough; how many it said it saved."""
    for number in range(BY_THE_APP):
        terminal.press("c")
        terminal.until_shown("worst imaginable", seconds=120)
        terminal.press(str(number % 10))
        terminal.until_shown("kept as a draft", seconds=120)
        terminal.press("\x13")
        terminal.until_shown("First 7 days", seconds=120)
    terminal.look(1)
    return BY_THE_APP


def test_the_app_and_ten_commands_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    Journal.open(folder, Now()).save("old", episode())
    terminal = Terminal(folder)
    try:
        terminal.until_shown("1 Today")
        with ThreadPoolExecutor(COMMANDS + 1) as pool:
            app = pool.submit(save_in_the_app, terminal)
            logs = [pool.submit(log, folder, number) for number in range(ENTRIES - BY_THE_APP)]
            by_the_app = app.result()
            for each in logs:
                each.result()
        terminal.press("q")
        assert terminal.wait() == 0
    finally:
        terminal.close()
    written = stock(folder / FILE_NAME)
    notes = [each["note"] for each in written if "note" in each]
    assert sorted(notes) == sorted(f"number {number}" for number in range(ENTRIES - BY_THE_APP))
    assert len(written) == len({each["id"] for each in written}) == len(notes) + by_the_app == ENTRIES
    assert len(Journal.open(folder, Now()).all(CheckIn)) == ENTRIES
    assert not list(folder.rglob("*.tmp"))
    only_mine(folder)
