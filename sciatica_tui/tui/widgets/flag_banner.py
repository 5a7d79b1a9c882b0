"""A line over every screen while a red flag is open."""

from __future__ import annotations

import re

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.widget import Widget

MUCH = 0.7
"""The part of the room that whole phrases must fill, or as many words are shown as fit."""


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
        &:hover { text-style: bold underline; }
    }
    """

    words: reactive[str] = reactive("")
    hint: reactive[str] = reactive("")
    """Which key shows what to do."""

    def render(self) -> Content:
        """The words, cut after a whole phrase where they must be, and at the right what to press: that never is."""
        hint = Content(f"  {self.hint} ")
        room = max(self.size.width - hint.cell_length, 0)
        words = Content(f" ‼ {whole_phrases(self.words, room - 3)}").truncate(room, ellipsis=True)
        return words + Content(" " * (room - words.cell_length)) + hint

    def watch_words(self, words: str) -> None:
        self.set_class(bool(words), "-open")

    async def on_click(self, event: Click) -> None:
        event.stop()
        await self.run_action("app.red_flags")


def whole_phrases(words: str, room: int) -> str:
    """As many phrases of a line as fit, `See someone today: leg pain 9 …`; as many words where much room is left."""
    if len(words) <= room:
        return words
    for between in (r"[,;:.] ", r"[,;:.]? "):
        ends = [end.start() for end in re.finditer(between, words) if end.start() + 2 <= room]
        if ends and (ends[-1] >= room * MUCH or between != r"[,;:.] "):
            return f"{words[: ends[-1]]} …"
    return words
