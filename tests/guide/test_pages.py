"""The guide's texts: whole, linked, sourced, in the wheel, and in step with what the app does."""

from __future__ import annotations

import re
import zipfile
from importlib.resources import files
from pathlib import Path
from pkgutil import get_data

import pytest

import sciatica_tui
from sciatica_tui import guide
from sciatica_tui.cli.commands import COMMANDS
from sciatica_tui.domain.assessment.signs import Sign
from sciatica_tui.domain.red_flags.flags import RED_FLAGS, TITLES, Urgency, what_to_do
from sciatica_tui.domain.routines.poses import POSES
from sciatica_tui.guide import page, pages, title
from sciatica_tui.guide.markup import CONTENTS, NAMES, Drawing, Figure, Item, Look, Page, Table, plain_text
from sciatica_tui.guide.markup import Heading as PageHeading
from sciatica_tui.services.commands import Scope, in_scope, key_words
from sciatica_tui.tui.screens.help import ABOUT, guide_page

from . import words_of

NARROWEST = 47
"""Columns for the text at 80 × 24."""
AS_SHOWN = {"Enter": "⏎", "Backspace": "Bksp"}
"""A key as a page names it → as the app shows it."""


def by_name(each: Page) -> str:
    return each.name


every_page = pytest.mark.parametrize("each", pages(), ids=by_name)


# Whole


def test_every_text_is_in_the_contents_once() -> None:
    there = {Path(str(entry)).stem for entry in files("sciatica_tui.guide").iterdir() if entry.name.endswith(".md")}
    assert sorted(NAMES) == sorted(there)
    assert len(set(NAMES)) == len(NAMES) == sum(len(part.pages) for part in CONTENTS)


def test_no_two_pages_have_the_same_title() -> None:
    assert len({each.title for each in pages()}) == len(NAMES)


@every_page
def test_every_link_leads_to_a_page_and_a_heading(each: Page) -> None:
    for link in each.links:
        name, _, anchor = link.partition("#")
        assert name in NAMES
        assert not anchor or anchor in {section.anchor for section in page(name).sections}


@every_page
def test_every_page_ends_with_its_sources(each: Page) -> None:
    last = each.sections[-1]
    assert last.heading == "Sources"
    sources = each.blocks[each.blocks.index(PageHeading(last.heading, last.anchor)) + 1 :]
    assert isinstance(sources[0], Item)


@every_page
def test_no_heading_stands_twice_on_a_page(each: Page) -> None:
    anchors = [section.anchor for section in each.sections]
    assert len(set(anchors)) == len(anchors)


@every_page
def test_no_sign_of_markdown_is_left_over(each: Page) -> None:
    for block in each.blocks:
        runs = getattr(block, "runs", ())
        assert not any(re.search(r"[*`#|\[\]]", run.text) for run in runs if run.look is not Look.CODE)


@every_page
def test_drawings_fit_the_smallest_window(each: Page) -> None:
    drawings = [block for block in each.blocks if isinstance(block, Drawing)]
    assert max((len(line) for drawing in drawings for line in drawing.lines), default=0) <= NARROWEST


@every_page
def test_every_page_is_short(each: Page) -> None:
    assert sum(len(section.text.split()) for section in each.sections) <= 650


def test_every_page_but_the_first_is_led_to_by_another() -> None:
    led_to = {link.partition("#")[0] for each in pages() for link in each.links if link != each.name}
    by_help = {guide_page(scope) for scope in Scope}
    assert set(NAMES) - led_to - by_help <= {"start"}


def test_the_wheel_carries_every_text(tmp_path: Path) -> None:
    build = pytest.importorskip("hatchling.build")
    root = Path(sciatica_tui.__file__).parents[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        wheel = tmp_path / build.build_wheel(str(tmp_path))
    assert {f"sciatica_tui/guide/{name}.md" for name in NAMES} <= set(zipfile.ZipFile(wheel).namelist())


# In step with the app


def test_the_red_flags_are_the_ones_asked() -> None:
    listed: dict[str, list[str]] = {}
    heading = ""
    for block in page("red-flags").blocks:
        if isinstance(block, PageHeading):
            heading = block.text
        elif isinstance(block, Item):
            listed.setdefault(heading, []).append(plain_text(block).removeprefix("• "))
    for urgency in Urgency:
        assert listed[TITLES[urgency]] == [flag.words for flag in RED_FLAGS if flag.urgency is urgency]


def test_what_to_do_in_an_emergency_is_what_the_app_says() -> None:
    said = what_to_do(Urgency.EMERGENCY)
    assert said in words_of("red-flags")


def test_every_sign_has_a_page() -> None:
    assert {sign.value.replace("_", "-") for sign in Sign} <= set(NAMES)


@pytest.mark.parametrize("scope", Scope, ids=lambda scope: scope.name)
def test_every_screen_has_help_and_a_page(scope: Scope) -> None:
    assert ABOUT[scope]
    assert guide_page(scope) in NAMES


@pytest.mark.parametrize("scope", Scope, ids=lambda scope: scope.name)
def test_every_key_in_the_table_of_a_screen_is_one_that_it_has(scope: Scope) -> None:
    tables = [block for block in page(guide_page(scope)).blocks if isinstance(block, Table)]
    keys = {word for place in (scope, Scope.ANYWHERE) for command in in_scope(place) for word in key_words(command)}
    for table in tables:
        head, *rows = ["".join(run.text for run in row[0]) for row in table.rows]
        named = {AS_SHOWN.get(key, key) for row in rows for key in re.split(r",? ", row)} - {"arrows"}
        assert head != "Key" or named <= keys


def test_every_command_is_named() -> None:
    listed = words_of("command-line")
    assert [name for name in COMMANDS if not re.search(rf"\b{name}\b", listed)] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ice-and-heat", "Cochrane CD004750"),
        ("speed-up", "Bed rest is no better"),
        ("imaging", "NICE NG59"),
        ("how-long", "too optimistic"),
        ("leg-raise", "means abnormal"),
        ("keep-away", "WalkBack"),
        ("what-it-cannot-know", "regression to the mean"),
        ("what-it-cannot-know", "Not a tested scale"),
        ("centralization", "not been tested"),
        ("imaging", "never changes a verdict"),
        ("your-data", "It is not SQLite"),
        ("accessibility", "no support for them"),
        ("start", "No clinician has reviewed these texts yet"),
        ("red-flags", "No clinician has reviewed this list yet"),
    ],
)
def test_what_must_be_said_is_said(name: str, said: str) -> None:
    assert said in words_of(name)


def test_a_page_that_does_not_exist_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        title("../guide/pain")


def test_a_checkout_with_other_ends_of_lines_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(package: str, name: str) -> bytes:
        return (get_data(package, name) or b"").replace(b"\n", b"\r\n")

    monkeypatch.setattr(guide, "get_data", read)
    assert [guide.page.__wrapped__(name) for name in NAMES] == list(pages())


def test_a_figure_says_what_the_pose_says() -> None:
    figures = [block for name in NAMES for block in page(name).blocks if isinstance(block, Figure)]
    assert {"hamstring", "piriformis", "press-up", "leg-raise", "ice"} <= {figure.exercise for figure in figures}
    for figure in figures:
        assert figure.words == POSES[figure.exercise].caption
