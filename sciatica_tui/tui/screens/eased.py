"""What eased it: how it went after each routine, and what trials found."""

from __future__ import annotations

import asyncio
from typing import Any

from textual import work
from textual.app import App, ComposeResult

from ...domain.records import Session, Trial, TrialEvening
from ...domain.routines.eased import what_eased
from ...domain.views.eased import eased_blocks, trial_findings
from ...services.container import Services
from ..widgets.sections_view import FactSheet
from .dialogs import Page


async def show_eased(app: App[Any], services: Services) -> None:
    """Show how it went after each routine."""
    await app.push_screen_wait(EasedPage(services))


class EasedPage(Page):
    """Each routine with enough sessions, what eased most first; what trials found follows in a moment."""

    def __init__(self, services: Services) -> None:
        super().__init__("What eased it")
        self.services = services
        self._eased = what_eased(services.journal.all(Session), services.today())

    def parts(self) -> ComposeResult:
        yield FactSheet(eased_blocks(self._eased, (), self.services.today()))

    @work(exclusive=True)
    async def on_mount(self) -> None:
        journal, today = self.services.journal, self.services.today()
        trials, evenings = journal.all(Trial), journal.all(TrialEvening)
        findings = await asyncio.to_thread(trial_findings, trials, evenings, today)
        if findings:
            self.query_one(FactSheet).blocks = eased_blocks(self._eased, findings, today)
