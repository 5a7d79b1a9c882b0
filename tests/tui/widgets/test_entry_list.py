"""The list of entries: a line that is too long is cut between its parts, or its words where parts leave much room."""

from __future__ import annotations

from sciatica_tui.tui.widgets.entry_list import _fitted

TEXT = "walking 4/10, sleeping 5/10, gardening for an hour 3/10"


def test_a_line_is_cut_between_parts_where_they_fill_it_and_between_words_where_not() -> None:
    assert _fitted(TEXT, 33).rstrip() == "walking 4/10, sleeping 5/10, …"
    assert _fitted(TEXT, 48).rstrip() == "walking 4/10, sleeping 5/10, gardening for an …"
    assert _fitted(TEXT, 60).rstrip() == TEXT
