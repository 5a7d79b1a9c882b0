"""Which columns hold the date and the time of an entry, and in which format."""

from __future__ import annotations

from collections.abc import Mapping

from ...domain.errors import BadInput
from .cells import Values
from .datetimes import (
    EXCEL,
    HALF,
    MOST,
    Unread,
    date_formats,
    has_time,
    looks_like_date,
    misfit,
    read_moment,
    time_formats,
)
from .mapping import When
from .reader import Sheet
from .titles import Title

NEEDED = (
    "Every entry needs a date, most of them written alike; a mapping can say how (sciatica-tui import --write-map, "
    "then --map)."
)


def find_when(sheet: Sheet, values: Mapping[str, Values]) -> tuple[When, tuple[str, ...]]:
    """Return the columns of date and time, and the formats that fit the dates: two where day and month can be swapped.

    Raises BadInput where no column has dates.
    """
    titles = {title: Title(title, column_values.vocabulary) for title, column_values in values.items()}
    date_titles = [title for title in sheet.header if titles[title].has("date")]
    other_titles = [title for title in sheet.header if title not in date_titles]
    for title in (*date_titles, *other_titles):
        formats = date_formats(values[title].texts, HALF if title in date_titles else MOST)
        if formats and not (formats == (EXCEL,) and title in other_titles):
            break
    else:
        hint = ""
        if date_titles and (text := misfit(values[date_titles[0]].texts)) is not None:
            index = sheet.header.index(date_titles[0])
            line = next(row.line for row in sheet.rows if row.cells[index].strip() == text)
            like = "like the others" if any(map(looks_like_date, values[date_titles[0]].texts)) else "with its year"
            hint = f"; “{date_titles[0]}”, line {line}: “{text}” is not a date {like}"
        raise BadInput(f"{sheet.path}: no column with a date was found{hint}. {NEEDED}")
    if has_time(formats[0]) or any(len(text) > 10 and formats[0] == "iso" for text in values[title].texts):
        return When(date=title, date_format=formats[0]), formats
    for time_title in sheet.header:
        if time_title != title and titles[time_title].is_only("time"):
            forms = time_formats(values[time_title].texts)
            if forms:
                return When(date=title, date_format=formats[0], time=time_title, time_formats=forms), formats
    return When(date=title, date_format=formats[0]), formats


def example_of(sheet: Sheet, forms: tuple[str, ...]) -> str:
    """Return a date of the sheet that the formats read differently, empty where there is none."""
    for row in sheet.rows:
        for cell in row.cells:
            try:
                if len({read_moment(cell, form).day for form in forms}) > 1:
                    return cell.strip()
            except Unread:
                break
    return ""
