"""What stands out in the entries of a spreadsheet: answers that don't go together, asked as the form asks them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ...domain.check_in.form import doubt
from ...domain.records import CheckIn
from ...domain.text.grammar import count


def consistency_line(checkins: Iterable[CheckIn]) -> str:
    """Ask what the form would ask of such entries, with the number of days; empty where nothing stands out."""
    days = Counter(question for question, _ in {(doubt(entry), entry.day) for entry in checkins} if question)
    return " ".join(f"{question} ({count(number, 'day')}.)" for question, number in days.most_common())
