"""Visits past and to come, and the questions that wait for the next one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from ..records import Event, EventKind, Visit, VisitKind, VisitQuestion

NAMED_DAYS = 7
"""Days before a visit from which Today names it, and after it for which Today asks what was said (a choice of ours)."""

EVENING = time(17)
"""When a visit without a time is taken to be over."""

MOST_QUESTIONS = 3
"""Questions on the page at most: one visit answers few."""


def all_visits(visits: Iterable[Visit], events: Iterable[Event]) -> tuple[Visit, ...]:
    """Return all visits by day and time, those that were kept as events of the kind `clinician` among them."""
    old = (
        Visit(
            id=event.id,
            created_at=event.created_at,
            updated_at=event.updated_at,
            rev=event.rev,
            day=event.day,
            kind=VisitKind.OTHER,
            who=event.title,
            note=event.note,
        )
        for event in events
        if event.kind is EventKind.CLINICIAN
    )
    return tuple(sorted((*visits, *old), key=_when))


def with_visits(events: Iterable[Event], visits: Iterable[Visit], on: date) -> tuple[Event, ...]:
    """Return the events, and the visits up to a day as events: a visit has the same mark on charts and on the page."""
    past = (
        Event(
            id=visit.id,
            created_at=visit.created_at,
            updated_at=visit.updated_at,
            rev=visit.rev,
            day=visit.day,
            kind=EventKind.CLINICIAN,
            title=visit.who or visit.kind.value,
        )
        for visit in visits
        if visit.day <= on
    )
    return (*events, *past)


def is_over(visit: Visit, on: date, now: datetime) -> bool:
    """Tell whether a visit has begun at `now`, on the day `on`; one without a time is over in the evening."""
    if visit.at is not None:
        return visit.at.timestamp() <= now.timestamp()
    return visit.day < on or (visit.day == on and now.time() >= EVENING)


def last_visit(visits: Iterable[Visit], on: date) -> Visit | None:
    """Return the latest visit before a day: what there is to tell on the day of a visit goes back to the one before."""
    return max((visit for visit in visits if visit.day < on), key=_when, default=None)


def next_visits(visits: Iterable[Visit], on: date, now: datetime) -> tuple[Visit, ...]:
    """Return the visits of the next day that has any still to come, by time."""
    coming = sorted((visit for visit in visits if not is_over(visit, on, now) and visit.day >= on), key=_when)
    return tuple(visit for visit in coming if visit.day == coming[0].day)


def untold_visits(visits: Iterable[Visit], on: date, now: datetime) -> tuple[Visit, ...]:
    """Return the visits of the last week of which nothing that was said is kept, from the evening of their day on."""
    evening = now.time() >= EVENING
    week = (
        visit
        for visit in visits
        if on - visit.day < timedelta(NAMED_DAYS) and is_over(visit, on, now) and (visit.day < on or evening)
    )
    return tuple(sorted((visit for visit in week if not visit.note and not visit.advice), key=_when))


def waiting_questions(questions: Iterable[VisitQuestion]) -> tuple[VisitQuestion, ...]:
    """Return the questions that were not asked at any visit yet, in the order they were noted."""
    return tuple(sorted((q for q in questions if q.visit is None), key=lambda q: (q.day, q.id)))


def _when(visit: Visit) -> tuple[date, float, str]:
    return visit.day, 0.0 if visit.at is None else visit.at.timestamp(), visit.id
