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
from ..messages import CheckInWanted, GuideWanted, MeasureWanted, SessionWanted, SettingWanted
from . import settings
from .mode_screen import ModeScreen


class Thing(NamedTuple):
    """Something to be found: its words, what there is to know, and what opens it."""

    words: str
    help: str
    wanted: Message


def things(services: Services) -> Iterator[Thing]:
    """All there is to find, from the tables of the app."""
    for kind in DISPLAYS:
        yield Thing(f"Trend: {kind.title}", "How it went, and what that means.", MeasureWanted(kind.measure))
    for measure in MEASURES:
        yield Thing(f"Check-in: {measure.label}", measure.hint, CheckInWanted(ask=measure.path))
    for routine in all_routines(services.journal.all(Routine)):
        yield Thing(f"Start: {routine.title}", "Start this routine.", SessionWanted(routine))
    for name, words, meaning in settings.names():
        yield Thing(f"Setting: {words}", meaning, SettingWanted(name))
    for name in NAMES:
        yield Thing(f"Guide: {guide.title(name)}", "A page of the guide.", GuideWanted(name))


class Finder(Provider):
    """Finds them by a few letters."""

    async def startup(self) -> None:
        """Collect what there is, once for each time the palette is opened."""
        screen = self.screen
        self._things = tuple(things(screen.services)) if isinstance(screen, ModeScreen) else ()

    async def search(self, query: str) -> Hits:
        """What fits the letters typed."""
        matcher = self.matcher(query)
        for thing in self._things:
            score = matcher.match(thing.words)
            if score > 0:
                # The matcher reads markup, and a routine of one's own may have any name.
                shown = Content(thing.words) if "[" in thing.words else matcher.highlight(thing.words)
                yield Hit(score, shown, partial(self.app.post_message, thing.wanted), thing.words, thing.help)
