"""When a row of a spreadsheet was: its day, and its time where it has one that can be read."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import NamedTuple

from ...domain.days import day_of
from ...domain.text.dates import long_day
from .datetimes import Moment, Unread, read_moment, read_time, words
from .mapping import When
from .reader import Sheet
from .rows import Row, shortened
from .setting import Setting

MONTHS = 12


class RowTime(NamedTuple):
    """What a row says of its time, the day it belongs to, and the instant where there is one."""

    moment: Moment
    day: date
    at: datetime | None


class RowTimes:
    """Reads the times of rows.

    `undated` and `untimed` say of which rows the date, or the time, could not be read, where and why.
    """

    def __init__(self, sheet: Sheet, when: When, setting: Setting) -> None:
        self._sheet = sheet
        self._when = when
        self._setting = setting
        self._date_index = sheet.header.index(when.date)
        self._time_index = sheet.header.index(when.time) if when.time else None
        self.undated: list[str] = []
        self.untimed: list[str] = []

    def read(self, row: Row) -> RowTime | None:
        """Read the time of a row, None where it has no date or one that is still to come."""
        cell = row.cells[self._date_index].strip()
        where = self._sheet.where(row, self._date_index)
        try:
            moment = read_moment(cell, self._when.date_format)
        except Unread:
            like = f"is not a date like {words(self._when.date_format)}"
            complaint = like if cell else "is empty, and every row needs a date"
            self.undated.append(f"{where}: “{shortened(cell)}” {complaint}")
            return None
        moment = self._with_time(row, moment)
        at = self._instant(moment)
        now, day_ends = self._setting.now, self._setting.day_ends
        day = day_of(at, day_ends) if at is not None else moment.day
        if (at or now) > now or day > day_of(now, day_ends):
            swapped = "; perhaps day and month are swapped" if self._is_past_when_swapped(day) else ""
            self.undated.append(f"{where}: “{shortened(cell)}” is in the future ({long_day(day)} {day.year}){swapped}")
            return None
        return RowTime(moment, day, at)

    def _is_past_when_swapped(self, day: date) -> bool:
        """Whether its month could be the day, and that would not be in the future."""
        today = day_of(self._setting.now, self._setting.day_ends)
        return day.day <= MONTHS and day.replace(month=day.day, day=day.month) <= today

    def _with_time(self, row: Row, moment: Moment) -> Moment:
        """The moment with the time that stands in a column of its own."""
        if self._time_index is None:
            return moment
        when, cell = self._when, row.cells[self._time_index].strip()
        if not cell or cell.lower() in when.vague:
            return moment._replace(time=None)
        try:
            return moment._replace(time=read_time(cell, when.time_formats))
        except Unread:
            like = words(when.time_formats[0]) if when.time_formats else "14:05"
            where = self._sheet.where(row, self._time_index)
            self.untimed.append(f"{where}: “{shortened(cell)}” is not a time like {like}")
            return moment._replace(time=None)

    def _instant(self, moment: Moment) -> datetime | None:
        if moment.time is None:
            return None
        both = datetime.combine(moment.day, moment.time)
        return both.replace(tzinfo=timezone(moment.offset)) if moment.offset is not None else self._setting.local(both)
