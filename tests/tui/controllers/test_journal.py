"""What goes wrong beside the app is told in it, in passing: hooks that fail."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sciatica_tui.domain.records import CheckIn
from sciatica_tui.services.config import HookSettings
from sciatica_tui.services.container import Services
from sciatica_tui.services.hooks import Hooks

from ...driving import AppPilot, episode, opened, settled, toasts, until
from ...support import TODAY, services

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the hook of this test needs a shell")


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sciatica_tui.tui.controllers.journal.CHECK_INTERVAL", 0.05)


def with_hook(kept: Services, command: str, timeout: float = 20) -> tuple[Services, Hooks]:
    """The services with a hook that follows the journal, as `cli` puts them together."""
    hooks = Hooks(
        kept.journal, lambda: HookSettings(on_save=command), lambda: TODAY, {"PATH": os.environ["PATH"]}, timeout
    )
    kept.journal.listen(hooks.after)
    return replace(kept, take_problems=hooks.take_problems), hooks


async def log(pilot: AppPilot, kept: Services, pain: str) -> None:
    """Log a leg pain through the keys of Today."""
    entries = len(kept.journal.all(CheckIn))
    await pilot.press("c", *pain, "enter")
    await until(pilot, lambda: len(kept.journal.all(CheckIn)) > entries)
    await settled(pilot)


async def told_of(pilot: AppPilot, words: str) -> list[str]:
    """The toasts with these words, once there is one."""
    await until(pilot, lambda: any(words in toast for toast in toasts(pilot)))
    return [toast for toast in toasts(pilot) if words in toast]


async def test_a_hook_that_fails_is_told_once_in_the_app_and_the_entry_is_there(tmp_path: Path) -> None:
    kept, hooks = with_hook(services(tmp_path, episode()), "sh -c 'exit 4'")
    async with opened(kept) as pilot:
        await log(pilot, kept, "6")
        assert await told_of(pilot, "hook") == [
            "Your hook on_save: “sh” failed with exit code 4. What you saved is safe."
        ]
        await log(pilot, kept, "5")
        await asyncio.to_thread(hooks.finish)
        await pilot.pause(0.3)
        assert len(await told_of(pilot, "hook")) == 1
    assert {entry.leg_pain for entry in kept.journal.all(CheckIn)} == {6, 5}


async def test_a_hook_that_hangs_is_stopped_and_told_while_the_app_goes_on(tmp_path: Path) -> None:
    kept, _ = with_hook(services(tmp_path, episode()), "sleep 60", timeout=0.5)
    async with opened(kept) as pilot:
        await log(pilot, kept, "6")
        await log(pilot, kept, "5")
        assert "sleep" in (await told_of(pilot, "hook"))[0]
