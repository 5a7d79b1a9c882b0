"""The footer: what this screen offers, with keys; each clickable. It drops what doesn't fit, never clips a word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.widget import Widget

from .hover import Hovering, hit_of, hit_style

Offer = tuple[str, str, str]
"""(key shown, words, action)"""


class CommandBar(Hovering, Widget):
    """One line of commands. The last `keep` of them stay at the right whatever the width."""

    DEFAULT_CSS = """
    CommandBar { height: 1; width: 1fr; background: $panel; color: $text-muted; dock: bottom; }
    CommandBar > .command-bar--key { color: $primary; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"command-bar--key"}

    offers: reactive[tuple[Offer, ...]] = reactive(())

    def __init__(self, offers: Iterable[Offer], keep: int = 0) -> None:
        super().__init__()
        self.keep = keep
        self.set_reactive(CommandBar.offers, tuple(offers))

    def render(self) -> Content:
        """Each command that there still is room for, the kept ones always."""
        key_style = self.get_visual_style("command-bar--key")
        last_offers = self.offers[len(self.offers) - self.keep :] if self.keep else ()
        room = self.size.width - sum(_width(offer) for offer in last_offers)
        offers: list[Offer] = []
        for offer in self.offers[: len(self.offers) - len(last_offers)]:
            if _width(offer) <= room:
                room -= _width(offer)
                offers.append(offer)
        line = Content("")
        for number, (key, words, action) in enumerate((*offers, *last_offers)):
            if number == len(offers) and room > 0:
                line += Content(" " * room)
            line += Content.assemble(" ", (key, key_style), " ", words, " ").stylize(hit_style(action))
        return line

    async def on_click(self, event: Click) -> None:
        """Do what stands under the pointer."""
        action = hit_of(event)
        if isinstance(action, str):
            await self.run_action(action_path(action))


def action_path(action: str) -> str:
    """Return an action with what it is an action of: the screen, where it does not say."""
    return action if "." in action.split("(")[0] else f"screen.{action}"


def _width(offer: Offer) -> int:
    return len(offer[0]) + len(offer[1]) + 3
