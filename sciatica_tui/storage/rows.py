"""A table's encoded documents, kept as the bytes of the file: as objects, ten years of entries are megabytes more."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterable, Iterator, Mapping
from itertools import accumulate, chain, islice
from operator import lt

from msgspec import Raw

from ..domain.errors import BadInput

Rows = Mapping[str, Raw]
"""Document id, a whole number as a string → the document, encoded."""

FEW = 500
"""Changes laid over the bytes before these are put together anew."""

_NEVER = object()


class PackedRows(Mapping[str, Raw]):
    """Document id → the document, by number; never changed, only exchanged for the next version.

    A version is the bytes of all documents and what has changed since: a save shares the bytes of the version before.
    """

    __slots__ = ("_changes", "_ends", "_first", "_ids", "_text")

    def __init__(self, rows: Rows) -> None:
        """Of documents in any order. Raises BadInput for an id that is no number."""
        _refuse_no_number(rows)
        ordered = dict(sorted(rows.items(), key=lambda row: int(row[0])))
        text = b",".join([_entry(key, raw) for key, raw in ordered.items()])
        self._lay_out(text, 0, array("q", map(int, ordered)), ordered)

    @classmethod
    def within(cls, text: bytes, first: int, rows: Rows) -> PackedRows | None:
        """Of documents that stand in `text` from `first` on as they are written; `None` for ids that never are so."""
        if not all(map(is_number, rows)):
            return None
        ids = array("q", map(int, rows))
        if not all(map(lt, ids, ids[1:])):
            return None
        made = cls.__new__(cls)
        made._lay_out(text, first, ids, rows)
        return made

    def _lay_out(self, text: bytes, first: int, ids: array[int], rows: Rows) -> None:
        self._text, self._first, self._ids = text, first, ids
        sizes = [len(key) + len(raw) + 4 for key, raw in rows.items()]  # with two quotes, a colon, and the comma before
        self._ends = array("Q", islice(accumulate(sizes, initial=first - 1), 1, None)) if sizes else array("Q")
        self._changes: dict[str, Raw | None] = {}

    @property
    def end(self) -> int:
        """Where the documents end in the text."""
        return self._ends[-1] if self._ends else self._first

    def with_changes(self, changes: Mapping[str, Raw | None]) -> PackedRows:
        """The next version; `None` takes a document out. Raises BadInput for an id that is no number."""
        _refuse_no_number(changes)
        made = PackedRows.__new__(PackedRows)
        made._text, made._first, made._ids, made._ends = self._text, self._first, self._ids, self._ends
        made._changes = {**self._changes, **changes}
        added = made._added()
        in_order = not added or not made._ids or made._ids[-1] < int(added[0])
        return made if in_order and len(made._changes) <= FEW else PackedRows(made)

    def changed_since(self, before: PackedRows) -> set[str]:
        """The ids of documents that were added, changed or taken out."""
        ours, theirs = self._changes, before._changes
        if self._ends is before._ends:
            return {key for key in ours.keys() | theirs.keys() if ours.get(key, _NEVER) != theirs.get(key, _NEVER)}
        changed = {key for key, raw in self.items() if before.get(key) != raw}
        return changed | {key for key in before if key not in self}

    def encoded(self) -> Iterator[bytes | memoryview]:
        """What stands between the braces of the table, in parts."""
        comma = b""
        for part in self._parts():
            yield comma
            yield part
            comma = b","

    def _parts(self) -> Iterator[bytes | memoryview]:
        view, done = memoryview(self._text), 0
        for place, key in sorted((self._place(key), key) for key in self._changes):
            if place == len(self._ids):
                break
            if place > done:
                yield view[self._start(done) : self._ends[place - 1]]
            raw = self._changes[key]
            if raw is not None:
                yield _entry(key, raw)
            done = place + 1
        if done < len(self._ids):
            yield view[self._start(done) : self.end]
        for key in self._added():
            yield _entry(key, self[key])

    def __getitem__(self, key: str) -> Raw:
        raw = self._changes.get(key)
        if raw is not None:
            return raw
        place = self._place(key)
        if key in self._changes or place == len(self._ids):
            raise KeyError(key)
        return Raw(self._text[self._start(place) + len(key) + 3 : self._ends[place]])

    def __iter__(self) -> Iterator[str]:
        numbers = map(str, self._ids)
        kept = (key for key in numbers if self._changes.get(key, _NEVER) is not None) if self._changes else numbers
        return chain(kept, self._added())

    def items(self) -> ItemsView[str, Raw]:
        """Every document with its id; all of them in a row are found faster than one by one."""
        return _Items(self)

    def __len__(self) -> int:
        there = (self._place(key) < len(self._ids) for key, raw in self._changes.items() if raw is None)
        return len(self._ids) - sum(there) + len(self._added())

    def _added(self) -> list[str]:
        new = (key for key, raw in self._changes.items() if raw is not None and self._place(key) == len(self._ids))
        return sorted(new, key=int)

    def _place(self, key: str) -> int:
        """Where the id is in the bytes; how many there are where it is not."""
        number = int(key) if is_number(key) else -1
        place = bisect_left(self._ids, number)
        found = place < len(self._ids) and self._ids[place] == number
        return place if found else len(self._ids)

    def _start(self, place: int) -> int:
        return self._ends[place - 1] + 1 if place else self._first


class _Items(ItemsView[str, Raw]):
    _mapping: PackedRows

    def __iter__(self) -> Iterator[tuple[str, Raw]]:
        rows = self._mapping
        text, changes, end = rows._text, rows._changes, rows._first - 1
        for key, after in zip(map(str, rows._ids), rows._ends, strict=True):
            if key not in changes:
                yield key, Raw(text[end + len(key) + 4 : after])
            elif (raw := changes[key]) is not None:
                yield key, raw
            end = after
        for key in rows._added():
            yield key, rows[key]


def is_number(key: str) -> bool:
    """Whether it is an id as TinyDB gives them: a whole number, in decimal digits alone."""
    return len(key) < 19 and key.isascii() and key.isdecimal() and (key[0] != "0" or key == "0")


def _refuse_no_number(keys: Iterable[str]) -> None:
    for key in keys:
        if not is_number(key):
            raise BadInput(f"“{key}” can't be the number of an entry; leave it out, and the next free one is taken.")


def _entry(key: str, raw: Raw) -> bytes:
    return b'"%s":%s' % (key.encode(), bytes(raw))


def packed(tables: Mapping[str, Rows]) -> dict[str, PackedRows]:
    """Each table packed; one that is already stays the very same."""
    return {name: rows if isinstance(rows, PackedRows) else PackedRows(rows) for name, rows in tables.items()}
