"""What there is to choose from while a path is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.services.folder_listing import FolderListing, folder_above, list_folder, one_path


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


def test_what_is_typed_of_a_name_narrows_the_list_whatever_its_case(folder: str) -> None:
    assert list_folder(f"{folder}di").names == ("diary 2.csv", "Diary.csv")
    assert list_folder(f"{folder}.").names == (".hidden.csv", ".config/")


def test_a_folder_that_is_not_there_holds_nothing(folder: str) -> None:
    assert list_folder(f"{folder}nowhere/") == FolderListing(f"{folder}nowhere/", ())
    assert list_folder("~nobody-of-that-name/").names == ()


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
