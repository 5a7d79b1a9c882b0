"""What an import depends on beside the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import NamedTuple


class Setting(NamedTuple):
    """The moment of the import, when the person's day ends, and how a wall-clock time becomes an instant.

    `source` names the spreadsheet; see `changes.source_name`.
    """

    now: datetime
    day_ends: time
    local: Callable[[datetime], datetime]
    source: str = ""
