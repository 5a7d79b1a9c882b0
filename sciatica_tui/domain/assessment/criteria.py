"""What each phase asks for, and whether it is met: the ledger.

A criterion is met, not met or unknown; the pain ones look at the last two weekly looks of the episode.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

import msgspec

from ..averages import mean
from ..daily import Day
from ..measures.rules import ABILITIES, BACK_PAIN, BOTHER, LEG_PAIN, ZONE, Verdict
from ..records import Phase, PhaseDecision, Zone
from ..text.dates import short_month
from ..text.grammar import number
from .comparison import since_day, up_to
from .look_days import look_days, next_look
from .measure_assessment import MeasureAssessment
from .signs import SignReading
from .weakness import SeenWeakness

LEG_LOW, LEG_SHARE, LEG_DROP = 3.0, 0.30, 2.0
BACK_BEARABLE = 5.0
LEG_ACCEPTABLE, BACK_ACCEPTABLE, BOTHER_ACCEPTABLE = 1.75, 2.25, 6.0
"""The state people call acceptable: Haugen 2011, 10.1007/s00586-011-1809-3."""
ABILITIES_ENOUGH = 8.0
SAME_ZONE = 0.5
"""A level up to half a zone further down is still the same zone."""
FREE_DAYS, FREE_LOGGED, FREE_GAP = 30, 20, 5
"""Recovered: so many days without pain, so many of them logged, no longer gap (Kamper 2010, PMC2989296)."""
LOGGED_ENOUGH = f"at least {FREE_LOGGED} of the {FREE_DAYS} days logged"
NO_LONG_GAP = f"no gap longer than {FREE_GAP} days"
NOTHING_WORSE, NO_NUMBNESS, NO_NEW_WEAKNESS = "nothing getting worse", "no numbness", "no new weakness"
WEAKNESS_SEEN = "weakness seen by a clinician"
CLEARLY_LOWER = "clearly lower"
"""What pain may be instead of low: how much that is depends on where it began."""
_TEST_AGE = 14
WEEK = 7
_CLOSE = 1e-9


class State(StrEnum):
    """Whether a criterion is met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Bound(msgspec.Struct, frozen=True):
    """What a level is held against: at most so much, or with `at_least` no less."""

    limit: float
    at_least: bool = False

    def holds(self, level: float) -> bool:
        """Tell whether a level keeps to it."""
        return level >= self.limit if self.at_least else level <= self.limit


class Criterion(msgspec.Struct, frozen=True):
    """One line of the ledger: what is asked, whether it is so, with the latest value and the days it rests on.

    `measure` is what to ask for where it is unknown. `levels` are the values at those days where they are weekly
    looks, held against `bound`, and `looks_met` at how many of them it is so. `now` is today's level, where it breaks
    what both looks kept; `next_look` the next weekly look, where nothing but that is missing. `notes` say in words what
    no number can.
    """

    text: str
    state: State
    measure: str
    value: float | None = None
    dates: tuple[date, ...] = ()
    levels: tuple[float, ...] = ()
    looks_met: int = 0
    notes: tuple[str, ...] = ()
    bound: Bound | None = None
    now: float | None = None
    next_look: date | None = None

    @property
    def note(self) -> str:
        """All notes in a row of words."""
        return ", ".join(self.notes)


class PhaseInput(msgspec.Struct, frozen=True, kw_only=True):
    """What the phases are judged by, as of one day: readings and signs, the days, weakness, and the decisions.

    `locked`: an emergency or same-day red flag is open, and nothing is proposed. `flares`: days the person called a
    flare. `weakness_seen`: a weakness that a clinician has seen, while it is still there. `verdict`: the overall one.
    `worse`: in words, every measure that is; `numb`: zones newly numb.
    `unknown`: in words, what keeps it open whether anything is getting worse; `flags_unasked`: the red flags are
    among it. `maybe_weak`: a number that may tell of weakness, in words, while that is asked. `numb_now`: zones
    numb in the last week, new or not. `returned`: the day on which pain came back after recovery. `over`: the
    episode has ended.
    """

    on: date
    start: date | None
    readings: Mapping[str, MeasureAssessment]
    signs: Sequence[SignReading]
    days: Mapping[date, Day]
    decisions: Sequence[PhaseDecision]
    weakness: str | None = None
    weakness_known: bool = False
    weakness_seen: SeenWeakness | None = None
    locked: bool = False
    flares: frozenset[int] = frozenset()
    verdict: Verdict = Verdict.NOT_ENOUGH_DATA
    worse: tuple[str, ...] = ()
    numb: frozenset[Zone] = frozenset()
    unknown: tuple[str, ...] = ()
    flags_unasked: bool = False
    maybe_weak: str = ""
    numb_now: tuple[Zone, ...] = ()
    returned: date | None = None
    over: bool = False


def criteria_after(phase: Phase, basis: PhaseInput, back: bool) -> tuple[Criterion, ...]:
    """Return what the phase after this one asks for."""
    if phase is Phase.PAIN_RELIEF:
        return _for_function(basis, back)
    if phase is Phase.FUNCTIONAL_IMPROVEMENT:
        return _for_recovery(basis, back)
    if phase is Phase.FULL_RECOVERY:
        return pain_free(basis)
    return ()


def _for_function(basis: PhaseInput, back: bool) -> tuple[Criterion, ...]:
    """Phase 2: pain low or clearly down at two looks, nothing worsening, no weakness that no clinician has seen."""
    lead = basis.readings[BACK_PAIN.measure if back else LEG_PAIN.measure]
    bound = _low_enough(lead)
    words = f"{lead.rule.words.lower()} {number(bound)} or less{_share_words(lead, bound)}"
    rows = [_at_looks(words, lead, Bound(bound), basis)]
    if not back:
        own = basis.readings[BACK_PAIN.measure]
        rows.append(_at_looks(f"back pain {BACK_BEARABLE:.0f} or less", own, Bound(BACK_BEARABLE), basis))
    zone = basis.readings[ZONE.measure]
    same_zone = Bound(math.inf if zone.baseline is None else zone.baseline + SAME_ZONE)
    rows.append(_at_looks("pain no further down than at first", zone, same_zone, basis))
    numb = _no_numbness(basis) if basis.readings[LEG_PAIN.measure].already_low else ()
    return (*rows, *numb, _nothing_worsening(basis), _no_weakness(basis))


def _for_recovery(basis: PhaseInput, back: bool) -> tuple[Criterion, ...]:
    """Phase 3: the acceptable state, at two looks."""
    leg, own = basis.readings[LEG_PAIN.measure], basis.readings[BACK_PAIN.measure]
    rows = [_at_looks(f"back pain {to_tenths(BACK_ACCEPTABLE)} or less", own, Bound(BACK_ACCEPTABLE), basis)]
    if not back:
        rows.insert(0, _at_looks(f"leg pain {to_tenths(LEG_ACCEPTABLE)} or less", leg, Bound(LEG_ACCEPTABLE), basis))
    bother, abilities = basis.readings[BOTHER.measure], basis.readings[ABILITIES.measure]
    return (
        *rows,
        _at_looks("bother 6 of 24 or less", bother, Bound(BOTHER_ACCEPTABLE), basis),
        _at_looks("your activities 8 or more", abilities, Bound(ABILITIES_ENOUGH, at_least=True), basis),
        *_no_numbness(basis),
        _nothing_worsening(basis),
        _no_weakness(basis),
    )


def pain_free(basis: PhaseInput, nearly: bool = False) -> tuple[Criterion, ...]:
    """Return what recovery asks for: no pain anywhere for 30 days, at least 20 of them logged, no gap over 5 days."""
    first = basis.on - timedelta(days=FREE_DAYS - 1)
    levels_by_day = {day: (row.leg_pain, row.back_pain, row.zone) for day, row in basis.days.items() if day >= first}
    most = 1 if nearly else 0
    hurting = [
        day for day, levels in levels_by_day.items() if any(level is not None and level > most for level in levels)
    ]
    days = [day for day, levels in levels_by_day.items() if None not in levels]
    edges = [first - timedelta(days=1), *days, basis.on + timedelta(days=1)]
    gap = max((after - before).days - 1 for before, after in pairwise(edges))
    is_covered = len(days) >= FREE_LOGGED and gap <= FREE_GAP
    free = State.NOT_MET if hurting else State.MET if is_covered else State.UNKNOWN
    free_words = (
        "leg and back pain 1 or less, no further down than the low back"
        if nearly
        else "no leg pain, no back pain, hurts nowhere"
    )
    last = (days[-1],) if days else ()
    return (
        Criterion(
            f"{free_words}, for {FREE_DAYS} days",
            free,
            "leg_pain",
            float(len(set(days) - set(hurting))),
            tuple(hurting[-1:]) or last,
        ),
        Criterion(
            LOGGED_ENOUGH,
            State.MET if len(days) >= FREE_LOGGED else State.UNKNOWN,
            "leg_pain",
            float(len(days)),
            last,
        ),
        Criterion(
            NO_LONG_GAP,
            State.MET if gap <= FREE_GAP else State.UNKNOWN,
            "leg_pain",
            float(gap),
            last,
        ),
        *_no_numbness(basis),
        _nothing_worsening(basis),
        _no_weakness(basis),
    )


def _at_looks(text: str, reading: MeasureAssessment, bound: Bound, basis: PhaseInput) -> Criterion:
    """Met where it holds at the last two weekly looks and today, not met where it fails at either, else unknown."""
    measure = reading.rule.measure
    looks = last_looks(basis)
    levels = [(day, look_levels(reading, day)) for day in looks]
    values = [(day, max(at_look)) for day, at_look in levels if at_look]
    looks_met = sum(bound.holds(value) for _, value in values)
    state = State.NOT_MET if looks_met < len(values) else State.MET if looks_met == 2 else State.UNKNOWN
    now = reading.today.current if state is State.MET and reading.today is not None else None
    if now is not None and not bound.holds(now):
        state = State.UNKNOWN
    else:
        now = None
    waits = state is State.UNKNOWN and looks_met < 2 and not basis.over and is_answered(reading, basis)
    return Criterion(
        text,
        state,
        measure,
        values[-1][1] if values else None,
        tuple(date.fromordinal(day) for day, _ in values),
        tuple(value for _, value in values),
        looks_met,
        bound=bound,
        now=now,
        next_look=next_look(basis.start, basis.on) if waits and basis.start is not None else None,
    )


def is_answered(reading: MeasureAssessment, basis: PhaseInput) -> bool:
    """Tell whether a daily measure was answered at the last check-in, and that is no week ago."""
    last = max(basis.days, default=None)
    if last is None or not reading.rule.daily or not reading.entries:
        return False
    return reading.entries[-1][0] == last.toordinal() > basis.on.toordinal() - WEEK


def _nothing_worsening(basis: PhaseInput) -> Criterion:
    """No measure worse, nowhere newly numb or weak, no red flag open, and the verdict neither worsening nor mixed.

    While a red flag locks, no measure is named as worse: nothing is judged then.
    """
    worse = ["a red flag is open"] if basis.locked else []
    standing = basis.weakness_seen
    worse += ["new weakness"] if basis.weakness or (standing is not None and standing.is_new) else []
    worse += () if basis.locked else basis.worse
    worse += [f"numb {zone}" for zone in sorted(basis.numb)]
    has_verdict = any(sign.verdict is not Verdict.NOT_ENOUGH_DATA for sign in basis.signs)
    if worse or basis.verdict in (Verdict.WORSENING, Verdict.MIXED):
        state, notes = State.NOT_MET, worse
    elif basis.unknown:
        state, notes = State.UNKNOWN, [*basis.unknown]
    else:
        state, notes = State.MET if has_verdict else State.UNKNOWN, []
    measure = "red_flags" if basis.flags_unasked else "leg_pain"
    return Criterion(NOTHING_WORSE, state, measure, None, (basis.on,), notes=tuple(notes))


def _no_numbness(basis: PhaseInput) -> tuple[Criterion, ...]:
    """Where a zone was numb in the last week, new or not: the row that says so; most check-ins leave it out."""
    if not basis.numb_now:
        return ()
    note = f"{', '.join(basis.numb_now)}, in the last 7 days"
    return (Criterion(NO_NUMBNESS, State.NOT_MET, "symptoms", None, (basis.on,), notes=(note,) if note else ()),)


def _no_weakness(basis: PhaseInput) -> Criterion:
    """None that no clinician has seen; one that is still there is told, with the day on which it was seen."""
    text, day, standing = NO_NEW_WEAKNESS, basis.on, basis.weakness_seen
    if basis.weakness:
        state, note = State.NOT_MET, basis.weakness
    elif basis.maybe_weak:
        state, note = State.UNKNOWN, f"{basis.maybe_weak}: weaker?"
    elif basis.locked:
        state, note = State.UNKNOWN, "a red flag is open"
    elif standing is not None and basis.weakness_known:
        text, state, day = WEAKNESS_SEEN, State.MET, standing.seen_day
        note = f"{standing.subjects[0]} since {short_month(standing.since, basis.on)}"
    else:
        state, note = State.MET if basis.weakness_known else State.UNKNOWN, ""
    return Criterion(text, state, "red_flags", None, (day,), notes=(note,) if note else ())


def pain_bounds(phase: Phase, basis: PhaseInput, back: bool) -> list[tuple[MeasureAssessment, float]]:
    leg, own = basis.readings[LEG_PAIN.measure], basis.readings[BACK_PAIN.measure]
    if phase is Phase.FUNCTIONAL_IMPROVEMENT:
        lead = own if back else leg
        return [(lead, _low_enough(lead))]
    if phase is Phase.FULL_RECOVERY:
        both = [(leg, LEG_ACCEPTABLE), (own, BACK_ACCEPTABLE)]
        return both[1:] if back else both
    return []


def last_looks(basis: PhaseInput) -> Sequence[int]:
    return look_days(basis.start, basis.on)[-2:] if basis.start is not None else ()


def look_levels(reading: MeasureAssessment, day: int) -> tuple[float, ...]:
    """Return what a look goes by, the highest of it: the usual level by then and the mean of the week before.

    The model may run ahead of a fast fall. Of a test it is the latest of the 14 days before; empty without any.
    """
    if not reading.rule.daily:
        return tuple(value for _, value in since_day(up_to(reading.entries, day), day - _TEST_AGE + 1)[-1:])
    look = next((look for look in reversed(reading.daily_looks) if look.on == day), None)
    if look is None:
        return ()
    week = [value for _, value in since_day(up_to(reading.entries, day), day - WEEK + 1)]
    return (look.current, mean(week)) if week else (look.current,)


def to_tenths(level: float) -> float:
    """Return what is asked for as it is said, to a tenth that no level above it rounds to."""
    return math.floor(10 * level + _CLOSE) / 10


def _share_words(reading: MeasureAssessment, bound: float) -> str:
    """Say where a bound comes from that is not the low level itself: ` (30 % lower)`; that there may yet be one."""
    first = reading.baseline
    if first is None:
        return f", or {CLEARLY_LOWER}"
    if bound <= LEG_LOW:
        return ""
    return f" ({drop_words(first)} lower)"


def drop_words(first: float) -> str:
    """Say how much lower than `first` pain is to be, `30 %` or `2`: the larger."""
    return f"{LEG_SHARE * 100:.0f} %" if LEG_SHARE * first >= LEG_DROP else f"{LEG_DROP:.0f}"


def _low_enough(reading: MeasureAssessment) -> float:
    """At most 3, or down by 30 % and by 2 from the baseline: to a tenth, as it is said."""
    first = reading.baseline
    if first is None:
        return LEG_LOW
    down = first - max(LEG_DROP, LEG_SHARE * first)
    return max(LEG_LOW, round(down, 1))
