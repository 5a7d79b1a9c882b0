"""What saving a check-in does to the red flags: raised once, withdrawn only with what was mistyped, kept once ended."""

from __future__ import annotations

from typing import Any

import msgspec

from sciatica_tui.domain.records import CheckIn, Cleared, ClearedHow, Episode, RedFlagAnswer, Side
from sciatica_tui.domain.red_flags.alarms import Raised, goes_with_its_entry, raised_by
from sciatica_tui.domain.red_flags.flags import OTHER_LEG, WEAKNESS
from tests.support import NOW, TODAY, checkin, day, stamp

BOTH: dict[str, Any] = {"side": "both", "leg_pain": 6}


def answer(flag: str, entry: CheckIn, cleared: ClearedHow | None = None) -> RedFlagAnswer:
    ended = Cleared(how=cleared, on=TODAY, at=NOW) if cleared is not None else None
    return RedFlagAnswer(**stamp(), day=entry.day, at=NOW, flags=(flag,), raised=True, checkin=entry.id, cleared=ended)


def episode(**fields: Any) -> Episode:
    return Episode(**stamp(), day=day(60), started=day(60), **fields)


def rose(side: str, count: int) -> dict[str, Any]:
    return {f"heel_rises.{side}": count}


def bother(weakness: int) -> dict[str, Any]:
    return {"bother.weakness": weakness}


def saved(entry: CheckIn, *others: CheckIn, answers: tuple[RedFlagAnswer, ...] = ()) -> Raised:
    return raised_by(entry, (entry, *others), answers, [episode(side=Side.LEFT)])


def flags(raised: Raised) -> list[str]:
    return [alarm.flag for alarm in raised.alarms]


def test_changing_the_note_of_an_entry_leaves_its_open_alarm_alone() -> None:
    morning, afternoon = checkin(0, "09:00", **BOTH), checkin(0, "15:00", **BOTH)
    standing = answer(OTHER_LEG, morning)
    noted = msgspec.structs.replace(morning, note="a word")
    raised = raised_by(noted, (morning, afternoon), (standing,), [episode(side=Side.LEFT)])
    assert raised == Raised((), ())


def test_correcting_what_raised_it_withdraws_the_alarm() -> None:
    mistyped = checkin(**BOTH)
    standing = answer(OTHER_LEG, mistyped)
    corrected = msgspec.structs.replace(mistyped, side=Side.LEFT)
    raised = raised_by(corrected, (mistyped,), (standing,), [episode(side=Side.LEFT)])
    assert raised.withdrawn == (standing,)


def test_what_a_clinician_has_seen_is_kept_whatever_is_changed() -> None:
    entry = checkin(2, weakness_felt=True)
    seen = answer(WEAKNESS, entry, ClearedHow.SEEN)
    corrected = msgspec.structs.replace(entry, weakness_felt=False)
    assert raised_by(corrected, (entry,), (seen,), [episode()]).withdrawn == ()
    assert not goes_with_its_entry(seen)


def test_with_an_entry_goes_what_the_app_raised_but_never_what_the_person_marked() -> None:
    raised = answer(WEAKNESS, checkin(weakness_felt=True))
    assert goes_with_its_entry(raised)
    assert not goes_with_its_entry(msgspec.structs.replace(raised, raised=False))
    assert goes_with_its_entry(msgspec.structs.replace(raised, raised=False, flags=()))


def test_an_alarm_of_this_entry_is_raised_once() -> None:
    entry = checkin(weakness_felt=True)
    assert flags(saved(entry)) == [WEAKNESS]
    assert flags(saved(entry, answers=(answer(WEAKNESS, entry),))) == []


def test_strength_lost_little_by_little_is_raised_too() -> None:
    rises = [20, 14, 8, 2]
    entries = [checkin(21 - 7 * n, **rose("right", count)) for n, count in enumerate(rises)]
    assert flags(saved(entries[1], *entries[:1])) == []
    assert flags(saved(entries[2], *entries[:2])) == [WEAKNESS]
    bothered = [checkin(21 - 7 * n, **bother(n)) for n in range(4)]
    assert flags(saved(bothered[2], *bothered[:2])) == [WEAKNESS]


def test_after_a_clinician_has_seen_it_the_level_they_saw_counts() -> None:
    before = [checkin(20, **rose("left", 20)), checkin(10, **rose("left", 10))]
    cleared = Cleared(how=ClearedHow.SEEN, on=day(9), at=NOW)
    seen = RedFlagAnswer(**stamp(), day=day(10), at=NOW, flags=(WEAKNESS,), raised=True, cleared=cleared)
    assert flags(saved(checkin(**rose("left", 9)), *before, answers=(seen,))) == []
    assert flags(saved(checkin(**rose("left", 3)), *before, answers=(seen,))) == [WEAKNESS]


def test_the_other_leg_of_an_episode_years_ago_hides_nothing() -> None:
    long_ago = checkin(2000, side="left", leg_pain=5)
    now = checkin(**BOTH)
    episodes = [
        Episode(**stamp(), day=day(2000), started=day(2000), ended=day(1900), side=Side.LEFT),
        Episode(**stamp(), day=day(30), started=day(30), side=Side.RIGHT),
    ]
    assert flags(raised_by(now, (long_ago, now), (), episodes)) == [OTHER_LEG]
