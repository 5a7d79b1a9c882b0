"""Reading the guide: with the keyboard, with the mouse, by search, from help and from the palette."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sciatica_tui.domain.records import Episode
from sciatica_tui.guide import page, pages
from sciatica_tui.guide.markup import NAMES
from sciatica_tui.tui.messages import GuideWanted
from sciatica_tui.tui.screens.guide import GuideScreen
from sciatica_tui.tui.screens.help import HelpPage
from sciatica_tui.tui.widgets.command_bar import CommandBar

from ...driving import opened
from ...support import day, services, stamp

Pilots = Pilot[None]


@asynccontextmanager
async def reading(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilots]:
    """The app with the guide open."""
    given = services(folder, Episode(**stamp(), day=day(22), started=day(22)))
    async with opened(given, size) as pilot:
        await pilot.press("7")
        await pilot.pause()
        yield pilot


def screen(pilot: Pilots) -> GuideScreen:
    assert isinstance(pilot.app.screen, GuideScreen)
    return pilot.app.screen


def shown(pilot: Pilots) -> str:
    """The title of the page that shows."""
    return screen(pilot).text.drawn(60).lines[0].plain


def marked(pilot: Pilots) -> str | None:
    """The page marked in the contents."""
    contents = screen(pilot).contents
    assert contents.highlighted is not None
    option = contents.get_option_at_index(contents.highlighted)
    return option.id


async def at_heading(pilot: Pilots, anchor: str) -> None:
    """Wait until the page is scrolled to the heading; it is, once it is laid out."""
    line = screen(pilot).text.line_of(anchor)
    assert line > 0
    async with asyncio.timeout(20):
        while screen(pilot).reader.scroll_y != line:
            await pilot.pause()


async def typed(pilot: Pilots, text: str) -> None:
    names = {" ": "space", "[": "left_square_bracket", "(": "left_parenthesis", ".": "full_stop", "*": "asterisk"}
    await pilot.press(*(names.get(letter, letter) for letter in text))
    await pilot.pause()


async def test_moving_in_the_contents_shows_the_page(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        assert shown(pilot) == page("start").title
        await pilot.press("j", "down", "j")
        await pilot.pause()
        assert shown(pilot) == page("causes").title
        assert marked(pilot) == "causes"
        await pilot.press("k")
        await pilot.pause()
        assert shown(pilot) == page("what-it-is").title


async def test_brackets_turn_through_every_page_and_stop_at_the_ends(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("left_square_bracket")
        for name in NAMES:
            assert shown(pilot) == page(name).title
            assert marked(pilot) == name
            await pilot.press("right_square_bracket")
            await pilot.pause()
        assert shown(pilot) == page(NAMES[-1]).title


async def test_a_link_is_followed_and_backspace_returns(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert shown(pilot) == page("red-flags").title
        assert marked(pilot) == "red-flags"
        await pilot.press("backspace")
        await pilot.pause()
        assert shown(pilot) == page("start").title


async def test_tab_goes_over_all_links_then_to_the_contents_and_shift_tab_back(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        links = len(page("start").links) + 1  # and the one to the next page
        for number in range(links):
            await pilot.press("tab")
            assert screen(pilot).text.link == number
        await pilot.press("tab")
        assert screen(pilot).contents.has_focus
        await pilot.press("shift+tab")
        assert screen(pilot).text.link is not None


async def test_the_marked_link_is_told_apart(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        text = screen(pilot).text
        y, start, end = text.drawn(text.content_size.width).links[0].parts[0]
        row = pilot.app.screen._compositor.render_strips()[text.content_region.y + y]
        x = text.content_region.x
        marked, beside = row.crop(x + start, x + end), row.crop(x, x + start)
        (style,) = {segment.style for segment in marked if segment.text.strip()}
        assert style is not None
        assert style.bgcolor is not None
        assert style.bgcolor not in {segment.style.bgcolor for segment in beside if segment.style}
        assert style.color != style.bgcolor


async def test_the_footer_names_what_enter_does_in_the_list_and_on_a_link(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:

        def footer() -> str:
            return str(screen(pilot).query_one(CommandBar).render())

        assert footer().startswith(" ⏎ Read  / Search")
        for key, names in (("enter", " / Search"), ("tab", " ⏎ Follow  / Search"), ("h", " ⏎ Read  / Search")):
            await pilot.press(key)
            await pilot.pause()
            assert footer().startswith(names)


async def test_a_link_below_is_brought_into_view(tmp_path: Path) -> None:
    async with reading(tmp_path, (80, 16)) as pilot:
        screen(pilot).open("how-we-judge")
        await pilot.pause()
        await pilot.press("tab")
        await pilot.pause()
        region = screen(pilot).text.link_region
        assert region is not None
        top = screen(pilot).reader.scroll_y
        assert top <= region.y + 1 < top + screen(pilot).reader.size.height


async def test_a_link_is_clicked(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        text = screen(pilot).text
        y, start, _ = text.drawn(text.content_size.width).links[0].parts[0]
        await pilot.click(text, offset=(start + text.gutter.left + 1, y + text.gutter.top))
        await pilot.pause()
        assert shown(pilot) == page("red-flags").title


async def test_a_click_beside_the_links_does_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.click(screen(pilot).text, offset=(3, 1))
        await pilot.pause()
        assert shown(pilot) == page("start").title


async def test_a_page_in_the_contents_is_clicked(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.click(screen(pilot).contents, offset=(6, 6))
        await pilot.pause()
        assert shown(pilot) == page("causes").title


async def test_space_reads_on_from_the_contents_too(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("j", "space")
        await pilot.pause()
        assert screen(pilot).reader.scroll_y > 10
        await pilot.press("l", "k")
        await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        assert screen(pilot).reader.scroll_y == 0


async def test_the_page_is_still_there_after_another_screen(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("j", "j", "1")
        await pilot.pause()
        await pilot.press("7")
        await pilot.pause()
        assert shown(pilot) == page("what-it-is").title


async def test_search_finds_as_you_type_and_enter_opens_at_the_heading(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("slash")
        await typed(pilot, "sqlite")
        assert "found" in str(screen(pilot).reading.border_subtitle)
        await pilot.press("enter")
        await pilot.pause()
        assert shown(pilot) == page("your-data").title
        await at_heading(pilot, "what-it-does-not-mean")


async def test_the_arrows_choose_a_result_while_typing(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("slash")
        await typed(pilot, "ice")
        await pilot.press("down", "down", "up", "enter")
        await pilot.pause()
        assert shown(pilot) == page("speed-up").title


@pytest.mark.parametrize("query", ["[", "(.*", "[/]", "zzz", "  "])
async def test_a_search_for_signs_or_nothing_finds_nothing_and_breaks_nothing(tmp_path: Path, query: str) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("slash")
        await typed(pilot, query.replace("/", "").replace("]", ""))
        assert screen(pilot).results.option_count == 1
        await pilot.press("enter")
        await pilot.pause()
        assert shown(pilot) == page("start").title
        await pilot.press("escape")
        assert screen(pilot).reader.display


async def test_escape_leaves_the_search_where_the_page_was(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("j", "j", "space", "slash")
        await typed(pilot, "ice")
        await pilot.press("escape")
        await pilot.pause()
        assert shown(pilot) == page("what-it-is").title
        assert screen(pilot).reader.scroll_y > 10


async def test_help_leads_to_the_page_of_its_screen(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("2", "question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpPage)
        await pilot.press("7")
        await pilot.pause()
        assert shown(pilot) == page("check-in").title
        assert not any(isinstance(each, HelpPage) for each in pilot.app.screen_stack)


async def test_help_leads_there_by_a_click_too(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("6", "question_mark")
        await pilot.pause()
        lines = [str(strip.text) for strip in pilot.app.screen._compositor.render_strips()]
        y = next(y for y, line in enumerate(lines) if "More about this" in line)
        await pilot.click(offset=(lines[y].index("More about") + 3, y))
        await pilot.pause()
        assert shown(pilot) == page("history").title


async def test_another_screen_opens_a_page(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("1")
        pilot.app.post_message(GuideWanted("phases"))
        await pilot.pause()
        await pilot.pause()
        assert shown(pilot) == page("phases").title


async def test_the_palette_opens_a_page(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        await pilot.press("1", "ctrl+p")
        await pilot.pause()
        await typed(pilot, "guide heat")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert shown(pilot) == page("ice-and-heat").title


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 60)])
async def test_no_line_is_wider_than_what_it_is_shown_in(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, size) as pilot:
        text = screen(pilot).text
        width = text.content_size.width
        assert 40 <= width <= 80
        for each in pages():
            text.show_page(each, ())
            assert max(line.cell_length for line in text.drawn(width).lines) <= width


async def test_a_table_too_narrow_for_its_columns_names_each_cell(tmp_path: Path) -> None:
    async with reading(tmp_path) as pilot:
        screen(pilot).open("seven-signs")
        await pilot.pause()
        lines = [line.plain for line in screen(pilot).text.drawn(46).lines]
        at = lines.index("Pain")
        assert lines[at + 1 : at + 3] == [
            "  You log: worst leg and back pain, how often",
            "  What counts: 2 points or 30 %, the larger",
        ]
        assert any(
            "worst leg and back pain, how often  2 points" in line.plain for line in screen(pilot).text.drawn(80).lines
        )


async def test_a_huge_window_shows_how_the_next_page_and_those_linked_to_begin(tmp_path: Path) -> None:
    async with reading(tmp_path, (200, 60)) as pilot:
        screen(pilot).open("centralization")
        await pilot.pause()
        outline = str(screen(pilot).outline.content)
        assert f"Red flags\n{page('red-flags').opening}" in outline
        assert screen(pilot).next_page.drawn(60).lines[0].plain == page("pain").title
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert (shown(pilot), screen(pilot).next_page.drawn(60).lines[0].plain) == ("Pain", page("mobility").title)


async def test_what_stands_beside_a_page_is_opened_by_a_click(tmp_path: Path) -> None:
    async with reading(tmp_path, (200, 60)) as pilot:
        screen(pilot).open("centralization")
        await pilot.pause()
        line = str(screen(pilot).outline.content).split("\n").index("How we judge")
        await pilot.click(screen(pilot).outline, offset=(2, line))
        await pilot.pause()
        assert shown(pilot) == page("how-we-judge").title
