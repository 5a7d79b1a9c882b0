"""Weakness and numbness, which speak at once or against an improvement, whatever the pain does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from ..averages import median
from ..daily import Digest, digest, in_order
from ..episodes import span_on
from ..records import CheckIn, Cleared, ClearedHow, Episode, Muscle, RedFlagAnswer, Zone
from ..red_flags.alarms import BOTHER_RISE, HEEL_RISE_DROP, TESTS_BEFORE, alarms, mistaken, value_of
from ..red_flags.flags import WEAKNESS, open_answers, reason_words
from ..red_flags.reasons import with_reasons
from ..snapshot import RecordSnapshot
from ..text.dates import day_words, short_month
from ..text.grammar import joined
from .look_days import FIRST_LOOK, LOOK_EVERY, look_days

if TYPE_CHECKING:
    from .measure_assessment import MeasureAssessment

RECENT = timedelta(days=14)
"""How long an answer that tells of weakness is recent: two weekly tests."""
_STRENGTH_TESTS = ("heel_walk", "toe_lift", "heel_rises")


def as_of(answers: Iterable[RedFlagAnswer], on: date) -> tuple[RedFlagAnswer, ...]:
    """Return the red-flag answers as they stood at the end of a day: what a clinician saw later was still open.

    By the day that was kept with it: the instant alone does not say where the person's day ends.
    """
    return tuple(
        msgspec.structs.replace(a, cleared=None) if a.cleared is not None and a.cleared.on > on else a
        for a in answers
        if a.day <= on
    )


def unseen_weakness(digest: Digest, answers: Sequence[RedFlagAnswer], episode: Episode | None, on: date) -> str | None:
    """Return the weakness that no clinician has seen, in words; `None` where there is none.

    It is one that stands as a red flag, or that a check-in of the last 14 days tells of, later than a clinician
    last saw one. A check-in whose alarm was a mistake tells of none.
    """
    for answer in open_answers(answers, on):
        if WEAKNESS in answer.flags:
            if answer.why:
                return reason_words(answer, on)
            return "weakness of a leg or foot that no clinician has seen"
    last_seen_on = max((c.on for c in _cleared(answers, ClearedHow.SEEN)), default=date.min)
    is_mistaken = mistaken(WEAKNESS, answers)
    reports = in_order({c.id: c for c in (*digest.tests, *_of_note(digest.weak, on)) if not is_mistaken(c)}.values())
    for checkin in reversed(reports):
        if on - checkin.day >= RECENT or checkin.day <= last_seen_on:
            break
        if checkin.weakness_felt is False and checkin not in digest.days[checkin.day].tests:
            continue
        for alarm in alarms(checkin, reports, answers, episode):
            if alarm.flag == WEAKNESS:
                return f"{alarm.why} on {day_words(checkin.day, on)}"
    return None


def weakness_on(diary: RecordSnapshot, on: date) -> str | None:
    """Return the weakness that no clinician has seen as of a day, in words, without judging anything else.

    The same as `unseen_weakness` has it for the day's assessment, but for an episode that has ended: a report of it is
    recent by the day it is.
    """
    span = span_on(diary.episodes, on)
    before = on - RECENT
    lately = _telling([c for c in diary.checkins if before < c.day])
    # Older ones only stand as flags; years of them need no digest.
    answers = with_reasons(as_of(diary.red_flags, on), diary.checkins, on)
    telling = span.only(_telling(diary.checkins), on) if span.only(lately, on) else ()
    return unseen_weakness(digest(telling), answers, span.episode, on)


def _telling(checkins: Iterable[CheckIn]) -> list[CheckIn]:
    """Those that tell of weakness, or that there is none."""
    return [c for c in checkins if c.heel_walk or c.toe_lift or c.heel_rises or c.weakness_felt is not None]


def _of_note(weak: Sequence[CheckIn], on: date) -> list[CheckIn]:
    """Every "yes" to a weak leg, and of the "no" those recent enough to be the last before a new one."""
    before = on - 2 * RECENT
    return [c for c in weak if c.weakness_felt or c.day > before]


def _cleared(answers: Sequence[RedFlagAnswer], how: ClearedHow) -> list[Cleared]:
    return [a.cleared for a in answers if a.cleared is not None and a.cleared.how is how and WEAKNESS in a.flags]


class SeenWeakness(msgspec.Struct, frozen=True):
    """A weakness that a clinician has seen and that is still there by the latest answers about it.

    `subjects` are what is weak, `measures` which say so, `state` how; `since` the day of the first answer that says
    so, `seen_day` the day of the visit. `is_new`: it was not so at the first answers of the episode.
    """

    subjects: tuple[str, ...]
    measures: tuple[str, ...]
    state: str
    since: date
    seen_day: date
    is_new: bool

    def words(self, on: date) -> str:
        """Say `left heel walk: weak since 21 Nov, seen by a clinician 28 Nov`."""
        since, visit = short_month(self.since, on), short_month(self.seen_day, on)
        return f"{self.subjects[0]}: {self.state} since {since}, seen by a clinician {visit}"

    def clause(self, on: date) -> str:
        """Say `left heel walk and left big toe lift weak since 21 November, seen by a clinician on 28 November`."""
        since, visit = day_words(self.since, on), day_words(self.seen_day, on)
        return f"{joined(self.subjects)} {self.state} since {since}, seen by a clinician on {visit}"


def seen_weakness(digest: Digest, answers: Sequence[RedFlagAnswer], on: date) -> SeenWeakness | None:
    """Return the weakness of an episode that a clinician has seen and that no later answer takes back.

    A test takes it back where it is normal again, heel rises and bother where less than what raises an alarm is left of
    the change, a felt weakness by a "no".
    """
    seen_on = max((cleared.on for cleared in _cleared(answers, ClearedHow.SEEN)), default=None)
    if seen_on is None:
        return None
    is_mistaken = mistaken(WEAKNESS, answers)
    checkins = {c.id: c for c in (*digest.tests, *digest.weak) if c.day <= on and not is_mistaken(c)}
    weak = [run for run in _weak_runs(in_order(checkins.values())) if run.since <= seen_on]
    if weak:
        alike = [run for run in weak if run.state == weak[0].state and run.is_of_muscle == weak[0].is_of_muscle]
        named_runs = alike if weak[0].is_of_muscle else weak[:1]
        subjects, measures = tuple(run.subject for run in named_runs), tuple(run.measure for run in named_runs)
        since, is_new = min(run.since for run in named_runs), any(run.is_new for run in weak)
        return SeenWeakness(subjects, measures, weak[0].state, since, seen_on, is_new)
    return _marked_weakness(digest, answers, checkins.values())


def _marked_weakness(
    digest: Digest, answers: Sequence[RedFlagAnswer], checkins: Iterable[CheckIn]
) -> SeenWeakness | None:
    """One that the person marked as a red flag, while no answer since then tells of strength."""
    marked_flags = [a for a in answers if WEAKNESS in a.flags and a.cleared is not None and not a.raised]
    latest = max((a for a in marked_flags if a.cleared and a.cleared.how is ClearedHow.SEEN), key=_day, default=None)
    if latest is None or latest.cleared is None or digest.first is None or latest.day < digest.first:
        return None
    if any(c.day > latest.day for c in _telling(checkins)):
        return None
    is_new = latest.day > digest.first
    return SeenWeakness(("a leg or foot",), (), "weak", latest.day, latest.cleared.on, is_new)


def _day(answer: RedFlagAnswer) -> date:
    return answer.day


class _WeakRun(msgspec.Struct, frozen=True):
    """The latest answers about one thing that are all weak."""

    subject: str
    measure: str
    state: str
    since: date
    is_new: bool

    @property
    def is_of_muscle(self) -> bool:
        return self.measure in ("heel_walk", "toe_lift")


def _weak_runs(checkins: Sequence[CheckIn]) -> Iterator[_WeakRun]:
    for field, words in (("heel_walk", "heel walk"), ("toe_lift", "big toe lift")):
        for side in ("left", "right"):
            tests = [(c.day, m) for c in checkins if (m := getattr(getattr(c, field), side, None)) is not None]
            weak_days = _last_run([(day, muscle is not Muscle.NORMAL) for day, muscle in tests])
            if weak_days:
                state = "weak" if tests[-1][1] is Muscle.WEAK else "not possible"
                yield _WeakRun(f"{side} {words}", field, state, weak_days[0], weak_days[0] != tests[0][0])
    felt_answers = [(c.day, c.weakness_felt) for c in checkins if c.weakness_felt is not None]
    felt_days = _last_run(felt_answers)
    if felt_days:
        yield _WeakRun("a leg or foot", "weakness_felt", "weak", felt_days[0], felt_days[0] != felt_answers[0][0])
    for path, measure, words, least in (
        ("heel_rises.left", "heel_rises", "left heel rises", -HEEL_RISE_DROP),
        ("heel_rises.right", "heel_rises", "right heel rises", -HEEL_RISE_DROP),
        ("bother.weakness", "bother.weakness", "bother from weakness", BOTHER_RISE),
    ):
        values = [(c.day, value) for c in checkins if (value := value_of(path, c)) is not None]
        if not values:
            continue
        first = median([value for _, value in values[:TESTS_BEFORE]])
        has_changed = [(day, (value - first) * (1 if least > 0 else -1) >= abs(least)) for day, value in values]
        weak_days = _last_run(has_changed)
        if weak_days:
            yield _WeakRun(words, measure, f"{first:g} → {values[-1][1]}", weak_days[0], True)


def _last_run(answers: Sequence[tuple[date, bool]]) -> list[date]:
    """The days of the latest answers that are all yes."""
    last_no = max((at for at, (_, is_weak) in enumerate(answers) if not is_weak), default=-1)
    return [day for day, _ in answers[last_no + 1 :]]


def weakness_known(digest: Digest, flags_asked_on: date | None, on: date) -> bool:
    """Tell whether the last 14 days would have told of weakness: by a strength test or an answer to the red flags."""
    if flags_asked_on is not None and on - flags_asked_on < RECENT:
        return True
    before = on - RECENT
    recent = [row for day, row in digest.days.items() if day > before]
    tests = [test for row in recent for test in row.tests]
    return any(row.weak for row in recent) or any(c.heel_walk or c.toe_lift or c.heel_rises for c in tests)


def new_numb_zones(digest: Digest, episode: Episode | None, on: date) -> frozenset[Zone]:
    """Return the newly numb zones: at the last two weekly looks and not at first, or where the person says so.

    A look takes the seven days up to it. Where feelings were not asked about at first, nothing is new until the person
    says that it is.
    """
    recent = frozenset(digest.numb_now) if _is_recent(digest, on) else frozenset[Zone]()
    new_zones = frozenset((episode.new_numb_zones if episode else None) or ())
    looks = look_days(digest.first, on)[-2:] if digest.first else ()
    begin = _first_answers(digest)
    if len(looks) < 2 or not begin:
        return new_zones & recent
    weeks = [[day for day in range(look - LOOK_EVERY + 1, look + 1) if day not in begin] for look in looks]
    first_week, second_week = (frozenset[Zone]().union(*map(digest.numb_on, week)) for week in weeks)
    return ((first_week & second_week) - _numb_at_first(digest, episode)) | (new_zones & recent)


def maybe_new_numb_zones(digest: Digest, episode: Episode | None, on: date) -> frozenset[Zone]:
    """Return the zones numb in the last seven days that may be new: not numb at first, as far as anybody has said."""
    if not _is_recent(digest, on):
        return frozenset()
    new_zones = frozenset((episode.new_numb_zones if episode else None) or ())
    return frozenset(digest.numb_now) - _numb_at_first(digest, episode) - new_zones


def _is_recent(digest: Digest, on: date) -> bool:
    return digest.last is not None and (on - digest.last).days < RECENT.days


def _first_answers(digest: Digest) -> dict[int, frozenset[Zone]]:
    """Where it was numb by the first answers about feelings, up to seven days within 14.

    None where nothing was answered in the first week.
    """
    numb = digest.first_numb(7)
    first = next(iter(numb), None)
    if first is None or digest.first is None or first >= digest.first.toordinal() + LOOK_EVERY:
        return {}
    return {day: zones for day, zones in numb.items() if day <= first + FIRST_LOOK}


def _numb_at_first(digest: Digest, episode: Episode | None) -> frozenset[Zone]:
    """Zones that were numb at first, by the first answers or because the person says so."""
    old_zones = frozenset((episode.old_numb_zones if episode else None) or ())
    return old_zones.union(*_first_answers(digest).values()) | {Zone.NONE}


def strength_dropped(readings: Mapping[str, MeasureAssessment]) -> str | None:
    """Return the strength test whose latest is down by what counts from the median of those before; `None` for none."""
    for measure in _STRENGTH_TESTS:
        reading = readings[measure]
        entries, rule = reading.entries, reading.rule
        before = [value for _, value in entries[:-1]]
        if before and -rule.gain(entries[-1][1] - median(before)) >= rule.counts:
            return rule.words
    return None
