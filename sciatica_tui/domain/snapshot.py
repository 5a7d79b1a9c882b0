"""The records that verdicts and permissions are judged by, handed to the domain as one value."""

from __future__ import annotations

import msgspec

from .records import CheckIn, Episode, Medication, PhaseDecision, Precaution, RedFlagAnswer, Scan, Session


class RecordSnapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The records that verdicts and permissions are judged by, each kind in any order."""

    checkins: tuple[CheckIn, ...] = ()
    sessions: tuple[Session, ...] = ()
    precautions: tuple[Precaution, ...] = ()
    red_flags: tuple[RedFlagAnswer, ...] = ()
    phase_decisions: tuple[PhaseDecision, ...] = ()
    episodes: tuple[Episode, ...] = ()
    scans: tuple[Scan, ...] = ()
    medications: tuple[Medication, ...] = ()
