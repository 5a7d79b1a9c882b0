"""Every measure of the daily and the weekly check-in, from the keys into the record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sciatica_tui.domain.measures.answers import answers_of
from sciatica_tui.domain.measures.catalogue import MEASURES, side_paths
from sciatica_tui.domain.measures.questions import Depth
from sciatica_tui.domain.records import (
    Activity,
    ActivityKind,
    Bother,
    Cleared,
    ClearedHow,
    Episode,
    HeelRises,
    LegRaise,
    LegRaiseMethod,
    Medication,
    Muscle,
    MuscleSides,
    Quality,
    RedFlagAnswer,
    Side,
    Symptom,
    Task,
    Tasks,
    Zone,
)
from sciatica_tui.tui.screens.check_in import CheckInScreen
from sciatica_tui.tui.screens.check_in_questions import ENTER_AGAIN
from sciatica_tui.tui.screens.form_navigation import follow_answer
from sciatica_tui.tui.widgets.fields import basic
from sciatica_tui.tui.widgets.fields.basic import RatingField
from sciatica_tui.tui.widgets.fields.field import Field
from sciatica_tui.tui.widgets.fields.timed_fields import RUNNING

from ...driving import (
    AppPilot,
    click_at_once,
    episode,
    field,
    go_to,
    opened,
    opened_form,
    saved,
    services_of,
    settled,
    shown,
    the_form,
    toasts,
    typed,
    until,
)
from ...support import NOW, FakeClock, checkin, day, services, stamp

SEEN = Cleared(how=ClearedHow.SEEN, on=day(9), at=NOW)
BOTH_KNOWN = (
    episode(side=Side.BOTH),
    RedFlagAnswer(**stamp(), day=day(10), at=NOW, flags=("both_legs",), cleared=SEEN),
)
"""With both sides known and weakness seen nothing here raises an alarm."""

ONE_KEY: dict[str, tuple[str, Any]] = {
    "side": ("2", Side.RIGHT),
    "frequency": ("3", "half"),
    "cough_pain": ("1", True),
    "weakness_felt": ("2", False),
    "spasm_count": ("2", "one_or_two"),
    "spasm_severity": ("7", 7),
    "tasks.stairs": ("3", "hard"),
    "tasks.lifting": ("4", "could_not"),
    "tasks.bending": ("2", "easy"),
    "tasks.driving": ("1", "not_done"),
    "sleep": ("t", 10),
    "flare": ("2", False),
    "bother.leg_pain": ("6", 6),
    "bother.tingling": ("0", 0),
    "bother.weakness": ("1", 1),
    "bother.sitting": ("3", 3),
    "worry": ("8", 8),
    "confidence": ("4", 4),
}
"""The questions that one key answers: path, key, what is kept."""

LAST_OF_TEST = ("bother.sitting", "worry", "confidence")
"""Those of them that are the last on a page of the weekly tests, where only Enter goes on."""


async def at_depth(pilot: AppPilot, depth: Depth) -> CheckInScreen:
    form = await opened_form(pilot)
    await pilot.press(*{Depth.QUICK: "", Depth.DAILY: "d", Depth.WEEKLY: "w"}[depth])
    wanted = [measure.path for measure in MEASURES if measure.depth is depth and measure.path != "abilities"]
    await until(pilot, lambda: all(any(f.name == path for f in form.query("*")) for path in wanted))
    await the_form(pilot)
    return form


async def answer(pilot: AppPilot, form: CheckInScreen, name: str, *keys: str) -> None:
    await go_to(pilot, form, name)
    await pilot.press(*keys)


async def test_one_key_answers_each_of_these_and_moves_on(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN), size=(120, 40)) as pilot:
        form = await at_depth(pilot, Depth.DAILY)
        for path, (key, _) in ONE_KEY.items():
            if path == "bother.leg_pain":
                await pilot.press("escape", "w")
                await until(pilot, lambda: form.form is not None and form.form.depth is Depth.WEEKLY)
                await the_form(pilot)
            question = await go_to(pilot, form, path)
            await pilot.press(key)
            assert question.has_focus is (path in LAST_OF_TEST), path
        entry = await saved(pilot)
        assert answers_of(entry) == {path: value for path, (_, value) in ONE_KEY.items()}
        assert entry.bother == Bother(leg_pain=6, tingling=0, weakness=1, sitting=3)
        assert entry.tasks == Tasks(stairs=Task.HARD, lifting=Task.COULD_NOT, bending=Task.EASY, driving=Task.NOT_DONE)


async def test_symptoms_are_marked_on_the_body_by_zone_side_and_quality(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.DAILY)
        await answer(pilot, form, "symptoms", "j", "j", "h", "t", "7", "l", "n")
        entry = await saved(pilot)
        assert entry.symptoms == (
            Symptom(zone=Zone.CALF, quality=Quality.TINGLING, side=Side.LEFT, intensity=7),
            Symptom(zone=Zone.CALF, quality=Quality.NUMB, side=Side.RIGHT),
        )


async def test_nothing_felt_is_an_answer_and_not_the_same_as_none(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.DAILY)
        await answer(pilot, form, "symptoms", "x")
        await answer(pilot, form, "activity", "x")
        entry = await saved(pilot)
        assert (entry.symptoms, entry.activity, entry.tags) == ((), (), None)


async def test_minutes_are_typed_and_nothing_is_kept_of_what_is_out_of_range(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.DAILY)
        await answer(pilot, form, "sit_minutes", "4", "5")
        await answer(pilot, form, "stand_minutes", "1", "4", "4", "1")
        await answer(pilot, form, "walk_minutes", "right", "right")
        entry = await saved(pilot)
        assert (entry.sit_minutes, entry.stand_minutes, entry.walk_minutes) == (45, None, 10)


async def test_activity_is_kinds_with_minutes(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.DAILY)
        await answer(pilot, form, "activity", "3", "0", "l", "l", "+", "+")
        entry = await saved(pilot)
        assert entry.activity == (
            Activity(kind=ActivityKind.WALK, minutes=30),
            Activity(kind=ActivityKind.CYCLE, minutes=10),
        )


async def test_tags_are_typed_with_enter_or_comma_remembered_and_taken_by_a_digit(tmp_path: Path) -> None:
    before = (checkin(2, tags=["rain", "long drive"]), checkin(3, tags=["rain"]))
    async with opened(services(tmp_path, *BOTH_KNOWN, *before)) as pilot:
        form = await at_depth(pilot, Depth.DAILY)
        await answer(pilot, form, "tags", "1")
        await typed(pilot, "Garden work,LONG DRIVE\n")
        entry = await saved(pilot)
        assert entry.tags == ("rain", "Garden work", "long drive")


async def test_a_tag_that_is_typed_and_not_confirmed_is_saved_all_the_same(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.DAILY)
        await go_to(pilot, form, "tags")
        await typed(pilot, "shopping")
        entry = await saved(pilot)
        assert entry.tags == ("shopping",)
        await opened_form(pilot)
        assert form.form is not None
        assert form.form.empty


async def test_posture_is_one_word_of_ours_or_of_their_own(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.DAILY)
        await answer(pilot, form, "posture", "1")
        await typed(pilot, "on the sofa\n")
        entry = await saved(pilot)
        assert entry.posture == "on the sofa"


async def test_medication_is_kept_beside_the_check_in_and_goes_with_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.DAILY)
        await go_to(pilot, form, "medication")
        await typed(pilot, "Ibuprofen 400\n")
        entry = await saved(pilot)
        journal = services_of(pilot).journal
        [taken] = journal.all(Medication)
        assert (taken.product, taken.checkin, taken.day) == ("Ibuprofen 400", entry.id, entry.day)
        await pilot.press("u")
        await until(pilot, lambda: not journal.all(Medication))


async def test_the_note_takes_any_letters_and_lines(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.DAILY)
        await go_to(pilot, form, "note")
        await typed(pilot, "q u [/] !\n2")
        entry = await saved(pilot)
        assert entry.note == "q u [/] !\n2"


async def test_the_weekly_tests_of_both_sides(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN), size=(120, 40)) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await answer(pilot, form, "leg_raise.method", "1")
        await answer(pilot, form, "leg_raise", "4", "5", "tab", "6", "0")
        await answer(pilot, form, "heel_rises", "2", "0", "tab", "2", "5")
        await answer(pilot, form, "heel_walk", "1", "1")
        await answer(pilot, form, "toe_lift", "1", "1")
        await answer(pilot, form, "reach_cm", "1", "2")
        await answer(pilot, form, "change_felt", "-", "2")
        entry = await saved(pilot)
        assert entry.leg_raise == LegRaise(method=LegRaiseMethod.LYING, left_degrees=45, right_degrees=60)
        assert entry.heel_rises == HeelRises(left=20, right=25)
        assert entry.heel_walk == MuscleSides(left=Muscle.NORMAL, right=Muscle.NORMAL)
        assert entry.toe_lift == entry.heel_walk
        assert (entry.reach_cm, entry.change_felt) == (12, -2)


async def test_an_enter_right_behind_the_last_rating_skips_no_test(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(activities=("walking",)), checkin(0, leg_pain=2))) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await answer(pilot, form, "abilities:walking", "t", "enter")
        assert field(form, "bother.leg_pain").has_focus
        await pilot.press("enter")
        assert field(form, "worry").has_focus


async def test_an_enter_that_confirms_the_answer_before_says_so_and_the_footer_keeps_its_word(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        for name, question in (("bother.leg_pain", "bother.tingling"), ("heel_walk", "heel_walk")):
            await answer(pilot, form, name, "1")
            assert field(form, question).has_focus
            await until(pilot, lambda: "⏎ Next test" in shown(pilot))
            assert ENTER_AGAIN not in shown(pilot)
            await pilot.press("enter")
            assert field(form, question).has_focus
            await until(pilot, lambda: ENTER_AGAIN in shown(pilot))
            assert "⏎ Next test" in shown(pilot)
            await pilot.press("enter")
            assert not field(form, question).has_focus


@pytest.mark.parametrize(("keys", "worry"), [("10", 10), ("1", 1), ("17", 7), ("4", 4), ("100", 0), ("t", 10)])
async def test_only_enter_turns_the_page_so_no_digit_answers_an_unseen_question(
    tmp_path: Path, keys: str, worry: int
) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await answer(pilot, form, "worry", *keys)
        assert field(form, "worry").value == worry
        assert field(form, "worry").has_focus
        await pilot.press("enter")
        assert field(form, "confidence").has_focus
        assert field(form, "confidence").value is None


@pytest.mark.parametrize(
    ("keys", "scores"),
    [
        (("1", "0", "7"), [10, 7, None]),
        (("1", "7", "8"), [1, 7, 8]),
        (("1", "1", "0"), [1, 10, None]),
        (("1", "enter", "0", "enter", "5"), [1, 0, 5]),
        (("7", "enter", "1", "0", "enter", "5"), [7, 10, 5]),
    ],
)
async def test_ten_may_be_typed_as_it_is_written_where_a_test_has_several_scales(
    tmp_path: Path, keys: tuple[str, ...], scores: list[int | None]
) -> None:
    names = ("stairs", "sitting", "shoes")
    async with opened(services(tmp_path, episode(activities=names), checkin(0, leg_pain=2))) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await answer(pilot, form, "abilities:stairs", *keys)
        assert [field(form, f"abilities:{name}").value for name in names] == scores
        assert field(form, "bother.leg_pain").value is None


async def test_a_0_after_a_while_is_the_next_score_and_no_ten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(basic, "TEN_SECONDS", 0.01)
    names = ("stairs", "sitting")
    async with opened(services(tmp_path, episode(activities=names), checkin(0, leg_pain=2))) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await answer(pilot, form, "abilities:stairs", "1")
        await until(pilot, lambda: field(form, "abilities:sitting").has_focus)
        await pilot.press("0")
        assert [field(form, f"abilities:{name}").value for name in names] == [1, 0]


@pytest.mark.parametrize("size", [(120, 36), (110, 30), (80, 24)])
async def test_what_the_leg_raise_means_is_said_to_the_end(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN), size=size) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await go_to(pilot, form, "leg_raise")
        await pilot.pause()
        assert "tries." in shown(pilot)
        assert "tab goes from left to right" in shown(pilot)


async def test_enter_goes_from_the_names_of_activities_to_their_ratings(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await go_to(pilot, form, "activities")
        await pilot.pause()
        assert "type a word and Enter" in shown(pilot)
        assert "a digit picks a word" not in shown(pilot)
        await typed(pilot, "walking\n")
        await until(pilot, lambda: any(f.name == "abilities:walking" for f in form.query("*")))
        await until(pilot, lambda: "⏎ Rate them" in shown(pilot))
        await pilot.press("enter")
        assert field(form, "abilities:walking").has_focus
        assert "⏎ Next test" in shown(pilot)


async def test_an_enter_right_behind_the_left_side_leaves_the_right_one_to_be_answered(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await answer(pilot, form, "heel_walk", "1", "enter", "2", "enter")
        assert field(form, "heel_walk").value == (Muscle.NORMAL, Muscle.WEAK)
        assert field(form, "toe_lift").has_focus


async def test_a_leg_raise_without_its_method_asks_for_it_and_keeps_the_form(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN), size=(120, 40)) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await answer(pilot, form, "leg_raise", "4", "5")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: toasts(pilot))
        [said] = toasts(pilot)
        assert "lying" in said
        assert "seated" in said
        assert "Your answers are still in the form." in said
        assert field(form, "leg_raise").value == (45, None)


async def test_the_stopwatch_of_sit_to_stand_runs_in_the_form(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(services(tmp_path, *BOTH_KNOWN, clock=clock), size=(120, 40)) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await answer(pilot, form, "sit_to_stand_seconds", "space")
        clock.advance(12.3)
        await pilot.press("enter")
        entry = await saved(pilot)
        assert entry.sit_to_stand_seconds == pytest.approx(12.3)


@pytest.mark.parametrize("name", ["sit_to_stand_seconds", "heel_rises"])
async def test_while_a_run_goes_on_the_footer_and_the_hint_name_its_keys_and_no_others(
    tmp_path: Path, name: str
) -> None:
    async with opened(services(tmp_path, *BOTH_KNOWN)) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        timed = await go_to(pilot, form, name)
        at_rest = " ⏎ Next test  PgUp Before  "
        await until(pilot, lambda: shown(pilot).splitlines()[-1].startswith(at_rest))
        await pilot.press("space")
        await until(pilot, lambda: shown(pilot).splitlines()[-1].startswith(" Space Stop  Esc Discard  "))
        footer = shown(pilot).splitlines()[-1]
        assert footer.split("Discard")[1].split() == ["!", "Red", "flags", "?", "Help"]
        assert f"   {RUNNING}" in shown(pilot)
        label, gap, *digits = [line[1:70].strip() for line in shown(pilot).splitlines()[timed.region.y :]]
        assert label.startswith("› ")
        assert gap.strip("▌▖▘▝▗▂▆▀ ") == "", "the digits stand clear of the question"
        assert "█" in digits[0]
        click_at_once(pilot, "Discard")
        await until(pilot, lambda: shown(pilot).splitlines()[-1].startswith(at_rest))
        assert timed.value is None
        await pilot.press("space")
        await until(pilot, lambda: "Space Stop" in shown(pilot))
        click_at_once(pilot, "Space Stop")
        await until(pilot, lambda: shown(pilot).splitlines()[-1].startswith(at_rest))


async def test_activities_are_named_once_rated_and_remembered_in_the_episode(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(services(tmp_path, *BOTH_KNOWN, clock=clock), size=(120, 40)) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await go_to(pilot, form, "activities")
        await typed(pilot, "walking\nsitting\n")
        await pilot.press("escape")
        await until(pilot, lambda: any(f.name == "abilities:sitting" for f in form.query("*")))
        await answer(pilot, form, "abilities:walking", "7")
        await answer(pilot, form, "abilities:sitting", "4")
        entry = await saved(pilot)
        assert [(a.name, a.score) for a in entry.abilities or ()] == [("walking", 7), ("sitting", 4)]
        [known] = services_of(pilot).journal.all(Episode)
        assert known.activities == ("walking", "sitting")
        await opened_form(pilot, "w")
        await until(pilot, lambda: any(f.name == "abilities:walking" for f in form.query("*")))
        assert field(form, "abilities:walking").value is None


async def test_an_activity_that_is_no_longer_named_takes_its_rating_along(tmp_path: Path) -> None:
    named = episode(side=Side.BOTH, activities=("walking", "sitting"))
    async with opened(services(tmp_path, named), size=(120, 40)) as pilot:
        form = await at_depth(pilot, Depth.WEEKLY)
        await answer(pilot, form, "abilities:walking", "7")
        await answer(pilot, form, "abilities:sitting", "4")
        await answer(pilot, form, "activities", "backspace", "escape")
        await until(pilot, lambda: not any(f.name == "abilities:sitting" for f in form.query("*")))
        entry = await saved(pilot)
        assert [(a.name, a.score) for a in entry.abilities or ()] == [("walking", 7)]


def test_every_measure_has_its_test_here() -> None:
    source = Path(__file__).read_text("utf-8")
    for measure in MEASURES:
        if measure.depth is not Depth.QUICK:
            assert f'"{measure.path}"' in source or measure.path == "abilities", measure.path
            assert not measure.sided or side_paths(measure)


async def test_a_long_entry_is_saved_and_read_back_as_it_was_typed(tmp_path: Path) -> None:
    there = services(tmp_path, *BOTH_KNOWN)
    async with opened(there) as pilot:
        form = await at_depth(pilot, Depth.DAILY)
        await go_to(pilot, form, "note")
        await typed(pilot, "calm")
        entry = await saved(pilot, "escape", "k", "1")
    again = services(tmp_path)
    assert [msgspec.to_builtins(c) for c in again.journal.all(type(entry))] == [msgspec.to_builtins(entry)]
    assert entry.at == datetime.fromisoformat(NOW.isoformat())


async def test_the_weekly_tests_open_at_the_first_that_is_open(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(activities=("stairs",)), checkin(0, leg_pain=2))) as pilot:
        await opened_form(pilot, "6")
        await pilot.press("f1", "w")
        form = await the_form(pilot)
        await until(pilot, lambda: form.form is not None and form.form.depth is Depth.WEEKLY)
        await until(pilot, lambda: field(form, "abilities:stairs").has_focus)
        await pilot.press("8", "enter", "5", "f1", "w")
        await until(pilot, lambda: field(form, "bother.tingling").has_focus)
        assert "How much does tingling bother you?" in shown(pilot)


async def test_a_number_says_how_far_it_goes(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await settled(pilot)
        await go_to(pilot, form, "stand_minutes")
        await pilot.pause()
        assert "type a number up to 1,440" in shown(pilot)


async def test_holding_j_stops_at_every_question_and_types_nowhere(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(1, tags=["jogging"]))) as pilot:
        form = await opened_form(pilot, "d")
        await settled(pilot)
        await go_to(pilot, form, "stand_minutes")
        names = []
        for _ in form.box.fields:
            await pilot.press("j")
            names.append(form.box.current_field.name)
        assert {"posture", "tags", "medication"} < set(names)
        assert names[-1] == "note"
        assert toasts(pilot) == []
        assert form.form is not None
        assert form.form.empty


@pytest.mark.parametrize("begin", ["enter", "i"])
async def test_the_last_question_is_the_note_and_no_letter_is_taken_for_an_answer_there(
    tmp_path: Path, begin: str
) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await settled(pilot)
        await pilot.press("G")
        assert form.box.current_field is field(form, "note")
        await until(pilot, lambda: "Enter or i: type here" in shown(pilot) and "⏎ Type" in shown(pilot))
        await pilot.press(*"on w=d!")
        assert form.form is not None
        assert form.form.empty
        assert form.form.depth is Depth.DAILY
        await pilot.press(begin, *"long", "enter", *"j")
        await settled(pilot)
        assert field(form, "note").value == "long\nj"


async def test_in_a_note_the_footer_and_the_frame_name_only_keys_that_do_so(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "d")
        await pilot.press("end", *"hello")
        await until(pilot, lambda: "^s saves" in shown(pilot))
        *_, footer = shown(pilot).splitlines()
        assert " ^s Save  Esc Leave the field " in footer
        assert "^r Red flags  ^c Quit" in footer
        assert not any(f" {key} " in footer for key in ("⏎", "d", "=", "w", "q", "?", "!", "u", "[ ]"))
        await pilot.press("escape")
        await until(pilot, lambda: " ⏎ Save " in shown(pilot) and "Enter saves" in shown(pilot))


async def test_page_keys_go_through_the_daily_form_and_from_test_to_test(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await settled(pilot)
        await pilot.press("pagedown")
        assert form.box.scroll_y > 0
        assert form.box.current_field.name not in ("red_flags", "leg_pain")
        await pilot.press("pageup")
        assert form.box.fields.index(form.box.current_field) <= 1
        await pilot.press("w", "pagedown")
        await until(pilot, lambda: form.box.test is not None and form.box.test.heading == "How much it bothers you")


@pytest.mark.parametrize("way", ["down", "tab"])
async def test_a_word_may_begin_with_a_letter_that_moves(tmp_path: Path, way: str) -> None:
    async with opened(services(tmp_path, episode(), checkin(1, tags=["jogging"]))) as pilot:
        form = await opened_form(pilot, "d")
        await settled(pilot)
        fields = form.box.fields
        before = fields[fields.index(field(form, "medication")) - 1]
        await go_to(pilot, form, before.name or "")
        before.focus_taker.focus()
        await pilot.press(way, *"ketoprofen", "escape")
        await settled(pilot)
        assert field(form, "medication").value == ("ketoprofen",)


async def test_a_text_reached_by_tab_or_an_arrow_is_typed_into_at_once(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "d")
        await settled(pilot)
        await go_to(pilot, form, "posture")
        await pilot.press("down", *"jogging", "tab", *"ketoprofen", "down", "down", *"just tired", "backspace")
        await settled(pilot)
        assert field(form, "tags").value == ("jogging",)
        assert field(form, "medication").value == ("ketoprofen",)
        assert field(form, "note").value == "just tire"


def test_nothing_follows_the_answer_of_a_question_that_was_taken_away_meanwhile() -> None:
    gone, here = RatingField("leg_pain", "Leg pain"), RatingField("back_pain", "Back pain")
    follow_answer(Field.Done(gone), [here])
    follow_answer(Field.Done(here), [gone, here])
    assert not here.follows_answer
    follow_answer(Field.Done(gone), [gone, here])
    assert here.follows_answer
