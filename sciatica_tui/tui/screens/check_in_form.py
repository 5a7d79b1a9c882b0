"""The check-in form as it is drawn: its questions one below the other, and which of them has the focus."""

from __future__ import annotations

from typing import Any

from ...domain.check_in.form import Form
from ...domain.measures.questions import Depth
from ...domain.records import Episode, Zone
from ..widgets.body_map import BodyMap, shades_of_zone
from ..widgets.fields.field import Field
from ..widgets.fields.tags_field import TagsField
from ..widgets.form_scroll import FormScroll
from .base import BaseScreen
from .check_in_fields import Questions


class CheckInForm(FormScroll):
    """Show the questions of one form; in the short form the body stands below them."""

    questions: Questions | None = None
    _last_field: Field[Any] | None = None

    @property
    def fields(self) -> list[Field[Any]]:
        """The questions in their order, the red flags first."""
        return self.questions.shown() if self.questions is not None else []

    def field(self, name: str) -> Field[Any]:
        """Return the question of that path."""
        assert self.questions is not None
        return self.questions.by_name(name)

    async def lay_out(self, questions: Questions, form: Form, episode: Episode | None, focus: str | None) -> None:
        """Replace the questions; `focus` is the path of the one that keeps the focus if it is among them."""
        self.questions = questions
        screen = self.screen
        async with self.batch():
            await self.remove_children()
            if isinstance(screen, BaseScreen) and screen.gone:
                return
            await self.mount(*questions.shown())
            if form.depth is Depth.QUICK:
                await self.mount(BodyMap(id="quick-map"))
                self.draw_zone(form, episode)
        self._last_field = None
        if focus is not None and focus in {field.name for field in self.fields}:
            self.field(focus).focus()
        else:
            questions.first().focus(scroll_visible=False)
            self.scroll_home(animate=False)

    def focus_question(self, path: str, *, weekly: bool) -> None:
        """Focus the question of a path or, if that is empty and `weekly`, the first weekly one that is open."""
        if self.questions is not None and path:
            self.questions.asking(path).focus()
        elif self.questions is not None and weekly:
            self.questions.first_open(Depth.WEEKLY).focus()

    def draw_zone(self, form: Form, episode: Episode | None) -> None:
        """Shade the zone that is answered on the body."""
        zone = form.answers.get("zone")
        for body in self.query(BodyMap):
            body.shades = shades_of_zone(Zone(zone) if zone else None, episode.side if episode is not None else None)

    @property
    def current_field(self) -> Field[Any]:
        """The question with the focus, else the one that had it last, else the first."""
        assert self.questions is not None
        focus = self.screen.focused
        for field in self.fields:
            if field is focus or field.has_focus_within:
                return field
        return self._last_field if self._last_field in self.fields else self.questions.first()

    def remember_focus(self) -> str:
        """Remember which question has the focus; return its hint."""
        assert self.questions is not None
        self._last_field = self.current_field
        return self.questions.hint(self._last_field)

    def unconfirmed_words(self) -> list[Field[Any]]:
        """Confirm the words that are typed and not yet confirmed; return the questions they answer."""
        return [tags for tags in self.query(TagsField) if tags.take_typed() and tags in self.fields]
