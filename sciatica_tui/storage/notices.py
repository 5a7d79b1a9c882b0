"""Sentences on the state of the data that wait for the person to read them.

Tests: `tests/storage/test_drafts.py`, `tests/services/test_damage_report.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Self

import msgspec

NOTICES = "notices"
"""The side file of what a command had to say about the data, until the app has said it."""


class Replacement(NamedTuple):
    """What took the place of a damaged or missing `file`, for the `cause`.

    `version` is the one that is there now, `saved` when it was, as `2026-11-22 08:30`; both are empty for a new
    journal. `aside` is the name of the damaged file. Where nothing could be put in its place, `obstacle` says why, and
    the version is only shown.
    """

    file: str
    cause: str
    version: str = ""
    saved: str = ""
    aside: str = ""
    obstacle: str = ""

    @property
    def sentence(self) -> str:
        """All of it, for a line on stderr or a notice."""
        version = f"{self.version} of {self.saved or 'an unknown day'}"
        whereabouts = f"; the damaged file is kept as {self.aside}" if self.aside else ""
        if self.obstacle:
            return (
                f"{self.file} can't be used ({self.cause}), so {version} is shown{whereabouts}; the file could not be "
                f"replaced: {self.obstacle}"
            )
        if not self.version:
            return (
                f"{self.file} could not be used ({self.cause}) and there is no backup: a new, empty journal was "
                f"started{whereabouts}."
            )
        return (
            f"{self.file} could not be used ({self.cause}), so {version} replaced it{whereabouts}: "
            "check that your last entries are there."
        )


class Notices(NamedTuple):
    """`sentences` are all of them, `damage` what some of them tell of a damaged or missing file."""

    sentences: tuple[str, ...] = ()
    damage: tuple[Replacement, ...] = ()

    @classmethod
    def from_draft(cls, contents: Mapping[str, object]) -> Self:
        """Read what a command left; nothing where that was changed by hand."""
        try:
            return msgspec.convert([contents.get(name, ()) for name in cls._fields], cls)
        except msgspec.ValidationError:
            return cls()
