"""Every way out leaves the terminal as it was: signals at any moment, a busy event loop, a suspension, a quit."""

from __future__ import annotations

import os
import signal
import sys
import textwrap
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from sciatica_tui.domain.records import Episode, Routine, RoutineStep
from sciatica_tui.storage.journal import Journal

from ..support import NOW, TODAY, stamp
from .conftest import Start
from .pty_program import GIVE_TITLE_BACK, KEEP_TITLE, PtyProgram
from .test_terminal import ALTERNATE_OFF, ALTERNATE_ON, begun, draft, state_of

TITLE = b"\x1b]2;"

POLITE = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1]

BUSY = """
    import sys, time
    from sciatica_tui.tui import end_request
    from sciatica_tui.cli import main
    from sciatica_tui.tui.controllers.check_in_form import CheckInFormController

    def busy(self):
        print("busy", file=open(sys.argv[1], "w"))
        {busy}

    end_request.LONGEST_GOODBYE = 0.2
    CheckInFormController._write_drafts = busy
    sys.exit(main(sys.argv[2:]))
"""
"""The app whose event loop never comes back from the moment in which an answer should be written down."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with an episode and a routine in it."""
    folder = tmp_path / "data"
    journal = Journal.open(folder, lambda: NOW)
    steps = (RoutineStep(name="Lean back", hold_seconds=60, repetitions=2),)
    journal.save("before", Episode(**stamp(), day=TODAY), Routine(**stamp(), day=TODAY, name="Short", steps=steps))
    return folder


@pytest.mark.parametrize("number", POLITE, ids=lambda number: number.name)
def test_a_signal_keeps_the_half_filled_form_and_leaves_a_clean_terminal(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    data = tmp_path / "new"
    program = begun(start, data)
    program.type("6")
    program.until_shown("[6]")
    program.process.send_signal(number)
    program.wait()
    program.assert_as_before()
    assert '"leg_pain":6' in draft(data).replace(" ", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT], ids=lambda number: number.name)
@pytest.mark.parametrize("milliseconds", [0, 3, 10, 30, 60, 90])
def test_a_signal_while_the_app_starts_leaves_a_clean_terminal(
    start: Start, data: Path, number: signal.Signals, milliseconds: int
) -> None:
    program = start("--data", str(data))
    program.until(lambda: ALTERNATE_ON in program.written, "the app")
    program.drain(milliseconds / 1000)
    program.process.send_signal(number)
    program.wait()
    program.assert_as_before()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
@pytest.mark.parametrize("busy", ["while True: pass", "time.sleep(3600)"], ids=["spins", "blocks"])
def test_a_busy_event_loop_does_not_keep_a_signal_from_ending_it(
    start: Start, data: Path, tmp_path: Path, busy: str, number: signal.Signals
) -> None:
    sign = tmp_path / "busy"
    script = textwrap.dedent(BUSY).format(busy=busy)
    program = start(str(sign), "--data", str(data), script=script)
    program.until_shown("1 Today")
    program.type("c")
    program.until_shown("a digit answers")
    program.type("6")
    program.until(sign.exists, "the event loop to be busy")
    program.process.send_signal(number)
    assert program.wait() == 128 + number
    program.assert_as_before()
    assert ALTERNATE_OFF in program.written
    assert '"leg_pain":6' in draft(data).replace(" ", "")


def test_a_terminal_that_tells_its_size_by_itself_is_left_as_it_was(start: Start, data: Path) -> None:
    program = start("--data", str(data))
    program.until(lambda: b"\x1b[?2048$p" in program.written, "the question")
    program.type("\x1b[?2048;2$y")
    program.until(lambda: b"\x1b[?1016h" in program.written, "the mouse by pixels")
    program.until_shown("1 Today")
    program.type("q")
    assert program.wait() == 0
    program.assert_as_before()


def in_session(start: Start, data: Path) -> PtyProgram:
    """The program in a session, whose time left is the title of the window."""
    program = start("--data", str(data), "start", "Short")
    program.until_shown("Start it anyway")
    program.type("s")
    program.until_shown("Leg pain now")
    for key in "43":
        program.type(key)
        program.drain(0.2)
    program.type("\r")
    program.until_shown("left of")
    program.until(lambda: TITLE in program.written, "the title")
    return program


def test_quitting_while_a_session_runs_gives_the_window_its_title_back(start: Start, data: Path) -> None:
    program = in_session(start, data)
    program.type("q")
    program.until_shown("A session is running")
    program.type("q")
    assert program.wait() == 0
    program.assert_as_before()


@pytest.mark.parametrize("by_key", [True, False], ids=["ctrl+z", "SIGTSTP"])
def test_a_suspended_session_gives_the_title_back_and_takes_it_again(start: Start, data: Path, by_key: bool) -> None:
    program = in_session(start, data)
    if by_key:
        program.type("\x1a")
    else:
        program.process.send_signal(signal.SIGTSTP)
    program.until(lambda: state_of(program.process.pid) == "T", "the program to stop")
    program.drain()
    program.assert_as_before()
    before = program.written.count(KEEP_TITLE)
    os.kill(program.process.pid, signal.SIGCONT)
    program.until(lambda: program.written.count(KEEP_TITLE) > before, "the title")
    program.until(lambda: program.written.rindex(TITLE) > program.written.rindex(GIVE_TITLE_BACK), "the time left")
    program.process.send_signal(signal.SIGTERM)
    program.wait()
    program.assert_as_before()
