"""What screens are handed: the journal, the clock, the settings. Frozen; nothing is looked up from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .clock import Clock
from .config import Config
from .core import days
from .paths import Paths
from .store.journal import Journal


@dataclass(frozen=True)
class Services:
    """The outside world of the screens. `demo` is true for the made-up history, of which nothing is kept."""

    journal: Journal
    clock: Clock
    config: Config
    paths: Paths
    demo: bool = False

    def today(self) -> date:
        """The day it is for the person, by their day boundary."""
        return days.day_of(self.clock.now(), self.config.times.boundary)
