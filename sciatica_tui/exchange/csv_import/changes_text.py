"""What a spreadsheet brings, in words: how many entries, and which of them change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar

from ...domain.measures.answers import answers_of
from ...domain.measures.catalogue import measure_at
from ...domain.measures.questions import Scale
from ...domain.records import CheckIn
from ...domain.text.dates import short_day, short_span
from ...domain.text.grammar import count, cut
from .changes import Row, RowChange, SheetChanges
from .preview import measure_words

T = TypeVar("T")

MOST_LINES = 5
"""Entries named of each kind."""

LONGEST = 60
"""Letters of what a change says."""

ALL_KEPT = "Nothing was imported: your entries here are kept as they are."
"""Said where what a sheet could change or delete is to stay."""


def new_words(days: Collection[date]) -> str:
    """Say how many check-ins are new, by the day of each: `6 new check-ins on 5 days, 18–24 Nov 2026`."""
    first, last = min(days), max(days)
    on_days = f" on {len(set(days))} days" if first < last else ""
    return f"{count(len(days), 'new check-in')}{on_days}, {short_span(first, last, last)} {last.year}"


def beside_words(days: Iterable[date], days_here: Collection[date]) -> str:
    """Say on how many of the days of new check-ins there is an entry already; empty for none."""
    number = len(set(days).intersection(days_here))
    already_have = "1 of these days already has" if number == 1 else f"{number} of these days already have"
    return f"{already_have} an entry here; both are kept." if number else ""


def count_line(changes: SheetChanges) -> str:
    """Say which entries are new, and how many are changed, the same, and so on, as a sentence."""
    parts = [
        (len(changes.corrections), "changed"),
        (len(changes.conflicts), "changed here too"),
        (len(changes.same), "the same"),
        (len(changes.removals), "gone from the sheet"),
        (len(changes.deletions), "deleted here since"),
    ]
    counts = ", ".join(f"{number} {words}" for number, words in parts if number)
    if not changes.new:
        return f"No new check-ins: {counts}." if counts else "No new check-ins."
    return f"{'; '.join(filter(None, (new_words([row.entry.day for row in changes.new]), counts)))}."


def changes_lines(changes: SheetChanges) -> list[str]:
    """List which entries a sheet changes, or are gone from it, and how."""
    lines = _listed("Changed in the sheet", changes.corrections, _change_words)
    lines += _listed("Changed in the sheet and here", changes.conflicts, _change_words)
    lines += _listed("No longer in the sheet", changes.removals, lambda row: _when(row.entry))
    lines += _listed("Deleted here since; they stay deleted", changes.deletions, lambda row: _when(row.entry))
    differing = len(changes.corrections) + len(changes.conflicts)
    if differing > max(MOST_LINES, len(changes.same)):
        lines.append(
            "Most of its days are already here with other answers. If it is another sheet, give it another name."
        )
    return lines


def _listed(title: str, items: Sequence[T], words: Callable[[T], str]) -> list[str]:
    more_lines = [f"  and {len(items) - MOST_LINES} more"] if len(items) > MOST_LINES else []
    return [title, *(f"  {words(item)}" for item in items[:MOST_LINES]), *more_lines] if items else []


def _change_words(change: RowChange) -> str:
    """`Sat 21 Nov 2026 08:30: worst leg pain 6 → 7, note`."""
    return f"{_when(change.present.entry)}: {cut(', '.join(_differences(change)), LONGEST)}"


def _differences(change: RowChange) -> Iterable[str]:
    before, after = answers_of(change.present.entry), answers_of(change.after.entry)
    for path in dict.fromkeys((*before, *after)):
        if before.get(path) == after.get(path):
            continue
        label = measure_words(path)
        label = label[0].lower() + label[1:]
        if isinstance(measure_at(path).input, Scale):
            yield f"{label} {before.get(path, '–')} → {after.get(path, '–')}"
        else:
            yield label
    if _products(change.present) != _products(change.after):
        yield "medication"


def _products(row: Row) -> list[str]:
    return sorted(medicine.product for medicine in row.medicines)


def _when(entry: CheckIn) -> str:
    at = f" {entry.at:%H:%M}" if entry.at is not None else ""
    return f"{short_day(entry.day)} {entry.day.year}{at}"
