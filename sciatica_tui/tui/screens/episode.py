"""The questions about an episode."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ...domain.check_in.date_input import read_day
from ...domain.errors import BadInput
from ...domain.measures.questions import SIDES, YES_NO
from ...domain.records import Episode, Side
from ...domain.text.dates import long_day
from ...services.container import Services
from ..themes import styles
from ..widgets.command_bar import CommandBar
from ..widgets.fields.basic import ChoiceField
from ..widgets.fields.field import Field
from ..widgets.fields.tags_field import TagsField
from ..widgets.fields.text_field import TextField
from ..widgets.form_scroll import FormScroll
from .base import BaseScreen
from .check_in_fields import MOST_ACTIVITIES
from .form_navigation import follow_answer

RISK_FACTORS = (
    "long sitting", "heavy lifting", "long driving", "a physical job", "smoking", "overweight", "diabetes", "pregnancy",
)  # fmt: skip
"""Offered to be taken with a key; any word of one's own will do."""

AGE = "first_under_20_or_over_50"
"""A question of the first episode alone; a yes is a red flag to book an appointment for."""

HOW_TO_SAY = "Like yesterday, 3 weeks ago, October or 2025."
NOT_YET = "Not understood yet. "


class EpisodeScreen(BaseScreen[Episode | None]):
    """Dismisses with the episode, the one given changed or a new one; None where it was left with Esc."""

    CSS_PATH = styles("episode")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Next"),
        Binding("ctrl+s", "go_on", "Continue"),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("escape", "leave", "Back"),
        Binding("q", "app.quit", "Quit"),
    ]
    AUTO_FOCUS = ""
    LEADS_TO_RED_FLAGS = True
    _judged_text = ""
    """The start that couldn't be read when it was to be left."""
    LABEL_CELLS: ClassVar[int] = 30
    """Cells before the answers: the longest question on one line."""

    def __init__(
        self,
        services: Services,
        episode: Episode | None,
        *,
        after: date | None = None,
        title: str = "Episode",
        meaning: str = "",
    ) -> None:
        """`after` is when the one before it began: it has to begin later. `meaning` says what saving it brings."""
        super().__init__()
        self._title, self._meaning = title, meaning
        self._after = after
        self.services = services
        self._episode = episode

    def compose(self) -> ComposeResult:
        with FormScroll(), Vertical(classes="panel questions -alone") as box:
            box.border_title = self._title
            yield Static(f"{self._meaning} Enter keeps an answer and goes on.".lstrip(), id="questions-title")
            yield from self._first_questions()
            episode = self._episode
            factors = episode.risk_factors if episode is not None else None
            yield self._question(TagsField("risk_factors", "What may add to it?", RISK_FACTORS, value=factors))
            activities = episode.activities if episode is not None else None
            hard = TagsField("activities", "Three things it makes hard", limit=MOST_ACTIVITIES, value=activities)
            yield self._question(hard)
            if self._after is None:  # a later one is not the first
                at_that_age = episode.first_under_20_or_over_50 if episode is not None else None
                words = "Your first, at under 20 or over 50?"
                yield self._question(ChoiceField(AGE, words, YES_NO.options, by_words=True, value=at_that_age))
        yield CommandBar((("⏎", "Next", "next"), ("^s", "Save", "go_on"), ("Esc", "Back", "leave")))

    def _first_questions(self) -> ComposeResult:
        """The three that the first start asks, too, with the line that says how the start was understood."""
        episode = self._episode
        started = episode.started.isoformat() if episode is not None and episode.started is not None else None
        side = episode.side.value if episode is not None and episode.side is not None else None
        yield self._question(ChoiceField("side", "Which side?", SIDES.options, 1, value=side))
        since = TextField("started", "Since when?", placeholder="for example, 3 weeks ago", value=started)
        since.add_class("-day")
        yield self._question(since)
        yield Static(id="understood")
        cause = episode.cause if episode is not None else None
        words = "What were you told it is?"
        yield self._question(TextField("cause", words, placeholder="for example, a slipped disc", value=cause))

    def _question(self, field: Field[Any]) -> Field[Any]:
        field.label_cells = self.LABEL_CELLS
        return field

    def on_mount(self) -> None:
        self._say()
        self._focus_first()

    def _focus_first(self) -> None:
        self.query(Field).first().focus()

    def on_descendant_focus(self) -> None:
        self._say()

    @on(Field.Changed)
    def _say(self) -> None:
        """Show how the start was understood; of one that can't be read only where it is to be left as it is."""
        is_judged = not self._is_typed or self._answer("started") == self._judged_text
        error_words = ""
        try:
            started = self._started()
        except BadInput as error:
            started, error_words = None, self._why_not(error) if is_judged else ""
        how = f"{NOT_YET if self._answer('started') else ''}{HOW_TO_SAY}" if self._is_typed else ""
        words = f"Started on {long_day(started)} {started.year}." if started else how
        understood = self.query_one("#understood", Static)
        understood.set_class(bool(error_words), "-unreadable")
        understood.update(Content(error_words or words))

    @property
    def _is_typed(self) -> bool:
        """Whether the start is being asked for: what is there may be half a word."""
        return any(f.has_focus_within and f.name == "started" and not f.is_left_by_esc for f in self.query(Field))

    def _judge(self) -> None:
        """Say of a start that is not to be left why it can't be read."""
        self._judged_text = self._answer("started") or ""
        self._say()

    def _why_not(self, error: BadInput) -> str:
        """Say why the start can't be read."""
        return str(error)

    @on(Field.Done)
    def _done(self, event: Field.Done) -> None:
        self.action_next()
        follow_answer(event, list(self.query(Field)))

    def action_next(self) -> None:
        """Move on to the next question, after the last one close; stay at a start that can't be read."""
        field = next((field for field in self.query(Field) if field.has_focus_within), None)
        if field is self.query(Field).last():
            self.action_go_on()
        elif field is None or field.name != "started" or self._readable:
            self.action_move(1)
        else:
            field.begin()
            self._judge()

    @property
    def _readable(self) -> bool:
        try:
            self._started()
        except BadInput:
            return False
        return True

    def action_move(self, steps: int) -> None:
        """Move to the next question or the one before, stopping at the ends."""
        fields = list(self.query(Field))
        index = next((n for n, field in enumerate(fields) if field.has_focus_within), -1 if steps > 0 else 0)
        fields[min(max(index + steps, 0), len(fields) - 1)].focus()

    def action_leave(self) -> None:
        """Close without a change."""
        self.dismiss(None)

    def action_go_on(self) -> None:
        """Close with the answers, if the start can be read."""
        if not self._readable:
            self.query_one("TextField Input").focus()
            self._judge()
            return
        side = self._answer("side")
        answers: dict[str, Any] = {
            "started": self._started(),
            "side": Side(side) if side is not None else None,
            "cause": self._answer("cause"),
        } | {name: self._answer(name) for name in self._more_names()}
        if self._episode is not None:
            self.dismiss(msgspec.structs.replace(self._episode, **answers))
        else:
            self.dismiss(Episode(**self.services.stamp(), day=self.services.today(), **answers))

    def _more_names(self) -> tuple[str, ...]:
        """The questions after the first three."""
        return ("risk_factors", "activities", *([AGE] if self._after is None else []))

    def _started(self) -> date | None:
        text = self._answer("started")
        started = read_day(text, self.services.today()) if text else None
        if started is not None and self._after is not None and started <= self._after:
            raise BadInput(f"The episode before began on {long_day(self._after)}; this one has to begin later.")
        return started

    def _answer(self, name: str) -> Any:
        return next(field.value for field in self.query(Field) if field.name == name)
