"""The three phases of recovery: what each asks for, whether it is met, and what the app proposes.

The app proposes, the person decides; a phase is what the person last accepted. Each criterion is met, not met or
unknown, and nothing is ever proposed on an unknown one. Looks are the weekly looks of the episode.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

import msgspec

from .days import DayRow, logged_days
from .looks import Entries, Reading, since_day, up_to
from .records import CheckIn, Phase, PhaseDecision
from .rules import ABILITIES, BACK_PAIN, BOTHER, LEG_PAIN, ZONE, Verdict
from .signs import SignReading
from .verdict import follows_back
from .weakness import look_days
from .zones import level

ORDER = (Phase.PAIN_RELIEF, Phase.FUNCTIONAL_IMPROVEMENT, Phase.FULL_RECOVERY, Phase.RECOVERED)
PHASE_WORDS = {
    Phase.PAIN_RELIEF: "Pain relief",
    Phase.FUNCTIONAL_IMPROVEMENT: "Functional improvement",
    Phase.FULL_RECOVERY: "Full recovery",
    Phase.RECOVERED: "Recovered",
}
LEG_LOW, LEG_SHARE, LEG_DROP = 3.0, 0.30, 2.0
BACK_BEARABLE = 5.0
LEG_ACCEPTABLE, BACK_ACCEPTABLE, BOTHER_ACCEPTABLE = 1.75, 2.25, 6.0
"""The state people call acceptable: Haugen 2011, 10.1007/s00586-011-1809-3."""
ABILITIES_ENOUGH = 8.0
FREE_DAYS, FREE_LOGGED, FREE_GAP = 30, 20, 5
"""Recovered: so many days without pain, so many of them logged, no longer gap (Kamper 2010, PMC2989296)."""
RETURNED = 3
"""Pain on two logged days in a row after recovery that is a recurrence (a choice of ours, after Stanton)."""
_TEST_AGE = 14
_CLOSE = 1e-9


class State(StrEnum):
    """Whether a criterion is met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Criterion(msgspec.Struct, frozen=True):
    """One line of the ledger: what is asked, whether it is so, with the latest value and the days it rests on.

    `measure` is what to ask for where it is unknown.
    """

    text: str
    state: State
    measure: str
    value: float | None = None
    dates: tuple[date, ...] = ()


class Proposal(msgspec.Struct, frozen=True):
    """What the app proposes, and the looks it rests on."""

    phase: Phase
    back: bool
    looks: tuple[date, ...]
    reason: str


class PhaseReading(msgspec.Struct, frozen=True):
    """Where the person is, since when, and what would move them.

    `criteria` are those of the next phase. `ask`: measures without which nothing can be proposed. `back_when`: what
    would make the app propose a step back. `past`: the phases with the day each began. `returned`: the day on which
    pain came back after recovery. `nearly`: recovered but for a trace.
    """

    phase: Phase
    since: date | None
    criteria: tuple[Criterion, ...] = ()
    proposal: Proposal | None = None
    ask: tuple[str, ...] = ()
    back_when: str | None = None
    past: tuple[tuple[Phase, date], ...] = ()
    follows_back: bool = False
    returned: date | None = None
    nearly: bool = False


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What the phases are judged by, as of one day: readings and signs, check-ins, weakness, and the decisions.

    `locked`: an emergency or same-day red flag is open, and nothing is proposed. `flares`: days the person called a
    flare.
    """

    on: date
    start: date | None
    readings: Mapping[str, Reading]
    signs: Sequence[SignReading]
    checkins: Sequence[CheckIn]
    decisions: Sequence[PhaseDecision]
    weakness: str | None = None
    weakness_known: bool = False
    locked: bool = False
    flares: frozenset[int] = frozenset()


def phase_on(seen: Seen) -> PhaseReading:
    """The phase, its ledger and what is proposed, on a day."""
    accepted = sorted((d for d in seen.decisions if d.accepted), key=lambda d: (d.day, d.created_at, d.id))
    phase = accepted[-1].proposed if accepted else Phase.PAIN_RELIEF
    since = accepted[-1].day if accepted else seen.start
    past = tuple((d.proposed, d.day) for d in accepted)
    if seen.start is not None:
        past = ((Phase.PAIN_RELIEF, seen.start), *past)
    back = follows_back(seen.readings)
    criteria = _criteria(phase, seen, back)
    held, back_when = _held(phase, seen, back)
    return PhaseReading(
        phase=phase,
        since=since,
        criteria=criteria,
        proposal=_proposal(phase, since, criteria, held, back_when, seen),
        ask=_ask(criteria, seen),
        back_when=back_when,
        past=past,
        follows_back=back,
        returned=_returned(since, seen, back) if phase is Phase.RECOVERED else None,
        nearly=phase is Phase.FULL_RECOVERY and _pain_free(seen, nearly=True)[0].state is State.MET,
    )


def _criteria(phase: Phase, seen: Seen, back: bool) -> tuple[Criterion, ...]:
    """What the phase after this one asks for."""
    if phase is Phase.PAIN_RELIEF:
        return _for_function(seen, back)
    if phase is Phase.FUNCTIONAL_IMPROVEMENT:
        return _for_recovery(seen, back)
    if phase is Phase.FULL_RECOVERY:
        return _pain_free(seen)
    return ()


def _for_function(seen: Seen, back: bool) -> tuple[Criterion, ...]:
    """Phase 2: pain low or clearly down at two looks, nothing worsening, no weakness that no clinician has seen."""
    lead = seen.readings[BACK_PAIN.measure if back else LEG_PAIN.measure]
    bound = _low_enough(lead)
    words = f"{lead.rule.words.lower()} at most {bound:.1f}"
    if bound > LEG_LOW:
        words += f" (down {LEG_SHARE * 100:.0f} % and {LEG_DROP:.0f})"
    rows = [_at_looks(words, lead, lambda v: v <= bound, seen)]
    if not back:
        own = seen.readings[BACK_PAIN.measure]
        rows.append(_at_looks(f"back pain at most {BACK_BEARABLE:.0f}", own, lambda v: v <= BACK_BEARABLE, seen))
    zone = seen.readings[ZONE.measure]
    first = _baseline(zone)
    rows.append(_at_looks("the zone not further out than at first", zone, lambda v: first is None or v <= first, seen))
    return (*rows, _nothing_worsening(seen), _no_weakness(seen))


def _for_recovery(seen: Seen, back: bool) -> tuple[Criterion, ...]:
    """Phase 3: the acceptable state, at two looks."""
    leg, own = seen.readings[LEG_PAIN.measure], seen.readings[BACK_PAIN.measure]
    rows = [_at_looks(f"back pain at most {BACK_ACCEPTABLE}", own, lambda v: v <= BACK_ACCEPTABLE, seen)]
    if not back:
        rows.insert(0, _at_looks(f"leg pain at most {LEG_ACCEPTABLE}", leg, lambda v: v <= LEG_ACCEPTABLE, seen))
    bother, abilities = seen.readings[BOTHER.measure], seen.readings[ABILITIES.measure]
    return (
        *rows,
        _at_looks("bother at most 6 of 24", bother, lambda v: v <= BOTHER_ACCEPTABLE, seen),
        _at_looks("your activities at least 8", abilities, lambda v: v >= ABILITIES_ENOUGH, seen),
    )


def _pain_free(seen: Seen, nearly: bool = False) -> tuple[Criterion, ...]:
    """Recovered: no pain anywhere for 30 days, at least 20 of them logged, no gap longer than 5 days."""
    first = seen.on - timedelta(days=FREE_DAYS - 1)
    rows = logged_days(c for c in seen.checkins if first <= c.day)
    logged = {day: row for day, row in rows.items() if _complete(row)}
    most = 1 if nearly else 0
    hurting = [d for d, r in logged.items() if _worst(r) > most or (r.zone is not None and level(r.zone) > most)]
    days = sorted(logged)
    edges = [first - timedelta(days=1), *days, seen.on + timedelta(days=1)]
    gap = max((after - before).days - 1 for before, after in pairwise(edges))
    known = len(days) >= FREE_LOGGED and gap <= FREE_GAP
    free = State.NOT_MET if hurting else State.MET if known else State.UNKNOWN
    said = (
        "leg and back pain at most 1, no further out than the low back"
        if nearly
        else "no leg pain, no back pain, no zone"
    )
    last = (days[-1],) if days else ()
    return (
        Criterion(
            f"{said}, for {FREE_DAYS} days",
            free,
            "leg_pain",
            float(len(days) - len(hurting)),
            tuple(hurting[-1:]) or last,
        ),
        Criterion(
            f"at least {FREE_LOGGED} of the {FREE_DAYS} days logged",
            State.MET if len(days) >= FREE_LOGGED else State.UNKNOWN,
            "leg_pain",
            float(len(days)),
            last,
        ),
        Criterion(
            f"no gap longer than {FREE_GAP} days",
            State.MET if gap <= FREE_GAP else State.UNKNOWN,
            "leg_pain",
            float(gap),
            last,
        ),
    )


def _at_looks(text: str, reading: Reading, holds: Callable[[float], bool], seen: Seen) -> Criterion:
    """Met where it holds at the last two weekly looks, not met where it fails at either, else unknown."""
    measure = reading.rule.measure
    looks = _last_looks(seen)
    levels = [(day, _level_at(reading, day)) for day in looks]
    values = [(day, value) for day, value in levels if value is not None]
    dates = tuple(date.fromordinal(day) for day, _ in values)
    latest = values[-1][1] if values else None
    if any(not holds(value) for _, value in values):
        return Criterion(text, State.NOT_MET, measure, latest, dates)
    state = State.MET if len(values) == 2 else State.UNKNOWN
    return Criterion(text, state, measure, latest, dates)


def _nothing_worsening(seen: Seen) -> Criterion:
    worse = [s for s in seen.signs if s.verdict is Verdict.WORSENING]
    known = [s for s in seen.signs if s.verdict is not Verdict.NOT_ENOUGH_DATA]
    state = State.NOT_MET if worse else State.MET if known else State.UNKNOWN
    return Criterion("nothing worsening", state, "leg_pain", None, (seen.on,))


def _no_weakness(seen: Seen) -> Criterion:
    state = State.NOT_MET if seen.weakness else State.MET if seen.weakness_known else State.UNKNOWN
    return Criterion("no weakness that no clinician has seen", state, "red_flags", None, (seen.on,))


def _held(phase: Phase, seen: Seen, back: bool) -> tuple[bool, str | None]:
    """Whether the pain of the last two looks still allows this phase, and in words what would not.

    A flare never demotes: days the person called one are left out, and a look with fewer than three others fails
    nothing.
    """
    bounds = _pain_bounds(phase, seen, back)
    if not bounds:
        return True, None
    said = " or ".join(f"{r.rule.words.lower()} above {bound:.4g}" for r, bound in bounds)
    looks = _last_looks(seen)
    failing = [any(_above_without_flares(r, day, bound, seen.flares) for r, bound in bounds) for day in looks]
    return not (len(failing) == 2 and all(failing)), f"two looks with {said}"


def _pain_bounds(phase: Phase, seen: Seen, back: bool) -> list[tuple[Reading, float]]:
    leg, own = seen.readings[LEG_PAIN.measure], seen.readings[BACK_PAIN.measure]
    if phase is Phase.FUNCTIONAL_IMPROVEMENT:
        lead = own if back else leg
        return [(lead, round(_low_enough(lead), 1))]
    if phase is Phase.FULL_RECOVERY:
        both = [(leg, LEG_ACCEPTABLE), (own, BACK_ACCEPTABLE)]
        return both[1:] if back else both
    return []


def _proposal(
    phase: Phase, since: date | None, criteria: Sequence[Criterion], held: bool, back_when: str | None, seen: Seen
) -> Proposal | None:
    looks = tuple(date.fromordinal(day) for day in _last_looks(seen))
    if not looks or seen.locked:
        return None
    place = ORDER.index(phase)
    if criteria and all(c.state is State.MET for c in criteria):
        ahead = ORDER[place + 1]
        if not _declined(ahead, looks, seen):
            said = f"all that “{PHASE_WORDS[ahead].lower()}” asks for is met at the looks of the last two weeks"
            return Proposal(ahead, False, looks, said)
    if not held and since is not None and all(day > since for day in looks):
        behind = ORDER[place - 1]
        if not _declined(behind, looks, seen):
            return Proposal(behind, True, looks, f"{back_when}")
    return None


def _declined(phase: Phase, looks: Sequence[date], seen: Seen) -> bool:
    """Whether the person said no to it on looks that are not both past: then it is not proposed again yet."""
    said_no = [d.day for d in seen.decisions if not d.accepted and d.proposed is phase]
    return bool(said_no) and min(looks) <= max(said_no)


def _ask(criteria: Sequence[Criterion], seen: Seen) -> tuple[str, ...]:
    """The measures that are unknown once there were two looks."""
    if len(_last_looks(seen)) < 2:
        return ()
    return tuple(dict.fromkeys(c.measure for c in criteria if c.state is State.UNKNOWN))


def _returned(since: date | None, seen: Seen, back: bool) -> date | None:
    """The second of the first two logged days in a row with pain of 3 or more, after recovery."""
    if since is None:
        return None
    rows = logged_days(c for c in seen.checkins if c.day > since)
    pains = [(day, row.back_pain if back else row.leg_pain) for day, row in rows.items()]
    known = [(day, pain) for day, pain in pains if pain is not None]
    for (_, before), (day, pain) in pairwise(known):
        if before >= RETURNED and pain >= RETURNED:
            return day
    return None


def _last_looks(seen: Seen) -> Sequence[int]:
    return look_days(seen.start, seen.on)[-2:] if seen.start is not None else ()


def _level_at(reading: Reading, day: int) -> float | None:
    """The level at a look: of a daily measure its current window, of a test the latest of the 14 days before."""
    if not reading.rule.cadence.weekly_looks:
        tests = since_day(up_to(_entries(reading), day), day - _TEST_AGE + 1)
        return tests[-1][1] if tests else None
    look = next((look for look in reversed(reading.looks) if look.on == day), None)
    return look.comparison.current if look else None


def _baseline(reading: Reading) -> float | None:
    """The baseline as of the latest look that used it (after an improvement a look may compare with the best)."""
    if not reading.looks:
        return None
    first = reading.looks[0].comparison.before[0]
    return next(x.comparison.baseline for x in reversed(reading.looks) if x.comparison.before[0] == first)


def _low_enough(reading: Reading) -> float:
    """At most 3, or down by 30 % and by 2 from the baseline."""
    first = _baseline(reading)
    if first is None:
        return LEG_LOW
    return max(LEG_LOW, first - max(LEG_DROP, LEG_SHARE * first)) + _CLOSE


def _above_without_flares(reading: Reading, day: int, bound: float, flares: frozenset[int]) -> bool:
    look = next((look for look in reversed(reading.looks) if look.on == day), None)
    if look is None:
        return False
    values = [value for d, value in look.comparison.after if d not in flares]
    if len(values) == len(look.comparison.after):
        return look.comparison.current > bound
    return len(values) >= 3 and sum(values) / len(values) > bound


def _complete(row: DayRow) -> bool:
    return row.leg_pain is not None and row.back_pain is not None and row.zone is not None


def _worst(row: DayRow) -> int:
    return max(row.leg_pain or 0, row.back_pain or 0)


def _entries(reading: Reading) -> Entries:
    return reading.history.entries if reading.history else ()
