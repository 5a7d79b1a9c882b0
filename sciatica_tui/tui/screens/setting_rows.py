"""The rows of the settings: which there are, what each means, and what is said of the episode and of files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from ...domain.records import Episode
from ...domain.text.dates import long_day, year_of
from ...services import config

TITLES = {
    "cues": "Session cues",
    "times": "Times",
    "help": "Help near you",
    "looks": "Looks and keys",
    "hooks": "Commands of your own",
}

ACTIONS = {
    "episode": (
        "This episode",
        "change it",
        "Side, start, what you were told, and three activities.",
    ),
    "keys": ("Keys", "see and change them", "Put any command on another key."),
    "data": ("Your journal", "copy the path", "All you entered, in one file. Copy the whole folder for a backup."),
    "import": ("Import", "choose a file", "From a spreadsheet or another app, or an export of this app."),
    "backups": ("Backups", "copy the path", "The version before each change, and one copy a day for a week."),
    "file": ("Settings file", "copy the path", "Where all of these settings are kept; you can edit the file."),
    "log": ("Error log", "copy the path", "What went wrong, if anything did. Only you can read it."),
}
"""Rows that do something: name → their words, what Enter does, and what there is to know."""


FILES = ("data", "import", "backups", "file", "log")


def keys_of(section: str) -> tuple[str, ...]:
    """Return the settings of a section, in the order of the file."""
    return config.SECTIONS[section].__struct_fields__


def about(name: str) -> str:
    """Return what a row means."""
    section, _, key = name.partition(".")
    return config.about(section, key).description or "" if key else ACTIONS[name][2]


def names() -> Iterator[tuple[str, str, str]]:
    """Yield every row as (name, words, meaning), for the palette."""
    for name, (words, _, meaning) in ACTIONS.items():
        yield name, words, meaning
    for section in TITLES:
        for key in keys_of(section):
            name = f"{section}.{key}"
            yield name, config.about(section, key).title or key, about(name)


def episode_words(episode: Episode | None, on: date) -> str:
    """Describe an episode as read on a day: its end if it is over, its side, its start, and the cause that was told."""
    if episode is None:
        return "none entered"
    start = f"since {long_day(episode.started)}{year_of(episode.started, on)}" if episode.started else ""
    end = f"ended {long_day(episode.ended)}{year_of(episode.ended, on)}" if episode.ended else ""
    parts = (end, episode.side.value if episode.side else "", start, episode.cause or "")
    return " · ".join(part for part in parts if part) or "started, all questions skipped"


def short_path(path: Path) -> str:
    """Return a path as a person writes it, with ~ for home."""
    with suppress(ValueError, RuntimeError):
        return f"~/{path.relative_to(Path.home())}"
    return str(path)


def files_in(folder: Path) -> str:
    """Return how many files are in a folder, in words; none if it can't be read."""
    try:
        number = sum(1 for _ in folder.iterdir())
    except OSError:
        number = 0
    return "none yet" if number == 0 else "1 file" if number == 1 else f"{number} files"
