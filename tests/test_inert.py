"""Stored text is inert: whatever it holds, no screen, command, page or log lets it steer the terminal."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.segment import Segment
from textual.drivers.headless_driver import HeadlessDriver
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from sciatica_tui.domain.records import CheckIn, Episode, RedFlagAnswer, Routine
from sciatica_tui.domain.routines.catalogue import all_routines
from sciatica_tui.domain.views.history import EntryKind
from sciatica_tui.services.config import Config, CueSettings, Help
from sciatica_tui.tui import screens
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.controllers import journal as journal_controller
from sciatica_tui.tui.messages import CheckInWanted, SessionWanted
from sciatica_tui.tui.screens.dialogs import AskNumber, AskText
from sciatica_tui.tui.screens.file_choice import FileChoice
from sciatica_tui.tui.screens.first_start import FirstStartScreen
from sciatica_tui.tui.screens.import_preview import ImportPreview
from sciatica_tui.tui.screens.phase import PhaseScreen
from sciatica_tui.tui.widgets.hidden_characters import HiddenCharacters

from .driving import the_form, until
from .hostile import LINE, filled, journal, steering
from .sessions import Floor, episode, floor
from .support import day, services

BELL = "\x07"


class Terminal:
    """What the app sends its terminal, code for code, and the screens it has opened."""

    def __init__(self) -> None:
        self.codes: list[str] = []
        self.screens: set[type[object]] = set()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal that the app takes for a real one."""
    terminal = Terminal()

    def write(driver: HeadlessDriver, data: str) -> None:
        terminal.codes.append("" if data == BELL else data)
        if driver._app.screen_stack:
            terminal.screens.add(type(driver._app.screen))

    def push_screen(app: SciaticaApp, screen: Screen[Any], *args: Any, **kwargs: Any) -> Any:
        terminal.screens.add(type(screen))  # one that shows how far a work is may be gone before it is drawn
        return push(app, screen, *args, **kwargs)

    push = SciaticaApp.push_screen
    monkeypatch.setattr(SciaticaApp, "push_screen", push_screen)
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)
    monkeypatch.setattr(HeadlessDriver, "write", write)
    monkeypatch.setattr(journal_controller, "terminal_gone", lambda: False)
    return terminal


@pytest.fixture
def unmarked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What came to the last door without its mark, so that its width was wrong."""
    late: set[str] = set()
    apply = HiddenCharacters.apply

    def watch(self: HiddenCharacters, segments: Any, background: Any) -> Any:
        passed = apply(self, segments, background)
        late.update(a.text for a, b in zip(segments, passed, strict=True) if a.text != b.text)
        return passed

    monkeypatch.setattr(HiddenCharacters, "apply", watch)
    return late


def all_screens() -> set[type[object]]:
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    kinds: list[type[object]] = [Screen]
    for kind in kinds:
        kinds += type.__subclasses__(kind)
    return {kind for kind in kinds if kind.__module__.startswith("sciatica_tui")}


async def walk(on: Floor, *steps: str) -> None:
    """Press the keys of each step, and let the screen settle."""
    for step in steps:
        await on.pilot.press(*step.split())
        await on.given.journal_writer.settle()
        await on.pilot.pause()
        assert on.app.shutdown.failed is None, step


async def test_no_screen_lets_a_stored_text_steer_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: Terminal, unmarked: set[str]
) -> None:
    folder = tmp_path / LINE.replace("\x00", "")
    config = Config(help=Help(LINE, LINE, LINE), cues=CueSettings(notification=True), problems=(LINE,))
    given = services(folder, *journal(), config=config)
    monkeypatch.setenv("HOME", str(folder))
    text = LINE.replace("\x00", "").rstrip("\n\tZ")
    (folder / f"{text}.csv").write_text(f'date,leg pain,"{text}"\n2026-11-18,6,"{text}"\n', "utf-8")
    async with floor(tmp_path, given=given, size=(100, 40)) as on:
        await walk(on, "j j enter", "escape question_mark", "escape f2 c", "d", "w", "escape", "escape")
        await walk(on, "f4 G", "e", "escape", "D", "p", "escape", "x", "escape", "i", "escape")
        await walk(on, "f3 v", "v", "v", "v w")
        await walk(on, "f5 enter", "escape v", "escape w", "escape e", "enter", "escape escape p enter")
        await until(on.pilot, lambda: list(folder.rglob("*.pdf")) and isinstance(on.app.screen, PhaseScreen))
        await walk(on, "f6 enter", *["escape f enter"] * len(EntryKind), "escape slash Z", "escape n", "escape")
        await walk(on, "f7 slash Z", "escape comma G", "k k k k k k k k enter", "enter", "escape escape ctrl+p", *"Zq")
        await walk(on, "escape escape f1")
        routine = next(r for r in all_routines(given.journal.all(Routine)) if r.own)
        on.app.post_message(SessionWanted(routine))
        await until(on.pilot, lambda: "Start it anyway" in on.words)
        await walk(on, "s", "4 3 enter")
        await on.to_the_end()
        await walk(on, "escape", "escape")
        await walk(on, "exclamation_mark", "space enter", "s", "escape escape")
        await given.journal_writer.save("a newer version's flag", filled(RedFlagAnswer, cleared=None))
        await walk(on, "f1 exclamation_mark", "escape", "escape escape f1 b", "escape", "ctrl+o")
        await until(on.pilot, lambda: isinstance(on.app.screen, FileChoice))
        on.app.screen.query_one(Input).value = "~/Zq"
        await on.settle()
        await on.press("enter")
        await until(on.pilot, lambda: isinstance(on.app.screen, ImportPreview))
        await walk(on, "escape", "escape")
        first_start = FirstStartScreen(given, filled(Episode))
        for screen in (AskNumber(LINE, LINE, 25, LINE), AskText(LINE, LINE), first_start):
            on.app.push_screen(screen)
            await on.settle()
        await on.pilot.resize_terminal(30, 8)
        await on.settle()
        assert on.app.shutdown.failed is None
    assert steering("".join(terminal.codes)) == set()
    assert "␛]52;c;" in "".join(terminal.codes)
    assert unmarked == set()
    (picture,) = folder.rglob("*.svg")
    assert steering(picture.read_text("utf-8")) == set()
    assert all_screens() - {base for kind in terminal.screens for base in kind.__mro__} == set()


class Forgetful(Widget):
    """A widget that forgets the marks."""

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(LINE)])


async def test_a_widget_that_forgets_the_marks_lets_nothing_through_and_keeps_its_width(
    tmp_path: Path, terminal: Terminal
) -> None:
    async with floor(tmp_path) as on:
        widget = Forgetful()
        await on.app.screen.mount(widget)
        await on.settle()
        assert "Zq]52;c;UVE=[777m777m777 Z" in on.text
        for line in widget.render_lines(widget.size.region):
            assert line.cell_length == sum(part.cell_length for part in line)
    assert steering("".join(terminal.codes)) == set()


async def test_an_entry_that_is_edited_keeps_every_other_text_byte_for_byte(tmp_path: Path) -> None:
    entry = filled(CheckIn, day=day(1), at=None, red_flags=[], flare=False, leg_pain=6)
    async with floor(tmp_path, episode(), entry) as on:
        on.app.post_message(CheckInWanted(entry=entry))
        await the_form(on.pilot)
        await on.press("4", "ctrl+s", "y")
        now = on.given.journal.get(CheckIn, entry.id)
    assert now is not None
    assert now.leg_pain == 4
    assert msgspec.structs.replace(now, leg_pain=6, rev=1, updated_at=entry.updated_at) == entry
