"""What the quick questions are for: said in place of the entries before, while there are none.

Tests: `tests/tui/screens/test_check_in_day.py`, `tests/pictures`.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from .hanging_rows import HangingRows

TITLE = "What is asked"
ABOUT_ANSWERS = (
    ("Leg pain", "In the buttock or anywhere down the leg, at its worst."),
    ("Back pain", "In the low back. One can ease while the other does not, so both are asked."),
    ("Zone", "How far down it goes. Drawing back towards the spine, with no new numbness or weakness, is a good sign."),
    ("Left open", "Counts as unknown, never as zero."),
    ("How often", "Once a day is enough: two weeks of it can tell whether you get better."),
)
INDENT = 12


class AboutAnswers(Vertical):
    """A row for each question; with `-spaced` an empty one before each."""

    DEFAULT_CSS = """
    AboutAnswers { height: auto; max-width: 84; padding: 0 1; }
    AboutAnswers.-spaced { padding: 0 2; }
    AboutAnswers.-spaced > HangingRows { margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        for row in ABOUT_ANSWERS:
            yield HangingRows((row,), indent=INDENT)
