"""The list of routines, in sections, with what may be done when beside each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.content import Content
from textual.widgets.option_list import Option

from ...domain.routines.catalogue import Guided
from ...domain.routines.safety import Permission
from ...domain.routines.session_plan import total_seconds
from ...domain.routines.timer_view import length_text
from .options import Options
from .selection import POINTER

LEAST_WIDTH = 30
"""Columns of a row, at least, before it is laid out."""

AIR = 1
"""Cells between a name and what stands beside it, and between that and the scrollbar."""

Section = tuple[str, tuple[Guided, ...]]
"""A heading and the routines below it."""


def key_of(routine: Guided) -> str:
    """Return what tells a routine from every other, whatever the person calls theirs."""
    return routine.own or routine.name


class RoutineList(Options):
    """Show the routines."""

    _routines: Mapping[str, Guided] = {}
    _permissions: Mapping[str, Permission] = {}

    def set_sections(self, sections: Iterable[Section], permissions: Mapping[str, Permission]) -> None:
        """Replace the routines and keep the cursor where it was; `permissions` are by the routines' keys."""
        former = self.current
        sections = [(heading, routines) for heading, routines in sections if routines]
        self._routines = {key_of(routine): routine for _, routines in sections for routine in routines}
        self._permissions = permissions
        self.clear_options()
        for heading, routines in sections:
            self.add_option(Option(Content.styled(heading, "bold"), disabled=True))
            self.add_options([Option(self._row(routine), id=key_of(routine)) for routine in routines])
        self.go_to(key_of(former) if former is not None else "")

    def on_resize(self) -> None:
        """Keep what stands beside the names at the right edge."""
        for key, routine in self._routines.items():
            self.replace_option_prompt(key, self._row(routine))

    @property
    def current(self) -> Guided | None:
        """The routine under the cursor."""
        option = self.highlighted_option
        return self._routines.get(option.id) if option is not None and option.id is not None else None

    def go_to(self, key: str) -> None:
        """Put the cursor on a routine, or on the first if there is no such routine."""
        rows = (row for row, option in enumerate(self.options) if option.id == key)
        self.highlighted = next(rows, 1)

    def _row(self, routine: Guided) -> Content:
        permission = self._permissions[key_of(routine)]
        aside = length_text(round(total_seconds(routine.plan)))
        if not permission.allowed:
            lasting = "ruled out" if permission.by_answer else "not now"
            aside = f"again {permission.again_at:%H:%M}" if permission.again_at is not None else lasting
        elif permission.left_out:
            aside = f"{len(permission.left_out)} left out"
        star = " *" if routine.adjusted else ""
        room = max(self.content_size.width - len(POINTER) - self.styles.scrollbar_size_vertical - AIR, LEAST_WIDTH)
        most = room - len(aside) - AIR - len(star)
        name = Content(f"{routine.title}").truncate(most, ellipsis=True) + Content(star)
        return Content.assemble(name, (aside.rjust(room - name.cell_length), "$foreground 65%"))
