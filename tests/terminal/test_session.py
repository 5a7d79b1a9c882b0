"""A short session in true time, in a real terminal: suspended, closed, killed."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from sciatica_tui.domain.records import Episode, Felt, Routine, RoutineStep, Session, Zone
from sciatica_tui.domain.routines.timer import GAP_SECONDS
from sciatica_tui.storage.journal import Journal

from ..support import NOW, TODAY, stamp
from .conftest import Start
from .pty_program import PtyProgram

STEPS = (RoutineStep(name="Lean back", hold_seconds=2, repetitions=2),)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a routine of four seconds in it."""
    folder = tmp_path / "data"
    journal = Journal.open(folder, lambda: NOW)
    journal.save("before", Episode(**stamp(), day=TODAY), Routine(**stamp(), day=TODAY, name="Short", steps=STEPS))
    return folder


def sessions(data: Path) -> tuple[Session, ...]:
    return Journal.open(data, lambda: NOW).all(Session)


def stay(program: PtyProgram, seconds: float) -> None:
    """Let so much time go by."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        program.drain(0.1)


def answer(program: PtyProgram, *keys: str) -> None:
    """A key for each question, no faster than a person, and on."""
    for key in keys:
        program.type(key)
        stay(program, 0.2)
    program.type("\r")


def begin(program: PtyProgram) -> None:
    """Through the questions and past getting ready."""
    program.until_shown("Start it anyway")
    program.type("s")
    program.until_shown("Leg pain now")
    answer(program, "4", "3")
    program.until_shown("2 times")
    program.type("n")
    program.until_shown("1 of 2")


def test_a_session_suspended_with_ctrl_z_holds_as_long_as_planned_and_no_longer(start: Start, data: Path) -> None:
    program = start("--data", str(data), "start", "Short")
    begin(program)
    program.type("\x1a")
    stay(program, GAP_SECONDS + 1)
    program.process.send_signal(signal.SIGCONT)
    program.until_shown("that time does not count")
    program.type(" ")
    program.until_shown("After: Short")
    answer(program, "4", "3", "2")
    program.until_shown("⏎ Close")
    program.type("\r")
    program.until_shown("⏎ Start")
    program.type("q")
    assert program.wait() == 0
    (session,) = sessions(data)
    assert [(s.routine, s.planned_seconds, s.done_seconds) for s in session.steps] == [("Lean back", 4.0, 4.0)]
    assert session.ended == "finished"
    assert session.before == Felt(leg_pain=4, zone=Zone.THIGH)
    assert session.after == Felt(leg_pain=4, zone=Zone.THIGH, further_down=False)
    (pause,) = session.pauses
    assert pause.why == "gap"
    assert pause.seconds > GAP_SECONDS
    assert b"\x1b]2;" in program.written
    assert program.written.rindex(b"\x1b[23;2t") > program.written.rindex(b"\x1b]2;")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda n: n.name)
def test_what_a_signal_cut_short_is_offered_again(start: Start, data: Path, number: signal.Signals) -> None:
    program = start("--data", str(data), "start", "Short")
    begin(program)
    stay(program, 0.5)
    program.type(" ")
    program.until_shown("Space Continue")
    stay(program, 0.5)
    program.process.send_signal(number)
    program.wait()
    again = start("--data", str(data))
    again.until_shown("A session was interrupted")
    again.type("k")
    again.until_shown("Check in")
    again.until(lambda: sessions(data), "the record")
    (session,) = sessions(data)
    assert session.ended == "interrupted"
