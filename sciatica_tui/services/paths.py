"""Where data, settings and log are, usually or by the options of the command line."""

from __future__ import annotations

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
    import platformdirs

    from .prompt_state import state_file

    if data is None:
        folder = platformdirs.user_data_path(APP, appauthor=False)
        log = platformdirs.user_log_path(APP, appauthor=False) / f"{APP}.log"
    else:
        folder = _absolute(data)
        log = folder / f"{APP}.log"
    prompt = state_file("" if data is None else str(folder), "" if config is None else str(_absolute(config)))
    if config is None:
        config = platformdirs.user_config_path(APP, appauthor=False) / "config.toml"
    return Paths(data=folder, config=_absolute(config), log=log, prompt=prompt)


def _absolute(path: Path) -> Path:
    try:
        return path.expanduser().absolute()
    except FileNotFoundError as error:
        raise BadInput(
            f"{path} can't be found, as the folder you are in is gone; go to another folder, or give the whole path."
        ) from error
