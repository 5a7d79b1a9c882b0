"""A pass of the level model over the entries of a daily measure, and what is said of the level on the way."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from ..daily import Entries
from ..measures.rules import Rule
from .comparison import count_up_to
from .daily_look import Change, DailyLook
from .enough_entries import are_enough
from .level_model import LevelState, first_state
from .level_uncertainty import Uncertainties

NEW_ANCHOR = 0.5
"""How far below the anchor a later improving look must be to become the anchor, in the model's unit."""
TYPED = 7
"""A level never lies outside the first so many values or, later, outside the means of three in a row of the latest (a
choice of ours)."""


class LevelCourse:
    """What the model knows on `day`, from the entries up to it, and on later days after that.

    It begins with the `level` known on some day.
    """

    def __init__(self, rule: Rule, entries: Entries, day: int, level: LevelState) -> None:
        self.rule, self.entries, self.day, self.level = rule, entries, day, level
        self._number = count_up_to(entries, day)
        self._to_model = to_model = cache(rule.to_model)  # years have few different values
        self._latest = [to_model(value) for _, value in entries[max(self._number - TYPED, 0) : self._number]]
        first = [to_model(value) for _, value in entries[:TYPED]]
        self._first_ends = [(min(first[:number]), max(first[:number])) for number in range(1, len(first) + 1)]

    @classmethod
    def begin(cls, rule: Rule, entries: Entries, uncertainties: Uncertainties) -> LevelCourse:
        """Begin on the day of the first entry; `uncertainties` are those of that day."""
        day, value = entries[0]
        middle = value if rule.middle is None else rule.middle
        return cls(rule, entries, day, first_state(day, rule.to_model(value), rule.to_model(middle), uncertainties))

    def advance(self, on: int) -> None:
        """Go on to that day, or stay on it."""
        if on == self.day:
            return
        entries, tomorrow, to_model = self.entries, self.day + 1, self._to_model
        number = bisect_left(entries, (on + 1,), self._number)
        has_value, values = bytearray(on - self.day), []
        for day, answer in entries[self._number : number]:
            has_value[day - tomorrow] = 1
            values.append(to_model(answer))
        self.level = self.level.after(bytes(has_value), values)
        self.day, self._number = on, number
        self._latest = (self._latest + values)[-TYPED:]

    def anchor(self) -> None:
        """Make the level of this day the anchor."""
        self.level = self.level.anchored(self.day, self._as_typed(self.level.level()[0]))

    def is_below_anchor(self) -> bool:
        """Tell whether the level is so far below the anchor that it is to be the next; also where there is none."""
        anchor = self.level.anchor
        return anchor is None or self.level.change_from(anchor).mean <= -NEW_ANCHOR

    def look(self) -> DailyLook:
        """Return what is known on this day."""
        state, number = self.level, self._number
        (level, sd), first, anchor = state.level(), state.first, state.anchor
        low, high = self._first_ends[min(number, TYPED) - 1]
        first_level = min(max(state.level_of(first), low), high)
        return DailyLook(
            self.rule,
            self.day,
            number,
            self.entries[number - 1][0],
            are_enough(self.entries, number, self.day),
            self._as_typed(level),
            sd,
            Change(self.entries[0][0], first_level, state.change_from(first)),
            None if anchor is None else Change(anchor.day, anchor.estimate, state.change_from(anchor)),
        )

    def _as_typed(self, level: float) -> float:
        """A level of the model, held within the latest entries: it may run ahead of a fast fall."""
        values = self._latest
        means = [(a + b + c) / 3 for a, b, c in zip(values, values[1:], values[2:], strict=False)]
        means = means or [sum(values) / len(values)]
        return min(max(level, min(means)), max(means))
