"""Today's rows, read from a real journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.records import RedFlagAnswer
from sciatica_tui.services.today_rows import today_rows
from sciatica_tui.tui.widgets.task_list import TaskList

from ..support import NOW, TODAY, checkin, services, stamp

COLUMNS = 36
"""Of the list in a window of 80."""


def test_on_a_bad_day_its_plan_comes_right_after_the_check_in_and_nothing_of_a_routine_among_the_rows(
    tmp_path: Path,
) -> None:
    given = services(tmp_path, *demo_records(TODAY, NOW), checkin(leg_pain=8, back_pain=9))
    found = today_rows(given.journal, None, TODAY, NOW)
    assert [row.kind for row in found.rows][:3] == ["checkin", "bad-day", "weekly"]
    assert not any(row.kind.startswith("routine:") for row in found.rows)
    assert {row.kind for row in found.routines} <= {f"routine:{routine.name}" for routine in found.offered}


def test_red_flags_that_were_never_asked_come_before_everything_else(tmp_path: Path) -> None:
    for name, records in (("empty", ()), ("a bad day", (checkin(1, leg_pain=6), checkin(leg_pain=9)))):
        found = today_rows(services(tmp_path / name, *records).journal, None, TODAY, NOW)
        assert found.rows[0].words == "Red flags: not asked yet"
        assert [row.kind for row in found.rows].count("red_flags") == 1
        assert found.asks_flags_first
    asked = today_rows(services(tmp_path / "asked", checkin(red_flags=[])).journal, None, TODAY, NOW)
    assert (asked.rows[0].kind, asked.asks_flags_first) == ("checkin", False)


@pytest.mark.parametrize(
    ("flag", "words"), [("saddle_numbness", "Get emergency help now"), ("fever", "Speak to a doctor today")]
)
def test_help_comes_first_while_an_alarm_is_open_and_no_plan_for_bad_days(
    tmp_path: Path, flag: str, words: str
) -> None:
    alarm = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=(flag,))
    found = today_rows(services(tmp_path, checkin(leg_pain=9, flare=True), alarm).journal, None, TODAY, NOW)
    assert (found.rows[0].mark, found.rows[0].words) == ("‼", words)
    assert not {row.kind for row in found.rows} & {"bad-day", "flare"}


def test_its_lines_are_those_that_a_small_window_takes_for_it(tmp_path: Path) -> None:
    found = today_rows(services(tmp_path, *demo_records(TODAY, NOW)).journal, None, TODAY, NOW)
    tasks = TaskList()
    tasks.rows = tuple((row.mark, row.words, row.aside) for row in found.rows)
    size = tasks.size
    assert found.lines >= tasks.get_content_height(size, size, COLUMNS)
