"""A row that does something: what there is, and Enter or a click to act on it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from .controls import Line, Spot, fitted
from .field import Field


class ActionField(Field[str]):
    """`value` says what there is, `deed` what Enter does, shown on focus; `Wanted` tells that it was asked for."""

    @dataclass
    class Wanted(Message):
        """The person asked for it."""

        field: ActionField

    KEYS = "Enter or a click does it"

    def __init__(self, name: str, label: str, deed: str) -> None:
        super().__init__(name, label)
        self._deed = deed

    def answer_lines(self, width: int) -> list[Line]:
        deed = f"  ⏎ {self._deed}" if self.has_focus else ""
        return [[Spot(fitted_to(self.value or "–", width - len(deed)), "option", 0), Spot(deed, "key", 0)]]

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


def fitted_to(text: str, width: int) -> str:
    """The text, its end left out where it is longer than `width` cells."""
    return fitted(text, max(width, 1)).rstrip()
