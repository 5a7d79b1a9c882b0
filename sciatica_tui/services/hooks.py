"""Hooks: the person's own commands after a save, at another verdict, at a new red flag, with JSON on their input.

They are named in `config.toml` alone, which no import, merge or backup touches; and nothing that comes from those runs
one. They run beside the app, one after another, without a shell or a terminal, for at most TIMEOUT_SECONDS each. One
that is missing, hangs, floods or fails is told once, and nothing waits for it but the end of the program.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import msgspec

from ..domain.errors import BadInput
from ..domain.records import RedFlagAnswer
from ..domain.red_flags.flags import TITLES, describe_flags, urgency_of
from ..domain.snapshot import RecordSnapshot
from ..storage.changeset import Step
from ..storage.journal import Journal
from .config import HookSettings
from .programs import WAS_ENDED, run_program, split_command
from .records_snapshot import snapshot_of

TIMEOUT_SECONDS = 5.0
"""No hook runs for longer."""

RUNNING = "SCIATICA_HOOK"
"""Stands in the environment of a hook, with its name; where it does, none is run: `log` in one would call it again."""

ON_SAVE, ON_VERDICT, ON_ALARM = HookSettings.__struct_fields__

VERSION = 1
"""Of the JSON; another one where a field goes or changes its meaning."""

Payload = dict[str, Any]


class Hooks:
    """Runs the hooks that are on after changes of a journal. `settings` gives those in force, `today` the day."""

    def __init__(
        self,
        journal: Journal,
        settings: Callable[[], HookSettings],
        today: Callable[[], date],
        environment: Mapping[str, str],
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        self._journal = journal
        self._settings = settings
        self._today = today
        self._environment = environment
        self._timeout = timeout
        self._work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._worker: threading.Thread | None = None
        self._failed: set[str] = set()
        self._hung: set[str] = set()
        self._untold: queue.SimpleQueue[str] = queue.SimpleQueue()

    def take_problems(self) -> tuple[str, ...]:
        """Return a sentence for the first failure of each hook, and each sentence once."""
        sentences = []
        with suppress(queue.Empty):
            while True:
                sentences.append(self._untold.get_nowait())
        return tuple(sentences)

    def after(self, step: Step | None) -> None:
        """Run what is to run after a change of the journal's; for `Journal.listen`. Returns at once."""
        commands = self._settings().commands
        if step is None or not commands or RUNNING in self._environment:
            return
        records, today = snapshot_of(self._journal), self._today()
        self._begin(lambda: self._run(commands, step, records, today))

    def finish(self) -> None:
        """Wait until those that are due have run."""
        if self._worker is not None:
            work_done = threading.Event()
            self._work.put(work_done.set)
            work_done.wait()

    def _begin(self, work: Callable[[], None]) -> None:
        self._work.put(work)
        if self._worker is None:
            self._worker = threading.Thread(target=self._work_on, daemon=True)
            self._worker.start()

    def _work_on(self) -> None:
        while True:
            self._work.get()()

    def _run(self, commands: Mapping[str, str], step: Step, records: RecordSnapshot, today: date) -> None:
        makers = {
            ON_SAVE: lambda: _saved(step),
            ON_VERDICT: lambda: _verdict(step, records, today),
            ON_ALARM: lambda: _alarm(step),
        }
        for name, command in commands.items():
            if name in self._hung:
                continue
            problem = self._problem(name, command, makers[name], today)
            if problem is None:
                continue
            if problem.endswith(WAS_ENDED):
                self._hung.add(name)
                problem += " It will not run again until the next start."
            if name not in self._failed:
                self._failed.add(name)
                self._untold.put(f"Your hook {name}: {problem} What you saved is safe.")

    def _problem(self, name: str, command: str, payload: Callable[[], Payload | None], today: date) -> str | None:
        try:
            arguments = split_command(command, "its command")
            fields = payload()
        except BadInput as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - a thread has no other door, and a hook must stop nothing
            return f"its input could not be made ({type(error).__name__}: {error})."
        if fields is None:
            return None
        data = msgspec.json.encode({"hook": name, "version": VERSION, "day": today, **fields})
        return run_program(arguments, {**self._environment, RUNNING: name}, data, self._timeout)


def _saved(step: Step) -> Payload:
    """What was changed: each record as FORMAT.md has it, before and after; null for none."""
    changes = [{"table": t.table, "id": t.id, "before": t.before, "after": t.after} for t in step.touched]
    return {"change": step.label, "records": changes}


def _alarm(step: Step) -> Payload | None:
    """The red flags that are open now and were not before; None where there is none."""
    flags = list(dict.fromkeys(flag for answer in _new_flags(step) for flag in answer.flags))
    urgency = urgency_of(flags)
    if urgency is None:
        return None
    words = describe_flags(tuple(flags))
    return {"urgency": urgency.name.lower(), "title": TITLES[urgency], "flags": flags, "words": words}


def _new_flags(step: Step) -> Iterator[RedFlagAnswer]:
    for touched in step.touched:
        before, after = touched.records
        if isinstance(after, RedFlagAnswer) and after.flags and after.cleared is None:
            standing = isinstance(before, RedFlagAnswer) and before.cleared is None and before.flags == after.flags
            if not standing:
                yield after


def _verdict(step: Step, records: RecordSnapshot, today: date) -> Payload | None:
    """The verdict, where it is another one than on the last day with a check-in before the change; else None."""
    from ..domain.assessment.assess import assess

    earlier = before_change(step, records)
    last = max((entry.day for entry in earlier.checkins if entry.day <= today), default=None)
    before = assess(earlier, last) if last is not None else None
    now = assess(records, today, before)
    verdict_before = before.overall.verdict if before is not None else None
    if verdict_before == now.overall.verdict:
        return None
    return {"before": verdict_before, "verdict": now.overall.verdict, "words": now.overall.story}


def before_change(step: Step, records: RecordSnapshot) -> RecordSnapshot:
    """Return the records as they were before the change."""
    fields: dict[str, Any] = {}
    for name in RecordSnapshot.__struct_fields__:
        touched = [record for record in step.touched if record.table == name]
        if touched:
            ids = {record.id for record in touched}
            before = [version for record in touched if (version := record.records[0]) is not None]
            untouched = (record for record in getattr(records, name) if record.id not in ids)
            fields[name] = tuple(sorted([*untouched, *before], key=lambda record: record.id))
    return msgspec.structs.replace(records, **fields)
