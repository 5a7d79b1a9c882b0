"""An answer that can't be written out is no failure of what was done."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sciatica_tui.storage.journal import FILE_NAME, Journal

from ..storage.making import stock
from .conftest import CommandLine

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_where_stdout_is_full_it_says_that_it_is_done_and_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sciatica_tui", "log", "6", "--flags", "saddle_numbness"]
    with FULL.open("wb") as full:
        ran = subprocess.run(
            [*command, "--data", str(tmp_path / "data")],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            timeout=60,
        )
    said = ran.stderr.decode()
    assert ran.returncode == 1
    assert "It is done, but the answer could not be printed (the disk is full)." in said
    assert "emergency" in said.lower()
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert len(stock(tmp_path / "data" / FILE_NAME)) == 1


@pytest.mark.skipif(os.name != "posix", reason="streams are closed by a shell")
def test_without_a_stdout_it_is_done_all_the_same(tmp_path: Path) -> None:
    script = 'exec "$0" -m sciatica_tui log 6 --data "$1" >&-'
    ran = subprocess.run(
        ["sh", "-c", script, sys.executable, str(tmp_path / "data")],
        check=False,
        capture_output=True,
        cwd=ROOT,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    assert len(stock(tmp_path / "data" / FILE_NAME)) == 1


# What was taken over or put back, and can't be told


class Deaf:
    """A standard output that takes nothing any more from the moment that the journal has changed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
        if output == "full disk":
            descriptor = os.open(FULL, os.O_WRONLY)
        else:
            reader, descriptor = os.pipe()
            os.close(reader)
        self.stdout = os.fdopen(descriptor, "w")
        self.stdout.reconfigure(write_through=True)
        true_open = Journal.open

        def opened(folder: Path, now: Callable[[], datetime]) -> Journal:
            journal = true_open(folder, now)
            journal.listen(lambda step: monkeypatch.setattr(sys, "stdout", self.stdout))
            return journal

        monkeypatch.setattr(Journal, "open", opened)


@pytest.fixture
def deaf(run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str) -> Iterator[CommandLine]:
    """The command line with a red flag marked since a backup, a diary and another device's copy that raise one."""
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    (tmp_path / "diary.csv").write_text("date,leg pain,weakness felt\n2026-11-21,5,yes\n")
    assert there("log", "5", "--side", "right").code == 0
    assert there("export", str(tmp_path / "all.json")).code == 0
    assert run("log", "3", "--side", "left", "--at", "yesterday").code == 0
    assert run("backup").code == 0
    assert run("log", "9", "--flags", "urination").code == 0
    deaf = Deaf(monkeypatch, output)
    yield run
    monkeypatch.undo()
    deaf.stdout.close()


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("output", ["full disk", "closed pipe"])
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("import {0}/diary.csv --unsure take --yes", "SPEAK TO A DOCTOR TODAY"),
        ("import {0}/all.json --yes", "GET EMERGENCY HELP NOW"),
        ("merge {0}/there/sciatica.json --yes", "GET EMERGENCY HELP NOW"),
        ("restore by-hand-20261122T081000.json --yes", "What you marked as a red flag stays"),
    ],
)
def test_where_nothing_can_be_printed_any_more_a_red_flag_is_told_all_the_same(
    deaf: CommandLine, tmp_path: Path, words: str, sentence: str
) -> None:
    ran = deaf(*words.format(tmp_path).split())
    assert (ran.code, sentence in ran.err) == (1, True), ran


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_what_comes_before_a_change_and_can_not_be_printed_says_that_nothing_was_done(tmp_path: Path) -> None:
    folder, diary = tmp_path / "data", tmp_path / "diary.csv"
    diary.write_text("date,leg pain\n2026-11-21,5\n")
    command = [sys.executable, "-u", "-m", "sciatica_tui", "import", str(diary), "--yes", "--data", str(folder)]
    with FULL.open("wb") as full:
        ran = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, timeout=60
        )
    assert ran.returncode == 1
    errors = ran.stderr.decode()
    assert "Nothing more was done, because the text before it could not be printed (the disk is full)." in errors
    assert not (folder / FILE_NAME).exists()
