"""Cues: each way on or off, and no program that can harm the session."""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.routines.timer import CueKind
from sciatica_tui.services.config import CueSettings, load_config
from sciatica_tui.services.cues import Channel, Cues, Player, Speech, clean, find_speech, notification, own_command

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the little programs of these tests need a shell")

OFF = CueSettings(bell=False, flash=False)
ENVIRONMENT = {"PATH": os.environ.get("PATH", "")}


class Terminal:
    """What the terminal was asked to do."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def cues(self, settings: CueSettings, speech: Speech | None = None) -> Cues:
        ask = self.asked.append
        return Cues(settings, bell=ask, flash=ask, write=ask, environment=ENVIRONMENT, speech=speech)


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], str]:
    """Makes a small program and says where it is."""

    def make(script: str) -> str:
        path = tmp_path / "program"
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    return make


def ended(before: set[threading.Thread]) -> None:
    """Waits for the programs that cues started."""
    for thread in set(threading.enumerate()) - before:
        thread.join(20)
        assert not thread.is_alive()


def test_each_way_is_on_or_off() -> None:
    terminal = Terminal()
    terminal.cues(OFF).play(CueKind.END, "Hold")
    assert terminal.asked == []
    terminal.cues(CueSettings(bell=True, flash=False)).play(CueKind.COUNT, "3")
    terminal.cues(CueSettings(bell=False, flash=True)).play(CueKind.COUNT, "2")
    assert terminal.asked == [1, CueKind.COUNT]


def test_the_end_sounds_different_from_three_two_one() -> None:
    terminal = Terminal()
    cues = terminal.cues(CueSettings(flash=False))
    for kind in (CueKind.COUNT, CueKind.END, CueKind.SKIN_CHECK, CueKind.TAKE_OFF):
        cues.play(kind, "x")
    assert terminal.asked == [1, 2, 2, 2]


def test_only_what_matters_raises_a_notification() -> None:
    terminal = Terminal()
    cues = terminal.cues(CueSettings(bell=False, flash=False, notification=True))
    cues.play(CueKind.COUNT, "3")
    cues.play(CueKind.BEAT, "4")
    cues.play(CueKind.END, "Switch sides")
    assert terminal.asked == ["\x1b]9;sciatica-tui: Switch sides\x1b\\"]


@pytest.mark.parametrize(
    ("environment", "codes"),
    [
        ({}, "\x1b]9;sciatica-tui: Rest\x1b\\"),
        ({"TERM": "xterm-kitty"}, "\x1b]99;i=sciatica:d=0;sciatica-tui\x1b\\\x1b]99;i=sciatica:p=body;Rest\x1b\\"),
        ({"TERM_PROGRAM": "WezTerm"}, "\x1b]777;notify;sciatica-tui;Rest\x1b\\"),
        ({"VTE_VERSION": "7600"}, "\x1b]777;notify;sciatica-tui;Rest\x1b\\"),
        ({"TMUX": "socket,1,0"}, "\x1bPtmux;\x1b\x1b]9;sciatica-tui: Rest\x1b\x1b\\\x1b\\"),
    ],
)
def test_notifications_speak_the_terminals_own_code(environment: dict[str, str], codes: str) -> None:
    assert notification("Rest", "auto", environment) == codes
    assert notification("Rest", "777", {}) == "\x1b]777;notify;sciatica-tui;Rest\x1b\\"


def test_a_persons_words_never_break_out_of_an_escape_code() -> None:
    codes = notification("a\x1b\\\x07\x9c\nb;c", "9", {})
    assert codes == "\x1b]9;sciatica-tui: a␛\\␇�␊b,c\x1b\\"
    assert clean("--help\x00 me") == "help␀ me"
    assert len(clean("x" * 5000)) == 300


def test_the_voice_gets_the_words_as_one_argument(program: Callable[[str], str], tmp_path: Path) -> None:
    speech = Speech("spd-say", program(f'printf "%s|" "$@" > {tmp_path}/said'))
    before = set(threading.enumerate())
    Terminal().cues(CueSettings(bell=False, flash=False, voice=True), speech).play(CueKind.END, "Hold; $(left) leg")
    ended(before)
    assert (tmp_path / "said").read_text() == "--|Hold; $(left) leg|"


def test_powershell_gets_the_words_beside_its_script() -> None:
    arguments, added = Speech("powershell", "powershell").call("'); Remove-Item x")
    assert "Remove-Item" not in " ".join(arguments)
    assert added == {"SCIATICA_WORDS": "'); Remove-Item x"}


def test_the_first_speech_program_there_is() -> None:
    found = find_speech({"espeak-ng": "/usr/bin/espeak-ng", "say": "/usr/bin/say"}.get)
    assert found is not None
    assert found.name == "espeak-ng"
    assert find_speech(lambda _: None) is None


def test_ones_own_command_sees_no_shell(program: Callable[[str], str], tmp_path: Path) -> None:
    path = program(f'printf "%s|" "$@" "$SCIATICA_CUE" "$SCIATICA_WORDS" > {tmp_path}/ran')
    before = set(threading.enumerate())
    settings = CueSettings(bell=False, flash=False, command=f"{path} 'two words' {{cue}} {{words}}")
    Terminal().cues(settings).play(CueKind.END, "$(touch x); Rest")
    ended(before)
    assert (tmp_path / "ran").read_text() == "two words|end|$(touch x); Rest|end|$(touch x); Rest|"


@pytest.mark.parametrize("command", ["/nowhere/at/all", "'unclosed", "   ", "x\x00y"])
def test_a_missing_or_broken_command_says_so_only_when_tried(command: str) -> None:
    terminal, before = Terminal(), set(threading.enumerate())
    cues = terminal.cues(CueSettings(bell=False, flash=False, command=command))
    cues.play(CueKind.END, "Rest")
    ended(before)
    problem = cues.try_out(Channel.COMMAND)
    assert problem is not None
    assert problem.endswith(".")


def test_an_unreadable_command_is_named() -> None:
    with pytest.raises(BadInput, match="check its quotation marks"):
        own_command("play 'x", CueKind.END, "")


def test_a_command_that_fails_says_its_exit_code(program: Callable[[str], str]) -> None:
    cues = Terminal().cues(CueSettings(command=program("exit 7")))
    assert cues.try_out(Channel.COMMAND) == "“program” failed with exit code 7."


def test_a_command_that_floods_is_let_to_run(program: Callable[[str], str]) -> None:
    cues = Terminal().cues(CueSettings(command=program("head -c 30000000 /dev/zero; head -c 30000000 /dev/zero >&2")))
    assert cues.try_out(Channel.COMMAND) is None


def test_a_program_that_hangs_is_ended_with_what_it_started(program: Callable[[str], str], tmp_path: Path) -> None:
    path = program(f"sleep 600 & echo $! > {tmp_path}/child; wait")
    assert Player(timeout=0.3).run((path,), ENVIRONMENT) == "“program” ran for over 0.3 seconds and was stopped."
    child = int((tmp_path / "child").read_text())
    assert any(not alive(child) for _ in range(100_000))


def alive(pid: int) -> bool:
    """Whether it runs; what was ended and waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_newer_cue_ends_the_one_before(program: Callable[[str], str]) -> None:
    player, before = Player(timeout=60), set(threading.enumerate())
    path = program('[ "$1" = long ] && exec sleep 600; exit 3')
    player.start((path, "long"), ENVIRONMENT)
    assert player.run((path, "short"), ENVIRONMENT) == "“program” failed with exit code 3."
    ended(before)


def test_closing_ends_what_runs(program: Callable[[str], str]) -> None:
    before = set(threading.enumerate())
    cues = Terminal().cues(CueSettings(bell=False, flash=False, command=program("exec sleep 600")))
    cues.play(CueKind.END, "Rest")
    cues.close()
    ended(before)


def test_the_ways_through_the_terminal_can_be_tried_while_off() -> None:
    terminal = Terminal()
    cues = terminal.cues(OFF)
    assert [cues.try_out(c) for c in (Channel.BELL, Channel.FLASH, Channel.NOTIFICATION)] == [None, None, None]
    assert terminal.asked[:2] == [2, CueKind.END]
    assert "No speech program" in (cues.try_out(Channel.VOICE) or "")
    assert "not set a command" in (cues.try_out(Channel.COMMAND) or "")


def test_the_settings_name_what_they_can_not_take(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[cues]\nbell = false\nvoice = "loud"\nnotification_form = "8"\n', "utf-8")
    config = load_config(path)
    assert (config.cues.bell, config.cues.voice, config.cues.notification_form) == (False, False, "auto")
    assert [p.split(": ", 1)[1] for p in config.problems] == [
        "'loud' can't be used for “cues.voice”; the default is used instead.",
        "'8' can't be used for “cues.notification_form”; the default is used instead.",
    ]
