"""Days as the person lives them."""

from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_tui.domain.daily import digest
from sciatica_tui.domain.days import (
    DAY_ENDS,
    day_of,
    day_row,
    day_rows,
    each_day,
    frequency_of,
    leg_hurts,
    logged_days,
    step,
)
from sciatica_tui.domain.records import CheckIn, Frequency, Quality, Symptom, Zone, new_id

ZONES = [ZoneInfo(name) for name in ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")]
BERLIN = ZoneInfo("Europe/Berlin")
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
walls = st.builds(datetime.combine, days, st.times())
zones = st.sampled_from(ZONES)
boundaries = st.times(max_value=time(6, 0))


def checkin(day: date, at: datetime | None = None, **answers: object) -> CheckIn:
    made = at or datetime(2026, 11, 22, 9, tzinfo=BERLIN)
    serial = abs(hash((day, at, tuple(answers.items())))).to_bytes(10, "big")
    fixed = {"id": new_id(made, serial), "created_at": made, "updated_at": made, "rev": 1}
    return CheckIn(**fixed, day=day, at=at, **answers)  # type: ignore[arg-type]


def test_a_check_in_at_half_past_one_belongs_to_the_day_before() -> None:
    assert day_of(datetime(2026, 11, 22, 1, 30, tzinfo=BERLIN)) == date(2026, 11, 21)


def test_the_new_day_begins_on_the_minute_the_old_one_ends() -> None:
    assert day_of(datetime(2026, 11, 22, 2, 59, 59, tzinfo=BERLIN)) == date(2026, 11, 21)
    assert day_of(datetime(2026, 11, 22, 3, 0, tzinfo=BERLIN)) == date(2026, 11, 22)


def test_with_the_day_ending_at_midnight_days_are_those_of_the_calendar() -> None:
    assert day_of(datetime(2026, 11, 22, 0, 0, tzinfo=BERLIN), time(0, 0)) == date(2026, 11, 22)


@given(walls, zones, boundaries)
def test_the_day_is_that_of_the_calendar_or_the_one_before(wall: datetime, zone: ZoneInfo, ends: time) -> None:
    day = day_of(wall.replace(tzinfo=zone), ends)
    assert day == wall.date() if wall.time() >= ends else day == wall.date() - timedelta(days=1)


@given(walls, zones, st.integers(-12, 14))
def test_travelling_never_moves_an_old_entry(wall: datetime, zone: ZoneInfo, hours: int) -> None:
    stored = wall.replace(tzinfo=zone).isoformat()
    elsewhere = timezone(timedelta(hours=hours))
    read_back = datetime.fromisoformat(stored)
    assert day_of(read_back) == day_of(wall.replace(tzinfo=zone))
    assert read_back == read_back.astimezone(elsewhere)


@pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
def test_on_the_night_the_clocks_change_the_day_still_ends_at_three(month: int, day: int) -> None:
    before = datetime(2026, month, day, 1, 59, tzinfo=BERLIN)
    after = datetime(2026, month, day, 3, 0, tzinfo=BERLIN)
    assert step(day_of(before), 1) == day_of(after) == date(2026, month, day)


@given(days, st.integers(0, 800))
def test_each_day_comes_once_and_none_is_skipped(first: date, count: int) -> None:
    walked = list(each_day(first, step(first, count)))
    assert len(set(walked)) == len(walked) == count + 1
    assert all(step(a, 1) == b for a, b in pairwise(walked))


@given(days, st.integers(-4000, 4000))
def test_a_step_there_and_back_is_no_step(day: date, number: int) -> None:
    assert step(step(day, number), -number) == day


def test_no_days_lie_between_a_day_and_the_one_before_it() -> None:
    assert list(each_day(date(2026, 11, 2), date(2026, 11, 1))) == []


def test_a_day_counts_with_its_worst_answers() -> None:
    day = date(2026, 11, 21)
    row = day_row(
        day,
        [
            checkin(day, leg_pain=4, zone=Zone.CALF, frequency=Frequency.HALF),
            checkin(day, leg_pain=6, back_pain=1, zone=Zone.THIGH, frequency=Frequency.NOW_AND_THEN),
        ],
    )
    assert (row.leg_pain, row.back_pain, row.zone) == (6, 1, Zone.CALF)
    assert frequency_of(row.checkins) is Frequency.HALF


def test_what_nobody_answered_is_unknown_and_a_zero_is_a_zero() -> None:
    day = date(2026, 11, 21)
    row = day_row(day, [checkin(day, leg_pain=0)])
    assert (row.leg_pain, row.back_pain, row.zone) == (0, None, None)


def test_a_day_without_an_entry_is_an_empty_row_between_the_others() -> None:
    first = date(2026, 11, 19)
    rows = day_rows([checkin(first, leg_pain=3), checkin(step(first, 2), leg_pain=2)], first, step(first, 2))
    assert [row.leg_pain for row in rows] == [3, None, 2]
    assert [row.logged for row in rows] == [True, False, True]
    assert [row.day for row in rows] == [first, step(first, 1), step(first, 2)]


def test_check_ins_of_a_day_come_in_order_of_time_whatever_their_offset() -> None:
    day = date(2026, 11, 21)
    tokyo = checkin(day, datetime(2026, 11, 21, 12, 0, tzinfo=ZoneInfo("Asia/Tokyo")), leg_pain=1)
    berlin = checkin(day, datetime(2026, 11, 21, 8, 0, tzinfo=BERLIN), leg_pain=2)
    timeless = checkin(day, leg_pain=3)
    assert [c.leg_pain for c in day_row(day, [berlin, tokyo, timeless]).checkins] == [3, 1, 2]


@given(st.lists(days, max_size=20))
def test_every_check_in_is_in_exactly_one_row(chosen: list[date]) -> None:
    entries = [checkin(day, leg_pain=number % 11) for number, day in enumerate(chosen)]
    rows = logged_days(entries)
    assert list(rows) == sorted(set(chosen))
    assert sum(len(row.checkins) for row in rows.values()) == len(entries)


def test_the_day_ends_at_three_unless_set_otherwise() -> None:
    assert time(3, 0) == DAY_ENDS


@pytest.mark.parametrize(
    ("hurting", "entries", "band"),
    [
        (0, 4, Frequency.NONE),
        (1, 4, Frequency.NOW_AND_THEN),
        (3, 9, Frequency.NOW_AND_THEN),
        (2, 4, Frequency.HALF),
        (4, 6, Frequency.MOST),
        (13, 14, Frequency.MOST),
        (4, 4, Frequency.CONSTANT),
        (3, 3, None),
    ],
)
def test_how_often_leg_pain_came_is_the_share_of_entries_with_it(
    hurting: int, entries: int, band: Frequency | None
) -> None:
    day = date(2026, 11, 20)
    said = [checkin(day, leg_pain=3 if number < hurting else 0) for number in range(entries)]
    assert frequency_of([*said, checkin(day, sleep=4)]) is band
    expected = None if band is None else float(list(Frequency).index(band))
    assert digest((*said, checkin(day, sleep=4))).days[day].frequency == expected


def test_what_was_asked_counts_before_any_share() -> None:
    day = date(2026, 11, 20)
    said = [checkin(day, leg_pain=3) for _ in range(5)]
    assert frequency_of([*said, checkin(day, frequency=Frequency.NOW_AND_THEN)]) is Frequency.NOW_AND_THEN


def test_whether_the_leg_hurts_is_read_from_pain_then_zone_then_feelings() -> None:
    day = date(2026, 11, 20)
    numb = Symptom(zone=Zone.FOOT, quality=Quality.NUMB)
    sharp = Symptom(zone=Zone.CALF, quality=Quality.SHARP)
    ache = Symptom(zone=Zone.BACK, quality=Quality.ACHE)
    assert leg_hurts(checkin(day, leg_pain=0, zone=Zone.CALF)) is False
    assert leg_hurts(checkin(day, zone=Zone.BUTTOCK, symptoms=())) is True
    assert leg_hurts(checkin(day, zone=Zone.BACK)) is False
    assert leg_hurts(checkin(day, symptoms=(numb, ache))) is False
    assert leg_hurts(checkin(day, symptoms=(numb, sharp))) is True
    assert leg_hurts(checkin(day, back_pain=8)) is None
