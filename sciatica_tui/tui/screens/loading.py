"""The screen while the journal is read: the strip and the footer in their places, so that nothing jumps."""

from __future__ import annotations

import math
from collections.abc import Mapping

from textual.app import ComposeResult

from ...services.commands import Scope
from ..bindings import LASTING_OFFERS, offers, strip_of
from ..widgets.command_bar import CommandBar
from ..widgets.mode_strip import ModeStrip
from .base import BaseScreen


class OpeningScreen(BaseScreen[None]):
    """The frame of the first screen; the mode named `current` is marked. Keys wait until there is what they are for."""

    takes_keys = False
    patience = math.inf

    def __init__(self, current: str, keys: Mapping[str, str]) -> None:
        """`keys` are the commands that the person put on other keys."""
        super().__init__()
        self._keys = keys
        self._current = current

    def compose(self) -> ComposeResult:
        yield ModeStrip(strip_of(self._keys), self._current)
        yield CommandBar(offers((Scope.ANYWHERE,), self._keys), keep=LASTING_OFFERS)
