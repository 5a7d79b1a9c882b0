"""The conductor alone: what it plays and says, what it keeps, and that a disk in trouble loses nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import BadInput, StoreError
from sciatica_tui.domain.records import Session
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.routines.timer import CueKind, TimerEvent
from sciatica_tui.services.journal_writer import JournalWriter
from sciatica_tui.services.session_runner import KEEP_EVERY, SessionRunner
from sciatica_tui.storage.journal import Journal

from ..support import TODAY, FakeClock

pytestmark = pytest.mark.usefixtures("both_loops")


class Room:
    """A conductor over a real file, and what it gave to hear."""

    def __init__(self, folder: Path, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.journal = Journal.open(folder, self.clock.now)
        self.journal_writer = JournalWriter(self.journal)
        self.played: list[tuple[CueKind, str]] = []
        self.said: list[str] = []
        self.session_runner = SessionRunner(
            self.journal,
            self.journal_writer,
            self.clock,
            lambda kind, words: self.played.append((kind, words)),
            self.said.append,
        )

    def begin(self, name: str) -> None:
        self.session_runner.begin(BY_NAME[name], TODAY, None)

    def run(self, seconds: float, step: float = 1.0) -> None:
        for _ in range(round(seconds / step)):
            self.clock.advance(step)
            self.session_runner.tick()


def test_the_first_step_is_announced(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.begin("hamstring")
    assert room.said == ["Get ready. Hamstring stretch. Left leg."]


def test_next_and_back_say_what_begins_now(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.begin("hamstring")
    room.session_runner.send(TimerEvent.NEXT)
    room.run(10)
    room.session_runner.send(TimerEvent.NEXT)
    room.session_runner.send(TimerEvent.BACK)
    assert room.said[1:] == [
        "Stretch. Left leg. 30 seconds.",
        "Switch sides. Right leg.",
        "Stretch. Left leg. 30 seconds.",
    ]


def test_pausing_and_ten_seconds_more_say_nothing(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.begin("hamstring")
    for event in (TimerEvent.PAUSE, TimerEvent.RESUME, TimerEvent.PLUS):
        room.session_runner.send(event)
    assert len(room.said) == 1


@pytest.mark.parametrize("step", [0.25, 1.0, 4.5])
def test_no_cue_is_lost_or_doubled_whatever_the_ticks(tmp_path: Path, step: float) -> None:
    room = Room(tmp_path)
    room.begin("hamstring")
    room.run(234, step)
    kinds = [kind for kind, _ in room.played]
    assert kinds.count(CueKind.COUNT) == 3 * 12
    assert (kinds.count(CueKind.END), kinds.count(CueKind.FINISHED)) == (11, 1)


def test_it_waits_for_the_next_cue_or_second_and_for_nothing_while_paused(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.begin("hamstring")
    room.run(1.25, 1.25)
    assert room.session_runner.wait() == pytest.approx(0.75)
    room.session_runner.send(TimerEvent.PAUSE)
    assert room.session_runner.wait() is None
    room.session_runner.send(TimerEvent.STOP)
    assert room.session_runner.wait() is None


async def test_the_side_file_is_never_older_than_five_seconds(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.begin("walk")
    for _ in range(40):
        room.run(1)
        await room.session_runner.keep()
        kept = room.journal.load_draft("session")
        assert kept is not None
        timer = kept["timer"]
        assert isinstance(timer, dict)
        assert room.clock.boottime() - timer["read"] <= KEEP_EVERY


async def test_a_session_that_could_not_be_kept_is_kept_by_the_next_try(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    room = Room(folder)
    room.begin("walk")
    room.run(605)
    folder.rename(tmp_path / "unplugged")
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StoreError):
        await room.session_runner.keep()
    assert room.session_runner.behind
    (tmp_path / "data").unlink()
    (tmp_path / "unplugged").rename(folder)
    await room.session_runner.keep()
    (session,) = room.journal.all(Session)
    assert session.ended == "finished"
    assert not room.session_runner.behind


async def test_getting_ready_alone_leaves_no_record(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.begin("hamstring")
    room.run(3)
    room.session_runner.send(TimerEvent.STOP)
    await room.session_runner.keep()
    assert room.journal.all(Session) == ()
    assert room.journal.load_draft("session") is None


async def test_one_window_at_a_time_and_the_next_when_it_is_gone(tmp_path: Path) -> None:
    first, second = Room(tmp_path), Room(tmp_path)
    first.begin("walk")
    await first.session_runner.keep()
    with pytest.raises(BadInput, match="Another window is running a session"):
        second.begin("walk")
    assert second.session_runner.interrupted() is None
    first.session_runner.clear()
    assert second.session_runner.interrupted() is not None


async def test_a_side_file_of_a_newer_version_is_set_aside_and_named(tmp_path: Path) -> None:
    room = Room(tmp_path)
    contents = [{"id": "x", "routine": "levitation"}, {"id": "y", "routine": "levitation"}]
    for content in contents:
        room.journal.save_draft("session", content)
        assert room.session_runner.interrupted() is None
        assert "can't be continued" in room.journal.notices[-1]
        assert "it is kept as draft-session.json.corrupt-" in room.journal.notices[-1]
        assert room.journal.load_draft("session") is None
    aside = [json.loads(file.read_bytes()) for file in tmp_path.glob("draft-session.json.corrupt-*")]
    assert sorted(aside, key=lambda content: content["id"]) == contents
    room.begin("walk")


async def test_a_session_over_but_not_kept_is_kept_at_the_next_start_once(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.begin("walk")
    room.run(605)
    room.session_runner.suspend()
    room.journal_writer.write_drafts()
    room.session_runner.clear()
    for _ in range(2):
        again = Room(tmp_path, room.clock)
        session = again.session_runner.interrupted()
        if session is not None:
            await again.session_runner.archive(session)
    (kept,) = Room(tmp_path).journal.all(Session)
    assert kept.ended == "finished"
