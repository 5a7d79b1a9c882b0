"""Lines broken between words."""

from __future__ import annotations

import re

from sciatica_tui.domain.text.lines import WORD, on_lines, without_widow, wrapped

SENTENCE = "Leg pain 7.0 → 2.7 over 62 days; a change of 2.1 or more matters."


def test_a_line_breaks_between_words_and_goes_on_further_in() -> None:
    assert on_lines(f"  {SENTENCE}", 40) == "  Leg pain 7.0 → 2.7 over 62 days; a\n    change of 2.1 or more matters."


def test_the_keys_of_a_pair_stay_together() -> None:
    assert wrapped("Arrows and j k move, h l change a value", 22) == ["Arrows and j k move,", "h l change a value"]
    assert re.findall(WORD, "or j k, h l change")[1:] == ["j k, ", "h l ", "change"]
    assert wrapped("Enter or h l change it", 10) == ["Enter or", "h l change", "it"]


def test_a_number_and_its_unit_stay_together() -> None:
    text = "Walk for 12 min, then rest for 30 s."
    assert on_lines(text, 12, indent=0) == "Walk for\n12 min, then\nrest for\n30 s."
    assert wrapped(text, 12) == ["Walk for", "12 min, then", "rest for", "30 s."]


def test_a_day_and_its_month_stay_together() -> None:
    text = "Left heel walk: weak on 21 November, not on 7 Nov."
    assert wrapped(text, 26) == ["Left heel walk: weak on", "21 November, not on 7 Nov."]
    assert on_lines(text, 46, indent=0) == "Left heel walk: weak on 21 November, not on\n7 Nov."
    assert "21 November, " in re.findall(WORD, text)
    assert wrapped("On day 21 Marching began", 13) == ["On day 21", "Marching", "began"]


def test_lines_that_fit_stay_as_they_are_and_so_does_a_long_word() -> None:
    path = "/home/someone/.local/share/sciatica-tui/backups"
    assert on_lines(f"▲ Pain            7.0 → 2.7\n\nIt is in {path}", 30) == (
        f"▲ Pain            7.0 → 2.7\n\nIt is in\n  {path}"
    )


def test_what_goes_on_stands_below_the_last_column_of_the_first_half() -> None:
    assert on_lines("Sun  1 Nov  14 min, up: seven walks of 12 min", 30) == (
        "Sun  1 Nov  14 min, up: seven\n            walks of 12 min"
    )
    assert on_lines("  Calf raises   tag if yes; an exercise, yes or no", 36) == (
        "  Calf raises   tag if yes; an\n                exercise, yes or no"
    )


def test_no_word_stands_alone_on_the_last_line_unless_that_took_another_line() -> None:
    sentence = "A check knows only the days before it"
    assert wrapped(sentence, 35) == ["A check knows only the days before", "it"]
    assert without_widow(sentence, 35) == ["A check knows only the days", "before it"]
    assert without_widow(sentence, 40) == [sentence]
    assert without_widow("as worked out afterwards", 13) == ["as worked out", "afterwards"]
    assert without_widow("see who walks a b", 8) == ["see who", "walks a", "b"], "else it would take four lines"
    assert without_widow("a wall-sit did", 8) == ["a", "wall-sit", "did"], "no word is broken for it"
    assert without_widow("two wall-sits", 9) == ["two", "wall-sits"], "nor at a hyphen"
    assert without_widow("", 10) == []


def test_a_line_with_columns_goes_on_with_no_word_alone_either() -> None:
    line = "  3 of these days already have an entry here; both are kept."
    assert on_lines(line, 56) == f"{line[:-6]}\n    kept."
    assert on_lines(line, 56, widows=False) == f"{line[:-10]}\n    are kept."
    assert on_lines("a path: /home/someone/.local/share", 30, widows=False) == "a path:\n  /home/someone/.local/share"
