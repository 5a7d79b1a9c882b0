"""Whole sessions as a person lives through them: questions before, the clock, the questions after, the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.core.records import CheckIn
from sciatica_tui.core.routines import EXERCISES, PACKS, ROUTINES, Guided
from sciatica_tui.core.steps import BETWEEN, Kind

from .sessions import floor


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda r: r.name)
async def test_every_routine_runs_from_its_questions_to_its_record(tmp_path: Path, routine: Guided) -> None:
    async with floor(tmp_path) as on:
        await on.want(routine.name)
        if routine.kind in PACKS or "press-up" in routine.exercises:
            assert on.title == f"Before: {routine.title}"
            for _ in range(20):
                if on.app.desk.conductor.running is not None or "leg_pain" in {
                    f.name for f in on.app.screen.query("Field")
                }:
                    break
                await on.press(*["2"] * len(on.app.screen.query("Field")), "enter")
        if routine.kind in EXERCISES:
            await on.press("4", "3", "enter")
        assert on.app.desk.conductor.active, on.said
        await on.to_the_end()
        await on.press("enter")
        if routine.kind in EXERCISES:
            await on.press("4", "3", "2", "enter")
        elif routine.name == "leg-raise":
            await on.press("4", "5", "tab", "6", "0", "tab", "1", "enter")
        (session,) = on.sessions
        worked = [step for step in routine.plan if step.kind not in BETWEEN]
        assert session.ended == "finished"
        assert [(s.side, s.routine, s.planned_seconds) for s in session.steps] == [
            (s.side, s.exercise, s.seconds) for s in worked
        ]
        assert [s.done_seconds for s in session.steps] == pytest.approx([s.seconds for s in worked], abs=0.11)
        if routine.kind in EXERCISES:
            assert session.before is not None
            assert session.after is not None
            assert (session.before.leg_pain, session.after.leg_pain, session.after.further_down) == (4, 4, False)
        assert on.app.desk.conductor.running is None
        assert on.given.journal.load_draft("session") is None
        if routine.kind is Kind.TEST:
            found = on.given.journal.all(CheckIn)[-1]
            assert found.leg_raise or found.heel_rises or routine.name == "sit-to-stand"
