"""The routines as they are on a day, and which of those suggested are named first."""

from __future__ import annotations

from datetime import date

from ..domain.records import Routine, Session, Trial, TrialDecision, WalkPlan
from ..domain.routines.catalogue import Guided, all_routines
from ..domain.routines.eased import what_eased
from ..domain.routines.walking import WALK, as_planned, current_plan
from ..storage.journal import Journal
from .records_snapshot import snapshot_of


def routines_on(journal: Journal, today: date) -> tuple[Guided, ...]:
    """Return all routines, the walk with the minutes of the walking plan on that day."""
    plan, snapshot = current_plan(journal.all(WalkPlan)), snapshot_of(journal)
    return tuple(as_planned(routine, plan, snapshot, today) for routine in all_routines(journal.all(Routine)))


def is_planned(journal: Journal, routine: Guided) -> bool:
    """Whether a walking plan says how long a routine takes."""
    return routine.name == WALK and routine.own is None and current_plan(journal.all(WalkPlan)) is not None


def suggested_first(journal: Journal, today: date) -> tuple[str, ...]:
    """Return names of routines: the walk of a walking plan, what was kept after a trial, what clearly eased most."""
    walk = (WALK,) if current_plan(journal.all(WalkPlan)) is not None else ()
    decisions = {trial.routine: trial.decision for trial in sorted(journal.all(Trial), key=lambda trial: trial.id)}
    helpful = (name for name, decision in decisions.items() if name is not None and decision is TrialDecision.KEEP)
    return tuple(dict.fromkeys((*walk, *helpful, *what_eased(journal.all(Session), today).better)))
