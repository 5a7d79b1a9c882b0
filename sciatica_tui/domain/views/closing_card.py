"""What a person reads when a session is over: how the leg went, what was done, this week, when it may be done again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from ..records import CheckIn, Session, Zone
from ..routines.amounts import Amount, amounts_of
from ..routines.done import was_done
from ..routines.safety import Permission
from ..routines.session_plan import PlannedStep
from ..routines.session_text import how_ended
from ..routines.setbacks import exercises_of, set_back
from ..routines.timer_view import DONE_WORD, STOPPED_WORD, amount_words, not_counted_words
from ..zones import level
from .routine_times import lately, others

Row = tuple[str, str]
"""A heading, and what stands beside it."""

MOST_SESSIONS = 22
"""Sessions of the same routine that are listed at most, and of the others."""


class ClosingTone(StrEnum):
    """What the ground of the card says: done; stopped early or with more pain; a setback."""

    COMPLETE = "complete"
    PLAIN = "plain"
    SETBACK = "setback"


class ClosingCard(msgspec.Struct, frozen=True):
    """The card as large as the session: a few words in big letters, what was done, the last days, and what follows.

    `end_words` say how it ended, empty where it was done, `zone_words` how far down it was before and is now; `lately`
    are lines as beside the routine, the week first, and behind them what was done of the others.
    """

    headline: str
    end_words: str
    zone_words: str
    tone: ClosingTone
    amounts: tuple[Amount, ...]
    lately: tuple[str, ...]
    rows: tuple[Row, ...]


def closing_card(
    session: Session,
    plan: Sequence[PlannedStep],
    permission: Permission,
    sessions: Collection[Session],
    today: date,
    setback: str = "",
    checkins: Iterable[CheckIn] = (),
) -> ClosingCard:
    """Return the card of a session that was done, at least in part; `plan` is all that was planned.

    `setback` are the words on what a setback means for its exercises; `checkins` may tell of other walks.
    """
    before = session.before.leg_pain if session.before is not None else None
    after = session.after.leg_pain if session.after is not None else None
    end_words = how_ended(session)
    amounts = amounts_of(plan, session.steps)
    complete = was_done(session) and not end_words
    if before is not None and after is not None:
        headline = f"Leg {before} → {after}"
    else:
        planned = any(amount.planned_seconds for amount in amounts)
        headline = DONE_WORD if complete else amount_words(amounts) if planned else STOPPED_WORD
        if not complete:
            end_words = ", ".join(filter(None, (end_words, not_counted_words(plan, amounts))))
    more_pain = before is not None and after is not None and after > before
    tone = ClosingTone.COMPLETE if complete and not more_pain else ClosingTone.PLAIN
    rows = [("Left out", setback)] if setback else []
    rows.append(("Again", _again(permission, setback)))
    if exercises_of(session):
        rows.append(("Tomorrow", "The app asks how your leg took it."))
    return ClosingCard(
        headline,
        end_words,
        _zone_words(session),
        ClosingTone.SETBACK if set_back(session) else tone,
        amounts,
        (
            *lately(session.routine, sessions, today, MOST_SESSIONS, checkins),
            *others(session.routine, sessions, today, MOST_SESSIONS),
        ),
        tuple(rows),
    )


def _zone_words(session: Session) -> str:
    """Say `Furthest zone: thigh → buttock, further up than before`; of one alone that of now, else nothing."""
    before = session.before.zone if session.before is not None else None
    after = session.after.zone if session.after is not None else None
    if after is None:
        return ""
    if before is None:
        return "No pain now" if after is Zone.NONE else f"Furthest zone now: {after}"
    if before is after:
        return "No pain before or after" if after is Zone.NONE else f"Furthest zone: {after}, as before"
    moved = "further up than before" if level(after) < level(before) else "further down than before"
    return f"Furthest zone: {before} → {after}, {moved}"


def _again(permission: Permission, setback: str) -> str:
    if not permission.allowed:
        return permission.reason
    return "The rest, once your leg has settled." if setback else "Whenever you like."
