"""What the palette finds: commands, measures, questions, routines, settings and pages of the guide, by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from textual.message import Message
from textual.screen import Screen

from ... import guide
from ...domain.charts.measure_display import DISPLAYS
from ...domain.measures.catalogue import MEASURES
from ...domain.records import Routine
from ...domain.routines.catalogue import all_routines, find
from ...domain.text.grammar import capital
from ...domain.views.today import MOST_ROUTINES, routine_rows
from ...guide.markup import NAMES
from ...services.commands import MOTIONS, PAGE, Command, Scope, in_scope, key_words, title_of
from ...services.container import Services
from ...services.key_names import key_word
from ...services.records_snapshot import snapshot_of
from ...services.routine_order import routines_on, suggested_first
from ..bindings import is_allowed, scope_of
from ..command_synonyms import OTHER_WORDS
from ..messages import (
    CheckInWanted,
    DialogWanted,
    GuideWanted,
    MeasureWanted,
    SessionWanted,
    SettingWanted,
)
from ..widgets.command_bar import action_path
from ..word_matcher import WordMatcher
from . import setting_rows
from .mode_screen import ModeScreen


class Target(NamedTuple):
    """Something that the palette finds: its words, what it does, what opens it, and its key as a person reads it.

    What opens it is a message to the app, or a command's action. By `name` it is found among `OTHER_WORDS`.
    """

    name: str
    words: str
    help: str
    opens: Message | str
    key: str = ""


class Section(NamedTuple):
    """Some of them below a heading."""

    title: str
    targets: tuple[Target, ...]


ENTER = key_word("enter")
"""The key that acts on what is selected on the screen below, which is not what a person looks for here."""

CLOSING = frozenset(("close", "leave", "command_palette"))
"""The actions that the palette finds but does not list: it closes itself, and then the screen below is not left."""

ALIKE = 0.75
"""From which ratio of `difflib` on a word is taken for a mistyped one: a letter of four too few, too many or wrong."""

DIALOGS = (
    Target("bad day", "The plan for bad days", "What to do on a bad day.", DialogWanted("bad day")),
    Target("eased", "What eased it", "How pain was after each routine, and what trials found.", DialogWanted("eased")),
    Target(
        "trial", "Try something out", "Does it help you? A trial, with days chosen by chance.", DialogWanted("trial")
    ),
    Target("walking", "Walking plan", "Up to 30 minutes on five days a week.", DialogWanted("walking")),
    Target("flares", "Flares", "Your flares side by side, and what came before.", DialogWanted("flares")),
    Target(
        "medication",
        "Add a medication",
        "What you took today, and if it helped.",
        DialogWanted("record", kind="medication"),
    ),
    Target("scan", "Add a scan", "An MRI, CT or X-ray, and what the report says.", DialogWanted("record", kind="scan")),
    Target(
        "event", "Add an event", "An injection, an operation, a new exercise.", DialogWanted("record", kind="event")
    ),
    Target("visit", "Add a visit", "A doctor, a physiotherapist, a scan.", DialogWanted("visit")),
    Target("since", "Since the last visit", "What has changed since then, and your questions.", DialogWanted("since")),
    Target("page", "Clinician’s page", PAGE, DialogWanted("page")),
    Target(
        "episode", "End this episode", "Or start a new one, or reopen it. No entry is lost.", DialogWanted("episode")
    ),
)
"""What opens from anywhere, without a key that works everywhere."""


def listed(screen: Screen[Any], services: Services) -> tuple[Section, ...]:
    """Return what the palette lists before a letter is typed, what is done most first; each thing once."""
    own_targets, everywhere = _commands(screen, services)
    usual: list[Target] = []
    dialogs: tuple[Target, ...] = ()
    if isinstance(screen, ModeScreen):
        usual += [] if screen.DIGITS_ANSWER else [_check_in(own_targets)]
        usual += [target for target in everywhere if target.name == "undo"]
        usual += _routines_of_today(services)
        dialogs = DIALOGS
    scope = scope_of(screen)
    sections = (
        Section("Most used", tuple(usual)),
        Section(f"On this screen: {scope.value}" if scope is not None else "", tuple(filter(_is_listed, own_targets))),
        Section("Screens", tuple(target for target in everywhere if target.name.startswith("mode."))),
        Section("More", dialogs),
        Section("Everywhere", tuple(filter(_is_listed, everywhere))),
    )
    return tuple(section for section in _once(sections) if section.targets)


def targets(screen: Screen[Any], services: Services) -> tuple[Target, ...]:
    """Return all that the palette finds over a screen, each thing once."""
    own_targets, everywhere = _commands(screen, services)
    every_target = [*own_targets, *everywhere]
    if isinstance(screen, ModeScreen):
        usual = [] if screen.DIGITS_ANSWER else [_check_in(own_targets)]
        every_target = [*usual, *every_target, *_routines_of_today(services), *DIALOGS, *_from_tables(services)]
    [section] = _once((Section("", tuple(every_target)),))
    return section.targets


def found(query: str, every_target: Iterable[Target]) -> tuple[Target, ...]:
    """Return those that fit the words of the query, the best first; where none does, those that nearly fit."""
    every_target = tuple(every_target)
    return _fitting(query, every_target) or _fitting(_respelled(query, every_target), every_target)


def _respelled(query: str, every_target: Iterable[Target]) -> str:
    """The query, each word of it exchanged for the one of a name that is spelled nearly like it."""
    from difflib import get_close_matches

    names = (f"{target.words} {OTHER_WORDS.get(target.name, '')}".lower() for target in every_target)
    vocabulary = sorted({word for name in names for word in re.findall(r"\w+", name)})
    words = query.lower().split()
    return " ".join(next(iter(get_close_matches(word, vocabulary, 1, ALIKE)), word) for word in words)


def _fitting(query: str, every_target: Iterable[Target]) -> tuple[Target, ...]:
    matcher = WordMatcher(query)
    scores = [
        (matcher.match(target.words, OTHER_WORDS.get(target.name, ""), target.help), target) for target in every_target
    ]
    return tuple(target for score, target in sorted(scores, key=lambda pair: -pair[0]) if score > 0)


def _commands(screen: Screen[Any], services: Services) -> tuple[list[Target], list[Target]]:
    """Return the commands that can be had on a screen: its own, and those of the app."""
    own = scope_of(screen)
    if own is None:
        return [], []
    own_targets, everywhere = (
        [_of_command(command, services.settings.keys) for command in in_scope(scope) if _is_to_be_had(command, screen)]
        for scope in (own, Scope.ANYWHERE)
    )
    return own_targets, everywhere


def _is_to_be_had(command: Command, screen: Screen[Any]) -> bool:
    app, _, name = command.action.partition("(")[0].rpartition(".")
    return not app or is_allowed(name, screen)


def _of_command(command: Command, moved: Mapping[str, str]) -> Target:
    title, key = title_of(command), key_words(command, moved)[0]
    about = capital(command.tooltip.removeprefix(f"{title}: "))
    return Target(command.id, title, about, action_path(command.action), key)


def _is_listed(target: Target) -> bool:
    action = target.opens if isinstance(target.opens, str) else ""
    return target.key != ENTER and action.partition("(")[0].rpartition(".")[2] not in MOTIONS | CLOSING


def _check_in(commands: Iterable[Target]) -> Target:
    """The check-in, by the screen's own command with its key where there is one."""
    usual = Target("check_in", "Check in", "Log how you are now.", CheckInWanted())
    return next((target for target in commands if target.words == usual.words), usual)._replace(name=usual.name)


def _routines_of_today(services: Services) -> Iterator[Target]:
    """Yield the routines that Today offers, in its order."""
    journal, today = services.journal, services.today()
    routines = routines_on(journal, today)
    rows = routine_rows(
        snapshot_of(journal), routines, services.clock.now(), today, MOST_ROUTINES, suggested_first(journal, today)
    )
    for row in rows:
        routine = find(row.kind.partition(":")[2], routines)
        name, words = f"routine:{routine.name}", f"Start: {routine.title}"
        yield Target(name, words, f"Suggested today: {row.aside}", SessionWanted(routine))


def _from_tables(services: Services) -> Iterator[Target]:
    """Yield what the app's tables hold: routines, measures, questions, settings, pages."""
    for routine in all_routines(services.journal.all(Routine)):
        name, words = f"routine:{routine.name}", f"Start: {routine.title}"
        yield Target(name, words, "Start this routine.", SessionWanted(routine))
    for kind in DISPLAYS:
        words, about = f"Trend: {kind.title}", "How it changed, and what that means."
        yield Target(f"trend:{kind.measure}", words, about, MeasureWanted(kind.measure))
    for measure in MEASURES:
        yield Target(f"ask:{measure.path}", f"Check-in: {measure.label}", measure.hint, CheckInWanted(ask=measure.path))
    yield Target(
        "export",
        "Export everything",
        "As JSON; on the command line also as CSV.",
        DialogWanted("export"),
    )
    yield Target("backup", "Back up now", "Copy your journal into the backups, for good.", DialogWanted("backup"))
    plan = DialogWanted("bad day", edit=True)
    yield Target("edit bad day", "Change the plan for bad days", "Write it on a good day.", plan)
    for name, words, meaning in setting_rows.names():
        yield Target(f"setting:{name}", f"Setting: {words}", meaning, SettingWanted(name))
    for name in NAMES:
        yield Target(f"guide:{name}", f"Guide: {guide.title(name)}", "A page of the guide.", GuideWanted(name))


def _once(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections without what has stood in them, or in one before, already."""
    words: set[str] = set()
    for title, section_targets in sections:
        first = {target.words: target for target in reversed(section_targets) if target.words not in words}
        words |= first.keys()
        yield Section(title, tuple(reversed(first.values())))
