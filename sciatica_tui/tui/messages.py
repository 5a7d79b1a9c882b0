"""What screens tell the app or ask of it, and what the app may ask of a screen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.message import Message

if TYPE_CHECKING:
    from ..domain.records import CheckIn, RedFlagAnswer, Session
    from ..domain.routines.catalogue import Guided
    from ..domain.routines.timer import TimerEvent


class AppMessage(Message):
    """What a screen tells the app or asks of it; `controllers.registry` names who handles it."""


class CheckInWanted(AppMessage):
    """Open the check-in form: for a new one (of `day`), or for `entry`; at the question `ask`, by its path."""

    def __init__(
        self, day: date | None = None, entry: CheckIn | None = None, weekly: bool = False, ask: str = ""
    ) -> None:
        super().__init__()
        self.ask = ask
        self.day = day
        self.entry = entry
        self.weekly = weekly


class DayWanted(AppMessage):
    """Show a day in the history, or the entry with an id on it."""

    def __init__(self, day: date, entry: str = "") -> None:
        super().__init__()
        self.day = day
        self.entry = entry


class CheckInSaved(AppMessage):
    """A check-in is saved, told in `sentence`."""

    def __init__(self, entry: CheckIn, sentence: str) -> None:
        super().__init__()
        self.entry = entry
        self.sentence = sentence


class RedFlagsRaised(AppMessage):
    """Show what to do about the red flags that are open, whatever shows now; the `unsaved` are not in the journal."""

    def __init__(self, unsaved: tuple[RedFlagAnswer, ...] = ()) -> None:
        super().__init__()
        self.unsaved = unsaved


class ScreenShown(AppMessage):
    """A mode's screen came to the front; a running session has to be drawn on it."""


class SessionWanted(AppMessage):
    """Start this routine."""

    def __init__(self, routine: Guided) -> None:
        super().__init__()
        self.routine = routine


class SessionDid(AppMessage):
    """The person did something to the running session."""

    def __init__(self, event: TimerEvent) -> None:
        super().__init__()
        self.event = event


class SessionOver(AppMessage):
    """The session has ended and the person goes on."""


class NextDayWanted(AppMessage):
    """Ask how it was since this session."""

    def __init__(self, session: Session, title: str) -> None:
        super().__init__()
        self.session = session
        self.title = title


class DialogWanted(AppMessage):
    """Open what has this name among `controllers.dialogs.DIALOGS`, over what shows; `about` is handed to it."""

    def __init__(self, name: str, **about: object) -> None:
        super().__init__()
        self.name = name
        self.about = about


class MeasureWanted(AppMessage):
    """Show the trend of a measure."""

    def __init__(self, measure: str) -> None:
        super().__init__()
        self.measure = measure


class SettingWanted(AppMessage):
    """Open the settings, at the one of this name (`cues.bell`), or where they were left."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.name = name


class CueTried(AppMessage):
    """Give a cue once through this channel (a `Channel`'s value), so that the person can judge it."""

    def __init__(self, channel: str) -> None:
        super().__init__()
        self.channel = channel


class GuideWanted(AppMessage):
    """Open a page of the guide."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page


@runtime_checkable
class Refreshable(Protocol):
    """A screen that shows what the journal holds."""

    def refresh_if_stale(self) -> None:
        """Draw anew if the journal has changed."""


@runtime_checkable
class UndoesAnswers(Protocol):
    """A screen with a form, or with the settings, in which undo goes no further than its answers."""

    async def undo_answer(self) -> None:
        """Undo the last answer."""


@runtime_checkable
class RedFlagQuestion(Protocol):
    """A screen whose form asks about red flags."""

    def flags_answered(self, flags: tuple[str, ...]) -> None:
        """Put in the names of the red flags that are new, () for none."""

    def flags_cleared(self) -> None:
        """Make the question open again: what was marked was a mistake."""
