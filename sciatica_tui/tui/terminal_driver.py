"""The terminal while the app has it, and as it was before on every way out."""

from __future__ import annotations

import sys

from .textual_compat import DriverBase

if sys.platform != "win32":
    from .terminal_input import TerminalInput

KEEP_TITLE, GIVE_TITLE_BACK = "\x1b[22;2t", "\x1b[23;2t"
"""Codes (xterm's) with which the terminal puts its title aside and takes it back."""


class TerminalDriver(DriverBase):
    """Textual's driver, which also names the window, drops the terminal's replies, and can be released by a thread."""

    _title: str | None = None
    _in_use = False

    def name_window(self, title: str | None) -> None:
        """Name the window for as long as the app has the terminal; None gives it back the name it had."""
        if title == self._title:
            return
        first, self._title = self._title is None, title
        if self._in_use:
            self._write_title(first)

    def start_application_mode(self) -> None:
        """Take the terminal, at the start and after a suspension."""
        self._in_use = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._in_use = self.has_terminal
        if self._in_use and self._title is not None:
            self._write_title(first=True)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.disable_mouse()  # Textual does it on the main thread only
        if self._in_use and self._title is not None:
            self.write(GIVE_TITLE_BACK)
        super().stop_application_mode()
        self._in_use = False

    def release(self) -> None:
        """Give the terminal back; may be called in another thread, after which nothing may be drawn."""
        if self._in_use:
            self.stop_application_mode()
            self.close()

    if sys.platform != "win32":

        def run_input_thread(self) -> None:
            """Read until the app ends; what goes wrong there is raised in the app, and handled like any other error."""
            try:
                TerminalInput(self.fileno, self.process_message).read_until(self.exit_event)
            except Exception as error:  # noqa: BLE001 – the app is told, and ends as at any other error
                self.raise_in_app(error)

    def _write_title(self, first: bool) -> None:
        if self._title is None:
            self.write(GIVE_TITLE_BACK)
        else:
            self.write(f"{KEEP_TITLE if first else ''}\x1b]2;{self._title}\x07")
