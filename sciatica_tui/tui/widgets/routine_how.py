"""How a routine is done: whether it may be now, its times, its figures, and the words."""

from __future__ import annotations

from collections.abc import Iterable

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...domain.records import RoutineStep
from ...domain.routines.catalogue import BY_NAME, Guided, title_of
from ...domain.routines.instructions import TEXTS
from ...domain.routines.poses import POSES
from ...domain.routines.session_plan import COUNTED_BELOW
from ...domain.routines.session_text import length_words, step_words
from .figures.pose_view import PoseView

MOST_POSES = 3
"""Figures beside each other at most: those of the largest set of ours."""


class PoseColumn(Vertical):
    """One exercise of a routine: its name where there are several, its figure, and its steps in a large window.

    Without colours of our own the figure is also said in words.
    """

    DEFAULT_CSS = """
    PoseColumn { width: 1fr; height: auto; margin-right: 1; }
    PoseColumn > Static { height: auto; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    PoseColumn > .pose-caption { text-style: italic; text-wrap: wrap; }
    PoseColumn > .pose-steps { text-style: none; text-wrap: wrap; display: none; }
    PoseColumn > PoseView { height: 9; }
    """

    name_line = getters.query_one(".pose-name", Static)
    caption = getters.query_one(".pose-caption", Static)
    steps = getters.query_one(".pose-steps", Static)
    figure = getters.query_one(PoseView)

    def compose(self) -> ComposeResult:
        yield Static(classes="pose-name")
        yield PoseView()
        yield Static(classes="pose-caption")
        yield Static(classes="pose-steps")

    def show(self, step: RoutineStep | None, number: int | None) -> None:
        """Show an exercise, with its `number` where there are several; `None`: nothing, and take no room."""
        self.display = step is not None
        if step is None:
            return
        self.set_class(number is not None, "-one-of-several")
        self.name_line.display = number is not None
        self.name_line.update(Content(f"{number} {title_of(step.name)}"))
        self.caption.display = self.app.no_color or self.app.native_ansi_color
        self.caption.update(Content(POSES[step.name].caption))
        how = TEXTS[step.name].how if step.name in TEXTS else ()
        self.steps.update(Content("\n".join(("", step_words(step).partition(": ")[2], "", *how))))
        self.figure.exercise = step.name
        self.figure.both_ends = True
        self.figure.repetition_share = 0.0
        self.figure.repetition_seconds = float(step.hold_seconds if step.hold_seconds < COUNTED_BELOW else 0)


class HowTo(VerticalScroll):
    """All about one routine."""

    DEFAULT_CSS = """
    HowTo > Static, HowTo > Horizontal { height: auto; }
    HowTo > #poses { margin: 1 0; max-width: 160; layout: vertical; }
    HowTo #how-text, HowTo #how-more { width: 1fr; max-width: 80; height: auto; padding-right: 1; }
    HowTo > #how-words { layout: vertical; }
    """

    now = getters.query_one("#how-now", Static)
    poses = getters.query_one("#poses", Horizontal)
    text = getters.query_one("#how-text", Static)
    more = getters.query_one("#how-more", Static)

    def compose(self) -> ComposeResult:
        yield Static(id="how-now")
        with Horizontal(id="poses"):
            for _ in range(MOST_POSES):
                yield PoseColumn()
        with Horizontal(id="how-words"):
            yield Static(id="how-text")
            yield Static(id="how-more")

    def show(self, routine: Guided, reason: str, notice: str, asides: Iterable[str], eased: str = "") -> None:
        """Show a routine.

        `reason` says why it may not be done now, `notice` what to mind if it may, `asides` which of its exercises are
        out, and why, `eased` how it went after it.
        """
        self.now.update(_now(routine, reason, notice, asides, eased))
        steps = list({step.name: step for step in routine.steps if step.name in POSES}.values())[:MOST_POSES]
        if [step.name for step in steps] == ["heat", "ice"]:
            steps = [RoutineStep(name=routine.name, hold_seconds=steps[0].hold_seconds)]
        self.poses.display = bool(steps)
        for number, column in enumerate(self.query(PoseColumn)):
            column.show(steps[number] if number < len(steps) else None, number + 1 if len(steps) > 1 else None)
        words = routine.words
        self.text.display = self.more.display = words is not None
        if words is not None:
            self.text.update(Content("\n".join(f"{number}. {step}" for number, step in enumerate(words.how, 1))))
            self.more.update(
                _under_headings(
                    ("It feels like", words.feel),
                    ("Stop when", words.stop),
                    ("In bed or on a chair", words.instead),
                    ("Source", words.source),
                )
            )


def _now(routine: Guided, reason: str, notice: str, asides: Iterable[str], eased: str) -> Content:
    """Whether it may be done now, its times, and how it went after it."""
    lines: list[Content] = []
    if reason:
        lines += [Content.styled(reason, "bold"), Content("")]
    elif notice:
        lines += [Content(notice), Content("")]
    reasons = [Content.styled(line, "bold") for line in asides]
    if reasons:
        lines += [*reasons, Content("")]
    for step in routine.steps:
        lines.append(Content(step_words(step)))
        if step.note:
            lines.append(Content(f"  {step.note}"))
    length = length_words(routine.plan)
    if length:
        lines.append(Content.styled(length, "$foreground 65%"))
    if routine.adjusted:
        default = ", ".join(dict.fromkeys(step_words(s).partition(": ")[2] for s in BY_NAME[routine.name].steps))
        lines.append(Content.styled(f"* changed by you; usually {default}", "$foreground 65%"))
    if eased:
        lines += [Content(""), Content(eased)]
    return Content("\n").join(lines)


def _under_headings(*parts: tuple[str, str]) -> Content:
    lines: list[Content] = []
    for heading, text in parts:
        if text:
            lines += [Content(""), Content.styled(heading, "bold"), Content(text)]
    return Content("\n").join(lines)
