"""What a spreadsheet means and brings, before it is taken over: columns with their evidence, and the changes."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar, NamedTuple

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from ...domain.errors import AppError
from ...domain.text.lines import on_lines
from ...services import imports
from ...services.commands import Scope, with_keys
from ...services.container import Services
from ...services.imports import ColumnView, SheetChanges, SheetEntries, SheetImport, Spreadsheet, Unsure
from ..bindings import bindings, offers
from ..exclusive_workers import one_at_a_time
from ..themes import styles
from ..widgets.column_list import BLANK, COMES_IN, LEFT_OUT_MARK, UNSURE, ColumnList
from ..widgets.command_bar import CommandBar
from ..window_size import WindowSize
from .base import BaseScreen
from .dialogs import Answer, Ask

CHANGED = "Your history changed elsewhere in the meantime. This is what the file brings now."
DATES = "This column says when each entry was; without it nothing can be imported."
EMPTY = "This column is empty: there is nothing to import from it."
WHICH = "Which of these columns do you want to decide?"
LEAF = "leaf(1)"

TO_DECIDE = "Nothing is saved yet. {import.decide} asks about a ?; {import.take} imports without it."
READY = "Nothing is saved yet. {import.decide} imports what has a ✓; {undo} takes it all back."
OPEN = "Nothing comes in yet. {import.decide} asks about a ?; {import.close} goes back."
NOTHING = "There is nothing new to import. {import.close} goes back."
UNTIL = "Not decided, so left out until you do: "
KEYS = "✗ left out · ! a cell is left out"


class TakeOver(NamedTuple):
    """What is to be taken over, and what becomes of entries that were changed here too or are gone from the sheet."""

    entries: SheetEntries
    changes: SheetChanges
    sheet_wins: bool
    delete_gone: bool


class ImportPreview(BaseScreen[TakeOver | None]):
    """The columns, and beside or below them what the file brings.

    Dismisses with what to take over, None for nothing.
    """

    CSS_PATH = styles("file_import")
    SCOPE = Scope.IMPORT
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.IMPORT)
    AUTO_FOCUS = "#columns"

    columns = getters.query_one("#columns", ColumnList)
    brings = getters.query_one("#brings Static", Static)

    def __init__(self, services: Services, sheet_import: SheetImport, spreadsheet: Spreadsheet) -> None:
        super().__init__()
        self.services = services
        self._sheet_import = sheet_import
        self._guessed = spreadsheet
        self._spreadsheet = spreadsheet
        self._choices: dict[str, Unsure] = {}
        self._last_decided = ""
        self._brought: tuple[SheetEntries, SheetChanges] | None = None
        self._lines = ""

    def compose(self) -> ComposeResult:
        with Container(id="import-head"):
            yield Static(Content(self._guessed.file_line), id="import-file")
            yield Static(id="import-next")
        with Container(id="import-panels"):
            columns = ColumnList(id="columns", classes="panel", compact=True)
            columns.border_title = "What each column means"
            yield columns
            with VerticalScroll(id="brings", classes="panel", can_focus=False) as box:
                box.border_title = "What it brings"
                yield Static()
            with Container(id="as-written", classes="panel") as file:
                file.border_title = "The file"
                file.border_subtitle = KEYS
                yield Static(id="as-written-titles")
                with VerticalScroll(can_focus=False):
                    yield Static(id="as-written-rows")
        yield CommandBar(offers((Scope.IMPORT,), self.services.settings.keys), keep=1)

    def on_mount(self) -> None:
        self._show()

    # What is shown

    def _show(self) -> None:
        """Show the columns with what was decided, and work out what that brings."""
        self._spreadsheet = imports.with_choices(self._guessed, self._choices)
        views = self._columns
        titles = [view.title for view in views]
        title = self._undecided[0] if self._undecided else self._last_decided
        marked = titles.index(title) if title in titles else 0
        self.columns.set_columns(views, marked, evidence_of_all=self.window_size > WindowSize.COMPACT)
        marks = [view.mark for view in views for _ in view.titles]
        numbers = (
            (marks.count(" "), "comes in" if marks.count(" ") == 1 else "come in"),
            (marks.count("?"), "to decide"),
            (marks.count("–"), "left out"),
        )
        self.columns.border_subtitle = " · ".join(f"{number} {words}" for number, words in numbers if number)
        self._work_out()

    @property
    def _columns(self) -> list[ColumnView]:
        """The columns as they are listed: those that are asked about first, also once they are decided."""
        return sorted(self._spreadsheet.columns, key=lambda view: view.title not in self._guessed.unsure)

    @property
    def _marked(self) -> ColumnView | None:
        index = self.columns.highlighted
        return self._columns[index] if index is not None else None

    @property
    def _undecided(self) -> tuple[str, ...]:
        return tuple(title for title in self._guessed.unsure if title not in self._choices)

    @work(exclusive=True, group="changes")
    async def _work_out(self) -> None:
        """Read all rows, in a thread, with the columns that are sure or decided."""
        self._brought, self._lines = None, ""
        self.brings.update("…")
        spreadsheet = imports.with_choices(self._spreadsheet, dict.fromkeys(self._undecided, Unsure.SKIP))
        try:
            entries, changes, beside, too_early = await asyncio.to_thread(self._read, spreadsheet)
        except AppError as error:
            if not self.gone:
                self.brings.update(Content(str(error)))
            return
        if self.gone:
            return
        self._brought = (entries, changes) if changes.brings or changes.removals else None
        open_number = len(self._undecided)
        left_out = entries.left_out._replace(columns=entries.left_out.columns - open_number)
        summary = (
            (COMES_IN if changes.brings else BLANK, imports.count_line(changes)),
            (BLANK, beside),
            (UNSURE, UNTIL + ", ".join(self._undecided) if open_number else ""),
            (LEFT_OUT_MARK, left_out.words),
            (BLANK, too_early),
        )
        lines = [f"{mark} {words}" for mark, words in summary if words] + imports.changes_lines(changes)
        lines = lines if entries.rows else ["Only the dates are understood."]
        self._lines = "\n".join([*lines, "", *entries.preview])
        self._show_rows(entries)
        self._fit()

    def _show_rows(self, entries: SheetEntries) -> None:
        """Show the rows of the file, the first one with a mark in view."""
        titles, *rows = entries.as_written
        self.query_one("#as-written-titles", Static).update(Content(titles))
        self.query_one("#as-written-rows", Static).update(Content("\n".join(rows)))
        first_line = next((number for number, row in enumerate(rows) if not row.startswith(BLANK)), 0)
        scroll = self.query_one("#as-written VerticalScroll", VerticalScroll)
        self.call_after_refresh(lambda: scroll.scroll_to(y=max(first_line - scroll.size.height // 2, 0), animate=False))

    @on(Resize)
    def _fit(self) -> None:
        """Break what it brings between words, below its own column."""
        width = self.query_one("#brings").content_size.width - 1  # the scroll bar's
        if self._lines:
            self.brings.update(Content(on_lines(self._lines, width if width > 0 else None, widows=False)))
            self.call_after_refresh(self._name_enter)

    def _read(self, spreadsheet: Spreadsheet) -> tuple[SheetEntries, SheetChanges, str, str]:
        entries = self._sheet_import.entries(spreadsheet)
        changes = self._sheet_import.changes(entries)
        too_early = with_keys(self._sheet_import.before_start(changes), self.services.settings.keys)
        return entries, changes, self._sheet_import.beside(changes), too_early

    def _name_enter(self) -> None:
        """Name Enter by what it does: it decides a column with a ?, or imports where none is left."""
        verb = "Decide" if self._undecided else "Import"
        if self._undecided:
            sentence = OPEN if self._brought is None else TO_DECIDE
        else:
            sentence = NOTHING if self._brought is None else READY
        self.query_one("#import-next", Static).update(Content(with_keys(sentence, self.services.settings.keys)))
        box = self.query_one("#brings", VerticalScroll)
        on = with_keys("{import.on}", self.services.settings.keys)
        box.border_subtitle = f"{self.brings.size.height} lines · {on} reads on" if self._has_more else ""
        self.query_one(CommandBar).offers = tuple(
            (key, verb if action == "decide" else words, action)
            for key, words, action in offers((Scope.IMPORT,), self.services.settings.keys)
            if (action != "take" or verb == "Decide") and (action != LEAF or self._has_more)
        )

    @property
    def _has_more(self) -> bool:
        """Whether what it brings is longer than its box."""
        return self.query_one("#brings", VerticalScroll).max_scroll_y > 0

    # What the keys do

    def action_move(self, steps: int) -> None:
        """Mark the next column, or the one before."""
        self.columns.action_cursor_down() if steps > 0 else self.columns.action_cursor_up()

    def action_leaf(self, pages: int) -> None:
        """Move what it brings by a page."""
        box = self.query_one("#brings", VerticalScroll)
        box.scroll_page_down(animate=False) if pages > 0 else box.scroll_page_up(animate=False)

    def action_close(self) -> None:
        """Leave without taking anything over."""
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_decide()

    @one_at_a_time("decide")
    async def action_decide(self) -> None:
        """Ask what the marked column is, or else the first that is open; where none is, import."""
        if not self._undecided:
            self.action_take()
            return
        view = self._marked
        await self._ask_about(view.title if view and view.title in self._undecided else self._undecided[0])

    @one_at_a_time("decide")
    async def action_change(self) -> None:
        """Ask what the marked column is, also where the app is sure of it."""
        view = self._marked
        if view is None:
            return
        titles = [title for title in view.titles if title in self._guessed.askable]
        if len(titles) > 1:
            answers = tuple(
                Answer(str(number) if number < 10 else "", title, title) for number, title in enumerate(titles, 1)
            )
            title = await self.app.push_screen_wait(Ask("Left out", WHICH, answers))
            titles = [title] if title is not None else []
        elif not titles:
            self.notify(EMPTY if view.mark == "–" else DATES)
        for title in titles:
            await self._ask_about(title)

    async def _ask_about(self, title: str) -> None:
        words = self._guessed.choice_words(title)
        answers = tuple(Answer(imports.CHOICE_KEYS[choice], text, choice) for choice, text in words.items())
        answer = await self.app.push_screen_wait(Ask(title, self._guessed.meaning(title), answers))
        if answer is not None:
            self._choices[title] = Unsure(answer)
            self._last_decided = title
            self._show()

    @one_at_a_time("take")
    async def action_take(self) -> None:
        """Take over what is shown, once what is open is answered."""
        if self._brought is None:
            self.notify("There is nothing to import.", severity="warning")
            return
        entries, changes = self._brought
        if self._undecided:
            leave = (Answer("y", "Leave them out and import the rest", "y"), Answer("n", "Back, to decide", "n"))
            text = f"Not decided yet, and left out: {', '.join(self._undecided)}."
            if await self.app.push_screen_wait(Ask("Columns with a ?", text, leave)) != "y":
                return
        sheet_wins = await self._prefers(
            len(changes.conflicts),
            "Changed in the sheet and here",
            Answer("k", "Keep mine", "keep"),
            Answer("s", "Use the sheet's", "other"),
        )
        delete_gone = await self._prefers(
            len(changes.removals),
            "No longer in the sheet",
            Answer("k", "Keep them", "keep"),
            Answer("d", "Delete them here too", "other"),
        )
        if sheet_wins is None or delete_gone is None:
            return
        if await self.services.journal_writer.run(partial(self._sheet_import.is_current, entries, changes)):
            self.dismiss(TakeOver(entries, changes, sheet_wins, delete_gone))
        else:
            self.notify(CHANGED, severity="warning")
            self._show()

    async def _prefers(self, number: int, title: str, *answers: Answer) -> bool | None:
        """Ask what becomes of that many entries, where there are any; None where the person goes back."""
        if not number:
            return False
        text = "1 entry." if number == 1 else f"{number} entries."
        answer = await self.app.push_screen_wait(Ask(title, text, answers))
        return None if answer is None else answer == "other"
