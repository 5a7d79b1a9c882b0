"""What is told on a page of its own where the journal was damaged or missing: what is still there comes first.

Tests: `tests/services/test_damage_report.py`, `tests/tui/screens/test_bad_side_files.py`.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from ..domain.records import CheckIn
from ..domain.text.dates import long_day, year_of
from ..domain.text.grammar import count
from ..storage.journal import Journal
from ..storage.notices import Replacement as Replacement
from .paths import find_paths

RESTORED, EMPTY, STOOD_IN = "Your journal was restored", "Your journal begins anew", "Your journal is shown from a copy"
CAN_GO_ON = "Nothing was deleted, and you can go on logging."
BRINGS_IN = "Bring in a copy or an export from elsewhere with b, or later with {import}."
"""With the id of a key."""


class DamageReport(NamedTuple):
    """The title and the text of the page, with the id of a key, and whether a copy can be brought in."""

    title: str
    text: str
    takes_copy: bool


def damage_report(journal: Journal, damage: Sequence[Replacement], today: date) -> DamageReport:
    """Tell of damaged or missing files: the entries that are here, those that may not be, the files, what to do."""
    last = damage[-1]
    title = STOOD_IN if last.obstacle else RESTORED if last.version else EMPTY
    files = "\n\n".join(_labelled(replacement) for replacement in damage)
    text = ("\n".join((_here(journal, today), _lost(last, today))), files, "\n".join(_what_to_do(last)))
    return DamageReport(title, "\n\n".join(text), takes_copy=not last.obstacle)


def _what_to_do(replacement: Replacement) -> Iterator[str]:
    """What can be done; the commands are for the folder of the file."""
    if replacement.obstacle:
        yield f"Nothing was deleted. The file could not be replaced: {replacement.obstacle}"
        return
    folder = Path(replacement.file).parent
    data = "" if folder == find_paths().data else f" --data {shlex.quote(str(folder))}"
    yield CAN_GO_ON
    if replacement.version:
        yield "If something is missing, go back to one of the backups, in a terminal:"
        yield f"  sciatica-tui restore{data}"
    yield BRINGS_IN


def _here(journal: Journal, today: date) -> str:
    days = [entry.day for entry in journal.all(CheckIn)]
    if not days:
        return "No check-ins are here."
    up_to = f"up to {_day(max(days), today)}"
    return f"Your {count(len(days), 'check-in')} {up_to} {'is' if len(days) == 1 else 'are'} here."


def _lost(replacement: Replacement, today: date) -> str:
    if not replacement.version:
        return "There was no backup, so a new, empty journal was started."
    try:
        saved = datetime.fromisoformat(replacement.saved)
    except ValueError:
        return "What you logged last may be missing."
    return f"What you logged after {saved:%H:%M} on {_day(saved.date(), today)} may be missing."


def _labelled(replacement: Replacement) -> str:
    """The files, each with its label."""
    path = Path(replacement.file)
    labels = [
        ("File", f"{path.name}: {replacement.cause}"),
        ("Shown instead" if replacement.obstacle else "Replaced by", replacement.version or "a new, empty journal"),
        ("Set aside as", replacement.aside),
        ("Folder", str(path.parent)),
    ]
    width = max(len(label) for label, _ in labels)
    return "\n".join(f"{label:<{width}}  {words}" for label, words in labels if words)


def _day(day: date, today: date) -> str:
    return f"{long_day(day)}{year_of(day, today)}"
