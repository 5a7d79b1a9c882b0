"""What goes when an entry is taken back, by whichever way: what the app raised goes, what the person marked stays."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_tui.cli import main
from sciatica_tui.domain.errors import StoreError
from sciatica_tui.domain.records import TABLES, CheckIn, Cleared, ClearedHow, Episode, RedFlagAnswer, Side
from sciatica_tui.domain.red_flags.flags import BY_NAME, RED_FLAGS
from sciatica_tui.domain.red_flags.raised import Raised
from sciatica_tui.services import check_ins, concurrent_changes, device_copies
from sciatica_tui.services.container import Services
from sciatica_tui.storage.journal import Journal
from sciatica_tui.tui.screens.dialogs import Ask
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.screens.questionnaire import Asked
from sciatica_tui.tui.screens.red_flags import RedFlagScreen
from sciatica_tui.tui.screens.what_to_do import ActionScreen
from sciatica_tui.tui.widgets.fields.field import Field

from ..driving import AppPilot, episode, field, go_to, opened, opened_form, settled, shown, the_form, toasts, until
from ..support import NOW, TODAY, FakeClock, checkin, services, stamp

EMERGENCY, SAME_DAY = "urination", "fever"
QUESTION = {EMERGENCY: ("side", "2", "1"), SAME_DAY: ("heel_walk", "2", "1")}
"""What raises an alarm as urgent as that flag: a question of the form, the key that raises it, the key of no alarm."""
IN_WORDS = {EMERGENCY: ("--side", "right"), SAME_DAY: ("--heel-walk", "weak/normal")}
"""The same on the command line; the episode is on the left."""

ENTERED = ("with keys", "in words")
TAKEN_BACK = ("d in History", "the form", "delete")
BY = ("the person", "the app")
CASES = [*product(ENTERED, TAKEN_BACK, BY, QUESTION), *product(("with keys",), ("u",), BY, QUESTION)]


class Person:
    """Enters one check-in with a red flag and takes it back: with keys, or in words on the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self.opened_again()
        self.services.journal.save("the episode", episode())

    def opened_again(self) -> Services:
        """Start the app anew, over the same folder."""
        self.services = services(self.folder, clock=self.clock)
        return self.services

    @property
    def entries(self) -> tuple[CheckIn, ...]:
        """The check-ins in the file."""
        return Journal.open(self.folder, self.clock.now).all(CheckIn)

    @property
    def flags(self) -> list[RedFlagAnswer]:
        """The answers to the red flags in the file."""
        return list(Journal.open(self.folder, self.clock.now).all(RedFlagAnswer))

    def documents(self) -> list[tuple[str, dict[str, Any]]]:
        """What is in the file beside the episode, by table, without the ids."""
        journal = Journal.open(self.folder, self.clock.now)
        ids = {"id", "checkin"}
        return [
            (name, {field: value for field, value in msgspec.to_builtins(record).items() if field not in ids})
            for name, kind in TABLES.items()
            if kind is not Episode
            for record in journal.all(kind)
        ]

    def log(self, *words: str) -> None:
        """Run `log`."""
        assert main(["--data", str(self.folder), "log", *words], self.clock) == 0

    def delete(self, entry: CheckIn) -> None:
        """Run `delete`."""
        assert main(["--data", str(self.folder), "delete", entry.id, "--yes"], self.clock) == 0

    def enter_in_words(self, by: str, flag: str) -> None:
        """An entry with a red flag that the person names, or that the app sees in the answers."""
        self.log("5", *(IN_WORDS[flag] if by == "the app" else ("--flags", flag)))

    async def enter_with_keys(self, pilot: AppPilot, by: str, flag: str) -> None:
        """The same in the form."""
        name, raising, _ = QUESTION[flag]
        form = await opened_form(pilot, "5", "w" if flag == SAME_DAY else "d")
        await until(pilot, lambda: any(question.name == name for question in form.query("*")))
        if by == "the app":
            await go_to(pilot, form, name)
            await pilot.press(raising, "ctrl+s")
            await until(pilot, lambda: "Is this right?" in shown(pilot))
            await pilot.press("y")
            await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
            await pilot.press("escape")
        else:
            await pilot.press("ctrl+r")
            await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
            await pilot.pause()
            place = [each.name for each in RED_FLAGS].index(flag)
            await pilot.press("g", *(["j"] * place), "space", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is form)
            await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.current_mode == "today" and not isinstance(pilot.app.screen, ActionScreen))

    async def take_back_with_keys(self, pilot: AppPilot, way: str, flag: str) -> None:
        """Delete the entry in History, undo it, or open it there and answer that nothing is the matter."""
        if way == "u":
            await pilot.press("u", "u")
            await settled(pilot)
            return
        await pilot.press("6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen) and pilot.app.screen.focused is not None)
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)
        row = next(n for n, each in enumerate(history.entry_list.entries) if isinstance(each.record, CheckIn))
        await pilot.press("g", *(["j"] * row), "d" if way == "d in History" else "e")
        if way == "the form":
            form = await the_form(pilot)
            await until(pilot, lambda: "Editing" in shown(pilot))
            assert form.form is not None
            if form.form.answers.get("red_flags"):  # what is marked is no slip of a key: its answer is taken back first
                await go_to(pilot, form, "red_flags")
                await pilot.press("backspace")
            await pilot.press("n")
            assert form.form.answers["red_flags"] == []
            name, _, calming = QUESTION[flag]
            if flag == SAME_DAY and self.entries[0].heel_walk is not None:
                await pilot.press("w")
                await until(pilot, lambda: any(question.name == name for question in form.query("*")))
            if any(question.name == name for question in form.query("*")):
                await go_to(pilot, form, name)
                await pilot.press(calming)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: self.entries[0].red_flags == ())
        await settled(pilot)


@pytest.mark.parametrize(("entered", "taken_back", "by", "flag"), CASES)
async def test_what_the_person_marked_stays_and_what_the_app_raised_goes(
    tmp_path: Path, entered: str, taken_back: str, by: str, flag: str
) -> None:
    person = Person(tmp_path)
    if entered == "in words":
        person.enter_in_words(by, flag)
    async with opened(person.opened_again()) as pilot:
        if entered == "with keys":
            await person.enter_with_keys(pilot, by, flag)
        [answer], [entry] = person.flags, person.entries
        assert answer.raised == (by == "the app")
        if taken_back != "delete":
            await person.take_back_with_keys(pilot, taken_back, flag)
    if taken_back == "delete":
        person.delete(entry)
    assert len(person.entries) == (1 if taken_back == "the form" else 0)
    assert [each.flags for each in person.flags if each.cleared is None] == ([(flag,)] if by == "the person" else [])


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("at", ["2026-11-15 21:58", "2026-11-15"])
def test_a_flag_has_the_day_and_the_time_of_its_entry_however_late_that_is_written(
    tmp_path: Path, by: str, at: str
) -> None:
    person = Person(tmp_path)
    person.log("5", *(IN_WORDS[SAME_DAY] if by == "the app" else ("--flags", SAME_DAY)), "--at", at)
    [flag], [entry] = person.flags, person.entries
    assert (flag.day, flag.at) == (entry.day, entry.at)


async def test_both_front_ends_say_that_a_flag_stays_and_how_it_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = Person(tmp_path)
    person.enter_in_words("the person", EMERGENCY)
    person.clock.advance(60)
    person.log("5", "--flags", SAME_DAY)
    first, second = person.entries
    capsys.readouterr()
    person.delete(first)
    printed = capsys.readouterr().err
    assert f"What you marked as a red flag stays: {BY_NAME[EMERGENCY].words}." in printed
    assert "that a clinician has seen it or that it was a mistake" in printed
    async with opened(person.opened_again()) as pilot:
        await person.take_back_with_keys(pilot, "d in History", SAME_DAY)
        await until(pilot, lambda: any("What you marked as a red flag stays: Fever" in said for said in toasts(pilot)))
    assert second not in person.entries


async def test_undo_says_that_a_marked_flag_stays_and_the_next_one_goes_further_back(tmp_path: Path) -> None:
    person = Person(tmp_path)
    journal_writer = person.services.journal_writer
    await journal_writer.save("check-in of before", checkin(leg_pain=3))
    await journal_writer.save("red flags answered", RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=(EMERGENCY,)))
    async with opened(person.services) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: any("What you marked as a red flag stays" in said for said in toasts(pilot)))
        assert not any("Undone" in said for said in toasts(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "Undone: check-in of before. U brings it back." in toasts(pilot))
    assert (person.entries, len(person.flags)) == ((), 1)


async def test_an_answer_that_nothing_is_new_is_undone_like_anything_else(tmp_path: Path) -> None:
    person = Person(tmp_path)
    await person.services.journal_writer.save(
        "red flags answered", RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=())
    )
    async with opened(person.services) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: "Undone: red flags answered. U brings it back." in toasts(pilot))
    assert person.flags == []


async def test_what_another_window_has_ended_meanwhile_stays_with_its_date(tmp_path: Path) -> None:
    person = Person(tmp_path)
    person.enter_in_words("the app", SAME_DAY)
    async with opened(person.opened_again()) as pilot:
        other = services(tmp_path, clock=person.clock)
        seen = Cleared(how=ClearedHow.SEEN, on=TODAY, at=NOW)
        other.journal.save("seen", msgspec.structs.replace(person.flags[0], cleared=seen))
        await person.take_back_with_keys(pilot, "d in History", SAME_DAY)
        await until(pilot, lambda: person.entries == ())
    assert [answer.cleared is not None for answer in person.flags] == [True]


# One function under both front ends

REFUSAL = "Nothing was written: this is a test."


async def save_with_keys(pilot: AppPilot) -> None:
    await opened_form(pilot, "5", "ctrl+s")


async def edit_with_keys(pilot: AppPilot) -> None:
    await pilot.press("6")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen) and pilot.app.screen.focused is not None)
    await pilot.press("g", "e")
    await the_form(pilot)
    await until(pilot, lambda: "Editing" in shown(pilot))
    await pilot.press("7", "ctrl+s")


async def delete_with_keys(pilot: AppPilot) -> None:
    await pilot.press("6")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen) and pilot.app.screen.focused is not None)
    await pilot.press("g", "d")


async def undo_with_keys(pilot: AppPilot) -> None:
    await pilot.press("u")


async def add_with_keys(pilot: AppPilot) -> None:
    await pilot.press("6", "n")
    await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
    await pilot.press("m")
    await until(pilot, lambda: isinstance(pilot.app.screen, Asked) and pilot.app.screen.query(Field))
    asked = pilot.app.screen
    assert isinstance(asked, Asked)
    next(question for question in asked.query(Field) if question.name == "product").answer("ibuprofen")
    await pilot.press("ctrl+s")


async def merge_with_keys(pilot: AppPilot) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
    await pilot.press("m")


Keys = Callable[[AppPilot], Awaitable[None]]

USE_CASES: list[tuple[str, ModuleType, str, Keys, tuple[str, ...]]] = [
    ("save", check_ins, "save", save_with_keys, ("log", "5")),
    ("edit", check_ins, "save", edit_with_keys, ("edit", "ID", "7")),
    ("delete", check_ins, "delete", delete_with_keys, ("delete", "ID", "--yes")),
    ("undo", check_ins, "undo", undo_with_keys, ("undo",)),
    ("add", concurrent_changes, "save", add_with_keys, ("add", "medication", "ibuprofen")),
    ("merge", device_copies, "merge", merge_with_keys, ("merge", "--yes")),
]
"""Use case, its function, how it is asked for with keys and, where there is a command for it, in words."""


@pytest.mark.parametrize(
    ("module", "name", "keys", "words"), [case[1:] for case in USE_CASES], ids=[c[0] for c in USE_CASES]
)
async def test_each_use_case_is_one_function_under_both_front_ends(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    module: ModuleType,
    name: str,
    keys: Keys,
    words: tuple[str, ...],
) -> None:
    person = Person(tmp_path)
    person.services.journal.save("check-in of before", checkin(leg_pain=3))
    if module is device_copies:
        copy_with_one_entry_more(tmp_path)
    before = (tmp_path / "sciatica.json").read_bytes()

    def refuse(*args: object, **options: object) -> None:
        raise StoreError(REFUSAL)

    monkeypatch.setattr(module, name, refuse)
    if words:
        command = [person.entries[0].id if word == "ID" else word for word in words]
        assert main(["--data", str(tmp_path), *command], person.clock) == 1
        assert REFUSAL in capsys.readouterr().err
    async with opened(person.services) as pilot:
        await keys(pilot)
        await until(pilot, lambda: any(REFUSAL in toast for toast in toasts(pilot)))
    assert (tmp_path / "sciatica.json").read_bytes() == before


def copy_with_one_entry_more(folder: Path) -> None:
    """Put another device's copy beside the data file."""
    there = folder.with_name(f"{folder.name}-elsewhere")
    shutil.copytree(folder, there)
    Journal.open(there, FakeClock().now).save("there", checkin(leg_pain=2))
    shutil.copy(there / "sciatica.json", folder / "sciatica (conflicted copy 2026-11-22).json")


async def test_the_same_check_in_is_written_alike_by_both(tmp_path: Path) -> None:
    with_keys, in_words = Person(tmp_path / "keys"), Person(tmp_path / "words")
    async with opened(with_keys.services) as pilot:
        form = await opened_form(pilot, "5", "d")
        await go_to(pilot, form, "medication")
        field(form, "medication").answer(("ibuprofen",))
        await pilot.press("escape", "escape", "w")
        await the_form(pilot)
        await go_to(pilot, form, "heel_walk")
        await pilot.press("2", "ctrl+s")
        await until(pilot, lambda: "Is this right?" in shown(pilot))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
    in_words.log("5", "--medication", "ibuprofen", "--heel-walk", "weak/")
    assert with_keys.documents() == in_words.documents()
    assert [name for name, _ in with_keys.documents()] == ["checkins", "medications", "red_flags"]


@pytest.mark.parametrize("way", ["deleted", "corrected"])
def test_an_alarm_stays_while_a_later_entry_states_the_same(tmp_path: Path, way: str) -> None:
    """Taking back the entry that raised it hands the alarm to the next that says so; undoing hands it back."""
    person = Person(tmp_path / "data")  # the episode is on the left
    journal = person.services.journal
    days = {4: "right", 3: "left", 2: "right", 1: "right"}
    for days_ago, side in days.items():
        entry = checkin(days_ago, leg_pain=4, side=side)
        check_ins.save(journal, check_ins.pending(journal, entry), TODAY, NOW)
    (raised,) = journal.all(RedFlagAnswer)
    first = next(entry for entry in person.entries if entry.id == raised.checkin)

    if way == "deleted":
        check_ins.delete(journal, "the entry", first)
    else:
        corrected = msgspec.structs.replace(first, side=Side.LEFT)
        check_ins.save(journal, check_ins.pending(journal, corrected), TODAY, NOW)
    (kept,) = journal.all(RedFlagAnswer)
    second = next(entry for entry in journal.all(CheckIn) if entry.id == kept.checkin)
    assert (kept.day, second.day, kept.flags) == (TODAY - timedelta(days=2), kept.day, raised.flags)
    assert kept.at == second.at

    check_ins.undo(journal)
    (back,) = journal.all(RedFlagAnswer)
    assert (back.checkin, back.day) == (first.id, first.day)

    for entry in journal.all(CheckIn):
        check_ins.delete(journal, "the entry", entry)
    assert not journal.all(RedFlagAnswer)


def test_undo_leaves_an_alarm_that_another_window_s_entry_states_too(tmp_path: Path) -> None:
    person = Person(tmp_path / "data")  # the episode is on the left
    journal = person.services.journal
    check_ins.save(journal, check_ins.pending(journal, checkin(1, leg_pain=4, side="right")), TODAY, NOW)
    person.log("4", "--side", "right")  # and nothing has looked for it yet
    undone = check_ins.undo(journal)
    assert undone is not None
    assert not any(touched.table == "red_flags" for touched in undone.touched), "it stays, and is not told as undone"
    [kept] = journal.all(RedFlagAnswer)
    assert [entry.id for entry in journal.all(CheckIn)] == [kept.checkin]
    assert kept.day == TODAY


def test_undo_moves_no_alarm_onto_an_entry_that_says_it_no_longer(tmp_path: Path) -> None:
    person = Person(tmp_path / "data")
    journal = person.services.journal
    other = checkin(2, leg_pain=4, side="left")
    journal.save("there", other)
    right = check_ins.pending(journal, checkin(1, leg_pain=4, side="right"))
    changed = check_ins.PendingCheckIn(msgspec.structs.replace(other, side=Side.RIGHT))
    check_ins.save_all(journal, (right, changed), TODAY, NOW, "both")
    assert len(journal.all(RedFlagAnswer)) == 1
    check_ins.undo(journal)
    assert journal.all(RedFlagAnswer) == ()


MUSCLES, RISES = st.sampled_from(["normal", "weak", "cannot"]), st.integers(0, 25)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "leg_pain": st.integers(0, 5),
        "side": st.sampled_from(["left", "right", "both"]),
        "heel_walk": st.fixed_dictionaries({}, optional={"left": MUSCLES, "right": MUSCLES}),
        "heel_rises": st.fixed_dictionaries({}, optional={"left": RISES, "right": RISES}),
        "weakness_felt": st.booleans(),
        "bother": st.fixed_dictionaries({}, optional={"weakness": st.integers(0, 6)}),
        "symptoms": st.just([{"zone": "calf", "quality": "numb", "side": "right"}]),
    },
)


@given(st.lists(st.tuples(st.integers(0, 9), ANSWERS), max_size=3), st.lists(st.tuples(st.integers(0, 9), ANSWERS)))
def test_check_ins_of_one_change_raise_what_they_raise_one_after_another(
    before: list[tuple[int, dict[str, Any]]], lines: list[tuple[int, dict[str, Any]]]
) -> None:
    old, new = ([checkin(days_ago, **answers) for days_ago, answers in group] for group in (before, lines))
    together, singly = (Journal.in_memory(lambda: NOW, old) for _ in range(2))
    batch = check_ins.PendingBatch(together)
    for entry in new:
        batch.add(entry)
        check_ins.save(singly, check_ins.pending(singly, entry), TODAY, NOW)
    check_ins.save_all(together, batch.check_ins, TODAY, NOW, "all")
    raised = [{(a.checkin, a.flags, a.why) for a in each.all(RedFlagAnswer)} for each in (together, singly)]
    assert raised[0] == raised[1]


def test_the_work_for_a_line_does_not_grow_with_the_lines_before(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[CheckIn] = []
    records = Raised.records

    def counted(raised: Raised, entry: CheckIn, *args: Any, **named: Any) -> list[RedFlagAnswer]:
        made.append(entry)
        return records(raised, entry, *args, **named)

    monkeypatch.setattr(Raised, "records", counted)
    batch = check_ins.PendingBatch(Journal.in_memory(lambda: NOW))
    entries = [checkin(days_ago, leg_pain=3) for days_ago in range(30)]
    for entry in entries:
        batch.add(entry)
    assert made == entries
