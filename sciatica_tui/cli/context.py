"""What a command runs with: paths, settings, clock, and the journal and services, opened when they are needed."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from ..domain.errors import BadInput, StoreError, StoreReadOnly
from ..services.clock import Clock, SystemClock
from ..services.config import Config, load_config
from ..services.paths import Paths, find_paths
from .output import complain, note

if TYPE_CHECKING:
    from ..domain.routines.catalogue import Guided
    from ..services.config import HookSettings
    from ..services.container import Services
    from ..services.hooks import Hooks
    from ..services.live_settings import Settings
    from ..storage.changeset import Step
    from ..storage.journal import Journal
    from ..storage.notices import Replacement

FRAMES = ("TEXTUAL_FPS", "1000")
"""Frames a second, read as Textual is loaded: it gathers what changes for a whole frame before it lays out or paints.
A new screen is put together in three such steps, which at the usual 60 is up to 50 ms of waiting for nothing."""


class Context(msgspec.Struct, frozen=True):
    """The paths, the settings and the clock. `demo` is true for the made-up history."""

    paths: Paths
    config: Config
    clock: Clock
    demo: bool
    hooks: list[Hooks] = []
    """Those that follow the journal which was opened."""
    changes: list[Step | None] = []
    """What has been changed: what fails after that has not undone it."""
    complaints: list[str] = []
    """Notices that were printed: a command that opens the journal twice says each once."""
    damage: list[Replacement] = []
    """What some of them tell of a damaged or missing file."""

    @staticmethod
    def of(args: Namespace, clock: Clock | None) -> Context:
        """Make the context from the options of every command. Raises BadInput for a path that can't be used."""
        paths = find_paths(_path("--data", args.data), _path("--config", args.config))
        if args.config is not None and not paths.config.exists():
            from ..services.live_settings import make_settings

            make_settings(paths.config)
            note(f"There was no settings file {paths.config}; it was created, with every setting at its default.")
        return Context(paths, load_config(paths.config), clock or SystemClock(), args.demo)

    def today(self) -> date:
        """Return the day by the person's day boundary."""
        from ..domain.days import day_of

        return day_of(self.clock.now(), self.config.times.boundary)

    def journal(self, writing: bool = False, begins: bool = True) -> Journal:
        """Open the journal for a command, and print the notices of journal and settings to stderr.

        Only a command that is `writing` makes a missing data folder, and not where it `begins` nothing, as it needs
        what is there; for it, StoreReadOnly is raised where nothing can be saved.
        """
        from ..domain.records import CheckIn, RedFlagAnswer

        journal = self._demo() if self.demo else self._opened(writing, begins)
        for kind in (CheckIn, RedFlagAnswer):
            journal.all(kind)  # entries that can't be read are noticed when they are looked at
        notices = (*self.config.problems, *journal.notices)
        if writing and journal.read_only:
            raise StoreReadOnly(" ".join(notices))
        for notice in notices:
            if notice not in self.complaints:
                complain(notice)
                self.complaints.append(notice)
        self.damage.extend(journal.damage)
        if not self.demo:
            # Said on stderr already; a disk that can't keep it for the app must not stop a command that only looks.
            with suppress(StoreError):
                journal.leave_notices()
        return journal

    @property
    def shows_other_data(self) -> bool:
        """Whether the answer of a command that changed nothing is from a backup, or empty, as the file is damaged."""
        return bool(self.damage) and not self.changes

    def open_app(self, start: Guided | None = None) -> None:
        """Show the app, with a routine to begin with where one is given, until it is left."""
        name, frames = FRAMES
        preset = name in os.environ
        os.environ.setdefault(name, frames)
        # The app speaks to no network; asyncio does without OpenSSL, which it would load for 4 MB, where there is none.
        sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]  # None stands for “can't be imported”
        from ..services.live_settings import Settings
        from ..tui.textual_loading import load_textual

        load_textual()
        from ..tui.run import run

        if not preset:  # programs that are started from here may be of Textual too
            del os.environ[name]
        if self.demo:
            from tempfile import TemporaryDirectory

            # A page or a picture of the made-up history must not come to lie among the person's own.
            with TemporaryDirectory(prefix="sciatica-tui-") as folder:
                demo = replace(self, paths=replace(self.paths, data=Path(folder)))
                settings = Settings(self.config)
                run(settings, self.paths.log, partial(demo._services, settings), start)
            return
        missing = self._missing
        settings = Settings(self.config, self.paths.config)
        run(settings, self.paths.log, partial(self._services, settings), start)
        if missing:
            self._note_new_folder()

    def _services(self, settings: Settings) -> Services:
        from ..services.assessments import AssessmentCache
        from ..services.container import Services
        from ..services.journal_writer import JournalWriter

        journal = self._demo() if self.demo else self._open()
        writer, cache = JournalWriter(journal), AssessmentCache(journal)
        if self.demo:
            return Services(journal, writer, cache, self.clock, settings, self.paths, self.demo)
        hooks = self._follow(journal, lambda: settings.config.hooks)
        return Services(journal, writer, cache, self.clock, settings, self.paths, take_problems=hooks.take_problems)

    def _demo(self) -> Journal:
        from ..demo.records import demo_records
        from ..storage.journal import Journal

        return Journal.in_memory(self.clock.now, demo_records(self.today(), self.clock.now()))

    def _opened(self, writing: bool, begins: bool) -> Journal:
        from ..storage.journal import Journal

        missing = self._missing
        if missing and not (writing and begins):
            return Journal.in_memory(self.clock.now)
        journal = self._open()
        if writing:
            from ..domain.records import Session
            from ..services import prompt_line  # noqa: F401 - loaded before the change, while a disk may still fail

            if journal.all(Session):
                from ..domain.routines import session_text  # noqa: F401 - the same, for what is said of them
        if self.config.hooks.commands:
            self._follow(journal, lambda: self.config.hooks)
        if missing:
            self._note_new_folder()
        return journal

    def _open(self) -> Journal:
        """Open the journal of the file, with what follows each change of it."""
        from ..storage.journal import Journal

        journal = Journal.open(self.paths.data, self.clock.now)
        journal.listen(self.changes.append)
        journal.listen(lambda _: self._keep_prompt_line(journal))
        return journal

    def _keep_prompt_line(self, journal: Journal) -> None:
        from ..services.prompt_line import keep_prompt_line  # a command that only reads does without

        keep_prompt_line(journal, self.paths, self.clock)

    def _follow(self, journal: Journal, settings: Callable[[], HookSettings]) -> Hooks:
        """Run the person's hooks after changes of the journal."""
        from ..services.hooks import Hooks

        hooks = Hooks(journal, settings, self.today, os.environ)
        journal.listen(hooks.after)
        self.hooks.append(hooks)
        return hooks

    def finish_hooks(self) -> None:
        """Wait for the hooks that still run, once all is said, and say on stderr what went wrong with them."""
        for hooks in self.hooks:
            hooks.finish()
            for sentence in hooks.take_problems():
                complain(sentence)

    @property
    def _missing(self) -> bool:
        """Whether there is no folder yet. Raises StoreError where there can't be one, as for what lies in a file."""
        from ..storage.filesystem import explained

        with explained("use the folder", self.paths.data), suppress(FileNotFoundError):
            os.lstat(self.paths.data)
            return False
        return True

    def _note_new_folder(self) -> None:
        note(f"Your data is kept in a new folder: {self.paths.data}")


def at_a_terminal() -> bool:
    """Return whether someone can be asked: both input and output are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def need_a_terminal() -> None:
    """Raise BadInput where the app can't be shown."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise BadInput(
            "The app needs a terminal, but input or output is redirected here; "
            "use a command instead, such as log or status (see sciatica-tui --help)."
        )
    if os.environ.get("TERM") in ("dumb", "unknown"):
        raise BadInput(
            f"This terminal can't show the app (TERM={os.environ['TERM']}); open it in another one, "
            "or use a command, such as log or status (see sciatica-tui --help)."
        )


def _path(option: str, text: str | None) -> Path | None:
    if text is None:
        return None
    if not text.strip():
        raise BadInput(f"{option} needs a path after it.")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise BadInput(f"{option} {text}: there is no such user.") from None
