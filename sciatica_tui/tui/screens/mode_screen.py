"""What every screen of a mode has: the strip above, the footer below, and a redraw when the journal has changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from ...domain.check_in.form import Drafts
from ...domain.errors import AppError
from ...domain.records import CheckIn, RedFlagAnswer
from ...domain.red_flags import flags as red_flags
from ...domain.red_flags.flags import Urgency
from ...domain.red_flags.reasons import with_reasons
from ...services import commands
from ...services.commands import Scope
from ...services.container import Services
from ..bindings import LASTING_OFFERS, offers, offers_while_typing, strip_of
from ..messages import CheckInWanted, ScreenShown
from ..notices import say_error
from ..textual_compat import drop_lines
from ..widgets.command_bar import CommandBar, Offer
from ..widgets.flag_banner import FlagBanner
from ..widgets.mode_strip import ModeStrip
from ..widgets.session.session_strip import SessionStrip
from ..widgets.task_list import TaskList
from .base import BaseScreen

if TYPE_CHECKING:
    from ...domain.routines.timer_view import View

UNDO = "app.undo"
FIRST_ANSWERS = "your three answers"
"""What is saved before the first screen, even where nothing was answered: no change to take back there."""

DEMO = ("made-up history, nothing is kept", "nothing is kept", "demo")


TAKES_BACK, BRINGS_BACK = "{undo} undoes it.", "{undo} brings it back."


class ModeScreen(BaseScreen[None]):
    """A screen of a mode. Subclasses give `MODE`, `SCOPE`, `body` and `show`."""

    MODE: ClassVar[str]
    DIGITS_ANSWER: ClassVar[bool] = False
    """Whether digits answer questions here, so that the strip names the function keys."""
    SCOPE: ClassVar[Scope]
    SEARCH_OFFERS: ClassVar[tuple[Offer, ...]] = ()
    """What works while the search field has the keys, where there is one: letters are typed then."""

    changes_at: datetime | None = None
    """When what is shown is no longer true by itself: something is allowed again, a visit begins."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._shown: tuple[int, int, date] | None = None

    def compose(self) -> ComposeResult:
        yield ModeStrip(
            self._modes(),
            self.MODE,
            DEMO if self.services.demo else (),
            dimmed=self.DIGITS_ANSWER,
        )
        yield FlagBanner()
        strip = SessionStrip()
        strip.display = False
        yield strip
        yield from self.body()
        yield CommandBar(self._offers(), keep=self._lasting_offers)

    def with_keys(self, text: str) -> str:
        """A text of ours, `{undo}` in it replaced by the key of that command."""
        return commands.with_keys(text, self.services.settings.keys)

    def _offers(self) -> tuple[Offer, ...]:
        """Return what the footer names; undo only where this window has changed something."""
        every = offers((self.SCOPE, Scope.ANYWHERE), self.services.settings.keys)
        return every if self._can_undo else tuple(offer for offer in every if offer[2] != UNDO)

    @property
    def _lasting_offers(self) -> int:
        """How many commands at the end stay in the footer whatever its width."""
        return LASTING_OFFERS if self._can_undo else LASTING_OFFERS - 1

    @property
    def _can_undo(self) -> bool:
        step = self.services.journal.last_step
        return step is not None and step.label != FIRST_ANSWERS

    def show_offers(self) -> None:
        """Name in the footer what can be done now."""
        for bar in self.query(CommandBar):
            bar.keep = 0 if self._is_searching else self._lasting_offers
            bar.offers = self._offers_in_search() if self._is_searching else self._offers()

    @property
    def _is_searching(self) -> bool:
        return bool(self.SEARCH_OFFERS) and isinstance(self.focused, Input)

    def _offers_in_search(self) -> tuple[Offer, ...]:
        return (*self.SEARCH_OFFERS, *offers_while_typing((Scope.ANYWHERE,), self.services.settings.keys))

    @on(events.DescendantFocus)
    def _name_what_works(self) -> None:
        if self.SEARCH_OFFERS:
            self.show_offers()

    @on(TaskList.Marked)
    def _name_the_deed(self) -> None:
        self.show_offers()

    def _modes(self) -> tuple[tuple[str, str, str], ...]:
        return strip_of(self.services.settings.keys, -1 if self.DIGITS_ANSWER else 0)

    def body(self) -> ComposeResult:
        """What stands between the strip and the footer."""
        raise NotImplementedError

    def show(self) -> None:
        """Draw what the journal holds now."""
        raise NotImplementedError

    def heed_journal(self) -> None:
        """The journal has changed; called also while another screen shows."""

    async def flush_pending(self) -> bool:
        """Hand over what is typed and not yet kept: the app ends. Return False where that waits for the person."""
        return True

    def on_mount(self) -> None:
        self.refresh_if_stale()

    def on_screen_resume(self) -> None:
        self.refresh_if_stale()
        self.post_message(ScreenShown())

    @on(events.ScreenSuspend)
    def _drop_lines(self) -> None:
        """Keep them only below a screen that lies over this one: all are 2.5 MB, to draw one anew takes 8 ms."""
        if self.app.current_mode != self.MODE:
            drop_lines(self)

    @on(SessionStrip.Pressed)
    async def _to_session(self) -> None:
        await self.run_action("app.go('routines')")

    def drafts(self) -> Drafts:
        """The check-in forms left half filled; none where they can't be read, which is said."""
        from ...services.check_in_forms import CheckInForms

        try:
            return CheckInForms(self.services).drafts()
        except AppError as error:
            say_error(self.app, f"{error} A half-filled form can't be shown.")
            return Drafts()

    def action_check_in(self) -> None:
        """Open the form for today."""
        self.post_message(CheckInWanted())

    def show_session(self, view: View | None) -> None:
        """The running session as a line over the screen."""
        strip = self.query_one(SessionStrip)
        strip.key = next(key for name, key, _ in self._modes() if name == "routines")
        strip.shown = view
        strip.display = view is not None

    def refresh_if_stale(self) -> None:
        """Draw anew if the journal, the settings or the day have changed since, or the time has come."""
        now = (self.services.journal.version, self.services.settings.version, self.services.today())
        time_has_come = self.changes_at is not None and self.services.clock.now() >= self.changes_at
        if (now != self._shown or time_has_come) and self.is_mounted and not self.gone:
            if self._shown is not None and self._shown[1] != now[1]:
                self._show_keys()
            self._shown = now
            self.show_offers()
            standing = red_flags.open_answers(self.services.journal.all(RedFlagAnswer), now[2])
            standing = with_reasons(standing, self.services.journal.all(CheckIn), now[2]) if standing else ()
            for banner in self.query(FlagBanner):
                banner.lines = flag_lines(standing, now[2])
                banner.set_class(_most_urgent(standing) is Urgency.EMERGENCY, "-emergency")
                banner.hint = self.with_keys("{red_flags} What to do")
            self.show()

    def _show_keys(self) -> None:
        for strip in self.query(ModeStrip):
            strip.modes = self._modes()


def named(offers: tuple[Offer, ...], verb: str, same: str = "") -> tuple[Offer, ...]:
    """What a footer names: Enter, the first, by its verb; and not a second key whose action is the same."""
    (key, _, action), *other_offers = offers
    return ((key, verb, action), *(offer for offer in other_offers if offer[2] != same))


def _most_urgent(standing: Sequence[RedFlagAnswer]) -> Urgency:
    return red_flags.urgency_of(standing[0].flags if standing else ()) or Urgency.SAME_DAY


def flag_lines(standing: Sequence[RedFlagAnswer], today: date) -> tuple[str, ...]:
    """What the line of the open red flags may say, the longest first; empty where none is open."""
    if not standing:
        return ()
    title = red_flags.TITLES[_most_urgent(standing)]
    words = red_flags.open_flags(standing, today)
    reasons = (red_flags.reason_words(standing[0], today),) if len(words) == 1 and standing[0].why else ()
    ends = ("; ".join(words), *reasons, red_flags.are_open(len(words)))
    return (*(f"{title}: {end}" for end in ends), title)
