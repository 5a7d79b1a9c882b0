"""Visits as a person keeps them: made and changed from a form, told of afterwards, and what has changed since one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

import msgspec

from ..domain.assessment.assess import Assessment
from ..domain.check_in.date_input import read_visit_time
from ..domain.records import Event, Record, Trial, TrialEvening, Visit, VisitQuestion
from ..domain.visits.since import SinceVisit, since_visit
from ..domain.visits.visit import MOST_QUESTIONS, all_visits, last_visit, waiting_questions
from ..storage.journal import Journal
from .flares import flares_of
from .records_snapshot import snapshot_of
from .side_records import about, changed_record, new_record

WHEN = "when"
"""The answer of a form that says the day of a visit, and its time."""


def when_text(visit: Visit) -> str:
    """Write the day and the time of a visit as a form takes them."""
    return f"{visit.at:%Y-%m-%d %H:%M}" if visit.at is not None else visit.day.isoformat()


def visit_of(answers: Mapping[str, Any], now: datetime, day_ends: time, before: Visit | None = None) -> Record:
    """Return the visit that a form tells of, or `before` as it changes it. Raises BadInput.

    Its time stays as it is, with its offset, where nobody has touched it.
    """
    fields = {name: answer for name, answer in answers.items() if name != WHEN}
    if before is not None and answers[WHEN] == when_text(before):
        return changed_record(before, fields)
    with about(WHEN):
        when = read_visit_time(answers[WHEN], now, day_ends)
    if before is None:
        return new_record("visit", fields, when.day, when.at, now)
    return changed_record(before, {**fields, "day": when.day, "at": when.at})


def next_questions(journal: Journal) -> tuple[VisitQuestion, ...]:
    """Return the questions for the next visit, as many as it has room for; others wait behind them."""
    return waiting_questions(journal.all(VisitQuestion))[:MOST_QUESTIONS]


def after_visit(
    visit: Visit, note: str | None, advice: str | None, questions: Iterable[VisitQuestion]
) -> tuple[Record, ...]:
    """Return the visit with what was said, and the questions as asked there. Raises BadInput."""
    visit_after = changed_record(visit, {"note": note, "advice": advice})
    return (visit_after, *(msgspec.structs.replace(question, visit=visit.id) for question in questions))


def since_last_visit(journal: Journal, assessment: Assessment) -> SinceVisit | None:
    """Return what has changed since the last visit before the day of the assessment; `None` where there was none."""
    visit = last_visit(visits(journal), assessment.on)
    if visit is None:
        return None
    trials, evenings = journal.all(Trial), journal.all(TrialEvening)
    flares = flares_of(journal, assessment.on)
    return since_visit(visit, assessment, snapshot_of(journal), trials, evenings, flares)


def visits(journal: Journal) -> tuple[Visit, ...]:
    """Return all visits by time, those kept as events among them."""
    return all_visits(journal.all(Visit), journal.all(Event))
