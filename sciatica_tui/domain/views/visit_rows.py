"""What Today says of visits; a journal without one need not load what is told at them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from ..records import Visit, VisitQuestion
from ..text.grammar import count, cut
from ..visits.visit import NAMED_DAYS, next_visits, untold_visits, waiting_questions
from ..visits.words import visit_title, when_words
from .todo import LATER, QUESTION, Todo

TITLE = 24
"""Letters of a visit's name at most."""


def visit_rows(
    visits: Iterable[Visit], questions: Iterable[VisitQuestion], on: date, now: datetime
) -> tuple[Todo, ...]:
    """Return the next visit from a week before, and after one the question what was said there."""
    visits = tuple(visits)
    number = len(waiting_questions(questions))
    rows = [
        Todo(f"told:{visit.id}", QUESTION, f"{cut(visit_title(visit), TITLE)}: what was said?", "Enter")
        for visit in untold_visits(visits, on, now)
    ]
    for visit in next_visits(visits, on, now):
        if visit.day - on <= timedelta(NAMED_DAYS):
            words = f"Visit {when_words(visit, on)}: {cut(visit_title(visit), TITLE)}"
            aside = count(number, "question") if number else ""
            rows.append(Todo(f"visit:{visit.id}", LATER, words, aside, until=visit.at))
    return tuple(rows)
