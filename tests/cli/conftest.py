"""The command line as a person meets it: arguments in; exit code, answer and complaints out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sciatica_tui.cli import main
from sciatica_tui.domain.records import R
from sciatica_tui.storage.journal import Journal

from ..support import FakeClock


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass
class CommandLine:
    """Runs commands against one data folder."""

    folder: Path
    clock: FakeClock
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *argv: str) -> Ran:
        code = main(["--data", str(self.folder), *argv], self.clock)
        captured = self.capsys.readouterr()
        assert "Traceback" not in captured.err
        return Ran(code, captured.out, captured.err)

    def kept(self, kind: type[R]) -> list[R]:
        """What is in the file."""
        return list(Journal.open(self.folder, self.clock.now).all(kind))


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A zone, a home and a width of our own, whatever the machine's are."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line over an empty data folder, on a Sunday morning."""
    return CommandLine(tmp_path / "data", FakeClock(), capsys)
