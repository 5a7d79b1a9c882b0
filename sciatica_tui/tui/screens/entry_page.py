"""An entry of the history in full, over the list.

Tests: `tests/tui/screens/test_history.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from ...services.commands import BY_ID
from ..widgets.key_hints import Hint
from .dialogs import Page

ON_THE_PAGE = "{history.edit} edits, {history.delete} deletes, {undo} undoes"


class EntryPage(Page):
    """An entry in full; dismisses with what its keys ask for, as in the list below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(command.keys, f"dismiss('{command.action}')", command.words, id=command.id)
        for command in (BY_ID["history.edit"], BY_ID["history.delete"], BY_ID["undo"])
    ]

    def __init__(self, title: str, lines: Sequence[Content], keys: str) -> None:
        """`keys` says which do what with it."""
        super().__init__(title, lines)
        self._keys = keys

    @property
    def hints(self) -> tuple[Hint, ...]:
        return (self._keys, ""), *super().hints
