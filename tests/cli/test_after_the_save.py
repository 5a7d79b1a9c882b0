"""What fails once a change is saved does not make it a failure: nobody enters it again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sciatica_tui.cli import log
from sciatica_tui.domain.records import CheckIn, Session
from sciatica_tui.storage.journal import Journal

from ..support import NOW, TODAY, FakeClock, checkin, stamp
from .conftest import CommandLine

SESSION = Session(**stamp(), day=TODAY, routine="hamstring", started_at=NOW, ended="finished")

DISK_FAILS_AFTER_THE_SAVE = """
import sys
from importlib.abc import MetaPathFinder
from sciatica_tui.cli import main
from sciatica_tui.storage.journal import Journal

class Refusing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        raise ImportError(name)

def opened(folder, now, open=Journal.open):
    journal = open(folder, now)
    journal.listen(lambda step: sys.meta_path.insert(0, Refusing()))
    return journal

Journal.open = opened
sys.exit(main())
"""


@pytest.mark.parametrize(
    "words",
    [
        "log 6/3 calf",
        "log 6 --side right",
        "edit last 5/2",
        "add walking 10",
        "add medication ibuprofen",
        "delete last --yes",
        "undo",
    ],
)
def test_all_that_a_command_says_is_loaded_before_it_saves(tmp_path: Path, words: str) -> None:
    Journal.open(tmp_path / "data", FakeClock().now).save("there", checkin(0, leg_pain=4, side="left"))
    says_all_of_it(tmp_path, words)


@pytest.mark.parametrize("words", ["log 6/3 calf", "delete last --yes"])
def test_what_it_says_of_a_session_is_loaded_before_it_saves(tmp_path: Path, words: str) -> None:
    Journal.open(tmp_path / "data", FakeClock().now).save("there", SESSION)
    says_all_of_it(tmp_path, words)


def test_what_it_says_of_a_session_that_comes_back_is_loaded_before_it_saves(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "data", FakeClock().now)
    journal.save("there", SESSION)
    journal.delete("gone", *journal.all(Session))
    assert "Hamstring stretch" in says_all_of_it(tmp_path, "undo")


def says_all_of_it(tmp_path: Path, words: str) -> str:
    """What a command says on stdout though nothing can be loaded any more once it has saved."""
    here = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", DISK_FAILS_AFTER_THE_SAVE, *words.split(), "--data", str(tmp_path / "data")]
    ran = subprocess.run(command, capture_output=True, text=True, env=here, check=False)
    assert (ran.returncode, "It is done, but" in ran.stderr) == (0, False), ran.stderr
    return ran.stdout


def test_what_fails_after_the_save_says_that_it_is_done(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ModuleNotFoundError("sciatica_tui.anything")

    monkeypatch.setattr(log, "tell_raised", failing)
    ran = run("log", "6/3")
    assert (ran.code, ran.err.count("It is done, but")) == (1, 1)
    assert len(run.kept(CheckIn)) == 1
