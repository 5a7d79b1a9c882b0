"""What a form and its entry are called."""

from __future__ import annotations

from datetime import time

from msgspec.structs import replace

from sciatica_tui.domain.check_in.form import Form, edit
from sciatica_tui.domain.check_in.form_text import entry_title, form_title
from tests.support import NOW, TODAY, checkin, day, stamp


def test_a_form_is_called_by_its_day() -> None:
    assert form_title(Form(stamp()["id"], TODAY, NOW), (), TODAY) == "Sunday 22 November, today"
    assert form_title(Form(stamp()["id"], day(1), NOW), (), TODAY) == "Saturday 21 November, time unknown"


def test_after_midnight_a_form_and_its_entry_say_which_side_of_the_day_they_are_on() -> None:
    late = NOW.replace(day=23, hour=1, minute=30)
    assert form_title(Form(stamp()["id"], TODAY, late), (), TODAY) == "Sunday 22 November, today until 03:00"
    title = form_title(Form(stamp()["id"], TODAY, late), (), TODAY, day_ends=time(5))
    assert title == "Sunday 22 November, today until 05:00"
    assert entry_title(replace(checkin(0, leg_pain=4), at=late)) == "Sunday 22 November, 01:30 after midnight"


def test_it_says_how_many_entries_there_are_of_that_day() -> None:
    form = Form(stamp()["id"], TODAY, NOW)
    assert form_title(form, (checkin(0), checkin(1)), TODAY).endswith(", today · 1 entry already")
    assert form_title(form, (checkin(0), checkin(0)), TODAY).endswith(", today · 2 entries already")


def test_an_edit_is_called_by_its_entry() -> None:
    entry = checkin(0, leg_pain=4)
    assert form_title(edit(entry, (), NOW), (entry,), TODAY) == f"Editing · {entry_title(entry)}"
