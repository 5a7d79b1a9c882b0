"""The strip at the top: the app's screens with their keys, the current one marked, each clickable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from .hover import Hovering, hit_of, hit_style


class ModeStrip(Hovering, Widget):
    """One line naming the modes; `current` is the name of the one shown."""

    DEFAULT_CSS = """
    ModeStrip { height: 1; width: 1fr; background: $panel; color: $text-muted; }
    ModeStrip.-dimmed { background: $surface; }
    """

    modes: reactive[tuple[tuple[str, str, str], ...]] = reactive(())
    """(name, key, words) of each."""

    class Chosen(Message):
        """A mode was clicked."""

        def __init__(self, mode: str) -> None:
            super().__init__()
            self.mode = mode

    def __init__(
        self, modes: Iterable[tuple[str, str, str]], current: str, asides: Sequence[str] = (), *, dimmed: bool = False
    ) -> None:
        """Of the `asides`, faint words at the right, the first that fits is shown.

        `dimmed` is the strip of a screen where digits answer.
        """
        super().__init__(classes="-dimmed" if dimmed else "")
        self._current_style = "bold underline" if dimmed else "bold reverse"
        self.set_reactive(ModeStrip.modes, tuple(modes))
        self._current = current
        self._asides = tuple(asides)

    def render(self) -> Content:
        """The modes one after another; the current one is bold, bright and set between brackets of colour."""
        strip = Content("").join(
            Content.styled(text, self._current_style if name == self._current else "").stylize(hit_style(name))
            for name, text in self._texts()
        )
        left = self.size.width - strip.cell_length - 1
        aside = next((words for words in self._asides if len(words) < left), "")
        if aside:
            strip = strip + Content(" " * (left - len(aside))) + Content.styled(aside, "$foreground 65%")
        return strip

    def on_click(self, event: Click) -> None:
        """Tell which mode stands under the pointer."""
        mode = hit_of(event)
        if isinstance(mode, str):
            self.post_message(self.Chosen(mode))

    def _texts(self) -> list[tuple[str, str]]:
        """Name and text of each mode; where not all the words fit, only the current one has any."""
        texts = [(name, f" {key} {words} ") for name, key, words in self.modes]
        if sum(len(text) for _, text in texts) <= self.size.width:
            return texts
        return [(name, f" {key} {words} " if name == self._current else f" {key} ") for name, key, words in self.modes]
