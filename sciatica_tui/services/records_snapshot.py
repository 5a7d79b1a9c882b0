"""The records that verdicts and permissions are judged by, read from the journal."""

from __future__ import annotations

from ..domain.records import CheckIn, Episode, Medication, PhaseDecision, Precaution, RedFlagAnswer, Scan, Session
from ..domain.snapshot import RecordSnapshot
from ..storage.journal import Journal


def snapshot_of(journal: Journal) -> RecordSnapshot:
    """Read the records that verdicts and permissions are judged by."""
    return RecordSnapshot(
        checkins=journal.all(CheckIn),
        sessions=journal.all(Session),
        precautions=journal.all(Precaution),
        red_flags=journal.all(RedFlagAnswer),
        phase_decisions=journal.all(PhaseDecision),
        episodes=journal.all(Episode),
        scans=journal.all(Scan),
        medications=journal.all(Medication),
    )
