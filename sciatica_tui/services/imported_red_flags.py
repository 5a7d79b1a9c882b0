"""What the check-ins of a file mean for the red flags: an import, or another device's copy.

Nobody was asked about them, so what they raise is saved with them and told; what a check-in raised that they correct or
delete is taken back, as if the person had done that here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeVar

import msgspec

from ..domain.records import TABLES, CheckIn, Episode, Record, RedFlagAnswer
from ..domain.red_flags.raised import Correction, TakenBack, raised_unasked, taken_back
from ..storage.journal import Journal
from ..storage.merge import History, Version, by_table, deletion, incoming, instant, merged

R = TypeVar("R", bound=Record)
_TABLES = {kind: name for name, kind in TABLES.items()}


class Consequences(NamedTuple):
    """The red flags that arriving check-ins raise, and what they take back."""

    raised: tuple[RedFlagAnswer, ...]
    taken: TakenBack


class ArrivingHistory(NamedTuple):
    """Another history with what it means for the red flags in it, which it raises, and the check-ins it deletes."""

    history: History
    raised: tuple[RedFlagAnswer, ...]
    gone: tuple[CheckIn, ...]


def of_entries(
    journal: Journal, came: Iterable[CheckIn], gone: Iterable[CheckIn], now: datetime, today: date
) -> Consequences:
    """Work out what check-ins mean that are about to be saved, new or changed, and others to be deleted with that."""
    before, after = {entry.id: entry for entry in journal.all(CheckIn)}, {entry.id: entry for entry in came}
    came_ids, gone_ids = after.keys(), {entry.id for entry in gone}
    answers = journal.all(RedFlagAnswer)
    corrections = [
        Correction(before[ulid], after.get(ulid), tuple(answer for answer in answers if answer.checkin == ulid))
        for ulid in dict.fromkeys(answer.checkin for answer in answers)
        if ulid in before and (ulid in came_ids or ulid in gone_ids)
    ]
    left = tuple(entry for entry in (before | after).values() if entry.id not in gone_ids)
    return _consequences(corrections, tuple(after.values()), left, answers, journal.all(Episode), now, today)


def of_history(journal: Journal, theirs: History, now: datetime, today: date) -> ArrivingHistory:
    """Add to another history what its check-ins, which come without it, mean for the red flags.

    Every device makes the same of it: what is taken back is as old as it was, so that one that was ended wins.
    """
    ours = journal.history().history
    both = merged(ours, theirs)
    tables = by_table(both)

    def records(kind: type[R]) -> tuple[R, ...]:
        decoder = msgspec.json.Decoder(kind)
        return tuple(decoder.decode(raw) for raw in tables.get(_TABLES[kind], ()))

    checkins, answers = records(CheckIn), records(RedFlagAnswer)
    came = [entry for entry in checkins if both[entry.id] != ours.get(entry.id)]
    corrections = tuple(_corrections(ours, theirs, both, checkins, answers))
    raised, taken = _consequences(corrections, came, checkins, answers, records(Episode), now, today)
    changes = [_later_than(both.get(answer.id), answer) for answer in (*raised, *taken.changed)]
    withdrawals = {answer.id: deletion(both[answer.id]) for answer in taken.withdrawn}
    gone = tuple(entry for entry in journal.all(CheckIn) if entry.id in both and both[entry.id].gone)
    return ArrivingHistory({**theirs, **incoming(both, changes, now), **withdrawals}, raised, gone)


def _consequences(
    corrections: Iterable[Correction],
    came: Iterable[CheckIn],
    checkins: Sequence[CheckIn],
    answers: Sequence[RedFlagAnswer],
    episodes: Sequence[Episode],
    now: datetime,
    today: date,
) -> Consequences:
    taken = taken_back(corrections, checkins, answers, episodes)
    return Consequences(raised_unasked(came, checkins, taken.of(answers), episodes, now, today), taken)


def _corrections(
    ours: History, theirs: History, both: History, checkins: Iterable[CheckIn], answers: Sequence[RedFlagAnswer]
) -> Iterator[Correction]:
    """The check-ins whose version is not the one any more that the answers of its device came with."""
    after = {entry.id: entry for entry in checkins}
    decoder = msgspec.json.Decoder(CheckIn)
    for ulid in dict.fromkeys(answer.checkin for answer in answers if answer.checkin is not None):
        with_entry = [answer for answer in answers if answer.checkin == ulid]
        here = [answer for answer in with_entry if _is_there(ours, answer.id)]
        there = [answer for answer in with_entry if answer not in here]
        for side, own_answers in ((ours, here), (theirs, there)):
            version = side.get(ulid)
            if own_answers and version is not None and not version.gone and version != both[ulid]:
                yield Correction(decoder.decode(version.data), after.get(ulid), tuple(own_answers))


def _is_there(history: History, ulid: str) -> bool:
    return ulid in history and not history[ulid].gone


def _later_than(version: Version | None, answer: RedFlagAnswer) -> RedFlagAnswer:
    """The answer as it wins over a version of it, its own deletion too: an import that was undone and comes again."""
    if version is None:
        return answer
    updated_at = max(answer.updated_at, version.changed_at, key=instant)
    return msgspec.structs.replace(answer, updated_at=updated_at, rev=version.rev + 1)
