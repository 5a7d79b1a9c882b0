"""What is asked before a routine may begin, and why it may not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from textual.app import App

from ...domain.records import Precaution
from ...domain.routines import safety
from ...domain.routines.catalogue import BY_NAME, Guided
from ...services.container import Services
from ...services.records_snapshot import snapshot_of
from ..messages import CheckInWanted
from ..notices import say_warning
from ..screens.dialogs import Answer, Ask
from ..screens.questionnaire import Asked
from ..screens.saving import ask_until_kept, keep
from ..screens.session_questions import CHANGE, refused, safety_screen

NO_CHECK_IN = "You have not checked in today, so only the gentlest routine is suggested."


class SessionGates:
    """Ask what must be known before a routine."""

    def __init__(self, app: App[None], services: Services) -> None:
        self._app = app
        self._services = services
        self._asked_on: date | None = None
        self._not_saved: dict[str, Any] = {}
        """What was answered, by the names of the questions, before the person went back."""

    async def chosen(self, routine: Guided) -> Guided | None:
        """Ask once on a day without a check-in; return what to start, None for nothing now."""
        today, snapshot = self._services.today(), snapshot_of(self._services.journal)
        asks = safety.asks_first(routine, snapshot, today) and self._asked_on != today
        if not asks or not self.permission(routine).allowed:
            return routine
        gentlest = BY_NAME[safety.GENTLEST]
        may_be_gentle = self.permission(gentlest).allowed
        answers = (
            Answer("c", "Check in first", "check in"),
            *([Answer("g", f"{gentlest.title} instead", "gentlest")] if may_be_gentle else []),
            Answer("s", "Start it anyway", "start"),
        )
        match await self._app.push_screen_wait(Ask(f"Before: {routine.title}", NO_CHECK_IN, answers)):
            case "check in":
                self._app.post_message(CheckInWanted())
            case "gentlest":
                return gentlest
            case "start":
                self._asked_on = today
                return routine
        return None

    async def permitted(self, routine: Guided) -> safety.Permission | None:
        """Ask the questions that belong to a routine; return the permission, None if it may not be done."""
        permitted, title = self.permission(routine), f"Before: {routine.title}"
        pages = bool(permitted.once) + bool(permitted.each_time)
        if permitted.allowed and permitted.once:
            after_questions = await self.answered_once(routine, permitted, title + _page(1, pages))
            if after_questions is None:
                return None
            permitted = after_questions
        if permitted.allowed and permitted.each_time:
            gate = safety_screen(title + _page(pages, pages), permitted.each_time, once=False)
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

    async def answered_once(
        self, routine: Guided, permitted: safety.Permission, title: str
    ) -> safety.Permission | None:
        """Ask under a title what is asked once of a routine; return the permission then, None if it may not be done.

        A yes by mistake can be changed at once; what was answered when the person went back is there the next time.
        """
        answers_before, pages = dict[str, Any](), list[Asked]()

        def screen(answers: dict[str, Any]) -> Asked:
            questions = safety_screen(title, permitted.once, once=True)
            pages.append(questions.with_answers(self._not_saved | answers))
            return pages[-1]

        async def save(answers: dict[str, Any]) -> bool:
            answers_before.update(answers)
            return await self._keep_precautions(answers)

        while await ask_until_kept(self._app, screen, save, dict(answers_before)):
            permission = self.permission(routine)
            if permission.allowed:
                return permission
            page_why = refused(routine, permission.reason, may_change=permission.by_answer)
            if await self._app.push_screen_wait(page_why) != CHANGE:
                return None
        self._not_saved |= {name: answer for name, answer in pages[-1].answers().items() if answer is not None}
        return None

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
