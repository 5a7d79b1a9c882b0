"""Other devices' copies of the data file that lie beside ours: found, told, merged. For the app's start."""

from __future__ import annotations

from ..domain.text.grammar import count
from ..exchange.files import read_input
from ..storage.backup_list import find_others
from ..storage.device_copies import Copy, merge_copy, read_copy
from ..storage.journal import Journal
from ..storage.merge import Differences


def found_copies(journal: Journal) -> tuple[Copy, ...]:
    """The copies beside our file, in the order of their names; BadInput for one that can't be read."""
    if journal.path is None or journal.read_only:
        return ()
    return tuple(read_copy(journal, path, read_input(path)) for path in find_others(journal.path.parent))


def told(copy: Copy) -> str:
    """What is in a copy and what it brings, for the person to decide."""
    said = (
        f"{copy.path.name}, saved {copy.saved_at}, holds {count(copy.entries, 'check-in')}. {brings_words(copy.brings)}"
    )
    return said if copy.ours else f"{said} It is no copy of this history, but one that was begun elsewhere."


def brings_words(found: Differences) -> str:
    """`It brings 3 new, 1 newer there; 2 newer here stay as they are.`"""
    brings = [(len(found.added), "new"), (len(found.changed), "newer there"), (len(found.deleted), "deleted there")]
    stays = [(len(found.newer_here), "newer here"), (len(found.deleted_here), "deleted here since")]
    said = ", ".join(f"{number} {words}" for number, words in brings if number)
    kept = ", ".join(f"{number} {words}" for number, words in stays if number)
    return (f"It brings {said}" if said else "It brings nothing new") + (f"; {kept} stay as they are." if kept else ".")


__all__ = ["Copy", "brings_words", "found_copies", "merge_copy", "told"]
