"""The phases, what they are called, and the one that the person last accepted: nothing is judged for that."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Phase, PhaseDecision

PHASE_WORDS = {
    Phase.PAIN_RELIEF: "Pain relief",
    Phase.FUNCTIONAL_IMPROVEMENT: "Functional improvement",
    Phase.FULL_RECOVERY: "Full recovery",
    Phase.RECOVERED: "Recovered",
}
ORDER = tuple(PHASE_WORDS)


def phase_words(phase: Phase) -> str:
    """Say `Phase 2 · Functional improvement`."""
    return " · ".join(filter(None, (phase_number(phase), PHASE_WORDS[phase])))


def phase_number(phase: Phase) -> str:
    """Say `Phase 2`; nothing once it is over."""
    return f"Phase {ORDER.index(phase) + 1}" if phase is not Phase.RECOVERED else ""


def phase_decided(decisions: Iterable[PhaseDecision]) -> Phase:
    """Return what the person last accepted; before that the first phase."""
    accepted = decisions_accepted(decisions)
    return accepted[-1].proposed if accepted else Phase.PAIN_RELIEF


def decisions_accepted(decisions: Iterable[PhaseDecision]) -> list[PhaseDecision]:
    """Return those that the person accepted, in their order."""
    return sorted((d for d in decisions if d.accepted), key=lambda d: (d.day, d.created_at, d.id))
