"""A few words in a line, one of them the present choice, each clickable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from .hover import Hovering, hit_of, hit_style


class ChoiceLine(Hovering, Widget):
    """One line with the words; `current` is the number of the one that is chosen."""

    DEFAULT_CSS = """
    ChoiceLine { height: 1; width: 1fr; color: $text-muted; text-align: right; text-wrap: nowrap; padding: 0 2; }
    ChoiceLine > .choice-line--current { color: $primary; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice-line--current"}
    ALLOW_SELECT = False

    current: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """One was clicked."""

        number: int

    def __init__(self, *words: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.words = words

    def render(self) -> Content:
        current = self.get_visual_style("choice-line--current")
        if self._cramped:
            at = f" {self.current + 1} of {len(self.words)}"
            words = Content.styled(f"[{self.words[self.current]}]", current) + Content(at)
            return words.stylize(hit_style((self.current + 1) % len(self.words)))
        parts = (
            (Content.styled(f"[{word}]", current) if number == self.current else Content(f" {word} ")).stylize(
                hit_style(number)
            )
            for number, word in enumerate(self.words)
        )
        return Content("").join(parts)

    @property
    def _cramped(self) -> bool:
        """Whether there is room for the chosen one only; a click then chooses the next."""
        return sum(len(word) + 2 for word in self.words) > self.content_size.width

    def on_click(self, event: Click) -> None:
        number = hit_of(event)
        if isinstance(number, int):
            event.stop()
            self.post_message(self.Chosen(number))
