"""A list of options that may change under the pointer."""

from __future__ import annotations

from textual.events import Click
from textual.widgets import OptionList


class ClickCheck:
    """For a list of Textual's (8.2.8), which ends the app at a click on an option that has just gone."""

    def on_click(self, event: Click) -> None:
        """Keep such a click from the list."""
        option = event.style.meta.get("option")
        if isinstance(self, OptionList) and option is not None and option >= self.option_count:
            event.prevent_default()


class Options(ClickCheck, OptionList):
    """A list of options."""
