"""The only file that asks the time; the domain is handed instants and days."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """What the app knows of time."""

    def now(self) -> datetime:
        """This instant, with the UTC offset of where the person is."""

    def monotonic(self) -> float:
        """Seconds that only grow; they may stand still while the machine sleeps."""

    def boottime(self) -> float:
        """Seconds that also count while the machine sleeps, where the system can tell; else as `monotonic`."""


class SystemClock:
    """The machine's clocks."""

    def now(self) -> datetime:
        """This instant; the zone is read anew, so a journey counts from the next call on."""
        if hasattr(time, "tzset"):
            time.tzset()
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        """`time.monotonic`."""
        return time.monotonic()

    def boottime(self) -> float:
        """The clock that counts sleep: CLOCK_BOOTTIME (Linux), CLOCK_MONOTONIC (macOS); elsewhere `monotonic`."""
        name = "CLOCK_MONOTONIC" if sys.platform == "darwin" else "CLOCK_BOOTTIME"
        clock = getattr(time, name, None)
        return time.clock_gettime(clock) if clock is not None else time.monotonic()
