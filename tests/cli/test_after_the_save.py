"""What fails once a change is saved does not make it a failure: nobody enters it again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sciatica_tui.cli import log
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.storage.journal import Journal

from ..support import FakeClock, checkin
from .conftest import CommandLine

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
    folder = tmp_path / "data"
    Journal.open(folder, FakeClock().now).save("there", checkin(0, leg_pain=4, side="left"))
    here = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", DISK_FAILS_AFTER_THE_SAVE, *words.split(), "--data", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, env=here, check=False)
    assert (ran.returncode, "It is done, but" in ran.stderr) == (0, False), ran.stderr


def test_what_fails_after_the_save_says_that_it_is_done(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ModuleNotFoundError("sciatica_tui.anything")

    monkeypatch.setattr(log, "tell_raised", failing)
    ran = run("log", "6/3")
    assert (ran.code, ran.err.count("It is done, but")) == (1, 1)
    assert len(run.kept(CheckIn)) == 1
