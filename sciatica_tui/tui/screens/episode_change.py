"""Change an episode, end it, open it again, or start the next: asked, saved, and told what has happened."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from textual.app import App

from ...domain.assessment.assess import Assessment
from ...domain.assessment.open_questions import SAME_EPISODE
from ...domain.episodes import back_since, began, followed_by, span_on, with_numb_zone, with_start
from ...domain.records import CheckIn, Episode, Phase, PhaseDecision, RedFlagAnswer, Zone
from ...domain.red_flags.flags import AGE
from ...domain.text.dates import long_day, year_of
from ...domain.text.grammar import capital
from ...services.container import Services
from .dialogs import Answer, Ask
from .episode import EpisodeScreen
from .mode_screen import TAKES_BACK
from .saving import ask_until_kept, keep

WHAT_AN_END_MEANS = (
    "From then on the verdict, the signs and the phase are about the past. What you log today still counts for it; "
    "what you log later is saved, but does not count until you reopen this episode or start a new one. Red flags "
    "always count."
)
OPENS_AGAIN = "To reopen it later, press {phase.episode} on Phase, or go to Settings."


async def change_episode(app: App[Any], services: Services) -> None:
    """Ask what is to become of the episode, save that, and say what has happened and how it is taken back."""
    today = services.today()
    episode = span_on(services.journal.all(Episode), today).episode
    if episode is None:
        await begin_episode(app, services, None)
        return
    new = Answer("n", "Start a new episode", "new")
    change = Answer("e", "Change its start, side or cause", "edit")
    start = _day(began(_with_start(services, episode)), today)
    dates = f"It began on {start}" if episode.started is not None else f"It counts from its first entry, on {start}"
    if episode.ended is None:
        answers = (change, Answer("x", "End it: it is over", "end"), new)
        dates += "."
    else:
        reopen = Answer("o", "Reopen it: it is not over", "open")
        answers = (reopen, change, new) if episode.ended == today else (new, change, reopen)
        dates += f" and ended on {_day(episode.ended, today)}."
        if episode.ended == today:
            dates += " What you log today still counts for it; a new episode that begins today takes it over."
    text = f"{dates} Whatever you choose, no entry is lost."
    answer = await app.push_screen_wait(Ask("This episode", text, answers))
    match answer:
        case "end":
            await _end(app, services, episode)
        case "open":
            reopened = msgspec.structs.replace(episode, ended=None)
            await keep(
                app,
                services,
                "opening of the episode",
                "The episode is open again.",
                reopened,
                before=(episode,),
            )
        case "edit":
            await _edit(app, services, episode)
        case "new":
            await begin_episode(app, services, back_since(episode, services.journal.all(CheckIn)))


async def _edit(app: App[Any], services: Services, episode: Episode) -> None:
    """Ask for an episode's answers until they can be saved."""

    async def save(edited: Episode) -> bool:
        flags = _flag_of_age(services, edited)
        return await keep(app, services, "change of the episode", "Episode changed.", edited, *flags, before=(episode,))

    after = _before(services, episode)
    await ask_until_kept(
        app, lambda edited: EpisodeScreen(services, edited, after=after, title="This episode"), save, episode
    )


async def begin_episode(app: App[Any], services: Services, started: date | None) -> None:
    """Ask for a new episode, begun on that day if one is known; save it, the one before ended, and say so."""
    today = services.today()
    stored = span_on(services.journal.all(Episode), today).episode
    last = _with_start(services, stored) if stored is not None else None
    blank = Episode(**services.stamp(), day=today, started=started)
    after = began(last) if last is not None else None

    async def save(new: Episode) -> bool:
        episodes = (new,) if last is None else (followed_by(last, new, today), new)
        sentence = f"A new episode began on {_day(began(new), today)}.{_end_words(last, episodes[0].ended, today)}"
        before, flags = (stored,) if stored is not None else (), _flag_of_age(services, new)
        return await keep(app, services, "new episode", sentence, *episodes, *flags, before=before)

    meaning = ""
    if last is not None:
        ends = f"The one that began on {_day(began(last), today)} ends before it. " if last.ended is None else ""
        meaning = f"{ends}No entry is lost."

    def screen(new: Episode) -> EpisodeScreen:
        return EpisodeScreen(services, new, after=after, title="A new episode", meaning=meaning)

    await ask_until_kept(app, screen, save, blank)


async def _end(app: App[Any], services: Services, episode: Episode) -> None:
    """End the episode today, once the person knows what that means."""
    today = services.today()
    answers = (Answer("n", "No, not yet", "no"), Answer("y", "Yes, end it", "yes"))
    question = Ask("End this episode?", f"It ends today, {_day(today, today)}. {WHAT_AN_END_MEANS}", answers)
    if await app.push_screen_wait(question) == "yes":
        sentence = f"The episode ended on {_day(today, today)}."
        closed = msgspec.structs.replace(episode, ended=today)
        hint = f"{TAKES_BACK} {OPENS_AGAIN}"
        await keep(app, services, "end of the episode", sentence, closed, before=(episode,), hint=hint)


async def ask_numbness(app: App[Any], question: str) -> bool | None:
    """Ask whether a numb zone is new, in the words that a row asks it in; `None` where the person goes back."""
    answer = await app.push_screen_wait(
        Ask(
            question,
            "New means: not there when this episode began. New numbness is a reason to see a clinician.",
            (Answer("y", "Yes, it is new", "yes"), Answer("n", "No, it was there from the start", "no")),
        )
    )
    return None if answer is None else answer == "yes"


async def keep_numbness(app: App[Any], services: Services, zone: Zone, *, new: bool) -> None:
    """Keep with the episode, a new one if need be, whether a numb zone is new, and say so."""
    today = services.today()
    stored = span_on(services.journal.all(Episode), today).episode
    episode = stored or Episode(**services.stamp(), day=today)
    words = f"the {zone} is newly numb" if new else f"the {zone} was numb from the beginning"
    answered = with_numb_zone(episode, zone, new=new)
    before = (stored,) if stored is not None else ()
    sentence = f"Saved: {words}."
    await keep(app, services, "whether numbness is new", sentence, answered, before=before)


async def answer_gap(app: App[Any], services: Services, seen: Assessment) -> None:
    """Ask whether the entries after a long gap are of the same episode, and keep the answer."""
    gap, back = seen.facts.gap, seen.facts.back
    assert back is not None
    today = services.today()
    answer = await app.push_screen_wait(
        Ask(
            capital(SAME_EPISODE),
            f"You logged nothing for {gap} days before {_day(back, today)}. A new episode starts over with pain "
            f"relief; the same one is still compared with its start. Nothing is lost either way.",
            (Answer("s", "The same episode", "same"), Answer("n", f"A new one, from {_day(back, today)} on", "new")),
        )
    )
    if answer == "new":
        await begin_episode(app, services, back)
    elif answer == "same":
        decision = PhaseDecision(
            **services.stamp(),
            day=today,
            before=seen.phase.phase,
            proposed=Phase.PAIN_RELIEF,
            accepted=False,
            reason=f"The same episode, after {gap} days without an entry.",
        )
        await keep(app, services, "which episode it is", "Saved: the same episode.", decision)


def _flag_of_age(services: Services, episode: Episode) -> tuple[RedFlagAnswer, ...]:
    """The red flag of a first episode at that age, where none was ever marked."""
    has_mark = any(AGE in answer.flags for answer in services.journal.all(RedFlagAnswer))
    if not episode.first_under_20_or_over_50 or has_mark:
        return ()
    now = services.clock.now()
    return (RedFlagAnswer(**services.stamp(), day=services.today(), at=now, flags=(AGE,)),)


def _end_words(last: Episode | None, ended: date | None, today: date) -> str:
    """Say when the one before ended, and why on another day than was said: no day counts for two."""
    if last is None or ended is None:
        return ""
    if last.ended in (None, ended):
        return f" The one before ended on {_day(ended, today)}."
    return f" The one before now ends on {_day(ended, today)}, the day before."


def _day(day: date, today: date) -> str:
    return long_day(day) + year_of(day, today)


def _with_start(services: Services, episode: Episode) -> Episode:
    return with_start(episode, services.journal.all(Episode), services.journal.all(CheckIn), services.today())


def _before(services: Services, episode: Episode) -> date | None:
    """Return when the episode before this one began."""
    return max((began(e) for e in services.journal.all(Episode) if began(e) < began(episode)), default=None)
