"""The red flags: the list to mark, and the full screen that says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import getters, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from ...domain.records import MOST_RISES, CheckIn, Episode, RedFlagAnswer
from ...domain.red_flags import flags as red_flags
from ...domain.red_flags.alarms import Alarm, Doubt
from ...domain.red_flags.flags import FIRST_NONE, TITLES, last_asked
from ...domain.red_flags.raised import Raised, raised_by, with_second_try
from ...domain.text.dates import long_day
from ...domain.text.grammar import capital
from ...services.commands import Scope, with_keys
from ...services.container import Services
from ..bindings import bindings, offers_and_help
from ..messages import RedFlagsRaised
from ..themes import styles
from ..widgets.command_bar import CommandBar
from ..widgets.flag_list import FlagList
from ..widgets.form_scroll import FormScroll
from .base import BaseScreen
from .dialogs import Answer, Ask, AskNumber
from .saving import keep

TITLE, FIRST_TITLE = "Red flags · which of these are new?", "Red flags · which of these apply to you?"
PAGE = 6
"""Flags that a page is."""
HEIGHTS = [(0, "-low"), (36, "-tall")]
"""Rows from which a class is given: the list over all of the window, or as a box in its middle."""
SPACED = 60
"""Rows of a window from which the flags stand apart."""
MORE_ABOVE, MORE_BELOW = "↑ {} more above", "↓ {} more below"
NO_FLAGS_SAVED, FIRST_SAVED = "Saved: nothing new among the red flags.", "Saved: none of the red flags applies."
MARKS_WARNING = "You marked something: {flags.confirm} continues, {flags.toggle} unmarks, {flags.close} drops it."
NOTHING = "Nothing is marked. {flags.none}: nothing new, {flags.close}: later."
FIRST_NOTHING = "Nothing is marked. {flags.none}: none of these, {flags.close}: later."


def never_asked(services: Services) -> bool:
    """Return whether no red flag was ever asked about."""
    journal = services.journal
    return last_asked(journal.all(CheckIn), journal.all(RedFlagAnswer), services.today()) is None


class RedFlagScreen(BaseScreen[tuple[str, ...] | None]):
    """Which of the red flags are new? Dismisses with their names, () for none, None where it was not answered.

    The first time it asks which of them apply: some began long ago.
    """

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
        self.is_first = False

    def compose(self) -> ComposeResult:
        with Vertical(id="flag-page"):
            yield Static(classes="page-title")
            with FormScroll():
                yield FlagList()
            yield Static(id="more-below")
        yield CommandBar((), keep=1)

    def begin(self) -> None:
        """Start with nothing marked, at the top."""
        self.is_first = never_asked(self.services)
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
        self.flags.is_spaced = self.app.size.height >= SPACED
        first = round(self.scroll.scroll_y)
        self.flags.window = first, first + self.scroll.size.height
        above, below = self.flags.outside()
        words = (
            f"{len(self.flags.marked) or 'Nothing'} marked",
            MORE_ABOVE.format(len(above)) if above else "",
            MORE_BELOW.format(len(below)) if below else "",
        )
        self.query_one("#more-below", Static).update(" · ".join(filter(None, words)))

    def on_screen_resume(self) -> None:
        title = FIRST_TITLE if self.is_first else TITLE
        self.query_one("#flag-page").border_title = title
        self.query_one(".page-title", Static).update(title)
        bar = self.query_one(CommandBar)
        offers = offers_and_help(Scope.RED_FLAGS, self.services.settings.keys)
        if self.is_first:
            offers = tuple((key, FIRST_NONE if action == "none" else words, action) for key, words, action in offers)
        bar.offers = offers

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
            nothing = with_keys(FIRST_NOTHING if self.is_first else NOTHING, self.services.settings.keys)
            arrows = (f"{arrow} {len(flags)}" for arrow, flags in zip("↑↓", self.flags.outside(), strict=True) if flags)
            left_out = " ".join(arrows)
            self.query_one("#more-below", Static).update(f"{nothing} · {left_out} more" if left_out else nothing)
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
