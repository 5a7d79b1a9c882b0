"""The services that the screens work with, handed to them as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..domain import days
from ..domain.charts.chart import Chart
from ..storage.journal import Journal
from .assessments import AssessmentCache
from .clock import Clock
from .config import Config
from .journal_writer import JournalWriter
from .live_settings import Settings
from .paths import Paths
from .record_ids import new_stamp


@dataclass(frozen=True)
class Services:
    """`journal` to read, `journal_writer` to write, `assessment_cache` to judge, `settings` to read and change.

    `demo` is true for the made-up history, of which nothing is kept.
    """

    journal: Journal
    journal_writer: JournalWriter
    assessment_cache: AssessmentCache
    clock: Clock
    settings: Settings
    paths: Paths
    demo: bool = False
    take_problems: Callable[[], tuple[str, ...]] = tuple
    """Return what has gone wrong beside the app since it was last asked: hooks that failed."""

    @property
    def config(self) -> Config:
        """Return the settings in force."""
        return self.settings.config

    def today(self) -> date:
        """Return the day by the person's day boundary."""
        return days.day_of(self.clock.now(), self.config.times.boundary)

    def stamp(self) -> dict[str, Any]:
        """Return the first fields of a new record; see `new_stamp`."""
        return new_stamp(self.clock.now())

    def keep_picture(self, chart: Chart) -> Path:
        """Write a chart as an SVG into the folder of pictures and return its path; raises AppError."""
        from ..exchange.chart_svg import picture_name, svg
        from .output_files import write_beside_others

        return write_beside_others(self.paths.pictures, picture_name(chart), svg(chart).encode(), self.paths)
