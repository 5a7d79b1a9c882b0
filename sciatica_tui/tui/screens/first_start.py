"""The first start: what the app is and is not, where things are, and the first three questions about the episode."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, ItemGrid, Vertical
from textual.content import Content
from textual.widgets import Static

from ...domain.charts.pain_map import MODERATE, ZONES
from ...domain.errors import BadInput
from ...domain.records import CheckIn, Episode, Side
from ...domain.text.dates import long_day, year_of
from ...domain.text.grammar import count
from ...services.commands import with_keys
from ...services.container import Services
from ..bindings import strip_of
from ..modes import WHAT_FOR
from ..widgets.body_map import BodyMap, shades_on
from ..widgets.command_bar import CommandBar
from ..widgets.fields.field import Field
from ..widgets.form_scroll import FormScroll
from ..widgets.hanging_rows import HangingRows
from ..widgets.session.big_word import BigWord
from .episode import EpisodeScreen

PROMISE = "Log how you are, and see whether you are really getting better.\nEverything stays on this machine."
NOTICE = (
    "This is not a medical device. It does not diagnose, does not tell you what to take, and knows only what you tell "
    "it. When something worries you, ask a clinician, whatever it says here.\n\n"
    "Red flags ({red_flags} at any time) are signs that you need help soon."
)
IMPORT_LATER = "Importing comes after these questions: ^s skips the rest of them, then {import} chooses a file."
COME_NEXT = "They come next."
MARKED = "One is open: {red_flags} shows what to do."

BEGIN, SKIP = "Press Enter to start.", "Skip anything you like."
GOING_ON = "Enter goes to the next question. Skip anything you like."
CLICK = "click your side"

UNREAD = "That date can't be used. Change it, or press ^s again to leave it out."

WHOLE_LEG = (0, *(MODERATE,) * (len(ZONES) - 1))
"""The shades of a leg that hurts somewhere."""

ONE_LINE = 71
"""Columns of what is said of the start, in any window that shows all: a second line would move the next question."""
IN_SHORT = "Say 3 weeks ago, or October."

GAP = 3
"""Columns between a mode and what it is for."""


class SideMap(BodyMap):
    """The legs, the one that hurts shaded: nobody has said yet where."""

    NAMES_ZONE = False


class FirstStartScreen(EpisodeScreen):
    """It has no way back but quitting. No question has the focus until Enter begins: a digit answers nothing before."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+o", "say_when_import", show=False, id="import")]
    LABEL_CELLS = 28
    LEADS_TO_HELP = True
    _unread = ""
    """The start that couldn't be read when it was to be kept: the next time it is left out."""

    def __init__(self, services: Services, episode: Episode | None, flags_words: str = COME_NEXT) -> None:
        """`episode` holds answers that were given already but not saved; `flags_words` say when red flags are asked."""
        super().__init__(services, episode)
        self._flags_words = flags_words
        self.set_class(bool(services.journal.all(CheckIn)), "-has-entries")

    def compose(self) -> ComposeResult:
        keys = self.services.settings.keys
        modes = tuple((words, WHAT_FOR[name]) for name, _, words in strip_of(keys))  # no key leads there yet
        with FormScroll(), Vertical(id="welcome"):
            with Vertical(id="welcome-head"):
                word = BigWord()
                word.text = "Sciatica"
                yield word
                yield Static(PROMISE, id="promise")
            with ItemGrid(id="welcome-columns"):
                with Vertical(classes="panel") as notice:
                    notice.border_title = "Before you begin"
                    yield Static(with_keys(f"{NOTICE} {self._flags_words}", keys), id="notice")
                with Vertical(classes="panel", id="where-box") as where:
                    where.border_title = "What is where"
                    yield HangingRows(modes, indent=max(len(mode) for mode, _ in modes) + GAP)
            with Horizontal(id="welcome-questions"):
                with Vertical(classes="panel questions") as questions:
                    questions.border_title = "Three short questions"
                    yield Static(self._invitation(), id="questions-title")
                    yield from self._first_questions()
                with Vertical(classes="panel", id="side-box") as side_box:
                    side_box.border_title, side_box.border_subtitle = "From behind", CLICK
                    yield SideMap()
        yield CommandBar((("⏎", "Begin", "next"), ("^s", "Skip the rest", "go_on"), ("q", "Quit", "app.quit")), keep=1)

    def _invitation(self) -> Content:
        entries = entries_words(self.services.journal.all(CheckIn), self.services.today())
        begin = Content.styled(f" {BEGIN} ", "reverse")
        return Content.assemble(f"{entries}\n" if entries else "", begin, f" {SKIP}")

    def _focus_first(self) -> None:
        if self._episode is not None:  # answered already, but not saved: Enter tries again
            self.query(Field).last().focus()

    def on_descendant_focus(self) -> None:
        super().on_descendant_focus()
        takes_words = any(
            field.TAKES_WORDS and field.has_focus_within and not field.is_left_by_esc for field in self.query(Field)
        )
        self.query_one("#questions-title", Static).update(GOING_ON)
        for bar in self.query(CommandBar):
            quits = ("^c" if takes_words else "q", *bar.offers[-1][1:])
            bar.offers = (("⏎", "Next", "next"), *bar.offers[1:-1], quits)

    @on(Field.Changed)
    def _show_side(self) -> None:
        side = self._answer("side")
        self.query_one(SideMap).shades = shades_on(Side(side), WHOLE_LEG) if side is not None else ()

    @on(BodyMap.Chosen)
    def _side_clicked(self, event: BodyMap.Chosen) -> None:
        field = next(field for field in self.query(Field) if field.name == "side")
        field.focus()
        field.answer(event.side.value)

    def action_go_on(self) -> None:
        """Close with the answers; a start that can't be read says so, and is left out the next time."""
        text = self._answer("started") or ""
        if not self._readable and text == self._unread:
            next(field for field in self.query(Field) if field.name == "started").clear()
        elif not self._readable:
            self._unread = text
            self._say()
        super().action_go_on()

    def _why_not(self, error: BadInput) -> str:
        if self._unread and self._answer("started") == self._unread:
            return UNREAD
        words = super()._why_not(error)
        return words if len(words) <= ONE_LINE else f"{words.partition(';')[0].rstrip('.')}. {IN_SHORT}"

    def action_say_when_import(self) -> None:
        """Say when a file can be imported."""
        self.notify(with_keys(IMPORT_LATER, self.services.settings.keys))

    def action_leave(self) -> None:
        """Do nothing: there is nowhere to go back to."""

    def _more_names(self) -> tuple[str, ...]:
        return ()


def entries_words(checkins: Sequence[CheckIn], today: date) -> str:
    """Say that what was logged without the app is here; nothing where there is none."""
    if not checkins:
        return ""
    first = min(checkin.day for checkin in checkins)
    day = f"{long_day(first)}{year_of(first, today)}"
    if len(checkins) == 1:
        return f"Your entry of {day} is here."
    return f"Your {count(len(checkins), 'entry', 'entries')} since {day} are here."
