"""What has changed since the last visit, by the level model of the verdicts, and what happened since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from ..assessment.assess import Assessment
from ..assessment.change_since import ChangeSince, change_since
from ..assessment.daily_looks import DailyHistory
from ..assessment.level_uncertainty import first_uncertainties
from ..flares import Flare
from ..measures.rules import ZONE, Verdict
from ..records import Medication, RedFlagAnswer, Trial, TrialEvening, Visit
from ..red_flags.flags import days_asked
from ..red_flags.reasons import with_reasons
from ..snapshot import RecordSnapshot

MEASURES = ("leg_pain", "back_pain", "zone", "sit_minutes", "walk_minutes")
"""The measures that are told of, in this order."""


class SinceVisit(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to tell on the day `on` from the day of the last visit on, which is one of the `days`.

    `flares` are those of which a day is among them. `red_flags` are those raised then, `flags_asked` the days on which
    they were asked. `medication_days` counts the days with any; `medication_days_before` those of the `days_before`, as
    many but none before the first entry.
    """

    visit: Visit
    on: date
    days: int
    changes: tuple[ChangeSince, ...]
    trials: tuple[Trial, ...]
    evenings: tuple[TrialEvening, ...]
    flares: tuple[Flare, ...]
    red_flags: tuple[RedFlagAnswer, ...]
    flags_asked: int
    medication_days: int
    days_before: int
    medication_days_before: int


def since_visit(
    visit: Visit,
    assessment: Assessment,
    snapshot: RecordSnapshot,
    trials: Iterable[Trial] = (),
    evenings: Iterable[TrialEvening] = (),
    flares: Iterable[Flare] = (),
) -> SinceVisit:
    """Return what changed and happened from the visit up to the day of the assessment."""
    on, day = assessment.on, visit.day
    days = (on - day).days + 1
    uncertainties = first_uncertainties()
    histories = [reading.history for name in MEASURES if (reading := assessment.readings.get(name)) is not None]
    changes = (
        change_since(history, day.toordinal(), on.toordinal(), uncertainties)
        for history in histories
        if isinstance(history, DailyHistory)
    )
    ended_trials = (trial for trial in trials if trial.ended is not None and day <= trial.ended <= on)
    answers = [answer for answer in snapshot.red_flags if day <= answer.day <= on]
    flag_days = {asked for asked in days_asked(snapshot.checkins, snapshot.red_flags, on) if asked >= day}
    days_logged = (*(checkin.day for checkin in snapshot.checkins), *(taken.day for taken in snapshot.medications))
    first_day = min(days_logged, default=day)
    days_before = min(days, max((day - first_day).days, 0))
    first_before = day - timedelta(days_before)
    return SinceVisit(
        visit=visit,
        on=on,
        days=days,
        changes=tuple(_told(change, assessment) for change in changes if change is not None),
        trials=tuple(sorted(ended_trials, key=lambda trial: (trial.ended or on, trial.id))),
        evenings=tuple(evenings),
        flares=tuple(flare for flare in flares if flare.last is None or flare.last >= day),
        red_flags=with_reasons((answer for answer in answers if answer.flags), snapshot.checkins, on),
        flags_asked=len(flag_days),
        medication_days=_medication_days(snapshot.medications, day, on),
        days_before=days_before,
        medication_days_before=_medication_days(snapshot.medications, first_before, day - timedelta(1)),
    )


def _told(change: ChangeSince, assessment: Assessment) -> ChangeSince:
    """Take "improving" back of a zone where something speaks against "moving up", as its sign does."""
    improving = Verdict.IMPROVING in (change.verdict, change.early)
    if change.rule is not ZONE or not improving or assessment.against_moving_up is None:
        return change
    return msgspec.structs.replace(change, verdict=Verdict.NO_CLEAR_CHANGE, early=None)


def _medication_days(medications: Iterable[Medication], first: date, last: date) -> int:
    return len({medication.day for medication in medications if first <= medication.day <= last})
