"""What check-ins raise that come with a file: an import, or another device's copy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

import msgspec

from ..domain.records import TABLES, CheckIn, Episode, Record, RedFlagAnswer
from ..domain.red_flags.raised import raised_unasked
from ..storage.journal import Journal
from ..storage.merge import History, Version, by_table, incoming, instant, merged

R = TypeVar("R", bound=Record)
_TABLES = {kind: name for name, kind in TABLES.items()}


def raised_by_entries(
    journal: Journal, entries: Iterable[CheckIn], now: datetime, today: date
) -> tuple[RedFlagAnswer, ...]:
    """Return the red flags that check-ins raise which are about to be saved, new or changed."""
    came = {entry.id: entry for entry in entries}
    checkins = {entry.id: entry for entry in journal.all(CheckIn)} | came
    return raised_unasked(
        came.values(), tuple(checkins.values()), journal.all(RedFlagAnswer), journal.all(Episode), now, today
    )


def raised_by_history(journal: Journal, theirs: History, now: datetime, today: date) -> tuple[RedFlagAnswer, ...]:
    """Return the red flags that the check-ins of another history raise, which come without them."""
    ours = journal.history().history
    both = merged(ours, theirs)
    tables = by_table(both)

    def records(kind: type[R]) -> tuple[R, ...]:
        decoder = msgspec.json.Decoder(kind)
        return tuple(decoder.decode(raw) for raw in tables.get(_TABLES[kind], ()))

    checkins = records(CheckIn)
    came = [entry for entry in checkins if both[entry.id] != ours.get(entry.id)]
    raised = raised_unasked(came, checkins, records(RedFlagAnswer), records(Episode), now, today)
    return tuple(_later_than(ours.get(answer.id), answer) for answer in raised)


def _later_than(version: Version | None, answer: RedFlagAnswer) -> RedFlagAnswer:
    """The answer as it wins over its own deletion: an import that was undone and comes again."""
    if version is None:
        return answer
    updated_at = max(answer.updated_at, version.changed_at, key=instant)
    return msgspec.structs.replace(answer, updated_at=updated_at, rev=version.rev + 1)


def with_answers(theirs: History, answers: Iterable[RedFlagAnswer], now: datetime) -> History:
    """Return another history with answers to the red flags added to it."""
    return {**theirs, **incoming({}, answers, now)}
