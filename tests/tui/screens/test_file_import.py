"""A file taken over in the app: chosen by its path, shown, decided, saved, and taken back."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.containers import Vertical
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from sciatica_tui.domain.records import CheckIn, Episode
from sciatica_tui.services import exports
from sciatica_tui.services.container import Services
from sciatica_tui.storage.journal import Journal
from sciatica_tui.tui.screens.dialogs import Ask
from sciatica_tui.tui.screens.file_choice import FileChoice
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.screens.import_preview import ImportPreview
from sciatica_tui.tui.screens.settings import SettingsScreen
from sciatica_tui.tui.screens.what_to_do import ActionScreen

from ...driving import episode, opened, until
from ...support import NOW, TODAY, checkin, services

SHEET = "date,leg pain,pain 0-10,note\n2026-11-18,6,4,a\n2026-11-19,5,3,b\n2026-11-20,4,2,c\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a spreadsheet in it."""
    folder = tmp_path / "home"
    (folder / "Documents").mkdir(parents=True)
    (folder / "diary.csv").write_text(SHEET)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.chdir(folder)
    return folder


@asynccontextmanager
async def choosing(given: Services, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[None]]:
    """The app, asked for a file by its key."""
    async with opened(given, size) as pilot:
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.screen, FileChoice))
        await until(pilot, lambda: any(files.option_count for files in pilot.app.screen.query(OptionList)))
        yield pilot


def file_names(pilot: Pilot[None]) -> list[str]:
    options = pilot.app.screen.query_one("#files", OptionList).options
    return [str(option.prompt).partition("  ")[0] for option in options]


UP = "../"


def typed(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(Input).value


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def toasts(pilot: Pilot[None]) -> str:
    return "\n".join(str(note.message) for note in pilot.app._notifications)


def said(pilot: Pilot[None], sentence: str) -> bool:
    return sentence in toasts(pilot)


def asked_again(pilot: Pilot[None], sentence: str) -> bool:
    """Whether the dialog is there again and says what was wrong."""
    problems = pilot.app.screen.query("#problem").results(Static)
    return isinstance(pilot.app.screen, FileChoice) and any(sentence in str(problem.render()) for problem in problems)


async def preview_of(pilot: Pilot[None], name: str = "diary.csv") -> ImportPreview:
    """Choose a file and wait until what it brings is worked out."""
    pilot.app.screen.query_one(Input).value = f"~/{name}"
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview) and "check-ins" in shown(pilot))
    assert isinstance(pilot.app.screen, ImportPreview)
    return pilot.app.screen


async def go_on(pilot: Pilot[None]) -> None:
    """Close the page that says what was imported."""
    await until(pilot, lambda: isinstance(pilot.app.screen, Ask) and "Imported: " in shown(pilot))
    await pilot.press("c")
    await until(pilot, lambda: not isinstance(pilot.app.screen, Ask))


async def test_the_page_after_an_import_leads_to_its_last_day(tmp_path: Path, home: Path) -> None:
    (home / "diary.csv").write_text("date,leg pain\n2026-11-18,6\n2026-11-19,5\n")
    async with choosing(services(tmp_path, episode(), checkin(0, leg_pain=3))) as pilot:
        await preview_of(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "See the entries in History" in shown(pilot))
        await pilot.press("h")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await until(pilot, lambda: "› Thu 19 Nov" in shown(pilot))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_column_in_doubt_stands_first_and_is_in_view_wherever_it_is_in_the_file(
    tmp_path: Path, home: Path, size: tuple[int, int]
) -> None:
    sure = [f"ice pack {number}" for number in range(30)]
    titles, cells = ",".join(["date", *sure, "leg pain", "pain 0-10"]), ",".join(["yes"] * len(sure))
    rows = "".join(f"2026-11-{day},{cells},6,{day % 5}\n" for day in (18, 19, 20))
    (home / "diary.csv").write_text(f"{titles}\n{rows}")
    async with choosing(services(tmp_path, episode()), size) as pilot:
        preview = await preview_of(pilot)
        assert "› ? pain 0-10" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("s")
        await until(pilot, lambda: "› ✗ pain 0-10" in shown(pilot))
        assert preview.columns.highlighted == 0, "what was decided stays where it is"


async def test_what_a_column_means_goes_on_below_its_own_words(tmp_path: Path, home: Path) -> None:
    title = "leg pain today, worst of it"
    (home / "diary.csv").write_text(f"date,{title!r},back pain (0-3)\n".replace("'", '"') + "2026-11-18,6,3\n")
    async with choosing(services(tmp_path, episode()), (60, 20)) as pilot:
        preview = await preview_of(pilot)
        prompts = [str(option.prompt).splitlines() for option in preview.columns.options]
        assert any(len(lines) > 1 for lines in prompts)
        column = len(f"✓ {title}  ")
        assert all(line.startswith((" " * column, "    ")) for lines in prompts for line in lines[1:])


async def test_the_path_is_completed_and_folders_are_opened(tmp_path: Path, home: Path) -> None:
    async with choosing(services(tmp_path, episode())) as pilot:
        assert (typed(pilot), file_names(pilot)) == ("~/", [UP, "diary.csv", "Documents/"])
        assert "⏎ Open  Tab Complete" in shown(pilot).splitlines()[-1], "the keys of this question, not those below it"
        await pilot.press("d", "o")
        await until(pilot, lambda: file_names(pilot) == ["Documents/"])
        await pilot.press("tab")
        assert typed(pilot) == "~/Documents/"
        await until(pilot, lambda: file_names(pilot) == [UP, "no folder, CSV or JSON file here"])
        await pilot.press("slash")
        await until(pilot, lambda: typed(pilot) == "~/Documents/")
        pilot.app.screen.query_one(Input).insert_text_at_cursor("/media/stick/x.csv")
        await until(pilot, lambda: typed(pilot) == "/media/stick/x.csv")
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, FileChoice)


async def test_a_file_is_named_with_its_size_and_day_and_the_marked_one_with_its_first_lines(
    tmp_path: Path, home: Path
) -> None:
    os.utime(home / "diary.csv", (NOW.timestamp(), NOW.timestamp()))
    async with choosing(services(tmp_path, episode())) as pilot:
        assert re.search("diary.csv +80 bytes +Sun 22 Nov 2026", shown(pilot))
        await pilot.press("down")
        await until(pilot, lambda: "diary.csv begins:" in shown(pilot))
        assert "2026-11-18,6,4,a" in shown(pilot)
        assert "seen what the file brings" in shown(pilot)


async def test_what_is_wrong_with_a_file_names_it_without_its_folders(tmp_path: Path, home: Path) -> None:
    (home / "bare.csv").write_text("date,leg pain\n")
    async with choosing(services(tmp_path, episode())) as pilot:
        pilot.app.screen.query_one(Input).value = "~/bare.csv"
        await pilot.press("enter")
        await until(pilot, partial(asked_again, pilot, "bare.csv has a header but no rows below it."))
        assert str(home) not in shown(pilot)


async def test_a_file_that_can_not_be_taken_is_said_in_a_sentence_and_asked_for_again(
    tmp_path: Path, home: Path
) -> None:
    with (home / "rubbish.csv").open("wb") as file:
        file.truncate(1_000_000_000)
    async with choosing(services(tmp_path, episode())) as pilot:
        for name, sentence in (
            ("nothing.csv", "There is no file"),
            ("picture.png", "is a picture: a JSON or CSV file is needed."),
            ("rubbish.csv", "rubbish.csv is 1,000 MB; that is too large for a diary, which stays under 100 MB"),
        ):
            pilot.app.screen.query_one(Input).value = f"~/{name}"
            await pilot.press("enter")
            await until(pilot, partial(asked_again, pilot, sentence))
            assert not toasts(pilot), "the sentence stands in the dialog, over none of its keys"


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_preview_says_what_each_column_means_and_what_it_brings(
    tmp_path: Path, home: Path, size: tuple[int, int]
) -> None:
    async with choosing(services(tmp_path, episode()), size) as pilot:
        await preview_of(pilot)
        text = shown(pilot)
        assert "diary.csv: 3 rows, 4 columns separated by commas, UTF-8" in text
        assert "Worst leg pain" in text
        assert "? pain 0-10" in text
        assert "1 to decide" in text
        assert "✓ 3 new check-ins on 3 days" in text


ODD = (
    "date,leg pain,mood,note\n2026-11-18,6,ok,a\n2026-11-19,abc,ok,b\n1890-11-20,4,ok,c\n"
    "2026-11-20,3,ok,d,e\n2026-11-21,2,ok,f\n"
)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_what_comes_in_and_what_does_not_is_marked_in_signs_and_words_and_enter_is_named(
    tmp_path: Path, home: Path, size: tuple[int, int]
) -> None:
    (home / "diary.csv").write_text(ODD)
    async with choosing(services(tmp_path, episode()), size) as pilot:
        await preview_of(pilot)
        await until(pilot, lambda: "⏎ Import" in shown(pilot))
        text = shown(pilot)
        for words in (
            "Nothing is saved yet. ⏎ imports what has a ✓; u takes it all back.",
            "✓ leg pain  Worst leg pain",
            "✗ mood      left out: this app does not track it",
            "3 come in · 1 left out",
            "✓ 3 new check-ins on 3 days, 18–21 Nov 2026.",
            "✗ Left out: 2 rows, 1 column, 1 cell.",
            "· Line 5 (“2026-11-20, 3, ok, d, e”)",
            "· date (column A), line 4: “1890-11-20”",
            "· leg pain (column B): “abc” (line 3)",
        ):
            assert words in text
        if size > (80, 24):
            assert "✗ 4  1890-11-20  4" in text
            assert "! 3  2026-11-19  abc" in text
            assert "✗ 5  2026-11-20, 3, ok, d, e" in text


async def test_enter_asks_about_the_open_column_wherever_the_cursor_is(tmp_path: Path, home: Path) -> None:
    async with choosing(services(tmp_path, episode())) as pilot:
        preview = await preview_of(pilot)
        assert "? Not decided, so left out until you do: pain 0-10" in shown(pilot)
        assert "Left out:" not in shown(pilot), "it is not decided, so it is counted once"
        await pilot.press("j", "j")
        assert preview.columns.highlighted == 2
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert str(pilot.app.screen.query_one(Vertical).border_title) == "pain 0-10"


async def test_a_file_that_brings_nothing_new_says_so(tmp_path: Path, home: Path) -> None:
    (home / "diary.csv").write_text("date,leg pain\n2026-11-18,6\n2026-11-19,5\n")
    given = services(tmp_path, episode())
    async with choosing(given) as pilot:
        await preview_of(pilot)
        await pilot.press("t")
        await until(pilot, lambda: len(given.journal.all(CheckIn)) == 2)
        await go_on(pilot)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.screen, FileChoice))
        await preview_of(pilot)
        await until(pilot, lambda: "There is nothing new to import. Esc goes back." in shown(pilot))


async def test_a_file_that_brings_nothing_until_a_column_is_decided_does_not_say_that_nothing_is_new(
    tmp_path: Path, home: Path
) -> None:
    (home / "diary.csv").write_text("date,leg pain\n2026-11-17,30\n2026-11-18,20\n2026-11-19,5\n2026-11-20,10\n")
    async with choosing(services(tmp_path, episode())) as pilot:
        pilot.app.screen.query_one(Input).value = "~/diary.csv"
        await pilot.press("enter")
        await until(pilot, lambda: "Nothing comes in yet. ⏎ asks about a ?; Esc goes back." in shown(pilot))
        assert pilot.app.screen.query_one("#columns").border_subtitle == "1 comes in · 1 to decide"


async def test_a_column_is_decided_taken_over_and_one_undo_takes_it_all_back(tmp_path: Path, home: Path) -> None:
    given = services(tmp_path, episode(), checkin(1, leg_pain=3))
    async with choosing(given) as pilot:
        await preview_of(pilot)
        assert "⏎ Decide  c Change  t Import" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("s")
        await until(pilot, lambda: "to decide" not in shown(pilot) and "3 new check-ins" in shown(pilot))
        assert "✗ pain 0-10  left out: you left it out" in shown(pilot)
        await pilot.press("t")
        await until(pilot, lambda: len(given.journal.all(CheckIn)) == 4)
        await until(pilot, lambda: "Imported: diary.csv" in shown(pilot))
        assert "3 new check-ins on 3 days, 18–20 Nov 2026." in shown(pilot)
        assert "Left out: 1 column." in shown(pilot)
        assert not toasts(pilot)
        await pilot.press("u")
        await until(pilot, lambda: [entry.leg_pain for entry in given.journal.all(CheckIn)] == [3])


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_where_there_is_no_file_it_is_said_how_one_comes_about(
    tmp_path: Path, home: Path, size: tuple[int, int]
) -> None:
    async with choosing(services(tmp_path, episode()), size) as pilot:
        await pilot.press("x")
        await until(pilot, lambda: "no folder, CSV or JSON file starts like this" in shown(pilot))
        await until(pilot, lambda: "Daylio, Bearable, Track & Graph, Loop: export as CSV." in shown(pilot))


async def test_a_folder_that_is_not_there_is_not_called_empty(tmp_path: Path, home: Path) -> None:
    async with choosing(services(tmp_path, episode())) as pilot:
        await pilot.press("slash")
        await until(pilot, lambda: typed(pilot) == "/")
        await pilot.press(*"nowhere", "slash")
        await until(pilot, lambda: file_names(pilot)[-1] == "There is no folder /nowhere/")


async def test_one_odd_date_is_left_out_and_named_and_days_with_entries_are_told(tmp_path: Path, home: Path) -> None:
    (home / "diary.csv").write_text("Date,Leg pain\n2026-11-18,4\n2026-11-19,5\n2026-11-21,6\n03/11/2026,4\n")
    async with choosing(services(tmp_path, episode(), checkin(1, leg_pain=3)), (200, 60)) as pilot:
        await preview_of(pilot)
        text = " ".join("".join(line.split("│")[-2:-1]) for line in shown(pilot).splitlines())
        text = " ".join(text.split())
        assert "✗ Left out: 1 row." in text
        assert "Date (column A), line 5: “03/11/2026” is not a date like 2026-11-21; the row is left out." in text
        assert "1 of these days already has an entry here; both are kept." in text
        assert "✓ 3 new check-ins on 3 days, 18–21 Nov 2026." in text
        assert "Read on" not in text, "all of it is shown"


async def test_entries_from_before_the_start_are_told_before_and_after_with_the_way_to_move_it(
    tmp_path: Path, home: Path
) -> None:
    (home / "diary.csv").write_text("Date,Leg pain\n2026-10-30,4\n2026-10-31,5\n2026-11-19,5\n")
    began = date(2026, 11, 1)
    sentence = "2 entries lie before the start, 1 November, and don't count towards how it goes."
    async with choosing(services(tmp_path, episode(day=began, started=began)), (200, 60)) as pilot:
        await preview_of(pilot)
        text = " ".join("".join(line.split("│")[-2:-1]) for line in shown(pilot).splitlines())
        assert f"{sentence} To move the start: e under Phase." in " ".join(text.split())
        await pilot.press("enter")
        await until(pilot, lambda: "Imported: diary.csv" in shown(pilot))
        text = " ".join(re.sub("[│╭╮╰╯─]", " ", shown(pilot)).split())
        assert "2 entries lie before the start, 1 November, and don't count" in text


async def test_a_column_that_the_app_is_sure_of_can_be_left_out(tmp_path: Path, home: Path) -> None:
    (home / "diary.csv").write_text("date,leg pain,back pain\n2026-11-18,6,2\n2026-11-19,5,3\n")
    given = services(tmp_path, episode())
    async with choosing(given) as pilot:
        await preview_of(pilot)
        await pilot.press("j", "j", "c")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert "y  Yes, import it as worst back pain" in shown(pilot)
        await pilot.press("t")
        assert isinstance(pilot.app.screen, Ask), "t imports in the list, and does nothing here"
        await pilot.press("s")
        await until(
            pilot,
            lambda: "✗ back pain  left out: you left it out" in shown(pilot) and "2 new check-ins" in shown(pilot),
        )
        await pilot.press("t")
        await until(pilot, lambda: len(given.journal.all(CheckIn)) == 2)
        assert {entry.back_pain for entry in given.journal.all(CheckIn)} == {None}


async def test_a_column_that_was_not_understood_is_decided_by_a_key_and_says_so(tmp_path: Path, home: Path) -> None:
    (home / "diary.csv").write_text("date,leg pain,level,rating,mood\n2026-11-18,6,2,4,3\n2026-11-19,5,3,5,4\n")
    given = services(tmp_path, episode())
    async with choosing(given, (80, 24)) as pilot:
        await preview_of(pilot)
        await pilot.press("j", "j", "c")
        await until(pilot, lambda: "1  level" in shown(pilot) and "2  rating" in shown(pilot))
        await pilot.press("1")
        await until(pilot, lambda: "Left out: its numbers were not understood." in shown(pilot))
        assert "In the file: 2, 3" in shown(pilot)
        await pilot.press("b")
        await until(pilot, lambda: "✓ level     Worst back pain" in shown(pilot))
        assert "✗ rating    left out: its numbers were not understood" in shown(pilot)
        await pilot.press("j", "c")
        await until(pilot, lambda: "Left out: its numbers were not understood." in shown(pilot))
        await pilot.press("k")
        await until(pilot, lambda: "✓ rating    note, after its title" in shown(pilot))
        await pilot.press("j", "c")
        await until(pilot, lambda: "this app does not track it" in shown(pilot) and "k  Keep it in" in shown(pilot))
        assert "as worst leg pain" not in shown(pilot), "a mood is no pain"
        await pilot.press("s")
        await until(pilot, lambda: "✗ mood      left out: you left it out" in shown(pilot))
        await pilot.press("t")
        await until(pilot, lambda: len(given.journal.all(CheckIn)) == 2)
        assert [(entry.back_pain, entry.note) for entry in given.journal.all(CheckIn)] == [
            (2, "rating: 4"),
            (3, "rating: 5"),
        ]


async def test_what_was_doubted_of_a_column_goes_once_it_is_decided(tmp_path: Path, home: Path) -> None:
    async with choosing(services(tmp_path, episode()), (80, 24)) as pilot:
        await preview_of(pilot)
        assert "but it does not say where" in " ".join(re.sub("[│╭╮╰╯─]", " ", shown(pilot)).split())
        await pilot.press("enter")
        await until(pilot, lambda: "b  Import it as worst back pain" in shown(pilot))
        await pilot.press("b")
        await until(pilot, lambda: "✓ pain 0-10  Worst back pain" in shown(pilot))
        assert "does not say" not in shown(pilot)


async def test_an_empty_column_says_that_there_is_nothing_to_take_in(tmp_path: Path, home: Path) -> None:
    (home / "diary.csv").write_text("date,leg pain,knee\n2026-11-18,6,\n2026-11-19,5,\n")
    async with choosing(services(tmp_path, episode())) as pilot:
        await preview_of(pilot)
        await pilot.press("j", "j", "c")
        await until(pilot, lambda: said(pilot, "This column is empty: there is nothing to import from it."))


async def test_a_diary_that_tells_of_weakness_shows_what_to_do(tmp_path: Path, home: Path) -> None:
    (home / "diary.csv").write_text("date,leg pain,weakness felt\n2026-11-20,5,no\n2026-11-21,5,yes\n")
    async with choosing(services(tmp_path, episode()), (80, 24)) as pilot:
        await preview_of(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
        await until(pilot, lambda: "A leg or foot has felt weak since 21 November." in shown(pilot))
        assert "Speak to a doctor today" in shown(pilot)


async def test_what_is_not_decided_is_left_out_only_when_that_is_agreed(tmp_path: Path, home: Path) -> None:
    given = services(tmp_path, episode())
    async with choosing(given) as pilot:
        await preview_of(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert "Not decided yet, and left out: pain 0-10." in shown(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ImportPreview))
        assert given.journal.all(CheckIn) == ()


async def test_what_was_changed_here_too_and_what_is_gone_is_asked(tmp_path: Path, home: Path) -> None:
    given = services(tmp_path, episode())
    async with choosing(given) as pilot:
        (home / "diary.csv").write_text("date,leg pain\n2026-11-18,6\n2026-11-19,5\n2026-11-20,4\n")
        await preview_of(pilot)
        assert "⏎ Import  c Change  " in shown(pilot), "nothing is left to decide"
        await pilot.press("enter")
        await until(pilot, lambda: len(given.journal.all(CheckIn)) == 3)
        await go_on(pilot)
        first = given.journal.all(CheckIn)[0]
        given.journal.save("an edit", replace(first, leg_pain=2))
        (home / "diary.csv").write_text("date,leg pain\n2026-11-18,7\n2026-11-20,4\n")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.screen, FileChoice))
        await preview_of(pilot)
        assert "✓ No new check-ins: 1 changed here too, 1 the same" in shown(pilot)
        await pilot.press("t")
        for answer in ("s", "d"):
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await pilot.press(answer)
        await until(pilot, lambda: [entry.leg_pain for entry in given.journal.all(CheckIn)] == [7, 4])


async def test_where_all_entries_are_kept_it_does_not_say_that_they_were_imported(tmp_path: Path, home: Path) -> None:
    given = services(tmp_path, episode())
    async with choosing(given) as pilot:
        (home / "diary.csv").write_text("date,leg pain\n2026-11-18,6\n2026-11-19,5\n2026-11-20,4\n")
        await preview_of(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Imported: diary.csv" in shown(pilot))
        await pilot.press("enter")
        (home / "diary.csv").write_text("date,leg pain\n2026-11-18,6\n2026-11-20,4\n")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.screen, FileChoice))
        await preview_of(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("k")
        await until(pilot, lambda: said(pilot, "Nothing was imported: your entries here are kept as they are."))
        assert len(given.journal.all(CheckIn)) == 3


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_what_is_left_out_stands_in_the_first_line_why_above_the_entries_and_it_on_the_page_after(
    tmp_path: Path, home: Path, size: tuple[int, int]
) -> None:
    rows = "".join(f"2026-11-{day:02},5\n" for day in range(1, 10))
    (home / "diary.csv").write_text(f"date,leg pain\n{rows}some day,4\n2026-11-10,bad\n")
    given = services(tmp_path, episode())
    async with choosing(given, size) as pilot:
        await preview_of(pilot)
        words = "Left out: 2 rows, 1 cell."
        text = shown(pilot)
        assert words in text
        assert text.index("“some day”") < text.index("As check-ins")
        await pilot.press("t")
        await until(pilot, lambda: "Imported: diary.csv" in shown(pilot))
        assert words in shown(pilot)


async def test_columns_left_out_for_one_reason_are_named_together_and_counted_apart(tmp_path: Path, home: Path) -> None:
    (home / "diary.csv").write_text("date,leg pain,steps,weather\n2026-11-18,6,2000,rain\n2026-11-19,5,900,sun\n")
    async with choosing(services(tmp_path, episode()), (120, 36)) as pilot:
        await preview_of(pilot)
        text = shown(pilot)
        assert text.count("left out: this app does not track it") == 1
        assert "✗ steps, weather" in text
        assert "2 come in · 2 left out" in text


async def test_the_first_row_that_is_left_out_is_in_view_below_the_titles(tmp_path: Path, home: Path) -> None:
    rows = "".join(f"2026-{9 + day // 30:02}-{day % 30 + 1:02},5\n" for day in range(60))
    (home / "diary.csv").write_text(f"Date,Leg pain\n{rows}some day,4\n")
    async with choosing(services(tmp_path, episode()), (120, 36)) as pilot:
        await preview_of(pilot)
        await until(pilot, lambda: "✗ 62  some day" in shown(pilot))
        assert "Date        Leg pain" in shown(pilot)


@pytest.mark.parametrize("name", ["all.csv", "all.json"])
async def test_an_own_export_says_its_check_ins_their_days_and_those_that_have_an_entry(
    tmp_path: Path, home: Path, name: str
) -> None:
    there = services(tmp_path / "there", checkin(2, leg_pain=6), checkin(1, leg_pain=5))
    wishes = exports.Wishes(there.today(), there.clock.now())
    exports.write_export(exports.export(there.journal, Path(name).suffix, wishes), home / name, there.paths)
    async with choosing(services(tmp_path, episode(), checkin(1, leg_pain=3))) as pilot:
        pilot.app.screen.query_one(Input).value = f"~/{name}"
        await pilot.press("enter")
        await until(pilot, lambda: "2 new check-ins on 2 days, 20–21 Nov 2026." in shown(pilot))
        assert "1 of these days already has an entry here; both are kept." in shown(pilot)
        assert "Fri 20 Nov 2026 08:10  leg 6" in shown(pilot)


async def test_what_another_window_changed_since_is_shown_before_anything_is_taken_over(
    tmp_path: Path, home: Path
) -> None:
    given = services(tmp_path, episode())
    async with choosing(given) as pilot:
        (home / "diary.csv").write_text("date,leg pain\n2026-11-18,6\n2026-11-19,5\n")
        await preview_of(pilot)
        await pilot.press("t")
        await until(pilot, lambda: len(given.journal.all(CheckIn)) == 2)
        await go_on(pilot)
        (home / "diary.csv").write_text("date,leg pain\n2026-11-18,7\n2026-11-19,5\n")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.screen, FileChoice))
        await preview_of(pilot)
        other = Journal.open(tmp_path, given.clock.now)
        other.save("an edit", replace(other.all(CheckIn)[0], leg_pain=2))
        await pilot.press("t")
        await until(pilot, lambda: "✓ No new check-ins: 1 changed here too, 1 the same" in shown(pilot))
        assert said(pilot, "changed elsewhere in the meantime")
        assert [entry.leg_pain for entry in given.journal.all(CheckIn)] == [2, 5]


async def test_dates_that_can_be_read_in_two_ways_are_asked(tmp_path: Path, home: Path) -> None:
    (home / "diary.csv").write_text("date,leg pain\n03/04/2026,6\n")
    given = services(tmp_path, episode())
    async with choosing(given) as pilot:
        pilot.app.screen.query_one(Input).value = "~/diary.csv"
        await pilot.press("enter")
        await until(pilot, lambda: "Is 03/04/2026 Friday 3 April 2026" in shown(pilot))
        await pilot.press("2")
        await until(pilot, lambda: "Wed  4 Mar 2026" in shown(pilot))


async def test_an_export_is_shown_and_taken_over(tmp_path: Path, home: Path) -> None:
    from sciatica_tui.services.exports import Wishes, export

    there = services(tmp_path / "there", checkin(4, leg_pain=3))
    (home / "all.json").write_bytes(export(there.journal, ".json", Wishes(TODAY, NOW)).data)
    given = services(tmp_path / "here", episode(), checkin(0, leg_pain=2))
    async with choosing(given) as pilot:
        pilot.app.screen.query_one(Input).value = "~/all.json"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert "without that episode" not in shown(pilot), "it brings none"
        await pilot.press("t")
        await until(pilot, lambda: "See the entries in History" in shown(pilot))
        assert len(given.journal.all(CheckIn)) == 2
        await pilot.press("h")
        await until(pilot, lambda: "› Wed 18 Nov" in shown(pilot))


@pytest.mark.parametrize(
    ("ended", "sentence"),
    [
        (None, "an episode of its own, from 20 November on: your days and verdicts begin anew with it."),
        (TODAY, "an episode of its own, 20–22 Nov: your days and verdicts are of that one then, which is over."),
    ],
)
async def test_an_episode_that_would_take_the_place_of_ours_is_told_and_can_stay_out(
    tmp_path: Path, home: Path, ended: date | None, sentence: str
) -> None:
    there = services(
        tmp_path / "there", episode(day=date(2026, 11, 20), started=None, ended=ended), checkin(1, leg_pain=3)
    )
    (home / "all.json").write_bytes(exports.export(there.journal, ".json", exports.Wishes(TODAY, NOW)).data)
    given = services(tmp_path / "here", episode(day=date(2026, 11, 1)))
    ours = given.journal.all(Episode)
    async with choosing(given, (200, 60)) as pilot:
        pilot.app.screen.query_one(Input).value = "~/all.json"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert sentence in " ".join(str(pilot.app.screen.query_one(".dialog-text").render()).split())
        assert "w  Import it without that episode: the entries join yours" in shown(pilot)
        await pilot.press("w")
        await until(pilot, lambda: len(given.journal.all(CheckIn)) == 1)
        assert given.journal.all(Episode) == ours
        await until(pilot, lambda: "Imported: all.json" in shown(pilot))
        assert "an episode of its own" not in shown(pilot)
        await pilot.press("u")
        await until(pilot, lambda: not given.journal.all(CheckIn))
        assert given.journal.all(Episode) == ours


async def test_an_earlier_episode_that_would_cut_ours_short_is_told_and_stays_out_with_enter(
    tmp_path: Path, home: Path
) -> None:
    there = services(tmp_path / "there", episode(day=date(2026, 10, 1), started=None), checkin(50, leg_pain=3))
    (home / "all.json").write_bytes(exports.export(there.journal, ".json", exports.Wishes(TODAY, NOW)).data)
    ours = episode(day=date(2026, 11, 20), started=None)
    given = services(tmp_path / "here", ours, checkin(9, leg_pain=4))
    async with choosing(given, (200, 60)) as pilot:
        pilot.app.screen.query_one(Input).value = "~/all.json"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        told = " ".join(str(pilot.app.screen.query_one(".dialog-text").render()).split())
        assert (
            "an earlier episode, so that yours only begins on 20 November: your days and verdicts begin anew." in told
        )
        await pilot.press("enter")
        await until(pilot, lambda: len(given.journal.all(CheckIn)) == 2)
        assert {kept.id for kept in given.journal.all(Episode)} == {ours.id}


@pytest.mark.parametrize("goes_on", [True, False], ids=["an episode with entries", "one without"])
async def test_enter_brings_an_episode_along_only_where_ours_has_no_entries_yet(
    tmp_path: Path, home: Path, goes_on: bool
) -> None:
    brought = episode(day=date(2026, 11, 20), started=None)
    entry = checkin(1, leg_pain=3, note=" ".join(["word"] * 30))
    there = services(tmp_path / "there", brought, entry)
    (home / "all.json").write_bytes(exports.export(there.journal, ".json", exports.Wishes(TODAY, NOW)).data)
    ours = episode(day=date(2026, 11, 1))
    given = services(tmp_path / "here", ours, *([checkin(2, leg_pain=4)] if goes_on else []))
    async with choosing(given) as pilot:
        pilot.app.screen.query_one(Input).value = "~/all.json"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert "t  Import it with that episode" in shown(pilot)
        assert shown(pilot).count("word") == 30, "an entry goes on in the next line"
        await pilot.press("enter")
        await until(pilot, lambda: len(given.journal.all(CheckIn)) == 1 + goes_on)
        assert {kept.id for kept in given.journal.all(Episode)} == ({ours.id} if goes_on else {ours.id, brought.id})


async def test_settings_have_a_row_that_imports(tmp_path: Path, home: Path) -> None:
    async with opened(services(tmp_path, episode()), (120, 36)) as pilot:
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen) and pilot.app.focused is not None)
        assert isinstance(pilot.app.screen, SettingsScreen)
        pilot.app.screen.go_to("import")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FileChoice))
