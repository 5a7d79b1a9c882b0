"""Stored text is inert in a real terminal: what the app writes there, from its first byte to its last."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from sciatica_tui.storage.journal import Journal

from ..hostile import journal, steering
from ..support import NOW
from .conftest import Start


def test_a_hostile_journal_does_not_steer_the_terminal(start: Start, tmp_path: Path) -> None:
    Journal.open(tmp_path / "data", lambda: NOW).save("what was there", *journal())
    program = start("--data", str(tmp_path / "data"), size=(120, 40))
    program.until_shown("eg pain")
    program.type("6")
    program.until_shown("Zq␛]52;c;UVE=␇")
    program.type("\r")
    program.until_shown("Did it help?")
    program.type("\x03")
    program.wait()
    assert steering(program.written.decode()) == set()
