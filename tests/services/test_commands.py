"""The table of commands: what it names can be had, is found in the help and the palette, and hides no global key."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from sciatica_tui.domain.records import RedFlagAnswer
from sciatica_tui.services import commands
from sciatica_tui.services.commands import (
    COMMANDS,
    MOTIONS,
    Command,
    Scope,
    in_scope,
    key_words,
    keys_of,
    title_of,
    with_keys,
)
from sciatica_tui.services.config import Config
from sciatica_tui.services.modes import MODES
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.bindings import is_allowed
from sciatica_tui.tui.screens.check_in import CheckInScreen
from sciatica_tui.tui.screens.check_in_day import CheckInDayScreen
from sciatica_tui.tui.screens.finder import targets
from sciatica_tui.tui.screens.guide import GuideScreen
from sciatica_tui.tui.screens.help import ABOUT, HelpPage
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.screens.import_preview import ImportPreview
from sciatica_tui.tui.screens.mode_screen import ModeScreen
from sciatica_tui.tui.screens.phase import PhaseScreen
from sciatica_tui.tui.screens.red_flags import RedFlagScreen
from sciatica_tui.tui.screens.routine_editor import RoutineEditor
from sciatica_tui.tui.screens.routines import RoutinesScreen
from sciatica_tui.tui.screens.session import SessionScreen
from sciatica_tui.tui.screens.settings import SettingsScreen
from sciatica_tui.tui.screens.today import TodayScreen
from sciatica_tui.tui.screens.trends import TrendsScreen
from sciatica_tui.tui.screens.what_to_do import ActionScreen
from sciatica_tui.tui.widgets.fields.basic import ChoiceField, RatingField, SidesField
from sciatica_tui.tui.widgets.fields.field import Field

from ..driving import AppPilot, episode, field, go_to, opened, opened_form, saved, shown, the_form, toasts, until
from ..support import NOW, TODAY, checkin, services, stamp

SCREENS: dict[Scope, type[Screen[Any]]] = {
    Scope.TODAY: TodayScreen,
    Scope.DAY: CheckInDayScreen,
    Scope.CHECKIN: CheckInScreen,
    Scope.TRENDS: TrendsScreen,
    Scope.ROUTINES: RoutinesScreen,
    Scope.SESSION: SessionScreen,
    Scope.EDITOR: RoutineEditor,
    Scope.PHASE: PhaseScreen,
    Scope.HISTORY: HistoryScreen,
    Scope.GUIDE: GuideScreen,
    Scope.SETTINGS: SettingsScreen,
    Scope.RED_FLAGS: RedFlagScreen,
    Scope.ACTION: ActionScreen,
    Scope.IMPORT: ImportPreview,
}

OPENED = [scope for scope in SCREENS if scope not in (Scope.SESSION, Scope.EDITOR, Scope.IMPORT)]
"""The screens that a key opens; a session, the editor of a routine and an import have tests of their own."""

GLOBAL_KEYS = {key for command in in_scope(Scope.ANYWHERE) for key in keys_of(command)}


def bound_by(screen: type[Screen[Any]]) -> set[str]:
    """Every key a screen binds itself, those beside the table too."""
    found: set[str] = set()
    for each in screen.BINDINGS:
        if isinstance(each, Binding):
            found |= set(each.key.split(","))
    return found


@pytest.mark.parametrize("scope", SCREENS)
def test_no_key_of_a_screen_hides_a_global_one(scope: Scope) -> None:
    assert not bound_by(SCREENS[scope]) & GLOBAL_KEYS


@pytest.mark.parametrize("scope", SCREENS)
def test_no_key_does_two_things_on_one_screen(scope: Scope) -> None:
    keys = [key for command in in_scope(scope) for key in keys_of(command)]
    assert len(keys) == len(set(keys))


def test_every_scope_has_its_screen_and_every_mode_its_scope() -> None:
    assert set(SCREENS) == set(Scope) - {Scope.ANYWHERE}
    modes = {kind.MODE for kind in SCREENS.values() if issubclass(kind, ModeScreen)}
    assert modes == {mode.name for mode in MODES} | {SettingsScreen.MODE}


def test_every_command_has_an_id_words_and_a_sentence_of_its_own() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert command.words
        assert command.tooltip.endswith(".")
        assert key_words(command)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_what_a_command_names_is_a_method(command: commands.Command) -> None:
    name = command.action.partition("(")[0]
    owner = SciaticaApp if name.startswith("app.") else SCREENS[command.scope]
    assert callable(getattr(owner, f"action_{name.removeprefix('app.')}"))


def opening_key(kind: type[Screen[Any]]) -> str:
    """The key that brings up a screen, from a text field too but for the settings."""
    if kind is SettingsScreen:
        return "comma"
    mode = kind.MODE if issubclass(kind, ModeScreen) else ""
    return next((f"f{each.number}" for each in MODES if each.name == mode), "ctrl+r")


async def show(pilot: AppPilot, scope: Scope) -> Screen[Any]:
    """Bring up the screen of a scope."""
    await pilot.press(*("f1", "c") if scope is Scope.CHECKIN else (opening_key(SCREENS[scope]),))
    await until(pilot, lambda: isinstance(pilot.app.screen, SCREENS[scope]))
    if scope is Scope.CHECKIN:
        await the_form(pilot)
    return pilot.app.screen


def standing(scope: Scope) -> tuple[RedFlagAnswer, ...]:
    """A flag that is open, where the screen that says what to do is wanted."""
    return (RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("fever",)),) if scope is Scope.ACTION else ()


def ranked(commands: Iterable[Command]) -> list[Command]:
    """Those that do something, then those that move."""
    return sorted(commands, key=lambda command: command.action.partition("(")[0] in MOTIONS)


@pytest.mark.parametrize("scope", OPENED)
async def test_the_help_of_a_screen_names_every_key_it_has(tmp_path: Path, scope: Scope) -> None:
    there = services(tmp_path, episode(), checkin(1, leg_pain=3), *standing(scope))
    async with opened(there, size=(76, 90)) as pilot:  # as wide as the help, so that nothing shows beside it
        screen = await show(pilot, scope)
        works = {c.id: is_allowed(c.action.removeprefix("app.").partition("(")[0], screen) for c in COMMANDS}
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpPage))
        await pilot.pause()
        words = " ".join(shown(pilot).replace("│", " ").split())
        for command in (*in_scope(scope), *in_scope(Scope.ANYWHERE)):
            keys_and_words = f"{' '.join(key_words(command))} {command.tooltip}"
            assert (keys_and_words in words) is works[command.id]
        ranks = [words.index(command.tooltip) for command in ranked(in_scope(scope))]
        assert ranks == sorted(ranks), "what does something stands before what only moves"
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, SCREENS[scope]))


@pytest.mark.parametrize("scope", Scope, ids=lambda scope: scope.name)
def test_no_two_commands_of_a_screen_have_the_same_title(scope: Scope) -> None:
    titles = [title_of(command) for command in in_scope(scope)]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("scope", OPENED)
async def test_the_palette_has_every_command_once(tmp_path: Path, scope: Scope) -> None:
    there = services(tmp_path, episode(), checkin(1, leg_pain=3), *standing(scope))
    async with opened(there) as pilot:
        screen = await show(pilot, scope)
        offered = targets(screen, there)
        ids = [target.name for target in offered]
        everywhere = in_scope(Scope.ANYWHERE) if isinstance(screen, ModeScreen) else ()
        for command in (*in_scope(scope), *everywhere):
            name = "check_in" if command.action == "check_in" else command.id
            assert ids.count(name) == 1
        assert len({target.words for target in offered}) == len(offered)


@pytest.mark.parametrize("scope", OPENED)
async def test_every_command_runs_from_the_palette(tmp_path: Path, scope: Scope) -> None:
    there = services(tmp_path, episode(), checkin(1, leg_pain=3), *standing(scope))
    async with opened(there) as pilot:
        for command in in_scope(scope):
            screen = await show(pilot, scope)
            action = next(target.opens for target in targets(screen, there) if target.help == command.tooltip)
            assert isinstance(action, str)
            await pilot.app.run_action(action)
            await pilot.pause()
            while not isinstance(pilot.app.screen, ModeScreen):
                await pilot.press("escape")
            assert pilot.app.is_running


QUESTIONS_WITHOUT_LETTERS = (RatingField, ChoiceField, SidesField)


async def test_no_field_but_a_text_takes_a_global_key_that_is_no_digit(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), size=(120, 40)) as pilot:
        form = await opened_form(pilot, "w")
        await until(pilot, lambda: any(f.name == "heel_walk" for f in form.query(Field)))
        for question in form.query(Field):
            if isinstance(question, QUESTIONS_WITHOUT_LETTERS):
                for key in GLOBAL_KEYS - set("0123456789"):
                    assert not question.press(key, key if len(key) == 1 else None), (question.name, key)


async def test_red_flags_open_from_a_text_field_by_ctrl_r_and_modes_by_function_keys(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await until(pilot, lambda: any(f.name == "note" for f in form.query(Field)))
        await go_to(pilot, form, "note")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        await pilot.press("escape")
        await the_form(pilot)
        assert field(form, "note").value is None
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))


# Sentences that name keys


@pytest.mark.parametrize("scope", Scope, ids=lambda scope: scope.name)
def test_a_help_text_names_keys_of_commands_that_there_are(scope: Scope) -> None:
    assert "{" not in with_keys(ABOUT[scope])


def test_a_sentence_names_the_key_that_a_command_has_now() -> None:
    assert with_keys("{undo} undoes it.") == "u undoes it."
    assert with_keys("{undo} undoes it.", {"undo": "ctrl+z,z"}) == "^z undoes it."
    with pytest.raises(KeyError):
        with_keys("{nosuch}")


async def test_moved_keys_are_the_ones_that_the_app_speaks_of(tmp_path: Path) -> None:
    moved = Config(keys={"undo": "z", "red_flags": "f9", "flags.none": "x", "checkin.depth": "v"})

    def words(pilot: AppPilot) -> str:
        return " ".join(shown(pilot).replace("│", " ").split())

    async with opened(services(tmp_path, config=moved)) as pilot:
        await until(pilot, lambda: "Red flags (F9 at any time)" in words(pilot))
    async with opened(services(tmp_path, episode(), config=moved)) as pilot:
        await saved(pilot, "c", "6")
        assert toasts(pilot)[-1] == "Saved: leg 6. z undoes it."
        await pilot.press("f9")
        await until(pilot, lambda: "x None of these" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "x: none of these, Esc: later." in words(pilot))
        await pilot.press("escape", "f1", "c")
        await the_form(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: "v shows the daily" in words(pilot))
