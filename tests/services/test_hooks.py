"""Hooks: told what happened as JSON, limited in time, never in the way, and none for what came from elsewhere."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sciatica_tui.domain.records import CheckIn, RedFlagAnswer
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.services.config import HookSettings, load_config
from sciatica_tui.services.hooks import RUNNING, Hooks, before_change
from sciatica_tui.services.records_snapshot import snapshot_of
from sciatica_tui.storage.journal import Journal

from ..support import NOW, TODAY, checkin, stamp

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the little programs of these tests need a shell")


class Told:
    """A journal with hooks, and what they were told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = Journal.open(folder / "data", lambda: NOW)
        self.hooks: Hooks | None = None

    def program(self, script: str) -> str:
        """Make a little program, and return where it is."""
        path = self.folder / "program"
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    def follow(self, timeout: float = 20, **commands: str) -> Hooks:
        """Run these hooks after each change from now on."""
        environment = {"PATH": os.environ["PATH"], **({RUNNING: "on_save"} if commands.pop("within", "") else {})}
        self.hooks = Hooks(self.journal, lambda: HookSettings(**commands), lambda: TODAY, environment, timeout)
        self.journal.listen(self.hooks.after)
        return self.hooks

    def writing(self, name: str) -> str:
        """A command that adds what it is told to a file, a line each."""
        return self.program(f"cat >> {self.folder}/told-$SCIATICA_HOOK; echo >> {self.folder}/told-$SCIATICA_HOOK")

    def of(self, name: str) -> list[dict[str, Any]]:
        """What a hook was told so far."""
        assert self.hooks is not None
        self.hooks.finish()
        path = self.folder / f"told-{name}"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def test_after_each_change_it_is_told_each_record_before_and_after(told: Told) -> None:
    told.follow(on_save=told.writing("on_save"))
    entry = checkin(leg_pain=3)
    told.journal.save("a check-in", entry)
    told.journal.delete("gone", entry)
    told.journal.undo()
    saved, deleted, undone = told.of("on_save")
    assert (saved["hook"], saved["version"], saved["change"], saved["day"]) == (
        "on_save",
        1,
        "a check-in",
        "2026-11-22",
    )
    [record] = saved["records"]
    assert (record["table"], record["id"], record["before"]) == ("checkins", entry.id, None)
    assert record["after"]["leg_pain"] == 3
    assert deleted["records"][0]["before"]["leg_pain"] == 3
    assert deleted["records"][0]["after"] is None
    assert undone["records"][0]["after"]["leg_pain"] == 3


def test_what_comes_from_elsewhere_runs_none(told: Told, tmp_path: Path) -> None:
    other = Journal.open(tmp_path / "other", lambda: NOW)
    other.save("there", checkin(leg_pain=7), RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("fever",)))
    command = told.writing("x")
    told.follow(on_save=command, on_alarm=command, on_verdict=command)
    told.journal.merge("Merge", other.history().history)
    assert told.of("on_save") == told.of("on_alarm") == told.of("on_verdict") == []


def test_a_red_flag_is_told_when_it_is_new_and_no_more(told: Told) -> None:
    told.follow(on_alarm=told.writing("on_alarm"))
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("urination",))
    told.journal.save("a check-in", checkin(leg_pain=3))
    told.journal.save("a flag", flag)
    told.journal.save("again", told.journal.all(RedFlagAnswer)[0])
    told.journal.delete("gone", flag)
    [alarm] = told.of("on_alarm")
    assert (alarm["urgency"], alarm["flags"]) == ("emergency", ["urination"])
    assert "urination" in alarm["words"]


def test_another_verdict_is_told_once_with_the_one_before(told: Told) -> None:
    bad: dict[str, Any] = {"leg_pain": 8, "back_pain": 8, "zone": "foot", "frequency": "constant"}
    good: dict[str, Any] = {"leg_pain": 1, "back_pain": 1, "zone": "back", "frequency": "now_and_then"}
    asked: dict[str, Any] = {"red_flags": [], "cough_pain": False, "weakness_felt": False}
    history = [checkin(days_ago=n, **asked, **(bad if n > 40 else good)) for n in range(1, 90)]
    told.journal.save("a history", *history[40:])
    told.follow(on_verdict=told.writing("on_verdict"))
    told.journal.save("the rest", *history[:40])
    told.journal.save("one more", checkin(**asked, **good))
    first, *others = told.of("on_verdict")
    assert (first["before"], first["verdict"]) == ("no_clear_change", "improving")
    assert first["words"]
    assert others == []


def test_the_records_before_a_change_are_those_before_it(told: Told) -> None:
    kept, changed = checkin(leg_pain=1), checkin(leg_pain=2)
    told.journal.save("first", kept, changed)
    before = snapshot_of(told.journal)
    steps: list[Any] = []
    told.journal.listen(steps.append)
    [old] = [c for c in told.journal.all(CheckIn) if c.id == changed.id]
    told.journal.save("change", checkin(leg_pain=9), delete=(old,))
    assert before_change(steps[0], snapshot_of(told.journal)) == before
    assert before_change(steps[0], RecordSnapshot()).checkins == (old,)


def test_a_hook_that_saves_is_not_run_for_it_again(told: Told) -> None:
    told.follow(on_save=told.writing("on_save"), within="yes")
    told.journal.save("a check-in", checkin(leg_pain=3))
    assert told.of("on_save") == []


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("exit 3", "Your hook on_save: “program” failed with exit code 3. What you saved is safe."),
        (
            "yes; exit 1",
            "“program” ran for over 0.5 seconds and was stopped. It will not run again until the next start.",
        ),
        ("sleep 60 & sleep 60", "“program” ran for over 0.5 seconds and was stopped."),
    ],
)
def test_what_goes_wrong_is_told_once_and_stops_nothing(told: Told, script: str, sentence: str) -> None:
    hooks = told.follow(timeout=0.5, on_save=told.program(script))
    for _ in range(3):
        assert told.journal.save("a check-in", checkin(leg_pain=3)).certain
    hooks.finish()
    [problem] = hooks.take_problems()
    assert sentence in problem
    assert hooks.take_problems() == ()
    assert len(told.journal.all(CheckIn)) == 3


def test_one_that_floods_or_does_not_read_harms_nothing(told: Told) -> None:
    told.journal.save("much", *(checkin(leg_pain=3, note="x" * 1000) for _ in range(200)))
    hooks = told.follow(on_save=told.program("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2; exit 0"))
    told.journal.delete("all of it", *told.journal.all(CheckIn))
    hooks.finish()
    assert hooks.take_problems() == ()


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("/no/such/program", "Your hook on_save: “/no/such/program” could not be started"),
        ("play 'x", "Your hook on_save: its command can't be read"),
    ],
)
def test_one_that_can_not_be_run_is_told(told: Told, command: str, sentence: str) -> None:
    hooks = told.follow(on_save=command)
    told.journal.save("a check-in", checkin(leg_pain=3))
    hooks.finish()
    assert sentence in "".join(hooks.take_problems())


def test_a_settings_file_that_anyone_can_change_runs_none(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[hooks]\non_save = "true"\n', "utf-8")
    path.chmod(0o666)
    config = load_config(path)
    assert config.hooks.commands == {}
    assert "your own command for hooks is not run" in config.problems[0]
    path.chmod(0o600)
    assert load_config(path).hooks.commands == {"on_save": "true"}


def test_nothing_is_started_where_no_hook_is_set(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    unexpected: Callable[..., None] = lambda *_: pytest.fail("started")  # noqa: E731
    monkeypatch.setattr(Hooks, "_begin", unexpected)
    told.follow()
    told.journal.save("a check-in", checkin(leg_pain=3))
