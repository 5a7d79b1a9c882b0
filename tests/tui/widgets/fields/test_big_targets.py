"""Before and after a routine: answers as large targets, by key and by click, and the usual line in a small window."""

from __future__ import annotations

from typing import Any

import pytest

from sciatica_tui.tui.pain_palette import pain_cell
from sciatica_tui.tui.screens.session_questions import pain_and_zone
from sciatica_tui.tui.widgets.fields.big_targets import BigChoice, BigQuestion, BigRating, GateQuestion


def rating() -> BigRating:
    (field, _) = pain_and_zone()
    assert isinstance(field, BigRating)
    return field


async def test_every_number_is_a_target_of_three_rows_and_a_click_on_any_of_them_answers(host: Any) -> None:
    field = rating()
    app = host(field)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.shown(field)[2].split() == [*map(str, range(10)), "ᵗ10"], "ten says its key"
        x = app.shown(field)[2].index("7")
        for row in (1, 2, 3):
            field.clear()
            await pilot.click(field, offset=(x, row))
            assert field.value == 7
        assert "[7]" in app.shown(field)[2]
        spot = next(segment for segment in field.render_line(2) if "[7]" in segment.text)
        assert spot.style is not None
        assert spot.style.bgcolor == pain_cell(app, 7).rich_style.bgcolor
        assert "0 none – 10 worst" in app.shown(field)[4], "the ends are told"


async def test_digits_answer_as_everywhere(host: Any) -> None:
    field = rating()
    app = host(field)
    async with app.run_test(size=(120, 36)) as pilot:
        field.focus()
        await pilot.press("t")
        assert field.value == 10
        await pilot.press("h")
        assert field.value == 9
        await pilot.press("backspace")
        assert field.value is None
        assert "[" not in "".join(app.shown(field)), "nothing is chosen before"


async def test_the_zones_are_targets_too_and_none_is_cut(host: Any) -> None:
    (_, field) = pain_and_zone()
    assert isinstance(field, BigChoice)
    app = host(field)
    async with app.run_test(size=(80, 24)) as pilot:
        field.focus()
        await pilot.press("2")
        assert "[2 buttock]" in app.shown(field)[2]
        assert "5 foot" in app.shown(field)[2]
        field.styles.width = 74  # as on the page after a routine
        await pilot.pause()
        row = app.shown(field)[2]
        assert "[²buttock]" in row
        assert row.split() == ["⁰none", "¹back", "[²buttock]", "³thigh", "⁴calf", "⁵foot"]


async def test_no_target_grows_with_its_answer(host: Any) -> None:
    """`[2 buttock]` is wider than a target of a window of 78 columns: its number is small there."""
    (_, field) = pain_and_zone()
    app = host(field)
    async with app.run_test(size=(78, 24)) as pilot:
        field.focus()
        await pilot.pause()
        open_line = app.shown(field)[2].rstrip()
        for digit in "012345":
            await pilot.press(digit)
            assert len(app.shown(field)[2].rstrip(" ]")) == len(open_line)
            assert app.shown(field)[2].index("foot") == open_line.index("foot")


async def test_a_yes_or_no_is_two_targets_behind_the_whole_sentence(host: Any) -> None:
    field = BigQuestion("further_down", "Did the pain move further down the leg?")
    app = host(field)
    async with app.run_test(size=(80, 24)) as pilot:
        field.focus()
        await pilot.pause()
        lines = app.shown(field)
        assert "Did the pain move further down the leg?" in lines[1]
        _, zone = pain_and_zone()
        await pilot.app.mount(zone)
        await pilot.pause()
        assert [lines[1].index("yes"), lines[1].index("no")] == [
            app.shown(zone)[2].index(word) + len(word) // 2 - 1 for word in ("4 calf", "5 foot")
        ], "each below a zone"
        await pilot.click(field, offset=(lines[1].index("yes"), 0))
        assert field.value is True
        await pilot.press("n")
        assert field.value is False


async def test_a_yes_or_no_names_its_digits_while_they_would_answer_it(host: Any) -> None:
    field = BigQuestion("further_down", "Did the pain move further down the leg?")
    app = host(field)
    async with app.run_test(size=(80, 24)) as pilot:
        app.set_focus(None)
        await pilot.pause()
        line = app.shown(field)[1]
        assert line.split()[-2:] == ["yes", "no"]
        field.focus()
        await pilot.pause()
        assert app.shown(field)[1].replace("¹", " ").replace("²", " ")[2:] == line[2:], "nothing moves"
        assert app.shown(field)[1].split()[-2:] == ["¹yes", "²no"]
        await pilot.press("1")
        assert app.shown(field)[1].split()[-2:] == ["[yes]", "²no"]


@pytest.mark.parametrize("kind", [BigQuestion, GateQuestion])
@pytest.mark.parametrize("size", [(120, 36), (200, 60)])
async def test_in_a_larger_window_yes_and_no_begin_below_their_question_as_other_answers_do(
    host: Any, size: tuple[int, int], kind: type[BigQuestion]
) -> None:
    field = kind("further_down", "Did the pain move further down the leg?")
    app = host(field)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        sentence, *targets = app.shown(field)
        assert sentence.strip(" ›") == "Did the pain move further down the leg?"
        row = next(line for line in targets if "yes" in line)
        assert row.index("yes") < len(sentence.rstrip())
        await pilot.click(field, offset=(row.index("no"), 1))
        assert field.value is False


async def test_a_small_window_has_the_usual_line(host: Any) -> None:
    field = rating()
    app = host(field)
    async with app.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        assert len(app.shown(field)) == 1
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert len(app.shown(field)) > 3
