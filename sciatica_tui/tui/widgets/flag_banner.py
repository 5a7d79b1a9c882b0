"""A line over every screen while a red flag is open."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.widget import Widget


class FlagBanner(Widget):
    """One line, gone while there are no `lines`; a click opens the red flags."""

    DEFAULT_CSS = """
    FlagBanner {
        height: 1;
        width: 1fr;
        display: none;
        background: $warning;
        color: $background;
        text-style: bold;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &.-open { display: block; }
        &.-emergency { background: $error; }
        &:hover { text-style: bold underline; }
    }
    """

    lines: reactive[tuple[str, ...]] = reactive(())
    """What it may say, the longest first: the first that fits is shown whole."""
    hint: reactive[str] = reactive("")
    """Which key shows what to do."""

    def render(self) -> Content:
        """The line, and at the right what to press: that is never cut."""
        hint = Content(f"  {self.hint} ")
        room = max(self.size.width - hint.cell_length, 0)
        words = Content(f" ‼ {fitting(self.lines, room - 3)}").truncate(room, ellipsis=True)
        return words + Content(" " * (room - words.cell_length)) + hint

    def watch_lines(self, lines: tuple[str, ...]) -> None:
        self.set_class(bool(lines), "-open")

    async def on_click(self, event: Click) -> None:
        event.stop()
        await self.run_action("app.red_flags")


def fitting(lines: tuple[str, ...], room: int) -> str:
    """The first line of at most `room` cells, else the last."""
    return next((line for line in lines if Content(line).cell_length <= room), lines[-1] if lines else "")
