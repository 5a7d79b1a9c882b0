"""Everything that is said about one day, as one value that screens, command line and clinician's page share.

Computed from the records up to that day alone, so that it never depends on when the app was opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from .episodes import Span, before_all, span_on
from .looks import Reading
from .overview import day_number
from .phases import PhaseReading, Seen, phase_on
from .records import CheckIn, Episode, Medication, PhaseDecision, RedFlagAnswer, Scan
from .red_flags import Urgency, last_asked, open_answers, urgency_of
from .series import Series, series_of
from .signs import SignReading, readings_of, signs_of
from .verdict import Facts, Overall, flare_days, more_medication, moving_up, overall
from .weakness import as_of, new_numb_zones, strength_dropped, unseen_weakness, weakness_known


class Diary(msgspec.Struct, frozen=True, kw_only=True):
    """What is known, as records; each in any order."""

    checkins: tuple[CheckIn, ...] = ()
    episodes: tuple[Episode, ...] = ()
    scans: tuple[Scan, ...] = ()
    medications: tuple[Medication, ...] = ()
    red_flags: tuple[RedFlagAnswer, ...] = ()
    phase_decisions: tuple[PhaseDecision, ...] = ()


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is said about one day.

    `day` is the day of the episode, 1 on the first; `felt` the latest remembered change, −3 to 3; `left_out` how many
    check-ins lie before the episode.
    """

    on: date
    span: Span
    day: int | None
    start: date | None
    readings: Mapping[str, Reading]
    signs: tuple[SignReading, ...]
    overall: Overall
    phase: PhaseReading
    flags: tuple[RedFlagAnswer, ...]
    flares: frozenset[int]
    felt: int | None = None
    left_out: int = 0


def assess(diary: Diary, on: date, known: Assessment | None = None) -> Assessment:
    """The assessment of a day, from the records up to it.

    `known` is an earlier one, of any day: looks that nothing changed are taken from it. The answer is the same
    without.
    """
    span = span_on(diary.episodes, on)
    today = on if span.last is None else min(on, span.last)
    checkins = span.only(diary.checkins, today)
    answers = as_of(diary.red_flags, today)
    start = min((c.day for c in checkins), default=None)
    side = span.episode.side if span.episode else None
    histories = {name: r.history for name, r in known.readings.items() if r.history} if known else {}
    series = series_of(checkins, side) if checkins else Series({}, frozenset())
    readings = readings_of(series, start or today + timedelta(days=1), today, histories)
    scan = max(span.only(diary.scans, today), key=lambda s: (s.day, s.id), default=None)
    facts = _facts(span, checkins, answers, readings, span.only(diary.medications, today), start, today)
    signs = moving_up(signs_of(readings, scan), readings, facts)
    flares = flare_days(checkins)
    seen = Seen(
        on=today,
        start=start,
        readings=readings,
        signs=signs,
        checkins=checkins,
        decisions=span.only(diary.phase_decisions, today),
        weakness=facts.weakness,
        weakness_known=weakness_known(checkins, answers, today),
        locked=any((urgency_of(a.flags) or 0) >= Urgency.SAME_DAY for a in facts.flags),
        flares=flares,
    )
    felt = max((c for c in checkins if c.change_felt is not None), key=lambda c: (c.day, c.id), default=None)
    return Assessment(
        on=on,
        span=span,
        day=facts.day,
        start=start,
        readings=readings,
        signs=signs,
        overall=overall(signs, readings, facts),
        phase=phase_on(seen),
        flags=facts.flags,
        flares=flares,
        felt=felt.change_felt if felt else None,
        left_out=before_all(diary.episodes, span, diary.checkins),
    )


def _facts(
    span: Span,
    checkins: tuple[CheckIn, ...],
    answers: tuple[RedFlagAnswer, ...],
    readings: Mapping[str, Reading],
    medications: tuple[Medication, ...],
    start: date | None,
    today: date,
) -> Facts:
    return Facts(
        on=today,
        day=day_number(span.episode, checkins, today),
        last_entry=max((c.day for c in checkins), default=None),
        weakness=unseen_weakness(checkins, answers, span.episode, today),
        numb=new_numb_zones(checkins, start, today) if start else frozenset(),
        dropped=strength_dropped(readings),
        flags=open_answers(answers, today),
        asked=last_asked(checkins, answers, today),
        more_medication=start is not None and more_medication(medications, start, today),
    )
