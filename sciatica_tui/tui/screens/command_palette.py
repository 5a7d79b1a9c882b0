"""The palette of all commands, and of whatever else has a name: a line each, with its key at the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList

from ...services.container import Services
from ..themes import styles
from ..widgets.key_hints import key_hints
from ..widgets.target_list import TargetList, TargetRow
from ..word_matcher import WordMatcher
from .base import BaseModal
from .finder import Section, Target, found, listed, targets

HINTS = (("⏎ chooses", "enter"), ("↑ ↓ move", ""), ("Esc closes", "escape"))
PLACEHOLDER = "Search for commands, routines, measures, settings, pages…"
NOTHING = "Nothing is called that. Try another word, or a part of it."


class Palette(BaseModal[None]):
    """What can be had over the screen below, what is done most first. Letters search, Enter or a click does it."""

    CSS_PATH = styles("dialogs", "command_palette")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close"),
        Binding("ctrl+p", "dismiss(None)", "Close", show=False, id="palette"),
        Binding("down", "list('cursor_down')", show=False),
        Binding("up", "list('cursor_up')", show=False),
        Binding("pagedown", "list('page_down')", show=False),
        Binding("pageup", "list('page_up')", show=False),
        Binding("ctrl+home", "list('first')", show=False),
        Binding("ctrl+end", "list('last')", show=False),
    ]

    def __init__(self, below: Screen[object], services: Services) -> None:
        """`below` is the screen whose commands are listed."""
        super().__init__(classes="dialog")
        self._sections = listed(below, services)
        self._targets = targets(below, services)
        self._lines: tuple[Target | str, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Commands"
            box.border_subtitle = key_hints(*HINTS)
            yield Input(placeholder=PLACEHOLDER, compact=True)
            yield TargetList()

    def on_mount(self) -> None:
        """Close unseen where another screen shows by now."""
        if self.app.screen is self:
            self._list("")
        else:
            self.dismiss()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, query: str) -> None:
        sections = (Section("", found(query, self._targets)),) if query.strip() else self._sections
        self._lines = tuple(_lines(sections))
        matcher = WordMatcher(query)
        self.query_one(TargetList).show(
            [
                line
                if isinstance(line, str)
                else TargetRow(line.words, line.help, line.key, tuple(matcher.spans(line.words)))
                for line in self._lines or (NOTHING,)
            ]
        )

    def action_list(self, move: str) -> None:
        """Move in the list, as a key of its own would."""
        getattr(self.query_one(TargetList), f"action_{move}")()

    @on(Input.Submitted)
    def _take(self) -> None:
        self.query_one(TargetList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        """Close, and do it on the screen below: once, however often it was asked for."""
        target = self._lines[event.option_index]
        if not self.is_active or isinstance(target, str):
            return
        self.dismiss()
        if isinstance(target.opens, Message):
            self.app.post_message(target.opens)
        else:
            self.app.call_later(self.app.run_action, target.opens)


def _lines(sections: Iterable[Section]) -> Iterator[Target | str]:
    for title, section_targets in sections:
        if title:
            yield title
        yield from section_targets
