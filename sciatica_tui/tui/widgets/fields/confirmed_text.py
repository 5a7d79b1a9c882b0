"""A text that counts once it is confirmed: half of a number or of a command is none."""

from __future__ import annotations

from .text_field import TextField


class ConfirmedText(TextField):
    """A text of one line that only Enter confirms. Esc brings back what held before, and so does moving away.

    It rests then: the next letter is a command again.
    """

    KEYS = "Enter saves, Esc leaves it as it was"

    held: str | None = None
    """The text that counts, whatever is typed."""

    def hold(self, value: str | None) -> None:
        """Let a text count; what is being typed stays as it is typed."""
        self.held = value
        if not self.has_focus_within or self.has_focus:
            self.value = value

    def confirm(self, value: str | None) -> None:
        """Let what was typed count, and take no more of it."""
        self.held = self.value = value
        if self.has_focus_within:
            self.rest()

    def leave(self) -> None:
        """Bring back what held before, and rest."""
        self.value = self.held
        self.rest()

    def on_descendant_blur(self) -> None:
        # A window that is left to look up the number takes the focus too, and gives it back.
        if self.app.app_focus and self.value != self.held:
            self.value = self.held
            self.notify(f"“{self.label}” is as it was: only Enter saves what you type.")
