"""A half-filled form survives another mode, another day, quitting, and a crash; what is saved leaves no draft."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from textual import events

from sciatica_tui.domain.records import CheckIn, HeelRises
from sciatica_tui.services.check_in_forms import DRAFT
from sciatica_tui.storage.journal import Journal, Saved
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.controllers.check_in_form import SAVED_ELSEWHERE, SAVED_OTHERWISE
from sciatica_tui.tui.screens.dialogs import Ask

from ...driving import (
    AppPilot,
    checkins,
    episode,
    field,
    go_to,
    opened,
    opened_form,
    opened_row,
    saved,
    services_of,
    settled,
    shown,
    the_form,
    toasts,
    typed,
    until,
)
from ...support import FakeClock, checkin, services


def draft_of(pilot: AppPilot) -> dict[str, object] | None:
    return services_of(pilot).journal.load_draft(DRAFT)


async def test_deleting_an_entry_with_a_half_edited_form_and_undoing_it_says_each_of_the_two(tmp_path: Path) -> None:
    entry = checkin(3, at=None, leg_pain=4)
    async with opened(services(tmp_path, episode(), entry, checkin(0, leg_pain=3))) as pilot:
        await pilot.press("6", "down", "e")
        await the_form(pilot)
        await pilot.press("8", "escape")
        await settled(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert toasts(pilot) == ["Check-in of Thursday 19 November deleted. u brings it back."]
        await pilot.press("u")
        await settled(pilot)
        assert toasts(pilot) == ["The check-in of Thursday 19 November is back. U deletes it again."]
        await pilot.press("down", "e")
        form = (await the_form(pilot)).form
        assert form is not None
        assert form.editing is not None
        assert (form.editing.id, form.answers) == (entry.id, {"leg_pain": 8})


async def test_leaving_a_changed_entry_says_that_the_change_is_kept_and_how_to_go_on(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(3, leg_pain=4))) as pilot:
        await pilot.press("6", "e")
        form = await the_form(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not form)
        assert toasts(pilot) == []
        await pilot.press("e")
        await the_form(pilot)
        await pilot.press("9", "escape")
        await until(pilot, lambda: pilot.app.screen is not form)
        await pilot.pause()
        assert toasts(pilot) == [
            "Your change to Thursday 19 November is not saved yet. "
            "e on that entry opens it again; there ⏎ saves it and ^x drops it."
        ]


async def test_it_survives_another_mode(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "6")
        await pilot.press("1", "f6")
        await opened_form(pilot)
        assert field(form, "leg_pain").value == 6
        assert checkins(pilot) == ()


async def test_it_survives_quitting(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "6", "3", "q")
    async with opened(services(tmp_path)) as pilot:
        form = await opened_form(pilot)
        assert (field(form, "leg_pain").value, field(form, "back_pain").value) == (6, 3)


async def test_it_survives_a_crash(tmp_path: Path) -> None:
    """Nothing is done at the end here: what a keystroke wrote is all there is."""
    first = services(tmp_path, episode())
    async with opened(first) as pilot:
        await opened_form(pilot, "6", "3")
        await until(pilot, lambda: "back_pain" in str(draft_of(pilot)))
        async with opened(services(tmp_path)) as again:
            form = await opened_form(again)
            assert (field(form, "leg_pain").value, field(form, "back_pain").value) == (6, 3)


async def test_a_word_that_is_half_typed_survives_quitting_with_ctrl_c(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await settled(pilot)
        await go_to(pilot, form, "tags")
        await typed(pilot, "shopp")
        await pilot.press("ctrl+c")
    async with opened(services(tmp_path)) as pilot:
        form = await opened_form(pilot)
        assert field(form, "tags").value == ("shopp",)


async def test_a_form_begun_for_another_day_waits_as_its_draft(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "6", "left_square_bracket")
        await until(pilot, lambda: "Saturday 21 November" in shown(pilot))
        assert field(form, "leg_pain").value is None
        await pilot.press("2", "right_square_bracket")
        await until(pilot, lambda: "Sunday 22 November, today" in shown(pilot))
        assert field(form, "leg_pain").value == 6
        entry = await saved(pilot)
        assert entry.leg_pain == 6
        form = await opened_form(pilot)
        await until(pilot, lambda: "Saturday 21 November" in shown(pilot) or "today" in shown(pilot))
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "Saturday 21 November" in shown(pilot))
        assert field(form, "leg_pain").value == 2


async def test_a_draft_of_another_day_says_whose_it_is(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(services(tmp_path, episode(), clock=clock)) as pilot:
        await opened_form(pilot, "6", "q")
    clock.advance(86_400)
    async with opened(services(tmp_path, clock=clock)) as pilot:
        form = await opened_form(pilot)
        assert "Monday 23 November, today" in shown(pilot)
        assert field(form, "leg_pain").value is None, "digits typed at once are meant for today"
        assert any("Sunday 22 November" in said and "half filled" in said for said in toasts(pilot))
        await opened_row(pilot, "Half filled: Sunday 22 November")
        assert "Sunday 22 November, begun 08:10" in shown(pilot)
        assert field(form, "leg_pain").value == 6


@pytest.mark.parametrize(("keys", "place"), [("6", "back_pain"), ("63", "zone"), ("634", "red_flags")])
async def test_a_draft_is_taken_up_at_its_first_open_question_so_that_no_digit_overwrites_an_answer(
    tmp_path: Path, keys: str, place: str
) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, *keys, "k", "f1")
        form = await opened_form(pilot)
        assert form.box.current_field.name == place
        await pilot.press("q")
    async with opened(services(tmp_path)) as pilot:
        form = await opened_form(pilot)
        assert form.box.current_field.name == place
        await pilot.press("5")
        await settled(pilot)
        assert field(form, "leg_pain").value == 6


async def test_what_is_saved_leaves_no_draft(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot)
        await saved(pilot, "6")
        await settled(pilot)
        assert draft_of(pilot) is None
        form = await opened_form(pilot)
        assert field(form, "leg_pain").value is None


async def test_quitting_while_a_save_is_under_way_saves_once_and_leaves_no_draft(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "6", "enter", "q")
    async with opened(services(tmp_path)) as pilot:
        assert [c.leg_pain for c in checkins(pilot)] == [6]
        form = await opened_form(pilot)
        assert field(form, "leg_pain").value is None


class SlowJournal:
    """Holds a save back until it is let go."""

    def __init__(self, journal: Journal, patch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        save = journal.save

        def slowly(*args: object, **more: object) -> Saved:
            self.go_on.wait(20)
            return save(*args, **more)  # type: ignore[arg-type]

        patch.setattr(journal, "save", slowly)


async def test_what_is_typed_while_the_disk_is_busy_becomes_a_change_of_the_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = services(tmp_path, episode())
    slow = SlowJournal(there.journal, monkeypatch)
    async with opened(there) as pilot:
        form = await opened_form(pilot, "6", "enter", "3")
        await until(pilot, lambda: form.form is not None and form.form.answers.get("back_pain") == 3)
        assert checkins(pilot) == ()
        slow.go_on.set()
        await until(pilot, lambda: pilot.app.current_mode == "today")
        [entry] = checkins(pilot)
        assert (entry.leg_pain, entry.back_pain) == (6, None)
        await opened_row(pilot, "Half edited")
        assert "Editing" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: checkins(pilot)[0].back_pain == 3)
        assert len(checkins(pilot)) == 1
        assert form.form is not None


async def test_a_form_whose_save_was_cut_off_before_the_draft_went_is_not_asked_for_again(tmp_path: Path) -> None:
    there = services(tmp_path, episode())
    async with opened(there) as pilot:
        await opened_form(pilot, "6")
        await until(pilot, lambda: draft_of(pilot) is not None)
        left = draft_of(pilot)
        await saved(pilot)
        await settled(pilot)
    assert left is not None
    there.journal.save_draft(DRAFT, left)
    async with opened(services(tmp_path)) as pilot:
        form = await opened_form(pilot)
        assert field(form, "leg_pain").value is None
        assert "today" in shown(pilot)


async def test_ctrl_x_asks_and_then_starts_the_form_afresh(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "6", "ctrl+x")
        await until(pilot, lambda: "Clear this form?" in shown(pilot))
        await pilot.press("n")
        await the_form(pilot)
        assert field(form, "leg_pain").value == 6
        await pilot.press("ctrl+x")
        await until(pilot, lambda: "Clear this form?" in shown(pilot))
        await pilot.press("y")
        await until(pilot, lambda: field(form, "leg_pain").value is None)
        await settled(pilot)
        assert draft_of(pilot) is None


async def test_editing_an_entry_and_a_new_form_wait_side_by_side(tmp_path: Path) -> None:
    old = checkin(3, leg_pain=8)
    async with opened(services(tmp_path, episode(), old)) as pilot:
        form = await opened_form(pilot, "1", "f6", "e")
        await until(pilot, lambda: "Editing" in shown(pilot))
        await the_form(pilot)
        await pilot.press("5")
        await pilot.press("f6")
        await opened_row(pilot, "Half edited")
        assert field(form, "leg_pain").value == 5
        await pilot.press("enter")
        await until(pilot, lambda: services_of(pilot).journal.get(CheckIn, old.id).leg_pain == 5)  # type: ignore[union-attr]
        await until(pilot, lambda: pilot.app.current_mode == "checkin")
        await opened_form(pilot)
        assert field(form, "leg_pain").value == 1


async def left_half_changed(pilot: AppPilot) -> None:
    """The last entry is opened for editing, and its leg pain changed to 5."""
    await pilot.press("6", "e")
    await the_form(pilot)
    await until(pilot, lambda: "Editing" in shown(pilot))
    await pilot.press("5", "f6")
    await settled(pilot)


async def test_an_edit_left_in_an_earlier_run_waits_for_its_entry_and_a_new_check_in_is_new(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(3, leg_pain=8))) as pilot:
        await left_half_changed(pilot)
    async with opened(services(tmp_path)) as pilot:
        form = await opened_form(pilot)
        assert field(form, "leg_pain").value is None
        assert any("Thursday 19 November, 08:10" in said and "e on that entry" in said for said in toasts(pilot))
        await saved(pilot, "6")
        assert sorted(c.leg_pain or 0 for c in checkins(pilot)) == [6, 8]
        await pilot.press("6", "j", "e")
        await until(pilot, lambda: "Editing" in shown(pilot))
        await the_form(pilot)
        assert field(form, "leg_pain").value == 5


async def test_c_opens_a_new_check_in_whatever_is_being_edited(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(3, leg_pain=8))) as pilot:
        await left_half_changed(pilot)
        await pilot.press("f1", "c")
        form = await the_form(pilot)
        await until(pilot, lambda: "Sunday 22 November, today" in shown(pilot))
        assert field(form, "leg_pain").value is None


async def test_an_edit_left_on_another_day_gives_way_to_a_new_check_in(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(services(tmp_path, episode(), checkin(3, leg_pain=8), clock=clock)) as pilot:
        await left_half_changed(pilot)
        clock.advance(86_400)
        await opened_form(pilot, "7", "enter")
        await until(pilot, lambda: len(checkins(pilot)) == 2)
        assert sorted(c.leg_pain or 0 for c in checkins(pilot)) == [7, 8]


async def test_ctrl_x_in_an_edit_says_that_the_entry_stays_as_it_was(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(3, leg_pain=8))) as pilot:
        await left_half_changed(pilot)
        await opened_row(pilot, "Half edited")
        await pilot.press("ctrl+x")
        await until(pilot, lambda: "Discard your changes?" in shown(pilot))
        assert "The entry of Thursday 19 November, 08:10 stays as it was saved." in shown(pilot)
        await pilot.press("y")
        await until(pilot, lambda: "Sunday 22 November, today" in shown(pilot))
        await settled(pilot)
        assert [c.leg_pain for c in checkins(pilot)] == [8]
        assert draft_of(pilot) is None


async def test_an_entry_deleted_while_it_is_edited_ends_the_editing(tmp_path: Path) -> None:
    old = checkin(3, leg_pain=8)
    async with opened(services(tmp_path, episode(), old)) as pilot:
        await pilot.press("6", "e")
        await the_form(pilot)
        await until(pilot, lambda: "Editing" in shown(pilot))
        await pilot.press("f6", "d")
        await until(pilot, lambda: not checkins(pilot))
        await opened_form(pilot)
        await until(pilot, lambda: "Sunday 22 November, today" in shown(pilot))
        assert draft_of(pilot) is None


async def deleted_elsewhere(pilot: AppPilot, folder: Path) -> None:
    """Another window deletes every check-in, and this one notices."""
    elsewhere = services(folder).journal
    elsewhere.delete("from elsewhere", *elsewhere.all(CheckIn))
    assert isinstance(pilot.app, SciaticaApp)
    pilot.app.controllers.journal.check()
    await until(pilot, lambda: not checkins(pilot))
    await settled(pilot)


def said_that_it_is_kept(pilot: AppPilot) -> bool:
    return any("is gone" in said and "What you typed is still" in said for said in toasts(pilot))


async def test_what_was_changed_in_an_entry_that_another_window_deletes_becomes_a_new_one(tmp_path: Path) -> None:
    old = checkin(3, leg_pain=8, back_pain=2)
    async with opened(services(tmp_path, episode(), old)) as pilot:
        await pilot.press("6", "e")
        form = await the_form(pilot)
        await until(pilot, lambda: "Editing" in shown(pilot))
        await pilot.press("5")
        await deleted_elsewhere(pilot, tmp_path)
        await until(pilot, lambda: said_that_it_is_kept(pilot))
        assert "Editing" not in shown(pilot)
        assert "Thursday 19 November, time unknown" in shown(pilot)
        assert field(form, "leg_pain").value == 5
        assert old.id not in str(draft_of(pilot))
        entry = await saved(pilot)
        assert (entry.leg_pain, entry.back_pain, entry.day) == (5, 2, old.day)
        assert entry.id != old.id
        await settled(pilot)
        assert draft_of(pilot) is None


async def test_a_word_half_typed_into_an_entry_that_is_deleted_is_kept_too(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(3, leg_pain=8, tags=["rain"]))) as pilot:
        await pilot.press("6", "e")
        form = await the_form(pilot)
        await until(pilot, lambda: "Editing" in shown(pilot))
        await go_to(pilot, form, "tags")
        await typed(pilot, "shopp")
        await deleted_elsewhere(pilot, tmp_path)
        assert field(form, "tags").value == ("rain", "shopp")
        assert said_that_it_is_kept(pilot)


async def test_a_changed_entry_that_is_deleted_while_another_screen_shows_is_kept_over_quitting(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(3, leg_pain=8))) as pilot:
        await left_half_changed(pilot)
        await deleted_elsewhere(pilot, tmp_path)
        assert not said_that_it_is_kept(pilot)
        await pilot.press("q")
    async with opened(services(tmp_path)) as again:
        form = await opened_row(again, "Half filled: Thursday 19 November")
        assert "Thursday 19 November, time unknown" in shown(again)
        assert field(form, "leg_pain").value == 5


async def test_a_changed_entry_that_is_deleted_while_the_app_is_closed_is_kept_as_a_new_one(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(3, leg_pain=8))) as pilot:
        await left_half_changed(pilot)
        await pilot.press("q")
    elsewhere = services(tmp_path).journal
    elsewhere.delete("from elsewhere", *elsewhere.all(CheckIn))
    async with opened(services(tmp_path)) as again:
        form = await opened_row(again, "Half filled: Thursday 19 November")
        assert "Thursday 19 November, time unknown" in shown(again)
        assert field(form, "leg_pain").value == 5
        assert (await saved(again)).leg_pain == 5
        await settled(again)
        assert draft_of(again) is None


async def test_enter_that_finds_the_entry_deleted_asks_for_another_enter(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(3, leg_pain=8))) as pilot:
        await pilot.press("6", "e")
        form = await the_form(pilot)
        await until(pilot, lambda: "Editing" in shown(pilot))
        await pilot.press("5")
        await settled(pilot)
        elsewhere = services(tmp_path).journal
        elsewhere.delete("from elsewhere", *elsewhere.all(CheckIn))
        await pilot.press("enter")
        await until(pilot, lambda: said_that_it_is_kept(pilot))
        assert checkins(pilot) == ()
        assert field(form, "leg_pain").value == 5
        assert (await saved(pilot)).leg_pain == 5


async def test_a_check_in_taken_back_while_it_is_changed_is_kept_as_a_new_one(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot)
        await saved(pilot, "6")
        await pilot.press("6", "e")
        await the_form(pilot)
        await until(pilot, lambda: "Editing" in shown(pilot))
        await pilot.press("5", "escape")
        await settled(pilot)
        await pilot.press("u")
        await until(pilot, lambda: not checkins(pilot))
        form = await opened_row(pilot, "Finish the")
        await until(pilot, lambda: said_that_it_is_kept(pilot))
        await until(pilot, lambda: "Sunday 22 November, today" in shown(pilot))
        assert field(form, "leg_pain").value == 5
        assert (await saved(pilot)).leg_pain == 5


async def test_another_window_that_writes_does_not_move_the_form(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "left_square_bracket", "j")
        await until(pilot, lambda: "Saturday 21 November" in shown(pilot))
        form = await the_form(pilot)
        services(tmp_path).journal.save("from elsewhere", checkin(1, leg_pain=2))
        await services_of(pilot).journal_writer.refresh()
        await settled(pilot)
        assert "Saturday 21 November" in shown(pilot)
        assert field(form, "back_pain").has_focus


async def test_two_windows_keep_each_others_half_filled_forms(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as one, opened(services(tmp_path)) as other:
        await opened_form(one)
        await opened_form(other, "left_square_bracket")
        await until(other, lambda: "Saturday 21 November" in shown(other))
        await one.press("6")
        await settled(one)
        await other.press("2")
        await settled(other)
        await saved(other)
        await settled(other)
    async with opened(services(tmp_path)) as again:
        form = await opened_form(again)
        assert field(form, "leg_pain").value == 6
        assert [each.leg_pain for each in checkins(again)] == [2]


async def noticed(pilot: AppPilot) -> None:
    """Let a window look for the only check-in, which another one wrote."""
    assert isinstance(pilot.app, SciaticaApp)
    pilot.app.controllers.journal.check()
    await until(pilot, lambda: len(checkins(pilot)) == 1)
    await settled(pilot)


async def test_a_form_saved_in_another_window_keeps_answers_and_cursor_and_goes_on_as_a_change_of_the_entry(
    tmp_path: Path,
) -> None:
    async with opened(services(tmp_path, episode())) as one, opened(services(tmp_path)) as other:
        form = await opened_form(one, "4", "2")
        await settled(one)
        await opened_form(other)
        await saved(other)
        await noticed(one)
        await until(one, lambda: SAVED_ELSEWHERE in toasts(one))
        assert (field(form, "leg_pain").value, field(form, "back_pain").value) == (4, 2)
        assert field(form, "zone").has_focus
        await until(one, lambda: "Editing" in shown(one) and draft_of(one) is None)
        await one.press("3", "enter")
        await until(one, lambda: one.app.current_mode != "form")
        assert [(c.leg_pain, c.back_pain, c.zone) for c in checkins(one)] == [(4, 2, "thigh")]
        await settled(one)
        assert draft_of(one) is None


async def test_what_another_window_answered_more_as_it_saved_the_form_shows_here_and_the_cursor_stays(
    tmp_path: Path,
) -> None:
    async with opened(services(tmp_path, episode())) as one, opened(services(tmp_path)) as other:
        form = await opened_form(one, "4", "2", "up")
        await settled(one)
        await opened_form(other)
        await saved(other, "3")
        await noticed(one)
        await until(one, lambda: field(form, "zone").value == "thigh" and form.takes_keys)
        assert field(form, "back_pain").has_focus


async def test_a_form_saved_in_another_window_while_another_screen_shows_is_not_asked_for_again(
    tmp_path: Path,
) -> None:
    async with opened(services(tmp_path, episode())) as one, opened(services(tmp_path)) as other:
        await opened_form(one, "6", "f1")
        await settled(one)
        await opened_form(other)
        await saved(other)
        await noticed(one)
        form = await opened_form(one)
        assert field(form, "leg_pain").value is None
        assert "1 entry already" in shown(one)
        assert draft_of(one) is None


async def test_the_title_counts_an_entry_that_another_window_adds(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "6")
        services(tmp_path).journal.save("from elsewhere", checkin(0, leg_pain=2))
        await noticed(pilot)
        await until(pilot, lambda: "today · 1 entry already" in shown(pilot))


async def test_what_the_other_window_answered_more_joins_the_saved_entry(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as one, opened(services(tmp_path)) as other:
        await opened_form(one, "6")
        await settled(one)
        await opened_form(other, "3")
        await saved(one)
        await other.press("ctrl+s")
        await until(other, lambda: [(c.leg_pain, c.back_pain) for c in checkins(other)] == [(6, 3)])


async def test_two_windows_that_took_up_the_same_form_save_two_entries(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as one:
        await opened_form(one, "6", "3")
        await settled(one)
        async with opened(services(tmp_path)) as other:
            form = await opened_form(other)
            assert field(form, "leg_pain").value == 6
            await other.press("g", "j", "8", "1")
            await saved(other)
        await noticed(one)
        await until(one, lambda: SAVED_OTHERWISE in toasts(one))
        await saved(one, "4")
        entries = {(c.leg_pain, c.back_pain, c.zone, c.rev) for c in checkins(one)}
        assert entries == {(6, 3, "calf", 1), (8, 1, None, 1)}
        await settled(one)
        assert draft_of(one) is None


async def test_a_form_that_another_window_saved_otherwise_is_kept_while_another_screen_shows(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as one:
        await opened_form(one, "6", "3")
        await settled(one)
        await one.press("f1")
        async with opened(services(tmp_path)) as other:
            await opened_form(other, "g", "j", "8")
            await saved(other)
            await settled(other)
        await services_of(one).journal_writer.refresh()
        assert isinstance(one.app, SciaticaApp)
        await one.app.shutdown.end()
    async with opened(services(tmp_path)) as again:
        form = await opened_form(again)
        assert field(form, "leg_pain").value == 6
        assert [c.leg_pain for c in checkins(again)] == [8]


async def test_an_edit_gives_way_at_once_when_one_comes_back_to_it_on_another_day(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(services(tmp_path, episode(), checkin(3, leg_pain=8), clock=clock)) as pilot:
        await left_half_changed(pilot)
        await opened_row(pilot, "Half edited")
        await until(pilot, lambda: "Editing" in shown(pilot))
        clock.advance(86_400)
        assert isinstance(pilot.app, SciaticaApp)
        pilot.app.controllers.handle_change()
        await pilot.pause()
        assert "Editing" in shown(pilot)
        await pilot.press("comma", "escape")
        await until(pilot, lambda: "Monday 23 November, today" in shown(pilot))


async def test_a_half_filled_form_stays_beside_an_edit_that_was_begun_later(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(3, leg_pain=8))) as pilot:
        await opened_form(pilot, "left_square_bracket")
        await until(pilot, lambda: "Saturday 21 November" in shown(pilot))
        await pilot.press("6")
        await settled(pilot)
        await pilot.press("f1")
        await left_half_changed(pilot)
    async with opened(services(tmp_path)) as again:
        form = await opened_row(again, "Half filled: Saturday 21 November")
        assert "Saturday 21 November" in shown(again)
        assert field(form, "leg_pain").value == 6


async def test_a_form_whose_entry_another_window_wrote_is_kept_as_one_of_its_own(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as one:
        await opened_form(one, "6", "3")
        await settled(one)
        async with opened(services(tmp_path)) as other:
            await opened_form(other, "g", "j", "8")
            await saved(other)
            await settled(other)
        await services_of(one).journal_writer.refresh()
        await settled(one)
    async with opened(services(tmp_path)) as again:
        form = await opened_form(again)
        assert "Editing" not in shown(again)
        assert field(form, "leg_pain").value == 6
        assert len(checkins(again)) == 1


async def test_an_open_edit_leaves_what_another_window_wrote_into_the_entry(tmp_path: Path) -> None:
    old = checkin(3, leg_pain=8)
    async with opened(services(tmp_path, episode(), old)) as pilot:
        await pilot.press("6", "e")
        await the_form(pilot)
        await until(pilot, lambda: "Editing" in shown(pilot))
        elsewhere = services(tmp_path).journal
        [entry] = elsewhere.all(CheckIn)
        elsewhere.save("a test", msgspec.structs.replace(entry, heel_rises=HeelRises(left=12), back_pain=1))
        await pilot.press("5", "enter")
        await until(pilot, lambda: checkins(pilot)[0].leg_pain == 5)
        [entry] = checkins(pilot)
        assert (entry.heel_rises, entry.back_pain) == (HeelRises(left=12), 1)


async def test_a_damaged_draft_is_set_aside_and_nothing_else_is_lost(tmp_path: Path) -> None:
    first = services(tmp_path, episode(), checkin(1, leg_pain=3))
    (tmp_path / "draft-checkin.json").write_text('{"forms": [{"id"')
    async with opened(first) as pilot:
        form = await opened_form(pilot)
        assert field(form, "leg_pain").value is None
        assert len(checkins(pilot)) == 1


async def test_an_untouched_form_moves_on_with_the_day_and_a_begun_one_stays(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(services(tmp_path, episode(), clock=clock)) as pilot:
        await opened_form(pilot)
        clock.advance(timedelta(days=1).total_seconds())
        pilot.app.controllers.journal.check()  # type: ignore[attr-defined]
        await until(pilot, lambda: "Monday 23 November, today" in shown(pilot))
        await the_form(pilot)
        await pilot.press("6")
        clock.advance(timedelta(days=1).total_seconds())
        pilot.app.controllers.journal.check()  # type: ignore[attr-defined]
        await settled(pilot)
        form = await the_form(pilot)
        assert field(form, "leg_pain").value == 6


async def test_a_key_right_behind_the_enter_that_saves_is_meant_for_the_screen_that_comes_then(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "6")
        for key in ("enter", "5"):
            pilot.app.post_message(events.Key(key, None if key == "enter" else key))
        await until(pilot, lambda: pilot.app.current_mode == "phase")
        assert [entry.leg_pain for entry in checkins(pilot)] == [6]
        form = await opened_form(pilot)
        assert form.form is not None
        assert form.form.empty


@pytest.mark.parametrize(("key", "leg_pain"), [("m", 5), ("t", 7), ("escape", 7)])
async def test_an_answer_that_another_window_changed_too_is_asked(tmp_path: Path, key: str, leg_pain: int) -> None:
    old = checkin(3, leg_pain=8, back_pain=2)
    async with opened(services(tmp_path, episode(), old)) as pilot:
        await pilot.press("6", "e")
        form = await the_form(pilot)
        await until(pilot, lambda: "Editing" in shown(pilot))
        await pilot.press("5")
        services(tmp_path).journal.save("from elsewhere", msgspec.structs.replace(old, leg_pain=7, sleep=4))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.pause()
        await pilot.press(key)
        await until(pilot, lambda: not isinstance(pilot.app.screen, Ask))
        await settled(pilot)
        if key == "escape":
            assert field(form, "leg_pain").value == 5
        else:
            await until(pilot, lambda: any("Saved" in toast for toast in toasts(pilot)))
        [entry] = checkins(pilot)
        assert (entry.leg_pain, entry.back_pain, entry.sleep) == (leg_pain, 2, 4)


async def test_what_another_window_writes_while_a_raised_flag_is_asked_about_stays(tmp_path: Path) -> None:
    old = checkin(3, leg_pain=8, side="left")
    async with opened(services(tmp_path, episode(), old)) as pilot:
        await pilot.press("6", "e")
        form = await the_form(pilot)
        await until(pilot, lambda: "Editing" in shown(pilot))
        await go_to(pilot, form, "side")
        await pilot.press("2")
        await pilot.press("ctrl+s")
        for first in (True, False):  # asked once more, over what is written now
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await pilot.pause()
            if first:
                services(tmp_path).journal.save("elsewhere", msgspec.structs.replace(old, sleep=4, note="theirs"))
            await pilot.press("y")
            await pilot.pause()
        await until(pilot, lambda: checkins(pilot)[0].side == "right")
        [entry] = checkins(pilot)
        assert (entry.sleep, entry.note) == (4, "theirs")


async def test_a_weekly_form_left_with_a_named_activity_opens_again(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("2", "w")
        form = await the_form(pilot)
        await go_to(pilot, form, "activities")
        await pilot.press(*"ride", "enter")
        await settled(pilot)
    async with opened(services(tmp_path)) as pilot:
        form = await opened_row(pilot, "Finish the weekly tests")
        assert form.box.current_field.name is not None
