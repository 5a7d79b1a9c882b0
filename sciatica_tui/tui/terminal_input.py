"""What the terminal sends: keys, mouse and pastes for Textual; its replies to questions are dropped.

Textual 8.2.8 types as keys what it does not know, takes no key until a paste ends, and ends with a traceback at a
byte that is not UTF-8.
"""

from __future__ import annotations

import os
import re
import selectors
from codecs import getincrementaldecoder
from collections.abc import Callable
from threading import Event

from textual import constants, events
from textual.message import Message

from .end_request import terminal_gone
from .textual_compat import ParserBase, ParserSteps, ParseTimeout

CHUNK_SIZE, TICK = 4096, 0.1
"""Bytes read at once, and seconds after which a wait for more checks whether a sequence is overdue."""

REPLY_TIMEOUT, PASTE_TIMEOUT = 1.0, 2.0
"""Seconds of silence after which a reply, or a paste, that has no end is taken as ended."""

ESC = "\x1b"
PASTE_START, PASTE_END = f"{ESC}[200~", f"{ESC}[201~"
X10_MOUSE = f"{ESC}[M"

CSI = re.compile(r"\x1b\[(\[[A-E]|[0-?]*[ -/]*[@-Z\\-~])")
"""A whole control sequence; `ESC [ [ A` is a function key of the Linux console."""

LONGEST_CSI = 64
"""Characters of the longest control sequence that means anything."""

EVENT = re.compile(r"\x1b\[(<[\d;-]+[mM]|[IO]|\?\d+;\d\$y|48(;\d[\d:]*){4}t)", re.ASCII)
"""What Textual knows beside keys: mouse, focus, the modes of the terminal, the size of the window."""

STRING = {"]": re.compile(r"[0-9lL]"), "P": re.compile(r"[0-?!$+]"), "_": re.compile("G")}
"""The letter after ESC that opens a string (OSC, DCS, APC), and what a reply has next; after any other it is a key."""


class TerminalParser(ParserBase):
    """Textual's parser behind one that takes bytes, each as the character of that number.

    What is whole and known is handed on; a reply is dropped whole, however it is split.
    """

    def parse(self, token_callback: Callable[[Message], None]) -> ParserSteps[None]:
        """Take in bytes one at a time, and call back with each event."""
        self._call_back = token_callback
        self._textual = super().parse(token_callback)
        self._wanted = next(self._textual)
        decoder = getincrementaldecoder("utf-8")("replace")
        byte = ""
        while True:
            # What is begun of a character waits no longer than what is begun of a key.
            byte = byte or (yield from self._next(constants.ESCAPE_DELAY if decoder.getstate()[0] else None))
            if byte and byte[0] != ESC:
                self._hand_on(decoder.decode(byte.encode("latin-1")))
                byte = ""
                continue
            self._hand_on(decoder.decode(b"", final=True))
            if byte:
                byte = yield from self._sequence(byte[1:])

    def _hand_on(self, text: str) -> None:
        """Hand a whole key, event or character to Textual, which is not to wait for more of it."""
        for character in text:
            self._wanted = self._textual.send(character)
        if text and self._wanted.timeout is not None:
            self._wanted = self._textual.throw(ParseTimeout())

    def _next(self, timeout: float | None) -> ParserSteps[str]:
        """Read the next byte; "" where none comes within `timeout` seconds."""
        try:
            return (yield self.read1(timeout))
        except ParseTimeout:
            return ""

    def _sequence(self, opener: str) -> ParserSteps[str]:
        """Read on after ESC and the byte after it, if that is read already.

        Returns what was read of that which comes next: "", a byte, or ESC and a byte.
        """
        opener = opener or (yield from self._next(constants.ESCAPE_DELAY))
        if opener == "[":
            return (yield from self._control_sequence())
        if opener in STRING:
            first = yield from self._next(constants.ESCAPE_DELAY)
            if STRING[opener].match(first):
                return (yield from self._string())
            self._hand_on(ESC + opener)
            return first
        if opener == "O":
            final = yield from self._next(constants.ESCAPE_DELAY)
            if self._is_key(ESC + opener + final):
                self._hand_on(ESC + opener + final)
                return ""
            self._hand_on(ESC + opener)
            return final
        if opener == ESC:
            self._hand_on(ESC)
            return ESC
        if not opener.isascii():  # Alt and a character of several bytes
            self._wanted = self._textual.send(ESC)
            return opener
        self._hand_on(ESC + opener)
        return ""

    def _control_sequence(self) -> ParserSteps[str]:
        sequence = f"{ESC}["
        byte = yield from self._next(constants.ESCAPE_DELAY)
        if not byte:
            self._hand_on(sequence)
            return ""
        while " " <= byte <= "~" and len(sequence) < LONGEST_CSI:
            sequence += byte
            if sequence == X10_MOUSE:
                return (yield from self._x10_mouse())
            if sequence == PASTE_START:
                return (yield from self._paste())
            if EVENT.fullmatch(sequence) or self._is_key(sequence):
                self._hand_on(sequence)
                return ""
            if CSI.fullmatch(sequence):
                return ""
            byte = yield from self._next(REPLY_TIMEOUT)
        return byte

    def _x10_mouse(self) -> ParserSteps[str]:
        """Three bytes of any value: button, column and row. Textual asks for another form, and has no use for this."""
        for _ in range(3):
            if not (yield from self._next(constants.ESCAPE_DELAY)):
                break
        return ""

    def _string(self) -> ParserSteps[str]:
        """Drop a reply up to its end: BEL, ESC \\, silence, or any other key that is no character."""
        while (byte := (yield from self._next(REPLY_TIMEOUT))) >= " ":
            pass
        if byte != ESC:
            return "" if byte == "\x07" else byte
        end = yield from self._next(constants.ESCAPE_DELAY)
        return "" if end == "\\" else ESC + end

    def _paste(self) -> ParserSteps[str]:
        """Post what is pasted as one event: up to its end mark, or to the silence after what has none."""
        pasted: list[str] = []
        end = list(PASTE_END)
        while pasted[-len(end) :] != end and (byte := (yield from self._next(PASTE_TIMEOUT))):
            pasted.append(byte)
        if pasted[-len(end) :] == end:
            del pasted[-len(end) :]
        text = "".join(pasted).encode("latin-1").decode("utf-8", "replace").replace("\0", "")
        if text:
            self._call_back(events.Paste(text))
        return ""

    def _is_key(self, sequence: str) -> bool:
        """Whether Textual makes keys of it; a number that is no character's it stumbles over."""
        try:
            keys = self.keys_in(sequence)
            "".join(key.character or "" for key in keys).encode()
        except (ValueError, OverflowError):
            return False
        return bool(keys)


class TerminalInput:
    """Reads what the terminal sends to a file descriptor, and hands on each event."""

    def __init__(self, fileno: int, hand_on: Callable[[Message], None]) -> None:
        self._fileno = fileno
        self._hand_on = hand_on

    def read_until(self, end: Event) -> None:
        """Read until `end` is set or the terminal is gone. Raises OSError where it can't be read."""
        parser = TerminalParser()
        with selectors.SelectSelector() as selector:
            selector.register(self._fileno, selectors.EVENT_READ)
            while not end.is_set():
                if selector.select(TICK):
                    try:
                        data = os.read(self._fileno, CHUNK_SIZE)
                    except OSError:
                        if terminal_gone():
                            return
                        raise
                    if not data:
                        return
                    for event in parser.feed(data.decode("latin-1")):
                        self._hand_on(event)
                for event in parser.tick():
                    self._hand_on(event)
