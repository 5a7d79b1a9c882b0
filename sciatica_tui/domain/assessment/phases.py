"""In which phase of recovery a person is, what the app proposes, and when pain has come back.

The app proposes, the person decides; a phase is what the person last accepted. Nothing is ever proposed on a criterion
that is unknown. Looks are the weekly looks of the episode. What each phase asks for: `criteria`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from ..averages import mean
from ..daily import Day
from ..measures.rules import Verdict
from ..records import Phase, PhaseDecision
from ..text.grammar import number
from .comparison import since_day, up_to
from .criteria import (
    Criterion,
    PhaseInput,
    State,
    criteria_after,
    is_answered,
    last_looks,
    pain_bounds,
    pain_free,
    to_tenths,
)
from .measure_assessment import MeasureAssessment
from .phase_decided import ORDER, decisions_accepted, phase_decided
from .verdict_input import follows_back

RETURNED = 3
"""Pain on two logged days in a row after recovery that is a recurrence (a choice of ours, after Stanton)."""


class Proposal(msgspec.Struct, frozen=True):
    """What the app proposes, and the looks it rests on."""

    phase: Phase
    back: bool
    looks: tuple[date, ...]
    reason: str


class PhaseReading(msgspec.Struct, frozen=True):
    """Where the person is, since when, and what would move them.

    `criteria` are those of the next phase. `ask`: measures without which nothing can be proposed. `back_when`: what
    would make the app propose a step back. While a red flag locks, the last two are empty. `past`: the phases with the
    day each began. `returned`: the day on which pain came back after recovery. `nearly`: recovered but for a trace.
    Once the episode has ended nothing moves it on: `criteria`, `ask`, `back_when` and `returned` are empty.
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


def phase_on(basis: PhaseInput) -> PhaseReading:
    """Return the phase, its ledger and what is proposed, on a day."""
    accepted = decisions_accepted(basis.decisions)
    phase = phase_decided(basis.decisions)
    since = accepted[-1].day if accepted else basis.start
    past = tuple((d.proposed, d.day) for d in accepted)
    if basis.start is not None:
        past = ((Phase.PAIN_RELIEF, basis.start), *past)
    back = follows_back(basis.readings)
    criteria = () if basis.over else criteria_after(phase, basis, back)
    may_stay, back_when = _may_stay(phase, basis, back)
    return PhaseReading(
        phase=phase,
        since=since,
        criteria=criteria,
        proposal=_proposal(phase, since, criteria, may_stay, back_when, basis),
        ask=_ask(criteria, basis),
        back_when=None if basis.locked or basis.over else back_when,
        past=past,
        follows_back=back,
        returned=None if basis.over else basis.returned,
        nearly=phase is Phase.FULL_RECOVERY and all(c.state is State.MET for c in pain_free(basis, nearly=True)),
    )


def _may_stay(phase: Phase, basis: PhaseInput, back: bool) -> tuple[bool, str | None]:
    """Whether the pain of the last two looks still allows this phase, and in words what would not.

    A flare never demotes: days the person called one are left out, and a look with fewer than three others fails
    nothing.
    """
    bounds = pain_bounds(phase, basis, back)
    if not bounds:
        return True, None
    bound_words = " or ".join(f"{r.rule.words.lower()} above {number(to_tenths(bound))}" for r, bound in bounds)
    looks = last_looks(basis)
    failing = [any(_above_without_flares(r, day, bound, basis.flares) for r, bound in bounds) for day in looks]
    return not (len(failing) == 2 and all(failing)), f"two weeks running with {bound_words}"


def _proposal(
    phase: Phase,
    since: date | None,
    criteria: Sequence[Criterion],
    may_stay: bool,
    back_when: str | None,
    basis: PhaseInput,
) -> Proposal | None:
    looks = tuple(date.fromordinal(day) for day in last_looks(basis))
    if not looks or basis.locked or basis.over:
        return None
    index = ORDER.index(phase)
    worse = basis.verdict in (Verdict.WORSENING, Verdict.MIXED)
    if criteria and not worse and all(c.state is State.MET for c in criteria):
        ahead = ORDER[index + 1]
        if not _declined(ahead, looks, basis):
            reason = "everything it asks for is met"
            return Proposal(ahead, False, looks, reason)
    if not may_stay and since is not None and all(day > since for day in looks):
        behind = ORDER[index - 1]
        if not _declined(behind, looks, basis):
            return Proposal(behind, True, looks, f"there were {back_when}")
    return None


def _declined(phase: Phase, looks: Sequence[date], basis: PhaseInput) -> bool:
    """Whether the person said no to it on looks that are not both past: then it is not proposed again yet."""
    refusal_days = [d.day for d in basis.decisions if not d.accepted and d.proposed is phase]
    return bool(refusal_days) and min(looks) <= max(refusal_days)


def _ask(criteria: Sequence[Criterion], basis: PhaseInput) -> tuple[str, ...]:
    """The measures that are unknown once there were two looks, and not for want of time alone."""
    if len(last_looks(basis)) < 2 or basis.locked:
        return ()
    missing = dict.fromkeys(c.measure for c in criteria if c.state is State.UNKNOWN and not c.note and c.now is None)
    return tuple(m for m in missing if m not in basis.readings or not is_answered(basis.readings[m], basis))


def returned_on(days: Mapping[date, Day], decisions: Iterable[PhaseDecision]) -> date | None:
    """Return the second of the first two logged days in a row with leg or back pain of 3 or more, after recovery.

    Days up to a "no, this is no new episode" are not asked about again.
    """
    decisions = tuple(decisions)
    if phase_decided(decisions) is not Phase.RECOVERED:
        return None
    since = max(d.day for d in decisions if d.accepted or d.proposed is Phase.PAIN_RELIEF)
    recovered_on = decisions_accepted(decisions)[-1].day
    pains = [(day, (row.leg_pain, row.back_pain)) for day, row in days.items() if day > recovered_on]
    rated = [(day, max(pain or 0 for pain in both)) for day, both in pains if both != (None, None)]
    for (_, before), (day, pain) in pairwise(rated):
        if before >= RETURNED and pain >= RETURNED and day > since:
            return day
    return None


def _above_without_flares(reading: MeasureAssessment, day: int, bound: float, flares: frozenset[int]) -> bool:
    look = next((look for look in reversed(reading.daily_looks) if look.on == day), None)
    if look is None:
        return False
    week = since_day(up_to(reading.entries, day), day - 6)
    calm_values = [value for entry_day, value in week if entry_day not in flares]
    if len(calm_values) == len(week):
        return look.current > bound
    return len(calm_values) >= 3 and mean(calm_values) > bound
