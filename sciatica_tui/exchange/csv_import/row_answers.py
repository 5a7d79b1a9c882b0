"""What the cells of a row say: its answers and medicines, by what each column means."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from ...domain.days import HURTING
from ...domain.measures.answers import Answers
from ...domain.measures.catalogue import Measure, measure_at
from ...domain.measures.questions import YES_NO, Choice, Number, Scale, takes
from ...domain.records import LegRaiseMethod, Side, Zone
from ...domain.text.grammar import count, lower
from ...domain.zones import furthest, level
from .cells import FRACTION, NOTHING_WORDS, UNANSWERED, minutes_in, number_in, rating_in, says_yes, span_in, unit_in
from .mapping import KINDS, NOTHING, Column, SheetMap
from .reader import Sheet
from .rows import OddCell, Row, lines_named, shortened

ZONES_FOR_NONE = 3
"""A sheet says that nothing hurts anywhere only where it asks about this many zones."""

LONGEST_TAG = 60
LONGEST_MEDICINE = 300

UNITS = {"°": ("°",), "cm": ("cm",), "s": ("s", "sec")}
"""Unit of a measure → how cells write it."""

TEXTS = ("note", "tag", "posture", "medication")
"""What a column may be whose cells are words."""

TEXTS_NAMED = 12
"""Different texts named of the cells of a column that can't be read."""


class RowAnswers:
    """The answers of one row, gathered column by column."""

    def __init__(self) -> None:
        self.answers: Answers = {}
        self.symptoms: list[dict[str, Any]] = []
        self.feelings_asked: set[Zone] = set()
        self.hurting: dict[Zone, float] = {}
        self.tags: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.postures: list[str] = []
        self.activity: dict[str, int] = {}
        self.medicines: list[str] = []
        self.sides: set[Side] = set()
        self.rated = False

    def set_worst(self, path: str, value: Any) -> None:
        """Set an answer; of several columns with the same pain the worst counts."""
        before = self.answers.get(path)
        both = isinstance(before, int | float) and path in ("leg_pain", "back_pain")
        self.answers[path] = max(before, value) if both and before is not None else value


class CellReader:
    """Reads the cells of rows.

    `rounded` has the first example of that, `worked_out` tells whether it happened; `odd_rows` counts those that say
    nothing else than what can't be read.
    """

    def __init__(self, sheet: Sheet, mapping: SheetMap) -> None:
        indexes = {title: index for index, title in enumerate(sheet.header)}
        self.columns = [
            (indexes[title], title, column)
            for title, column in mapping.columns.items()
            if title in indexes and column.takes != NOTHING
        ]
        self.sheet = sheet
        self._with_fractions = {
            title
            for index, title, _ in self.columns
            if (cells := [row.cells[index].strip() for row in sheet.rows if row.cells[index].strip()])
            and 2 * sum(bool(FRACTION.fullmatch(cell)) for cell in cells) > len(cells)
        }
        self.rounded = ""
        self.worked_out = False
        self.several_notes = sum(column.takes == "note" for _, _, column in self.columns) > 1
        self.odd_rows = 0
        self._odd: dict[str, list[OddCell]] = {}
        self._filled: Counter[str] = Counter()

    def read(self, row: Row) -> tuple[Answers, tuple[str, ...]]:
        """Return the answers of a row and the medicines in it; a cell that can't be read says nothing."""
        row_answers = RowAnswers()
        is_odd = False
        for index, title, column in self.columns:
            try:
                self._cell(row_answers, row.cells[index], title, column)
            except ValueError as error:
                cell = OddCell(self.sheet.where(row, index), row.line, shortened(row.cells[index]), str(error))
                self._odd.setdefault(title, []).append(cell)
                is_odd = True
            self._filled[title] += bool(row.cells[index].strip())
        answers, products = self._answers(row_answers), tuple(dict.fromkeys(row_answers.medicines))
        self.odd_rows += is_odd and not answers and not products
        return answers, products

    @property
    def odd_cells(self) -> int:
        """How many cells can't be read."""
        return sum(len(cells) for cells in self._odd.values())

    @property
    def odd_lines(self) -> frozenset[int]:
        """The lines with cells that can't be read."""
        return frozenset(cell.line for cells in self._odd.values() for cell in cells)

    @property
    def unfit_titles(self) -> tuple[str, ...]:
        """The columns of which most cells can't be read."""
        return tuple(title for title, cells in self._odd.items() if len(cells) * 2 > self._filled[title])

    def unfit_columns(self, guessed_titles: Collection[str]) -> Iterator[str]:
        """Name each cell that can't be read of the columns of which most can't, but for `guessed_titles`."""
        for title in self.unfit_titles:
            if title not in guessed_titles:
                yield from map(str, self._odd[title])

    def odd_sentences(self) -> Iterator[str]:
        """Name the cells of each column that can't be read, and what the column takes."""
        columns = {title: (index, column) for index, title, column in self.columns}
        for title, cells in self._odd.items():
            index, column = columns[title]
            lines: dict[str, list[int]] = {}
            for cell in cells:
                lines.setdefault(cell.text, []).append(cell.line)
            texts = [f"“{text}” ({lower(lines_named(lines[text]))})" for text in list(lines)[:TEXTS_NAMED]]
            number_unnamed = sum(map(len, list(lines.values())[TEXTS_NAMED:]))
            text_list = ", ".join(texts) + (f" and {count(number_unnamed, 'more cell')}" if number_unnamed else "")
            be = "is" if len(cells) == 1 else "are"
            yield f"{self.sheet.column_words(index)}: {text_list} {be} left out; it takes {takes_words(column)}."

    def _cell(self, row_answers: RowAnswers, cell: str, title: str, column: Column) -> None:
        text = cell.strip()
        meaning = _stands_for(column.values, text)
        if meaning is None and text.lower() in UNANSWERED:
            return
        value = text if meaning is None else meaning
        if column.takes not in TEXTS and title not in self._with_fractions and FRACTION.fullmatch(str(value)):
            raise ValueError("can be read in two ways")
        match column.takes:
            case "symptom" | "hurts":
                self._feeling(row_answers, value, column)
            case "note":
                row_answers.notes.append((column.word or (title if self.several_notes else ""), text))
            case "tag" | "posture" | "medication":
                self._words(row_answers, value, column)
            case "activity":
                assert column.kind is not None
                minutes = row_answers.activity.get(column.kind, 0) + self._whole(self._number(value, column))
                if not 0 <= minutes <= 1440:
                    raise ValueError("is more minutes than a day has")
                row_answers.activity[column.kind] = minutes
            case "zone":
                self._zone(row_answers, str(value), column)
            case path:
                answer = self._answer(measure_at(path), value, column)
                row_answers.set_worst(path, answer)
                if column.side is not None and answer:
                    row_answers.sides.add(column.side)
                if path.startswith("leg_raise."):
                    row_answers.answers["leg_raise.method"] = (column.method or LegRaiseMethod.LYING).value

    def _feeling(self, row_answers: RowAnswers, value: str | bool | float, column: Column) -> None:
        assert column.zone is not None
        strength = self._number(value, column) if column.rated else float(_yes(value))
        if column.rated and not 0 <= strength <= 10:
            raise ValueError("is not a rating of 0–10")
        if column.takes == "hurts":
            row_answers.hurting[column.zone] = max(strength, row_answers.hurting.get(column.zone, 0))
            row_answers.rated |= column.rated
            if strength and column.side is not None:
                row_answers.sides.add(column.side)
            return
        row_answers.feelings_asked.add(column.zone)
        if strength:
            symptom: dict[str, Any] = {"zone": column.zone.value, "quality": column.quality}
            if column.side is not None:
                symptom["side"] = column.side.value
            if column.rated:
                symptom["intensity"] = self._whole(strength)
            row_answers.symptoms.append(symptom)

    def _zone(self, row_answers: RowAnswers, text: str, column: Column) -> None:
        """Take a zone; what a word stands for may name a side too, or a side alone, which leaves the zone open."""
        words = text.split()
        zone = " ".join(word for word in words if word not in tuple(Side))
        if zone:
            row_answers.set_worst("zone", self._answer(measure_at("zone"), zone, column))
        row_answers.sides.update(Side(word) for word in words if word in tuple(Side))

    def _words(self, row_answers: RowAnswers, value: str | bool | float, column: Column) -> None:
        if column.word:
            texts = [column.word] if _yes(value) else []
        elif value is False or (column.takes != "posture" and str(value).strip().lower() in NOTHING_WORDS):
            texts = []
        else:
            parts = str(value).split(column.split) if column.split else [str(value)]
            texts = [" ".join(part.split()) for part in parts if part.strip()]
        longest = LONGEST_MEDICINE if column.takes == "medication" else LONGEST_TAG
        if any(len(text) > longest for text in texts):
            raise ValueError(f"is longer than {longest} letters; import it as a note")
        lists = {"tag": row_answers.tags, "posture": row_answers.postures, "medication": row_answers.medicines}
        lists[column.takes].extend(texts)

    def _answer(self, measure: Measure, value: str | bool | float, column: Column) -> Any:
        match measure.input:
            case Scale(low, high) | Number(low, high):
                number = self._number(value, column)
                if isinstance(measure.input, Scale) or (measure.input.decimals == 0 and measure.path != "reach_cm"):
                    number = self._whole(number)
                if not low <= number <= high:
                    raise ValueError(f"is out of range: {measure.label.lower()} takes {takes(measure.input)}")
                return number
            case Choice(options):
                if measure.input is YES_NO:
                    return _yes(value)
                for stored, option_words in options:
                    if str(value).strip().lower() in (str(stored), option_words):
                        return stored
                raise ValueError(f"is not understood: {measure.label.lower()} takes {takes(measure.input)}")
        raise ValueError(f"can't be used: {measure.label.lower()} takes {takes(measure.input)}")

    def _number(self, value: str | bool | float, column: Column) -> float:
        if isinstance(value, str) and _takes_minutes(column.takes):
            minutes = minutes_in(value)
            span = span_in(value) if minutes is None else float(minutes)
            if span is not None:
                return span
        rating = rating_in(value) if isinstance(value, str) and _is_rated(column) else None
        if rating is not None:
            return rating
        number = number_in(value) if isinstance(value, str) else float(value)
        if number is None:
            raise ValueError("is not a number")
        has_own_unit = column.times == 1 or _is_rated(column)  # else what a mapping makes of it by its factor
        if isinstance(value, str) and has_own_unit and unit_in(value) not in ("", *_units(column)):
            raise ValueError("has another unit")
        return number * column.times + column.plus

    def _whole(self, number: float) -> int:
        nearest = math.floor(round(number, 6) + 0.5)
        if not self.rounded and abs(nearest - number) > 1e-6:
            self.rounded = f"{number:.3g} becomes {nearest}"
        return nearest

    def _answers(self, row_answers: RowAnswers) -> Answers:
        answers = dict(row_answers.answers)
        if row_answers.symptoms or row_answers.feelings_asked:
            answers["symptoms"] = row_answers.symptoms
        answers.update(self._worked_out(row_answers, answers))
        if row_answers.sides and "side" not in answers:
            answers["side"] = (row_answers.sides.pop() if len(row_answers.sides) == 1 else Side.BOTH).value
        if row_answers.postures:
            answers["posture"] = row_answers.postures[0]
            row_answers.tags += row_answers.postures[1:]
        if row_answers.tags:
            answers["tags"] = list(dict.fromkeys(row_answers.tags))
        if row_answers.activity:
            answers["activity"] = [{"kind": kind, "minutes": minutes} for kind, minutes in row_answers.activity.items()]
        if row_answers.notes:
            notes = [f"{title}: {text}" if title else text for title, text in row_answers.notes]
            answers["note"] = "\n".join(notes)
        return answers

    def _worked_out(self, row_answers: RowAnswers, answers: Answers) -> Answers:
        """The furthest zone, and pain by zone, where the sheet says it by columns of its own."""
        deduced: Answers = {}
        if "zone" not in answers:
            zones = row_answers.feelings_asked | row_answers.hurting.keys()
            hurts = [zone for zone, strength in row_answers.hurting.items() if strength]
            hurts += [Zone(s["zone"]) for s in row_answers.symptoms if s["quality"] in HURTING]
            nowhere = not hurts and not row_answers.symptoms and len(zones) >= ZONES_FOR_NONE
            zone = Zone.NONE if nowhere else furthest(hurts)
            if zone is not None:
                deduced["zone"] = zone.value
                self.worked_out = True
        if row_answers.rated:
            leg = [strength for zone, strength in row_answers.hurting.items() if level(zone) >= level(Zone.BUTTOCK)]
            if leg and "leg_pain" not in answers:
                deduced["leg_pain"] = self._whole(max(leg))
            if Zone.BACK in row_answers.hurting and "back_pain" not in answers:
                deduced["back_pain"] = self._whole(row_answers.hurting[Zone.BACK])
        return deduced


def takes_words(column: Column) -> str:
    """Say what the cells of a column may be: `a number from 0 to 10`, which is rounded, or `yes or no`."""
    if column.word or (column.takes in ("symptom", "hurts") and not column.rated):
        return "yes or no"
    match column.takes:
        case "tag" | "posture":
            return f"up to {LONGEST_TAG} letters"
        case "medication":
            return f"up to {LONGEST_MEDICINE} letters"
        case "activity":
            return "minutes, up to a day"
        case "symptom" | "hurts":
            low, high = 0, 10
        case path:
            question = measure_at(path).input
            if isinstance(question, Number):
                return takes(replace(question, decimals=1))
            if not isinstance(question, Scale):
                return takes(question)
            low, high = question.low, question.high
    ends = [f"{round((end - column.plus) / column.times, 1):g}".replace("-", "−") for end in (low, high)]
    return f"a number from {' to '.join(ends)}"


def _is_rated(column: Column) -> bool:
    """Whether its answers are ratings of 0–10, which a cell may give as a share of another scale."""
    if column.takes in KINDS:
        return column.rated
    question = measure_at(column.takes).input
    return isinstance(question, Scale) and (question.low, question.high) == (0, 10)


def _units(column: Column) -> tuple[str, ...]:
    """The units that may stand behind a number; a time and a share of a scale are read with theirs before."""
    if _is_rated(column):
        return ("mm", "cm")
    question = measure_at(column.takes).input if column.takes not in KINDS else None
    return UNITS.get(question.unit, ()) if isinstance(question, Number) else ()


def _takes_minutes(takes: str) -> bool:
    return takes == "activity" or takes.endswith("_minutes")


def _stands_for(table: Mapping[str, str | bool | int | float], text: str) -> str | bool | float | None:
    """What the table says the text means, whatever its case; `None` where it says nothing."""
    if not table:
        return None
    if text in table:
        return table[text]
    return next((value for key, value in table.items() if key.lower() == text.lower()), None)


def _yes(value: str | bool | float) -> bool:
    return value if isinstance(value, bool) else says_yes(str(value))
