"""The names of Textual that are not promised, or whose change would go unnoticed: it is to fail here.

Textual finds handlers, watchers and overridden methods by their names. One that it no longer calls raises nothing.
"""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, ClassVar

import pytest
from rich.segment import Segment
from textual._parser import Parser
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.content import Content
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Callback
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.notifications import Notification
from textual.reactive import Reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.worker import WorkerFailed

import sciatica_tui
from sciatica_tui.domain.text.lines import wrapped
from sciatica_tui.tui import textual_compat
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.notices import drop_passing
from sciatica_tui.tui.screens.help import HelpPage
from sciatica_tui.tui.textual_compat import AppBase, MessageFilter, ParserBase, StripCache
from sciatica_tui.tui.widgets.mode_strip import ModeStrip

from ..driving import episode, field, opened, opened_form, shown, toasts, until
from ..support import services

PACKAGE = Path(sciatica_tui.__file__).parent
MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(sciatica_tui.__path__, "sciatica_tui.")
    if not module.name.endswith("__main__")
]

PRIVATE: dict[str, tuple[str, str]] = {
    "_handle_exception": ("(self, error: 'Exception') -> 'None'", "test_an_error_anywhere_is_passed_to_the_app"),
    "_exit": ("", "test_the_app_knows_that_it_ends"),
    "_notifications": ("", "test_a_notice_that_still_shows_is_not_shown_twice"),
    "_refresh_notifications": ("(self) -> 'None'", "test_a_notice_that_is_dropped_goes_from_the_screen"),
    "_css_update_count": ("", "test_the_styles_are_read_once_at_the_start_and_again_for_another_theme"),
    "_load_screen_css": ("(self, screen: 'Screen')", "test_the_styles_of_a_screen_are_read_when_it_is_first_put_up"),
    "_process_component_classes": ("(self, node: 'DOMNode') -> 'None'", "test_a_part_is_styled_when_it_is_first_drawn"),
    "_component_styles": ("", "test_a_part_is_styled_when_it_is_first_drawn"),
    "_get_component_classes": ("() -> 'frozenset[str]'", "test_a_part_is_styled_when_it_is_first_drawn"),
    "_attach": ("(self, parent: 'MessagePump') -> 'None'", "test_a_part_is_styled_when_it_is_first_drawn"),
    "_driver": ("", "test_codes_reach_the_terminal_by_the_driver"),
    "_dispatch_message": ("(self, message: 'Message') -> 'None'", "test_a_message_that_is_not_accepted_is_dropped"),
    "_sequence_to_key_events": (
        "(self, sequence: 'str', alt: 'bool' = False) -> 'Iterable[events.Key]'",
        "test_the_parser_tells_a_key_from_a_reply",
    ),
    "_writer_thread": ("", "test_the_driver_has_the_names_that_ours_uses"),
    "_disable_mouse_support": ("(self) -> 'None'", "test_the_driver_has_the_names_that_ours_uses"),
    "_styles_cache": ("", "test_a_mode_keeps_its_lines_below_a_page_but_not_behind_another_mode"),
    "_app": ("", "test_codes_reach_the_terminal_by_the_driver"),
}
"""The private names of Textual: the signature of each that is a method, and the test that fails without it."""

PRIVATE_MODULES = {"textual._parser", "textual._xterm_parser"}

PRIVATE_FUNCTIONS = {"_strip_control_codes": "test_every_text_passes_through_the_mark"}
"""The private functions of Textual that are replaced, by the test that fails without each."""

OVERRIDDEN = {
    "_disable_mouse_support", "_dispatch_message", "_handle_exception", "_load_screen_css",
    "_process_component_classes",
    "action_command_palette", "action_page_down", "action_page_up", "action_quit", "action_scroll_down",
    "action_scroll_end", "action_scroll_home", "action_scroll_up", "apply", "arrange", "call_after_refresh",
    "check_action", "compose", "delay_update", "dismiss", "focus", "focus_chain", "focus_on_click",
    "get_content_height", "get_css_variables",
    "get_content_width", "get_driver_class", "get_height", "get_line_filters", "get_optimal_width", "layout",
    "notify", "notify_style_update", "on_event", "on_mount", "parse", "refresh_css", "render",
    "render_line", "render_strips", "run_input_thread", "start_application_mode", "stop_application_mode",
    "switch_mode", "watch_has_focus",
}  # fmt: skip
"""The methods of Textual that the package puts its own in the place of."""

SETTINGS = {
    "ALLOW_SELECT", "AUTO_FOCUS", "BINDINGS", "COMPONENT_CLASSES", "CSS_PATH", "DEFAULT_CSS",
    "DEFAULT_MODE", "ENABLE_COMMAND_PALETTE", "HORIZONTAL_BREAKPOINTS", "TITLE", "VERTICAL_BREAKPOINTS",
}  # fmt: skip
"""The names in capitals that Textual reads from a class of ours."""


def classes() -> Iterator[type]:
    """The classes of the package that build on one of Textual's."""
    for module in MODULES:
        for kind in vars(module).values():
            if isinstance(kind, type) and kind.__module__ == module.__name__ and any(of_textual(kind)):
                yield kind


def of_textual(kind: type) -> Iterator[type]:
    """The classes of Textual that it builds on."""
    return (base for base in kind.__mro__ if base.__module__.startswith("textual"))


@cache  # the source of a class is slow to find
def names_of(kind: type) -> set[str]:
    """The names that are defined in a class or set on its objects."""
    return {*vars(kind), *re.findall(r"self\.(_\w+)\b(?: *:[^=\n]*)? *=", inspect.getsource(kind))}


def attributes(tree: ast.AST) -> Iterator[ast.Attribute]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))


COMPAT = textual_compat.__name__
SOURCES = {path: ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}
"""The source of each file of the package."""


@cache
def private_names_of(kind: type) -> set[str]:
    """The private names of Textual that a class of ours defines or uses on itself."""
    theirs = set().union(*(names_of(base) for base in of_textual(kind)))
    ours = {*vars(kind), *(node.attr for node in attributes(ast.parse(inspect.getsource(kind).lstrip())))}
    return {name for name in ours & theirs if re.match(r"_[a-z]", name)} - GENERATED


def private_names_in(tree: ast.AST) -> set[str]:
    """The private names of Textual's objects that a file uses on anything but `self` and `os`."""
    return {
        node.attr
        for node in attributes(tree)
        if re.match(r"_[a-z]", node.attr)
        and node.attr in TEXTUAL_APART
        and ast.unparse(node.value) not in ("self", "os")
    }


def test_only_one_file_touches_a_private_name_of_textual() -> None:
    assert {kind.__module__ for kind in classes() if private_names_of(kind)} == {COMPAT}
    files = {path for path, tree in SOURCES.items() if private_names_in(tree) or private_modules_in(tree)}
    files |= {path for path in SOURCES if any(name in path.read_text("utf-8") for name in PRIVATE_FUNCTIONS)}
    assert files == {Path(textual_compat.__file__)}


def test_every_private_name_of_textual_has_its_reason_and_its_test() -> None:
    inherited = set().union(*(private_names_of(kind) for kind in classes()))
    assert inherited | set().union(*map(private_names_in, SOURCES.values())) == PRIVATE.keys()
    assert set().union(*map(private_modules_in, SOURCES.values())) == PRIVATE_MODULES
    modules = {name.rpartition(".")[2] for name in PRIVATE_MODULES}
    assert set(re.findall(r"\b_[a-z_]+\b", textual_compat.__doc__ or "")) == {*PRIVATE, *PRIVATE_FUNCTIONS, *modules}
    tests = {*PRIVATE_FUNCTIONS.values(), *(test for _, test in PRIVATE.values())}
    assert tests <= globals().keys()


def private_modules_in(tree: ast.AST) -> set[str]:
    """The private modules of Textual that a file imports."""
    return {
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and re.match(r"textual\b.*\._", node.module)
    }


def test_textual_is_pinned_to_the_version_whose_private_names_these_are() -> None:
    [pin] = re.findall(r'^    "textual(.*)",$', (PACKAGE.parent / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    [of_these] = re.findall(r"Textual (\d[\d.]*\d)", textual_compat.__doc__ or "")
    assert pin == f"=={of_these}"


GENERATED = {
    "_abc_impl", "_computes", "_css_type_name", "_css_type_names", "_decorated_handlers", "_inherit_bindings",
    "_inherit_component_classes", "_inherit_css", "_merged_bindings", "_reactives",
}  # fmt: skip
"""What Textual itself, or Python, puts on each class."""

TEXTUAL_APART = {
    name
    for kind in (App, Screen, Driver, LinuxDriver, XTermParser, MessagePump, Input, Stylesheet)
    for base in of_textual(kind)
    for name in names_of(base)
}
"""The names of those of Textual's objects that are reached from outside."""


@pytest.mark.parametrize("name", [name for name, (signature, _) in PRIVATE.items() if signature])
def test_a_private_method_has_the_signature_it_is_used_with(name: str) -> None:
    kinds = App, MessagePump, XTermParser, LinuxDriver, Stylesheet, DOMNode
    [kind] = [kind for kind in kinds if name in vars(kind)]
    assert str(inspect.signature(getattr(kind, name))) == PRIVATE[name][0]


def test_what_is_to_stand_in_the_place_of_a_method_of_textual_does() -> None:
    overridden = {
        name
        for kind in classes()
        for name, value in vars(kind).items()
        for base in kind.__mro__[1:]
        if base.__module__.startswith("textual") and name in vars(base)
        if (inspect.isfunction(value) or isinstance(value, property)) and not name.startswith("__")
    }
    assert overridden == OVERRIDDEN


def test_every_setting_in_capitals_is_one_that_textual_reads() -> None:
    read = {
        name
        for kind in classes()
        for name in vars(kind)
        if name.isupper() and any(name in vars(base) for base in kind.__mro__[1:] if base in set(of_textual(kind)))
    }
    assert read == SETTINGS


def test_every_handler_is_of_a_message_that_there_is() -> None:
    handlers = {kind.handler_name for kind in kinds_of(Message) if kind is not Message}
    for kind in classes():
        if issubclass(kind, MessagePump):
            assert {name for name in vars(kind) if name.startswith("on_")} <= handlers | OVERRIDDEN, kind


def kinds_of(kind: type[Message]) -> Iterator[type[Message]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds_of(narrower)


def test_every_watcher_is_of_something_that_changes() -> None:
    for kind in classes():
        for name in vars(kind):
            if name.startswith(("watch_", "validate_", "compute_")):
                changing = name.partition("_")[2]
                assert isinstance(inspect.getattr_static(kind, changing), Reactive), f"{kind}.{name}"


def test_a_text_says_where_one_types() -> None:
    for kind in (Input, TextArea):
        assert isinstance(vars(kind)["cursor_screen_offset"], property)


def test_the_driver_has_the_names_that_ours_uses() -> None:
    assert {"run_input_thread", "process_message", "_disable_mouse_support"} <= vars(LinuxDriver).keys()
    assert "self._disable_mouse_support()" in inspect.getsource(LinuxDriver.disable_input)
    assert "self._writer_thread.start()" in inspect.getsource(LinuxDriver.start_application_mode)


def test_the_parser_tells_a_key_from_a_reply() -> None:
    parser = ParserBase()
    assert [key.key for key in parser.keys_in("\x1b[A")] == ["up"]
    assert parser.keys_in("\x1b[?62c") == []


def test_every_text_passes_through_the_mark() -> None:
    assert "\x1b" not in Content("a\x1bb").plain


def test_a_number_never_leaves_its_unit() -> None:
    lines = [line.plain.strip() for line in Content("10 × 6 s, rest 30 s").wrap(18)]
    assert lines == ["10 × 6 s, rest", "30 s"]
    assert wrapped("10 × 6 s, rest 30 s", 18) == lines


def test_the_parser_of_keys_has_the_steps_that_ours_takes() -> None:
    assert issubclass(XTermParser, Parser)
    assert Parser.read1(0.1).timeout == 0.1
    assert list(inspect.signature(XTermParser.parse).parameters) == ["self", "token_callback"]
    assert {"exit_event", "fileno"} <= set(re.findall(r"self\.(\w+) = ", inspect.getsource(LinuxDriver.__init__)))


# What a name is used for, seen to work


def fail() -> None:
    raise RuntimeError("no such thing")


async def fail_at_work() -> None:
    fail()


FAILURES: dict[str, Callable[[App[None]], object]] = {
    "app": lambda app: app.call_later(fail),
    "screen": lambda app: app.screen.call_later(fail),
    "widget": lambda app: app.screen.children[0].call_later(fail),
    "timer": lambda app: app.set_timer(0.001, fail),
    "after a paint": lambda app: app.call_after_refresh(fail),
    "worker": lambda app: app.run_worker(fail_at_work()),
}


@pytest.mark.parametrize("where", FAILURES)
async def test_an_error_anywhere_is_passed_to_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    errors: list[str] = []
    handle = SciaticaApp._handle_exception

    def handled(app: SciaticaApp, error: Exception) -> None:
        errors.append(str(error))
        handle(app, error)

    monkeypatch.setattr(SciaticaApp, "_handle_exception", handled)

    async def fail_there() -> None:
        async with opened(services(tmp_path, episode())) as pilot:
            FAILURES[where](pilot.app)
            await until(pilot, lambda: errors)

    with pytest.raises((RuntimeError, WorkerFailed), match="no such thing"):
        await fail_there()
    assert "no such thing" in errors[0]


async def test_the_app_knows_that_it_ends(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        assert not pilot.app._exit
        pilot.app.exit()
        assert pilot.app._exit


async def test_a_notice_that_still_shows_is_not_shown_twice(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        for _ in range(2):
            pilot.app.notify("Saved.", timeout=60)
            await until(pilot, lambda: "Saved." in toasts(pilot))
            await pilot.pause()
        assert toasts(pilot).count("Saved.") == 1
        assert [type(note) for note in pilot.app._notifications] == [Notification]


async def test_a_notice_that_is_dropped_goes_from_the_screen(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        pilot.app.notify("Saved.", timeout=15)
        await until(pilot, lambda: "Saved." in shown(pilot))
        drop_passing(pilot.app)
        await until(pilot, lambda: "Saved." not in shown(pilot))


async def test_a_message_that_is_not_accepted_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        mode_screen = pilot.app.screen
        assert isinstance(mode_screen, MessageFilter)
        calls: list[str] = []
        unwanted, wanted = (Callback(partial(calls.append, words)) for words in ("dropped", "handled"))
        monkeypatch.setattr(mode_screen, "accepts", lambda message: message is not unwanted)
        mode_screen.post_message(unwanted)
        mode_screen.post_message(wanted)
        await until(pilot, lambda: calls)
        assert calls == ["handled"]


async def test_the_styles_are_read_once_at_the_start_and_again_for_another_theme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[str] = []
    refresh_css = App.refresh_css

    def counted(app: App[None], animate: bool = True) -> None:
        readings.append(app.theme)
        refresh_css(app, animate)

    monkeypatch.setattr(App, "refresh_css", counted)
    async with opened(services(tmp_path, episode())) as pilot:
        assert isinstance(pilot.app, AppBase)
        for key in "34567":
            await pilot.press(key)
            await pilot.pause()
        assert readings == []
        pilot.app.theme = "textual-light"
        await until(pilot, lambda: readings == ["textual-light"])


async def test_a_mode_keeps_its_lines_below_a_page_but_not_behind_another_mode(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        strip = pilot.app.screen.query_one(ModeStrip)
        region = Region(0, 0, *strip.size)
        line = strip.render_lines(region)[0]
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpPage))
        assert strip.render_lines(region)[0] is line
        await pilot.press("escape")
        await pilot.press("2")
        await until(pilot, lambda: pilot.app.current_mode == "checkin")
        await pilot.pause()
        assert strip.render_lines(region)[0] is not line


async def test_the_styles_of_a_screen_are_read_when_it_is_first_put_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew: list[Stylesheet] = []
    monkeypatch.setattr(Stylesheet, "reparse", anew.append)
    async with opened(services(tmp_path, episode())) as pilot:
        stylesheet = pilot.app.stylesheet

        def read() -> list[str]:
            return [Path(path).stem for path, variable in stylesheet.source if not variable and path.endswith(".tcss")]

        assert read() == ["app", "today"]
        for _ in range(2):
            await pilot.press("7")
            await until(pilot, lambda: pilot.app.screen.query("#contents"))
            width = pilot.app.screen.query_one("#contents").styles.width
            assert width is not None
            assert width.is_cells
            assert read() == ["app", "today", "guide"]
            await pilot.press("1")
            await pilot.pause()
    assert anew == []


async def test_a_part_is_styled_when_it_is_first_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    applied: list[DOMNode] = []
    apply = Stylesheet.apply

    def counted(stylesheet: Stylesheet, node: DOMNode, **options: Any) -> None:
        applied.append(node)
        apply(stylesheet, node, **options)

    async with opened(services(tmp_path, episode())) as pilot:
        monkeypatch.setattr(Stylesheet, "apply", counted)
        parts = PartedLine()
        await pilot.app.screen.mount(parts)
        await until(pilot, lambda: parts.drawn)
        assert [node.classes for node in applied if node.parent is parts] == [{"parted-line--one"}]
        assert parts.get_component_styles("parted-line--two").color == parts.styles.color


class PartedLine(Widget):
    """A line with two parts, one of which is drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"parted-line--one", "parted-line--two"}
    DEFAULT_CSS = """
    PartedLine { height: 1; }
    PartedLine > .parted-line--one { color: $error; }
    """
    drawn = 0

    def render(self) -> Content:
        self.drawn += 1
        return Content("one").stylize(self.get_visual_style("parted-line--one"))


async def test_a_change_of_mode_would_be_held_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    delays: list[float] = []
    monkeypatch.setattr(AppBase, "delay_update", lambda _, delay=0.05: delays.append(delay))
    async with opened(services(tmp_path, episode())) as pilot:
        delays.clear()
        await pilot.press("3")
        await pilot.pause()
        assert delays


async def test_codes_reach_the_terminal_by_the_driver(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        driver = pilot.app._driver
        assert isinstance(driver, Driver)
        assert driver._app is pilot.app
        driver.write("\x07")


async def test_the_focus_and_the_theme_reach_the_widgets(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot)
        leg = field(form, "leg_pain")
        line = leg.render_line(0).text
        await pilot.press("down")
        await until(pilot, lambda: leg.render_line(0).text != line)


def test_a_line_has_caches_that_take_no_room_while_they_are_empty() -> None:
    line = Strip([Segment("a line of words")])
    caches = [cache for name in Strip.__slots__ if hasattr(cache := getattr(line, name), "get")]
    assert [isinstance(cache, StripCache) for cache in caches] == [True] * 7
    assert not any(isinstance(held, dict) for cache in caches for held in gc.get_referents(cache))
    parts = line.divide([1, 15])
    assert line.divide([1, 15]) is parts
    for end in range(2, 6):
        line.divide([end, 15])
    assert line.divide([1, 15]) is not parts
