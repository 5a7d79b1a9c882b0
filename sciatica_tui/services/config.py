"""The settings there are, and what `config.toml` says of them. A bad value names its line and key, the default stands.

While the app runs they are changed through `live_settings`.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import time
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from msgspec import Meta

from ..domain.errors import reason
from ..domain.text.suggestions import near_miss
from ..storage.filesystem import REAL_DISK, read_file

PhoneLine = Annotated[str, Meta(max_length=120)]
PHONE_NUMBER = r"\A(?!.*\d:\s*(?:\d|\Z))(?:.*\d[\s()\-.]*\d.*)?\Z"
"""A number of two digits at least, and no time of day, whole or half; words beside it are the person's own."""
RULE = "rule"
"""The key of a setting's `extra` sentence on what it takes, where its description does not say that."""
TYPED = "typed"
"""The key of the pattern of what may be typed in the app; what stands in the file already is used as it is."""


class Times(msgspec.Struct, frozen=True):
    """`[times]`: times of day as `"HH:MM"`."""

    day_ends: Annotated[
        str,
        Meta(
            pattern=r"\A(0[0-5]:[0-5][0-9]|06:00)\Z",
            title="The day ends at",
            description="Until then it's yesterday; up to 06:00.",
            extra={RULE: "Type HH:MM, up to 06:00."},
        ),
    ] = "03:00"
    remind_from: Annotated[
        str,
        Meta(
            pattern=r"\A(([01][0-9]|2[0-3]):[0-5][0-9])?\Z",
            title="Remind from",
            description="No reminders before this time (HH:MM). Empty means any time.",
            extra={RULE: "Type a time, such as 18:30, or nothing."},
        ),
    ] = ""

    @property
    def boundary(self) -> time:
        """`day_ends` as a time of day."""
        return time.fromisoformat(self.day_ends)

    def reminding(self, now: time) -> bool:
        """Whether it is late enough in the day, which begins when the one before ended, to be reminded."""
        return not self.remind_from or self._since(now) >= self._since(time.fromisoformat(self.remind_from))

    def _since(self, at: time) -> int:
        minutes = (at.hour - self.boundary.hour) * 60 + at.minute - self.boundary.minute
        return minutes % (24 * 60)


class Help(msgspec.Struct, frozen=True):
    """`[help]`: local numbers and names, as the person writes them; shown on the red-flag screens."""

    emergency: Annotated[
        PhoneLine,
        Meta(
            title="Emergency number",
            description="Shown with a red flag that can't wait.",
            extra={RULE: "Type a phone number, such as 112; words may stand beside it.", TYPED: PHONE_NUMBER},
        ),
    ] = ""
    same_day: Annotated[
        PhoneLine, Meta(title="Same-day help", description="Who to call the same day, when it is not an emergency.")
    ] = ""
    clinician: Annotated[
        PhoneLine, Meta(title="Your clinician", description="Name and number; shown with every red flag.")
    ] = ""


class Looks(msgspec.Struct, frozen=True):
    """`[looks]`: colours and air."""

    theme: Annotated[
        str,
        Meta(
            title="Theme",
            description="The colours of the app. Besides sciatica-dark and sciatica-light, any of Textual's; ansi-dark "
            "and ansi-light use your terminal's own.",
        ),
    ] = "sciatica-dark"
    density: Annotated[
        Literal["compact", "comfortable"],
        Meta(title="Spacing", description="How much shows at once; comfortable leaves more space."),
    ] = "compact"


class CueSettings(msgspec.Struct, frozen=True):
    """`[cues]`: how a session makes itself heard and seen; each on or off.

    `voice` speaks through the system's own program, where there is one. `notification_form` is the escape code for
    desktop notifications: `"9"`, `"777"`, `"99"`, or `"auto"` by the terminal's name. `command` is the person's own,
    run without a shell at every cue; `{cue}` and `{words}` in it are filled in, which a shell that it calls would read
    as part of its own line: there, `$SCIATICA_WORDS` is for. Empty is off.
    """

    bell: Annotated[bool, Meta(title="Bell", description="The terminal's bell; many terminals mute it.")] = True
    flash: Annotated[bool, Meta(title="Flash", description="The screen lights up for a moment.")] = True
    voice: Annotated[
        bool, Meta(title="Voice", description="Your system's speech program says it, if there is one.")
    ] = False
    notification: Annotated[
        bool, Meta(title="Notification", description="A desktop notification, if your terminal can show one.")
    ] = False
    notification_form: Annotated[
        Literal["auto", "9", "777", "99"],
        Meta(
            title="Your terminal",
            description="How it takes notifications; in the settings file auto (found out by itself), 9 (iTerm2), "
            "777 (foot) or 99 (kitty and the like).",
        ),
    ] = "auto"
    command: Annotated[
        str,
        Meta(
            max_length=1000,
            title="Your own command",
            description="Runs at every cue, without a shell; {cue} and {words} in it are filled in. In sh -c '…' write "
            '"$SCIATICA_WORDS" instead. Empty: none.',
        ),
    ] = ""


HookCommand = Annotated[str, Meta(max_length=1000)]


class HookSettings(msgspec.Struct, frozen=True):
    """`[hooks]`: commands of the person's own, run after what their names say (`services/hooks.py`). Empty is off."""

    on_save: Annotated[
        HookCommand,
        Meta(
            title="After a change",
            description="Runs when something is saved, changed or deleted; it gets JSON on its input.",
        ),
    ] = ""
    on_verdict: Annotated[
        HookCommand,
        Meta(title="At a new verdict", description="Runs when the verdict changes; it gets JSON on its input."),
    ] = ""
    on_alarm: Annotated[
        HookCommand,
        Meta(
            title="At a red flag",
            description="Runs when you mark a red flag or the app raises one; it gets JSON on its input.",
        ),
    ] = ""

    @property
    def commands(self) -> dict[str, str]:
        """Return the hooks that are on: name → command."""
        return {name: command for name in self.__struct_fields__ if (command := getattr(self, name))}


NO_KEYS: Mapping[str, str] = MappingProxyType({})


class Config(msgspec.Struct, frozen=True):
    """All settings; `problems` are sentences for the person on values in the file that could not be used.

    `keys` moves commands to other keys: the command's id → its keys, separated by commas.
    """

    times: Times = Times()
    help: Help = Help()
    looks: Looks = Looks()
    cues: CueSettings = CueSettings()
    hooks: HookSettings = HookSettings()
    keys: Mapping[str, str] = NO_KEYS
    problems: tuple[str, ...] = ()


SECTIONS: Mapping[str, type[msgspec.Struct]] = {
    "times": Times,
    "help": Help,
    "looks": Looks,
    "cues": CueSettings,
    "hooks": HookSettings,
}
SETTINGS = tuple(key for kind in SECTIONS.values() for key in kind.__struct_fields__)
KEYS = "keys"


def about(section: str, key: str) -> Meta:
    """Return the `title` and the `description` of a setting."""
    kind = get_type_hints(SECTIONS[section], include_extras=True)[key]
    return next(meta for meta in reversed(kind.__metadata__) if isinstance(meta, Meta) and meta.title)


def load_config(path: Path) -> Config:
    """Read the settings file; defaults where there is none. Bad contents raise nothing: see `Config.problems`."""
    try:
        text = read_file(REAL_DISK, path).decode("utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        words = reason(error) if isinstance(error, OSError) else "it is not UTF-8 text"
        return Config(problems=(f"Settings {path} can't be read ({words}); the defaults are used instead.",))
    import tomllib  # most have no such file

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(problems=(f"Settings {path}: {error}; the defaults are used until it is fixed.",))
    problems: list[str] = []
    sections: dict[str, Any] = {}
    for name, value in document.items():
        if name in (*SECTIONS, KEYS) and not isinstance(value, dict):
            where = f"Settings {path}, line {_line(text, name)}"
            problems.append(f"{where}: “{name}” is a section: write [{name}] in a line of its own, its settings below.")
        elif name not in (*SECTIONS, KEYS):
            is_section = isinstance(value, dict)
            names = (*SECTIONS, KEYS) if is_section else SETTINGS
            nothing = f"there is no {'section' if is_section else 'setting'} “{name}”{_or(near_miss(name, names))}"
            problems.append(f"Settings {path}, line {_line(text, name)}: {_elsewhere(name, value) or nothing}")
        elif name == KEYS:
            sections[name] = _keys(value, text, path, problems)
        else:
            sections[name] = _section(SECTIONS[name], name, value, text, path, problems)
    config = Config(**sections, problems=tuple(problems))
    subjects = [name for name, on in (("cues", config.cues.command), ("hooks", config.hooks.commands)) if on]
    if subjects and (open_to_all := _open_to_all(path)) is not None:
        sentence = (
            f"Settings {path}: anyone on this computer can change {open_to_all}, so your own command for "
            f"{' and '.join(subjects)} is not run; chmod o-w {open_to_all} fixes that."
        )
        cues = msgspec.structs.replace(config.cues, command="")
        return msgspec.structs.replace(config, cues=cues, hooks=HookSettings(), problems=(*problems, sentence))
    return config


def _open_to_all(path: Path) -> Path | None:
    """The settings file or its folder where anyone may write to it; None where that can't be told."""
    if os.name != "posix":
        return None
    for target in (path, path.parent):
        with suppress(OSError):
            mode = target.stat().st_mode
            if mode & stat.S_IWOTH and not (stat.S_ISDIR(mode) and mode & stat.S_ISVTX):
                return target
    return None


def _or(hint: str) -> str:
    return f"; {hint}" if hint else "."


def _elsewhere(key: str, value: object) -> str:
    """Say under which section a setting or the key of a command belongs; empty where there is none of that name."""
    from .commands import BY_ID  # most files have all in its place

    section = next((name for name, kind in SECTIONS.items() if key in kind.__struct_fields__), "")
    section = section or (KEYS if key in BY_ID and isinstance(value, str) else "")
    return f"“{key}” belongs below the line [{section}]." if section else ""


def _section(
    kind: type[msgspec.Struct], name: str, values: dict[str, Any], text: str, path: Path, problems: list[str]
) -> msgspec.Struct:
    good: dict[str, Any] = {}
    for key, value in values.items():
        where = f"Settings {path}, line {_line(text, name, key)}"
        if key not in kind.__struct_fields__:
            hint = near_miss(key, kind.__struct_fields__)
            nothing = f"there is no setting “{name}.{key}”{_or(hint)}"
            problems.append(f"{where}: {_elsewhere(key, value) or nothing}")
            continue
        try:
            msgspec.convert({key: value}, kind)
        except msgspec.ValidationError:
            problems.append(f"{where}: {value!r} can't be used for “{name}.{key}”; the default is used instead.")
        else:
            good[key] = value
    return msgspec.convert(good, kind)


def _keys(values: dict[str, Any], text: str, path: Path, problems: list[str]) -> Mapping[str, str]:
    good: dict[str, str] = {}
    for name, value in _flat(values):
        if isinstance(value, str):
            good[name] = value
        else:
            where = f"Settings {path}, line {_line(text, KEYS, name)}"
            problems.append(f"{where}: {value!r} can't be used as the key of “{name}”; the usual one is used instead.")
    return MappingProxyType(good)


def _flat(values: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Ids have dots in them, which TOML takes for tables where they stand without quotation marks."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _line(text: str, section: str, key: str | None = None) -> int:
    """The line of a section or of a key in it, counted from 1; 1 where it is written in another way."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\s*([\w-]+)\s*\]", line)
        if header:
            inside = header[1] == section
            if inside and key is None:
                return number
        elif (inside and key and re.match(rf"\s*([\"']?){re.escape(key)}\1\s*=", line)) or (
            key is None and re.match(rf"\s*{re.escape(section)}\s*[.=]", line)
        ):
            return number
    return 1
