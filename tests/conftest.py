"""Settings of the whole test run."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from .event_loops import as_newest, eager_tasks

FROZEN = 120
"""Seconds after which the event loop is taken for frozen."""

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(params=["lazy tasks", "eager tasks"])
async def both_loops(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test twice: as on an old Python without Textual's eager tasks, and as on the newest with them."""
    if request.param == "eager tasks":
        as_newest(lambda owner, name, value: monkeypatch.setattr(owner, name, value, raising=False))
        asyncio.get_running_loop().set_task_factory(eager_tasks())


@pytest.fixture
def no_freeze() -> Iterator[None]:
    """Let a test fail whose event loop never comes back, in which no other limit of time would be noticed."""
    if sys.platform == "win32":
        pytest.skip("Windows has no alarm")

    def frozen(*_: object) -> None:
        pytest.fail("the event loop does not come back")

    before = signal.signal(signal.SIGALRM, frozen)
    signal.setitimer(signal.ITIMER_REAL, FROZEN, 1)  # again and again: what is taken down may freeze as well
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)
