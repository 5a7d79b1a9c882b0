"""What was typed is asked for again until it is kept, and what is said of a save is what is true of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from sciatica_tui.domain.errors import StoreError
from sciatica_tui.storage.journal import Saved
from sciatica_tui.tui.screens.episode_change import begin_episode
from sciatica_tui.tui.screens.trials import begin_trial
from sciatica_tui.tui.screens.visits import ask_next_time
from sciatica_tui.tui.screens.walking import open_walking

from ...driving import until
from ...sessions import Floor, floor
from ...support import checkin
from .test_routines import mark

FULL = "The disk is full; nothing was saved."


def full(*args: object, **more: object) -> Saved:
    raise StoreError(FULL)


async def question(on: Floor) -> None:
    on.app.run_worker(ask_next_time(on.app, on.given))
    await on.settle()
    await on.press(*"cycling", "enter")


async def walking_plan(on: Floor) -> None:
    on.app.run_worker(open_walking(on.app, on.given))
    await on.settle()
    await on.press("1", "7", "ctrl+s")


async def new_episode(on: Floor) -> None:
    on.app.run_worker(begin_episode(on.app, on.given, None))
    await on.settle()
    await on.press("2", "ctrl+s")


async def new_trial(on: Floor) -> None:
    on.app.run_worker(begin_trial(on.app, on.given))
    await until(on.pilot, lambda: on.title.startswith("Does it help"))
    await on.press("0", *"nap", "enter", "ctrl+s", "n", "ctrl+s")
    await until(on.pilot, lambda: on.title == "Try out: nap")
    await on.press("b")


async def copied_routine(on: Floor) -> None:
    await mark(on, "hamstring")
    await on.press("D", "ctrl+s")


FORMS: dict[str, tuple[Callable[[Floor], Awaitable[None]], str]] = {
    "question": (question, "cycling"),
    "walking plan": (walking_plan, "17"),
    "new episode": (new_episode, "right"),
    "new trial": (new_trial, "nap"),
    "copied routine": (copied_routine, "Hamstring stretch, mine"),
}


@pytest.mark.parametrize("name", FORMS)
async def test_what_could_not_be_saved_is_asked_for_again_as_it_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    ask, typed = FORMS[name]
    async with floor(tmp_path, *(checkin(ago, leg_pain=4 + ago % 2) for ago in range(1, 30)), size=(100, 40)) as on:
        monkeypatch.setattr(on.given.journal, "save", full)
        await ask(on)
        await until(on.pilot, lambda: FULL in on.said)
        await on.settle()
        assert typed in on.words


async def test_how_it_was_after_a_session_is_asked_again_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with floor(tmp_path, size=(100, 40)) as on:
        await on.want("hamstring")
        await on.press("4", "3", "enter")
        await on.to_the_end()
        monkeypatch.setattr(on.given.journal, "save", full)
        await on.press("7", "3", "1", "enter")
        assert FULL in on.said
        assert "After: Hamstring stretch" in on.words


async def deleted(on: Floor) -> None:
    await on.press("6", "d")


async def nothing_new(on: Floor) -> None:
    await on.press("!", "n")


async def episode_ended(on: Floor) -> None:
    await on.press("5", "e")
    await until(on.pilot, lambda: on.title == "This episode")
    await on.press("x", "y")


@pytest.mark.parametrize("save", [question, copied_routine, deleted, nothing_new, episode_ended])
async def test_where_the_disk_has_not_confirmed_it_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Floor], Awaitable[None]]
) -> None:
    async with floor(tmp_path) as on:
        certain = on.given.journal.save

        def uncertain(*args: object, **more: object) -> Saved:
            return msgspec.structs.replace(certain(*args, **more), certain=False)  # type: ignore[arg-type]

        monkeypatch.setattr(on.given.journal, "save", uncertain)
        await save(on)
        await until(on.pilot, lambda: any("The disk has not confirmed it yet." in said for said in on.said))
