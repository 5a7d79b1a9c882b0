"""What a form and its entry are called."""

from __future__ import annotations

from sciatica_tui.domain.check_in.form import Form, edit
from sciatica_tui.domain.check_in.form_text import entry_title, form_title
from tests.support import NOW, TODAY, checkin, day, stamp


def test_a_form_is_called_by_its_day() -> None:
    assert form_title(Form(stamp()["id"], TODAY, NOW), (), TODAY) == "Sunday 22 November, today"
    assert form_title(Form(stamp()["id"], day(1), NOW), (), TODAY) == "Saturday 21 November, time unknown"


def test_it_says_how_many_entries_there_are_of_that_day() -> None:
    form = Form(stamp()["id"], TODAY, NOW)
    assert form_title(form, (checkin(0), checkin(1)), TODAY).endswith(", today · 1 entry already")
    assert form_title(form, (checkin(0), checkin(0)), TODAY).endswith(", today · 2 entries already")


def test_an_edit_is_called_by_its_entry() -> None:
    entry = checkin(0, leg_pain=4)
    assert form_title(edit(entry, (), NOW), (entry,), TODAY) == f"Editing · {entry_title(entry)}"
