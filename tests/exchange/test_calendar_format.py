"""A calendar that any program reads: escaped, folded, in the right zone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from sciatica_tui.exchange.calendar_format import CalendarEntry, write_calendar

from ..hostile import steering
from ..support import HERE, NOW, TODAY


def lines(**fields: object) -> list[str]:
    """The lines of a calendar with one entry, unfolded."""
    known = {"uid": "1@x", "summary": "Visit: Dr Lee", "start": TODAY, "changed": NOW, **fields}
    return write_calendar([CalendarEntry(**known)]).decode().replace("\r\n ", "").split("\r\n")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "line"),
    [
        (datetime(2026, 11, 24, 10, 30, tzinfo=HERE), "DTSTART:20261124T093000Z"),
        (datetime(2026, 11, 24, 20, 0), "DTSTART:20261124T200000"),
        (datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-5))), "DTSTART:99991231T230000Z"),
        (TODAY, "DTSTART;VALUE=DATE:20261122"),
    ],
)
def test_an_instant_is_in_utc_a_time_on_the_wall_has_no_zone_and_a_day_is_a_date(start: object, line: str) -> None:
    assert line in lines(start=start)


def test_a_text_is_escaped_and_steers_nothing() -> None:
    text = "a,b;c\\d\nEND:VEVENT\x1b]52;c;x\x07"
    (summary,) = [line for line in lines(summary=text) if line.startswith("SUMMARY")]
    assert summary.startswith("SUMMARY:a\\,b\\;c\\\\d")
    assert lines(summary=text).count("END:VEVENT") == 1
    assert steering(summary) == set()


def test_a_long_line_is_folded_at_75_octets_and_never_within_a_letter() -> None:
    data = write_calendar([CalendarEntry(uid="1@x", summary="ß" * 300, start=TODAY, changed=NOW)])
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert all(line.decode() for line in data.split(b"\r\n")[:-1])
    assert "ß" * 300 in data.decode().replace("\r\n ", "")
