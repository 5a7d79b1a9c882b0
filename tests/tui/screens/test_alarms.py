"""What to do about a red flag is shown whatever lies over the screen, and whether or not it could be saved."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import StoreError
from sciatica_tui.domain.records import RedFlagAnswer
from sciatica_tui.services.container import Services
from sciatica_tui.storage.journal import Journal, Saved
from sciatica_tui.tui.screens.red_flags import RedFlagScreen
from sciatica_tui.tui.screens.what_to_do import ActionScreen

from ...driving import AppPilot, episode, go_to, opened, opened_form, shown, toasts, until
from ...sessions import floor
from ...support import checkin, services
from .test_open_questions import TWO_TESTS, bothered, row

FULL = "The disk is full; nothing was saved."


def full(*args: object, **more: object) -> Saved:
    raise StoreError(FULL)


async def confirmed(pilot: AppPilot) -> None:
    """Answer that what would raise the alarm is right."""
    await until(pilot, lambda: "Is this right?" in shown(pilot))
    await pilot.press("y")


async def another_leg(pilot: AppPilot) -> None:
    """A check-in with pain in the other leg, confirmed."""
    form = await opened_form(pilot, "6", "d")
    await until(pilot, lambda: any(field.name == "side" for field in form.query("*")))
    await go_to(pilot, form, "side")
    await pilot.press("2", "enter")
    await confirmed(pilot)


async def told(pilot: AppPilot, words: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen) and words in shown(pilot))


@pytest.mark.parametrize("over", ["ctrl+p", "question_mark", ""], ids=["palette", "help", "small window"])
async def test_what_to_do_comes_over_whatever_lies_over_the_form_when_a_slow_save_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: str
) -> None:
    monkeypatch.setattr("sciatica_tui.tui.screens.check_in.SAVE_KEY_WAIT", 0.0)
    there, go_on = services(tmp_path, episode()), threading.Event()
    save = there.journal.save

    def slow(*args: object, **more: object) -> Saved:
        assert go_on.wait(10)
        return save(*args, **more)  # type: ignore[arg-type]

    async with opened(there) as pilot:
        monkeypatch.setattr(there.journal, "save", slow)
        await another_leg(pilot)
        await pilot.press(over) if over else await pilot.resize_terminal(50, 10)
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        go_on.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
        await pilot.resize_terminal(80, 24)
        await told(pilot, "Get emergency help now")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        assert any(said.startswith("Saved: leg 6") for said in toasts(pilot))


async def weaker_from_today(pilot: AppPilot) -> None:
    await row(pilot, "Is your leg weaker than last week?")
    await until(pilot, lambda: "Bother from weakness" in shown(pilot))
    await pilot.press("y")
    await confirmed(pilot)


async def marked_in_the_list(pilot: AppPilot) -> None:
    await pilot.press("!")
    await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
    await pilot.press("space", "enter")


ALARMS: dict[str, tuple[Callable[[AppPilot], Awaitable[None]], str]] = {
    "form": (another_leg, "Get emergency help now"),
    "today": (weaker_from_today, "Speak to a doctor today"),
    "list": (marked_in_the_list, "Get emergency help now"),
}


def given(folder: Path) -> Services:
    return services(folder, episode(), bothered(8, 1), bothered(0, 3))


@pytest.mark.parametrize("where", ALARMS)
async def test_an_alarm_that_could_not_be_saved_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    raise_alarm, words = ALARMS[where]
    there = given(tmp_path)
    async with opened(there) as pilot:
        monkeypatch.setattr(there.journal, "save", full)
        await raise_alarm(pilot)
        await told(pilot, words)
        assert any(FULL in said for said in toasts(pilot))
        assert there.journal.all(RedFlagAnswer) == ()


async def test_an_alarm_of_a_test_that_could_not_be_saved_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with floor(tmp_path, *TWO_TESTS) as on:
        await on.want("heel-rises")
        await on.run(5 + 12)
        await on.press("n")
        await on.to_the_end()
        await on.press("enter")
        monkeypatch.setattr(on.given.journal, "save", full)
        await on.press("9", "enter")
        await on.press("y")
        assert isinstance(on.app.screen, ActionScreen)
        assert any(FULL in said for said in on.said)


async def test_what_could_not_be_saved_can_be_ended_once_the_disk_takes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = given(tmp_path)
    async with opened(there) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(there.journal, "save", full)
            await marked_in_the_list(pilot)
            await told(pilot, "Get emergency help now")
        await pilot.press("m")
        await until(pilot, lambda: "A mistake?" in shown(pilot))
        await pilot.press("y")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ActionScreen) and len(pilot.app.screen_stack) == 1)
        (answer,) = Journal.open(tmp_path, there.clock.now).all(RedFlagAnswer)
        assert answer.cleared is not None


async def test_something_else_is_marked_from_what_an_alarm_leads_to(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(1, leg_pain=3))) as pilot:
        await another_leg(pilot)
        await told(pilot, "Get emergency help now")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
