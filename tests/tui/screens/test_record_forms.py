"""History: medication, scans and events are added for any day, changed, deleted and brought back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from textual.widgets import Input

from sciatica_tui.domain.records import (
    Compared,
    Event,
    EventKind,
    Medication,
    R,
    Record,
    Relief,
    Scan,
    ScanKind,
    Visit,
    VisitKind,
    VisitQuestion,
)
from sciatica_tui.storage.journal import Journal
from sciatica_tui.tui.screens.dialogs import Ask
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.screens.phase import PhaseScreen
from sciatica_tui.tui.screens.questionnaire import Asked
from sciatica_tui.tui.widgets.fields.field import Field

from ...driving import AppPilot, episode, opened, services_of, settled, shown, toasts, typed, until
from ...support import NOW, TODAY, FakeClock, checkin, day, services, stamp

SCAN = Scan(**stamp(), day=day(3), kind=ScanKind.MRI, note="left [/]")
PILL = Medication(**stamp(), day=day(2), at=NOW, product="ibuprofen", amount="400 mg")
EVENT = Event(**stamp(), day=day(1), kind=EventKind.INJECTION, title="first")
VISIT = Visit(**stamp(), day=day(1), kind=VisitKind.DOCTOR)
QUESTION = VisitQuestion(**stamp(), day=day(1), text="May I cycle?")


def kept(pilot: AppPilot, kind: type[R]) -> list[R]:
    return list(services_of(pilot).journal.all(kind))


async def history(pilot: AppPilot) -> HistoryScreen:
    await pilot.press("6")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, HistoryScreen)
    return screen


async def form(pilot: AppPilot, *keys: str) -> Asked:
    """Press these keys, and wait for the page that asks."""
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, Asked) and pilot.app.screen.query(Field))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, Asked)
    return screen


async def added(pilot: AppPilot, letter: str) -> Asked:
    await pilot.press("n")
    await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
    await pilot.pause()
    return await form(pilot, letter)


def answer(screen: Asked, name: str, value: object) -> None:
    next(field for field in screen.query(Field) if field.name == name).answer(value)


async def opened_on(pilot: AppPilot, record: Record) -> HistoryScreen:
    """History with the mark on the entry."""
    screen = await history(pilot)
    found = next(n for n, entry in enumerate(screen.entry_list.entries) if entry.record == record)
    screen.entry_list.focus()
    screen.entry_list.cursor = found
    await pilot.pause()
    return screen


async def test_an_enter_right_behind_the_kind_leaves_the_title_to_be_answered(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(leg_pain=5))) as pilot:
        await history(pilot)
        await added(pilot, "e")
        await pilot.press("1", "enter", *"second", "ctrl+s")
        await until(pilot, lambda: kept(pilot, Event))
        assert [event.title for event in kept(pilot, Event)] == ["second"]


async def test_a_medication_is_added_for_today_with_its_time(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(leg_pain=5))) as pilot:
        await history(pilot)
        screen = await added(pilot, "m")
        await typed(pilot, "naproxen [/]")
        answer(screen, "relief", "good")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: kept(pilot, Medication))
        [taken] = kept(pilot, Medication)
        assert (taken.product, taken.relief, taken.day, taken.at) == ("naproxen [/]", Relief.GOOD, TODAY, NOW)
        assert taken.amount is None
        assert "Saved: naproxen [/]. u undoes it." in toasts(pilot)
        await pilot.press("u")
        await until(pilot, lambda: not kept(pilot, Medication))


async def test_a_medication_says_at_what_time_it_was_taken_and_keeps_a_wrong_one_in_the_form(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), PILL)) as pilot:
        await opened_on(pilot, PILL)
        screen = await form(pilot, "e")
        answer(screen, "taken", "later")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "“later” is not a time: write 7:30" in shown(pilot))
        screen = pilot.app.screen  # type: ignore[assignment]
        answer(screen, "taken", "730")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: kept(pilot, Medication)[0].at != PILL.at)
        assert f"{kept(pilot, Medication)[0].at:%H:%M}" == "07:30"
        assert "07:30" in shown(pilot)


async def test_what_is_needed_is_asked_for_and_nothing_is_kept_without_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(leg_pain=5))) as pilot:
        await history(pilot)
        screen = await added(pilot, "s")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert "“Kind” needs an answer." in toasts(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        assert not kept(pilot, Scan)


async def test_a_scan_is_added_for_the_day_under_the_mark_and_shown_on_phase(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(4, leg_pain=5))) as pilot:
        await opened_on(pilot, services_of(pilot).journal.all(type(checkin()))[0])
        screen = await added(pilot, "s")
        answer(screen, "kind", "mri")
        answer(screen, "compared", "smaller")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: kept(pilot, Scan))
        [scan] = kept(pilot, Scan)
        assert (scan.day, scan.kind, scan.compared) == (day(4), ScanKind.MRI, Compared.SMALLER)
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, PhaseScreen) and pilot.app.screen.signs.rows)
        phase = pilot.app.screen
        assert isinstance(phase, PhaseScreen)
        assert phase.signs.rows[-1][:2] == ("·", "Imaging        MRI scan, smaller, 18 November")


async def test_an_event_is_added(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(leg_pain=5))) as pilot:
        await history(pilot)
        screen = await added(pilot, "e")
        answer(screen, "kind", "injection")
        answer(screen, "title", "second")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: kept(pilot, Event))
        [event] = kept(pilot, Event)
        assert (event.kind, event.title, event.day) == (EventKind.INJECTION, "second", TODAY)


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [(SCAN, "compared", Compared.LARGER), (PILL, "relief", Relief.NONE), (EVENT, "title", "the first of two")],
    ids=["scan", "medication", "event"],
)
async def test_each_is_changed_in_its_form_and_keeps_the_rest(
    tmp_path: Path, record: Record, field: str, value: object
) -> None:
    async with opened(services(tmp_path, episode(), record)) as pilot:
        await opened_on(pilot, record)
        screen = await form(pilot, "e")
        answer(screen, field, str(value))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: getattr(kept(pilot, type(record))[0], field) == value)
        [now] = kept(pilot, type(record))
        changed = {field, "rev", "updated_at"}
        same = [name for name in record.__struct_fields__ if name not in changed]
        assert [getattr(now, name) for name in same] == [getattr(record, name) for name in same]
        assert now.rev == 2


@pytest.mark.parametrize("record", [SCAN, PILL, EVENT], ids=["scan", "medication", "event"])
async def test_each_is_deleted_and_brought_back(tmp_path: Path, record: Record) -> None:
    async with opened(services(tmp_path, episode(), record)) as pilot:
        await opened_on(pilot, record)
        await pilot.press("d")
        await until(pilot, lambda: not kept(pilot, type(record)))
        await pilot.press("u")
        await until(pilot, lambda: kept(pilot, type(record)))
        [back] = kept(pilot, type(record))
        assert back.id == record.id


async def test_an_answer_taken_back_while_changing_is_gone(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), SCAN)) as pilot:
        await opened_on(pilot, SCAN)
        screen = await form(pilot, "e")
        answer(screen, "note", None)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: kept(pilot, Scan)[0].note is None)


MINE_AND_THEIRS = [
    (PILL, "product", "naproxen", {"relief": Relief.GOOD}),
    (SCAN, "note", "right", {"compared": Compared.SMALLER}),
    (EVENT, "title", "second", {"note": "hip"}),
    (VISIT, "who", "Dr Lee", {"note": "walk more"}),
    (QUESTION, "text", "May I run?", {"visit": VISIT.id}),
]
"""A record of each kind with a form, what is answered in the form, and what another window changes meanwhile."""


@pytest.mark.parametrize(
    ("record", "name", "mine", "theirs"), MINE_AND_THEIRS, ids=[type(case[0]).__name__ for case in MINE_AND_THEIRS]
)
@pytest.mark.parametrize("key", ["", "m", "t", "escape"])
async def test_what_another_window_changed_meanwhile_stays_and_the_same_is_asked(
    tmp_path: Path, record: Record, name: str, mine: str, theirs: dict[str, object], key: str
) -> None:
    async with opened(services(tmp_path, episode(), record)) as pilot:
        await opened_on(pilot, record)
        screen = await form(pilot, "e")
        same = {name: "other"} if key else {}
        other_window(tmp_path).save("theirs", msgspec.structs.replace(record, **theirs, **same))
        answer(screen, name, mine)
        await pilot.press("ctrl+s")
        if key:
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await pilot.pause()
            await pilot.press(key)
        if key == "escape":
            again = await form(pilot)
            assert next(field.value for field in again.query(Field) if field.name == name) == mine
            return
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await settled(pilot)
        [now] = kept(pilot, type(record))
        expected = "other" if key == "t" else mine
        assert {each: getattr(now, each) for each in (name, *theirs)} == {name: expected, **theirs}


@pytest.mark.parametrize("record", [case[0] for case in MINE_AND_THEIRS], ids=lambda record: type(record).__name__)
@pytest.mark.parametrize("key", ["k", "d", "escape"])
async def test_what_another_window_deleted_meanwhile_is_asked(tmp_path: Path, record: Record, key: str) -> None:
    async with opened(services(tmp_path, episode(), record)) as pilot:
        await opened_on(pilot, record)
        await form(pilot, "e")
        other_window(tmp_path).delete("gone", record)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.pause()
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Asked if key == "escape" else HistoryScreen))
        await settled(pilot)
        assert len(kept(pilot, type(record))) == (1 if key == "k" else 0)
        assert ("Not saved: the entry stays deleted." in toasts(pilot)) == (key == "d")


def other_window(folder: Path) -> Journal:
    return Journal.open(folder, FakeClock().now)


@pytest.mark.parametrize("letter", ["m", "s", "e", "v", "q"])
async def test_a_form_says_how_to_save_and_no_example_in_it_is_cut(tmp_path: Path, letter: str) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await history(pilot)
        screen = await added(pilot, letter)
        assert ("⏎ Save" if len(screen.query(Field)) == 1 else "^s Save") in shown(pilot)
        for editor in screen.query(Input):
            assert len(editor.placeholder) <= editor.size.width
