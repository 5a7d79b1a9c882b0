"""Sentences on the state of the data that wait for the person to read them.

Tests: `tests/storage/test_recovery.py`, `tests/tui/test_app.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

NOTICES = "notices"
"""The side file of what a command had to say about the data, until the app has said it."""


class Notices(NamedTuple):
    """`sentences` are all of them, `damage` those that tell of a damaged or missing file."""

    sentences: tuple[str, ...] = ()
    damage: tuple[str, ...] = ()

    @staticmethod
    def from_draft(contents: Mapping[str, object]) -> Notices:
        """Read what a command left; nothing of what was changed by hand."""
        values = (contents.get(name) for name in Notices._fields)
        return Notices(*(tuple(map(str, value)) if isinstance(value, list) else () for value in values))
