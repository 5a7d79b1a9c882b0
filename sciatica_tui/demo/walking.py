"""The made-up walking plan: each step taken on the day that the diary proposed it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict

from ..domain.days import step
from ..domain.records import CheckIn, WalkMove, WalkPlan
from ..domain.routines.walking import advice, stepped
from ..domain.snapshot import RecordSnapshot
from .story import LAST, MISSED, WALKS_BEGIN_WITH, WALKS_FROM


class Identity(TypedDict):
    """What every record has."""

    id: str
    created_at: datetime
    updated_at: datetime
    rev: int


def walking_plan(identity: Identity, first: date, checkins: Iterable[CheckIn]) -> WalkPlan:
    """Return the plan as it stood yesterday; `first` is the first day of the history."""
    plan = WalkPlan(**identity, day=step(first, WALKS_FROM), minutes=WALKS_BEGIN_WITH)
    diary = RecordSnapshot(checkins=tuple(checkins))
    for number in range(WALKS_FROM, LAST):
        day = step(first, number)
        advised = advice(plan, diary, day)
        if advised.move is not WalkMove.SAME and number not in MISSED:
            plan = stepped(plan, day, advised.minutes, advised.move, advised.why)
    return plan
