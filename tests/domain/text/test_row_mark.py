"""What stands before the words of a row."""

from __future__ import annotations

from sciatica_tui.domain.text.row_mark import RowMark, Tone


def test_a_mark_is_its_glyph_and_tells_its_tone() -> None:
    mark = RowMark("!", Tone.DUE)
    assert mark == "!"
    assert mark.tone is Tone.DUE
    assert f"{mark} due" == "! due"


def test_a_mark_is_plain_where_nothing_else_is_said() -> None:
    assert RowMark("·").tone is Tone.PLAIN
