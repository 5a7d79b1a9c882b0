"""Saving beside the screen: one change after another, nothing torn off in the middle, the newest draft on disk."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import AppError, StoreError
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.services.journal_writer import JournalWriter
from sciatica_tui.storage.journal import Journal, Saved

from ..support import FakeClock, checkin

pytestmark = pytest.mark.usefixtures("both_loops")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal.open(tmp_path, FakeClock().now)


class Gate:
    """Holds every save of a journal back until it is opened, then lets it through or fails with `error`.

    `begun` is set once one waits there.
    """

    def __init__(self, journal: Journal, patch: pytest.MonkeyPatch) -> None:
        self.begun, self.opened = threading.Event(), threading.Event()
        self.arrivals = 0
        self.error: AppError | None = None
        save = journal.save

        def held(*args: object, **more: object) -> Saved:
            self.arrivals += 1
            self.begun.set()
            assert self.opened.wait(10)
            if self.error is not None:
                raise self.error
            return save(*args, **more)  # type: ignore[arg-type]

        patch.setattr(journal, "save", held)

    async def waits(self) -> None:
        """Until a save stands at the gate."""
        assert await asyncio.to_thread(self.begun.wait, 10)


async def test_a_save_returns_when_it_is_kept_and_tells_who_listens(journal: Journal) -> None:
    journal_writer, heard = JournalWriter(journal), []
    journal_writer.listen(lambda: heard.append(len(journal.all(CheckIn))))
    await journal_writer.save("one", checkin(leg_pain=1))
    assert heard == [1]
    undone = await journal_writer.undo()
    assert undone is not None
    assert (undone.label, [one.before for one in undone.touched], undone.certain) == ("one", [None], True)
    assert heard == [1, 0]
    assert await journal_writer.undo() is None
    assert heard == [1, 0]


async def test_what_could_not_be_saved_is_raised_and_nobody_is_told(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **more: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(journal, "save", full)
    journal_writer, heard = JournalWriter(journal), []
    journal_writer.listen(lambda: heard.append(1))
    with pytest.raises(StoreError, match="full"):
        await journal_writer.save("one", checkin(leg_pain=1))
    assert heard == []


async def test_the_event_loop_goes_on_while_the_disk_is_busy(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, journal_writer = Gate(journal, monkeypatch), JournalWriter(journal)
    saving = asyncio.create_task(journal_writer.save("one", checkin(leg_pain=1)))
    await gate.waits()
    assert not saving.done()
    gate.opened.set()
    assert (await saving).certain


async def test_a_cancelled_save_is_finished_before_the_next_begins(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, journal_writer = Gate(journal, monkeypatch), JournalWriter(journal)
    first = asyncio.create_task(journal_writer.save("one", checkin(leg_pain=1)))
    await gate.waits()
    first.cancel()
    await asyncio.sleep(0)
    first.cancel()  # as the look for other windows is that comes every few seconds
    await asyncio.sleep(0)
    second = asyncio.create_task(journal_writer.save("two", checkin(leg_pain=2)))
    await asyncio.sleep(0)
    assert not second.done()
    assert gate.arrivals == 1
    assert journal.all(CheckIn) == ()
    gate.opened.set()
    await second
    assert first.cancelled()
    assert sorted(c.leg_pain or 0 for c in journal.all(CheckIn)) == [1, 2]


async def test_the_failure_of_a_cancelled_save_is_heard(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, journal_writer, heard = Gate(journal, monkeypatch), JournalWriter(journal), list[AppError]()
    journal_writer.unheard = heard.append
    saving = asyncio.create_task(journal_writer.save("one", checkin(leg_pain=1)))
    await gate.waits()
    saving.cancel()
    gate.error = StoreError("The disk is full.")
    gate.opened.set()
    await asyncio.wait({saving})
    assert saving.cancelled()
    assert heard == [gate.error]


async def test_settling_waits_for_what_was_asked_for_and_writes_the_newest_draft(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, journal_writer = Gate(journal, monkeypatch), JournalWriter(journal)
    saving = asyncio.create_task(journal_writer.save("one", checkin(leg_pain=1)))
    for number in range(5):
        journal_writer.put_draft("form", {"number": number})
    ending = asyncio.create_task(journal_writer.settle())
    await gate.waits()
    assert not ending.done()
    gate.opened.set()
    await ending
    assert saving.done()
    assert journal.load_draft("form") == {"number": 4}


async def test_a_save_asked_for_in_the_very_moment_of_the_end_takes_its_turn_first(journal: Journal) -> None:
    journal_writer = JournalWriter(journal)
    saving = asyncio.ensure_future(journal_writer.save("one", checkin(leg_pain=1)))
    await journal_writer.settle()
    assert saving.done()


async def test_a_draft_that_is_let_go_is_gone(journal: Journal) -> None:
    journal_writer = JournalWriter(journal)
    await journal_writer.draft("form", {"number": 1})
    await journal_writer.draft("form", None)
    assert journal.load_draft("form") is None


async def test_a_draft_that_could_not_be_written_waits_for_the_next_time(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = journal.save_draft

    def full(name: str, contents: object) -> None:
        raise StoreError("The disk is full.")

    journal_writer = JournalWriter(journal)
    monkeypatch.setattr(journal, "save_draft", full)
    with pytest.raises(StoreError):
        await journal_writer.draft("form", {"number": 1})
    monkeypatch.setattr(journal, "save_draft", write)
    journal_writer.write_drafts()
    assert journal.load_draft("form") == {"number": 1}


async def test_a_draft_that_is_written_late_never_takes_the_place_of_a_newer_one(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app must end in this thread while the other one still writes."""
    begun, go_on = threading.Event(), threading.Event()
    write = journal.save_draft

    def slow(name: str, contents: dict[str, object]) -> None:
        if contents["number"] == 1:
            begun.set()
            assert go_on.wait(10)
        write(name, contents)

    monkeypatch.setattr(journal, "save_draft", slow)
    journal_writer = JournalWriter(journal)
    journal_writer.put_draft("form", {"number": 1})
    writing = asyncio.create_task(journal_writer.settle())
    assert await asyncio.to_thread(begun.wait, 10)
    journal_writer.put_draft("form", {"number": 2})
    ending = asyncio.create_task(asyncio.to_thread(journal_writer.write_drafts))
    go_on.set()
    await asyncio.gather(writing, ending)
    assert journal.load_draft("form") == {"number": 2}
