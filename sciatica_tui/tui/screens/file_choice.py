"""A file chosen by its path, with what there is to choose from below."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ...services.folder_listing import FolderListing, first_lines, folder_above, list_folder, one_path
from ..themes import styles
from ..widgets.command_bar import CommandBar
from ..widgets.options import Options
from .dialogs import Dialog

KEYS = (
    ("⏎", "Open", "app.press('enter')"),
    ("Tab", "Complete", "complete"),
    ("↓ ↑", "Choose", "step(1)"),
    ("Esc", "Back", "dismiss(None)"),
)


WIDEST = 40
"""Letters of a name that what is said of the file stands behind."""

FEW = 4
"""Names beside which a small window has room for how a file begins."""

HOW = """\
Excel, LibreOffice, Google Sheets: save the sheet as CSV.
Daylio, Bearable, Track & Graph, Loop: export as CSV.
sciatica-tui on another machine: export all.json there.

Press ↓ to mark a file and see its first lines here."""
"""How a file comes about, while none is marked."""


class FileChoice(Dialog[str | None]):
    """A question for a file; dismisses with its path as typed, None on Esc."""

    CSS_PATH = styles("dialogs", "file_import")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", priority=True, show=False),
        Binding("down", "step(1)", priority=True, show=False),
        Binding("up", "step(-1)", priority=True, show=False),
    ]
    AUTO_FOCUS = "Input"

    input = getters.query_one(Input)
    files = getters.query_one("#files", OptionList)

    def __init__(self, title: str, text: str, path: str, problem: str = "") -> None:
        """`problem` is what was wrong with the file that was chosen before."""
        super().__init__(title, text)
        self._path = self._first_path = path
        self._problem = problem
        self._listing = FolderListing("", ())
        self._above = ""
        """The folder above the one that is listed, which the first row goes to; "" for no such row."""

    def controls(self) -> ComposeResult:
        yield Input(self._path, compact=True, select_on_focus=False)
        if self._problem:
            yield Static(Content(self._problem), id="problem")
        yield Options(id="files", compact=True)
        yield Static(id="beginning")

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield CommandBar(KEYS)

    def on_mount(self) -> None:
        self.input.cursor_position = len(self._path)
        self.files.can_focus = False
        self._list(self._path)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        path, self._path = one_path(event.value, self._path, self._first_path), event.value
        self._first_path = self._first_path if event.value == self._first_path else ""
        if path == event.value:
            self._list(path)
        else:
            self._type(path)

    @work(exclusive=True, group="listing")
    async def _list(self, path: str) -> None:
        listing = await asyncio.to_thread(list_folder, path)
        if self.gone:
            return
        self._listing = listing
        self._above = folder_above(listing.folder) if path == listing.folder else ""
        self.files.clear_options()
        if self._above:
            self.files.add_option(Option("../  the folder above"))
        width = min(WIDEST, max(map(len, self._listing.names), default=0))
        for name, about in zip(self._listing.names, self._listing.about, strict=True):
            behind = [(f"{'':{max(width - len(name), 0)}}  {about}", "$foreground 60%")] if about else []
            self.files.add_option(Option(Content.assemble(name, *behind)))
        self.files.highlighted = None
        self._show_beginning()
        self.set_class(len(self._listing.names) <= FEW, "-few")
        if not self._listing.names:
            where = "here" if path == listing.folder else "starts like this"
            words = listing.problem or f"no folder, CSV or JSON file {where}"
            self.files.add_option(Option(Content(words), disabled=True))

    @on(OptionList.OptionHighlighted)
    @work(exclusive=True, group="beginning")
    async def _show_beginning(self) -> None:
        """Show how the file begins that Enter would open."""
        path = self._marked() or self._only
        lines = await asyncio.to_thread(first_lines, path) if path and not path.endswith("/") else ()
        if not self.gone:
            head = (f"{path.rpartition('/')[2]} begins:\n", "bold")
            beginning = Content.assemble(head, "\n".join(lines)) if lines else Content(HOW)
            self.query_one("#beginning", Static).update(beginning)

    def action_step(self, steps: int) -> None:
        """Mark the next name, or the one before."""
        paths, index = self._paths, self.files.highlighted
        if paths:
            first = min(bool(self._above), len(paths) - 1)
            self.files.highlighted = min(max(first if index is None else index + steps, 0), len(paths) - 1)

    def action_complete(self) -> None:
        """Complete what is typed, by the marked name or as far as all go on alike."""
        name = self._marked()
        if name or self._listing.names:
            self._type(name or self._listing.completed(self.input.value))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._open(self._marked() or self._only or self.input.value.strip())

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        if event.option in self.files.options:  # not typed away since it was chosen
            self._open(self._paths[event.option_index])

    @property
    def _paths(self) -> list[str]:
        """What each row stands for."""
        above = [self._above] if self._above else []
        return above + [self._listing.folder + name for name in self._listing.names]

    @property
    def _only(self) -> str:
        """The one that goes on from what is typed, "" where there are more."""
        names = self._listing.names
        return self._listing.folder + names[0] if len(names) == 1 and not self.input.value.endswith("/") else ""

    def _marked(self) -> str:
        index = self.files.highlighted
        return self._paths[index] if index is not None and index < len(self._paths) else ""

    def _open(self, path: str) -> None:
        if path.endswith("/"):
            self._type(path)
        elif path:
            self.dismiss(path)

    def _type(self, path: str) -> None:
        self.input.value = path
        self.input.cursor_position = len(path)
