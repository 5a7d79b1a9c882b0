"""A running session as someone on the floor sees it: what to do, the time, what is next, how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.containers import Center, Horizontal, Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ....domain.records import Side
from ....domain.routines.session_plan import ON_SKIN
from ....domain.routines.timer_view import SessionTone, View
from ..hover import Hovering, hit_of, hit_style
from .amount_bars import AmountBars
from .big_digits import BigDigits
from .big_word import BigWord

if TYPE_CHECKING:
    from ..figures.pose_view import PoseView

FLASH_SECONDS = 0.25

WIDE = 100
"""Columns from which every sentence fits one line."""

POSED = (70, 20)
"""Columns and rows of the view from which there is room for a figure beside the digits."""

SWITCH_TO = "Switch to"
"""What is said before the side that comes next, so that the side has room in a small window too."""

Offer = tuple[str, str, str]
"""(key shown, words, action)"""


class Line(Widget):
    """One line of text, or two pushed to both ends; redraws without layout."""

    DEFAULT_CSS = """
    Line { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    ALLOW_SELECT = False

    text: reactive[str] = reactive("")
    end: reactive[str] = reactive("")

    def render(self) -> Content:
        """The text, with `end` at the right; where both don't fit the end stays whole."""
        if not self.end:
            return Content(self.text)
        end = Content(self.end)
        text = Content(self.text).truncate(max(self.content_size.width - end.cell_length - 1, 0), ellipsis=True)
        return text + Content(" " * (self.content_size.width - text.cell_length - end.cell_length)) + end


class Bar(Widget):
    """A bar over the whole width; `share` is a fraction from 0 to 1."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--done", "bar--left"}
    DEFAULT_CSS = """
    Bar {
        width: 1fr; height: 1; text-wrap: nowrap;
        & > .bar--left { color: $foreground 30%; }
        &:ansi > .bar--left { text-style: dim; }
    }
    """
    ALLOW_SELECT = False

    share: reactive[float] = reactive(0.0, repaint=False)

    def watch_share(self, before: float, now: float) -> None:
        """Draw again only where a cell changes."""
        if self._cells(before) != self._cells(now):
            self.refresh()

    def _cells(self, share: float) -> int:
        width = self.content_size.width
        return min(max(round(share * width), 0), width)

    def render(self) -> Content:
        """High blocks for what is done, low ones for what is left, so that it reads without colour."""
        width, cells = self.content_size.width, self._cells(self.share)
        filled, left = self.get_visual_style("bar--done"), self.get_visual_style("bar--left")
        return Content.assemble(("▆" * cells, filled), ("▁" * (width - cells), left))


class Buttons(Hovering, Widget):
    """Commands side by side, each as wide as its share and as high as the widget, for mouse and glance."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"buttons--key"}
    DEFAULT_CSS = """
    Buttons {
        width: 1fr; height: 1; text-wrap: nowrap; background: $panel; color: $text-muted;
        & > .buttons--key { color: $primary; text-style: bold; }
    }
    """
    ALLOW_SELECT = False

    offers: reactive[tuple[Offer, ...]] = reactive(())

    def render(self) -> Content:
        """Key and words in the middle of each share; where they don't all fit, the keys alone in equal shares."""
        width, height = self.content_size
        key_style = self.get_visual_style("buttons--key")
        short = self._needed() > width
        line = blank = Content("")
        for number, (key, words, action) in enumerate(self.offers):
            room = self._start(number + 1, width) - self._start(number, width)
            label = Content.assemble((key, key_style), "" if short else f" {words}")
            before = max((room - label.cell_length) // 2, 0)
            button = Content(" " * before) + label + Content(" " * max(room - before - label.cell_length, 0))
            line += button.stylize(hit_style(action))
            blank += Content(" " * room).stylize(hit_style(action))
        return Content("\n").join(line if row == (height - 1) // 2 else blank for row in range(height))

    def _needed(self, offers: int | None = None) -> int:
        """Cells for the first of the offers, with a space to each side of them."""
        return sum(len(key) + len(words) + 3 for key, words, _ in self.offers[:offers])

    def _start(self, number: int, width: int) -> int:
        spare = width - self._needed()
        if spare < 0:
            return number * width // len(self.offers)
        return self._needed(number) + number * spare // len(self.offers)

    async def on_click(self, event: Click) -> None:
        """Do what stands under the pointer."""
        event.stop()
        action = hit_of(event)
        if isinstance(action, str):
            await self.run_action(action)


class SessionView(Vertical):
    """The session without its buttons. `shown` is one moment of it; only what changed is drawn again.

    A click anywhere in it is posted as `Pressed`: the largest target there is, for pausing.
    """

    DEFAULT_CSS = """
    SessionView {
        width: 1fr; height: 1fr; padding: 0 1; background: $surface;
        & > BigWord { margin-top: 1; }
        & > #middle { height: 1fr; margin: 1 0; }
        & PoseView { display: none; width: 3fr; margin-right: 4; }
        & BigDigits { width: 2fr; }
        &.-posed BigDigits { margin-right: 4; }
        &.-flat > #middle { layout: vertical; }
        &.-flat PoseView, &.-flat BigDigits { width: 1fr; margin: 0 0 1 0; }
        &.-narrow > #middle { layout: horizontal; }
        &.-narrow PoseView { width: 1fr; margin: 0 2 0 0; }
        &.-narrow BigDigits { width: 1fr; margin: 0 1 0 0; }
        & > #line, & > #notice { text-align: center; }
        & > #notice { display: none; text-style: bold; }
        & > #step { margin-top: 1; }
        & > #amounts { display: none; height: 1fr; margin: 1 0; padding: 0 2; }
        & AmountBars { max-width: 130; }

        &.-ready { background: $secondary-muted; }
        &.-work { background: $success-muted; }
        &.-switch { background: $warning-muted; }
        &.-ice { background: $primary-muted; }
        &.-heat { background: $error-muted; }
        &.-skin_check { background: $accent; color: $background; }
        &.-paused { background: $panel; & BigDigits { color: $foreground 60%; } }
        &.-noticed > #notice { display: block; }
        &.-flash { background: $foreground; color: $background; }
        &.-flash PoseView { background: $surface; color: $foreground; }
        &:ansi { background: ansi_default; &.-flash { background: ansi_default; text-style: reverse; } }
    }
    SessionView.-roomy > BigWord { height: 5; }
    SessionView.-vast > BigWord { height: 8; }
    SessionView.-posed.-with-pose PoseView { display: block; }
    SessionView.-narrow {
        & > #line, & > #notice { height: 2; text-wrap: wrap; }
        & > #step { margin-top: 0; }
    }
    SessionView.-tight {
        & > BigWord { margin: 0; height: 1; }
        & > #middle { margin: 0; }
        & > #step { margin-top: 0; }
    }
    SessionView.-over {
        align: center middle;
        & > BigWord { height: 5; margin: 0 0 1 0; }
        & > #top { text-align: center; text-style: bold; margin-bottom: 1; }
        &.-roomy > BigWord { height: 8; }
        & > #middle, & > #step, & > #next, & > #whole { display: none; }
        & > #amounts { display: block; }
        &.-narrow { & > #line { height: auto; } & > #amounts { margin: 1 0 0 0; } }
    }
    """

    class Pressed(Message):
        """The view was clicked."""

    top = getters.query_one("#top", Line)
    total = getters.query_one("#whole", Bar)
    word = getters.query_one(BigWord)
    digits = getters.query_one(BigDigits)
    amounts = getters.query_one(AmountBars)
    line = getters.query_one("#line", Line)
    notice = getters.query_one("#notice", Line)
    step = getters.query_one("#step", Bar)
    next = getters.query_one("#next", Line)

    shown: reactive[View | None] = reactive(None, repaint=False)

    def compose(self) -> ComposeResult:
        yield Line(id="top")
        yield Bar(id="whole")
        yield BigWord()
        from ..figures.pose_view import PoseView  # with all poses: only once a session runs

        with Horizontal(id="middle"):
            yield PoseView(id="pose")
            yield BigDigits()
        yield Line(id="line")
        yield Line(id="notice")
        with Center(id="amounts"):
            yield AmountBars()
        yield Bar(id="step")
        yield Line(id="next")

    def on_mount(self) -> None:
        self.watch_shown(None, self.shown)

    def flash(self) -> None:
        """Turn light and dark around for a moment."""
        self.add_class("-flash")
        self.set_timer(FLASH_SECONDS, lambda: self.remove_class("-flash"))

    def watch_shown(self, before: View | None, now: View | None) -> None:
        """Hand each part what it shows. Bars move with the seconds, not with each tick."""
        if not self.children or now is None or (before is not None and _at_a_glance(before) == _at_a_glance(now)):
            return
        is_over = now.tone is SessionTone.OVER
        self.top.text, self.top.end = now.routine, "" if is_over else f"{now.left} left of {now.total}"
        self.total.share, self.step.share = now.session_share, now.step
        is_switch = now.tone is SessionTone.SWITCH and bool(now.side)
        self.word.text = SWITCH_TO if is_switch else now.word
        self.word.second = "" if now.tone is SessionTone.PAUSED else now.side
        self._show_pose(now)
        self.digits.text = "" if is_over else now.digits
        self.digits.longest = now.longest_digits
        self.digits.side = now.side.removesuffix(" leg")
        self.line.text = line_of(now)
        self.notice.text = now.notice
        may_notice = now.exercise in ON_SKIN and not is_over  # a pause says to take it off: the digits stay as they are
        self.set_class(bool(now.notice) or may_notice, "-noticed")
        self.step.visible = not now.is_only_step
        self.amounts.amounts = now.amounts
        self._give_amounts_their_rows()
        self.next.text = f"Next: {now.next}" if now.next else ""
        if before is None or before.tone is not now.tone:
            for tone in SessionTone:
                self.set_class(tone is now.tone, f"-{tone}")

    def _show_pose(self, now: View) -> None:
        """The figure of what is done, or of what comes next; it keeps time with the repetitions counted."""
        pose: PoseView = self.query_one("#pose")  # type: ignore[assignment]
        pose.exercise, pose.side = now.exercise, Side(now.side.removesuffix(" leg")) if now.side else None
        self.set_class(now.tone is not SessionTone.OVER and bool(pose.pose), "-with-pose")
        self.set_class(now.exercise in ON_SKIN, "-flat")  # lies stretched out: wide and low
        pose.repetition_share, pose.repetition_seconds = now.repetition_share, now.repetition_seconds

    def on_resize(self) -> None:
        """Give up the air where there is little room, and show the figure where there is much."""
        self.set_class(self.size.width >= POSED[0] and self.size.height >= POSED[1], "-posed")
        self.set_class(self.size.height < 19, "-tight")
        self.set_class(self.size.width < WIDE, "-narrow")
        self.set_class(self.size.height >= 30, "-roomy")
        self.amounts.spaced = self.size.height >= 30
        self._give_amounts_their_rows()
        self.set_class(self.size.height >= 50, "-vast")

    def _give_amounts_their_rows(self) -> None:
        """No more than they need of what is left, so that all stands in the middle."""
        self.query_one("#amounts").styles.max_height = self.amounts.rows

    def on_click(self) -> None:
        self.post_message(self.Pressed())


def line_of(view: View) -> str:
    """`Hamstring stretch, 2 of 3. Strap round the foot, knee soft, breathe.` The title only where it is news."""
    if view.tone is SessionTone.OVER:
        return view.line
    name = ", ".join(part for part in (view.title if view.title != view.routine else "", view.count) if part)
    return f"{name}. {view.line}" if name and view.line else name or view.line


def _at_a_glance(view: View) -> tuple[object, ...]:
    return view.clock, view.left, view.tone, view.word, view.side, view.count, view.next, view.notice, view.line
