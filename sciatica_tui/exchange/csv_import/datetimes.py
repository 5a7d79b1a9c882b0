"""Dates and times as spreadsheets and other programs write them. What can be read in two ways is never guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from .synonyms import ENGLISH, fold, language_of, month_numbers, weekday_names

ISO = "iso"
"""`2026-11-21`, or a moment as in ISO 8601, with or without a UTC offset."""

EXCEL = "excel"
"""Days since 30 December 1899, with the time as a fraction: how Excel keeps dates."""

DAY_FIRST = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d-%m-%y")
MONTH_FIRST = ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%m-%d-%y")
SWAPPED = dict(zip(DAY_FIRST + MONTH_FIRST, MONTH_FIRST + DAY_FIRST, strict=True))
"""Format → that with day and month swapped."""

UNAMBIGUOUS = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%b %d %Y",
    "%B %d %Y",
)
TIMES = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p", "%I.%M %p", "%H.%M", "%I %p", "%I%p", "%Hh%M")

MOST = 0.8
"""The share of a column's texts that a format must fit; what it does not fit is named and left out."""

HALF = 0.51
"""The same of a column whose title says that it holds dates, or times."""

SAMPLE = 50
"""Texts whose formats are tried on all."""

_EXCEL_FIRST = date(1899, 12, 30)
_TIME_AT_END = re.compile(r"( at |, | |T)(\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?)$")
_AM_PM = re.compile(r"([ap])\.\s?m\.?$", re.IGNORECASE)
_CLOCK = re.compile(r"(?<=\d)\s*(?:uhr|hrs?|h)$", re.IGNORECASE)
"""The word behind a time of day: “08:30 Uhr”."""

_HOUR_OF_ONE_DIGIT = re.compile(r"(?<=[T ])\d(?=:)")
"""As Google Sheets writes a moment: “2026-11-21 8:10:00”."""

_SPACE_BEFORE_OFFSET = re.compile(r"(?<=\d) (?=[+-]\d{2}:?\d{2}$)")
"""As Apple Health does: “2026-11-21 08:10:00 +0100”."""

_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]{2,}(?:-feira)?\.?")
_DAY_WITH_POINT = re.compile(r"(?<=\d)\.(?= ?[^\W\d_])")
"""The point of “3. März”; a date of numbers alone keeps its points."""

_LINKS = frozenset(("de", "of", "le", "den", "del"))
"""Words within a date that say nothing: “3 de marzo de 2026”."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Moment(NamedTuple):
    """A day; its time and its UTC offset, each `None` where the text has none."""

    day: date
    time: time | None = None
    offset: timedelta | None = None


class Unread(ValueError):
    """The text is not of the format."""


def read_moment(text: str, form: str) -> Moment:
    """Read a date, perhaps with a time, of one format. Raises Unread."""
    if form == ISO:
        return _iso(text)
    if form == EXCEL:
        return _excel(text)
    moment = _moment(text, form)
    if moment is None:
        raise Unread(text)
    return moment


def read_unlike(text: str) -> Moment | None:
    """Read a date that is not of its column's format, where it can be read in one way only; None where it can't."""
    moments = {read_moment(text, form) for form in _forms_of(text) if form != EXCEL}
    return moments.pop() if len(moments) == 1 else None


@lru_cache(maxsize=8192)
def _moment(text: str, form: str) -> Moment | None:
    """Read a date by a format of strptime, None where it does not fit: one day has many rows, and is read anew."""
    try:
        moment = datetime.strptime(_plain(text), form).replace(tzinfo=UTC)  # only the wall is read
    except ValueError:
        return None
    return Moment(moment.date(), moment.time() if has_time(form) else None)


def read_time(text: str, forms: Sequence[str]) -> time:
    """Read a time by the first format that fits. Raises Unread."""
    text = _CLOCK.sub("", _AM_PM.sub(r"\1m", text.strip()))
    for form in forms:
        if form == EXCEL:
            try:
                return _fraction(float(text.replace(",", ".")) % 1)
            except ValueError:
                continue
        try:
            return datetime.strptime(_plain(text).upper(), form).replace(tzinfo=UTC).time()
        except ValueError:
            continue
    raise Unread(text)


def has_time(form: str) -> bool:
    """Whether the format has a time in it."""
    return "%H" in form or "%I" in form


def date_formats(texts: Iterable[str], least: float = MOST) -> tuple[str, ...]:
    """Return the formats that fit the most texts, of which it must be a share of `least`.

    These are two where day and month can be swapped, also where the fewer dates have them in the other order.
    """
    texts = list(dict.fromkeys(texts))
    candidates = dict.fromkeys(form for text in texts[:SAMPLE] for form in _forms_of(text))
    fitting = {form: sum(_fits(text, form) for text in texts) for form in candidates}
    most = max(fitting.values(), default=0)
    if not texts or most < least * len(texts):
        return ()
    forms = [form for form in fitting if fitting[form] == most]
    if forms[0] in (ISO, EXCEL):
        return (forms[0],)
    distinct = _distinct(texts, forms)
    swapped_form = _other_order(distinct[0])
    if len(distinct) == 1 and any(_fits(text, swapped_form) and not _fits(text, distinct[0]) for text in texts):
        both = _distinct(texts, sorted((distinct[0], swapped_form)))  # “%d” goes before “%m”
        return both if len(both) > 1 else distinct
    return distinct


def looks_like_date(text: str) -> bool:
    """Whether a text is a date in any format, Excel's numbers aside."""
    return bool(text) and not _is_serial(text) and bool(_forms_of(text))


def misfit(texts: Iterable[str]) -> str | None:
    """Return the first text that the commonest format does not fit, `None` where it fits all."""
    texts = list(dict.fromkeys(texts))
    fitting = Counter(form for text in texts for form in _forms_of(text))
    best = max(fitting, key=lambda form: fitting[form], default=None)
    return next((text for text in texts if best is None or not _fits(text, best)), None)


def time_formats(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the formats that read the texts, HALF of them at least, the commonest first; empty where none do.

    A time counts as often as it is there: most rows may have the same one.
    """
    remaining = Counter(texts)
    fewest_read = HALF * remaining.total()
    forms: list[str] = []
    rows = 0
    while remaining:
        # Beside the commonest only one that says AM or PM, or has a colon, is no number of something else.
        candidates = [form for form in (EXCEL, *TIMES) if not forms or "%p" in form or ":" in form]
        readable = {
            form: Counter({text: number for text, number in remaining.items() if _fits_time(text, form)})
            for form in candidates
        }
        best = max(readable, key=lambda form: readable[form].total())
        if not readable[best]:
            break
        forms.append(best)
        rows += readable[best].total()
        remaining -= readable[best]
    return tuple(forms) if forms and rows >= fewest_read else ()


def words(form: str) -> str:
    """Show a format by an example: 21 November 2026 written in it."""
    if form == ISO:
        return "2026-11-21"
    if form == EXCEL:
        return "Excel's day numbers"
    return datetime(2026, 11, 21, 14, 5, tzinfo=UTC).strftime(form)


def _forms_of(text: str) -> list[str]:
    """The formats that fit a text: those of its date, with that of its time where it has one."""
    if _is_serial(text):
        return [EXCEL]
    if _fits(text, ISO):
        return [ISO]
    plain = _plain(text)
    time_match = _TIME_AT_END.search(plain)
    day = plain[: time_match.start()] if time_match is not None else plain
    days = [form for form in (*DAY_FIRST, *MONTH_FIRST, *UNAMBIGUOUS) if _fits(day, form)]
    if time_match is None:
        return days
    at = next((form for form in TIMES if _fits_time(time_match[2], form)), None)
    return [f"{form}{time_match[1]}{at}" for form in days] if at is not None else []


def _other_order(form: str) -> str:
    """The format with day and month swapped; itself where it has no such sibling."""
    day_form = next((day_form for day_form in SWAPPED if form.startswith(day_form)), "")
    return SWAPPED.get(day_form, "") + form.removeprefix(day_form)


def _distinct(texts: Iterable[str], forms: Sequence[str]) -> tuple[str, ...]:
    """The first of the formats for each way in which they read the texts that all of them fit."""
    texts = [text for text in texts if all(_fits(text, form) for form in forms)]
    distinct: list[str] = []
    readings: list[list[Moment]] = []
    for form in forms:
        moments = [read_moment(text, form) for text in texts]
        if moments not in readings:
            readings.append(moments)
            distinct.append(form)
    return tuple(distinct)


def _fits(text: str, form: str) -> bool:
    try:
        return 1900 < read_moment(text, form).day.year < 2200
    except Unread:
        return False


def _fits_time(text: str, form: str) -> bool:
    try:
        read_time(text, (form,))
    except Unread:
        return False
    return form != EXCEL or bool(re.fullmatch(r"0?[.,]\d+|0|1", text))


def _plain(text: str) -> str:
    text = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
    if _NAME.search(text) is None:
        return text
    text = _NAME.sub(_in_english, _DAY_WITH_POINT.sub("", text)).lstrip(" ,")
    return _ORDINAL.sub("", " ".join(text.split()))


def _in_english(match: re.Match[str]) -> str:
    """A month's name in English; nothing for a weekday or a word that says nothing."""
    name = fold(match[0].rstrip("."))
    if name in language_of(ENGLISH).months:
        return match[0].rstrip(".")
    if name in month_numbers():
        return _MONTHS[month_numbers()[name] - 1]
    return "" if name in weekday_names() or name in _LINKS else match[0]


def _iso(text: str) -> Moment:
    text = _SPACE_BEFORE_OFFSET.sub("", _HOUR_OF_ONE_DIGIT.sub(r"0\g<0>", text.strip()))
    if not re.match(r"\d{4}-\d{2}-\d{2}($|[T ])", text):
        raise Unread(text)
    try:
        if len(text) == 10:
            return Moment(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Unread(text) from None
    return Moment(moment.date(), moment.time().replace(microsecond=0), moment.utcoffset())


def _is_serial(text: str) -> bool:
    return bool(re.fullmatch(r"[2-6]\d{4}([.,]\d+)?", text.strip()))


def _excel(text: str) -> Moment:
    if not _is_serial(text):
        raise Unread(text)
    number = float(text.replace(",", "."))
    day = _EXCEL_FIRST + timedelta(days=int(number))
    if number.is_integer():
        return Moment(day)
    moment = datetime.combine(day, time()) + timedelta(minutes=round((number % 1) * 1440))
    return Moment(moment.date(), moment.time())


def _fraction(part: float) -> time:
    minutes = round(part * 1440) % 1440
    return time(minutes // 60, minutes % 60)
