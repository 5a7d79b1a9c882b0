"""What is asked before a routine may begin, and why it may not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.app import App

from ...domain.records import Precaution
from ...domain.routines import safety
from ...domain.routines.catalogue import Guided
from ...services.container import Services
from ...services.records_snapshot import snapshot_of
from ..notices import say_warning
from ..screens.questionnaire import Asked
from ..screens.saving import ask_until_kept, keep
from ..screens.session_questions import refused, safety_screen


class SessionGates:
    """Ask what must be known before a routine."""

    def __init__(self, app: App[None], services: Services) -> None:
        self._app = app
        self._services = services

    async def permitted(self, routine: Guided) -> safety.Permission | None:
        """Ask the questions that belong to a routine; return the permission, None if it may not be done."""
        permitted = self.permission(routine)
        pages = bool(permitted.once) + bool(permitted.each_time)
        if permitted.allowed and permitted.once:
            questions = permitted.once

            def screen(answers: dict[str, Any]) -> Asked:
                return safety_screen(routine, questions, once=True, page=_page(1, pages)).with_answers(answers)

            if not await ask_until_kept(self._app, screen, self._keep_precautions, dict[str, Any]()):
                return None
            permitted = self.permission(routine)
            if not permitted.allowed:
                await self._app.push_screen_wait(refused(routine, permitted.reason))
                return None
        if permitted.allowed and permitted.each_time:
            gate = safety_screen(routine, permitted.each_time, once=False, page=_page(pages, pages))
            answers = await self._app.push_screen_wait(gate)
            refusal = safety.refusal(permitted, answers) if answers is not None else ""
            if refusal is not None:
                if refusal:
                    await self._app.push_screen_wait(refused(routine, refusal))
                return None
        if not permitted.allowed:
            say_warning(self._app, permitted.reason)
            return None
        return permitted

    def permission(self, routine: Guided) -> safety.Permission:
        """Tell whether the routine may be done now."""
        snapshot = snapshot_of(self._services.journal)
        return safety.permission(routine, snapshot, self._services.clock.now(), self._services.today())

    async def _keep_precautions(self, answers: Mapping[str, Any]) -> bool:
        today = self._services.today()
        precautions = (
            Precaution(**self._services.stamp(), day=today, about=name, kind=safety.CONTRAINDICATION, applies=bool(yes))
            for name, yes in answers.items()
        )
        return await keep(self._app, self._services, "answers before a routine", "", *precautions)


def _page(number: int, pages: int) -> str:
    return f" · {number} of {pages}" if pages > 1 else ""
