"""What will stand in the history, said in place of a calendar that would have no mark.

Tests: `tests/tui/screens/test_history.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...domain.records import CheckIn, Session
from ...domain.routines.done import was_done
from ...domain.views.history import Entry
from ..widgets.hanging_rows import HangingRows

WORDS = (
    ("", "Everything you write down: a list, the latest first, and a calendar of your days."),
    ("{history.checkin}", "checks in: how you are today."),
    ("{mode.routines}", "has the routines: each one you do is listed here."),
    ("{history.add}", "adds a visit, a scan or test, a medication or an event."),
    ("{red_flags}", "has the red flags: each answer to them is listed here."),
    ("{history.search}", "finds entries again, by words, day or kind."),
    ("", "Every entry can be changed or deleted, and a deleted one brought back."),
)
TITLE = "What you will find here"
INDENT = 4
FEW_ENTRIES = 5
"""Entries at most below which this stands; more need the window."""


def is_unmarked(entries: Sequence[Entry]) -> bool:
    """Return whether none of a few entries marks a day in the calendar, as a check-in and a routine do."""
    records = [entry.record for entry in entries[: FEW_ENTRIES + 1]]
    marks = (isinstance(record, CheckIn) or (isinstance(record, Session) and was_done(record)) for record in records)
    return len(records) <= FEW_ENTRIES and not any(marks)


def unneeded_actions(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return what the footer need not name: what is done with an entry where there is none, and a calendar unseen."""
    return (*(() if entries else ("open", "edit", "delete")), *(("swap",) if is_unmarked(entries) else ()))


class HistoryToCome(HangingRows):
    """What will stand here, and the keys that begin it."""

    def __init__(self) -> None:
        super().__init__(indent=INDENT, classes="panel")
        self.border_title = TITLE

    def name_keys(self, with_keys: Callable[[str], str]) -> None:
        """Name the keys as they are now."""
        self.rows = tuple((with_keys(heading), words) for heading, words in WORDS)
