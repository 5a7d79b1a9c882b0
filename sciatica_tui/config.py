"""The person's settings, read from `config.toml`. A bad value names its line and key, and the default stands."""

from __future__ import annotations

import re
import tomllib
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

PhoneLine = Annotated[str, Meta(max_length=120)]


class Times(msgspec.Struct, frozen=True):
    """`[times]`: `day_ends`, when a day ends, as `"HH:MM"` between 00:00 and 06:00."""

    day_ends: Annotated[str, Meta(pattern=r"\A(0[0-5]:[0-5][0-9]|06:00)\Z")] = "03:00"

    @property
    def boundary(self) -> time:
        """`day_ends` as a time of day."""
        return time.fromisoformat(self.day_ends)


class Help(msgspec.Struct, frozen=True):
    """`[help]`: local numbers and names, as the person writes them; shown on the red-flag screens."""

    emergency: PhoneLine = ""
    same_day: PhoneLine = ""
    clinician: PhoneLine = ""


class Looks(msgspec.Struct, frozen=True):
    """`[looks]`: `theme`, the name of a Textual theme."""

    theme: str = "sciatica-dark"


class CueSettings(msgspec.Struct, frozen=True):
    """`[cues]`: how a session makes itself heard and seen; each on or off.

    `voice` speaks through the system's own program, where there is one. `notification_form` is the escape code for
    desktop notifications: `"9"`, `"777"`, `"99"`, or `"auto"` by the terminal's name. `command` is the person's own,
    run without a shell at every cue; `{cue}` and `{words}` in it are filled in. Empty is off.
    """

    bell: bool = True
    flash: bool = True
    voice: bool = False
    notification: bool = False
    notification_form: Literal["auto", "9", "777", "99"] = "auto"
    command: Annotated[str, Meta(max_length=1000)] = ""


class Config(msgspec.Struct, frozen=True):
    """All settings; `problems` are sentences for the person about what in the file could not be taken."""

    times: Times = Times()
    help: Help = Help()
    looks: Looks = Looks()
    cues: CueSettings = CueSettings()
    problems: tuple[str, ...] = ()


SECTIONS: dict[str, type[msgspec.Struct]] = {"times": Times, "help": Help, "looks": Looks, "cues": CueSettings}


def load_config(path: Path) -> Config:
    """The settings in the file; defaults where there is none. Never raises for what the file says."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        return Config(problems=(f"Settings {path} can't be read ({reason}); the defaults stand.",))
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(problems=(f"Settings {path}: {error}; the defaults stand until it is mended.",))
    problems: list[str] = []
    sections: dict[str, Any] = {}
    for name, value in document.items():
        if name not in SECTIONS or not isinstance(value, dict):
            problems.append(f"Settings {path}, line {_line(text, name)}: there is no section “{name}”.")
            continue
        sections[name] = _section(SECTIONS[name], name, value, text, path, problems)
    return Config(**sections, problems=tuple(problems))


def _section(
    kind: type[msgspec.Struct], name: str, values: dict[str, Any], text: str, path: Path, problems: list[str]
) -> msgspec.Struct:
    good: dict[str, Any] = {}
    for key, value in values.items():
        where = f"Settings {path}, line {_line(text, name, key)}"
        if key not in kind.__struct_fields__:
            problems.append(f"{where}: there is no setting “{name}.{key}”.")
            continue
        try:
            msgspec.convert({key: value}, kind)
        except msgspec.ValidationError:
            problems.append(f"{where}: “{name}.{key}” can't be {value!r}; the default stands.")
        else:
            good[key] = value
    return msgspec.convert(good, kind)


def _line(text: str, section: str, key: str | None = None) -> int:
    """The line of a section or of a key in it, counted from 1; 1 where it is written in another way."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\s*([\w-]+)\s*\]", line)
        if header:
            inside = header[1] == section
            if inside and key is None:
                return number
        elif (inside and key and re.match(rf"\s*{re.escape(key)}\s*=", line)) or (
            key is None and re.match(rf"\s*{re.escape(section)}\s*[.=]", line)
        ):
            return number
    return 1
