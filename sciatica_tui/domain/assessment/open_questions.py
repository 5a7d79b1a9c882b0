"""What the app would like to know before it judges, and how it asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ..daily import digest
from ..episodes import Span, span_on
from ..records import CheckIn, Phase, PhaseDecision, Quality, Zone
from ..snapshot import RecordSnapshot
from .weakness import RECENT, maybe_new_numb_zones, new_numb_zones

LONG_GAP = 90
"""Days without an entry after which the next one may be of a new episode (a choice of ours)."""

SAME_EPISODE = "the same episode, or a new one?"
"""What is asked after such a gap."""
NEW_EPISODE = "a new episode?"
"""What is asked where there are entries after the end of an episode, or pain is back after recovery."""


def numbness_question(zone: Zone, *, is_told: bool = False) -> str:
    """Ask whether a numb zone is new; `is_told`: whether that is right, as it is called newly numb already."""
    return f"the {zone} is newly numb: is that right?" if is_told else f"the {zone} is numb: is that new?"


def questions(diary: RecordSnapshot, on: date) -> tuple[str, ...]:
    """Say what the app would like to know before it judges, in words; without judging anything itself."""
    span = span_on(diary.episodes, on)
    today = on if span.last is None else min(on, span.last)
    checkins = span.only(diary.checkins, today)
    maybe_numb, told = _numb_zones(checkins, span, today)
    open_questions = [numbness_question(zone, is_told=zone in told) for zone in sorted(maybe_numb)]
    days = sorted([c.day for c in checkins])
    if span.last is None and unexplained_gap(days, span.only(diary.phase_decisions, today))[0] is not None:
        open_questions.append(SAME_EPISODE)
    if after_end(span, (c for c in diary.checkins if c.day <= on)):
        open_questions.append(NEW_EPISODE)
    return tuple(open_questions)


def _numb_zones(checkins: Sequence[CheckIn], span: Span, today: date) -> tuple[frozenset[Zone], frozenset[Zone]]:
    """Both `maybe_new_numb_zones` and `new_numb_zones`, without a digest of years where nothing was numb lately."""
    before = today - 2 * RECENT
    lately = [c for c in checkins if c.day > before]
    if not any(s.quality is Quality.NUMB for c in lately for s in c.symptoms or ()):
        return frozenset(), frozenset()
    days = digest(tuple(checkins)).part(span.first, today)
    return maybe_new_numb_zones(days, span.episode, today), new_numb_zones(days, span.episode, today)


def after_end(span: Span, checkins: Iterable[CheckIn]) -> bool:
    """Whether there is an entry after the day the episode ended; what was logged on that day belongs to it."""
    last = span.last
    return last is not None and any(c.day > last for c in checkins)


def unexplained_gap(days: Sequence[date], decisions: tuple[PhaseDecision, ...]) -> tuple[int | None, date | None]:
    """The days of the latest gap that may part two episodes and the first day after it; `None` where there is none.

    Nor where somebody has said since that it parts none.
    """
    latest = next(
        ((after - before, after) for before, after in _backwards(days) if (after - before).days > LONG_GAP), None
    )
    if latest is None:
        return None, None
    gap, back = latest
    same = any(d.proposed is Phase.PAIN_RELIEF and not d.accepted and d.day >= back for d in decisions)
    return (None, None) if same else (gap.days - 1, back)


def _backwards(days: Sequence[date]) -> Iterable[tuple[date, date]]:
    """Each two days with a check-in next to each other, the latest first."""
    latest_first = days[::-1]
    return zip(latest_first[1:], latest_first, strict=False)
