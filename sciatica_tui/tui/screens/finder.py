"""The command palette beside the commands: measures, questions, routines, settings and pages of the guide, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from textual.command import Hit, Hits, Provider
from textual.content import Content
from textual.message import Message

from ... import guide
from ...domain.charts.measure_display import DISPLAYS
from ...domain.measures.catalogue import MEASURES
from ...domain.records import Routine
from ...domain.routines.catalogue import all_routines
from ...guide.markup import NAMES
from ...services.container import Services
from ..messages import (
    BadDayPlanWanted,
    CheckInWanted,
    EasedWanted,
    FlaresWanted,
    GuideWanted,
    MeasureWanted,
    SessionWanted,
    SettingWanted,
    TrialWanted,
    VisitWanted,
    WalkingWanted,
)
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
    yield Target("Try something out", "Does it help you? A trial, with days chosen by chance.", TrialWanted())
    yield Target("What eased it", "How pain was after each routine, and what trials found.", EasedWanted())
    yield Target("Add a visit", "A doctor, a physiotherapist, a scan: coming up, or in the past.", VisitWanted())
    yield Target("Walking plan", "Up to 30 minutes on five days a week, as your leg allows.", WalkingWanted())
    yield Target("Flares", "Your flares side by side, day by day, and what came before.", FlaresWanted())
    yield Target("The plan for bad days", "Read it.", BadDayPlanWanted())
    yield Target("Change the plan for bad days", "Write it on a good day.", BadDayPlanWanted(edit=True))
    for name, words, meaning in settings.names():
        yield Target(f"Setting: {words}", meaning, SettingWanted(name))
    for name in NAMES:
        yield Target(f"Guide: {guide.title(name)}", "A page of the guide.", GuideWanted(name))


class Finder(Provider):
    """Find them by a few letters."""

    async def startup(self) -> None:
        """Collect the targets, once for each time the palette is opened."""
        screen = self.screen
        self._targets = tuple(targets(screen.services)) if isinstance(screen, ModeScreen) else ()

    async def search(self, query: str) -> Hits:
        """Yield the targets that fit the letters typed."""
        matcher = self.matcher(query)
        for target in self._targets:
            score = matcher.match(target.words)
            if score > 0:
                # The matcher reads markup, and a routine of one's own may have any name.
                title = Content(target.words) if "[" in target.words else matcher.highlight(target.words)
                yield Hit(score, title, partial(self.app.post_message, target.message), target.words, target.help)
