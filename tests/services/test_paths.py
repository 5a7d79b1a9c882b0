"""Where things live."""

from pathlib import Path

import platformdirs
import pytest

from sciatica_tui.services.paths import APP, find_paths


def test_a_folder_of_ones_own_holds_data_backups_and_log(tmp_path: Path) -> None:
    paths = find_paths(data=tmp_path / "own")
    assert paths.journal == tmp_path / "own" / "sciatica.json"
    assert paths.backups == tmp_path / "own" / "backups"
    assert paths.log == tmp_path / "own" / "sciatica-tui.log"


def test_settings_stay_where_they_are_unless_named(tmp_path: Path) -> None:
    assert find_paths(data=tmp_path).config == find_paths().config
    assert find_paths(config=tmp_path / "other.toml").config == tmp_path / "other.toml"


def test_relative_folders_and_the_home_sign_become_whole_paths(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    assert find_paths(data=Path("here")).data == tmp_path / "here"
    assert find_paths(data=Path("~/diary")).data == tmp_path / "home" / "diary"


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    find_paths(data=tmp_path / "none", config=tmp_path / "none.toml")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("home", ["/home/anna", "", "somewhere"])
@pytest.mark.parametrize("chosen", ["", "/srv/anna", "relative"])
def test_the_usual_places_are_those_of_platformdirs(monkeypatch: pytest.MonkeyPatch, home: str, chosen: str) -> None:
    monkeypatch.setenv("HOME", home)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, chosen and f"{chosen}/{name}")
    paths = find_paths()
    assert paths.data == platformdirs.user_data_path(APP, appauthor=False)
    assert paths.config == platformdirs.user_config_path(APP, appauthor=False) / "config.toml"
    assert paths.log == platformdirs.user_log_path(APP, appauthor=False) / f"{APP}.log"
