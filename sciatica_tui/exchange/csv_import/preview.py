"""What was understood of somebody else's spreadsheet, shown before anything is taken over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...domain.measures.answers import answers_of, mismatch
from ...domain.measures.catalogue import measure_at, side_paths
from ...domain.record_text import describe_checkin
from ...domain.records import CheckIn, Medication
from ...domain.text.dates import short_day
from ...domain.text.grammar import capital, count, cut, lower, plain
from .datetimes import EXCEL, words
from .importer import SheetRecords
from .inference import Guess, Unsure
from .mapping import NOTHING, Column, When
from .reader import DELIMITERS, Sheet
from .synonyms import language_of, languages

SAMPLES = 5

WIDEST_TITLE = 28
"""Letters; a longer title has a line of its own."""

WIDEST_CELL = 24
"""Letters of a cell among the rows as they stand in the file."""

FEW_CELLS = 6
"""Different cells of a column that is asked about."""

FIRST_ROWS = 100
"""Rows listed as they stand in the file, and as many of those that have a mark."""

LOST, ODD = "✗", "!"
"""Before a row that is left out, and before one with a cell that is."""

ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32", "cp1252": "Windows text"}


class ColumnView(NamedTuple):
    """A column as it is shown: `?` where its meaning is not sure, `–` where it is left out, else a blank.

    Columns that are left out for the same reason are shown as one, with their titles in a row. `meaning` is what it is
    taken for, or why it is not; `evidence` what says so.
    """

    mark: str
    titles: tuple[str, ...]
    meaning: str
    evidence: str = ""

    @property
    def title(self) -> str:
        """The titles in a row."""
        return ", ".join(self.titles)


def column_views(sheet: Sheet, guess: Guess) -> list[ColumnView]:
    """Say what each column means by which evidence, and then of those left out why."""
    mapping = guess.mapping
    columns = {title: column for title, column in mapping.columns.items() if column.takes != NOTHING}
    ignored = [title for title, column in mapping.columns.items() if column.takes == NOTHING and title in sheet.header]
    views = [
        ColumnView(" ", (title,), _when_words(mapping.when, title))
        if (column := columns.get(title)) is None
        else ColumnView(" " if column.sure else "?", (title,), column_words(column), guess.evidence.get(title, ""))
        for title in sheet.header
        if title in (mapping.when.date, mapping.when.time, *columns)
    ]
    unkept = "this app has no place for it" if mapping.source else "the mapping says so"
    left_out = guess.left_out | dict.fromkeys(ignored, unkept)
    groups: dict[str, tuple[str, ...]] = {}
    for title, reason in left_out.items():
        key = title if title in guess.evidence else reason  # what was decided has its own line
        groups[key] = (*groups.get(key, ()), title)
    return [*views, *(ColumnView("–", titles, left_out[titles[0]]) for titles in groups.values())]


def file_line(sheet: Sheet, guess: Guess) -> str:
    """Say what the file is."""
    origin = f", read as {guess.mapping.name}’s export" if guess.mapping.source else ""
    return (
        f"{sheet.path.name}: {count(len(sheet.rows), 'row')}, {count(len(sheet.header), 'column')} separated by "
        f"{DELIMITERS.get(sheet.delimiter, sheet.delimiter)}, {ENCODINGS.get(sheet.encoding, sheet.encoding)}{origin}"
    )


def column_lines(sheet: Sheet, guess: Guess, guessed: bool) -> list[str]:
    """List the file, what each column means by which evidence, and what is left out and why, as lines."""
    views = column_views(sheet, guess)
    lines = [file_line(sheet, guess), "", "Guessed" if guessed else "Understood"]
    width = min(WIDEST_TITLE, max((len(view.title) for view in views if len(view.titles) == 1), default=0))
    taken = [view for view in views if view.mark != "–"]
    for view in taken:
        text = f"{view.meaning} · {view.evidence}" if view.evidence else view.meaning
        lines += _titled(view.mark, view.title, text, width)
    if guessed and not guess.language:
        names = ", ".join(language_of(code).name for code in languages())
        lines.append(f"  Most titles are in none of the languages that the app knows ({names}); see --write-map.")
    if guess.unsure:
        lines.append("  (? may be wrong)")
    left_out = views[len(taken) :]
    if left_out:
        lines += ["", "Left out"]
        lines += [line for view in left_out for line in _titled(" ", view.title, view.meaning, width)]
    return lines


def entry_lines(records: SheetRecords, most: int = SAMPLES) -> list[str]:
    """List what is wrong in the sheet, `most` of the entries, and what is to be asked of all of them, as lines."""
    lines = [*(f"· {notice}" for notice in records.notices), ""] if records.notices else []
    lines += sample_lines(records.checkins, records.medications, most)
    to_ask = consistency_line(records.checkins)
    return [*lines, "", to_ask] if to_ask else lines


def row_lines(sheet: Sheet, records: SheetRecords) -> list[str]:
    """List the rows as they stand in the file: `✗` before one that is left out, `!` before one with an odd cell.

    Of many rows these are the first, and all that have a mark.
    """
    cells = {row.line: row.cells for row in (*sheet.rows, *sheet.sums)}
    cells |= {broken.line: (broken.text,) for broken in sheet.broken}
    marks = dict.fromkeys(records.odd_lines, ODD) | dict.fromkeys(records.lost_lines, LOST)
    first = set(sorted(cells)[:FIRST_ROWS])
    lines = [line for line in sorted(cells) if line in first or line in marks][: 2 * FIRST_ROWS]
    table = [tuple(map(_cell, sheet.header)), *(tuple(map(_cell, cells[line])) for line in lines)]
    widths = [
        max(map(len, column)) for column in zip(*(row for row in table if len(row) == len(table[0])), strict=True)
    ]
    number = len(str(max(lines, default=0)))
    written = []
    for line, row in zip((0, *lines), table, strict=True):
        padded = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)]
        text = "  ".join(padded) if len(row) > 1 else cells[line][0]
        written.append(f"{marks.get(line, ' ')} {line or '':>{number}}  {text}".rstrip())
    further = len(cells) - len(lines)
    return [*written, f"  and {count(further, 'more row')}"] if further else written


def _cell(text: str) -> str:
    return cut(" ".join(text.split()), WIDEST_CELL)


def column_words(column: Column) -> str:
    """Say what a column means."""
    text = _kind_words(column)
    if column.times != 1.0:
        text += f", times {column.times:.3g}"
    if column.plus:
        text += f", {column.plus:+g}"
    examples = [
        f"{key or 'blank'} = {_value_words(value)}"
        for key, value in column.values.items()
        if sorted(key.lower().split()) != sorted(str(value).split())  # “left buttock” needs no explanation
    ]
    if examples:
        text += f" ({', '.join(examples[:4])}{', …' if len(examples) > 4 else ''})"
    return text


def meaning_words(sheet: Sheet, guess: Guess, title: str) -> str:
    """Say what a column is taken for and what says so, or why it is left out, and below that how its cells begin."""
    column = guess.mapping.columns.get(title)
    if column is None or column.takes == NOTHING:
        words = f"Left out: {next(view.meaning for view in column_views(sheet, guess) if title in view.titles)}."
    else:
        words = f"{column_words(column)} · {guess.evidence.get(title, '')}"
    index = sheet.header.index(title)
    cells = list(dict.fromkeys(_cell(row.cells[index]) for row in sheet.rows if row.cells[index].strip()))
    examples = f"{', '.join(cells[:FEW_CELLS])}{', …' if len(cells) > FEW_CELLS else ''}"
    return f"{words}\nIn the file: {examples}"


def choice_words(guess: Guess, title: str) -> dict[Unsure, str]:
    """Say of each choice what becomes of a column by it."""
    readings = guess.readings[title]
    is_hours = Unsure.TAKE in readings and readings[Unsure.TAKE].takes == "sleep" and title in guess.unsure
    otherwise = "It is hours: " if is_hours else ""
    words = {choice: f"Import it as {_reading_words(column)}" for choice, column in readings.items()}
    if Unsure.TAKE in words:
        words[Unsure.TAKE] = f"Yes, {lower(words[Unsure.TAKE])}"
    note_or_tag = "in the note" if readings[Unsure.TAG].takes == "note" else "as a tag"
    words[Unsure.TAG] = capital(f"{otherwise}keep it {note_or_tag}")
    return {**words, Unsure.SKIP: capital(f"{otherwise}leave it out")}


def _reading_words(column: Column) -> str:
    return "how well you slept, 0–10" if column.takes == "sleep" else lower(_kind_words(column))


def sample_lines(checkins: Sequence[CheckIn], medications: Iterable[Medication], most: int) -> list[str]:
    """List at most so many of the check-ins of a file, each with its medicines, below how many they are."""
    if not checkins:
        return ["No check-ins"]
    entries = samples(checkins, most)
    taken = {entry.id: [m.product for m in medications if m.checkin == entry.id] for entry in entries}
    width = TIME_WIDTH if any(entry.at is not None for entry in entries) else 0
    number = f", {len(entries)} of {len(checkins)}" if len(entries) < len(checkins) else ""
    return [f"As check-ins{number}:", *(_sample(entry, taken[entry.id], width) for entry in entries)]


def samples(entries: Sequence[CheckIn], most: int = SAMPLES) -> list[CheckIn]:
    """Choose so many entries from the first to the last, of each part the one with the most answers."""
    if len(entries) <= most:
        return list(entries)
    size = len(entries) / most
    parts = [entries[round(n * size) : round((n + 1) * size)] for n in range(most)]
    return [max(part, key=lambda entry: len(describe_checkin(entry))) for part in parts]


def _kind_words(column: Column) -> str:
    side = f", {column.side} side" if column.side else ""
    match column.takes:
        case "symptom":
            return f"feeling: {column.zone} {column.quality}{side}, {'0–10' if column.rated else 'yes or no'}"
        case "hurts":
            return f"the {column.zone} hurts{side}, {'0–10' if column.rated else 'yes or no'}"
        case "activity":
            return f"minutes of {column.kind}"
        case "posture" | "tag" | "medication" as kind:
            return f"{kind} “{column.word}” if yes" if column.word else kind + ("s" if column.split else "")
        case "note":
            return "note, after its title" if column.word else "note"
        case path:
            return measure_words(path) + side


def measure_words(path: str) -> str:
    """Name a measure by the path of one of its answers: `Heel rises, left`."""
    measure = measure_at(path)
    return (
        f"{measure.label}, {'left' if path == side_paths(measure)[0] else 'right'}" if measure.sided else measure.label
    )


def _when_words(when: When, title: str) -> str:
    if title == when.date:
        return f"date, as {words(when.date_format)}"
    like = "Excel's fractions of a day" if when.time_formats[0] == EXCEL else words(when.time_formats[0])
    return f"time, as {like}"


def _titled(mark: str, title: str, text: str, width: int) -> list[str]:
    """A title and what is said of it; a long title has a line of its own."""
    if len(title) <= width:
        return [f"{mark} {title:<{width}}  {text}"]
    return [f"{mark} {title}", f"  {'':<{width}}  {text}"]


TIME_WIDTH = 6
"""Cells of a time in the list of entries, with the space before it."""


def _sample(entry: CheckIn, products: Sequence[str], width: int) -> str:
    """An entry with its medicines; `width` is that of the times."""
    at = f" {entry.at:%H:%M}" if entry.at is not None else ""
    phrases = [*([describe_checkin(entry)] if answers_of(entry) else []), *map(plain, products)]
    return f"  {short_day(entry.day)} {entry.day.year}{at:<{width}}  {', '.join(phrases)}"


def _value_words(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, plain(str(value))) if isinstance(value, bool) else plain(str(value))


def consistency_line(checkins: Iterable[CheckIn]) -> str:
    """Ask what the form would ask of such entries, with the number of days; empty where nothing stands out."""
    days = Counter(question for question, _ in {(mismatch(entry), entry.day) for entry in checkins} if question)
    return " ".join(f"{question} ({count(number, 'day')}.)" for question, number in days.most_common())
