"""Facts in blocks: a bar stands beside its words, or below them where the window is narrow."""

from __future__ import annotations

from textual.geometry import Size

from sciatica_tui.domain.views.sections import Block, Row
from sciatica_tui.tui.widgets.sections_view import FactSheet, lines

ASKED = Block(
    "What this phase asks",
    (Row("strengthening", share=0.0, aside="0 days"), Row("stretches", share=4 / 7, aside="4 days"), Row("rest")),
)


def drawn(width: int) -> list[str]:
    return ["".join(text for text, _ in parts).rstrip() for parts in lines((ASKED,), width)]


def test_bars_begin_in_one_column_and_end_with_what_was_done() -> None:
    _, none, some, rest = drawn(60)
    assert none.startswith("  strengthening  ┄┄┄")
    assert none.endswith("┄  0 days")
    assert some.index("━") == none.index("┄")
    assert some.count("━") == round(4 / 7 * (some.count("━") + some.count("┄")))
    assert rest == "  rest"


def test_bars_of_all_blocks_have_one_length() -> None:
    more = Block("More", (Row("heat, in the evening", share=0.5, aside="9 of 18 further up, 5 the same, 4 down"),))
    rows = ["".join(text for text, _ in parts) for parts in lines((ASKED, more), 90)]
    assert len({row.count("━") + row.count("┄") for row in rows} - {0}) == 1


def test_in_a_narrow_window_the_bar_stands_below_its_words() -> None:
    _, words, bar, *_ = drawn(40)
    assert words == "  strengthening"
    assert bar.startswith("    ┄")
    assert all(len(line) <= 40 for line in drawn(40))


def test_spare_blocks_are_drawn_only_where_the_pane_has_room_for_all_of_them() -> None:
    sheet = FactSheet((ASKED,))
    sheet.set_reactive(FactSheet.spare, (Block("How it is judged", (Row("once a week"),)),))
    heights = [sheet.get_content_height(Size(60, room), Size(60, room), 60) for room in (6, 7)]
    assert heights == [4, 7]
