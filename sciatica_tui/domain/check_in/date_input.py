"""A day or a time as a person types it; the future is refused, but for a visit."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import msgspec

from ..days import day_of, step
from ..errors import BadInput
from ..text.dates import MONTHS, WEEKDAYS, long_day, year_of
from ..text.suggestions import near_miss

FORMS = (
    "now, yesterday, 14:30, 8:30 am, “30 minutes ago”, monday, -2d, “2 days ago”, “25 nov”, 25.11., 2025-11-20, "
    "or a day and a time"
)

DAY_FORMS = "yesterday, monday, “3 weeks ago” or 2025-11-20"

TIME_FORMS = "7:30, 730, 8:30 pm or noon"

VISIT_FORMS = "“2026-12-01 10:30”, “tuesday 10:30”, “in 2 weeks”, “2 weeks ago”"

FARTHEST_YEARS = 5
"""How far ahead a visit may be; what is farther is taken for a slip."""

TYPING_ERROR = 0.75
"""How near a word must be to be taken for one mistyped: “tuseday” is, “someday” for “today” is not."""

UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Days in what someone remembers as so long ago."""

NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {"a": 1, "an": 1} | {word: number for number, word in enumerate(NUMBER_WORDS, 1)}
NUMBER = f"[0-9]{{1,5}}|{'|'.join(NUMBERS)}"
"""A number in digits or, up to twelve, in words, as a pattern."""

Local = Callable[[datetime], datetime]
"""Wall clock time without an offset → the instant where the person is; a time that the clocks skip comes back moved."""


class When(msgspec.Struct, frozen=True):
    """The day it belongs to, and the instant where a time was given."""

    day: date
    at: datetime | None


def system_local(wall: datetime) -> datetime:
    """Place a time in the machine's time zone, with the offset in force on that day."""
    return wall.astimezone()


def read_when(text: str | None, now: datetime, day_ends: time, local: Local = system_local) -> When:
    """Return what `--at` says, `None` and `now` being this instant. Raises BadInput with one sentence.

    Days are days as lived: at 01:30, `yesterday` counts from the day that has not ended yet. A day without a time
    stores none. A time alone is the last one of today; a time after midnight, before the day ends, is this morning's. A
    date with a time is the calendar's. Of an hour that comes twice the first is taken; one that never was is refused.
    """
    plain_text = _plain(text) if text is not None else "now"
    if plain_text == "now":
        return When(day_of(now, day_ends), now)
    line = _with_24_hours(plain_text)
    words = line.split()
    if (ago := _ago(line)) is not None:
        return When(day_of(now - ago, day_ends), now - ago)
    today = day_of(now, day_ends)
    clock_time = _time(words[-1]) if words else None
    day_words = words if clock_time is None else words[:-1]
    day = _day(" ".join(day_words), today, text or "", f"--at takes {FORMS}") if day_words else None
    if clock_time is None:
        if day is None:
            raise BadInput(f"--at needs a day or a time after it: {FORMS}.")
        if day > today:
            raise BadInput(f"“{text}” is in the future; --at takes {FORMS}.")
        return When(day, None)
    wall_now = now.replace(tzinfo=None)
    if day is None:
        wall = datetime.combine(wall_now.date(), clock_time)
        before = wall - timedelta(days=1)
        if wall > wall_now and day_of(before, day_ends) == today:
            wall = before
    else:
        wall = datetime.combine(day, clock_time)
    at = _on_the_clock(wall, local)
    if at.timestamp() > now.timestamp():  # two moments of one zone would be compared by the wall, which repeats
        on = long_day(wall.date()) + year_of(wall.date(), today)
        raise BadInput(f"“{text}” is in the future ({on}, {wall:%H:%M}); --at takes {FORMS}.")
    return When(day_of(at, day_ends), at)


def read_visit_time(text: str, now: datetime, day_ends: time) -> When:
    """Return when a visit is or was. Raises BadInput with one sentence.

    As `read_when`, but the future may come: a weekday is the next one, a day without its year the nearest, a time alone
    that of today.
    """
    line = _with_24_hours(_plain(text))
    words = line.split()
    clock_time = _time(words[-1]) if words else None
    day_words = " ".join(words if clock_time is None else words[:-1])
    today = day_of(now, day_ends)
    day = _day(day_words, today, text, f"a visit takes {VISIT_FORMS}", ahead=True) if day_words else today
    if not words or day > step(today, FARTHEST_YEARS * 366):
        why = f"is more than {FARTHEST_YEARS} years ahead" if words else "is not a day"
        raise BadInput(f"“{text}” {why}; a visit takes {VISIT_FORMS}.")
    if clock_time is None:
        return When(day, None)
    wall = datetime.combine(day, clock_time)
    return When(day, _on_the_clock(wall, system_local))


def read_time(text: str, day: date, now: datetime, day_ends: time, local: Local = system_local) -> datetime:
    """Return the instant of a day as lived: `now`, `7:30`, `730`, `8:30 pm`, `noon`. Raises BadInput with one sentence.

    A time after midnight, before the day ends, is the next morning's.
    """
    line = _with_24_hours(_plain(text))
    if line == "now" and day_of(now, day_ends) == day:
        return now
    clock_time = _time(re.sub(r"^([0-9]{1,2})([0-9]{2})$", r"\1:\2", line))
    if clock_time is None:
        raise BadInput(f"“{text}” is not a time: write {TIME_FORMS}.")
    at = _on_the_clock(datetime.combine(step(day, clock_time < day_ends), clock_time), local)
    if at.timestamp() > now.timestamp():
        raise BadInput(f"{long_day(at.date())}, {at:%H:%M}, is in the future.")
    return at


def _on_the_clock(wall: datetime, local: Local) -> datetime:
    """The instant of a wall clock time. Raises BadInput for one that the clocks skip."""
    at = local(wall)
    if at.replace(tzinfo=None) != wall:
        raise BadInput(f"{long_day(wall.date())} had no {wall:%H:%M}: the clocks went forward. Give another time.")
    return at


def read_day(text: str, today: date) -> date:
    """Return a day up to today: `yesterday`, `monday`, `3 weeks ago`, also without the `ago`, `2026-11-01`.

    A month or a year, `march`, `march 2025` or `2025`, is its first day. Raises BadInput with one sentence.
    """
    word = re.sub(r"^(?:about|around|since) ", "", _plain(text))
    word = re.sub(r"^last (?=(?:week|month|year)$)", "a ", word)
    if re.fullmatch(rf"({NUMBER}) (day|week|month|year)s?", word):
        word = f"{word} ago"
    day = _beginning(word, today) or _day(word, today, text, f"write {DAY_FORMS}")
    if day > today:
        raise BadInput(f"{long_day(day)}{year_of(day, today)} is in the future.")
    return day


def _beginning(word: str, today: date) -> date | None:
    """The first day of a month, the last one that has begun where it has no year, or of a year; else `None`."""
    parts = re.fullmatch(r"([a-z]{3,9})?(?:^| |$)((?:19|20)[0-9]{2})?", word)
    month = _month(parts[1]) if parts and parts[1] else 1
    if parts is None or month is None or not word:
        return None
    year = int(parts[2]) if parts[2] else today.year - (month > today.month)
    return date(year, month, 1)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("–", "-").replace("−", "-").split())


def _with_24_hours(line: str) -> str:
    """Write `8:30 am` and `8pm` at the end of a line as a time of 24 hours."""
    found = re.search(r"\b([0-9]{1,2})(?:[:.]([0-9]{2}))? ?([ap])\.?m\.?$", line)
    if found is None:
        return line
    hour = int(found[1])
    if not 1 <= hour <= 12:
        raise BadInput(f"There is no time “{found[0]}”; with am and pm, hours run from 1 to 12.")
    return f"{line[: found.start()]}{hour % 12 + 12 * (found[3] == 'p')}:{found[2] or '00'}"


def _ago(line: str) -> timedelta | None:
    """How long ago, where it is said in minutes or hours."""
    found = re.fullmatch(r"(an?|[0-9]{1,5}) ?(m|min|minute|h|hour)s? ago", line)
    if found is None:
        return None
    number = 1 if found[1].startswith("a") else int(found[1])
    return timedelta(minutes=number) if found[2].startswith("m") else timedelta(hours=number)


def _time(word: str) -> time | None:
    if word == "noon":
        return time(12)
    digits = re.fullmatch(r"([0-9]{1,2})[:.]([0-9]{2})", word)
    if digits is None:
        return None
    hour, minute = int(digits[1]), int(digits[2])
    if hour > 23 or minute > 59:
        raise BadInput(f"There is no time “{word}”; times run from 00:00 to 23:59.")
    return time(hour, minute)


def _day(word: str, today: date, text: str, forms: str, *, ahead: bool = False) -> date:
    """Return the day; `forms` says in an error what there is to write."""
    names = {"today": 0, "yesterday": -1}
    if word in names:
        return step(today, names[word])
    if word == "tomorrow":  # understood, so that it can be said to lie ahead
        return step(today, 1)
    later = re.fullmatch(r"in ([0-9]{1,5}) (day|week|month|year)s?", word)
    if later:
        return step(today, min(int(later[1]) * UNITS[later[2]], 200 * 365))
    ago = re.fullmatch(rf"-([0-9]{{1,5}})d|({NUMBER}) (day|week|month|year)s? ago", word)
    if ago:
        number = ago[1] or ago[2]
        return _back(today, (NUMBERS.get(number) or int(number)) * UNITS[ago[3] or "day"], text)
    weekdays = [name.lower() for name in WEEKDAYS]
    if len(word) >= 3:
        for number, name in enumerate(weekdays):
            if name.startswith(word):
                back = (today.weekday() - number) % 7
                return step(today, 7 - back if ahead else -back)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
        try:
            return _known(date.fromisoformat(word), text)
        except ValueError:
            raise BadInput(f"There is no day {word}; write days like 2025-11-20.") from None
    dotted = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})?", word)
    if dotted:
        numbers = int(dotted[1]), int(dotted[2]), dotted[3]
        return _known(_calendar_day(*numbers, today, "with dots, the day comes before the month", ahead=ahead), text)
    if (date_in_words := _date_in_words(word, today, ahead=ahead)) is not None:
        return _known(date_in_words, text)
    if re.fullmatch(r"[0-9]{1,2}/[0-9]{1,2}(/[0-9]{2,4})?", word):
        raise BadInput(f"“{text}” can mean two days; write the month as a word, such as “12 oct”.")
    hint = near_miss(word, [*names, *weekdays], TYPING_ERROR) or f"{forms}."
    raise BadInput(f"“{text}” is not understood; {hint}")


def _date_in_words(word: str, today: date, *, ahead: bool) -> date | None:
    """The day written as `25 nov`, `November 25` or `Wed 25 Nov 2026`; `None` where it is not written so."""
    digits, letters = "([0-9]{1,2})", "([a-z]{3,9})"
    parts = re.fullmatch(rf"(?:{letters},? )?(?:{digits}\.? {letters}|{letters} {digits})(?:,? ([0-9]{{4}}))?", word)
    month = _month(parts[3] or parts[4]) if parts else None
    if parts is None or month is None:
        return None
    day = _calendar_day(int(parts[2] or parts[5]), month, parts[6], today, f"write {DAY_FORMS}", ahead=ahead)
    weekday = WEEKDAYS[day.weekday()]
    if parts[1] and not weekday.lower().startswith(parts[1]):
        raise BadInput(f"{day.day} {MONTHS[month - 1]} {day.year} is a {weekday}; which day do you mean?")
    return day


def _month(word: str) -> int | None:
    """Return the number of a month by its name, or the first letters of it."""
    return next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), None)


def _calendar_day(day: int, month: int, year: str | None, today: date, advice: str, *, ahead: bool) -> date:
    """The day of a date; without a year the last one that has come, with `ahead` the nearest."""
    if ahead and not year:
        nearest = [d for y in (-1, 0, 1) if (d := _date_or_none(today.year + y, month, day)) is not None]
        if nearest:
            return min(nearest, key=lambda candidate: abs(candidate - today))
    years = [int(year)] if year else range(today.year, today.year - 9, -1)  # 29 February may be eight years ago
    for number in years:
        candidate = _date_or_none(number, month, day)
        if candidate is not None and (year or candidate <= today):
            return candidate
    raise BadInput(f"There is no day {day}.{month}.{year or ''}; {advice}.")


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _back(today: date, days: int, text: str) -> date:
    return _known(step(today, -min(days, 200 * 365)), text)


def _known(day: date, text: str) -> date:
    if day.year < 1900:
        raise BadInput(f"“{text}” is too long ago; write {DAY_FORMS}.")
    return day
