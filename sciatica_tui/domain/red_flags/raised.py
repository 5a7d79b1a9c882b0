"""What an entry raises that it has not yet, and which answers go when it is corrected or taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from ..episodes import span_on
from ..measures.answers import answers_of, checkin_from
from ..records import EPOCH, CheckIn, Cleared, ClearedHow, Episode, RedFlagAnswer, new_id
from .alarms import WOBBLES, Alarm, Doubt, alarms, doubts, shown_by, tells_of_flags, value_of, when
from .flags import WEAKNESS

ASKED_AGAIN = timedelta(days=14)
"""How long Today asks about a number that nobody was asked about: two weekly tests."""


class Raised(msgspec.Struct, frozen=True):
    """What an entry raises that it has not raised before, and what becomes of the answers that it raised.

    `doubts` are to be asked about first; each then becomes an alarm, is denied, or is left for another day.
    `withdrawn` are the answers that go with a corrected mistake, `reworded` those whose numbers have changed.
    """

    alarms: tuple[Alarm, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    denied: tuple[Doubt, ...] = ()
    withdrawn: tuple[RedFlagAnswer, ...] = ()
    reworded: tuple[RedFlagAnswer, ...] = ()

    def beside(self, flags: Iterable[str]) -> Raised:
        """Leave out what the person has marked themselves."""
        own_flags = frozenset(flags)
        alarms = tuple(alarm for alarm in self.alarms if alarm.flag not in own_flags)
        return msgspec.structs.replace(self, alarms=alarms, doubts=() if WEAKNESS in own_flags else self.doubts)

    def with_alarm(self, alarm: Alarm) -> Raised:
        """Turn a doubt into an alarm; weakness is raised once, so that no other is asked about."""
        return msgspec.structs.replace(self, alarms=(*self.alarms, alarm), doubts=())

    def with_denial(self, doubt: Doubt) -> Raised:
        """Note a doubt that the person says is nothing."""
        return msgspec.structs.replace(self.without(doubt), denied=(*self.denied, doubt))

    def without(self, doubt: Doubt) -> Raised:
        """Drop a doubt: left for another day, or gone."""
        return msgspec.structs.replace(self, doubts=tuple(candidate for candidate in self.doubts if candidate != doubt))

    def records(
        self,
        entry: CheckIn,
        today: date,
        now: datetime,
        *,
        seen_by_clinician: bool,
        stamp: Callable[[], dict[str, Any]],
    ) -> list[RedFlagAnswer]:
        """Return the answers to keep beside the entry; a denial is kept so that nobody asks again.

        `seen_by_clinician`: a clinician knows what it raises, which ends it at once.
        """
        common: dict[str, Any] = {"day": entry.day, "at": entry.at, "raised": True, "checkin": entry.id}
        cleared = Cleared(how=ClearedHow.SEEN, on=today, at=now) if seen_by_clinician else None
        confirmed = [
            RedFlagAnswer(**stamp(), **common, flags=(alarm.flag,), why=alarm.why, cleared=cleared)
            for alarm in self.alarms
        ]
        denials = [RedFlagAnswer(**stamp(), **common, flags=(), why=doubt.why) for doubt in self.denied]
        return [*confirmed, *denials, *self.reworded]


def raised_by(
    entry: CheckIn, checkins: Sequence[CheckIn], answers: Iterable[RedFlagAnswer], episodes: Iterable[Episode]
) -> Raised:
    """Return what the entry, new or changed, means beside the others of its episode.

    An open answer it had raised is withdrawn only where what raised it was itself corrected; one that the person has
    ended, seen by a clinician or a mistake, is kept for good.
    """
    span = span_on(episodes, entry.day)
    answers = tuple(answers)
    episode_checkins = span.only(checkins, entry.day) if tells_of_flags(entry) else ()
    sure, unsure = alarms(entry, episode_checkins, answers, span.episode), doubts(entry, episode_checkins, answers)
    ours = [answer for answer in answers if answer.raised and answer.checkin == entry.id]
    before = next((c for c in checkins if c.id == entry.id), None) if ours else None
    flags = {flag for answer in ours for flag in answer.flags}
    reasons = [*sure, *(doubt.alarm() for doubt in unsure)]
    standing = [(answer, _reasons(answer, reasons)) for answer in ours if answer.cleared is None]
    asks = WEAKNESS not in flags and all(alarm.flag != WEAKNESS for alarm in sure)
    old_reasons = {answer.why for answer in ours}
    return Raised(
        alarms=tuple(alarm for alarm in sure if alarm.flag not in flags),
        doubts=tuple(doubt for doubt in unsure if asks and doubt.why not in old_reasons),
        withdrawn=tuple(
            a
            for a, still in standing
            if goes_with_its_entry(a) and not still and (not a.flags or _corrected(a.flags, before, entry))
        ),
        reworded=tuple(
            msgspec.structs.replace(a, why=still[0], day=entry.day, at=entry.at)
            for a, still in standing
            if still and a.why not in still and _corrected(a.flags, before, entry)
        ),
    )


def taken_over(
    withdrawn: Iterable[RedFlagAnswer],
    checkins: Iterable[CheckIn],
    answers: Iterable[RedFlagAnswer],
    episodes: Iterable[Episode],
) -> tuple[RedFlagAnswer, ...]:
    """Return the withdrawn answers that a later entry states too, as that entry's: an alarm stays while one says so.

    `checkins` are those that are left, or as they were corrected.
    """
    going = [answer for answer in withdrawn if answer.flags and answer.cleared is None]
    if not going:
        return ()
    left, spans = sorted(checkins, key=when), tuple(episodes)
    going_ids = {answer.id for answer in going}
    others = tuple(answer for answer in answers if answer.id not in going_ids)
    return tuple(moved for answer in going if (moved := _moved(answer, left, others, spans)) is not None)


class Correction(msgspec.Struct, frozen=True):
    """A check-in as it was and as it is now, `None` where it is deleted; `answers` are those that came with it."""

    before: CheckIn
    after: CheckIn | None
    answers: tuple[RedFlagAnswer, ...]


class TakenBack(msgspec.Struct, frozen=True):
    """Which answers go with corrected and deleted check-ins, and which change: another check-in's now, or reworded."""

    withdrawn: tuple[RedFlagAnswer, ...] = ()
    changed: tuple[RedFlagAnswer, ...] = ()

    def of(self, answers: Iterable[RedFlagAnswer]) -> list[RedFlagAnswer]:
        """Return all answers as they are then."""
        changed = {answer.id: answer for answer in self.changed}
        withdrawn_ids = {answer.id for answer in self.withdrawn}
        return [changed.get(answer.id, answer) for answer in answers if answer.id not in withdrawn_ids]


def taken_back(
    corrections: Iterable[Correction],
    checkins: Sequence[CheckIn],
    answers: Sequence[RedFlagAnswer],
    episodes: Iterable[Episode],
) -> TakenBack:
    """Return what corrections and deletions of check-ins, all at once, take back of what those raised.

    `checkins` are all that are left, as they are now.
    """
    spans, going, reworded = tuple(episodes), list[RedFlagAnswer](), list[RedFlagAnswer]()
    for correction in corrections:
        before, after = correction.before, correction.after
        own_ids = {answer.id for answer in correction.answers if goes_with_its_entry(answer)}
        if after is None:
            going += [answer for answer in correction.answers if answer.id in own_ids]
        elif own_ids:
            as_before = [before if checkin.id == before.id else checkin for checkin in checkins]
            raised = raised_by(after, as_before, answers, spans)
            going += [answer for answer in raised.withdrawn if answer.id in own_ids]
            reworded += [answer for answer in raised.reworded if answer.id in own_ids]
    moved = taken_over(going, checkins, answers, spans)
    moved_ids = {answer.id for answer in moved}
    return TakenBack(tuple(answer for answer in going if answer.id not in moved_ids), (*moved, *reworded))


def _moved(
    answer: RedFlagAnswer, checkins: Sequence[CheckIn], others: Sequence[RedFlagAnswer], spans: Sequence[Episode]
) -> RedFlagAnswer | None:
    evidence_before: object = None
    for entry in checkins:
        if entry.day < answer.day or entry.id == answer.checkin:
            continue
        evidence = [shown_by(flag, entry) for flag in answer.flags]
        if evidence != evidence_before:  # what the entry before it says as well would have been raised by that one
            for alarm in raised_by(entry, checkins, others, spans).alarms:
                if alarm.flag in answer.flags:
                    return msgspec.structs.replace(answer, checkin=entry.id, day=entry.day, at=entry.at, why=alarm.why)
        evidence_before = evidence
    return None


def raised_unasked(
    came: Iterable[CheckIn],
    checkins: Sequence[CheckIn],
    answers: Iterable[RedFlagAnswer],
    episodes: Iterable[Episode],
    now: datetime,
    on: date,
) -> tuple[RedFlagAnswer, ...]:
    """Return the red flags of check-ins that came with a file, about which nobody was asked; the earliest first.

    Only those of the last 14 days raise any: what stood out before and still does shows in them too, as an alarm that
    no clinician saw is raised by each entry that tells of it. `checkins` are all, those that came among them. Each
    answer has an id that is the same on every device, and is as old as its entry, so that one that was ended wins.
    """
    stored, spans, additions = list(answers), tuple(episodes), list[RedFlagAnswer]()
    for entry in sorted((c for c in came if timedelta(0) <= on - c.day < ASKED_AGAIN), key=when):
        raised = raised_by(entry, checkins, stored, spans)
        marked_flags = [flag for flag in entry.red_flags or () if not any(_tells(a, flag, entry) for a in stored)]
        common: dict[str, Any] = {"created_at": now, "updated_at": entry.updated_at, "rev": 1}
        common |= {"day": entry.day, "at": entry.at, "checkin": entry.id}
        raised_answers = [
            *(RedFlagAnswer(**common, id=_id_of(entry, flag), flags=(flag,)) for flag in marked_flags),
            *(
                RedFlagAnswer(**common, id=_id_of(entry, a.flag), flags=(a.flag,), raised=True, why=a.why)
                for a in raised.beside(marked_flags).alarms
            ),
        ]
        stored += raised_answers
        additions += raised_answers
    return tuple(additions)


def _tells(answer: RedFlagAnswer, flag: str, entry: CheckIn) -> bool:
    """Whether an answer is open that names the flag, or was given with the entry."""
    with_entry = answer.checkin == entry.id or answer.day in (entry.day, entry.created_at.date())
    return flag in answer.flags and (answer.cleared is None or with_entry)


def _id_of(entry: CheckIn, flag: str) -> str:
    from hashlib import blake2b  # not before it is needed: it comes with OpenSSL, for 3 MB

    return new_id(EPOCH, blake2b(f"{entry.id} {flag}".encode(), digest_size=10).digest())


def open_doubts(
    checkins: Sequence[CheckIn], answers: Iterable[RedFlagAnswer], episodes: Iterable[Episode], on: date
) -> tuple[tuple[CheckIn, Doubt], ...]:
    """Return the doubts of the last 14 days that nobody was asked about and no later test of the same has settled.

    Each with its check-in.
    """
    answers, spans = tuple(answers), tuple(episodes)
    before = on - ASKED_AGAIN
    newest: dict[str, tuple[CheckIn, Doubt | None]] = {}
    for entry in sorted((c for c in checkins if before < c.day <= on), key=lambda c: (c.day, c.id)):
        measures = [measure for measure in WOBBLES if value_of(measure, entry) is not None]
        unsettled = raised_by(entry, checkins, answers, spans).doubts if measures else ()
        newest |= {m: (entry, next((d for d in unsettled if d.measure == m), None)) for m in measures}
    return tuple((entry, doubt) for entry, doubt in newest.values() if doubt is not None)


def with_second_try(entry: CheckIn, doubt: Doubt, count: int) -> CheckIn:
    """Return the entry with the second count in place of the first, which is kept beside it."""
    identity = {"id": entry.id, "created_at": entry.created_at, "updated_at": entry.updated_at, "rev": entry.rev}
    answers = {**answers_of(entry), doubt.measure: count, f"{doubt.measure}_first": doubt.now}
    return checkin_from(answers, **identity, day=entry.day, at=entry.at)


def goes_with_its_entry(answer: RedFlagAnswer) -> bool:
    """Tell whether an answer may go when the entry it came with is corrected, deleted or undone.

    What the app raised goes, unless the person has ended it. What the person marked ends only as "a mistake" or "seen
    by a clinician" (clinical rules, red flags); an answer that nothing is new is no red flag.
    """
    return not answer.flags or (answer.raised and answer.cleared is None)


def _reasons(answer: RedFlagAnswer, reasons: Sequence[Alarm]) -> list[str]:
    """The reasons there are still for an answer, in words; a denial has none but its own."""
    if not answer.flags:
        return [alarm.why for alarm in reasons if alarm.why == answer.why]
    return [alarm.why for alarm in reasons if alarm.flag in answer.flags]


def _corrected(flags: Iterable[str], before: CheckIn | None, entry: CheckIn) -> bool:
    return before is None or any(shown_by(flag, before) != shown_by(flag, entry) for flag in flags)
