"""What a person reads when a session is over: how the leg went, what was done, this week, when it may be done again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from ..records import CheckIn, Session, Zone
from ..routines.amounts import Amount, amounts_of
from ..routines.catalogue import BY_NAME
from ..routines.done import anything_done, done_and_planned, was_done
from ..routines.safety import HEAT_A_DAY, Permission
from ..routines.session_plan import PlannedStep, RoutineKind
from ..routines.session_text import END_WORDS, how_ended
from ..routines.setbacks import exercises_of, set_back
from ..routines.timer_view import DONE_WORD, NOT_DONE_WORD, STOPPED_WORD, amount_words, not_counted_words
from ..zones import level
from .routine_times import lately, others

Row = tuple[str, str]
"""A heading, and what stands beside it."""

MOST_SESSIONS = 22
"""Sessions of the same routine that are listed at most, and of the others."""


TOO_LITTLE_DONE = "Too little of it was done to count for today."
NONE_DONE = "None of it was done, so it doesn't count for today."


class ClosingTone(StrEnum):
    """What the ground of the card says: done; stopped early or with more pain; a setback."""

    COMPLETE = "complete"
    PLAIN = "plain"
    SETBACK = "setback"


class ClosingCard(msgspec.Struct, frozen=True):
    """The card as large as the session: a few words in big letters, what was done, the last days, and what follows.

    `end_words` say how it ended, where the headline does not; `words_below` stand below that: how far down it was
    before and is now, or how much was done. `lately` are lines as beside the routine, the week first, and behind them
    what was done of the others.
    """

    headline: str
    end_words: str
    words_below: str
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
    """Return the card of a session; `plan` is all that was planned.

    `setback` are the words on what a setback means for its exercises; `checkins` may tell of other walks.
    """
    before = session.before.leg_pain if session.before is not None else None
    after = session.after.leg_pain if session.after is not None else None
    end_words = how_ended(session)
    amounts = amounts_of(plan, session.steps if anything_done(session) else ())
    complete = was_done(session) and not end_words
    words_below = _zone_words(session)
    if before is not None and after is not None:
        headline = f"Leg {before} → {after}"
    elif not anything_done(session):
        headline, end_words = NOT_DONE_WORD, ""  # below stands why
    elif complete:
        headline = DONE_WORD
    else:
        headline, end_words = STOPPED_WORD, "" if end_words == END_WORDS["stopped"] else end_words
        if any(amount.planned_seconds for amount in amounts):
            parts = amount_words(amounts), not_counted_words(plan, amounts), words_below
            words_below = ", ".join(filter(None, parts))
    more_pain = before is not None and after is not None and after > before
    tone = ClosingTone.COMPLETE if complete and not more_pain else ClosingTone.PLAIN
    rows = [("Left out", setback)] if setback else []
    if not anything_done(session):
        rows.append(("Not counted", _why_not_counted(session)))
    if permission.allowed or not setback:  # where all of it is left out, that says how long
        rows.append(("Again", _again(session.routine, permission, setback)))
    if exercises_of(session):
        rows.append(("Tomorrow", "The app asks how your leg took it."))
    return ClosingCard(
        headline,
        end_words,
        words_below,
        ClosingTone.SETBACK if set_back(session) else tone,
        amounts,
        (
            *lately(session.routine, sessions, today, MOST_SESSIONS, checkins),
            *others(session.routine, sessions, today, MOST_SESSIONS),
        ),
        tuple(rows),
    )


def _why_not_counted(session: Session) -> str:
    why = TOO_LITTLE_DONE if round(done_and_planned(session)[0]) else NONE_DONE
    return f"{why} History lists it as not done."


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


def _again(routine: str, permission: Permission, setback: str) -> str:
    if not permission.allowed:
        return permission.reason
    if setback:
        return "The rest, once your leg has settled."
    match BY_NAME[routine].kind if routine in BY_NAME else None:
        case RoutineKind.HEAT:
            return f"Whenever you like, at most {HEAT_A_DAY} times a day."
        case RoutineKind.ICE | RoutineKind.ALTERNATING:
            return "Whenever you like: it was too short for the skin to need a rest."
    return "Whenever you like."
