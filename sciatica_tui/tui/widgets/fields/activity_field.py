"""What was done to be active: kinds in a row, minutes for each."""

from __future__ import annotations

from textual.reactive import reactive

from ....domain.records import Activity, ActivityKind
from ..spot import Line, Spot, width_of
from .controls import LEFT_KEYS, RIGHT_KEYS, Number
from .field import Field

Activities = tuple[Activity, ...]

KINDS: tuple[tuple[ActivityKind, str], ...] = tuple(
    (kind, "physio" if kind is ActivityKind.PHYSIOTHERAPY else kind.value) for kind in ActivityKind
)

MINUTES = Number(0, 1440, "min", 5)
NOTHING_KEY = "x"
NOTHING = len(KINDS)
LESS, MORE = NOTHING + 1, NOTHING + 2
"""The hits of “none today”, and of five minutes less and more of the kind under the cursor."""


class MinutesListField(Field[Activities]):
    """Minutes by kind of activity. `()` is "none today".

    `h l` move over the kinds, digits type the minutes of the one under the cursor, `+` and `-` change them by five,
    backspace takes a digit away, `x` is "none today".
    """

    KEYS = "h l choose, digits and + - are minutes, x none"

    cursor: reactive[int] = reactive(0)
    """The kind that takes the digits, by its place in KINDS."""

    def __init__(
        self, name: str, label: str, *, value: Activities | None = None, yesterday: Activities | None = None
    ) -> None:
        super().__init__(name, label, value=value, yesterday=yesterday)
        self._typed = ""

    def press(self, key: str, character: str | None) -> bool:
        if key in LEFT_KEYS or key in RIGHT_KEYS:
            self.cursor = (self.cursor + (1 if key in RIGHT_KEYS else -1)) % len(KINDS)
        elif character == NOTHING_KEY:
            self.answer(())
        elif character in ("+", "-"):
            self._step("right" if character == "+" else "left")
        else:
            pressed = MINUTES.press(self._minutes(self.cursor), self._typed, key, character)
            if pressed is None:
                return False
            self._typed = pressed.buffer
            self._set(pressed.value)
            self.say(pressed.refusal)
        self.redraw()
        return True

    def click(self, hit: int) -> None:
        if hit == NOTHING:
            self.answer(())
        elif hit in (LESS, MORE):
            self._step("right" if hit == MORE else "left")
        else:
            self.cursor = hit

    def clear(self) -> None:
        self._typed = ""
        super().clear()

    def _step(self, key: str) -> None:
        pressed = MINUTES.press(self._minutes(self.cursor), "", key, None)
        self._typed = ""
        self._set(pressed.value if pressed else None)

    def _minutes(self, row: int) -> int | None:
        kind = KINDS[row][0]
        return next((activity.minutes for activity in self.value or () if activity.kind is kind), None)

    def _set(self, minutes: float | None) -> None:
        """The minutes of the kind under the cursor; none of a kind is left out."""
        minutes_of = {activity.kind: activity.minutes for activity in self.value or ()}
        minutes_of[KINDS[self.cursor][0]] = int(minutes or 0)
        self.answer(
            tuple(Activity(kind=kind, minutes=minutes_of[kind]) for kind, _ in KINDS if minutes_of.get(kind)) or None
        )

    def watch_cursor(self) -> None:
        self._typed = ""
        self.redraw()

    def on_blur(self) -> None:
        self._typed = ""

    def words(self, value: Activities) -> tuple[str, ...]:
        names = dict(KINDS)
        total = sum(activity.minutes for activity in value)
        words = ", ".join(f"{names[activity.kind]} {activity.minutes}" for activity in value)
        return (words or "none", f"{total} min")

    def answer_lines(self, width: int) -> list[Line]:
        lines: list[Line] = [[]]
        for row in range(len(KINDS) + 1):
            spots = self._nothing() if row == NOTHING else self._kind(row)
            if lines[-1] and width_of(lines[-1]) + width_of(spots) > width:
                lines.append([])
            lines[-1] += spots
        return lines

    def _kind(self, row: int) -> Line:
        minutes = self._minutes(row)
        current = self.has_focus and row == self.cursor
        name = KINDS[row][1]
        if current:
            number = Spot(" __", "faint", row) if minutes is None else Spot(f" {minutes}", "answer", row)
            if MINUTES.refusal(self._typed):
                number = Spot(f" {self._typed}", "refused", row)
            return [Spot("‹", "key", LESS), Spot(name, "answer", row), number, Spot("›", "key", MORE)]
        if minutes is None:
            return [Spot(f" {name} ", "option", row)]
        return [Spot(f"[{name} {minutes}]", "answer", row)]

    def _nothing(self) -> Line:
        if self.value == ():
            return [Spot("[none]", "answer", NOTHING)]
        return [Spot(" ˣ" if self.has_focus else "  ", "key", NOTHING), Spot("none ", "option", NOTHING)]
