"""What a command runs in: the places, the settings, the clock; the services are opened when they are needed."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..clock import Clock, SystemClock
from ..config import Config, load_config
from ..core.errors import BadInput
from ..paths import Paths, find_paths
from .output import complain

if TYPE_CHECKING:
    from ..services import Services


@dataclass(frozen=True)
class Context:
    """Where things are, what the person set, and what time it is. `demo` is true for the made-up history."""

    paths: Paths
    config: Config
    clock: Clock
    demo: bool

    @staticmethod
    def of(args: Namespace, clock: Clock | None) -> Context:
        """From the options for every command. Raises BadInput for a place that can't be one."""
        paths = find_paths(_place("--data", args.data), _place("--config", args.config))
        if args.config is not None and not paths.config.exists():
            raise BadInput(f"There is no settings file {paths.config}; leave --config away to use the usual one.")
        return Context(paths, load_config(paths.config), clock or SystemClock(), args.demo)

    def services(self) -> Services:
        """Open the journal; what it and the settings have to say goes to stderr."""
        from ..services import Services
        from ..store.journal import Journal

        now = self.clock.now()
        if self.demo:
            from ..core.days import day_of
            from ..demo import demo_records

            journal = Journal.in_memory(now, demo_records(day_of(now, self.config.times.boundary), now))
        else:
            journal = Journal.open(self.paths.data, now)
        for notice in (*self.config.problems, *journal.notices):
            complain(notice)
        return Services(journal, self.clock, self.config, self.paths, self.demo)


def at_a_terminal() -> bool:
    """Whether someone can be asked: both input and output are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _place(option: str, typed: str | None) -> Path | None:
    if typed is None:
        return None
    if not typed.strip():
        raise BadInput(f"{option} needs the name of a place after it.")
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        raise BadInput(f"{option} {typed}: there is no such user's home folder.") from None
