"""Tags, notes and activities: typed by a person, so nothing in them is ever markup."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from sciatica_tui.domain.records import Activity, ActivityKind
from sciatica_tui.tui.widgets.fields.activity_field import MinutesListField
from sciatica_tui.tui.widgets.fields.basic import RatingField
from sciatica_tui.tui.widgets.fields.tags_field import TagsField
from sciatica_tui.tui.widgets.fields.text_field import TextField
from sciatica_tui.tui.widgets.spot import width_of

KNOWN = ("desk work", "gardening", "long drive")
AWKWARD = ["pain [/]", "[bold]x", "[@click=app.quit]q[/]", "🚗 drive", "שלום עולם", "a\x1b[31mb", "tab\tand\nline"]


def tags(**given: Any) -> TagsField:
    return TagsField("tags", "Tags", KNOWN, **given)


async def test_a_digit_takes_a_known_tag(host: Any) -> None:
    field: Any = tags()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("2")
        assert field.value == ("gardening",)
        await pilot.press("2")
        assert field.value == ("gardening", "long drive"), "what is taken is offered no more"


@pytest.mark.parametrize("examples", [(), ("sit through a film",)])
def test_a_long_word_is_cut_and_never_goes_on_at_the_left_edge(examples: tuple[str, ...]) -> None:
    field = TagsField("tags", "Tags", value=("sit through a long film at home with friends and family",))
    field.examples = examples * 2
    for width in (30, 45, 56):
        assert all(width_of(line) <= width for line in field.answer_lines(width))
        assert any(spot.text.endswith("… ×") or "… ×]" in spot.text for spot in field.answer_lines(width)[0])


async def test_a_word_of_ones_own_is_typed_and_entered(host: Any) -> None:
    field = tags()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press(*"sofa", "enter")
        assert field.value == ("sofa",)
        await pilot.press("enter")
        assert app.heard.keys == ["enter"], "with nothing typed Enter is the form's"


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_the_completion_is_one_key(host: Any, key: str) -> None:
    field = tags()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press(*"ga")
        assert "rdening" in app.shown(field)[0]
        await pilot.press(key)
        assert field.value == ("gardening",)


async def test_a_known_tag_keeps_its_spelling_and_comes_once(host: Any) -> None:
    field = tags()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press(*"Desk", "space", *"WORK", "comma", *"desk", "space", *"work", "enter")
        assert field.value == ("desk work",)


async def test_backspace_takes_letters_then_tags_until_it_is_unanswered(host: Any) -> None:
    field = tags(value=("sofa",))
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("a", "backspace")
        assert field.value == ("sofa",)
        await pilot.press("backspace")
        assert field.value is None


@pytest.mark.parametrize("way_out", ["tab", "escape"])
async def test_every_way_out_keeps_what_was_typed(host: Any, way_out: str) -> None:
    field = tags()
    app = host(field, RatingField("leg", "Leg"))
    async with app.run_test() as pilot:
        await pilot.press(*"sofa", way_out)
        assert field.value == ("sofa",)
        assert not field.has_focus or field.is_left_by_esc


async def test_with_a_limit_of_one_the_new_replaces_the_old(host: Any) -> None:
    field = tags(limit=1, value=("lying",))
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("1")
        assert field.value == ("desk work",)


async def test_a_click_takes_a_tag_and_a_click_on_it_takes_it_away(host: Any) -> None:
    field = tags()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.click(field, offset=app.spot(field, "gardening"))
        assert field.value == ("gardening",)
        await pilot.click(field, offset=app.spot(field, "gardening ×"))
        assert field.value is None


@pytest.mark.parametrize("text", AWKWARD)
async def test_awkward_words_are_only_words(host: Any, text: str) -> None:
    shown = TagsField("tags", "Tags", (text, "other"), value=(text,), yesterday=(text,))
    note = TextField("note", text, value=text)
    app = host(shown, note)
    async with app.run_test(size=(120, 20)) as pilot:
        assert len(app.shown(shown)) <= 2
        assert "\x1b" not in "".join(app.shown(shown))
        await pilot.press(*"x", "enter")
        assert shown.value == (text, "x")


async def test_only_text_fields_swallow_letters(host: Any) -> None:
    field = tags()
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("q", "exclamation_mark", "up", "down", "f2", "ctrl+s")
        assert app.heard.keys == ["up", "down", "f2", "ctrl+s"]


async def test_a_note_is_answered_as_it_is_typed_and_unanswered_when_empty(host: Any) -> None:
    field = TextField("note", "Note")
    app = host(field)
    async with app.run_test() as pilot:
        field.focus()
        await pilot.press("h", "i", "!")
        assert field.value == "hi!"
        await pilot.press("backspace", "backspace", "backspace")
        assert field.value is None
        await pilot.press("space")
        assert field.value is None


@pytest.mark.parametrize("rows", [1, 3])
async def test_backspace_in_a_note_takes_one_letter_and_not_the_note(host: Any, rows: int) -> None:
    field = TextField("note", "Note", rows)
    app = host(field)
    async with app.run_test() as pilot:
        field.focus()
        await pilot.press("h", "i", "!", "backspace")
        assert field.value == "hi"
        await pilot.press("left", "left", "delete")
        assert field.value == "i"


@pytest.mark.parametrize("rows", [1, 3])
async def test_escape_leaves_a_note(host: Any, rows: int) -> None:
    field = TextField("note", "Note", rows)
    app = host(field)
    async with app.run_test() as pilot:
        field.focus()
        await pilot.press("a")
        assert field.has_focus_within
        assert app.shown(field)[0].startswith("› Note")
        await pilot.press("escape", "b")
        assert field.has_focus
        assert field.value == "a"


async def test_a_note_set_from_outside_is_shown_and_says_nothing(host: Any) -> None:
    field = TextField("note", "Note", 3)
    app = host(field)
    async with app.run_test() as pilot:
        field.value = "two\nlines [/]"
        await pilot.pause()
        assert app.heard.changed == []
        field.focus()
        await pilot.press("!")
        assert field.value is not None
        assert "lines [/]" in field.value


@pytest.mark.parametrize("rows", [1, 3])
async def test_a_note_with_hidden_characters_shows_marks_and_keeps_what_is_not_edited(host: Any, rows: int) -> None:
    text = "a\x1b[2Jb\u202ec\x85d\r\ne\rf"
    field = TextField("note", "Note", rows, value=text)
    app = host(field)
    async with app.run_test() as pilot:
        editor = field._editor
        assert "a␛[2Jb�c�d" in (editor.value if isinstance(editor, Input) else editor.text)
        assert (field.value, app.heard.changed) == (text, [])
        field.focus()
        await pilot.press("home", "x")
        await pilot.pause()
        assert field.value == (f"x{text}" if rows == 1 else field.value)
        assert field.value is not None
        assert field.value.replace("x", "") == text
        await pilot.press("backspace")
        await pilot.pause()
        assert field.value == text


@pytest.mark.parametrize("rows", [1, 3])
async def test_what_is_pasted_shows_marks_and_the_cursor_stays_behind_it(host: Any, rows: int) -> None:
    field = TextField("note", "Note", rows)
    app = host(field)
    async with app.run_test() as pilot:
        field.focus()
        app.post_message(events.Paste("a\x1b[2Jb"))
        await pilot.pause()
        await pilot.press("c")
        editor = field._editor
        assert (editor.value if isinstance(editor, Input) else editor.text) == "a␛[2Jbc"
        assert field.value == "a\x1b[2Jbc"


async def test_minutes_are_typed_for_the_kind_under_the_cursor(host: Any) -> None:
    field = MinutesListField("activity", "Activity done")
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("2", "0", "l", "l", "3", "0", "plus")
        assert field.value == (
            Activity(kind=ActivityKind.WALK, minutes=20),
            Activity(kind=ActivityKind.CYCLE, minutes=35),
        )
        assert "[walk 20]" in app.shown(field)[0]


async def test_none_today_is_an_answer_and_no_more_than_a_day_can_be_typed(host: Any) -> None:
    field: Any = MinutesListField("activity", "Activity done")
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("x")
        assert field.value == ()
        await pilot.press(*"1441")
        assert field.value is None, "1441 are too many"
        await pilot.press("backspace")
        assert field.value == (Activity(kind=ActivityKind.WALK, minutes=144),)
        await pilot.press("backspace", "backspace", "backspace")
        assert field.value is None
