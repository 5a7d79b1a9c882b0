"""When a row of a spreadsheet was: its day, and its time where it has one that can be read."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timezone
from typing import NamedTuple

from ...domain.days import day_of
from ...domain.text.dates import long_day
from ...domain.text.grammar import count
from .datetimes import Moment, Unread, read_moment, read_time, read_unlike, words
from .mapping import When
from .reader import Sheet
from .rows import OddCell, Row, shortened
from .setting import Setting

MONTHS = 12

FIRST_DAY = date(1980, 1, 1)
"""Nothing is kept in a spreadsheet from before there were any; also before it are the days that stand for none."""


class RowTime(NamedTuple):
    """What a row says of its time, the day it belongs to, and the instant where there is one."""

    moment: Moment
    day: date
    at: datetime | None


class RowTimes:
    """Reads the times of rows.

    `undated` and `untimed` are the cells whose date, or time, could not be taken; `vague` how often a word stands for
    a time that says too little to be one.
    """

    def __init__(self, sheet: Sheet, when: When, setting: Setting) -> None:
        self._sheet = sheet
        self._when = when
        self._setting = setting
        self._date_index = sheet.header.index(when.date)
        self._time_index = sheet.header.index(when.time) if when.time else None
        self.undated: list[OddCell] = []
        self.untimed: list[OddCell] = []
        self.vague: Counter[str] = Counter()

    def read(self, row: Row) -> RowTime | None:
        """Read the time of a row, None where it has no date or one that can't be right."""
        cell = row.cells[self._date_index].strip()
        try:
            moment = read_moment(cell, self._when.date_format)
        except Unread:
            moment_unlike = read_unlike(cell)
            if moment_unlike is not None:
                return self._at(row, moment_unlike)
            like = f"is not a date like {words(self._when.date_format)}"
            complaint = like if cell else "is empty, and every row needs a date"
            self.undated.append(self._odd(row, self._date_index, complaint))
            return None
        return self._at(row, moment)

    def _at(self, row: Row, moment: Moment) -> RowTime | None:
        """The time of a row whose date can be read, None where that can't be right."""
        moment = self._with_time(row, moment)
        at = self._instant(moment)
        now, day_ends = self._setting.now, self._setting.day_ends
        day = day_of(at, day_ends) if at is not None else moment.day
        if (at or now) > now or day > day_of(now, day_ends):
            swapped = "; perhaps day and month are swapped" if self._is_past_when_swapped(day) else ""
            reason = f"is in the future ({long_day(day)} {day.year}){swapped}"
            self.undated.append(self._odd(row, self._date_index, reason))
            return None
        if day < FIRST_DAY:
            reason = f"is too long ago to be right (before {FIRST_DAY.year})"
            self.undated.append(self._odd(row, self._date_index, reason))
            return None
        return RowTime(moment, day, at)

    def sentences(self) -> list[str]:
        """Name each cell with a date or a time that could not be taken, and what that costs."""
        odd = [(self._date_index, cell, "the row is left out") for cell in self.undated]
        odd += [(self._time_index or 0, cell, "the entry has no time") for cell in self.untimed]
        column = self._sheet.column_words(self._time_index or 0)
        return [
            *(
                f"{column}: “{text}” ({count(number, 'row')}) is no exact time; "
                f"{'this entry has' if number == 1 else 'these entries have'} no time."
                for text, number in self.vague.most_common()
            ),
            *(
                f"{self._sheet.column_words(index)}, line {line}: “{text}” {reason}; {cost}."
                for index, (_, line, text, reason), cost in odd
            ),
        ]

    def _odd(self, row: Row, column: int, reason: str) -> OddCell:
        return OddCell(self._sheet.where(row, column), row.line, shortened(row.cells[column]), reason)

    def _is_past_when_swapped(self, day: date) -> bool:
        """Whether its month could be the day, and that would not be in the future."""
        today = day_of(self._setting.now, self._setting.day_ends)
        return day.day <= MONTHS and day.replace(month=day.day, day=day.month) <= today

    def _with_time(self, row: Row, moment: Moment) -> Moment:
        """The moment with the time that stands in a column of its own."""
        if self._time_index is None:
            return moment
        when, cell = self._when, row.cells[self._time_index].strip()
        if not cell:
            return moment._replace(time=None)
        if cell.lower() in when.vague:
            self.vague[cell] += 1
            return moment._replace(time=None)
        try:
            return moment._replace(time=read_time(cell, when.time_formats))
        except Unread:
            like = words(when.time_formats[0]) if when.time_formats else "14:05"
            self.untimed.append(self._odd(row, self._time_index, f"is not a time like {like}"))
            return moment._replace(time=None)

    def _instant(self, moment: Moment) -> datetime | None:
        if moment.time is None:
            return None
        both = datetime.combine(moment.day, moment.time)
        return both.replace(tzinfo=timezone(moment.offset)) if moment.offset is not None else self._setting.local(both)
