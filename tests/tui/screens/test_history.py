"""History: find, read, change and delete what was written down, by keys and by mouse."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.charts.pain_map import ON_THE_WAY
from sciatica_tui.domain.records import (
    CheckIn,
    Cleared,
    ClearedHow,
    Event,
    EventKind,
    Felt,
    Medication,
    Muscle,
    MuscleSides,
    Record,
    RedFlagAnswer,
    Session,
    Side,
    StepDone,
    Visit,
    VisitKind,
    Zone,
)
from sciatica_tui.domain.red_flags.flags import WEAKNESS
from sciatica_tui.domain.text.dates import short_day
from sciatica_tui.services.check_ins import Deletion
from sciatica_tui.tui.pain_palette import pain_cell
from sciatica_tui.tui.screens.entry_page import EntryPage
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.screens.saving import DELETED_ALREADY, delete_or_ask

from ...driving import (
    AppPilot,
    checkins,
    episode,
    field,
    opened,
    saved,
    services_of,
    settled,
    shown,
    the_form,
    toasts,
    typed,
    until,
)
from ...support import NOW, TODAY, checkin, day, services, stamp

THREE = (
    checkin(0, leg_pain=3, note="slept badly"),
    checkin(1, leg_pain=5, zone="calf", tags=["rain"]),
    checkin(4, at=None, leg_pain=8),
)


async def test_the_keys_of_the_list_work_in_the_entry_that_is_open(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        await history(pilot)
        await pilot.press("enter", "d")
        await until(pilot, lambda: len(checkins(pilot)) == 2)
        await pilot.press("enter", "e")
        form = (await the_form(pilot)).form
        assert form is not None
        assert form.editing is not None


async def test_esc_leads_back_from_a_day_to_the_screen_that_led_there(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        await pilot.press("3")
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.current_mode == "history")
        await settled(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.current_mode == "trends")


async def history(pilot: AppPilot) -> HistoryScreen:
    await pilot.press("6")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
    await pilot.pause()
    assert isinstance(pilot.app.screen, HistoryScreen)
    await until(pilot, lambda: pilot.app.screen.focused is not None)
    return pilot.app.screen


async def test_the_newest_stands_first_and_the_keys_go_through_the_list(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        assert screen.entry_list.current is not None
        assert screen.entry_list.current.record == THREE[0]
        await pilot.press("j", "down", "down")
        assert screen.entry_list.current.day == day(4)
        assert screen.calendar.cursor == day(4)
        await pilot.press("g")
        assert screen.entry_list.current.day == day(0)
        await pilot.press("G", "k")
        assert screen.entry_list.current.day == day(1)


async def test_entries_of_another_year_name_it_and_so_does_the_calendar(tmp_path: Path) -> None:
    kept = (checkin(0, leg_pain=3), checkin(14, leg_pain=4), checkin(3643, leg_pain=6))
    async with opened(services(tmp_path, episode(), *kept)) as pilot:
        screen = await history(pilot)
        assert all(said in shown(pilot) for said in ("Sun 22 Nov  08:10", "Sun  8 Nov  08:10", " 1 Dec 2016 08:10"))
        assert "The last 9 weeks, by leg pain" in shown(pilot)
        await pilot.press("G", "tab")
        await until(pilot, lambda: "November 2016 – December 2017, by leg pain" in shown(pilot))
        assert screen.calendar.has_focus


async def test_enter_opens_the_whole_entry_and_esc_closes_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        await history(pilot)
        await pilot.press("j", "enter")
        await until(pilot, lambda: "Furthest zone" in shown(pilot))
        assert "Check-in · Saturday 21 November, 08:10" in shown(pilot)
        await pilot.press("escape")
        await history(pilot)


async def test_e_edits_an_old_entry_in_the_same_form(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        await history(pilot)
        await pilot.press("G", "e")
        await until(pilot, lambda: "Editing · Wednesday 18 November, time unknown" in shown(pilot))
        form = await the_form(pilot)
        assert field(form, "leg_pain").value == 8
        await pilot.press("backspace", "j", "7", "enter")
        await until(pilot, lambda: pilot.app.current_mode == "history")
        changed = services_of(pilot).journal.get(CheckIn, THREE[2].id)
        assert changed is not None
        assert (changed.leg_pain, changed.back_pain, changed.day, changed.at) == (None, 7, day(4), None)
        assert changed.rev == 2
        assert len(checkins(pilot)) == 3
        await pilot.press("u")
        await until(pilot, lambda: services_of(pilot).journal.get(CheckIn, THREE[2].id).leg_pain == 8)  # type: ignore[union-attr]


async def test_an_edited_entry_keeps_its_time(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        await history(pilot)
        await pilot.press("j", "e")
        await until(pilot, lambda: "Editing · Saturday 21 November, 08:10" in shown(pilot))
        await the_form(pilot)
        await pilot.press("4", "ctrl+s")
        await until(pilot, lambda: pilot.app.current_mode == "history")
        changed = services_of(pilot).journal.get(CheckIn, THREE[1].id)
        assert changed is not None
        assert (changed.leg_pain, changed.at, changed.tags) == (4, THREE[1].at, ("rain",))


async def test_saving_an_edit_leads_back_to_its_row_with_the_search_as_it_was(tmp_path: Path) -> None:
    more = checkin(1, "19:00", leg_pain=6)
    async with opened(services(tmp_path, episode(), *THREE, more)) as pilot:
        screen = await history(pilot)
        await pilot.press("j", "j", "e")
        await until(pilot, lambda: "Editing · Saturday 21 November, 08:10" in shown(pilot))
        await the_form(pilot)
        await pilot.press("4", "ctrl+s")
        await until(pilot, lambda: pilot.app.current_mode == "history")
        await until(pilot, lambda: "leg 4" in shown(pilot))
        assert screen.entry_list.current is not None
        assert screen.entry_list.current.record.id == THREE[1].id
        await pilot.press("/")
        await typed(pilot, "rain\n")
        await pilot.press("e")
        form = await the_form(pilot)
        await until(pilot, lambda: "Editing" in shown(pilot))
        await pilot.press("3", "ctrl+s")
        await until(pilot, lambda: pilot.app.current_mode == "history")
        assert [e.record.id for e in screen.entry_list.entries] == [THREE[1].id]
        await pilot.press("e")
        await until(pilot, lambda: "Editing" in shown(pilot))
        field(form, "tags").answer(None)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.current_mode == "history")
        await until(pilot, lambda: len(screen.entry_list.entries) == 4)
        assert screen.entry_list.current.record.id == THREE[1].id


async def test_a_new_check_in_of_a_day_of_the_history_still_leads_to_today(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        await history(pilot)
        await pilot.press("e")
        await until(pilot, lambda: "Editing" in shown(pilot))
        await the_form(pilot)
        await pilot.press("2", "ctrl+s")
        await until(pilot, lambda: pilot.app.current_mode == "history")
        await pilot.press("n")
        await until(pilot, lambda: "What do you want to add" in shown(pilot))
        await pilot.press("c")
        await the_form(pilot)
        await saved(pilot, "7")


async def test_d_deletes_with_what_belongs_to_it_and_u_brings_it_back(tmp_path: Path) -> None:
    taken = Medication(**stamp(), day=day(0), product="Ibuprofen", checkin=THREE[0].id)
    async with opened(services(tmp_path, episode(), *THREE, taken)) as pilot:
        screen = await history(pilot)
        while not isinstance(screen.entry_list.current.record, CheckIn):  # type: ignore[union-attr]
            await pilot.press("j")
        journal = services_of(pilot).journal
        await pilot.press("d")
        await until(pilot, lambda: len(checkins(pilot)) == 2)
        assert journal.all(Medication) == ()
        both = "heck-in of Sunday 22 November with its medication"
        await until(pilot, lambda: toasts(pilot) == [f"C{both} deleted. u brings it back."])
        await pilot.press("u")
        await until(pilot, lambda: len(checkins(pilot)) == 3)
        await until(pilot, lambda: toasts(pilot) == [f"The c{both} is back. U deletes it again."])
        assert [m.product for m in journal.all(Medication)] == ["Ibuprofen"]


async def test_u_puts_the_cursor_back_on_the_entry_that_it_brings_back(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        await pilot.press("j")
        deleted = screen.entry_list.current
        assert deleted is not None
        await pilot.press("d")
        await until(pilot, lambda: len(checkins(pilot)) == 2)
        await pilot.press("g")
        await pilot.press("u")
        await until(pilot, lambda: len(screen.entry_list.entries) == 3)
        assert screen.entry_list.current.record.id == deleted.record.id  # type: ignore[union-attr]


async def test_an_entry_in_full_names_its_keys_and_u_undoes_there_too(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        await pilot.press("d")
        await until(pilot, lambda: len(checkins(pilot)) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: "e edits, d deletes, u undoes" in shown(pilot))
        await pilot.press("u")
        await until(pilot, lambda: len(checkins(pilot)) == 3 and pilot.app.screen is screen)


async def test_in_a_search_the_calendar_marks_the_day_of_the_list(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        await pilot.press("/")
        await typed(pilot, "calf")
        await until(pilot, lambda: len(screen.entry_list.entries) == 1)
        current = screen.entry_list.current
        assert current is not None
        assert current.day != TODAY
        assert screen.calendar.cursor == current.day


async def test_an_entry_that_another_window_has_changed_is_asked_about_before_it_is_deleted(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        there = services_of(pilot)
        theirs = replace(THREE[0], note="by the other window")
        there.journal.save("check-in", theirs)

        async def delete() -> Deletion | None:
            return await delete_or_ask(pilot.app, there, "check-in", THREE[0])

        asking = pilot.app.run_worker(delete())
        await until(pilot, lambda: "It is now: leg" in shown(pilot))
        await pilot.press("k")
        assert await asking.wait() is None
        await until(pilot, lambda: pilot.app.screen is screen)
        assert len(checkins(pilot)) == 3
        asking = pilot.app.run_worker(delete())
        await until(pilot, lambda: "It is now: leg" in shown(pilot))
        await pilot.press("d")
        assert await asking.wait() is not None
        assert len(checkins(pilot)) == 2
        assert await pilot.app.run_worker(delete()).wait() is None
        await until(pilot, lambda: DELETED_ALREADY in toasts(pilot))


async def test_deleting_that_none_of_the_red_flags_is_new_says_what_that_means(tmp_path: Path) -> None:
    asked = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=())
    async with opened(services(tmp_path, episode(), asked)) as pilot:
        await history(pilot)
        await pilot.press("d")
        said = (
            "Red flag of Sunday 22 November deleted. The red flags now count as not asked that day. u brings it back."
        )
        await until(pilot, lambda: said in toasts(pilot))


async def test_slash_searches_and_esc_shows_everything_again(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        await pilot.press("/")
        await typed(pilot, "slept d")
        await until(pilot, lambda: "Nothing found for slept d." not in shown(pilot))
        assert [e.record for e in screen.entry_list.entries] == [THREE[0]]
        assert "1 of 3" in shown(pilot)
        await pilot.press("q")
        await until(pilot, lambda: not screen.entry_list.entries)
        assert "Nothing found for slept dq." in shown(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: len(screen.entry_list.entries) == 3)


async def test_the_words_around_a_hit_are_shown_and_the_hit_marked(tmp_path: Path) -> None:
    long = checkin(1, leg_pain=3, note=f"{'a walk by the river, ' * 5}then thunder all night")
    async with opened(services(tmp_path, episode(), *THREE, long)) as pilot:
        screen = await history(pilot)
        assert "thunder" not in shown(pilot)
        await pilot.press("/")
        await typed(pilot, "THUN")
        await until(pilot, lambda: "then thunder all night" in shown(pilot))
        [segment] = [s for y in range(3) for s in screen.entry_list.render_line(y) if s.text == "thun"]
        assert segment.style is not None
        assert segment.style.underline


async def test_enter_ends_the_search_and_keeps_what_was_found(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        await pilot.press("/")
        await typed(pilot, "rain\n")
        await until(pilot, lambda: screen.entry_list.has_focus)
        assert [e.record for e in screen.entry_list.entries] == [THREE[1]]
        await pilot.press("1", "6")
        assert [e.record for e in screen.entry_list.entries] == [THREE[1]]


async def test_a_search_looks_in_all_kinds_and_a_filter_over_it_says_what_drops_it(tmp_path: Path) -> None:
    taken = Medication(**stamp(), day=day(2), product="Ibuprofen")
    async with opened(services(tmp_path, episode(), *THREE, taken)) as pilot:
        screen = await history(pilot)
        await pilot.press("f", "/")
        await typed(pilot, "ibu\n")
        await until(pilot, lambda: [e.record for e in screen.entry_list.entries] == [taken])
        await pilot.press("f")
        assert "Nothing found for check-in · ibu. Esc shows all." in shown(pilot)


async def test_a_filter_goes_to_the_entry_of_its_kind_that_is_next_in_time(tmp_path: Path) -> None:
    taken = [Medication(**stamp(), day=day(ago), product="Ibuprofen") for ago in (0, 2, 4, 6)]
    async with opened(services(tmp_path, episode(), *(checkin(ago, leg_pain=4) for ago in (1, 3, 5)), *taken)) as pilot:
        screen = await history(pilot)
        await pilot.press("j", "j", "j", "f")
        assert [entry.day for entry in screen.entry_list.entries] == [day(1), day(3), day(5)]
        assert screen.entry_list.cursor == 1
        await pilot.press("f")
        await until(pilot, lambda: len(screen.entry_list.entries) == 4)
        assert screen.entry_list.current is not None
        assert screen.entry_list.current.day == day(4)


async def test_an_entry_after_midnight_says_so_in_the_list_and_in_its_details(tmp_path: Path) -> None:
    late = replace(checkin(1, leg_pain=4, note="woke up"), at=NOW.replace(hour=2, minute=55))
    async with opened(services(tmp_path, episode(), late), (120, 36)) as pilot:
        await history(pilot)
        await until(pilot, lambda: "02:55 after midnight" in shown(pilot))
        assert "after midnight · " in shown(pilot)


async def test_f_shows_one_kind_after_the_other(tmp_path: Path) -> None:
    taken = Medication(**stamp(), day=day(2), product="Ibuprofen")
    async with opened(services(tmp_path, episode(), *THREE, taken)) as pilot:
        screen = await history(pilot)
        counts = []
        for _ in range(3):
            await pilot.press("f")
            counts.append(len(screen.entry_list.entries))
        assert counts == [3, 1, 4]


async def test_one_kind_says_how_to_go_on_and_esc_shows_all_again(tmp_path: Path) -> None:
    taken = Medication(**stamp(), day=day(2), product="Ibuprofen")
    async with opened(services(tmp_path, episode(), *THREE, taken), (80, 24)) as pilot:
        screen = await history(pilot)
        await pilot.press("f")
        await until(pilot, lambda: "Entries · check-in (1 of 2) · f next, Esc all" in shown(pilot))
        assert "f Next kind  Esc All" in shown(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: len(screen.entry_list.entries) == 4)
        assert "Esc" not in shown(pilot)


async def test_n_adds_a_check_in_for_the_day_under_the_cursor(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        await pilot.press("tab")
        await until(pilot, lambda: screen.calendar.has_focus)
        await pilot.press("up", "up", "n")
        await until(pilot, lambda: "What do you want to add to Friday 20 November?" in shown(pilot))
        await pilot.press("c")
        await until(pilot, lambda: "Friday 20 November, time unknown" in shown(pilot))
        await the_form(pilot)
        entry = await saved(pilot, "2")
        assert (entry.day, entry.at, entry.leg_pain) == (day(2), None, 2)


async def test_with_nothing_written_down_every_key_is_harmless(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await history(pilot)
        await pilot.press(
            "enter", "e", "d", "f", "j", "k", "g", "G", "home", "end", "pageup", "pagedown", "tab", "enter"
        )
        assert "Nothing logged yet." in shown(pilot)
        await pilot.press("n")
        await until(pilot, lambda: "What do you want to add" in shown(pilot))
        await pilot.press("c")
        await the_form(pilot)


async def test_clicks_choose_a_day_and_open_an_entry(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        rows = shown(pilot).splitlines()
        row = next(y for y, line in enumerate(rows) if "Zone" in line) + 3
        await pilot.click(offset=(30, row))
        await until(pilot, lambda: screen.entry_list.cursor == 2)
        await pilot.click(offset=(30, row), times=2)
        await until(pilot, lambda: "Worst leg pain" in shown(pilot))
        await pilot.press("escape")
        row = next(y for y, line in enumerate(shown(pilot).splitlines()) if "◂" in line)
        column = shown(pilot).splitlines()[row].index("◂")
        await pilot.click(offset=(column - 9, row))
        await until(pilot, lambda: screen.calendar.cursor == day(7))


async def test_an_entry_of_another_window_appears_by_itself(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        services(tmp_path).journal.save("from elsewhere", checkin(2, leg_pain=1))
        pilot.app.controllers.journal.check()  # type: ignore[attr-defined]
        await until(pilot, lambda: len(screen.entry_list.entries) == 4)
        await settled(pilot)


async def test_a_wide_window_has_beside_the_columns_the_details_of_the_entry_under_the_cursor(tmp_path: Path) -> None:
    entries = (
        *THREE,
        checkin(1, leg_pain=4, back_pain=0, zone="calf", note="long drive, slow traffic all the way home"),
    )
    async with opened(services(tmp_path, episode(), *entries), size=(120, 36)) as pilot:
        screen = await history(pilot)
        assert "Day         Time   Leg  Back Zone    What" in shown(pilot)
        screen.entry_list.show_record(entries[-1].id)
        await until(pilot, lambda: "Worst leg pain   4 of 10" in shown(pilot))
        assert "long drive, slow" in shown(pilot)
        row = next(line for line in shown(pilot).splitlines() if "›" in line)
        assert row.split("›")[1].split()[:7] == ["Sat", "21", "Nov", "08:10", "4", "0", "calf"]
        assert "Check-in · Sat 21 Nov, 08:10" in shown(pilot)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "Worst leg pain" not in shown(pilot))
        row = next(line for line in shown(pilot).splitlines() if "›" in line)
        assert row.split("›")[1].split()[:7] == ["Sat", "21", "Nov", "08:10", "4", "0", "calf"]


async def test_beside_an_entry_stands_what_else_there_is_of_its_day_and_the_others_have_the_room_of_the_pains(
    tmp_path: Path,
) -> None:
    drive = Event(**stamp(), day=day(1), kind=EventKind.OTHER, title="a long drive to the coast and home")
    kept = services(tmp_path, episode(), *THREE, drive)
    async with opened(kept, size=(120, 36)) as pilot:
        screen = await history(pilot)
        screen.entry_list.show_day(day(1))
        await until(pilot, lambda: "Worst leg pain" in shown(pilot) and "Also that day" in shown(pilot))
        lists, details = zip(*(line.split("││") for line in shown(pilot).splitlines() if "││" in line), strict=True)
        beside = " ".join(line.strip(" │") for line in details)
        assert "Also that day Event: other: a long drive to the coast and home" in beside
        assert any("Event: other: a long drive to the coast and home" in line for line in lists)


@pytest.mark.parametrize("size", [(120, 36), (200, 60)])
async def test_below_an_entry_that_leaves_room_the_body_shows_where_it_hurt_on_the_day_if_that_was_said(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    entries = (checkin(0, leg_pain=3, zone="thigh"), checkin(1, leg_pain=8, zone="foot"), checkin(2, leg_pain=2))
    async with opened(services(tmp_path, episode(), *entries), size=size) as pilot:
        screen = await history(pilot)
        seen = []
        for entry in entries[:2]:
            screen.entry_list.show_record(entry.id)
            await until(pilot, partial(lambda title: title in shown(pilot), f"Where · {short_day(entry.day)}"))
            seen.append({zone for (zone, _), shade in screen.beside.body_map.shades if shade > ON_THE_WAY})
        assert seen == [{Zone.THIGH}, {Zone.FOOT}]
        screen.entry_list.show_record(entries[2].id)
        await until(pilot, lambda: "Where" not in shown(pilot))


async def test_the_body_names_the_year_and_an_unsaid_side_and_goes_with_the_last_hit(tmp_path: Path) -> None:
    async with opened(
        services(tmp_path, episode(side=None), checkin(400, leg_pain=8, zone="foot")), size=(180, 50)
    ) as pilot:
        screen = await history(pilot)
        await until(pilot, lambda: "Where · Sat 18 Oct 2025" in shown(pilot) and "side not given" in shown(pilot))
        assert screen.beside.body_map.shades
        await pilot.press("/")
        await typed(pilot, "nowhere at all")
        await until(pilot, lambda: "Nothing found" in shown(pilot))
        assert "Where" not in shown(pilot)


async def test_an_answer_beside_the_list_goes_on_below_itself(tmp_path: Path) -> None:
    routine = Session(
        **stamp(),
        day=TODAY,
        routine="piriformis",
        started_at=NOW,
        ended="finished",
        steps=(StepDone(kind="hold", planned_seconds=30, done_seconds=30, routine="piriformis", side=Side.LEFT),),
        before=Felt(leg_pain=2, zone=Zone.BUTTOCK),
    )
    async with opened(services(tmp_path, episode(), routine), size=(120, 36)) as pilot:
        await history(pilot)
        await until(pilot, lambda: "Piriformis stretch  left: 30 s" in shown(pilot))
        lines = shown(pilot).splitlines()
        assert not any("leg pain 2, furthest zone buttock" in line for line in lines), "it takes two"
        starts = {line.index(word) for line in lines for word in ("left: 30", "leg pain 2", "furthest") if word in line}
        assert len(starts) == 1, "below each other"


async def test_what_was_deleted_is_named_and_so_is_its_return(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        await history(pilot)
        await pilot.press("d")
        await until(pilot, lambda: toasts(pilot))
        named = toasts(pilot)[0].removesuffix(" deleted. u brings it back.")
        assert named.startswith("Check-in of ")
        await pilot.press("u")
        await until(pilot, lambda: toasts(pilot) == [f"The {named[0].lower()}{named[1:]} is back. U deletes it again."])


async def test_edit_is_named_only_where_the_entry_has_a_form(tmp_path: Path) -> None:
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=())
    async with opened(services(tmp_path, episode(), *THREE, flag)) as pilot:
        screen = await history(pilot)
        assert screen.entry_list.show_record(flag.id)
        await until(pilot, lambda: "⏎ Open  d Delete" in shown(pilot))
        assert screen.entry_list.show_record(THREE[0].id)
        await until(pilot, lambda: "e Edit" in shown(pilot))


async def test_of_a_red_flag_that_was_ended_edit_and_delete_say_so_and_send_nowhere(tmp_path: Path) -> None:
    ended = Cleared(how=ClearedHow.MISTAKE, on=TODAY, at=NOW)
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("fever",), cleared=ended)
    async with opened(services(tmp_path, episode(), flag)) as pilot:
        await history(pilot)
        for key in "ed":
            await pilot.press(key)
            await until(pilot, lambda: toasts(pilot))
            assert toasts(pilot) == ["A red flag can't be changed or deleted. You ended this one: it was a mistake."]
            pilot.app.clear_notifications()


async def test_a_red_flag_whose_reason_is_told_as_of_today_is_refused_as_any_other(
    tmp_path: Path,
) -> None:
    tests = checkin(4, heel_walk=MuscleSides(left=Muscle.WEAK), toe_lift=MuscleSides(left=Muscle.WEAK))
    why = "left heel walk: weak"
    flag = RedFlagAnswer(**stamp(), day=tests.day, at=NOW, flags=(WEAKNESS,), raised=True, why=why, checkin=tests.id)
    async with opened(services(tmp_path, episode(), tests, flag), (120, 36)) as pilot:
        screen = await history(pilot)
        screen.entry_list.show_record(flag.id)
        await until(pilot, lambda: "big toe lift weak since" in " ".join(re.sub("[│╭╮╰╯─]", " ", shown(pilot)).split()))
        await pilot.press("d")
        await until(pilot, lambda: toasts(pilot))
        assert toasts(pilot)[0].startswith("A red flag can't be changed or deleted.")
        assert pilot.app.screen is screen


async def test_the_list_begins_at_the_latest_entry_up_to_now_and_not_at_a_visit_to_come(tmp_path: Path) -> None:
    coming = Visit(**stamp(), day=TODAY + timedelta(8), kind=VisitKind.DOCTOR, who="Dr Lee")
    async with opened(services(tmp_path, episode(), coming, *THREE), (120, 36)) as pilot:
        screen = await history(pilot)
        current = screen.entry_list.current
        assert current is not None
        assert isinstance(current.record, CheckIn)
        assert current.day == TODAY
        assert "Dr Lee" in shown(pilot), "what is to come stands above"
        assert "slept badly" in shown(pilot), "its details beside it"


async def test_the_chosen_row_keeps_the_colours_of_its_pains(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        await until(pilot, lambda: screen.entry_list.has_focus)
        spot = next(segment for segment in screen.entry_list.render_line(0) if segment.text.strip() == "3")
        assert spot.style is not None
        assert spot.style.bgcolor == pain_cell(pilot.app, 3).rich_style.bgcolor


async def test_at_eighty_columns_the_list_has_most_of_the_window_until_the_calendar_is_opened(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE)) as pilot:
        screen = await history(pilot)
        await until(pilot, lambda: "Tab opens the calendar" in shown(pilot))
        assert screen.entry_list.size.height >= 14
        await pilot.press("tab")
        await until(pilot, lambda: "Tab opens the calendar" not in shown(pilot))
        assert screen.entry_list.size.height < 10


async def test_an_empty_history_names_the_keys_that_begin_it_and_none_of_an_entry(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await history(pilot)
        await until(pilot, lambda: "checks in: how you are today." in shown(pilot))
        footer = shown(pilot).splitlines()[-1]
        assert not any(words in footer for words in ("Open", "Edit", "Delete"))


@pytest.mark.parametrize(
    ("record", "is_marked"),
    [
        (RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=()), False),
        (Visit(**stamp(), day=TODAY, kind=VisitKind.DOCTOR), False),
        (checkin(0, leg_pain=3), True),
    ],
)
async def test_the_calendar_stands_from_the_first_entry_on_that_marks_a_day(
    tmp_path: Path, record: Record, is_marked: bool
) -> None:
    async with opened(services(tmp_path, episode(), record), size=(120, 36)) as pilot:
        screen = await history(pilot)
        await until(pilot, lambda: screen.entry_list.entries)
        assert ("What you will find here" not in shown(pilot)) is is_marked
        assert ("no check-in" in shown(pilot)) is is_marked
        await pilot.press("tab")
        assert screen.calendar.has_focus is is_marked
        assert screen.entry_list.has_focus is not is_marked


async def test_enter_edits_an_entry_that_is_read_beside_the_list(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *THREE), size=(120, 36)) as pilot:
        await history(pilot)
        await until(pilot, lambda: "⏎ Edit" in shown(pilot))
        assert "e Edit" not in shown(pilot)
        await pilot.press("enter")
        form = (await the_form(pilot)).form
        assert form is not None
        assert form.editing is not None


@pytest.mark.parametrize(("size", "lines"), [((80, 24), 1), ((120, 36), 60)])
async def test_enter_opens_the_page_of_an_entry_that_is_not_read_to_its_end_beside_the_list(
    tmp_path: Path, size: tuple[int, int], lines: int
) -> None:
    entry = checkin(0, leg_pain=3, note="\n".join(["slept badly"] * lines))
    async with opened(services(tmp_path, episode(), entry), size=size) as pilot:
        await history(pilot)
        await until(pilot, lambda: "⏎ Open" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EntryPage))
