"""What the quick questions are for: said in place of the entries before, while there are none.

Tests: `tests/tui/screens/test_check_in_day.py`, `tests/pictures`.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from ...domain.check_in.schedule import MONTHLY
from ...domain.text.grammar import lower
from ...domain.views.weekly_tests import WEEKLY_TESTS
from .hanging_rows import HangingRows

TITLE = "What is asked"
ABOUT_ANSWERS = (
    ("Leg pain", "In the buttock or anywhere down the leg, at its worst."),
    ("Back pain", "In the low back. One can ease while the other does not, so both are asked."),
    ("Zone", "How far down it goes. Drawing back towards the spine, with no new numbness or weakness, is a good sign."),
    ("Left open", "Counts as unknown, never as zero."),
    ("How often", "Once a day is enough: two weeks of it can tell whether you get better."),
)
INDENT = 13
ONCE_A_WEEK = "Once a week"
TESTS_IN_FULL = tuple((test.title, test.how[0]) for test in WEEKLY_TESTS if test.name != MONTHLY)
TESTS_IN_SHORT = f"About five minutes more: {'; '.join(lower(title) for title, _ in TESTS_IN_FULL)}."
TEST_INDENT = max(len(title) for title, _ in TESTS_IN_FULL) + 2


class AboutAnswers(Vertical):
    """A row for each question, and where a screen shows them the weekly tests, in short or in full.

    With `-spaced` there is an empty row before each.
    """

    DEFAULT_CSS = """
    AboutAnswers { height: auto; max-width: 100; padding: 0 1; }
    AboutAnswers.-spaced { padding: 0 2; }
    AboutAnswers.-spaced > HangingRows { margin-top: 1; }
    AboutAnswers > .in-short, AboutAnswers > .in-full { display: none; }
    """

    def compose(self) -> ComposeResult:
        for row in ABOUT_ANSWERS:
            yield HangingRows((row,), indent=INDENT)
        yield HangingRows(((ONCE_A_WEEK, TESTS_IN_SHORT),), indent=INDENT, classes="in-short")
        spaced = ((ONCE_A_WEEK, ""), *(row for test in TESTS_IN_FULL for row in (("", ""), test)))
        yield HangingRows(spaced, indent=TEST_INDENT, classes="in-full")
