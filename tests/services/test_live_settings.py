"""Settings while the app runs: a change holds at once, is told, and is kept without losing a line of the file."""

from __future__ import annotations

import asyncio
import os
import stat
import threading
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import BadInput, StoreError
from sciatica_tui.services.commands import COMMANDS
from sciatica_tui.services.config import SECTIONS, Config, load_config
from sciatica_tui.services.live_settings import Settings, explained, write_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


async def test_a_change_holds_at_once_is_told_and_is_kept(file: Path) -> None:
    settings = Settings(Config(), file)
    told: list[str] = []
    settings.listen(lambda: told.append(settings.config.looks.density))
    before = settings.version
    await settings.change("looks", "density", "comfortable")
    assert told == ["comfortable"]
    assert settings.version != before
    assert load_config(file) == settings.config


async def test_none_is_the_default(file: Path) -> None:
    settings = Settings(Config(), file)
    await settings.change("times", "day_ends", "04:00")
    await settings.change("times", "day_ends", None)
    assert settings.config == load_config(file) == Config()


async def test_without_a_file_nothing_is_written(tmp_path: Path) -> None:
    settings = Settings(Config())
    await settings.change("cues", "bell", False)
    assert not settings.config.cues.bell
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("section", "key", "value"), [("times", "day_ends", "7"), ("looks", "density", "airy")])
async def test_a_value_that_cant_be_changes_nothing(file: Path, section: str, key: str, value: str) -> None:
    settings = Settings(Config(), file)
    with pytest.raises(BadInput, match=value):
        await settings.change(section, key, value)
    assert settings.config == Config()
    assert not file.exists()


def test_the_first_change_makes_a_file_that_explains_every_setting(file: Path) -> None:
    write_settings(file, {("help", "emergency"): "112"})
    text = file.read_text("utf-8")
    for section, kind in SECTIONS.items():
        assert f"[{section}]" in text
        assert all(f"\n{key} = " in text for key in kind.__struct_fields__)
    assert all(f'"{command.id}"' in text for command in COMMANDS)
    assert load_config(file).help.emergency == "112"
    assert load_config(file).problems == ()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_explained_file_says_just_the_defaults() -> None:
    document = tomllib.loads(explained())
    assert document.pop("keys") == {}
    assert document == {
        name: {f: getattr(kind(), f) for f in kind.__struct_fields__} for name, kind in SECTIONS.items()
    }


MINE = """\
# my own words
[help]   # who to call
emergency = "112"  # everywhere in Europe
# clinician = "nobody yet"

[unknown]
left = "alone"
"""


def test_comments_order_and_what_it_does_not_know_survive_a_change(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(MINE, "utf-8")
    write_settings(file, {("help", "emergency"): "144"})
    assert file.read_text("utf-8") == MINE.replace('"112"', '"144"')
    write_settings(file, {("looks", "theme"): "nord"})
    assert file.read_text("utf-8").startswith(MINE.replace('"112"', '"144"'))
    assert load_config(file).looks.theme == "nord"


def test_a_key_written_as_a_table_is_not_there_twice(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('[keys]\nsession.pause = "p"\n', "utf-8")
    assert load_config(file).keys == {"session.pause": "p"}
    write_settings(file, {("keys", "session.pause"): "o"})
    assert load_config(file).keys == {"session.pause": "o"}
    assert load_config(file).problems == ()
    write_settings(file, {("keys", "session.pause"): None})
    assert load_config(file).keys == {}


def test_a_link_to_the_file_stays_a_link(tmp_path: Path, file: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("", "utf-8")
    file.parent.mkdir()
    file.symlink_to(real)
    write_settings(file, {("help", "emergency"): "112"})
    assert file.is_symlink()
    assert load_config(real).help.emergency == "112"


async def test_a_file_that_cant_be_read_as_settings_is_left_alone_and_the_change_holds(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[times\n", "utf-8")
    settings = Settings(Config(), file)
    with pytest.raises(StoreError, match="can't be saved: fix"):
        await settings.change("cues", "bell", False)
    assert not settings.config.cues.bell
    assert file.read_text("utf-8") == "[times\n"


async def test_a_place_that_cant_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where a folder should be")
    settings = Settings(Config(), tmp_path / "config" / "config.toml")
    with pytest.raises(StoreError, match="works for now"):
        await settings.change("cues", "bell", False)
    assert not settings.config.cues.bell


async def test_a_moved_key_holds_and_one_that_clashes_is_told(file: Path) -> None:
    settings = Settings(Config(), file)
    await settings.change("keys", "undo", "z")
    assert settings.keys == {"undo": "z"}
    await settings.change("keys", "help", "z")
    assert settings.keys == {"undo": "z"}
    assert "already Undo (everywhere)" in settings.key_problems[0]
    await settings.change("keys", "help", None)
    assert settings.key_problems == ()


def test_others_can_not_change_the_settings_whatever_the_umask(file: Path) -> None:
    before = os.umask(0)
    try:
        write_settings(file, {("cues", "command"): "chime"})
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_the_place_of_the_file_holds_nobody_up(file: Path) -> None:
    file.parent.mkdir()
    os.mkfifo(file)
    (problem,) = load_config(file).problems
    assert problem == f"Settings {file} can't be read (it is not a regular file); the defaults are used instead."
    with pytest.raises(StoreError, match=r"works for now, but .* can't be written \(it is not a regular file\)"):
        write_settings(file, {("cues", "bell"): False})


def test_an_own_command_is_told_what_a_shell_in_it_must_take() -> None:
    assert "In sh -c '…' write \"$SCIATICA_WORDS\" instead." in explained()


class SlowDisk:
    """Writes settings once it is told to go on, or fails to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *failures: str) -> None:
        self._failures = list(failures)
        self.begun, self.go_on, self.writing = threading.Event(), threading.Event(), list[str]()
        monkeypatch.setattr("sciatica_tui.services.live_settings.write_settings", self._write)

    def _write(self, path: Path, changes: Mapping[tuple[str, str], object]) -> None:
        self.writing.append("begun")
        self.begun.set()
        assert self.go_on.wait(10)
        if failure := self._failures.pop(0) if self._failures else "":
            raise StoreError(failure)
        write_settings(path, changes)
        self.writing.append("done")

    async def writes(self) -> None:
        """Wait until it is told to write."""
        assert await asyncio.to_thread(self.begun.wait, 10)


async def asked(settings: Settings, section: str, key: str, value: str) -> asyncio.Task[None]:
    """Ask for a change, and let it wait for its turn."""
    change = asyncio.create_task(settings.change(section, key, value))
    async with asyncio.timeout(10):
        while getattr(getattr(settings.config, section), key) != value:
            await asyncio.sleep(0)
    return change


async def test_a_change_that_is_cancelled_is_written_before_the_next(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, settings = SlowDisk(monkeypatch), Settings(Config(), file)
    first = await asked(settings, "looks", "density", "comfortable")
    await disk.writes()
    first.cancel()
    second = await asked(settings, "times", "day_ends", "04:00")
    disk.go_on.set()
    await second
    assert disk.writing == ["begun", "done", "begun", "done"]
    assert load_config(file) == settings.config


async def test_the_failure_of_a_cancelled_change_is_heard_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk, settings, heard = SlowDisk(monkeypatch, "It is full."), Settings(Config(), file), list[str]()
    settings.unheard = lambda error: heard.append(str(error))
    change = await asked(settings, "looks", "density", "comfortable")
    await disk.writes()
    change.cancel()
    disk.go_on.set()
    await asyncio.wait({change})
    assert (change.cancelled(), heard) == (True, ["It is full."])
    await settings.settle()
    assert heard == ["It is full."]


async def test_of_changes_that_are_written_along_one_hears_of_the_failure(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, settings = SlowDisk(monkeypatch, "", "It is full."), Settings(Config(), file)
    first = await asked(settings, "looks", "density", "comfortable")
    await disk.writes()
    others = [
        await asked(settings, "times", "day_ends", "04:00"),
        await asked(settings, "help", "emergency", "112"),
    ]
    disk.go_on.set()
    outcomes = await asyncio.gather(first, *others, return_exceptions=True)
    assert [str(outcome) for outcome in outcomes if outcome is not None] == ["It is full."]


@pytest.mark.parametrize("cancelled", [True, False])
async def test_settling_says_what_could_not_be_written_meanwhile_also_to_who_waits_no_more(
    file: Path, monkeypatch: pytest.MonkeyPatch, cancelled: bool
) -> None:
    disk, settings = SlowDisk(monkeypatch, "", "It is full."), Settings(Config(), file)
    first = await asked(settings, "looks", "density", "comfortable")
    await disk.writes()
    second = await asked(settings, "times", "day_ends", "04:00")
    ending = asyncio.create_task(settings.settle())
    if cancelled:
        second.cancel()
    disk.go_on.set()
    outcomes = await asyncio.gather(first, second, ending, return_exceptions=True)
    assert str(outcomes[2]) == "It is full."
    await settings.settle()
