"""An assessment as plain JSON values, for `summary --json` and whoever reads it."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..assessment.assess import Assessment
from ..assessment.comparison import Comparison
from ..assessment.daily_look import DailyLook
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phases import PhaseReading
from ..assessment.remarks import abolished, crossed_knee
from ..assessment.signs import Sign, SignReading
from ..assessment.sparse_looks import SparseLook
from ..measures.rules import Verdict
from ..records import RedFlagAnswer
from ..red_flags.flags import describe_flags, urgency_of
from .summary import sign_words


def to_json(assessment: Assessment) -> dict[str, Any]:
    """Return the assessment for JSON: numbers with two decimals, ISO dates, the words of the records.

    While a red flag locks, every field that a verdict could be read from is null, as the screens give none.
    """
    return {
        "on": assessment.on.isoformat(),
        "episode": _episode_json(assessment),
        "overall": {
            "verdict": assessment.overall.verdict.value,
            "sentence": assessment.overall.sentence,
            "but": assessment.overall.but,
            "do": assessment.overall.do,
            "reasons": list(assessment.overall.reasons),
            "see_a_clinician": assessment.overall.clinician,
            "felt": assessment.change_felt,
        },
        "signs": [_sign_json(sign, locked=assessment.locked) for sign in assessment.signs],
        "phase": _phase_json(assessment.phase),
        "red_flags": [_flag_json(answer) for answer in assessment.flags],
    }


def _episode_json(assessment: Assessment) -> dict[str, Any]:
    episode = assessment.span.episode
    return {
        "id": episode.id if episode else None,
        "started": _iso(episode.started if episode else None),
        "ended": _iso(assessment.span.last),
        "side": side.value if (side := assessment.series.side) is not None else None,
        "first_entry": _iso(assessment.digest.first),
        "day": assessment.day,
        "entries_before": assessment.left_out,
    }


def _sign_json(sign: SignReading, *, locked: bool) -> dict[str, Any]:
    zone = sign.lead if sign.sign is Sign.CENTRALIZATION and not locked else None
    moving_up = sign.verdict is Verdict.IMPROVING
    scan = sign.scan
    return {
        **(_reading_json(sign.lead, sign.verdict_of(sign.lead), locked=locked) if sign.lead else _NO_READING),
        "sign": sign.sign.value,
        "verdict": None if locked else sign.verdict.value,
        "words": sign_words(sign, locked=locked),
        "measures": [_reading_json(reading, sign.verdict_of(reading), locked=locked) for reading in sign.readings],
        "worsening": None if locked else [reading.rule.measure for reading in sign.worsening],
        "crossed_knee": moving_up and crossed_knee(zone) if zone else None,
        "abolished": abolished(zone) if zone else None,
        "against": None if locked else sign.against,
        "scan": None
        if scan is None
        else {
            "day": scan.day.isoformat(),
            "kind": scan.kind.value,
            "compared": scan.compared.value if scan.compared else None,
        },
    }


def _reading_json(reading: MeasureAssessment, verdict: Verdict, *, locked: bool) -> dict[str, Any]:
    stands = verdict is reading.verdict and not locked
    return {
        "measure": reading.rule.measure,
        "verdict": None if locked else verdict.value,
        "early": reading.early.value if reading.early and not locked else None,
        **_comparison_json(reading.comparison),
        "counts": None if locked else _round(reading.counts),
        "sure": None if locked else _round(reading.probability),
        "sure_enough": None if locked else not (reading.silent or reading.doubtful),
        "needs_days": reading.needs_days,
        "needs_tests": reading.needs_tests,
        "first_check": _iso_day(reading.first_check),
        "verdict_since": _iso_day(reading.since) if stands else None,
        "since": _since_json(reading) if stands else None,
        "from_best": None if locked else reading.from_improvement,
        "still_severe": reading.still_severe,
        "already_low": reading.already_low,
        "started_at_flare": reading.flare_start,
        "source": reading.rule.source,
        "looks": [_look_json(look, locked=locked) for look in reading.looks],
    }


def _since_json(reading: MeasureAssessment) -> dict[str, Any] | None:
    onset = reading.onset
    return (
        None if onset is None else {"on": _iso_day(onset.on), "low": _iso_day(onset.low), "high": _iso_day(onset.high)}
    )


_COMPARISON = ("baseline", "current", "change", "low", "high", "entries", "days", "first", "last")

_NO_READING: dict[str, Any] = {
    **dict.fromkeys(("measure", "verdict", "early", *_COMPARISON, "counts", "sure", "sure_enough", "needs_days")),
    **dict.fromkeys(
        ("needs_tests", "first_check", "verdict_since", "since", "from_best", "still_severe", "already_low")
    ),
    **dict.fromkeys(("started_at_flare", "source")),
    "looks": [],
}
"""The fields of a sign that no measure speaks for."""


def _comparison_json(comparison: Comparison | None) -> dict[str, Any]:
    if comparison is None:
        return dict.fromkeys(_COMPARISON)
    low, high = comparison.interval or (None, None)
    return {
        "baseline": _round(comparison.baseline),
        "current": _round(comparison.current),
        "change": _round(comparison.change),
        "low": _round(low),
        "high": _round(high),
        "entries": comparison.entries,
        "days": comparison.days,
        "first": _iso_day(comparison.first),
        "last": _iso_day(comparison.last),
    }


def _look_json(look: DailyLook | SparseLook, *, locked: bool) -> dict[str, Any]:
    low, high = look.comparison.interval or (None, None)
    direction = None if locked else look.direction
    return {
        "on": _iso_day(look.on),
        "change": _round(look.comparison.change),
        "low": _round(low),
        "high": _round(high),
        "positive": None if locked else direction is not None,
        "leans": direction.value if direction else None,
    }


def _phase_json(phase: PhaseReading) -> dict[str, Any]:
    proposal = phase.proposal
    return {
        "phase": phase.phase.value,
        "since": _iso(phase.since),
        "proposal": None
        if proposal is None
        else {
            "phase": proposal.phase.value,
            "back": proposal.back,
            "looks": [day.isoformat() for day in proposal.looks],
            "reason": proposal.reason,
        },
        "criteria": [
            {
                "text": c.text,
                "state": c.state.value,
                "value": _round(c.value),
                "dates": [day.isoformat() for day in c.dates],
            }
            for c in phase.criteria
        ],
        "ask": list(phase.ask),
        "back_when": phase.back_when,
        "past": [{"phase": name.value, "since": day.isoformat()} for name, day in phase.past],
        "follows_back_pain": phase.follows_back,
        "returned": _iso(phase.returned),
        "nearly_recovered": phase.nearly,
    }


def _flag_json(answer: RedFlagAnswer) -> dict[str, Any]:
    urgency = urgency_of(answer.flags)
    return {
        "flags": list(answer.flags),
        "words": describe_flags(answer.flags),
        "why": answer.why,
        "urgency": urgency.name.lower() if urgency else None,
        "day": answer.day.isoformat(),
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 2) + 0.0


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _iso_day(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
