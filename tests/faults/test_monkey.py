"""Any keys, clicks, sizes and times: no crash, and the file holds what was saved, no more and no less."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from sciatica_tui.storage.journal import FILE_NAME, Journal

from ..driving import app_over, begun, episode
from ..storage.making import stock
from ..support import FakeClock, checkin, services
from . import LONG
from .monkey import Monkey, Witness, everything

EVENTS = 2_500 if LONG else 400
SEEDS = range(20) if LONG else range(2)


@pytest.fixture(autouse=True)
def nothing_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No program of this machine is started, and nothing is written anywhere else."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_monkey(tmp_path: Path, seed: int) -> None:
    clock = FakeClock()
    folder = tmp_path / "data"
    services(folder, episode(), *(checkin(days, leg_pain=days % 11) for days in range(1, 30)), clock=clock)
    monkey = Monkey(seed, clock)
    saves = 0
    try:
        while sum(monkey.done.values()) < EVENTS:
            saves += await one_opening(monkey, folder, clock)
    except BaseException as error:
        error.add_note(f"seed {seed}, after {sum(monkey.done.values())} events, the last: {list(monkey.last)}")
        raise
    print(f"seed {seed}: {dict(monkey.done)}, {saves} saves, {dict(monkey.screens)}")  # noqa: T201
    assert saves > 0


async def one_opening(monkey: Monkey, folder: Path, clock: FakeClock) -> int:
    """The app from its start until the monkey quits it; how often something was saved."""
    ours = services(folder, clock=clock)
    journal_writer = Witness(ours.journal)
    app = app_over(replace(ours, journal_writer=journal_writer))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await begun(pilot)
        while sum(monkey.done.values()) < EVENTS and not app._exit:
            await monkey.act(pilot, ours.journal, journal_writer)
        await pilot.pause()
        await journal_writer.settle()
    expected = journal_writer.expected
    assert everything(Journal.open(folder, clock.now)) == expected
    tables = Counter(name for name, _ in expected)
    for name, count in tables.items():
        assert len(stock(folder / FILE_NAME, name)) == count
    return journal_writer.saves
