"""What becomes of a row of Today that is chosen, or answered with yes or no; what that takes is loaded with it."""

from __future__ import annotations

from datetime import date

from ...domain.records import Routine, Session, Visit, Zone
from ...domain.routines.catalogue import all_routines, find, title_of
from ...domain.views import todo
from ...services.container import Services
from ..messages import AppMessage, CheckInWanted, DialogWanted, NextDayWanted, SessionWanted
from .mode_screen import ModeScreen


def message_of(services: Services, row: str) -> AppMessage | None:
    """What a row asks the app for; `None` where it asks the person first, or what it names is gone."""
    journal = services.journal
    kind, _, name = row.partition(":")
    match kind:
        case "checkin":
            return CheckInWanted()
        case "routine":
            return SessionWanted(find(name, all_routines(journal.all(Routine))))
        case "next-day":
            session = journal.get(Session, name)
            return NextDayWanted(session, title_of(session.routine)) if session is not None else None
        case "visit" | "told":
            visit = journal.get(Visit, name)
            dialog = "after visit" if kind == "told" else "visit"
            return DialogWanted(dialog, visit=visit) if visit is not None else None
        case "walking" | "trial" | "evening":
            return DialogWanted(kind)
        case "flare" | "flare-over":
            return DialogWanted("flares")
        case todo.PLAN:
            return DialogWanted("bad day")
        case "felt":
            return CheckInWanted(ask="change_felt")
        case "weekly":
            return CheckInWanted(weekly=True)
    return None


async def keep_answer(screen: ModeScreen, question: str, yes: bool) -> None:
    """Keep what was answered to the row of that kind."""
    kind, _, name = question.partition(":")
    if kind == "numb":
        from .episode_change import keep_numbness

        await keep_numbness(screen.app, screen.services, Zone(name), new=yes)
    else:
        from .flares import keep_over

        await keep_over(screen.app, screen.services, date.fromisoformat(name), over=yes)
