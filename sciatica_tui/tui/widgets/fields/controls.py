"""How one answer is drawn, typed and clicked: rows of options and numbers. No Textual in here.

A control is a value: the answer and the text typed so far come in, and the next ones go out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from rich.cells import cell_len, set_cell_size

from ....domain.text.visible import visible_line
from ..spot import Line, Spot, width_of

Value = TypeVar("Value")

LEFT_KEYS = ("left", "h")
RIGHT_KEYS = ("right", "l")
NEXT_KEYS = ("enter", "space")
MOVING_LETTERS = "hjkl"
SHARED, ROOMY, CLEAR = range(3)
"""Cells between two options in a row: one for the brackets of both, one for each, and one more between these."""
SUPERSCRIPTS = str.maketrans("0123456789t", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵗ")


def fitted(text: str, width: int) -> str:
    """The text on one line of exactly `width` cells, its end left out where it is longer."""
    line = visible_line(text)
    return set_cell_size(line, width) if cell_len(line) <= width else f"{set_cell_size(line, width - 1)}…"


@dataclass(frozen=True)
class Pressed(Generic[Value]):
    """What a key made of an answer. `buffer` is the text typed so far; `final`: this key ended the answer.

    `refusal` says why the text typed is no answer, by the key that made it none.
    """

    value: Value | None
    buffer: str = ""
    final: bool = False
    refusal: str = ""


class Control(Protocol[Value]):
    """What a field asks of the thing that is answered with."""

    def press(self, value: Value | None, buffer: str, key: str, character: str | None) -> Pressed[Value] | None:
        """The answer after a key, or `None` where the key means nothing here."""

    def click(self, value: Value | None, hit: int) -> Pressed[Value]:
        """The answer after a click on the spot with this `hit`."""

    def lines(self, value: Value | None, buffer: str, focused: bool, width: int) -> list[Line]:
        """How it is drawn in `width` cells, on as many lines as it takes."""

    def words(self, value: Value) -> tuple[str, ...]:
        """An answer in words, the longest first."""


@dataclass(frozen=True)
class Options(Generic[Value]):
    """One of a few, in a row. `keys` answer; `key_hints` shows them before the words while the field has the focus.

    A letter that answers is always shown then: that `t` is ten can't be read from the ten. With `by_words` typing how
    a word begins answers too, in a form without letters of its own: the `h` of “physio” is no key then.
    """

    values: tuple[Value, ...]
    labels: tuple[str, ...]
    keys: tuple[str, ...]
    start: int = 0
    key_hints: bool = False
    letters: str = ""
    by_words: bool = False
    """Letters that answer as well, one for each value: `yn`."""

    def press(self, value: Value | None, buffer: str, key: str, character: str | None) -> Pressed[Value] | None:
        if self.by_words:
            if character and character.isalpha() and not self._moves(buffer, character):
                letters = buffer + character.lower()
                return Pressed(next(iter(self._beginning(letters)), value), letters)
            buffer = ""
        if key in LEFT_KEYS or key in RIGHT_KEYS:
            return Pressed(self._moved(value, -1 if key in LEFT_KEYS else 1))
        if character in ("-", "+") and "-1" in self.keys:
            return Pressed(value, "") if buffer == character else self._signed(value, character)
        if character and character in self.letters:
            return Pressed(self.values[self.letters.index(character)], final=True)
        if character and buffer + character in self.keys:
            return Pressed(self.values[self.keys.index(buffer + character)], final=True)
        return None

    def _signed(self, value: Value | None, sign: str) -> Pressed[Value]:
        """Give the answer there is the sign typed, which a digit behind it has too."""
        number = self.keys[self.values.index(value)].lstrip("-") if value in self.values else ""
        key = f"-{number}" if sign == "-" else number
        return Pressed(self.values[self.keys.index(key)] if key in self.keys else value, "-" if sign == "-" else "")

    def _beginning(self, letters: str) -> tuple[Value, ...]:
        """The values whose words begin with these letters."""
        options = zip(self.values, self.labels, strict=True)
        return tuple(value for value, label in options if label.lower().startswith(letters))

    def _moves(self, buffer: str, letter: str) -> bool:
        """Whether a letter moves as everywhere: one that does not go on with a word begun."""
        return letter in MOVING_LETTERS and bool(self._beginning(buffer)) and not self._beginning(buffer + letter)

    def _moved(self, value: Value | None, by: int) -> Value:
        if value not in self.values:
            return self.values[self.start]
        return self.values[min(max(self.values.index(value) + by, 0), len(self.values) - 1)]

    def click(self, value: Value | None, hit: int) -> Pressed[Value]:
        return Pressed(self.values[hit])

    def words(self, value: Value) -> tuple[str, ...]:
        if value not in self.values:
            return (str(value),)
        label = self.labels[self.values.index(value)]
        number, _, word = label.partition(" ")
        return (word,) if word and number.isdecimal() else (label,)

    def lines(self, value: Value | None, buffer: str, focused: bool, width: int) -> list[Line]:
        index = self.values.index(value) if value in self.values else None
        gaps = (CLEAR, ROOMY) if self.key_hints else (ROOMY, SHARED)
        rows = [self._row(range(len(self.values)), index, focused, gap) for gap in gaps]
        one_line = next((row for row in rows if width_of(row) <= width), None)
        lines = [one_line] if one_line is not None else self._wrapped(index, focused, width)
        if buffer and not self.by_words:
            lines[-1].append(Spot(" −", "key"))
        return lines

    def _wrapped(self, answer_index: int | None, focused: bool, width: int) -> list[Line]:
        rows: list[list[int]] = [[]]
        columns = 0
        for index, label in enumerate(self.labels):
            columns += cell_len(label) + 2
            if rows[-1] and columns > width:
                rows.append([])
                columns = cell_len(label) + 2
            rows[-1].append(index)
        return [self._row(row, answer_index, focused, ROOMY) for row in rows]

    def _row(self, indices: Sequence[int], answer_index: int | None, focused: bool, gap: int) -> Line:
        """The options side by side. The answer's brackets and the keys stand in the gaps, so nothing ever moves.

        No key touches the bracket before it. Where there is little room, the answer's number makes way for them.
        """
        line: Line = []
        roomy = gap > SHARED
        for index in indices:
            number, _, word = self.labels[index].partition(" ")
            has_number = bool(word) and number == self.keys[index]
            if not roomy and has_number and index == answer_index:
                line += [Spot(" " * len(number), "option", index), Spot(f"[{word}]", "answer", index)]
                line += [Spot(" ", "option")] if index == indices[-1] else []
                continue
            answer = index == answer_index
            if gap == CLEAR and index != indices[0]:
                line.append(Spot(" ", "option"))
            is_behind_answer = index - 1 == answer_index and index != indices[0]
            opening = self._opening(index, answer, focused and not (is_behind_answer and gap < CLEAR))
            line.append(opening)
            line.extend(self._label(index, answer))
            if roomy:
                line.append(Spot("]" if answer else " ", "answer" if answer else "option", index))
            elif answer or index == indices[-1]:
                line.append(Spot("]" if answer else " ", "answer" if answer else "option"))
            if not roomy and line and index - 1 == answer_index and index - 1 in indices and not has_number:
                line.remove(opening)
        return line

    def _label(self, index: int, answer: bool) -> Line:
        number, space, word = self.labels[index].partition(" ")
        if answer or not (word and number == self.keys[index]):
            return [Spot(self.labels[index], "answer" if answer else "option", index)]
        return [Spot(number, "option-key", index), Spot(space + word, "option", index)]

    def _opening(self, index: int, answer: bool, shows_key: bool) -> Spot:
        if answer:
            return Spot("[", "answer", index)
        if shows_key and (self.key_hints or self.keys[index].isalpha()):
            return Spot(self.keys[index].translate(SUPERSCRIPTS), "option-key", index)
        return Spot(" ", "option", index)


@dataclass(frozen=True)
class CycleControl(Generic[Value]):
    """One of several, only the chosen one shown; arrows go to the one before and after, and round, Enter on."""

    values: tuple[Value, ...]
    labels: tuple[str, ...] = ()
    """What each is called, where that is not the value."""

    def press(self, value: Value | None, buffer: str, key: str, character: str | None) -> Pressed[Value] | None:
        if key not in (*LEFT_KEYS, *RIGHT_KEYS, *NEXT_KEYS):
            return None
        index = self.values.index(value) if value in self.values else 0
        return Pressed(self.values[(index + (-1 if key in LEFT_KEYS else 1)) % len(self.values)])

    def click(self, value: Value | None, hit: int) -> Pressed[Value]:
        return self.press(value, "", "left" if hit < 0 else "right", None) or Pressed(value)

    def words(self, value: Value) -> tuple[str, ...]:
        return (self._label(value),)

    def _label(self, value: Value) -> str:
        return self.labels[self.values.index(value)] if self.labels and value in self.values else str(value)

    def lines(self, value: Value | None, buffer: str, focused: bool, width: int) -> list[Line]:
        """The one chosen, where the answers of other fields stand; with the focus between arrows."""
        name = Spot("–" if value is None else self._label(value), "answer", 1)
        before, after = ("‹", "›") if focused else (" ", " ")
        return [[Spot(before, "key", -1), name, Spot(after, "key", 1)]]


@dataclass(frozen=True)
class Number:
    """A number from `low` to `high` in a unit; arrows change it by `step`.

    What is typed beyond that stands there refused and answers nothing, until backspace takes some of it away.
    """

    low: int
    high: int
    unit: str = ""
    step: int = 1
    decimals: int = 0

    def press(self, value: float | None, buffer: str, key: str, character: str | None) -> Pressed[float] | None:
        if key in LEFT_KEYS:
            return Pressed(self.low if value is None else max(self.low, self._round(value - self.step)))
        if key in RIGHT_KEYS:
            return Pressed(min(self.high, self._round((self.low if value is None else value) + self.step)))
        if key == "backspace":
            return self._typed(value, (buffer or ("" if value is None else self.text(value)))[:-1])
        if character and (
            (character.isascii() and character.isdigit()) or (character in ".," and (self.decimals or buffer))
        ):
            return self._typed(value, buffer + character.replace(",", "."), buffer)
        return None

    def _typed(self, value: float | None, buffer: str, before: str = "") -> Pressed[float]:
        """The answer that the typed text stands for; none of a refused one: its beginning is another number."""
        if not buffer:
            return Pressed(None)
        if self.refusal(before):
            return Pressed(None, before)
        if refusal := self.refusal(buffer):
            return Pressed(None, buffer, refusal=refusal)
        integer, point, part = buffer.partition(".")
        if "." in part or len(part) > self.decimals:
            return Pressed(value, before)
        buffer = f"0{buffer}" if not integer else buffer
        number = self._round(float(buffer))
        return Pressed(number if number >= self.low else None, (integer.lstrip("0") or "0") + point + part)

    @property
    def range_words(self) -> str:
        """Say what it takes: `0 to 1,440 min`."""
        return f"{self.low} to {self.high:,}{self._unit}"

    def refusal(self, typed: str) -> str:
        """Say why this text is no answer; nothing where it may be one."""
        if "." in typed and not self.decimals:
            return f"Whole numbers only, {self.range_words}."
        try:
            return f"{self.range_words}: {typed} is more and is not kept." if float(typed) > self.high else ""
        except ValueError:
            return ""

    def _round(self, number: float) -> float:
        return round(number, self.decimals) if self.decimals else int(number)

    def text(self, value: float) -> str:
        """The number as it would be typed."""
        return f"{value:.{self.decimals}f}" if self.decimals else f"{value:g}"

    def click(self, value: float | None, hit: int) -> Pressed[float]:
        pressed = self.press(value, "", "left" if hit < 0 else "right", None)
        return pressed or Pressed(value)

    def words(self, value: float) -> tuple[str, ...]:
        return (f"{self.text(value)}{self._unit}", self.text(value))

    @property
    def _unit(self) -> str:
        return self.unit if self.unit in ("", "°") else f" {self.unit}"

    def lines(self, value: float | None, buffer: str, focused: bool, width: int) -> list[Line]:
        room = len(str(self.high)) + (self.decimals + 1 if self.decimals else 0)
        text = buffer or ("" if value is None else self.text(value))
        style = "refused" if self.refusal(buffer) else "number"
        number = [Spot(" " * (room - len(text)), "number"), Spot(text, style)] if text else [Spot("_" * room, "empty")]
        less, greater = ("‹", "›") if focused else (" ", " ")
        return [[Spot(less, "key", -1), *number, Spot(self._unit, "unit"), Spot(greater, "key", 1)]]
