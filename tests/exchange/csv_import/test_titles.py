"""Titles of columns as people write them: what each is taken for, and that nothing is wrong without a question mark.

`data/titles_tried.tsv` failed when it was tried, or is worth holding; `data/titles_further.tsv` was written before the
guessing was looked at, `data/titles_later.tsv` and `data/titles_anew.tsv` when it stood, `data/titles_afresh.tsv` by
somebody who did not know it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import pytest

from sciatica_tui.exchange.csv_import.inference import Guess, guess
from sciatica_tui.exchange.csv_import.mapping import Column
from sciatica_tui.exchange.csv_import.reader import read_sheet

DATA = Path(__file__).parent / "data"

VALUES = {
    "r": "6,5,0,8,3,7,2",
    "z": "1,0,1,1,0,0,1",
    "y": "yes,no,yes,yes,no,no,yes",
    "n": "3,4,5,6,4",
    "n40": "40,45,50,60,45",
    "n14": "14,15,18,25,20",
    "n400": "400,400,0,400",
    "n2": "2,0,1,0,3",
    "n900": "900,900,1200",
    "n80": "81.5,81,80.5",
    "n20": "20,18,22,19",
    "f": "1.5,0.5,2,1",
    "t": "long drive,slept badly,desk all day,walked to the shop",
    "tn": "none,Ibuprofen,no,nothing",
    "p": "sitting,standing,walking,lying",
    "zt": "calf,foot,thigh,none",
    "s": "left,right,both",
}
"""What the kinds of values in the files stand for."""


class Case(NamedTuple):
    title: str
    values: str
    right: str

    @property
    def cells(self) -> list[str]:
        texts = self.values.removeprefix("=") if self.values.startswith("=") else VALUES[self.values]
        return list(islice(cycle(texts.split(",")), 30))


def cases(name: str) -> list[Case]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [Case(*line.split("\t")) for line in lines if line and not line.startswith("#")]


FILES = ("titles_tried.tsv", "titles_further.tsv", "titles_later.tsv", "titles_afresh.tsv", "titles_anew.tsv")
ALL = [case for name in FILES for case in cases(name)]


@cache
def guessed(case: Case) -> Guess:
    days = (date(2026, 10, 1) + timedelta(number) for number in range(30))
    lines = ["Date\t" + case.title, *(f"{day}\t{cell}" for day, cell in zip(days, case.cells, strict=True))]
    return guess(read_sheet(Path("diary.csv"), "\n".join(lines).encode()))


def meaning(found: Guess, title: str) -> tuple[str, bool]:
    """What a column is taken for, in words that the files use, and whether it is sure."""
    column = found.mapping.columns.get(title)
    if column is None:
        return "nothing", True
    return " ".join(words_of(column)), column.sure


def words_of(column: Column) -> list[str]:
    field, _, side = column.takes.replace("_degrees", "").partition(".")
    details = [str(detail) for detail in (column.zone, column.quality, column.side, column.kind) if detail]
    scale = [f"/{round(10 / column.times)}"] if "pain" in field or field == "sleep" else [f"x{column.times:g}"]
    return [field, *([side] if side else []), *details, *([] if column.times == 1 else scale)]


def fits(right: str, words: str, is_sure: bool) -> bool:
    """Whether a guess is one of the right ones; `?` after one: only where it is unsure."""
    names = {
        "nothing": ("nothing", "tag"),
        "hurts": ("hurts", "back_pain"),
        "leg_pain": ("leg_pain",),
        "sit60": ("sit_minutes",),
    }
    for option in right.split(",") if "," in right else right.split("|"):
        expected = option.removesuffix("?").split()
        fields = names.get(expected[0], (expected[0],))
        if "x60" not in words and expected[0] == "sit60":
            continue
        field = words.split()[0]
        if field in fields and set(expected[1:]) <= set(words.split()) and not (option.endswith("?") and is_sure):
            return True
    return False


class Answer(NamedTuple):
    case: Case
    words: str
    is_sure: bool

    @property
    def is_right(self) -> bool:
        return fits(self.case.right, self.words, self.is_sure)

    def __str__(self) -> str:
        return (
            f"{self.case.title} ({self.case.values}): {'' if self.is_sure else '? '}{self.words}, not {self.case.right}"
        )


@pytest.fixture(scope="module")
def answers() -> list[Answer]:
    return [Answer(case, *meaning(guessed(case), case.title)) for case in ALL]


def test_no_column_is_wrong_without_a_question_mark(answers: list[Answer]) -> None:
    wrong = [str(answer) for answer in answers if answer.is_sure and not answer.is_right]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", FILES)
def test_at_most_one_column_in_ten_is_wrong(answers: list[Answer], name: str) -> None:
    here = [answer for answer in answers if answer.case in cases(name)]
    wrong = [str(answer) for answer in here if not answer.is_right]
    assert len(wrong) <= len(here) / 10, "\n".join(wrong)


def test_not_too_much_is_asked(answers: list[Answer]) -> None:
    """Who is asked about everything stops reading: one column in five, of titles chosen for being hard."""
    asked = [str(answer) for answer in answers if not answer.is_sure]
    assert len(asked) <= len(answers) / 5, "\n".join(asked)


def test_what_is_left_out_has_a_reason_under_its_whole_title() -> None:
    for case in ALL:
        found = guessed(case)
        assert case.title in found.mapping.columns or found.left_out[case.title]
        if case.title in found.mapping.columns:
            assert found.evidence[case.title]
