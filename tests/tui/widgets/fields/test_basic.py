"""The questions of the check-in: keys answer and move on, and nothing looks answered that is not."""

from __future__ import annotations

from typing import Any

import pytest

from sciatica_tui.domain.records import Quality, Side, Symptom, Zone
from sciatica_tui.tui.widgets.fields import basic
from sciatica_tui.tui.widgets.fields.activity_field import MinutesListField
from sciatica_tui.tui.widgets.fields.basic import ChoiceField, NumberField, RatingField, SidesField, choice
from sciatica_tui.tui.widgets.fields.controls import Number
from sciatica_tui.tui.widgets.fields.field import Field
from sciatica_tui.tui.widgets.fields.symptoms_field import SymptomsField
from sciatica_tui.tui.widgets.fields.tags_field import TagsField
from sciatica_tui.tui.widgets.fields.text_field import TextField

from ....driving import until

ZONES = [(zone, zone) for zone in ("none", "back", "buttock", "thigh", "calf", "foot")]
MUSCLE = choice([("normal", "normal"), ("weak", "weak"), ("cannot", "cannot")])


def leg(**given: Any) -> RatingField:
    return RatingField("leg_pain", "Worst leg pain", **given)


async def test_yesterday_is_named_as_long_as_any_words_of_the_answer_fit_beside_it(host: Any) -> None:
    field: Field[str] = ChoiceField("zone", "Furthest zone", ZONES, 0, yesterday="buttock")
    field.words = lambda value: ("left buttock with a long description", value)  # type: ignore[method-assign]
    app = host(field)
    async with app.run_test(size=(100, 8)) as pilot:
        await pilot.pause()
        assert "yesterday buttock" in " ".join(app.shown(field))


@pytest.mark.parametrize(("key", "value"), [("0", 0), ("6", 6), ("9", 9), ("t", 10)])
async def test_a_key_answers_the_pain_scale_and_moves_on(host: Any, key: str, value: int) -> None:
    app = host(leg())
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert app.heard.changed == [("leg_pain", value)]
        assert app.heard.done == ["leg_pain"]


@pytest.mark.parametrize(("keys", "value"), [(("1", "0"), 10), (("1", "x", "0"), 0), (("1", "h", "0"), 0)])
async def test_a_0_right_behind_a_1_makes_ten_and_any_other_key_ends_the_waiting(
    host: Any, keys: tuple[str, ...], value: int
) -> None:
    field = leg()
    field.await_ten()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("1")
        assert app.heard.done == []
        await pilot.press(*keys[1:-1])
        if len(keys) > 2:
            field._leave_one()
            await pilot.pause()
            assert app.heard.done == []
        await pilot.press("0")
        assert field.value == value
        assert app.heard.done == ["leg_pain"]


async def test_a_1_that_no_0_follows_moves_on_by_itself_as_any_digit_does(
    host: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basic, "TEN_SECONDS", 0.01)
    field = leg()
    field.await_ten()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("1")
        await until(pilot, lambda: app.heard.done == ["leg_pain"])
        assert field.value == 1
        await pilot.press("0")
        assert field.value == 0, "no ten any more"


async def test_nothing_is_preselected_and_the_answer_stands_in_brackets(host: Any) -> None:
    field = leg()
    app = host(field)
    async with app.run_test() as pilot:
        assert field.value is None
        assert "[" not in app.shown(field)[0]
        await pilot.press("3")
        assert " 2 [3] 4 " in app.shown(field)[0]


@pytest.mark.parametrize(
    ("typed", "value"), [("physio", "physio"), ("ph", "physio"), ("scan", "scan"), ("chiro", None), ("dl", "physio")]
)
async def test_a_choice_in_a_form_of_words_is_found_by_its_first_letters(host: Any, typed: str, value: object) -> None:
    field = ChoiceField("kind", "With whom?", [(word, word) for word in ("doctor", "physio", "scan")], by_words=True)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press(*typed)
        assert field.value == value
        assert app.heard.done == []
        await pilot.press("1")
        assert field.value == "doctor"


async def test_arrows_change_the_answer_without_moving_on_and_stop_at_the_ends(host: Any) -> None:
    field = leg(value=9)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("l", "right")
        assert field.value == 10
        await pilot.press("h", "left")
        assert field.value == 8
        assert app.heard.done == []


@pytest.mark.parametrize("key", ["backspace", "delete"])
async def test_backspace_makes_it_unanswered_again(host: Any, key: str) -> None:
    field = leg(value=3)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert field.value is None
        assert app.heard.changed == [("leg_pain", None)]


async def test_keys_that_mean_nothing_here_go_on_to_the_screen(host: Any) -> None:
    app = host(leg(), NumberField("sit", "Can sit", 0, 1440, "min", 5))
    others = ["exclamation_mark", "question_mark", "q", "j", "y", "enter", "escape", "f3"]
    async with app.run_test() as pilot:
        await pilot.press(*others)
        await pilot.press("tab", *others)
        assert app.heard.keys == [*others, "tab", *others]
        assert app.heard.changed == []


async def test_keys_that_are_taken_go_no_further(host: Any) -> None:
    app = host(leg())
    async with app.run_test() as pilot:
        await pilot.press("3", "h", "backspace")
        assert app.heard.keys == []


async def test_yesterday_is_a_word_at_the_end_and_never_an_answer(host: Any) -> None:
    field = leg(yesterday=4)
    app = host(field)
    async with app.run_test() as pilot:
        assert field.value is None
        line = app.shown(field)[0]
        assert "[" not in line
        assert line.index("10") < line.index("yesterday 4")
        await pilot.press("h")
        assert field.value == 0, "not counted from yesterday's"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_yesterday_is_said_at_every_width(host: Any, width: int) -> None:
    field: Field[str] = ChoiceField("zone", "Furthest zone", ZONES, 0, yesterday="buttock")
    app = host(field)
    async with app.run_test(size=(width, 24)):
        said = " ".join(app.shown(field))
        assert "yesterday buttock" in said or "was buttock" in said or "was 2" in said
        assert all(f"{level} {zone}" in said for level, (zone, _) in enumerate(ZONES))


async def test_the_chosen_zone_stands_apart_from_its_neighbours_where_there_is_little_room(host: Any) -> None:
    field: Field[str] = ChoiceField("zone", "Furthest zone", ZONES, 0)
    app = host(field)
    async with app.run_test(size=(71, 24)) as pilot:
        before = app.shown(field)[0]
        assert "2 buttock 3 thigh 4 calf 5 foot" in before
        for digit, words in (("2", "1 back [buttock] 3 thigh"), ("5", "4 calf [foot]")):
            await pilot.press(digit)
            line = app.shown(field)[0]
            assert words in line
            assert line.index("1 back") == before.index("1 back")


async def test_the_focused_question_is_marked_without_colour(host: Any) -> None:
    first, second = leg(), RatingField("back_pain", "Worst back pain")
    app = host(first, second)
    async with app.run_test() as pilot:
        assert app.shown(first)[0].startswith("› ")
        assert not app.shown(second)[0].startswith("› ")
        await pilot.press("tab")
        assert app.shown(second)[0].startswith("› ")


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("7", 7), ("10", 10)])
async def test_a_click_answers_and_stays(host: Any, text: str, value: int) -> None:
    field = leg()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.click(field, offset=app.spot(field, text))
        assert field.value == value
        assert app.heard.done == []


async def test_a_change_felt_may_be_negative(host: Any) -> None:
    field = RatingField("change_felt", "Change", -3, 3, "much worse", "much better")
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("minus", "2")
        assert field.value == -2
        assert "[−2]" in app.shown(field)[0]
        await pilot.press("3")
        assert field.value == 3
        await pilot.press("4")
        assert field.value == 3
        assert app.heard.keys == ["4"]


def test_a_sign_typed_after_the_number_counts_too_and_the_keys_say_how_to_be_worse() -> None:
    field = RatingField("change_felt", "Change", -3, 3, "much worse", "much better")
    assert field.press("2", "2")
    assert field.press("minus", "-")
    assert field.value == -2
    assert field.press("3", "3")
    assert field.value == -3
    assert field.press("plus", "+")
    assert field.value == 3
    assert "- 2 is −2" in field.KEYS


async def test_the_furthest_zone_is_its_level(host: Any) -> None:
    field: Field[str] = ChoiceField("zone", "Furthest zone", ZONES, 0)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("4")
        assert field.value == "calf"
        assert "[4 calf]" in app.shown(field)[0]
        await pilot.click(field, offset=app.spot(field, "buttock"))
        assert field.value == "buttock"


async def test_choices_are_numbered_from_one_and_yes_and_no_are_kept_apart_from_unanswered(host: Any) -> None:
    field: Field[bool] = ChoiceField("flare", "Flare", [(True, "yes"), (False, "no")])
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("2")
        assert field.value is False
        await pilot.press("backspace")
        assert field.value is None
        assert app.heard.changed == [("flare", False), ("flare", None)]


async def test_long_choices_wrap_instead_of_being_cut(host: Any) -> None:
    words = ["none", "now and then", "half the day", "most of it", "constant"]
    field: Field[str] = ChoiceField("frequency", "How often", [(word, word) for word in words])
    app = host(field)
    async with app.run_test(size=(50, 20)):
        assert len(app.shown(field)) > 1
        assert all(word in " ".join(app.shown(field)) for word in words)


@pytest.mark.parametrize("typed", ["121", "200", "999", "2000", "12.5", "12,5"])
async def test_what_is_no_number_of_the_range_does_not_become_another_number(host: Any, typed: str) -> None:
    field = NumberField("leg", "Leg raise", 0, 120, "°", 5)
    app = host(field, leg())
    async with app.run_test() as pilot:
        await pilot.press(*typed)
        assert field.value is None
        shown = app.shown(field)[0]
        assert (typed[:3] if typed.isdecimal() else "12.") in shown, "it stands there refused"
        assert [said.message for said in app._notifications] == [
            f"0 to 120°: {typed[:3]} is more and is not kept."
            if typed.isdecimal()
            else "Whole numbers only, 0 to 120°."
        ]
        assert app.heard.keys == []
        await pilot.press("tab", "shift+tab")
        assert "___°" in app.shown(field)[0]


async def test_a_refused_number_is_corrected_by_backspace(host: Any) -> None:
    field = NumberField("leg", "Leg raise", 0, 120, "°", 5)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("1", "2", "1", "backspace")
        assert field.value == 12
        await pilot.press("0")
        assert field.value == 120
        await pilot.press("l")
        assert field.value == 120


@pytest.mark.parametrize("side", [0, 1])
async def test_a_side_beyond_the_range_is_left_open(host: Any, side: int) -> None:
    field: Any = SidesField("leg_raise", "Leg raise", Number(0, 120, "°", 5))
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press(*["tab"] * side, "9", "9", "9")
        assert field.value is None
        assert "999" in app.shown(field)[0]
        assert len(app._notifications) == 1


async def test_minutes_of_more_than_a_day_are_no_activity(host: Any) -> None:
    field = MinutesListField("activities", "Activity")
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press(*"1500")
        assert field.value is None
        assert " 1500" in "".join(app.shown(field))
        assert len(app._notifications) == 1


async def test_a_number_with_decimals_may_begin_with_the_point(host: Any) -> None:
    field = NumberField("seconds", "Seconds", 0, 300, "s", 1, 1)
    async with host(field).run_test() as pilot:
        await pilot.press(".", "5")
        assert field.value == pytest.approx(0.5)


async def test_typing_after_coming_back_replaces_the_number(host: Any) -> None:
    field = NumberField("sit", "Can sit", 0, 1440, "min", 5, value=45)
    app = host(field, leg())
    async with app.run_test() as pilot:
        await pilot.press("3", "0")
        assert field.value == 30
        await pilot.press("tab", "shift+tab", "5")
        assert field.value == 5


async def test_backspace_takes_digits_away_until_it_is_unanswered(host: Any) -> None:
    field = NumberField("sit", "Can sit", 0, 1440, "min", 5, value=45)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("backspace")
        assert field.value == 4
        await pilot.press("backspace")
        assert field.value is None
        assert "____ min" in app.shown(field)[0]


async def test_a_zero_is_an_answer(host: Any) -> None:
    field = NumberField("sit", "Can sit", 0, 1440, "min", 5)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("0")
        assert field.value == 0
        await pilot.press("5")
        assert field.value == 5


async def test_left_and_right_are_answered_one_after_the_other(host: Any) -> None:
    field: Any = SidesField("heel_walk", "Heel walk", MUSCLE)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("2")
        assert field.value == ("weak", None)
        assert app.heard.done == []
        await pilot.press("1")
        assert field.value == ("weak", "normal")
        assert app.heard.done == ["heel_walk"]


async def test_tab_goes_from_left_to_right_and_then_on(host: Any) -> None:
    field = SidesField("heel_rises", "Heel rises", Number(0, 25, "times"))
    app = host(field, leg())
    async with app.run_test() as pilot:
        await pilot.press("1", "2", "tab", "9")
        assert field.value == (12, 9)
        await pilot.press("tab")
        assert not field.has_focus


async def test_one_side_may_stay_unanswered_and_both_gone_is_unanswered(host: Any) -> None:
    field = SidesField("heel_rises", "Heel rises", Number(0, 25, "times"), value=(12, None))
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("delete")
        assert field.value is None


async def test_the_answers_of_both_sides_stand_in_one_column_where_one_is_below_the_other(host: Any) -> None:
    field = SidesField("heel_walk", "Heel walk", MUSCLE)
    app = host(field)
    async with app.run_test(size=(60, 10)):
        left, right = app.shown(field)[:2]
        assert left.index("weak") == right.index("weak")


async def test_a_click_on_the_right_answers_the_right(host: Any) -> None:
    field = SidesField("heel_walk", "Heel walk", MUSCLE)
    app = host(field)
    async with app.run_test(size=(120, 10)) as pilot:
        column = app.shown(field)[0].rindex("weak")
        await pilot.click(field, offset=(column, 0))
        assert field.value == (None, "weak")


async def test_setting_a_value_from_outside_says_nothing(host: Any) -> None:
    field = leg()
    app = host(field)
    async with app.run_test() as pilot:
        field.value = 5
        await pilot.pause()
        assert app.heard.changed == []
        assert "[5]" in app.shown(field)[0]


async def test_a_long_name_of_an_activity_takes_two_lines_and_markup_in_it_is_harmless(host: Any) -> None:
    field = RatingField("ability", "climbing [b]steps[/] in the rain at night", value=3)
    app = host(field)
    async with app.run_test():
        first, second = app.shown(field)
        assert first.startswith("› climbing")
        assert second == "  [b]steps[/] in"
        assert "[3]" in first


@pytest.mark.parametrize(("width", "height"), [(20, 5), (30, 8), (200, 60)])
async def test_every_question_can_be_shown_and_answered_in_any_window(host: Any, width: int, height: int) -> None:
    symptom = Symptom(zone=Zone.CALF, quality=Quality.NUMB, side=Side.LEFT)
    fields: list[Field[Any]] = [
        leg(yesterday=4),
        ChoiceField("zone", "Furthest zone", ZONES, 0, yesterday="calf"),
        NumberField("sit", "Can sit", 0, 1440, "min", 5, yesterday=60),
        SidesField("heel_walk", "Heel walk", MUSCLE, yesterday=("weak", None)),
        SymptomsField("symptoms", "Feelings", value=(symptom,), yesterday=(symptom,)),
        TagsField("tags", "Tags", ("one", "two"), value=("a long tag of several words",), yesterday=("one",)),
        MinutesListField("activity", "Activity done", yesterday=()),
        TextField("note", "Note", 3),
    ]
    app = host(*fields)
    async with app.run_test(size=(width, height)) as pilot:
        for field in fields:
            field.focus()
            await pilot.pause()
            await pilot.press("1", "l")
            assert app.shown(field)


async def test_no_line_of_a_long_label_touches_the_answers(host: Any) -> None:
    field = RatingField("walk", "Walk to the office today", 0, 6)
    field.label_cells = 20
    app = host(field)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert [line[2:20] for line in app.shown(field)[:2]] == ["Walk to the       ", "office today"]


@pytest.mark.parametrize("width", [24, 29, 30, 36, 37, 80])
@pytest.mark.parametrize("answer", ["leg pain", "back pain", "sleep", None])
def test_a_blank_stands_between_an_answer_and_the_key_of_the_next_and_nothing_moves(
    answer: str | None, width: int
) -> None:
    control = choice([(word, word) for word in ("leg pain", "back pain", "sleep")])
    lines = ["".join(spot.text for spot in line) for line in control.lines(answer, "", True, width)]
    assert all(line.replace("] ", "").find("]") in (-1, len(line) - 1) for line in lines), lines
    assert len(lines) == 1 or answer == "sleep" or lines[-1].startswith("³"), "no answer is before it in its row"
    assert width < 80 or sum(key in lines[0] for key in "¹²³") == (3 if answer is None else 2), "all have room"
    without_focus = control.lines(None, "", False, width)
    assert [len(line) for line in lines] == [sum(len(spot.text) for spot in line) for line in without_focus]


async def test_the_key_of_ten_does_not_touch_the_bracket_of_nine(host: Any) -> None:
    app = host(leg(value=9))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "[9] 10" in app.shown(app.query_one(RatingField))[0]


@pytest.mark.parametrize(("value", "shown"), [(6, "    6"), (None, "_____")])
async def test_what_can_be_answered_stands_on_a_ground_of_its_own_in_every_form(
    host: Any, value: int | None, shown: str
) -> None:
    app = host(number := NumberField("hold", "Time", 0, 99_999, "s", value=value))
    async with app.run_test() as pilot:
        await pilot.pause()
        parts = ("option", "option-key", "number", "empty")
        assert [part for part in parts if not number.get_component_styles(f"field--{part}").background.a] == []
        assert f"‹{shown} s›" in app.shown(number)[0]
        start, grounds = app.shown(number)[0].index("‹"), cell_grounds(number)
        assert len(set(grounds[start + 1 : start + 1 + len(shown)])) == 1
        assert grounds[start + 1] != grounds[start]


def cell_grounds(field: NumberField) -> list[Any]:
    """The ground of each cell of a field's first row."""
    return [segment.style and segment.style.bgcolor for segment in field.render_line(0) for _ in segment.text]
