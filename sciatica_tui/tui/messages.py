"""Between the app and its screens: the messages by which they ask for something, and what the app may ask of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.message import Message

if TYPE_CHECKING:
    from ..domain.records import CheckIn, Session
    from ..domain.routines.catalogue import Guided
    from ..domain.routines.timer import Event


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

    def __init__(self, entry: CheckIn, sentence: str, flags: tuple[str, ...]) -> None:
        super().__init__()
        self.entry = entry
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

    def refresh_if_stale(self) -> None:
        """Draw anew where the journal has changed."""


@runtime_checkable
class FlagsTaker(Protocol):
    """A screen that has a question about the red flags of its own."""

    def flags_answered(self, flags: tuple[str, ...]) -> None:
        """Take the answer: the names of those that are new, () for none."""

    def flags_cleared(self) -> None:
        """What was marked was a mistake: the question is open again."""
