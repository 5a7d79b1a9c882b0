"""The red flags: the list to mark, and the full screen that says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import msgspec
from textual import getters, on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...domain.records import MOST_RISES, CheckIn, Cleared, ClearedHow, Episode, RedFlagAnswer
from ...domain.red_flags import flags as red_flags
from ...domain.red_flags.alarms import Alarm, Doubt
from ...domain.red_flags.flags import BY_NAME, TITLES, Urgency
from ...domain.red_flags.raised import Raised, raised_by, with_second_try
from ...domain.text.dates import long_day, year_of
from ...domain.text.grammar import capital
from ...domain.text.visible import visible_line
from ...services import config
from ...services.commands import Scope, with_keys
from ...services.container import Services
from ..bindings import bindings, offers_and_help
from ..messages import RedFlagsRaised
from ..themes import styles
from ..widgets.command_bar import CommandBar
from ..widgets.flag_list import FlagList
from ..widgets.form_scroll import FormScroll
from ..widgets.hanging_rows import HangingRows
from ..widgets.session.big_word import BigWord
from .base import BaseScreen
from .dialogs import Answer, Ask, AskDay, AskNumber, AskText
from .saving import ask_until_kept, keep

TITLE = "Red flags · which of these are new?"
STAYS = (
    "It stays open until you say that a clinician has seen it ({action.seen}) or that it was a mistake "
    "({action.mistake})."
)
PAGE = 6
"""Flags that a page is."""
HEIGHTS = [(0, "-low"), (36, "-tall")]
"""Rows from which a class is given: the list over all of the window, or as a box in its middle."""
MORE_ABOVE, MORE_BELOW = "↑ more above", "↓ more below"
NO_FLAGS_SAVED = "Saved: nothing new among the red flags."
NO_NUMBER = "{action.number} enters your local number, to be shown here.\n\n"
NUMBERS = {Urgency.EMERGENCY: "emergency", Urgency.SAME_DAY: "same_day", Urgency.SOON: "clinician"}
"""Which of the person's own numbers is called, by its setting."""
NO_JUDGE = (
    "The app can't judge these signs. It asks because they can mean something that needs treatment. It is not a "
    "medical device, and no clinician has reviewed it."
)
MARKS_WARNING = "You marked something: {flags.confirm} continues, {flags.toggle} unmarks, {flags.close} drops it."
NOTHING = "Nothing is marked. {flags.none} says nothing is new, {flags.close} leaves it for later."


class RedFlagScreen(BaseScreen[tuple[str, ...] | None]):
    """Which of the red flags are new? Dismisses with their names, () for none, None where it was not answered."""

    CSS_PATH = styles("red_flags")
    SCOPE = Scope.RED_FLAGS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.RED_FLAGS),
        Binding("pagedown", f"move({PAGE})", show=False),
        Binding("pageup", f"move(-{PAGE})", show=False),
    ]
    AUTO_FOCUS = "FlagList"
    VERTICAL_BREAKPOINTS = HEIGHTS

    flags = getters.query_one(FlagList)
    scroll = getters.query_one(FormScroll)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._told_of_marks = False

    def compose(self) -> ComposeResult:
        with Vertical(id="flag-page") as page:
            page.border_title = TITLE
            yield Static(TITLE, classes="page-title")
            with FormScroll():
                yield FlagList()
            yield Static(id="more-below")
        yield CommandBar((), keep=1)

    def begin(self) -> None:
        """Start with nothing marked, at the top."""
        if self.is_mounted:
            self._told_of_marks = False
            self.flags.marked = frozenset()
            self.flags.cursor = 0
            self.scroll.scroll_home(animate=False)

    def on_mount(self) -> None:
        for changing in ("scroll_y", "virtual_size"):
            self.watch(self.scroll, changing, self._say_more)

    def on_resize(self) -> None:
        self.call_after_refresh(self._say_more)

    @on(FlagList.Changed)
    def _say_more(self) -> None:
        """Say below the list how many are marked and where it goes on, in the place of what was said of an answer."""
        self._told_of_marks = False
        marked = f"{len(self.flags.marked) or 'nothing'} marked"
        above = MORE_ABOVE if self.scroll.scroll_y > 0 else ""
        below = MORE_BELOW if self.scroll.scroll_y < self.scroll.max_scroll_y else ""
        self.query_one("#more-below", Static).update(" · ".join(filter(None, (marked, above, below))))

    def on_screen_resume(self) -> None:
        self.query_one(CommandBar).offers = offers_and_help(Scope.RED_FLAGS, self.services.settings.keys)

    def action_move(self, steps: int) -> None:
        """Move the cursor; the view follows."""
        self.flags.move(steps)
        region = self.flags.region_to_see(self.scroll.size.height)
        self.scroll.scroll_to_region(region.translate(self.flags.virtual_region.offset), animate=False, force=True)

    def action_ends(self, last: bool) -> None:
        """To the last or the first flag."""
        self.action_move(len(red_flags.RED_FLAGS) * (1 if last else -1))

    def action_mark(self) -> None:
        """Mark or unmark."""
        self.flags.toggle()

    def action_none(self) -> None:
        """None of these is new, unless one is marked."""
        if self.flags.marked:
            self._say_marked()
            return
        self.dismiss(())

    def action_confirm(self) -> None:
        """Keep the marks; with none marked nothing is taken as an answer."""
        marked = self.flags.marked
        if not marked:
            self.query_one("#more-below", Static).update(with_keys(NOTHING, self.services.settings.keys))
            return
        self.dismiss(tuple(flag.name for flag in red_flags.RED_FLAGS if flag.name in marked))

    def action_close(self) -> None:
        """Leave without an answer; where something is marked only once it was said that this drops it."""
        if self.flags.marked and not self._told_of_marks:
            self._say_marked()
        else:
            self.dismiss(None)

    def _say_marked(self) -> None:
        self._told_of_marks = True
        self.query_one("#more-below", Static).update(with_keys(MARKS_WARNING, self.services.settings.keys))


class ActionScreen(BaseScreen[bool]):
    """What to do about the red flags that are open, the most urgent first, and how each is ended.

    Dismisses with whether something else is to be marked.
    """

    CSS_PATH = styles("red_flags")
    SCOPE = Scope.ACTION
    BINDINGS = bindings(Scope.ACTION)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.unsaved: tuple[RedFlagAnswer, ...] = ()
        """Answers that are not in the journal."""
        self._shown = ""
        self._urgency = Urgency.SAME_DAY

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="action"):
            yield Static(id="action-title")
            yield BigWord(id="action-word")
            yield Static(id="action-text")
            yield Static(id="action-origin")
            yield HangingRows(indent=3, id="action-flags")
            yield Static(id="action-note")
        yield CommandBar(())

    def on_screen_resume(self) -> None:
        self.query_one(CommandBar).offers = offers_and_help(Scope.ACTION, self.services.settings.keys)
        self.show()

    def refresh_if_stale(self) -> None:
        """Draw anew where this is what shows; where a question lies over it, that is done when it is answered."""
        if self.app.screen is self and self.is_mounted and self.children:
            self.show()

    def show(self) -> None:
        """Draw what is open; leave when nothing is."""
        standing = self.standing()
        if not standing:
            self.dismiss(False)
            return
        answer = standing[0]
        self._shown = answer.id
        self._urgency = urgency = red_flags.urgency_of(answer.flags) or Urgency.SAME_DAY
        rows = [("•", BY_NAME[name].words if name in BY_NAME else visible_line(name)) for name in answer.flags]
        rows += [("", f"{capital(answer.why)}.")] if answer.why else []
        rows += [("", f"{len(standing) - 1} more open after this one.")] if len(standing) > 1 else []
        self.set_class(urgency is Urgency.EMERGENCY, "-emergency")
        self.query_one("#action").scroll_home(animate=False)
        self.query_one("#action-title", Static).update(Content(f"‼ {TITLES[urgency]}"))
        self.query_one(BigWord).text = TITLES[urgency]
        self.query_one("#action-text", Static).update(Content(self._what_to_do(urgency)))
        origin = "From your answers of" if answer.raised else "Marked on"
        day = long_day(answer.day) + year_of(answer.day, self.services.today())
        self.query_one("#action-origin", Static).update(Content(f"{origin} {day}:"))
        self.query_one("#action-flags", HangingRows).rows = tuple(rows)
        hint = "" if getattr(self.services.config.help, NUMBERS[urgency]) else NO_NUMBER
        next_words = Content(with_keys(f"{STAYS}\n\n{hint}", self.services.settings.keys))
        self.query_one("#action-note", Static).update(next_words + Content.styled(NO_JUDGE, "$foreground 65%"))

    def _what_to_do(self, urgency: Urgency) -> str:
        numbers = self.services.config.help
        return red_flags.what_to_do(urgency, numbers.emergency, numbers.same_day, numbers.clinician)

    def standing(self) -> tuple[RedFlagAnswer, ...]:
        """The answers that are open today, those that could not be saved among them."""
        answers = self.services.journal.all(RedFlagAnswer)
        saved_ids = {answer.id for answer in answers}
        unsaved = (answer for answer in self.unsaved if answer.id not in saved_ids)
        return red_flags.open_answers((*answers, *unsaved), self.services.today())

    @work
    async def action_number(self) -> None:
        """Ask for the number to call with what is shown, and keep it among the settings."""
        key = NUMBERS[self._urgency]
        setting = config.about("help", key)

        async def save(number: str) -> bool:
            await self.services.settings.change("help", key, number.strip() or None)
            return True

        def screen(number: str) -> AskText:
            return AskText(setting.title or key, setting.description or "", number)

        if await ask_until_kept(self.app, screen, save, getattr(self.services.config.help, key)):
            self.refresh_if_stale()

    @work
    async def action_seen(self) -> None:
        """Ask for the day a clinician saw it, and keep that."""
        shown = self._shown
        day = await self.app.push_screen_wait(
            AskDay("Seen by a clinician", "On which day did a clinician see this?", self.services.today())
        )
        if day is not None:
            await self._clear(shown, ClearedHow.SEEN, day)

    @work
    async def action_mistake(self) -> None:
        """Ask once more, and keep that it was a mistake."""
        shown = self._shown
        answer = await self.app.push_screen_wait(
            Ask(
                "A mistake?",
                "Say yes only if you don't have what is marked here.",
                (Answer("n", "No, keep it open", "no"), Answer("y", "Yes, it was a mistake", "yes")),
            )
        )
        if answer == "yes":
            await self._clear(shown, ClearedHow.MISTAKE, self.services.today())

    async def _clear(self, shown: str, how: ClearedHow, on: date) -> None:
        """End the one that was shown when the question was asked, whatever else has come up since."""
        answer = next((each for each in self.standing() if each.id == shown), None)
        if answer is None:
            return
        ended_answer = msgspec.structs.replace(answer, cleared=Cleared(how=how, on=on, at=self.services.clock.now()))
        before = () if answer in self.unsaved else (answer,)
        reason = "seen by a clinician" if how is ClearedHow.SEEN else "it was a mistake"
        await keep(
            self.app,
            self.services,
            "red flag ended",
            f"Saved: {reason}, {long_day(on)}.",
            ended_answer,
            before=before,
            hint="",
            on_failure="The red flag is still open.",
        )

    def action_scroll(self, lines: int) -> None:
        """Read on, or back."""
        self.query_one("#action").scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Back to the app; what is open stays open."""
        self.dismiss(False)

    def action_more(self) -> None:
        """To the list, to mark something else."""
        self.dismiss(True)


RIGHT, SEEN, WRONG = "yes", "seen", "no"


@dataclass(frozen=True)
class Confirmed:
    """The entry as it is to be kept, what it raises now that the person was asked, and whether a clinician saw it."""

    entry: CheckIn
    raised: Raised
    seen: bool = False


async def confirm(app: App[Any], entry: CheckIn, raised: Raised) -> Confirmed | None:
    """Ask what must be known before the entry is kept; None where the person wants to change it first."""
    while raised.doubts:
        doubt = raised.doubts[0]
        settled = await (_try_again if doubt.second_try else _ask_whether_weaker)(app, entry, raised, doubt)
        if settled is None:
            return None
        entry, raised = settled
    if not raised.alarms:
        return Confirmed(entry, raised)
    answer = await app.push_screen_wait(confirm_alarms(raised.alarms))
    return None if answer in (None, WRONG) else Confirmed(entry, raised, seen=answer == SEEN)


async def settle_doubt(app: App[Any], services: Services, name: str) -> None:
    """Ask about a number of the check-in with this id that nobody was asked about, and keep what is answered."""
    journal = services.journal
    entry = journal.get(CheckIn, name)
    if entry is None:
        return
    raised = raised_by(entry, journal.all(CheckIn), journal.all(RedFlagAnswer), journal.all(Episode))
    confirmed = await confirm(app, entry, raised)
    if confirmed is None:
        return
    now, today = services.clock.now(), services.today()
    changed_entry = [confirmed.entry] if confirmed.entry != entry else []
    answers = confirmed.raised.records(entry, today, now, seen_by_clinician=confirmed.seen, stamp=services.stamp)
    records = (*changed_entry, *answers)
    sentence, before = f"Saved with the check-in of {long_day(entry.day)}.", changed_entry and [entry]
    is_saved = bool(records) and await keep(app, services, "answer to a test", sentence, *records, before=before)
    if is_saved and confirmed.raised.alarms and not confirmed.seen:
        app.post_message(RedFlagsRaised())


async def _try_again(app: App[Any], entry: CheckIn, raised: Raised, doubt: Doubt) -> tuple[CheckIn, Raised] | None:
    """The second count takes the place of the first; without one the question waits on Today."""
    count = await app.push_screen_wait(
        AskNumber(
            "A second try",
            f"{capital(doubt.subject)}: {doubt.now} now, about {doubt.before:g} in the tests before. One low count "
            f"can be chance. Rest for five minutes, use the same support, and "
            f"count that side again. The second count is what counts; the first goes into the note.",
            MOST_RISES,
            "later, from Today",
        )
    )
    if count is None:
        return None
    if count == "":
        return entry, raised.without(doubt)
    second = int(count)
    changed = with_second_try(entry, doubt, second)
    return changed, raised.with_alarm(doubt.alarm(second)) if doubt.is_low(second) else raised.without(doubt)


async def _ask_whether_weaker(
    app: App[Any], entry: CheckIn, raised: Raised, doubt: Doubt
) -> tuple[CheckIn, Raised] | None:
    answer = await app.push_screen_wait(
        Ask(
            "Is your leg weaker than last week?",
            f"{capital(doubt.why)}.",
            (Answer("y", "Yes, it is weaker", RIGHT), Answer("n", "No", WRONG)),
        )
    )
    if answer is None:
        return None
    return entry, raised.with_alarm(doubt.alarm()) if answer == RIGHT else raised.with_denial(doubt)


def confirm_alarms(alarms: Sequence[Alarm]) -> Ask:
    """Asks whether what would raise these alarms is right; answers RIGHT, SEEN by a clinician already, or WRONG."""
    then = TITLES[max(alarm.urgency for alarm in alarms)]
    return Ask(
        "Is this right?",
        "\n".join(f"{capital(alarm.why)}." for alarm in alarms) + f"\n\nIf it is: {then[0].lower()}{then[1:]}.",
        (
            Answer("y", "Yes, it is right", RIGHT),
            Answer("c", "Yes, and a clinician has already seen this", SEEN),
            Answer("n", "No, I want to change the answer", WRONG),
        ),
    )
