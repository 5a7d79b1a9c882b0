"""A line over every screen while a red flag is open."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.widget import Widget

HINT = "  ! shows what to do "


class FlagBanner(Widget):
    """One line, gone while `words` is empty; a click opens the red flags."""

    DEFAULT_CSS = """
    FlagBanner {
        height: 1;
        width: 1fr;
        display: none;
        background: $error;
        color: $background;
        text-style: bold;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &.-open { display: block; }
    }
    """

    words: reactive[str] = reactive("")

    def render(self) -> Content:
        """The words, cut where they must be, and at the right what to press: that never is."""
        room = max(self.size.width - len(HINT), 0)
        words = Content(f" ‼ {self.words}").truncate(room, ellipsis=True)
        return words + Content(" " * (room - words.cell_length)) + Content(HINT)

    def watch_words(self, words: str) -> None:
        self.set_class(bool(words), "-open")

    async def on_click(self, event: Click) -> None:
        event.stop()
        await self.run_action("app.red_flags")
