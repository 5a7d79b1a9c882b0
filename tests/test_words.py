"""Every sentence that a person can meet is in one list, and is grammar: `python -m tests.words`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from . import words
from .pictures.accepted import FOLDER

UNITS = "day|week|month|year|hour|minute|second|entry|entries|check-in|session|time|point|row|file|answer|repetition"
BAD_GRAMMAR = re.compile(
    rf"(?<![.\d])\b1 (?:(?:{UNITS})(?<!entry)s|entries)\b"  # 1 days
    rf"|\b(?:\d*[02-9]|\d+1) (?:{UNITS})(?<!entries)\b(?![-│])"  # 2 day, but not what a border cuts off
    r"|(?<![\w./])(?<!< )(?!10\.\d{4}/)\d+\.\d{3,}"  # 7.33333, but neither a DOI nor p < 0.001
    r"|\bshould (?:trends|today|history|routines)\b"
    r"|\{(?!cue\}|words\})\w*\}|\bNone\b(?! of| is| yet)|<\w+ object"  # not filled in, but for what a setting names
)


def test_the_list_has_the_sentences_of_the_code_and_not_its_docstrings(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text(
        '"""A docstring."""\n\ndef f(n: int) -> str:\n    """Another one."""\n    return f"It has been {n} days."\n'
    )
    assert list(words.words(code)) == [words.Words(code, 5, "It has been {…} days.")]


def test_the_list_can_be_printed_whole(capsys: pytest.CaptureFixture[str]) -> None:
    words.main([])
    printed = capsys.readouterr().out
    assert "sciatica_tui/cli/output.py" in printed
    assert "It is saved, but the disk has not confirmed it yet" in printed
    assert "Shown with a red flag that can't wait." in printed, "what a setting's annotation says is read too"
    assert "# Pain" in printed


@pytest.mark.parametrize("picture", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_no_screen_says_1_days_or_two_day_or_a_number_with_endless_decimals(picture: Path) -> None:
    assert BAD_GRAMMAR.findall(picture.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "wrong", ["1 days", "2 day left", "7.33333", "should trends", "1 entries", "in {count} days", "None"]
)
def test_bad_grammar_is_recognised(wrong: str) -> None:
    assert BAD_GRAMMAR.search(wrong)
