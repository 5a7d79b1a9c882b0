"""The changes of one window that can be undone, and those undone that can be made again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from ..domain.errors import ChangedSince, DurabilityUnknown
from ..domain.records import Record
from .changeset import Changer, Step, Targets

UNDO_STEPS = 50

Change = Callable[[str, Callable[[Changer], Targets]], tuple[Step, DurabilityUnknown | None]]
"""Makes a change, called by its label, in one transaction; returns it, and the doubt where the disk is not certain."""


class Steps:
    """The last changes, each until it is undone; after another change what was undone can't be made again."""

    def __init__(self) -> None:
        self._done: deque[Step] = deque(maxlen=UNDO_STEPS)
        self._undone: deque[Step] = deque(maxlen=UNDO_STEPS)

    def add(self, step: Step) -> None:
        """Take a change that was made."""
        self._done.append(step)
        self._undone.clear()

    def clear(self) -> None:
        """Forget all of them."""
        self._done.clear()
        self._undone.clear()

    @property
    def last(self) -> Step | None:
        """The change that undoing takes back."""
        return self._done[-1] if self._done else None

    @property
    def last_undone(self) -> Step | None:
        """What undoing made of the journal, which redoing takes back."""
        return self._undone[-1] if self._undone else None

    def undo(self, change: Change, keep: Iterable[Record], save: Iterable[Record]) -> str | None:
        """Take back the last change but for the records to keep, and save others with that; see `Journal.undo`."""
        return _reversed(self._done, self._undone, change, keep, save)

    def redo(self, change: Change) -> str | None:
        """Make the change that was undone last again; see `Journal.redo`."""
        return _reversed(self._undone, self._done, change)


def _reversed(
    steps: deque[Step],
    reversals: deque[Step],
    change: Change,
    keep: Iterable[Record] = (),
    save: Iterable[Record] = (),
) -> str | None:
    if not steps:
        return None
    step = steps[-1].without(record.id for record in keep)
    try:
        reversal, doubt = change(step.label, lambda changer: changer.reversal(step, save))
    except ChangedSince:
        steps.pop()
        raise
    steps.pop()
    reversals.append(reversal)
    if doubt is not None:
        raise doubt
    return step.label
