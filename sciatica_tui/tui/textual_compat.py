"""Every private name of Textual 8.2.8 that the package uses, behind public names.

No other file of the package touches one. `tests/tui/test_textual_names.py` names for each the test that fails when
Textual renames it or no longer calls it; pyproject.toml pins this very version, so that only a change of the pin can.
Numbers are issues and pull requests of github.com/Textualize/textual.

    _handle_exception         an error ends the app with the drafts saved, not with a traceback over the screen (#2818)
    _exit                     an error while the app ends is only logged
    _notifications            a notice that still shows is not shown a second time, and one that passes makes room
    _refresh_notifications    a notice that is dropped before its time goes from the screen too
    _driver                   codes of our own, such as the window's title, go to the terminal (#1782)
    _css_update_count         a new screen is not styled a second time (#3218): the first visit to a mode costs
                              75 to 110 ms of processor time and not 130 to 190
    _load_screen_css          only the styles of a new screen are read: Textual would read those of all screens anew
    _process_component_classes, _component_styles, _get_component_classes, _attach
                              a part of a widget that has a style of its own (`COMPONENT_CLASSES`) is styled when it is
                              first drawn: Textual styles each of them at each change of the widget, for Today 110 times
                              in 15 ms of processor time to draw a quarter of them
    _dispatch_message         a screen whose widgets are gone drops what still arrives for it (#6361)
    _writer_thread            in the background Textual does not take the terminal, and does not say so
    _disable_mouse_support    Textual leaves its mouse mode for pixels on
    _app                      an error in the thread that reads keys is raised in the app
    _sequence_to_key_events   what is a key, and what a reply of the terminal
    _strip_control_codes      hidden characters get their marks before the width of a text is measured (#5557)
    _styles_cache             a screen of a mode that shows no more keeps none of its lines: after all screens 2.5 MB
    FIFOCache (in a strip)    a line that is painted has seven caches, of which one or two are used: after all screens
                              some 7,400 lines are kept, whose empty caches take 8 MB and a tenth of a paint's time
    re_word (of Rich)         a number and its unit are one word where a line is broken: `30 s` stays together
    _parser, _xterm_parser    the modules of the parser that whole keys are handed to; #6456: without ours, a byte that
                              is not UTF-8 ends the app

Three public methods are overridden for the speed of the modes. `delay_update` held every paint back for 50 ms (#6137):
a change of mode took 58 ms and takes 14. `switch_mode` paints the whole screen first. `refresh_css` would read all
styles a second time for the theme that is there from the start.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack
from typing import Any, TypeAlias, TypeVar

from rich import _wrap
from textual import content, events, messages, strip
from textual._parser import ParseTimeout, Peek1, Read1
from textual._xterm_parser import XTermParser
from textual.app import App, ReturnType
from textual.css.styles import RenderStyles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.driver import Driver
from textual.message import Message
from textual.message_pump import MessagePump
from textual.notifications import Notification, Notifications
from textual.screen import Screen
from textual.widget import AwaitMount, Widget

if sys.platform == "win32":
    from textual.drivers.windows_driver import WindowsDriver as PlatformDriver
else:
    from textual.drivers.linux_driver import LinuxDriver as PlatformDriver

__all__ = [
    "AppBase",
    "DriverBase",
    "MessageFilter",
    "ParseTimeout",
    "ParserBase",
    "ParserSteps",
    "break_lines_between",
    "drop_lines",
    "mark_text",
]

log = logging.getLogger(__name__)

S = TypeVar("S", bound=Screen[Any])
T = TypeVar("T")

CROPS_OR_STYLES = 16
"""The size that Textual gives to the caches of a line's crops and of its styles, and to no other."""

MOUSE_PIXELS_OFF = "\x1b[?1016l"

ParserSteps: TypeAlias = Generator[Read1 | Peek1, str, T]
"""The steps of a parser: it asks for characters, is sent them, and returns a T."""


class StripCache:
    """What was worked out last from a line of a widget."""

    __slots__ = ("_key", "_value")

    def __init__(self) -> None:
        self._key: Any = None
        self._value: Any = None

    def get(self, key: Any) -> Any:
        """Return what was worked out for a key, or None."""
        return self._value if key == self._key else None

    def __setitem__(self, key: Any, value: Any) -> None:
        self._key, self._value = key, value


class NothingKept(StripCache):
    """A cache of what is never asked for twice."""

    __slots__ = ()

    def __setitem__(self, key: Any, value: Any) -> None:
        pass


NOTHING_KEPT = NothingKept()


def _strip_cache(most: int) -> StripCache:
    """Make a cache of a line; those of 16 are of its crops and its styles, which the next paint does not ask for."""
    return StripCache() if most < CROPS_OR_STYLES else NOTHING_KEPT


vars(strip)["FIFOCache"] = _strip_cache


def break_lines_between(words: re.Pattern[str]) -> None:
    """Break the lines of every widget's text only between two matches of `words`, in this process."""
    vars(_wrap)["re_word"] = words


def mark_text(mark: Callable[[str], str]) -> None:
    """Pass each text of every widget through `mark` before it is laid out, in this process."""
    # Textual passes it through this function of its own, which drops five characters and lets ESC through.
    vars(content)["_strip_control_codes"] = mark


def drop_lines(screen: Screen[Any]) -> None:
    """Forget the lines of all widgets of a screen; they are drawn anew where they are painted again."""
    for widget in screen.walk_children(Widget, with_self=True):
        widget._styles_cache.clear()


class ComponentStyles(dict[str, RenderStyles]):
    """The styles of a widget's components: of each from when it is first asked for."""

    def __init__(self, widget: DOMNode, stylesheet: Stylesheet) -> None:
        super().__init__()
        self._widget = widget
        self._stylesheet = stylesheet
        self.state = widget.classes, widget.pseudo_classes
        """What the widget may look at when it draws itself."""

    def __contains__(self, component: object) -> bool:
        return component in self._widget._get_component_classes()

    def __missing__(self, component: str) -> RenderStyles:
        node = DOMNode(classes=component)
        node._attach(self._widget)
        self._stylesheet.apply(node)
        self[component] = node.styles
        return node.styles


class LazyStylesheet(Stylesheet):
    """A stylesheet that styles of a widget's components those that are drawn."""

    def _process_component_classes(self, node: DOMNode) -> None:
        if not node._get_component_classes():
            return
        before, now = node._component_styles, ComponentStyles(node, self)
        node._component_styles = now
        is_drawn_otherwise = isinstance(before, ComponentStyles) and (
            before.state != now.state or any(now[component] != styles for component, styles in before.items())
        )
        if is_drawn_otherwise:
            node.refresh()


class AppBase(App[ReturnType]):
    """An app that handles its own errors, and changes modes without Textual's pause."""

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet = LazyStylesheet(variables=self.get_css_variables())
        self._first_theme: str | None = None

    @property
    def terminal_driver(self) -> Driver | None:
        """What writes to the terminal; None before the app runs."""
        return self._driver

    def handle_error(self, error: Exception) -> None:
        """Handle an error that no handler caught while the app runs in a terminal."""
        super()._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        if self.is_headless:
            super()._handle_exception(error)
        elif self._exit:
            log.error("unexpected, at the end", exc_info=error)
        else:
            self.handle_error(error)

    @property
    def notices(self) -> Notifications:
        """The notices that show."""
        return self._notifications

    def drop_notices(self, notices: Iterable[Notification]) -> None:
        """Drop notices, and take them from the screen."""
        for notice in tuple(notices):
            del self._notifications[notice]
        self._refresh_notifications()

    def set_first_theme(self, theme: str) -> None:
        """Set the theme that is there from the start, whose styles are read once."""
        self.theme = theme
        self.stylesheet.set_variables(self.get_css_variables())
        self._first_theme = theme

    def keep_styles(self, screen: S) -> S:
        """Let a new screen take the styles as they are; Textual would read them all anew for it."""
        screen._css_update_count = self._css_update_count
        return screen

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Read the styles of a screen that is put up for the first time, which speak of no other screen."""
        new = [path for path in screen.css_path if not self.stylesheet.has_source(str(path))]
        if new:
            self.stylesheet.read_all(new)
            self.stylesheet.parse()
            self.stylesheet.update(screen)

    def refresh_css(self, animate: bool = True) -> None:
        """Read all styles anew, but for the theme that is there from the start, which would be the second time."""
        is_first, self._first_theme = self._first_theme == self.theme, None
        if not is_first:
            super().refresh_css(animate=animate)
            return
        for screen in self.screen_stack:
            self.keep_styles(screen)

    def delay_update(self, delay: float = 0.05) -> None:
        """Do nothing: Textual would hold every paint back for so many seconds whenever the mode changes."""

    def switch_mode(self, mode: str) -> AwaitMount:
        """Change the mode, and hold paints back only until its screen is put together."""
        with ExitStack() as updates:
            updates.enter_context(self.batch_update())
            mounting = super().switch_mode(mode)
            # The whole screen is to be painted first; a part of it that has changed would land in the screen before.
            self.screen.post_message(messages.Update(self.screen))
            batch = updates.pop_all()
        if not self.screen.call_later(batch.close):
            batch.close()
        return mounting


class MessageFilter(MessagePump):
    """What handles only the messages that it accepts."""

    def accepts(self, message: Message) -> bool:
        """Whether to handle a message; the others are dropped."""
        return True

    async def _dispatch_message(self, message: Message) -> None:
        if self.accepts(message):
            await super()._dispatch_message(message)


class DriverBase(PlatformDriver):
    """Textual's driver of this system's terminals, which turns the mouse off entirely."""

    @property
    def has_terminal(self) -> bool:
        """Whether it took the terminal: in the background it does not, and stops the process again."""
        return self._writer_thread is not None and self._writer_thread.is_alive()

    def disable_mouse(self) -> None:
        """Turn the mouse off."""
        self._disable_mouse_support()

    def raise_in_app(self, error: Exception) -> None:
        """Raise an error of another thread in the app, which handles it like any other."""
        self._app.call_later(_raise, error)

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        self.write(MOUSE_PIXELS_OFF)  # Textual turns it on, and never off


class ParserBase(XTermParser):
    """Textual's parser of what a terminal sends."""

    def keys_in(self, sequence: str) -> list[events.Key]:
        """Return the keys that Textual makes of a sequence. Raises ValueError or OverflowError where it stumbles."""
        return list(self._sequence_to_key_events(sequence))


def _raise(error: Exception) -> None:
    raise error
