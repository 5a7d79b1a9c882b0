"""Which episode a day belongs to, and which records belong to an episode: by day alone, records name no episode."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

import msgspec

from .records import CheckIn, Episode, Medication, PhaseDecision, RedFlagAnswer, Scan, Side, Zone

Dated = TypeVar("Dated", CheckIn, Medication, PhaseDecision, RedFlagAnswer, Scan)


class Span(msgspec.Struct, frozen=True):
    """The days of one episode, both ends included; `None` is open. `episode` is `None` where none was entered."""

    episode: Episode | None = None
    first: date | None = None
    last: date | None = None

    @property
    def counts_entries(self) -> bool:
        """Whether its days are counted from its first entry, as nobody said since when it hurts."""
        return self.episode is None or self.episode.started is None

    def day_words(self, number: int) -> str:
        """Say `day 66`; `day 66 of logging` where it may have begun before the first entry."""
        return f"day {number} of logging" if self.counts_entries else f"day {number}"

    def day_number(self, first_entry: date | None, on: date) -> int | None:
        """Return which of its days one is, 1 the first; by the first entry where the start was not said."""
        first = (self.episode.started if self.episode else None) or first_entry
        return None if first is None or first > on else (on - first).days + 1

    def holds(self, day: date) -> bool:
        """Tell whether that day belongs to it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def only(self, records: Iterable[Dated], on: date) -> tuple[Dated, ...]:
        """Return the records of this episode up to a day."""
        last = on if self.last is None else min(on, self.last)
        if self.first is None:
            return tuple([r for r in records if r.day <= last])
        first = self.first
        return tuple([r for r in records if first <= r.day <= last])


def current_episode(episodes: Iterable[Episode]) -> Episode | None:
    """Return the newest that has not ended."""
    return max((e for e in episodes if e.ended is None), key=lambda e: (e.day, e.id), default=None)


def began(episode: Episode) -> date:
    """Return the day it began as the person remembers it, else the day it was entered."""
    return episode.started or episode.day


def day_number(episodes: Iterable[Episode], checkins: Iterable[CheckIn], on: date) -> int | None:
    """Return which day of its episode it is, 1 on the first; by the first entry where the start was not said.

    `None` before the first, and after an episode was ended.
    """
    span = span_on(episodes, on)
    if span.last is not None and on > span.last:
        return None
    return span.day_number(min((c.day for c in span.only(checkins, on)), default=None), on)


def with_numb_zone(episode: Episode, zone: Zone, *, new: bool) -> Episode:
    """Return the episode with the answer to whether a numb zone is new, in place of an earlier answer."""
    old_zones = {z for z in episode.old_numb_zones or () if z is not zone} | ({zone} if not new else set())
    new_zones = {z for z in episode.new_numb_zones or () if z is not zone} | ({zone} if new else set())
    return msgspec.structs.replace(
        episode, old_numb_zones=tuple(sorted(old_zones)) or None, new_numb_zones=tuple(sorted(new_zones)) or None
    )


def with_start(episode: Episode, episodes: Iterable[Episode], checkins: Iterable[CheckIn], on: date) -> Episode:
    """Return the episode of a day with its start said: its first entry, where the person did not say another."""
    if episode.started is not None:
        return episode
    first = min((c.day for c in span_on(episodes, on).only(checkins, on)), default=episode.day)
    return msgspec.structs.replace(episode, started=min(first, episode.day))


def followed_by(episode: Episode, next_one: Episode, today: date) -> Episode:
    """Return the episode, over at the latest on the day before the next one began."""
    before = max(began(next_one) - timedelta(days=1), began(episode))
    return msgspec.structs.replace(episode, ended=min(episode.ended or today, before))


def back_since(episode: Episode, checkins: Iterable[CheckIn]) -> date | None:
    """Return the day from which a next episode may count: the first with pain after the end, else with an entry."""
    after = [c for c in checkins if episode.ended is not None and c.day > episode.ended]
    painful = [c.day for c in after if c.leg_pain or c.back_pain]
    return min(painful or [c.day for c in after], default=None)


def affected_side(episode: Episode | None, checkins: Sequence[CheckIn]) -> Side | None:
    """Return the side of an episode: as was said of it, else the one said in most of its check-ins, or the later one.

    `None` where nobody said one.
    """
    if episode is not None and episode.side is not None:
        return episode.side
    sides = [(c.day, c.side) for c in checkins if c.side is not None]
    counts = Counter(side for _, side in sides)
    return max(sides, key=lambda answer: (counts[answer[1]], *answer))[1] if sides else None


def has_ended(episodes: Iterable[Episode], on: date) -> bool:
    """Tell whether the episode a day falls in is over: nothing is due, missed or waited for."""
    return span_on(episodes, on).last is not None


def before_all(episodes: Iterable[Episode], span: Span, checkins: Iterable[CheckIn]) -> int:
    """Return how many check-ins lie before the first episode began and so belong to none."""
    if span.first is None or any(began(e) < span.first for e in episodes):
        return 0
    return sum(c.day < span.first for c in checkins)


def span_on(episodes: Iterable[Episode], on: date) -> Span:
    """Return the episode a day falls in: the latest begun by then.

    Where two overlap the later one takes over on the day it begins, so that no day counts twice. An episode runs to
    the day it was ended, and one that is over stays the answer until the next begins. The first, where its
    beginning is not known, also takes the days filled in before it was entered.
    """
    candidates = sorted((e for e in episodes if began(e) <= on), key=lambda e: (began(e), e.id))
    if not candidates:
        return Span()
    episode = candidates[-1]
    open_start = len(candidates) == 1 and episode.started is None
    first = None if open_start else began(episode)
    last = episode.ended if episode.ended is not None and episode.ended <= on else None
    if first is not None and last is not None:
        last = max(first, last)
    return Span(episode, first, last)
