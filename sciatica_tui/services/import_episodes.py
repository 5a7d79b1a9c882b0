"""What entries that come in mean for the episode: a gap that asks, entries before its start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..domain.assessment.open_questions import LONG_GAP, SAME_EPISODE, questions
from ..domain.episodes import before_all, span_on
from ..domain.records import CheckIn, Episode
from ..domain.text.dates import day_words
from ..domain.text.grammar import count
from ..storage.journal import Journal
from .records_snapshot import snapshot_of


def episode_sentences(journal: Journal, uncounted: int, today: date) -> tuple[str, ...]:
    """Say what an import means for the episode, with the ids of keys: a gap, so many `uncounted` before it."""
    return tuple(filter(None, (_gap_sentence(journal, today), before_start(journal, uncounted, today))))


def goes_on(journal: Journal, today: date) -> bool:
    """Tell whether today is in an episode that has check-ins already: an import had better not begin another."""
    span = span_on(journal.all(Episode), today)
    return span.episode is not None and span.last is None and bool(span.only(journal.all(CheckIn), today))


def before_start(journal: Journal, number: int, today: date) -> str:
    """Say that so many entries lie before the start, and how it is moved, with the id of a key; empty for none."""
    first = span_on(journal.all(Episode), today).first
    if number <= 0 or first is None:
        return ""
    lie, count_too = ("lies", "doesn't count") if number == 1 else ("lie", "don't count")
    return (
        f"{count(number, 'entry', 'entries')} {lie} before the start, {day_words(first, today)}, and {count_too} "
        "towards how it goes. To move the start: {phase.episode} under Phase."
    )


def uncounted(journal: Journal, entries: Iterable[CheckIn], today: date) -> int:
    """Return how many of the entries lie before the first episode."""
    episodes = journal.all(Episode)
    return before_all(episodes, span_on(episodes, today), entries)


def _gap_sentence(journal: Journal, today: date) -> str:
    """Ask whether entries far apart are of one episode, where nobody has said so; else empty."""
    is_open = SAME_EPISODE in questions(snapshot_of(journal), today)
    return (
        f"Your entries have a gap of more than {LONG_GAP} days: {SAME_EPISODE} Answer under Phase." if is_open else ""
    )
