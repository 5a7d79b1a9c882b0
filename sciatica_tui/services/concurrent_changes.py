"""Saving a changed record over what another window made of it meanwhile: both changes stay, or the person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import msgspec

from ..domain.errors import AppError, ChangedSince
from ..domain.measures.catalogue import BY_PATH
from ..domain.records import Record, RedFlagAnswer
from ..domain.text.grammar import capital, plain
from ..storage.journal import Journal, Saved

STAMP = frozenset(Record.__struct_fields__)
"""Fields that say which version of a record it is, not what it holds."""

TOGETHER = (("day", "at"), ("ended", "end", "reason"), ("old_numb_zones", "new_numb_zones"))
"""Fields that only mean something together, in records that have all of them: a change of one is a change of all."""


class Conflict(msgspec.Struct, frozen=True):
    """An answer that another window has changed since too, to something else: as it is now, and as it shall be."""

    path: str
    theirs: Any
    mine: Any

    @property
    def sentence(self) -> str:
        """Say what both made of it; of what is too long for a line, only that both changed it."""
        name = capital(BY_PATH[self.path].label if self.path in BY_PATH else plain(self.path))
        theirs, mine = (msgspec.to_builtins(value) for value in (self.theirs, self.mine))
        if any(isinstance(value, list | tuple | dict) for value in (theirs, mine)):
            return f"{name}: another window changed it, and so did you."
        return f"{name}: another window changed it to {_in_words(theirs)}, you to {_in_words(mine)}."


class ChangedMeanwhile(AppError):
    """Another window has deleted a record meanwhile, or changed the same in it; nothing was saved.

    `conflicts` is empty where one was `deleted`. `mine` and `theirs` are the records to save if the one or the other
    counts, over those in `now`.
    """

    def __init__(self, merging: Merging) -> None:
        their_deed = "deleted it" if merging.deleted else "changed the same"
        super().__init__(f"Another window has {their_deed} meanwhile, so nothing was saved. Look at it and try again.")
        self.conflicts = merging.conflicts
        self.deleted = merging.deleted
        self.mine = merging.mine
        self.theirs = merging.theirs
        self.now = merging.now


class Merging(msgspec.Struct, frozen=True):
    """Records laid over those of the journal: with the one's or the other's answers where both changed the same."""

    mine: tuple[Record, ...]
    theirs: tuple[Record, ...]
    now: tuple[Record, ...]
    conflicts: tuple[Conflict, ...]
    deleted: bool


def conflicts(before: Mapping[str, Any], now: Mapping[str, Any], changes: Mapping[str, Any]) -> list[Conflict]:
    """List what was changed both here and by another window since, to something else."""
    return [
        Conflict(path, now.get(path), mine)
        for path, mine in changes.items()
        if now.get(path) != before.get(path) and now.get(path) != mine
    ]


@contextmanager
def handing_over(records: Sequence[Record]) -> Iterator[None]:
    """Let an error in saving records hand these over."""
    try:
        yield
    except AppError as error:
        error.unsaved = tuple(records)
        raise


def unsaved_flags(error: AppError) -> tuple[RedFlagAnswer, ...]:
    """Return the open red flags that an error kept from being saved."""
    answers = (record for record in error.unsaved if isinstance(record, RedFlagAnswer))
    return tuple(answer for answer in answers if answer.flags and answer.cleared is None)


def save(
    journal: Journal,
    label: str,
    records: Iterable[Record],
    before: Iterable[Record] = (),
    delete: Iterable[Record] = (),
) -> Saved:
    """Save records, those that were there in `before` with only what was changed in them, and delete others.

    `before` are the records as the person saw them. Raises ChangedMeanwhile where only the person can decide,
    BadInput for a value out of range, StoreError.
    """
    records, bases, deletions = tuple(records), {record.id: record for record in before}, tuple(delete)
    with handing_over(records):
        while True:
            merging = merged(journal, records, bases)
            if merging.deleted or merging.conflicts:
                raise ChangedMeanwhile(merging)
            with suppress(ChangedSince):  # by another window in this very moment: once more, over that
                return journal.save(label, *merging.mine, delete=deletions, over=merging.now)


def as_seen(journal: Journal, record: Record) -> None:
    """Make sure that a record is as the person saw it, before it is deleted.

    Raises ChangedMeanwhile where another window has changed it or deleted it since, StoreError.
    """
    journal.refresh()
    current = journal.get(type(record), record.id)
    if current is None or _fields(current) != _fields(record):
        now = (current,) if current is not None else ()
        raise ChangedMeanwhile(Merging((record,), now, now, (), current is None))


def merged(journal: Journal, records: Sequence[Record], before: Mapping[str, Record]) -> Merging:
    """Lay what was changed in records, since they were as in `before`, by id, over them as they are now."""
    journal.refresh()
    mine, theirs, now = list[Record](), list[Record](), list[Record]()
    clashes, deleted = list[Conflict](), False
    for record in records:
        base = before.get(record.id)
        current = journal.get(type(record), record.id) if base is not None else None
        if base is None or current is None:
            mine.append(record)
            deleted |= base is not None
            theirs += [record] if base is None else []
            continue
        changes = _changes(base, record)
        field_conflicts = conflicts(_fields(base), _fields(current), changes)
        clashes += _first_of_each(field_conflicts, type(record))
        mine.append(msgspec.structs.replace(current, **changes))
        disputed = _with_company({conflict.path for conflict in field_conflicts}, type(record))
        theirs.append(msgspec.structs.replace(current, **{n: v for n, v in changes.items() if n not in disputed}))
        now.append(current)
    return Merging(tuple(mine), tuple(theirs), tuple(now), () if deleted else tuple(clashes), deleted)


def _fields(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__ if name not in STAMP}


def _changes(before: Record, after: Record) -> dict[str, Any]:
    fields, old = _fields(after), _fields(before)
    changed_names = {name for name in fields if fields[name] != old[name]}
    return {name: fields[name] for name in fields if name in _with_company(changed_names, type(after))}


def _with_company(names: Iterable[str], kind: type[Record]) -> set[str]:
    """The names, and those that only mean something together with them."""
    company = set(names)
    for group in TOGETHER:
        if company & set(group) and set(group) <= set(kind.__struct_fields__):
            company |= set(group)
    return company


def _first_of_each(field_conflicts: Iterable[Conflict], kind: type[Record]) -> list[Conflict]:
    """One conflict for all fields that only mean something together."""
    covered, firsts = set[str](), list[Conflict]()
    for conflict in field_conflicts:
        if conflict.path not in covered:
            firsts.append(conflict)
        covered |= _with_company({conflict.path}, kind)
    return firsts


def _in_words(value: Any) -> str:
    return "nothing" if value is None else f"“{value}”" if isinstance(value, str) else str(value)
