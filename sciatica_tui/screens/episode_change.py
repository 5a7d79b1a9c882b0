"""Change an episode, end it, open it again, or start the next: asked here, saved by who asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from textual.app import App

from ..core.episodes import began, followed_by, span_on
from ..core.records import Episode
from ..core.words import long_day, year_of
from ..services import Services
from .dialogs import Answer, Ask
from .episode import EpisodeScreen


async def change_episode(app: App[Any], services: Services) -> Sequence[Episode]:
    """The episodes as the person wants them changed; none where it was left as it is."""
    today = services.today()
    episode = span_on(services.journal.all(Episode), today).episode
    if episode is None:
        return await new_after(app, services, None)
    new = Answer("n", "Start a new episode", "new")
    change = Answer("e", "Change its start, side or cause", "edit")
    if episode.ended is None:
        answers = (change, Answer("x", "End it: it is over", "end"), new)
        said = f"It began on {_day(began(episode), today)}."
    else:
        answers = (new, change, Answer("o", "Open it again: it is not over", "open"))
        said = f"It began on {_day(began(episode), today)} and ended on {_day(episode.ended, today)}."
    text = f"{said} Entries belong to the episode of their day; none is ever moved or lost."
    answer = await app.push_screen_wait(Ask("This episode", text, answers))
    match answer:
        case "end":
            return (msgspec.structs.replace(episode, ended=today),)
        case "open":
            return (msgspec.structs.replace(episode, ended=None),)
        case "edit":
            edited = await app.push_screen_wait(EpisodeScreen(services, episode, after=_before(services, episode)))
            return (edited,) if edited is not None else ()
        case "new":
            return await new_after(app, services, None)
    return ()


async def new_after(app: App[Any], services: Services, started: date | None) -> Sequence[Episode]:
    """A new episode, begun on that day if one is known, and the one before it closed; none where it was left."""
    last = span_on(services.journal.all(Episode), services.today()).episode
    blank = Episode(**services.stamp(), day=services.today(), started=started)
    after = began(last) if last is not None else None
    new = await app.push_screen_wait(EpisodeScreen(services, blank, after=after))
    if new is None:
        return ()
    return (new,) if last is None else (followed_by(last, new, services.today()), new)


def _day(day: date, today: date) -> str:
    return long_day(day) + year_of(day, today)


def _before(services: Services, episode: Episode) -> date | None:
    """When the one before it began."""
    return max((began(e) for e in services.journal.all(Episode) if began(e) < began(episode)), default=None)
