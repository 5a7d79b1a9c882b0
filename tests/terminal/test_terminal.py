"""The installed program in a real pseudo-terminal: a check-in from the first key to the file, and every way to end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from tinydb import TinyDB

from .conftest import Start
from .pty_program import PATIENCE, ROOT, PtyProgram

ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
MOUSE_ON = b"\x1b[?1000h"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def rows(data: Path, table: str) -> list[dict[str, object]]:
    """What stock TinyDB reads from the file."""
    with TinyDB(data / "sciatica.json") as database:
        return [dict(row) for row in database.table(table).all()]


def draft(data: Path) -> str:
    """The half-filled form on disk."""
    path = data / "draft-checkin.json"
    return path.read_text("utf-8") if path.exists() else ""


def begun(start: Start, data: Path, **environment: str) -> PtyProgram:
    """The program past its first start, on an empty check-in."""
    program = start("--data", str(data), **environment)
    program.until_shown("Which side?")
    program.type("\r1")
    program.until_shown("[left]")
    program.type("\x13")
    program.until_shown("Red flags · which")
    program.type("n")
    program.until_shown("3 keys and Enter")
    program.type("c")
    program.until_shown("Worst leg pain")
    program.until_shown("a digit answers")
    return program


def assert_clean(program: PtyProgram) -> None:
    """The app was there, and the terminal is as it was before."""
    assert ALTERNATE_ON in program.written
    assert MOUSE_ON in program.written
    program.assert_as_before()


def test_from_the_first_start_to_a_check_in_that_stock_tinydb_reads(start: Start, data: Path) -> None:
    program = begun(start, data)
    program.type("634\r")
    program.until_shown("Saved: leg 6, back 3, calf")
    program.type("q")
    assert program.wait() == 0
    assert_clean(program)
    [entry] = rows(data, "checkins")
    assert (entry["leg_pain"], entry["back_pain"], entry["zone"]) == (6, 3, "calf")
    [episode] = rows(data, "episodes")
    assert episode["side"] == "left"
    assert draft(data) == ""
    assert oct((data / "sciatica.json").stat().st_mode & 0o777) == "0o600"


def test_what_was_saved_is_there_tomorrow_and_log_sees_it(start: Start, data: Path) -> None:
    program = begun(start, data)
    program.type("634\r")
    program.until_shown("Saved: leg")
    program.type("q")
    program.wait()
    again = start("--data", str(data))
    again.until_shown("leg 6")
    again.type("q")
    assert again.wait() == 0


@pytest.mark.parametrize("ending", ["\x03", "q"])
def test_ctrl_c_and_q_keep_the_half_filled_form_and_leave_a_clean_terminal(
    start: Start, data: Path, ending: str
) -> None:
    program = begun(start, data)
    program.type("63" + ending)
    assert program.wait() == 0
    assert_clean(program)
    assert '"leg_pain":6' in draft(data).replace(" ", "")
    again = start("--data", str(data))
    again.until_shown("1 Today")
    again.type("c")
    again.until_shown("[6]")
    again.until_shown("[3]")


def test_a_closed_terminal_loses_nothing_and_the_program_ends(start: Start, data: Path) -> None:
    program = begun(start, data)
    program.type("634\r")
    program.until_shown("Saved: leg")
    program.type("c")
    program.until_shown("a digit answers")
    program.type("8")
    program.until_shown("[8]")
    program.close_terminal()
    program.process.wait(PATIENCE)
    assert len(rows(data, "checkins")) == 1
    assert '"leg_pain":8' in draft(data).replace(" ", "")


def test_a_kill_loses_nothing_acknowledged(start: Start, data: Path) -> None:
    program = begun(start, data)
    program.type("634\r")
    program.until_shown("Saved: leg")
    program.process.send_signal(signal.SIGKILL)
    program.process.wait(PATIENCE)
    assert len(rows(data, "checkins")) == 1


def test_ctrl_z_gives_the_terminal_back_and_fg_paints_again(start: Start, data: Path) -> None:
    program = begun(start, data)
    program.type("6")
    program.until_shown("[6]")
    program.type("\x1a")
    program.until(lambda: state_of(program.process.pid) == "T", "the program to stop")
    program.drain()
    assert program.written.rindex(ALTERNATE_OFF) > program.written.rindex(ALTERNATE_ON)
    assert termios.tcgetattr(program.slave)[3] & termios.ICANON
    program.screen.reset()
    program.process.send_signal(signal.SIGCONT)
    program.until_shown("Worst leg pain")
    program.until_shown("[6]")
    program.type("3")
    program.until_shown("[3]")
    program.type("\x03")
    assert program.wait() == 0
    assert_clean(program)


def state_of(pid: int) -> str:
    """The letter of the state that a process is in: T is stopped."""
    if sys.platform != "linux":
        return subprocess.run(
            ["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=True
        ).stdout[:1]
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_emoji_and_right_to_left_letters_are_kept_as_typed(start: Start, data: Path) -> None:
    program = begun(start, data)
    program.type("6d")
    program.until_shown("How often")
    program.type("\x1b[F")
    program.until_shown("Ctrl+s saves")
    program.type("[/] 🙂 שלום")
    program.until(lambda: "שלום" in draft(data), "the draft")
    program.type("\x13")
    program.until_shown("Saved: leg")
    [entry] = rows(data, "checkins")
    assert entry["note"] == "[/] 🙂 שלום"


def test_a_tiny_window_and_back(start: Start, data: Path) -> None:
    program = begun(start, data)
    program.type("6")
    program.until_shown("[6]")
    program.resize(20, 5)
    program.until_shown("Too small")
    program.resize(80, 24)
    program.until_shown("[6]")


def test_a_window_that_is_tiny_from_the_start(start: Start, data: Path) -> None:
    program = start("--data", str(data), size=(20, 5))
    program.until(lambda: ALTERNATE_ON in program.written, "the app")
    program.drain(1)
    program.resize(80, 24)
    program.until_shown("Which side?")
    program.type("\x03")
    assert program.wait() == 0


def test_the_mouse_clicks_a_mode(start: Start, data: Path) -> None:
    program = begun(start, data)
    column = program.screen.display[0].index("History") + 2
    program.type(f"\x1b[<0;{column};1M\x1b[<0;{column};1m")
    program.until_shown("What you will find here")


def test_no_color_draws_no_colour(start: Start) -> None:
    program = start("--demo", NO_COLOR="1")
    program.until_shown("demo")
    program.type("q")
    assert program.wait() == 0
    assert_clean(program)


def test_the_demo_needs_no_folder_and_leaves_none(start: Start, tmp_path: Path) -> None:
    program = start("--demo", size=(120, 36))
    program.until_shown("nothing is kept")
    program.until_shown("Day ")
    program.type("c")
    program.until_shown("Furthest zone")
    program.type("q")
    assert program.wait() == 0
    assert_clean(program)
    left = [path for path in (tmp_path / "home").rglob("*") if path.suffix == ".json"]
    assert left == []


def test_a_page_of_the_made_up_history_never_lies_among_the_persons_own(start: Start, tmp_path: Path) -> None:
    between = tmp_path / "between"
    between.mkdir()
    program = start("--demo", size=(120, 36), TMPDIR=str(between))
    program.until_shown("Day ")
    program.type("5p")
    program.until_shown("made-up history")
    program.until_shown("You tried something out")
    program.type("\r")
    program.until(lambda: any(between.rglob("*.pdf")), "the page")
    program.type("q")
    assert program.wait() == 0
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_dumb_terminal_is_refused_in_one_sentence(start: Start, data: Path) -> None:
    program = start("--data", str(data), TERM="dumb")
    assert program.wait() == 2
    said = " ".join(program.text.split())
    assert said.startswith("sciatica-tui: This terminal can't show the app (TERM=dumb)")
    assert ALTERNATE_ON not in program.written
    assert not data.exists()


def test_redirected_input_or_output_is_refused_in_one_sentence(data: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "sciatica_tui", "--data", str(data)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "TERM": "xterm-256color"},
        timeout=PATIENCE,
    )
    assert finished.returncode == 2
    assert finished.stdout == ""
    assert len(finished.stderr.splitlines()) == 1
    assert "needs a terminal" in finished.stderr
    assert not data.exists()


def test_a_file_of_another_program_is_refused_and_left_alone(start: Start, data: Path) -> None:
    data.mkdir()
    (data / "sciatica.json").write_text(json.dumps({"shopping": ["milk"]}))
    program = start("--data", str(data))
    assert program.wait() == 1
    assert b"move it away" in program.written[program.written.rindex(ALTERNATE_OFF) :]
    assert b"Traceback" not in program.written
    assert json.loads((data / "sciatica.json").read_text()) == {"shopping": ["milk"]}
