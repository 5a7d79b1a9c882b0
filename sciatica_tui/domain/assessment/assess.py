"""Everything that is said about one day, as one value that screens, command line and clinician's page share.

Computed from the records up to that day alone, so that it never depends on when the app was opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from ..daily import Digest, digest
from ..episodes import Span, affected_side, before_all, span_on
from ..measures.rules import BACK_PAIN, LEG_PAIN, Verdict
from ..records import Medication, PhaseDecision, RedFlagAnswer
from ..red_flags.flags import last_asked, locked, open_answers
from ..red_flags.raised import open_doubts
from ..red_flags.reasons import with_reasons
from ..snapshot import RecordSnapshot
from .criteria import PhaseInput
from .measure_assessment import MeasureAssessment
from .open_questions import after_end, unexplained_gap
from .phases import PhaseReading, phase_on, returned_on
from .remarks import more_medication
from .series import Series, series_of
from .signs import SignReading, readings_of, signs_of
from .verdict import against_moving_up, moving_up, overall, weakened
from .verdict_input import Overall, VerdictInput, unknowns
from .verdict_text import way_words
from .weakness import (
    RECENT,
    as_of,
    maybe_new_numb_zones,
    new_numb_zones,
    seen_weakness,
    strength_dropped,
    unseen_weakness,
    weakness_known,
)


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is said about one day.

    `everything` is of all check-ins up to that day, `digest` of those of the episode, `series` what is judged. `day`
    is the day of the episode, 1 on the first; `facts` is what the verdict weighs beside the signs; `change_felt` the
    latest remembered change, −3 to 3, of the day `felt_on`; `left_out` how many check-ins lie before the episode.
    `locked`: an emergency or same-day red flag is open, which overrides every verdict and stops coaching, whoever shows
    it.
    """

    on: date
    span: Span
    day: int | None
    everything: Digest
    digest: Digest
    series: Series
    readings: Mapping[str, MeasureAssessment]
    signs: tuple[SignReading, ...]
    overall: Overall
    phase: PhaseReading
    flags: tuple[RedFlagAnswer, ...]
    facts: VerdictInput
    locked: bool = False
    change_felt: int | None = None
    felt_on: date | None = None
    left_out: int = 0

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict on each measure: its own, but the sign's where something speaks against that."""
        own = {measure: reading.verdict for measure, reading in self.readings.items()}
        return own | {r.rule.measure: sign.verdict_of(r) for sign in self.signs for r in sign.readings}

    @property
    def followed_pain(self) -> str:
        """The pain that is followed, as a measure: `leg_pain`, or `back_pain` of someone who has that alone."""
        return (BACK_PAIN if self.phase.follows_back else LEG_PAIN).measure

    @property
    def against_moving_up(self) -> str | None:
        """What speaks against "moving up" in words, also where the furthest zone does not say it."""
        return against_moving_up(self.readings, self.facts)


def assess(diary: RecordSnapshot, on: date, earlier: Assessment | None = None) -> Assessment:
    """Return the assessment of a day, from the records up to it.

    `earlier` is an earlier one, of any day: looks that nothing changed are taken from it. The answer is the same
    without.
    """
    span = span_on(diary.episodes, on)
    today = on if span.last is None else min(on, span.last)
    everything = digest(Span().only(diary.checkins, on), earlier.everything if earlier else None)
    days = everything.part(span.first, today)
    # A red flag counts after the end of an episode too.
    answers = with_reasons(as_of(diary.red_flags, on), diary.checkins, on)
    side = affected_side(span.episode, days.checkins)
    start = days.first or today + timedelta(days=1)
    series = series_of(days, side, earlier.series if earlier else None)
    before = earlier.readings if earlier else None
    readings = readings_of(series, start, today, days.flares, before, is_over=span.last is not None)
    scan = max(span.only(diary.scans, today), key=lambda s: (s.day, s.id), default=None)
    decisions = span.only(diary.phase_decisions, today)
    facts = _facts(span, days, everything, answers, readings, span.only(diary.medications, today), decisions, today, on)
    signs = weakened(moving_up(signs_of(readings, scan, on), readings, facts), facts)
    verdict = overall(signs, readings, facts)
    basis = PhaseInput(
        on=today,
        start=days.first,
        readings=readings,
        signs=signs,
        days=days.days,
        decisions=decisions,
        verdict=verdict.verdict,
        worse=tuple(way_words(r, brief=True) for r in readings.values() if r.verdict is Verdict.WORSENING),
        numb=facts.numb,
        weakness=facts.weakness,
        weakness_seen=facts.weakness_seen,
        weakness_known=weakness_known(days, facts.flags_asked_on, today),
        unknown=unknowns(signs, readings, facts),
        flags_unasked=facts.flags_unasked,
        maybe_weak=next((doubt.why for _, doubt in open_doubts(days.tests, answers, diary.episodes, today)), ""),
        locked=facts.locked,
        flares=days.flares,
        numb_now=facts.numb_now,
        returned=facts.returned,
        over=facts.ended_on is not None,
    )
    felt = next((c for c in reversed(days.tests) if c.change_felt is not None), None)
    return Assessment(
        on=on,
        span=span,
        day=facts.day,
        everything=everything,
        digest=days,
        series=series,
        readings=readings,
        signs=signs,
        overall=verdict,
        phase=phase_on(basis),
        flags=facts.flags,
        facts=facts,
        locked=facts.locked,
        change_felt=felt.change_felt if felt is not None else None,
        felt_on=felt.day if felt is not None else None,
        left_out=before_all(diary.episodes, span, diary.checkins),
    )


def _facts(
    span: Span,
    days: Digest,
    everything: Digest,
    answers: tuple[RedFlagAnswer, ...],
    readings: Mapping[str, MeasureAssessment],
    medications: tuple[Medication, ...],
    decisions: tuple[PhaseDecision, ...],
    today: date,
    on: date,
) -> VerdictInput:
    gap, back = unexplained_gap(tuple(days.days), decisions)
    flags_asked_on = max(
        (day for day in (days.flags_asked_on, last_asked((), answers, on)) if day is not None), default=None
    )
    weakness = unseen_weakness(days, answers, span.episode, today)
    return VerdictInput(
        on=today,
        day=span.day_number(days.first, today),
        last_entry=days.last,
        weakness=weakness,
        weakness_seen=seen_weakness(days, answers, today) if weakness is None else None,
        numb=new_numb_zones(days, span.episode, today),
        maybe_numb=maybe_new_numb_zones(days, span.episode, today),
        numb_now=days.numb_now if days.last is not None and today - days.last < RECENT else (),
        dropped=strength_dropped(readings),
        flags=open_answers(answers, on),
        flags_asked_on=flags_asked_on,
        locked=locked(answers, on),
        more_medication=more_medication(medications, days.first, today) if days.first is not None else None,
        gap=gap,
        back=back,
        returned=returned_on(days.days, decisions) if gap is None else None,  # the question after a gap comes first
        ended_on=span.last,
        after_end=after_end(span, everything.checkins),
    )
