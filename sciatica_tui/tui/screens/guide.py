"""The guide: its contents on the left, a page on the right, and a search over all of it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ... import guide
from ...guide.markup import CONTENTS, NAMES, Page, Run, Runs
from ...guide.search import Found, Indexed, index, search
from ...services.commands import Scope
from ...services.container import Services
from ..bindings import bindings
from ..themes import styles
from ..widgets.command_bar import Offer
from ..widgets.guide_text import GuideText
from ..widgets.options import Options
from .mode_screen import ModeScreen

W = TypeVar("W", bound=Widget)

ASK = "Type a word: walk, ice, numb, scan, how long …"
FOLLOW = "follow"
OPENS = "Read"
"""What Enter does in the list of pages, and in what a search has found."""
NARROW = 76
"""Columns below which the contents stand above the page."""


class Reader(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What the page scrolls in; the screen has the keys."""


class GuideScreen(ModeScreen):
    """Read, follow links, search."""

    CSS_PATH = styles("guide")
    MODE = "guide"
    SCOPE = Scope.GUIDE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.GUIDE), Binding("escape", "leave_search", show=False)]
    AUTO_FOCUS = "#contents"
    SEARCH_OFFERS = (
        ("⏎", "Open", "app.press('enter')"),
        ("↑↓", "Move", "app.press('down')"),
        ("Esc", "Close", "leave_search"),
    )

    columns = getters.query_one("#guide", Horizontal)
    contents = getters.query_one("#contents", OptionList)
    reading = getters.query_one("#reading", Vertical)
    reader = getters.query_one("#reader", Reader)
    text = getters.query_one("#page", GuideText)
    field = getters.query_one("#search", Input)
    results = getters.query_one("#results", OptionList)
    outline = getters.query_one("#outline > Static", Static)
    next_page = getters.query_one("#next-page", GuideText)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._page: Page = guide.page(NAMES[0])
        self._before_search: Widget | None = None
        """What had the focus as the search was opened."""
        self._start: tuple[str, float] | None = None
        self._been: list[tuple[str, float]] = []
        self._index: tuple[Indexed, ...] = ()
        self._results: tuple[Found, ...] = ()

    def body(self) -> ComposeResult:
        with Horizontal(id="guide"):
            contents = Options(*_options(), id="contents", classes="panel", compact=True)
            contents.border_title = "Guide"
            yield contents
            with Vertical(id="reading", classes="panel"):
                yield _hidden(Input(id="search", placeholder=ASK, compact=True))
                with Reader(id="reader"):
                    yield GuideText(self._page, _next(self._page), id="page")
                yield _hidden(Options(id="results", compact=True))
            with Reader(id="outline", classes="panel") as outline:
                outline.border_title = "On this page"
                yield Static()
                following = GuideText(_after(self._page), id="next-page")
                following.border_title = "The next page"
                following.can_focus = False
                yield following

    def show(self) -> None:
        """The journal is not read here; the mark in the contents is put on the page."""
        self._mark()

    def on_mount(self) -> None:
        self.watch(self.text, "link", self.show_offers)

    def _offers(self) -> tuple[Offer, ...]:
        """Name first what Enter does where the focus is: in the page it needs a link."""
        every = super()._offers()
        follow = next(offer for offer in every if offer[2] == FOLLOW)
        in_page = self.is_mounted and self.text.has_focus
        verb = ("Follow" if self.text.link is not None else "") if in_page else OPENS
        enter = ((follow[0], verb, "app.press('enter')"),) if verb else ()
        return (*enter, *(offer for offer in every if offer is not follow))

    def on_resize(self, event: Resize) -> None:
        """One above the other where there is no room side by side."""
        self.columns.set_class(event.size.width < NARROW, "-narrow")

    # Pages

    def open(self, page: str, section: str = "") -> None:
        """Show a page, from the heading with that anchor on. Raises KeyError where there is no such page."""
        self._been.append((self._page.name, self.reader.scroll_y))
        self._show(page, section)
        self.text.focus(scroll_visible=False)

    def action_open(self, page: str, section: str) -> None:
        """Show what was clicked beside the page."""
        self.open(page, section)

    def _show(self, page: str, section: str = "", y: float = 0) -> None:
        self._leave_search()
        if page != self._page.name:
            self._page = guide.page(page)
            self.text.show_page(self._page, _next(self._page))
            self._mark()
        self._start = (section, y)
        self._to_start()

    @on(GuideText.LaidOut)
    def _to_start(self) -> None:
        """Scroll to where the page is to begin, once it has its size."""
        if self._start is not None and self.text.laid_out:
            section, y = self._start
            self._start = None
            self.reader.scroll_to(y=self.text.line_of(section) if section else y, animate=False)

    def _mark(self) -> None:
        """Put the mark in the contents on the page that shows."""
        self.contents.highlighted = self.contents.get_option_index(self._page.name)
        self.outline.update(_outline(self._page))
        following = _after(self._page)
        self.next_page.show_page(following, _next(following))

    @on(OptionList.OptionHighlighted, "#contents")
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_id is not None and event.option_id != self._page.name and self.contents.has_focus:
            self._show(event.option_id)

    @on(OptionList.OptionSelected, "#contents")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        assert event.option_id is not None
        self._show(event.option_id)
        self.text.focus(scroll_visible=False)

    @on(GuideText.Followed)
    def _followed(self, event: GuideText.Followed) -> None:
        page, _, section = event.target.partition("#")
        self.open(page, section)

    def action_turn(self, pages: int) -> None:
        """Show the page after this one, or before it."""
        index = NAMES.index(self._page.name) + pages
        if 0 <= index < len(NAMES):
            self._show(NAMES[index])

    def action_back(self) -> None:
        """Go back to where the last link was followed."""
        if self._been:
            page, y = self._been.pop()
            self._show(page, y=y)

    # Moving about

    def action_move(self, steps: int) -> None:
        """Move down or up: in the results, in the contents, or through the page."""
        options = self.results if self._searching else self.contents if self.contents.has_focus else None
        if options is None:
            self.reader.scroll_relative(y=steps, animate=False)
        else:
            options.action_cursor_down() if steps > 0 else options.action_cursor_up()

    def action_leaf(self, screens: int) -> None:
        """Scroll a screenful on or back, less one line."""
        self.reader.scroll_relative(y=screens * max(self.reader.size.height - 1, 1), animate=False)

    def action_ends(self, last: bool) -> None:
        """Scroll to the beginning or the end of the page."""
        self.reader.scroll_end(animate=False) if last else self.reader.scroll_home(animate=False)

    def action_side(self, reading: bool) -> None:
        """Focus the page, or the contents."""
        (self.text if reading else self.contents).focus(scroll_visible=False)

    def action_link(self, steps: int) -> None:
        """Move to the next link; past the last, to the contents."""
        if self._searching:
            (self.results if self.field.has_focus else self.field).focus()
            return
        if not self.text.has_focus:
            self.text.link = None
            self.text.focus(scroll_visible=False)
        above = self.text.gutter.top
        top = int(self.reader.scroll_y) - above
        if not self.text.step(steps, top, top + self.reader.size.height):
            self.text.link = None
            self.contents.focus()
            return
        region = self.text.link_region
        assert region is not None
        self.reader.scroll_to_region(region.translate((0, above)), animate=False)

    def action_follow(self) -> None:
        """Follow the link under the cursor."""
        self.text.follow(self.text.link)

    # Search

    @property
    def _searching(self) -> bool:
        return self.field.display

    def _show_search(self, visible: bool) -> None:
        """The search line and what it finds, or the page. Not by a class: the line is to take the next key at once."""
        self.field.display = self.results.display = visible
        self.reader.display = not visible

    def action_search(self) -> None:
        """Show the search line; what was asked before is still there, to be typed over."""
        self._index = self._index or index(guide.pages())
        if not self._searching:
            self._before_search = self.focused
        self._show_search(True)
        self.set_focus(self.field)
        self.field.action_select_all()
        self.reading.border_title = "Search the guide"
        self._list(self.field.value)

    def action_leave_search(self) -> None:
        """Close the search and show the page."""
        if self._searching:
            self._leave_search()
            (self._before_search or self.text).focus(scroll_visible=False)

    def _leave_search(self) -> None:
        self._show_search(False)
        self.reading.border_title = self.reading.border_subtitle = ""

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, query: str) -> None:
        self._results = search(self._index, query)
        self.results.clear_options()
        self.results.add_options(Option(_result(result)) for result in self._results)
        self.results.highlighted = 0 if self._results else None
        if not self._results:
            sentence = f"Nothing found for “{query.strip()}”. Try fewer letters, or another word."
            self.results.add_option(Option(Content(sentence if query.strip() else ""), disabled=True))
        self.reading.border_subtitle = f"{len(self._results)} found" if self._results else ""

    @on(Input.Submitted, "#search")
    def _submitted(self) -> None:
        self.results.action_select()

    @on(OptionList.OptionSelected, "#results")
    def _result_chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option in self.results.options:  # not typed away since it was chosen
            result = self._results[event.option_index]
            self.open(result.page.name, result.section.anchor)


def _hidden(widget: W) -> W:
    widget.display = False
    return widget


def _options() -> list[Option | None]:
    """The contents: each part with its title, then its pages."""
    options: list[Option | None] = []
    for part in CONTENTS:
        options.append(Option(Content(part.title), disabled=True))
        options += [Option(Content(guide.title(name)), id=name) for name in part.pages]
    return options


def _outline(page: Page) -> Content:
    """The headings of a page, and the pages that it leads to with how each begins; a click opens what it is on."""
    lines = [Content.assemble("· ", _leads(s.heading, page.name, s.anchor)) for s in page.sections if s.heading]
    names = dict.fromkeys(link.partition("#")[0] for link in page.links)
    pages = [guide.page(name) for name in names if name]
    if pages:
        lines += [Content(""), Content.styled("Links to", "bold")]
    for linked_page in pages:
        lines += [_leads(linked_page.title, linked_page.name), Content.styled(linked_page.opening, "$foreground 65%")]
    return Content("\n").join(lines)


def _leads(words: str, page: str, section: str = "") -> Content:
    return Content.styled(words, Style.from_meta({"@click": f"screen.open('{page}', '{section}')"}))


def _after(page: Page) -> Page:
    """The page after this one; after the last, the first."""
    return guide.page(NAMES[(NAMES.index(page.name) + 1) % len(NAMES)])


def _next(page: Page) -> Runs:
    """The line at a page's end that leads to the next one."""
    if page.name == NAMES[-1]:
        return ()
    following = _after(page)
    return Run("Next: "), Run(following.title, link=following.name)


def _result(result: Found) -> Content:
    """A section that was found, in a few lines: where it is, and the words around what was asked."""
    title = " › ".join(filter(None, (result.page.title, result.section.heading)))
    where = Content.styled(title, "bold")
    excerpt = Content(result.excerpt)
    for start, end in result.marks:
        excerpt = excerpt.stylize("$accent bold", start, end)
    return where + Content("\n") + excerpt + Content("\n")
