"""A row that does something: what there is, and Enter or a click to act on it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from rich.cells import cell_len
from textual.message import Message

from ....domain.text.visible import visible_line
from ..spot import Line, Spot
from .field import Field


class ActionField(Field[str]):
    """`value` says what there is, `deed` what Enter does, shown on focus; `Wanted` tells that it was asked for."""

    @dataclass
    class Wanted(Message):
        """The person asked for it."""

        field: ActionField

    KEYS = "Press Enter, or click."

    def __init__(self, name: str, label: str, deed: str) -> None:
        super().__init__(name, label)
        self._deed = deed

    def answer_lines(self, width: int) -> list[Line]:
        """What there is, on as many lines as it takes; what Enter does behind it, where there is room.

        What takes several lines anyway leaves that room, so that it takes as many with the focus as without.
        """
        deed = f"  ⏎ {self._deed}"
        value, room = visible_line(self.value or "–"), max(width - 1, 1)
        lines = wrap(value, room) or [""]
        if len(lines) > 1 and cell_len(lines[-1] + deed) > room:
            lines = wrap(value, max(room - cell_len(deed), 1))
        lines = [f" {line}" for line in lines]
        deed_beside = deed if self.has_focus and cell_len(lines[-1] + deed) <= width else ""
        return [
            *([Spot(line, "option", 0)] for line in lines[:-1]),
            [Spot(lines[-1], "option", 0), Spot(deed_beside, "key", 0)],
        ]

    def aside_from(self, start: int, room: int) -> str:
        """With the focus, what Enter does stands there."""
        return "" if self.has_focus else super().aside_from(start, room)

    def words(self, value: str) -> tuple[str, ...]:
        return (value,)

    def press(self, key: str, character: str | None) -> bool:
        if key == "enter":
            self.post_message(self.Wanted(self))
        return key == "enter"

    def click(self, hit: int) -> None:
        self.post_message(self.Wanted(self))

    def clear(self) -> None:
        """There is nothing to take back."""
