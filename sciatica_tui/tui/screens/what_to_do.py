"""What to do about the red flags that are open: a screen of its own, with the numbers to call."""

from __future__ import annotations

from datetime import date

import msgspec
from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...domain.records import CheckIn, Cleared, ClearedHow, RedFlagAnswer
from ...domain.red_flags import flags as red_flags
from ...domain.red_flags.flags import BY_NAME, EMERGENCY_NUMBERS, TITLES, Urgency
from ...domain.red_flags.reasons import with_reasons
from ...domain.text.dates import long_day, year_of
from ...domain.text.grammar import capital
from ...domain.text.visible import visible_line
from ...services import config
from ...services.commands import BY_ID, Scope, with_keys
from ...services.container import Services
from ..bindings import bindings, command_offer, offers_and_help
from ..themes import styles
from ..widgets.alarm_words import BigTitle, NumbersToCall
from ..widgets.command_bar import CommandBar
from ..widgets.hanging_rows import HangingRows
from .base import BaseScreen
from .dialogs import Answer, Ask, AskDay, AskText
from .saving import ask_until_kept, keep

STAYS = (
    "It stays open until you say that a clinician has seen it ({action.seen}) or it was a mistake ({action.mistake})."
)
NO_NUMBER = " {action.number} adds your own number."
NUMBERS = {Urgency.EMERGENCY: "emergency", Urgency.SAME_DAY: "same_day", Urgency.SOON: "clinician"}
"""Which of the person's own numbers is called, by its setting."""
NO_JUDGE = (
    "The app can't judge these signs: it asks because they may need treatment. It is not a medical device, and no "
    "clinician has reviewed it."
)
HEIGHTS = [(0, "-low"), (24, "-usual")]
"""Rows from which a class is given: a low window has no room around the title."""


class ActionScreen(BaseScreen[bool]):
    """What to do about the red flags that are open, the most urgent first, and how each is ended.

    Dismisses with whether something else is to be marked.
    """

    CSS_PATH = styles("what_to_do")
    SCOPE = Scope.ACTION
    BINDINGS = bindings(Scope.ACTION)
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.unsaved: tuple[RedFlagAnswer, ...] = ()
        """Answers that are not in the journal."""
        self._answer_id = ""
        self._urgency = Urgency.SAME_DAY

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="action"):
            yield Static(id="action-title")
            yield BigTitle(id="action-word")
            yield Static(id="action-text")
            yield NumbersToCall(id="action-numbers")
            yield Static(id="action-origin")
            yield HangingRows(indent=3, id="action-flags")
            yield Static(id="action-note")
        yield CommandBar(())

    def on_screen_resume(self) -> None:
        keys = self.services.settings.keys
        quit_offer = command_offer(BY_ID["quit"], keys)
        self.query_one(CommandBar).offers = (*offers_and_help(Scope.ACTION, keys), quit_offer)
        self.show()

    def refresh_if_stale(self) -> None:
        """Draw anew where this is what shows; where a question lies over it, that is done when it is answered."""
        if self.app.screen is self and self.is_mounted and self.children:
            self.show()

    def show(self) -> None:
        """Draw what is open; leave when nothing is."""
        standing = self.standing()
        if not standing:
            self.dismiss(False)
            return
        answer = standing[0]
        self._answer_id = answer.id
        self._urgency = urgency = red_flags.urgency_of(answer.flags) or Urgency.SAME_DAY
        rows = [("•", BY_NAME[name].words if name in BY_NAME else visible_line(name)) for name in answer.flags]
        (reasoned_answer,) = with_reasons((answer,), self.services.journal.all(CheckIn), self.services.today())
        rows += [("", f"{capital(reasoned_answer.why)}.")] if reasoned_answer.why else []
        rows += [("", f"{len(standing) - 1} more open after this one.")] if len(standing) > 1 else []
        self.set_class(urgency is Urgency.EMERGENCY, "-emergency")
        self.query_one("#action").scroll_home(animate=False)
        self.query_one("#action-title", Static).update(Content(f"‼ {TITLES[urgency]}"))
        self.query_one(BigTitle).text = TITLES[urgency]
        self.query_one("#action-text", Static).update(Content(self._what_to_do(urgency)))
        origin = "From your answers of" if answer.raised else "Marked on"
        day = long_day(answer.day) + year_of(answer.day, self.services.today())
        self.query_one("#action-origin", Static).update(Content(f"{origin} {day}:"))
        self.query_one("#action-flags", HangingRows).rows = tuple(rows)
        own = visible_line(getattr(self.services.config.help, NUMBERS[urgency]))
        numbers = EMERGENCY_NUMBERS if urgency is Urgency.EMERGENCY else ()
        self.query_one(NumbersToCall).numbers = ((f"Call {own}", ""),) if own else numbers
        self.query_one(NumbersToCall).display = bool(own or numbers)
        next_words = Content(with_keys(f"{STAYS}{'' if own else NO_NUMBER}\n\n", self.services.settings.keys))
        self.query_one("#action-note", Static).update(next_words + Content.styled(NO_JUDGE, "$foreground 65%"))

    def _what_to_do(self, urgency: Urgency) -> str:
        numbers = self.services.config.help
        return red_flags.what_to_do(urgency, numbers.emergency, numbers.same_day, numbers.clinician)

    def standing(self) -> tuple[RedFlagAnswer, ...]:
        """The answers that are open today, those that could not be saved among them."""
        answers = self.services.journal.all(RedFlagAnswer)
        saved_ids = {answer.id for answer in answers}
        unsaved = (answer for answer in self.unsaved if answer.id not in saved_ids)
        return red_flags.open_answers((*answers, *unsaved), self.services.today())

    @work
    async def action_number(self) -> None:
        """Ask for the number to call with what is shown, and keep it among the settings."""
        key = NUMBERS[self._urgency]
        setting = config.about("help", key)

        async def save(number: str) -> bool:
            await self.services.settings.change("help", key, number.strip() or None)
            return True

        def screen(number: str) -> AskText:
            return AskText(setting.title or key, setting.description or "", number)

        if await ask_until_kept(self.app, screen, save, getattr(self.services.config.help, key)):
            self.refresh_if_stale()

    @work
    async def action_seen(self) -> None:
        """Ask for the day a clinician saw it, and keep that."""
        answer_id = self._answer_id
        day = await self.app.push_screen_wait(
            AskDay("Seen by a clinician", "On which day did a clinician see this?", self.services.today())
        )
        if day is not None:
            await self._clear(answer_id, ClearedHow.SEEN, day)

    @work
    async def action_mistake(self) -> None:
        """Ask once more, and keep that it was a mistake."""
        answer_id = self._answer_id
        answer = await self.app.push_screen_wait(
            Ask(
                "A mistake?",
                "Say yes only if you don't have what is marked here.",
                (Answer("n", "No, keep it open", "no"), Answer("y", "Yes, it was a mistake", "yes")),
            )
        )
        if answer == "yes":
            await self._clear(answer_id, ClearedHow.MISTAKE, self.services.today())

    async def _clear(self, answer_id: str, how: ClearedHow, on: date) -> None:
        """End the one that was shown when the question was asked, whatever else has come up since."""
        answer = next((each for each in self.standing() if each.id == answer_id), None)
        if answer is None:
            return
        ended_answer = msgspec.structs.replace(answer, cleared=Cleared(how=how, on=on, at=self.services.clock.now()))
        before = () if answer in self.unsaved else (answer,)
        end = f"was seen by a clinician on {long_day(on)}" if how is ClearedHow.SEEN else "was a mistake"
        await keep(
            self.app,
            self.services,
            "red flag ended",
            f"Saved: the red flag of {long_day(answer.day)} {end}.",
            ended_answer,
            before=before,
            hint="",
            on_failure="The red flag is still open.",
        )

    def action_scroll(self, lines: int) -> None:
        """Read on, or back."""
        self.query_one("#action").scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Back to the app; what is open stays open."""
        self.dismiss(False)

    def action_more(self) -> None:
        """To the list, to mark something else."""
        self.dismiss(True)
