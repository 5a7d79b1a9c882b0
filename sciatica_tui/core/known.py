"""The records that decide what may be done, handed to the core as one value."""

from __future__ import annotations

import msgspec

from .records import CheckIn, Episode, PhaseDecision, Precaution, RedFlagAnswer, Session


class Known(msgspec.Struct, frozen=True):
    """The records that decide what may be done."""

    checkins: tuple[CheckIn, ...] = ()
    sessions: tuple[Session, ...] = ()
    precautions: tuple[Precaution, ...] = ()
    red_flags: tuple[RedFlagAnswer, ...] = ()
    phase_decisions: tuple[PhaseDecision, ...] = ()
    episodes: tuple[Episode, ...] = ()
