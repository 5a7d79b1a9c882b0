"""What is felt where: one cursor, a letter for each quality."""

from __future__ import annotations

from typing import Any

from sciatica_tui.domain.records import Quality, Side, Symptom, Zone
from sciatica_tui.tui.widgets.fields.basic import RatingField
from sciatica_tui.tui.widgets.fields.symptoms_field import SymptomsField


def felt(zone: Zone, quality: Quality, intensity: int | None = None, side: Side = Side.RIGHT) -> Symptom:
    return Symptom(zone=zone, quality=quality, side=side, intensity=intensity)


def feelings(**given: Any) -> SymptomsField:
    return SymptomsField("symptoms", "Feelings", **given)


async def test_a_letter_marks_its_quality_where_the_cursor_is_and_takes_it_away_again(host: Any) -> None:
    field = feelings()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("j", "j", "t")
        assert field.value == (felt(Zone.CALF, Quality.TINGLING),)
        await pilot.press("t")
        assert field.value is None


async def test_space_marks_the_same_quality_in_the_next_place(host: Any) -> None:
    field = feelings()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("n", "j", "space", "h", "space")
        assert field.value == (
            felt(Zone.BUTTOCK, Quality.NUMB),
            felt(Zone.THIGH, Quality.NUMB, side=Side.LEFT),
            felt(Zone.THIGH, Quality.NUMB),
        )


async def test_a_digit_says_how_strong_and_zero_is_ten(host: Any) -> None:
    field = feelings()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("b", "7")
        assert field.value == (felt(Zone.BUTTOCK, Quality.BURNING, 7),)
        await pilot.press("0")
        assert field.value == (felt(Zone.BUTTOCK, Quality.BURNING, 10),)


async def test_backspace_clears_the_place_and_then_the_answer(host: Any) -> None:
    field = feelings(value=(felt(Zone.BUTTOCK, Quality.ACHE), felt(Zone.FOOT, Quality.NUMB)))
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("backspace")
        assert field.value == (felt(Zone.FOOT, Quality.NUMB),)
        await pilot.press("backspace")
        assert field.value is None


async def test_nothing_felt_is_an_answer(host: Any) -> None:
    field: Any = feelings()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("x")
        assert field.value == ()
        await pilot.press("a")
        assert field.value == (felt(Zone.BUTTOCK, Quality.ACHE),)


async def test_the_cursor_leaves_the_body_at_either_end(host: Any) -> None:
    app = host(feelings())
    async with app.run_test() as pilot:
        await pilot.press("k", "k")
        assert app.heard.keys == ["k"]
        await pilot.press("down", "j", "j", "j", "down")
        assert app.heard.keys == ["k", "down"]


async def test_other_keys_go_on_to_the_screen(host: Any) -> None:
    app = host(feelings())
    async with app.run_test() as pilot:
        await pilot.press("exclamation_mark", "q", "question_mark", "enter", "y")
        assert app.heard.keys == ["exclamation_mark", "q", "question_mark", "enter", "y"]


async def test_it_folds_to_words_without_the_focus_and_opens_with_it(host: Any) -> None:
    field = feelings(value=(felt(Zone.CALF, Quality.TINGLING, 7), felt(Zone.CALF, Quality.NUMB)))
    app = host(RatingField("leg", "Leg"), field)
    async with app.run_test() as pilot:
        assert app.shown(field) == ["  Feelings           right calf: tingling 7, numb"]
        await pilot.press("tab")
        await pilot.pause()
        assert len(app.shown(field)) > 9
        assert any("tingling 7, numb" in line for line in app.shown(field))
        assert not any("✓ tingling" in line for line in app.shown(field)), "the cursor is at the buttock"


async def test_yesterday_marks_nothing_on_the_body(host: Any) -> None:
    field = feelings(yesterday=(felt(Zone.CALF, Quality.TINGLING, 7),))
    app = host(field)
    async with app.run_test(size=(120, 60)) as pilot:
        drawn = app.shown(field)
        assert field.value is None
        assert "✓" not in " ".join(drawn)
        assert "yesterday right calf: tingling 7" in " ".join(drawn)
        field.yesterday = None
        await pilot.pause()
        assert [line[20:42] for line in drawn] == [line[20:42] for line in app.shown(field)]


async def test_a_click_on_the_body_moves_the_cursor_and_one_on_a_word_marks_it(host: Any) -> None:
    field = feelings()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.click(field, offset=(31, 10))
        assert field.cursor == (Zone.FOOT, Side.RIGHT)
        await pilot.click(field, offset=app.spot(field, "burning"))
        assert field.value == (felt(Zone.FOOT, Quality.BURNING),)
