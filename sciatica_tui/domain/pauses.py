"""Days on which a trial or a walking plan waits because the person said so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

import msgspec

from .records import Trial, WalkPlan

Pausable = TypeVar("Pausable", Trial, WalkPlan)


def is_paused(record: Trial | WalkPlan, day: date) -> bool:
    """Tell whether a day is one of a pause."""
    return any(pause.first <= day and (pause.last is None or day <= pause.last) for pause in record.pauses)


def resumed(record: Pausable, day: date) -> Pausable:
    """Return the record going on from that day where it was; a pause that began on the same day never was."""
    closed = (
        msgspec.structs.replace(pause, last=day - timedelta(1)) if pause.last is None else pause
        for pause in record.pauses
        if pause.last is not None or pause.first < day
    )
    return msgspec.structs.replace(record, pauses=tuple(closed))
