"""Saving over another window's change: both stay, the same twice is asked, and what was deleted stays deleted."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sciatica_tui.domain.episodes import with_numb_zone
from sciatica_tui.domain.errors import StoreError
from sciatica_tui.domain.records import (
    Episode,
    Event,
    EventKind,
    FlarePlan,
    Medication,
    Record,
    Relief,
    Routine,
    RoutineStep,
    Scan,
    ScanKind,
    Side,
    Trial,
    TrialEnd,
    TrialEvening,
    Visit,
    VisitKind,
    VisitQuestion,
    WalkMove,
    WalkPlan,
    WalkStep,
    Zone,
)
from sciatica_tui.services.concurrent_changes import ChangedMeanwhile, Conflict, save
from sciatica_tui.storage.journal import Journal

from ..support import NOW, TODAY, FakeClock, day, stamp

replace = msgspec.structs.replace
STEPS = (RoutineStep(name="bend", hold_seconds=30),), (RoutineStep(name="bend", hold_seconds=40),)
WALK_STEP = WalkStep(day=TODAY, minutes=12, move=WalkMove.OWN, why="chosen by you")

CASES = [
    (Medication(**stamp(), day=TODAY, product="ibuprofen"), {"product": "naproxen"}, {"relief": Relief.GOOD}),
    (Scan(**stamp(), day=TODAY, kind=ScanKind.MRI), {"note": "left"}, {"kind": ScanKind.CT}),
    (Event(**stamp(), day=TODAY, kind=EventKind.INJECTION), {"title": "first"}, {"note": "hip"}),
    (Visit(**stamp(), day=TODAY, kind=VisitKind.DOCTOR), {"who": "Dr Lee"}, {"day": day(1), "at": None}),
    (VisitQuestion(**stamp(), day=TODAY, text="May I cycle?"), {"text": "May I run?"}, {"visit": stamp()["id"]}),
    (WalkPlan(**stamp(), day=TODAY, minutes=10), {"steps": (WALK_STEP,)}, {"ended": TODAY}),
    (FlarePlan(**stamp(), day=TODAY), {"call": "Kim"}, {"helped": ("heat",)}),
    (Routine(**stamp(), day=TODAY, name="Mine", steps=STEPS[0]), {"name": "Ours"}, {"steps": STEPS[1]}),
    (Episode(**stamp(), day=TODAY), {"side": Side.LEFT}, {"started": day(9)}),
    (
        Trial(**stamp(), day=TODAY, subject="heat", weeks=6, stretch=1, order="0123456789ab", phi=0.1),
        {"looks": (TODAY,)},
        {"ended": TODAY, "end": TrialEnd.STOPPED, "reason": "too hard to keep to"},
    ),
    (TrialEvening(**stamp(), day=TODAY, trial=stamp()["id"]), {"pain": 4}, {"kept_to": True}),
]
"""A record of each kind that a form changes, what is changed in it here, and by another window."""

KINDS = pytest.mark.parametrize(("record", "mine", "theirs"), CASES, ids=[type(case[0]).__name__ for case in CASES])


def windows(folder: Path, record: Record) -> tuple[Journal, Journal]:
    clock = FakeClock()
    here = Journal.open(folder, clock.now)
    here.save("what was there", record)
    return here, Journal.open(folder, clock.now)


@KINDS
def test_both_changes_stay(tmp_path: Path, record: Record, mine: dict[str, object], theirs: dict[str, object]) -> None:
    here, there = windows(tmp_path, record)
    there.save("theirs", replace(record, **theirs))
    save(here, "mine", [replace(record, **mine)], [record])
    now = here.get(type(record), record.id)
    assert now is not None
    assert {name: getattr(now, name) for name in (*mine, *theirs)} == {**theirs, **mine}
    assert here.last_step is not None
    here.undo()
    assert getattr(here.get(type(record), record.id), next(iter(theirs))) == next(iter(theirs.values()))


@KINDS
def test_the_same_changed_twice_is_for_the_person_to_say(
    tmp_path: Path, record: Record, mine: dict[str, object], theirs: dict[str, object]
) -> None:
    here, there = windows(tmp_path, record)
    name = next(iter(mine))
    there.save("theirs", replace(record, **{**theirs, name: _another(record, name)}))
    with pytest.raises(ChangedMeanwhile) as raised:
        save(here, "mine", [replace(record, **mine)], [record])
    assert [conflict.path for conflict in raised.value.conflicts] == [name]
    assert not raised.value.deleted
    now = here.get(type(record), record.id)
    assert getattr(now, name) == _another(record, name)
    save(here, "theirs count", raised.value.theirs, raised.value.now)
    assert getattr(here.get(type(record), record.id), name) == _another(record, name)
    save(here, "mine count", raised.value.mine, [now] if now is not None else [])
    now = here.get(type(record), record.id)
    assert {each: getattr(now, each) for each in (*mine, *theirs)} == {**theirs, **mine}


def _another(record: Record, name: str) -> object:
    """A value that is neither the record's nor mine."""
    values = {"product": "x", "note": "x", "title": "x", "who": "x", "text": "x", "call": "x", "name": "x", "pain": 9}
    steps = (replace(WALK_STEP, minutes=11),) if isinstance(record, WalkPlan) else ()
    return {**values, "steps": steps, "side": Side.RIGHT, "looks": (day(3),)}[name]


@KINDS
def test_what_was_deleted_meanwhile_is_not_brought_back_unasked(
    tmp_path: Path, record: Record, mine: dict[str, object], theirs: dict[str, object]
) -> None:
    here, there = windows(tmp_path, record)
    there.delete("gone", record)
    with pytest.raises(ChangedMeanwhile) as raised:
        save(here, "mine", [replace(record, **mine)], [record])
    assert raised.value.deleted
    assert raised.value.theirs == ()
    assert here.get(type(record), record.id) is None
    save(here, "kept", raised.value.mine, raised.value.now)
    now = here.get(type(record), record.id)
    assert now is not None
    assert {name: getattr(now, name) for name in mine} == mine
    del theirs


def test_a_time_changed_here_and_there_is_one_conflict_and_moves_as_a_whole(tmp_path: Path) -> None:
    visit = Visit(**stamp(), day=TODAY, kind=VisitKind.DOCTOR)
    here, there = windows(tmp_path, visit)
    there.save("theirs", replace(visit, day=day(2)))
    with pytest.raises(ChangedMeanwhile) as raised:
        save(here, "mine", [replace(visit, day=day(5), at=NOW)], [visit])
    assert len(raised.value.conflicts) == 1
    (theirs,) = raised.value.theirs
    assert isinstance(theirs, Visit)
    assert (theirs.day, theirs.at) == (day(2), None)


def test_a_zone_is_not_saved_as_numb_before_and_newly_numb(tmp_path: Path) -> None:
    episode = Episode(**stamp(), day=TODAY)
    here, there = windows(tmp_path, episode)
    there.save("theirs", with_numb_zone(episode, Zone.FOOT, new=True))
    with pytest.raises(ChangedMeanwhile):
        save(here, "mine", [with_numb_zone(episode, Zone.FOOT, new=False)], [episode])


def test_a_change_in_the_very_moment_of_saving_is_laid_under_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pill = Medication(**stamp(), day=TODAY, product="ibuprofen")
    here, there = windows(tmp_path, pill)
    there.save("theirs", replace(pill, amount="200 mg"))
    monkeypatch.setattr(here, "refresh", lambda: False)  # it has not been noticed yet
    save(here, "mine", [replace(pill, relief=Relief.GOOD)], [pill])
    (now,) = here.all(Medication)
    assert (now.amount, now.relief) == ("200 mg", Relief.GOOD)


def test_the_journal_refuses_to_save_over_another_version(tmp_path: Path) -> None:
    pill = Medication(**stamp(), day=TODAY, product="ibuprofen")
    here, there = windows(tmp_path, pill)
    there.save("theirs", replace(pill, amount="200 mg"))
    with pytest.raises(StoreError, match="meanwhile"):
        here.save("mine", pill, over=[pill])


@pytest.mark.parametrize(
    ("conflict", "sentence"),
    [
        (
            Conflict("amount", "200 mg", None),
            "Amount: another window changed it to “200 mg”, you to nothing.",
        ),
        (Conflict("sleep", 3, 7), "Sleep: another window changed it to 3, you to 7."),
        (Conflict("steps", STEPS[0], STEPS[1]), "Steps: another window changed it, and so did you."),
    ],
)
def test_a_conflict_says_both(conflict: Conflict, sentence: str) -> None:
    assert conflict.sentence == sentence
