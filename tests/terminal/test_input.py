"""What a terminal may send beside keys: bytes that are no text, late replies, pastes without an end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import Start
from .pty_program import ROOT, PtyProgram
from .test_terminal import assert_clean, begun, data, draft

__all__ = ["data"]

REPLIES = {
    "colour, ended by ST": b"\x1b]11;rgb:1111/2222/3333\x1b\\",
    "colour, ended by BEL": b"\x1b]10;rgb:ffff/ffff/ffff\x07",
    "palette": b"\x1b]4;1;rgb:1111/2222/3333\x1b\\",
    "cursor colour": b"\x1b]12;rgb:1111/2222/3333\x07",
    "clipboard": b"\x1b]52;c;MTIzNDU2Nzg5\x07",
    "window title": b"\x1b]l12345\x1b\\",
    "device attributes": b"\x1b[?62;1;4c",
    "second device attributes": b"\x1b[>41;370;0c",
    "third device attributes": b"\x1bP!|00000000\x1b\\",
    "version": b"\x1bP>|XTerm(370)\x1b\\",
    "a capability": b"\x1bP1+r544e=787465726d\x1b\\",
    "a setting": b"\x1bP1$r0m\x1b\\",
    "kitty's keyboard": b"\x1b[?1u",
    "kitty's graphics": b"\x1b_Gi=31;OK\x1b\\",
    "mode": b"\x1b[?25;1$y",
    "cursor": b"\x1b[24;80R",
    "cursor and page": b"\x1b[?24;80;1R",
    "status": b"\x1b[0n",
    "light or dark": b"\x1b[?997;1n",
    "size of the window": b"\x1b[8;24;80t",
    "size in pixels": b"\x1b[4;480;800t",
    "parameters": b"\x1b[2;1;1;112;112;1;0x",
    "longer than any": b"\x1b]11;" + b"1" * 5000 + b"\x07",
}
"""By what a terminal is asked for; each has digits, which would answer questions."""


def send(program: PtyProgram, *pieces: bytes) -> None:
    """Send bytes as they are, each piece so that it is read by itself."""
    for piece in pieces:
        os.write(program.master, piece)
        program.drain(0.01)


def searching(program: PtyProgram) -> None:
    """To the search line of the guide."""
    program.type("\x1b[18~")
    program.until_shown("7 Guide")
    program.type("/")
    program.until_shown("Search the guide")


def test_no_reply_of_a_terminal_is_taken_for_keys(start: Start, data: Path) -> None:
    program = begun(start, data)
    for reply in REPLIES.values():
        send(program, reply)
    for reply in REPLIES.values():
        send(program, reply[: len(reply) // 2], reply[len(reply) // 2 :])
    for reply in REPLIES.values():
        send(program, reply[:1], reply[1:-1], reply[-1:])
    program.type("634\r")
    program.until_shown("Saved: leg 6, back 3, calf")


def test_escape_and_keys_with_alt_are_still_keys(start: Start, data: Path) -> None:
    program = begun(start, data)
    program.type("\x1b[B")
    program.type("7")
    program.until_shown("[7]")
    program.type("\x10")
    program.until_shown("Search for commands")
    send(program, b"\x1b")
    program.until(lambda: "Search for commands" not in program.text, "the palette to go")
    send(program, b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b[", b"\x1b\xc3\xa9", b"\x1bx")
    program.type("\r")
    program.until_shown("Saved: back 7")


@pytest.mark.parametrize(
    "sent",
    [b"\xe9", b"\xe9\xe9\xff", b"\x1b[M \xe9!", b"\x1b[M \xc3\xa9", b"\x1b[200~caf\xe9\x1b[201~", b"\x80\xfe\x1b\xe9"],
    ids=["latin-1", "bytes of no character", "mouse on the right", "mouse, as of a letter", "paste", "with alt"],
)
def test_bytes_that_are_no_text_do_not_end_the_app(start: Start, data: Path, sent: bytes) -> None:
    program = begun(start, data)
    send(program, sent)
    program.type("634\r")
    program.until_shown("Saved: leg 6, back 3, calf")


def test_what_is_typed_in_latin_1_shows_a_mark_in_its_place(start: Start, data: Path) -> None:
    program = begun(start, data)
    searching(program)
    send(program, b"caf\xe9 au lait")
    program.until_shown("caf\ufffd au lait")


def test_a_paste_without_an_end_takes_neither_the_keyboard_nor_what_it_holds(start: Start, data: Path) -> None:
    program = begun(start, data)
    searching(program)
    send(program, b"\x1b[200~walked far")
    program.until_shown("walked far")
    program.type(" today")
    program.until_shown("walked far today")


FAILURES = {
    "the reading of keys": """
from sciatica_tui.tui.terminal_input import TerminalParser as Part
feed = Part.feed
def fail(part, data):
    if "?" in data:
        raise RuntimeError("no such key")
    return feed(part, data)
Part.feed = fail
""",
    "a handler": """
from sciatica_tui.tui.app import SciaticaApp as App
def fail(*_):
    raise RuntimeError("no such key")
App.action_help = fail
""",
    "a worker": """
from sciatica_tui.tui.app import SciaticaApp as App
async def work():
    raise RuntimeError("no such key")
App.action_help = lambda app: app.run_worker(work())
""",
    "a timer": """
from sciatica_tui.tui.app import SciaticaApp as App
def fail():
    raise RuntimeError("no such key")
App.action_help = lambda app: app.set_timer(0.001, fail)
""",
}
"""Code that breaks one part of the program, so that "?" is an error there."""


def has_leg_pain_6(data: Path) -> bool:
    """Whether the half-filled form on the disk has the answer."""
    return '"leg_pain":6' in draft(data).replace(" ", "")


@pytest.mark.parametrize("part", FAILURES)
def test_an_error_anywhere_keeps_the_form_and_leaves_by_the_one_door(
    start: Start, data: Path, tmp_path: Path, part: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(FAILURES[part], "utf-8")
    program = begun(start, data, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    program.type("6")
    program.until_shown("[6]")
    if part == "the reading of keys":  # which waits for no answer before it, as a key in its turn does
        program.until(lambda: has_leg_pain_6(data))
    program.type("?")
    assert program.wait() == 1
    assert_clean(program)
    assert has_leg_pain_6(data)
    assert "Something went wrong" in program.text
    log = (data / "sciatica-tui.log").read_text("utf-8")
    assert "Traceback" in log
    assert "no such key" in log
