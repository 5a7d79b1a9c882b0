"""What every screen is, of a mode or over one: it does nothing more once its parts are taken down."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar, TypeVar

from textual import events, messages, on
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from ..modes import SCREENS
from ..notices import NoticesApp
from ..textual_compat import MessageFilter
from ..themes import styles
from ..window_size import CLASSES, WindowSize, class_of, window_size

T = TypeVar("T")
W = TypeVar("W", bound=Widget)

TO_THE_END = events.Unmount, events.Callback, messages.Prune
"""What is still dispatched then: how Textual ends a screen, and what others have sent through its queue."""


class BaseScreen(MessageFilter, Screen[T]):
    """A screen whose handlers can ask for its parts: what arrives when those are taken down is dropped.

    It has the classes of its `window_size`, and of its breakpoints, from before its parts are made: Textual gives it
    the latter after a first layout only, and then styles, lays out and paints all of it again.
    """

    _result_in_waiting: tuple[str, T | None] | None = None
    """The mode in which to close, once no other screen lies over this one there, and the result to close with."""

    @property
    def is_unsaved(self) -> bool:
        """Whether it holds work that quitting would lose; the app says so before it quits."""
        return False

    @property
    def window_size(self) -> WindowSize:
        """Which of the sizes that screens are designed for the window has."""
        return window_size(self.app.size)

    @on(events.Compose)
    @on(events.Resize)
    def _set_size_classes(self) -> None:
        (columns, rows), now = self.app.size, self.window_size
        classes = {name: now >= least for least, name in CLASSES.items()}
        for breakpoints, cells in ((self.HORIZONTAL_BREAKPOINTS, columns), (self.VERTICAL_BREAKPOINTS, rows)):
            classes |= {name: name == class_of(breakpoints or (), cells) for _, name in breakpoints or ()}
        self.update_classes(classes, animate=False)

    @on(events.ScreenResume)
    def _keep_styles(self, event: events.ScreenResume) -> None:
        """Textual would style every part again at each return; each was, when it was put in and whenever it changed."""
        event.refresh_styles = False

    @on(events.ScreenResume)
    def _drop_old_notices(self) -> None:
        if isinstance(self.app, NoticesApp):
            self.app.drop_old_notices()

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with a result: at once, or as soon as it shows again: Textual would close what does now."""
        if self.app.screen is not self:
            mode = _mode_of(self)
            if mode is not None:
                self._result_in_waiting = mode, result
            return AwaitComplete()
        self._result_in_waiting = None
        return super().dismiss(result)

    @on(events.ScreenResume)
    def _close_if_done(self) -> None:
        mode, result = self._result_in_waiting or ("", None)
        if mode == self.app.current_mode:
            self.dismiss(result)

    def stay_open(self) -> None:
        """Don't close as soon as it shows: it shows something new."""
        self._result_in_waiting = None

    def accepts(self, message: Message) -> bool:
        """Whether to handle a message: of a screen that is gone, or goes before it is made, only what ends it."""
        is_made = self.is_mounted or isinstance(message, events.Mount)
        return not is_made or not self.gone or isinstance(message, TO_THE_END)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be had: none on a screen whose parts are gone, or not yet there.

        A key that bubbled up from one screen can come to the app when the next has just been put over it.
        """
        return super().check_action(action, parameters) if self.is_mounted and not self.gone else False

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call back after the next paint, unless the screen is gone by then."""

        def while_there() -> object:
            return None if self.gone else callback(*args, **kwargs)

        return super().call_after_refresh(while_there)

    @on(messages.Prune)
    def _end_workers(self) -> None:
        """Textual ends them when the parts are gone that they may still ask for."""
        self.workers.cancel_node(self)

    @property
    def gone(self) -> bool:
        """Whether it is taken down or about to be, or the app ends."""
        return not (self.app.is_running and self.is_attached and self.display and self.children)


class BaseModal(BaseScreen[T], ModalScreen[T]):
    """The same for a screen that what lies below shines through."""

    CSS_PATH = styles("dialogs")
    CLICK_OUTSIDE_IS_ESC: ClassVar[bool] = True
    """Whether a click on what lies below does what Esc does."""

    async def on_click(self, event: events.Click) -> None:
        if self.CLICK_OUTSIDE_IS_ESC and event.widget is self:
            await self.run_action("app.press('escape')")


def _mode_of(screen: Screen[Any]) -> str | None:
    """The mode that a screen lies over, whether it shows or not; `None` where it lies over none."""
    for mode in (screen.app.current_mode, *SCREENS):
        with suppress(KeyError):  # a mode that was never shown
            if screen in screen.app.get_screen_stack(mode):
                return mode
    return None


def panel(widget: W, title: str) -> W:
    """Give a widget a frame with a title."""
    widget.add_class("panel", update=False)  # it is styled when it is put into the screen
    widget.border_title = title
    return widget
