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
from ...domain.routines.instructions import STOP_DOWN, TEXTS
from ...domain.routines.pose import STANDING
from ...domain.routines.poses import POSES
from ...domain.routines.session_plan import COUNTED_BELOW, RoutineKind, total_seconds
from ...domain.routines.session_text import length_words, step_words
from ...domain.routines.step_table import time_line
from ...domain.routines.timer_view import length_text
from ..window_size import WindowSize, window_size
from .figures.pose_view import PoseView
from .hanging_rows import HangingRows
from .time_line import TimeLine

MOST_POSES = 3
"""Figures beside each other at most: those of the largest set of ours."""


class PoseColumn(Vertical):
    """One exercise of a routine: its name where there are several, its figure, and its steps in a large window.

    Without colours of our own the figure is also said in words.
    """

    DEFAULT_CSS = """
    PoseColumn { width: 1fr; height: auto; margin-right: 1; }
    PoseColumn Static { height: auto; }
    PoseColumn .pose-name { text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    PoseColumn .pose-caption { text-style: italic; }
    PoseColumn > .pose-words { height: auto; }
    PoseColumn > .pose-words > * { display: none; }
    """

    caption = getters.query_one(".pose-caption", Static)
    steps = getters.query_one(HangingRows)
    figure = getters.query_one(PoseView)

    def compose(self) -> ComposeResult:
        yield Static(classes="pose-name")
        yield PoseView()
        yield Static(classes="pose-caption")
        with Vertical(classes="pose-words"):
            yield Static(classes="pose-name")
            yield HangingRows(indent=3)

    def show(self, step: RoutineStep | None, number: int | None) -> None:
        """Show an exercise, with its `number` where there are several; `None`: nothing, and take no room."""
        self.display = step is not None
        if step is None:
            return
        for name_line in self.query(".pose-name").results(Static):
            name_line.update(Content(f"{number} {title_of(step.name)}" if number is not None else ""))
        self.caption.display = self.app.no_color or self.app.native_ansi_color
        self.caption.update(Content(POSES[step.name].caption))
        self.steps.rows = numbered(TEXTS[step.name].how if step.name in TEXTS else ())
        self.figure.exercise = step.name
        self.figure.both_ends = True
        self.figure.repetition_share = 0.0
        self.figure.repetition_seconds = float(step.hold_seconds if step.hold_seconds < COUNTED_BELOW else 0)


def numbered(steps: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the steps as rows, each with its number."""
    return tuple((f"{number}.", step) for number, step in enumerate(steps, 1))


class HowTo(VerticalScroll):
    """All about one routine; what to mind comes before what is only good to know."""

    DEFAULT_CSS = """
    HowTo > Static, HowTo > Horizontal { height: auto; }
    HowTo > #poses { max-width: 160; layout: vertical; }
    HowTo HangingRows { max-width: 80; }
    HowTo > #how-words { layout: vertical; }
    HowTo > TimeLine, HowTo > #how-length { display: none; }
    HowTo > #how-length { color: $foreground 65%; }
    """

    now = getters.query_one("#how-now", Static)
    length = getters.query_one("#how-length", Static)
    poses = getters.query_one("#poses", Horizontal)
    line = getters.query_one(TimeLine)
    steps = getters.query_one("#how-steps", HangingRows)
    more = getters.query_one("#how-more", HangingRows)

    def compose(self) -> ComposeResult:
        yield Static(id="how-now")
        yield Static(id="how-length")
        with Horizontal(id="poses"):
            for _ in range(MOST_POSES):
                yield PoseColumn()
        yield TimeLine()
        with Horizontal(id="how-words"):
            yield HangingRows(indent=3, id="how-steps")
            yield HangingRows(indent=12, id="how-more")

    def show(self, routine: Guided, reason: str, notice: str, asides: Iterable[str], eased: str = "") -> None:
        """Show a routine.

        `reason` says why it may not be done now, `notice` what to mind if it may, `asides` which of its exercises are
        out, and why, `eased` how it went after it.
        """
        self.now.update(_now(routine, reason, notice, asides))
        self.length.update("" if routine.own else length_words(routine.plan))
        steps = [step for step in {step.name: step for step in routine.steps}.values() if self._has_figure(step)]
        steps = steps[:MOST_POSES]
        if [step.name for step in steps] == ["heat", "ice"]:
            steps = [RoutineStep(name=routine.name, hold_seconds=steps[0].hold_seconds)]
        self.poses.display = bool(steps)
        self.poses.set_class(len(steps) > 1, "-several")
        for number, column in enumerate(self.query(PoseColumn)):
            column.show(steps[number] if number < len(steps) else None, number + 1 if len(steps) > 1 else None)
        spans = time_line(routine)
        self.line.spans = spans if len(spans) > 1 else ()
        words = routine.words
        self.steps.rows = numbered(words.how if words else map(_own_step, routine.steps))
        parts = (
            ("Stop when", " ".join(_stop_rules(routine))),
            ("Feels like", words.feel if words else ""),
            ("So far", eased),
            ("Instead", words.instead if words else ""),
            ("Source", words.source if words else ""),
        )
        self.more.rows = tuple((heading, text) for heading, text in parts if text)

    def _has_figure(self, step: RoutineStep) -> bool:
        """Whether there is a figure that can be made out: in the few rows of a small window none that stands."""
        pose = POSES.get(step.name)
        is_low = pose is not None and pose.start.shoulder[1] < STANDING.shoulder[1] - 1
        return is_low or (pose is not None and window_size(self.app.size) > WindowSize.COMPACT)


def _own_step(step: RoutineStep) -> str:
    """Say `Lean back: 5 × 10 s, rest 5 s. Hands on the hips.`: what to do, and the note or our cue."""
    cue = step.note or (TEXTS[step.name].cue if step.name in TEXTS else "")
    return f"{step_words(step, RoutineKind.OWN)}. {cue}".rstrip()


def _stop_rules(routine: Guided) -> tuple[str, ...]:
    """Return when to stop, each rule once; what is in a person's own words stops as most of ours do."""
    if routine.words:
        return (routine.words.stop,)
    return tuple(dict.fromkeys(TEXTS[name].stop if name in TEXTS else STOP_DOWN for name in routine.exercises))


def _now(routine: Guided, reason: str, notice: str, asides: Iterable[str]) -> Content:
    """Whether it may be done now, and its times."""
    lines: list[Content] = []
    if reason:
        lines += [Content.styled(reason, "bold"), Content("")]
    elif notice:
        lines.append(Content.styled(notice, "$text-warning"))
    reasons = [Content.styled(line, "bold") for line in asides]
    if reasons:
        lines += [*reasons, Content("")]
    if routine.own:
        in_all = length_words(routine.plan) or f"{length_text(total_seconds(routine.plan))} in all"
        return Content("\n").join((*lines, Content(in_all)))
    times = {step_words(step, routine.kind).partition(": ")[2] for step in routine.steps}
    are_named = all(step.name in POSES and not step.note for step in routine.steps)  # at the figures
    are_alike = are_named and len(times) == 1 < len(routine.steps)
    if are_alike:
        lines.append(Content(f"Each: {times.pop()}"))
    for step in () if are_alike else routine.steps:
        words = step_words(step, routine.kind)
        lines.append(Content(words.removeprefix(f"{routine.title}: ")))
        if step.note:
            lines.append(Content(f"  {step.note}"))
    if routine.adjusted:
        usual_words = (step_words(step, routine.kind).partition(": ")[2] for step in BY_NAME[routine.name].steps)
        default = ", ".join(dict.fromkeys(usual_words))
        lines.append(Content.styled(f"* changed by you; usually {default}", "$foreground 65%"))
    return Content("\n").join(lines)
