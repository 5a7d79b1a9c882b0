"""The rows of what today holds, and those that a shell's prompt asks for too.

Tests: `tests/domain/views/test_today.py`, `tests/domain/views/test_prompt.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from ..check_in.schedule import (
    WEEKLY_DAYS,
    felt_due,
    is_first_week,
    of_the_week,
    tells_of_the_day,
    tests_left,
    weekly_due,
)
from ..days import DayRow, day_row
from ..measures.questions import Depth
from ..records import CheckIn, RedFlagAnswer
from ..red_flags.flags import TITLES, Urgency, urgency_of
from ..text.grammar import count
from ..text.row_mark import RowMark, Tone
from ..zones import level

if TYPE_CHECKING:
    from ..check_in.form import Form

COMPLETED, TO_DO, LATER = RowMark("✓", Tone.GOOD), RowMark("☐"), RowMark("·")
YES_NO = "y  n"
"""Beside a question that is answered in its row."""
DUE, QUESTION, HELP = RowMark("!", Tone.DUE), RowMark("?", Tone.DUE), RowMark("‼", Tone.BAD)


CHECKED_IN, WORST = "done", "worst "
"""What a check-in without pain or zone says, and what comes before the pains of a day with several."""


class Todo(msgspec.Struct, frozen=True):
    """A row of what today holds: `kind` says what Enter does; `until` is when it is no longer so by itself.

    `is_draft`: it goes on with a form left half filled.
    """

    kind: str
    mark: RowMark
    words: str
    aside: str = ""
    until: datetime | None = None
    is_draft: bool = False

    @property
    def verb(self) -> str:
        """What Enter does, as the footer names it."""
        if self.is_draft:
            return "Continue"
        if (self.kind, self.mark) == ("checkin", COMPLETED):
            return "Check in again"
        return VERBS.get(self.kind.partition(":")[0], "Answer")


PLAN = "bad-day"
"""The kind of a row that leads to the plan for bad days."""
DECISIONS = ("phase", "episode")
"""The kinds of rows that wait for a decision."""
VERBS = {
    "checkin": "Check in",
    "weekly": "Weekly tests",
    "routine": "Start",
    "phase": "Open Phase",
    "trial": "Open",
    "visit": "Open",
    "flare": "Open",
    PLAN: "Open",
    "episode": "Open",
    "red_flags": "Red flags",
    "help": "What to do",
}
"""What Enter does, by the kind of a row; it answers any other."""


def todo(
    checkins: Sequence[CheckIn],
    flags_asked: date | None,
    on: date,
    *,
    locked: bool = False,
    draft: Form | None = None,
    is_over: bool = False,
) -> tuple[Todo, ...]:
    """Return what today holds: the check-in, the weekly questions when due, the red flags when not asked for a week.

    `draft` is the form of today that was left half filled. While a red flag locks, help comes first: the weekly tests
    are exercises, and are not asked for. `is_over`: the episode has ended, and nothing is due.
    """
    lately = of_the_week(checkins, on)
    today = [c for c in lately if c.day == on and tells_of_the_day(c)]
    if today:
        times, worst = (f" ×{len(today)}", WORST) if len(today) > 1 else ("", "")
        words = short_words(day_row(on, today))
        rows = [Todo("checkin", COMPLETED, f"Check-in{times}", words if words == CHECKED_IN else f"{worst}{words}")]
    else:
        rows = [Todo("checkin", TO_DO, "Check in", "3 keys and Enter")]
    if draft is not None:  # in the place of the row that would begin it
        row = draft_row(draft)
        rows = [other for other in rows if (other.kind, other.mark) != (row.kind, TO_DO)] + [row]
    if is_over:
        return tuple(rows)
    has_row = locked or any(row.kind == "weekly" for row in rows)
    if not has_row and (weekly_due(lately, on) or tests_left(checkins, on)):
        rows.append(weekly_row(checkins, on))
    if checkins and not locked and (flags_asked is None or on - flags_asked >= timedelta(WEEKLY_DAYS)):
        rows.append(flags_row(flags_asked=flags_asked is not None))
    return tuple(rows)


def with_flags_first(rows: Sequence[Todo]) -> tuple[Todo, ...]:
    """Return the rows for red flags that were never asked: they come before everything that rests on their answer."""
    return (flags_row(flags_asked=False), *(row for row in rows if row.kind != "red_flags"))


def help_row(answers: Sequence[RedFlagAnswer]) -> Todo:
    """Return the row of open red flags, the most urgent first: the help to get, in the words of their card."""
    return Todo("help", HELP, TITLES[urgency_of(answers[0].flags) or Urgency.SAME_DAY], "Enter")


def is_logged(rows: Iterable[Todo]) -> bool:
    """Tell whether the rows say that there is a check-in today."""
    return any((row.kind, row.mark) == ("checkin", COMPLETED) for row in rows)


def draft_row(form: Form) -> Todo:
    """Return the row that goes on with the form of today that was left half filled."""
    kind, subject = ("weekly", "weekly tests") if form.depth is Depth.WEEKLY else ("checkin", "check-in")
    return Todo(kind, TO_DO, f"Finish the {subject}", count(len(form.answers), "answer"), is_draft=True)


def flags_row(*, flags_asked: bool) -> Todo:
    """Return the row of red flags that are due; `flags_asked`: they were once."""
    return Todo("red_flags", DUE, f"Red flags: not asked {'lately' if flags_asked else 'yet'}", "Enter")


def weekly_row(checkins: Iterable[CheckIn], on: date) -> Todo:
    """Return the row of the weekly tests: how many are left, due, or in the first week something to begin with."""
    checkins = tuple(checkins)
    if not weekly_due(checkins, on):
        return Todo("weekly", TO_DO, f"Weekly tests: {tests_left(checkins, on)} left", "for this week")
    if is_first_week(checkins, on):
        return Todo("weekly", TO_DO, "Weekly tests", "about 5 min")
    return Todo("weekly", DUE, "Weekly tests are due", "about 5 min")


def felt_row(checkins: Iterable[CheckIn], on: date) -> tuple[Todo, ...]:
    """Return the question for the change as remembered, once a month; the check-ins are those of the episode."""
    return (Todo("felt", QUESTION, "Since it began: better or worse?", "monthly"),) if felt_due(checkins, on) else ()


def short_words(row: DayRow, otherwise: str = CHECKED_IN) -> str:
    """Return the day's worst as it fits a line: `leg 3  back 2  thigh`; `otherwise` where none was answered."""
    parts = [f"leg {row.leg_pain}" if row.leg_pain is not None else ""]
    parts.append(f"back {row.back_pain}" if row.back_pain is not None else "")
    parts.append(row.zone.value if row.zone is not None and level(row.zone) else "")
    return "  ".join(filter(None, parts)) or otherwise
