"""Today's suggestions: a walking plan first, then what was kept after a trial, then what clearly eased most."""

from __future__ import annotations

from pathlib import Path

from sciatica_tui.domain.records import Felt, Session, Trial, TrialDecision, WalkPlan, Zone
from sciatica_tui.domain.routines.catalogue import ROUTINES
from sciatica_tui.domain.routines.safety import offered
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.today import routine_rows
from sciatica_tui.services.routine_order import suggested_first
from sciatica_tui.storage.journal import Journal

from ..support import NOW, TODAY, FakeClock, checkin, day, stamp


def trial(routine: str, decision: TrialDecision | None) -> Trial:
    """A trial that has ended."""
    return Trial(
        **stamp(), day=day(60), subject=routine, routine=routine, weeks=6, stretch=1, order="0" * 12, phi=0.3,
        ended=day(10), decision=decision,
    )  # fmt: skip


def session(routine: str, days_ago: int, after: Zone) -> Session:
    """A session that began with pain down to the calf."""
    felt = Felt(leg_pain=5, zone=Zone.CALF), Felt(zone=after)
    return Session(**stamp(), day=day(days_ago), routine=routine, started_at=NOW, before=felt[0], after=felt[1])


def test_what_a_plan_a_trial_or_the_sessions_speak_for_comes_first(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, FakeClock().now)
    assert suggested_first(journal, TODAY) == ()
    sessions = [session("press-up", number, Zone.THIGH if number % 5 else Zone.CALF) for number in range(0, 28, 2)]
    sessions += [session("pelvic-tilt", number, Zone.CALF if number % 5 else Zone.THIGH) for number in range(1, 28, 2)]
    journal.save("sessions", *sessions)
    assert suggested_first(journal, TODAY) == ("press-up",)
    journal.save("trials", trial("ice", TrialDecision.KEEP), trial("ice", TrialDecision.DROP), trial("cat-camel", None))
    journal.save("trial", trial("heat", TrialDecision.KEEP))
    assert suggested_first(journal, TODAY) == ("heat", "press-up"), "of two trials the later one counts"
    journal.save("plan", WalkPlan(**stamp(), day=TODAY, minutes=10))
    assert suggested_first(journal, TODAY) == ("walk", "heat", "press-up")
    diary = RecordSnapshot(checkins=(checkin(0, leg_pain=5),), sessions=tuple(sessions))
    rows = routine_rows(diary, ROUTINES, NOW, TODAY, 3, suggested_first(journal, TODAY))
    assert [row.words for row in rows] == ["Walk", "Heat", "Prone press-up"]
    assert len(offered(diary, ROUTINES, TODAY)) > len(rows)
