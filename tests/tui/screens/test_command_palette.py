"""The command palette: a line for each thing it lists, and keys that come faster than it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from sciatica_tui.services.modes import MODES
from sciatica_tui.tui import key_queue
from sciatica_tui.tui.screens.command_palette import NOTHING, Palette
from sciatica_tui.tui.screens.today import TodayScreen
from sciatica_tui.tui.widgets.fitting_line import shortened
from sciatica_tui.tui.widgets.story_view import StoryView
from sciatica_tui.tui.widgets.target_list import TargetList, TargetRow, drawn

from ...driving import PATIENCE, AppPilot, click_at_once, episode, opened, shown, toasts, typed, until
from ...support import checkin, services


async def listed(pilot: AppPilot) -> list[str]:
    """The lines that the palette has room for before a letter is typed."""
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(pilot.app.screen, Palette))
    targets = pilot.app.screen.query_one(TargetList)
    await until(pilot, lambda: targets.option_count > 1 and "Check in" in shown(pilot))
    box = targets.region
    lines = shown(pilot).splitlines()[box.y : box.bottom]
    return [line[box.x : box.right].lstrip(" ›") for line in lines]


def names(lines: list[str]) -> list[str]:
    return [line.partition("  ")[0].strip() for line in lines]


async def test_what_is_done_most_is_listed_first_and_what_only_moves_is_not(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(0, leg_pain=3))) as pilot:
        listing = names(await listed(pilot))
        here = listing.index("On this screen: Today")
        assert listing[:3] == ["Most used", "Check in", "Undo"]
        assert all(name.startswith("Start: ") for name in listing[3:here])
        assert listing[here:][:4] == ["On this screen: Today", "Bad day", "Weekly tests", "Screens"]
        assert not {"Down", "Up", "Commands", "Open"} & set(listing)
        assert len(set(listing)) == len(listing)


@pytest.mark.parametrize("size", [(80, 40), (120, 36), (200, 60)])
async def test_each_thing_has_a_line_with_what_it_does_and_its_key_at_the_right(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(services(tmp_path, episode(), checkin(0, leg_pain=3)), size) as pilot:
        lines = await listed(pilot)
        [check_in] = (line for line in lines if line.startswith("Check in  "))
        about, key_column = check_in.index("Log how you are now"), check_in.rindex("c")
        for mode in MODES:
            [line] = (line for line in lines if line.startswith(f"{mode.words}  "))
            assert line.index(mode.about[1:]) == about + 1
            assert line[key_column] == str(mode.number)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_how_it_goes_stays_in_sight_above_it(tmp_path: Path, size: tuple[int, int]) -> None:
    there = services(tmp_path, episode(), *(checkin(ago, leg_pain=3, back_pain=2) for ago in range(20)))
    async with opened(there, size) as pilot:
        story = pilot.app.screen.query_one(StoryView).region
        await listed(pilot)
        await until(pilot, lambda: pilot.app.screen.query_one(TargetList).region.height > 0)
        box = pilot.app.screen.query_one(TargetList).region
        assert story.bottom < box.y
        assert box.bottom < size[1] - 1


async def test_its_key_on_another_key_is_named_there(tmp_path: Path) -> None:
    there = services(tmp_path, episode())
    await there.settings.change("keys", "undo", "z")
    async with opened(there) as pilot:
        [undo] = (line for line in await listed(pilot) if line.startswith("Undo"))
        assert undo.split()[-1] == "z"


async def test_what_is_not_there_is_said_and_enter_does_nothing(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await listed(pilot)
        await typed(pilot, "xyzzy")
        await until(pilot, lambda: NOTHING in shown(pilot))
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Palette)


@pytest.mark.parametrize(("query", "words"), [("thme", "Setting: Theme"), ("pelvic tlit", "Start: Pelvic tilt")])
async def test_a_mistyped_word_finds_what_is_spelled_nearly_like_it(tmp_path: Path, query: str, words: str) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await listed(pilot)
        await typed(pilot, query)
        await until(pilot, lambda: words in shown(pilot) and query in shown(pilot))


async def test_what_undo_does_reads_whole_in_a_small_window(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(0, leg_pain=3)), (80, 24)) as pilot:
        [undo] = (line for line in await listed(pilot) if line.startswith("Undo"))
        assert " ".join(undo.split()) == "Undo Undo this window's last change u"


async def test_it_goes_again_with_its_own_key(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await listed(pilot)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)


async def test_where_its_key_is_taken_the_check_in_is_listed_all_the_same(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("4")
        await pilot.pause()
        listing = names(await listed(pilot))
        assert listing[1] == "Check in"
        assert listing.count("Check in") == 1


async def test_enter_twice_runs_a_command_once_and_closes_nothing_else(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        app = pilot.app
        await pilot.press("ctrl+p")
        await typed(pilot, "Undo")
        await until(pilot, lambda: app.screen.query_one(Input).value == "Undo")
        for _ in range(2):
            app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: toasts(pilot))
        await pilot.pause()
        assert len(toasts(pilot)) == 1
        assert isinstance(app.screen_stack[0], TodayScreen)
        assert not any(isinstance(screen, Palette) for screen in app.screen_stack)


async def test_a_click_on_a_command_runs_it_without_a_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_queue, "KEY_WAIT_TIMEOUT", 2 * PATIENCE)
    async with opened(services(tmp_path, episode())) as pilot:
        await listed(pilot)
        click_at_once(pilot, "Undo")
        await until(pilot, lambda: toasts(pilot))
        assert len(pilot.app.screen_stack) == 1


async def test_a_page_key_before_the_commands_are_there_ends_nothing(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        for key in ("ctrl+p", "pagedown", "pageup", "pagedown"):
            pilot.app.post_message(events.Key(key, None))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1


def test_a_sentence_ends_where_it_pauses_and_says_nothing_where_there_is_no_room() -> None:
    sentence = "Take back the last change; again, the one before."
    assert shortened(sentence, 60) == sentence.rstrip(".")
    assert shortened(sentence, 40) == "Take back the last change; again"
    assert shortened(sentence, 30) == "Take back the last change"
    assert shortened(sentence, 20) == "Take back the last…"
    assert shortened(sentence, 8) == ""


def test_a_long_name_takes_from_what_is_said_beside_it_and_never_from_the_key() -> None:
    row = TargetRow("A name that is longer than its column", "What it does, in words.", "k")
    assert drawn(row, 10, 46).plain.split() == [*row.words.split(), "k"]
    assert drawn(row, 10, 46).cell_length == 46
