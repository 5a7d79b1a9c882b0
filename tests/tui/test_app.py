"""The app as a whole: modes, undo, other windows, midnight, any text, small windows, the end."""

from __future__ import annotations

import gc
import json
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from textual import events

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.errors import StoreBusy, StoreError
from sciatica_tui.domain.records import Record
from sciatica_tui.services.assessments import AssessmentCache
from sciatica_tui.services.container import Services
from sciatica_tui.services.journal_writer import JournalWriter
from sciatica_tui.storage.journal import Journal
from sciatica_tui.tui import key_queue
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.screens.check_in_day import CheckInDayScreen
from sciatica_tui.tui.screens.command_palette import Palette
from sciatica_tui.tui.screens.dialogs import Ask, Page
from sciatica_tui.tui.screens.first_start import FirstStartScreen
from sciatica_tui.tui.screens.guide import GuideScreen
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.screens.red_flags import RedFlagScreen
from sciatica_tui.tui.screens.today import TodayScreen
from sciatica_tui.tui.screens.too_small import TooSmallScreen
from sciatica_tui.tui.widgets.fields.field import Field
from sciatica_tui.tui.window_size import SMALLEST_WINDOW

from ..driving import (
    AppPilot,
    app_over,
    begun,
    checkins,
    episode,
    field,
    go_to,
    opened,
    opened_form,
    saved,
    settled,
    shown,
    the_form,
    toasts,
    typed,
    until,
)
from ..sessions import floor
from ..support import HERE, TODAY, FakeClock, checkin, services


def look_around(pilot: AppPilot) -> None:
    """What the app does every few seconds."""
    assert isinstance(pilot.app, SciaticaApp)
    pilot.app.controllers.journal.check()


def shows(pilot: AppPilot, kind: type[object]) -> bool:
    """Whether that kind of screen is on top."""
    return isinstance(pilot.app.screen, kind)


# The start


async def test_the_frame_before_today_stays_as_taking_it_down_would_paint_today_anew(tmp_path: Path) -> None:
    go_on = threading.Event()
    async with held_back(services(tmp_path, episode()), go_on).run_test() as pilot:
        frame = pilot.app.screen
        go_on.set()
        await begun(pilot)
        assert shows(pilot, TodayScreen)
        assert frame.is_running


@pytest.mark.parametrize("kept", [(), (episode(), checkin(leg_pain=3))])
async def test_garbage_is_collected_again_once_today_is_complete(tmp_path: Path, kept: tuple[Record, ...]) -> None:
    gc.disable()
    try:
        async with app_over(services(tmp_path, *kept)).run_test() as pilot:
            await until(pilot, gc.isenabled)
    finally:
        gc.unfreeze()
        gc.enable()


async def test_a_new_screen_is_never_looked_through_for_garbage_again(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await until(pilot, lambda: gc.get_freeze_count() > 0)
        await pilot.press("7")
        await until(pilot, lambda: shows(pilot, GuideScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: all(thing is not screen for thing in gc.get_objects()))


def held_back(given: Services, until: threading.Event) -> SciaticaApp:
    """The app over these services, whose journal is read once the event is set."""

    def read() -> Services:
        until.wait(20)
        return given

    return SciaticaApp(given.settings, read)


async def test_the_strip_is_there_before_the_journal_is_read_and_keys_wait_for_their_screen(tmp_path: Path) -> None:
    go_on = threading.Event()
    app = held_back(services(tmp_path, episode()), go_on)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "1 Today" in shown(pilot))
        assert "Quit" in shown(pilot)
        app.post_message(events.Key("6", "6"))
        app.post_message(events.Key("exclamation_mark", "!"))
        assert not app.is_open
        go_on.set()
        await until(pilot, lambda: app.is_open and app.current_mode == "history")
        await until(pilot, lambda: isinstance(app.screen, RedFlagScreen))


async def test_keys_wait_for_a_slow_journal_as_long_as_it_takes_but_not_the_one_that_quits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_queue, "KEY_WAIT_TIMEOUT", 0.0)
    go_on = threading.Event()
    app = held_back(services(tmp_path, episode()), go_on)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "1 Today" in shown(pilot))
        app.post_message(events.Key("6", "6"))
        go_on.set()
        await until(pilot, lambda: app.current_mode == "history")
    go_on.clear()
    app = held_back(services(tmp_path), go_on)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "1 Today" in shown(pilot))
        app.post_message(events.Key("ctrl+c", None))
        await until(pilot, lambda: app._exit)
        assert not app.is_open
        go_on.set()


async def test_a_journal_that_cant_be_read_ends_the_app_and_says_why(tmp_path: Path) -> None:
    def broken() -> Services:
        raise StoreError("It belongs to another program.")

    app = SciaticaApp(services(tmp_path).settings, broken)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app._exit)
    assert str(app.shutdown.failed) == "It belongs to another program."


async def test_it_can_be_left_while_the_journal_is_read(tmp_path: Path) -> None:
    go_on = threading.Event()
    app = held_back(services(tmp_path, episode()), go_on)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "1 Today" in shown(pilot))
        app.shutdown.end_now()
        await until(pilot, lambda: app._exit)
        go_on.set()
    assert app.shutdown.failed is None


async def test_a_window_that_was_too_small_from_the_start_says_so_and_comes_back(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), size=(40, 10)) as pilot:
        await until(pilot, lambda: shows(pilot, TooSmallScreen))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: shows(pilot, TodayScreen))


# Modes


async def test_digits_and_function_keys_switch_modes_and_the_strip_marks_the_one_shown(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        for key, kind in (("6", HistoryScreen), ("1", TodayScreen), ("f6", HistoryScreen), ("f2", CheckInDayScreen)):
            await pilot.press(key)
            await until(pilot, partial(shows, pilot, kind))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


async def test_a_click_on_the_strip_and_on_the_footer_does_what_the_key_does(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        strip, footer = shown(pilot).splitlines()[0], shown(pilot).splitlines()[-1]
        await pilot.click(offset=(strip.index("History") + 1, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await pilot.click(offset=(strip.index("Today") + 1, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await pilot.click(offset=(footer.index("Check in") + 1, 23))
        await the_form(pilot)
        await pilot.press("6")
        footer = shown(pilot).splitlines()[-1]
        await pilot.click(offset=(footer.index("Save") + 1, 23))
        await until(pilot, lambda: checkins(pilot))


async def test_enter_on_a_row_of_today_acts_on_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("down", "down", "enter")
        form = await the_form(pilot)
        await until(pilot, lambda: any(f.name == "heel_walk" for f in form.query(Field)))


# Keeping


async def test_u_takes_back_one_change_after_the_other(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        for key in ("6", "5"):
            await opened_form(pilot)
            await saved(pilot, key)
        await pilot.press("u")
        await until(pilot, lambda: [c.leg_pain for c in checkins(pilot)] == [6])
        await pilot.press("f6", "u")
        await until(pilot, lambda: checkins(pilot) == ())


@pytest.mark.parametrize(
    "error",
    [
        StoreError("The disk is full; nothing was saved."),
        StoreBusy("Another window is saving; nothing was saved. Try again in a moment."),
    ],
)
async def test_a_save_that_fails_keeps_the_form_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: StoreError
) -> None:
    there = services(tmp_path, episode())
    save = there.journal.save

    def fails(*args: object, **more: object) -> None:
        raise error

    async with opened(there) as pilot:
        form = await opened_form(pilot, "6", "3")
        monkeypatch.setattr(there.journal, "save", fails)
        await pilot.press("enter")
        await until(pilot, lambda: f"{error} Your answers are still in the form." in toasts(pilot))
        assert pilot.app.screen is form
        assert field(form, "leg_pain").value == 6
        monkeypatch.setattr(there.journal, "save", save)
        await pilot.press("enter")
        await until(pilot, lambda: [c.back_pain for c in checkins(pilot)] == [3])


async def test_a_draft_that_cant_be_kept_says_so_once_and_the_app_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = services(tmp_path, episode())

    def full(*args: object, **more: object) -> None:
        raise StoreError("The disk is full.")

    async with opened(there) as pilot:
        monkeypatch.setattr(there.journal, "save_draft", full)
        form = await opened_form(pilot, "6", "3", "4")
        await until(pilot, lambda: toasts(pilot))
        await settled_or_not(pilot)
        assert toasts(pilot) == [
            "The disk is full. Your answers are still on the screen, but closing the app would lose them."
        ]
        assert field(form, "zone").value == "calf"
        await until(pilot, lambda: "not on the disk yet · Enter saves" in shown(pilot))
        assert "kept as a draft" not in shown(pilot)
        await pilot.press("q")
        await until(pilot, lambda: any("quit again" in said for said in toasts(pilot)))
        assert pilot.app.is_running
        await pilot.press("q")
        await until(pilot, lambda: pilot.app._exit)


async def test_a_form_is_not_lost_unsaid_because_one_before_could_not_be_kept_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = services(tmp_path, episode())

    def full(*args: object, **more: object) -> None:
        raise StoreError("The disk is full.")

    def told(pilot: AppPilot) -> bool:
        return any("quit again" in words for words in toasts(pilot))

    async with opened(there) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(there.journal, "save_draft", full)
            form = await opened_form(pilot, "6")
            await settled_or_not(pilot)
            await pilot.press("q")
            await until(pilot, lambda: told(pilot))
            pilot.app.clear_notifications()
        await pilot.press("3")
        await until(pilot, lambda: "kept as a draft · Enter saves" in shown(pilot))
        monkeypatch.setattr(there.journal, "save_draft", full)
        await pilot.press("4")
        await until(pilot, lambda: "not on the disk yet" in shown(pilot))
        assert field(form, "zone").value == "calf"
        await pilot.press("q")
        await until(pilot, lambda: told(pilot) or pilot.app._exit)
        assert not pilot.app._exit
        await pilot.press("q")
        await until(pilot, lambda: pilot.app._exit)


async def test_a_session_that_cant_be_kept_is_named_once_and_the_next_quit_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **more: object) -> None:
        raise StoreError("The disk is full.")

    async with floor(tmp_path) as on:
        await on.want("hamstring")
        await on.press("4", "3", "enter")
        monkeypatch.setattr(on.given.journal, "save_draft", full)
        await on.pilot.press("space", "q")
        await until(on.pilot, lambda: isinstance(on.app.screen, Ask))
        await on.pilot.press("q")
        told = "The disk is full. The unfinished session would be lost; quit again to leave without it."
        await until(on.pilot, lambda: any("quit again" in said for said in on.said))
        assert told in on.said
        await on.pilot.press("q")
        await until(on.pilot, lambda: isinstance(on.app.screen, Ask))
        await on.pilot.press("q")
        await until(on.pilot, lambda: on.app._exit)


async def test_a_form_is_not_lost_unsaid_because_a_session_was_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = services(tmp_path, episode())
    writer = there.journal_writer

    def full(*args: object, **more: object) -> None:
        raise StoreError("The disk is full.")

    async with opened(there) as pilot:
        monkeypatch.setattr(there.journal, "save_draft", full)
        writer.put_draft("session", {"index": 1})
        await pilot.press("q")
        await until(pilot, lambda: any("unfinished session would be lost" in said for said in toasts(pilot)))
        await opened_form(pilot, "6")
        await settled_or_not(pilot)
        await pilot.press("q")
        both = "The half-filled form and the unfinished session would be lost; quit again to leave without them."
        await until(pilot, lambda: any(both in said for said in toasts(pilot)) or pilot.app._exit)
        assert not pilot.app._exit
        await pilot.press("q")
        await until(pilot, lambda: pilot.app._exit)


async def test_a_form_is_not_lost_unsaid_because_a_setting_was_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = services(tmp_path, episode())

    def full(*args: object, **more: object) -> None:
        raise StoreError("The disk is full.")

    async with opened(there) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(there.settings, "settle", full)
            await pilot.press("q")
            await until(pilot, lambda: "The disk is full." in toasts(pilot))
        monkeypatch.setattr(there.journal, "save_draft", full)
        await opened_form(pilot, "6", "3", "4")
        await settled_or_not(pilot)
        await pilot.press("q")
        await until(pilot, lambda: any("quit again" in said for said in toasts(pilot)) or pilot.app._exit)
        assert not pilot.app._exit
        await pilot.press("q")
        await until(pilot, lambda: pilot.app._exit)


async def test_a_save_and_a_draft_that_fail_are_told_of_in_one_sentence_until_the_disk_takes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = services(tmp_path, episode())

    def full(*args: object, **more: object) -> None:
        raise StoreError("The disk is full.")

    async with opened(there) as pilot:
        form = await opened_form(pilot)
        with monkeypatch.context() as broken:
            broken.setattr(there.journal, "save_draft", full)
            broken.setattr(there.journal, "save", lambda *_, **__: full())
            await pilot.press("6", "enter")
            await until(pilot, lambda: toasts(pilot))
            await pilot.press("3")
            await settled_or_not(pilot)
            assert toasts(pilot) == [
                "The disk is full. Your answers are still on the screen, but closing the app would lose them."
            ]
            assert field(form, "leg_pain").value == 6
        await pilot.press("4")
        await until(pilot, lambda: "kept as a draft · Enter saves" in shown(pilot))


async def settled_or_not(pilot: AppPilot) -> None:
    try:
        await settled(pilot)
    except StoreError:
        await pilot.pause()


async def test_a_locked_file_is_waited_for_and_the_screen_goes_on_meanwhile(tmp_path: Path) -> None:
    there = services(tmp_path, episode())
    other = Journal.open(tmp_path, FakeClock().now)
    held, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with other._file.locked():
            held.set()
            go_on.wait(20)

    holder = threading.Thread(target=hold)
    async with opened(there) as pilot:
        form = await opened_form(pilot)
        holder.start()
        held.wait(20)
        await pilot.press("6", "enter", "f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        assert checkins(pilot) == ()
        go_on.set()
        await until(pilot, lambda: [c.leg_pain for c in checkins(pilot)] == [6])
        holder.join()
        assert form.services is there


@pytest.mark.usefixtures("both_loops", "no_freeze")
async def test_a_key_is_answered_after_any_number_of_changes_by_another_window(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        other = Journal.open(tmp_path, FakeClock().now)
        for number in range(1, 201):
            other.save("there", checkin(number % 60, leg_pain=number % 11))
            look_around(pilot)
            await until(pilot, lambda number=number: len(checkins(pilot)) == number)  # type: ignore[misc]
        await pilot.press("6")
        await until(pilot, lambda: shows(pilot, HistoryScreen))


async def test_another_windows_entry_appears_on_today_by_itself(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        assert "leg 9" not in shown(pilot)
        services(tmp_path).journal.save("from elsewhere", checkin(0, leg_pain=9))
        look_around(pilot)
        await until(pilot, lambda: "leg 9" in shown(pilot))


async def test_a_read_only_file_is_told_of_and_nothing_pretends_to_save(tmp_path: Path) -> None:
    services(tmp_path, episode(), checkin(1, leg_pain=4))
    document = json.loads((tmp_path / "sciatica.json").read_text())
    [meta] = document["_meta"].values()
    meta["schema"] = 999
    (tmp_path / "sciatica.json").write_text(json.dumps(document))
    async with opened(services(tmp_path)) as pilot:
        await until(pilot, lambda: toasts(pilot))
        assert not isinstance(pilot.app.screen, Page)
        before = len(toasts(pilot))
        form = await opened_form(pilot, "6", "enter")
        await until(
            pilot, lambda: any("Your answers are still in the form." in said for said in toasts(pilot)[before:])
        )
        assert field(form, "leg_pain").value == 6


async def test_the_demo_keeps_nothing(tmp_path: Path) -> None:
    clock = FakeClock()
    journal = Journal.in_memory(clock.now, demo_records(TODAY, clock.now()))
    plain = services(tmp_path)
    demo = replace(
        plain,
        journal=journal,
        journal_writer=JournalWriter(journal),
        assessment_cache=AssessmentCache(journal),
        clock=clock,
        demo=True,
    )
    before = sorted(path.name for path in tmp_path.rglob("*"))
    async with opened(demo, size=(120, 36)) as pilot:
        assert "nothing is kept" in shown(pilot).splitlines()[0]
        await opened_form(pilot)
        known = len(checkins(pilot))
        await saved(pilot, "6", "3", "4")
        assert len(checkins(pilot)) == known + 1
        await opened_form(pilot, "2", "q")
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


# Time


async def test_the_day_ends_at_three_in_the_morning_while_the_app_is_open(tmp_path: Path) -> None:
    clock = FakeClock(datetime(2026, 11, 22, 23, 50, tzinfo=HERE))
    async with opened(services(tmp_path, episode(), clock=clock)) as pilot:
        assert "Sunday 22 November" in shown(pilot)
        clock.advance(3600)
        look_around(pilot)
        await settled(pilot)
        assert "Sunday 22 November" in shown(pilot)
        await opened_form(pilot)
        night = await saved(pilot, "6")
        assert (night.day, night.at) == (TODAY, clock.now())
        clock.advance(2.5 * 3600)
        look_around(pilot)
        await until(pilot, lambda: "Monday 23 November" in shown(pilot))
        assert "Check in" in shown(pilot)
        await opened_form(pilot)
        morning = await saved(pilot, "5")
        assert morning.day == TODAY + timedelta(1)


async def test_a_form_begun_before_the_day_ended_still_belongs_to_that_day(tmp_path: Path) -> None:
    clock = FakeClock(datetime(2026, 11, 23, 2, 58, tzinfo=HERE))
    async with opened(services(tmp_path, episode(), clock=clock)) as pilot:
        await opened_form(pilot, "6")
        clock.advance(300)
        look_around(pilot)
        await settled(pilot)
        entry = await saved(pilot, "3")
        assert (entry.day, entry.leg_pain, entry.back_pain) == (TODAY, 6, 3)


# Any text


NASTY = "[/] [bold]x[/bold] [@click=app.quit]y[/] 🙂 שלום \\"


async def test_text_is_never_markup_wherever_it_is_shown(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(cause=NASTY))) as pilot:
        form = await opened_form(pilot, "6", "d")
        await until(pilot, lambda: any(f.name == "note" for f in form.query(Field)))
        for name in ("tags", "medication", "posture", "note"):
            await go_to(pilot, form, name)
            await typed(pilot, NASTY)
            await pilot.press("escape" if name == "note" else "enter")
        entry = await saved(pilot)
        assert (entry.note, entry.tags, entry.posture) == (NASTY, (NASTY,), NASTY)
        assert any(NASTY[:20] in said for said in toasts(pilot))
        await pilot.press("f6", "slash")
        await typed(pilot, "[/] leg")
        await pilot.press("enter")
        assert "[/] [bold]" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Note" in shown(pilot))
        assert "[@click=app.quit]y[/]" in shown(pilot)
        await pilot.press("escape", "d")
        await until(pilot, lambda: any("deleted" in said for said in toasts(pilot)))


async def test_a_long_note_is_saved_whole_and_named_in_short(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "6", "d")
        await until(pilot, lambda: any(f.name == "note" for f in form.query(Field)))
        field(form, "note").answer("word " * 2000)
        entry = await saved(pilot)
        assert len(entry.note or "") == 10_000
        assert len(toasts(pilot)[0]) < 300


# Windows of any size


async def test_a_tiny_window_says_so_and_nothing_is_lost(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "6")
        await pilot.resize_terminal(20, 5)
        await until(pilot, lambda: isinstance(pilot.app.screen, TooSmallScreen))
        assert f"{SMALLEST_WINDOW.width}×{SMALLEST_WINDOW.height}" in " ".join(shown(pilot).split())
        await pilot.press("9", "x", "1")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: pilot.app.screen is form)
        assert field(form, "leg_pain").value == 6
        assert field(form, "back_pain").value is None


async def test_a_window_that_shrinks_under_a_question_comes_back_to_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, Page))
        await pilot.resize_terminal(20, 5)
        await until(pilot, lambda: isinstance(pilot.app.screen, TooSmallScreen))
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: isinstance(pilot.app.screen, Page))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


async def test_quitting_works_in_a_tiny_window(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.resize_terminal(20, 5)
        await until(pilot, lambda: isinstance(pilot.app.screen, TooSmallScreen))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: pilot.app._exit)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_every_screen_opens_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    clock = FakeClock()
    async with opened(services(tmp_path, *demo_records(TODAY, clock.now()), clock=clock), size=size) as pilot:
        for key in ("1", "6", "2"):
            await pilot.press(key)
            await pilot.pause()
        await pilot.press("c")
        await the_form(pilot)
        await pilot.press("d", "w")
        await settled(pilot)
        assert len(shown(pilot).splitlines()) == size[1]


# The end


async def test_ctrl_c_quits_from_a_text_field_and_q_is_a_letter_there(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await until(pilot, lambda: any(f.name == "note" for f in form.query(Field)))
        await go_to(pilot, form, "note")
        await pilot.press("q")
        assert field(form, "note").value == "q"
        await pilot.press("ctrl+c")
        await until(pilot, lambda: pilot.app._exit)
    assert "q" in str(services(tmp_path).journal.load_draft("checkin"))


async def test_the_palette_opens_over_a_screen_and_leaves_it_as_it_was(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "6", "ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, Palette))
        await pilot.press("escape")
        form = await the_form(pilot)
        assert field(form, "leg_pain").value == 6


async def test_what_a_command_found_in_the_data_is_said_once_by_the_app(tmp_path: Path) -> None:
    there = services(tmp_path, episode(), checkin(1, leg_pain=4), checkin(0, leg_pain=5))
    (tmp_path / "sciatica.json").write_bytes((tmp_path / "sciatica.json").read_bytes()[:300])
    by_a_prompt = Journal.open(tmp_path, there.clock.now)
    by_a_prompt.leave_notices()
    async with opened(services(tmp_path)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert "Set aside as" in shown(pilot)
    async with opened(services(tmp_path)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, FirstStartScreen))


async def test_what_is_still_shown_is_not_said_twice_and_a_path_stays_in_one_piece(tmp_path: Path) -> None:
    path = "/home/somebody/.local/share/sciatica-tui/pages/sciatica-2026-11-22.pdf"
    async with opened(services(tmp_path, episode())) as pilot:
        for sentence in ("Nothing is kept.", f"The page is in\n{path}", "Nothing is kept."):
            pilot.app.notify(sentence, severity="error", markup=False)
            await pilot.pause()
        assert toasts(pilot) == ["Nothing is kept.", f"The page is in\n{path}"]
        await until(pilot, lambda: path in shown(pilot))
        assert shown(pilot).count("Nothing is kept.") == 1


@pytest.mark.parametrize("key", ["3", "5", "6", "7", "comma"])
async def test_the_check_in_is_one_key_away_on_every_screen_where_it_is_free(tmp_path: Path, key: str) -> None:
    async with opened(services(tmp_path, episode(), checkin(1, leg_pain=3))) as pilot:
        await pilot.press(key)
        await pilot.pause()
        await pilot.press("c")
        await the_form(pilot)
        assert pilot.app.current_mode == "form"
