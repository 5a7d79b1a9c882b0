"""Where data, settings and log are, usually or by the options of the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from ..domain.errors import BadInput

APP = "sciatica-tui"


class Paths(msgspec.Struct, frozen=True):
    """The folder of the data, the settings file and the log file; and the file of the line kept ready for prompts."""

    data: Path
    config: Path
    log: Path
    prompt: str | None = None

    @property
    def journal(self) -> Path:
        """The JSON document file."""
        return self.data / "sciatica.json"

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.data / "backups"

    @property
    def pages(self) -> Path:
        """Pages for a clinician, written from the app."""
        return self.data / "pages"

    @property
    def pictures(self) -> Path:
        """Charts written as pictures."""
        return self.data / "pictures"


def find_paths(data: Path | None = None, config: Path | None = None) -> Paths:
    """The user's folders by the system's custom (platformdirs); `--data` moves data, backups and log together.

    Raises BadInput for a relative place where the working folder is gone.
    """
    from .prompt_state import state_file

    usual = _usual_folders()
    if data is None:
        folder, log = usual.data, usual.log / f"{APP}.log"
    else:
        folder = _absolute(data)
        log = folder / f"{APP}.log"
    prompt = state_file("" if data is None else str(folder), "" if config is None else str(_absolute(config)))
    if config is None:
        config = usual.config / "config.toml"
    return Paths(data=folder, config=_absolute(config), log=log, prompt=prompt)


class _Folders(msgspec.Struct, frozen=True):
    data: Path
    config: Path
    log: Path


def _usual_folders() -> _Folders:
    """The folders by the system's custom; where that is plain, without platformdirs, which takes long to load."""
    home = Path(os.environ.get("HOME", ""))
    if sys.platform == "linux" and home.is_absolute() and "ANDROID_ROOT" not in os.environ:
        usual = {"XDG_DATA_HOME": ".local/share", "XDG_CONFIG_HOME": ".config", "XDG_STATE_HOME": ".local/state"}
        custom = {name: Path(os.environ.get(name, "")) for name in usual}
        data, config, state = (
            (custom[name] if custom[name].is_absolute() else home / folder) / APP for name, folder in usual.items()
        )
        return _Folders(data, config, state / "log")
    import platformdirs

    return _Folders(
        platformdirs.user_data_path(APP, appauthor=False),
        platformdirs.user_config_path(APP, appauthor=False),
        platformdirs.user_log_path(APP, appauthor=False),
    )


def _absolute(path: Path) -> Path:
    try:
        return path.expanduser().absolute()
    except FileNotFoundError as error:
        raise BadInput(
            f"{path} can't be found, as the folder you are in is gone; go to another folder, or give the whole path."
        ) from error
