"""What screens are handed: the journal, the clock, the settings. Frozen; nothing is looked up from elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..domain import days
from ..domain.charts.chart import Chart
from ..domain.records import new_id
from ..storage.journal import Journal
from .assessments import AssessmentCache
from .clock import Clock
from .config import Config
from .journal_writer import JournalWriter
from .paths import Paths
from .settings import Settings


@dataclass(frozen=True)
class Services:
    """The outside world of the screens: `journal` to read, `keeper` to write, `assessor` to judge,
    `settings` to read and change.

    `demo`: nothing of it is kept.
    """

    journal: Journal
    journal_writer: JournalWriter
    assessment_cache: AssessmentCache
    clock: Clock
    settings: Settings
    paths: Paths
    demo: bool = False

    @property
    def config(self) -> Config:
        """The settings as they stand now."""
        return self.settings.config

    def today(self) -> date:
        """The day it is for the person, by their day boundary."""
        return days.day_of(self.clock.now(), self.config.times.boundary)

    def stamp(self) -> dict[str, Any]:
        """The identity of a new record: `id`, `created_at`, `updated_at`, `rev`."""
        now = self.clock.now()
        return {"id": new_id(now, os.urandom(10)), "created_at": now, "updated_at": now, "rev": 1}

    def keep_picture(self, chart: Chart) -> Path:
        """Write a chart as a picture into the data folder; raises AppError where that can't be done."""
        from ..exchange.chart_svg import picture_name, svg
        from .output_files import write_beside_others

        return write_beside_others(self.paths.pictures, picture_name(chart), svg(chart).encode(), self.paths)
