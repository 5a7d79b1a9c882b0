"""What can stand at the cursor: commands, options and their values, each with what it means.

All of it is read from the parsers of the commands, so that a new command takes part by itself: what its usage and its
options call a value (`ID`, `FILE`, `WHEN`) has a row in VALUES, in FREE, or a name that begins with FILE or FOLDER.
"""

from __future__ import annotations

import re
from argparse import Action, Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import AppError
from ..domain.text.visible import visible_line
from .parser import Parser

if TYPE_CHECKING:
    from .context import Context

Values = Iterable[tuple[str, str]]
"""Values and what each means."""

MOST = 50
"""Entries, tags and medicines that are offered: the latest, or those used most."""

WIDEST = 70
"""Letters of what a value means."""

FIRST = {
    "--version": "print the version",
    "--completion": "print the completion script for a shell",
}
"""Options that stand without a command."""


@dataclass(frozen=True)
class Candidates:
    """The values that fit, and whether the shell's own `files` or `folders` do too."""

    values: tuple[tuple[str, str], ...] = ()
    places: str = ""


@dataclass(frozen=True)
class Line:
    """A command with the words before the cursor that are no options, and the options of every command."""

    command: str
    words: tuple[str, ...]
    common: Namespace

    @cached_property
    def context(self) -> Context:
        """What the command would run with."""
        from .context import Context

        if self.common.config is not None and not Path(self.common.config).expanduser().exists():
            self.common.config = None  # the command would make it
        return Context.of(self.common, None)


def candidates(words: list[str]) -> Candidates:
    """Return what can stand in the place of the last word, after the words before it."""
    from .commands import COMMANDS, command_parser, split

    *before, current = words or [""]
    first_options, name, rest = split(before)
    options = [*first_options, *rest]
    if name is not None and name not in COMMANDS:
        return Candidates()
    parser = command_parser(name or "")
    actions = {option: action for action in parser._actions for option in action.option_strings}
    option_values, awaited = _read(options, actions)
    line = Line(
        name or "", tuple(option_values.pop("")), Namespace(data=None, config=None, demo="--demo" in option_values)
    )
    for option in ("--data", "--config"):
        setattr(line.common, option[2:], next(iter(option_values.get(option, ())[-1:]), None))
    option, equals, value = current.partition("=")
    try:
        if awaited == "--completion" or (name is None and before[-1:] == ["--completion"]):
            return _fitting(current, ((shell, "") for shell in ("bash", "zsh", "fish")))
        if awaited:
            return _value(line, parser, actions[awaited], current)
        if equals and option in actions and _takes_value(actions[option]):
            matches = _value(line, parser, actions[option], value)
            return Candidates(tuple((f"{option}={word}", meaning) for word, meaning in matches.values), matches.places)
        if current.startswith("-"):
            return _fitting(current, _options(line, parser, option_values))
        if name is None:
            return _fitting(current, COMMANDS.items())
        return _word(line, parser, current)
    except AppError:  # the command itself says what is wrong
        return Candidates()


def _read(options: list[str], actions: Mapping[str, Action]) -> tuple[dict[str, list[str]], str]:
    """Each option that is given with its values, "" for words without one; and the option that waits for a value."""
    option_values: dict[str, list[str]] = {"": []}
    awaited = ""
    for word in options:
        name, equals, value = word.partition("=")
        if awaited:
            option_values[awaited].append(word)
            awaited = ""
        elif name in actions:
            option_values.setdefault(name, []).extend([value] if equals else [])
            awaited = name if _takes_value(actions[name]) and not equals else ""
        else:
            option_values[""].append(word)
    return option_values, awaited


def _takes_value(action: Action) -> bool:
    return action.nargs is None and action.const is None


def _options(line: Line, parser: Parser, option_values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The long options that may still be given."""
    for action in parser._actions:
        several = type(action).__name__ == "_AppendAction"
        for option in action.option_strings:
            hidden = option == "--version" or not option.startswith("--")
            if not hidden and (several or option not in option_values):
                yield option, (action.help or "").replace("%%", "%")
    if not line.command:
        yield from FIRST.items()


def _value(line: Line, parser: Parser, action: Action, current: str) -> Candidates:
    """The values of an option."""
    option = action.option_strings[0]
    metavar = str(action.metavar or "")
    if action.choices is not None:
        offers = parser.offers.get(option, {})
        return _fitting(current, ((str(choice), offers.get(str(choice), "")) for choice in action.choices))
    if option not in parser.offers:
        return _named(line, metavar, current)
    if metavar != "NAMES":
        return _fitting(current, parser.offers[option].items())
    before, comma, last = current.rpartition(",")
    offers = {name: meaning for name, meaning in parser.offers[option].items() if name not in before.split(",")}
    matches = _fitting(last, offers.items())
    return Candidates(tuple((before + comma + name, meaning) for name, meaning in matches.values))


def _word(line: Line, parser: Parser, current: str) -> Candidates:
    """The words without an option: of the next place in the usage, and of those after it that may come first."""
    values: list[tuple[str, str]] = []
    places = ""
    for place in parser.places[len(line.words) :]:
        for name in re.split(r"\|", place.strip("[]")):
            is_value = name.isupper() or "." in name
            matches = _named(line, name, current) if is_value else _fitting(current, [(name, "")])
            values += [(value, meaning) for value, meaning in matches.values if value not in line.words]
            places = places or matches.places
        if not place.startswith("["):
            break
    return Candidates(tuple(dict(values).items()), places)


def _named(line: Line, name: str, current: str) -> Candidates:
    """The values of what a usage or an option calls so."""
    if name.startswith(("FILE", "FOLDER")):
        return Candidates(places="folders" if name == "FOLDER" else "files")
    values = VALUES.get(name)
    return Candidates() if values is None else _fitting(current, values(line))


def _fitting(current: str, values: Values) -> Candidates:
    """Those that begin like what is typed; none whose name hides something."""
    start = current.casefold()
    return Candidates(
        tuple(
            (value, " ".join(visible_line(meaning).split())[:WIDEST])
            for value, meaning in values
            if value.casefold().startswith(start) and value.isprintable()
        )
    )


def _zones(line: Line) -> Values:
    from ..domain.records import Zone

    meanings = {Zone.NONE: "hurts nowhere", Zone.BACK: "the lower back", Zone.CALF: "below the knee"}
    return ((zone.value, meanings.get(zone, "")) for zone in Zone)


def _days(line: Line) -> Iterator[tuple[str, str]]:
    from ..domain.text.dates import WEEKDAYS, long_day

    today = line.context.today()
    yield "yesterday", long_day(today - timedelta(1))
    for days in range(2, 7):
        day = today - timedelta(days)
        yield WEEKDAYS[day.weekday()].lower(), long_day(day)


def _moments(line: Line) -> Iterator[tuple[str, str]]:
    yield "now", ""
    yield from _days(line)
    yield "30 minutes ago", ""
    yield "2 hours ago", ""


def _ids(line: Line) -> Iterator[tuple[str, str]]:
    from ..domain.records import CheckIn
    from ..domain.text.dates import listed_day
    from ..services import entries

    listing = entries.listing(line.context.journal()).entries
    length, today = entries.id_length(listing), line.context.today()
    yield "last", "the latest entry"
    for entry in listing[:MOST]:
        words = entry.text if isinstance(entry.record, CheckIn) else entry.with_kind
        moment = f"{listed_day(entry.day, today)} {entry.time}".strip()
        yield entries.short_id(entry.record, length), f"{moment} · {words}"  # shells cut off what is long


def _routines(line: Line) -> Values:
    from ..domain.records import Routine
    from ..domain.routines.catalogue import all_routines

    for routine in all_routines(line.context.journal().all(Routine)):
        yield routine.name, "your own" if routine.own else routine.title


def _tags(line: Line) -> Values:
    from ..domain.records import CheckIn

    return _by_use(tag for entry in line.context.journal().all(CheckIn) for tag in entry.tags or ())


def _medicines(line: Line) -> Values:
    from ..domain.records import Medication

    return _by_use(medication.product for medication in line.context.journal().all(Medication))


def _postures(line: Line) -> Values:
    from ..domain.records import CheckIn

    return _by_use(entry.posture for entry in line.context.journal().all(CheckIn) if entry.posture)


def _activities(line: Line) -> Values:
    from ..domain.episodes import current_episode
    from ..domain.records import Episode

    episode = current_episode(line.context.journal().all(Episode))
    return ((f"{name}=", "0 can’t do it, 10 as before") for name in (episode.activities if episode else None) or ())


def _activity_kinds(line: Line) -> Values:
    from ..domain.records import ActivityKind

    return ((f"{kind}=", "minutes") for kind in ActivityKind)


def _feelings(line: Line) -> Values:
    from ..domain.records import Quality, Zone

    return ((f"{zone} {quality}", "") for zone in Zone if zone is not Zone.NONE for quality in Quality)


def _kinds(line: Line) -> Values:
    from .add import MEANINGS

    return MEANINGS.items()


def _what(line: Line) -> Values:
    """What `add` takes after its kind."""
    from ..domain.records import EventKind, ScanKind, VisitKind
    from .add_flare import FLARE_WORDS
    from .add_walking import WALKING_WORDS

    kinds: dict[str, Callable[[], Values]] = {
        "medication": lambda: _medicines(line),
        "scan": lambda: ((kind.value, "") for kind in ScanKind),
        "event": lambda: ((kind.value, "") for kind in EventKind if kind is not EventKind.CLINICIAN),
        "visit": lambda: ((kind.value, "") for kind in VisitKind),
        "numbness": lambda: ((zone, meaning) for zone, meaning in _zones(line) if zone != "none"),
        "flare": FLARE_WORDS.items,
        "walking": WALKING_WORDS.items,
    }
    return kinds.get(line.words[0], lambda: ())()


def _copies(line: Line) -> Values:
    from ..services import backups

    for text in backups.list_lines(backups.list_all(line.context.journal()).usable):
        number, _, words = text.strip().partition("  ")
        yield number, words


def _commands(line: Line) -> Values:
    from .commands import COMMANDS

    return COMMANDS.items()


def _by_use(words: Iterable[str]) -> Values:
    counts = Counter(words)
    return ((word, f"{number} time{'s' if number > 1 else ''}") for word, number in counts.most_common(MOST))


VALUES: dict[str, Callable[[Line], Values]] = {
    "COMMAND": _commands,
    "DATE": _days,
    "DAY": _days,
    "FEELING": _feelings,
    "ID": _ids,
    "KIND=MIN": _activity_kinds,
    "NAME": _medicines,
    "NAME=0–10": _activities,
    "NUMBER": _copies,
    "ROUTINE": _routines,
    "KIND": _kinds,
    "TAG": _tags,
    "WHAT": _what,
    "WHEN": _moments,
    "WORD": _postures,
    "ZONE": _zones,
}
"""What usages and options call a value → the values there are."""

FREE = ("LEG/BACK", "N", "NOTE", "TEXT", "WORDS")
"""What nobody can complete: numbers, and words of one's own."""
