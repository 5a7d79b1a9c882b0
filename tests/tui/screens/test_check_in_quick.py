"""The quick check-in: three keys and Enter, nothing taken for granted, any day, as many as wanted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.records import Medication, RedFlagAnswer, Side, Zone
from sciatica_tui.tui.widgets.body_map import BodyMap
from sciatica_tui.tui.widgets.entry_list import EntryList
from sciatica_tui.tui.widgets.fields.field import Field
from sciatica_tui.tui.widgets.fields.flags_field import FlagsField
from sciatica_tui.tui.widgets.spot import width_of

from ...driving import (
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
    until,
)
from ...support import NOW, TODAY, FakeClock, checkin, day, services


async def test_three_keys_and_enter_save_leg_back_and_zone(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "6", "3", "4", "enter")
        await until(pilot, lambda: checkins(pilot))
        [entry] = checkins(pilot)
        assert (entry.leg_pain, entry.back_pain, entry.zone) == (6, 3, Zone.CALF)
        assert (entry.day, entry.at) == (TODAY, NOW)
        await until(pilot, lambda: pilot.app.current_mode == "today")
        await pilot.pause()
        assert toasts(pilot) == ["Saved: leg 6, back 3, calf. u undoes it."]
        assert "leg 6  back 3  calf" in shown(pilot)


async def test_c_on_today_opens_the_form_and_keys_typed_at_once_reach_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("c")
        for key in ("1", "0", "0"):
            await pilot.press(key)
        await pilot.press("enter")
        await until(pilot, lambda: checkins(pilot))
        [entry] = checkins(pilot)
        assert (entry.leg_pain, entry.back_pain, entry.zone) == (1, 0, Zone.NONE)


async def test_nothing_is_preselected_and_what_is_not_answered_is_not_in_the_file(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(1, leg_pain=4, back_pain=2))) as pilot:
        form = await opened_form(pilot)
        assert all(each.value is None for each in form.query(Field))
        await saved(pilot, "5")
    document = json.loads((tmp_path / "sciatica.json").read_text())
    [entry] = [each for each in document["checkins"].values() if each["day"] == TODAY.isoformat()]
    assert set(entry) == {"id", "created_at", "updated_at", "rev", "day", "at", "leg_pain"}


async def test_red_flags_alone_are_kept_as_an_answer_and_not_as_a_check_in(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "n", "enter")
        await until(pilot, lambda: services_of(pilot).journal.all(RedFlagAnswer))
        await until(pilot, lambda: pilot.app.current_mode == "today")
        await pilot.pause()
        [answer] = services_of(pilot).journal.all(RedFlagAnswer)
        assert (answer.flags, answer.day, checkins(pilot)) == ((), TODAY, ())
        assert toasts(pilot) == [
            "Saved: none of the red flags applies. Nothing else was answered, so there is no check-in. u undoes it."
        ]
        await pilot.press("c")
        assert "asked today" in shown(pilot)
        assert (await the_form(pilot)).form.answers == {}  # type: ignore[union-attr]


async def test_red_flags_that_were_asked_before_say_that_nothing_is_new(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(1, leg_pain=4, red_flags=()))) as pilot:
        await opened_form(pilot, "n", "enter")
        await until(pilot, lambda: any(toast.startswith("Saved: nothing new among") for toast in toasts(pilot)))


async def test_an_empty_form_is_not_saved(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "enter")
        assert toasts(pilot) == ["Nothing is answered yet, so there is nothing to save."]
        assert checkins(pilot) == ()


async def test_yesterdays_answers_are_faint_words_and_a_key_copies_one(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(1, leg_pain=4, back_pain=2))) as pilot:
        form = await opened_form(pilot)
        assert "yesterday 4" in shown(pilot)
        assert field(form, "leg_pain").value is None
        await pilot.press("equals_sign")
        assert field(form, "leg_pain").value == 4
        assert field(form, "back_pain").has_focus
        entry = await saved(pilot, "3")
        assert (entry.leg_pain, entry.back_pain) == (4, 3)


async def test_the_title_says_how_many_entries_the_day_has_already(tmp_path: Path) -> None:
    there = services(tmp_path, episode(), checkin(0, leg_pain=4), checkin(1, leg_pain=5), checkin(1, leg_pain=6))
    async with opened(there) as pilot:
        await opened_form(pilot)
        assert "Sunday 22 November, today · 1 entry already" in shown(pilot)
        await pilot.press("left_square_bracket")
        await the_form(pilot)
        assert "Saturday 21 November, time unknown · 2 entries already" in shown(pilot)
        await pilot.press("left_square_bracket")
        await the_form(pilot)
        assert "already" not in shown(pilot)


async def test_in_the_form_of_an_earlier_day_the_day_before_it_is_called_by_its_name(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(2, leg_pain=7))) as pilot:
        await opened_form(pilot, "left_square_bracket")
        await the_form(pilot)
        assert "Fri 7" in shown(pilot)
        assert "yesterday" not in shown(pilot)


async def test_pain_with_the_zone_none_is_kept_and_asked_about(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot)
        entry = await saved(pilot, "t", "2", "0")
        assert (entry.leg_pain, entry.zone) == (10, Zone.NONE)
        assert "“none” as the furthest zone: is that right?" in toasts(pilot)[-1]


async def test_the_key_says_so_where_there_is_nothing_to_copy(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "equals_sign")
        assert toasts(pilot) == ["You did not answer this on the day before."]


async def test_backspace_makes_an_answer_unanswered_again_and_t_is_ten(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "t", "5", "k", "backspace")
        entry = await saved(pilot)
        assert (entry.leg_pain, entry.back_pain) == (10, None)


MAY_BE_TEN = "Leg pain 1 and back pain 0? If you meant 10, press t."


async def test_a_1_and_a_0_are_two_answers_and_t_behind_them_makes_ten_and_asks_again_for_the_back(
    tmp_path: Path,
) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "1", "0")
        assert (field(form, "leg_pain").value, field(form, "back_pain").value) == (1, 0)
        assert MAY_BE_TEN in shown(pilot)
        await pilot.press("4")
        await settled(pilot)
        assert MAY_BE_TEN in shown(pilot)
        await pilot.press("t")
        await settled(pilot)
        assert (field(form, "leg_pain").value, field(form, "back_pain").value) == (10, None)
        assert field(form, "back_pain").has_focus
        assert MAY_BE_TEN not in shown(pilot)
        entry = await saved(pilot, "3")
        assert (entry.leg_pain, entry.back_pain, entry.zone) == (10, 3, Zone.CALF)


async def test_the_key_of_ten_is_named_whole_in_the_smallest_window(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), (60, 16)) as pilot:
        await opened_form(pilot, "1", "0")
        assert MAY_BE_TEN in shown(pilot)


async def test_t_is_ten_of_the_pain_that_has_the_focus_whatever_was_typed_before(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "1", "0", "k")
        assert MAY_BE_TEN not in str(form.hint.content)
        await pilot.press("t")
        await settled(pilot)
        assert (field(form, "leg_pain").value, field(form, "back_pain").value) == (1, 10)


@pytest.mark.parametrize("keys", ["2 0", "1 1", "1", "0 1", "0 1 k k 1 j 0"])
async def test_t_makes_no_ten_of_other_answers(keys: str, tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, *keys.split(), "j", "j")
        before = field(form, "leg_pain").value
        await pilot.press("t")
        await settled(pilot)
        assert field(form, "leg_pain").value == before


@pytest.mark.parametrize(
    ("first_keys", "keys"),
    [
        pytest.param("1 0", "u", id="an undone answer"),
        pytest.param("1 0", "k", id="a move back"),
        pytest.param("1 0", "k l j", id="another answer"),
        pytest.param("1 0", "d", id="another depth"),
        pytest.param("1 0", "w", id="the weekly tests"),
        pytest.param("1 0", "enter c", id="a new form"),
        pytest.param("1 0", "left_square_bracket", id="another day"),
    ],
)
async def test_that_a_1_and_a_0_may_be_ten_is_said_only_while_they_stand(
    first_keys: str, keys: str, tmp_path: Path
) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, *first_keys.split())
        assert MAY_BE_TEN in str(form.hint.content)
        for key in keys.split():
            await pilot.press(key)
            await settled(pilot)
        assert MAY_BE_TEN not in str((await the_form(pilot)).hint.content)


async def test_n_in_the_long_form_says_what_it_answered_as_its_question_may_be_out_of_sight(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await go_to(pilot, form, "note")
        await pilot.press("escape", "n")
        assert toasts(pilot) == ["Red flags: none of these. u takes it back."]
        await pilot.press("u")
        await until(pilot, lambda: field(form, "red_flags").value is None)


@pytest.mark.parametrize(("name", "label"), [("note", "Note"), ("tags", "Tags"), ("posture", "Posture now")])
async def test_esc_out_of_words_leaves_the_mark_there_and_i_goes_on_typing(
    tmp_path: Path, name: str, label: str
) -> None:
    async with opened(services(tmp_path, episode()), (120, 36)) as pilot:
        form = await opened_form(pilot, "d")
        await go_to(pilot, form, name)
        await pilot.press("a", "escape", "n")
        assert f"› {label}" in shown(pilot)
        assert field(form, "red_flags").value == ()
        await pilot.press("i", "n")
        await settled(pilot)
        assert form.box.current_field.name == name
        await pilot.press("escape", "enter")
        await until(pilot, lambda: checkins(pilot))


async def test_n_needs_no_word_where_its_question_is_in_sight(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await settled(pilot)
        await pilot.press("n")
        assert field(form, "red_flags").value == ()
        assert toasts(pilot) == []


async def test_n_takes_back_no_red_flag_that_is_marked_in_the_form(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "6")
        form.flags_answered(("fever",))
        await pilot.press("n")
        assert field(form, "red_flags").value == ("fever",)
        assert toasts(pilot) == ["A red flag is marked; ! shows it, backspace on it takes the mark back."]


async def test_every_scale_up_to_ten_says_that_t_is_ten(tmp_path: Path) -> None:
    """1 and 0 are two answers, as fast as they may come: so the ten must say its key."""
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot)
        assert "9 ᵗ10" in shown(pilot)
        assert "a digit answers, t is ten, h l change it" in shown(pilot)
        await pilot.press("j", "j")
        assert "t is ten" not in shown(pilot)


async def test_a_digit_that_no_answer_has_stays_in_the_form(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await settled(pilot)
        for question in ("red_flags", "zone", "side", "cough_pain"):
            asked = await go_to(pilot, form, question)
            await pilot.press("9", "9", "7", "6")
            assert (pilot.app.current_mode, asked.value) == ("form", None)
        await pilot.press("escape", "f6")
        assert pilot.app.current_mode == "history"


async def test_arrows_and_h_l_change_a_value_and_j_k_go_from_question_to_question(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "l", "right", "j", "l", "l", "l", "h", "up", "l")
        entry = await saved(pilot)
        assert (entry.leg_pain, entry.back_pain) == (2, 1)


async def test_several_a_day_are_several_entries(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(services(tmp_path, episode(), clock=clock)) as pilot:
        await opened_form(pilot)
        await saved(pilot, "6")
        clock.advance(3600)
        await opened_form(pilot)
        await saved(pilot, "5")
        assert sorted(c.leg_pain or 0 for c in checkins(pilot)) == [5, 6]
        assert len({c.id for c in checkins(pilot)}) == 2


async def test_the_brackets_go_to_other_days_whose_time_stays_unknown_and_never_to_the_future(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "left_square_bracket", "ctrl+left")
        await the_form(pilot)
        assert "Friday 20 November, time unknown" in shown(pilot)
        await pilot.press("right_square_bracket", "ctrl+right", "right_square_bracket", "ctrl+right")
        assert "Sunday 22 November, today" in shown(pilot)
        await pilot.press("left_square_bracket")
        await the_form(pilot)
        entry = await saved(pilot, "7")
        assert (entry.day, entry.at, entry.leg_pain) == (day(1), None, 7)


async def test_esc_leaves_a_field_and_moving_goes_on_from_there(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await settled(pilot)
        await go_to(pilot, form, "tags")
        await pilot.press("escape")
        assert field(form, "tags").is_left_by_esc
        await pilot.press("down")
        await until(pilot, lambda: field(form, "medication").has_focus)


async def test_the_footer_and_the_border_name_what_d_does_and_what_saves_at_each_depth(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(activities=("stairs",))), (120, 36)) as pilot:
        await opened_form(pilot, "6")
        await until(pilot, lambda: "d More" in shown(pilot) and "kept as a draft · Enter saves" in shown(pilot))
        await pilot.press("d")
        await until(pilot, lambda: "d Less" in shown(pilot))
        await pilot.press("w")
        await until(pilot, lambda: "d Daily" in shown(pilot) and "kept as a draft · ^s saves" in shown(pilot))


async def test_an_entry_opened_to_be_changed_is_no_draft_before_it_is_changed(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(0, leg_pain=5))) as pilot:
        form = await opened_row(pilot, "leg 5")
        assert "kept as a draft" not in shown(pilot)
        await pilot.press("6")
        await until(pilot, lambda: "kept as a draft" in shown(pilot))
        assert form.form is not None


async def test_more_and_less_keep_the_answers_and_the_place(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "6", "d")
        await until(pilot, lambda: len(form.query(Field)) > 10 and field(form, "back_pain").has_focus)
        assert field(form, "leg_pain").value == 6
        await pilot.press("d")
        await until(pilot, lambda: len(form.query(Field)) == 4)
        assert field(form, "leg_pain").value == 6


async def test_a_click_answers_a_scale_and_the_body_answers_the_zone(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), size=(80, 40)) as pilot:
        form = await opened_form(pilot)
        row = next(y for y, line in enumerate(shown(pilot).splitlines()) if "Worst leg pain" in line)
        line = shown(pilot).splitlines()[row]
        await pilot.click(offset=(line.index(" 7 ") + 1, row))
        assert field(form, "leg_pain").value == 7
        body = form.near_map
        await pilot.click("#near-map", offset=(body.size.width // 2 - 2, body.size.height // 2))
        await until(pilot, lambda: field(form, "zone").value is not None)


@pytest.mark.parametrize("keys", [(), ("d",)])
async def test_a_click_on_the_other_leg_marks_none_or_that_one(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with opened(services(tmp_path, episode(side=Side.LEFT)), size=(120, 36)) as pilot:
        form = await opened_form(pilot, *keys)
        form.beside.body_map.post_message(BodyMap.Chosen(Zone.CALF, Side.RIGHT))
        await settled(pilot)
        zone, side = field(form, "zone").value, form.form.answers.get("side") if form.form is not None else None
        if keys:
            assert (zone, side) == (Zone.CALF, Side.RIGHT)
        else:
            assert (zone, side) == (None, None)
            said = "That is the right leg; your pain is on the left. d asks for the side too."
            assert toasts(pilot) == [said]
        form.beside.body_map.post_message(BodyMap.Chosen(Zone.BACK, Side.RIGHT))
        await settled(pilot)
        assert field(form, "zone").value == Zone.BACK


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_check_ins_before_stand_below_the_questions_and_take_no_focus(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    entries = [checkin(ago, leg_pain=4, back_pain=1, zone="thigh") for ago in range(1, 50)]
    async with opened(services(tmp_path, episode(), *entries), size=size) as pilot:
        form = await opened_form(pilot, "6", "3", "4")
        await settled(pilot)
        rows = shown(pilot).splitlines()
        head = next(y for y, line in enumerate(rows) if "Day" in line and "Zone" in line)
        assert "Sat 21 Nov" in rows[head + 1]
        await pilot.click(offset=(rows[head + 1].index("Sat 21 Nov"), head + 1))
        assert form.focused is not form.query_one(EntryList)
        assert "›" not in rows[head + 1]


async def test_u_takes_the_saved_check_in_back(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot)
        await saved(pilot, "6")
        await until(pilot, lambda: any("u undoes it" in said for said in toasts(pilot)))
        await pilot.press("u")
        await until(pilot, lambda: not checkins(pilot))
        await until(pilot, lambda: any("Undone" in said for said in toasts(pilot)))
        assert toasts(pilot) == ["Undone: check-in of Sunday 22 November. U brings it back."], (
            "nothing else can be taken for it"
        )
        await until(pilot, lambda: "Nothing logged yet" in shown(pilot))


async def test_what_undo_removed_comes_back_and_a_correction_is_told_from_the_entry(tmp_path: Path) -> None:
    there = services(tmp_path, episode())
    async with opened(there) as pilot:
        await opened_form(pilot)
        await saved(pilot, "5")
        [entry] = checkins(pilot)
        there.journal.save("check-in of Sunday 22 November", replace(entry, leg_pain=6), over=[entry])
        for key, sentence, pains in (
            ("u", "Undone: the correction of the check-in of Sunday 22 November: leg 6 → leg 5. U redoes it.", [5]),
            ("u", "Undone: check-in of Sunday 22 November. U brings it back.", []),
            ("U", "The check-in of Sunday 22 November is back. u undoes it.", [5]),
            ("U", "Done again: the correction of the check-in of Sunday 22 November: leg 5 → leg 6. u undoes it.", [6]),
            ("U", "Nothing to redo: u has undone nothing since the last change.", [6]),
            ("u", "Undone: the correction of the check-in of Sunday 22 November: leg 6 → leg 5. U redoes it.", [5]),
        ):
            await pilot.press(key)
            await until(pilot, lambda sentence=sentence: toasts(pilot) == [sentence])  # type: ignore[misc]
            assert [there.leg_pain for there in checkins(pilot)] == pains
        await opened_form(pilot)
        await saved(pilot, "4")
        await pilot.press("U")
        await until(pilot, lambda: any("Nothing to redo" in words for words in toasts(pilot)))


async def test_u_in_a_form_takes_back_its_answers_one_by_one_and_nothing_else(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "6", "enter")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        form = await opened_form(pilot, "5", "3")
        for number in (1, 0):
            await pilot.press("u")
            await settled(pilot)
            assert form.form is not None
            assert form.form.answers == dict([("leg_pain", 5)][:number])
            assert toasts(pilot) == ["Undone: your last answer in this form."]
        assert form.box.current_field.name == "leg_pain"
        await pilot.press("u")
        await settled(pilot)
        assert toasts(pilot)[0].startswith("Nothing to undo in this form.")
        assert [entry.leg_pain for entry in checkins(pilot)] == [6]


async def test_u_with_nothing_to_take_back_says_so(tmp_path: Path) -> None:
    async with opened(services(tmp_path / "third", episode())) as pilot:
        await pilot.press("u", "u")
        await until(
            pilot, lambda: any("Correct or delete older entries in History." in words for words in toasts(pilot))
        )


async def test_two_enters_save_once(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "6", "d")
        await settled(pilot)
        medication = await go_to(pilot, form, "medication")
        await pilot.press("a", "b", "c", "enter", "escape")
        assert medication.value == ("abc",)
        form.action_save()
        form.action_save()
        await until(pilot, lambda: pilot.app.current_mode == "today")
        await settled(pilot)
        assert len(checkins(pilot)) == 1
        assert [m.product for m in services_of(pilot).journal.all(Medication)] == ["abc"]


async def test_arrows_move_between_the_questions_of_a_form_that_scrolls(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await until(pilot, lambda: len(list(form.query(Field))) > 10)
        await pilot.press("down", "down")
        assert form.focused is field(form, "zone")
        await pilot.press("up")
        assert form.focused is field(form, "back_pain")


async def test_the_strip_names_the_function_keys_where_digits_answer(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        assert " 1 Today " in shown(pilot)
        await opened_form(pilot)
        assert "F1 Today" in shown(pilot)
        await pilot.press("1")
        assert pilot.app.current_mode == "form"


@pytest.mark.parametrize("width", [25, 30, 36, 56, 100])
@pytest.mark.parametrize("earlier", [None, ()])
def test_the_row_of_the_red_flags_has_whole_words_at_every_width(width: int, earlier: tuple[str, ...] | None) -> None:
    flags = FlagsField("red_flags", "Red flags")
    flags.none_words, flags.earlier = "nothing new", earlier
    [line] = flags.answer_lines(width)
    words = "".join(spot.text for spot in line).split()
    assert width_of(line) <= width
    assert words[-1] in ("show", "them", "asked")
    assert ("left open: not asked" in " ".join(words)) == (earlier is None and width >= 56)


async def test_before_the_first_entry_the_form_says_what_its_questions_are_for(tmp_path: Path) -> None:
    for entries, title in (((), "What is asked"), ((checkin(1),), "Before")):
        async with opened(services(tmp_path / title, episode(), *entries), size=(120, 36)) as pilot:
            await opened_form(pilot)
            await until(pilot, lambda title=title: f"─ {title} ─" in shown(pilot))  # type: ignore[misc]
            assert ("Counts as unknown, never as zero." in shown(pilot)) is not bool(entries)


@pytest.mark.parametrize("size", [(120, 36), (200, 60)])
async def test_all_answers_of_the_day_before_end_in_one_column(tmp_path: Path, size: tuple[int, int]) -> None:
    before = checkin(1, leg_pain=2, back_pain=10, zone=Zone.NONE if size == (120, 36) else Zone.BUTTOCK)
    async with opened(services(tmp_path, episode(), before), size) as pilot:
        await opened_form(pilot)
        await until(pilot, lambda: shown(pilot).count("yesterday ") == 3)
        lines = [line for line in shown(pilot).splitlines() if "yesterday " in line]
        assert len({len(line[: line.index("│", line.index("yesterday"))].rstrip()) for line in lines}) == 1
