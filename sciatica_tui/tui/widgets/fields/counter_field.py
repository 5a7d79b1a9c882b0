"""Repetitions of each side, counted by the clock: a beat every two seconds, as heel rises are done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.timer import Timer

from .basic import Sides, SidesField
from .controls import Line, Number, Spot
from .stopwatch_field import large

REDRAWS_PER_SECOND = 4


class CounterField(SidesField):
    """Space starts to count for the side under the cursor and stops; Esc throws the run away. A number can be typed.

    The count comes from `monotonic`, so a late redraw changes nothing about the result.
    """

    KEYS = "space counts a rise every two seconds, and stops; or type the number"

    def __init__(
        self,
        name: str,
        label: str,
        control: Number,
        monotonic: Callable[[], float],
        beat: float,
        *,
        value: Sides[Any] | None = None,
        yesterday: Sides[Any] | None = None,
    ) -> None:
        """`beat` is the seconds that one repetition takes; counting ends by itself at the control's highest number."""
        super().__init__(name, label, control, value=value, yesterday=yesterday)
        self._high = control.high
        self._monotonic = monotonic
        self._beat = beat
        self._started: float | None = None
        self._redraws: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self._started is not None

    @property
    def count(self) -> int:
        """Return the repetitions of this run so far."""
        since = 0.0 if self._started is None else self._monotonic() - self._started
        return min(int(since / self._beat), self._high)

    def press(self, key: str, character: str | None) -> bool:
        if not self.running:
            if key == "space":
                self._start()
                return True
            return super().press(key, character)
        if key in ("space", "enter"):
            self._stop(keep=True)
        elif key == "escape":
            self._stop(keep=False)
        else:
            return self.control.press(None, "", key, character) is not None or key == "delete"
        return True

    def on_blur(self) -> None:
        if self.running:
            self._stop(keep=False)
        super().on_blur()

    def _start(self) -> None:
        self._started = self._monotonic()
        self._redraws = self.set_interval(1 / REDRAWS_PER_SECOND, self._tick)
        self.redraw()
        self.call_after_refresh(self.scroll_visible, animate=False)

    def _tick(self) -> None:
        if self.count >= self._high:
            self._stop(keep=True)
        else:
            self.refresh()

    def _stop(self, keep: bool) -> None:
        count, self._started = self.count, None
        if self._redraws:
            self._redraws.stop()
        if keep:
            sides = list(self._sides)
            sides[self.side] = count
            self.answer((sides[0], sides[1]))
            self.side = 1
        self.redraw()

    def answer_lines(self, width: int) -> list[Line]:
        if not self.running:
            lines = super().answer_lines(width)
            return [*lines, [Spot(" ▶ space counts", "key" if self.has_focus else "faint")]]
        lines = [[Spot(f" {row}", "answer")] for row in large(str(self.count))]
        lines[1].append(Spot(f"  {('left', 'right')[self.side]}: space stops, esc discards it", "faint"))
        return lines
