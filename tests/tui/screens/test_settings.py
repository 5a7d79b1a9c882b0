"""Settings on the screen: each change holds at once, is kept, and what can't be is said in a sentence."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from sciatica_tui.domain.records import CheckIn, Episode, RedFlagAnswer, Side
from sciatica_tui.services.commands import COMMANDS, Scope
from sciatica_tui.services.config import SECTIONS, Config, Looks, load_config
from sciatica_tui.services.container import Services
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.screens.dialogs import Ask
from sciatica_tui.tui.screens.keymap_editor import KeyList
from sciatica_tui.tui.screens.setting_rows import ACTIONS, names
from sciatica_tui.tui.screens.settings import SettingsScreen
from sciatica_tui.tui.widgets.fields.field import Field

from ...driving import opened, until
from ...services.test_live_settings import SlowDisk
from ...support import day, services, stamp


def an_episode() -> Episode:
    return Episode(**stamp(), day=day(22), started=day(22), side=Side.LEFT, cause="a disc")


@asynccontextmanager
async def settings_of(given: Services, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The app, with the settings opened by their key."""
    async with opened(given, size) as pilot:
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen) and pilot.app.focused is not None)
        yield pilot


async def at(pilot: Pilot[None], name: str) -> Field[object]:
    """Put the focus on a setting."""
    assert isinstance(pilot.app.screen, SettingsScreen)
    pilot.app.screen.go_to(name)
    found = next(each for each in pilot.app.screen.query(Field) if each.name == name)
    await until(pilot, lambda: found.has_focus or found.has_focus_within)
    return found


async def typing(pilot: Pilot[None], name: str, text: str = "") -> Field[object]:
    """Begin to type on a row, and type a text."""
    field = await at(pilot, name)
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.focused is field.query_one(Input))
    await pilot.press(*text)
    return field


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def toasts(pilot: Pilot[None]) -> str:
    return "\n".join(str(note.message) for note in pilot.app._notifications)


def file_of(given: Services) -> Config:
    return load_config(given.paths.config)


@pytest.fixture
def given(tmp_path: Path) -> Services:
    return services(tmp_path, an_episode())


async def test_every_setting_of_the_file_has_a_row(given: Services) -> None:
    async with settings_of(given) as pilot:
        rows = {field.name for field in pilot.app.screen.query(Field)}
    assert rows == {f"{s}.{key}" for s, kind in SECTIONS.items() for key in kind.__struct_fields__} | ACTIONS.keys()
    assert {name for name, _, _ in names()} == rows


async def test_a_choice_holds_at_once_and_is_kept(given: Services) -> None:
    async with settings_of(given) as pilot:
        await at(pilot, "cues.bell")
        await pilot.press("enter")
        await until(pilot, lambda: not given.config.cues.bell)
        await given.settings.settle()
        assert not file_of(given).cues.bell
        await pilot.press("backspace")
        await until(pilot, lambda: given.config.cues.bell)


async def test_a_theme_is_seen_while_one_goes_through_them(given: Services) -> None:
    async with settings_of(given) as pilot:
        await at(pilot, "looks.theme")
        await pilot.press("l")
        await until(pilot, lambda: pilot.app.theme == "sciatica-light")
        await pilot.press("h", "h")
        await until(pilot, lambda: not pilot.app.theme.startswith("sciatica"))
        await given.settings.settle()
        assert file_of(given).looks.theme == pilot.app.theme


async def test_more_air_is_seen_at_once(given: Services) -> None:
    async with settings_of(given) as pilot:
        row = await at(pilot, "looks.density")
        before = row.region.y
        await pilot.press("l")
        await until(pilot, lambda: pilot.app.has_class("-comfortable"))
        await pilot.pause()
        assert row.styles.margin.bottom == 1
        assert before
        await pilot.press("h")
        await until(pilot, lambda: row.styles.margin.bottom == 0)


async def test_enter_keeps_a_text_and_leaves_the_row_to_the_keys_of_the_screen(given: Services) -> None:
    async with settings_of(given) as pilot:
        row = await typing(pilot, "help.emergency", "112")
        assert given.config.help.emergency == ""
        await pilot.press("enter")
        await until(pilot, lambda: row.has_focus)
        await given.settings.settle()
        assert file_of(given).help.emergency == "112"
        await pilot.press("j")
        await until(pilot, lambda: (here := pilot.app.focused) is not None and here.name == "help.same_day")
        assert row.value == "112"


@pytest.mark.parametrize("key", ["escape", "tab", "down"])
async def test_a_text_that_enter_has_not_confirmed_is_as_it_was(given: Services, key: str) -> None:
    await given.settings.change("help", "emergency", "112")
    async with settings_of(given) as pilot:
        row = await typing(pilot, "help.emergency")
        await pilot.press(*"99")
        await pilot.press(key)
        await until(pilot, lambda: row.value == "112")
        assert isinstance(pilot.app.focused, Field)
        assert (pilot.app.focused is row) is (key == "escape")
        assert given.config.help.emergency == "112"
        assert ("only Enter saves" in toasts(pilot)) is (key != "escape")


async def test_a_window_that_is_left_to_look_up_a_number_keeps_what_is_typed(given: Services) -> None:
    async with settings_of(given) as pilot:
        row = await typing(pilot, "help.emergency")
        await pilot.press(*"99")
        pilot.app.post_message(events.AppBlur())
        await until(pilot, lambda: not row.has_focus_within)
        pilot.app.post_message(events.AppFocus())
        await until(pilot, lambda: row.has_focus_within)
        await pilot.press("9", "enter")
        await until(pilot, lambda: given.config.help.emergency == "999")


async def test_a_text_that_cant_be_stays_to_be_mended_with_one_sentence_why(given: Services) -> None:
    async with settings_of(given) as pilot:
        row = await typing(pilot, "times.remind_from")
        await pilot.press(*"7pm")
        assert not toasts(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "7pm" in toasts(pilot))
        assert toasts(pilot) == "Remind from: “7pm” can't be used. Type a time, such as 18:30, or nothing."
        assert pilot.app.focused is row.query_one(Input)
        assert (given.config.times.remind_from, row.value) == ("", "7pm")
        await pilot.press(*["backspace"] * 3, *"19:00", "enter")
        await until(pilot, lambda: given.config.times.remind_from == "19:00")
        assert given.config.help.emergency == ""


async def test_the_footer_saves_and_leaves_a_text_by_the_mouse(given: Services) -> None:
    async with settings_of(given) as pilot:
        for words, number in (("Leave it as it was", ""), ("Save", "112")):
            await typing(pilot, "help.emergency", "112")
            await until(pilot, lambda words=words: words in shown(pilot).splitlines()[-1])  # type: ignore[misc]
            await pilot.click(offset=(shown(pilot).splitlines()[-1].index(words), 23))
            await until(pilot, lambda: not isinstance(pilot.app.focused, Input))
            assert given.config.help.emergency == number


async def test_undo_in_settings_takes_back_the_last_setting_and_no_entry(given: Services) -> None:
    given.journal.save("check-in", CheckIn(**stamp(), day=day(0), leg_pain=6))
    async with settings_of(given) as pilot:
        await typing(pilot, "help.emergency", "112")
        await pilot.press("enter")
        await at(pilot, "cues.flash")
        await pilot.press("enter")
        await until(pilot, lambda: not given.config.cues.flash)
        await pilot.press("u")
        await until(pilot, lambda: given.config.cues.flash)
        await until(pilot, lambda: "Undone: Flash is on, as before." in toasts(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "Undone: Emergency number is not set, as before." in toasts(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "No setting was changed in this window. Undo entries" in toasts(pilot))
        await given.settings.settle()
        assert file_of(given) == Config()
        assert given.journal.all(CheckIn)


@pytest.mark.parametrize("number", ["99:99", "99919:", "1", "1 or 2", "none", "call my neighbour", "7pm"])
async def test_an_emergency_number_that_is_none_is_not_kept_and_says_what_it_takes(
    given: Services, number: str
) -> None:
    async with settings_of(given) as pilot:
        row = await typing(pilot, "help.emergency")
        row.query_one(Input).value = number
        await pilot.press("enter")
        await until(
            pilot, lambda: f"“{number}” can't be used. Type a phone number, such as 112; words" in toasts(pilot)
        )
        assert given.config.help.emergency == ""


@pytest.mark.parametrize(
    "number", ["112", "+49 (0)30 19-222", "112 or 999", "Ambulance: 112", "112: ambulance", "Zoë’s, 15"]
)
async def test_an_emergency_number_is_kept_as_it_is_written(given: Services, number: str) -> None:
    async with settings_of(given) as pilot:
        row = await typing(pilot, "help.emergency")
        row.query_one(Input).value = number
        await pilot.press("enter")
        await until(pilot, lambda: given.config.help.emergency == number)


async def test_what_a_row_means_is_said_behind_it_whole_or_not_at_all(given: Services) -> None:
    async with settings_of(given) as pilot:
        await pilot.press("G")
        await until(pilot, lambda: "Error log" in shown(pilot))
        behind = [line for line in shown(pilot).split("\n") if "Backups" in line or "Settings file" in line]
        assert len(behind) == 2
        assert not any(line.rstrip("│ ").endswith("…") for line in behind)


async def test_what_someone_typed_never_meets_markup(given: Services) -> None:
    async with settings_of(given) as pilot:
        row = await typing(pilot, "help.clinician")
        row.query_one(Input).value = "[/] [red]Dr. 👩‍⚕️ é"
        await pilot.press("enter")
        await until(pilot, lambda: given.config.help.clinician.startswith("[/]"))
        assert "[/] [red]" in shown(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_each_row_says_behind_its_value_what_it_is_for_all_in_one_column(
    given: Services, size: tuple[int, int]
) -> None:
    async with settings_of(given, size) as pilot:
        sentences = ("The terminal's bell", "How it takes notifications", "Runs at every cue", "Shown with a red flag")
        await until(pilot, lambda: all(sentence in shown(pilot) for sentence in sentences))
        lines = shown(pilot).splitlines()
        columns = {line.index(sentence) for line in lines for sentence in sentences if sentence in line}
        assert len(columns) == 1
        assert "777" not in shown(pilot)
        assert "automatic" in shown(pilot)


async def test_a_window_of_36_rows_has_room_for_all_settings(given: Services) -> None:
    async with settings_of(given, (120, 36)) as pilot:
        await until(pilot, lambda: "Error log" in shown(pilot) and "This episode" in shown(pilot))


async def test_a_digit_switches_screens_here_too(given: Services) -> None:
    async with settings_of(given) as pilot:
        await at(pilot, "cues.bell")
        await pilot.press("2")
        await until(pilot, lambda: pilot.app.current_mode == "checkin")
        assert given.config.cues.bell


async def test_the_footer_names_what_enter_does_on_the_row(given: Services) -> None:
    async with settings_of(given) as pilot:
        for name, words in (
            ("episode", " ⏎ Change it "),
            ("cues.bell", " ⏎ Turn off  t Try the cue "),
            ("cues.voice", " ⏎ Turn on  t Try the cue "),
            ("looks.theme", " ⏎ Change "),
            ("times.remind_from", " ⏎ Type "),
        ):
            await at(pilot, name)
            await until(pilot, lambda words=words: shown(pilot).splitlines()[-1].startswith(words))  # type: ignore[misc]


async def test_a_moved_key_works_and_is_what_the_footer_and_the_help_show(given: Services) -> None:
    async with settings_of(given) as pilot:
        await given.settings.change("keys", "help", "f12")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        await pilot.pause()
        assert "F12 Help" in shown(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Esc closes" not in shown(pilot)
        await pilot.press("f12")
        await until(pilot, lambda: "Esc closes" in shown(pilot))


async def test_a_key_is_moved_by_pressing_it(given: Services) -> None:
    async with settings_of(given) as pilot:
        await at(pilot, "keys")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, KeyList))
        options = pilot.app.screen.query_one(OptionList)
        options.highlighted = options.get_option_index("undo")
        await until(pilot, lambda: "Undo this window's last change" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Press its new key. Usually it is u." in shown(pilot))
        await pilot.press("z")
        await until(pilot, lambda: given.settings.keys == {"undo": "z"})
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("q")
        await until(pilot, lambda: "already Quit (everywhere)" in toasts(pilot))
        assert given.settings.keys == {"undo": "z"}
        await pilot.press("backspace")
        await until(pilot, lambda: given.settings.keys == {})
        await given.settings.settle()
        assert file_of(given).keys == {}


async def test_a_key_that_can_not_be_kept_is_said_though_its_list_was_closed(
    given: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(monkeypatch, "It is full.")
    async with settings_of(given) as pilot:
        await pilot.app.push_screen(KeyList(given))
        options = pilot.app.screen.query_one(OptionList)
        options.highlighted = options.get_option_index("undo")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("z")
        await disk.writes()
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        disk.go_on.set()
        await until(pilot, lambda: toasts(pilot) == "It is full.")


async def test_quitting_says_once_that_a_setting_can_not_be_kept(
    given: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, ending, settle = SlowDisk(monkeypatch, "It is full."), asyncio.Event(), given.settings.settle

    async def at_the_end() -> None:
        ending.set()
        await settle()

    monkeypatch.setattr(given.settings, "settle", at_the_end)
    async with settings_of(given) as pilot:
        await at(pilot, "looks.density")
        await pilot.press("l")
        await disk.writes()
        pilot.app.post_message(events.Key("ctrl+c", None))
        await ending.wait()
        disk.go_on.set()
        await until(pilot, lambda: "It is full." in toasts(pilot))
        await pilot.pause()
        assert (toasts(pilot), pilot.app._exit) == ("It is full.", False)
        await pilot.press("ctrl+c")
        await until(pilot, lambda: pilot.app._exit)


async def test_an_end_of_the_episode_is_asked_about_and_told(given: Services) -> None:
    async with settings_of(given, (100, 40)) as pilot:
        await given.settings.change("cues", "flash", False)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("x")
        await until(pilot, lambda: "End this episode?" in shown(pilot))
        await pilot.press("y")
        await until(pilot, lambda: given.journal.all(Episode)[0].ended == day(0))
        await until(pilot, lambda: "The episode ended on" in toasts(pilot))
        await until(pilot, lambda: "u undoes it" in toasts(pilot))
        await until(pilot, lambda: "ended Sunday 22 November ·" in shown(pilot))
        await pilot.press("u")
        await until(pilot, lambda: given.journal.all(Episode)[0].ended is None)
        await pilot.press("u")
        await until(pilot, lambda: given.config.cues.flash)


async def test_the_episode_can_be_changed_with_its_risk_factors_and_activities(given: Services) -> None:
    async with settings_of(given, (100, 40)) as pilot:
        assert "left · since Saturday 31 October · a disc" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("e")
        await until(pilot, lambda: "What may add to" in shown(pilot))
        screen = pilot.app.screen
        next(field for field in screen.query(Field) if field.name == "activities").focus()
        await pilot.pause()
        await pilot.press(*"walk", "comma", *"sit", "enter")
        next(field for field in screen.query(Field) if field.name == "risk_factors").focus()
        await pilot.pause()
        await pilot.press("1", "ctrl+s")
        await until(pilot, lambda: given.journal.all(Episode)[0].activities == ("walk", "sit"))
        [episode] = given.journal.all(Episode)
        assert episode.risk_factors == ("long sitting",)
        assert episode.cause == "a disc"


async def test_a_first_episode_under_20_or_over_50_says_once_to_book_an_appointment(given: Services) -> None:
    async with settings_of(given, (100, 40)) as pilot:
        for keys in (("y", "ctrl+s"), ("ctrl+s",)):
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await pilot.press("e")
            await until(pilot, lambda: "at under 20 or" in shown(pilot))
            pilot.app.screen.query(Field).last().focus()
            await pilot.pause()
            await pilot.press(*keys)
            await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        await until(pilot, lambda: given.journal.all(Episode)[0].first_under_20_or_over_50 is True)
        assert [answer.flags for answer in given.journal.all(RedFlagAnswer)] == [("age",)]


async def test_the_made_up_history_has_no_files(given: Services) -> None:
    async with settings_of(replace(given, demo=True), (120, 50)) as pilot:
        await until(pilot, lambda: "a made-up history: nothing is kept" in shown(pilot))
        assert str(given.paths.data) not in shown(pilot)
        assert "backups" not in shown(pilot)


async def test_escape_goes_back_to_where_one_was(given: Services) -> None:
    async with opened(given) as pilot:
        await pilot.press("6")
        await pilot.pause()
        await pilot.press("comma")
        await until(pilot, lambda: pilot.app.current_mode == "settings")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.current_mode == "history")


async def test_a_theme_and_keys_that_cant_be_are_told_at_the_start_and_the_usual_ones_stand(tmp_path: Path) -> None:
    config = Config(looks=Looks(theme="nosuch"), keys={"undo": "q"})
    given = services(tmp_path, an_episode(), config=config)
    async with opened(given) as pilot:
        assert "There is no theme “nosuch”" in toasts(pilot)
        assert "“q” is already Quit (everywhere); Undo (everywhere) keeps its key." in toasts(pilot)
        assert pilot.app.theme == "sciatica-dark"


async def test_a_cue_can_be_tried_on_its_row(given: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sciatica_tui.tui.screens.settings.FLASH_SECONDS", 600)
    rings: list[None] = []
    async with settings_of(given) as pilot:
        monkeypatch.setattr(pilot.app, "bell", lambda: rings.append(None))
        await at(pilot, "cues.bell")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: rings)
        await at(pilot, "cues.command")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "You have not set a command of your own yet." in toasts(pilot))
        await at(pilot, "cues.flash")
        await pilot.press("ctrl+t")
        assert pilot.app.screen.query_one("#settings").has_class("-flash")


async def test_the_terminals_cursor_follows_the_focus(given: Services) -> None:
    async with settings_of(given) as pilot:
        for name in ("cues.voice", "looks.theme", "log", "episode"):
            row = await at(pilot, name)
            assert pilot.app.cursor_position == row.content_region.offset
        await pilot.press("f1", "c")
        await until(pilot, lambda: pilot.app.focused is not None and pilot.app.focused.name == "leg_pain")
        assert pilot.app.focused is not None
        assert pilot.app.cursor_position == pilot.app.focused.content_region.offset


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_the_terminals_own_colours_do_on_every_screen(tmp_path: Path, theme: str) -> None:
    given = services(tmp_path, an_episode(), config=Config(looks=Looks(theme=theme)))
    async with opened(given) as pilot:
        for key in ("f1", "f2", "f3", "f4", "f5", "f6", "f7", "f1", "comma"):
            await pilot.press(key)
            await pilot.pause()
            for strip in pilot.app.screen._compositor.render_strips():
                used = {piece.style.bgcolor for piece in strip if piece.style and piece.style.bgcolor}
                assert all(colour.is_default or colour.number is not None for colour in used)


def test_every_command_of_the_table_is_one_that_a_screen_or_the_app_can_do() -> None:
    for command in (c for c in COMMANDS if c.scope is Scope.SETTINGS):
        owner = SciaticaApp if command.action.startswith("app.") else SettingsScreen
        name = command.action.removeprefix("app.").partition("(")[0]
        assert hasattr(owner, f"action_{name}"), command.id


async def test_holding_j_changes_no_setting(tmp_path: Path) -> None:
    """One of them is a command that every cue would run."""
    given = services(tmp_path, an_episode())
    async with settings_of(given) as pilot:
        await pilot.press(*"j" * 40, *"k" * 20)
        await pilot.pause()
        assert given.config == Config()


async def test_a_command_may_begin_with_a_letter_that_moves(tmp_path: Path) -> None:
    given = services(tmp_path, an_episode())
    async with settings_of(given) as pilot:
        await typing(pilot, "hooks.on_verdict", "jq")
        await pilot.press("enter")
        await until(pilot, lambda: given.config.hooks.on_verdict == "jq")
        assert given.config.hooks.on_alarm == ""


async def test_after_esc_in_a_text_moving_goes_on_from_there(tmp_path: Path) -> None:
    async with settings_of(services(tmp_path, an_episode())) as pilot:
        await typing(pilot, "cues.command")
        await pilot.press("escape", "j")
        assert isinstance(pilot.app.focused, Field)
        assert pilot.app.focused.name == "times.day_ends"


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 1), ((120, 36), 2)])
async def test_comfortable_leaves_a_small_window_its_room(tmp_path: Path, size: tuple[int, int], columns: int) -> None:
    there = services(tmp_path, Episode(**stamp(), day=day(3)), config=Config(looks=Looks(density="comfortable")))
    async with opened(there, size) as pilot:
        assert pilot.app.screen.query_one("#week").styles.padding.left == columns


DISC = "Disc herniation L5/S1"


@pytest.mark.parametrize("size", [(110, 30), (120, 36), (170, 45), (200, 60)])
async def test_every_row_is_whole_within_its_box_in_a_wide_window(given: Services, size: tuple[int, int]) -> None:
    async with settings_of(given, size) as pilot:
        boxes = pilot.app.screen.query(".section")
        await until(
            pilot,
            lambda: all(
                box.content_region.contains_region(part.region)
                for box in boxes
                for part in box.children
                if part.display
            ),
        )


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_what_is_known_of_the_episode_is_never_cut(tmp_path: Path, size: tuple[int, int]) -> None:
    told = Episode(**stamp(), day=day(3), started=day(60), side=Side.LEFT, cause=DISC)
    async with settings_of(services(tmp_path, told), size) as pilot:
        row = await at(pilot, "episode")
        lines = row.render().plain.split("\n")
        assert DISC in " ".join(" ".join(lines).split())
        assert row.size.height == len(lines)


async def test_in_a_huge_window_each_row_says_what_it_means(given: Services) -> None:
    async with settings_of(given, (200, 60)) as pilot:
        shows = [words.display for words in pilot.app.screen.query(".about")]
        assert len(shows) == len(list(names()))
        assert all(shows)
    async with settings_of(given, (120, 36)) as pilot:
        assert not any(words.display for words in pilot.app.screen.query(".about"))


async def test_the_key_map_says_what_each_screen_is_for_in_whole_clauses_at_80_columns(given: Services) -> None:
    async with settings_of(given) as pilot:
        await pilot.app.push_screen(KeyList(given))
        lines = [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]
        assert any(line.endswith("Read, correct or delete entries") for line in lines)
