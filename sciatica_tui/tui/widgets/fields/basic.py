"""The questions that one row answers: ratings, choices, numbers, and the left and right of either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from textual.reactive import reactive
from textual.timer import Timer

from ..spot import Line, Spot, width_of
from .controls import Control, Number, Options, Pressed
from .field import Field

Value = TypeVar("Value")

LEAST_APART = 4
"""Cells between what the two ends of a scale mean."""

SPOTS = 100
"""More spots than any control has: tells a click on the right side from one on the left."""


YES_NO_KEYS = "yn"
"""Letters that answer yes and no: behind a 1 that waits for the 0 of a ten, they are for the next question."""

TEN_SECONDS = 0.8
"""How long a 1 waits for the 0 of a ten: longer than from key to key of one number, even with one finger, and shorter
than it takes to read the next question, of which a 0 may be the answer."""


class ControlField(Field[Value], Generic[Value]):
    """A question that one control answers."""

    def __init__(
        self,
        name: str,
        label: str,
        control: Control[Value],
        *,
        value: Value | None = None,
        yesterday: Value | None = None,
    ) -> None:
        super().__init__(name, label, value=value, yesterday=yesterday)
        self.control = control
        self._typed = ""

    def answer_lines(self, width: int) -> list[Line]:
        return self.control.lines(self.value, self._typed, self.has_focus, width)

    def words(self, value: Value) -> tuple[str, ...]:
        return self.control.words(value)

    def press(self, key: str, character: str | None) -> bool:
        pressed = self.control.press(self.value, self._typed, key, character)
        if pressed is None:
            return False
        self._typed = pressed.buffer
        self.answer(pressed.value, final=pressed.final)
        self.say(pressed.refusal)
        self.redraw()
        return True

    def click(self, hit: int) -> None:
        self._typed = ""
        self.answer(self.control.click(self.value, hit).value)

    def clear(self) -> None:
        self._typed = ""
        super().clear()
        self.redraw()

    def on_blur(self) -> None:
        self._typed = ""


class CycleField(ControlField[Value], Generic[Value]):
    """One of several, of which only the chosen one shows."""

    KEYS = "Enter or h l change it"


class RatingField(ControlField[int]):
    """A numeric rating from `low` to `high`: a digit answers and moves on, `t` is ten, `-` goes before a negative.

    With `awaits_ten` a 1 waits a moment before it moves on: a 0 makes ten of it; another digit, y or n answers what
    comes next.
    """

    KEYS = "a digit answers, h l change it"
    awaits_ten = False
    names_ends = False
    """Whether what its ends mean stands below the scale."""

    def __init__(
        self,
        name: str,
        label: str,
        low: int = 0,
        high: int = 10,
        low_word: str = "none",
        high_word: str = "worst",
        *,
        value: int | None = None,
        yesterday: int | None = None,
    ) -> None:
        numbers = tuple(range(low, high + 1))
        control: Options[int] = Options(
            values=numbers,
            labels=tuple(_signed(number, low) for number in numbers),
            keys=tuple("t" if number == 10 else str(number) for number in numbers),
            start=numbers.index(max(low, 0)),
        )
        super().__init__(name, label, control, value=value, yesterday=yesterday)
        if "t" in control.keys:
            self.KEYS = "a digit answers, t is ten, h l change it"
        if low < 0:
            self.KEYS = f"2 is +2, - 2 is {_signed(-2, low)}, h l change it"
        self.scale_words = f"{_signed(low, low)} {low_word} – {_signed(high, low)} {high_word}"
        self._end_words = (low_word, high_word)
        self._goes_to_ten = high == 10
        self.numbers = len(numbers)
        """How many numbers its scale has."""
        self._waiting: Timer | None = None

    def foot_lines(self, width: int) -> list[Line]:
        """What its ends mean, each below its end; both with their numbers where that would read as one phrase."""
        if not self.names_ends:
            return []
        low, high = self._end_words
        room = width_of(self.answer_lines(width)[-1]) - 1 - len(low)
        is_apart = room >= len(high) + LEAST_APART
        return [[Spot(f" {low}{high.rjust(room)}" if is_apart else f" {self.scale_words}", "faint")]]

    def await_ten(self) -> None:
        """Let a 0 right behind a 1 make ten, on a scale up to ten."""
        if self._goes_to_ten:
            self.awaits_ten = True
            self.KEYS = "a digit answers, 10 or t is ten, h l change it"

    def press(self, key: str, character: str | None) -> bool:
        after_one = self._end_waiting()
        if after_one and character == "0":
            self.answer(10, final=True)
        elif after_one and (key == "enter" or (character and (character.isdecimal() or character in YES_NO_KEYS))):
            digit = character if key != "enter" and character else ""
            self.post_message(self.Done(self, by_enter=not digit, digit=digit))
        elif self.awaits_ten and character == "1":
            self.answer(1)
            self._waiting = self.set_timer(TEN_SECONDS, self._leave_one)
        else:
            return super().press(key, character)
        return True

    def click(self, hit: int) -> None:
        self._end_waiting()
        super().click(hit)

    def on_blur(self) -> None:
        self._end_waiting()

    def _end_waiting(self) -> bool:
        """Return whether a 1 was waiting."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.stop()
        return waiting is not None

    def _leave_one(self) -> None:
        """Move on as after any other digit, unless something has come over the question."""
        if self._end_waiting() and self.screen.is_current:
            self.post_message(self.Done(self))


def _signed(number: int, low: int) -> str:
    if low >= 0:
        return str(number)
    return f"−{-number}" if number < 0 else f"+{number}" if number else "0"


class ChoiceField(ControlField[Value], Generic[Value]):
    """One of a few (value, word). With `first_key` the digits are part of the words, else they show on focus."""

    KEYS = "a digit answers, h l change it"

    def __init__(
        self,
        name: str,
        label: str,
        options: Sequence[tuple[Value, str]],
        first_key: int = 1,
        *,
        by_words: bool = False,
        value: Value | None = None,
        yesterday: Value | None = None,
    ) -> None:
        control = choice(options, first_key, by_words=by_words)
        super().__init__(name, label, control, value=value, yesterday=yesterday)
        if control.letters:
            self.KEYS = "y or n answers, h l change it"


def choice(options: Sequence[tuple[Value, str]], first_key: int = 1, *, by_words: bool = False) -> Options[Value]:
    """Options answered by digits from `first_key` on, `by_words` by their first letters too; from 0 on always shown."""
    keys = tuple(str(first_key + index) for index in range(len(options)))
    levels = first_key == 0
    return Options(
        values=tuple(value for value, _ in options),
        labels=tuple(f"{key} {word}" if levels else word for key, (_, word) in zip(keys, options, strict=True)),
        keys=keys,
        key_hints=not levels,
        letters=YES_NO_KEYS if [word for _, word in options] == ["yes", "no"] else "",
        by_words=by_words,
    )


class NumberField(ControlField[float]):
    """A number with its unit; what is typed beyond its range answers nothing. Whole unless there are `decimals`."""

    def __init__(
        self,
        name: str,
        label: str,
        low: int,
        high: int,
        unit: str = "",
        step: int = 1,
        decimals: int = 0,
        *,
        value: float | None = None,
        yesterday: float | None = None,
    ) -> None:
        super().__init__(name, label, Number(low, high, unit, step, decimals), value=value, yesterday=yesterday)
        self.KEYS = f"type a number up to {high:,}, h l change it"
        self._range = Number(low, high, unit).range_words

    @property
    def why_open(self) -> str:
        return f"“{self.label}” takes {self._range}."


Sides = tuple[Value | None, Value | None]
"""Left and right, either of them unanswered."""


class SidesField(Field[Sides[Any]]):
    """Left and right of the same question, in one row where there is room. Tab goes from left to right, then on."""

    KEYS = "tab goes from left to right, h l change it"

    side: reactive[int] = reactive(0)
    """The side that takes the keys: 0 left, 1 right."""

    def __init__(
        self,
        name: str,
        label: str,
        control: Control[Any],
        *,
        value: Sides[Any] | None = None,
        yesterday: Sides[Any] | None = None,
    ) -> None:
        super().__init__(name, label, value=value, yesterday=yesterday)
        self.control = control
        self._typed = ""

    def press(self, key: str, character: str | None) -> bool:
        if (key, self.side) in (("tab", 0), ("shift+tab", 1)):
            self.side = 1 - self.side
            return True
        pressed = self.control.press(self._sides[self.side], self._typed, key, character)
        if pressed is not None:
            self._take(pressed)
        return pressed is not None

    def click(self, hit: int) -> None:
        self.side, spot = divmod(hit, SPOTS)
        self._take(replace(self.control.click(self._sides[self.side], spot - SPOTS // 2), final=False))

    def clear(self) -> None:
        self._take(Pressed(None))

    def _take(self, pressed: Pressed[Any]) -> None:
        sides = list(self._sides)
        sides[self.side] = pressed.value
        left, right = sides
        finished = pressed.final and self.side == 1
        self.answer(None if left is None and right is None else (left, right), final=finished)
        if pressed.final and self.side == 0:
            self.side = 1
            self.follow_answer()
        self._typed = pressed.buffer
        self.say(pressed.refusal)
        self.redraw()

    @property
    def _sides(self) -> Sides[Any]:
        return self.value or (None, None)

    def watch_side(self) -> None:
        self._typed = ""
        self.redraw()

    def on_blur(self) -> None:
        self._typed = ""
        self.side = 0

    def words(self, value: Sides[Any]) -> tuple[str, ...]:
        words = [("–",) if side is None else self.control.words(side) for side in value]
        return (f"{words[0][-1]} / {words[1][0]}",)

    def answer_lines(self, width: int) -> list[Line]:
        left, right = (self._side_lines(side, name, width) for side, name in enumerate((" left ", " right ")))
        together = [*left[0], Spot(" "), *right[0]]
        if len(left) == len(right) == 1 and width_of(together) <= width:
            return [together]
        return self._side_lines(0, " left  ", width) + right  # one below the other, their answers too

    def _side_lines(self, side: int, name: str, width: int) -> list[Line]:
        active = self.has_focus and side == self.side
        lines = self.control.lines(self._sides[side], self._typed if active else "", active, width - len(" right "))
        lines = [
            [spot if spot.hit is None else spot._replace(hit=side * SPOTS + SPOTS // 2 + spot.hit) for spot in line]
            for line in lines
        ]
        indent = Spot(" " * len(name))
        return [[Spot(name, "key" if active else "faint"), *lines[0]], *([indent, *line] for line in lines[1:])]
