"""Settings of the whole test run."""

from __future__ import annotations

import asyncio
import faulthandler
import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from .event_loops import as_newest, eager_tasks
from .tiers import is_slow, is_slow_file

FROZEN = 120
"""Seconds after which the event loop is taken for frozen."""

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# A shell starts what it runs in the background with these ignored, and so would be each program that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGQUIT"):
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run twice as many slow tests at once as there are cores: an app under test waits for half of its time."""
    return 2 * (os.cpu_count() or 1) if config.option.markexpr == "slow" else None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Don't read a file of the slow tier where that is not asked for: a third of the time that collecting takes."""
    path = collection_path.relative_to(config.rootpath).as_posix()
    return (config.option.markexpr == "not slow" and is_slow_file(path)) or None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the slow tier, before those that the command line does not ask for are left out."""
    for item in items:
        if is_slow(item.nodeid):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Let what a test left be collected: each start of the app freezes all that is there, that of other tests too."""
    gc.unfreeze()


@pytest.fixture(params=["lazy tasks", pytest.param("eager tasks", marks=pytest.mark.slow)])
async def both_loops(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test as on an old Python without Textual's eager tasks, and, slow, as on the newest with them."""
    if request.param == "eager tasks":
        as_newest(lambda owner, name, value: monkeypatch.setattr(owner, name, value, raising=False))
        asyncio.get_running_loop().set_task_factory(eager_tasks())


@pytest.fixture
def no_freeze() -> Iterator[None]:
    """End a test whose event loop never comes back: nothing in the process would fail it any more."""
    faulthandler.dump_traceback_later(FROZEN, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()
