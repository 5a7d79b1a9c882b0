"""Answers that the clock gives: the seconds of five times sit-to-stand, or heel rises counted by their beat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.timer import Timer

from ...window_size import WindowSize, window_size
from ..session.digit_shapes import big_lines
from ..spot import Line, Spot, width_of
from .basic import ControlField, Sides, SidesField
from .controls import Control, Number, fitted
from .field import Field

RUNNING = "Space or Enter stops, Esc discards it"
"""What the keys do while a run goes on."""

INDENT = "  "
ROWS, ROWS_IN_LARGER = 7, 9
"""Rows of the digits of a run, to be read from the chair or the wall: at 80×24 and in larger windows."""

REDRAWS_PER_SECOND = 10


class TimedField(Field[Any]):
    """A run by the clock: space starts and stops it; while it runs Enter stops it too and Esc throws it away.

    The time comes from `monotonic`, so a late redraw changes nothing about the result. The answer can be typed too.
    """

    WIDEST: ClassVar[str]
    """What a run may come to with the most digits, so that they are of one size from its start to its end."""
    control: Control[Any]
    _monotonic: Callable[[], float]
    _started: float | None = None
    _redraws: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether a run goes on."""
        return self._started is not None

    @property
    def seconds(self) -> float:
        """How long this run has taken so far."""
        return 0.0 if self._started is None else self._monotonic() - self._started

    @property
    def result(self) -> float:
        """What this run has come to so far."""
        raise NotImplementedError

    @property
    def run_label(self) -> str:
        """What is measured."""
        return self.label

    @property
    def keys_now(self) -> str:
        return RUNNING if self.running else super().keys_now

    def keep(self, result: Any) -> None:
        """Take the result of a run as the answer."""
        raise NotImplementedError

    def press(self, key: str, character: str | None) -> bool:
        if not self.running:
            if key == "space":
                self.start_run()
                return True
            return super().press(key, character)
        if key in ("space", "enter", "escape"):
            self.stop_run(keep=key != "escape")
            return True
        # What would change the answer waits for the end of the run.
        return self.control.press(None, "", key, character) is not None or key == "delete"

    def click(self, hit: int) -> None:
        if self.running:
            self.stop_run(keep=True)
        else:
            super().click(hit)

    def _lines(self, width: int) -> list[Line]:
        """A run takes the whole width: its digits as large as they fit, clear of the question above them."""
        if not self.running:
            return super()._lines(width)
        most = ROWS if window_size(self.app.size) is WindowSize.COMPACT else ROWS_IN_LARGER
        rows = len(big_lines(self.WIDEST, width - len(INDENT), most))
        digits = big_lines(str(self.result), width - len(INDENT), rows) or (str(self.result),)
        return [
            [Spot("› ", "key"), Spot(fitted(self.run_label, width - len(INDENT)), "label")],
            [],
            *([Spot(INDENT + row, "answer", 0)] for row in digits),
        ]

    def start_run(self) -> None:
        """Begin at nought."""
        self._started = self._monotonic()
        self._redraws = self.set_interval(1 / REDRAWS_PER_SECOND, self.tick)
        self.redraw()
        self.post_message(self.Began())
        self.call_after_refresh(self.scroll_visible, animate=False)

    def tick(self) -> None:
        """Show how far the run is."""
        self.refresh()

    def stop_run(self, *, keep: bool) -> None:
        """End the run; `keep` its result."""
        result, self._started = self.result, None
        if self._redraws:
            self._redraws.stop()
        if keep:
            self.keep(result)
        self.redraw()
        self.post_message(self.Began())


class StopwatchField(TimedField, ControlField[float]):
    """Seconds to a tenth, large while they run, to be read from the chair."""

    KEYS = "space starts and stops, or type the seconds"
    WIDEST = "000.0"

    def __init__(
        self,
        name: str,
        label: str,
        monotonic: Callable[[], float],
        high: int = 300,
        *,
        value: float | None = None,
        yesterday: float | None = None,
    ) -> None:
        """`monotonic` gives seconds that only ever run forward; `high` is the longest time that can be taken."""
        super().__init__(name, label, Number(0, high, "s", 1, 1), value=value, yesterday=yesterday)
        self._monotonic = monotonic
        self._high = high

    @property
    def result(self) -> float:
        return min(round(self.seconds, 1), float(self._high))

    def keep(self, result: float) -> None:
        self.answer(result)

    def click(self, hit: int) -> None:
        if hit == 0 and not self.running:
            self.start_run()
        else:
            super().click(hit)

    def answer_lines(self, width: int) -> list[Line]:
        [line] = super().answer_lines(width)
        starts = Spot(" ▶ space starts", "key" if self.has_focus else "faint", 0)
        beside = [*line, Spot(" "), starts]
        return [beside] if width_of(beside) <= width else [line, [starts]]


class CounterField(TimedField, SidesField):
    """Repetitions of the side under the cursor, one a beat; leaving the field throws the run away."""

    KEYS = "space counts a rise every two seconds, and stops; or type the number"
    WIDEST = "00"

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

    @property
    def result(self) -> int:
        return min(int(self.seconds / self._beat), self._high)

    def keep(self, result: int) -> None:
        sides = list(self._sides)
        sides[self.side] = result
        self.answer((sides[0], sides[1]))
        self.side = 1

    def tick(self) -> None:
        if self.result >= self._high:
            self.stop_run(keep=True)
        else:
            self.refresh()

    def on_blur(self) -> None:
        if self.running:
            self.stop_run(keep=False)

    @property
    def run_label(self) -> str:
        return f"{self.label}, {('left', 'right')[self.side]}"

    def answer_lines(self, width: int) -> list[Line]:
        return [*super().answer_lines(width), [Spot(" ▶ space counts", "key" if self.has_focus else "faint")]]
