"""Trials of one: begin one with an order drawn by chance, keep its evenings, pause, stop and end it."""

from __future__ import annotations

import os
from datetime import date, datetime

import msgspec

from ..domain.errors import BadInput
from ..domain.records import Rating, Trial, TrialEvening, TrialOutcome
from ..domain.trials.design import RANDOM_BYTES
from ..domain.trials.start import Outlook
from ..domain.trials.trial import evening_of, is_with
from ..storage.journal import Journal
from .record_ids import new_stamp


class TrialPlan(msgspec.Struct, frozen=True):
    """What a person wants to try out: the fields of `records.Trial` that they choose."""

    subject: str
    weeks: int
    stretch: int
    routine: str | None = None
    against: str | None = None
    outcome: TrialOutcome = TrialOutcome.LEG_PAIN


def new_trial(plan: TrialPlan, outlook: Outlook, first_day: date, now: datetime) -> Trial:
    """Draw the order of a trial that begins on `first_day`. Raises BadInput for names that are too long or empty."""
    fields = {
        **new_stamp(now),
        **msgspec.structs.asdict(plan),
        "day": first_day,
        "order": os.urandom(RANDOM_BYTES).hex(),
        "phi": outlook.phi,
        "chance": outlook.chance(plan.weeks),
    }
    try:
        return msgspec.convert({name: value for name, value in fields.items() if value is not None}, Trial)
    except msgspec.ValidationError as error:
        raise BadInput(f"This can't be tried out ({error}); give it a name of 1 to 300 letters.") from error


def evening(
    journal: Journal,
    trial: Trial,
    day: date,
    pain: Rating | None,
    kept_to: bool | None,
    now: datetime,
    *,
    before: TrialEvening | None = None,
) -> tuple[TrialEvening, tuple[TrialEvening, ...]]:
    """Return the record of an evening, and what it changes: `before`, as the person saw it, or what came meanwhile.

    Raises BadInput for a day outside the trial.
    """
    if is_with(trial, day) is None:
        raise BadInput("That day is not part of the trial.")
    if before is None:
        meanwhile = evening_of(trial, journal.all(TrialEvening), day)
        if meanwhile is None:
            return TrialEvening(**new_stamp(now), day=day, trial=trial.id, pain=pain, kept_to=kept_to), ()
        before = msgspec.structs.replace(meanwhile, pain=None, kept_to=None)
    return msgspec.structs.replace(before, pain=pain, kept_to=kept_to), (before,)
