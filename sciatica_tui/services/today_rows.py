"""What there is to do on a day, read from the journal: Today's rows, and the routines to name below them."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from ..domain.check_in.form import Form
from ..domain.episodes import has_ended, span_on
from ..domain.records import (
    CheckIn,
    Episode,
    FlarePlan,
    RedFlagAnswer,
    Trial,
    TrialEvening,
    Visit,
    VisitQuestion,
    WalkPlan,
)
from ..domain.red_flags.flags import last_asked, locked, open_answers
from ..domain.red_flags.raised import open_doubts
from ..domain.routines.catalogue import Guided
from ..domain.routines.safety import offered
from ..domain.routines.walking import current_plan
from ..domain.snapshot import RecordSnapshot
from ..domain.views import today as view
from ..domain.views import todo
from ..domain.views.flares import flare_rows, newest_plan
from ..domain.views.todo import Todo
from ..storage.journal import Journal
from .flares import flares_of
from .records_snapshot import snapshot_of
from .routine_order import routines_on, suggested_first


class TodayRows(msgspec.Struct, frozen=True):
    """The rows; those of the routines suggested, the ones to name first; and all routines that may be done.

    The first `head` rows come before whatever else is asked; among them the red flags, where they were never asked,
    or the help to get, where one locks: the plan for bad days is not for that.
    """

    rows: tuple[Todo, ...]
    routines: tuple[Todo, ...]
    offered: tuple[Guided, ...]
    head: int = 1
    asks_flags_first: bool = False

    @property
    def lines(self) -> int:
        """How many lines the rows take in a small window: a question how a routine was takes two."""
        return len(self.rows) + sum(row.kind.startswith(("next-day:", "walking")) for row in self.rows)


def today_rows(journal: Journal, draft: Form | None, today: date, now: datetime) -> TodayRows:
    """Return what there is to do; `draft` is the day's form, left half filled."""
    checkins, episodes = journal.all(CheckIn), journal.all(Episode)
    flag_answers = journal.all(RedFlagAnswer)
    snapshot, routines = snapshot_of(journal), routines_on(journal, today)
    is_locked, asked = locked(snapshot.red_flags, today), last_asked(checkins, flag_answers, today)
    is_over = has_ended(episodes, today)
    of_day = todo.todo(checkins, asked, today, locked=is_locked, draft=draft, is_over=is_over)
    asks_flags_first = asked is None and not is_over and not is_locked
    if asks_flags_first:
        of_day = todo.with_flags_first(of_day)
    elif is_locked:
        of_day = (todo.help_row(open_answers(flag_answers, today)), *of_day)
    number = 1 + (asks_flags_first or is_locked)
    head, others = of_day[:number], of_day[number:]
    plan = newest_plan(journal.all(FlarePlan))
    flares = () if is_locked else flare_rows(flares_of(journal, today), checkins, plan, today)
    unsettled = open_doubts(checkins, flag_answers, episodes, today)
    rows = (
        *head,
        *flares,
        *view.doubt_rows(unsettled, today),
        *others,
        *_visit_rows(journal, today, now),
        *_trial_rows(journal, snapshot, today),
        *(() if is_over else todo.felt_row(span_on(episodes, today).only(checkins, today), today)),
        *view.next_day_rows(snapshot, today),
        *view.walk_rows(current_plan(journal.all(WalkPlan)), snapshot, today),
    )
    suggested = view.routine_rows(snapshot, routines, now, today, first=suggested_first(journal, today))
    return TodayRows(rows, suggested, tuple(offered(snapshot, routines, today)), len(head), asks_flags_first)


def _visit_rows(journal: Journal, today: date, now: datetime) -> tuple[Todo, ...]:
    visits = journal.all(Visit)
    if not visits:
        return ()
    from ..domain.views.visit_rows import visit_rows

    return visit_rows(visits, journal.all(VisitQuestion), today, now)


def _trial_rows(journal: Journal, snapshot: RecordSnapshot, today: date) -> tuple[Todo, ...]:
    trials = journal.all(Trial)
    if not trials:
        return ()
    from ..domain.views.trial_rows import trial_rows

    return trial_rows(trials, journal.all(TrialEvening), snapshot, today)
