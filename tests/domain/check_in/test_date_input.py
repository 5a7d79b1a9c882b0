"""`--at`: days by the day boundary, nothing in the future, and the two nights on which the clocks change."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_tui.domain.check_in.date_input import When, read_day, read_time, read_when
from sciatica_tui.domain.days import day_of
from sciatica_tui.domain.errors import BadInput

BERLIN = ZoneInfo("Europe/Berlin")
UTC = ZoneInfo("UTC")
MORNING = datetime(2026, 11, 22, 8, 10, tzinfo=BERLIN)
NIGHT = datetime(2026, 11, 22, 1, 30, tzinfo=BERLIN)


def local(wall: datetime) -> datetime:
    return wall.replace(tzinfo=BERLIN).astimezone(UTC).astimezone(BERLIN)


def read(text: str | None, now: datetime = MORNING) -> When:
    return read_when(text, now, time(3, 0), local)


@pytest.mark.parametrize("text", [None, "now", " NOW "])
def test_now_is_now(text: str | None) -> None:
    assert read(text) == When(date(2026, 11, 22), MORNING)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 21)),
        ("-2d", date(2026, 11, 20)),
        ("2 days ago", date(2026, 11, 20)),
        ("1 day ago", date(2026, 11, 21)),
        ("monday", date(2026, 11, 16)),
        ("Sat", date(2026, 11, 21)),
        ("sunday", date(2026, 11, 22)),
        ("2026-11-02", date(2026, 11, 2)),
    ],
)
def test_a_day_without_a_time_stores_none(text: str, day: date) -> None:
    assert read(text) == When(day, None)


def test_at_half_past_one_it_is_still_the_day_before_and_yesterday_the_one_before_that() -> None:
    assert read("now", NIGHT).day == date(2026, 11, 21)
    assert read("yesterday", NIGHT).day == date(2026, 11, 20)


def test_a_time_alone_is_the_last_one_of_the_day_that_is() -> None:
    assert read("07:30") == When(date(2026, 11, 22), datetime(2026, 11, 22, 7, 30, tzinfo=BERLIN))
    assert read("23:30", NIGHT) == When(date(2026, 11, 21), datetime(2026, 11, 21, 23, 30, tzinfo=BERLIN))


def test_a_time_after_midnight_is_this_mornings_and_belongs_to_the_day_before() -> None:
    assert read("01:30") == When(date(2026, 11, 21), datetime(2026, 11, 22, 1, 30, tzinfo=BERLIN))


def test_a_day_and_a_time_are_that_moment() -> None:
    assert read("yesterday 21:05") == When(date(2026, 11, 21), datetime(2026, 11, 21, 21, 5, tzinfo=BERLIN))
    assert read("2026-07-01 12:00").at == datetime(2026, 7, 1, 12, 0, tzinfo=BERLIN)
    assert str(read("2026-07-01 12:00").at).endswith("+02:00")


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        "in 3 days",
        "tomorrow 09:00",
        "2026-11-23",
        "2027-01-01",
        "08:11",
        "today 09:00",
        "sunday 23:00",
        "2026-11-22 08:11",
    ],
)
def test_the_future_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="in the future"):
        read(text)


@pytest.mark.parametrize(
    "text", ["", "tomorow", "24:00", "8:60", "2026-02-30", "2026-11", "su", "-d", "99999 days ago", "0001-01-01"]
)
def test_what_is_no_day_or_time_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(text)
    assert str(refused.value).endswith((".", "?"))
    assert len(str(refused.value)) < 200


def test_a_near_miss_is_suggested() -> None:
    with pytest.raises(BadInput, match="did you mean yesterday"):
        read("yesterdy")


def test_a_word_of_its_own_is_not_taken_for_a_slip() -> None:
    with pytest.raises(BadInput, match="“someday” is not understood; --at takes now, yesterday, 14:30"):
        read("someday")


def test_a_time_that_the_clocks_skipped_is_refused() -> None:
    with pytest.raises(BadInput, match="Sunday 29 March had no 02:30: the clocks went forward"):
        read("2026-03-29 02:30")


def test_of_an_hour_that_came_twice_the_first_is_taken() -> None:
    at = read("2026-10-25 02:30").at
    assert at is not None
    assert at.isoformat() == "2026-10-25T02:30:00+02:00"


def test_in_the_second_of_two_equal_hours_the_first_has_passed() -> None:
    second = datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN, fold=1)
    at = read("2026-10-25 02:45", second).at
    assert at is not None
    assert at.isoformat() == "2026-10-25T02:45:00+02:00"


nows = st.builds(datetime.combine, st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.times()).map(local)


@given(nows, st.integers(0, 3000))
def test_days_ago_are_counted_in_days_whatever_the_clocks_did(now: datetime, days: int) -> None:
    assert (day_of(now) - read(f"-{days}d", now).day).days == days


@given(nows, st.times())
def test_no_time_alone_is_ever_in_the_future_nor_older_than_two_days(now: datetime, wall: time) -> None:
    try:
        when = read(f"{wall:%H:%M}", now)
    except BadInput:
        return
    assert when.at is not None
    assert when.at <= now
    assert (day_of(now) - when.day).days in (0, 1)


@given(nows, st.text(max_size=30))
def test_anything_typed_is_a_day_or_a_sentence(now: datetime, text: str) -> None:
    try:
        when = read(text, now)
    except BadInput:
        return
    assert when.day <= day_of(now)


@pytest.mark.parametrize(
    ("text", "time_of_day"),
    [("7:30 am", "07:30"), ("7.30AM", "07:30"), ("7am", "07:00"), ("12:05 a.m.", "00:05"), ("yesterday 12 pm", "12:00"),
     ("yesterday 8:30 p.m.", "20:30")],
)  # fmt: skip
def test_twelve_hours_with_am_and_pm(text: str, time_of_day: str) -> None:
    at = read(text).at
    assert at is not None
    assert f"{at:%H:%M}" == time_of_day


@pytest.mark.parametrize("text", ["3 weeks ago", "three weeks ago", "3 weeks", "Three weeks", "21 days"])
def test_since_when_is_also_how_long(text: str) -> None:
    assert read_day(text, date(2026, 11, 27)) == date(2026, 11, 6)


def test_there_is_no_thirteen_pm() -> None:
    with pytest.raises(BadInput, match="There is no time “13 pm”; with am and pm, hours run from 1 to 12"):
        read("13 pm")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("30 minutes ago", datetime(2026, 11, 22, 7, 40, tzinfo=BERLIN)),
        ("5 min ago", datetime(2026, 11, 22, 8, 5, tzinfo=BERLIN)),
        ("an hour ago", datetime(2026, 11, 22, 7, 10, tzinfo=BERLIN)),
        ("2 hours ago", datetime(2026, 11, 22, 6, 10, tzinfo=BERLIN)),
        ("6h ago", datetime(2026, 11, 22, 2, 10, tzinfo=BERLIN)),
    ],
)
def test_so_long_ago_is_a_moment_of_the_day_it_falls_in(text: str, at: datetime) -> None:
    assert read(text) == When(day_of(at, time(3, 0)), at)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20.11.", date(2026, 11, 20)),
        ("5.3.", date(2026, 3, 5)),
        ("25.11.", date(2025, 11, 25)),
        ("29.2.", date(2024, 2, 29)),
        ("25.11.2025", date(2025, 11, 25)),
        ("20 nov", date(2026, 11, 20)),
        ("Fri 20 Nov", date(2026, 11, 20)),
        ("November 20", date(2026, 11, 20)),
        ("25. nov", date(2025, 11, 25)),
        ("Nov 25, 2024", date(2024, 11, 25)),
    ],
)
def test_a_date_without_a_year_is_the_last_one_that_has_come(text: str, day: date) -> None:
    assert read(text) == When(day, None)
    assert read(f"{text} 14:30").day == day


@pytest.mark.parametrize("text", ["31.2.", "20.13.", "0.1.", "31 feb", "april 0"])
def test_a_date_that_never_was(text: str) -> None:
    with pytest.raises(BadInput, match="There is no day"):
        read(text)


def test_a_weekday_beside_a_date_has_to_be_that_of_it() -> None:
    with pytest.raises(BadInput, match="20 November 2026 is a Friday; which day do you mean"):
        read("thu 20 nov")


def test_noon_is_a_time() -> None:
    assert read("yesterday noon").at == datetime(2026, 11, 21, 12, tzinfo=BERLIN)


def test_a_day_with_dots_and_a_year_that_is_to_come_is_refused() -> None:
    with pytest.raises(BadInput, match="in the future"):
        read("25.11.2026")


@pytest.mark.parametrize(
    ("text", "time_of_day"), [("7:30", "07:30"), ("730", "07:30"), ("noon", "12:00"), ("8 pm", "20:00")]
)
def test_a_time_is_that_of_the_day_it_is_asked_for(text: str, time_of_day: str) -> None:
    at = read_time(text, date(2026, 11, 20), datetime(2026, 11, 22, 9).astimezone(), time(3))
    assert f"{at:%Y-%m-%d %H:%M}" == f"2026-11-20 {time_of_day}"


def test_a_time_after_midnight_is_the_next_mornings() -> None:
    at = read_time("130", date(2026, 11, 20), datetime(2026, 11, 22, 9).astimezone(), time(3))
    assert f"{at:%Y-%m-%d %H:%M}" == "2026-11-21 01:30"


def test_now_is_a_time_of_today_alone() -> None:
    now = datetime(2026, 11, 22, 9).astimezone()
    assert read_time("now", date(2026, 11, 22), now, time(3)) == now
    late = datetime(2026, 11, 23, 1, 30).astimezone()
    assert read_time("now", date(2026, 11, 22), late, time(3)) == late
    with pytest.raises(BadInput, match="is not a time"):
        read_time("now", date(2026, 11, 21), now, time(3))


@pytest.mark.parametrize(("text", "why"), [("soon", "is not a time"), ("23:00", "is in the future")])
def test_what_is_no_time_or_has_not_come_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        read_time(text, date(2026, 11, 22), datetime(2026, 11, 22, 9).astimezone(), time(3))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("March", date(2026, 3, 1)),
        ("december", date(2025, 12, 1)),
        ("November", date(2026, 11, 1)),
        ("oct 2024", date(2024, 10, 1)),
        ("2025", date(2025, 1, 1)),
        ("about a month", date(2026, 10, 28)),
        ("since last year", date(2025, 11, 27)),
    ],
)
def test_a_month_or_a_year_is_its_first_day(text: str, day: date) -> None:
    assert read_day(text, date(2026, 11, 27)) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [("12/10", "can mean two days"), ("last summer", "not understood"), ("dec 2026", "the future")],
)
def test_what_is_no_day_for_certain_is_refused(text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_day(text, date(2026, 11, 27))
