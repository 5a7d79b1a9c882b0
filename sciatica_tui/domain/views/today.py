"""What Today says: the headline, what there is to do, and the last seven days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from ..assessment.phase_decided import PHASE_WORDS
from ..check_in.schedule import is_first_week, tells_of_the_day
from ..days import DayRow, day_row, day_rows
from ..measures.rules import BACK_PAIN, LEG_PAIN
from ..record_text import describe
from ..records import (
    CheckIn,
    Event,
    Medication,
    Session,
    Visit,
    WalkMove,
    WalkPlan,
)
from ..red_flags.alarms import Doubt
from ..routines.catalogue import Guided, title_of
from ..routines.done import was_done
from ..routines.safety import checked_in, done_minutes, offered, permission
from ..routines.session_plan import RoutineKind, total_seconds
from ..routines.setbacks import next_day_due
from ..routines.walking import WALK, advice, minutes_on, walked_minutes
from ..snapshot import RecordSnapshot
from ..text.dates import day_words, long_day, short_month, year_of
from ..text.grammar import capital
from ..visits.visit import EVENING
from ..zones import level
from .todo import COMPLETED, LATER, QUESTION, TO_DO, YES_NO, Todo, short_words

if TYPE_CHECKING:
    from ..assessment.assess import Assessment

MOST_NOTES = 20
"""Notes named on Today at most; History has them all."""

MOST_ROUTINES = 3
"""Routines named in a small window; the rest are a key away."""

ROWS_BESIDE, FULL_HEIGHT = 14, 24
"""Rows of a window that neither what there is to do nor the story has, the body's among them, and from which on it
comes before a routine in a small one.
"""


def pain_words(row: DayRow) -> str:
    """Return the day's worst in words: `leg pain 3, back 2, down to the thigh`; empty where none was answered.

    What is numb follows: pain that is gone is not all there is.
    """
    parts = []
    if row.leg_pain is not None:
        parts.append(f"leg pain {row.leg_pain}")
    if row.back_pain is not None:
        parts.append(f"back {row.back_pain}" if parts else f"back pain {row.back_pain}")
    if row.zone is not None:
        number = level(row.zone)
        if number == 0:
            parts.append("hurting nowhere")
        else:
            parts.append("in the low back" if number == 1 else f"down to the {row.zone}")
    parts += [f"the {zone} numb" for zone in row.numb]
    return ", ".join(parts)


def headline(checkins: Sequence[CheckIn], on: date) -> str:
    """Say in one sentence how it is, from what was logged and no more."""
    if not checkins:
        return "Nothing logged yet. The first check-in takes three keys and Enter."
    today = day_row(on, (c for c in checkins if c.day == on and tells_of_the_day(c)))
    if today.logged:
        words = pain_words(today)
        at_worst = ", at worst:" if len(today.checkins) > 1 else ""
        return f"Today{at_worst} {words}." if words else "Checked in today."
    last = max((c.day for c in checkins if c.day < on), default=None)
    if last is None:
        return "Not checked in today."
    words = pain_words(day_row(last, (c for c in checkins if c.day == last)))
    when = "Yesterday" if on - last == timedelta(1) else f"Last, on {long_day(last)}{year_of(last, on)}"
    return f"Not checked in today. {when}: {words or 'checked in'}."


class WeekDay(msgspec.Struct, frozen=True):
    """One of the seven days: whether a check-in tells of it, its worst pain, whether a routine was done.

    `beside` is the other pain and the furthest zone, as in `back 2  calf`. `to_come`: it has not begun.
    """

    day: date
    logged: bool = False
    pain: int | None = None
    routine: bool = False
    beside: str = ""
    to_come: bool = False


class LastWeek(msgspec.Struct, frozen=True):
    """Seven days, minutes active today and in all, and on how many days there was medication.

    They are the last ones, or the first ones of a diary. The minutes are `None` where none were given.
    """

    days: tuple[WeekDay, ...]
    active_minutes: int | None
    active_today: int | None
    medication_days: int


def last_week(
    checkins: Iterable[CheckIn],
    sessions: Iterable[Session],
    medications: Iterable[Medication],
    on: date,
    pain: str = LEG_PAIN.measure,
) -> LastWeek:
    """Return what the seven days up to and with `on` hold; in the first week of a diary, those that begin with it.

    `pain` is the measure of it.
    """
    checkins = tuple(checkin for checkin in checkins if checkin.day <= on)
    first = on - timedelta(6)
    if is_first_week(checkins, on):
        first = min((checkin.day for checkin in checkins), default=on)
    rows = day_rows(checkins, first, first + timedelta(6))
    answers = [[c.activity for c in row.checkins if c.activity is not None] for row in rows]
    minutes = [sum(a.minutes for activity in day for a in activity) if day else None for day in answers]
    with_routine = {session.day for session in sessions if session.day >= first and was_done(session)}
    return LastWeek(
        days=tuple(
            WeekDay(
                row.day,
                any(map(tells_of_the_day, row.checkins)),
                getattr(row, pain),
                row.day in with_routine,
                short_words(msgspec.structs.replace(row, **{pain: None}), ""),
                row.day > on,
            )
            for row in rows
        ),
        active_minutes=sum(filter(None, minutes)) if any(answers) else None,
        active_today=minutes[(on - first).days],
        medication_days=len({m.day for m in medications if first <= m.day <= on}),
    )


def last_notes(checkins: Iterable[CheckIn], events: Iterable[Event], on: date) -> tuple[tuple[date, str], ...]:
    """Return what was written down in words of late, the newest first: notes of check-ins, and events."""
    notes = [(c.day, c.id, c.note) for c in checkins if c.note and c.day <= on]
    notes += [(e.day, e.id, capital(describe(e))) for e in events if e.day <= on]
    newest = sorted(notes, key=lambda note: note[:2], reverse=True)[:MOST_NOTES]
    return tuple((day, text) for day, _, text in newest)


def where_titles(zone_day: date | None, on: date, *, is_logged: bool) -> tuple[str, str]:
    """Return what stands over and under the body: the day of the last zone there is, where it is not that of today."""
    if zone_day is None:
        return "Where", "not asked yet"
    if zone_day == on:
        return "Where", ""
    return f"Where · {short_month(zone_day, on)}", "not asked today" if is_logged else ""


def next_day_rows(diary: RecordSnapshot, on: date) -> tuple[Todo, ...]:
    """Return the question how the leg took yesterday's routine; of several in one row, one after another."""
    due = next_day_due(diary, on)
    words = _how_taken(title_of(due[0].routine) if len(due) == 1 else f"{len(due)} routines") if due else ""
    return (Todo(f"next-day:{due[0].id}", QUESTION, words, "Enter"),) if due else ()


def routine_rows(
    diary: RecordSnapshot,
    routines: Sequence[Guided],
    now: datetime,
    on: date,
    most: int | None = None,
    first: Sequence[str] = (),
) -> tuple[Todo, ...]:
    """Return what the phase suggests, or the first `most` of it, with when ice and heat are allowed again.

    Of those suggested, the ones named in `first` come first, in that order.
    """
    rows = []
    for routine in offered(diary, routines, on, first)[:most]:
        permitted = permission(routine, diary, now, on)
        done = walked_minutes(diary, on) if routine.name == WALK else done_minutes(routine.name, diary, on)
        minutes = int(done)
        time = max(round(total_seconds(routine.plan) / 60), 1)
        if (routine.name == WALK and minutes >= time) or _was_done(routine.name, diary, on):
            done_words = f"{minutes} min done" if minutes else "done"
            rows.append(Todo(f"routine:{routine.name}", COMPLETED, routine.title, done_words))
        elif permitted.allowed:
            so_far = f"{minutes} of " if minutes else ""
            is_break = routine.kind is RoutineKind.SITTING
            time_words = f"every {routine.steps[0].hold_seconds // 60} min" if is_break else f"{so_far}{time} min"
            rows.append(Todo(f"routine:{routine.name}", TO_DO, routine.title, time_words))
        elif permitted.again_at is not None:
            again = permitted.again_at
            rows.append(Todo(f"routine:{routine.name}", LATER, routine.title, f"again {again:%H:%M}", until=again))
    return tuple(rows)


def room_for_routines(height: int, lines: int, story: int, *, is_small: bool) -> int:
    """Return how many routines to name below so many lines, and `story` more, in a window of that height."""
    room = height - ROWS_BESIDE - lines - story
    if not is_small:
        return max(room, MOST_ROUTINES)
    return max(min(room, MOST_ROUTINES), 0 if height >= FULL_HEIGHT else 1)


def next_change(rows: Iterable[Todo], visits: Iterable[Visit], on: date, now: datetime) -> datetime | None:
    """Return when the rows of a day are no longer true by themselves, as for a visit that begins, or its evening."""
    moments = [row.until for row in rows if row.until is not None]
    if any(visit.day == on for visit in visits):
        moments.append(datetime.combine(on, EVENING, now.tzinfo))
    return min((moment for moment in moments if moment > now), default=None)


def walk_rows(plan: WalkPlan | None, diary: RecordSnapshot, on: date) -> tuple[Todo, ...]:
    """Return the step that the walking plan proposes; nothing before the day's check-in, which says how the leg is."""
    if plan is None or not checked_in(diary, on):
        return ()
    step = advice(plan, diary, on)
    if step.move is WalkMove.SAME:
        return ()
    from ..routines.walking_text import proposal_words

    return (Todo("walking", QUESTION, proposal_words(step.minutes, minutes_on(plan, on)), "Enter"),)


def to_answer(seen: Assessment) -> Iterator[Todo]:
    """Yield what the assessment asks of the person; nothing while a red flag locks."""
    if seen.locked:
        return
    from ..assessment.open_questions import NEW_EPISODE, SAME_EPISODE, numbness_question  # with what judges

    for zone in sorted(seen.facts.maybe_numb):
        words = capital(numbness_question(zone, is_told=zone in seen.facts.numb))
        yield Todo(f"numb:{zone}", QUESTION, words, YES_NO)
    if seen.facts.gap is not None and seen.span.last is None:
        yield Todo("gap", QUESTION, capital(SAME_EPISODE), "Enter")
    if seen.facts.after_end:
        yield Todo("after-end", QUESTION, f"Entries after the end: {NEW_EPISODE}", "Enter")


def week_title(week: LastWeek, pain: str) -> str:
    """Name the seven days, or the pain they are about where that is the back's."""
    if pain == BACK_PAIN.measure:
        return "Back · 7 days"
    return "First 7 days" if week.days[-1].to_come else "Last 7 days"


def mark_words(week: LastWeek) -> str:
    """Say what the mark of a day with a routine means, where there is one."""
    return f"{COMPLETED} routine" if any(day.routine for day in week.days) else ""


def to_decide(seen: Assessment) -> Iterator[Todo]:
    """Yield what waits for a decision: a phase proposed, pain that is back, an episode that has ended."""
    from ..assessment.open_questions import NEW_EPISODE  # with what judges

    if seen.phase.proposal is not None:
        way = "a step back" if seen.phase.proposal.back else PHASE_WORDS[seen.phase.proposal.phase]
        yield Todo("phase", TO_DO, f"Proposed: {way}", "Enter")
    if seen.phase.returned is not None and not seen.locked:
        yield Todo("phase", TO_DO, f"Pain is back: {NEW_EPISODE}", "Enter")
    if seen.span.last is not None and not seen.facts.after_end:  # else `to_answer` asks it
        yield Todo("episode", TO_DO, "The episode has ended: what now?", "Enter")


def doubt_rows(doubts: Iterable[tuple[CheckIn, Doubt]], today: date) -> Iterator[Todo]:
    """Yield the numbers of a check-in that nobody was asked about when it was written down."""
    for entry, doubt in doubts:
        words = f"Second try: {doubt.subject}" if doubt.second_try else "Is your leg weaker than last week?"
        numbers = f"{doubt.why.removeprefix(doubt.subject).strip()}   " if doubt.second_try else ""
        aside = f"{numbers}{day_words(entry.day, today)}"
        yield Todo(f"doubt:{entry.id}", QUESTION, words, aside)


def _how_taken(title: str) -> str:
    """Ask for the day after a routine, by its name: `Yesterday's daily stretches: how did your leg take them?`."""
    them = "them" if title.endswith("s") and not title.endswith("ss") else "it"
    name = "stretches" if title.casefold() == "daily stretches" else title[:1].lower() + title[1:]
    return f"Yesterday's {name}: how did your leg take {them}?"


def _was_done(routine: str, diary: RecordSnapshot, on: date) -> bool:
    return any(was_done(s) for s in diary.sessions if s.day == on and s.routine == routine)
