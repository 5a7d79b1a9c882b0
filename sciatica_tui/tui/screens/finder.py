"""What the palette finds: commands, measures, questions, routines, settings and pages of the guide, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits
from textual.message import Message
from textual.system_commands import SystemCommandsProvider

from ... import guide
from ...domain.charts.measure_display import DISPLAYS
from ...domain.measures.catalogue import MEASURES
from ...domain.records import Routine
from ...domain.routines.catalogue import all_routines, find
from ...domain.views.today import MOST_ROUTINES, routine_rows
from ...guide.markup import NAMES
from ...services.commands import MODES
from ...services.container import Services
from ...services.records_snapshot import snapshot_of
from ...services.routine_order import routines_on, suggested_first
from ..messages import (
    CheckInWanted,
    DialogWanted,
    GuideWanted,
    MeasureWanted,
    SessionWanted,
    SettingWanted,
)
from ..word_matcher import WordMatcher
from . import settings
from .mode_screen import ModeScreen


class Target(NamedTuple):
    """Something that the palette finds: its words, what there is to know, and the message that opens it."""

    words: str
    help: str
    message: Message


def targets(services: Services) -> Iterator[Target]:
    """Yield all that the palette finds beside commands, from the tables of the app."""
    for kind in DISPLAYS:
        yield Target(f"Trend: {kind.title}", "How it changed, and what that means.", MeasureWanted(kind.measure))
    for measure in MEASURES:
        yield Target(f"Check-in: {measure.label}", measure.hint, CheckInWanted(ask=measure.path))
    for routine in all_routines(services.journal.all(Routine)):
        yield Target(f"Start: {routine.title}", "Start this routine.", SessionWanted(routine))
    yield Target("Try something out", "Does it help you? A trial, with days chosen by chance.", DialogWanted("trial"))
    yield Target("What eased it", "How pain was after each routine, and what trials found.", DialogWanted("eased"))
    yield Target("Add a visit", "A doctor, a physiotherapist, a scan: coming up or past.", DialogWanted("visit"))
    yield Target("Walking plan", "Up to 30 minutes on five days a week, as your leg allows.", DialogWanted("walking"))
    yield Target("Flares", "Your flares side by side, day by day, and what came before.", DialogWanted("flares"))
    yield Target("The plan for bad days", "Read it.", DialogWanted("bad day"))
    yield Target("Change the plan for bad days", "Write it on a good day.", DialogWanted("bad day", edit=True))
    for name, words, meaning in settings.names():
        yield Target(f"Setting: {words}", meaning, SettingWanted(name))
    for name in NAMES:
        yield Target(f"Guide: {guide.title(name)}", "A page of the guide.", GuideWanted(name))


def targets_of_today(services: Services) -> Iterator[Target]:
    """Yield the routines that Today offers, in its order."""
    journal, today = services.journal, services.today()
    routines = routines_on(journal, today)
    rows = routine_rows(
        snapshot_of(journal), routines, services.clock.now(), today, MOST_ROUTINES, suggested_first(journal, today)
    )
    for row in rows:
        routine = find(row.kind.partition(":")[2], routines)
        yield Target(f"Start: {routine.title}", "Start this routine of today.", SessionWanted(routine))


CHECK_IN = "Check in"


class Finder(SystemCommandsProvider):
    """Find commands and targets by words or their beginnings; without any, list what is done most."""

    def matcher(self, user_input: str, case_sensitive: bool = False) -> WordMatcher:
        """Return what tells how well a name fits the words typed."""
        return WordMatcher(user_input, match_style=self.match_style, case_sensitive=case_sensitive)

    async def startup(self) -> None:
        """Collect the targets, once for each time the palette is opened."""
        screen = self.screen
        self._targets = tuple(targets(screen.services)) if isinstance(screen, ModeScreen) else ()

    async def discover(self) -> Hits:
        """Yield what is listed before a letter is typed: check-in, undo, today's routines, screens, the rest."""
        system_commands = [command for command in self.app.get_system_commands(self.screen) if command.discover]
        screen = self.screen
        if isinstance(screen, ModeScreen):
            if not screen.DIGITS_ANSWER and all(command.title != CHECK_IN for command in system_commands):
                yield self._listed(Target(CHECK_IN, "Log how you are now.", CheckInWanted()))
            first_mode = [command.title for command in system_commands].index(MODES[0].words)
            for command in system_commands[:first_mode]:
                yield DiscoveryHit(command.title, command.callback, help=command.help)
            for target in targets_of_today(screen.services):
                yield self._listed(target)
            del system_commands[:first_mode]
        for command in system_commands:
            yield DiscoveryHit(command.title, command.callback, help=command.help)

    def _listed(self, target: Target) -> DiscoveryHit:
        return DiscoveryHit(target.words, partial(self.app.post_message, target.message), help=target.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands and the targets that fit the words typed."""
        async for hit in super().search(query):
            yield hit
        matcher = self.matcher(query)
        for target in self._targets:
            score = matcher.match(target.words)
            if score > 0:
                title = matcher.highlight(target.words)
                yield Hit(score, title, partial(self.app.post_message, target.message), target.words, target.help)
