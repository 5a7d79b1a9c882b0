"""A short session in true time, in a real terminal: suspended, closed, killed."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from sciatica_tui.core.records import Episode, Felt, Routine, RoutineStep, Session, Zone
from sciatica_tui.core.timer import GAP_SECONDS
from sciatica_tui.store.journal import Journal

from ..support import NOW, TODAY, stamp
from .window import Window, window

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


def answer(terminal: Window, *keys: str) -> None:
    """A key for each question, as fast as a person, and on."""
    for key in keys:
        terminal.type(key)
        terminal.look(0.15)
    terminal.type("\r")


def begin(terminal: Window) -> None:
    """Through the questions and past getting ready."""
    terminal.wait_for("Before: Short")
    answer(terminal, "4", "3")
    terminal.wait_for("2 times")
    terminal.type("n")
    terminal.wait_for("1 of 2")


def test_a_session_suspended_with_ctrl_z_holds_as_long_as_planned_and_no_longer(data: Path, tmp_path: Path) -> None:
    with window("--data", str(data), "start", "Short", home=tmp_path) as terminal:
        begin(terminal)
        terminal.look(1)
        terminal.type("\x1a")
        terminal.look(GAP_SECONDS + 1)
        terminal.send(signal.SIGCONT)
        terminal.wait_for("that time does not count")
        terminal.type(" ")
        terminal.wait_for("Enter goes on")
        terminal.type("\r")
        terminal.wait_for("After: Short")
        answer(terminal, "4", "3", "2")
        terminal.wait_for("⏎ Start")
        terminal.type("q")
        assert terminal.end() == 0
    (session,) = sessions(data)
    assert [(s.routine, s.planned_seconds, s.done_seconds) for s in session.steps] == [("Lean back", 4.0, 4.0)]
    assert session.ended == "finished"
    assert session.before == Felt(leg_pain=4, zone=Zone.THIGH)
    assert session.after == Felt(leg_pain=4, zone=Zone.THIGH, further_down=False)
    (pause,) = session.pauses
    assert pause.why == "gap"
    assert pause.seconds > GAP_SECONDS
    assert any("Short" in title for title in terminal.titles)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda n: n.name)
def test_what_a_signal_cut_short_is_offered_again(data: Path, tmp_path: Path, number: signal.Signals) -> None:
    with window("--data", str(data), "start", "Short", home=tmp_path) as terminal:
        begin(terminal)
        terminal.look(1)
        terminal.type(" ")
        terminal.wait_for("Space Go on")
        terminal.look(0.3)
        terminal.send(number)
        terminal.end()
    with window("--data", str(data), home=tmp_path) as terminal:
        terminal.wait_for("A session was interrupted")
        terminal.type("k")
        terminal.wait_for("Check in")
        terminal.type("q")
        terminal.end()
    (session,) = sessions(data)
    assert session.ended == "interrupted"
