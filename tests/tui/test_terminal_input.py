"""What the terminal's bytes come to, however they are cut into pieces."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from sciatica_tui.tui.terminal_input import TerminalParser

KEYS = {
    b"7": ["7"],
    "é".encode(): ["é"],
    b"\x1b[A": ["up"],
    b"\x1bOP": ["f1"],
    b"\x1b[[A": ["f1"],
    b"\x1b[3~": ["delete"],
    b"\x1b[1;5C": ["ctrl+right"],
    b"\x1b[23$": ["f23"],
    b"\x1b[13u": ["enter"],
    b"\x1b[97;5u": ["ctrl+a"],
    b"\x1bq": ["alt+q"],
    "\x1bé".encode(): ["alt+é"],
    b"\x1b[M \xe9!": [],
    b"\x1b[55296u": [],
    b"\x1b[99999999999u": [],
    b"\x1b[97:65;1u": [],
    b"\x1b]11;rgb:12/34/56\x1b[A": ["up"],
    b"\x1b]11;rgb:12/34/56\r": ["enter"],
    b"\x1b[?62;1\x1b[A": ["up"],
    b"\xe9\x1b[A": ["replacement_character", "up"],
}
"""Bytes, and the keys that they are; none for what no key sends."""


def events_of(*pieces: bytes) -> list[Message]:
    """What comes of these pieces, read one after the other."""
    parser = TerminalParser()
    return [event for piece in pieces if piece for event in parser.feed(piece.decode("latin-1"))]


def keys_of(*pieces: bytes) -> list[str]:
    """The keys among them."""
    return [event.key for event in events_of(*pieces) if isinstance(event, events.Key)]


@pytest.mark.parametrize(("sent", "keys"), KEYS.items(), ids=[repr(sent) for sent in KEYS])
def test_a_key_is_the_same_key_wherever_it_is_cut(sent: bytes, keys: list[str]) -> None:
    for cut in range(len(sent) + 1):
        assert keys_of(sent[:cut], sent[cut:] + b"9") == [*keys, "9"]


def test_mouse_focus_size_and_modes_reach_the_app() -> None:
    for sent, kind in (
        (b"\x1b[<0;100;5M", events.MouseDown),
        (b"\x1b[<0;100;5m", events.MouseUp),
        (b"\x1b[I", events.AppFocus),
        (b"\x1b[48;24;80;480;800t", events.Resize),
        (b"\x1b[?2026;2$y", Message),
    ):
        [event] = events_of(sent)
        assert isinstance(event, kind)


def test_a_paste_is_one_text_whatever_is_in_it() -> None:
    [paste] = events_of("\x1b[200~634\r\x1b[Aé\0\x1b]11;".encode(), b"\x1b[20", b"1~")
    assert isinstance(paste, events.Paste)
    assert paste.text == "634\r\x1b[Aé\x1b]11;"


@given(
    st.lists(
        st.binary(min_size=1, max_size=12)
        | st.sampled_from([b"\x1b", b"\x1b[", b"\x1b]1", b"\x1bP", b"\x1b[200~", *KEYS])
    )
)
@example([b"\x1b]1"] * 3000)
@example([b"\x1b[" + b"1" * 5000 + b"u"])
def test_no_bytes_end_it(pieces: list[bytes]) -> None:
    parser = TerminalParser()
    for piece in pieces:
        list(parser.feed(piece.decode("latin-1")))
    list(parser.feed("\x1b[201~\x07zz"))
    assert [event.key for event in parser.feed("7") if isinstance(event, events.Key)] == ["7"]
