"""Searching the guide: prefixes of words, in any case, with or without accents; nothing typed can break it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatica_tui.guide.markup import parse_page
from sciatica_tui.guide.search import EXCERPT, index, search

WALK = "# Walking\n\nEasy and daily.\n\n## How far\n\nTo the bridge and back; ice afterwards."
ICE = "# Ice and heat\n\nFor comfort.\n\n## Wann ist es zu kühl?\n\nMenschen frieren. Grøvle, Hébert."
OTHER = "# Other\n\n## Ice in winter\n\nSlippery; [0, 10) is an interval (.*).\n\n## Last\n\nIcebergs."
PAGES = (parse_page("walk", WALK), parse_page("ice", ICE), parse_page("other", OTHER))
INDEX = index(PAGES)


def found(query: str) -> list[tuple[str, str]]:
    return [(f.page.name, f.section.heading) for f in search(INDEX, query)]


def test_a_title_comes_before_a_heading_and_a_heading_before_the_text() -> None:
    assert found("ice") == [("ice", ""), ("other", "Ice in winter"), ("walk", "How far"), ("other", "Last")]


def test_a_whole_word_comes_before_a_beginning() -> None:
    assert found("ice")[-2:] == [("walk", "How far"), ("other", "Last")]


def test_every_word_must_begin_a_word() -> None:
    assert found("bridge ice") == [("walk", "How far")]
    assert found("bridge snow") == []
    assert found("ridge") == []


def test_the_title_helps_a_section_only_beside_a_word_of_its_own() -> None:
    assert found("walking bridge") == [("walk", "How far")]
    assert found("walking") == [("walk", "")]


@pytest.mark.parametrize("query", ["kühl", "KUHL", "kuhl", "ku\N{COMBINING DIAERESIS}hl", "grovle", "GRØVLE", "hebert"])
def test_case_and_accents_make_no_difference(query: str) -> None:
    assert found(query) == [("ice", "Wann ist es zu kühl?")]


@pytest.mark.parametrize("query", ["", "   ", "[", "(.*", "[/]", "***", "?", "\\", "%"])
def test_signs_alone_find_nothing(query: str) -> None:
    assert found(query) == []


def test_signs_beside_words_are_passed_over() -> None:
    assert found("[0, 10)") == [("other", "Ice in winter")]
    assert found("**bridge**") == [("walk", "How far")]


def test_the_excerpt_shows_the_words_asked_for() -> None:
    page = parse_page("long", f"# Long\n\n{'filler ' * 60}then a needle in the hay, and {'more ' * 60}")
    (hit,) = search(index([page]), "need")
    assert hit.excerpt.startswith("…")
    assert hit.excerpt.endswith("…")
    assert len(hit.excerpt) <= EXCERPT + 2
    assert [hit.excerpt[start:end] for start, end in hit.marks] == ["needle"]


def test_of_a_table_the_row_is_shown_without_its_head_and_of_a_list_the_item_alone() -> None:
    page = parse_page("p", "# T\n\n## S\n\n| At a time | How often |\n|---|---|\n| Ice | 15 min |\n| Heat | 20 min |\n")
    assert [hit.excerpt for hit in search(index([page]), "heat")] == ["Heat: 20 min"]
    page = parse_page("p", "# T\n\n## S\n\nBefore it.\n\n- now ice\n- now heat\n- how long\n\nAfter it.\n")
    assert [hit.excerpt for hit in search(index([page]), "heat")] == ["now heat"]


def test_a_short_section_is_shown_whole() -> None:
    (hit,) = search(INDEX, "frieren")
    assert hit.excerpt == "Menschen frieren. Grøvle, Hébert."


@settings(max_examples=150)
@given(st.text(max_size=30))
def test_nothing_typed_breaks_it(query: str) -> None:
    for hit in search(INDEX, query):
        assert all(0 <= start < end <= len(hit.excerpt) for start, end in hit.marks)
