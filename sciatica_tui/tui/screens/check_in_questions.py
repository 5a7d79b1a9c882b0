"""The questions of the check-in form on the screen: moving between them, and what Enter does."""

from __future__ import annotations

from typing import Any

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from ...domain.charts.pain_map import usual_side
from ...domain.check_in.form import Form
from ...domain.measures.questions import Depth
from ...domain.records import CheckIn, Episode, Side
from ...services.commands import BY_ID, Scope
from ..bindings import bindings, command_offer, offers_while_typing
from ..themes import styles
from ..widgets.body_map import LEG, BodyMap
from ..widgets.choice_line import ChoiceLine
from ..widgets.command_bar import Offer
from ..widgets.fields.basic import RatingField
from ..widgets.fields.field import Field
from ..widgets.fields.flags_field import NONE_NEW
from ..widgets.fields.timed_fields import TimedField
from ..widgets.section_list import SectionList
from .check_in_fields import FLAGS
from .check_in_form import CheckInForm
from .check_in_overview import DEPTH_NAMES, EntriesBefore, FormOverview
from .form_navigation import Moving, follow_answer, following, hand_on, neighbour
from .mode_screen import ModeScreen

WIDTHS = [(0, "-compact"), (110, "-wide"), (170, "-huge")]
"""Columns from which a class is given: the form alone, with the body beside it, in two columns."""

HEIGHTS = [(0, "-low"), (20, "-usual"), (58, "-tall")]
"""Rows from which a class is given: only the questions; below the quick ones the entries before; below all of them."""

DEPTH_WORDS = {Depth.DAILY: "Less", Depth.WEEKLY: "Daily"}
"""What the key that asks more does instead, by the depth of the form."""

LASTING_WHILE_TYPING = 2
"""How many commands stay in the footer while letters are typed: red flags and quit have keys that are none."""

OTHER_SIDE = "That is the {clicked} leg; your pain is on the {usual}. {{checkin.depth}} asks for the side too."
FLAG_STAYS = "A red flag is marked; {red_flags} shows it, backspace on it takes the mark back."
TEN = "Leg pain 1 and back pain 0? If you meant 10, press t."
TEN_KEY = "t"
ONE_AND_ZERO = [("leg_pain", 1), ("back_pain", 0)]
ENTER_AGAIN = "This one is still open. Enter again leaves it open and goes on."
NOT_IN_TESTS = ("day(-1)", "copy", "no_flags", "weekly", "app.quit")
"""Actions that a footer does not name in the weekly tests; without the way out of the app all of these fit."""

WHILE_RUNNING = (("Space", "Stop", "app.press('space')"), ("Esc", "Discard", "app.press('escape')"))
LASTING_IN_RUN = 2
"""How many commands stay in the footer while the stopwatch runs: red flags and help."""

DONE_ANEW = "Tests are done anew each time: nothing is copied here."


class CheckInQuestions(Moving, ModeScreen):
    """The screen of a form without what becomes of it."""

    CSS_PATH = styles("checkin")
    MODE = "checkin"
    DIGITS_ANSWER = True
    SCOPE = Scope.CHECKIN
    BINDINGS = bindings(Scope.CHECKIN)
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    _last_answered: tuple[Field[Any], ...] = ()
    """The last two questions answered; those of a form that was laid out anew since are none of its own."""
    _typed_ten: tuple[Field[Any], ...] = ()
    """Leg and back pain that were answered with 1 and 0, one behind the other."""
    is_awaited = True
    """Whether a form was asked for that is not laid out yet."""

    box = getters.query_one(CheckInForm)
    hint = getters.query_one("#hint", Static)
    tabs = getters.query_one("#depths", ChoiceLine)
    beside = getters.query_one(FormOverview)
    near_map = getters.query_one("#near-map", BodyMap)
    before = getters.query_one(EntriesBefore)

    def body(self) -> ComposeResult:
        yield ChoiceLine(*DEPTH_NAMES, id="depths")
        with Container(id="check-in"), Container(id="form-and-beside"):
            with Container(id="questions"):
                yield CheckInForm(id="form", classes="panel")
                yield Static(id="hint")
                with Horizontal(id="below"):
                    yield BodyMap(id="near-map", classes="panel")
                    yield EntriesBefore(self.services.today())
            yield FormOverview(id="beside")

    def on_mount(self) -> None:
        self.await_form()

    def await_form(self) -> None:
        """Show no form until the one that was asked for is laid out: another would stand there for a moment."""
        self.is_awaited = True
        self.set_visible(visible=False)

    def set_visible(self, *, visible: bool) -> None:
        """Show or hide all that belongs to a form."""
        for part in (self.tabs, self.query_one("#form-and-beside")):
            part.visible = visible

    def show_depth(self, depth: Depth) -> None:
        """Give the form the looks of its depth, and name that above it."""
        for each_depth in Depth:
            self.query_one("#form-and-beside").set_class(each_depth is depth, f"-{each_depth.name.lower()}")
        for depths in self.query(ChoiceLine):
            depths.current = tuple(Depth).index(depth)

    @property
    def form(self) -> Form | None:
        """The open form; None before the first."""
        raise NotImplementedError

    def show_overview(self) -> None:
        """Draw what stands beside the questions."""
        raise NotImplementedError

    def show_draft_state(self) -> None:
        """Say what is open, and what saves."""
        raise NotImplementedError

    def action_save(self) -> None:
        """Save the check-in."""
        raise NotImplementedError

    def on_key(self, event: Key) -> None:
        """Digits answer here: one that the question has no use for does not leave the form for another mode."""
        if event.character and event.character.isdecimal():
            event.stop()
        elif event.key == TEN_KEY and self.form is not None and self._may_be_ten:
            self._make_ten_of_them()
            event.stop()
            event.prevent_default()

    @on(BodyMap.Chosen)
    def _zone_clicked(self, event: BodyMap.Chosen) -> None:
        if self.form is not None and not self.box.tests:
            _answer_click(self, self.form, event)

    @on(SectionList.Chosen)
    def _section_clicked(self, event: SectionList.Chosen) -> None:
        """Go to the first question of a section that is open, or to its first."""
        fields = dict(self.box.questions.groups())[event.title] if self.box.questions is not None else ()
        if fields:
            self._move(next((field for field in fields if field.value is None), fields[0]))

    @on(Field.Done)
    def _field_done(self, event: Field.Done) -> None:
        """Go to the next question, of the weekly tests only to one on the same page."""
        if self.box.tests:
            self._go_on_in_test(event)
        else:
            after = following(self.box.fields, event.field)
            self._move(after)
            self._note_answered(event.field)
            self.show_hint()

    def _go_on_in_test(self, event: Field.Done) -> None:
        """Go to the next question of the page, where an Enter right behind would skip it; only Enter turns the page.

        So the last answer stays in sight, and no digit answers a question that was not.
        """
        page = self.box.test.fields_now if self.box.test is not None else ()
        after = following(page, event.field)
        if after is not event.field:
            self._move(after)
            follow_answer(event, page)
        elif event.by_enter:
            self.action_go_on()
        if event.digit:
            hand_on(event.digit, after)

    @on(Field.Began)
    def _name_its_keys(self) -> None:
        if self.form is not None:
            self.show_hint()
            self.show_offers()

    @on(Field.Stayed)
    def _say_what_enter_does_next(self) -> None:
        self.show_hint(ENTER_AGAIN)

    @on(Field.Changed)
    def _answered_in_place(self, event: Field.Changed) -> None:
        self._note_answered(event.field)
        if self.form is not None:
            self.show_hint()

    def _note_answered(self, field: Field[Any]) -> None:
        if field not in self._last_answered[-1:]:
            self._last_answered = (*self._last_answered[-1:], field)
            if [(answered.name, answered.value) for answered in self._last_answered] == ONE_AND_ZERO:
                self._typed_ten = self._last_answered

    @property
    def _may_be_ten(self) -> bool:
        """Whether a 1 and a 0 stand for leg and back pain that were typed one behind the other, as a ten is."""
        answers = [(field.name, field.value) for field in self._typed_ten if field in self.box.fields]
        is_at_pain = isinstance(self.box.current_field, RatingField)  # where the key of ten answers that question
        return answers == ONE_AND_ZERO and not is_at_pain

    def _make_ten_of_them(self) -> None:
        """Take the 1 and the 0 as the ten of the leg, and ask for the back pain again."""
        leg, back = self._typed_ten
        leg.answer(10)
        back.clear()
        self._move(back)

    def on_descendant_focus(self) -> None:
        if self.form is not None:
            self.show_hint()
            self.show_offers()
            self.show_draft_state()
            if self.box.tests:
                self.show_overview()

    def on_descendant_blur(self) -> None:
        if self.form is not None and not self.gone and self.focused is None:
            self.show_offers()
            self.show_draft_state()

    def show_hint(self, *more_lines: str) -> None:
        """Say below the form what the question with the focus means, and its keys; above that what may be ten."""
        lines = [Content(line) for line in (self.box.remember_focus(), *more_lines)]
        if self._may_be_ten:
            lines.insert(0, Content.styled(TEN, "bold $text-warning"))
        hint = Content("\n").join(lines)
        self.hint.update(hint)
        self.beside.explain(self.box.current_field.label, hint)

    def action_move(self, steps: int) -> None:
        """Move to the next question or the one before, stopping at the ends."""
        field = neighbour(self.box.fields, self.box.current_field, steps)
        if field is not None:
            self._go_to(field)

    def action_page(self, pages: int) -> None:
        """Move as many questions on or back as show at once; in the weekly tests to another test."""
        self._go_to(self.box.page_away(pages))

    def action_ends(self, last: bool) -> None:
        """Move to the last or the first question."""
        self._go_to(self.box.fields[-1 if last else 0])

    def _go_to(self, field: Field[Any]) -> None:
        """Go where a key that moves leads."""
        self.box.reveal(field)
        self.move_to(field)
        self.show_offers()

    def _move(self, field: Field[Any]) -> None:
        self.box.reveal(field)
        field.focus()
        self.show_offers()

    def action_no_flags(self) -> None:
        """Answer that none of the red flags is new, unless one is marked; not among the weekly tests.

        Say so where its question is out of sight: `n` may have been the beginning of a word meant for a note.
        """
        if self.box.tests:
            return
        question = self.box.field(FLAGS)
        flags = question.value
        if flags:
            self.notify(self.with_keys(FLAG_STAYS), severity="warning")
        elif flags is None:
            question.answer(())
            if not self.box.region.overlaps(question.region):
                self.notify(self.with_keys(f"Red flags: {self._none_flags.lower()}. {{undo}} takes it back."))

    @property
    def _none_flags(self) -> str:
        questions = self.box.questions if self.form is not None else None
        return questions.none_flags if questions is not None else NONE_NEW

    def action_copy(self) -> None:
        """Copy yesterday's answer to this question."""
        field = self.box.current_field
        if self.box.tests:
            self.notify(DONE_ANEW)
        elif field.yesterday is not None:
            field.answer(field.yesterday, final=True)
        else:
            self.notify("You did not answer this on the day before.")

    def action_go_on(self) -> None:
        """Save; in the weekly tests, go on from the names of activities to their ratings, then from test to test."""
        current = self.box.current_field
        field = self.box.first_rating() or (self.box.next_test() if self.box.tests else None)
        if current.resting and not current.is_left_by_esc:
            current.begin()
        elif field is not None:
            self._move(field)
        else:
            self.action_save()

    def _offers(self) -> tuple[Offer, ...]:
        """Name first what Enter does, and the keys of the day before and after together."""
        offers = super()._offers()
        if self.form is not None and self.box.tests:
            offers = _offers_of_test(self, offers)
        if self._takes_words:
            return self._offers_while_typing(offers[0])
        before, after = _offer(self, "checkin.back"), _offer(self, "checkin.forward")
        depth = self.form.depth if self.form is not None else Depth.QUICK
        words = {"no_flags": self._none_flags} | ({"depth": DEPTH_WORDS[depth]} if depth in DEPTH_WORDS else {})
        together = ((f"{before[0]} {after[0]}", "Day", before[2]) if offer == before else offer for offer in offers)
        return tuple((key, words.get(action, word), action) for key, word, action in together)

    @property
    def _takes_words(self) -> bool:
        """Whether letters are typed, or would be after Enter: none of them is a command."""
        current = self.box.current_field if self.form is not None else None
        return current is not None and current.TAKES_WORDS and current.has_focus_within and not current.is_left_by_esc

    @property
    def save_key(self) -> str:
        """The key that saves: another one where Enter goes on or is typed."""
        is_other = self.form is not None and (self.form.depth is Depth.WEEKLY or self._takes_words)
        return self.with_keys("{checkin.save_now}") if is_other else "Enter"

    @property
    def _lasting_offers(self) -> int:
        is_test = self.form is not None and bool(self.box.tests)
        return LASTING_WHILE_TYPING if self._takes_words else super()._lasting_offers - is_test

    def _offers_while_typing(self, go_on: Offer) -> tuple[Offer, ...]:
        """Name only keys that do what they say in a text; Enter there goes on in the weekly tests alone."""
        resting = self.box.current_field.resting
        enter = ((go_on[0], "Type", go_on[2]),) if resting else (go_on,) if self.box.tests else ()
        more_offers = offers_while_typing((Scope.CHECKIN, Scope.ANYWHERE), self.services.settings.keys)
        close = _offer(self, "checkin.close")
        leave = () if resting else ((close[0], "Leave the field", close[2]),)
        more_offers = more_offers if resting else tuple(offer for offer in more_offers if offer != close)
        return (*enter, _offer(self, "checkin.save_now"), *leave, *more_offers)


def _offer(screen: ModeScreen, name: str) -> Offer:
    return command_offer(BY_ID[name], screen.services.settings.keys)


def _answer_click(screen: CheckInQuestions, form: Form, event: BodyMap.Chosen) -> None:
    """Take the zone, and in the daily form its side; where that is not asked, no other side's than is usual."""
    journal = screen.services.journal
    side = form.answers.get("side") or usual_side(journal.all(CheckIn), journal.all(Episode))
    is_other = event.zone in LEG and side not in (None, event.side, Side.BOTH)
    if is_other and form.depth is not Depth.DAILY:
        screen.notify(screen.with_keys(OTHER_SIDE.format(clicked=event.side, usual=side)), severity="warning")
        return
    screen.box.field("zone").answer(event.zone.value)
    if form.depth is Depth.DAILY and event.zone in LEG and (is_other or side is None):
        screen.box.field("side").answer(event.side.value)


def _offers_of_test(screen: CheckInQuestions, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """Name what a test needs: the next one and the one before, the way out, saving; nothing of the other depths.

    While a run goes on its keys are the stopwatch's.
    """
    box = screen.box
    (key, save, action), *more_offers = offers
    more_offers = [offer for offer in more_offers if offer[2] not in NOT_IN_TESTS]
    current = box.current_field
    if isinstance(current, TimedField) and current.running:
        return (*WHILE_RUNNING, *more_offers[-LASTING_IN_RUN:])
    next_test = "Rate them" if box.first_rating() is not None else "Next test"
    is_last = box.next_test() is None
    enter = (key, save if is_last else next_test, action)
    page_up = _offer(screen, "checkin.page_up")
    before = ((page_up[0], "Before", page_up[2]),) if box.page_away(-1) is not current else ()
    save_now = () if is_last else (_offer(screen, "checkin.save_now"),)
    first_offers = (*before, _offer(screen, "checkin.close"), *save_now)
    return (enter, *first_offers, *(offer for offer in more_offers if offer not in first_offers))
