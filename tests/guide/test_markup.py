"""What the few signs of Markdown mean."""

from __future__ import annotations

import pytest

from sciatica_tui.guide.markup import Drawing, Figure, Heading, Item, Look, Paragraph, Run, Table, parse_page, slug


def test_a_page_is_a_title_and_blocks() -> None:
    page = parse_page(
        "one",
        "# One\n\nTwo lines\nof text.\n\n## A heading\n- an item\n  that goes on\n- next\n\n1. first\n2. second\n",
    )
    assert (page.name, page.title) == ("one", "One")
    assert page.blocks == (
        Paragraph((Run("Two lines of text."),)),
        Heading("A heading", "a-heading"),
        Item("•", (Run("an item that goes on"),)),
        Item("•", (Run("next"),)),
        Item("1.", (Run("first"),)),
        Item("2.", (Run("second"),)),
    )


def test_words_in_a_line_stand_out_and_lead_on() -> None:
    page = parse_page("one", "# One\n\nA **b** *c* `[` and [words](two#there), 2 * 3.")
    assert page.blocks == (
        Paragraph(
            (
                Run("A "),
                Run("b", Look.STRONG),
                Run(" "),
                Run("c", Look.EMPHASIS),
                Run(" "),
                Run("[", Look.CODE),
                Run(" and "),
                Run("words", link="two#there"),
                Run(", 2 * 3."),
            )
        ),
    )
    assert page.links == ("two#there",)


def test_a_drawing_is_kept_as_it_is() -> None:
    assert parse_page("one", "# One\n```\n  **a**\n\n# b\n```\n").blocks == (Drawing(("  **a**", "", "# b")),)


def test_a_table_has_a_head_and_rows() -> None:
    page = parse_page("one", "# One\n\n| A | B |\n|---|---|\n| a | [b](two) |\n| | c |\n\nAfter.")
    table = Table(
        (
            ((Run("A"),), (Run("B"),)),
            ((Run("a"),), (Run("b", link="two"),)),
            ((), (Run("c"),)),
        )
    )
    assert page.blocks == (table, Paragraph((Run("After."),)))
    assert page.links == ("two",)


def test_sections_are_what_stands_under_the_headings() -> None:
    page = parse_page("one", "# One\n\nFirst.\n\n## A\n\n- b\n- c\n\n## D\n| e | f |\n|-|-|\n| | g |")
    assert [(s.heading, s.text) for s in page.sections] == [("", "First."), ("A", "b\nc"), ("D", "g")]


@pytest.mark.parametrize("source", ["no title", "", "## Two"])
def test_a_page_without_a_title_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="Page one does not begin with a title"):
        parse_page("one", source)


def test_a_line_of_its_own_is_the_figure_of_an_exercise_and_is_searched_by_its_words() -> None:
    page = parse_page("one", "# One\nText\n![Hips up.](bridge)\nMore")
    assert page.blocks[1] == Figure("bridge", "Hips up.")
    assert "Hips up." in page.sections[0].text


def test_a_drawing_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="does not end"):
        parse_page("one", "# One\n```\nabc")


def test_anchors_are_words_joined() -> None:
    assert slug("What it can't know?") == "what-it-can-t-know"
