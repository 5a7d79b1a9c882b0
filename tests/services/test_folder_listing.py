"""What there is to choose from while a path is typed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sciatica_tui.domain.text.dates import short_day
from sciatica_tui.services.folder_listing import (
    FolderListing,
    first_folder,
    first_lines,
    folder_above,
    list_folder,
    one_path,
)

from ..support import NOW


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A folder with some of everything; its path with a slash at the end."""
    for name in ("Diary.csv", "diary 2.csv", "all.JSON", "picture.png", ".hidden.csv"):
        (tmp_path / name).write_text("")
    (tmp_path / "Documents").mkdir()
    (tmp_path / ".config").mkdir()
    return f"{tmp_path}/"


def test_files_that_an_import_takes_come_before_folders(folder: str) -> None:
    assert list_folder(folder).names == ("all.JSON", "diary 2.csv", "Diary.csv", "Documents/")


def test_a_file_has_its_size_and_day_and_a_folder_neither(folder: str) -> None:
    for name, size in (("all.JSON", 1), ("diary 2.csv", 84_000), ("Diary.csv", 2_340_000)):
        (Path(folder) / name).write_bytes(b"x" * size)
        os.utime(Path(folder) / name, (NOW.timestamp(), NOW.timestamp()))
    sizes = [about.strip().split("  ")[0] for about in list_folder(folder).about]
    assert sizes == ["1 byte", "84 kB", "2.3 MB", ""]
    assert list_folder(folder).about[0].endswith(f"  {short_day(NOW.astimezone().date())} {NOW.year}")


def test_the_first_lines_of_a_file_steer_no_terminal_and_those_of_no_text_are_none(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    for data, lines in (
        (b"a,b\n1,\x1b[2J\n", ("a,b", "1,␛[2J")),
        ("a,é\n1,2\n".encode("utf-16"), ("a,é", "1,2")),
        ("Datum;Rücken\n1.11.2026;3".encode("cp1252"), ("Datum;Rücken", "1.11.2026;3")),
        ("ü\n".encode() + "é".encode() * 4096, ("ü",)),
        (b"a\n" * 9, ("a",) * 5),
        (b"\0\1\2", ()),
        (b"", ()),
    ):
        file.write_bytes(data)
        assert first_lines(str(file)) == lines
    assert first_lines(str(tmp_path / "none.csv")) == ()


def test_what_is_typed_of_a_name_narrows_the_list_whatever_its_case(folder: str) -> None:
    assert list_folder(f"{folder}di").names == ("diary 2.csv", "Diary.csv")
    assert list_folder(f"{folder}.").names == (".hidden.csv", ".config/")


def test_a_folder_that_is_not_there_holds_nothing(folder: str) -> None:
    missing = f"{folder}nowhere/"
    assert list_folder(missing) == FolderListing(missing, (), f"There is no folder {missing}")
    assert list_folder("~nobody-of-that-name/").problem == "There is no folder ~nobody-of-that-name/"
    assert list_folder(folder).problem == ""


@pytest.mark.parametrize(
    ("typed", "completed"), [("di", "diary"), ("Do", "Documents/"), ("a", "all.JSON"), ("x", "x"), ("", "")]
)
def test_what_all_names_have_alike_is_completed(folder: str, typed: str, completed: str) -> None:
    assert list_folder(folder + typed).completed(folder + typed) == folder + completed


@pytest.mark.parametrize(
    ("before", "typed", "path"),
    [
        ("~/", "~//media/stick/x.csv", "/media/stick/x.csv"),
        ("~/Downloads/~", "~/Downloads/~/", "~/"),
        ("~/", "~/~/x.csv", "~/x.csv"),
        ("~/a/~x.cs", "~/a/~x.csv", "~/a/~x.csv"),
        ("~/Downloads/", "~/Downloads//", "~/Downloads/"),
        ("", "/", "/"),
        ("", "/home/me//Documents/x.csv", "/home/me/Documents/x.csv"),
        ("/", "", ""),
    ],
)
def test_a_path_pasted_behind_another_takes_its_place_and_a_slash_typed_twice_is_one(
    before: str, typed: str, path: str
) -> None:
    assert one_path(typed, before) == path


def test_a_slash_typed_behind_the_folder_that_stands_there_at_first_begins_a_new_path() -> None:
    assert one_path("~/Downloads//", "~/Downloads/", "~/Downloads/") == "/"
    assert one_path("~/a//", "~/a/", "~/") == "~/a/", "only there: elsewhere it was typed twice"


def test_the_first_folder_is_that_of_downloads_or_else_where_the_app_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    for folder in (home / "diaries", elsewhere):
        folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    for started, first in ((home / "diaries", "~/diaries/"), (elsewhere, f"{elsewhere}/"), (home, "~/")):
        monkeypatch.chdir(started)
        assert first_folder() == first
    (home / "Downloads").mkdir()
    assert first_folder() == "~/Downloads/"


@pytest.mark.parametrize(
    ("folder", "above"),
    [
        ("~/Downloads/", "~/"),
        ("~/a/b/", "~/a/"),
        ("/a/b/", "/a/"),
        ("/a/", "/"),
        ("/", ""),
        ("~no-such/", ""),
    ],
)
def test_the_folder_above_is_written_as_a_person_types_it(folder: str, above: str) -> None:
    assert folder_above(folder) == above
