"""What every screen of a mode has: the strip above, the footer below, and a redraw when the journal has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from .. import commands
from ..commands import Scope
from ..core import red_flags, words
from ..core.records import CheckIn, RedFlagAnswer, Session
from ..core.routines import Guided
from ..core.timer import Event
from ..core.timer_view import View
from ..services import Services
from ..widgets.command_bar import CommandBar, Offer
from ..widgets.flag_banner import FlagBanner
from ..widgets.mode_strip import ModeStrip
from ..widgets.session_view import SessionStrip


class CheckInWanted(Message):
    """Open the check-in form: for a new one (of `day`), or for `entry`; at the question `ask`, by its path."""

    def __init__(
        self, day: date | None = None, entry: CheckIn | None = None, weekly: bool = False, ask: str = ""
    ) -> None:
        super().__init__()
        self.ask = ask
        self.day = day
        self.entry = entry
        self.weekly = weekly


class DayWanted(Message):
    """Show a day in the history."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


class CheckInSaved(Message):
    """A check-in is kept; `flags` are those it raised, for which the app shows what to do."""

    def __init__(self, sentence: str, flags: tuple[str, ...]) -> None:
        super().__init__()
        self.sentence = sentence
        self.flags = flags


class ScreenShown(Message):
    """The screen of a mode is in front now; what runs beside the modes has to be drawn on it."""


class SessionWanted(Message):
    """Start this routine."""

    def __init__(self, routine: Guided) -> None:
        super().__init__()
        self.routine = routine


class SessionDid(Message):
    """The person did something to the running session."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class SessionOver(Message):
    """The person goes on after the end of a session."""


class NextDayWanted(Message):
    """Ask how it was since this session."""

    def __init__(self, session: Session, title: str) -> None:
        super().__init__()
        self.session = session
        self.title = title


class MeasureWanted(Message):
    """Show the trend of a measure."""

    def __init__(self, measure: str) -> None:
        super().__init__()
        self.measure = measure


class SettingWanted(Message):
    """Open the settings, at the one of this name (`cues.bell`), or where they were left."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.name = name


class CueTried(Message):
    """Give a cue in this way (a Channel's value), to hear or see it."""

    def __init__(self, channel: str) -> None:
        super().__init__()
        self.channel = channel


class GuideWanted(Message):
    """Open a page of the guide, from the heading with the anchor `section` on."""

    def __init__(self, page: str, section: str = "") -> None:
        super().__init__()
        self.page = page
        self.section = section


@runtime_checkable
class Looking(Protocol):
    """A screen that shows what the journal holds."""

    def look_again(self) -> None:
        """Draw anew where the journal has changed."""


@runtime_checkable
class FlagsTaker(Protocol):
    """A screen that has a question about the red flags of its own."""

    def flags_answered(self, flags: tuple[str, ...]) -> None:
        """Take the answer: the names of those that are new, () for none."""

    def flags_cleared(self) -> None:
        """What was marked was a mistake: the question is open again."""


def scope_of(screen: Screen[Any]) -> Scope | None:
    """The scope of its commands; None for a dialog, which takes every key itself."""
    return getattr(screen, "SCOPE", None)


def bindings(scope: Scope) -> list[BindingType]:
    """Textual's bindings for the commands of a scope; what may be moved has the command's id."""
    return [
        Binding(keys, c.action, c.words, show=c.footer, tooltip=c.tooltip, priority=first, id=name)
        for c in commands.in_scope(scope)
        for keys, first, name in ((c.keys, False, c.id), (c.always, True, f"{c.id}.always" if c.keys else c.id))
        if keys
    ]


def offers(scopes: Iterable[Scope], keys: Mapping[str, str]) -> tuple[Offer, ...]:
    """What a footer names; `keys` are the commands on other keys."""
    return tuple(
        (commands.key_words(c, keys)[0], c.words, c.action)
        for place in scopes
        for c in commands.in_scope(place)
        if c.footer
    )


DEMO = ("made-up history, nothing is kept", "nothing is kept", "demo")

KEPT = 4
"""How many commands stay in a footer whatever the width: undo, red flags, help, quit."""


class ModeScreen(Screen[None]):
    """A screen of a mode. Subclasses give `MODE`, `SCOPE`, `body` and `show`."""

    MODE: ClassVar[str]
    DIGITS_ANSWER: ClassVar[bool] = False
    """Whether digits answer questions here, so that the strip names the function keys."""
    SCOPE: ClassVar[Scope]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._shown: tuple[int, int, date] | None = None

    def compose(self) -> ComposeResult:
        yield ModeStrip(
            self._modes(),
            self.MODE,
            DEMO if self.services.demo else (),
        )
        yield FlagBanner()
        strip = SessionStrip()
        strip.display = False
        yield strip
        yield from self.body()
        yield CommandBar(self._offers(), keep=KEPT)

    def _offers(self) -> tuple[Offer, ...]:
        return offers((self.SCOPE, Scope.ANYWHERE), self.services.settings.keys)

    def _modes(self) -> tuple[tuple[str, str, str], ...]:
        keys = self.services.settings.keys
        place = -1 if self.DIGITS_ANSWER else 0
        return tuple(
            (mode.name, commands.key_words(commands.mode_command(mode), keys)[place], mode.words)
            for mode in commands.MODES
        )

    def body(self) -> ComposeResult:
        """What stands between the strip and the footer."""
        raise NotImplementedError

    def show(self) -> None:
        """Draw what the journal holds now."""
        raise NotImplementedError

    def put_away(self) -> None:
        """Hand over what is typed and not yet kept: the app ends."""

    def on_mount(self) -> None:
        self.look_again()

    def on_screen_resume(self) -> None:
        self.look_again()
        self.post_message(ScreenShown())

    def show_session(self, view: View | None) -> None:
        """The running session as a line over the screen."""
        strip = self.query_one(SessionStrip)
        strip.shown = view
        strip.display = view is not None

    @property
    def gone(self) -> bool:
        """Whether it was taken down, as at the end of the app, while something was waited for."""
        return not (self.is_attached and self.children)

    def look_again(self) -> None:
        """Draw anew if the journal, the settings or the day have changed since."""
        now = (self.services.journal.version, self.services.settings.version, self.services.today())
        if now != self._shown and self.is_mounted and not self.gone:
            if self._shown is not None and self._shown[1] != now[1]:
                self._show_keys()
            self._shown = now
            for banner in self.query(FlagBanner):
                banner.words = flag_words(self.services)
            self.show()

    def _show_keys(self) -> None:
        for bar in self.query(CommandBar):
            bar.offers = self._offers()
        for strip in self.query(ModeStrip):
            strip.modes = self._modes()


def flag_words(services: Services) -> str:
    """The line of the most urgent open red flag; empty where none is open."""
    standing = red_flags.open_answers(services.journal.all(RedFlagAnswer), services.today())
    if not standing:
        return ""
    urgency = red_flags.urgency_of(standing[0].flags)
    return f"{URGENCY_WORDS[urgency or red_flags.Urgency.SAME_DAY]}: {words.describe_flags(standing[0].flags)}"


URGENCY_WORDS = {
    red_flags.Urgency.EMERGENCY: "Emergency",
    red_flags.Urgency.SAME_DAY: "See someone today",
    red_flags.Urgency.SOON: "Book an appointment soon",
}
