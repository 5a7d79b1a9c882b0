"""Which of the suggested routines Today names first."""

from __future__ import annotations

from datetime import date

from ..domain.records import Session, Trial, TrialDecision, WalkPlan
from ..domain.routines.eased import what_eased
from ..domain.routines.walking import WALK, current_plan
from ..storage.journal import Journal


def suggested_first(journal: Journal, today: date) -> tuple[str, ...]:
    """Return names of routines: the walk of a walking plan, what was kept after a trial, what clearly eased most."""
    walk = (WALK,) if current_plan(journal.all(WalkPlan)) is not None else ()
    decisions = {trial.routine: trial.decision for trial in sorted(journal.all(Trial), key=lambda trial: trial.id)}
    helpful = (name for name, decision in decisions.items() if name is not None and decision is TrialDecision.KEEP)
    return tuple(dict.fromkeys((*walk, *helpful, *what_eased(journal.all(Session), today).better)))
