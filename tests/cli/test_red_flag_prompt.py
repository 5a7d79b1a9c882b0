"""At a real terminal `log` asks about the red flags; driven through a pseudo-terminal."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
ROOT = Path(__file__).parents[2]
PATIENCE = 20.0


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, folder: Path, *argv: str, **env: str) -> None:
        ours, theirs = pty.openpty()
        self.ours = ours
        self.seen = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sciatica_tui", "--data", str(folder), *argv],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", **env},
        )  # fmt: skip
        os.close(theirs)

    def wait_for(self, words: str) -> None:
        """Read until the words have come."""
        while words not in self.seen:
            assert self._read(PATIENCE), f"{words!r} did not come after: {self.seen!r}"

    def type(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def interrupt(self) -> None:
        """What ctrl+c sends, again until it is heard: just before a read it can fall between two stools."""
        while self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(2)

    def end(self) -> int:
        """Read what is left; the exit code."""
        while self._read(PATIENCE):
            pass
        return self.process.wait(PATIENCE)

    def _read(self, patience: float) -> bool:
        """Read what comes within some seconds; whether anything did."""
        ready, _, _ = select.select([self.ours], [], [], patience)
        try:
            data = os.read(self.ours, 4096) if ready else b""
        except OSError:  # what Linux says when the other side has closed
            return False
        self.seen += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def opened(folder: Path) -> Iterator[Any]:
    terminals: list[Terminal] = []

    def start(*argv: str, **env: str) -> Terminal:
        terminals.append(Terminal(folder, *argv, **env))
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.process.kill()
        terminal.process.wait()
        os.close(terminal.ours)


def kept(folder: Path, table: str) -> list[dict[str, Any]]:
    document = json.loads((folder / "sciatica.json").read_text("utf-8"))
    return list(document.get(table, {}).values())


@pytest.mark.parametrize(("key", "flags"), [("n", []), ("", None), ("no", []), ("what\rn", [])])
def test_one_key_answers_and_enter_is_not_asked(opened: Any, folder: Path, key: str, flags: list[str] | None) -> None:
    terminal = opened("log", "6/3", "calf")
    terminal.wait_for("Do any red flags apply to you? n none · y show them · enter skip: ")
    terminal.type(f"{key}\r")
    assert terminal.end() == 0
    assert "Saved: leg 6, back 3, calf" in terminal.seen
    [entry] = kept(folder, "checkins")
    assert entry.get("red_flags") == flags


def test_what_was_answered_today_is_not_asked_again(opened: Any, folder: Path) -> None:
    assert opened("log", "--flags", "none").end() == 0
    terminal = opened("log", "6/3")
    assert terminal.end() == 0
    assert "Any new red flags?" not in terminal.seen
    [entry] = kept(folder, "checkins")
    assert "red_flags" not in entry
    earlier = opened("log", "5", "--at", "yesterday")
    earlier.wait_for("Any new red flags?")
    earlier.type("n\r")
    assert earlier.end() == 0


@pytest.mark.parametrize(("key", "code"), [("n", 2), ("y", 0), ("2025-01-05", 2), ("", 2)])
def test_a_day_months_ago_is_asked_about_before_anything_is_saved(
    opened: Any, folder: Path, key: str, code: int
) -> None:
    terminal = opened("log", "5", "--flags", "none", "--at", "2026-01-05")
    terminal.wait_for("days ago: is that the day you mean?")
    assert "Monday 5 January 2026 is " in terminal.seen
    terminal.type(f"{key}\r")
    assert terminal.end() == code
    assert ("Nothing was saved; try again" in terminal.seen) == (not folder.exists()) == (key != "y")


@pytest.mark.parametrize(("key", "has_moved"), [("n", False), ("y", True)])
def test_an_entry_moved_to_a_day_months_ago_is_asked_about_too(
    opened: Any, folder: Path, key: str, has_moved: bool
) -> None:
    assert opened("log", "5", "--flags", "none").end() == 0
    terminal = opened("edit", "last", "--at", "2026-01-05")
    terminal.wait_for("days ago: is that the day you mean?")
    terminal.type(f"{key}\r")
    terminal.end()
    [entry] = kept(folder, "checkins")
    assert (entry["day"] == "2026-01-05") is has_moved


def test_yes_shows_the_list_and_takes_numbers(opened: Any, folder: Path) -> None:
    terminal = opened("log", "6")
    terminal.wait_for("Do any red flags apply to you?")
    terminal.type("y\r")
    terminal.wait_for("Which apply to you? Type their numbers, such as 3 10 · n none of these")
    assert "  3  New trouble starting, stopping or feeling urination" in terminal.seen
    terminal.type("99\r")
    terminal.wait_for("Please type numbers from 1 to 24.")
    terminal.type("3, 17\r")
    assert terminal.end() == 0
    assert "GET EMERGENCY HELP NOW" in terminal.seen
    [answer] = kept(folder, "red_flags")
    assert answer["flags"] == ["urination", "night_pain"]


def test_what_raises_an_alarm_is_asked_and_a_mistyped_one_saves_nothing(opened: Any, folder: Path) -> None:
    terminal = opened("log", "--flags", "none", "--heel-walk", "weak/normal")
    terminal.wait_for("Is this right?")
    assert "Left heel walk: weak." in terminal.seen
    terminal.type("n\r")
    assert terminal.end() == 2
    assert "Nothing was saved" in terminal.seen
    assert not (folder / "sciatica.json").exists() or kept(folder, "checkins") == []


def test_what_raises_an_alarm_and_is_right_is_kept_with_what_to_do(opened: Any, folder: Path) -> None:
    terminal = opened("log", "--flags", "none", "--heel-walk", "weak/normal")
    terminal.wait_for("Is this right?")
    terminal.type("y\r")
    assert terminal.end() == 0
    assert "SPEAK TO A DOCTOR TODAY" in terminal.seen
    assert "There was no terminal to ask you" not in terminal.seen
    [answer] = kept(folder, "red_flags")
    assert answer["raised"] is True


def test_ctrl_c_while_asked_saves_nothing_and_is_quiet(opened: Any, folder: Path) -> None:
    terminal = opened("log", "6")
    terminal.wait_for("Do any red flags apply to you?")
    terminal.interrupt()
    assert terminal.end() == 130
    assert "Traceback" not in terminal.seen
    assert not (folder / "sciatica.json").exists() or kept(folder, "checkins") == []


def test_the_end_of_input_is_not_asked(opened: Any, folder: Path) -> None:
    terminal = opened("log", "6")
    terminal.wait_for("Do any red flags apply to you?")
    terminal.type("\x04")
    assert terminal.end() == 0
    [entry] = kept(folder, "checkins")
    assert "red_flags" not in entry


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_can_not_show_the_app_is_told_so(opened: Any, folder: Path, term: str) -> None:
    terminal = opened(TERM=term)
    assert terminal.end() == 2
    assert f"This terminal can't show the app (TERM={term})" in terminal.seen
    assert "\x1b" not in terminal.seen
    assert not folder.exists()


def log_before(opened: Any, *rises: str) -> None:
    """Tests of the weeks before, nothing of which is asked about."""
    for weeks, both in enumerate(reversed(rises), 1):
        terminal = opened("log", "--flags", "none", "--heel-rises", both, "--at", f"{7 * weeks} days ago")
        assert terminal.end() == 0


@pytest.mark.parametrize(
    ("typed", "count", "first", "why"),
    [
        ("99\r17\r", 17, 8, []),
        ("9\ry\r", 9, 8, ["left heel rises 18 → 9"]),
        ("\r", 8, None, []),
    ],
)
def test_a_low_count_asks_for_a_second_one(
    opened: Any, folder: Path, typed: str, count: int, first: int | None, why: list[str]
) -> None:
    log_before(opened, "18/20", "18/20")
    terminal = opened("log", "--flags", "none", "--heel-rises", "8/20")
    terminal.wait_for("The second count")
    terminal.type(typed)
    assert terminal.end() == 0
    entry = kept(folder, "checkins")[-1]
    rises = entry["heel_rises"]
    assert (rises["left"], rises.get("left_first"), entry.get("note")) == (count, first, None)
    assert [answer["why"] for answer in kept(folder, "red_flags")] == why
    assert ("Answer on Today" in terminal.seen) == (typed == "\r")


@pytest.mark.parametrize(("typed", "flags"), [("n\r", [[]]), ("y\ry\r", [["one_leg_weakness"]]), ("\r", [])])
def test_more_bother_from_weakness_asks_whether_the_leg_is_weaker(
    opened: Any, folder: Path, typed: str, flags: list[list[str]]
) -> None:
    assert opened("log", "--flags", "none", "--bother", "weakness=1", "--at", "7 days ago").end() == 0
    terminal = opened("log", "--flags", "none", "--bother", "weakness=3")
    terminal.wait_for("Is your leg weaker than last week?")
    terminal.type(typed)
    assert terminal.end() == 0
    assert [answer["flags"] for answer in kept(folder, "red_flags")] == flags


@pytest.mark.parametrize(("key", "code"), [("n", 2), ("y", 0), ("", 0)])
def test_pain_that_hurts_nowhere_is_asked_about(opened: Any, folder: Path, key: str, code: int) -> None:
    terminal = opened("log", "5", "none", "--flags", "none")
    terminal.wait_for("You logged pain, but “none” as the furthest zone: is that right?")
    terminal.type(f"{key}\r")
    assert terminal.end() == code
    assert ("Nothing was saved" in terminal.seen) == bool(code)
