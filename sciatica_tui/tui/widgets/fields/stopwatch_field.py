"""Five times sit-to-stand: a stopwatch in the form, readable from the chair, or a number typed."""

from __future__ import annotations

from collections.abc import Callable

from textual.renderables.digits import DIGITS, DIGITS3X3
from textual.timer import Timer

from .basic import ControlField
from .controls import Line, Number, Spot

REDRAWS_PER_SECOND = 10


class StopwatchField(ControlField[float]):
    """Seconds to a tenth. Space starts and stops; while it runs Enter stops it too and Esc throws it away.

    The time comes from `monotonic`, so a late redraw changes nothing about the result.
    """

    KEYS = "space starts and stops, or type the seconds"

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
        self._started: float | None = None
        self._redraws: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether the watch runs."""
        return self._started is not None

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
        else:  # what would change the answer waits for the end of the run
            return self.control.press(None, "", key, character) is not None or key == "delete"
        return True

    def click(self, hit: int) -> None:
        if self.running:
            self._stop(keep=True)
        elif hit == 0:
            self._start()
        else:
            super().click(hit)

    def _start(self) -> None:
        self._started = self._monotonic()
        self._redraws = self.set_interval(1 / REDRAWS_PER_SECOND, self.refresh)
        self.redraw()
        self.call_after_refresh(self.scroll_visible, animate=False)

    def _stop(self, keep: bool) -> None:
        seconds = self._elapsed()
        self._started = None
        if self._redraws:
            self._redraws.stop()
        if keep:
            self.answer(seconds)
        self.redraw()

    def _elapsed(self) -> float:
        start = self._monotonic() if self._started is None else self._started
        return min(round(self._monotonic() - start, 1), float(self._high))

    def answer_lines(self, width: int) -> list[Line]:
        if not self.running:
            [line] = super().answer_lines(width)
            return [[*line, Spot("  ▶ space starts", "key" if self.has_focus else "faint", 0)]]
        lines = [[Spot(f" {row}", "answer", 0)] for row in large(f"{self._elapsed():.1f}")]
        lines[1].append(Spot("  space stops, esc discards it", "faint", 0))
        return lines


def large(text: str) -> list[str]:
    """A number three rows high."""
    glyphs = []
    for character in text:
        offset = DIGITS.index(character) * 3 if character in DIGITS else 0
        rows = DIGITS3X3[offset : offset + 3] if offset else ["", "", character]
        width = max(map(len, rows))
        glyphs.append([row.ljust(width) for row in rows])
    return ["".join(rows) for rows in zip(*glyphs, strict=True)]
