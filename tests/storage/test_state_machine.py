"""Two windows on one file: saves, deletions, undo, drafts, merges, crashes, torn files, hand edits, in any order.

Older versions are put in its place or merged, and the clock goes back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from sciatica_tui.domain.errors import StoreError
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.storage.device_copies import read_copy
from sciatica_tui.storage.journal import FILE_NAME, Journal

from ..faults import LONG
from .disks import Died, DyingDisk
from .making import Now, check_in, journal_on, stock

Entries = dict[str, int | None]
windows = st.integers(0, 1)
numbers = st.integers(0, 5)
pains = st.integers(0, 10)


class TwoWindows(RuleBasedStateMachine):
    """`expected` is what was acknowledged: id → leg pain. `undo` holds what each window would go back to."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.now = Now()
        self.journals = [Journal.open(self.folder, self.now) for _ in range(2)]
        self.expected: Entries = {}
        self.draft: int | None = None
        self.older: list[bytes] = []
        self.undo: list[list[dict[str, tuple[int | None, int | None]]]] = [[], []]

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def change(self, window: int, wanted: Entries, act: Callable[[Journal], object]) -> None:
        """What the window does, and what is expected of it."""
        self.now.advance(hours=5)
        act(self.journals[window])
        touched = {ulid: (self.expected.get(ulid), pain) for ulid, pain in wanted.items()}
        touched = {ulid: change for ulid, change in touched.items() if change != (None, None)}
        if touched:
            self.undo[window].append(touched)
        for ulid, pain in wanted.items():
            self.expect(ulid, pain)

    def expect(self, ulid: str, pain: int | None) -> None:
        self.expected.pop(ulid, None)
        if pain is not None:
            self.expected[ulid] = pain

    @rule(window=windows, number=numbers, pain=pains)
    def save(self, window: int, number: int, pain: int) -> None:
        record = check_in(number, leg_pain=pain)
        self.change(window, {record.id: pain}, lambda journal: journal.save("saved", record))

    @rule(window=windows, saved=st.lists(numbers, unique=True), deleted=st.lists(numbers, unique=True), pain=pains)
    def change_several(self, window: int, saved: list[int], deleted: list[int], pain: int) -> None:
        """Several entries in one change, which is one step for undo."""
        records = [check_in(number, leg_pain=pain) for number in saved]
        gone = [check_in(number) for number in deleted if number not in saved]
        wanted: Entries = {each.id: pain for each in records} | dict.fromkeys(each.id for each in gone)
        self.change(window, wanted, lambda journal: journal.save("several", *records, delete=gone))

    @rule(window=windows, pain=st.none() | pains)
    def keep_a_draft(self, window: int, pain: int | None) -> None:
        journal = self.journals[window]
        journal.discard_draft("form") if pain is None else journal.save_draft("form", {"leg_pain": pain})
        self.draft = pain

    @rule(window=windows, number=numbers, pain=pains)
    def merge_from_another_device(self, window: int, number: int, pain: int) -> None:
        """A copy of the folder is changed elsewhere and comes back."""
        elsewhere = self.folder / "elsewhere"
        shutil.copytree(self.folder, elsewhere)
        record = check_in(number, leg_pain=pain)
        self.now.advance(minutes=1)
        other = Journal.open(elsewhere, self.now)
        other.save("there", record)
        shutil.rmtree(elsewhere)
        theirs = other.history().history
        self.change(window, {record.id: pain}, lambda journal: journal.merge("merged", theirs))

    @rule(window=windows, number=numbers)
    def delete(self, window: int, number: int) -> None:
        record = check_in(number)
        self.change(window, {record.id: None}, lambda journal: journal.delete("deleted", record))

    @rule(window=windows)
    def undo_one(self, window: int) -> None:
        steps = self.undo[window]
        if not steps:
            assert self.journals[window].undo() is None
            return
        step = steps.pop()
        as_left = all(self.expected.get(ulid) == after for ulid, (_, after) in step.items())
        try:
            self.journals[window].undo()
        except StoreError:
            assert not as_left
        else:
            assert as_left
            for ulid, (before, _) in step.items():
                self.expect(ulid, before)

    @rule(window=windows, number=numbers, pain=pains, at=st.integers(0, 60))
    def crash(self, window: int, number: int, pain: int, at: int) -> None:
        """The window is killed in the middle of a save and started again."""
        record = check_in(number, leg_pain=pain)
        before = self.expected.get(record.id)
        try:
            journal_on(self.folder, self.now, DyingDisk(at)).save("saved", record)
        except Died:
            found = Journal.open(self.folder, self.now).get(CheckIn, record.id)
            there = None if found is None else found.leg_pain
            assert there in (before, pain)
            self.expect(record.id, there)
        else:
            self.expect(record.id, pain)
        self.journals[window] = Journal.open(self.folder, self.now)
        self.undo[window] = []

    @rule(hours=st.integers(1, 100))
    def clock_goes_back(self, hours: int) -> None:
        self.now.advance(hours=-hours)

    @rule()
    def copy_the_file(self) -> None:
        """Another program takes a copy, which it will put back or hand over when it is out of date."""
        path = self.folder / FILE_NAME
        if path.exists():
            self.older.append(path.read_bytes())

    @precondition(lambda self: self.older)
    @rule(window=windows, data=st.data())
    def put_an_older_version_in_place(self, window: int, data: st.DataObject) -> None:
        """A window that knows the newest version notices first."""
        for journal in self.journals:
            journal.refresh()
        beside = self.folder / "beside"
        beside.write_bytes(data.draw(st.sampled_from(self.older)))
        beside.replace(self.folder / FILE_NAME)
        self.journals[window].refresh()

    @precondition(lambda self: self.older)
    @rule(window=windows, data=st.data())
    def merge_an_older_copy(self, window: int, data: st.DataObject) -> None:
        journal = self.journals[window]
        older = data.draw(st.sampled_from(self.older))
        copy = read_copy(journal, self.folder / "older.json", older)
        if copy.ours:
            journal.merge("merged", copy.history)

    @precondition(lambda self: self.expected)
    @rule(window=windows, cut=st.integers(0, 400))
    def tear(self, window: int, cut: int) -> None:
        """Something cuts the file off; a window that knows the newest version notices first."""
        path = self.folder / FILE_NAME
        for journal in self.journals:
            journal.refresh()
        path.write_bytes(path.read_bytes()[:cut].rstrip(b"}"))
        self.journals[window].refresh()

    @precondition(lambda self: self.expected)
    @rule(pain=pains)
    def edit_by_hand(self, pain: int) -> None:
        """Somebody changes an entry with an editor."""
        path = self.folder / FILE_NAME
        ulid = min(self.expected)
        (entry,) = [each for each in Journal.open(self.folder, self.now).all(CheckIn) if each.id == ulid]
        old = f'"leg_pain":{entry.leg_pain},"id":"{ulid}"'.encode()
        new = f'"leg_pain":{pain},  "id":"{ulid}"'.encode()
        data = path.read_bytes()
        if old in data:
            path.write_bytes(data.replace(old, new))
            self.expected[ulid] = pain
            self.older.clear()  # an edit by hand has no time and no revision that would tell it from what was there

    @rule(number=numbers)
    def save_again(self, number: int) -> None:
        """A retry after an answer that was lost is harmless."""
        record = self.journals[0].get(CheckIn, check_in(number).id)
        if record is not None and self.expected.get(record.id) == record.leg_pain:
            self.change(0, {record.id: record.leg_pain}, lambda journal: journal.save("again", replace(record)))

    @invariant()
    def every_window_and_stock_tinydb_see_what_was_acknowledged(self) -> None:
        if not hasattr(self, "folder"):
            return
        for journal in (*self.journals, Journal.open(self.folder, self.now)):
            journal.refresh()
            assert {each.id: each.leg_pain for each in journal.all(CheckIn)} == self.expected
            draft = journal.load_draft("form")
            assert (draft or {}).get("leg_pain") == self.draft
        if (self.folder / FILE_NAME).exists():
            assert {each["id"]: each["leg_pain"] for each in stock(self.folder / FILE_NAME)} == self.expected
        assert not [each for each in (self.folder / "backups").glob("*.json") if not each.read_bytes().startswith(b"{")]


TestTwoWindows = TwoWindows.TestCase
TestTwoWindows.settings = settings(
    max_examples=2000 if LONG else 30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
