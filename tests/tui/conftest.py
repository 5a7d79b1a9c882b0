"""What holds for every test of the app."""

from __future__ import annotations

import pytest

from sciatica_tui.tui.widgets.fields import basic

from ..driving import PATIENCE


@pytest.fixture(autouse=True)
def a_slow_machine_makes_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a 1 wait for the 0 of a ten however slow the machine is; a test of the waiting's end sets its own time."""
    monkeypatch.setattr(basic, "TEN_SECONDS", 2 * PATIENCE)
