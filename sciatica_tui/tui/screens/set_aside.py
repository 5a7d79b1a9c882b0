"""Setting an exercise aside, and taking it up again."""

from __future__ import annotations

from typing import Any

import msgspec
from textual.app import App

from ...domain.records import Precaution
from ...domain.routines import setbacks
from ...domain.routines.catalogue import Guided, title_of
from ...domain.text.grammar import capital
from ...services.container import Services
from ...services.records_snapshot import snapshot_of
from .dialogs import Answer, Ask
from .saving import keep


async def set_aside_or_back(app: App[Any], services: Services, routine: Guided) -> None:
    """Ask whether to set an exercise of a routine aside, or to take it up again after asking someone, and do it."""
    snapshot, today = snapshot_of(services.journal), services.today()
    exercise = await _which(app, routine, [n for n in routine.exercises if setbacks.is_set_aside(n, snapshot)])
    if exercise is None:
        return
    aside = setbacks.is_set_aside(exercise, snapshot)
    why = setbacks.why_set_aside(exercise, snapshot, today) if aside else ""
    if await app.push_screen_wait(_question(exercise, why)) != "yes":
        return
    record = Precaution(
        **services.stamp(),
        day=today,
        about=exercise,
        kind=setbacks.SET_ASIDE,
        applies=not aside,
        cleared_on=today if aside else None,
    )
    by_hand = [p for p in setbacks.set_aside_by_hand(exercise, snapshot_of(services.journal)) if aside]
    cleared = [msgspec.structs.replace(p, cleared_on=today) for p in by_hand]
    title = title_of(exercise)
    label = f"{title} {'taken up again' if aside else 'set aside'}"
    sentence = f"{title} is back." if aside else f"{title} is set aside."
    await keep(app, services, label, sentence, record, *cleared, before=by_hand)


async def _which(app: App[Any], routine: Guided, aside: list[str]) -> str | None:
    if len(routine.exercises) == 1:
        return routine.exercises[0]
    answers = [
        Answer(str(n), f"{title_of(name)}{' (set aside)' if name in aside else ''}", name)
        for n, name in enumerate(routine.exercises, 1)
    ]
    answer: str | None = await app.push_screen_wait(Ask("Which exercise?", routine.title, answers))
    return answer


def _question(exercise: str, why: str) -> Ask:
    """Whether to set an exercise aside, or, where `why` says that it is, to take it up again."""
    if why:
        return Ask(
            f"{title_of(exercise)} is set aside",
            f"{capital(why)} Start it again once you have asked someone.",
            (Answer("y", "I have asked someone: bring it back", "yes"), Answer("n", "Not yet", "no")),
        )
    return Ask(
        f"Set aside: {title_of(exercise)}?",
        "It stays out of every routine until you say you have asked someone.",
        (Answer("y", "Yes, set it aside", "yes"), Answer("n", "No", "no")),
    )
