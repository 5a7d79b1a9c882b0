"""The line for a prompt is ready after each save, and never wrong: what does not fit is read anew."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sciatica_tui.domain.records import CheckIn
from sciatica_tui.services import prompt_state
from sciatica_tui.services.paths import Paths, find_paths
from sciatica_tui.services.prompt_line import keep_prompt_line
from sciatica_tui.storage.journal import Journal

from ..support import NOW, FakeClock, checkin

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the places and modes are those of POSIX")

SHORT = ["status", "--short"]
DONE: dict[str, Any] = {"red_flags": [], "sit_to_stand_seconds": 12}


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """The usual places of someone whose home is ours."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return find_paths()


@pytest.fixture
def journal(paths: Paths) -> Journal:
    """A journal that keeps the line after each change."""
    journal, clock = Journal.open(paths.data, lambda: NOW), FakeClock()
    journal.listen(lambda _: keep_prompt_line(journal, paths, clock))
    return journal


def state(paths: Paths) -> Path:
    assert paths.prompt is not None
    return Path(paths.prompt)


def line(*options: str, hours: float = 0) -> str | None:
    """What a prompt gets so many hours after the save; None where it has to read the journal."""
    return prompt_state.ready_line([*SHORT, *options], (NOW + timedelta(hours=hours)).timetuple())


def test_the_line_is_ready_after_each_change(journal: Journal, paths: Paths) -> None:
    assert line() is None
    entry = checkin(leg_pain=3)
    journal.save("a check-in", entry)
    assert line() == "red flags not asked"
    journal.save("the rest", checkin(leg_pain=3, **DONE))
    assert line() == ""
    journal.undo()
    assert line() == "red flags not asked"
    journal.delete("gone", journal.all(CheckIn)[0])
    assert line() == "not logged"


def test_the_day_ends_when_the_persons_day_ends(journal: Journal, paths: Paths) -> None:
    paths.config.parent.mkdir(parents=True)
    paths.config.write_text('[times]\nday_ends = "04:00"\n', "utf-8")
    journal.save("all", checkin(leg_pain=3, **DONE))
    assert NOW.hour == 8
    assert line(hours=19.5) == "", "half past three at night"
    assert line(hours=20) is None
    assert line(hours=-8) is None, "a clock that has gone back"
    assert line(hours=24) is None


def another_window(paths: Paths) -> None:
    Journal.open(paths.data, lambda: NOW).save("another", checkin(leg_pain=7))


def hand_edit(paths: Paths) -> None:
    text = paths.journal.read_bytes()
    times = paths.journal.stat()
    paths.journal.write_bytes(text.replace(b'"leg_pain":3', b'"leg_pain":5'))
    os.utime(paths.journal, ns=(times.st_atime_ns, times.st_mtime_ns))


def other_machine(paths: Paths) -> None:
    copy = paths.journal.with_name("copy")
    copy.write_bytes(paths.journal.read_bytes())
    copy.replace(paths.journal)


def new_settings(paths: Paths) -> None:
    paths.config.parent.mkdir(parents=True)
    paths.config.write_text("[times]\n", "utf-8")


def gone(paths: Paths) -> None:
    paths.journal.unlink()


@pytest.mark.parametrize("happens", [another_window, hand_edit, other_machine, new_settings, gone])
def test_another_version_is_read_anew(happens: Callable[[Paths], None], journal: Journal, paths: Paths) -> None:
    journal.save("all", checkin(leg_pain=3, **DONE))
    assert line() == ""
    happens(paths)
    assert line() is None


@pytest.mark.parametrize("position", range(0, 400, 7))
def test_a_damaged_state_file_is_no_line(position: int, journal: Journal, paths: Paths) -> None:
    journal.save("all", checkin(leg_pain=3))
    contents = bytearray(state(paths).read_bytes())
    contents[position % len(contents)] ^= 0x04
    state(paths).write_bytes(contents)
    assert line() is None


@pytest.mark.parametrize("contents", [b"", b"\n\n", b"\xff\xfe", b"\0" * 300])
def test_a_state_file_of_anything_is_no_line(contents: bytes, journal: Journal, paths: Paths) -> None:
    journal.save("all", checkin(leg_pain=3))
    state(paths).write_bytes(contents)
    assert line() is None


def test_a_state_file_of_another_version_of_the_program_is_no_line(
    journal: Journal, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.save("all", checkin(leg_pain=3))
    monkeypatch.setattr(prompt_state, "__version__", "99.0")
    assert line() is None


def test_where_it_can_not_be_kept_saving_goes_on(journal: Journal, paths: Paths) -> None:
    state(paths).parent.parent.mkdir()
    state(paths).parent.write_text("a file where the folder should be", "utf-8")
    assert journal.save("all", checkin(leg_pain=3)).certain
    assert line() is None


def test_only_its_owner_can_read_it_and_it_says_what_it_is(journal: Journal, paths: Paths) -> None:
    journal.save("all", checkin(leg_pain=3))
    assert stat.S_IMODE(state(paths).stat().st_mode) == 0o600
    assert stat.S_IMODE(state(paths).parent.stat().st_mode) == 0o700
    assert "may be deleted at any time" in state(paths).read_text("utf-8")


def test_nothing_is_kept_while_a_command_would_have_more_to_say(journal: Journal, paths: Paths) -> None:
    new_settings(paths)
    paths.config.write_text("[tmies]\n", "utf-8")
    journal.save("all", checkin(leg_pain=3))
    assert line() is None


def test_each_place_has_its_own_line(journal: Journal, paths: Paths, tmp_path: Path) -> None:
    journal.save("all", checkin(leg_pain=3))
    assert line("--data", str(tmp_path / "other")) is None
    assert line("--config", str(tmp_path / "other.toml")) is None
    other = find_paths(tmp_path / "other")
    second = Journal.open(other.data, lambda: NOW)
    second.save("all", checkin(leg_pain=3, **DONE))
    keep_prompt_line(second, other, FakeClock())
    assert line("--data", str(tmp_path / "other")) == line(f"--data={tmp_path / 'other'}") == ""
    assert line() == "red flags not asked"


@pytest.mark.parametrize(
    "arguments", [["status"], ["--short"], ["log", "--short"], [*SHORT, "--demo"], [*SHORT, "x"], [*SHORT, "--data"]]
)
def test_it_answers_for_nothing_else(arguments: list[str], journal: Journal) -> None:
    journal.save("all", checkin(leg_pain=3))
    assert prompt_state.ready_line(arguments, NOW.timetuple()) is None


def test_a_folder_that_is_not_there_yet_has_its_line_too(paths: Paths) -> None:
    keep_prompt_line(Journal.in_memory(lambda: NOW), paths, FakeClock())
    assert line() == "not logged"
    paths.data.mkdir(parents=True)
    assert line() is None
