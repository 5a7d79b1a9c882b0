"""Flares: read them from the journal, keep what the person said of one, and the plan for bad days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from ..domain.errors import BadInput
from ..domain.flares import Flare, flares
from ..domain.records import CheckIn, FlareAnswer, FlarePlan, validated
from ..domain.text.dates import day_words
from ..storage.journal import Journal
from .record_ids import new_stamp


def flares_of(journal: Journal, today: date) -> tuple[Flare, ...]:
    """Return all flares up to today, the oldest first."""
    return flares(journal.all(CheckIn), journal.all(FlareAnswer), today)


def flare_answer(flare: Flare, day: date, now: datetime, *, over: bool) -> FlareAnswer:
    """Return the record that a day was the flare's last, or that it went on. Raises BadInput for one before it."""
    if day < flare.first:
        raise BadInput(f"The flare began on {day_words(flare.first, now.date())}; its last day can't be before that.")
    return FlareAnswer(**new_stamp(now), day=day, over=over)


def changed_plan(before: FlarePlan | None, answers: Mapping[str, Any], day: date, now: datetime) -> FlarePlan:
    """Return the plan with its fields as answered, the one there was changed. Raises BadInput for what is too long."""
    plan = before or FlarePlan(**new_stamp(now), day=day)
    try:
        return validated(msgspec.structs.replace(plan, day=day, **answers))
    except msgspec.ValidationError as error:
        raise BadInput(f"This can't be saved ({error}); make it shorter.") from error


def emptied(plan: FlarePlan) -> FlarePlan:
    """Return the plan without its answers: what another window wrote is laid over what was written beside it."""
    return msgspec.structs.replace(plan, helped=None, routine=None, call=None, note=None)
