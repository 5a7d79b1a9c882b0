"""History: the calendar of the year above the list of everything that was written down."""

from __future__ import annotations

from datetime import date
from functools import cache, partial
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus, Resize
from textual.widgets import Input

from ...domain.charts.measure_display import BY_MEASURE
from ...domain.days import worst_pain
from ...domain.errors import AppError
from ...domain.records import CheckIn, Medication, Record, RedFlagAnswer, Session
from ...domain.routines.done import was_done
from ...domain.text.dates import long_day, year_of
from ...domain.text.grammar import count
from ...domain.views.history import EntryKind, Listing
from ...services.check_ins import open_flags_text, red_flag_stays
from ...services.commands import Scope
from ...services.container import Services
from ...services.entries import belongings, listing
from ...services.side_records import SideRecord
from ..bindings import ENDS, STEPS, bindings
from ..exclusive_workers import begin, one_at_a_time
from ..messages import CheckInWanted
from ..notices import say_until_read
from ..themes import styles
from ..widgets.charts.year_calendar import DayMark, YearCalendar
from ..widgets.command_bar import Offer
from ..widgets.entry_list import EntryHead, EntryList
from ..window_size import WindowSize, window_size
from .entry_beside import EntryBeside
from .entry_details import details_and_day, title_of_entry
from .history_to_come import HistoryToCome, is_unmarked, unneeded_actions
from .mode_screen import BRINGS_BACK, ModeScreen

HEIGHTS = [(0, "-low"), (18, "-usual")]
"""Rows from which a class is given: in a low window the list has it all."""

PAGE_WIDTH = 70
"""Columns of an entry's page."""

EMPTY = "Nothing logged yet."
KEYS_OF_A_KIND = "{history.filter} next, Esc all"

MOVES = [*STEPS, *ENDS, Binding("down", "step(1)", show=False), Binding("up", "step(-1)", show=False)]
"""The arrows reach the screen from the search line, which leaves them alone."""
SEARCH_OFFERS: tuple[Offer, ...] = (
    ("⏎", "To the list", "app.press('enter')"),
    ("↑↓", "Move", "app.press('down')"),
    ("Esc", "Close", "back"),
)

UNFOLDS = "{history.swap} opens the calendar"

_mark = cache(DayMark)
"""Days look alike, and ten years are many."""


def offers_of_entry(offers: tuple[Offer, ...], *, can_edit: bool, is_read: bool) -> tuple[Offer, ...]:
    """Return what can be done with an entry: one that is read already Enter edits, where it can be edited."""
    edits = [("⏎" if is_read else key, words, action) for key, words, action in offers if action == "edit" and can_edit]
    other_offers = [offer for offer in offers if offer[2] not in ("open", "edit")]
    return (*edits, *other_offers) if is_read else (*offers[:1], *edits, *other_offers)


class HistoryScreen(ModeScreen):
    """Find, read, change and delete what was written down."""

    CSS_PATH = styles("history")
    MODE = "history"
    SCOPE = Scope.HISTORY
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.HISTORY),
        Binding("escape", "back", show=False),
        *MOVES,
    ]
    AUTO_FOCUS = "EntryList"
    SEARCH_OFFERS = SEARCH_OFFERS
    VERTICAL_BREAKPOINTS = HEIGHTS

    calendar = getters.query_one(YearCalendar)
    entry_list = getters.query_one(EntryList)
    search = getters.query_one("#search", Input)
    box = getters.query_one("#entries", Vertical)
    beside = getters.query_one(EntryBeside)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._all = Listing()
        self._kind: EntryKind | None = None
        self._opened_at_day = False
        """Whether another screen led here, for the entries of a day; Esc goes back to it."""
        self._id_before_search = ""
        self._deleted_ids: list[str] = []
        """The records deleted here, the latest last: one that comes back has the cursor again."""

    def body(self) -> ComposeResult:
        calendar = YearCalendar(self.services.today())
        calendar.add_class("panel")
        with Horizontal(id="list-and-details"):
            with Vertical(id="calendar-and-list"):
                yield calendar
                yield HistoryToCome()
                with Vertical(id="entries", classes="panel"):
                    words = "words, a day like 22 Nov, or a kind; Esc ends"
                    yield Input(id="search", placeholder=words, compact=True)
                    yield EntryHead()
                    yield EntryList(self.services.today(), "")
            yield EntryBeside(self.services)

    def show(self) -> None:
        """List what the journal holds now."""
        self._all = listing(self.services.journal, self.services.today())
        self.calendar.today = self.entry_list.today = self.services.today()
        self._mark_days()
        is_begun = bool(self.entry_list.entries)
        self.query_one("#list-and-details").set_class(is_unmarked(self._all.entries), "-unmarked")
        self.query_one(HistoryToCome).name_keys(self.with_keys)
        self._list()
        self.show_offers()
        if not is_begun:
            self.entry_list.show_latest(self.services.clock.now())
        if self._deleted_ids and self.entry_list.show_record(self._deleted_ids[-1]):
            self._deleted_ids.pop()

    @work(exclusive=True, group="marks")
    async def _mark_days(self) -> None:
        """Mark each day in the calendar, by the pain that is followed."""
        journal = self.services.journal
        seen = await self.services.assessment_cache.assess(self.services.today())
        if self.gone:
            return
        worst = worst_pain(journal.all(CheckIn), seen.followed_pain)
        routines = {session.day for session in journal.all(Session) if was_done(session)}
        self.calendar.pain = BY_MEASURE[seen.followed_pain].label.lower()
        self.calendar.marks = {day: _mark(worst.get(day), day in routines) for day in {*worst, *routines}}

    def go_to(self, day: date, entry: str = "") -> None:
        """Put the cursor on a day, or on the entry with an id on it, whatever was searched before."""
        self._leave_search()
        self._opened_at_day = True
        self.calendar.cursor = day
        if not self.entry_list.show_record(entry):
            self.entry_list.show_day(day)

    def go_back_to(self, checkin: CheckIn) -> None:
        """Put the cursor on a check-in, or leave it on what was taken with it; a search that hides it ends."""
        self.refresh_if_stale()
        current = self.entry_list.current
        at = _checkin_of(self.services, current.record) if current is not None else None
        if (at is None or at.id != checkin.id) and not self.entry_list.show_record(checkin.id):
            self.go_to(checkin.day, checkin.id)

    def _list(self) -> None:
        entries = self._all.matching(self.search.value, self._kind)
        search_words = " · ".join(filter(None, (self._kind.value if self._kind else "", self.search.value)))
        kind_words, keys = (self._all.kind_words(self._kind), KEYS_OF_A_KIND) if self._kind else ("", "")
        title = filter(None, ("Entries", kind_words, self.search.value, self.with_keys(keys)))
        self.box.border_title = Content(" · ".join(title))
        of_all = f"{len(entries)} of " if search_words else ""
        self.box.border_subtitle = f"{of_all}{count(len(self._all.entries), 'entry', 'entries')}"
        drops_filter = " Esc shows all." if self._kind else ""
        is_search = bool(search_words and self._all.entries)
        empty = f"Nothing found for {search_words}.{drops_filter}" if is_search else self.with_keys(EMPTY)
        self.entry_list.set_entries(entries, empty, self.search.value)
        self._show_details()
        self._follow_list()

    def _show_details(self) -> None:
        """The entry under the cursor in full, beside the list."""
        self.beside.draw(self.entry_list.current, self._all)
        self.show_offers()

    @on(Resize)
    def _fit(self) -> None:
        """Fold the calendar where the list would have less than half of the window; show as many details as fit."""
        self.calendar.folds = window_size(self.app.size) is WindowSize.COMPACT
        self._name_the_key_of_the_calendar()
        self.call_after_refresh(self._show_details)

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _name_the_key_of_the_calendar(self) -> None:
        self.calendar.border_subtitle = self.with_keys(UNFOLDS) if self.calendar.is_folded else ""

    def _offers(self) -> tuple[Offer, ...]:
        """Name nothing to be done with an entry where there is none; of a kind first how to go on and back."""
        offers = tuple(offer for offer in super()._offers() if offer[2] not in unneeded_actions(self._all.entries))
        if self._all.entries:
            offers = offers_of_entry(offers, can_edit=self._can_edit, is_read=self.beside.shows_all)
        if self._kind is None:
            return offers
        keys = ((self.with_keys("{history.filter}"), "Next kind", "filter"), ("Esc", "All", "back"))
        return (*offers[:1], *keys, *(offer for offer in offers[1:] if offer[2] != "filter"))

    @property
    def _can_edit(self) -> bool:
        """Whether the entry under the cursor has a form that changes it."""
        entry = self.entry_list.current
        return entry is None or isinstance(entry.record, CheckIn | SideRecord)

    # The calendar and the list go together

    @on(YearCalendar.DayChanged)
    def _day_changed(self, event: YearCalendar.DayChanged) -> None:
        self.entry_list.show_day(event.day)

    @on(YearCalendar.DayChosen)
    @on(Input.Submitted)
    def _go_to_list(self) -> None:
        self.entry_list.focus()

    @on(EntryList.Highlighted)
    def _highlighted(self) -> None:
        self._show_details()
        self._follow_list()

    def _follow_list(self) -> None:
        """Mark the day of the entry under the cursor, while the calendar is not moved itself."""
        if self.entry_list.current is not None and not self.calendar.has_focus:
            self.calendar.cursor = self.entry_list.current.day

    @on(EntryList.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_swap(self) -> None:
        """From the calendar to the list and back."""
        (self.calendar if self.entry_list.has_focus and self.calendar.display else self.entry_list).focus()

    def action_step(self, steps: int) -> None:
        """One entry up or down."""
        self.entry_list.cursor += steps

    def action_ends(self, last: bool) -> None:
        """To the newest or the oldest entry."""
        self.entry_list.cursor = len(self._all.entries) if last else 0

    # Search and filter

    def action_search(self) -> None:
        """Show the search line, and search in all kinds: no letter typed there could drop the filter."""
        self._kind = None
        self._list()
        if self.entry_list.current is not None and not self.search.has_class("-open"):
            self._id_before_search = self.entry_list.current.record.id
        self.search.add_class("-open")
        self.search.focus()

    async def action_back(self) -> None:
        """Show everything again; where it shows go back to the screen that led here for a day."""
        if self._opened_at_day and self._kind is None and not self.search.has_class("-open"):
            self._opened_at_day = False
            await self.run_action("app.leave")
        else:
            self._leave_search()

    def _leave_search(self) -> None:
        """End the search and show everything again: at what was chosen in the list, else at what was left for it."""
        goes_back = self.search.has_focus or (self.search.has_class("-open") and not self.entry_list.entries)
        self._kind = None
        self.search.value = ""
        self.search.remove_class("-open")
        self._list()
        if goes_back:
            self.entry_list.show_record(self._id_before_search)
        self.entry_list.focus()
        self.show_offers()

    @on(Input.Changed)
    def _search_changed(self) -> None:
        self._list()

    def action_filter(self) -> None:
        """Only check-ins, then only the next kind there is, then all."""
        kinds = [None, *self._all.kinds]
        number = kinds.index(self._kind) if self._kind in kinds else 0
        self._kind = kinds[(number + 1) % len(kinds)]
        self._list()
        self.show_offers()

    def action_open(self) -> None:
        """Read the whole entry; change it, where all of it stands beside the list already."""
        entry = self.entry_list.current
        if self.beside.shows_all:
            self.action_edit()
        elif entry is not None:
            from .entry_page import ON_THE_PAGE, EntryPage

            title, lines = title_of_entry(entry, self.services.today()), [details_and_day(entry, self._all, PAGE_WIDTH)]
            self.app.push_screen(EntryPage(title, lines, self.with_keys(ON_THE_PAGE)), self._act)

    async def _act(self, action: str | None) -> None:
        if action is not None:
            await self.run_action(action)

    def action_edit(self) -> None:
        """Change the entry in the form."""
        from .record_forms import form_of

        entry = self.entry_list.current
        if entry is None:
            return
        checkin = _checkin_of(self.services, entry.record)
        form = form_of(entry.record)
        if checkin is not None:
            self.post_message(CheckInWanted(entry=checkin))
        elif form is not None:
            self._ask_record(form, entry.day, entry.record)
        elif isinstance(entry.record, RedFlagAnswer) and entry.record.flags:
            self.notify(red_flag_stays(entry.record))
        else:
            deletes = self.with_keys("{history.delete} deletes it.")
            self.notify(f"A {entry.kind.value} can't be changed; {deletes}")

    @one_at_a_time("add")
    async def action_add(self) -> None:
        """Something for the day under the cursor."""
        from .dialogs import Answer, Ask
        from .record_forms import FORMS

        day = self._day()
        of_day = () if day > self.services.today() else (Answer("c", "A check-in", "checkin"),)  # a visit can be ahead
        answers = [*of_day, *(Answer(name[0], form.title, name) for name, form in FORMS.items())]
        answer = await self.app.push_screen_wait(Ask("Add", f"What do you want to add to {long_day(day)}?", answers))
        if answer == "checkin":
            self.post_message(CheckInWanted(day=day))
        elif answer is not None:
            self._ask_record(answer, day, None)

    def _ask_record(self, name: str, day: date, old: Record | None) -> None:
        """Ask for a record of one of the forms, and keep it."""
        from .record_editing import edit_record

        begin(self, partial(edit_record, self.app, self.services, name, day, old), "record")

    def _day(self) -> date:
        if self.calendar.has_focus or self.entry_list.current is None:
            return self.calendar.cursor
        return self.entry_list.current.day

    @work(group="delete")
    async def action_delete(self) -> None:
        """Delete the entry, and with a check-in what belongs to it."""
        from .saving import delete_or_ask, tell_failure, tell_saved

        entry = self.entry_list.current
        if entry is None:
            return
        what = f"{entry.kind.value} of {long_day(entry.day)}{year_of(entry.day, self.services.today())}"
        if any(isinstance(other.record, Medication) for other in belongings(self.services.journal, entry.record)):
            what += " with its medication"
        try:
            deletion = await delete_or_ask(self.app, self.services, what, entry.record)
        except AppError as error:
            tell_failure(self.app, error)
            return
        if deletion is None:
            return
        self._deleted_ids.append(entry.record.id)
        unasked = " The red flags now count as not asked that day." if _asked_flags(entry.record) else ""
        sentence = f"{what[0].upper()}{what[1:]} deleted.{unasked}"
        tell_saved(self.app, self.services, sentence, BRINGS_BACK, certain=deletion.certain)
        if deletion.open_flags:
            say_until_read(self.app, open_flags_text(deletion.open_flags))


def _checkin_of(services: Services, record: Record) -> CheckIn | None:
    if isinstance(record, CheckIn):
        return record
    if isinstance(record, Medication) and record.checkin is not None:
        return services.journal.get(CheckIn, record.checkin)
    return None


def _asked_flags(record: Record) -> bool:
    """Whether it is an answer of the person's that none of the red flags is new."""
    return isinstance(record, RedFlagAnswer) and not record.raised
