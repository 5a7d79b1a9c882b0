"""Visits through the keys: kept, named by Today, told of afterwards, with the questions noted for them."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Input

from sciatica_tui.domain.check_in.date_input import read_visit_time
from sciatica_tui.domain.errors import BadInput, StoreError
from sciatica_tui.domain.records import Event, EventKind, Visit, VisitKind, VisitQuestion
from sciatica_tui.storage.journal import Journal
from sciatica_tui.tui.messages import DialogWanted

from ...domain.visits.test_visit import visit
from ...driving import episode, opened, shown, until
from ...sessions import Floor, floor
from ...support import NOW, TODAY, FakeClock, checkin, day, services, stamp


def only(on: Floor) -> Visit:
    (kept,) = on.given.journal.all(Visit)
    return kept


async def wanted(on: Floor) -> None:
    on.app.post_message(DialogWanted("visit"))
    await on.settle()


async def test_a_visit_to_come_is_kept_and_named_by_today_and_undone(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(120, 36)) as on:
        await wanted(on)
        await on.press("1", *"tuesday 10:30", "tab", *"Dr Lee", "ctrl+s")
        kept = only(on)
        assert (kept.kind, kept.day, kept.who) == (VisitKind.DOCTOR, TODAY + timedelta(2), "Dr Lee")
        assert kept.at is not None
        assert f"{kept.at:%H:%M}" == "10:30"
        assert "Visit Tue 10:30: Dr Lee" in on.words
        await on.press("u")
        assert on.given.journal.all(Visit) == ()


async def test_a_day_that_is_not_understood_is_said_and_the_form_stays_as_it_was(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(120, 36)) as on:
        await wanted(on)
        await on.press("1", *"someday", "tab", *"Dr Lee", "ctrl+s")
        assert "“someday” is not understood" in on.words
        assert "Dr Lee" in on.words
        assert on.given.journal.all(Visit) == ()


async def test_a_refused_day_keeps_the_cursor_in_it_with_the_reason_below(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), (120, 36)) as pilot:
        pilot.app.post_message(DialogWanted("visit"))
        await until(pilot, lambda: "Kind of visit" in shown(pilot))
        await pilot.press("1", *"soon", "ctrl+s")
        await until(pilot, lambda: "“soon”" in shown(pilot))
        lines = shown(pilot).splitlines()
        refused = next(number for number, line in enumerate(lines) if "When?" in line)
        assert "“soon”" in lines[refused + 1]
        await until(pilot, lambda: isinstance(pilot.app.focused, Input) and pilot.app.focused.value == "soon")
        await pilot.press("x")
        await until(pilot, lambda: "“soon”" not in shown(pilot))


async def test_today_names_a_visit_until_it_begins_and_asks_in_the_evening(tmp_path: Path) -> None:
    clock = FakeClock()
    there = services(tmp_path, episode(), visit(0, "10:00", who="Dr Lee"), clock=clock)
    async with opened(there, (120, 36)) as pilot:
        await until(pilot, lambda: "Visit today 10:00" in shown(pilot))
        clock.advance(timedelta(hours=2).total_seconds())
        pilot.app.controllers.journal.check()  # type: ignore[attr-defined]
        await until(pilot, lambda: "Visit today" not in shown(pilot))
        clock.advance(timedelta(hours=8).total_seconds())
        pilot.app.controllers.journal.check()  # type: ignore[attr-defined]
        await until(pilot, lambda: "what was said?" in shown(pilot))


async def test_a_question_is_noted_by_one_key_and_may_be_asked_at_the_visit(tmp_path: Path) -> None:
    async with floor(tmp_path, visit(0, "16:00", who="Dr Lee"), size=(120, 36)) as on:
        on.clock.set(NOW.replace(hour=19))
        await on.press("5", "A", *"May I cycle?", "enter")
        (question,) = on.given.journal.all(VisitQuestion)
        assert (question.text, question.visit) == ("May I cycle?", None)
        await on.press("1")
        assert "Dr Lee: what was said?" in on.words
        on.app.post_message(DialogWanted("after visit", visit=only(on)))
        await on.settle()
        await on.press(*"All fine.", "tab", *"Walk.", "tab", "y", "ctrl+s")
        assert (only(on).note, only(on).advice) == ("All fine.", "Walk.")
        (question,) = on.given.journal.all(VisitQuestion)
        assert question.visit == only(on).id
        assert "what was said?" not in on.words


async def test_a_question_that_was_typed_is_dropped_by_the_second_esc_only(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(120, 36)) as on:
        await on.press("5", "A")
        assert "⏎ saves it Esc back" in on.words
        await on.press(*"May I", "escape")
        assert "Not saved: ⏎ saves it Esc drops it" in on.words
        await on.press(*" cycle?")
        assert "Not saved" not in on.words
        await on.pilot.click(offset=(1, 34))
        await on.settle()
        assert "May I cycle?" in on.words
        await on.press("escape")
        assert "Ask next time" not in on.words
        assert on.given.journal.all(VisitQuestion) == ()
        await on.press("A", "escape")
        assert "Ask next time" not in on.words


async def test_a_question_that_could_not_be_saved_is_dropped_by_the_second_esc_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    async with floor(tmp_path, size=(120, 36)) as on:
        await on.press("5", "A")
        monkeypatch.setattr(Journal, "save", full)
        await on.press(*"May I cycle?", "enter")
        assert "The disk is full." in on.said[-1]
        await on.press("escape")
        assert "May I cycle?" in on.words
        assert "Not saved: ⏎ saves it Esc drops it" in on.words
        await on.press("escape")
        assert "Ask next time" not in on.words


async def test_what_changed_since_the_last_visit_is_one_key_on_phase(tmp_path: Path) -> None:
    pains = [7] * 14 + [6, 5, 5, 4, 4, 3, 3, 2, 2, 3, 2, 2, 3, 2, 2, 2, 3, 2, 2, 2]
    diary = [checkin(len(pains) - 1 - n, leg_pain=pain) for n, pain in enumerate(pains)]
    old = Event(**stamp(), day=day(20), kind=EventKind.CLINICIAN, title="Family doctor")
    question = VisitQuestion(**stamp(), day=day(1), text="May I cycle?")
    async with floor(tmp_path, *diary, old, question, size=(120, 36)) as on:
        await on.press("5", "v")
        assert "Since the last visit: Family doctor, 2 Nov (21 days)" in on.title
        assert "improving" in on.words
        assert "To ask then May I cycle?" in on.words
        assert "From the day of the visit to now." in on.words
        assert "A adds a question · p writes the page · Esc closes" in on.words
        await on.press("A")
        assert "What do you want to ask at your next visit?" in on.words


async def test_since_the_last_visit_tells_what_was_said_there_and_which_one_comes_next(tmp_path: Path) -> None:
    last = visit(9, "10:30", who="Dr Lee", note="All fine.", advice="Walk.")
    async with floor(tmp_path, checkin(leg_pain=3), last, visit(-2, "16:00", who="Ana"), size=(80, 24)) as on:
        await on.press("5", "v")
        assert "What was said All fine." in on.words
        assert "What to do Walk." in on.words
        assert "Next visit Ana, Tue 16:00" in on.words
        assert "1 Today" in on.words


async def test_without_a_visit_the_view_names_the_key_that_adds_one_and_is_as_low_as_its_words(tmp_path: Path) -> None:
    async with floor(tmp_path, checkin(leg_pain=3), size=(120, 36)) as on:
        await on.press("5", "v")
        assert "No visit before today is logged. n in History adds one;" in on.words
        assert "sciatica-tui" not in on.words
        assert on.app.screen.query_one(VerticalScroll).content_size.height == 1
    assert read_visit_time("2 weeks ago", NOW, time(3)).day == TODAY - timedelta(14)
    with pytest.raises(BadInput, match="“2 weeks ago”"):
        read_visit_time("last week", NOW, time(3))


async def test_history_changes_a_visit_and_its_time_keeps_its_zone(tmp_path: Path) -> None:
    kept = visit(-3, "10:30", who="Dr Lee")
    async with floor(tmp_path, kept, size=(120, 36)) as on:
        await on.press("6", "home", "e")
        await on.press("tab", "tab", *"!", "ctrl+s")
        assert only(on).who == "Dr Lee!"
        assert only(on).at == kept.at


async def test_history_adds_no_check_in_to_a_day_to_come(tmp_path: Path) -> None:
    async with floor(tmp_path, visit(-2, "10:30", who="Dr Lee"), size=(120, 36)) as on:
        await on.press("6", "home", "n")
        assert "What do you want to add to" in on.words
        assert "A check-in" not in on.words


async def test_an_old_visit_among_the_events_can_still_be_changed(tmp_path: Path) -> None:
    old = Event(**stamp(), day=day(2), kind=EventKind.CLINICIAN, title="Family doctor")
    async with floor(tmp_path, old, size=(120, 36)) as on:
        await on.press("6")
        assert "vent: visit: Family" in on.words
        await on.press("j", "e", "tab", *" again", "ctrl+s")
        (event,) = on.given.journal.all(Event)
        assert (event.kind, event.title) == (EventKind.CLINICIAN, "Family doctor again")
