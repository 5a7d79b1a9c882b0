"""What Trends says before the first entry: what appears there, and when."""

from __future__ import annotations

from ..assessment.enough_entries import LEAST
from ..assessment.look_days import FIRST_LOOK
from ..charts.chart import LEVEL_WORDS
from ..charts.comparisons import LEAST_OF_EACH, LEAST_WEEKS

NOTHING_LOGGED = "Nothing logged yet"
TO_COME = (
    ("•", "1 check-in", "each answer on its day, and where it hurts on the body"),
    ("━", f"{LEAST} check-ins", f"after {FIRST_LOOK // 7} weeks: your {LEVEL_WORDS}, and if it gets better"),
    (
        "┼",
        f"{LEAST_WEEKS} weeks",
        f"what goes with your pain ({LEAST_OF_EACH} days with it and {LEAST_OF_EACH} without)",
    ),
)
"""How it is drawn, from how much on at the earliest, and what it is."""
