"""A monkey at the keyboard: seeded random keys, clicks, window sizes and jumps of the clock, over a real file.

A short run is part of the tests. A long one, over every screen and with a seed of its own, is

    python -m tests.monkey --steps 50000 --seed 1

It ends with the seed and the last steps where anything went wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from collections import deque
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from sciatica_tui import commands
from sciatica_tui.app import SciaticaApp
from sciatica_tui.core.records import CheckIn, Record, Side
from sciatica_tui.store.journal import Journal

from .driving import AppPilot, episode, opened
from .support import FakeClock, checkin, services

NOT_HERE = ("ctrl+z",)
"""It would stop the tests themselves."""

KEYS = (
    *(key for command in commands.COMMANDS for key in commands.keys_of(command) if key not in NOT_HERE),
    *"0123456789tadxyn+-,.[]",
    *("enter", "escape", "tab", "shift+tab", "backspace", "delete", "space", "pageup", "pagedown"),
    *("left", "right", "up", "down", "home", "end", "ctrl+s", "ctrl+x"),
)
SIZES = ((80, 24), (80, 24), (120, 36), (200, 60), (60, 16), (20, 5), (1, 1))
RESTARTS_ONE_IN = 12
"""How seldom a key that quits is let through: each start costs as much as a hundred keys."""

QUITTING = ("q", "ctrl+c", "ctrl+q")


def history() -> tuple[Record, ...]:
    """Something to look at, delete and edit."""
    days = (checkin(n, leg_pain=n % 11, zone="calf", tags=["rain [/]"], note="🙂 [b]x") for n in range(1, 20))
    return (episode(side=Side.BOTH, activities=("walking",)), *days)


class Monkey:
    """Plays for a number of steps; what it did last is in `done`."""

    def __init__(self, seed: int, folder: Path, first_key: str = "") -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.first_key = first_key
        self.clock = FakeClock()
        self.done: deque[str] = deque(maxlen=60)
        self.left = 0

    async def play(self, steps: int) -> None:
        """Play, starting the app anew whenever it was quit; raises what the app raised."""
        self.left = steps
        records: Iterable[Record] = history()
        while self.left > 0:
            async with opened(services(self.folder, *records, clock=self.clock)) as pilot:
                if self.first_key:
                    await pilot.press(self.first_key)
                while self.left > 0 and pilot.app.is_running and not pilot.app._exit:
                    self.left -= 1
                    await self._step(pilot)
                known = {c.id for c in self._services(pilot).journal.all(CheckIn)}
            records = ()
            self._look_at_the_file(known)

    async def _step(self, pilot: AppPilot) -> None:
        match self.random.choices(("key", "click", "size", "clock", "window"), (80, 14, 3, 2, 1))[0]:
            case "key":
                key = self.random.choice(KEYS)
                if key in QUITTING and self.random.randrange(RESTARTS_ONE_IN):
                    return
                self.done.append(key)
                await pilot.press(key)
            case "click":
                width, height = pilot.app.size
                place = (self.random.randrange(max(width, 1)), self.random.randrange(max(height, 1)))
                self.done.append(f"click {place}")
                await pilot.click(offset=place, times=self.random.choice((1, 1, 2)))
            case "size":
                size = self.random.choice(SIZES)
                self.done.append(f"size {size}")
                await pilot.resize_terminal(*size)
            case "clock":
                seconds = self.random.choice((1, 59, 3600, 86_400, timedelta(days=8).total_seconds()))
                self.done.append(f"clock +{seconds}")
                self.clock.advance(seconds)
                assert isinstance(pilot.app, SciaticaApp)
                pilot.app._look_around()
            case "window":
                self.done.append("another window writes")
                services(self.folder).journal.save("from elsewhere", checkin(0, leg_pain=self.random.randrange(11)))

    @staticmethod
    def _services(pilot: AppPilot):  # type: ignore[no-untyped-def]
        assert isinstance(pilot.app, SciaticaApp)
        return pilot.app.services

    def _look_at_the_file(self, known: set[str]) -> None:
        """What the app showed as kept is in the file, and the file is as it should be."""
        journal = Journal.open(self.folder, self.clock.now)
        assert known <= {c.id for c in journal.all(CheckIn)}
        assert journal.check() == ()


def main() -> int:
    """Play for long; the exit code is 1 where something went wrong."""
    parser = argparse.ArgumentParser(description="A monkey at the keyboard of sciatica-tui.")
    parser.add_argument("--steps", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        monkey = Monkey(args.seed, Path(folder))
        try:
            asyncio.run(monkey.play(args.steps))
        except BaseException:
            sys.stderr.write(f"seed {args.seed}, {monkey.left} steps before the end; last: {' '.join(monkey.done)}\n")
            raise
    sys.stdout.write(f"seed {args.seed}: {args.steps} steps, nothing went wrong\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
